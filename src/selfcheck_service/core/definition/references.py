"""Whether every name in a questionnaire leads somewhere, and every rule can be carried out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from selfcheck_service.core.definition.bins import check_bins
from selfcheck_service.core.definition.condition_check import (
    ConditionScope,
    check_condition,
    levels_of,
    options_are_known,
    unknown,
)
from selfcheck_service.core.definition.cycles import on_cycles
from selfcheck_service.core.definition.entries import entered_fields
from selfcheck_service.core.definition.items import Bins, Item, NumberRule, Option
from selfcheck_service.core.definition.model import Defaults, Questionnaire, Scored, Suggestion
from selfcheck_service.core.definition.problems import Problem, pointer
from selfcheck_service.core.definition.scoring_rules import FieldEntry, ItemEntry, NoAnswerPolicies, Scoring
from selfcheck_service.core.definition.structure import (
    Node,
    Path,
    ScoringRule,
    Structure,
    build_structure,
    policies_complete,
    walk_fields,
)
from selfcheck_service.core.definition.values import OVERALL

# A questionnaire beyond these sizes asks more than anybody can answer, and would take more than its share of a machine.
MOST_ITEMS = 2000
MOST_FIELDS = 300
MOST_SUGGESTIONS = 2000


def check_references(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield a problem for every key that stands twice, name that leads nowhere and rule that cannot be carried out."""
    structure = build_structure(questionnaire)
    yield from _check_sizes(structure)
    yield from _check_unique(questionnaire, structure)
    yield from _check_frame(questionnaire, structure)
    asked: set[str] = set()
    for node in structure.nodes.values():
        yield from _check_node(node, structure)
        for index, item in enumerate(node.items):
            path = (*node.path, "items", index)
            yield from _check_item(item, path, structure)
            yield from _check_item_conditions(item, path, structure, asked)
            asked.add(item.key)
    cyclic = on_cycles({key: entered_fields(node, structure) for key, node in structure.nodes.items()})
    for key in sorted(cyclic, key=list(structure.nodes).index):
        yield Problem(pointer(*structure.nodes[key].path, "scoring"), "cycle", {"name": key})
    yield from _check_suggestions(structure)
    earlier: set[str] = set()
    for index, flag in enumerate(questionnaire.flags):
        scope = ConditionScope(structure, items=None, fields=True, levels=True, flags=earlier)
        yield from check_condition(flag.when, ("flags", index, "when"), scope)
        earlier.add(flag.key)


def _check_sizes(structure: Structure) -> Iterator[Problem]:
    """The lists of a definition have limits of their own; these are for the questionnaire as a whole."""
    suggestions = sum(1 for _ in structure.suggestions())
    for count, most, name in (
        (len(structure.items), MOST_ITEMS, "items"),
        (len(structure.nodes), MOST_FIELDS, "fields"),
        (suggestions, MOST_SUGGESTIONS, "suggestions"),
    ):
        if count > most:
            yield Problem(pointer("fields"), "too_long", {"limit": f"{most} {name}"})


def _check_unique(questionnaire: Questionnaire, structure: Structure) -> Iterator[Problem]:
    nodes = list(walk_fields(questionnaire.fields, ("fields",), None))
    yield from _twice("field", ((node.key, (*node.path, "key")) for node in nodes))
    for node in nodes:
        if node.key == OVERALL:
            yield Problem(pointer(*node.path, "key"), "reserved_key", {"name": OVERALL})
    yield from _twice(
        "item",
        ((item.key, (*node.path, "items", index, "key")) for node in nodes for index, item in enumerate(node.items)),
    )
    yield from _twice("suggestion", ((found.key, (*path, "key")) for path, _, found in structure.suggestions()))
    named = (
        "response_scales",
        "level_sets",
        "item_classes",
        "suggestion_types",
        "profile",
        "forms",
        "perspectives",
        "sources",
        "flags",
    )
    for member in named:
        entries = getattr(questionnaire, member)
        yield from _twice(member, ((entry.key, (member, index, "key")) for index, entry in enumerate(entries)))
    yield from _twice("language", ((tag, ("languages", index)) for index, tag in enumerate(questionnaire.languages)))
    for index, level_set in enumerate(questionnaire.level_sets):
        keys = ((level.key, ("level_sets", index, "levels", at, "key")) for at, level in enumerate(level_set.levels))
        yield from _twice("level", keys)


def _twice(kind: str, names: Iterable[tuple[object, Path]]) -> Iterator[Problem]:
    seen: set[object] = set()
    for name, path in names:
        if (type(name), name) in seen:
            yield Problem(pointer(*path), "duplicate_name", {"kind": kind, "name": str(name)})
        seen.add((type(name), name))


def _check_frame(questionnaire: Questionnaire, structure: Structure) -> Iterator[Problem]:
    for index, scale in enumerate(questionnaire.response_scales):
        yield from _check_options(scale.options, ("response_scales", index, "options"))
    for index, attribute in enumerate(questionnaire.profile):
        values = (
            (option.value, ("profile", index, "options", at, "value")) for at, option in enumerate(attribute.options)
        )
        yield from _twice("value", values)
    forms = [form.key for form in questionnaire.forms]
    for index, perspective in enumerate(questionnaire.perspectives):
        if perspective.form is not None:
            yield from unknown("forms", perspective.form, forms, ("perspectives", index, "form"))
    yield from _check_defaults(questionnaire.defaults, structure)
    yield from _check_inherited_ranges(structure)
    yield from _check_scale_points(structure)


def _check_defaults(defaults: Defaults, structure: Structure) -> Iterator[Problem]:
    for member in ("scoring", "parent_scoring"):
        rule = getattr(defaults, member)
        if rule is not None and rule.of is not None:
            yield Problem(pointer("defaults", member, "of"), "not_in_defaults", {"name": "of"})
    for member in ("levels", "parent_levels"):
        named = getattr(defaults, member)
        if named not in (None, "none"):
            yield from unknown("level_sets", named, structure.level_sets, ("defaults", member))


def _check_options(options: tuple[Option, ...], path: Path) -> Iterator[Problem]:
    yield from _twice("value", ((option.value, (*path, index, "value")) for index, option in enumerate(options)))


def _check_node(node: Node, structure: Structure) -> Iterator[Problem]:
    levels = node.definition.levels
    if levels not in (None, "none"):
        yield from unknown("level_sets", levels, structure.level_sets, (*node.path, "levels"))
    if not structure.is_scorable(node):
        yield from _check_unscored(node)
        return
    yield from _check_scoring(node, structure)
    yield from _check_level_names(node, structure)
    scope = ConditionScope(structure, items=None, fields=True, levels=False, flags=None)
    for index, gate in enumerate(node.definition.gates):
        yield from check_condition(gate.requires, (*node.path, "gates", index, "requires"), scope)


def _check_level_names(node: Node, structure: Structure) -> Iterator[Problem]:
    known = levels_of(node, structure)
    if known is None:
        return
    for level in node.definition.level_texts:
        yield from unknown("level", level, known, (*node.path, "level_texts", level))
    for index, gate in enumerate(node.definition.gates):
        yield from unknown("level", gate.level, known, (*node.path, "gates", index, "level"))


def _check_unscored(node: Node) -> Iterator[Problem]:
    """A field without anything to score must not pretend to have a score."""
    definition: Scored = node.definition
    for member in ("scoring", "gates", "level_texts"):
        if getattr(definition, member):
            yield Problem(pointer(*node.path, member), "nothing_to_score", {"name": node.key})


def _check_scoring(node: Node, structure: Structure) -> Iterator[Problem]:
    rule = structure.rule_of(node)
    at = (*node.path, "scoring") if node.definition.scoring is not None else node.path
    if rule.entry_set is None:
        yield Problem(pointer(*at), "entries_not_said", {"name": node.key})
    for member in _unsaid(rule):
        yield Problem(pointer(*at), "scoring_incomplete", {"name": node.key, "member": member})
    yield from _check_ranges(node, structure, at)
    yield from _check_entries(node, structure)


def _unsaid(rule: ScoringRule) -> Iterator[str]:
    """Yield the members that neither the field nor its default says."""
    scoring = rule.scoring
    yield from (member for member in ("method", "scale") if getattr(scoring, member) is None)
    yield from _unsaid_policies(scoring.no_answer, enters_fields=rule.enters_fields)
    if scoring.rounding is not None:
        said = scoring.rounding
        yield from (f"rounding.{member}" for member in ("digits", "mode", "stage") if getattr(said, member) is None)


def _unsaid_policies(policies: NoAnswerPolicies | None, *, enters_fields: bool) -> Iterator[str]:
    if policies is None:
        yield "no_answer"
        return
    yield from (f"no_answer.{state}" for state in policies_complete(policies))
    if enters_fields and policies.not_computed is None:
        yield "no_answer.not_computed"


def _check_ranges(node: Node, structure: Structure, at: Path) -> Iterator[Problem]:
    """Yield what is wrong with the ranges of a field; what it inherits is the fault of its defaults."""
    rule = structure.rule_of(node)
    defaults = structure.questionnaire.defaults
    inherited = _range_faults(defaults.parent_scoring if rule.is_parent else defaults.scoring)
    for member, code in sorted(_range_faults(rule.scoring) - inherited):
        yield _range_problem(at, member, code)


def _range_faults(scoring: Scoring | None) -> set[tuple[str, str]]:
    """Return the members whose numbers contradict each other, each with the code of that fault."""
    if scoring is None:
        return set()
    faults = set()
    for member in ("scale", "rescale_from"):
        ends = getattr(scoring, member)
        if ends is not None and (ends[0] == ends[1] or (member == "scale" and ends[0] > ends[1])):
            faults.add((member, "range_without_length"))
    rule = scoring.coverage
    if rule is not None and None not in (rule.provisional, rule.valid) and (rule.provisional or 0) > (rule.valid or 0):
        faults.add(("coverage", "coverage_order"))
    return faults


def _range_problem(path: Path, member: str, code: str) -> Problem:
    return Problem(pointer(*path), code, {"name": member} if code == "range_without_length" else {})


def _check_inherited_ranges(structure: Structure) -> Iterator[Problem]:
    """Yield what is wrong with the ranges of the defaults, once, where a field inherits it."""
    rules = [structure.rule_of(node) for node in structure.nodes.values() if structure.is_scorable(node)]
    for member, for_parents in (("scoring", False), ("parent_scoring", True)):
        inherited = [_range_faults(rule.scoring) for rule in rules if rule.is_parent is for_parents]
        for name, code in sorted(_range_faults(getattr(structure.questionnaire.defaults, member))):
            if any((name, code) in faults for faults in inherited):
                yield _range_problem(("defaults", member, name), name, code)


def _check_entries(node: Node, structure: Structure) -> Iterator[Problem]:
    own = node.definition.scoring
    path: Path = (*node.path, "scoring", "of")
    if own is None or own.of is None:
        return
    if isinstance(own.of, str):
        scorable = any(child in structure.scorable for child in node.children)
        if (own.of == "fields" and not scorable) or (own.of == "items" and not node.scored_items):
            yield Problem(pointer(*path), "nothing_to_score", {"name": node.key})
        return
    for index, entry in enumerate(own.of):
        yield from _check_entry(entry, (*path, index), structure)
    yield from _twice("entry", ((_entry_name(entry), (*path, index)) for index, entry in enumerate(own.of)))


def _entry_name(entry: ItemEntry | FieldEntry) -> str:
    return f"field {entry.field}" if isinstance(entry, FieldEntry) else f"item {entry.item}"


def _check_entry(entry: ItemEntry | FieldEntry, path: Path, structure: Structure) -> Iterator[Problem]:
    if isinstance(entry, FieldEntry):
        fields = [key for key in structure.nodes if key != OVERALL]
        yield from unknown("field", entry.field, fields, (*path, "field"))
        if entry.field in fields and not structure.is_scorable(structure.nodes[entry.field]):
            yield Problem(pointer(*path, "field"), "not_scored", {"name": entry.field})
        return
    yield from unknown("item", entry.item, structure.items, (*path, "item"))
    if entry.item in structure.items and not structure.items[entry.item].is_scored:
        yield Problem(pointer(*path, "item"), "not_scored", {"name": entry.item})


def _check_item(item: Item, path: Path, structure: Structure) -> Iterator[Problem]:
    questionnaire = structure.questionnaire
    if item.scale is not None:
        yield from unknown("response_scales", item.scale, structure.scales, (*path, "scale"))
    if item.options is not None:
        yield from _check_options(item.options, (*path, "options"))
    options = structure.options_of(item)
    for index, anchor in enumerate(item.anchors):
        if options_are_known(item, structure) and not any(_same(option.value, anchor.value) for option in options):
            yield Problem(
                pointer(*path, "anchors", index, "value"),
                "unknown_value",
                {"value": str(anchor.value), "item": item.key},
            )
    yield from _twice("anchor", ((anchor.value, (*path, "anchors", at)) for at, anchor in enumerate(item.anchors)))
    classes = [found.key for found in questionnaire.item_classes]
    for index, name in enumerate(item.classes):
        yield from unknown("item_classes", name, classes, (*path, "classes", index))
    forms = [form.key for form in questionnaire.forms]
    for name in item.forms:
        yield from unknown("forms", name, forms, (*path, "forms", name))
    yield from _check_points(item, options, path)


def _check_points(item: Item, options: tuple[Option, ...], path: Path) -> Iterator[Problem]:
    """Every answer of a scored item must have its points, and a limit must be one that can be kept."""
    rule = item.multiple_choice
    if rule is not None and options:
        highest = rule.maximum_selected if rule.maximum_selected is not None else len(options)
        together = sum(not option.exclusive for option in options)
        alone = together < len(options) and rule.minimum_selected <= 1
        if highest > len(options) or rule.minimum_selected > (highest if alone else min(highest, together)):
            yield Problem(pointer(*path, "multiple_choice"), "selection_impossible", {"options": len(options)})
    if not item.is_scored:
        return
    if _needs_points(item):
        for option in item.options or ():
            if option.points is None:
                yield Problem(pointer(*path), "points_missing", {"item": item.key, "value": str(option.value)})
    if item.number is not None:
        yield from _check_number_points(item.key, item.number, (*path, "number"))


def _needs_points(item: Item) -> bool:
    rule = item.multiple_choice
    return item.is_scored and (rule is None or rule.points_from == "sum")


def _check_scale_points(structure: Structure) -> Iterator[Problem]:
    """Yield the options of response scales that lack points, once, however many items need them."""
    users = {item.scale: item.key for item in reversed(tuple(structure.items.values())) if _needs_points(item)}
    for index, scale in enumerate(structure.questionnaire.response_scales):
        for at, option in enumerate(scale.options):
            if option.points is None and scale.key in users:
                words = {"item": users[scale.key], "value": str(option.value)}
                yield Problem(pointer("response_scales", index, "options", at), "points_missing", words)


def _check_number_points(key: str, rule: NumberRule, path: Path) -> Iterator[Problem]:
    if rule.points is None:
        yield Problem(pointer(*path), "points_missing", {"item": key, "value": str(rule.range)})
    elif isinstance(rule.points, Bins):
        yield from check_bins(rule.points, rule, path)
    elif rule.range.low is None or rule.range.high is None:
        yield Problem(pointer(*path, "range"), "range_unbounded", {"item": key})


def _check_item_conditions(item: Item, path: Path, structure: Structure, asked: set[str]) -> Iterator[Problem]:
    if item.shown_when is not None:
        scope = ConditionScope(structure, items=asked, fields=False, levels=False, flags=None)
        yield from check_condition(item.shown_when, (*path, "shown_when"), scope)
    if item.applies_to is not None:
        scope = ConditionScope(structure, items=frozenset(), fields=False, levels=False, flags=None)
        yield from check_condition(item.applies_to, (*path, "applies_to"), scope)


@dataclass(frozen=True, slots=True)
class _Named:
    """The names that suggestions may mention."""

    types: list[str]
    sources: list[str]
    suggestions: Mapping[str, tuple[str, ...]]
    flags: list[str]


def _check_suggestions(structure: Structure) -> Iterator[Problem]:
    questionnaire = structure.questionnaire
    named = _Named(
        types=[found.key for found in questionnaire.suggestion_types],
        sources=[source.key for source in questionnaire.sources],
        suggestions={found.key: found.depends_on for _, _, found in structure.suggestions()},
        flags=[flag.key for flag in questionnaire.flags],
    )
    cyclic = on_cycles(named.suggestions)
    for path, field, suggestion in structure.suggestions():
        yield from _check_suggestion(suggestion, path, field, structure, named)
        if suggestion.key in cyclic:
            yield Problem(pointer(*path, "depends_on"), "cycle", {"name": suggestion.key})


def _check_suggestion(
    suggestion: Suggestion, path: Path, field: str | None, structure: Structure, named: _Named
) -> Iterator[Problem]:
    if field is None:
        yield Problem(pointer(*path), "missing", {"name": "field"})
    else:
        yield from unknown("field", field, structure.nodes, (*path, "field"))
    if suggestion.field is not None and suggestion.field != field:
        yield Problem(pointer(*path, "field"), "wrong_field", {"name": suggestion.field, "field": field})
    yield from unknown("suggestion_types", suggestion.type, named.types, (*path, "type"))
    for index, name in enumerate(suggestion.sources):
        yield from unknown("sources", name, named.sources, (*path, "sources", index))
    for index, name in enumerate(suggestion.depends_on):
        yield from unknown("suggestion", name, named.suggestions, (*path, "depends_on", index))
    scope = ConditionScope(structure, items=None, fields=True, levels=True, flags=named.flags)
    yield from check_condition(suggestion.when, (*path, "when"), scope)
    if suggestion.applies_to is not None:
        scope = ConditionScope(structure, items=frozenset(), fields=False, levels=False, flags=None)
        yield from check_condition(suggestion.applies_to, (*path, "applies_to"), scope)


def _same(one: object, two: object) -> bool:
    return type(one) is type(two) and one == two
