"""How long answering takes, as it is said wherever somebody is asked for the time."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.scoring import Plan, parse_answers
from selfcheck_service.core.scoring.engine import start_run
from selfcheck_service.core.scoring.questions import questions_of_form
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.core.scoring.states import HIDDEN

# Reading a statement with its anchors, thinking and choosing takes about this long.
_SECONDS_PER_QUESTION = 25
# Nobody knows it better than this, once it is more than one step.
_STEP = 5


@dataclass(frozen=True, slots=True)
class Length:
    """How many questions there are to answer, and about how many minutes that takes."""

    questions: int
    minutes: int


def minutes_for(questions: int) -> int:
    """Return about how many minutes so many questions take, rounded up: beyond 5 minutes to a multiple of 5."""
    minutes = ceil(questions * _SECONDS_PER_QUESTION / 60)
    return minutes if minutes <= _STEP else ceil(minutes / _STEP) * _STEP


def minutes_of_round(plan: Plan, terms: Terms) -> int:
    """Return about how many minutes answering takes in a round, for those of its perspectives who are asked the most.

    Questions of text count where the round has them.
    """
    return max(
        length_for(plan, each, profile=terms.profile, texts=terms.free_texts).minutes
        for each in terms.perspectives or ("",)
    )


def length_for(
    plan: Plan, perspective: str, *, profile: Mapping[str, object] | None = None, texts: bool = True
) -> Length:
    """Return how many questions somebody meets who begins, as pages that ask them count too, and how long that takes.

    `perspective` is "" where none is known; `profile` says what is known of the municipality. What comes by an answer
    alone is not there at the beginning, and what does not apply to the municipality never is. Without `texts` nobody
    is asked for a text. How urgent a field is and what its answers rest on are no questions of their own.
    """
    body = {"answers": {}, "profile": profile or {}, "perspective": perspective or None}
    states = start_run(plan, parse_answers(plan, body), bounds=False).states
    asked = [
        item
        for item in questions_of_form(plan, form_of(plan, perspective))
        if states[item.index] != HIDDEN and (texts or item.definition.type != "text")
    ]
    return Length(len(asked), minutes_for(len(asked)))
