"""Simulated rounds: who takes part, what happens in which order, and what the service would have of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Literal

from attack.people import Crowd, Person
from attack.shapes import SHIPPED, SMALL, Shape, shape_of
from selfcheck_service.core.releases import Sealing
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.scoring import Answers, parse_answers

CLOSED_ON = date(2026, 11, 22)
LARGEST = 60
# Of so many rounds one is of the questionnaire that the service ships; it has ten times as many items.
ONE_SHIPPED_IN = 50

Deed = Literal["submit", "correct", "erase", "close", "seal"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens; `person` is who submits, corrects or erases."""

    deed: Deed
    person: Person | None = None

    def __str__(self) -> str:
        return self.deed if self.person is None else f"{self.deed} by {self.person.number}"


@dataclass(frozen=True, slots=True)
class Round:
    """A round from its first response to after its seal.

    `issued` are the numbers of those whose codes the issuer redeemed: what they answered, the issuer knows.
    """

    seed: int
    number: int
    shape: Shape
    sealing: Sealing
    events: tuple[Event, ...]
    issued: frozenset[int]

    def __str__(self) -> str:
        names = ", ".join(self.sealing.terms.perspectives) or "no perspectives"
        minimum = self.sealing.terms.minimum_group_size
        return f"round {self.number} of seed {self.seed}: {self.shape.name}, {names}, minimum {minimum}"


@dataclass(slots=True)
class Book:
    """What the service has of a round: whoever is there, and how far the round is."""

    of: Round
    present: dict[int, Person] = field(default_factory=dict)
    closed: bool = False
    sealed: bool = False

    def take(self, event: Event) -> bool:
        """Let an event happen; tell whether the service accepts it. After the closing only erasures are."""
        person = event.person
        if event.deed in ("close", "seal"):
            self.closed = True
            self.sealed = self.sealed or event.deed == "seal"
            return True
        if person is None or (event.deed != "erase" and self.closed):
            return False
        if event.deed == "erase":
            return self.present.pop(person.number, None) is not None
        self.present[person.number] = person
        return True

    def responses(self) -> list[Answers]:
        """Return the responses as they are kept: parsed, in the order in which they came."""
        return parsed(self.of, list(self.present.values()))


def parsed(of: Round, people: Sequence[Person]) -> list[Answers]:
    """Return the responses of these people."""
    plan = of.sealing.plan
    return [parse_answers(plan, {"answers": dict(one.answers), "perspective": one.perspective}) for one in people]


def make_round(seed: int, number: int) -> Round:
    """Return the round of this number; the same seed and number make the same round on every machine."""
    chance = Random(f"{seed} {number}")
    shape = shape_of(SHIPPED if number % ONE_SHIPPED_IN == ONE_SHIPPED_IN - 1 else chance.choice(SMALL))
    names = tuple(chance.sample(shape.perspectives, chance.randrange(len(shape.perspectives) + 1)))
    names = tuple(name for name in shape.perspectives if name in names)
    minimum = chance.choice((5, 5, 5, 5, 5, 5, 6, 7, 10, 15))
    plan = shape.plan
    terms = Terms("confidential", minimum, names, 90, False, plan.key, plan.version, {})
    crowd = Crowd(shape, names, chance)
    people = _people(crowd, names, chance)
    issued = frozenset(one.number for one in people[: chance.choice((0, 0, 0, 1, 2, 3))])
    chance.shuffle(people)
    events = tuple(_events(crowd, people, chance))
    return Round(seed, number, shape, Sealing(f"round-{number}", CLOSED_ON, terms, plan, {}), events, issued)


def _people(crowd: Crowd, names: Sequence[str], chance: Random) -> list[Person]:
    """Return one to sixty people; some perspectives are large, and some are hardly there."""
    count = chance.randint(*chance.choice(((1, 9), (5, 9), (10, 24), (10, LARGEST), (24, LARGEST))))
    shares = [chance.choice((0.05, 0.5, 1.0)) for _ in names]
    drawn = chance.choices(names, shares, k=count) if names else [None] * count
    return [crowd.person(number, name) for number, name in enumerate(drawn, start=1)]


def _events(crowd: Crowd, people: Sequence[Person], chance: Random) -> Iterator[Event]:
    there: list[Person] = []
    for one in people:
        yield Event("submit", one)
        there.append(one)
        if chance.random() < 0.1:
            yield Event("correct", crowd.person(one.number, one.perspective))
        if chance.random() < 0.04:
            yield Event("erase", there.pop(chance.randrange(len(there))))
    yield Event("close")
    late = Person(len(people) + 1, people[-1].perspective, people[-1].answers)
    yield Event("submit", late)
    if there and chance.random() < 0.2:
        yield Event("erase", there.pop(chance.randrange(len(there))))
    yield Event("seal")
    yield Event("submit", late)
    if there:
        yield Event("correct", crowd.person(there[0].number, there[0].perspective))
    for _ in range(min(len(there), chance.choice((1, 1, 2, 4)))):
        yield Event("erase", there.pop(chance.randrange(len(there))))
    yield Event("seal")
