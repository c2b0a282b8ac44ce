"""What a part of a definition asks for: the items, fields and attributes that decide, and where it draws lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from pydantic import BaseModel

from selfcheck_service.core.definition import Questionnaire, Structure
from selfcheck_service.core.definition.answer_rules import Bin
from selfcheck_service.core.definition.conditions import (
    FieldCondition,
    FlagCondition,
    ItemCondition,
    ProfileCondition,
    Selection,
    Test,
)
from selfcheck_service.core.definition.exact import Interval
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.tree import Name, Number, nodes_of
from selfcheck_service.core.definition.model import Level
from selfcheck_service.core.definition.tables import LookupTable
from selfcheck_service.core.scoring.plan import FieldPlan, Plan

_KINDS = ("item", "field", "profile", "flag")


@dataclass(slots=True)
class Asked:
    """The keys of what is asked for, each once, in the order in which it was met."""

    items: dict[str, None] = field(default_factory=dict)
    fields: dict[str, None] = field(default_factory=dict)
    profile: dict[str, None] = field(default_factory=dict)
    flags: dict[str, None] = field(default_factory=dict)

    def named(self, kind: str) -> dict[str, None]:
        """Return the keys of one kind, called as conditions and expressions call it."""
        kinds = {"item": self.items, "field": self.fields, "profile": self.profile, "flag": self.flags}
        return kinds[kind]


def things_asked(parts: tuple[object, ...], structure: Structure) -> Asked:
    """Return what decides about some parts of a definition; what follows from other answers stands for these."""
    asked = Asked()
    flags = {flag.key: flag for flag in structure.questionnaire.flags}
    waiting = list(parts)
    while waiting:
        known = len(asked.items), len(asked.flags)
        for part in _parts_of(waiting.pop()):
            _note(part, asked, structure)
        waiting += [flags[key].when for key in list(asked.flags)[known[1] :] if key in flags]
        found = [structure.items[key] for key in list(asked.items)[known[0] :] if key in structure.items]
        # Items that nobody is asked for, and items that are not always shown, hang on others.
        waiting += [one.rule for one in found if not one.kind.asked]
        waiting += [condition for one in found for condition in (one.shown_when, one.applies_to)]
    return asked


def items_below(field: FieldPlan, plan: Plan) -> Sequence[str]:
    """Return the items on which the score of a field rests, also those from which others follow."""
    found = dict.fromkeys(plan.items[index].key for index in field.coverage_items)
    items = (plan.structure.items[key] for key in found)
    late = (part for item in items for part in (item.rule, item.points))
    named = things_asked((*late, field.scoring.formula, field.scoring.transform), plan.structure).items
    return tuple(found | named)


def _note(part: object, asked: Asked, structure: Structure) -> None:
    match part:
        case ItemCondition() | FieldCondition() | FlagCondition() | ProfileCondition():
            kind, key = next((kind, getattr(part, kind)) for kind in _KINDS if hasattr(part, kind))
            asked.named(kind)[key] = None
        case Selection():
            asked.items.update(dict.fromkeys(item.key for item in structure.selected(part)))
        case ExpressionText(tree=tree):
            for node, _ in nodes_of(tree):
                if isinstance(node, Name):
                    _note_name(node.parts, asked, structure)
        case _:
            pass


def _note_name(parts: tuple[str, ...], asked: Asked, structure: Structure) -> None:
    if parts[0] == "all":
        # What a group comes to is asked of each of its people.
        parts = parts[1:]
    first, key = parts[0], ".".join(parts[1:2])
    if first in _KINDS:
        asked.named(first)[key] = None
    elif first == "class":
        selection = Selection.model_construct(item_class=key)
        asked.items.update(dict.fromkeys(item.key for item in structure.selected(selection)))
    elif first in structure.items:
        asked.items[first] = None
    else:
        # Pairs of a pairwise item, and copies in units, begin with the key of what they belong to.
        asked.items.update(dict.fromkeys(item for item in structure.items if item.startswith(f"{first}.")))


def borders_of(questionnaire: Questionnaire) -> tuple[Fraction, ...]:
    """Return the numbers at which a questionnaire draws a line, rising: in tests, bins, levels, tables, expressions."""
    return tuple(sorted({number for part in _parts_of(questionnaire) for number in _borders_in(part)}))


def _borders_in(part: object) -> Iterator[Fraction]:
    match part:
        case Test():
            yield from (found for _, found in part if isinstance(found, Fraction))
        case Bin(range=found) | Level(range=Interval() as found):
            yield from _ends(found)
        case LookupTable():
            rows = part.reading[0].rows if part.reading[0] is not None else ()
            cells = (cell for row in rows for cell in row.cells if isinstance(cell, Interval))
            yield from (end for cell in cells for end in _ends(cell))
        case ExpressionText(tree=tree):
            yield from (node.value for node, _ in nodes_of(tree) if isinstance(node, Number))
        case _:
            pass


def _ends(interval: Interval) -> Iterator[Fraction]:
    return (end for end in (interval.low, interval.high) if end is not None)


def _parts_of(part: object) -> Iterator[object]:
    """Yield a part of a definition and everything in it."""
    waiting = [part]
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, BaseModel):
            waiting += [getattr(found, name) for name in type(found).model_fields]
        elif isinstance(found, tuple):
            waiting += found
        elif isinstance(found, dict):
            waiting += found.values()
