"""From a questionnaire to its plan."""

import json
from collections.abc import Iterable, Iterator, Mapping
from math import lcm

from selfcheck_service.core.definition import Interval, Questionnaire, build_structure, canonical_document
from selfcheck_service.core.definition import definition_hash as hash_of
from selfcheck_service.core.definition.answer_rules import Bins, Option
from selfcheck_service.core.definition.conditions import FieldCondition, walk_tests
from selfcheck_service.core.definition.cycles import postorder
from selfcheck_service.core.definition.entries import entries_of, needed_levels
from selfcheck_service.core.definition.expression_sizes import count_of_items
from selfcheck_service.core.definition.expressions.enclose import Spans
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.kept import Kept
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.scoring_rules import PointsPolicy
from selfcheck_service.core.definition.spans import span_of_item
from selfcheck_service.core.definition.structure import Structure
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.scoring.answer_values import points_of_number
from selfcheck_service.core.scoring.compile_fields import FieldCompiler, level_set_plan
from selfcheck_service.core.scoring.item_types import ANSWER_KINDS
from selfcheck_service.core.scoring.ladder import Worth, no_ladder
from selfcheck_service.core.scoring.late_items import compile_late
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.plan import (
    ClassifiedItem,
    FieldPlan,
    FlagPlan,
    ItemPlan,
    Offering,
    Plan,
    Said,
    SuggestionPlan,
)
from selfcheck_service.core.scoring.predicates import compile_condition
from selfcheck_service.core.scoring.ratio import Scaled, scaled
from selfcheck_service.core.scoring.run import picker
from selfcheck_service.core.scoring.states import (
    ANSWERED,
    STATE_CODES,
    UNANSWERED,
)

_EFFORT = {"S": 1, "M": 2, "L": 3}
# Of each version so many plans for other numbers of units are kept ready, and no more than have so many items together:
# a plan has more in it than items, and is filled on use.
MOST_PLANS_KEPT = 16
MOST_ITEMS_KEPT = 10_000


def compile_plan(
    questionnaire: Questionnaire,
    *,
    definition_hash: str | None = None,
    units: Mapping[str, int] | None = None,
    family: Kept[Plan] | None = None,
) -> Plan:
    """Return the plan of a questionnaire that `parse_definition` has accepted.

    Whoever knows its hash passes it on. `units` says how many units each repeated field has, by default as few as
    possible; `family` are the plans of the same version for other numbers of them.
    """
    structure = build_structure(questionnaire, units)
    names = _names_in(structure)
    spans = ScoreSpans(structure)
    items = tuple(_compile_item(key, names, spans.names.of) for key in structure.items)
    entries = {key: list(entries_of(structure.nodes[key], structure)) for key in names.field_index}
    fields = tuple(FieldCompiler(structure.nodes[key], names, items, entries, spans).compile() for key in entries)
    return Plan(
        questionnaire=questionnaire,
        structure=structure,
        definition_hash=definition_hash or hash_of(canonical_document(questionnaire)),
        items=items,
        item_index=names.item_index,
        fields=fields,
        field_index=names.field_index,
        order=_calculation_order(fields),
        level_order=_level_order(fields, structure),
        flags=tuple(_compile_flags(names)),
        offering=_compile_offering(names),
        names=names,
        point_denominator=names.point_denominator,
        known=dict(_known(items)),
        silence=tuple((item.index, UNANSWERED, None, None, "") for item in items),
        pick_by_key=picker(tuple(names.item_index[key] for key in sorted(structure.items))),
        overall=names.field_index.get(OVERALL),
        items_to_settle=tuple(item for item in items if _is_to_settle(item)),
        late_items=tuple(item for item in items if item.late is not None),
        work_to_settle=count_of_items(structure),
        classified_items=tuple(_classified(items, names)),
        unit_counts=tuple(map(len, structure.units.values())),
        family=_no_family() if family is None else family,
        canonical_fields=_by_key(fields),
    )


def _no_family() -> Kept[Plan]:
    return Kept(MOST_PLANS_KEPT, heaviest=MOST_ITEMS_KEPT, weigh=lambda plan: len(plan.items))


def _classified(items: Iterable[ItemPlan], names: Names) -> Iterator[ClassifiedItem]:
    for item in items:
        if item.definition.levels is not None:
            field = names.structure.item_fields[item.key]
            yield ClassifiedItem(item.index, field, level_set_plan(item.definition.levels, None, names))


def _is_to_settle(item: ItemPlan) -> bool:
    """Tell whether answers alone do not say what becomes of an item."""
    return not (item.shown_when is None and item.applies_to is None and item.late is None)


def _names_in(structure: Structure) -> Names:
    return Names(
        structure=structure,
        item_index={key: index for index, key in enumerate(structure.items)},
        field_index={key: index for index, key in enumerate(_scored_fields(structure))},
        point_denominator=_point_denominator(structure),
    )


def _by_key(fields: tuple[FieldPlan, ...]) -> tuple[FieldPlan, ...]:
    """Return all fields but the overall result in the order of their keys."""
    return tuple(sorted((found for found in fields if found.key != OVERALL), key=lambda found: found.key))


def _compile_flags(names: Names) -> Iterator[FlagPlan]:
    for flag in names.structure.questionnaire.flags:
        yield FlagPlan(flag.key, compile_condition(flag.when, names))


def _scored_fields(structure: Structure) -> list[str]:
    return [key for key, node in structure.nodes.items() if structure.is_scorable(node)]


def _point_denominator(structure: Structure) -> int:
    """Return the common denominator of all points a definition declares."""
    denominators = [1]
    for item in structure.items.values():
        denominators += [
            option.points.denominator for option in structure.options_of(item) if option.points is not None
        ]
        if item.numbers is not None and isinstance(item.numbers.points, Bins):
            denominators += [entry.points.denominator for entry in item.numbers.points.bins]
    for node in structure.nodes.values():
        for _, policy in structure.rule_of(node).scoring.no_answer or ():
            if isinstance(policy, PointsPolicy):
                denominators.append(policy.points.denominator)
    return lcm(*denominators)


def _compile_item(key: str, names: Names, spans: Spans) -> ItemPlan:
    structure = names.structure
    item = structure.items[key]
    forms = [form.key for form in structure.questionnaire.forms]
    smallest, largest = span_of_item(item, structure)
    options = structure.options_of(item)
    choices = {option.value: _choice(option, names) for option in options}
    exclusive = frozenset(option.value for option in options if option.exclusive)
    bins = _bins(item, names)
    worth = {value: points for value, (points, _) in choices.items()}
    build_ladder = ANSWER_KINDS[item.type].ladder if item.is_scored else no_ladder
    ladder, ends = build_ladder(item, Worth(worth, exclusive, names.point_denominator))
    numbers = item.numbers if item.is_scored else None
    return ItemPlan(
        index=names.item_index[key],
        key=key,
        definition=item,
        path=structure.item_paths[key],
        choices=choices,
        exclusive=exclusive,
        bins=bins,
        no_answers=frozenset(structure.no_answers_of(item)),
        scored=item.is_scored,
        smallest=scaled(smallest, names.point_denominator),
        largest=scaled(largest, names.point_denominator),
        ladder=ladder,
        ladder_ends=ends,
        # What nobody is asked belongs to all forms.
        forms=frozenset([*forms[:1], *item.forms] if item.kind.asked else forms),
        shown_when=None if item.shown_when is None else compile_condition(item.shown_when, names),
        applies_to=None if item.applies_to is None else compile_condition(item.applies_to, names),
        late=compile_late(
            item, names, spans, lambda number: points_of_number(numbers, bins, number, names.point_denominator)
        ),
    )


def _choice(option: Option, names: Names) -> tuple[Scaled | None, str]:
    points = None if option.points is None else scaled(option.points, names.point_denominator)
    return points, json.dumps(option.value, ensure_ascii=False)


def _bins(item: Item, names: Names) -> tuple[tuple[Interval, Scaled], ...]:
    if item.numbers is None or not isinstance(item.numbers.points, Bins):
        return ()
    return tuple((part.range, scaled(part.points, names.point_denominator)) for part in item.numbers.points.bins)


def _known(items: tuple[ItemPlan, ...]) -> Iterator[tuple[tuple[object, ...], Said]]:
    """Yield, by the names of `name_of_answer`, what every answer comes to of which there are few."""
    for item in items:
        for state in item.no_answers:
            member = f'"{item.key}":{{"no_answer":"{state}"}}'
            yield (item.key, "no_answer", state), (item.index, STATE_CODES[state], None, None, member)
        if ANSWER_KINDS[item.definition.type].few:
            for value, (points, said) in item.choices.items():
                counted = points if item.scored else None
                yield (item.key, value), (item.index, ANSWERED, value, counted, f'"{item.key}":{said}')


def _level_order(fields: tuple[FieldPlan, ...], structure: Structure) -> tuple[int, ...]:
    """Return the indices of fields with cases or gates, each after those whose levels its cases ask for."""
    edges = {plan.key: needed_levels(plan.node, structure) for plan in fields}
    index = {plan.key: plan.index for plan in fields if plan.cases or plan.gates}
    seen: set[str] = set()
    return tuple(index[key] for plan in fields for key in postorder(plan.key, edges, seen) if key in index)


def _calculation_order(fields: tuple[FieldPlan, ...]) -> tuple[int, ...]:
    """Return the indices of all fields, each after those that it needs."""
    edges = {plan.key: [fields[index].key for index in plan.needs] for plan in fields}
    index = {plan.key: plan.index for plan in fields}
    seen: set[str] = set()
    return tuple(index[key] for plan in fields for key in postorder(plan.key, edges, seen))


def _compile_suggestions(names: Names) -> Iterator[SuggestionPlan]:
    for place, (path, field, suggestion) in enumerate(names.structure.suggestions()):
        if suggestion.pattern is not None:
            # No single response shows a pattern.
            continue
        key = field or OVERALL
        yield SuggestionPlan(
            place=place,
            key=suggestion.key,
            definition=suggestion,
            field_key=key,
            field=names.field_index.get(key),
            when=compile_condition(suggestion.trigger, names),
            applies_to=None if suggestion.applies_to is None else compile_condition(suggestion.applies_to, names),
            impact=suggestion.impact,
            effort=_EFFORT[suggestion.effort],
            depends_on=suggestion.depends_on,
            path=path,
        )


def _compile_offering(names: Names) -> Offering:
    suggestions = tuple(_compile_suggestions(names))
    by_field: dict[int, list[SuggestionPlan]] = {}
    others = []
    for suggestion in suggestions:
        if suggestion.field is not None and _asks_for_its_field(suggestion):
            by_field.setdefault(suggestion.field, []).append(suggestion)
        else:
            others.append(suggestion)
    return Offering(suggestions, tuple((field, tuple(asking)) for field, asking in by_field.items()), tuple(others))


def _asks_for_its_field(suggestion: SuggestionPlan) -> bool:
    """Tell whether the numbers of its field say everything about a suggestion: if it is offered, when, and why."""
    if suggestion.applies_to is not None or suggestion.depends_on:
        return False
    tests = (test for _, test, _ in walk_tests(suggestion.definition.trigger))
    return all(isinstance(test, FieldCondition) and test.field == suggestion.field_key for test in tests)
