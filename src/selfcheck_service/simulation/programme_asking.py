"""What a questionnaire asks, as the people of a made-up programme meet it: items by field, and how hard each is."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.scoring import Plan
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.core.scoring.units import possible_units, with_units
from selfcheck_service.simulation.asking import borders_of
from selfcheck_service.simulation.candidates import Candidates, candidates_of
from selfcheck_service.simulation.programme_draws import draw_bell, draw_between

# How far items lie above or below the level of their field, for everybody, in shares of the response scale.
_DIFFICULTY = 0.09
# How much harder to know some items are than others.
_OBSCURITY = (0.5, 1.6)


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One item: the place of its topmost field, what may be said, and how it differs from others.

    `ease` is added to the level of the field; `obscurity` multiplies how often somebody does not know. `falling` tells
    that low points are good here.
    """

    plan: ItemPlan
    theme: int
    said: Candidates
    ease: float
    obscurity: float
    falling: bool
    urgent: bool
    classes: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return the key of the item."""
        return self.plan.key


@dataclass(frozen=True, slots=True)
class Asked:
    """A version as it is asked: the plan for as many units as are made up, the items, and those who are asked.

    `themes` are the keys of the topmost fields that ask something; `classes` those item classes that can make a
    pattern, because some items of most fields have them and others have not. `inside` are the perspectives whose form
    is the first: they know more. All of them are inside where there are no forms.
    """

    plan: Plan
    units: dict[str, int]
    items: tuple[AskedItem, ...]
    themes: tuple[str, ...]
    classes: tuple[str, ...]
    perspectives: tuple[str, ...]
    inside: tuple[str, ...]


def read_asked(plan: Plan, rng: Random) -> Asked:
    """Return what a version asks; which of its items are hard is drawn once, for all municipalities."""
    # People who have a unit of something mostly have the fewest possible, but one.
    units = {key: max(1, found[0]) for key, found in possible_units(plan).items()}
    whole = with_units(plan, tuple(units.values()))
    borders = borders_of(plan.questionnaire)
    urgent = {key for field in _all_fields(plan.questionnaire.fields) if (key := field.urgency) is not None}
    asking = [item for item in whole.items if item.definition.kind.asked and item.path[0] == "fields"]
    # Fields that sort the answers of others anew ask nothing themselves.
    themes = list(dict.fromkeys(_topmost(plan, item) for item in asking))
    falling = {themes.index(field.key) for field in whole.fields if field.key in themes and field.better == "lower"}
    items = tuple(
        AskedItem(
            plan=item,
            theme=(theme := themes.index(_topmost(plan, item))),
            said=_by_value(item, candidates_of(item, borders)) if item.key in urgent else candidates_of(item, borders),
            ease=draw_bell(rng, _DIFFICULTY),
            obscurity=draw_between(rng, *_OBSCURITY),
            falling=theme in falling,
            urgent=item.key in urgent,
            classes=item.definition.classes,
        )
        for item in asking
    )
    perspectives = plan.questionnaire.perspectives
    first = plan.questionnaire.forms[0].key if plan.questionnaire.forms else None
    return Asked(
        plan=whole,
        units=units,
        items=items,
        themes=tuple(themes),
        classes=_telling_classes(items),
        perspectives=tuple(found.key for found in perspectives),
        inside=tuple(found.key for found in perspectives if first is None or found.form in (None, first)),
    )


def _topmost(plan: Plan, item: ItemPlan) -> str:
    return plan.questionnaire.fields[int(item.path[1])].key


def _all_fields(fields: tuple[ThematicField, ...]) -> Iterator[ThematicField]:
    for field in fields:
        yield field
        yield from _all_fields(field.fields)


def _by_value(item: ItemPlan, found: Candidates) -> Candidates:
    """Return the answers to an item that has no points by their value: of urgency, more is more urgent."""
    return Candidates(found.key, tuple(sorted(item.choices)), found.no_answers)


def _telling_classes(items: tuple[AskedItem, ...]) -> tuple[str, ...]:
    scored = [item for item in items if item.plan.scored]
    themes = {item.theme for item in scored}
    counted: dict[str, list[AskedItem]] = {}
    for item in scored:
        for name in item.classes:
            counted.setdefault(name, []).append(item)
    return tuple(
        name
        for name, found in counted.items()
        if 2 * len(found) <= len(scored) and 2 * len({item.theme for item in found}) > len(themes)
    )
