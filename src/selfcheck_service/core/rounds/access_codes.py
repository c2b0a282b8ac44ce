"""Access codes: short enough to be read out, and no slip of the pen makes one of another.

A code is twelve characters of Crockford's base 32 (digits and capitals without I, L, O and U): eleven by chance, which
are 55 bits, and a check character. Each character stands for one of the 32 elements of the field GF(32), written as
polynomials over GF(2) modulo x⁵ + x² + 1. A code is well formed where the sum of its characters, each times x to the
power of its place counted from the right, is zero.

No power of x is zero, so that a single wrong character always changes the sum; the first 31 powers all differ, so that
an exchange of any two different characters, neighbours or not, changes it too. With numbers modulo 32 in place of the
field, no choice of factors would find all of both.
"""

import hashlib
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_CHARACTERS = frozenset(ALPHABET)
# x⁵ + x² + 1, the bits of its coefficients. x is primitive under it: its first 31 powers are all different.
_MODULUS = 0b100101
# Each element times x; looked up, because a code is read with every response that is submitted.
_TIMES_X = tuple(element << 1 if element < 16 else element << 1 ^ _MODULUS for element in range(32))
# Nobody writes more dashes and spaces than this into a code; longer texts are not looked through.
_LONGEST_WRITTEN = 64
# What people read or write for something else: letters that look like digits, and what only separates.
_READ_AS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ") | str.maketrans(
    "OoIiLl", "001111", " \t\r\n\u00a0\u2009\u202f-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212"
)


def make_code(chance: Callable[[int], int], length: int = CODE_LENGTH) -> str:
    """Return a new code in its canonical form; `chance(n)` gives each of the numbers from 0 to n - 1 alike.

    All characters but the last are chance, 5 bits each; `length` is 2 to 31.
    """
    return checked([chance(len(ALPHABET)) for _ in range(length - 1)])


def checked(values: list[int]) -> str:
    """Return the characters of at most 30 values below 32, and behind them the check character."""
    return "".join([ALPHABET[value] for value in (*values, _TIMES_X[_sum_of(values)])])


def read_code(text: str, length: int = CODE_LENGTH) -> str | None:
    """Return the canonical form of what somebody wrote, so many characters; None where that is no code.

    Case, dashes and spaces do not matter; O is read as 0, I and L as 1.
    """
    code = _meant(text, length, _LONGEST_WRITTEN)
    return None if code is None or _sum_of([_VALUES[character] for character in code]) != 0 else code


def read_characters(text: str, length: int, *, longest: int) -> list[int] | None:
    """Return the values of so many characters as people write them, or None where there are others or not as many.

    Case, dashes and spaces do not matter; O is read as 0, I and L as 1. A text of more than `longest` is none.
    """
    meant = _meant(text, length, longest)
    return None if meant is None else [_VALUES[character] for character in meant]


def show_code(code: str) -> str:
    """Return a canonical code as people see it: `XXXX-XXXX-XXXX`."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def code_hash(round_id: bytes, code: str) -> bytes:
    """Return what is stored of a canonical code: SHA-256 of the round's 16 bytes and the code, 32 bytes.

    The round is part of it, so that a code is worth nothing elsewhere, and equal codes of two rounds do not show.
    """
    return hashlib.sha256(round_id + code.encode()).digest()


def _meant(text: str, length: int, longest: int) -> str | None:
    """Return so many characters of the alphabet for what people wrote; None for anything else."""
    if len(text) > longest:
        return None
    meant = text.translate(_READ_AS)
    return meant if len(meant) == length and _CHARACTERS.issuperset(meant) else None


def _sum_of(values: list[int]) -> int:
    """Return the sum of the values, each times x to the power of its place from the right (Horner's scheme)."""
    total = 0
    for value in values:
        total = _TIMES_X[total] ^ value
    return total
