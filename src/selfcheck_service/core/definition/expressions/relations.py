"""What the truth of a test tells: of the tests that it is made of, or of the two things that it compares."""

from enum import Enum


class Joint(Enum):
    """How the truth of a test is made of that of its parts."""

    ALL = "all"
    ANY = "any"
    NOT = "not"


class Relation(Enum):
    """How the first of two things compares with the second where a test is true."""

    EQUAL = "equal"
    DIFFERENT = "different"
    BELOW = "below"
    AT_MOST = "at most"
    ABOVE = "above"
    AT_LEAST = "at least"
    AMONG = "among"
    NOT_AMONG = "not among"

    @property
    def opposite(self) -> "Relation":
        """Return how they compare where the test is false."""
        return _OPPOSITES[self]

    @property
    def mirrored(self) -> "Relation | None":
        """Return how the second compares with the first; None where that tells nothing."""
        return _MIRRORED.get(self)


_PAIRS = (
    (Relation.EQUAL, Relation.DIFFERENT),
    (Relation.BELOW, Relation.AT_LEAST),
    (Relation.ABOVE, Relation.AT_MOST),
    (Relation.AMONG, Relation.NOT_AMONG),
)
_OPPOSITES = {one: other for pair in _PAIRS for one, other in (pair, reversed(pair))}
_MIRRORED = {
    Relation.EQUAL: Relation.EQUAL,
    Relation.DIFFERENT: Relation.DIFFERENT,
    Relation.BELOW: Relation.ABOVE,
    Relation.ABOVE: Relation.BELOW,
    Relation.AT_MOST: Relation.AT_LEAST,
    Relation.AT_LEAST: Relation.AT_MOST,
}
