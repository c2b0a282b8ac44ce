"""From the expressions in the scoring of a field to what the engine works out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from selfcheck_service.core.definition.entries import FORMULA, ITEM_ROLES, SCORE_ROLES, TRANSFORM, weight_at
from selfcheck_service.core.definition.expressions.bound import references_in
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.structure import Node
from selfcheck_service.core.scoring.aggregation import EntryPlan, FieldEntryPlan, ItemEntryPlan
from selfcheck_service.core.scoring.calculations import Calculation, calculation_of
from selfcheck_service.core.scoring.formulas import Formulas, names_of_entry
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.plan import ItemPlan


@dataclass(frozen=True, slots=True)
class ExpressionCompiler:
    """Works out the expressions of one field."""

    node: Node
    names: Names
    items: tuple[ItemPlan, ...]
    spans: ScoreSpans

    def formula(self, items: tuple[ItemEntryPlan, ...], fields: tuple[FieldEntryPlan, ...]) -> Formulas | None:
        """Return the formula of the field over these entries; None where it has none."""
        bound = self.spans.expressions[self.node.key].get(FORMULA)
        if bound is None:
            return None
        named = {
            reference: entry
            for reference in dict.fromkeys(references_in(bound))
            if (entry := self._entry(reference, items, fields)) is not None
        }
        own = {
            found: name
            for reference, entry in named.items()
            for found, name in names_of_entry(entry, reference.key)
            if found in named
        }
        states = {self.items[entry.index].key: entry.spans for entry in items}
        spans = self.spans.names_in(self.node, FORMULA)
        return Formulas(
            calculation=calculation_of(bound, self.names, spans, tuple(own), open_states=states),
            own=tuple(own.values()),
            named=named,
            items=items,
            fields=fields,
            turns={entry.index: _turn(self.items[entry.index]) for entry in items},
            point_denominator=self.names.point_denominator,
        )

    def _entry(
        self, reference: Reference, items: tuple[ItemEntryPlan, ...], fields: tuple[FieldEntryPlan, ...]
    ) -> EntryPlan | None:
        """Return the entry to which a name belongs, or None."""
        entries: tuple[EntryPlan, ...] = fields
        indices: Mapping[str, int] = self.names.field_index
        if reference.role in _ROLES_OF_ITEM_ENTRIES:
            entries, indices = items, self.names.item_index
        elif reference.role not in _ROLES_OF_FIELD_ENTRIES:
            return None
        return next((entry for entry in entries if entry.index == indices[reference.key]), None)

    def transform(self) -> Calculation | None:
        """Return the transformation of the field; None where it has none that is an expression."""
        bound = self.spans.expressions[self.node.key].get(TRANSFORM)
        if bound is None:
            return None
        raw = Reference("own_raw", self.node.key, Kind.NUMBER)
        return calculation_of(bound, self.names, self.spans.names_in(self.node, TRANSFORM), (raw,))

    def weight(self, index: int) -> Calculation | None:
        """Return what says the weight of an entry; None where it is a number."""
        bound = self.spans.expressions[self.node.key].get(weight_at(index))
        if bound is None:
            return None
        spans = self.spans.names_in(self.node, weight_at(index))
        return calculation_of(bound, self.names, spans, lowest=0)

    def names_others(self, entries: Collection[int]) -> bool:
        """Tell whether the expressions name anything but the raw score, constants and these entries."""
        names = (found for bound in self.spans.expressions[self.node.key].values() for found in references_in(bound))
        return any(
            found.role not in _NAMES_OF_ITS_OWN
            and not (found.role in _ROLES_OF_ITEM_ENTRIES and self.names.item_index[found.key] in entries)
            for found in names
        )

    def beside(self, items: tuple[ItemEntryPlan, ...]) -> tuple[int, ...]:
        """Return the items that expressions of the field name, and that do not enter by that."""
        return tuple(dict.fromkeys(self._beside({entry.index for entry in items})))

    def _beside(self, entries: set[int]) -> Iterator[int]:
        for place, bound in self.spans.expressions[self.node.key].items():
            own = entries if place == FORMULA else set()
            named = (self.names.item_index[found.key] for found in references_in(bound) if found.role in ITEM_ROLES)
            yield from (index for index in named if index not in own)


_ROLES_OF_ITEM_ENTRIES = ITEM_ROLES | {"weight", "maximum"}
# What changes nothing, and lists, whose members are named one by one.
_NAMES_OF_ITS_OWN = frozenset(("own_raw", "constant", "list"))
_ROLES_OF_FIELD_ENTRIES = SCORE_ROLES | {"score_weight", "score_maximum"}


def _turn(item: ItemPlan) -> int:
    """Tell whether the value of an item rises (1) or falls (-1) with its points; 0 where neither is so."""
    numbers = item.definition.numbers
    if numbers is not None:
        return int(numbers.points == "value")
    ranked = sorted((points, value) for value, (points, _) in item.choices.items() if points is not None)
    if len({points for points, _ in ranked}) < len(item.choices) or not item.definition.kind.chooses_one:
        return 0
    values = [value for _, value in ranked]
    return 1 if values == sorted(values) else -int(values == sorted(values, reverse=True))
