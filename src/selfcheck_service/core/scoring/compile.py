"""From a questionnaire to its plan."""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from selfcheck_service.core.definition import Interval, Questionnaire, build_structure, canonical_document
from selfcheck_service.core.definition import definition_hash as hash_of
from selfcheck_service.core.definition.cycles import postorder
from selfcheck_service.core.definition.entries import entries_of
from selfcheck_service.core.definition.items import Bins, Item, Option
from selfcheck_service.core.definition.scoring_rules import PointsPolicy, Scoring
from selfcheck_service.core.definition.spans import span_of_item
from selfcheck_service.core.definition.structure import Node, Structure
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.scoring.ladder import build_ladder
from selfcheck_service.core.scoring.methods import METHODS, Method
from selfcheck_service.core.scoring.plan import (
    Affine,
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
    Said,
    SuggestionPlan,
)
from selfcheck_service.core.scoring.predicates import Names, compile_condition
from selfcheck_service.core.scoring.ratio import Ratio, Scaled
from selfcheck_service.core.scoring.run import picker
from selfcheck_service.core.scoring.states import (
    ANSWERED,
    OPEN_STATES,
    REQUIRED,
    STATE_CODES,
    STATE_NAMES,
    UNANSWERED,
    PolicyPoints,
)

_Entries = Sequence[tuple[Item | Node, Fraction]]
_EFFORT = {"S": 1, "M": 2, "L": 3}


def compile_plan(questionnaire: Questionnaire, *, definition_hash: str | None = None) -> Plan:
    """Return the plan of a questionnaire that `parse_definition` has accepted.

    Whoever knows its hash passes it on: a published version is named by the hash it was published with.
    """
    structure = build_structure(questionnaire)
    names = Names(
        structure=structure,
        item_index={key: index for index, key in enumerate(structure.items)},
        field_index={key: index for index, key in enumerate(_scored_fields(structure))},
        point_denominator=_point_denominator(structure),
    )
    items = tuple(_compile_item(key, names) for key in structure.items)
    entries = {key: list(entries_of(structure.nodes[key], structure)) for key in names.field_index}
    fields = tuple(_FieldCompiler(structure.nodes[key], names, items, entries).compile() for key in entries)
    return Plan(
        questionnaire=questionnaire,
        structure=structure,
        definition_hash=definition_hash or hash_of(canonical_document(questionnaire)),
        items=items,
        item_index=names.item_index,
        fields=fields,
        field_index=names.field_index,
        order=_calculation_order(fields),
        flags=tuple(FlagPlan(flag.key, compile_condition(flag.when, names), flag.when) for flag in questionnaire.flags),
        suggestions=tuple(_compile_suggestions(names)),
        names=names,
        point_denominator=names.point_denominator,
        known=dict(_known(items)),
        silence=tuple((item.index, UNANSWERED, None, None, "") for item in items),
        pick_by_key=picker(tuple(names.item_index[key] for key in sorted(structure.items))),
        overall=names.field_index.get(OVERALL),
        hideable_items=tuple(item for item in items if item.shown_when is not None or item.applies_to is not None),
        canonical_fields=tuple(
            sorted((found for found in fields if found.key != OVERALL), key=lambda found: found.key)
        ),
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
    smallest, largest = span_of_item(item, structure)
    options = structure.options_of(item)
    choices = {option.value: _choice(option, names) for option in options}
    exclusive = frozenset(option.value for option in options if option.exclusive)
    worth = {value: points for value, (points, _) in choices.items()}
    ladder, ends = build_ladder(item, worth, exclusive, names.point_denominator) if item.is_scored else ((), True)
    return ItemPlan(
        index=names.item_index[key],
        key=key,
        definition=item,
        path=structure.item_paths[key],
        choices=choices,
        exclusive=exclusive,
        bins=_bins(item, names),
        no_answers=frozenset(structure.no_answers_of(item)),
        scored=item.is_scored,
        smallest=_scaled(smallest, names.point_denominator),
        largest=_scaled(largest, names.point_denominator),
        ladder=ladder,
        ladder_ends=ends,
        forms=frozenset([*first_form, *item.forms]),
        shown_when=None if item.shown_when is None else compile_condition(item.shown_when, names),
        applies_to=None if item.applies_to is None else compile_condition(item.applies_to, names),
    )


def _choice(option: Option, names: Names) -> tuple[Scaled | None, str]:
    points = None if option.points is None else _scaled(option.points, names.point_denominator)
    return points, json.dumps(option.value, ensure_ascii=False)


def _bins(item: Item, names: Names) -> tuple[tuple[Interval, Scaled], ...]:
    if item.number is None or not isinstance(item.number.points, Bins):
        return ()
    return tuple((part.range, _scaled(part.points, names.point_denominator)) for part in item.number.points.bins)


def _known(items: tuple[ItemPlan, ...]) -> Iterator[tuple[tuple[object, ...], Said]]:
    """Yield, by the names of `name_of_answer`, what every answer comes to of which there are few."""
    for item in items:
        for state in item.no_answers:
            member = f'"{item.key}":{{"no_answer":"{state}"}}'
            yield (item.key, "no_answer", state), (item.index, STATE_CODES[state], None, None, member)
        if item.definition.type == "single_choice":
            for value, (points, said) in item.choices.items():
                counted = points if item.scored else None
                yield (item.key, value), (item.index, ANSWERED, value, counted, f'"{item.key}":{said}')


def _items_below(start: str, entries: Mapping[str, _Entries], names: Names) -> tuple[int, ...]:
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


class _FieldCompiler:
    """Works out the plan of one field."""

    def __init__(self, node: Node, names: Names, items: tuple[ItemPlan, ...], entries: Mapping[str, _Entries]) -> None:
        self.node = node
        self.names = names
        self.structure = names.structure
        self.items = items
        self.scoring: Scoring = self.structure.rule_of(node).scoring
        self.method: Method = METHODS[self.scoring.method or "mean"]
        self.better = self.scoring.better or "higher"
        self.all_entries = entries
        self.entries = entries[node.key]
        # Weights become integers, so that the hot loop adds and multiplies nothing else.
        self.weight_denominator = lcm(1, *(weight.denominator for _, weight in self.entries))

    def compile(self) -> FieldPlan:
        scale = self.scoring.scale or (Fraction(0), Fraction(1))
        names = self.names
        item_entries = tuple(self._item_entry(thing, w) for thing, w in self.entries if isinstance(thing, Item))
        field_entries = tuple(self._field_entry(thing, w) for thing, w in self.entries if isinstance(thing, Node))
        coverage_items = _items_below(self.node.key, self.all_entries, names)
        level_set = self.structure.level_set_of(self.node)
        border = self.structure.level_sets[level_set].border if level_set is not None else None
        gates = self._gates()
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
            gap=self._gap(scale),
            scale=scale,
            better=self.better,
            coverage=self._coverage(),
            coverage_items=coverage_items,
            weights=tuple(entry.weight for entry in item_entries),
            pick_entries=picker(tuple(entry.index for entry in item_entries)),
            pick_coverage=picker(coverage_items),
            kept={} if self._is_sum(item_entries, coverage_items) else None,
            rounding=self._rounding(),
            levels=self._levels(),
            level_set=level_set,
            border_margin=None if border is None else _pair(border.margin),
            gates=gates,
            first_gate=min((gate.level for gate in gates), default=0),
        )

    def _item_entry(self, definition: Item, weight: Fraction) -> ItemEntryPlan:
        item = self.items[self.names.item_index[definition.key]]
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

    def _field_entry(self, node: Node, weight: Fraction) -> FieldEntryPlan:
        scale = self.structure.rule_of(node).scoring.scale or (Fraction(0), Fraction(1))
        ends = tuple(_scaled(end, self.names.point_denominator) for end in scale)
        return FieldEntryPlan(
            index=self.names.field_index[node.key],
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
        return CoveragePlan(_pair(rule.provisional or zero), _pair(rule.valid or zero), rule.minimum_answered or 0)

    def _is_sum(self, entries: tuple[ItemEntryPlan, ...], coverage_items: tuple[int, ...]) -> bool:
        """Tell whether the numbers depend on nothing but one sum and on the states of the entries."""
        own = {entry.index for entry in entries} == set(coverage_items)
        return own and len(entries) == len(self.entries) and self.method.reduce is None

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


def _affine(source: tuple[Fraction, Fraction], target: tuple[Fraction, Fraction]) -> Affine:
    """Return what brings the ends of one interval to those of another, in integers."""
    slope = (target[1] - target[0]) / (source[1] - source[0])
    offset = target[0] - source[0] * slope
    bottom = lcm(slope.denominator, offset.denominator)
    return int(slope * bottom), int(offset * bottom), bottom


def _pair(number: Fraction) -> Ratio:
    return number.numerator, number.denominator


def _calculation_order(fields: tuple[FieldPlan, ...]) -> tuple[int, ...]:
    """Return the indices of all fields, each after those whose scores enter it."""
    edges = {plan.key: [fields[entry.index].key for entry in plan.fields] for plan in fields}
    index = {plan.key: plan.index for plan in fields}
    seen: set[str] = set()
    return tuple(index[key] for plan in fields for key in postorder(plan.key, edges, seen))


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
            depends_on=suggestion.depends_on,
            path=path,
        )
