"""What a condition asks for: as data, and in words."""

from functools import singledispatch

from selfcheck_service.core.definition.conditions import (
    Condition,
    CountCondition,
    FieldCondition,
    ItemCondition,
    LevelTest,
    ProfileCondition,
    ShareCondition,
    Test,
)
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.scoring.item_types import clock
from selfcheck_service.core.scoring.wording import Wording


def thresholds_of(test: Test) -> dict[str, object]:
    """Return the bounds of a test, by name."""
    given = ((name, getattr(test, name)) for name in Test.model_fields)
    return {name: exact_to_number(limit) for name, limit in given if limit is not None}


def asked_of(
    condition: ItemCondition | CountCondition | ShareCondition | ProfileCondition | LevelTest,
) -> dict[str, object]:
    """Return what a condition asks for: the bounds of a test, or the values it names."""
    for name in ("points", "number"):
        if isinstance(test := getattr(condition, name, None), Test):
            return thresholds_of(test)
    names = ("at_least", "at_most", "equals", "one_of", "includes", "answered", "no_answer")
    given = ((name, getattr(condition, name, None)) for name in names)
    return {
        "is" if name == "equals" else name: list(value) if isinstance(value, tuple) else value
        for name, value in given
        if value is not None
    }


def asked_in_words(
    condition: ItemCondition | CountCondition | ShareCondition, indices: tuple[int, ...], wording: Wording
) -> str:
    """Return in words what is asked of an item; `indices` are all that the condition is about."""
    phrases = wording.phrases
    if condition.no_answer is not None:
        return ", ".join(phrases.states[state] for state in condition.no_answer)
    if condition.points is not None:
        return phrases.test_of_points(condition.points)
    if condition.number is not None:
        of_times = {wording.plan.items[index].definition.type for index in indices} == {"time"}
        return phrases.test(condition.number, write=clock if of_times else phrases.number)
    if condition.answered is not None:
        return phrases.states["answered"] if condition.answered else phrases.not_answered
    values = condition.wanted or (condition.includes,)
    titles = [wording.options[index] for index in indices]
    named = (next((found[value] for found in titles if value in found), str(value)) for value in values)
    return phrases.answers.format(values=", ".join(named))


@singledispatch
def lack(_condition: Condition, _wording: Wording) -> str | None:
    """Return in words what a test asks for; None where what was found says it already."""
    return None


@lack.register
def _(condition: ItemCondition, wording: Wording) -> str | None:
    if condition.answered is not None:
        return None
    return asked_in_words(condition, (wording.plan.item_index[condition.item],), wording)


@lack.register
def _(condition: CountCondition, wording: Wording) -> str:
    return wording.phrases.test(condition.passes)


@lack.register
def _(condition: ShareCondition, wording: Wording) -> str:
    return wording.phrases.test(condition.passes, percent=True)


@lack.register
def _(condition: FieldCondition, wording: Wording) -> str | None:
    # Conditions that void a score ask for no levels.
    if condition.status is None:
        return None
    return ", ".join(wording.phrases.statuses[status] for status in condition.status)


@lack.register
def _(condition: ProfileCondition, wording: Wording) -> str:
    if condition.number is not None:
        return wording.phrases.test(condition.number)
    titles = wording.attributes[condition.profile][1]
    return ", ".join(titles[value] for value in condition.wanted)
