"""The codes of a ballot: shorter than access codes, because they are good for a few minutes and for one ballot only.

Written in the alphabet of the access codes, which has no look-alikes, and with their check character: no single slip of
the pen makes one code of another.
"""

import hashlib
from collections.abc import Callable

from selfcheck_service.core.rounds.access_codes import make_code, read_code

# One code for the whole room, on the projector: 25 bits of chance. One for each voter, on paper: 35 bits, because any
# of several hundred would do.
SHARED_LENGTH, SLIP_LENGTH = 6, 8


def make_shared_code(chance: Callable[[int], int]) -> str:
    """Return a new code for the room; `chance(n)` gives each of the numbers from 0 to n - 1 alike."""
    return make_code(chance, SHARED_LENGTH)


def make_slip_codes(chance: Callable[[int], int], count: int) -> tuple[str, ...]:
    """Return so many new codes, all different."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        codes[make_code(chance, SLIP_LENGTH)] = None
    return tuple(codes)


def read_ballot_code(text: str) -> str | None:
    """Return the canonical form of what somebody wrote; None where that is no code of a ballot.

    Case, dashes and spaces do not matter; O is read as 0, I and L as 1.
    """
    return read_code(text, SHARED_LENGTH) or read_code(text, SLIP_LENGTH)


def show_ballot_code(code: str) -> str:
    """Return a canonical code in two groups, as people see it and read it out: `XXX-XXX` or `XXXX-XXXX`."""
    middle = len(code) // 2
    return f"{code[:middle]}-{code[middle:]}"


def ballot_code_hash(ballot_id: bytes, code: str) -> bytes:
    """Return what is stored of a canonical code: SHA-256 of the ballot's 16 bytes and the code, 32 bytes."""
    return hashlib.sha256(ballot_id + code.encode()).digest()
