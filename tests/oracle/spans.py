"""What lies between two ends, or is one of several things: a value that is not known yet."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NamedTuple

from tests.oracle.nulls import Null, Value, joined

# A number, or an infinity.
End = Any


class Span(NamedTuple):
    """Any number between two ends, only whole ones where it says so, and null where it may be that too."""

    low: End
    high: End
    whole: bool = False
    null: bool = False
    # Whether the end itself is not reached.
    low_open: bool = False
    high_open: bool = False

    @property
    def corners(self) -> list["Corner"]:
        """Return the two ends."""
        return list(dict.fromkeys([Corner(self.low, self.low_open), Corner(self.high, self.high_open)]))


class Corner(NamedTuple):
    """An end, and whether it is not reached."""

    value: End
    open: bool


def from_corners(corners: list[Corner], *, null: bool = False) -> Span:
    """Return what lies between the smallest and the largest of some ends; of two that are equal, one is reached."""
    low = min(corners)
    high = max(corners, key=lambda corner: (corner.value, not corner.open))
    return Span(low.value, high.value, null=null, low_open=low.open, high_open=high.open)


class Several(NamedTuple):
    """Any of some truth values or texts, and null where it may be that too."""

    values: frozenset[Any]
    null: bool = False


class Unclear(Exception):
    """Between which ends something lies is hard to say; bounds that rest on it must contain what they promise."""


class Ticks(NamedTuple):
    """Any of so many options, ticked or not."""

    options: int
    null: bool = False


class Lists(NamedTuple):
    """Any of several lists, because some of what would stand in a list may not be there."""

    possible: tuple[tuple[Value, ...], ...]


OPEN = (Span, Several, Ticks, Lists)
NO_VALUE = Null(frozenset())


def is_list(value: Value) -> bool:
    """Say whether a value is a list; a span is none, though it is written as a tuple."""
    return isinstance(value, tuple) and not isinstance(value, OPEN)


def flat(values: Iterable[Value]) -> list[Value]:
    """Make one list of values and lists."""
    return [each for value in values for each in (flat(value) if is_list(value) else [value])]


def is_known(value: Value) -> bool:
    """Say whether a value is a plain one."""
    return all(not isinstance(each, OPEN) for each in flat([value]))


def may_be_null(value: Value) -> bool:
    """Say whether something may be null."""
    return any(isinstance(each, Null) or (not is_known(each) and each.null) for each in flat([value]))


def ends(value: Value) -> Span:
    """Return a number as a span."""
    if isinstance(value, Span):
        return value
    return Span(value, value, whole=isinstance(value, Fraction) and value.denominator == 1)


def possibilities(value: Value) -> frozenset[Any]:
    """Return the truth values or texts that something may be."""
    if isinstance(value, Several):
        return value.values
    return frozenset() if isinstance(value, Null) else frozenset([value])


def without_null(value: Value) -> Value:
    """Return the same where it is there."""
    if isinstance(value, Span):
        return single(value._replace(null=False))
    if isinstance(value, Several):
        return several(value.values, null=False)
    return value._replace(null=False) if isinstance(value, Ticks) else value


def with_null(value: Value) -> Value:
    """Return the same, and null."""
    if is_list(value):
        return tuple(with_null(each) for each in value)
    if isinstance(value, Span | Several | Ticks):
        return value._replace(null=True)
    if isinstance(value, Null):
        return value
    return ends(value)._replace(null=True) if is_number(value) else Several(frozenset([value]), null=True)


def is_number(value: Value) -> bool:
    """Say whether something is a number or lies between two."""
    return isinstance(value, Fraction | Span | float)


def hull(values: list[Value]) -> Value:
    """Return what encloses each of several values."""
    if len(values) == 1:
        return values[0]
    given = [value for value in values if not isinstance(value, Null)]
    null = any(may_be_null(value) for value in values)
    if not given:
        return joined(values)
    if all(is_number(value) for value in given):
        spans = [ends(value) for value in given]
        whole = all(each.whole for each in spans)
        found = from_corners([corner for each in spans for corner in each.corners], null=null)
        return single(found._replace(whole=whole))
    return several(frozenset().union(*(possibilities(value) for value in given)), null=null)


def span(low: End, high: End) -> Value:
    """Return any number between two ends, which is the number itself where they are equal."""
    return low if low == high else Span(low, high)


def single(found: Span) -> Value:
    """Return a span, or the number itself where it is only one."""
    return found.low if found.low == found.high and not found.null and isinstance(found.low, Fraction) else found


def several(values: frozenset[Any], *, null: bool) -> Value:
    """Return any of some truth values or texts, which is the thing itself where it is only one."""
    if not values:
        return NO_VALUE
    return next(iter(values)) if len(values) == 1 and not null else Several(values, null)
