"""API keys as text: `sck_live_<id>_<secret>_<checksum>`.

The prefix lets secret scanners find a key that leaked, the checksum tells a slip of the pen from an unknown key without
asking the database, and only the SHA-256 of the secret is ever stored.
"""

import hashlib
import hmac
import re
import secrets
import string
import zlib
from collections.abc import Callable
from dataclasses import dataclass

PREFIX = "sck_live"
_ALPHABET = string.ascii_letters + string.digits
_ID_LENGTH = 12
# 32 characters out of 62 are 190 bits of chance.
_SECRET_LENGTH = 32
_KEY = re.compile(rf"{PREFIX}_([A-Za-z0-9]{{{_ID_LENGTH}}})_([A-Za-z0-9]{{{_SECRET_LENGTH}}})_([0-9a-f]{{8}})")


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made. `text` is shown once and kept nowhere."""

    id: str
    text: str
    secret_hash: bytes


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A well-formed key that a caller showed; whether it is one of ours is not known yet."""

    id: str
    secret_hash: bytes

    def matches(self, secret_hash: bytes) -> bool:
        """Compare with what is stored, in a time that does not depend on where the two differ."""
        return hmac.compare_digest(self.secret_hash, secret_hash)


def create_key(chance: Callable[[int], int] = secrets.randbelow) -> NewKey:
    """Return a new key; `chance(n)` gives each of the numbers from 0 to n - 1 alike, by default the system's."""
    key_id = "".join(_ALPHABET[chance(len(_ALPHABET))] for _ in range(_ID_LENGTH))
    secret = "".join(_ALPHABET[chance(len(_ALPHABET))] for _ in range(_SECRET_LENGTH))
    start = f"{PREFIX}_{key_id}_{secret}"
    return NewKey(key_id, f"{start}_{_checksum(start)}", _hash(secret))


def find_key(text: str) -> ShownKey | None:
    """Return the key that a text is, or None where it is none."""
    matched = _KEY.fullmatch(text)
    if matched is None or not hmac.compare_digest(matched[3], _checksum(text.rpartition("_")[0])):
        return None
    return ShownKey(matched[1], _hash(matched[2]))


def is_key_id(text: str) -> bool:
    """Tell whether a key may have this id; nothing else need be looked up."""
    return len(text) == _ID_LENGTH and text.isascii() and text.isalnum()


def find_bearer(authorization: str) -> ShownKey | None:
    """Return the key that an `Authorization` header shows, or None where it shows none."""
    scheme, _, credentials = authorization.partition(" ")
    return find_key(credentials.strip()) if scheme.lower() == "bearer" else None


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
