"""The personal key of somebody who answers, as one string to write down, to print or to photograph.

It holds the round (16 bytes), the secret of the response (16 bytes) and two bytes by which slips of the pen show: the
first two of the SHA-256 of what stands before them. 272 bits are 55 characters of Crockford's base 32, in eleven groups
of five; the last character ends with three bits that are zero.

The id of the response follows from the secret, so that nobody has to write it down too.
"""

import hashlib
from dataclasses import dataclass

from selfcheck_service.core.rounds.access_codes import ALPHABET, read_characters

ID_BYTES = ROUND_BYTES = SECRET_BYTES = 16
_CHECK_BYTES = 2
_LENGTH, _GROUP, _SPARE = 55, 5, 3
# Spaces and dashes between all characters, and some more.
_LONGEST_WRITTEN = 200


@dataclass(frozen=True, slots=True)
class ResumeKey:
    """What a key holds: the bytes of the round's id, and those of the secret. 16 each; `ValueError` otherwise."""

    round_id: bytes
    secret: bytes

    def __post_init__(self) -> None:
        if (len(self.round_id), len(self.secret)) != (ROUND_BYTES, SECRET_BYTES):
            raise ValueError("a key holds 16 bytes of a round and 16 of a secret")

    def shown(self) -> str:
        """Return the key as people see it: eleven groups of five characters with dashes between them."""
        body = self.round_id + self.secret
        number = int.from_bytes(body + _check(body)) << _SPARE
        written = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
        return "-".join(written[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read_resume_key(text: str) -> ResumeKey | None:
    """Return what somebody wrote, or None where that is no key.

    Case, dashes and spaces do not matter; O is read as 0, I and L as 1.
    """
    values = read_characters(text, _LENGTH, longest=_LONGEST_WRITTEN)
    if values is None:
        return None
    number = 0
    for value in values:
        number = number << 5 | value
    if number & (1 << _SPARE) - 1:
        return None
    found = (number >> _SPARE).to_bytes(ROUND_BYTES + SECRET_BYTES + _CHECK_BYTES)
    body, check = found[:-_CHECK_BYTES], found[-_CHECK_BYTES:]
    return ResumeKey(body[:ROUND_BYTES], body[ROUND_BYTES:]) if _check(body) == check else None


def response_id_of(secret: bytes) -> bytes:
    """Return the 16 bytes of the id that goes with a secret: chance like the secret, and no way back to it."""
    return hashlib.sha256(b"selfcheck response" + secret).digest()[:ID_BYTES]


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_CHECK_BYTES]
