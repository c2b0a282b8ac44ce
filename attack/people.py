"""Made-up people: what they are asked, and answers that make it hard to hide anybody: alike, split, skewed, silent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from attack.shapes import Shape, shape_of
from selfcheck_service.core.scoring import evaluate, parse_answers

KINDS = ("dont_know", "declined", "not_applicable")
# Stands in every text that somebody writes, so that it is seen wherever it comes out.
CANARY = "canary"

Given = dict[str, object]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers. `answers` are as a client sends them; what is not in them is unanswered."""

    number: int
    perspective: str | None
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One item as it is asked: its values in the declared order; none of a text."""

    key: str
    values: tuple[int | str, ...]
    kinds: tuple[str, ...]
    conditional: bool


@cache
def asked_of(name: str, perspective: str | None) -> tuple[AskedItem, ...]:
    """Return what a perspective is asked, as anybody can find out who has an empty response evaluated."""
    shape = shape_of(name)
    plan = shape.plan
    silence = evaluate(parse_answers(plan, {"answers": {}, "perspective": perspective}), language=plan.languages[0])
    return tuple(
        AskedItem(
            item.key,
            tuple(option.value for option in plan.structure.options_of(item.definition))
            if item.definition.kind.chooses_one
            else (),
            tuple(sorted(set(KINDS).intersection(item.no_answers))),
            item.definition.shown_when is not None,
        )
        for item in plan.items
        if item.key not in silence.hidden or item.definition.shown_when is not None
    )


@dataclass(frozen=True, slots=True)
class Leaning:
    """How people lean in one item: a favourite for each perspective, how many keep to it, how many say nothing."""

    favourites: Mapping[str | None, int]
    loyal: float
    silent: float


class Crowd:
    """Makes the people of one round. `mood` says how much they are of one opinion."""

    def __init__(self, shape: Shape, perspectives: Sequence[str], chance: Random) -> None:
        self.shape, self.chance = shape, chance
        self.names: tuple[str | None, ...] = tuple(perspectives) or (None,)
        self.mood = chance.choice(("even", "skewed", "alike", "alike", "camps", "silent", "mixed", "mixed"))
        self.leanings: dict[str, Leaning] = {}

    def person(self, number: int, perspective: str | None) -> Person:
        """Return somebody of this perspective, who answers as people of this round do."""
        return Person(number, perspective, dict(self._answers(perspective)))

    def _answers(self, perspective: str | None) -> Iterator[tuple[str, object]]:
        for item in asked_of(self.shape.name, perspective):
            said = self._said(item, perspective)
            if said is not None:
                yield item.key, said

    def _said(self, item: AskedItem, perspective: str | None) -> object:
        chance = self.chance
        if not item.values:
            return f"{CANARY} {chance.getrandbits(64):x}" if chance.random() < 0.5 else None
        leaning = self.leanings.setdefault(item.key, self._leaning(item))
        if chance.random() < leaning.silent:
            kind = chance.choice((*item.kinds, None))
            return None if kind is None else {"no_answer": kind}
        if chance.random() < leaning.loyal:
            return item.values[leaning.favourites[perspective] % len(item.values)]
        return chance.choice(item.values)

    def _leaning(self, item: AskedItem) -> Leaning:
        chance = self.chance
        mood = self.mood
        if mood == "mixed":
            mood = chance.choice(("even", "skewed", "alike", "camps", "silent", "dissenter"))
        place = chance.randrange(len(item.values))
        apart = {name: chance.randrange(len(item.values)) for name in self.names}
        loyal = {"even": 0.0, "skewed": 0.8, "dissenter": 0.96, "silent": 0.5, "alike": 1.0, "camps": 1.0}[mood]
        silent = {"silent": chance.choice((0.4, 0.9, 1.0)), "alike": 0.0, "camps": 0.0}.get(mood, 0.08)
        return Leaning(apart if mood == "camps" else dict.fromkeys(self.names, place), loyal, silent)
