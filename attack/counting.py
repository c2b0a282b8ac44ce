"""What people truly answered: the judge of the attacker knows it, the attacker does not."""

from collections.abc import Iterable, Mapping, Sequence

from attack.measures import Histogram, subjects_of
from attack.people import Person, asked_of
from attack.published import Block, Names

# Of one block and one of its items: where the block stands in the release, and the key of the item.
At = tuple[int, str]


def place_of(person: Person, key: str, values: Sequence[object]) -> int:
    """Return which option somebody chose; the place after the last one where they gave no answer."""
    said = person.answers.get(key)
    return values.index(said) if isinstance(said, int | str) else len(values)


def counted(people: Iterable[Person], key: str, values: Sequence[object]) -> Histogram:
    """Return the histogram of an item over these people."""
    counts = [0] * (len(values) + 1)
    for person in people:
        counts[place_of(person, key, values)] += 1
    return tuple(counts)


def people_in(names: Names, people: Iterable[Person]) -> list[Person]:
    """Return those of these perspectives."""
    return [person for person in people if person.perspective in names]


def true_histograms(shape: str, blocks: Sequence[Block], people: Sequence[Person]) -> dict[At, Histogram]:
    """Return what was truly answered to each item that has cells in a block."""
    subjects = subjects_of(shape)
    return {
        (at, key): counted(people_in(item.asked, people), key, subjects[key].values)
        for at, block in enumerate(blocks)
        for key, item in block.items.items()
    }


def answering(shape: str, people: Sequence[Person], worlds: Mapping[tuple[Names, str], Histogram]) -> list[Person]:
    """Return these people with as few answers exchanged as it takes for items to have these histograms."""
    subjects = subjects_of(shape)
    answers = {person.number: dict(person.answers) for person in people}
    for (names, key), wanted in worlds.items():
        values = subjects[key].values
        inside = people_in(names, people)
        left = [want - have for want, have in zip(wanted, counted(inside, key, values), strict=True)]
        for person in inside:
            place = place_of(person, key, values)
            if left[place] < 0:
                other = next(at for at, missing in enumerate(left) if missing > 0)
                left[place], left[other] = left[place] + 1, left[other] - 1
                say(answers[person.number], key, values, other)
    return [Person(person.number, person.perspective, answers[person.number]) for person in people]


def say(answers: dict[str, object], key: str, values: Sequence[object], place: int) -> None:
    """Put in the answer to an item; the place after the last option takes it out."""
    if place < len(values):
        answers[key] = values[place]
    else:
        answers.pop(key, None)


def asks_alike(shape: str, names: Iterable[str | None]) -> dict[frozenset[str], set[str | None]]:
    """Return which perspectives are asked the same items."""
    found: dict[frozenset[str], set[str | None]] = {}
    for name in names:
        found.setdefault(frozenset(item.key for item in asked_of(shape, name)), set()).add(name)
    return found
