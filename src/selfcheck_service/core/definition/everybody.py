"""What expressions name that look at a group: `all.` before a name is the list of what it is for each person."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from selfcheck_service.core.definition.cohort import CohortValue
from selfcheck_service.core.definition.expressions.binding import bind_checked, check_expression
from selfcheck_service.core.definition.expressions.bound import Apply, references_in
from selfcheck_service.core.definition.expressions.enclose import Enclosing, Spans
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.spans import (
    Enclosure,
    Listed,
    with_null,
)
from selfcheck_service.core.definition.expressions.tables import Table
from selfcheck_service.core.definition.expressions.tree import Name
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Unknown, Use
from selfcheck_service.core.definition.named_spans import Looked, NamedSpans
from selfcheck_service.core.definition.problems import Path, Problem
from selfcheck_service.core.definition.scope import RESERVED_NAMES, Scope, everything
from selfcheck_service.core.definition.structure import Structure

_ALL = "all"
# More people than there are.
_LARGEST_GROUP = 10**11


@dataclass(frozen=True, slots=True)
class Everybody:
    """The names of a cohort value: constants and tables, and behind `all.` whatever can be named of one evaluation.

    `found` is what was named of one, by key.
    """

    one: Scope
    found: dict[str, Reference] = field(default_factory=dict)

    def find(self, name: Name, use: Use = "value", word: str = "") -> Reference | Unknown:
        """Return what the name means, or why it means nothing here."""
        first, *rest = name.parts
        if first == "constant":
            return self.one.find(name, use, word)
        if first != _ALL or not rest or use != "value":
            written = ".".join(name.parts)
            known = not isinstance(self.one.find(name, use, word), Unknown)
            return Unknown("not_known_here", {"name": written, "hint": f" (all.{written}?)" if known else ""})
        found = self.one.find(Name(tuple(rest), name.at))
        if isinstance(found, Unknown):
            return found
        if found.kind.is_list:
            words = {"part": ".".join(name.parts), "expected": "a value", "found": found.kind.value}
            return Unknown("type_differs", words)
        escaped = rest[0] == "item" and rest[1] not in RESERVED_NAMES
        key = ".".join(rest[escaped:])
        self.found[key] = found
        return Reference("everybody", key, found.kind.listed)

    def of_one(self, reference: Reference) -> Reference:
        """Return what a list over everybody, once it was found, is in one evaluation."""
        return self.found[reference.key]

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


def enclose_cohort_value(value: CohortValue, names: NamedSpans) -> Looked:
    """Return the expression of a cohort value, what it can come to and what may be wrong, in a group of any size."""
    everybody = everybody_in(names.structure)
    bound = bind_checked(value.value, everybody, Kind.NUMBER)

    def span_of_group(reference: Reference) -> Enclosure:
        if reference.role != "everybody":
            return names.of(reference)
        # Nobody is in it of whom something is missing.
        return Listed((with_null(names.of(everybody.of_one(reference)), null=False),))

    group = _Group(span_of_group, value.minimum_answered)
    return bound, group.enclose(bound, {}), tuple(dict.fromkeys(group.findings))


class _Group(Enclosing):
    """What lists over everybody come to: one person stands for all, unless it matters how many there are."""

    def __init__(self, spans: Spans, fewest: int) -> None:
        super().__init__(spans)
        self.fewest = fewest

    def of_given(self, bound: Apply, given: Sequence[Enclosure]) -> Enclosure:
        """Return what a function can come to of arguments that are not null."""
        of_many = bound.function.of_many
        if of_many is None or all(reference.role != "everybody" for reference in references_in(bound)):
            return super().of_given(bound, given)
        return self.reported(bound, lambda report: of_many(report, *given, fewest=self.fewest, most=_LARGEST_GROUP))
