"""The scoring methods. A new method is added here and nowhere else.

Additive methods are quotients of two sums over the entries that take part: Σ w·p over Σ base. Methods that are not
sums look at all points at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Method:
    """How points become a raw score.

    `base` gives what an entry of weight w and largest points m adds to the denominator (None: the denominator is 1);
    the quotient is multiplied by `factor`. `reduce`, where given, replaces the sums: points in, raw score out.
    `base_in_points` tells that the base is measured in points.
    """

    name: str
    base: Callable[[Fraction, Fraction], Fraction] | None = None
    factor: int = 1
    base_in_points: bool = False
    reduce: Callable[[Sequence[Fraction]], Fraction] | None = None


METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Method("sum"),
        Method("mean", base=lambda weight, _: weight),
        Method("percent_of_maximum", base=lambda weight, largest: weight * largest, factor=100, base_in_points=True),
        Method("minimum", reduce=min),
    )
}
