"""What differs between two versions of a field."""

from collections.abc import Iterator

from selfcheck_service.core.comparison.difference import Bump, Difference, Proof, place_of
from selfcheck_service.core.comparison.meaning import FieldMeaning, Meaning, reduced
from selfcheck_service.core.comparison.plain import Plain
from selfcheck_service.core.comparison.wording import are_reworded
from selfcheck_service.core.definition import exact_to_json

# kind, bump, proof, before, after
_Found = tuple[str, Bump, Proof, Plain, Plain]
_KINDS = {"levels": "levels_changed", "classify": "levels_changed", "gates": "gates_changed"}


def compare_fields(old: Meaning, new: Meaning) -> Iterator[Difference]:
    """Yield every difference between the fields, the overall result included."""
    for key, field in old.fields.items():
        if key not in new.fields:
            bump: Bump = "major" if field.scored else "minor"
            yield Difference("field_removed", bump, key, "rule", place_of(field.path))
    for key, field in new.fields.items():
        if key not in old.fields:
            yield Difference("field_added", "minor", key, "equal", None, place_of(field.path))
            continue
        before = old.fields[key]
        places = place_of(before.path), place_of(field.path)
        for kind, bump, proof, was, now in _compare(before, field):
            yield Difference(kind, bump, key, proof, *places, was, now)
    both, after = [key for key in old.fields if key in new.fields], [key for key in new.fields if key in old.fields]
    if both != after:
        yield Difference("fields_reordered", "minor", "fields", "equal", before=both, after=after)


def _compare(old: FieldMeaning, new: FieldMeaning) -> Iterator[_Found]:
    if old.parent != new.parent:
        yield "field_moved", "minor", "equal", old.parent, new.parent
    if old.scored and not new.scored:
        yield "field_unscored", "major", "rule", None, None
    elif new.scored and not old.scored:
        yield "field_scored", "minor", "equal", None, None
    elif old.scored:
        yield from _compare_entries(old, new)
    if old.scored == new.scored:
        yield from _compare_rule(old, new)
    if old.margin != new.margin and old.scored and new.scored:
        yield "border_changed", "minor", "equal", old.margin, new.margin
    if are_reworded(old.words, new.words):
        yield "field_reworded", "patch", "equal", None, None


def _compare_entries(old: FieldMeaning, new: FieldMeaning) -> Iterator[_Found]:
    for (kind, key), weight in old.entries.items():
        if (kind, key) not in new.entries:
            yield "entry_removed", "major", "assumed", {kind: key, "weight": exact_to_json(weight)}, None
    for (kind, key), weight in new.entries.items():
        if (kind, key) not in old.entries:
            yield "entry_added", "major", "assumed", None, {kind: key, "weight": exact_to_json(weight)}
    if old.entries.keys() != new.entries.keys():
        return
    before, after = reduced(old.entries, old.rule.get("method")), reduced(new.entries, new.rule.get("method"))
    for entry in old.entries:
        # Where one weight of a quotient changes, the shares of all do; the others need not be named.
        if before[entry] != after[entry] and old.entries[entry] != new.entries[entry]:
            was, now = exact_to_json(old.entries[entry]), exact_to_json(new.entries[entry])
            kind, key = entry
            yield "weight_changed", "major", "assumed", {kind: key, "weight": was}, {kind: key, "weight": now}


def _compare_rule(old: FieldMeaning, new: FieldMeaning) -> Iterator[_Found]:
    for name in sorted(old.rule.keys() | new.rule.keys()):
        before, after = old.rule.get(name), new.rule.get(name)
        if before == after:
            continue
        if name == "units" and before is not None and after is not None and _has_room_for_more(before, after):
            yield "units_accept_more", "minor", "equal", before["maximum"], after["maximum"]
        else:
            yield _KINDS.get(name, "scoring_changed"), "major", "assumed", {name: before}, {name: after}


def _has_room_for_more(old: Plain, new: Plain) -> bool:
    """Tell whether nothing differs but that there may be more units; those that are not there take no part."""
    return {**old, "maximum": None} == {**new, "maximum": None} and old["maximum"] <= new["maximum"]
