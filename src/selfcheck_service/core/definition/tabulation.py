"""Points by expression that are worked out for every answer beforehand: nobody else has to know that there was one.

Where an expression names nothing but its own item, constants and tables, and the item accepts few answers, it can be
tabulated: options get their points, whole numbers become bins.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from selfcheck_service.core.definition.answer_rules import Bin, Bins, NumberPoints, NumericRule, Tabulated
from selfcheck_service.core.definition.bins import whole_numbers
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.bound import Bound, references_in
from selfcheck_service.core.definition.expressions.evaluation import Getter, compile_expression
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.numbers import simplest
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.problems import Path, Problem, pointer
from selfcheck_service.core.definition.structure import Structure

# So many numbers are looked at one by one.
MOST_NUMBERS = 1000
_OWN = frozenset(("own_value", "own_points", "constant"))


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: its value as the expression sees it, and its points without the expression."""

    said: int | str | Fraction
    value: Value
    points: Value


def has_table(item: Item, bound: Bound) -> bool:
    """Tell whether the points of an item can be worked out for each of its answers."""
    few = item.kind.chooses_one if item.numbers is None else few_numbers(item.numbers) is not None
    return few and all(found.role in _OWN for found in references_in(bound))


def check_table(item: Item, bound: Bound, path: Path, structure: Structure) -> Iterator[Problem]:
    """Yield the first answer of an item that has no points."""
    missing = [answer for answer, points in _worked_out(item, bound, structure) if points is None]
    words = {"item": item.key, "value": str(missing[0].said) if missing else ""}
    yield from (Problem(pointer(*path, "points"), "points_missing", words) for _ in missing[:1])


def with_table(item: Item, bound: Bound, structure: Structure) -> Item:
    """Return the item with the points of its answers in place of the expression; as it is where one has none."""
    worked = list(_worked_out(item, bound, structure))
    points = {answer.said: found for answer, found in worked if found is not None}
    if not worked or len(points) < len(worked):
        return item
    if item.numbers is not None:
        rule = item.numbers.model_copy(update={"points": _points_by(points)})
        return item.model_copy(update={"points": None, item.kind.block or "": rule})
    options = tuple(option.model_copy(update={"points": points[option.value]}) for option in structure.options_of(item))
    no_answers = structure.no_answers_of(item)
    return item.model_copy(update={"points": None, "options": options, "no_answers": no_answers})


def _worked_out(item: Item, bound: Bound, structure: Structure) -> Iterator[tuple[_Answer, Fraction | None]]:
    """Yield every answer with its points; None where the expression has no value for it."""
    evaluate = compile_expression(bound, lambda reference: _getter(reference, structure.constants))
    for answer in _answers(item, structure):
        found = evaluate(answer)
        yield answer, Fraction(found) if isinstance(found, int | Fraction) else None


def _getter(reference: Reference, constants: Mapping[str, Fraction]) -> Getter[_Answer]:
    if reference.role == "constant":
        number = simplest(constants[reference.key])
        return lambda _answer: number
    if reference.role == "own_points":
        return lambda answer: answer.points
    is_text = reference.kind is Kind.TEXT
    return lambda answer: str(answer.value) if is_text else answer.value


def _answers(item: Item, structure: Structure) -> Iterator[_Answer]:
    """Yield the answers that an item accepts: its options, or its numbers where there are few."""
    for option in structure.options_of(item):
        yield _Answer(option.value, option.value, None if option.points is None else simplest(option.points))
    rule = item.numbers
    for number in (few_numbers(rule) or ()) if rule is not None else ():
        yield _Answer(Fraction(number), number, _points_of(number, rule))


def few_numbers(rule: NumericRule) -> range | None:
    """Return the whole numbers that a rule accepts; None where there are too many to look at each."""
    accepted = whole_numbers(rule.range)
    if not rule.whole or accepted.low is None or accepted.high is None:
        return None
    numbers = range(int(accepted.low), int(accepted.high) + 1)
    return numbers if len(numbers) <= MOST_NUMBERS else None


def _points_of(number: int, rule: NumericRule | None) -> Value:
    if rule is None or rule.points is None:
        return None
    if isinstance(rule.points, Bins):
        return next((simplest(one.points) for one in rule.points.bins if Fraction(number) in one.range), None)
    return number


def _points_by(points: Mapping[int | str | Fraction, Fraction]) -> NumberPoints:
    """Return bins of numbers that stand side by side and are worth the same, or that all are worth themselves."""
    if all(number == worth for number, worth in points.items()):
        return "value"
    bins = []
    for worth, together in groupby(points.items(), key=lambda entry: entry[1]):
        numbers = [Fraction(number) for number, _ in together]
        bins.append(Bin(range=Interval(numbers[0], numbers[-1], low_closed=True, high_closed=True), points=worth))
    return Tabulated.model_construct(bins=tuple(bins))
