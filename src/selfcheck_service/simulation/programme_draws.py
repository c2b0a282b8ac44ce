"""Draws for a made-up programme that come out alike on every machine: additions, products and whole numbers only.

A library's logarithm or sine may differ in the last digit from machine to machine, and the sum of floats from one
Python to the next. Neither is used here.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")

# Twelve even draws add up to a spread of one, and to a bell as good as a normal one but for its furthest ends.
_EVEN_DRAWS = 12
_BITS = 16
_STEPS = 1 << _BITS


def draw_bell(rng: Random, spread: float = 1.0) -> float:
    """Return a draw around 0 with this standard deviation, at most six of them away."""
    bits, total = rng.getrandbits(_EVEN_DRAWS * _BITS), 0
    for _ in range(_EVEN_DRAWS):
        total += bits & (_STEPS - 1)
        bits >>= _BITS
    return spread * (2 * total - _EVEN_DRAWS * (_STEPS - 1)) / (2 * _STEPS)


def happens(rng: Random, share: float) -> bool:
    """Tell whether something happens that does so in this share of all cases."""
    return rng.random() < share


def draw_between(rng: Random, low: float, high: float) -> float:
    """Return an even draw between two numbers."""
    return low + (high - low) * rng.random()


def draw_whole(rng: Random, low: int, high: int) -> int:
    """Return an even draw among the whole numbers from `low` to `high`."""
    return low + int(rng.random() * (high - low + 1))


def draw_one(rng: Random, things: Sequence[Thing]) -> Thing:
    """Return one of the things, each as likely as the others."""
    return things[int(rng.random() * len(things))]


def draw_weighted(rng: Random, things: Sequence[tuple[Thing, float]]) -> Thing:
    """Return one of the things, each as likely as its weight says."""
    whole = 0.0
    for _, weight in things:
        whole += weight
    left = rng.random() * whole
    for thing, weight in things:
        left -= weight
        if left < 0:
            return thing
    return things[-1][0]


def draw_some(rng: Random, things: Sequence[Thing], count: int) -> list[Thing]:
    """Return so many different things, all of them where there are no more, in the order of being drawn."""
    left = list(things)
    return [left.pop(int(rng.random() * len(left))) for _ in range(min(count, len(left)))]


def within(number: float, low: float = 0.0, high: float = 1.0) -> float:
    """Return the number, or the end beyond which it lies."""
    return min(high, max(low, number))
