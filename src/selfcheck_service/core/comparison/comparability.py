"""What can be set beside each other: which items and fields of two versions still mean the same."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.comparison.difference import About, Comparability, Continuation, Difference, Trend
from selfcheck_service.core.comparison.meaning import Entry, FieldMeaning, Meaning

_COMPARABLE = frozenset({"same", "reworded"})
_HALF = Fraction(1, 2)
_LEVELS = frozenset({"levels_changed", "gates_changed"})


@dataclass(frozen=True, slots=True)
class MovedKeys:
    """Keys that a bridge moves: they may stand for different things in the two versions, even where both have them."""

    items: Collection[str] = ()
    fields: Collection[str] = ()


def comparability_of_items(
    old: Meaning, new: Meaning, differences: Collection[Difference]
) -> tuple[Comparability, ...]:
    """Return every item of both versions: those of the new one in its order, then those that went."""
    changed, reworded = _subjects("item", differences, old.items.keys() & new.items.keys())
    found = []
    for key in new.items:
        continuation: Continuation = "new"
        if key in old.items:
            continuation = "changed" if key in changed else "reworded" if key in reworded else "same"
        found.append(Comparability(key, continuation, "comparable" if continuation in _COMPARABLE else "broken"))
    return (*found, *(Comparability(key, "removed", "broken") for key in old.items if key not in new.items))


def comparability_of_fields(
    old: Meaning,
    new: Meaning,
    differences: Collection[Difference],
    items: Iterable[Comparability],
    moved: Collection[str] = (),
) -> tuple[Comparability, ...]:
    """Return every scored field of both versions. Its share counts the entries that are comparable, by weight.

    `items` are those whose keys stand for one thing in both versions, and no key in `moved` does so of the fields.
    """
    changed, reworded = _subjects("field", differences, old.fields.keys() & new.fields.keys())
    alike: set[Entry] = {("item", item.key) for item in items if item.trend == "comparable"}
    reworded_items = {("item", item.key) for item in items if item.continuation == "reworded"}
    # Where the rule of scoring changed, the scores are no longer on one measure.
    rescaled = {one.subject for one in differences if one.kind == "scoring_changed"}
    rescored, _ = _subjects("field", [one for one in differences if one.kind not in _LEVELS], old.fields.keys())
    found: dict[str, Comparability] = {}
    for key in _children_first(new):
        before, after = old.fields.get(key), new.fields[key]
        if before is None or not before.scored:
            found[key] = Comparability(key, "new", "broken")
            continue
        share = _share(before, after, alike)
        whole = key not in changed and share == 1
        words = key in reworded or not reworded_items.isdisjoint(after.entries)
        continuation: Continuation = "changed" if not whole else "reworded" if words else "same"
        trend: Trend = "comparable" if whole else "broken"
        if not whole and share >= _HALF and key not in rescaled:
            trend = "partly"
        found[key] = Comparability(key, continuation, trend, share)
        if share == 1 and key not in rescored and key not in moved:
            # Other levels change no score, and scores are what parents are made of.
            alike.add(("field", key))
    gone = [key for key, field in old.fields.items() if field.scored and key not in found]
    shown = [found[key] for key in new.fields if key in found]
    return (*shown, *(Comparability(key, "removed", "broken") for key in gone))


def _subjects(about: About, differences: Collection[Difference], keys: Collection[str]) -> tuple[set[str], set[str]]:
    """Return the keys that changed in what they mean, and those whose words changed."""
    named = [found for found in differences if found.subject in keys and found.about == about]
    # What an old answer says with another unit is not what a new one says, though no number changed.
    changed = {found.subject for found in named if found.bump == "major" or found.kind == "unit_reworded"}
    return changed, {found.subject for found in named if found.kind == f"{about}_reworded"}


def _children_first(meaning: Meaning) -> list[str]:
    """Return the scored fields, each after the fields that enter it."""
    order: list[str] = []
    waiting = [(key, False) for key in reversed(list(meaning.fields))]
    seen: set[str] = set()
    while waiting:
        key, ready = waiting.pop()
        if ready:
            order.append(key)
        elif key not in seen and key in meaning.fields and meaning.fields[key].scored:
            seen.add(key)
            waiting.append((key, True))
            waiting += [(entry, False) for kind, entry in meaning.fields[key].entries if kind == "field"]
    return order


def _share(old: FieldMeaning, new: FieldMeaning, alike: Collection[Entry]) -> Fraction:
    """Return which share of the weight, of either version whichever is less, lies on comparable entries."""
    return min(_part(meaning, alike) for meaning in (old, new))


def _part(field: FieldMeaning, alike: Collection[Entry]) -> Fraction:
    weights = field.entries
    total = sum(weights.values(), Fraction(0))
    if not total:
        return Fraction(1) if set(weights) <= set(alike) else Fraction(0)
    return sum((weight for entry, weight in weights.items() if entry in alike), Fraction(0)) / total
