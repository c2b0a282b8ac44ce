"""What a condition comes to where only the profile and one level are known: true, false, or unknown (None)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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


def profiles_of(
    conditions: Iterable[Condition | None], structure: Structure, *, most_tests: int, times: int = 1
) -> list[Profile]:
    """Return every combination of the options of those attributes that the conditions ask for, or flags that they name.

    The conditions will be worked out so many `times` for each; where that takes more than `most_tests`, the only
    profile is one of which nothing is known.
    """
    tests = list(_tests_in(conditions, structure))
    named = dict.fromkeys(
        test.profile
        for test in tests
        if isinstance(test, ProfileCondition) and structure.attributes[test.profile].options
    )
    options = [[(key, option.value) for option in structure.attributes[key].options] for key in named]
    if prod(map(len, options)) * len(tests) * times > most_tests:
        return [{}]
    return list(map(dict, product(*options)))


def _tests_in(conditions: Iterable[Condition | None], structure: Structure) -> Iterator[Condition]:
    """Yield the tests in conditions and in the flags that are named there, in the flags that these name, too."""
    named: set[str] = set()
    flags = ((flag.key, flag.when) for flag in reversed(structure.questionnaire.flags))
    for key, condition in (*((None, each) for each in conditions), *flags):
        if key is None or key in named:
            for _, test, _ in walk_tests(condition):
                if isinstance(test, FlagCondition):
                    named.add(test.flag)
                yield test


def spoken(profile: Profile) -> str:
    """Return a profile as an author would write it."""
    return ", ".join(f"{key}: {value}" for key, value in profile.items())


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a respondent: the profile, and perhaps at which level one field lies.

    `flags` are those that have been worked out.
    """

    structure: Structure
    profile: Profile
    at_field: str | None = None
    level: str | None = None
    flags: dict[str, bool | None] = field(default_factory=dict, compare=False)

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
                found = self._flag(condition.flag)
                return None if found is None else found is condition.equals
            case FieldCondition(level=asked) if asked is not None and condition.field == self.at_field:
                levels = [level.key for level in self.structure.levels_of(condition.field) or ()]
                return self.level in asked.passing(levels)
            case ProfileCondition(number=None) if condition.profile in self.profile:
                return self.profile[condition.profile] in condition.wanted
            case _:
                return None

    def _flag(self, key: str) -> bool | None:
        """Return what a flag comes to. They name only earlier ones, and there may be too many to follow them back."""
        for flag in self.structure.questionnaire.flags:
            if key in self.flags:
                break
            if flag.key not in self.flags:
                self.flags[flag.key] = self.truth(flag.when)
        return self.flags[key]


def _all(found: Iterable[bool | None]) -> bool | None:
    """Return whether all are true: false where one is not, unknown where one might not be."""
    values = list(found)
    return False if False in values else None if None in values else True


def _not(found: bool | None) -> bool | None:  # noqa: FBT001 - a value, not a switch
    return None if found is None else not found
