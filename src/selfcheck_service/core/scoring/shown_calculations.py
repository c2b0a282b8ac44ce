"""Calculations with numbers in place of names, so that a reader can repeat them by hand."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from selfcheck_service.core.definition.expressions.bound import Apply, Bound, Choice, Gather, Lookup
from selfcheck_service.core.definition.expressions.forms import About
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.printing import print_expression
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.ratio import Ratio, pair

# How tightly a form holds together; what is looser than its place needs brackets.
_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(5)
# sign: (how it is printed, how tightly it binds, what its left and its right side must bind)
_SIGNS = {
    "*": (" · ", _PRODUCT, _PRODUCT, _SIGN),
    "/": (" ÷ ", _PRODUCT, _PRODUCT, _SIGN),
    "^": ("^", _POWER, _ATOM, _ATOM),
}
_Printed = tuple[str, int]


class Shown(NamedTuple):
    """A calculation in numbers: what stands before it (as the author wrote it, what was looked up), and all numbers."""

    before: tuple[str, ...]
    text: str
    numbers: Sequence[Ratio]

    def steps_to(self, number: Ratio, phrases: Phrases) -> list[str]:
        """Return all with the exact result, and the beginning of that where it is a fraction.

        Numbers that are too long to read are not exact on paper, and then neither is the result.
        """
        if any(phrases.exact(one) != phrases.brief(one) for one in (number, *self.numbers)):
            return [*self.before, f"{self.text} ≈ {phrases.brief(number)}"]
        text = phrases.exact(number)
        nearly = f" ≈ {phrases.number(number)}" if "/" in text else ""
        if self.before and self.text == text:
            # A single name comes to its number; "3 = 3" would say nothing.
            return [f"{self.before[0]} = {text}{nearly}", *self.before[1:]]
        return [*self.before, f"{self.text} = {text}{nearly}"]


def show_expression(bound: Bound, value_of: Callable[[Bound], Value], phrases: Phrases) -> Shown:
    """Return an expression as its author wrote it, what was looked up, and the expression in numbers.

    `value_of` gives what each part of it comes to. Of a choice only the branch is shown that was taken; tests, lists
    that are worked out and whatever is no number stand there as what they come to.
    """
    printer = _Printer(value_of, phrases)
    text = printer.text(bound)
    return Shown((print_expression(bound.tree), *dict.fromkeys(printer.lookups)), text, printer.numbers)


class _Printer:
    """One expression on its way to text; `numbers` and `lookups` fill while it is printed."""

    def __init__(self, value_of: Callable[[Bound], Value], phrases: Phrases) -> None:
        self.value_of, self.phrases = value_of, phrases
        self.numbers: list[Ratio] = []
        self.lookups: list[str] = []

    def text(self, bound: Bound) -> str:
        return self._printed(bound)[0]

    def _printed(self, bound: Bound) -> _Printed:
        match bound:
            case Gather():
                return f"[{self._joined(bound.parts)}]", _ATOM
            case Choice() if bound.kind is Kind.NUMBER:
                return self._printed(self._taken(bound))
            case Lookup():
                return self._looked_up(bound)
            case Apply() if bound.kind is Kind.NUMBER and not isinstance(bound.function.form, About):
                return self._function(bound)
            case _:
                return self._value(self.value_of(bound))

    def _taken(self, bound: Choice) -> Bound:
        return next((value for test, value in bound.cases if self.value_of(test)), bound.otherwise)

    def _looked_up(self, bound: Lookup) -> _Printed:
        found = self._value(self.value_of(bound))
        keys = [self._value(self.value_of(key))[0] for key in bound.keys]
        self.lookups.append(f"lookup({'; '.join((bound.table.key, *keys))}) = {found[0]}")
        return found

    def _function(self, bound: Apply) -> _Printed:
        name, arguments = bound.function.name, bound.arguments
        if name == "+":
            return self._row(arguments)
        if name == "-":
            return f"−{self._within(arguments[0], _SIGN)}", _SIGN
        if name in _SIGNS:
            sign, binds, left, right = _SIGNS[name]
            return f"{self._within(arguments[0], left)}{sign}{self._within(arguments[1], right)}", binds
        return f"{name}({self._joined(arguments)})", _ATOM

    def _row(self, terms: Sequence[Bound]) -> _Printed:
        shown = self._within(terms[0], _SUM)
        for term in terms[1:]:
            minus = isinstance(term, Apply) and term.function.name == "-"
            one = term.arguments[0] if isinstance(term, Apply) and minus else term
            shown += f" {'−' if minus else '+'} {self._within(one, _PRODUCT)}"
        return shown, _SUM

    def _within(self, bound: Bound, wanted: int) -> str:
        text, binds = self._printed(bound)
        return text if binds >= wanted else f"({text})"

    def _joined(self, parts: Sequence[Bound]) -> str:
        """Print values and lists one after the other; a single list needs no brackets."""
        if len(parts) == 1 and parts[0].kind.is_list:
            return self.text(parts[0])[1:-1]
        return "; ".join(self.text(part) for part in parts)

    def _value(self, value: Value) -> _Printed:
        if isinstance(value, tuple):
            return f"[{'; '.join(self._value(entry)[0] for entry in value)}]", _ATOM
        if value is None or isinstance(value, bool):
            return {None: "null", True: "true", False: "false"}[value], _ATOM
        if isinstance(value, str):
            return f"'{value}'", _ATOM
        number = pair(Fraction(value))
        self.numbers.append(number)
        text = self.phrases.brief(number)
        binds = _PRODUCT if "/" in text or "·" in text else _SIGN if value < 0 else _ATOM
        return text, binds
