"""Whether the scoring of a field says enough, and says what can be carried out."""

from collections.abc import Iterator

from selfcheck_service.core.definition.condition_check import (
    check_condition,
    levels_of,
)
from selfcheck_service.core.definition.entries import (
    FORMULA,
    entries_of,
    expression_scope_of,
    path_in_scoring,
    scoring_expressions,
)
from selfcheck_service.core.definition.entry_states import states_of_entries
from selfcheck_service.core.definition.expressions.binding import check_expression
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.methods import method_of
from selfcheck_service.core.definition.model import Scored
from selfcheck_service.core.definition.problems import Path, Problem, pointer, twice, unknown
from selfcheck_service.core.definition.scope import Scope
from selfcheck_service.core.definition.scoring_rules import FieldEntry, ItemEntry, Scoring
from selfcheck_service.core.definition.structure import Node, ScoringRule, Structure
from selfcheck_service.core.definition.values import OVERALL


def check_node(node: Node, structure: Structure) -> Iterator[Problem]:
    """Yield what is wrong with the scoring, the levels and the gates of a field."""
    yield from _check_level_sets(node, structure)
    if not structure.is_scorable(node):
        yield from _check_unscored(node)
        return
    yield from _check_scoring(node, structure)
    yield from _check_level_names(node, structure)
    yield from _check_cases(node, structure)
    scope = Scope(structure, fields=True)
    own = node.definition.scoring
    if own is not None and own.requires is not None:
        yield from check_condition(own.requires, (*node.path, "scoring", "requires"), scope)
    for index, gate in enumerate(node.definition.gates):
        yield from check_condition(gate.requires, (*node.path, "gates", index, "requires"), scope)


def _check_level_sets(node: Node, structure: Structure) -> Iterator[Problem]:
    """Whatever set is chosen, its levels must be the same: texts, gates and conditions name them."""
    levels, path = node.definition.levels, (*node.path, "levels")
    if isinstance(levels, str):
        if levels != "none":
            yield from unknown("level_sets", levels, structure.level_sets, path)
        return
    if levels is None:
        return
    first: list[str] | None = None
    unscored = frozenset(item.key for item in structure.items.values() if not item.is_scored)
    scope = Scope(structure, items=unscored)
    for index, case in enumerate(levels):
        yield from unknown("level_sets", case.set, structure.level_sets, (*path, index, "set"))
        if case.when is not None:
            yield from check_condition(case.when, (*path, index, "when"), scope)
        if case.set in structure.level_sets:
            keys = [level.key for level in structure.level_sets[case.set].levels]
            first = first or keys
            if keys != first:
                words = {"name": case.set, "levels": ", ".join(first)}
                yield Problem(pointer(*path, index, "set"), "levels_differ", words)


def _check_level_names(node: Node, structure: Structure) -> Iterator[Problem]:
    known = levels_of(node, structure)
    if known is None:
        return
    for member in ("level_texts", "next_texts"):
        for level in getattr(node.definition, member):
            yield from unknown("level", level, known, (*node.path, member, level))
    for index, gate in enumerate(node.definition.gates):
        yield from unknown("level", gate.level, known, (*node.path, "gates", index, "level"))


def _check_cases(node: Node, structure: Structure) -> Iterator[Problem]:
    """Cases decide about levels that no range decides about."""
    known = levels_of(node, structure)
    scope = Scope(structure, fields=True, levels=True)
    sets = [structure.level_sets.get(choice.set) for choice in structure.level_sets_of(node)]
    by_score = any(found is not None and not found.has_no_ranges for found in sets)
    if node.definition.classify and by_score:
        yield Problem(pointer(*node.path, "classify"), "cases_and_ranges", {"name": node.key})
    if method_of(structure.rule_of(node).scoring.method).levels_only and (by_score or not sets):
        yield Problem(pointer(*node.path), "levels_need_score", {"name": node.key})
    for index, case in enumerate(node.definition.classify):
        path: Path = (*node.path, "classify", index)
        if known is not None:
            yield from unknown("level", case.level, known, (*path, "level"))
        if case.when is not None:
            yield from check_condition(case.when, (*path, "when"), scope)


def _check_unscored(node: Node) -> Iterator[Problem]:
    """A field without anything to score must not pretend to have a score."""
    definition: Scored = node.definition
    for member in ("scoring", "gates", "level_texts", "next_texts", "border_text", "classify"):
        if getattr(definition, member):
            yield Problem(pointer(*node.path, member), "nothing_to_score", {"name": node.key})


def _check_scoring(node: Node, structure: Structure) -> Iterator[Problem]:
    rule = structure.rule_of(node)
    at = (*node.path, "scoring") if node.definition.scoring is not None else node.path
    if rule.entry_set is None:
        yield Problem(pointer(*at), "entries_not_said", {"name": node.key})
    for member in _unsaid(rule, states_of_entries(node, structure)):
        yield Problem(pointer(*at), "scoring_incomplete", {"name": node.key, "member": member})
    yield from _check_ranges(node, structure, at)
    yield from _check_entries(node, structure)
    yield from _check_expressions(node, structure)


def _unsaid(rule: ScoringRule, states: tuple[str, ...]) -> Iterator[str]:
    """Yield the members that neither the field nor its default says."""
    scoring = rule.scoring
    if scoring.method is None and scoring.formula is None:
        yield "method"
    if scoring.scale is None and not method_of(scoring.method).levels_only:
        yield "scale"
    if scoring.no_answer is None and states:
        yield "no_answer"
    elif scoring.no_answer is not None:
        said = scoring.no_answer
        yield from (f"no_answer.{state}" for state in states if getattr(said, state) is None)
    if scoring.rounding is not None:
        rounding = scoring.rounding
        yield from (f"rounding.{member}" for member in ("digits", "mode", "stage") if getattr(rounding, member) is None)


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


def check_inherited_ranges(structure: Structure) -> Iterator[Problem]:
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
    yield from twice("entry", ((_entry_name(entry), (*path, index)) for index, entry in enumerate(own.of)))


def _check_expressions(node: Node, structure: Structure) -> Iterator[Problem]:
    """Whatever a formula or a transformation names must be there; a formula without entries is a mere number."""
    for place, source in scoring_expressions(node, structure):
        path = path_in_scoring(node, structure, place)
        faults = tuple(check_expression(source, path, expression_scope_of(node, structure, place), Kind.NUMBER))
        yield from faults
        own = node.definition.scoring
        # What `of` lists is looked at on its own, and may lead nowhere.
        listed = own is not None and isinstance(own.of, tuple)
        if place == FORMULA and not faults and not listed and not any(entries_of(node, structure)):
            yield Problem(pointer(*path), "nothing_to_score", {"name": node.key})
        if place[0] == "of" and structure.rule_of(node).scoring.formula is not None:
            yield Problem(pointer(*path), "exactly_one_of", {"allowed": "formula, weight", "count": 2})


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
