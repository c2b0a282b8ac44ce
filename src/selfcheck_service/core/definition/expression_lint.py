"""What may go wrong with an expression that is well formed: a division by zero, no value, a number that grows."""

from collections.abc import Iterable, Iterator

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    NotCondition,
    ValueCondition,
)
from selfcheck_service.core.definition.expressions.bound import Bound, references_in
from selfcheck_service.core.definition.expressions.enclosing import GROWS
from selfcheck_service.core.definition.expressions.printing import print_part
from selfcheck_service.core.definition.expressions.source import Source
from selfcheck_service.core.definition.item_expressions import bind_value
from selfcheck_service.core.definition.named_spans import NamedSpans, bind_in_condition
from selfcheck_service.core.definition.problems import Problem, Severity, pointer
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.structure import Path, Structure


def check_conditions(conditions: Iterable[tuple[Path, Condition | None]], structure: Structure) -> Iterator[Problem]:
    """Yield what may go wrong with the expressions in conditions, each of which comes with its path."""
    spans = NamedSpans(structure, ScoreSpans(structure))
    for path, condition in conditions:
        for at, source in _expressions_in(condition, path):
            yield from check_bound(bind_in_condition(source, structure), at, spans)


def check_items(structure: Structure) -> Iterator[Problem]:
    """Yield what may go wrong with the expressions of items."""
    spans = NamedSpans(structure, ScoreSpans(structure))
    for key, item in structure.items.items():
        bound, _ = bind_value(item, (), structure)
        if bound is not None:
            yield from check_bound(bound, (*structure.item_paths[key], "computed", "value"), spans)


def check_bound(bound: Bound, path: Path, spans: NamedSpans) -> Iterator[Problem]:
    """Yield what may go wrong with one expression."""
    for finding in spans.enclose(bound)[1]:
        severity: Severity = "warning" if finding.code == GROWS else "error"
        words = {"part": print_part(finding.part), "at": finding.part.at}
        yield Problem(pointer(*path), finding.code, words, severity)
    if all(found.role == "constant" for found in references_in(bound)):
        yield Problem(pointer(*path), "never_changes", {"part": print_part(bound.tree), "at": 0}, "warning")


def _expressions_in(condition: Condition | None, path: Path) -> Iterator[tuple[Path, Source]]:
    """Yield the expressions in a condition, each with its path."""
    match condition:
        case AllCondition(all_of=parts):
            for index, part in enumerate(parts):
                yield from _expressions_in(part, (*path, "all", index))
        case AnyCondition(any_of=parts):
            for index, part in enumerate(parts):
                yield from _expressions_in(part, (*path, "any", index))
        case NotCondition(negated=part):
            yield from _expressions_in(part, (*path, "not"))
        case ValueCondition(value=source):
            yield (*path, "value"), source
        case _:
            return
