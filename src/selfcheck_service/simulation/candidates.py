"""The answers that synthetic respondents give to one item: few, and among them all where something changes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.definition.answer_rules import Bins
from selfcheck_service.core.definition.exact import Interval, exact_to_number, is_decimal
from selfcheck_service.core.definition.model import AttributeNumber
from selfcheck_service.core.scoring.item_types import ANSWER_KINDS
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.core.scoring.ratio import Scaled

# A client writes numbers with at most so many decimals.
_MOST_DECIMALS = 30
_MOST_SELECTIONS = 24
# So many of the borders that lie in a range are tried.
_MOST_BORDERS = 12
# How far beside an end or a border it is tried whether a number still belongs there.
_BESIDE = (Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(-1, 2), Fraction(1, 100), Fraction(-1, 100))


@dataclass(frozen=True, slots=True)
class Candidates:
    """What can be said to one item: answers as a client sends them, by their points where they have any.

    `no_answers` are the kinds of no answer that a person may choose.
    """

    key: str
    answers: tuple[object, ...]
    no_answers: tuple[str, ...]


def candidates_of(item: ItemPlan, borders: Sequence[Fraction] = ()) -> Candidates:
    """Return what respondents say to an item; to an item of a type that is not known here they say nothing.

    `borders` are numbers at which the questionnaire draws a line somewhere.
    """
    kind = item.definition.kind
    found = _ANSWERS.get(kind.value) if kind.asked else None
    answers = tuple(found(item, borders)) if found is not None else ()
    return Candidates(item.key, answers, tuple(sorted(item.no_answers)))


def _single(item: ItemPlan, _borders: Sequence[Fraction]) -> Iterator[object]:
    # Without points, all are alike; the order of the document is kept then.
    yield from sorted(item.choices, key=lambda value: _worth(item.choices[value][0]))


def _worth(points: Scaled | None) -> Fraction:
    return Fraction(0) if points is None else Fraction(points)


def _multiple(item: ItemPlan, _borders: Sequence[Fraction]) -> Iterator[object]:
    """Yield selections: those of the ladder where points tell them apart, each option, and none where it may be."""
    rule = item.definition.multiple_choice
    fewest = rule.minimum_selected if rule is not None else 0
    most = rule.maximum_selected if rule is not None and rule.maximum_selected is not None else len(item.choices)
    free = [value for value in item.choices if value not in item.exclusive]
    selections = [list(value) for value, _ in _spread(item.ladder, _MOST_SELECTIONS) if isinstance(value, tuple)]
    selections += [free[:size] for size in {fewest, min(most, len(free))} if fewest <= size <= len(free)]
    if fewest <= 1 <= most:
        selections += [[value] for value in item.choices]
    distinct = {tuple(map(str, selection)): selection for selection in selections}
    yield from distinct.values()


def _spread(steps: Sequence[tuple[object, Scaled]], most: int) -> Iterator[tuple[object, Scaled]]:
    """Yield at most so many steps, the ends among them."""
    size = len(steps)
    places = range(size) if size <= most else sorted({place * (size - 1) // (most - 1) for place in range(most)})
    return (steps[place] for place in places)


def _numbers(item: ItemPlan, borders: Sequence[Fraction]) -> Iterator[object]:
    return (as_sent(item, number) for number in numbers_of(item, borders))


def numbers_of(item: ItemPlan, borders: Sequence[Fraction]) -> Iterator[Fraction]:
    """Yield rising numbers: at the ends of the range and of every bin, beside them, and some between."""
    rule = item.definition.numbers
    if rule is not None:
        bins = rule.points.bins if isinstance(rule.points, Bins) else ()
        ends = [end for part in bins for end in (part.range.low, part.range.high) if end is not None]
        yield from telling_numbers(rule.range, [*ends, *_spread_borders(rule.range, borders)], whole=rule.whole)


def as_sent(item: ItemPlan, number: Fraction) -> object:
    """Return a number as a client sends it to an item."""
    return ANSWER_KINDS[item.definition.type].plain(number)


def telling_numbers(accepted: Interval, borders: Sequence[Fraction], *, whole: bool) -> Iterator[Fraction]:
    """Yield numbers in ascending order: at the ends of a range and at borders, beside them, and some between."""
    ends = {end for end in (accepted.low, accepted.high, *borders) if end is not None} or {Fraction(0)}
    low, high = min(ends), max(ends)
    if low == high:
        low, high = low - 1, high + 1
    near = {end + step for end in ends for step in _BESIDE} | {low + (high - low) * step / 8 for step in range(1, 8)}
    if whole:
        near = {Fraction(round(number)) for number in near}
    for number in sorted(near):
        if number in accepted and is_decimal(number, _MOST_DECIMALS):
            yield number


def _spread_borders(accepted: Interval, borders: Sequence[Fraction]) -> Sequence[Fraction]:
    """Return some of the borders in a range."""
    inside = [border for border in borders if border in accepted]
    return (
        [inside[place * (len(inside) - 1) // (_MOST_BORDERS - 1)] for place in range(_MOST_BORDERS)] if inside else []
    )


def numbers_of_attribute(number: AttributeNumber, borders: Sequence[Fraction]) -> list[object]:
    """Return what may be said of an attribute that is a number."""
    found = telling_numbers(number.range, _spread_borders(number.range, borders), whole=number.integer)
    return [exact_to_number(each) for each in found]


def _texts(item: ItemPlan, _borders: Sequence[Fraction]) -> Iterator[object]:
    del item
    yield "Text"


_ANSWERS: dict[str, Callable[[ItemPlan, Sequence[Fraction]], Iterator[object]]] = {
    "option": _single,
    "options": _multiple,
    "number": _numbers,
    "text": _texts,
}
