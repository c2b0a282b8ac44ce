"""What two releases have in common, by the comparison of their versions: items, fields, and the means of items."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from selfcheck_service.core.comparison import Comparability, Diff
from selfcheck_service.core.releases.document import BlockFigures, ItemFigures
from selfcheck_service.core.releases.fitting import Ends
from selfcheck_service.core.releases.over_time.document import NotCompared
from selfcheck_service.core.releases.over_time.movements import ends_of
from selfcheck_service.core.releases.subjects import FieldSubject, ItemSubject, fields_of, subjects_of
from selfcheck_service.core.releases.values import Means
from selfcheck_service.core.scoring import Plan

_PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Pair:
    """An item or a field of the later version, and its key in the earlier one; `reason` says why it is not compared."""

    key: str
    earlier_key: str
    comparability: Comparability
    reason: NotCompared | None

    @property
    def whole(self) -> bool:
        """Tell whether nothing at all changed in what it means."""
        return self.comparability.trend == "comparable"


@dataclass(frozen=True, slots=True)
class SharedGround:
    """Which items and fields of two versions go together, by their keys in the later one.

    `subjects` and `subject_fields` are those of the later version: both sides are measured by its rules.
    """

    items: Mapping[str, Pair]
    fields: Mapping[str, Pair]
    subjects: Mapping[str, ItemSubject]
    subject_fields: tuple[FieldSubject, ...]

    def means(self, earlier: BlockFigures, later: BlockFigures, field: FieldSubject) -> tuple[Means, Means]:
        """Return the published means of both sides, in points, over the items that both have and both were asked.

        As in gaps between blocks, an item counts with None on both sides where one of them has no mean. Nothing is
        taken from below a field that means something else now.
        """
        shut = frozenset(self._below_changed(field))
        ones: dict[int, Ends | None] = {}
        others: dict[int, Ends | None] = {}
        for subject, before, after in self.shared(earlier, later):
            if subject.index not in shut:
                pair = _points(subject, before), _points(subject, after)
                ones[subject.index] = None if pair[1] is None else pair[0]
                others[subject.index] = None if pair[0] is None else pair[1]
        return ones, others

    def shared(
        self, earlier: BlockFigures, later: BlockFigures
    ) -> Iterator[tuple[ItemSubject, ItemFigures, ItemFigures]]:
        """Yield the items that mean the same and that both blocks were asked, in the order of the later one."""
        known = {item.key: item for item in earlier.items}
        for item in later.items:
            pair = self.items.get(item.key)
            before = None if pair is None or pair.reason is not None else known.get(pair.earlier_key)
            if before is not None and "not_asked" not in (before.reason, item.reason):
                yield self.subjects[item.key], before, item

    def _below_changed(self, field: FieldSubject) -> Iterator[int]:
        for entry in () if field.sums is None else field.sums.fields:
            child = self.subject_fields[entry.index]
            pair = self.fields.get(child.key)
            if pair is None or pair.reason is not None:
                yield from child.plan.coverage_items
            else:
                yield from self._below_changed(child)


def shared_ground(diff: Diff, earlier: Plan, later: Plan) -> SharedGround:
    """Return what goes together by the comparison `diff` of these two versions."""
    before = {subject.key: subject for subject in subjects_of(earlier, (), {})}
    after = {subject.key: subject for subject in subjects_of(later, (), {})}
    items = {}
    for pair in _pairs(diff.items, before):
        if pair.key in after:
            # Nobody scores an item without points, so a minor version may widen the scale of its values.
            widened = before[pair.earlier_key].ends != after[pair.key].ends
            items[pair.key] = replace(pair, reason="other_points") if pair.reason is None and widened else pair
    fields = {pair.key: pair for pair in _pairs(diff.fields, earlier.field_index)}
    return SharedGround(items, fields, after, fields_of(later))


def _pairs(found: tuple[Comparability, ...], known: Collection[str]) -> Iterator[Pair]:
    """Yield what stands on both sides; what is new, what went, and what was split or merged has no single partner."""
    for one in found:
        earlier_key = one.partners[0] if one.partners else one.key
        if one.continuation in ("new", "removed") or earlier_key not in known:
            continue
        reason: NotCompared | None = None
        if one.continuation in ("split", "merged"):
            reason = "split_or_merged"
        elif one.trend == "broken":
            reason = "means_otherwise"
        yield Pair(one.key, earlier_key, one, reason)


def _points(subject: ItemSubject, found: ItemFigures) -> Ends | None:
    """Return a published mean, which is a share in per cent of the way between the ends, in points."""
    share, ends = ends_of(found.mean), subject.ends
    if share is None or ends is None:
        return None
    low, width = ends[0], Fraction(ends[1] - ends[0]) / _PER_CENT
    return low + share[0] * width, low + share[1] * width
