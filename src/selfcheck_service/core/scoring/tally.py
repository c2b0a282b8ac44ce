"""What takes part in the score of a field, and in each of its bounds."""

from collections.abc import Collection
from dataclasses import replace

from selfcheck_service.core.scoring.aggregation import Aggregation, FieldEntryPlan, ItemEntryPlan, Side
from selfcheck_service.core.scoring.ratio import Ratio, ratio
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import OPEN_STATES, PolicyPoints


class Tally:
    """The three sides of one field: `score`, `low` and `high`, which are one where nothing is open.

    `apart`: bounds may differ from the score. `open`: something could still be said. `required`: a required answer is
    missing; `barred`: it is, whatever is said. `unsure`: what takes part in the bounds is not known. `unsettled`: a
    child is not valid.
    """

    __slots__ = (
        "apart",
        "barred",
        "high",
        "low",
        "open",
        "point_denominator",
        "required",
        "score",
        "unsettled",
        "unsure",
    )

    def __init__(self, aggregation: Aggregation, run: Run) -> None:
        self.point_denominator = aggregation.point_denominator
        self.open = self.barred = self.unsure = self.required = self.unsettled = False
        self.score, gaps = aggregation.begin(run)
        moving = _moving_items(aggregation, run) if run.unsettled else {}
        self.low = self.high = aggregation.begin(_without(run, moving))[0] if moving else self.score
        unclear = self._add_settled_fields(aggregation.fields, run)
        if gaps or unclear or moving:
            self.low, self.high = self.low.copy(), self.low.copy()
            for entry in gaps:
                self._add_gap(entry, run, moves=entry.index in moving)
            for entry in moving.values():
                self._add_open_item(entry, run)
            for child, found in unclear:
                self._add_unclear_field(child, found)
        self.open = self.open or self.low.open_beside
        self.apart = self.open or bool(unclear)

    def _add_settled_fields(
        self, entries: tuple[FieldEntryPlan, ...], run: Run
    ) -> list[tuple[FieldEntryPlan, FieldRun]]:
        """Add the child fields whose bounds are their score and return the others."""
        unclear = []
        for entry in entries:
            child = run.fields[entry.index]
            score = child.passed_on
            if score is not None and child.low_passed_on is score and child.high_passed_on is score:
                self.score.add_field(entry, score)
                if self.low is not self.score:
                    self.low.add_field(entry, score)
                if child.status == "provisional":
                    self.unsettled = True
            else:
                unclear.append((entry, child))
        return unclear

    def _add_unclear_field(self, entry: FieldEntryPlan, child: FieldRun) -> None:
        """Add a child field that has no score, or one that open answers could change."""
        self.open = self.open or child.open
        self.unsettled = self.unsettled or child.status == "provisional"
        if child.passed_on is not None:
            self.score.add_field(entry, child.passed_on)
        else:
            self.unsettled = self.unsettled or child.applicable > 0
            policy = entry.not_computed if child.applicable else entry.not_applicable
            self.required = self.required or isinstance(policy, str)
            self._add_field_by_policy(entry, policy, (self.score,))
        if child.never or (child.passed_on is None and not child.applicable and not child.open):
            self._add_field_without_score(entry, child.applicable_then)
        elif child.low_passed_on is None or child.high_passed_on is None:
            self.unsure = True
        else:
            self.low.add_field(entry, child.low_passed_on)
            self.high.add_field(entry, child.high_passed_on)

    def _add_field_without_score(self, entry: FieldEntryPlan, applicable: tuple[int, int]) -> None:
        """Let a child field that never has a score take part in the bounds by its policy."""
        policy, *others = {entry.not_computed if count else entry.not_applicable for count in applicable}
        self.unsure = self.unsure or bool(others)
        self.barred = self.barred or (isinstance(policy, str) and not others)
        self._add_field_by_policy(entry, policy, (self.low, self.high))

    def _add_field_by_policy(self, entry: FieldEntryPlan, policy: PolicyPoints, sides: tuple[Side, ...]) -> None:
        if policy is not None and not isinstance(policy, str):
            for side in sides:
                side.add_field(entry, ratio(policy, self.point_denominator))

    def _add_gap(self, entry: ItemEntryPlan, run: Run, *, moves: bool) -> None:
        """Add an item that has no points: to the score by its policy, to the bounds too where nothing is open in it."""
        policy = entry.policy[run.states[entry.index]]
        self.required = self.required or isinstance(policy, str)
        if moves:
            self._add_by_policy(entry, policy, (self.score,))
        elif entry.spans[run.states[entry.index]]:
            self._add_open_item(entry, run)
        else:
            self.barred = self.barred or isinstance(policy, str)
            self._add_by_policy(entry, policy, (self.score, self.low, self.high))

    def _add_by_policy(self, entry: ItemEntryPlan, policy: PolicyPoints, sides: tuple[Side, ...]) -> None:
        if policy is not None and not isinstance(policy, str):
            for side in sides:
                side.add_item(entry, policy)

    def _add_open_item(self, entry: ItemEntryPlan, run: Run) -> None:
        """Let an item take part in the bounds with whatever it could come to."""
        self.open = True
        prospect = run.unsettled.get(entry.index)
        if prospect is None or not prospect.points.null or not entry.scored:
            self.low.add_item(entry, entry.smallest)
            self.high.add_item(entry, entry.largest)
            return
        policy, *others = {entry.policy[state] for state in prospect.without_points}
        self.unsure = self.unsure or not prospect.points.empty or bool(others)
        self.barred = self.barred or (isinstance(policy, str) and prospect.points.empty and not others)
        self._add_by_policy(entry, policy, (self.low, self.high))

    def raw(self) -> Ratio | None:
        """Return the raw score of the entries that take part; None where it is not defined."""
        return self.score.raw()

    def why_undefined(self) -> str:
        """Return the reason where `raw` gives nothing."""
        return self.score.why_undefined()

    def bounds(self) -> tuple[Ratio, Ratio] | None:
        """Return the raw scores at both ends, or None where they cannot be given."""
        return None if self.unsure or self.never else self.low.raw_up_to(self.high)

    @property
    def never(self) -> bool:
        """Tell whether there is no score, whatever is said."""
        return self.barred or not (self.low.count or self.unsure)


def _moving_items(aggregation: Aggregation, run: Run) -> dict[int, ItemEntryPlan]:
    """Return the entries whose points follow from what could still be said, though they are not open themselves."""
    return {
        entry.index: entry
        for entry in aggregation.items
        if entry.index in run.unsettled and run.states[entry.index] not in OPEN_STATES
    }


def _without(run: Run, items: Collection[int]) -> Run:
    """Return the run with these items having no points."""
    return replace(run, points=[None if index in items else worth for index, worth in enumerate(run.points)])
