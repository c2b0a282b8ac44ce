"""How long answering takes, as it is said wherever somebody is asked for the time."""

from math import ceil

from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.questions import questions_of_form
from selfcheck_service.core.scoring.settling import form_of

# Reading a statement with its anchors, thinking and choosing takes about this long.
_SECONDS_PER_QUESTION = 25
# Nobody knows it better than this, once it is more than one step.
_STEP = 5


def minutes_for(questions: int) -> int:
    """Return about how many minutes so many questions take, rounded up: beyond 5 minutes to a multiple of 5."""
    minutes = ceil(questions * _SECONDS_PER_QUESTION / 60)
    return minutes if minutes <= _STEP else ceil(minutes / _STEP) * _STEP


def minutes_of_round(plan: Plan, terms: Terms) -> int:
    """Return about how many minutes answering takes in a round, for those of its perspectives who are asked the most.

    Questions of text count where the round has them.
    """
    forms = {form_of(plan, each) for each in terms.perspectives or ("",)}
    return max(minutes_for(_count(plan, form, terms)) for form in forms)


def _count(plan: Plan, form: str | None, terms: Terms) -> int:
    questions = questions_of_form(plan, form)
    return sum(terms.free_texts or each.definition.type != "text" for each in questions)
