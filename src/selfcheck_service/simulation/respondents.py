"""Synthetic respondents: a mix that reaches ends, borders and gaps, and people who answer with some consistency."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from selfcheck_service.core.definition.model import ProfileAttribute
from selfcheck_service.core.scoring import Plan
from selfcheck_service.core.scoring.units import possible_units, with_units
from selfcheck_service.simulation.asking import borders_of
from selfcheck_service.simulation.candidates import Candidates, candidates_of, numbers_of_attribute

# The body of a request for an evaluation.
Body = dict[str, Any]
_KINDS = ("dont_know", "declined", "not_applicable")
# How many of the items somebody leaves without an answer.
_GAPS = (0.0, 0.0, 0.1, 0.1, 0.3, 0.5, 0.9)
# Of those left without an answer, how many say why.
_SAYING_WHY = 0.6
# How many answers are given by chance alone, and how many attributes of the profile are given.
_CHANCE = 0.25
_TELLING = 0.8
# Which share of the respondents differs from others in one answer only.
_ONE_AT_A_TIME = 3


class Crowd:
    """Makes respondents for one questionnaire. The same seed makes the same ones."""

    def __init__(self, plan: Plan, rng: Random) -> None:
        self.rng = rng
        self.units = possible_units(plan)
        # People have different numbers of units; those with most of them are asked all items that there can be.
        self.most = with_units(plan, tuple(found[-1] for found in self.units.values()))
        borders = borders_of(plan.questionnaire)
        candidates = (candidates_of(item, borders) for item in self.most.items)
        self.items = [found for found in candidates if found.answers or found.no_answers]
        self.profile = {found.key: _values(found, borders) for found in plan.questionnaire.profile}
        self.perspectives: list[str | None] = [None, *(found.key for found in plan.questionnaire.perspectives)]
        # Some questions are harder than others, for everybody.
        self.difficulty = {found.key: rng.gauss(0, 1) for found in self.items}

    def everybody(self) -> Iterator[Body]:
        """Yield respondents without end: first the telling ones, then ones by chance."""
        yield from self.ends()
        singles = self.one_at_a_time()
        while True:
            for _ in range(_ONE_AT_A_TIME - 1):
                yield self.somebody()
            yield next(singles, {}) or self.somebody()

    def ends(self) -> Iterator[Body]:
        """Yield those who treat all items alike: nothing, all lowest, all highest, all between, all one no answer."""
        for perspective in self.perspectives:
            for place in (0.0, 1.0, 0.5, 0.25, 0.75):
                yield self.frame(perspective, {found.key: _at(found, place) for found in self.items if found.answers})
            yield self.frame(perspective, {})
            for kind in _KINDS:
                said = {found.key: {"no_answer": kind} for found in self.items if kind in found.no_answers}
                yield self.frame(perspective, said)

    def one_at_a_time(self) -> Iterator[Body]:
        """Yield a respondent in the middle with one answer exchanged, for each answer to each item."""
        for place in (0.5, 1.0, 0.0):
            base = {found.key: _at(found, place) for found in self.items if found.answers}
            for found in self.items:
                for answer in (*found.answers, *({"no_answer": kind} for kind in found.no_answers), None):
                    yield self.frame(self.rng.choice(self.perspectives), _without_nothing({**base, found.key: answer}))

    def somebody(self) -> Body:
        """Return a person who is more or less far on, answers accordingly, and leaves some items out."""
        rng = self.rng
        gaps, trait = rng.choice(_GAPS), rng.gauss(0, 1.5)
        answers = {found.key: self.answer(found, gaps, trait) for found in self.items}
        return self.frame(rng.choice(self.perspectives), _without_nothing(answers))

    def answer(self, found: Candidates, gaps: float, trait: float) -> object:
        """Return an answer of somebody with this trait, or None for none."""
        rng = self.rng
        if rng.random() < gaps or not found.answers:
            says_why = found.no_answers and rng.random() < _SAYING_WHY
            return {"no_answer": rng.choice(found.no_answers)} if says_why else None
        if rng.random() < _CHANCE:
            return rng.choice(found.answers)
        far = trait - self.difficulty[found.key] + rng.gauss(0, 0.7)
        return _at(found, min(1.0, max(0.0, 0.5 + far / 4)))

    def frame(self, perspective: str | None, answers: Body) -> Body:
        """Return the body with these answers, and a profile of which some attributes are not given."""
        profile = {
            key: self.rng.choice(values)
            for key, values in self.profile.items()
            if values and self.rng.random() < _TELLING
        }
        return {"answers": self.in_units(answers), "profile": profile, "perspective": perspective}

    def in_units(self, answers: Body) -> Body:
        """Return the answers of somebody who has some number of units: those to items in others are left out."""
        if not self.units:
            return answers
        units: Body = {key: [{}] * self.rng.choice(possible) for key, possible in self.units.items()}
        asked = {found.key for found in self.asked_in(units)}
        return {**{key: answer for key, answer in answers.items() if key in asked}, **units}

    def asked_in(self, answers: Body) -> Iterator[Candidates]:
        """Yield the items that somebody is asked who has as many units as these answers name."""
        has = {f"{key}.{number + 1}" for key in self.units for number in range(len(answers[key]))}
        units = self.most.structure.item_units
        return (found for found in self.items if found.key not in units or units[found.key] in has)


def _values(attribute: ProfileAttribute, borders: Sequence[Fraction]) -> list[object]:
    """Return what may be said of an attribute: each of its options, or numbers at the ends of its range and between."""
    if attribute.number is None:
        return [option.value for option in attribute.options]
    return numbers_of_attribute(attribute.number, borders)


def _at(found: Candidates, place: float) -> object:
    """Return the answer at a place between the lowest, 0, and the highest, 1."""
    return found.answers[round(place * (len(found.answers) - 1))]


def _without_nothing(answers: Body) -> Body:
    return {key: answer for key, answer in answers.items() if answer is not None}


def respondents(plan: Plan, rng: Random, count: int) -> Iterator[Body]:
    """Yield so many bodies that the questionnaire accepts; a generator in the same state yields the same ones."""
    everybody = Crowd(plan, rng).everybody()
    for _ in range(count):
        yield next(everybody)
