"""Which fields to build on and which to treat: a written, ordered rule, and for every field the reason.

docs/workshop.md has the rule in words. Nothing is left to chance: what two fields have alike is decided by where they
lie on their scales, and then by the order of the definition.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.workshop.fields_seen import FieldSeen

MOST_PRIORITIES = 3
FEWEST_PRIORITIES = 2
# Where no field is high, one is built on for one of these reasons; papers do not call it a strength.
ONLY_FURTHEST = ("highest", "level", "perhaps_highest", "calm")
# The reasons for talking about a field, the weightiest first.
ORDER = (
    "urgent_but_low",
    "low_together",
    "low",
    "low_split",
    "low_unknown",
    "perspective_gap",
    "high_split",
    "split",
    "knowledge_gap",
    "urgent",
)


# The reasons that no rule has: the room chose a field, which was proposed as well, or was not.
BY_ROOM = ("chosen_as_proposed", "chosen_otherwise")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is proposed: fields with the keys of their reasons. The first strength is the one to build on."""

    strengths: tuple[tuple[FieldSeen, str], ...]
    priorities: tuple[tuple[FieldSeen, tuple[str, ...]], ...]
    others: tuple[tuple[FieldSeen, str], ...]


def reasons_of(seen: FieldSeen) -> tuple[str, ...]:
    """Return why a field should be talked about, the weightiest reason first; none where nothing presses."""
    low, place = seen.standing == "low", seen.place
    holds = {
        "urgent_but_low": "urgent_but_low" in seen.seen_patterns,
        "low_together": place == "tackle_together",
        "low": place == "low_open",
        "low_split": place == "understand_first",
        "low_unknown": low and place == "make_visible",
        "perspective_gap": "perspective_gap" in seen.seen_patterns,
        "high_split": place == "clarify_perception",
        "split": seen.split and not low and place != "clarify_perception",
        "knowledge_gap": seen.pattern == "knowledge_gap" and not low,
        "urgent": seen.figures is not None and seen.figures.urgent == "urgent" and not low,
    }
    return tuple(key for key in ORDER if holds[key])


def choose(fields: Sequence[FieldSeen]) -> Choice:
    """Return which of the fields that ask something themselves are proposed, in the order of the definition."""
    sayable = [each for each in fields if each.sayable]
    strengths = _strengths(sayable)
    kept = {each.key for each, _ in strengths[:1] if len(sayable) > 1 or not reasons_of(each)}
    open_to_choice = [each for each in sayable if each.key not in kept]
    pressing = sorted((each for each in open_to_choice if reasons_of(each)), key=_pressing)
    chosen = pressing[:MOST_PRIORITIES]
    if len(chosen) < FEWEST_PRIORITIES:
        rest = sorted((each for each in open_to_choice if not reasons_of(each)), key=_from_lowest)
        chosen += rest[: FEWEST_PRIORITIES - len(chosen)]
    if len(chosen) < FEWEST_PRIORITIES:
        # Of a small group perhaps no field can be said. Then some are named to begin with, and the reason is honest.
        chosen += [each for each in fields if not each.sayable][: FEWEST_PRIORITIES - len(chosen)]
    keys = {each.key for each in chosen}
    shown = tuple(pair for pair in strengths if pair[0].key not in keys)
    strong = {each.key: reason for each, reason in shown}
    others = [each for each in fields if each.key not in keys]
    return Choice(
        strengths=shown,
        priorities=tuple((each, reasons_of(each) or ("lowest" if each.sayable else "unsaid",)) for each in chosen),
        others=tuple((each, _why_not(each, strong, chosen)) for each in others),
    )


def preferred(proposal: Choice, fields: Sequence[FieldSeen], keys: Sequence[str]) -> Choice:
    """Return a proposal with the fields that the room chose in place of those proposed, in the order of the room.

    `fields` are all that have a score, also those that only put others together; keys of others are passed over. What
    is chosen is no strength to build on besides.
    """
    seen = {each.key: each for each in fields}
    proposed = {each.key: reasons for each, reasons in proposal.priorities}
    others = {each.key: why for each, why in proposal.others}
    chosen = [
        (seen[key], (BY_ROOM[0], *proposed[key]) if key in proposed else (BY_ROOM[1], *reasons_of(seen[key])))
        for key in dict.fromkeys(keys)
        if key in seen
    ]
    return Choice(
        strengths=tuple(pair for pair in proposal.strengths if pair[0].key not in keys),
        priorities=tuple(chosen),
        others=tuple((each, others.get(each.key, "proposed")) for each in fields if each.asks and each.key not in keys),
    )


def _strengths(fields: Sequence[FieldSeen]) -> tuple[tuple[FieldSeen, str], ...]:
    """Return the strengths, those that all see first; where there is none, the field that stands highest."""
    agreed = [(each, "strength") for each in fields if each.place == "strength"]
    high = [(each, "high") for each in fields if each.place == "high_open"]
    # Two camps are not called a strength, however high both of them are.
    found = sorted(agreed, key=_from_highest) + sorted(
        (pair for pair in high if pair[0].pattern not in ("camps", "spread", "knowledge_gap")), key=_from_highest
    )
    if found:
        return tuple(found)
    scored = sorted((each for each in fields if each.good is not None), key=from_highest)
    calm = [each for each in scored if not reasons_of(each)] or scored
    return tuple((each, _how_far(each, scored)) for each in calm[:1])


def _how_far(seen: FieldSeen, scored: Sequence[FieldSeen]) -> str:
    """Return what is sure of the field that is built on although none is high: values may be equal, or overlap."""
    others = [each for each in scored if not _beyond(seen, each) and each is not seen]
    if not others:
        return "highest"
    if any(_beyond(each, seen) for each in others):
        return "calm"
    return "level" if all(_ends(each) == _ends(seen) for each in others) else "perhaps_highest"


def _beyond(seen: FieldSeen, other: FieldSeen) -> bool:
    """Tell whether a field surely reaches further than another one."""
    low, high = -from_highest(seen)[0], -from_highest(other)[1]
    closed = seen.good is not None and seen.good.low_closed and other.good is not None and other.good.high_closed
    return low > high or (low == high and not closed)


def _ends(seen: FieldSeen) -> tuple[Fraction, Fraction] | None:
    if seen.good is None or seen.good.low is None or seen.good.high is None:
        return None
    return seen.good.low, seen.good.high


def from_highest(seen: FieldSeen) -> tuple[Fraction, Fraction]:
    """Return what fields are sorted by, those whose value surely reaches furthest first."""
    low, high = _ends(seen) or (Fraction(0), Fraction(0))
    return -low, -high


def _from_highest(pair: tuple[FieldSeen, str]) -> tuple[Fraction, Fraction]:
    return from_highest(pair[0])


def _from_lowest(seen: FieldSeen) -> tuple[bool, Fraction, Fraction]:
    ends = _ends(seen)
    return (True, Fraction(0), Fraction(0)) if ends is None else (False, ends[1], ends[0])


def _pressing(seen: FieldSeen) -> tuple[int, tuple[bool, Fraction, Fraction]]:
    return ORDER.index(reasons_of(seen)[0]), _from_lowest(seen)


# Only of the one that surely is furthest along this is said.
_KEPT = dict(zip(ONLY_FURTHEST, ("furthest_kept", "level_kept", "perhaps_furthest_kept", "calm_kept"), strict=True))


def _why_not(seen: FieldSeen, strong: dict[str, str], chosen: Sequence[FieldSeen]) -> str:
    if seen.key in strong:
        if seen.figures is not None and seen.figures.urgent == "urgent":
            return "strength_kept_urgent"
        return _KEPT.get(strong[seen.key], "strength_kept")
    if not seen.sayable:
        return "cannot_be_said"
    if not reasons_of(seen):
        return "nothing_presses"
    # Quarters make many fields equal: then the order of the questionnaire is a poor reason, and the room should know.
    return "level_with_chosen" if _pressing(seen) == _pressing(chosen[-1]) else "others_first"
