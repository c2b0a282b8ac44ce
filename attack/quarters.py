"""Attacks on small groups: is there a world with the same quarters in which somebody answered otherwise?

A world says what each person answered. Worlds are looked for among those in which the others answer all items of a
field or, so many of them, none: each that is found is shown to be one, because the release of it has the same bytes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import lcm

from ortools.sat.python import cp_model

from attack.counting import place_of
from attack.measures import subjects_of
from attack.people import Person, asked_of
from attack.published import Quarter, Small
from attack.solving import new_solver
from attack.weighing import exact_scores

# What one person says to one item: the number of the person and the key of the item.
Told = tuple[int, str]
Choices = dict[Told, list[cp_model.IntVar]]


@dataclass(frozen=True, slots=True)
class Group:
    """The people of a small group and what is published of them. `known` are those who took part and read it."""

    shape: str
    small: Small
    people: Sequence[Person]
    known: tuple[Person, ...] = ()

    @property
    def others(self) -> list[Person]:
        """Return those whose answers the reader does not know."""
        return [person for person in self.people if person not in self.known]


def unanimous(group: Group) -> dict[Told, int]:
    """Return the places of answers that all others of a perspective truly gave, for one person of each perspective.

    Where two of them differ nobody's answer is certain, for their answers could be exchanged.
    """
    subjects = subjects_of(group.shape)
    found = {}
    for name in sorted(group.small.names, key=str):
        inside = [person for person in group.others if person.perspective == name]
        for item in asked_of(group.shape, name) if inside else ():
            if item.values and not item.conditional:
                places = {place_of(person, item.key, subjects[item.key].values) for person in inside}
                if len(places) == 1:
                    found[inside[0].number, item.key] = places.pop()
    return found


def other_worlds(group: Group, wanted: Mapping[Told, int]) -> tuple[list[list[Person]], list[Told]]:
    """Return worlds in which people answer items otherwise, and what nobody answers otherwise in any of them.

    What is wanted stands with the place of its true answer.
    """
    worlds, left = [], dict(wanted)
    for silent in range(len(group.others)):
        # All at once first; then one by one what was not otherwise there.
        for tried in [dict(left), *({told: place} for told, place in dict(left).items())]:
            still = {told: place for told, place in tried.items() if told in left}
            found = _World(group, {number for number, _ in still}, silent).solve(still) if still else None
            if found is not None:
                worlds.append(found[0])
                left = {told: place for told, place in left.items() if told not in still or told in found[1]}
            if not left:
                return worlds, []
    return worlds, list(left)


class _World:
    """The model in which so many of the others leave out everything; `telling` are those whose answers are wanted."""

    def __init__(self, group: Group, telling: Collection[int], silent: int) -> None:
        self.group = group
        self.model = cp_model.CpModel()
        self.choices: Choices = {}
        inside = [one for one in group.others if one.number in telling]
        self.speaking = [*inside, *[one for one in group.others if one.number not in telling][silent:]]
        self.subjects = subjects_of(group.shape)
        for at, one in enumerate(self.speaking):
            left_out = self._left_out(one) if at else set()
            for item in asked_of(group.shape, one.perspective):
                if item.values and not item.conditional and item.key not in left_out:
                    self.choices[one.number, item.key] = [
                        self.model.new_bool_var("") for place in range(len(item.values))
                    ]
        for choices in self.choices.values():
            self.model.add_exactly_one(choices)
        self.possible = all(self._add_quarter(quarter) for quarter in group.small.quarters)

    def _left_out(self, one: Person) -> set[str]:
        """Return the items of fields in which too few are said to have a score: only one person answers them."""
        fields = [quarter.field for quarter in self.group.small.quarters if quarter.reason == "too_few_scored"]
        return {
            key
            for field in fields
            for key, worth in _parts(self.group.shape, one.perspective, field)[1].items()
            if any(worth)
        }

    def _add_quarter(self, quarter: Quarter) -> bool:
        """Hold the mean of the scores to the quarter; tell whether that can be done."""
        shape, people = self.group.shape, len(self.group.people)
        if quarter.ends is None and quarter.reason != "too_few_scored":
            return True
        told = [exact_scores(shape, one.answers, one.perspective)[quarter.field] for one in self.group.known]
        own = [score for score in told if score is not None]
        if quarter.ends is None:
            return 2 * (len(own) + 1) <= people
        scored = len(self.speaking) + len(own)
        if 2 * scored <= people:
            return False
        terms = [term for one in self.speaking for term in self._score(one, quarter.field)]
        base = sum([*own, *(_parts(shape, one.perspective, quarter.field)[0] for one in self.speaking)], Fraction(0))
        low, high = (end * scored - base for end in quarter.ends)
        bottom = lcm(low.denominator, high.denominator, *[worth.denominator for _, worth in terms])
        whole = sum(variable * int(worth * bottom) for variable, worth in terms)
        self.model.add(whole >= int(low * bottom))
        self.model.add(whole <= int(high * bottom) - (not quarter.top))
        return True

    def _score(self, one: Person, field: str) -> list[tuple[cp_model.IntVar, Fraction]]:
        _, parts = _parts(self.group.shape, one.perspective, field)
        return [
            (variable, parts[key][place])
            for (number, key), choices in self.choices.items()
            if number == one.number and key in parts
            for place, variable in enumerate(choices)
        ]

    def solve(self, wanted: Mapping[Told, int]) -> tuple[list[Person], list[Told]] | None:
        """Return the people of a world in which as much as can be is otherwise, and what is as it was."""
        if not self.possible:
            return None
        same = {told: self.choices[told][place] for told, place in wanted.items() if self._has(told, place)}
        self.model.minimize(sum(same.values()))
        solver = new_solver()
        if solver.solve(self.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        people = [self._told(one, solver) for one in self.group.people]
        # What somebody is not asked in this world is no other answer.
        alike = [told for told in wanted if told not in self.choices or (told in same and solver.value(same[told]))]
        return people, alike

    def _has(self, told: Told, place: int) -> bool:
        return place < len(self.choices.get(told, ()))

    def _told(self, one: Person, solver: cp_model.CpSolver) -> Person:
        """Return somebody as they are in this world."""
        if one in self.group.known:
            return one
        answers: dict[str, object] = {}
        for (number, key), choices in self.choices.items():
            if number == one.number:
                place = next(at for at, variable in enumerate(choices) if solver.value(variable))
                answers[key] = self.subjects[key].values[place]
        return Person(one.number, one.perspective, answers)


@cache
def _parts(shape: str, perspective: str | None, field: str) -> tuple[Fraction, dict[str, list[Fraction]]]:
    """Return the score of a field with the first option throughout, and what each other option adds to it."""
    subjects = subjects_of(shape)
    items = [item for item in asked_of(shape, perspective) if item.values and not item.conditional]
    first: dict[str, object] = {item.key: item.values[0] for item in items}
    base = exact_scores(shape, first, perspective)[field] or Fraction(0)
    parts = {}
    for item in items:
        scores = [exact_scores(shape, {**first, item.key: value}, perspective)[field] for value in item.values]
        parts[item.key] = [(score or Fraction(0)) - base for score in scores]
    return base, {key: found for key, found in parts.items() if len(found) == len(subjects[key].values)}
