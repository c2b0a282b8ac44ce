"""The deep check: synthetic respondents try to break what a questionnaire promises (docs/ci-questionnaires.md)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from selfcheck_service.core.definition.expansion import in_authors_words
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.reachability import can_be_true
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.structure import Structure, walk_fields
from selfcheck_service.core.scoring import Plan
from selfcheck_service.simulation.aiming import Aim
from selfcheck_service.simulation.observing import Goal, Observer
from selfcheck_service.simulation.reading import check_reading
from selfcheck_service.simulation.respondents import Body, Crowd
from selfcheck_service.simulation.steps import Suspect, check_not_applicable, step_through, without_effect
from selfcheck_service.simulation.world import Finding, Seen, World, found_at

# Every so many respondents one has the gaps filled.
_COMPLETED = 10
# How many answers an item has, roughly.
_ANSWERS_EACH = 5


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is tried.

    `bases` are responses in which every answer is exchanged, `aims` the tries for each thing nobody came to,
    `completions` those of a response with gaps.
    """

    respondents: int = 2000
    bases: int = 3
    aims: int = 150
    completions: int = 2


@dataclass(frozen=True, slots=True)
class DeepReport:
    """What came of it. `finished` tells whether the time sufficed; `reached` counts goals by kind: (reached, all).

    `idle` are the unscored items that change no result: context for people, or forgotten.
    """

    findings: tuple[Finding, ...]
    tried: int
    finished: bool
    proved: Mapping[str, int]
    reached: Mapping[str, tuple[int, int]]
    idle: tuple[str, ...]


def check_deep(
    plan: Plan,
    rng: Random,
    *,
    budget: Budget | None = None,
    expired: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
) -> DeepReport:
    """Return what synthetic respondents find out about a questionnaire.

    The same generator in the same state gives the same report, unless `expired` says that the time is over; then what
    was found so far is returned. `progress` is told how much of the work is done.
    """
    return _DeepCheck(plan, rng, budget or Budget(), expired, progress).run()


class _DeepCheck:
    def __init__(
        self,
        plan: Plan,
        rng: Random,
        budget: Budget,
        expired: Callable[[], bool],
        progress: Callable[[int, int], object],
    ) -> None:
        self.plan, self.rng, self.budget = plan, rng, budget
        # An estimate that mostly errs to too much: aims and completions are rarely all needed.
        self.expected = budget.respondents + len(plan.items) * budget.bases * _ANSWERS_EACH
        self.expected += budget.respondents * budget.completions // _COMPLETED
        self.world = World(plan, expired, lambda tried: progress(min(tried, self.expected - 1), self.expected))
        self.observer = Observer(self.world)
        self.progress = progress
        self.bases: list[Seen] = []
        self.suspects: list[Suspect] = []
        # What a definition gives points for is no gap: its bounds do not say what an answer would have done.
        policies = [field.scoring.no_answer for field in plan.fields]
        self.spanning = {
            state
            for state in ("unanswered", "dont_know", "declined")
            if all(getattr(policy, state, None) in (None, "exclude", "required") for policy in policies)
        }

    def run(self) -> DeepReport:
        stages = (self._ask, self._show, self._steps, self._aim, self._effects, self._neutral, self._judge)
        findings: list[Finding] = [*check_reading(self.plan)]
        for stage in stages:
            findings += stage()
        self.progress(self.expected, self.expected)
        missing = {goal for goal in self.observer.goals() if goal not in self.observer.reached}
        reached = {
            kind: (sum(goal not in missing for goal in goals), len(goals))
            for kind in ("level", "flag", "suggestion")
            if (goals := [goal for goal in self.observer.goals() if goal[0] == kind])
        }
        proved = {"score_leaves_scale": self.observer.proved_on_scale()}
        if self.observer.bands.least:
            proved["content_band"] = self.observer.bands.proved
        named = tuple(_in_authors_words(findings, self.plan.structure))
        idle = tuple(_idle_everywhere(self.observer.idle, self.plan.structure))
        return DeepReport(named, self.world.tried, not self.world.expired(), proved, reached, idle)

    def _ask(self) -> Iterator[Finding]:
        """Ask everybody; from those who answered everything come the bases for what follows."""
        crowd = Crowd(self.plan, self.rng)
        for number, body in enumerate(islice(crowd.everybody(), self.budget.respondents)):
            if self.world.expired():
                return
            seen = self.world.see(body)
            self.observer.watch(seen)
            if number % _COMPLETED == 0:
                yield from self._complete(crowd, seen)
        places = (0.5, 0.0, 1.0, 0.25, 0.75)[: self.budget.bases]
        self.bases = [self.world.see(body) for body in _all_alike(crowd, places)]

    def _complete(self, crowd: Crowd, seen: Seen) -> Iterator[Finding]:
        """Answer what a response left open, anyhow: its bounds must contain what comes out."""
        answers = seen.body["answers"]
        hidden = set(seen.results["hidden"])
        gaps = [
            found
            for found in crowd.asked_in(answers)
            if found.answers and found.key not in hidden and _state(answers, found.key) in self.spanning
        ]
        for _ in range(self.budget.completions if gaps else 0):
            filled = answers | {found.key: self.rng.choice(found.answers) for found in gaps}
            whole = self.world.see({**seen.body, "answers": filled})
            if whole.results["hidden"] == seen.results["hidden"]:
                yield from _outside_bounds(self.plan, seen, whole)

    def _show(self) -> Iterator[Finding]:
        """Look for somebody who is shown what is not shown to all; of what nobody sees nothing else can be said."""
        Aim(self.world, self.observer, self.rng, self.budget.aims).try_all({"item"})
        return iter(())

    def _steps(self) -> Iterator[Finding]:
        yield from step_through(self.world, self.observer, self.bases, self.suspects)

    def _aim(self) -> Iterator[Finding]:
        Aim(self.world, self.observer, self.rng, self.budget.aims).try_all({"level", "flag", "suggestion"})
        names = NamedSpans(self.plan.structure, ScoreSpans(self.plan.structure))
        for goal in self.observer.missing():
            if self._may_be_reached(goal, names):
                kind, key, level = goal
                yield found_at("not_reached", self._place(goal), name=level or key, kind=kind, field=key)

    def _may_be_reached(self, goal: Goal, names: NamedSpans) -> bool:
        """Tell whether it is not known already: what can never be true is a fault that the linter names."""
        kind, key, _ = goal
        if kind in ("level", "item"):
            return True
        conditions = {one.key: one.definition.trigger for one in self.plan.suggestions}
        if kind == "flag":
            conditions = {flag.key: flag.when for flag in self.plan.questionnaire.flags}
        condition = conditions[key]
        return can_be_true(condition, names)

    def _place(self, goal: Goal) -> Path:
        kind, key, _ = goal
        if kind == "level":
            return self.plan.structure.nodes[key].path
        if kind == "item":
            return self.plan.structure.item_paths[key]
        if kind == "flag":
            keys = [flag.key for flag in self.plan.questionnaire.flags]
            return ("flags", keys.index(key))
        return next(found.path for found in self.plan.suggestions if found.key == key)

    def _effects(self) -> Iterator[Finding]:
        yield from without_effect(self.world, self.observer, self.suspects)

    def _neutral(self) -> Iterator[Finding]:
        yield from check_not_applicable(self.world, self.bases)

    def _judge(self) -> Iterator[Finding]:
        yield from self.observer.scores_outside()
        yield from self.observer.ends_missed()
        yield from self.observer.bands.short.values()
        for goal, patterns in list(self.observer.patterns.items()):
            if len(patterns) == 1 and not self.world.expired():
                yield from self._one_pattern(goal)

    def _one_pattern(self, goal: Goal) -> Iterator[Finding]:
        """A level that was reached in one way only: look whether any single other answer keeps it."""
        seen = self.observer.reached[goal]
        field = next(found for found in self.plan.fields if found.key == goal[1])
        items = self.observer.resting_on[field.key]
        if len(items) < 2:
            return
        for index in items:
            for answer in self.world.candidates[self.plan.items[index].key].answers:
                self.observer.watch(self.world.with_answer(seen, self.plan.items[index].key, answer))
        if len(self.observer.patterns[goal]) == 1:
            yield found_at("level_one_pattern", field.node.path, witness=seen.body, name=goal[2], field=field.key)


def _in_authors_words(findings: Iterable[Finding], structure: Structure) -> Iterator[Finding]:
    """Yield what was found once, with the response that showed it first, however often its place is written out."""
    seen: set[str] = set()
    for found in findings:
        for problem in in_authors_words([found.problem], structure):
            if repr(problem) not in seen:
                seen.add(repr(problem))
                yield Finding(problem, found.witness)


def _idle_everywhere(idle: Collection[str], structure: Structure) -> Iterator[str]:
    """Yield the author's keys of items of which all that is written out changes nothing."""
    used = {structure.origins.get(key, key) for key in structure.items if key not in idle}
    # What is asked for the fields themselves is shown beside their results.
    fields = [field for _, field in walk_fields(structure.questionnaire.fields, ())]
    used.update(key for field in fields for key in (field.urgency, field.evidence) if key is not None)
    yield from dict.fromkeys(own for key in idle if (own := structure.origins.get(key, key)) not in used)


def _all_alike(crowd: Crowd, places: tuple[float, ...]) -> Iterator[Body]:
    """Return responses in which all stand at the same place, attributes too: a score may need them."""
    for place in places:
        answers = {found.key: _at(found.answers, place) for found in crowd.items if found.answers}
        profile = {key: _at(values, place) for key, values in crowd.profile.items() if values}
        yield {"answers": crowd.in_units(answers), "profile": profile}


def _at(values: Sequence[object], place: float) -> object:
    return values[round(place * (len(values) - 1))]


def _state(answers: Body, key: str) -> str:
    answer = answers.get(key)
    if answer is None:
        return "unanswered"
    return str(answer["no_answer"]) if isinstance(answer, dict) else "answered"


def _outside_bounds(plan: Plan, seen: Seen, whole: Seen) -> Iterator[Finding]:
    for field in plan.fields:
        result = whole.fields[field.key]
        if result["coverage"] != "1" or result["status"] != "valid":
            # Bounds are about everything being answered and every child being computed.
            continue
        low, high = seen.score(field.key, "score_min"), seen.score(field.key, "score_max")
        score = whole.score(field.key)
        if low is not None and high is not None and score is not None and not low <= score <= high:
            words = {"name": field.key, "found": str(score), "range": f"[{low}, {high}]"}
            yield found_at("bounds_too_narrow", (*field.node.path, "scoring"), "error", seen.body, **words)
