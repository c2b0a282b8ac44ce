"""What respondents show: an access code on the first visit, and the secret that their own client has made.

Both come in headers and nowhere else, because paths and queries end up in logs and histories. Only their hashes go any
further, and no message repeats them.
"""

import hashlib
import re
import uuid

import msgspec

from selfcheck_service.core.ballots.codes import read_ballot_code
from selfcheck_service.core.definition import Problem
from selfcheck_service.core.definition.problems import AccessRefused, BallotRefused
from selfcheck_service.core.rounds.access_codes import code_hash, read_code
from selfcheck_service.edge.context import Scope, header_of
from selfcheck_service.edge.problems import ParametersInvalid

CODE_HEADER = "Selfcheck-Access-Code"
BALLOT_CODE_HEADER = "Selfcheck-Ballot-Code"
SECRET_HEADER = "Selfcheck-Response-Secret"  # noqa: S105 - the name of a header
# 22 characters of this alphabet hold 128 bits.
UUID_OF_CHANCE = 4
_CODE, _BALLOT_CODE, _SECRET_NAME = (name.lower().encode() for name in (CODE_HEADER, BALLOT_CODE_HEADER, SECRET_HEADER))
_SECRET = re.compile(r"[A-Za-z0-9_-]{22,128}")


class Shown(msgspec.Struct, frozen=True):
    """What a request shows of the two. Of the code the hash depends on the round."""

    secret_hash: bytes | None
    code: str | None

    def code_hash(self, round_id: uuid.UUID) -> bytes | None:
        """Return what a ticket of this round would hold, or None where no code is shown."""
        return None if self.code is None else code_hash(round_id.bytes, self.code)


def read_shown(scope: Scope) -> Shown:
    """Return what the headers of a request show. Raises `ParametersInvalid` where one is not well formed."""
    secret, code = header_of(scope, _SECRET_NAME), header_of(scope, _CODE)
    problems = []
    if secret is not None and _SECRET.fullmatch(secret) is None:
        problems.append(Problem(f"@{SECRET_HEADER}", "response_secret_malformed"))
    read = None if code is None else read_code(code)
    if code is not None and read is None:
        problems.append(Problem(f"@{CODE_HEADER}", "not_an_access_code"))
    if problems:
        raise ParametersInvalid(problems)
    return Shown(None if secret is None else hashlib.sha256(secret.encode()).digest(), read)


def read_ballot_code_of(scope: Scope) -> str:
    """Return the code of a ballot that a request shows, in canonical form.

    Raises `BallotRefused` where none is shown, `ParametersInvalid` where it cannot be one.
    """
    written = header_of(scope, _BALLOT_CODE)
    if written is None:
        raise BallotRefused("ballot_code_missing", name=BALLOT_CODE_HEADER)
    code = read_ballot_code(written)
    if code is None:
        raise ParametersInvalid([Problem(f"@{BALLOT_CODE_HEADER}", "not_a_ballot_code")])
    return code


def require_secret(shown: Shown) -> bytes:
    """Return the hash of the secret. Raises `AccessRefused` where none is shown."""
    if shown.secret_hash is None:
        raise AccessRefused("response_secret_missing", name=SECRET_HEADER)
    return shown.secret_hash


def parse_id(text: str, parameter: str) -> uuid.UUID:
    """Return the UUID that a part of the path is; raise `ParametersInvalid` where it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        words = {"found": text[:80], "expected": "a UUID"}
        raise ParametersInvalid([Problem(f"{{{parameter}}}", "malformed", words)]) from None


def require_chance(response_id: uuid.UUID, parameter: str = "response_id") -> uuid.UUID:
    """Return the id of something new where it is a UUIDv4; others are not chance: they say when or where it was made.

    Raises `ParametersInvalid`.
    """
    if response_id.version != UUID_OF_CHANCE:
        words = {"found": str(response_id), "expected": "a UUID of version 4"}
        raise ParametersInvalid([Problem(f"{{{parameter}}}", "malformed", words)])
    return response_id
