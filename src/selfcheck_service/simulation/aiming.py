"""Aiming: responses that try to come to something that nobody has come to by chance."""

from collections.abc import Collection
from fractions import Fraction
from random import Random

from selfcheck_service.core.scoring.plan import FieldPlan, ItemPlan
from selfcheck_service.simulation.asking import Asked, items_below, things_asked
from selfcheck_service.simulation.candidates import as_sent, numbers_of
from selfcheck_service.simulation.observing import Goal, Observer
from selfcheck_service.simulation.respondents import Body, Crowd
from selfcheck_service.simulation.world import Seen, World

# How often an item that a condition asks for is left without an answer, and how often it is set at an end.
_SILENCE = 0.15
_AT_END = 0.6
# So many times the numbers between two answers are halved: to a millionth of them.
_HALVINGS = 20


class Aim:
    """Tries for what is missing; `tries` is how often for each goal."""

    def __init__(self, world: World, observer: Observer, rng: Random, tries: int) -> None:
        self.world, self.observer, self.rng, self.tries = world, observer, rng, tries
        self.crowd = Crowd(world.plan, rng)
        self.fields = {field.key: field for field in world.plan.fields}

    def try_all(self, kinds: Collection[str]) -> None:
        """Go for every goal of these kinds that was not reached, one after the other."""
        for goal in self.observer.missing():
            if goal[0] in kinds:
                self._try(goal)

    def _try(self, goal: Goal) -> None:
        if goal[0] == "level":
            self._climb(self.fields[goal[1]], goal)
            if goal not in self.observer.reached:
                self._close_in(goal[1], goal)
        asked = self._asked(goal)
        for _ in range(self.tries):
            if goal in self.observer.reached or self.world.expired():
                return
            self._see(self._guess(asked))

    def _see(self, body: Body) -> Seen:
        seen = self.world.see(body)
        self.observer.watch(seen)
        return seen

    def _climb(self, field: FieldPlan, goal: Goal) -> None:
        """Raise the items of a field one after the other, by one answer each time, so that no level is jumped over."""
        keys = items_below(field, self.world.plan)
        answers: Body = {key: found.answers[0] for key, found in self.world.candidates.items() if found.answers}
        for key in keys:
            for answer in self.world.candidates[key].answers:
                if goal in self.observer.reached or self.world.expired():
                    return
                answers[key] = answer
                self._see({"answers": dict(answers)})

    def _close_in(self, key: str, goal: Goal) -> None:
        """Halve the numbers between two answers of which one leads below a level and the other above it."""
        below = items_below(self.fields[key], self.world.plan)
        for item in (each for each in self.world.plan.items if each.key in below and each.definition.kind.asked):
            numbers = list(numbers_of(item, self.world.borders))
            for base in self.observer.telling(item.key) if numbers else ():
                self._halve(base, item, (numbers[0], numbers[-1]), goal)

    def _halve(self, base: Seen, item: ItemPlan, ends: tuple[Fraction, Fraction], goal: Goal) -> None:
        low, high = ends
        begin, end = (self._side(base, item, number, goal) for number in ends)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if item.definition.numbers and item.definition.numbers.whole:
                middle = Fraction(round(middle))
            if begin * end >= 0 or middle in (low, high) or self.world.expired():
                return
            side = self._side(base, item, middle, goal)
            if side == begin:
                low = middle
            else:
                high, end = middle, side

    def _side(self, base: Seen, item: ItemPlan, number: Fraction, goal: Goal) -> int:
        """Return whether a number leads below a level (-1) or above it (1); 0 where it is reached, or there is none."""
        seen = self.world.with_answer(base, item.key, as_sent(item, number))
        self.observer.watch(seen)
        levels, found = self.fields[goal[1]].level_keys, seen.fields[goal[1]]["level"]
        place = levels.index(goal[2] if found is None else found) - levels.index(goal[2])
        return (place > 0) - (place < 0)

    def _asked(self, goal: Goal) -> Asked:
        """Return the items, fields and attributes that decide whether a goal is reached."""
        kind, key, _ = goal
        plan = self.world.plan
        match kind:
            case "level":
                # What holds a level down, and what chooses among levels, may ask for anything.
                definition = plan.structure.nodes[key].definition
                asked = things_asked((definition.gates, definition.classify, definition.levels), plan.structure)
                asked.items.update(dict.fromkeys(items_below(self.fields[key], plan)))
                asked.fields[key] = None
            case "flag":
                found = next(flag for flag in plan.questionnaire.flags if flag.key == key)
                asked = things_asked((found.when,), plan.structure)
            case "suggestion":
                offered = next(one.definition for one in plan.suggestions if one.key == key)
                asked = things_asked((offered.when, offered.applies_to), plan.structure)
            case _:
                item = plan.structure.items[key]
                asked = things_asked((item.shown_when, item.applies_to), plan.structure)
        return asked

    def _guess(self, asked: Asked) -> Body:
        """Return somebody in whose response the items in question are anything, and each field lies anywhere."""
        body = self.crowd.somebody()
        answers = body["answers"]
        for field in asked.fields:
            place, gaps = self.rng.random(), self.rng.choice((0.0, 0.0, 0.5, 1.0))
            for key in items_below(self.fields[field], self.world.plan):
                self._set(answers, key, place, gaps)
        for key in asked.items:
            end = self.rng.choice((0.0, 1.0)) if self.rng.random() < _AT_END else self.rng.random()
            self._set(answers, key, end, _SILENCE)
        for key in asked.profile:
            body["profile"][key] = self.rng.choice(self.crowd.profile[key])
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
