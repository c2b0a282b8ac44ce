"""Blocks, groups and joint answers of two releases beside each other."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.releases.document import (
    BlockFigures,
    FieldFigures,
    Figure,
    GroupFigures,
    ItemFigures,
    Number,
    QuarterFigures,
)
from selfcheck_service.core.releases.fitting import Ends
from selfcheck_service.core.releases.over_time.document import (
    Basis,
    BlockOverTime,
    FieldOverTime,
    GroupOverTime,
    ItemOverTime,
    Movement,
    QuarterMovement,
    QuarterOverTime,
    ScoreOverTime,
)
from selfcheck_service.core.releases.over_time.ground import Pair, SharedGround
from selfcheck_service.core.releases.over_time.movements import difference_of, ends_of, exact
from selfcheck_service.core.releases.subjects import FieldSubject
from selfcheck_service.core.releases.values import Valued, value_of
from selfcheck_service.core.releases.writing import digits_of, figure

_MEAN_SCALE = Fraction(0), Fraction(100)
_CERTAIN = Fraction(1, 10**9)


def compare_blocks(ground: SharedGround, earlier: BlockFigures, later: BlockFigures) -> BlockOverTime:
    """Return two blocks of the same perspectives, or two totals, beside each other."""
    return BlockOverTime(
        perspectives=later.perspectives,
        earlier_n=earlier.n,
        later_n=later.n,
        items=tuple(_items(ground, earlier, later)),
        fields=tuple(_fields(ground, earlier, later)),
    )


def _items(ground: SharedGround, earlier: BlockFigures, later: BlockFigures) -> Iterator[ItemOverTime]:
    known = {item.key: item for item in earlier.items}
    for item in later.items:
        pair = ground.items.get(item.key)
        if pair is not None and pair.reason in (None, "other_points"):
            yield _item(pair, known[pair.earlier_key], item)


def _item(pair: Pair, earlier: ItemFigures, later: ItemFigures) -> ItemOverTime:
    before, after = ends_of(earlier.mean), ends_of(later.mean)
    reason = pair.reason or later.mean.reason or earlier.mean.reason
    difference, movement = _difference(before, after, _MEAN_SCALE, reason)
    return ItemOverTime(pair.key, pair.earlier_key, earlier.mean, later.mean, difference, movement)


def _difference(before: Ends | None, after: Ends | None, scale: Ends, reason: str | None) -> tuple[Figure, Movement]:
    if reason is not None or before is None or after is None:
        return Figure(None, None, reason), "not_determinable"
    return difference_of(before, after, scale)


def _fields(ground: SharedGround, earlier: BlockFigures, later: BlockFigures) -> Iterator[FieldOverTime]:
    known = {field.key: field for field in earlier.fields}
    subjects = {subject.key: subject for subject in ground.subject_fields}
    for field in later.fields:
        pair = ground.fields.get(field.key)
        if pair is None:
            continue
        before = known[pair.earlier_key]
        if pair.reason is not None:
            yield _field(pair, subjects[field.key], None, (), [Figure(None, None, pair.reason)] * 2)
        elif _rests_on_the_same(ground, pair, before, field):
            yield _field(pair, subjects[field.key], "published", field.items, [before.value, field.value])
        else:
            yield _recomputed(ground, pair, subjects[field.key], ground.means(earlier, later, subjects[field.key]))


def _rests_on_the_same(ground: SharedGround, pair: Pair, earlier: FieldFigures, later: FieldFigures) -> bool:
    """Tell whether both published values follow the same rule over the same items."""
    partners = {item.earlier_key: key for key, item in ground.items.items() if item.reason is None}
    same_items = sorted(partners.get(key, "") for key in earlier.items) == sorted(later.items)
    return pair.whole and bool(later.items) and same_items


def _recomputed(ground: SharedGround, pair: Pair, subject: FieldSubject, means: tuple[Any, Any]) -> FieldOverTime:
    """Return a field with both values worked out by the rule of the later version, over the items that both have."""
    found: list[Valued] = [value_of(subject, ground.subject_fields, each) for each in means]
    reason = found[1].reason or found[0].reason
    digits = digits_of(subject.plan.scale)
    names = {item.index: key for key, item in ground.subjects.items()}
    items = tuple(names[at] for at in sorted(set(found[1].items))) if reason is None else ()
    values = [figure(each.ends if reason is None else None, reason, digits=digits) for each in found]
    return _field(pair, subject, None if reason else "recomputed", items, values)


def _field(
    pair: Pair, subject: FieldSubject, basis: Basis | None, items: tuple[str, ...], values: list[Figure]
) -> FieldOverTime:
    scale = subject.plan.scale
    reason = values[1].reason or values[0].reason
    difference, movement = _difference(ends_of(values[0]), ends_of(values[1]), scale, reason)
    return FieldOverTime(
        key=pair.key,
        earlier_key=pair.earlier_key,
        scale=(exact_to_number(scale[0]), exact_to_number(scale[1])),
        basis=basis,
        items=items,
        earlier=values[0],
        later=values[1],
        difference=difference,
        movement=movement,
    )


def compare_groups(ground: SharedGround, earlier: GroupFigures, later: GroupFigures) -> GroupOverTime:
    """Return the quarters of two groups of the same perspectives side by side; nothing is worked out from them."""
    known = {field.key: field for field in earlier.fields}
    pairs = [(pair, field) for field in later.fields for pair in [ground.fields.get(field.key)] if pair is not None]
    return GroupOverTime(
        perspectives=later.perspectives,
        earlier_n=earlier.n,
        later_n=later.n,
        fields=tuple(_quarter(pair, known[pair.earlier_key], field) for pair, field in pairs),
    )


def _quarter(pair: Pair, earlier: QuarterFigures, later: QuarterFigures) -> QuarterOverTime:
    # A quarter cannot be worked out anew over the items that both versions have.
    reason = pair.reason or (None if pair.whole else "not_whole") or later.reason or earlier.reason
    movement: QuarterMovement = "not_determinable"
    if reason is None and earlier.quarter is not None and later.quarter is not None:
        if not _same_quarters(earlier, later):
            reason = "other_scale"
        else:
            step = later.quarter - earlier.quarter
            movement = "up" if step > 0 else "down" if step else "same"
    return QuarterOverTime(
        key=pair.key,
        earlier_key=pair.earlier_key,
        earlier=earlier.quarter,
        later=later.quarter,
        quarters=later.quarters,
        movement=movement,
        reason=reason,
    )


def _same_quarters(one: QuarterFigures, other: QuarterFigures) -> bool:
    """Tell whether the quarters divide the same scale, as they do not where other items are asked."""
    scales = [_scale_of(each) for each in (one, other)]
    return all(abs(before - after) <= _CERTAIN for before, after in zip(*scales, strict=True))


def _scale_of(found: QuarterFigures) -> tuple[Fraction, Fraction]:
    lowest, highest = exact(found.lowest or 0), exact(found.highest or 0)
    width = highest - lowest
    first = lowest - width * ((found.quarter or 1) - 1)
    return first, first + width * found.quarters


def compare_scores(
    ground: SharedGround, earlier: Mapping[str, object], later: Mapping[str, object]
) -> Iterator[ScoreOverTime]:
    """Yield the scores of two joint answers, one number each, with their difference."""
    before = dict(_scores(earlier))
    for key, score in _scores(later):
        pair = ground.fields.get(key)
        if pair is None:
            continue
        subject = next(each for each in ground.subject_fields if each.key == key)
        one = before.get(pair.earlier_key)
        reason = pair.reason or (None if pair.whole else "not_whole")
        reason = reason or ("no_score" if one is None or score is None else None)
        difference, movement = _difference(_alone(one), _alone(score), subject.plan.scale, reason)
        scale = exact_to_number(subject.plan.scale[0]), exact_to_number(subject.plan.scale[1])
        yield ScoreOverTime(key, pair.earlier_key, scale, one, score, difference, movement)


def _alone(number: Number | None) -> Ends | None:
    return None if number is None else (exact(number), exact(number))


def _scores(evaluation: Mapping[str, Any]) -> Iterator[tuple[str, Number | None]]:
    """Yield key and score of each field of an evaluation, the overall result last."""
    fields: Iterable[Mapping[str, Any]] = evaluation["fields"]
    overall = evaluation["overall"]
    for found in (*fields, *([] if overall is None else [overall])):
        yield found["key"], found["score"]
