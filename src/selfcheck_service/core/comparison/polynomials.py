"""Sums and products as polynomials: two that are equal come to the same number, however they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.comparison.plain import Plain
from selfcheck_service.core.definition import canonical_json, exact_to_json
from selfcheck_service.core.definition.expressions.numbers import MOST_DIGITS

_MOST_TERMS = 200
_MOST_POWER = 64

# The forms of what is multiplied, each as often as it is: () is the number alone.
Product = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of products of forms that are no sums or products themselves.

    `forms` are all that the sum was written with, also those that cancelled out: where one of them has no value, the
    sum has none. `digits` are the most that its value, or a part of it on the way, is written with.
    """

    terms: Mapping[Product, Fraction]
    forms: Mapping[str, Plain]
    digits: int

    def plain(self) -> Plain:
        """Return the form of the whole: of a single thing, that thing."""
        if not self.forms:
            return ["number", exact_to_json(self.terms.get((), Fraction(0)))]
        used = {name for product in self.terms for name in product}
        # What cancelled out is named all the same: it may be missing.
        cancelled: dict[Product, Fraction] = {(name,): Fraction(0) for name in self.forms if name not in used}
        terms: dict[Product, Fraction] = {**self.terms, **cancelled}
        if len(terms) == 1 and len(self.forms) == 1 and terms.get((name := next(iter(self.forms)),)) == 1:
            return self.forms[name]
        spelt = [(exact_to_json(factor), *map(self.forms.__getitem__, product)) for product, factor in terms.items()]
        return ["polynomial", sorted(map(list, spelt), key=canonical_json)]


def number(value: Fraction) -> Polynomial:
    """Return the polynomial of a number."""
    return Polynomial({(): value} if value else {}, {}, _digits_of(value))


def of_form(form: Plain, digits: int) -> Polynomial:
    """Return the polynomial of a form, whose value is written with at most so many digits."""
    name = canonical_json(form).decode()
    return Polynomial({(name,): Fraction(1)}, {name: form}, digits)


def added(*parts: Polynomial) -> Polynomial | None:
    """Return the sum; None where its digits or its terms may be too many."""
    terms: dict[Product, Fraction] = {}
    forms: dict[str, Plain] = {}
    for part in parts:
        forms |= part.forms
        for product, factor in part.terms.items():
            terms[product] = terms.get(product, Fraction(0)) + factor
    kept = {product: factor for product, factor in terms.items() if factor}
    return _bounded(Polynomial(kept, forms, sum(part.digits for part in parts) + len(parts)))


def multiplied(one: Polynomial, two: Polynomial) -> Polynomial | None:
    """Return the product; None where its digits or its terms may be too many."""
    if len(one.terms) * len(two.terms) > _MOST_TERMS:
        return None
    terms: dict[Product, Fraction] = {}
    for left, factor in one.terms.items():
        for right, other in two.terms.items():
            product = tuple(sorted((*left, *right)))
            terms[product] = terms.get(product, Fraction(0)) + factor * other
    kept = {product: factor for product, factor in terms.items() if factor}
    return _bounded(Polynomial(kept, {**one.forms, **two.forms}, one.digits + two.digits))


def raised(base: Polynomial, exponent: Fraction) -> Polynomial | None:
    """Return a power; None where the exponent is no small whole number, or the digits may be too many."""
    if exponent.denominator != 1 or not 0 < exponent <= _MOST_POWER:
        return None
    result: Polynomial | None = base
    for _ in range(int(exponent) - 1):
        result = None if result is None else multiplied(result, base)
    return result


def _bounded(polynomial: Polynomial) -> Polynomial | None:
    within = len(polynomial.terms) <= _MOST_TERMS and polynomial.digits <= MOST_DIGITS
    return polynomial if within else None


def _digits_of(value: Fraction) -> int:
    return max(len(str(abs(value.numerator))), len(str(value.denominator)))
