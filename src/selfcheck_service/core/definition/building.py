"""From a questionnaire to its structure: everything found by its key, and worked out what never changes."""

from dataclasses import replace

from selfcheck_service.core.definition.expansion import Counts, expand, fewest_units, most_units
from selfcheck_service.core.definition.item_expressions import bind_points, late_ends, with_reached_numbers
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.methods import Ends
from selfcheck_service.core.definition.model import Questionnaire
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.structure import Structure, index_of
from selfcheck_service.core.definition.tabulation import has_table, with_table


def build_structure(questionnaire: Questionnaire, units: Counts | None = None) -> Structure:
    """Return the structure of a questionnaire; it never fails, whatever the names in it are worth.

    `units` says how many units each field has that is repeated; where it says nothing, there are as few as possible.
    """
    raw = index_of(questionnaire, expand(questionnaire, units or {}))
    if all(item.points is None and item.computed is None for item in raw.items.values()):
        return raw
    # Items are worked out in document order, so each finds those before it as they have become.
    items: dict[str, Item] = {}
    late: dict[str, Ends] = {}
    growing = replace(raw, items=items, late_points=late)
    spans = NamedSpans(growing, ScoreSpans(growing))
    for key, item in raw.items.items():
        items[key] = with_reached_numbers(item, growing, spans)
        bound, _ = bind_points(items[key], (), growing, items)
        if bound is not None and has_table(items[key], bound):
            items[key] = with_table(items[key], bound, growing)
        elif bound is not None:
            late[key] = late_ends(bound, spans)
    nodes = {
        key: replace(node, items=tuple(items[item.key] if item is raw.items[item.key] else item for item in node.items))
        for key, node in raw.nodes.items()
    }
    return replace(raw, items=items, nodes=nodes, late_points=late)


def extremes_of(questionnaire: Questionnaire) -> tuple[Structure, ...]:
    """Return the structure with as few units as possible, and the one with as many, where these are not the same."""
    fewest, most = fewest_units(questionnaire), most_units(questionnaire)
    return tuple(build_structure(questionnaire, units) for units in ((fewest,) if fewest == most else (fewest, most)))
