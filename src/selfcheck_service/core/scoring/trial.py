"""A run in which answers are tried out; only the fields that a try touches are computed again."""

from dataclasses import replace

from selfcheck_service.core.scoring.engine import start_run
from selfcheck_service.core.scoring.ladder import Target
from selfcheck_service.core.scoring.outlook import Outlook
from selfcheck_service.core.scoring.plan import FieldPlan, Plan
from selfcheck_service.core.scoring.rules import rules_of
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import ANSWERED

Changes = dict[int, Target]


class Trial:
    """Tries answers for one field. `count` says how often it was asked."""

    def __init__(self, plan: Plan, run: Run, field: FieldPlan, outlook: Outlook) -> None:
        self.plan, self.run, self.field, self.outlook = plan, run, field, outlook
        self.rules = rules_of(plan)
        self.trial = _copy(run)
        self.changes: Changes = {}
        self.count = 0

    def outcome(self, changes: Changes) -> FieldRun:
        """Return the result of the field with these answers given instead."""
        self.count += 1
        fields = self.plan.fields
        if self.outlook.conditional:
            self.trial = self._restart(changes)
            touched = set(self.outlook.fields)
        else:
            items = {index for index in (*changes, *self.changes) if changes.get(index) != self.changes.get(index)}
            self._apply(changes, items)
            touched = self._touched(items)
        for at in self.outlook.fields:
            if at in touched or at == self.field.index:
                self.trial.fields[at] = self.rules.score_field(fields[at], self.trial)
        self.changes = dict(changes)
        return self.rules.hold_back(self.field, self.trial.fields[self.field.index], self.trial)

    def _touched(self, items: set[int]) -> set[int]:
        """Return the fields that may have changed: by their items, by what they require, by the fields they need."""
        touched: set[int] = set()
        for at in self.outlook.fields:
            field = self.plan.fields[at]
            by_items = field.requires is not None or not items.isdisjoint((*field.coverage_items, *field.beside))
            if by_items or not touched.isdisjoint(field.needs):
                touched.add(at)
        return touched

    def _apply(self, changes: Changes, touched: set[int]) -> None:
        trial, run = self.trial, self.run
        for index in touched:
            if index in changes:
                trial.states[index] = ANSWERED
                trial.values[index], trial.points[index] = changes[index]
            else:
                trial.states[index] = run.states[index]
                trial.values[index], trial.points[index] = run.values[index], run.points[index]

    def _restart(self, changes: Changes) -> Run:
        """Return a run from the answers themselves: what is shown may depend on what is tried."""
        source = self.run.given
        given = replace(source, states=source.states.copy(), values=source.values.copy(), points=source.points.copy())
        for index, (value, worth) in changes.items():
            given.states[index] = ANSWERED
            given.values[index] = value
            given.points[index] = worth if self.plan.items[index].scored else None
        trial = start_run(self.plan, given, bounds=False)
        trial.fields, trial.flags = list(self.run.fields), self.run.flags
        return trial


def _copy(run: Run) -> Run:
    return replace(
        run,
        states=run.states.copy(),
        values=run.values.copy(),
        points=run.points.copy(),
        fields=run.fields.copy(),
        unsettled={},
        bounds=False,
    )
