"""Aiming: responses that try to come to something that nobody has come to by chance."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from selfcheck_service.core.definition import plain_document
from selfcheck_service.core.scoring.plan import FieldPlan
from selfcheck_service.simulation.observing import Goal, Observer
from selfcheck_service.simulation.respondents import Body, Crowd
from selfcheck_service.simulation.world import Seen, World

_KINDS_OF_NO_ANSWER = ("not_applicable", "dont_know", "declined")
# How often an item that a condition asks for is left without an answer, and how often it is set at an end.
_SILENCE = 0.15
_AT_END = 0.6


class Aim:
    """Tries for what is missing; `tries` is how often for each goal."""

    def __init__(self, world: World, observer: Observer, rng: Random, tries: int) -> None:
        self.world, self.observer, self.rng, self.tries = world, observer, rng, tries
        self.crowd = Crowd(world.plan, rng)
        self.fields = {field.key: field for field in world.plan.fields}

    def try_all(self) -> None:
        """Go for every goal that was not reached, one after the other."""
        for goal in self.observer.missing():
            self._try(goal)

    def _try(self, goal: Goal) -> None:
        if goal[0] == "level":
            self._climb(self.fields[goal[1]], goal)
        items, fields = self._asked(goal)
        for _ in range(self.tries):
            if goal in self.observer.reached or self.world.expired():
                return
            self._see(self._guess(items, fields))

    def _see(self, body: Body) -> Seen:
        seen = self.world.see(body)
        self.observer.watch(seen)
        return seen

    def _climb(self, field: FieldPlan, goal: Goal) -> None:
        """Raise the items of a field one after the other, by one answer each time, so that no level is jumped over."""
        keys = [self.world.plan.items[index].key for index in field.coverage_items]
        answers: Body = {key: found.answers[0] for key, found in self.world.candidates.items() if found.answers}
        for key in keys:
            for answer in self.world.candidates[key].answers:
                if goal in self.observer.reached or self.world.expired():
                    return
                answers[key] = answer
                self._see({"answers": dict(answers)})

    def _asked(self, goal: Goal) -> tuple[list[str], list[str]]:
        """Return the items and fields that decide whether a goal is reached, as far as names tell."""
        kind, key, _ = goal
        if kind == "level":
            return self._below(key), [key]
        part = next(
            found for found in _parts(plain_document(self.world.plan.questionnaire), kind) if found["key"] == key
        )
        return self._named(part)

    def _named(self, part: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401 - plain JSON data
        words = set(_texts(part))
        items = [key for key in self.world.candidates if key in words]
        fields = [key for key in self.fields if key in words]
        classes = [item.key for item in self.world.plan.items if words.intersection(item.definition.classes)]
        for flag in self.world.plan.questionnaire.flags:
            if flag.key in words and flag.key != part["key"]:
                more = self._named({"key": flag.key, "when": flag.when.model_dump(mode="json", by_alias=True)})
                items, fields = items + more[0], fields + more[1]
        return list(dict.fromkeys(items + classes)), list(dict.fromkeys(fields))

    def _below(self, key: str) -> list[str]:
        return [self.world.plan.items[index].key for index in self.fields[key].coverage_items]

    def _guess(self, items: list[str], fields: list[str]) -> Body:
        """Return somebody in whose response the items in question are anything, and each field lies anywhere."""
        body = self.crowd.somebody()
        answers = body["answers"]
        for field in fields:
            place, gaps = self.rng.random(), self.rng.choice((0.0, 0.0, 0.5, 1.0))
            for key in self._below(field):
                self._set(answers, key, place, gaps)
        for key in items:
            end = self.rng.choice((0.0, 1.0)) if self.rng.random() < _AT_END else self.rng.random()
            self._set(answers, key, end, _SILENCE)
        return body

    def _set(self, answers: Body, key: str, place: float, gaps: float) -> None:
        found = self.world.candidates[key]
        answers.pop(key, None)
        if self.rng.random() < gaps:
            if found.no_answers:
                answers[key] = {"no_answer": self.rng.choice(found.no_answers)}
        elif found.answers:
            near = place + self.rng.choice((-0.15, 0.0, 0.0, 0.15))
            answers[key] = found.answers[round(min(1.0, max(0.0, near)) * (len(found.answers) - 1))]


def _parts(part: Any, kind: str) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - plain JSON data
    """Yield the flags or the suggestions of a plain document, wherever they stand."""
    if isinstance(part, dict):
        yield from part.get(f"{kind}s", ())
        for value in part.values():
            yield from _parts(value, kind)
    elif isinstance(part, list):
        for value in part:
            yield from _parts(value, kind)


def _texts(part: Any) -> Iterator[str]:  # noqa: ANN401 - plain JSON data
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from _texts(value) if name not in ("title", "text") else ()
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)
