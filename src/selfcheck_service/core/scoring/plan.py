"""The plan: a questionnaire version prepared once for evaluating it often.

Everything that does not depend on answers is worked out here: points as integers over one denominator, the entries of
every field, the order in which fields are computed, conditions as functions. A plan is immutable in effect and shared
by all evaluations of its version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from selfcheck_service.core.definition import Interval, Questionnaire, Structure
from selfcheck_service.core.definition.conditions import Selection
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.kept import Kept
from selfcheck_service.core.definition.model import Gate, Suggestion
from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.scoring_rules import Scoring
from selfcheck_service.core.definition.structure import Node
from selfcheck_service.core.scoring.aggregation import Aggregation, FieldEntryPlan, ItemEntryPlan
from selfcheck_service.core.scoring.calculations import Calculation
from selfcheck_service.core.scoring.keeping import FoundBy
from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.late_items import LateItem
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.ratio import Ratio, Scaled
from selfcheck_service.core.scoring.run import FieldRun, Given, Pick, Predicate


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """An item, ready for answers.

    `choices` maps an option's value to its points and to its canonical
    JSON; points are multiplied by the plan's `point_denominator`. `ladder` holds answers in the order of their points
    (`ladder_ends`: the best and the worst are among them); `smallest` and `largest` span the points of all answers it
    accepts; `bins` give those of a number, if it has them. `late` is what follows from other answers.
    """

    index: int
    key: str
    definition: Item
    path: Path
    choices: Mapping[Any, tuple[Scaled | None, str]]
    exclusive: frozenset[int | str]
    bins: tuple[tuple[Interval, Scaled], ...]
    no_answers: frozenset[str]
    scored: bool
    smallest: Scaled
    largest: Scaled
    ladder: Sequence[Target]
    ladder_ends: bool
    forms: frozenset[str]
    shown_when: Predicate | None
    applies_to: Predicate | None
    late: LateItem | None


@dataclass(frozen=True, slots=True)
class LevelPlan:
    """A level with its range as integer pairs; None is an open end."""

    key: str
    low: Ratio | None
    low_closed: bool
    high: Ratio | None
    high_closed: bool


@dataclass(frozen=True, slots=True)
class LevelSetPlan:
    """Levels, lowest first, which serve where `when` is true or None; `by_gates`: they have no ranges."""

    key: str
    when: Predicate | None
    levels: tuple[LevelPlan, ...]
    by_gates: bool
    border_margin: Ratio | None


@dataclass(frozen=True, slots=True)
class ClassifiedItem:
    """An item whose points are classified; `field` is the key of the field it stands in."""

    index: int
    field: str
    level_set: LevelSetPlan


@dataclass(frozen=True, slots=True)
class GatePlan:
    """A gate: levels from `level` on are held back unless `requires` is true."""

    level: int
    requires: Predicate
    definition: Gate


@dataclass(frozen=True, slots=True)
class CoveragePlan:
    """The coverage rule; shares as integer pairs."""

    provisional: Ratio
    valid: Ratio
    minimum_answered: int


@dataclass(frozen=True, slots=True)
class RoundingPlan:
    """The declared rounding."""

    digits: int
    mode: str
    before_levels: bool
    before_aggregation: bool


# slope, offset, denominator: (slope · number + offset) ÷ denominator
Affine = tuple[int, int, int]
# What an answer comes to: index of the item, state, value, points where it is scored, canonical member.
Said = tuple[int, int, object, Scaled | None, str]


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A scored field. `aggregation` makes the raw score of its entries.

    `transform` makes the score of it, or else `affine`: score = (affine[0]·raw + affine[1]) ÷ affine[2]. `beside` are
    items that expressions of its scoring name, and that are no entries.
    `gap` turns a score into the missing share of the scale, in the form of `affine`; None where no end is better.
    `needs` are the fields that must be known before this one: those that enter, and those that `requires` asks for.
    `cases` are levels, each with the condition under which it is reached; none where ranges decide.
    `level_sets` has more than one where a condition chooses; their levels have the same keys.
    `pick_coverage` takes from a list over all items what belongs to the items at or below the field. `work` says how
    many entries its expressions have. `kept` is filled
    on use: numbers by what `found_by` says of a run. It is None where they depend on too much to come again.
    """

    index: int
    key: str
    node: Node
    scoring: Scoring
    aggregation: Aggregation
    affine: Affine | None
    transform: Calculation | None
    beside: tuple[int, ...]
    gap: Affine | None
    scale: tuple[Fraction, Fraction]
    better: str
    coverage: CoveragePlan | None
    requires: Predicate | None
    needs: tuple[int, ...]
    coverage_items: tuple[int, ...]
    pick_coverage: Pick
    work: int
    found_by: FoundBy | None
    kept: dict[object, FieldRun]
    rounding: RoundingPlan | None
    level_sets: tuple[LevelSetPlan, ...]
    cases: tuple[tuple[int, Predicate | None], ...]
    gates: tuple[GatePlan, ...]
    first_gate: int

    @property
    def items(self) -> tuple[ItemEntryPlan, ...]:
        """Return the items that enter."""
        return self.aggregation.items

    @property
    def fields(self) -> tuple[FieldEntryPlan, ...]:
        """Return the fields that enter."""
        return self.aggregation.fields

    @property
    def slope(self) -> int:
        """Return whether the score rises (1) or falls (-1) with the raw score; 0 where that is not known."""
        if self.transform is not None:
            return self.transform.ways().get(self.transform.own[0], 0)
        return 1 if self.affine is None or self.affine[0] > 0 else -1

    @property
    def level_keys(self) -> tuple[str, ...]:
        """Return the keys of the levels, lowest first; none where the field has no levels."""
        return tuple(level.key for level in self.level_sets[0].levels) if self.level_sets else ()


@dataclass(frozen=True, slots=True)
class SuggestionPlan:
    """A suggestion with its trigger; `field` is the index of its field's plan, None where that is not scored.

    `effort` is the divisor of the priority: 1, 2, 3 for S, M, L. `place` is that in the order of the document.
    """

    place: int

    key: str
    definition: Suggestion
    field_key: str
    field: int | None
    when: Predicate
    applies_to: Predicate | None
    impact: int
    effort: int
    depends_on: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Offering:
    """All suggestions in the order of the document.

    `by_field` are those that depend on the numbers of one field and nothing else, with the index of that field;
    `others` are the rest.
    """

    suggestions: tuple[SuggestionPlan, ...]
    by_field: tuple[tuple[int, tuple[SuggestionPlan, ...]], ...]
    others: tuple[SuggestionPlan, ...]


@dataclass(frozen=True, slots=True)
class FlagPlan:
    """A flag with its condition."""

    key: str
    when: Predicate


@dataclass(frozen=True, slots=True)
class Plan:
    """A questionnaire version, ready to be evaluated. Made by `compile_plan`.

    `known` holds what answers come to, by item key and answer: from the beginning every option of every single choice
    and every kind of no answer, later other answers that were given; `silence` what it comes to where nothing was said.
    `pick_by_key` takes from a list over all items what belongs to them in the order of their keys.
    `level_order` are the fields whose levels do not follow from their score alone, each after those it asks for.
    `canonical_fields` are all fields but `overall`, by key;
    `items_to_settle` those with a condition and those of which something follows from other answers, in document order;
    `late_items` the latter; `work_to_settle` says how many entries the expressions of all items have.
    `classified_items` are those whose points have levels. `unit_counts` are the numbers of units of the fields that are
    repeated; `family` has plans of the same version for other such numbers.
    `wordings`, `influences`, `outlooks`, `pulls`, `selections` and `reasons` are filled on first use with what is the
    same for all evaluations.
    """

    questionnaire: Questionnaire
    structure: Structure
    definition_hash: str
    items: tuple[ItemPlan, ...]
    item_index: Mapping[str, int]
    fields: tuple[FieldPlan, ...]
    field_index: Mapping[str, int]
    order: tuple[int, ...]
    level_order: tuple[int, ...]
    flags: tuple[FlagPlan, ...]
    offering: Offering
    names: Names
    point_denominator: int
    known: dict[tuple[object, ...], Said]
    silence: tuple[Said, ...]
    pick_by_key: Pick
    overall: int | None
    items_to_settle: tuple[ItemPlan, ...]
    late_items: tuple[ItemPlan, ...]
    work_to_settle: int
    classified_items: tuple[ClassifiedItem, ...]
    canonical_fields: tuple[FieldPlan, ...]
    unit_counts: tuple[int, ...]
    family: "Kept[Plan]"
    wordings: dict[tuple[str, str | None], Any] = field(default_factory=dict)
    influences: dict[int, tuple[dict[int, int], int]] = field(default_factory=dict)
    outlooks: dict[int, Any] = field(default_factory=dict)
    pulls: dict[int, tuple[tuple[Reference, int], ...]] = field(default_factory=dict)
    selections: dict[int, tuple[int, ...]] = field(default_factory=dict)
    reasons: dict[int, Any] = field(default_factory=dict)

    def selected(self, selection: Selection) -> tuple[int, ...]:
        """Return the indices of the items that a selection means, looked up once."""
        indices = self.selections.get(id(selection))
        if indices is None:
            indices = self.selections[id(selection)] = self.names.selected(selection)
        return indices

    @property
    def suggestions(self) -> tuple[SuggestionPlan, ...]:
        """Return all suggestions that single responses may be offered, in the order of the document."""
        return self.offering.suggestions

    @property
    def key(self) -> str:
        """Return the key of the questionnaire."""
        return self.questionnaire.key

    @property
    def version(self) -> str:
        """Return the version of the questionnaire."""
        return self.questionnaire.version

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the questionnaire, source language first, those of some texts last."""
        return self.questionnaire.spoken


@dataclass(slots=True)
class Answers(Given):
    """Parsed answers, with the plan that understood them: the one for as many units as they name."""

    plan: Plan = field(repr=False, compare=False)
