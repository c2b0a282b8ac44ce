"""What people leave open, answered later: random responses to a definition, and each of them completed."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain, combinations
from random import Random
from typing import Any

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import Plan, compile_plan, parse_answers
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.states import HIDDEN, OPEN_STATES, STATE_NAMES
from tests.oracle.random_answers import random_answers

Data = dict[str, Any]
# So many random responses say what items accept.
SAMPLES = 25


@dataclass(frozen=True)
class Completion:
    """One response, and the same with everything answered that was left open."""

    plan: Plan
    before: Run
    after: Run
    body: Data
    completed: Data


def completions(document: Data, responses: int, each: int) -> Iterator[Completion]:
    """Yield random responses with what becomes of them; those in which an answer shows or hides something are left out.

    What a policy gives points for counts as left out here, as bounds do not say what an answer would have done.
    """
    document = deepcopy(document)
    _let_span(document)
    plan = compile_plan(parse_definition(document))
    completing = _Completing(document)
    for seed in range(responses):
        rng = Random(f"{document['key']} {seed}")
        body = _body(document, seed)
        served, before = _computed(plan, body)
        for _ in range(each):
            completed = completing.complete(body, served, rng)
            after = _computed(plan, completed)[1]
            if _shown(served, before) == _shown(served, after) and _is_complete(served, after):
                yield Completion(served, before, after, body, completed)


def _body(document: Data, seed: int) -> Data:
    answers, profile, perspective = random_answers(document, seed)
    return {"answers": answers, "profile": profile, "perspective": perspective}


def _computed(plan: Plan, body: Data) -> tuple[Plan, Run]:
    answers = parse_answers(plan, body)
    return answers.plan, compute(answers)


def _let_span(part: object) -> None:
    """Let no policy give points to what is open."""
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for one in parts:
        _let_span(one)
    policies = part.get("no_answer") if isinstance(part, dict) else None
    if isinstance(policies, dict):
        for name in (STATE_NAMES[state] for state in OPEN_STATES):
            if policies.get(name) not in (None, "exclude", "required"):
                policies[name] = "exclude"


def _shown(plan: Plan, run: Run) -> list[bool]:
    """Return which items are shown; a computed item without a condition of its own is."""
    return [
        run.states[item.index] != HIDDEN
        for item in plan.items
        if item.definition.computed is None or item.shown_when is not None or item.applies_to is not None
    ]


def _is_complete(plan: Plan, run: Run) -> bool:
    return not any(run.states[item.index] in OPEN_STATES for item in plan.items)


def _no_answer(answer: object) -> str | None:
    return str(answer["no_answer"]) if isinstance(answer, dict) else None


class _Completing:
    """Answers what is open, by what other random responses say to it."""

    def __init__(self, document: Data) -> None:
        fields = list(_all_fields(document["fields"]))
        self.units = {field["key"]: field["items"] for field in fields if "units" in field}
        self.items = [item for field in fields if "units" not in field for item in field.get("items", [])]
        self.accepted: dict[str, list[Any]] = {}
        self.profile: dict[str, list[Any]] = {}
        for seed in range(SAMPLES):
            body = _body(document, -1 - seed)
            for key, answer in _each_answer(body["answers"], self.units):
                if _no_answer(answer) is None:
                    self.accepted.setdefault(key, []).append(answer)
            for key, value in (body["profile"] or {}).items():
                self.profile.setdefault(key, []).append(value)

    def complete(self, body: Data, plan: Plan, rng: Random) -> Data:
        answers = self._all(self.items, body["answers"], rng)
        for key, items in self.units.items():
            units = body["answers"].get(key) or [{}] * len(plan.structure.units[key])
            answers[key] = [self._all(items, unit, rng) for unit in units]
        profile = {key: rng.choice(values) for key, values in self.profile.items()} | (body["profile"] or {})
        return {**body, "answers": answers, "profile": profile}

    def _all(self, items: Sequence[Data], answers: Data, rng: Random) -> Data:
        completed = dict(answers)
        for item in items:
            key, said = item["key"], answers.get(item["key"])
            if item["type"] == "pairwise" and not isinstance(said, dict):
                completed[key] = _all_pairs(item, said or [], rng)
            elif (said is None or _no_answer(said) in ("dont_know", "declined")) and key in self.accepted:
                completed[key] = rng.choice(self.accepted[key])
        return completed


def _each_answer(answers: Data, units: Data) -> Iterator[tuple[str, Any]]:
    for key, answer in answers.items():
        if key in units:
            yield from chain.from_iterable(unit.items() for unit in answer)
        else:
            yield key, answer


def _all_pairs(item: Data, said: list[Any], rng: Random) -> list[Any]:
    kept = [pair for pair in said if _no_answer(pair) in (None, "not_applicable")]
    known = {frozenset(pair["between"] if isinstance(pair, dict) else pair) for pair in kept}
    options = [option["value"] for option in item["pairwise"]["options"]]
    missing = [pair for pair in combinations(options, 2) if frozenset(pair) not in known]
    return [*kept, *(rng.sample(pair, 2) for pair in missing)]


def _all_fields(fields: Sequence[Data]) -> Iterator[Data]:
    for field in fields:
        yield field
        yield from _all_fields(field.get("fields", []))
