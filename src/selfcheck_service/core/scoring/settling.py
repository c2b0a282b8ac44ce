"""The state of every item: what is not asked is hidden, whatever was said to it (docs/scoring.md, section 1)."""

from selfcheck_service.core.definition import Questionnaire
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.states import HIDDEN


def settle_states(plan: Plan, run: Run) -> None:
    """Hide what is not asked: by the form of the perspective, by `applies_to`, by `shown_when`.

    Between the items that may be hidden those are worked out of which something follows from other answers.
    """
    form = form_of(plan, run.given.perspective)
    for item in plan.items_to_settle if form is None else plan.items:
        if (
            (form is not None and form not in item.forms)
            or (item.applies_to is not None and item.applies_to(run) is False)
            or (item.shown_when is not None and item.shown_when(run) is not True)
        ):
            run.states[item.index] = HIDDEN
            run.points[item.index] = None
        elif item.late is not None:
            item.late.settle(run)


def form_of(plan: Plan, perspective: str | None) -> str | None:
    """Return the form that is asked of a perspective; without one, the first form; None where there are no forms."""
    return form_in(plan.questionnaire, perspective)


def form_in(questionnaire: Questionnaire, perspective: str | None) -> str | None:
    """Return the same of a questionnaire that is not compiled."""
    forms = questionnaire.forms
    if not forms:
        return None
    named = next((found.form for found in questionnaire.perspectives if found.key == perspective), None)
    return named or forms[0].key


def hidden_items(plan: Plan, run: Run) -> tuple[str, ...]:
    """Return the keys of the hidden items in document order."""
    if HIDDEN not in run.states:
        return ()
    return tuple(item.key for item in plan.items if run.states[item.index] == HIDDEN)
