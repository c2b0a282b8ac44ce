"""What differs between two versions of a field."""

from collections.abc import Iterator
from dataclasses import replace
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
from selfcheck_service.core.comparison.meaning import Entry, FieldMeaning, Meaning, reduced
from selfcheck_service.core.comparison.plain import Plain
from selfcheck_service.core.comparison.wording import are_reworded
from selfcheck_service.core.definition import exact_to_json, pointer

_KINDS = {"levels": "levels_changed", "classify": "levels_changed", "gates": "gates_changed"}


def compare_fields(old: Meaning, new: Meaning) -> Iterator[Difference]:
    """Yield every difference between the fields, the overall result included."""
    fields = old.fields, new.fields
    for found in differences("field", *fields, _compare, place=lambda field: pointer(*field.path), about="field"):
        without_score = found.kind == "field_removed" and not old.fields[found.subject].scored
        yield replace(found, bump="minor") if without_score else found


def _compare(old: FieldMeaning, new: FieldMeaning) -> Iterator[Change]:
    if old.parent != new.parent:
        yield Change("field_moved", HARMLESS, old.parent, new.parent)
    if old.scored and not new.scored:
        yield Change("field_unscored", BY_RULE)
    elif new.scored and not old.scored:
        yield Change("field_scored", HARMLESS)
    elif old.scored:
        yield from _compare_entries(old, new)
    if old.scored == new.scored:
        yield from _compare_rule(old, new)
    yield from _compare_beside(old, new)


def _compare_beside(old: FieldMeaning, new: FieldMeaning) -> Iterator[Change]:
    """Yield what differs and changes no number."""
    if old.margin != new.margin and old.scored and new.scored:
        yield Change("border_changed", HARMLESS, old.margin, new.margin)
    if old.told != new.told:
        yield Change("field_told_otherwise", HARMLESS, old.told, new.told)
    if are_reworded(old.words, new.words):
        yield Change("field_reworded", WORDS)


def _compare_entries(old: FieldMeaning, new: FieldMeaning) -> Iterator[Change]:
    if old.entries.keys() != new.entries.keys():
        found = compare_keyed("entry", old.entries, new.entries, lambda _old, _new: (), show_entry)
        yield from (change for _, change in found)
        return
    before, after = reduced(old.entries, old.rule.get("method")), reduced(new.entries, new.rule.get("method"))
    for entry, weight in old.entries.items():
        # Where one weight of a quotient changes, the shares of all do; the others need not be named.
        if before[entry] != after[entry] and weight != new.entries[entry]:
            yield Change("weight_changed", ASSUMED, show_entry(entry, weight), show_entry(entry, new.entries[entry]))


def show_entry(entry: Entry, weight: Fraction) -> Plain:
    """Return what is shown of an entry: which item or field it is, and how much it weighs."""
    kind, key = entry
    return {kind: key, "weight": exact_to_json(weight)}


def _compare_rule(old: FieldMeaning, new: FieldMeaning) -> Iterator[Change]:
    for name in sorted(old.rule.keys() | new.rule.keys()):
        before, after = old.rule.get(name), new.rule.get(name)
        if before == after:
            continue
        if name == "units" and before is not None and after is not None and _has_room_for_more(before, after):
            yield Change("units_accept_more", HARMLESS, before["maximum"], after["maximum"])
        else:
            yield Change(_KINDS.get(name, "scoring_changed"), ASSUMED, {name: before}, {name: after})


def _has_room_for_more(old: Plain, new: Plain) -> bool:
    """Tell whether nothing differs but that there may be more units; those that are not there take no part."""
    return {**old, "maximum": None} == {**new, "maximum": None} and old["maximum"] <= new["maximum"]
