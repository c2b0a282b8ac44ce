"""Consensus: which values a room can agree on, and what the release says of the same subject."""

from pydantic_core import PydanticCustomError

from selfcheck_service.core.definition import InputInvalid, Interval, Problem
from selfcheck_service.core.definition.exact import describe, exact_to_number, parse_exact, shown
from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.core.planning.document import Original, SubjectKind
from selfcheck_service.core.releases.document import Figure, Number
from selfcheck_service.core.scoring import Plan
from selfcheck_service.core.scoring.plan import FieldPlan, ItemPlan
from selfcheck_service.core.workshop.fields_seen import FieldSeen, ReleaseSeen

# What a consensus can be about: a scored field, the overall result too, or an item as it is asked.
Subject = FieldPlan | ItemPlan
_PER_CENT = 100


def find_subject(plan: Plan, kind: SubjectKind, key: str) -> Subject:
    """Return the field or item of a key; raise `NotFound` where there is none of which a consensus could be noted."""
    place = (plan.field_index if kind == "field" else plan.item_index).get(key)
    found = None if place is None else plan.fields[place] if kind == "field" else plan.items[place]
    if found is None or (isinstance(found, ItemPlan) and not found.definition.kind.asked):
        raise NotFound("unknown_subject", kind=kind, name=shown(key))
    return found


def parse_agreed(subject: Subject, value: object) -> Number | str:
    """Return a value that people agreed on: on the scale of a field, an option of an item or a number that it accepts.

    Raises `InputInvalid` where it is none of these, and where there is no single value to agree on.
    """
    if isinstance(subject, FieldPlan):
        low, high = subject.scale
        return _number(value, Interval(low, high, low_closed=True, high_closed=True), whole=False)
    definition = subject.definition
    if definition.kind.chooses_one:
        return _option(subject, value)
    if definition.numbers is None:
        raise _refused("no_single_value", name=subject.key)
    return _number(value, definition.numbers.range, whole=definition.numbers.whole)


def original_of(seen: ReleaseSeen, kind: SubjectKind, key: str) -> Original:
    """Return what a release says of a field or an item that is there."""
    if kind == "field":
        return _of_field(seen, seen.fields[seen.plan.field_index[key]])
    found = next((each for each in seen.items if each.key == key), None)
    if found is None:
        reason = "quarters" if seen.basis == "quarters" else "not_asked"
        return Original(seen.release.n, None, Figure(None, None, reason))
    return Original(found.n, (0, _PER_CENT), found.mean, cells=found.cells)


def _of_field(seen: ReleaseSeen, found: FieldSeen) -> Original:
    low, high = (exact_to_number(end) for end in found.plan.scale)
    n = seen.release.n if found.figures is None else found.figures.n
    return Original(n, (low, high), found.value, quarter=found.quarter)


def _option(subject: ItemPlan, value: object) -> Number | str:
    # True would be found among the options as 1, and 1.0 as well.
    if isinstance(value, int | str) and not isinstance(value, bool) and value in subject.choices:
        return value
    allowed = ", ".join(map(str, subject.choices))
    raise _refused("unknown_option", found=shown(value), item=subject.key, allowed=allowed)


def _number(value: object, accepted: Interval, *, whole: bool) -> Number:
    if isinstance(value, str):
        raise _refused("wrong_type", expected="a number", found=describe(value))
    try:
        number = parse_exact(value)
    except PydanticCustomError as error:
        raise _refused(error.type, **(error.context or {})) from None
    if number not in accepted:
        raise _refused("out_of_range", found=shown(value), range=str(accepted))
    if whole and number.denominator != 1:
        raise _refused("not_an_integer", found=shown(value))
    return exact_to_number(number)


def _refused(code: str, **words: object) -> InputInvalid:
    return InputInvalid([Problem("/value", code, words)])
