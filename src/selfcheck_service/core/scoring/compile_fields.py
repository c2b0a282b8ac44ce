"""From the scoring of a field to its plan."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm, prod

from selfcheck_service.core.definition.conditions import Condition
from selfcheck_service.core.definition.entries import needed_fields
from selfcheck_service.core.definition.exact import EVERYTHING
from selfcheck_service.core.definition.expression_sizes import count_of_field
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.methods import Method, method_of
from selfcheck_service.core.definition.model import Level
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.scoring_rules import PointsPolicy, Scoring
from selfcheck_service.core.definition.structure import Node
from selfcheck_service.core.scoring.aggregation import Aggregation, EntryPlan, FieldEntryPlan, ItemEntryPlan
from selfcheck_service.core.scoring.calculations import Calculation
from selfcheck_service.core.scoring.compile_expressions import ExpressionCompiler
from selfcheck_service.core.scoring.keeping import MOST_KEPT, FoundBy, by_answers, by_choice_too, by_sum
from selfcheck_service.core.scoring.levels import chosen_set
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.plan import (
    Affine,
    CoveragePlan,
    FieldPlan,
    GatePlan,
    ItemPlan,
    LevelPlan,
    LevelSetPlan,
    RoundingPlan,
)
from selfcheck_service.core.scoring.predicates import compile_condition
from selfcheck_service.core.scoring.ratio import Scaled, pair, scaled
from selfcheck_service.core.scoring.run import Predicate, picker
from selfcheck_service.core.scoring.states import OPEN_STATES, REQUIRED, STATE_NAMES, PolicyPoints
from selfcheck_service.core.scoring.sums import Sums, factor_of, scaled_base
from selfcheck_service.core.scoring.terms import Terms

EntriesByKey = Mapping[str, Sequence[tuple[Item | Node, Fraction]]]


def _items_below(start: str, entries: EntriesByKey, names: Names) -> tuple[int, ...]:
    """Return the distinct scored items at or below the entries of a field, in document order."""
    found: set[int] = set()
    seen, waiting = {start}, [start]
    while waiting:
        for thing, _ in entries[waiting.pop()]:
            if isinstance(thing, Item):
                found.add(names.item_index[thing.key])
            elif thing.key not in seen:
                seen.add(thing.key)
                waiting.append(thing.key)
    return tuple(sorted(found))


class FieldCompiler:
    """Works out the plan of one field."""

    def __init__(
        self, node: Node, names: Names, items: tuple[ItemPlan, ...], entries: EntriesByKey, spans: ScoreSpans
    ) -> None:
        self.node = node
        self.names = names
        self.structure = names.structure
        self.items = items
        self.spans = spans
        self.expressions = ExpressionCompiler(node, names, items, spans)
        self.scoring: Scoring = self.structure.rule_of(node).scoring
        # A formula asks for no denominator, so it does not matter which method stands in for it.
        self.method: Method = method_of(self.scoring.method)
        self.better = self.scoring.better or "higher"
        self.all_entries = entries
        self.entries = entries[node.key]
        # Weights become integers, so that the hot loop adds and multiplies nothing else.
        weights = lcm(1, *(weight.denominator for _, weight in self.entries))
        self.denominators = weights, names.point_denominator

    def compile(self) -> FieldPlan:
        scale = self.scoring.scale or (Fraction(0), Fraction(1))
        names = self.names
        weighing = self.expressions.weight if self.method.weighted else lambda _at: None
        entries = [(thing, weight, weighing(at)) for at, (thing, weight) in enumerate(self.entries)]
        item_entries = tuple(self._item_entry(thing, w, by) for thing, w, by in entries if isinstance(thing, Item))
        field_entries = tuple(self._field_entry(thing, w, by) for thing, w, by in entries if isinstance(thing, Node))
        aggregation = self._aggregation(item_entries, field_entries)
        coverage_items = _items_below(self.node.key, self.all_entries, names)
        level_sets = self._level_sets()
        keys = [level.key for level in level_sets[0].levels] if level_sets else []
        gates = self._gates(keys)
        requires = None if self.scoring.requires is None else compile_condition(self.scoring.requires, names)
        return FieldPlan(
            index=names.field_index[self.node.key],
            key=self.node.key,
            node=self.node,
            scoring=self.scoring,
            aggregation=aggregation,
            affine=self._affine(scale),
            transform=self.expressions.transform(),
            beside=self.expressions.beside(item_entries),
            gap=self._gap(scale),
            scale=scale,
            better=self.better,
            coverage=self._coverage(),
            requires=requires,
            needs=tuple(names.field_index[key] for key in needed_fields(self.node, self.structure)),
            coverage_items=coverage_items,
            pick_coverage=picker(coverage_items),
            work=count_of_field(self.node, self.structure),
            found_by=self._found_by(aggregation, coverage_items, requires, level_sets),
            kept={},
            rounding=self._rounding(),
            level_sets=level_sets,
            cases=self._cases(keys),
            gates=gates,
            first_gate=min((gate.level for gate in gates), default=0),
        )

    def _item_entry(self, definition: Item, weight: Fraction, weight_by: Calculation | None) -> ItemEntryPlan:
        item = self.items[self.names.item_index[definition.key]]
        largest = Fraction(item.largest) / self.names.point_denominator
        policies = [self._policy(name, item.smallest, item.largest) for name in STATE_NAMES]
        spans = tuple(code in OPEN_STATES and policies[code] in (None, REQUIRED) for code in range(len(STATE_NAMES)))
        return ItemEntryPlan(
            index=item.index,
            scored=item.scored,
            weight=int(weight * self.denominators[0]),
            base=scaled_base(self.method, weight, largest, self.denominators),
            policy=tuple(policies),
            spans=spans,
            smallest=item.smallest,
            largest=item.largest,
            declared_weight=weight,
            declared_largest=largest,
            weight_by=weight_by,
        )

    def _field_entry(self, node: Node, weight: Fraction, weight_by: Calculation | None) -> FieldEntryPlan:
        scale = self.structure.rule_of(node).scoring.scale or (Fraction(0), Fraction(1))
        ends = tuple(scaled(end, self.names.point_denominator) for end in scale)
        return FieldEntryPlan(
            index=self.names.field_index[node.key],
            weight=int(weight * self.denominators[0]),
            base=scaled_base(self.method, weight, scale[1], self.denominators),
            not_applicable=self._policy("not_applicable", *ends),
            not_computed=self._policy("not_computed", *ends),
            declared_weight=weight,
            declared_largest=scale[1],
            weight_by=weight_by,
        )

    def _policy(self, state: str, smallest: Scaled, largest: Scaled) -> PolicyPoints:
        # An answer that has no points says that they do not apply.
        policy = getattr(self.scoring.no_answer, "not_applicable" if state == "answered" else state)
        if isinstance(policy, PointsPolicy):
            return scaled(policy.points, self.names.point_denominator)
        worst, best = (largest, smallest) if self.better == "lower" else (smallest, largest)
        known: dict[str, PolicyPoints] = {"worst": worst, "best": best, "required": REQUIRED}
        return known.get(policy or "exclude")

    def _aggregation(self, items: tuple[ItemEntryPlan, ...], fields: tuple[FieldEntryPlan, ...]) -> Aggregation:
        formula = self.expressions.formula(items, fields)
        if formula is not None:
            return formula
        points = self.names.point_denominator
        entries: tuple[EntryPlan, ...] = (*items, *fields)
        weighed = any(entry.weight_by is not None for entry in entries)
        if self.method.reduce is None and not weighed:
            return Sums(self.method, items, fields, factor_of(self.method, self.denominators), points)
        known = self.spans.of_entries(self.node)
        rises = known is not None and self.method.rises(known) and all(entry.base >= 0 for entry in entries)
        return Terms(self.method, items, fields, points, rises=rises, weighed=weighed)

    def _affine(self, scale: tuple[Fraction, Fraction]) -> Affine | None:
        if self.scoring.rescale_from is None:
            return None
        return _affine(self.scoring.rescale_from, scale)

    def _gap(self, scale: tuple[Fraction, Fraction]) -> Affine | None:
        if self.better == "none":
            return None
        share = (Fraction(0), Fraction(1)) if self.better == "lower" else (Fraction(1), Fraction(0))
        return _affine(scale, share)

    def _coverage(self) -> CoveragePlan | None:
        rule = self.scoring.coverage
        if rule is None:
            return None
        zero = Fraction(0)
        return CoveragePlan(pair(rule.provisional or zero), pair(rule.valid or zero), rule.minimum_answered or 0)

    def _found_by(
        self,
        aggregation: Aggregation,
        coverage_items: tuple[int, ...],
        requires: Predicate | None,
        level_sets: tuple[LevelSetPlan, ...],
    ) -> FoundBy | None:
        """Return by what the numbers of the field are found again; None where they hardly come again."""
        found_by = self._found_by_entries(aggregation, coverage_items)
        if found_by is None or (requires is None and len(level_sets) <= 1):
            return found_by
        return by_choice_too(found_by, requires, lambda run: chosen_set(level_sets, run))

    def _found_by_entries(self, aggregation: Aggregation, coverage_items: tuple[int, ...]) -> FoundBy | None:
        entries = tuple(entry.index for entry in aggregation.items)
        items = [self.items[index] for index in entries]
        # Whatever follows from other answers depends on these too.
        if aggregation.fields or set(entries) != set(coverage_items) or any(item.late is not None for item in items):
            return None
        if aggregation.adds_up and not self.expressions.names_others(()):
            return by_sum(picker(entries), tuple(entry.weight for entry in aggregation.items))
        few = all(item.definition.kind.chooses_one for item in items)
        if (
            few
            and prod(len(item.choices) for item in items) <= MOST_KEPT
            and not self.expressions.names_others(entries)
        ):
            return by_answers(picker(entries))
        return None

    def _rounding(self) -> RoundingPlan | None:
        rule = self.scoring.rounding
        if rule is None or rule.digits is None or rule.mode is None:
            return None
        aggregated = rule.stage == "before_aggregation"
        return RoundingPlan(rule.digits, rule.mode, aggregated or rule.stage == "before_levels", aggregated)

    def _level_sets(self) -> tuple[LevelSetPlan, ...]:
        choices = self.structure.level_sets_of(self.node)
        return tuple(level_set_plan(choice.set, choice.when, self.names) for choice in choices)

    def _cases(self, keys: list[str]) -> tuple[tuple[int, Predicate | None], ...]:
        return tuple(
            (keys.index(case.level), None if case.when is None else compile_condition(case.when, self.names))
            for case in self.node.definition.classify
        )

    def _gates(self, keys: list[str]) -> tuple[GatePlan, ...]:
        return tuple(
            GatePlan(keys.index(gate.level), compile_condition(gate.requires, self.names), gate)
            for gate in self.node.definition.gates
        )


def level_set_plan(key: str, when: Condition | None, names: Names) -> LevelSetPlan:
    """Return the plan of a level set that serves where the condition is true, or everywhere."""
    level_set = names.structure.level_sets[key]
    return LevelSetPlan(
        key=level_set.key,
        when=None if when is None else compile_condition(when, names),
        levels=tuple(_level(level) for level in level_set.levels),
        by_gates=level_set.has_no_ranges,
        border_margin=None if level_set.border is None else pair(level_set.border.margin),
    )


def _level(level: Level) -> LevelPlan:
    found = level.range or EVERYTHING
    low, high = (None if end is None else pair(end) for end in (found.low, found.high))
    return LevelPlan(level.key, low, found.low_closed, high, found.high_closed)


def _affine(source: tuple[Fraction, Fraction], target: tuple[Fraction, Fraction]) -> Affine:
    """Return what brings the ends of one interval to those of another, in integers."""
    slope = (target[1] - target[0]) / (source[1] - source[0])
    offset = target[0] - source[0] * slope
    bottom = lcm(slope.denominator, offset.denominator)
    return int(slope * bottom), int(offset * bottom), bottom
