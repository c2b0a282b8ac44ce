"""What differs between two versions of an item."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from selfcheck_service.core.comparison.difference import Bump, Difference, Proof, place_of
from selfcheck_service.core.comparison.meaning import ItemMeaning, Meaning
from selfcheck_service.core.comparison.plain import Plain
from selfcheck_service.core.comparison.wording import are_reworded
from selfcheck_service.core.definition import exact_to_json
from selfcheck_service.core.definition.exact import Interval, parse_interval

# kind, bump, proof, before, after
_Found = tuple[str, Bump, Proof, Plain, Plain]


def compare_items(old: Meaning, new: Meaning) -> Iterator[Difference]:
    """Yield every difference between the items, those that went first, then in the order of the new document."""
    known = frozenset({None, *(old.perspectives & new.perspectives)})
    for key, item in old.items.items():
        if key not in new.items:
            yield Difference("item_removed", "major", key, "rule", place_of(item.path))
    for key, item in new.items.items():
        if key in old.items:
            yield from _compare(key, old.items[key], item, known)
        else:
            yield Difference("item_added", "minor", key, "equal", None, place_of(item.path))
    yield from _compare_order(old, new)


def _compare_order(old: Meaning, new: Meaning) -> Iterator[Difference]:
    both = [key for key in old.items if key in new.items]
    after = [key for key in new.items if key in old.items]
    if both != after:
        yield Difference("items_reordered", "minor", "items", "equal", before=both, after=after)


def _compare(key: str, old: ItemMeaning, new: ItemMeaning, known: frozenset[str | None]) -> Iterator[Difference]:
    places = place_of(old.path), place_of(new.path)
    found = [
        *_compare_asking(old, new, known),
        *_compare_options(old.options, new.options),
        *_compare_rest(old, new),
    ]
    before, after = (next((text for path, text in one.words.items() if path[-1] == "unit"), None) for one in (old, new))
    if are_reworded({} if before is None else {("unit",): before}, {} if after is None else {("unit",): after}):
        # No number changes; what it says does.
        found.append(("unit_reworded", "minor", "equal", before, after))
    if are_reworded(*({path: one.words[path] for path in one.words if path[-1] != "unit"} for one in (old, new))):
        found.append(("item_reworded", "patch", "equal", None, None))
    for kind, bump, proof, before, after in found:
        yield Difference(kind, bump, key, proof, *places, before, after)


def _compare_asking(old: ItemMeaning, new: ItemMeaning, known: frozenset[str | None]) -> Iterator[_Found]:
    """Compare where an item stands, who is asked and who may decline. `known` are perspectives of both versions."""
    if old.field != new.field:
        yield "item_moved", "minor", "equal", old.field, new.field
    if old.asked & known != new.asked & known:
        yield "asked_of_others", "major", "assumed", _names(old.asked), _names(new.asked)
    for state in sorted(old.no_answers - new.no_answers):
        yield "no_answer_removed", "major", "rule", state, None
    for state in sorted(new.no_answers - old.no_answers):
        yield "no_answer_added", "minor", "equal", None, state


def _compare_rest(old: ItemMeaning, new: ItemMeaning) -> Iterator[_Found]:
    if old.span != new.span:
        yield "points_span_changed", "major", "assumed", _span(old.span), _span(new.span)
    alike = old.rest.get("type") == new.rest.get("type")
    for name in sorted(old.rest.keys() | new.rest.keys()):
        before, after = old.rest.get(name), new.rest.get(name)
        if before == after:
            continue
        if alike and name in _WIDER and _WIDER[name](before, after):
            yield "accepts_more", "minor", "equal", before, after
        else:
            yield _KINDS.get(name, "item_changed"), "major", "assumed", {name: before}, {name: after}


_KINDS = {"shown_when": "shown_otherwise", "applies_to": "shown_otherwise", "type": "type_changed"}


def _names(perspectives: frozenset[str | None]) -> list[str]:
    return sorted(key for key in perspectives if key is not None)


def _span(span: tuple[Fraction, Fraction] | None) -> Plain:
    return None if span is None else [exact_to_json(end) for end in span]


def _compare_options(old: Mapping[int | str, Plain], new: Mapping[int | str, Plain]) -> Iterator[_Found]:
    for value in old:
        if value not in new:
            yield "option_removed", "major", "rule", value, None
        elif old[value] != new[value]:
            yield "option_changed", "major", "assumed", {"value": value} | old[value], {"value": value} | new[value]
    for value in new:
        if value not in old:
            yield "option_added", "minor", "equal", None, {"value": value} | new[value]
    both, after = [value for value in old if value in new], [value for value in new if value in old]
    if both != after:
        yield "options_reordered", "minor", "equal", both, after


# ------------------------------------------------------------------------------- blocks of a type that only accept more


def _wider_number(old: Plain, new: Plain) -> bool:
    """Tell whether every number accepted before is accepted, with the same points."""
    if _others(old, new, {"range", "integer", "points"}):
        return False
    before, after = parse_interval(old["range"]), parse_interval(new["range"])
    whole = bool(new.get("integer")) and not old.get("integer")
    return (
        not whole and before.intersect(after) == before and _same_points(old.get("points"), new.get("points"), before)
    )


def accepts_more_numbers(old: Plain, new: Plain) -> bool:
    """Tell whether two versions of an attribute differ in nothing but numbers that are accepted in addition."""
    return (
        not _others(old, new, {"number"})
        and "number" in old
        and "number" in new
        and _wider_number(old["number"], new["number"])
    )


def _same_points(old: Plain, new: Plain, accepted: Interval) -> bool:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return bool(old == new)
    if _others(old, new, {"bins"}):
        return False
    return all(
        part.empty
        or any(
            part.intersect(parse_interval(other["range"])) == part and other["points"] == one["points"]
            for other in new["bins"]
        )
        for one in old["bins"]
        for part in [parse_interval(one["range"]).intersect(accepted)]
    )


def _wider_selection(old: Plain, new: Plain) -> bool:
    if _others(old, new, {"points_from", "minimum_selected", "maximum_selected"}):
        return False
    same = old.get("points_from", "sum") == new.get("points_from", "sum")
    fewer = new.get("minimum_selected", 0) <= old.get("minimum_selected", 0)
    most = new.get("maximum_selected")
    return same and fewer and (most is None or most >= old.get("maximum_selected", most + 1))


def _wider_text(old: Plain, new: Plain) -> bool:
    before, after = old, new
    if _others(before, after, {"maximum_length"}):
        return False
    return bool(after.get("maximum_length", 2000) >= before.get("maximum_length", 2000))


def _others(old: Plain, new: Plain, known: set[str]) -> bool:
    """Tell whether members differ of which nothing is known here."""
    return {name: value for name, value in old.items() if name not in known} != {
        name: value for name, value in new.items() if name not in known
    }


_WIDER = {
    "number": _wider_number,
    "time": _wider_number,
    "duration": _wider_number,
    "multiple_choice": _wider_selection,
    "text": _wider_text,
}
