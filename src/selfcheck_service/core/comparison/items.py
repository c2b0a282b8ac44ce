"""What differs between two versions of an item."""

from collections.abc import Iterator
from fractions import Fraction

from selfcheck_service.core.comparison.difference import Difference
from selfcheck_service.core.comparison.keyed import (
    ASSUMED,
    BY_RULE,
    HARMLESS,
    WORDS,
    Change,
    compare_keyed,
    differences,
)
from selfcheck_service.core.comparison.meaning import ItemMeaning, Meaning
from selfcheck_service.core.comparison.plain import Plain
from selfcheck_service.core.comparison.wording import UNIT, Words, are_reworded
from selfcheck_service.core.definition import exact_to_json, pointer

_KINDS = {"shown_when": "shown_otherwise", "applies_to": "shown_otherwise", "type": "type_changed"}


def compare_items(old: Meaning, new: Meaning) -> Iterator[Difference]:
    """Yield every difference between the items."""
    known = frozenset({None, *(old.perspectives.keys() & new.perspectives.keys())})

    def compare(before: ItemMeaning, after: ItemMeaning) -> Iterator[Change]:
        yield from _compare_asking(before, after, known)
        yield from (change for _, change in compare_keyed("option", before.options, after.options, show=show_option))
        yield from _compare_rest(before, after)
        yield from _compare_words(before, after)

    return differences("item", old.items, new.items, compare, place=lambda item: pointer(*item.path), about="item")


def show_option(value: int | str, rest: Plain) -> Plain:
    """Return what is shown of an option: its value, with what else it says."""
    return {"value": value} | rest if rest else value


def _compare_asking(old: ItemMeaning, new: ItemMeaning, known: frozenset[str | None]) -> Iterator[Change]:
    """Compare where an item stands, who is asked and who may decline. `known` are perspectives of both versions."""
    if old.field != new.field:
        yield Change("item_moved", HARMLESS, old.field, new.field)
    if old.asked & known != new.asked & known:
        yield Change("asked_of_others", ASSUMED, _names(old.asked), _names(new.asked))
    for state in sorted(old.no_answers - new.no_answers):
        yield Change("no_answer_removed", BY_RULE, state)
    for state in sorted(new.no_answers - old.no_answers):
        yield Change("no_answer_added", HARMLESS, None, state)


def _names(perspectives: frozenset[str | None]) -> list[str]:
    return sorted(key for key in perspectives if key is not None)


def _compare_rest(old: ItemMeaning, new: ItemMeaning) -> Iterator[Change]:
    if old.span != new.span:
        yield Change("points_span_changed", ASSUMED, _span(old.span), _span(new.span))
    for name in sorted(old.rest.keys() | new.rest.keys()):
        before, after = old.rest.get(name), new.rest.get(name)
        if before != after:
            yield Change(_KINDS.get(name, "item_changed"), ASSUMED, {name: before}, {name: after})
    if old.block != new.block:
        kind, verdict = ("accepts_more", HARMLESS) if new.block.accepts_all_of(old.block) else ("item_changed", ASSUMED)
        yield Change(kind, verdict, old.block.plain, new.block.plain)


def _span(span: tuple[Fraction, Fraction] | None) -> Plain:
    return None if span is None else [exact_to_json(end) for end in span]


def _compare_words(old: ItemMeaning, new: ItemMeaning) -> Iterator[Change]:
    yield from compare_units("unit_reworded", old.words, new.words)
    if are_reworded(*({path: one.words[path] for path in one.words if path[-1] != UNIT} for one in (old, new))):
        yield Change("item_reworded", WORDS)


def compare_units(kind: str, old: Words, new: Words) -> Iterator[Change]:
    """Compare what the unit of a number is called: no number changes with it, but what it says does."""
    units = [{path: text for path, text in words.items() if path[-1] == UNIT} for words in (old, new)]
    if are_reworded(*units):
        before, after = (next(iter(found.values()), None) for found in units)
        yield Change(kind, HARMLESS, before, after)
