"""What a release can be about: which items are shown in which way, and which fields have a value.

All of this follows from the questionnaire, the profile and the perspectives. No answer is looked at, so that what is
left out tells nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.scoring.aggregation import EntryPlan
from selfcheck_service.core.scoring.engine import start_run
from selfcheck_service.core.scoring.plan import Answers, FieldPlan, ItemPlan, Plan
from selfcheck_service.core.scoring.run import Profile
from selfcheck_service.core.scoring.states import HIDDEN
from selfcheck_service.core.scoring.sums import Sums

# Why an item has no cells, whoever answered.
NoCells = Literal["type", "repeated", "conditional"]


@dataclass(frozen=True, slots=True)
class ItemSubject:
    """An item; `options` are its values in the declared order, and after their counts comes that of no answer.

    `points` has what each option is worth, or, of an unscored item whose values are whole numbers, these. `order` has
    the places of the options by their points, where these differ. `asked` are the places of the perspectives that are
    asked it.
    """

    key: str
    field: str
    index: int
    options: tuple[int | str, ...]
    points: tuple[Fraction, ...] | None
    order: tuple[int, ...] | None
    asked: frozenset[int]
    no_cells: NoCells | None

    @property
    def ends(self) -> tuple[Fraction, Fraction] | None:
        """Return the lowest and the highest points; None where there is no scale between them."""
        if self.points is None or min(self.points) == max(self.points):
            return None
        return min(self.points), max(self.points)


@dataclass(frozen=True, slots=True)
class FieldSubject:
    """A scored field. `sums`: its score is a quotient of sums, so that means of items have one, too; None where not.

    `urgency` is the key of the item that asks how urgent it is.
    """

    key: str
    plan: FieldPlan
    sums: Sums | None
    urgency: str | None

    @property
    def all_needed(self) -> bool:
        """Tell whether a score of some entries says nothing of one of all: it is a sum and no mean."""
        return self.sums is not None and self.sums.method.base is None


def score_with(field: FieldPlan, sums: Sums, worth: Sequence[tuple[EntryPlan, Fraction]]) -> Fraction | None:
    """Return the score of a field of these sums in which these items have these points and these fields these scores.

    None where what takes part has no weight.
    """
    top = sum((entry.weight * each * sums.point_denominator for entry, each in worth), Fraction(0))
    base = Fraction(1) if sums.method.base is None else Fraction(sum(entry.base for entry, _ in worth))
    if not base:
        return None
    raw = top * sums.factor[0] / (base * sums.factor[1])
    slope, offset, bottom = field.affine or (1, 0, 1)
    return (slope * raw + offset) / bottom


def subjects_of(plan: Plan, perspectives: Sequence[str], profile: Profile) -> tuple[ItemSubject, ...]:
    """Return all items that people are asked, in document order; `perspectives` are those of the round."""
    hidden = [_hidden_from(plan, name, profile) for name in perspectives]
    return tuple(
        _item_subject(plan, item, frozenset(place for place, items in enumerate(hidden) if item.index not in items))
        for item in plan.items
        if item.definition.kind.asked
    )


def _hidden_from(plan: Plan, perspective: str, profile: Profile) -> frozenset[int]:
    """Return the items that are not asked of a perspective, whatever is answered."""
    _, states, values, points, fragments = zip(*plan.silence, strict=True) if plan.silence else ((),) * 5
    silence = Answers(bytearray(states), list(values), list(points), fragments, profile, perspective or None, plan)
    run = start_run(plan, silence, bounds=False)
    return frozenset(
        item.index for item in plan.items if run.states[item.index] == HIDDEN and item.definition.shown_when is None
    )


def _item_subject(plan: Plan, item: ItemPlan, asked: frozenset[int]) -> ItemSubject:
    definition = item.definition
    options = plan.structure.options_of(definition) if definition.kind.chooses_one else ()
    points = None if definition.points is not None else _points([option.points for option in options])
    if not item.scored and points is None:
        points = _points([Fraction(option.value) if isinstance(option.value, int) else None for option in options])
    order = None
    if points is not None and len(set(points)) == len(points):
        order = tuple(sorted(range(len(points)), key=points.__getitem__))
    return ItemSubject(
        key=item.key,
        field=plan.structure.item_fields[item.key],
        index=item.index,
        options=tuple(option.value for option in options),
        points=points,
        order=order,
        asked=asked,
        no_cells=_no_cells(plan, item),
    )


def _points(found: Sequence[Fraction | None]) -> tuple[Fraction, ...] | None:
    points = tuple(each for each in found if each is not None)
    return points if points and len(points) == len(found) else None


def _no_cells(plan: Plan, item: ItemPlan) -> NoCells | None:
    """Return why an item has no cells.

    Whether a conditional item was asked tells what somebody said to another: with cells of both, "nobody left it out"
    would tell the answer of everybody. How often a repeated one is asked is itself an answer.
    """
    if not item.definition.kind.chooses_one:
        return "type"
    if item.key in plan.structure.item_units:
        return "repeated"
    return "conditional" if item.definition.shown_when is not None else None


def fields_of(plan: Plan) -> tuple[FieldSubject, ...]:
    """Return all scored fields, at their index."""
    return tuple(_field_subject(field) for field in plan.fields)


def _field_subject(field: FieldPlan) -> FieldSubject:
    definition = field.node.definition
    urgency = definition.urgency if isinstance(definition, ThematicField) else None
    found = field.aggregation
    entries: tuple[EntryPlan, ...] = (*found.items, *found.fields)
    weighed = any(entry.weight_by is not None for entry in entries)
    plain = isinstance(found, Sums) and field.transform is None and not weighed
    return FieldSubject(field.key, field, found if plain and isinstance(found, Sums) else None, urgency)
