"""Reviews: what may be said when a measure is looked at again, and which reviews are due when."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from selfcheck_service.core.definition import Problem
from selfcheck_service.core.planning.days import check_day
from selfcheck_service.core.planning.document import Measure, Review, ReviewMonths, ReviewRecord
from selfcheck_service.core.planning.measures import changed_measure, check_next_status
from selfcheck_service.core.planning.months import review_days


class ReviewDue(msgspec.Struct, frozen=True):
    """One of the three reviews of a measure: when it is due, and whether it was held."""

    months: ReviewMonths
    due_on: date
    held: bool


def reviews_due(measure: Measure, held: Iterable[Review]) -> tuple[ReviewDue, ...]:
    """Return the reviews of a measure after 3, 6 and 12 months; none of one that was rejected."""
    if measure.decision == "reject":
        return ()
    done = {review.months for review in held}
    return tuple(ReviewDue(months, day, months in done) for months, day in review_days(measure.decided_on).items())


def check_review(review: Review, measure: Measure, held: Iterable[Review], *, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a review of a measure that was not rejected; it was held since the decision.

    `held` are those that were noted before. Where one of them was held later, any status may have been found.
    """
    yield from check_day("held_on", review.held_on, earliest=measure.decided_on, latest=today)
    if _is_latest(review, held):
        yield from check_next_status(measure.status, review.status)
    if review.status == "dropped" and measure.status != "dropped" and review.dropped_reason is None:
        yield Problem("/dropped_reason", "missing", {"name": "dropped_reason"})
    if review.status != "dropped" and review.dropped_reason is not None:
        words = {"name": "dropped_reason", "other": "status", "value": review.status}
        yield Problem("/dropped_reason", "without_meaning", words)


def reviewed(measure: Measure, review: Review, held: Iterable[Review]) -> Measure:
    """Return a measure with the status that a review found; as it is where one of those noted before was held later."""
    if not _is_latest(review, held):
        return measure
    said: dict[str, object] = {"status": review.status}
    if review.dropped_reason is not None:
        said["dropped_reason"] = review.dropped_reason
    return changed_measure(measure, said)


def standing(records: Iterable[ReviewRecord]) -> tuple[Review, ...]:
    """Return the reviews that were noted and not withdrawn, in the order of their records."""
    kept = tuple(records)
    withdrawn = {(each.measure, each.withdraws) for each in kept}
    return tuple(
        Review(**{name: getattr(each, name) for name in Review.__struct_fields__})
        for each in kept
        if each.withdraws is None and (each.measure, each.number) not in withdrawn
    )


def unreviewed(measure: Measure, withdrawn: ReviewRecord, held: Iterable[Review]) -> Measure:
    """Return a measure as if one of its reviews had not been noted; `held` are the others that stand.

    Its status is what the one held last among them found, where that was noted after the withdrawn one, else what it
    was before. It stays as it is where the withdrawn one does not determine it: somebody has changed it since, another
    review was held later, or the measure was rejected.
    """
    others = sorted(held, key=_by_day)
    last = others[-1] if others else None
    moved_on = last is not None and _by_day(last) > _by_day(withdrawn)
    if moved_on or measure.status != withdrawn.status or measure.decision == "reject":
        return measure
    if last is not None and (last.number > withdrawn.number or withdrawn.before is None):
        status, reason = last.status, last.dropped_reason
    elif withdrawn.before is not None:
        status, reason = withdrawn.before, withdrawn.before_reason
    else:
        return measure
    return changed_measure(measure, {"status": status, "dropped_reason": reason if status == "dropped" else None})


def _by_day(review: Review) -> tuple[date, int]:
    """Order reviews by when they were held; of those of one day what was noted last counts."""
    return review.held_on, review.number


def _is_latest(review: Review, held: Iterable[Review]) -> bool:
    """Tell whether none was held later: what is noted afterwards of an earlier day does not turn a status back."""
    return all(each.held_on <= review.held_on for each in held)
