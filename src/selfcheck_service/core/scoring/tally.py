"""What takes part in the score of a field, and in each of its bounds."""

from collections.abc import Collection
from dataclasses import replace

from selfcheck_service.core.scoring.aggregation import Aggregation, FieldEntryPlan, ItemEntryPlan, Side
from selfcheck_service.core.scoring.ratio import Ratio, ratio
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import ANSWERED, NOT_APPLICABLE, PolicyPoints


class Tally:
    """The three sides of one field: `score`, `low` and `high`, which are one where nothing is open.

    `open`: bounds differ from the score. `blocked`: bounds cannot be given. `required`: a required answer is missing.
    `unsettled`: a child is not valid.
    """

    __slots__ = ("blocked", "high", "low", "open", "point_denominator", "required", "score", "unsettled")

    def __init__(self, aggregation: Aggregation, run: Run) -> None:
        self.point_denominator = aggregation.point_denominator
        self.open = self.blocked = self.required = self.unsettled = False
        self.score, gaps = aggregation.begin(run)
        moving = _moving_items(aggregation, run) if run.unsettled else {}
        self.low = self.high = aggregation.begin(_without(run, moving))[0] if moving else self.score
        unclear = self._add_settled_fields(aggregation.fields, run)
        if gaps or unclear or moving:
            self.low, self.high = self.low.copy(), self.low.copy()
            for entry in gaps:
                if entry.index in moving:
                    self._add_by_policy(entry, run.states[entry.index], (self.score,))
                else:
                    self._add_gap(entry, run.states[entry.index])
            for entry in moving.values():
                self._add_ends(entry)
            for child, found in unclear:
                self._add_unclear_field(child, found)
        self.open = self.open or self.low.open_beside

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

    def _add_gap(self, entry: ItemEntryPlan, state: int) -> None:
        """Add an item that was not answered: to the bounds where it still could be, to the score by its policy."""
        if entry.spans[state]:
            self._add_ends(entry)
        elif isinstance(entry.policy[state], str):
            self.blocked = True
        self._add_by_policy(entry, state, (self.score, self.low, self.high))

    def _add_by_policy(self, entry: ItemEntryPlan, state: int, sides: tuple[Side, ...]) -> None:
        policy = entry.policy[state]
        if isinstance(policy, str):
            self.required = True
        elif policy is not None:
            for side in sides:
                side.add_item(entry, policy)

    def _add_ends(self, entry: ItemEntryPlan) -> None:
        """Let an item that could come to other points take part in the bounds with its smallest and largest."""
        self.open = True
        self.low.add_item(entry, entry.smallest)
        self.high.add_item(entry, entry.largest)

    def _add_unclear_field(self, entry: FieldEntryPlan, child: FieldRun) -> None:
        """Add a child field that has no score, or one that open answers could change."""
        self.open = True
        if child.passed_on is None and not child.applicable:
            for side in (self.score, self.low, self.high):
                self._add_policy(side, entry, entry.not_applicable)
            self.blocked = self.blocked or isinstance(entry.not_applicable, str)
            return
        if child.passed_on is None:
            self.unsettled = True
            self._add_policy(self.score, entry, entry.not_computed)
        else:
            self.unsettled = self.unsettled or child.status == "provisional"
            self.score.add_field(entry, child.passed_on)
        if child.low_passed_on is not None and child.high_passed_on is not None:
            self.low.add_field(entry, child.low_passed_on)
            self.high.add_field(entry, child.high_passed_on)

    def _add_policy(self, side: Side, entry: FieldEntryPlan, policy: PolicyPoints) -> None:
        if isinstance(policy, str):
            self.required = True
        elif policy is not None:
            side.add_field(entry, ratio(policy, self.point_denominator))

    def raw(self) -> Ratio | None:
        """Return the raw score of the entries that take part; None where it is not defined."""
        return self.score.raw()

    def why_undefined(self) -> str:
        """Return the reason where `raw` gives nothing."""
        return self.score.why_undefined()

    def bounds(self) -> tuple[Ratio, Ratio] | None:
        """Return the raw scores at both ends, or None where they cannot be given."""
        return None if self.blocked or not self.low.count else self.low.raw_up_to(self.high)


def _moving_items(aggregation: Aggregation, run: Run) -> dict[int, ItemEntryPlan]:
    """Return the entries whose points follow from what could still be said, though they are not open themselves."""
    return {
        entry.index: entry
        for entry in aggregation.items
        if entry.index in run.unsettled and run.states[entry.index] in (ANSWERED, NOT_APPLICABLE)
    }


def _without(run: Run, items: Collection[int]) -> Run:
    """Return the run with these items having no points."""
    return replace(run, points=[None if index in items else worth for index, worth in enumerate(run.points)])
