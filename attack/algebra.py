"""Set algebra: from all sets of people of whom anything was ever published, the smallest sets that can be derived.

Whoever knows the histograms of two sets knows that of what one has more than the other. So everything that can be
derived is made of atoms: people who stand in the same published sets. Each must have nobody or as many as the minimum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attack.people import Person
from attack.published import Published


@dataclass(frozen=True, slots=True)
class Seen:
    """One document that could be read, and who was in the round when it was made."""

    after: str
    present: Mapping[int, Person]
    document: bytes
    published: Published


def derivable(seen: Sequence[Seen], minimum: int) -> list[frozenset[int]]:
    """Return all smallest sets of people that can be derived and have fewer than the minimum."""
    people = {number: person for each in seen for number, person in each.present.items()}
    atoms: dict[tuple[bool, ...], set[int]] = {}
    for number, person in people.items():
        stands = tuple(
            number in each.present and person.perspective in names for each in seen for names in each.published.sets
        )
        if any(stands):
            atoms.setdefault(stands, set()).add(number)
    return [frozenset(atom) for atom in atoms.values() if len(atom) < minimum]


def miscounted(seen: Seen) -> list[str]:
    """Return published sizes that are not those of the people: the reader's idea of who is meant would be wrong."""
    found = []
    for names, size in seen.published.sets.items():
        people = sum(person.perspective in names for person in seen.present.values())
        if people != size:
            found.append(f"{size} are said to be in {sorted(map(str, names))}, where {people} are")
    return found
