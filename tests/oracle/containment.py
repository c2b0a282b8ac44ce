"""What bounds promise: whatever is said to everything that is open, the score lies between them (docs/scoring.md, 5).

Where the exact ends are hard to say, this is what the bounds of the engine are held to.
"""

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from tests.oracle.case import Case, Data, entries_of, is_scored_field, options_of, scoring_of
from tests.oracle.evaluator import evaluate_case
from tests.oracle.open_names import SPANNING, is_open_field
from tests.oracle.random_answers import any_answer, any_attribute
from tests.oracle.states import LEFT_OPEN

COMPLETIONS = 20
RULED_OUT = ("requirement", "coverage")

Bounds = dict[str, tuple[Fraction, Fraction]]


def scores_outside(case: Case, bounds: Bounds) -> list[str]:
    """Return every score of a field that lies outside its bounds once what was left open is answered at random."""
    return [
        f"{key}: {score} lies outside {low} … {high} with {after.answers} {after.profile}"
        for after in (completions(case) if bounds else ())
        for key, (low, high) in bounds.items()
        if is_promised(after, key) and (score := after.results[key]["score"]) is not None and not low <= score <= high
    ]


def is_promised(after: Case, key: str) -> bool:
    """Say whether the promise is about a field: nothing in it is open, and no field below was ruled out."""
    return not is_open_field(after, key) and not is_ruled_out_below(after, key)


def is_ruled_out_below(after: Case, key: str) -> bool:
    """Say whether a field below has no score for what it requires or its coverage; bounds count what is said there."""
    children = [thing["key"] for kind, thing, _ in entries_of(after, after.fields[key]) if kind == "field"]
    return any(after.results[each]["reason"] in RULED_OUT or is_ruled_out_below(after, each) for each in children)


def completions(case: Case) -> Iterator[Case]:
    """Yield cases in which everything is answered that was open, and the rest is shown or hidden as it was."""
    rng = Random(repr(sorted(case.states.items())))
    for _ in range(COMPLETIONS):
        after, _suggestions = evaluate_case(case.document, *_completed(case, rng), case.perspective)
        if _shown(after) == _shown(case):
            yield after


def _completed(case: Case, rng: Random) -> tuple[Data, Data]:
    """Return answers and a profile in which nothing is left open."""
    answers, extreme, settled = dict(case.answers), rng.choice([0.0, 0.5, 1.0]), _settled(case)
    for key, item in case.items.items():
        if item["type"] != "computed" and case.states[key] in LEFT_OPEN and key not in settled:
            offered = options_of(case, item) if "choice" in item["type"] else []
            answers[key] = any_answer(rng, item, offered, extreme)
    missing = [each for each in case.document.get("profile") or () if case.profile.get(each["key"]) is None]
    return answers, {**case.profile, **{each["key"]: any_attribute(rng, each) for each in missing}}


def _settled(case: Case) -> set[str]:
    """Return what was left open and has points by a policy in some field: the promise is about it staying as it is."""
    found = set()
    for each in filter(is_scored_field, case.fields.values()):
        policies = scoring_of(case, each)["no_answer"]
        items = [thing["key"] for kind, thing, _ in entries_of(case, each) if kind == "item"]
        found |= {key for key in items if policies.get(case.states[key], "exclude") not in SPANNING}
    return found


def _shown(case: Case) -> list[str]:
    """Return which items are shown; whether a computed one has a value follows from the others."""
    return [key for key, item in case.items.items() if item["type"] != "computed" and case.states[key] != "hidden"]
