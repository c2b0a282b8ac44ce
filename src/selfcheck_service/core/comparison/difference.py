"""What a comparison finds: differences, each with the bump it asks for, and what can still be compared."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.definition.bridge import BridgedContinuation

Bump = Literal["none", "patch", "minor", "major"]
# equal: proved that no promised result changes; rule: such a change is major whatever the numbers do; assumed: not
# proved to change nothing; shown: there is a response whose results change.
Proof = Literal["equal", "rule", "assumed", "shown"]
# How a thing goes on: what a bridge may say of it, or that it means something else.
Continuation = BridgedContinuation | Literal["changed"]
Trend = Literal["comparable", "partly", "broken"]
About = Literal["document", "item", "field"]
BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: its kind (docs/versions.md), the bump it asks for, and what it is about.

    `subject` is a key, `about` tells whose: an item and a field may have the same one, and all else belongs to the
    document. Paths are JSON pointers into the two documents. `before` and `after` are plain data, None where there is
    nothing.
    """

    kind: str
    bump: Bump
    subject: str
    proof: Proof
    old: str | None = None
    new: str | None = None
    before: object = None
    after: object = None
    about: About = "document"


@dataclass(frozen=True, slots=True)
class Comparability:
    """Whether answers or scores of the old version can be set beside those of the new one.

    `share` is, of a field, the share of its entries (by weight) that can; `partners` are the keys on the other side
    that a bridge names.
    """

    key: str
    continuation: Continuation
    trend: Trend
    share: Fraction | None = None
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Witness:
    """A response under which a promised result changed: the body, where it shows, what was there before and after."""

    body: dict[str, object]
    place: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Diff:
    """The comparison of two versions. `bump` is the smallest honest one, `declared` the one their numbers say.

    `tried` is how many synthetic responses were evaluated under both; not `finished`: then the time was over.
    """

    questionnaire: str
    old: str
    new: str
    bump: Bump
    declared: Bump
    differences: tuple[Difference, ...]
    items: tuple[Comparability, ...]
    fields: tuple[Comparability, ...]
    tried: int = 0
    finished: bool = True
    witness: Witness | None = None

    @property
    def honest(self) -> bool:
        """Tell whether the version number promises no more than what holds."""
        return is_enough(self.declared, self.bump)


def is_enough(declared: Bump, needed: Bump) -> bool:
    """Tell whether a declared bump is at least the one that is needed."""
    return BUMPS.index(declared) >= BUMPS.index(needed)


def largest(bumps: list[Bump]) -> Bump:
    """Return the largest of the bumps, `none` where there are none."""
    return max(bumps, key=BUMPS.index, default="none")


def declared_bump(old: str, new: str) -> Bump:
    """Return what the version numbers say: which of MAJOR.MINOR.PATCH is the first that rises; a fall says nothing."""
    before, after = (tuple(map(int, version.split("."))) for version in (old, new))
    if after <= before:
        return "none"
    first = next(place for place in range(3) if before[place] != after[place])
    names: tuple[Bump, ...] = ("major", "minor", "patch")
    return names[first]
