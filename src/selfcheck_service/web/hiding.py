"""Which questions do not count by what has been answered so far, so that a page need not show them."""

from collections.abc import Collection, Iterable, Mapping

from selfcheck_service.core.definition import AnswersInvalid, Problem
from selfcheck_service.core.scoring import Plan, parse_answers
from selfcheck_service.core.scoring.engine import start_run
from selfcheck_service.core.scoring.states import HIDDEN


def hidden_in(plan: Plan, body: Mapping[str, object], faulty: Collection[str]) -> frozenset[str]:
    """Return the keys of the items that are not asked, as far as that is known.

    `body` is as `parse_answers` takes it; what is `faulty` in it, by the keys of items, decides about nothing. Where
    more is wrong than that, nothing is hidden.
    """
    answers = body["answers"]
    known = {key: value for key, value in answers.items() if key not in faulty} if isinstance(answers, dict) else {}
    try:
        run = start_run(plan, parse_answers(plan, {**body, "answers": known}), bounds=False)
    except AnswersInvalid:
        return frozenset()
    return frozenset(item.key for item in plan.items if run.states[item.index] == HIDDEN)


def keys_of(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the keys of the items at which something is wrong."""
    located = (problem.location.split("/") for problem in problems)
    # Names of items hold no characters that a location writes in another way.
    return frozenset(parts[2] for parts in located if len(parts) > 2 and parts[1] == "answers")
