"""Attempts to show that a bump is too small: old responses, evaluated under both versions."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from random import Random

import msgspec

from selfcheck_service.core.comparison import Bump, Diff, Difference, Witness
from selfcheck_service.core.definition import AnswersInvalid
from selfcheck_service.core.scoring import Answers, Plan, canonical_results, parse_answers
from selfcheck_service.simulation.respondents import Body, respondents

_Results = Mapping[str, object]
# Where it is not expected that nothing changes, a witness is a help and no proof: fewer tries do.
_TRIES_FOR_A_WITNESS = 200


def try_to_refute(
    diff: Diff,
    old: Plan,
    new: Plan,
    rng: Random,
    budget: int,
    *,
    expired: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
) -> Diff:
    """Return the comparison with the number of tries, and a witness where one was found.

    `budget` is how many synthetic responses are evaluated. A witness against a bump that was thought to be proved
    raises it: then the proof has a fault of its own, and the larger bump is the honest one. No further one is
    evaluated once `expired` says that the time is over. `progress` is told how many there were, of how many.
    """
    tried = 0
    tries = min(budget, _TRIES_FOR_A_WITNESS) if diff.bump == "major" else budget
    for tried, body in enumerate(respondents(old, rng, tries), start=1):
        if expired():
            return replace(diff, tried=tried - 1, finished=False)
        progress(tried, tries)
        found = _refute(diff.bump, old, new, body)
        if found is not None:
            needed, witness = found
            return _with_witness(replace(diff, tried=tried, witness=witness), needed)
    return replace(diff, tried=tries)


def _refute(bump: Bump, old: Plan, new: Plan, body: Body) -> tuple[Bump, Witness] | None:
    """Return the bump that a response asks for where it is more than claimed, and what shows it."""
    answers = parse_answers(old, body)
    before = _evaluate(answers)
    try:
        after = _evaluate(parse_answers(new, body))
    except AnswersInvalid as invalid:
        problem = invalid.problems[0]
        return "major", Witness(body, problem.location, "accepted", problem.code)
    for place, was, now in _promised(before, after, answers.plan.item_index):
        if was != now:
            return "major", Witness(body, place, was, now)
    if bump in ("none", "patch"):
        for name in ("suggestions", "hidden"):
            if before[name] != after[name]:
                return "minor", Witness(body, name, before[name], after[name])
    return None


def _evaluate(answers: Answers) -> _Results:
    found: _Results = msgspec.json.decode(canonical_results(answers))
    return found


def _promised(before: _Results, after: _Results, known: Collection[str]) -> Iterator[tuple[str, object, object]]:
    """Yield every result of the old version beside that of the new one, with its name."""
    # The same bytes mean the same results, but for the hash that stands among them.
    for member in ("fields", "flags", "items"):
        was, now = before.get(member), after.get(member, {})
        if was != now and isinstance(was, dict) and isinstance(now, dict):
            for key in was:
                yield from _each(f"{member}/{key}", was[key], now.get(key))
    if before["overall"] is not None:
        yield from _each("overall", before["overall"], after["overall"])
    hidden = before["hidden"], after["hidden"]
    if hidden[0] != hidden[1] and isinstance(hidden[0], list) and isinstance(hidden[1], list):
        # Of items that came later nothing was promised.
        yield "hidden", sorted(hidden[0]), sorted(set(hidden[1]).intersection(known))


def _each(place: str, was: object, now: object) -> Iterator[tuple[str, object, object]]:
    if isinstance(was, dict) and isinstance(now, dict):
        for name in was:
            yield f"{place}/{name}", was[name], now.get(name)
    else:
        yield place, was, now


def _with_witness(diff: Diff, needed: Bump) -> Diff:
    if diff.bump != "major" or needed != "major":
        witness = diff.witness
        before, after = (None, None) if witness is None else (witness.before, witness.after)
        subject = "" if witness is None else witness.place
        found = Difference("result_changed", needed, subject, "shown", None, None, before, after)
        return replace(diff, bump=needed, differences=(*diff.differences, found))
    doubtful = [found for found in diff.differences if found.bump == "major"]
    if len(doubtful) == 1:
        # With one suspect only, the witness speaks against that one.
        shown = tuple(replace(one, proof="shown") if one is doubtful[0] else one for one in diff.differences)
        return replace(diff, differences=shown)
    return diff
