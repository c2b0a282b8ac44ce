"""What a part of an expression can come to: never narrower than the truth, sometimes wider.

Every number of an expression lies between -10^1000 and 10^1000, or is undefined; so these are the widest ends there
are, and no end is infinite.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.numbers import LIMIT, simplest
from selfcheck_service.core.definition.expressions.reals import ExactNumber

# Ends that need more digits are moved outwards to so many decimals: bounds must stay cheap.
_FINEST = 10**200
_SHORT = 10**100


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers from `low` to `high`; `null` where there may be no value, `empty` where there is never one."""

    low: ExactNumber
    high: ExactNumber
    low_open: bool = False
    high_open: bool = False
    integer: bool = False
    null: bool = False
    empty: bool = False

    @property
    def point(self) -> ExactNumber | None:
        """Return the only number in it, or None."""
        return self.low if self.low == self.high and not self.empty else None

    def has(self, number: ExactNumber) -> bool:
        """Tell whether the number lies in it."""
        if self.empty:
            return False
        above = self.low < number or (self.low == number and not self.low_open)
        return above and (number < self.high or (number == self.high and not self.high_open))


@dataclass(frozen=True, slots=True)
class Truths:
    """Which of true, false and unknown (null) are possible."""

    true: bool
    false: bool
    null: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The texts that are possible; None: any."""

    values: frozenset[str] | None
    null: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """What each entry of a list can be. `null` tells that there may be no list at all.

    `dropped`: where an entry may be null it may be left out instead; `nulls`: some may be null nevertheless; `empty`:
    there is never a list.
    """

    entries: tuple["Enclosure", ...]
    null: bool = False
    dropped: bool = False
    nulls: bool = False
    empty: bool = False

    @property
    def may_hold_null(self) -> bool:
        """Tell whether one of the entries may be null."""
        return self.nulls or (not self.dropped and any(entry.null for entry in self.entries))

    def sure(self) -> tuple["Enclosure", ...]:
        """Return the entries that are in the list in any case."""
        return tuple(entry for entry in self.entries if not (self.dropped and entry.null))


Enclosure = Span | Truths | Words | Listed

EVERYTHING = Span(-LIMIT, LIMIT, low_open=True, high_open=True)
NOTHING = Span(0, 0, null=True, empty=True)


def span_between(
    low: tuple[ExactNumber, bool],
    high: tuple[ExactNumber, bool],
    *,
    integer: bool = False,
    null: bool = False,
) -> Span:
    """Return the span between two ends, each a number and whether it is open; an empty one where they have crossed.

    Integers end at integers, ends beyond the limit move to it, and ends that are long to write move outwards.
    """
    (bottom, bottom_open), (top, top_open) = _outwards(low, -1), _outwards(high, 1)
    if integer:
        bottom, bottom_open = _first_integer(bottom, is_open=bottom_open), False
        top, top_open = -_first_integer(-top, is_open=top_open), False
    if bottom > top or (bottom == top and (bottom_open or top_open)):
        return NOTHING
    return Span(bottom, top, bottom_open, top_open, integer, null)


def _outwards(end: tuple[ExactNumber, bool], sign: int) -> tuple[ExactNumber, bool]:
    number, is_open = end
    if not -LIMIT < number < LIMIT:
        return (LIMIT if number > 0 else -LIMIT), True
    if isinstance(number, int) or number.denominator < _FINEST:
        return number, is_open
    scaled = number * _SHORT
    return Fraction(ceil(scaled) if sign > 0 else floor(scaled), _SHORT), False


def _first_integer(number: ExactNumber, *, is_open: bool) -> int:
    whole = ceil(number)
    return whole + 1 if is_open and whole == number else whole


def value_in(enclosure: Enclosure) -> Value:
    """Return the only value that is enclosed; None where there may be others, or none."""
    match enclosure:
        case Span():
            return None if enclosure.null or enclosure.point is None else simplest(enclosure.point)
        case Truths():
            return None if enclosure.null or enclosure.true == enclosure.false else enclosure.true
        case Words(values=values):
            return None if enclosure.null or values is None or len(values) != 1 else min(values)
        case _:
            entries = tuple(value_in(entry) for entry in enclosure.entries)
            return None if enclosure.null or enclosure.empty or enclosure.nulls or None in entries else entries


def span_of(value: Value, kind: Kind) -> Enclosure:
    """Return what encloses exactly this value."""
    match value:
        case None:
            return nothing_of(kind)
        case bool():
            return Truths(value, not value)
        case str():
            return Words(frozenset((value,)))
        case tuple():
            return Listed(tuple(span_of(entry, kind.entry) for entry in value))
        case _:
            return Span(value, value, integer=value.denominator == 1)


def kind_of(enclosure: Enclosure) -> Kind:
    """Return the kind of the values that are enclosed."""
    match enclosure:
        case Span():
            return Kind.NUMBER
        case Truths():
            return Kind.BOOLEAN
        case Words():
            return Kind.TEXT
        case _:
            entries = {kind_of(entry) for entry in enclosure.entries}
            return entries.pop().listed if len(entries) == 1 else Kind.NUMBERS


def nothing_of(kind: Kind) -> Enclosure:
    """Return what encloses null alone."""
    if kind.is_list:
        return Listed((), null=True, empty=True)
    if kind is Kind.BOOLEAN:
        return Truths(true=False, false=False, null=True)
    return Words(frozenset(), null=True) if kind is Kind.TEXT else NOTHING


def anything_of(kind: Kind) -> Enclosure:
    """Return what encloses every value of a kind but lists, null among them."""
    if kind is Kind.BOOLEAN:
        return Truths(true=True, false=True, null=True)
    return Words(None, null=True) if kind is Kind.TEXT else replace(EVERYTHING, null=True)


def hull(enclosures: Iterable[Enclosure], kind: Kind) -> Enclosure:
    """Return what encloses all of them, which are of one kind (or null)."""
    found = list(enclosures)
    null = any(entry.null for entry in found)
    if kind.is_list:
        lists = [entry for entry in found if isinstance(entry, Listed) and not entry.empty]
        if not lists:
            return nothing_of(kind)
        return with_null(lists[0], null=null) if len(lists) == 1 else _hull_of_lists(lists, kind.entry, null=null)
    if kind is Kind.BOOLEAN:
        truths = [entry for entry in found if isinstance(entry, Truths)]
        return Truths(any(entry.true for entry in truths), any(entry.false for entry in truths), null)
    if kind is Kind.TEXT:
        return _hull_of_words([entry for entry in found if isinstance(entry, Words)], null=null)
    return _hull_of_numbers([entry for entry in found if isinstance(entry, Span) and not entry.empty], null=null)


def _hull_of_numbers(spans: list[Span], *, null: bool) -> Span:
    if not spans:
        return NOTHING
    low = min((span.low, span.low_open) for span in spans)
    high = max((span.high, not span.high_open) for span in spans)
    return Span(low[0], high[0], low[1], not high[1], all(span.integer for span in spans), null)


def _hull_of_words(words: list[Words], *, null: bool) -> Words:
    values = [entry.values for entry in words]
    known = [entry for entry in values if entry is not None]
    return Words(frozenset().union(*known) if len(known) == len(values) else None, null)


def _hull_of_lists(lists: list[Listed], kind: Kind, *, null: bool) -> Listed:
    """Entry by entry; of other lengths: as many entries as the longest has, each of which may be left out."""
    if len({len(entry.entries) for entry in lists}) == 1 and not any(entry.dropped for entry in lists):
        rows = zip(*(entry.entries for entry in lists), strict=True)
        return Listed(tuple(hull(row, kind) for row in rows), null)
    longest = max((len(entry.entries) for entry in lists), default=0)
    may_miss = with_null(hull((part for entry in lists for part in entry.entries), kind))
    return Listed((may_miss,) * longest, null, dropped=True, nulls=any(entry.may_hold_null for entry in lists))


def is_empty(enclosure: Enclosure) -> bool:
    """Tell whether there is never a value, null aside. A list may hold nothing and is still one."""
    match enclosure:
        case Span():
            return enclosure.empty
        case Truths():
            return not enclosure.true and not enclosure.false
        case Words():
            return enclosure.values == frozenset()
        case _:
            return enclosure.empty


def with_null(enclosure: Enclosure, *, null: bool = True) -> Enclosure:
    """Return the enclosure with null among its values, or not."""
    return enclosure if enclosure.null == null else replace(enclosure, null=null)
