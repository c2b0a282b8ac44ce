"""Interleaved rounds and what they say: A B A B …, one ratio per round, the median of them."""

import gc
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

# A round of one contestant: returns what one unit of its work cost.
Contestant = Callable[[], float]
Costs = dict[str, list[float]]
FEWEST_ROUNDS = 11


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of a measurement and where the middle four fifths of the rounds lie."""

    median: float
    p10: float
    p90: float


def spread(values: list[float]) -> Spread:
    """Return the spread of some values."""
    if len(values) < 2:
        return Spread(values[0], values[0], values[0])
    tenths = quantiles(values, n=10, method="inclusive")
    return Spread(median(values), tenths[0], tenths[-1])


def interleave(contestants: Mapping[str, Contestant], rounds: int) -> Costs:
    """Let all contestants run once to warm up, then `rounds` times, each round in the same order."""
    for contestant in contestants.values():
        contestant()
    costs: Costs = {name: [] for name in contestants}
    for number in range(rounds):
        show(f"round {number + 1} of {rounds}")
        for name, contestant in contestants.items():
            gc.collect()
            costs[name].append(contestant())
    show("")
    return costs


def ratios(costs: Costs, over: str, under: str) -> Spread:
    """Return cost of `over` ÷ cost of `under`, round by round, so that a slow minute of the machine meets both."""
    return spread([top / bottom for top, bottom in zip(costs[over], costs[under], strict=True)])


def show(progress: str) -> None:
    """Show how far a measurement is, to people who watch."""
    if sys.stderr.isatty():
        print(f"\r\033[K{progress}", end="", file=sys.stderr, flush=True)
