"""What may go wrong with a score: some answers leave it undefined, or all do."""

from collections.abc import Iterator, Mapping

from selfcheck_service.core.definition.cycles import postorder
from selfcheck_service.core.definition.entries import entered_fields, entries_of
from selfcheck_service.core.definition.expressions.enclose_numbers import GROWS
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.methods import method_of
from selfcheck_service.core.definition.problems import Problem, Severity, pointer
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.structure import Node, Structure


def check_scores(spans: ScoreSpans) -> Iterator[Problem]:
    """Yield the fields whose score some answers leave undefined, and those that nobody ever has a score of."""
    structure = spans.structure
    scored = [node for node in structure.nodes.values() if structure.is_scorable(node)]
    entered = {node.key: entered_fields(node, structure) for node in scored}
    for node in scored:
        path = (*node.path, "scoring")
        method = method_of(structure.rule_of(node).scoring.method)
        entries = spans.of_entries(node)
        code = method.doubt(entries) if entries else None
        if code is not None:
            severity: Severity = "warning" if code == GROWS else "error"
            yield Problem(pointer(*path), code, {"part": node.key}, severity)
        if _asks_too_much(node, structure, entered) or _weighs_nothing(node, spans):
            yield Problem(pointer(*path), "never_computed", {"name": node.key})


def _asks_too_much(node: Node, structure: Structure, entered: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether more answers are asked for than there are items at or below the entries of a field."""
    coverage = structure.rule_of(node).scoring.coverage
    if coverage is None or not coverage.minimum_answered:
        return False
    below = [structure.nodes[key] for key in postorder(node.key, entered, set())]
    items = {thing.key for found in below for thing, _ in entries_of(found, structure) if isinstance(thing, Item)}
    return len(items) < coverage.minimum_answered


def _weighs_nothing(node: Node, spans: ScoreSpans) -> bool:
    """Tell whether the weights, or the largest points, by which a method divides are 0 whatever is answered."""
    scoring, entries = spans.structure.rule_of(node).scoring, spans.of_entries(node)
    method = method_of(scoring.method)
    if scoring.formula is not None or entries is None or not method.by_shares:
        return False
    return not any(entry.largest or not method.base_in_points for entry in entries)
