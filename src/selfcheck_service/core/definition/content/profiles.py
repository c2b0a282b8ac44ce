"""What a condition comes to where only the profile and one level are known: true, false, or unknown (None)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    FieldCondition,
    FlagCondition,
    NotCondition,
    OptionValue,
    ProfileCondition,
    walk_tests,
)
from selfcheck_service.core.definition.structure import Structure

Profile = Mapping[str, OptionValue]


def profiles_of(conditions: Iterable[Condition | None], structure: Structure, most: int) -> list[Profile]:
    """Return every combination of the options of those attributes that the conditions ask for.

    Where there are more than so many, it is one of which nothing is known.
    """
    named = dict.fromkeys(
        test.profile
        for condition in conditions
        for _, test, _ in walk_tests(condition)
        if isinstance(test, ProfileCondition) and structure.attributes[test.profile].options
    )
    options = [[(key, option.value) for option in structure.attributes[key].options] for key in named]
    return [{}] if prod(map(len, options)) > most else list(map(dict, product(*options)))


def spoken(profile: Profile) -> str:
    """Return a profile as an author would write it."""
    return ", ".join(f"{key}: {value}" for key, value in profile.items())


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a respondent: the profile, and perhaps at which level one field lies."""

    structure: Structure
    profile: Profile
    field: str | None = None
    level: str | None = None

    def truth(self, condition: Condition | None) -> bool | None:
        """Return what a condition comes to; no condition at all is true."""
        match condition:
            case None:
                return True
            case AllCondition(all_of=parts):
                return _all(self.truth(part) for part in parts)
            case AnyCondition(any_of=parts):
                return _not(_all(_not(self.truth(part)) for part in parts))
            case NotCondition(negated=part):
                return _not(self.truth(part))
            case FieldCondition() | FlagCondition() | ProfileCondition():
                return self._test(condition)
            case _:
                return None

    def _test(self, condition: FieldCondition | FlagCondition | ProfileCondition) -> bool | None:
        match condition:
            case FlagCondition():
                flags = {flag.key: flag.when for flag in self.structure.questionnaire.flags}
                found = self.truth(flags[condition.flag])
                return None if found is None else found is condition.equals
            case FieldCondition(level=asked) if asked is not None and condition.field == self.field:
                levels = [level.key for level in self.structure.levels_of(condition.field) or ()]
                return self.level in asked.passing(levels)
            case ProfileCondition(number=None) if condition.profile in self.profile:
                return self.profile[condition.profile] in condition.wanted
            case _:
                return None


def _all(found: Iterable[bool | None]) -> bool | None:
    """Return whether all are true: false where one is not, unknown where one might not be."""
    values = list(found)
    return False if False in values else None if None in values else True


def _not(found: bool | None) -> bool | None:  # noqa: FBT001 - a value, not a switch
    return None if found is None else not found
