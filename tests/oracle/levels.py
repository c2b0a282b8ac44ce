"""Levels, gates and borders: section 7 of the rules."""

from collections.abc import Iterator
from fractions import Fraction

from tests.oracle.case import Case, Data, by_key, level_set_of, scoring_of
from tests.oracle.conditions import truth
from tests.oracle.exact import exact, interval
from tests.oracle.names import points_of
from tests.oracle.nulls import Null, null


def level_of(case: Case, key: str) -> Data:
    """Return the level of a field as far as its gates let it, what they held down, and the border it is at."""
    found, score = case.fields[key], case.results[key]["compared_score"]
    level_set = chosen_level_set(case, found)
    reached = None if level_set is None or not has_level(case, key) else reached_level(case, found, level_set, score)
    if level_set is None or reached is None:
        return {"level": None, "capped_from": None, "border": None}
    order = [level["key"] for level in level_set["levels"]]
    held = min([reached, *caps_of_gates(case, found, order)])
    return {
        # Below the lowest level there is none.
        "level": order[held] if held >= 0 else None,
        "capped_from": order[reached] if held < reached else None,
        "border": None
        if score is None or held < reached or "classify" in found
        else border_of(level_set, reached, score),
    }


def has_level(case: Case, key: str) -> bool:
    """Say whether a field has a level: it has a score, or its method is `none` and there is no reason against one."""
    result = case.results[key]
    without = result["scale"] is not None and scoring_of(case, case.fields[key]).get("method") == "none"
    return result["compared_score"] is not None or (without and result["reason"] is None)


def chosen_level_set(case: Case, found: Data) -> Data | None:
    """Return the level set that holds for this case, None where it is not known."""
    choices = found.get("levels")
    if not isinstance(choices, list):
        return level_set_of(case, found)
    for choice in choices:
        holds = truth(case, choice["when"]) if "when" in choice else True
        if holds is not False:
            return by_key(case.document.get("level_sets"), choice["set"]) if holds else None
    return None


def reached_level(case: Case, found: Data, level_set: Data, score: Fraction | None) -> int | None:
    """Return the place of the level that a field reaches before its gates are asked."""
    if "classify" not in found:
        return level_by_score(level_set, score)
    for choice in found["classify"]:
        holds = truth(case, choice["when"]) if "when" in choice else True
        if holds is not False:
            order = [level["key"] for level in level_set["levels"]]
            return order.index(choice["level"]) if holds else None
    return None


def level_by_score(level_set: Data, score: Fraction | None) -> int | None:
    """Return the place of the level whose range contains the score; of a staged set the highest."""
    if not any("range" in level for level in level_set["levels"]):
        return len(level_set["levels"]) - 1
    for place, level in enumerate(level_set["levels"]):
        if score is not None and interval(level["range"]).contains(score):
            return place
    return None


def caps_of_gates(case: Case, found: Data, order: list[str]) -> Iterator[int]:
    """Return the places that gates hold a field at: unknown does not open a gate."""
    for gate in found.get("gates") or ():
        if truth(case, gate["requires"]) is not True:
            yield order.index(gate["level"]) - 1


def border_of(level_set: Data, place: int, score: Fraction) -> str | None:
    """Return the neighbouring level that the score is at the border to."""
    levels = level_set["levels"]
    if level_set.get("border") is None:
        return None
    margin = exact(level_set["border"]["margin"])
    near = []
    if place + 1 < len(levels):
        near.append((lower_bound(levels[place + 1]) - score, levels[place + 1]["key"]))
    if place > 0:
        near.append((score - lower_bound(levels[place]), levels[place - 1]["key"]))
    # The higher level stands first, and so wins a tie.
    near = [(distance, key) for distance, key in near if distance <= margin]
    return min(near, key=lambda each: each[0])[1] if near else None


def lower_bound(level: Data) -> Fraction:
    """Return the cut score of a level that is not the lowest."""
    lower = interval(level["range"]).lower
    assert lower is not None
    return lower


# -------------------------------------------------------------------------------------------------- levels of items


def levels_of_items(case: Case) -> Data:
    """Return the points and the level of every item whose points are classified."""
    return {key: _classified(case, item) for key, item in case.items.items() if "levels" in item}


def _classified(case: Case, item: Data) -> Data:
    points = points_of(case, item, case.values[item["key"]]) if case.states[item["key"]] == "answered" else null()
    if isinstance(points, Null):
        return {"points": None, "level": None}
    level_set = by_key(case.document.get("level_sets"), item["levels"])
    place = level_by_score(level_set, points)
    return {"points": points, "level": None if place is None else level_set["levels"][place]["key"]}
