"""What may go wrong with an expression that is well formed: a division by zero, no value, a number that grows."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from selfcheck_service.core.definition.conditions import Condition, ValueCondition, walk_tests
from selfcheck_service.core.definition.entries import FORMULA, entries_of, path_in_scoring
from selfcheck_service.core.definition.everybody import enclose_cohort_value
from selfcheck_service.core.definition.exact import exact_to_short
from selfcheck_service.core.definition.expressions.bound import Apply, Bound, Gather, Named, references_in, walk
from selfcheck_service.core.definition.expressions.enclose import Doubt, enclose
from selfcheck_service.core.definition.expressions.enclose_numbers import GROWS
from selfcheck_service.core.definition.expressions.printing import print_part
from selfcheck_service.core.definition.expressions.spans import Enclosure, Span, is_empty, with_null
from selfcheck_service.core.definition.item_expressions import bind_points, bind_value
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.problems import Path, Problem, Severity, pointer
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.structure import Node


def check_conditions(conditions: Iterable[tuple[Path, Condition | None]], names: NamedSpans) -> Iterator[Problem]:
    """Yield what may go wrong with the expressions in conditions, each of which comes with its path."""
    for path, condition in conditions:
        for at, test, _ in walk_tests(condition, path):
            if isinstance(test, ValueCondition):
                yield from _check((*at, "value"), *names.of_condition(test))


def check_items(names: NamedSpans) -> Iterator[Problem]:
    """Yield what may go wrong with the expressions of items."""
    structure = names.structure
    for key, item in structure.items.items():
        path = structure.item_paths[key]
        for bind, place in ((bind_value, ("computed", "value")), (bind_points, ("points",))):
            bound, _ = bind(item, (), structure)
            if bound is not None:
                yield from _check((*path, *place), bound, *names.enclose(bound))


def check_scoring(spans: ScoreSpans) -> Iterator[Problem]:
    """Yield what may go wrong with the expressions in the scoring of fields, those of the defaults once."""
    structure = spans.structure
    found = (
        problem
        for node in structure.nodes.values()
        if structure.is_scorable(node)
        for problem in _check_scoring(node, spans)
    )
    yield from {(one.location, one.code, str(one.parameters)): one for one in found}.values()


def _check_scoring(node: Node, spans: ScoreSpans) -> Iterator[Problem]:
    structure, scoring = spans.structure, spans.structure.rule_of(node).scoring
    expressions = spans.expressions[node.key]
    for place, bound in expressions.items():
        found, findings = spans.enclose(node, place, bound)
        path = path_in_scoring(node, structure, place)
        if place == FORMULA:
            findings = tuple(_beside_emptiness(bound, findings, node, spans))
        yield from _check(path, bound, found, findings)
        if place[0] == "of" and isinstance(found, Span) and found.low < 0:
            words = {"found": exact_to_short(Fraction(found.low)), "range": "[0, inf)"}
            yield Problem(pointer(*path), "out_of_range", words)
    reached = spans.of_field(node.key)
    if expressions and scoring.scale is not None and reached is not None:
        low, high = scoring.scale
        outside = [end for end in reached if not low <= end <= high]
        for end in outside[:1]:
            scale = f"[{exact_to_short(low)}, {exact_to_short(high)}]"
            words = {"name": node.key, "found": exact_to_short(end), "range": scale}
            yield Problem(pointer(*node.path, "scoring"), "score_outside_scale", words, "warning")


def _beside_emptiness(bound: Bound, findings: Iterable[Doubt], node: Node, spans: ScoreSpans) -> Iterator[Doubt]:
    """Leave out what could happen only if no entry took part: then no formula is worked out.

    That is so where a function of many numbers is given all entries that are present, and has a value for any of them.
    """
    names = spans.names_in(node, FORMULA)
    things = (thing for thing, _ in entries_of(node, spans.structure))
    entries = {("score" if isinstance(thing, Node) else "points", thing.key) for thing in things}
    parts = {id(part.tree): part for part in walk(bound)}
    for finding in findings:
        part = parts.get(id(finding.part))
        of_all = isinstance(part, Apply) and part.function.complete and entries <= _present(part.arguments[0])
        if part is None or not of_all or enclose(part, lambda name: with_null(names(name), null=False))[1]:
            yield finding


def _present(given: Bound) -> set[tuple[str, str]]:
    """Return the names in a list that holds what is present of some names, and nothing else."""
    if not isinstance(given, Apply) or not given.function.leaves_out_null:
        return set()
    listed = given.arguments[0]
    parts = listed.parts if isinstance(listed, Gather) else (listed,)
    named = [part.reference for part in parts if isinstance(part, Named)]
    found: set[tuple[str, str]] = {
        (one.role, one.key) for reference in named for one in reference.members or (reference,)
    }
    return found if len(named) == len(parts) else set()


def check_cohort(names: NamedSpans) -> Iterator[Problem]:
    """Yield what may go wrong with the expressions of cohort values."""
    for index, value in enumerate(names.structure.questionnaire.cohort):
        yield from _check(("cohort", index, "value"), *enclose_cohort_value(value, names))


def _check(path: Path, bound: Bound, found: Enclosure, findings: Iterable[Doubt]) -> Iterator[Problem]:
    if is_empty(found):
        # All else follows from it.
        yield Problem(pointer(*path), "never_defined", {"part": print_part(bound.tree), "at": 0})
        return
    for finding in (finding for finding in findings if not finding.passed_over):
        severity: Severity = "warning" if finding.code == GROWS else "error"
        words = {"part": print_part(finding.part), "at": finding.part.at}
        yield Problem(pointer(*path), finding.code, words, severity)
    if all(found.role == "constant" for found in references_in(bound)):
        yield Problem(pointer(*path), "never_changes", {"part": print_part(bound.tree), "at": 0}, "warning")
