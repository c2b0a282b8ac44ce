"""What expressions name that look at a group: `all.` before a name is the list of what it is for each person."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from selfcheck_service.core.definition.cohort import CohortValue
from selfcheck_service.core.definition.expressions.binding import check_expression, references_of
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.printing import print_part
from selfcheck_service.core.definition.expressions.tables import Table
from selfcheck_service.core.definition.expressions.tree import Name
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Unknown, Use
from selfcheck_service.core.definition.problems import Path, Problem, pointer
from selfcheck_service.core.definition.scope import RESERVED_NAMES, Scope, everything
from selfcheck_service.core.definition.structure import Structure

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Everybody:
    """The names of a cohort value: constants and tables, and behind `all.` whatever can be named of one evaluation."""

    one: Scope

    def find(self, name: Name, use: Use = "value", word: str = "") -> Reference | Unknown:
        """Return what the name means, or why it means nothing here."""
        first, *rest = name.parts
        if first == "constant":
            return self.one.find(name, use, word)
        if first != _ALL or not rest or use != "value":
            return Unknown("not_known_here", {"name": ".".join(name.parts)})
        found = self.one.find(Name(tuple(rest), name.at))
        if isinstance(found, Unknown):
            return found
        if found.kind.is_list:
            words = {"part": ".".join(name.parts), "expected": "a value", "found": found.kind.value}
            return Unknown("type_differs", words)
        escaped = rest[0] == "item" and rest[1] not in RESERVED_NAMES
        return Reference("everybody", ".".join(rest[escaped:]), found.kind.listed)

    def of_one(self, reference: Reference) -> Reference:
        """Return what a list over everybody is in one evaluation."""
        found = self.one.find(Name(tuple(reference.key.split(".")), 0))
        if isinstance(found, Unknown):
            raise KeyError(reference.key)
        return found

    def find_table(self, key: str) -> Table | Unknown:
        """Return the table of that key."""
        return self.one.find_table(key)

    def words_of(self, reference: Reference) -> Collection[str] | None:
        """Return the texts that a list can hold; None where any text is possible."""
        return self.one.words_of(self.of_one(reference)) if reference.role == "everybody" else None


def everybody_in(structure: Structure) -> Everybody:
    """Return what the cohort values of a questionnaire may name."""
    return Everybody(everything(structure))


def check_cohort_value(found: CohortValue, path: Path, structure: Structure) -> Iterator[Problem]:
    """Yield what is wrong with the expression of a cohort value."""
    return check_expression(found.value, (*path, "value"), everybody_in(structure), Kind.NUMBER)


def check_cohort_looks(structure: Structure) -> Iterator[Problem]:
    """Yield the cohort values that look at nobody."""
    for index, found in enumerate(structure.questionnaire.cohort):
        named = references_of(found.value, everybody_in(structure), Kind.NUMBER)
        if not any(reference.role == "everybody" for reference in named):
            words = {"part": print_part(found.value.tree), "at": 0}
            yield Problem(pointer("cohort", index, "value"), "never_changes", words, "warning")
