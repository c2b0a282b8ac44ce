"""From a questionnaire to its plan."""

import json
from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from selfcheck_service.core.definition import Questionnaire, build_structure, canonical_document, definition_hash
from selfcheck_service.core.definition.bins import whole_numbers
from selfcheck_service.core.definition.items import Bins, Item, Option
from selfcheck_service.core.definition.references import entered_fields
from selfcheck_service.core.definition.scoring_rules import FieldEntry, ItemEntry, PointsPolicy, Scoring
from selfcheck_service.core.definition.structure import Node, Structure
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.scoring.ladder import build_ladder
from selfcheck_service.core.scoring.methods import METHODS, Method
from selfcheck_service.core.scoring.plan import (
    CoveragePlan,
    FieldEntryPlan,
    FieldPlan,
    FlagPlan,
    GatePlan,
    ItemEntryPlan,
    ItemPlan,
    LevelPlan,
    Plan,
    RoundingPlan,
    SuggestionPlan,
)
from selfcheck_service.core.scoring.predicates import Names, compile_condition
from selfcheck_service.core.scoring.ratio import Ratio, Scaled
from selfcheck_service.core.scoring.states import OPEN_STATES, REQUIRED, STATE_NAMES, PolicyPoints

_EFFORT = {"S": 1, "M": 2, "L": 3}


def compile_plan(questionnaire: Questionnaire) -> Plan:
    """Return the plan of a questionnaire that `parse_definition` has accepted."""
    structure = build_structure(questionnaire)
    names = Names(
        structure=structure,
        item_index={key: index for index, key in enumerate(structure.items)},
        field_index={key: index for index, key in enumerate(_scored_fields(structure))},
        point_denominator=_point_denominator(structure),
    )
    items = tuple(_compile_item(key, names) for key in structure.items)
    fields = tuple(_FieldCompiler(structure.nodes[key], names, items).compile() for key in names.field_index)
    return Plan(
        questionnaire=questionnaire,
        structure=structure,
        definition_hash=definition_hash(canonical_document(questionnaire)),
        items=items,
        item_index=names.item_index,
        fields=fields,
        field_index=names.field_index,
        order=_calculation_order(fields),
        flags=tuple(FlagPlan(flag.key, compile_condition(flag.when, names), flag.when) for flag in questionnaire.flags),
        suggestions=tuple(_compile_suggestions(names)),
        names=names,
        point_denominator=names.point_denominator,
        canonical_items=tuple(names.item_index[key] for key in sorted(names.item_index)),
    )


def _scored_fields(structure: Structure) -> list[str]:
    return [key for key, node in structure.nodes.items() if structure.is_scorable(node)]


def _scaled(number: Fraction, factor: int) -> Scaled:
    product = number * factor
    return product.numerator if product.denominator == 1 else product


def _point_denominator(structure: Structure) -> int:
    """Return the common denominator of all points a definition declares."""
    denominators = [1]
    for item in structure.items.values():
        denominators += [
            option.points.denominator for option in structure.options_of(item) if option.points is not None
        ]
        if item.number is not None and isinstance(item.number.points, Bins):
            denominators += [entry.points.denominator for entry in item.number.points.bins]
    for node in structure.nodes.values():
        for _, policy in structure.rule_of(node).scoring.no_answer or ():
            if isinstance(policy, PointsPolicy):
                denominators.append(policy.points.denominator)
    return lcm(*denominators)


def _compile_item(key: str, names: Names) -> ItemPlan:
    structure = names.structure
    item = structure.items[key]
    first_form = [form.key for form in structure.questionnaire.forms[:1]]
    smallest, largest = _extremes(item, structure)
    options = structure.options_of(item)
    choices = {option.value: _choice(option, names) for option in options}
    exclusive = frozenset(option.value for option in options if option.exclusive)
    worth = {value: points for value, (points, _) in choices.items()}
    return ItemPlan(
        index=names.item_index[key],
        key=key,
        definition=item,
        path=structure.item_paths[key],
        choices=choices,
        no_answers=frozenset(structure.no_answers_of(item)),
        scored=item.is_scored,
        smallest=_scaled(smallest, names.point_denominator),
        largest=_scaled(largest, names.point_denominator),
        ladder=build_ladder(item, worth, exclusive, names.point_denominator) if item.is_scored else (),
        forms=frozenset([*first_form, *item.forms]),
        shown_when=None if item.shown_when is None else compile_condition(item.shown_when, names),
        applies_to=None if item.applies_to is None else compile_condition(item.applies_to, names),
    )


def _choice(option: Option, names: Names) -> tuple[Scaled | None, str]:
    points = None if option.points is None else _scaled(option.points, names.point_denominator)
    return points, json.dumps(option.value, ensure_ascii=False)


def _extremes(item: Item, structure: Structure) -> tuple[Fraction, Fraction]:
    """Return the smallest and largest points over all answers an item accepts."""
    options = structure.options_of(item)
    if not item.is_scored:
        return Fraction(0), Fraction(0)
    if item.type == "multiple_choice":
        return _selection_extremes(item, options)
    if item.number is not None:
        return _number_extremes(item)
    points = [option.points for option in options if option.points is not None]
    return min(points), max(points)


def _selection_extremes(item: Item, options: tuple[Option, ...]) -> tuple[Fraction, Fraction]:
    rule = item.multiple_choice
    counted = rule is not None and rule.points_from == "count"
    fewest = rule.minimum_selected if rule is not None else 0
    most = rule.maximum_selected if rule is not None and rule.maximum_selected is not None else len(options)
    worth = [(Fraction(1) if counted else option.points or Fraction(0), option.exclusive) for option in options]
    free = sorted((points for points, exclusive in worth if not exclusive), reverse=True)
    # An exclusive option stands alone, so it needs a limit that lets one be ticked.
    totals = [points for points, exclusive in worth if exclusive] if fewest <= 1 <= most else []
    for size in range(fewest, min(most, len(free)) + 1):
        totals += [sum(free[:size], Fraction(0)), sum(free[len(free) - size :], Fraction(0))]
    return (min(totals), max(totals)) if totals else (Fraction(0), Fraction(0))


def _number_extremes(item: Item) -> tuple[Fraction, Fraction]:
    rule = item.number
    if rule is None or rule.points is None:
        return Fraction(0), Fraction(0)
    accepted = whole_numbers(rule.range) if rule.integer else rule.range
    if isinstance(rule.points, Bins):
        parts = ((entry.range.intersect(accepted), entry.points) for entry in rule.points.bins)
        reached = [points for part, points in parts if not (whole_numbers(part) if rule.integer else part).empty]
        return (min(reached), max(reached)) if reached else (Fraction(0), Fraction(0))
    return accepted.low or Fraction(0), accepted.high or Fraction(0)


class _FieldCompiler:
    """Works out the plan of one field."""

    def __init__(self, node: Node, names: Names, items: tuple[ItemPlan, ...]) -> None:
        self.node = node
        self.names = names
        self.structure = names.structure
        self.items = items
        self.scoring: Scoring = self.structure.rule_of(node).scoring
        self.method: Method = METHODS[self.scoring.method or "mean"]
        self.better = self.scoring.better or "higher"
        self.entries = self._declared_entries()
        # Weights become integers, so that the hot loop adds and multiplies nothing else.
        self.weight_denominator = lcm(1, *(weight.denominator for _, weight in self.entries))

    def compile(self) -> FieldPlan:
        scale = self.scoring.scale or (Fraction(0), Fraction(1))
        names = self.names
        item_entries = tuple(self._item_entry(key, w) for (kind, key), w in self.entries if kind == "item")
        field_entries = tuple(self._field_entry(key, w) for (kind, key), w in self.entries if kind == "field")
        coverage_items = self._coverage_items()
        level_set = self.structure.level_set_of(self.node)
        border = self.structure.level_sets[level_set].border if level_set is not None else None
        return FieldPlan(
            index=names.field_index[self.node.key],
            key=self.node.key,
            node=self.node,
            scoring=self.scoring,
            method=self.method,
            items=item_entries,
            fields=field_entries,
            factor=self._factor(),
            affine=self._affine(scale),
            scale=scale,
            better=self.better,
            coverage=self._coverage(),
            coverage_items=coverage_items,
            coverage_fields=self._coverage_fields(field_entries, coverage_items),
            rounding=self._rounding(),
            levels=self._levels(),
            level_set=level_set,
            border_margin=None if border is None else _pair(border.margin),
            gates=self._gates(),
        )

    def _declared_entries(self) -> list[tuple[tuple[str, str], Fraction]]:
        """Return kind, key and weight of all entries in document order."""
        structure, node = self.structure, self.node
        of = self.scoring.of if node.definition.scoring is not None and node.definition.scoring.of is not None else None
        if isinstance(of, tuple):
            return [self._listed(entry) for entry in of]
        entry_set = structure.rule_of(node).entry_set
        if entry_set == "fields":
            return [(("field", key), structure.nodes[key].weight) for key in entered_fields(node, structure)]
        nodes = structure.descendants(node.key) if entry_set == "all_items" else iter((node,))
        return [(("item", item.key), item.weight) for found in nodes for item in found.scored_items]

    def _listed(self, entry: ItemEntry | FieldEntry) -> tuple[tuple[str, str], Fraction]:
        if isinstance(entry, FieldEntry):
            weight = self.structure.nodes[entry.field].weight if entry.weight is None else entry.weight
            return ("field", entry.field), weight
        weight = self.structure.items[entry.item].weight if entry.weight is None else entry.weight
        return ("item", entry.item), weight

    def _item_entry(self, key: str, weight: Fraction) -> ItemEntryPlan:
        item = self.items[self.names.item_index[key]]
        largest = Fraction(item.largest) / self.names.point_denominator
        policies = [self._policy(name, item.smallest, item.largest) for name in STATE_NAMES]
        spans = tuple(code in OPEN_STATES and policies[code] in (None, REQUIRED) for code in range(len(STATE_NAMES)))
        return ItemEntryPlan(
            index=item.index,
            weight=int(weight * self.weight_denominator),
            base=self._base(weight, largest),
            policy=tuple(policies),
            spans=spans,
            smallest=item.smallest,
            largest=item.largest,
            declared_weight=weight,
            declared_base=self._declared_base(weight, largest),
        )

    def _field_entry(self, key: str, weight: Fraction) -> FieldEntryPlan:
        scale = self.structure.rule_of(self.structure.nodes[key]).scoring.scale or (Fraction(0), Fraction(1))
        ends = tuple(_scaled(end, self.names.point_denominator) for end in scale)
        return FieldEntryPlan(
            index=self.names.field_index[key],
            weight=int(weight * self.weight_denominator),
            base=self._base(weight, scale[1]),
            not_applicable=self._policy("not_applicable", *ends),
            not_computed=self._policy("not_computed", *ends),
            declared_weight=weight,
            declared_base=self._declared_base(weight, scale[1]),
        )

    def _policy(self, state: str, smallest: Scaled, largest: Scaled) -> PolicyPoints:
        policy = None if state == "answered" else getattr(self.scoring.no_answer, state)
        if isinstance(policy, PointsPolicy):
            return _scaled(policy.points, self.names.point_denominator)
        worst, best = (largest, smallest) if self.better == "lower" else (smallest, largest)
        known: dict[str, PolicyPoints] = {"worst": worst, "best": best, "required": REQUIRED}
        return known.get(policy or "exclude")

    def _declared_base(self, weight: Fraction, largest: Fraction) -> Fraction:
        return Fraction(0) if self.method.base is None else self.method.base(weight, largest)

    def _base(self, weight: Fraction, largest: Fraction) -> Scaled:
        if self.method.base is None:
            return 0
        points = self.names.point_denominator if self.method.base_in_points else 1
        return _scaled(self.method.base(weight, largest), self.weight_denominator * points)

    def _factor(self) -> Ratio:
        """Return what undoes the scaling of weights and points, times the method's own factor."""
        if self.method.base is None:
            return self.method.factor, self.weight_denominator * self.names.point_denominator
        return self.method.factor, 1 if self.method.base_in_points else self.names.point_denominator

    def _affine(self, scale: tuple[Fraction, Fraction]) -> tuple[int, int, int] | None:
        if self.scoring.rescale_from is None:
            return None
        start, end = self.scoring.rescale_from
        slope = (scale[1] - scale[0]) / (end - start)
        offset = scale[0] - start * slope
        bottom = lcm(slope.denominator, offset.denominator)
        return int(slope * bottom), int(offset * bottom), bottom

    def _coverage(self) -> CoveragePlan | None:
        rule = self.scoring.coverage
        if rule is None:
            return None
        zero = Fraction(0)
        return CoveragePlan(_pair(rule.provisional or zero), _pair(rule.valid or zero), rule.minimum_answered or 0)

    def _coverage_items(self) -> tuple[int, ...]:
        """Return the distinct scored items at or below the entries, in document order."""
        found: set[int] = set()
        waiting = [self.entries]
        seen = {self.node.key}
        while waiting:
            for (kind, key), _ in waiting.pop():
                if kind == "item":
                    found.add(self.names.item_index[key])
                elif key not in seen:
                    seen.add(key)
                    waiting.append(_FieldCompiler(self.structure.nodes[key], self.names, self.items).entries)
        return tuple(sorted(found))

    def _coverage_fields(self, entries: tuple[FieldEntryPlan, ...], items: tuple[int, ...]) -> tuple[int, ...] | None:
        """Return the child fields whose counts add up to this field's, or None where items are shared or listed."""
        if not entries or any(kind == "item" for (kind, _), _ in self.entries):
            return None
        below = [
            index
            for (_, key), _ in self.entries
            for index in _FieldCompiler(self.structure.nodes[key], self.names, self.items)._coverage_items()  # noqa: SLF001 - the same class
        ]
        return tuple(entry.index for entry in entries) if len(below) == len(items) else None

    def _rounding(self) -> RoundingPlan | None:
        rule = self.scoring.rounding
        if rule is None or rule.digits is None or rule.mode is None:
            return None
        aggregated = rule.stage == "before_aggregation"
        return RoundingPlan(rule.digits, rule.mode, aggregated or rule.stage == "before_levels", aggregated)

    def _levels(self) -> tuple[LevelPlan, ...]:
        return tuple(
            LevelPlan(
                level.key,
                None if level.range.low is None else _pair(level.range.low),
                level.range.low_closed,
                None if level.range.high is None else _pair(level.range.high),
                level.range.high_closed,
            )
            for level in self.names.levels_of(self.node.key)
        )

    def _gates(self) -> tuple[GatePlan, ...]:
        keys = [level.key for level in self.names.levels_of(self.node.key)]
        return tuple(
            GatePlan(keys.index(gate.level), compile_condition(gate.requires, self.names), gate)
            for gate in self.node.definition.gates
        )


def _pair(number: Fraction) -> Ratio:
    return number.numerator, number.denominator


def _calculation_order(fields: tuple[FieldPlan, ...]) -> tuple[int, ...]:
    """Return the indices of all fields, each after those whose scores enter it."""
    order: dict[int, None] = {}

    def visit(plan: FieldPlan) -> None:
        for entry in plan.fields:
            if entry.index not in order:
                visit(fields[entry.index])
        order.setdefault(plan.index)

    for plan in fields:
        visit(plan)
    return tuple(order)


def _compile_suggestions(names: Names) -> Iterator[SuggestionPlan]:
    for path, field, suggestion in names.structure.suggestions():
        key = field or OVERALL
        yield SuggestionPlan(
            key=suggestion.key,
            definition=suggestion,
            field_key=key,
            field=names.field_index.get(key),
            when=compile_condition(suggestion.when, names),
            applies_to=None if suggestion.applies_to is None else compile_condition(suggestion.applies_to, names),
            impact=suggestion.impact,
            effort=_EFFORT[suggestion.effort],
            path=path,
        )
