"""What a plain YAML scalar means: the core schema of YAML 1.2, with exact numbers.

Tools that follow YAML 1.1 read some spellings otherwise (`no` as false, `12:30` as 750, `010` as 8). Such a spelling
is read by our rules and named as a trap, so that a file means the same to everybody once the trap is mended.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from selfcheck_service.catalogue.places import Scalar
from selfcheck_service.core.definition.limits import LONGEST_NUMBER, is_number_too_long
from selfcheck_service.core.definition.problems import Severity

_CONSTANTS: dict[str, Scalar] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_FORMER_BOOLEAN = re.compile(r"[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_PLAIN_INTEGER = re.compile(r"0|[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
# Text in YAML 1.2, a number or a date in YAML 1.1: 1_000, 12:30, 0b1, 2024-01-31 (with or without a time).
_FORMER_NUMBER = re.compile(
    r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?0b[01_]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].{1,40})?",
)
_MAY_BE_NUMBER = frozenset("+-.0123456789")


class Trap(NamedTuple):
    """A spelling that is refused, or that is read otherwise elsewhere."""

    code: str
    severity: Severity


AMBIGUOUS_TEXT = Trap("ambiguous_text", "warning")
AMBIGUOUS_NUMBER = Trap("ambiguous_number", "error")
EXPONENT = Trap("ambiguous_number", "warning")
EMPTY_VALUE = Trap("empty_value", "warning")
NOT_FINITE = Trap("number_not_finite", "error")
NUMBER_TOO_LONG = Trap("number_too_long", "error")


def read_plain_scalar(spelling: str) -> tuple[Scalar, Trap | None]:
    """Return what the spelling means and the trap in it; a number that is refused is returned as its spelling."""
    if spelling in _CONSTANTS:
        return _CONSTANTS[spelling], None if spelling else EMPTY_VALUE
    if _PLAIN_INTEGER.fullmatch(spelling):
        # By far the most numbers; they need not be compared with every other form.
        return int(spelling), None
    if spelling[0] not in _MAY_BE_NUMBER:
        return spelling, AMBIGUOUS_TEXT if _FORMER_BOOLEAN.fullmatch(spelling) else None
    if _FORMER_NUMBER.fullmatch(spelling):
        return spelling, AMBIGUOUS_TEXT
    if _NOT_FINITE.fullmatch(spelling):
        return spelling, NOT_FINITE
    return _read_number(spelling)


def _read_number(spelling: str) -> tuple[Scalar, Trap | None]:
    if _OCTAL.fullmatch(spelling) or _LEADING_ZERO.fullmatch(spelling):
        return spelling, AMBIGUOUS_NUMBER
    if _HEXADECIMAL.fullmatch(spelling):
        return exact_number(str(int(spelling, 16))) if len(spelling) <= LONGEST_NUMBER else (spelling, NUMBER_TOO_LONG)
    if not _DECIMAL.fullmatch(spelling):
        return spelling, None
    number, trap = exact_number(spelling)
    return number, EXPONENT if trap is None and "e" in spelling.lower() else trap


def exact_number(spelling: str) -> tuple[Scalar, Trap | None]:
    """Return a decimal spelling as an integer or an exact decimal; too long a one comes back as it is."""
    if is_number_too_long(spelling):
        return spelling, NUMBER_TOO_LONG
    return (int(spelling) if _INTEGER.fullmatch(spelling) else Decimal(spelling)), None
