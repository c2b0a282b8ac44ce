"""The normal form of an expression: equal forms come to the same; forms that differ may still come to the same.

Names are what they mean, wherever that is defined: constants are their numbers, tables their rows, lists their entries.
Where only the value counts, as in a condition, everything is rewritten that leaves it as it is. Where bounds are worked
out from the expression too, more counts than the value: bounds come from the way it is written. There, a sum is only
multiplied out where nothing is named twice, because then bounds are the true ends, whichever way it is written.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from selfcheck_service.core.comparison.digits import Digits
from selfcheck_service.core.comparison.normal_tests import normal_test
from selfcheck_service.core.comparison.plain import Plain
from selfcheck_service.core.comparison.polynomials import Polynomial, added, multiplied, number, of_form, raised
from selfcheck_service.core.comparison.spelling import spelt
from selfcheck_service.core.comparison.tables import form_of_table
from selfcheck_service.core.definition import canonical_json, exact_to_json
from selfcheck_service.core.definition.answer_rules import Option
from selfcheck_service.core.definition.exact import parse_exact
from selfcheck_service.core.definition.expressions import arithmetic as do
from selfcheck_service.core.definition.expressions.bound import (
    Apply,
    Bound,
    Choice,
    Gather,
    Lookup,
    Named,
    Written,
    parts_of,
    references_in,
)
from selfcheck_service.core.definition.expressions.evaluation import Getter, compile_expression
from selfcheck_service.core.definition.expressions.functions import FUNCTIONS
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.structure import Structure

_SUMS = (do.sum_of_row, do.total)
_PRODUCTS = (do.multiply, do.product)
_ARITHMETIC = (*_SUMS, *_PRODUCTS, do.mean, do.negate, do.divide, do.raise_to)
# What is open counts with all that it can be; of points, the comparison of items tells when that changes.
_WITH_SPANS = ("value", "own_value", "score")
# Of these, too, the order means nothing where that of their list does not.
_LEAVING_OUT_NULL = tuple(row.name for row in FUNCTIONS.values() if row.leaves_out_null)


class Normal:
    """The form of one expression of which only the value counts."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.digits = Digits(structure)

    def form(self, bound: Bound) -> Plain:
        polynomial = self.polynomial(bound)
        if polynomial is not None:
            return polynomial.plain()
        return self.single(bound)

    # ------------------------------------------------------------------------------------------------------ numbers

    def polynomial(self, bound: Bound) -> Polynomial | None:
        """Return a number as a polynomial; None where it is none, or too large to be sure of it."""
        if bound.kind is not Kind.NUMBER:
            return None
        constant = self.folded(bound)
        if isinstance(constant, int | Fraction) and not isinstance(constant, bool):
            return number(Fraction(constant))
        if isinstance(bound, Apply) and not bound.lifted:
            return self._operation(bound)
        return self._alone(bound, self.single(bound))

    def _alone(self, bound: Bound, form: Plain) -> Polynomial | None:
        """Return the polynomial of what is taken as one thing."""
        digits = self.digits.most(bound)
        return None if digits is None else of_form(form, digits)

    def _operation(self, bound: Apply) -> Polynomial | None:
        apply = bound.function.apply
        terms = (_entries(bound.arguments) or ()) if bound.function.unordered else bound.arguments
        parts = [self.polynomial(part) for part in terms] if apply in _ARITHMETIC else []
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        if not known:
            return self._alone(bound, self.single(bound))
        if apply in _SUMS:
            return added(*known)
        if apply in _PRODUCTS:
            return _product(known[0], *known[1:])
        if apply is do.mean:
            return _product(added(*known), number(Fraction(1, len(known))))
        return multiplied(known[0], number(Fraction(-1))) if apply is do.negate else self._other(bound, *known)

    def _other(self, bound: Apply, one: Polynomial, two: Polynomial) -> Polynomial | None:
        """Return a quotient or a power: as a polynomial where the second number is known, else as one thing."""
        value = Fraction(0) if two.forms else two.terms.get((), Fraction(0))
        found = None
        if value:
            divides = bound.function.apply is do.divide
            found = multiplied(one, number(1 / value)) if divides else raised(one, value)
        return self._alone(bound, [bound.function.name, one.plain(), two.plain()]) if found is None else found

    # ------------------------------------------------------------------------------------------------------- others

    def folded(self, bound: Bound) -> Value:
        """Return the value of what names nothing; None also where it names something."""
        if any(reference.role != "constant" for reference in references_in(bound)):
            return None
        constants = self.structure.constants

        def resolve(reference: Reference) -> Getter[None]:
            return lambda _: constants[reference.key]

        return compile_expression(bound, resolve)(None)

    def single(self, bound: Bound) -> Plain:
        """Return the form of what is not taken for a sum or a product."""
        match bound:
            case Written():
                return _plain_constant(bound.value)
            case Named():
                return self.known(bound.reference)
            case Gather():
                return ["list", *self.entries(bound)]
            case Choice():
                return self.choice(bound)
            case Lookup():
                return ["lookup", form_of_table(bound.table), *map(self.form, bound.keys)]
            case _:
                return self.apply(bound)

    def known(self, reference: Reference) -> Plain:
        if reference.role == "constant":
            return ["number", exact_to_json(self.structure.constants[reference.key])]
        if reference.members is not None:
            return ["list", *map(self.known, reference.members)]
        return ["name", reference.role, reference.key, reference.kind.value]

    def entries(self, bound: Gather) -> list[Plain]:
        found: list[Plain] = []
        for part in bound.parts:
            form = self.form(part)
            found += form[1:] if isinstance(form, list) and form[:1] == ["list"] else [form]
        return found

    def choice(self, bound: Choice) -> Plain:
        """Return a choice with those that stand in its last place taken in, and without tests that are constant."""
        cases: list[Plain] = []
        for test, value in bound.cases:
            form = self.form(test)
            if form is True:
                return self._chosen(cases, self.form(value))
            if form is not False:
                cases.append([form, self.form(value)])
        return self._chosen(cases, self.form(bound.otherwise))

    def _chosen(self, cases: list[Plain], otherwise: Plain) -> Plain:
        if isinstance(otherwise, list) and otherwise[:1] == ["case"]:
            cases, otherwise = [*cases, *otherwise[1]], otherwise[2]
        return ["case", cases, otherwise] if cases else otherwise

    def apply(self, bound: Apply) -> Plain:
        name, arguments = bound.function.name, [self.form(argument) for argument in bound.arguments]
        constant = self.folded(bound)
        if constant is not None:
            return _plain_constant(constant)
        if bound.kind is Kind.BOOLEAN or bound.kind is Kind.BOOLEANS:
            return normal_test(name, arguments, lifted=bound.lifted)
        return self.in_order(bound, [name, *arguments])

    def in_order(self, bound: Apply, form: list[Plain]) -> Plain:
        """Return the form of a function; where it takes a list in any order, in one of its own."""
        name, *arguments = form
        if not bound.lifted and name in ("+", "*") and self._stays(bound, bound.arguments):
            return [name, *sorted(arguments, key=canonical_json)]
        if bound.function.unordered and self._stays(bound, _entries(bound.arguments) or ()):
            return [name, *map(_sorted, arguments)]
        return form

    def _stays(self, bound: Apply, terms: Sequence[Bound]) -> bool:
        """Tell whether nothing can become too large on the way, in whichever order it is worked out."""
        return len(terms) == 2 or self.digits.built_up(bound.arguments)


class NormalWithBounds(Normal):
    """The form of one expression whose bounds count: what things can be belongs to it, and how often they are named."""

    def __init__(self, structure: Structure, spans: NamedSpans, whole: Bound) -> None:
        super().__init__(structure)
        self.spans = spans
        named = Counter(
            found.key for found in references_in(whole) if found.members is None and found.role != "constant"
        )
        self.repeated = {key for key, count in named.items() if count > 1}
        # Bounds do not depend on the way sums are written as long as nothing is named twice and all is plain.
        self.multiplies_out = not self.repeated and _is_plain(whole)

    def text(self, bound: Bound) -> str:
        """Return the form of the whole as text, with the choices that are tried option by option for its bounds."""
        tried = [
            [key, [[option.value, _points_of(option)] for option in options]]
            for key, item in self.structure.items.items()
            if key in self.repeated and item.kind.chooses_one and (options := self.structure.options_of(item))
        ]
        return spelt(self.form(bound)) + (f" for {canonical_json(tried).decode()}" if tried else "")

    def polynomial(self, bound: Bound) -> Polynomial | None:
        return super().polynomial(bound) if self.multiplies_out else None

    def folded(self, bound: Bound) -> Value:
        return super().folded(bound) if self.multiplies_out else None

    def known(self, reference: Reference) -> Plain:
        form = super().known(reference)
        return [*form, repr(self.spans.of(reference))] if reference.role in _WITH_SPANS else form

    def choice(self, bound: Choice) -> Plain:
        # What a test leaves over for its branches is read from how it is written.
        return [
            "case",
            [[self.form(test), self.form(value)] for test, value in bound.cases],
            self.form(bound.otherwise),
        ]

    def apply(self, bound: Apply) -> Plain:
        name, arguments = bound.function.name, [self.form(argument) for argument in bound.arguments]
        match name, arguments:
            case "-", [["number", value]]:
                return ["number", exact_to_json(-parse_exact(value))]
            case _:
                return self.in_order(bound, [name, *arguments])


def _points_of(option: Option) -> Plain:
    return None if option.points is None else exact_to_json(option.points)


def _is_plain(bound: Bound) -> bool:
    """Tell whether an expression is made of sums, products and quotients by numbers alone."""
    match bound:
        case Written() | Named():
            return bound.kind is Kind.NUMBER
        case Apply():
            divisor = bound.function.name != "/" or isinstance(bound.arguments[1], Written)
            known = bound.function.name in ("+", "-", "*", "/") and divisor
            return known and not bound.lifted and all(map(_is_plain, parts_of(bound)))
        case _:
            return False


def _product(found: Polynomial | None, *others: Polynomial) -> Polynomial | None:
    for other in others:
        found = None if found is None else multiplied(found, other)
    return found


def _entries(arguments: Sequence[Bound]) -> tuple[Bound, ...] | None:
    """Return the entries of the one list that a function is given; None where it is not known which they are."""
    match arguments[0]:
        case Gather() as only if not any(part.kind.is_list for part in only.parts):
            return only.parts
        case Named() as only if only.reference.members is not None:
            return tuple(Named(member, only.tree) for member in only.reference.members)
        case _:
            return None


def _sorted(form: Plain) -> Plain:
    """Return a list in an order of its own, also where only what is present counts."""
    match form:
        case ["list", *entries]:
            return ["list", *sorted(entries, key=canonical_json)]
        case [name, inner] if name in _LEAVING_OUT_NULL:
            return [name, _sorted(inner)]
        case _:
            return form


def _plain_constant(value: Value) -> Plain:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return ["text", value]
    if isinstance(value, int | Fraction):
        return ["number", exact_to_json(Fraction(value))]
    return ["list", *map(_plain_constant, value)]
