"""Exchanging people: whatever differs only in who said what, inside a block, must be the same bytes."""

from collections.abc import Sequence
from random import Random

from attack.counting import asks_alike, people_in, place_of, say
from attack.measures import subjects_of
from attack.people import Person
from attack.published import Published


def exchanged(shape: str, published: Published, people: Sequence[Person], chance: Random) -> list[Person]:
    """Return the same round with people exchanged: whole responses, single answers, and the order of responses."""
    others = _whole(shape, published, people, chance)
    if published.blocks:
        others = _by_item(shape, published, others, chance)
    return chance.sample(others, len(others))


def _whole(shape: str, published: Published, people: Sequence[Person], chance: Random) -> list[Person]:
    """Exchange whole responses among all of a block, or of a small group, who are asked the same."""
    names = {name for group in published.groups for name in group.names}
    parts = [block.names for block in published.blocks] or [group.names for group in published.groups]
    answers = {person.number: person.answers for person in people}
    for part in parts:
        for alike in asks_alike(shape, names & part).values():
            inside = people_in(frozenset(alike), people)
            mixed = chance.sample(inside, len(inside))
            answers.update({one.number: other.answers for one, other in zip(inside, mixed, strict=True)})
    return [Person(person.number, person.perspective, answers[person.number]) for person in people]


def _by_item(shape: str, published: Published, people: Sequence[Person], chance: Random) -> list[Person]:
    """Exchange single answers to each item with cells, among all of a block who are asked it."""
    subjects = subjects_of(shape)
    answers = {person.number: dict(person.answers) for person in people}
    for block in published.blocks:
        for key, item in block.items.items():
            values = subjects[key].values
            inside = people_in(item.asked, people)
            places = [place_of(person, key, values) for person in inside]
            for person, place in zip(inside, chance.sample(places, len(places)), strict=True):
                say(answers[person.number], key, values, place)
    return [Person(person.number, person.perspective, answers[person.number]) for person in people]
