"""Does the sums of a formula as an explanation prints them, exactly."""

import re
from collections.abc import Callable
from fractions import Fraction
from statistics import median

_CALLS: dict[str, Callable[[list[Fraction]], Fraction]] = {"minimum": min, "maximum": max, "median": median}
_TOKEN = re.compile(r"\s*(minimum|maximum|median|\d+(?:[.,]\d+)?|[-+−·÷/();^])")


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
    for step in _steps(formula.replace(mark, ".")):
        if step.startswith("→"):
            found.append(("→", value_of(step[1:]), None))
            continue
        calculation, _, result = step.rpartition(" = ")
        exactly, _, nearly = result.partition(" ≈ ")
        # What is too long to read has its beginning only.
        found.append((calculation or exactly, value_of(exactly), nearly or None))
    return found


def _steps(formula: str) -> list[str]:
    """Split at semicolons that stand in no brackets."""
    steps, depth = [""], 0
    for character in formula:
        depth += {"(": 1, ")": -1}.get(character, 0)
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
    base, tokens = _number(tokens)
    if not tokens or tokens[0] != "^":
        return base, tokens
    exponent, tokens = _number(tokens[1:])
    if exponent.denominator == 1:
        return base**exponent.numerator, tokens
    nearly = Fraction(float(base) ** float(exponent))
    simple = nearly.limit_denominator(10**6)
    exactly = simple**exponent.denominator == base**exponent.numerator
    return simple if exactly else nearly, tokens


def _number(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if tokens[0] in "−-":
        number, rest = _number(tokens[1:])
        return -number, rest
    if tokens[0] == "(":
        number, rest = _sum(tokens[1:])
        return number, rest[1:]
    if tokens[0] in _CALLS:
        numbers: list[Fraction] = []
        rest = ["(", *tokens[2:]]
        while rest[0] != ")":
            number, rest = _sum(rest[1:])
            numbers.append(number)
        return _CALLS[tokens[0]](numbers), rest[1:]
    return Fraction(tokens[0]), tokens[1:]
