"""The scoring methods: one row each. A new method is added here and nowhere else.

Additive methods are quotients of two sums over the entries that take part: Σ w·p over Σ base. Methods that are no such
quotients look at all entries at once. Whatever else the house has to know of a method stands in its row: how it is
named and printed, which scores it can give, whether more points can lower it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Annotated, NamedTuple

from pydantic import PlainValidator, WithJsonSchema

from selfcheck_service.core.definition.expressions.numbers import too_large
from selfcheck_service.core.definition.expressions.roots import weighted_root
from selfcheck_service.core.definition.values import one_of

_ZERO = Fraction(0)
Ends = tuple[Fraction, Fraction]


class Term(NamedTuple):
    """An entry that takes part: its points, its weight, its largest points."""

    points: Fraction
    weight: Fraction
    largest: Fraction


class TermSpan(NamedTuple):
    """What an entry could be: its points lie between `low` and `high`; `optional` tells that it may be left out."""

    low: Fraction
    high: Fraction
    weight: Fraction
    largest: Fraction
    optional: bool = True


class ShownTerm(NamedTuple):
    """An entry that takes part as it is printed."""

    points: str
    weight: str


Reduce = Callable[[Sequence[Term]], Fraction | None]


def hull_of_terms(terms: Sequence[TermSpan]) -> Ends | None:
    """Return the ends of what lies between the smallest and the largest points, whichever entries take part."""
    return min(term.low for term in terms), max(term.high for term in terms)


def as_call(name: str, terms: Sequence[ShownTerm]) -> str:
    """Print a method as its name with the points in brackets."""
    return f"{name}({'; '.join(term.points for term in terms)})"


def _always(_terms: Sequence[TermSpan]) -> bool:
    return True


def _no_doubt(_terms: Sequence[TermSpan]) -> str | None:
    return None


def _never_negative(terms: Sequence[TermSpan]) -> bool:
    return all(term.low >= 0 for term in terms)


@dataclass(frozen=True, slots=True)
class Method:
    """How points become a raw score.

    `words` name it in a sentence, by language; `{parts}` is what is put together. An additive method has a `base`: what
    an entry of weight w and largest points m adds to the denominator (None: the denominator is 1); the quotient is
    multiplied by `factor`, and `base_in_points` tells that the base is measured in points. Any other has `reduce`:
    entries in, raw score out, None where it is not defined.

    `weighted` tells that weights matter, `by_shares` that only their shares do: a factor of all of them changes
    nothing. `rises` tells whether more points of any entry never lower the raw score, given what entries can be;
    then the smallest and the largest points are the worst and the best case. Where that need not be so, `between`
    finds the two. `extreme` tells that the smallest (-1) or the largest (1) points alone decide. `doubt` is the
    code of what may keep a score over some of these entries from having a value (None: it always has one);
    `enclose` gives ends for each. `keeps_whole` tells that whole points with whole weights give a whole raw score.
    `levels_only`: there is never a score, only a level. `shown` prints a calculation of a method with `reduce`.
    """

    name: str
    words: Mapping[str, str]
    base: Callable[[Fraction, Fraction], Fraction] | None = None
    factor: int = 1
    base_in_points: bool = False
    reduce: Reduce | None = None
    weighted: bool = True
    by_shares: bool = False
    keeps_whole: bool = False
    levels_only: bool = False
    rises: Callable[[Sequence[TermSpan]], bool] = _always
    between: Callable[[Sequence[TermSpan]], Ends | None] | None = None
    extreme: int = 0
    doubt: Callable[[Sequence[TermSpan]], str | None] = _no_doubt
    enclose: Callable[[Sequence[TermSpan]], Ends | None] = hull_of_terms
    shown: Callable[[str, Sequence[ShownTerm]], str] = as_call

    @property
    def adds_alone(self) -> bool:
        """Tell whether it is a mere sum, without a denominator."""
        return self.base is None and self.reduce is None

    def of_terms(self, terms: Sequence[Term]) -> Fraction | None:
        """Return the raw score of these terms, one at least; None where it is not defined."""
        if self.reduce is not None:
            return self.reduce(terms)
        top = sum((term.weight * term.points for term in terms), _ZERO)
        bottom = Fraction(1) if self.base is None else sum((self.base(term[1], term[2]) for term in terms), _ZERO)
        return self.factor * top / bottom if bottom else None


def _ends_of_sum(terms: Sequence[TermSpan]) -> Ends:
    # Whatever is left out counts as 0.
    low = sum((min(term.weight * end for end in _ends_in_sum(term)) for term in terms), _ZERO)
    return low, sum((max(term.weight * end for end in _ends_in_sum(term)) for term in terms), _ZERO)


def _ends_in_sum(term: TermSpan) -> tuple[Fraction, ...]:
    return (term.low, term.high, _ZERO) if term.optional else (term.low, term.high)


def _ends_of_percentage(terms: Sequence[TermSpan]) -> Ends | None:
    # A quotient of sums lies between the smallest and the largest quotient of its parts.
    if any(term.largest <= 0 for term in terms):
        return None
    shares = [100 * end / term.largest for term in terms for end in (term.low, term.high)]
    return min(shares), max(shares)


def _smallest(terms: Sequence[Term]) -> Fraction:
    return min(term.points for term in terms)


def _largest(terms: Sequence[Term]) -> Fraction:
    return max(term.points for term in terms)


def _median(terms: Sequence[Term]) -> Fraction:
    return Fraction(median(term.points for term in terms))


def _product(terms: Sequence[Term]) -> Fraction | None:
    """Return the product, in whatever order; None where it grows too large."""
    if any(term.points == 0 for term in terms):
        return _ZERO
    top = bottom = 1
    for points, _, _ in terms:
        top, bottom = top * points.numerator, bottom * points.denominator
        if too_large(top) or too_large(bottom):
            return None
    return Fraction(top, bottom)


def _product_between(terms: Sequence[TermSpan]) -> Ends | None:
    ends = Fraction(1), Fraction(1)
    for term in terms:
        ends = _times(ends, term)
        if any(too_large(end) for end in ends):
            return None
    return ends


def _ends_of_product(terms: Sequence[TermSpan]) -> Ends | None:
    """Return ends for the product of any of the terms, one at least."""
    ends: Ends | None = None
    for term in terms:
        alone = [term.low, term.high]
        both = alone if ends is None else [*alone, *ends, *_times(ends, term)]
        ends = min(both), max(both)
        if any(too_large(end) for end in ends):
            return None
    return ends


def _times(ends: Ends, term: TermSpan) -> Ends:
    corners = [end * other for end in ends for other in (term.low, term.high)]
    return min(corners), max(corners)


def _shown_product(_name: str, terms: Sequence[ShownTerm]) -> str:
    return " · ".join(_in_brackets(term.points) for term in terms)


def _geometric_mean(terms: Sequence[Term]) -> Fraction | None:
    """Return the weighted root of the product; what has no weight takes no part."""
    return weighted_root(tuple((term.points, term.weight) for term in terms))


def _shown_geometric_mean(_name: str, terms: Sequence[ShownTerm]) -> str:
    factors = [
        _in_brackets(term.points) + ("" if term.weight == "1" else f"^{_in_brackets(term.weight)}") for term in terms
    ]
    weights = [term.weight for term in terms]
    return f"({' · '.join(factors)})^(1 ÷ ({' + '.join(weights)}))"


def _in_brackets(number: str) -> str:
    """Return a number so that an operator beside it means all of it."""
    return number if number.replace(".", "").replace(",", "").isdigit() else f"({number})"


METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Method("sum", {"de": "Summe {parts}", "en": "sum {parts}"}, keeps_whole=True, enclose=_ends_of_sum),
        Method(
            "mean", {"de": "Mittelwert {parts}", "en": "mean {parts}"}, base=lambda weight, _: weight, by_shares=True
        ),
        Method(
            "percent_of_maximum",
            {"de": "Anteil an der höchsten Punktzahl", "en": "share of the highest possible points"},
            base=lambda weight, largest: weight * largest,
            factor=100,
            base_in_points=True,
            enclose=_ends_of_percentage,
            by_shares=True,
        ),
        Method(
            "minimum",
            {"de": "der niedrigste Wert {parts}", "en": "the lowest {parts}"},
            reduce=_smallest,
            weighted=False,
            keeps_whole=True,
            extreme=-1,
        ),
        Method(
            "maximum",
            {"de": "der höchste Wert {parts}", "en": "the highest {parts}"},
            reduce=_largest,
            weighted=False,
            keeps_whole=True,
            extreme=1,
        ),
        Method("median", {"de": "Median {parts}", "en": "median {parts}"}, reduce=_median, weighted=False),
        Method(
            "product",
            {"de": "Produkt {parts}", "en": "product {parts}"},
            reduce=_product,
            weighted=False,
            keeps_whole=True,
            rises=_never_negative,
            between=_product_between,
            doubt=lambda terms: "may_grow" if _ends_of_product(terms) is None else None,
            enclose=_ends_of_product,
            shown=_shown_product,
        ),
        Method(
            "geometric_mean",
            {"de": "geometrisches Mittel {parts}", "en": "geometric mean {parts}"},
            reduce=_geometric_mean,
            rises=_never_negative,
            doubt=lambda terms: None if _never_negative(terms) else "may_be_undefined",
            shown=_shown_geometric_mean,
            by_shares=True,
        ),
        Method(
            "none",
            {"de": "ohne Wert", "en": "without a score"},
            reduce=lambda _terms: None,
            weighted=False,
            levels_only=True,
            enclose=lambda _terms: None,
        ),
    )
}


def method_of(name: str | None) -> Method:
    """Return the method of this name; where none is said, which no accepted definition does, the mean."""
    return METHODS[name or "mean"]


MethodName = Annotated[str, PlainValidator(one_of(METHODS)), WithJsonSchema({"enum": list(METHODS), "type": "string"})]
