"""What several families of content rules look at: the fields and items as the author wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selfcheck_service.core.definition.content_rules import ContentRules, Count
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import Questionnaire, Suggestion, ThematicField
from selfcheck_service.core.definition.problems import Path, Problem, pointer
from selfcheck_service.core.definition.structure import Structure, walk_fields

# So many tests in conditions are worked out for a questionnaire, whatever it is like: for each field its share of them.
_MOST_TESTS = 1_000_000


@dataclass(frozen=True)
class Content:
    """A questionnaire with the rules that it is held to."""

    structure: Structure
    rules: ContentRules

    @property
    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire as it stands in the document."""
        return self.structure.questionnaire

    @cached_property
    def fields(self) -> tuple[tuple[Path, ThematicField], ...]:
        """Return the fields with scored items of their own: it is these that rules about fields are about."""
        found = walk_fields(self.questionnaire.fields, ("fields",))
        return tuple((path, field) for path, field in found if any(item.is_scored for item in field.items))

    @cached_property
    def items(self) -> tuple[tuple[Path, Item], ...]:
        """Return all items, with their places."""
        fields = walk_fields(self.questionnaire.fields, ("fields",))
        return tuple(
            ((*path, "items", index), item) for path, field in fields for index, item in enumerate(field.items)
        )

    @cached_property
    def suggestions(self) -> tuple[tuple[Path, str | None, Suggestion], ...]:
        """Return all suggestions with their places and their fields."""
        return tuple(self.structure.suggestions())

    @property
    def most_tests(self) -> int:
        """Return how many tests may be worked out for one field."""
        return _MOST_TESTS // len(self.fields)

    def levels_of(self, field: ThematicField) -> tuple[str, ...]:
        """Return the keys of the levels of a field, lowest first; of one within units those that it has in each."""
        nodes, origins = self.structure.nodes, self.structure.origins
        key = next(key for key in (field.key, *origins) if key in nodes and origins.get(key, key) == field.key)
        return tuple(level.key for level in self.structure.levels_of(key) or ())

    def offered_in(self, field: ThematicField) -> Iterator[Suggestion]:
        """Yield the suggestions of a field that a single response can be offered."""
        return (found for _, key, found in self.suggestions if key == field.key and found.pattern is None)

    def asked_in(self, item: Item, form: str) -> bool:
        """Tell whether a form asks an item: the first one asks them all."""
        return item.kind.asked and (form in item.forms or form == self.questionnaire.forms[0].key)


def missing(path: Path, name: str, member: str) -> Problem:
    """Return the fault of something that lacks what a rule asks for."""
    return Problem(pointer(*path), "content_missing", {"name": name, "member": member})


def wrong_count(code: str, path: Path, count: int, wanted: Count, **words: object) -> Iterator[Problem]:
    """Yield a fault where there are too few or too many."""
    if count not in wanted:
        yield Problem(pointer(*path), code, {"count": count, "range": str(wanted), **words})
