"""How somebody says for which workshop they prepare: its kind, and how many come."""

from dataclasses import dataclass
from typing import get_args

from selfcheck_service.core.workshop import Kind
from selfcheck_service.core.workshop.schedule import FEWEST_PEOPLE, MOST_PEOPLE

KINDS: tuple[Kind, ...] = get_args(Kind)
_USUAL: Kind = "half_day"
_MOST_DIGITS = 4
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Preparation:
    """The workshop that is prepared, as far as it could be understood.

    `people` is None where nobody said how many come, `typed` is what was typed there. `faults` are the fields in which
    something stands that cannot be.
    """

    kind: Kind
    people: int | None
    typed: str
    faults: tuple[str, ...]


def preparation_in(kind: str, people: str) -> Preparation:
    """Return what is asked for; where it is none of the kinds or no number that a schedule can be made for, say so."""
    faults = ("kind",) if kind and kind not in KINDS else ()
    typed = people.strip()
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS else None
    if typed and (number is None or not FEWEST_PEOPLE <= number <= MOST_PEOPLE):
        faults, number = (*faults, "people"), None
    known = next((each for each in KINDS if each == kind), _USUAL)
    return Preparation(known, number, typed[:_MOST_SHOWN], faults)
