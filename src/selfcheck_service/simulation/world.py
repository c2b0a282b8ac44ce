"""What synthetic respondents see of a questionnaire: bodies in, results out, counted and bounded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import msgspec

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.problems import Path, Severity
from selfcheck_service.core.scoring import Answers, Plan, canonical_results, parse_answers
from selfcheck_service.simulation.asking import borders_of
from selfcheck_service.simulation.candidates import Candidates, candidates_of
from selfcheck_service.simulation.respondents import Body

Results = Mapping[str, Any]
_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """What a property does not hold for: a problem with its place, and a response that shows it where there is one."""

    problem: Problem
    witness: Body | None = None


def found_at(
    code: str, path: Path, severity: Severity = "warning", witness: Body | None = None, **parameters: object
) -> Finding:
    """Return a finding at a path of the definition."""
    return Finding(Problem(pointer(*path), code, parameters, severity), witness)


@dataclass(frozen=True, slots=True)
class Seen:
    """One response with its results, those of all fields by key, `overall` among them."""

    body: Body
    answers: Answers
    octets: bytes
    results: Results
    fields: Mapping[str, Results]

    def score(self, key: str, name: str = "score") -> Fraction | None:
        """Return a number of a field, None where it was not computed."""
        number = self.fields[key][name]
        return None if number is None else Fraction(number)


@dataclass(slots=True)
class World:
    """A questionnaire under trial.

    `expired` tells whether the time is over; `tried` counts evaluations, and `progress` is told of it now and then.
    """

    plan: Plan
    expired: Callable[[], bool]
    progress: Callable[[int], object] = lambda _tried: None
    tried: int = 0
    borders: Sequence[Fraction] = ()
    candidates: Mapping[str, Candidates] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Work out once what may be said to each item."""
        self.borders = borders_of(self.plan.questionnaire)
        self.candidates = {item.key: candidates_of(item, self.borders) for item in self.plan.items}

    def see(self, body: Body) -> Seen:
        """Return what a response comes to; the body is one that the questionnaire accepts."""
        return self.see_answers(body, parse_answers(self.plan, body))

    def see_answers(self, body: Body, answers: Answers) -> Seen:
        """Return what parsed answers come to."""
        self.tried += 1
        if self.tried % _TOLD_EVERY == 0:
            self.progress(self.tried)
        octets = canonical_results(answers)
        results: Results = msgspec.json.decode(octets)
        fields = dict(results["fields"])
        if results["overall"] is not None:
            fields["overall"] = results["overall"]
        return Seen(body, answers, octets, results, fields)

    def with_answer(self, seen: Seen, key: str, answer: object) -> Seen:
        """Return the same response with another answer to one item, or none where the answer is None."""
        said = {name: value for name, value in seen.body["answers"].items() if name != key}
        if answer is not None:
            said[key] = answer
        return self.see({**seen.body, "answers": said})
