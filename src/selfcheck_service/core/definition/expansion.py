"""A questionnaire written out: what stands once in the document and is asked several times becomes ordinary items.

A pairwise item becomes one single choice for each pair of its options, and a field that is repeated per unit gets a
child field for each unit. Nobody else has to know that there are such things: `Structure` tells where they went. Paths
lead to the one place in the document.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations
from math import comb

from selfcheck_service.core.definition.answer_rules import Option, PairwiseRule
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import Questionnaire, ThematicField, Units
from selfcheck_service.core.definition.problems import NAMING, Meant, Path, Problem
from selfcheck_service.core.definition.renaming import Renaming
from selfcheck_service.core.definition.structure import Expansion, Node, Structure, walk_fields
from selfcheck_service.core.definition.texts import Text

# What of a field belongs to it and not to those who ask how it is scored.
_CONTAINED = ("items", "fields", "suggestions", "units")
# What of an item names nothing else.
_NAMELESS = ("key", "classes", "options", "anchors", "forms", "pairwise")
Counts = Mapping[str, int]


def expand(questionnaire: Questionnaire, units: Counts) -> Expansion:
    """Return the fields of a questionnaire written out for so many units of each field that is repeated.

    A field that `units` does not name has as few of them as it may.
    """
    writer = _Writer(units)
    writer.add_fields(questionnaire.fields, ("fields",), None, _AS_WRITTEN)
    return writer.found


def fewest_units(questionnaire: Questionnaire) -> Counts:
    """Return for each field that is repeated how many units it has at least."""
    return {found.key: found.units.minimum for found in _repeated(questionnaire) if found.units is not None}


def most_units(questionnaire: Questionnaire) -> Counts:
    """Return for each field that is repeated how many units it has at most."""
    return {found.key: found.units.maximum for found in _repeated(questionnaire) if found.units is not None}


def _repeated(questionnaire: Questionnaire) -> Iterator[ThematicField]:
    return (found for _, found in walk_fields(questionnaire.fields, ()) if found.units is not None)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a questionnaire is when it has been written out."""

    items: int
    fields: int
    suggestions: int


def size_of(questionnaire: Questionnaire) -> Size:
    """Return the largest size of a questionnaire written out, without doing so: it may be far too large for that."""
    items, fields = _size_of(questionnaire.fields)
    every = (found for _, found in walk_fields(questionnaire.fields, ()))
    suggestions = sum(len(found.suggestions) for found in every) + len(questionnaire.suggestions)
    return Size(items, fields + (questionnaire.overall is not None), suggestions)


def _size_of(fields: tuple[ThematicField, ...]) -> tuple[int, int]:
    items, count = 0, 0
    for found in fields:
        below, nested = _size_of(found.fields)
        below += sum(1 if item.pairwise is None else comb(len(item.pairwise.options), 2) for item in found.items)
        most = 1 if found.units is None else found.units.maximum
        items += below * most
        count += 1 + (nested if found.units is None else (nested + 1) * most)
    return items, count


@dataclass(frozen=True, slots=True)
class _Copy:
    """Which copy of the document's fields is being written: that of a unit, or the one there is outside of units.

    `unit` is the key of the unit's field; `classes` are added to the classes of its items.
    """

    unit: str | None = None
    names: Renaming = field(default_factory=Renaming)

    def item(self, item: Item) -> Item:
        """Return an item with the names of this copy."""
        if self.unit is None:
            return item
        own = {
            "key": self.names.items[item.key],
            "classes": (*item.classes, *(self.names.classes[name] for name in item.classes)),
        }
        return self.names.of_part(item, _NAMELESS).model_copy(update=own)


_AS_WRITTEN = _Copy()


@dataclass(slots=True)
class _Writer:
    units: Counts
    found: Expansion = field(default_factory=Expansion)

    def add_fields(self, fields: tuple[ThematicField, ...], path: Path, parent: str | None, copy: _Copy) -> None:
        """Add fields and those nested in them."""
        for index, definition in enumerate(fields):
            here = (*path, index)
            if definition.units is None or copy.unit is not None:
                self._add_field(definition, here, parent, copy)
            else:
                self._add_repeated(definition, definition.units, here, parent)

    def _add_field(self, definition: ThematicField, path: Path, parent: str | None, copy: _Copy) -> None:
        names = copy.names
        key = names.fields.get(definition.key, definition.key)
        placed = list(self._items(definition.items, (*path, "items"), copy))
        self.found.nodes.append(
            Node(
                key=key,
                path=path,
                definition=definition if copy.unit is None else names.of_part(definition, _CONTAINED),
                parent=parent,
                items=tuple(item for item, _ in placed),
                item_paths=tuple(place for _, place in placed),
                children=tuple(names.fields.get(child.key, child.key) for child in definition.fields),
                weight=definition.weight,
                layout=definition.layout,
            )
        )
        self.add_fields(definition.fields, (*path, "fields"), key, copy)

    def _add_repeated(self, definition: ThematicField, units: Units, path: Path, parent: str | None) -> None:
        key = definition.key
        count = self.units.get(key, units.minimum)
        children = tuple(f"{key}.{number}" for number in range(1, count + 1))
        self.found.nodes.append(Node(key, path, definition, parent, (), (), children, definition.weight))
        copies = [_copy_for(definition, number) for number in range(1, count + 1)]
        self.found.units.setdefault(key, tuple(copy.names.items for copy in copies))
        for number, copy in enumerate(copies, start=1):
            self._add_unit(definition, units, path, number, copy)

    def _add_unit(self, definition: ThematicField, units: Units, path: Path, number: int, copy: _Copy) -> None:
        key, names = f"{definition.key}.{number}", copy.names
        self.found.origins |= {key: definition.key}
        for renamed in (names.items, names.fields, names.classes):
            self.found.origins |= {new: old for old, new in renamed.items()}
        if number > units.minimum:
            self.found.may_be_absent.update((key, *names.items.values(), *names.fields.values()))
        placed = list(self._items(definition.items, (*path, "items"), copy))
        title = Text({language: f"{words} {number}" for language, words in units.title.items()})
        self.found.nodes.append(
            Node(
                key=key,
                path=(*path, "units"),
                definition=names.of_part(units).model_copy(update={"title": title}),
                parent=definition.key,
                items=tuple(item for item, _ in placed),
                item_paths=tuple(place for _, place in placed),
                children=tuple(names.fields[child.key] for child in definition.fields),
                weight=Fraction(1),
                layout=definition.layout,
            )
        )
        self.add_fields(definition.fields, (*path, "fields"), key, copy)

    def _items(self, items: tuple[Item, ...], path: Path, copy: _Copy) -> Iterator[tuple[Item, Path]]:
        for index, definition in enumerate(items):
            here, item = (*path, index), copy.item(definition)
            written = [item] if item.pairwise is None else list(pairs_of(item, item.pairwise))
            if item.pairwise is not None:
                self.found.pairs.setdefault(item.key, _by_option(written, item.pairwise))
                self.found.origins |= {pair.key: definition.key for pair in written}
            if copy.unit is not None:
                self.found.item_units |= {one.key: copy.unit for one in written}
            yield from ((one, here) for one in written)


def _copy_for(definition: ThematicField, number: int) -> _Copy:
    """Return the names of everything in one unit: each followed by the number of the unit."""
    below = [found for _, found in walk_fields(definition.fields, ())]
    items = [item for found in (definition, *below) for item in found.items]
    names = Renaming(
        items={item.key: f"{item.key}.{number}" for item in items},
        fields={found.key: f"{found.key}.{number}" for found in below},
        classes={name: f"{name}.{definition.key}.{number}" for item in items for name in item.classes},
    )
    return _Copy(f"{definition.key}.{number}", names)


def pairs_of(item: Item, rule: PairwiseRule) -> Iterator[Item]:
    """Yield the single choices that a pairwise item stands for, in the order of its options."""
    # An option that stands twice is a fault, which is said elsewhere.
    offered = {option.value: Option.model_construct(value=option.value, title=option.title) for option in rule.options}
    for one, other in combinations(offered.values(), 2):
        members = {
            "key": f"{item.key}.{one.value}.{other.value}",
            "type": item.kind.written_out_as,
            "options": (one, other),
            "no_answers": item.no_answers or (),
            "scored": False,
            "pairwise": None,
        }
        yield item.model_copy(update=members)


def _by_option(written: list[Item], rule: PairwiseRule) -> Mapping[str, tuple[str, ...]]:
    return {
        option.value: tuple(
            pair.key for pair in written if any(each.value == option.value for each in pair.options or ())
        )
        for option in rule.options
    }


_WRITTEN_OUT = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")


def in_authors_words(problems: Iterable[Problem], structure: Structure) -> Iterator[Problem]:
    """Yield problems that name what stands in the document, each once however often that has been written out."""
    if not structure.origins:
        yield from problems
        return
    seen: set[str] = set()
    for problem in problems:
        names = ((name, problem.parameters.get(name)) for name in (*NAMING, "hint"))
        words = {name: _original(value, structure.origins) for name, value in names if isinstance(value, str)}
        found = replace(problem, parameters={**problem.parameters, **words})
        told = repr(replace(found, parameters={**found.parameters, "hint": ""}))
        if told not in seen:
            seen.add(told)
            yield found


def with_hints(problems: Iterable[Problem], structure: Structure) -> Iterator[Problem]:
    """Yield problems with what was probably meant in words; nothing is looked for where they are very many."""
    earlier = 0
    for problem in problems:
        meant = problem.parameters.get("hint")
        if isinstance(meant, Meant):
            words = {"hint": _original(meant.after(earlier), structure.origins)}
            earlier += 1
            yield replace(problem, parameters={**problem.parameters, **words})
        else:
            yield problem


def _original(value: str, origins: Mapping[str, str]) -> str:
    return _WRITTEN_OUT.sub(lambda written: origins.get(written[0], written[0]), value)
