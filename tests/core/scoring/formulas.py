"""Does the sums of a formula as an explanation prints them, exactly."""

import re
from collections.abc import Callable
from fractions import Fraction
from math import ceil, exp, floor, log, log10, prod
from statistics import mean, median
from typing import Any

# A number, a truth value, a text, a list of these, or null.
_Value = Any
_CALLS: dict[str, Callable[..., _Value]] = {
    "abs": abs,
    "floor": floor,
    "ceiling": ceil,
    **dict.fromkeys(("minimum", "min"), lambda *numbers: min(numbers)),
    **dict.fromkeys(("maximum", "max"), lambda *numbers: max(numbers)),
    "median": lambda *numbers: median(numbers),
    "mean": lambda *numbers: mean(numbers),
    "sum": lambda *numbers: sum(numbers),
    "product": lambda *numbers: prod(numbers),
    "geometric": lambda *numbers: _power_of(Fraction(prod(numbers)), Fraction(1, len(numbers))),
    "count": lambda *entries: len(entries),
    "selected": lambda *ticked: len(ticked),
    "count_true": lambda *truths: sum(truth is True for truth in truths),
    "weighted": lambda numbers, weights: sum(map(Fraction.__mul__, numbers, weights)) / sum(weights),
    "coalesce": lambda *values: next(value for value in values if value is not None),
    "divide": lambda one, two, otherwise: one / two if two else otherwise,
    "clamp": lambda number, low, high: min(high, max(low, number)),
    "mod": lambda one, two: one % two,
    "elapsed": lambda one, two: (two - one) % 1440,
    "round": lambda number, digits, _mode: Fraction(round(number * 10**digits + Fraction(1, 10**9)), 10 ** int(digits)),
    "exp": lambda number: Fraction(exp(number)),
    "ln": lambda number: Fraction(log(number)),
    "log10": lambda number: Fraction(log10(number)),
    "sign": lambda number: (number > 0) - (number < 0),
    "smallest": lambda numbers, place: sorted(numbers)[int(place) - 1],
    "largest": lambda numbers, place: sorted(numbers)[-int(place)],
    "sqrt": lambda number: _power_of(Fraction(number), Fraction(1, 2)),
}
_WORDS: dict[str, _Value] = {"null": None, "true": True, "false": False}
_TOKEN = re.compile(r"\s*([a-z_0-9]*[a-z_]+[a-z_0-9]*|'[^']*'|\d+(?:[.,]\d+)?|[-+−·÷/();^\[\]])")


def value_of(text: str) -> Fraction:
    """Return what an arithmetic text comes to."""
    tokens = _TOKEN.findall(text)
    assert "".join(tokens) == re.sub(r"\s", "", text), text
    number, rest = _sum(tokens)
    assert not rest, rest
    return number


def steps_of(formula: str, mark: str = ".") -> list[tuple[str, Fraction, str | None]]:
    """Return the steps of a formula: what is calculated, what it comes to, and the beginning of a fraction."""
    found: list[tuple[str, Fraction, str | None]] = []
    for step in steps_in(formula.replace(mark, ".")):
        if step.startswith("→"):
            found.append(("→", value_of(step[1:]), None))
            continue
        calculation, _, result = step.rpartition(" = ")
        exactly, _, nearly = result.partition(" ≈ ")
        # What is too long to read has its beginning only.
        found.append((calculation or exactly, value_of(exactly), nearly or None))
    return found


def steps_in(formula: str) -> list[str]:
    """Split at semicolons that stand in no brackets."""
    steps, depth = [""], 0
    for character in formula:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if character == ";" and depth == 0:
            steps.append("")
        else:
            steps[-1] += character
    return [step.strip() for step in steps]


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    total, tokens = _product(tokens)
    while tokens and tokens[0] in "+−-":
        sign = 1 if tokens[0] == "+" else -1
        number, tokens = _product(tokens[1:])
        total += sign * number
    return total, tokens


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    total, tokens = _power(tokens)
    while tokens and tokens[0] in "·÷/":
        operator = tokens[0]
        number, tokens = _power(tokens[1:])
        total = total * number if operator == "·" else total / number
    return total, tokens


def _power(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if tokens[0] in "−-":
        number, rest = _power(tokens[1:])
        return -number, rest
    base, tokens = _atom(tokens)
    if not tokens or tokens[0] != "^":
        return base, tokens
    exponent, tokens = _atom(tokens[1:])
    return _power_of(base, exponent), tokens


def _power_of(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator == 1:
        return Fraction(base**exponent.numerator)
    nearly = Fraction(float(base) ** float(exponent))
    simple = nearly.limit_denominator(10**6)
    exactly = simple**exponent.denominator == base**exponent.numerator
    return simple if exactly else nearly


def _atom(tokens: list[str]) -> tuple[_Value, list[str]]:
    first = tokens[0]
    if first == "(":
        number, rest = _sum(tokens[1:])
        return number, rest[1:]
    if first == "[":
        return _several(tokens, "]")
    if first in _CALLS:
        arguments, rest = _several(tokens[1:], ")")
        return _CALLS[first](*arguments), rest
    if first in _WORDS or first.startswith("'"):
        return _WORDS.get(first, first), tokens[1:]
    return Fraction(first), tokens[1:]


def _several(tokens: list[str], end: str) -> tuple[list[_Value], list[str]]:
    """Read what stands between brackets, separated by semicolons."""
    found: list[_Value] = []
    while tokens[0] != end and tokens[1] != end:
        value, tokens = _sum(tokens[1:])
        found.append(value)
    return found, tokens[1:] if tokens[0] == end else tokens[2:]
