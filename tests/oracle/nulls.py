"""Values of expressions, among them null: what is null, and why, goes along as a value of its own."""

from dataclasses import dataclass
from typing import Any

UNDEFINED = "undefined"
# What makes a computed item null, by the order in which it gives its state.
STATES = ("unanswered", "dont_know", "declined", "not_applicable", "hidden")


@dataclass(frozen=True)
class Null:
    """No value, and everything that made it so: states of items, or `undefined`."""

    causes: frozenset[str]

    @property
    def missing(self) -> bool:
        """Whether something that was not given made it null, rather than the numbers themselves."""
        return any(cause != UNDEFINED for cause in self.causes)

    @property
    def state(self) -> str:
        """The state of an item that is computed and has no value."""
        return next((state for state in STATES if state in self.causes), "not_applicable")


Value = Any  # Fraction | bool | str | tuple[Value, ...] | Null


def null(*causes: str) -> Null:
    """Return the null that these causes make."""
    return Null(frozenset(causes))


def joined(nulls: list[Null]) -> Null:
    """Return the null that several nulls make together."""
    return Null(frozenset().union(*(each.causes for each in nulls)))
