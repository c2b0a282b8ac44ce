"""How somebody says for which workshop they prepare: its kind, and how many come."""

from typing import get_args

from selfcheck_service.core.workshop import Kind
from selfcheck_service.core.workshop.schedule import FEWEST_PEOPLE, MOST_PEOPLE

KINDS: tuple[Kind, ...] = get_args(Kind)
_USUAL: Kind = "half_day"
_MOST_DIGITS = 4


def kind_in(text: str) -> Kind:
    """Return the kind of workshop that is asked for; the usual one where it is none."""
    return next((kind for kind in KINDS if kind == text), _USUAL)


def people_in(text: str) -> int | None:
    """Return how many come, within what a schedule can be made for; None where nobody said."""
    said = text.strip()
    if not (said.isascii() and said.isdecimal() and len(said) <= _MOST_DIGITS):
        return None
    return min(max(int(said), FEWEST_PEOPLE), MOST_PEOPLE)
