"""Which items stand on a printed form, and under which number: the same for whoever prints and whoever types in."""

from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.scoring.plan import Plan


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form asks. `numbers` has the number of each item by its key: 1, 2, 3 … in the order of the document."""

    plan: Plan
    form: str | None
    numbers: Mapping[str, int]


def sheet_of(plan: Plan, form: str | None, *, free_texts: bool = True) -> Sheet:
    """Return what a form asks; None asks everything. Without `free_texts` it asks for no text.

    A field that is repeated stands there as often as the plan has units of it.
    """
    asked = [
        item.key
        for item in plan.items
        if item.definition.kind.asked
        and (form is None or form in item.forms)
        and (free_texts or item.definition.kind.value != "text")
    ]
    return Sheet(plan, form, {key: number for number, key in enumerate(asked, start=1)})


def key_of_number(sheet: Sheet) -> Mapping[str, str]:
    """Return the keys of items by their numbers as people write them: `12`."""
    return {str(number): key for key, number in sheet.numbers.items()}


def prompt_of(item: Item, form: str | None) -> LocalisedText:
    """Return how a form asks an item."""
    asked = item.forms.get(form) if form else None
    return (asked.prompt if asked else None) or item.name


def help_of(item: Item, form: str | None) -> LocalisedText | None:
    """Return the help that people read with a form: that of an item speaks to those whom its own prompt asks."""
    asked = item.forms.get(form) if form else None
    return None if asked is not None and asked.prompt is not None else item.help
