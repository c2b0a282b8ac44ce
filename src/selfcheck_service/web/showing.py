"""The page that shows an evaluation: what the core computed, in the order in which a person reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selfcheck_service.core.definition import OVERALL
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.scoring import Evaluation, FieldResult, Plan, SuggestionResult
from selfcheck_service.core.scoring.evaluation import ItemResult
from selfcheck_service.core.scoring.plan import FieldPlan
from selfcheck_service.reports.individual.changes import MOST_CHANGES, Change, changes_in, nearer_fields
from selfcheck_service.web.asking import prompt_in_unit
from selfcheck_service.web.bars import Bar, Mark, bar_of, has_bounds
from selfcheck_service.web.said import Said

# So many suggestions stand open; more at once would be too many to begin with.
OPEN_SUGGESTIONS = 3
# So many fields are named as the strongest, and as those with the most room.
NAMED_FIELDS = 3


@dataclass(frozen=True, slots=True)
class ShownField:
    """The result of a field with what the page says about it, and the fields nested in it."""

    found: FieldResult
    bar: Bar
    reached: float | None
    lower_is_better: bool
    capped_from: str | None
    highest: bool
    changes: tuple[Change, ...] | None
    items: tuple[ItemResult, ...]
    suggestions: tuple[SuggestionResult, ...]
    fields: tuple["ShownField", ...]

    @property
    def levels_only(self) -> bool:
        """Whether the field never has a score, but a level."""
        return self.found.scale is None

    @property
    def asks_much(self) -> bool:
        """Whether so many answers would have to change that nobody can set about it."""
        return len(self.changes or ()) > MOST_CHANGES

    @property
    def has_bounds(self) -> bool:
        """Whether bounds mean anything: not where the score lacks what it requires, whatever is answered."""
        return has_bounds(self.found)

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "ShownField"]]:
        """Yield the field and those nested in it, each with its depth."""
        yield depth, self
        for child in self.fields:
            yield from child.walk(depth + 1)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Fields at the top that are shown together; those that belong to no group have no `title`, and `key` is ""."""

    key: str
    title: Said | None
    fields: tuple[ShownField, ...]

    @property
    def furthest_first(self) -> tuple[ShownField, ...]:
        """The same fields, those that reach most of their scale first, those without a score last."""
        return tuple(sorted(self.fields, key=lambda each: -1.0 if each.reached is None else each.reached, reverse=True))


class Showing:
    """What the page of an evaluation is made of."""

    def __init__(self, plan: Plan, evaluation: Evaluation) -> None:
        """Keep the evaluation, which must have a full explanation."""
        self._plan = plan
        self.evaluation = evaluation

    @cached_property
    def overall(self) -> ShownField | None:
        """The overall result, where the questionnaire has one."""
        return None if self.evaluation.overall is None else self._shown(self.evaluation.overall)

    @cached_property
    def fields(self) -> tuple[ShownField, ...]:
        """The fields at the top, in the order of the questionnaire."""
        return self._below(None)

    @cached_property
    def groups(self) -> tuple[ShownGroup, ...]:
        """The same fields by group; those that belong to none come first."""
        named = {
            group.key: Said.of(group.title, self.evaluation.language) for group in self._plan.questionnaire.field_groups
        }
        groups = (
            ShownGroup(key, named.get(key), tuple(each for each in self.fields if (each.found.group or "") == key))
            for key in ("", *named)
        )
        return tuple(group for group in groups if group.fields)

    @property
    def furthest(self) -> tuple[ShownField, ...]:
        """The few fields that reach most of their scale; none where all reach alike, or nothing of it."""
        return tuple(each for each in self._scored[: self._named] if each.reached != 0)

    @property
    def room(self) -> tuple[ShownField, ...]:
        """The few fields that reach least of their scale, the least first; none where all reach alike, or all of it."""
        return tuple(each for each in self._scored[::-1][: self._named] if each.reached != 1)

    @property
    def _named(self) -> int:
        """How many fields are named at each end."""
        if len({each.reached for each in self._scored}) == 1:
            return 0
        return min(NAMED_FIELDS, len(self._scored) // 2)

    @cached_property
    def _scored(self) -> tuple[ShownField, ...]:
        # Fields of a further group look at the same answers again; naming them beside the others would say it twice.
        return tuple(each for first in self.groups[:1] for each in first.furthest_first if each.reached is not None)

    @property
    def nearer(self) -> tuple[FieldResult, ...]:
        """The few fields that the fewest changes take to their next level."""
        return nearer_fields(self.evaluation, NAMED_FIELDS)

    @property
    def has_bars(self) -> bool:
        """Whether any field of the profile can have a score, and so a bar."""
        return any(not each.levels_only for top in self.fields for _, each in top.walk())

    @property
    def shared_marks(self) -> tuple[Mark, ...]:
        """Where levels begin, if that is so for every field with a bar; else nothing."""
        marks = {each.bar.marks for top in self.fields for _, each in top.walk() if not each.levels_only}
        return marks.pop() if len(marks) == 1 else ()

    @property
    def noticed(self) -> tuple[Said, ...]:
        """The titles of the flags that are true."""
        return self._flags(value=True)

    @property
    def unknown(self) -> tuple[Said, ...]:
        """The titles of the flags that nobody can judge yet."""
        return self._flags(value=None)

    @property
    def hidden(self) -> tuple[Said, ...]:
        """The prompts of the items that were not asked."""
        structure = self._plan.structure
        # What was written out of one item is named once.
        hidden = self.evaluation.hidden
        keys = {(structure.item_units.get(key), structure.origins.get(key, key)): key for key in hidden}
        prompts = (prompt_in_unit(self._plan, structure.items[key], None) for key in keys.values())
        return tuple(Said.of(prompt, self.evaluation.language) for prompt in prompts)

    def title_of(self, suggestion: str) -> str:
        """Return the title of an offered suggestion."""
        return next(each.title for each in self.evaluation.suggestions if each.key == suggestion)

    def _flags(self, *, value: bool | None) -> tuple[Said, ...]:
        return tuple(
            Said.of(flag.title, self.evaluation.language)
            for flag in self._plan.questionnaire.flags
            if self.evaluation.flags[flag.key] is value
        )

    def _below(self, parent: str | None) -> tuple[ShownField, ...]:
        # A field may lie in one that has no score and so no result: then it stands at the top.
        scored = {found.key for found in self.evaluation.fields}
        above = ((found, found.parent if found.parent in scored else None) for found in self.evaluation.fields)
        return tuple(self._shown(found) for found, nearest in above if nearest == parent)

    def _shown(self, found: FieldResult) -> ShownField:
        field = self._plan.fields[self._plan.field_index[found.key]]
        titles = self._level_titles(field)
        best = 0 if field.better == "lower" else len(field.level_keys) - 1
        level = found.level
        return ShownField(
            found=found,
            bar=bar_of(found, field, tuple(titles.values())),
            reached=_reached(found, field.better),
            lower_is_better=field.better == "lower",
            capped_from=titles[level.capped_from] if level and level.capped_from else None,
            highest=bool(level and field.better != "none" and field.level_keys[best] == level.key),
            changes=changes_in(self._plan, self.evaluation, found),
            items=tuple(each for each in self.evaluation.items if each.field == found.key and each.level is not None),
            suggestions=tuple(each for each in self.evaluation.suggestions if each.field == found.key),
            fields=() if found.key == OVERALL else self._below(found.key),
        )

    def _level_titles(self, field: FieldPlan) -> dict[str, str]:
        if not field.level_sets:
            return {}
        levels = self._plan.structure.level_sets[field.level_sets[0].key].levels
        return {level.key: Said.of(level.title, self.evaluation.language) for level in levels}


def _reached(found: FieldResult, better: str) -> float | None:
    """Return the share of the scale that a score reaches, seen from its worse end; None without score or better end."""
    if found.score is None or found.scale is None or better == "none":
        return None
    low, high = found.scale
    share = (found.score - low) / (high - low)
    return 1 - share if better == "lower" else share


def engine_language(language: str) -> str:
    """Return the language of the engine's own sentences in an evaluation in this language."""
    return "de" if is_german(language) else "en"
