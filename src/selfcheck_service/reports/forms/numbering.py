"""Which items stand on a printed form, and under which number: the same for whoever prints and whoever types in."""

from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.texts import LocalisedText
from selfcheck_service.core.scoring.foreseen import OpenTest, OpenTests, foreseen
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.run import Profile
from selfcheck_service.core.scoring.units import possible_units

# Of a field that is repeated a form has room for so many units, where the questionnaire allows as many.
_ROOM = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form asks.

    `numbers` has the number of each item by its key: 1, 2, 3 … in the order of the document. `open_tests` says for some
    of these keys which answers decide whether the item is asked.
    """

    plan: Plan
    form: str | None
    numbers: Mapping[str, int]
    open_tests: Mapping[str, OpenTest | OpenTests]


def room_on_paper(plan: Plan) -> tuple[int, ...]:
    """Return for how many units of each field that is repeated a form has room: no fewer than there must be."""
    return tuple(min(found[-1], max(found[0], _ROOM)) for found in possible_units(plan).values())


def sheet_of(plan: Plan, form: str | None, *, free_texts: bool = True, profile: Profile | None = None) -> Sheet:
    """Return what a form asks; None asks everything. Without `free_texts` it asks for no text.

    `profile` is what the municipality is; what it rules out is not on the form. None is for a form that belongs to no
    municipality. A field that is repeated stands there as often as the plan has units of it.
    """
    silent = [] if free_texts else [item.key for item in plan.items if item.definition.kind.value == "text"]
    found = foreseen(plan, form, profile, silent=silent)
    asked = [key for key, when in found.items() if when is not False and key not in silent]
    return Sheet(
        plan,
        form,
        {key: number for number, key in enumerate(asked, start=1)},
        {key: when for key, when in found.items() if not isinstance(when, bool)},
    )


def key_of_number(sheet: Sheet) -> Mapping[str, str]:
    """Return the keys of items by their numbers as people write them: `12`."""
    return {str(number): key for key, number in sheet.numbers.items()}


@dataclass(frozen=True, slots=True)
class PlaceInUnit:
    """Where an item is answered that each unit is asked: the key of the field, the unit from 0, the author's key.

    `fewest` is how many units there must be. Of the pairs of one item each `is_pair`, and `item` is its own key.
    """

    field: str
    unit: int
    item: str
    fewest: int
    is_pair: bool


def places_in_units(plan: Plan) -> Mapping[str, PlaceInUnit]:
    """Return where the items of units are answered, by their keys."""
    structure, fewest = plan.structure, {key: found[0] for key, found in possible_units(plan).items()}
    units = {unit: (field, at) for field in fewest for at, unit in enumerate(structure.nodes[field].children)}
    authors = {new: old for each in structure.units.values() for names in each for old, new in names.items()}
    return {
        key: PlaceInUnit(*units[unit], authors.get(key, key), fewest[units[unit][0]], key not in authors)
        for key, unit in structure.item_units.items()
    }


def prompt_of(item: Item, form: str | None) -> LocalisedText:
    """Return how a form asks an item."""
    asked = item.forms.get(form) if form else None
    return (asked.prompt if asked else None) or item.name


def help_of(item: Item, form: str | None) -> LocalisedText | None:
    """Return the help that people read with a form: that of an item speaks to those whom its own prompt asks."""
    asked = item.forms.get(form) if form else None
    return None if asked is not None and asked.prompt is not None else item.help
