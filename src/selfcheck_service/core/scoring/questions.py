"""Which items a form of a questionnaire asks."""

from collections.abc import Iterable

from selfcheck_service.core.scoring.plan import ItemPlan, Plan


def items_of_form(plan: Plan, form: str | None, keys: Iterable[str] | None = None) -> list[ItemPlan]:
    """Return the items that a form asks people, in document order; of all or of those with these keys."""
    items = plan.items if keys is None else [plan.items[plan.item_index[key]] for key in keys]
    return [item for item in items if item.definition.kind.asked and (form is None or form in item.forms)]


def questions_of_form(plan: Plan, form: str | None) -> list[ItemPlan]:
    """Return the items of a form without what a field asks beside them: how urgent it is, what the answers rest on."""
    nodes = plan.structure.nodes.values()
    beside = {
        key for node in nodes for name in ("urgency", "evidence") if (key := getattr(node.definition, name, None))
    }
    return [item for item in items_of_form(plan, form) if item.key not in beside]
