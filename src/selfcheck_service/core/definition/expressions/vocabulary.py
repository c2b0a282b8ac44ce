"""What the names of an expression mean where it stands. Expressions know of a questionnaire only what stands here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.tables import Table
from selfcheck_service.core.definition.expressions.tree import Name

# What of a thing is meant. Of an item: its value, its points after policies, the points it counts as its maximum, its
# weight as an entry, its state. Of a field: what parents see (also its maximum and its weight as an entry) and what its
# evaluation says. `own_points` and `own_raw` are those of the item or field to which the expression belongs, before the
# expression has changed them. `everybody` is the list of what `key` names in each of many evaluations.
Role = Literal[
    "value",
    "points",
    "maximum",
    "weight",
    "state",
    "units",
    "score",
    "score_maximum",
    "score_weight",
    "raw",
    "coverage",
    "answered",
    "applicable",
    "level",
    "profile",
    "constant",
    "flag",
    "own_value",
    "own_points",
    "own_raw",
    "list",
    "everybody",
]
# How a name is used: for its value, or as what a function asks about.
Use = Literal["value", "state", "wins", "units"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a name means: one thing of the questionnaire, or a list of such things (`members`).

    The value of a reference of kind TEXT is a text: an option whose value is an integer is given as its digits where
    another option of the item has a text. A list of unknown length (what was ticked) has no members. `unit` is the
    field of the unit that a member of a list belongs to.
    """

    role: Role
    key: str
    kind: Kind
    members: tuple["Reference", ...] | None = None
    unit: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a name means nothing here: the code of a problem and what its message names."""

    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)


class Vocabulary(Protocol):
    """What can be named where an expression stands."""

    def find(self, name: Name, use: Use = "value", word: str = "") -> Reference | Unknown:
        """Return what a name means. For `wins`, `word` is the option whose pairs are meant."""

    def find_table(self, key: str) -> Table | Unknown:
        """Return the table of that key."""

    def words_of(self, reference: Reference) -> Collection[str] | None:
        """Return the texts that a reference of texts can be; None where any text is possible."""
