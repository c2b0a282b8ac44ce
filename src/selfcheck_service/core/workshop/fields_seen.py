"""What a release says of each field, whichever way it says it: a value, a quarter, or the score of a joint answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import get_args

import msgspec

from selfcheck_service.core.definition import Interval
from selfcheck_service.core.releases import Release
from selfcheck_service.core.releases.document import (
    BlockFigures,
    FieldFigures,
    Figure,
    ItemFigures,
    Number,
    QuarterFigures,
)
from selfcheck_service.core.releases.policy import HIGH
from selfcheck_service.core.scoring import Plan
from selfcheck_service.core.scoring.plan import FieldPlan, LevelPlan, LevelSetPlan
from selfcheck_service.core.scoring.run import Profile
from selfcheck_service.core.workshop.agreeing import FieldAgreement, Side, agreement_of
from selfcheck_service.core.workshop.document import Basis, Place, Standing
from selfcheck_service.core.workshop.truths import Known, lies_in

_PER_CENT = 100
_HIGH = Interval(HIGH, None, low_closed=True, high_closed=False)


# A brief asks for the same few many times over.
@lru_cache(maxsize=256)
def _standing(good: Interval) -> Standing:
    high = lies_in(good, _HIGH)
    return "not_determinable" if high is None else "high" if high else "low"


@dataclass(frozen=True, slots=True)
class FieldSeen:
    """A field of the release. `score` is where its value lies on its scale, `good` the same from 0 to 1, the best.

    `levels` are the keys of the levels in which the score can lie; none where that does not follow from it.
    `capped_from` is the key of the level that the score alone would reach where a gate holds a joint answer down.
    `asks` tells that it has scored items of its own; other fields put together what stands elsewhere.
    """

    plan: FieldPlan
    asks: bool
    value: Figure
    score: Interval | None = None
    good: Interval | None = None
    levels: frozenset[str] = frozenset()
    quarter: QuarterFigures | None = None
    figures: FieldFigures | None = None
    agreement: FieldAgreement | None = None
    capped_from: str | None = None

    @property
    def key(self) -> str:
        """Return the key of the field."""
        return self.plan.key

    @property
    def standing(self) -> Standing:
        """Return whether the field surely is high, or surely is not."""
        return "not_determinable" if self.good is None else _standing(self.good)

    @property
    def level_is_low(self) -> bool:
        """Tell whether the field can lie in a level that is not in the better half of its levels."""
        only = _only_levels(self.plan)
        keys = [] if only is None else [level.key for level in only.levels]
        ranked = keys[::-1] if self.plan.better == "lower" else keys
        return any(2 * at + 1 <= len(ranked) and key in self.levels for at, key in enumerate(ranked))

    @property
    def cut_scores(self) -> tuple[Fraction, ...]:
        """Return where the levels begin, the lowest left out; none where a condition decides which levels there are."""
        only = _only_levels(self.plan)
        ends = () if only is None else [Fraction(*level.low) for level in only.levels if level.low is not None]
        return tuple(end for end in ends if end > min(self.plan.scale))

    @property
    def pattern(self) -> str:
        """Return the pattern of the ratings."""
        return "not_determinable" if self.figures is None else self.figures.pattern

    @property
    def side(self) -> Side:
        """Return how far the ratings agree."""
        return "open" if self.agreement is None else self.agreement.side

    @property
    def split(self) -> bool:
        """Tell whether people surely differ in most items, in camps or not."""
        return self.pattern in ("camps", "spread") or self.side == "split"

    @property
    def place(self) -> Place:
        """Return where the field lies in score × agreement: in a quadrant, in half of the picture, or anywhere.

        A quadrant that the release names stays; else one follows where both sides are sure. A field is in no high one
        whose own level is a lower one: then its value says less than its questionnaire does.
        """
        high_by_value = self.standing == "high" and self.level_is_low
        released = "not_determinable" if self.figures is None else self.figures.quadrant
        if released == "not_determinable" or (high_by_value and released in _HIGH_QUADRANTS):
            return _PLACES["not_determinable" if high_by_value else self.standing, self.side]
        return released

    @property
    def seen_patterns(self) -> tuple[str, ...]:
        """Return the patterns for which there may be suggestions."""
        return () if self.figures is None else self.figures.seen_patterns

    @property
    def sayable(self) -> bool:
        """Tell whether the release says anything of the field that a workshop can begin with."""
        urgent = self.figures is not None and self.figures.urgent == "urgent"
        return self.score is not None or self.pattern in _TELLING or bool(self.seen_patterns) or urgent


_SURE: tuple[tuple[Standing, Side, Place], ...] = (
    ("high", "agreed", "strength"),
    ("low", "agreed", "tackle_together"),
    ("high", "split", "clarify_perception"),
    ("low", "split", "understand_first"),
    ("not_determinable", "agreed", "agreed_open"),
    ("not_determinable", "split", "split_open"),
)
_HIGH_QUADRANTS: frozenset[Place] = frozenset(("strength", "clarify_perception"))
_HALVES: Mapping[Standing, Place] = {"high": "high_open", "low": "low_open", "not_determinable": "not_determinable"}
_PLACES: Mapping[tuple[Standing, Side], Place] = {
    **{(standing, side): place for standing, place in _HALVES.items() for side in get_args(Side)},
    **{(standing, "left_open"): "make_visible" for standing in _HALVES},
    **{(standing, side): place for standing, side, place in _SURE},
}
_TELLING = ("aligned", "mostly_aligned", "camps", "spread", "knowledge_gap")


@dataclass(frozen=True, slots=True)
class ReleaseSeen:
    """A release with its fields in declared order; `figures` are those of everybody together.

    `offered` are the suggestions that the evaluation of a joint answer offers.
    """

    release: Release
    plan: Plan
    profile: Profile
    basis: Basis
    fields: tuple[FieldSeen, ...]
    figures: BlockFigures | None
    offered: frozenset[str]

    @property
    def asking(self) -> tuple[FieldSeen, ...]:
        """Return the fields that ask something themselves: only these are proposed."""
        return tuple(each for each in self.fields if each.asks)

    @property
    def items(self) -> tuple[ItemFigures, ...]:
        """Return the items of everybody together."""
        return () if self.figures is None else self.figures.items

    @property
    def known(self) -> Known:
        """Return what conditions may ask."""
        points = {item.key: found for item in self.items for found in [_points(self.plan, item)] if found is not None}
        return Known(
            plan=self.plan,
            profile=self.profile,
            scores={each.key: each.score for each in self.fields if each.score is not None},
            levels={each.key: each.levels for each in self.fields},
            points=points,
        )


_NO_PATTERN = {"pattern": "not_determinable", "pattern_reason": "one_answer", "quadrant": "not_determinable"}


class _Named(msgspec.Struct):
    key: str


class _Level(msgspec.Struct):
    key: str
    capped_from: str | None = None


class _Scored(msgspec.Struct):
    key: str
    score: Number | None
    level: _Level | None
    reason: str | None = None


class _Joint(msgspec.Struct):
    """What the brief takes of the evaluation of a joint answer."""

    fields: tuple[_Scored, ...]
    overall: _Scored | None
    suggestions: tuple[_Named, ...]


def see_release(release: Release, plan: Plan, profile: Profile) -> ReleaseSeen:
    """Return what a release says of the fields of its version; `profile` is the one of the municipality."""
    joint = None if release.evaluation is None else msgspec.convert(release.evaluation, _Joint)
    basis: Basis = "cells" if release.blocks else "quarters"
    if release.mode != "confidential":
        basis = "open" if joint is None else "joint"
    figures = {} if release.total is None else {each.key: each for each in release.total.fields}
    quarters = {each.key: each for group in release.groups for each in group.fields}
    scored = () if joint is None else (*joint.fields, *([] if joint.overall is None else [joint.overall]))
    scores = {each.key: each for each in scored}
    fields = []
    for each in plan.fields:
        seen = FieldSeen(each, _asks(plan, each), Figure(None, None, "no_score"), figures=figures.get(each.key))
        if joint is not None:
            fields.append(_with_score(seen, scores.get(each.key)))
        elif each.key in quarters:
            fields.append(_with_quarter(seen, quarters[each.key]))
        else:
            fields.append(_with_agreement(_with_value(seen), release, plan))
    offered = frozenset(each.key for each in joint.suggestions) if joint is not None else frozenset()
    return ReleaseSeen(release, plan, profile, basis, tuple(fields), release.total, offered)


def _asks(plan: Plan, found: FieldPlan) -> bool:
    return any(plan.structure.item_fields[plan.items[at].key] == found.key for at in found.coverage_items)


def _with_score(seen: FieldSeen, scored: _Scored | None) -> FieldSeen:
    """Return a field with the score and the level of the one evaluation, gates and all."""
    if seen.figures is not None:
        # One answer agrees with itself, and what it leaves open is not left open by many.
        urgent = tuple(name for name in seen.figures.seen_patterns if name == "urgent_but_low")
        seen = replace(seen, figures=msgspec.structs.replace(seen.figures, **_NO_PATTERN, seen_patterns=urgent))
    if scored is None:
        return seen
    levels = frozenset() if scored.level is None else frozenset((scored.level.key,))
    capped_from = None if scored.level is None else scored.level.capped_from
    if scored.score is None:
        # A field may be made for levels alone; else the evaluation says why it has no score.
        value = Figure(None, None, scored.reason or ("no_score" if scored.level is None else "levels_only"))
        return replace(seen, value=value, levels=levels, capped_from=capped_from)
    value = Figure(scored.score, scored.score, None)
    placed = _placed(seen, _between(scored.score, scored.score))
    return replace(placed, value=value, levels=levels, capped_from=capped_from)


def _with_quarter(seen: FieldSeen, quarter: QuarterFigures) -> FieldSeen:
    seen = replace(seen, value=Figure(None, None, quarter.reason or "quarters"), quarter=quarter)
    if quarter.lowest is None or quarter.highest is None:
        return seen
    found = replace(_between(quarter.lowest, quarter.highest), high_closed=quarter.quarter == quarter.quarters)
    return _placed(seen, found)


def _with_value(seen: FieldSeen) -> FieldSeen:
    if seen.figures is None:
        return seen
    value = seen.figures.value
    seen = replace(seen, value=value)
    found = interval_of(value)
    return seen if found is None else _placed(seen, found)


def _with_agreement(seen: FieldSeen, release: Release, plan: Plan) -> FieldSeen:
    if seen.figures is None or not seen.asks:
        return seen
    return replace(seen, agreement=agreement_of(release, plan, seen.figures))


def _placed(seen: FieldSeen, score: Interval) -> FieldSeen:
    return replace(seen, score=score, good=_good(seen.plan, score), levels=_levels(seen.plan, score))


def _good(plan: FieldPlan, score: Interval) -> Interval | None:
    """Return how much of what is best a score reaches; None where no end of the scale is better."""
    if plan.gap is None or score.low is None or score.high is None:
        return None
    slope, offset, bottom = plan.gap
    low, high = (1 - (slope * end + offset) / bottom for end in (score.low, score.high))
    if low <= high:
        return Interval(low, high, low_closed=score.low_closed, high_closed=score.high_closed)
    return Interval(high, low, low_closed=score.high_closed, high_closed=score.low_closed)


def _levels(plan: FieldPlan, score: Interval) -> frozenset[str]:
    """Return the levels that a score can reach by its range; none where conditions or gates decide which they are."""
    only = _only_levels(plan)
    if only is None or only.by_gates:
        return frozenset()
    return frozenset(level.key for level in only.levels if score.overlaps(_range(level)))


def _only_levels(plan: FieldPlan) -> LevelSetPlan | None:
    """Return the levels of a field, where it has the same ones whatever is answered."""
    only = plan.level_sets[0] if len(plan.level_sets) == 1 else None
    return None if only is None or only.when is not None else only


def _range(level: LevelPlan) -> Interval:
    low, high = (None if end is None else Fraction(*end) for end in (level.low, level.high))
    return Interval(low, high, low_closed=level.low_closed, high_closed=level.high_closed)


def interval_of(figure: Figure) -> Interval | None:
    """Return the numbers between the ends of a figure; None where nothing is said."""
    if figure.lowest is None or figure.highest is None:
        return None
    return _between(figure.lowest, figure.highest)


def _between(low: Number, high: Number) -> Interval:
    # A number is taken as it is written in the release: 66.7 is 667 tenths, whatever a float makes of it.
    return Interval(Fraction(str(low)), Fraction(str(high)), low_closed=True, high_closed=True)


def _points(plan: Plan, item: ItemFigures) -> Interval | None:
    """Return the published mean of an item in points; None where it is not scored or has no mean."""
    share = interval_of(item.mean)
    place = plan.item_index.get(item.key)
    if share is None or place is None or not plan.items[place].scored:
        return None
    worth = [
        Fraction(points) / plan.point_denominator
        for points, _ in plan.items[place].choices.values()
        if points is not None
    ]
    low, width = min(worth), max(worth) - min(worth)
    ends = [low + width * (end or 0) / _PER_CENT for end in (share.low, share.high)]
    return Interval(ends[0], ends[1], low_closed=True, high_closed=True)
