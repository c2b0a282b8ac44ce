"""A questionnaire written out: what stands once in the document and is asked several times becomes ordinary items.

A pairwise item becomes one single choice for each pair of its options. Nobody else has to know that there is such a
thing: `Structure.pairs` tells expressions which items they are. Paths lead to the one place in the document.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

from selfcheck_service.core.definition.answer_rules import Option, PairwiseRule
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import Questionnaire, ThematicField
from selfcheck_service.core.definition.problems import Problem
from selfcheck_service.core.definition.structure import Expansion, Node, Path, Structure, walk_fields


def expand(questionnaire: Questionnaire) -> Expansion:
    """Return the fields of a questionnaire written out."""
    found = Expansion()
    _add_fields(found, questionnaire.fields, ("fields",), None)
    return found


@dataclass(frozen=True, slots=True)
class Size:
    """How large a questionnaire is when it has been written out."""

    items: int
    fields: int
    suggestions: int


def size_of(questionnaire: Questionnaire) -> Size:
    """Return the size of a questionnaire written out, without writing it out: it may be far too large for that."""
    fields = [definition for _, definition in walk_fields(questionnaire.fields, ())]
    items = sum(_items_for(item) for definition in fields for item in definition.items)
    suggestions = sum(len(definition.suggestions) for definition in fields) + len(questionnaire.suggestions)
    return Size(items, len(fields) + (questionnaire.overall is not None), suggestions)


def _items_for(item: Item) -> int:
    return 1 if item.pairwise is None else comb(len(item.pairwise.options), 2)


def _add_fields(found: Expansion, fields: tuple[ThematicField, ...], path: Path, parent: str | None) -> None:
    """Add fields and those nested in them."""
    for index, definition in enumerate(fields):
        here = (*path, index)
        placed = list(_items(found, definition.items, (*here, "items")))
        found.nodes.append(
            Node(
                key=definition.key,
                path=here,
                definition=definition,
                parent=parent,
                items=tuple(item for item, _ in placed),
                item_paths=tuple(place for _, place in placed),
                children=tuple(child.key for child in definition.fields),
                weight=definition.weight,
            )
        )
        _add_fields(found, definition.fields, (*here, "fields"), definition.key)


def _items(found: Expansion, items: tuple[Item, ...], path: Path) -> Iterator[tuple[Item, Path]]:
    for index, item in enumerate(items):
        here = (*path, index)
        if item.pairwise is None:
            yield item, here
        else:
            written = list(pairs_of(item, item.pairwise))
            found.pairs.setdefault(item.key, _by_option(written, item.pairwise))
            found.origins.update((pair.key, item.key) for pair in written)
            yield from ((pair, here) for pair in written)


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
        words = {name: _original(value, structure.origins) for name, value in problem.parameters.items()}
        found = replace(problem, parameters=words)
        if repr(found) not in seen:
            seen.add(repr(found))
            yield found


def _original(value: object, origins: Mapping[str, str]) -> object:
    if not isinstance(value, str):
        return value
    return _WRITTEN_OUT.sub(lambda written: origins.get(written[0], written[0]), value)
