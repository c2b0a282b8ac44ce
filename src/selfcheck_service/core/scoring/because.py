"""Why a suggestion is offered: the single tests that made its condition true, as data and in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import singledispatch

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    CountCondition,
    EveryCondition,
    FieldCondition,
    FlagCondition,
    ItemCondition,
    LevelTest,
    NotCondition,
    ProfileCondition,
    ShareCondition,
    SomeCondition,
    Test,
)
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.scoring.evaluation import Because
from selfcheck_service.core.scoring.plan import SuggestionPlan
from selfcheck_service.core.scoring.predicates import Names, compile_condition, counted, item_test
from selfcheck_service.core.scoring.ratio import to_number
from selfcheck_service.core.scoring.run import Predicate, Run
from selfcheck_service.core.scoring.states import STATE_NAMES
from selfcheck_service.core.scoring.wording import Wording

_ITEM_RULES = ("equals", "one_of", "includes", "points", "number", "answered", "no_answer")
Describe = Callable[[Run, Wording], Because]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single test with the function that decides it and the one that puts it into words."""

    holds: Predicate
    describe: Describe


@dataclass(frozen=True, slots=True)
class Branch:
    """Several reasons under `all` or `any`, or one under `not`."""

    negates: bool
    parts: "tuple[Reasons, ...]"


Reasons = Leaf | Branch


def compile_reasons(condition: Condition, names: Names) -> Reasons:
    """Return the condition as a tree that can say which of its tests made it true."""
    match condition:
        case AllCondition(all_of=parts) | AnyCondition(any_of=parts):
            return Branch(negates=False, parts=tuple(compile_reasons(part, names) for part in parts))
        case NotCondition(negated=part):
            return Branch(negates=True, parts=(compile_reasons(part, names),))
        case _:
            return Leaf(compile_condition(condition, names), _describer(condition, names))


def reasons_of(suggestion: SuggestionPlan, run: Run, wording: Wording) -> tuple[Because, ...]:
    """Return the tests that made the condition of an offered suggestion true."""
    plan = wording.plan
    reasons = plan.reasons.get(suggestion.key)
    if reasons is None:
        reasons = plan.reasons[suggestion.key] = compile_reasons(suggestion.definition.when, plan.names)
    return tuple(_collect(reasons, run, wording, wanted=True))


def _collect(reasons: Reasons, run: Run, wording: Wording, *, wanted: bool) -> Iterator[Because]:
    if isinstance(reasons, Branch):
        for part in reasons.parts:
            yield from _collect(part, run, wording, wanted=wanted != reasons.negates)
        return
    if reasons.holds(run) is wanted:
        found = reasons.describe(run, wording)
        yield found if wanted else _negate(found, wording)


def _negate(found: Because, wording: Wording) -> Because:
    text = wording.phrases.negated.format(text=found.text)
    return Because(f"not_{found.rule}", found.subject, found.values, found.thresholds, text)


def _thresholds(test: Test) -> dict[str, object]:
    given = ((name, getattr(test, name)) for name in Test.model_fields)
    return {name: exact_to_number(limit) for name, limit in given if limit is not None}


@singledispatch
def _describer(condition: Condition, names: Names) -> Describe:
    raise TypeError(condition, names)


@_describer.register(EveryCondition)
def _(condition: EveryCondition, names: Names) -> Describe:
    return _describe_selection("every", names.selected(condition.every), condition.points)


@_describer.register(SomeCondition)
def _(condition: SomeCondition, names: Names) -> Describe:
    return _describe_selection("some", names.selected(condition.some), condition.points)


@_describer.register(CountCondition)
def _(condition: CountCondition, names: Names) -> Describe:
    return _describe_counting("count", condition, names.selected(condition.count), names)


@_describer.register(ShareCondition)
def _(condition: ShareCondition, names: Names) -> Describe:
    return _describe_counting("share", condition, names.selected(condition.share), names)


@_describer.register(ItemCondition)
def _(condition: ItemCondition, names: Names) -> Describe:
    key, index = condition.item, names.item_index[condition.item]
    rule = next(name for name in _ITEM_RULES if getattr(condition, name) is not None)
    rule_name = "item_is" if rule == "equals" else f"item_{rule}"
    thresholds = _item_thresholds(condition)

    def describe(run: Run, wording: Wording) -> Because:
        state = STATE_NAMES[run.states[index]]
        values: dict[str, object] = {"answer": wording.plain_answer(run, index), "state": state}
        if run.points[index] is not None:
            values["points"] = to_number(wording.points(run, index))
        phrases = wording.phrases
        if state == "answered" and rule != "answered":
            text = phrases.item_answer.format(title=wording.prompts[index], value=wording.answer_text(run, index))
        elif rule == "no_answer":
            text = phrases.item_answer.format(title=wording.prompts[index], value=phrases.states[state])
        else:
            sentence = phrases.item_answered if state == "answered" else phrases.item_not_answered
            text = sentence.format(title=wording.prompts[index])
        return Because(rule_name, key, values, thresholds, text)

    return describe


def _item_thresholds(condition: ItemCondition | CountCondition | ShareCondition) -> dict[str, object]:
    test = condition.points or condition.number
    if test is not None:
        return _thresholds(test)
    names = ("equals", "includes", "answered")
    given = (("is" if name == "equals" else name, getattr(condition, name, None)) for name in names)
    found: dict[str, object] = {name: value for name, value in given if value is not None}
    for name in ("one_of", "no_answer"):
        if getattr(condition, name) is not None:
            found[name] = list(getattr(condition, name))
    return found


def _describe_selection(rule: str, indices: tuple[int, ...], test: Test) -> Describe:
    thresholds = _thresholds(test)

    def describe(run: Run, wording: Wording) -> Because:
        keys = {
            wording.keys[index]: to_number(wording.points(run, index))
            for index in indices
            if run.points[index] is not None
        }
        sentence = wording.phrases.every if rule == "every" else wording.phrases.some
        text = sentence.format(count=len(indices), test=wording.phrases.test(test))
        return Because(rule, None, {"points": keys}, thresholds, text)

    return describe


def _describe_counting(
    rule: str, condition: CountCondition | ShareCondition, indices: tuple[int, ...], names: Names
) -> Describe:
    thresholds = {**_thresholds(condition.passes), "test": _item_thresholds(condition)}
    test = item_test(condition, names)

    def describe(run: Run, wording: Wording) -> Because:
        found, shown = counted(run, indices, test)
        phrases = wording.phrases
        if condition.no_answer is not None:
            what = ", ".join(phrases.states[state] for state in condition.no_answer)
        elif condition.points is not None:
            what = phrases.points.format(test=phrases.test(condition.points))
        else:
            what = phrases.states["answered"]
        text = phrases.counting.format(found=found, count=shown, what=what)
        return Because(rule, None, {"found": found, "of": shown}, thresholds, text)

    return describe


@_describer.register(FieldCondition)
def _(condition: FieldCondition, names: Names) -> Describe:
    key, index = condition.field, names.field_index[condition.field]
    if condition.score is not None:
        return _describe_score(key, index, condition.score)
    if condition.coverage is not None:
        return _describe_coverage(key, index, condition.coverage)
    if condition.level is not None:
        return _describe_level(key, index, condition.level)
    states: dict[str, object] = {"one_of": list(condition.status or ())}

    def describe(run: Run, wording: Wording) -> Because:
        status = run.fields[index].status
        text = wording.phrases.field_status.format(
            title=wording.fields[index].title, value=wording.phrases.statuses[status]
        )
        return Because("field_status", key, {"status": status}, states, text)

    return describe


def _describe_score(key: str, index: int, test: Test) -> Describe:
    thresholds = _thresholds(test)

    def describe(run: Run, wording: Wording) -> Because:
        score = run.fields[index].used or (0, 1)
        shown = run.fields[index].score or score
        words = {"value": wording.phrases.number(shown), "test": wording.test_words(test)}
        text = wording.phrases.field_score.format(title=wording.fields[index].title, **words)
        return Because("field_score", key, {"score": to_number(score)}, thresholds, text)

    return describe


def _describe_coverage(key: str, index: int, test: Test) -> Describe:
    thresholds = _thresholds(test)

    def describe(run: Run, wording: Wording) -> Because:
        found = run.fields[index]
        share = Fraction(found.answered, found.applicable or 1)
        words = {"value": wording.phrases.number(share * 100), "test": wording.phrases.test(test, percent=True)}
        text = wording.phrases.field_coverage.format(title=wording.fields[index].title, **words)
        return Because("field_coverage", key, {"coverage": exact_to_number(share)}, thresholds, text)

    return describe


def _describe_level(key: str, index: int, test: LevelTest) -> Describe:
    thresholds: dict[str, object] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in test.model_dump(by_alias=True, exclude_none=True).items()
    }

    def describe(run: Run, wording: Wording) -> Because:
        level = run.fields[index].level or 0
        words = wording.fields[index]
        text = wording.phrases.field_level.format(title=words.title, value=words.level_titles[level])
        return Because("field_level", key, {"level": words.level_keys[level]}, thresholds, text)

    return describe


@_describer.register(FlagCondition)
def _(condition: FlagCondition, names: Names) -> Describe:  # noqa: ARG001 - all forms take the same arguments
    key, value = condition.flag, condition.equals

    def describe(_: Run, wording: Wording) -> Because:
        sentence = wording.phrases.flag_true if value else wording.phrases.flag_false
        return Because("flag", key, {"flag": value}, {"is": value}, sentence.format(title=wording.flags[key]))

    return describe


@_describer.register(ProfileCondition)
def _(condition: ProfileCondition, names: Names) -> Describe:  # noqa: ARG001 - all forms take the same arguments
    key = condition.profile
    thresholds: dict[str, object] = (
        {"is": condition.equals} if condition.equals is not None else {"one_of": list(condition.one_of or ())}
    )

    def describe(run: Run, wording: Wording) -> Because:
        value = run.profile.get(key)
        title, titles = wording.attributes[key]
        text = wording.phrases.profile.format(title=title, value=titles.get(value, value))
        return Because("profile", key, {"value": value}, thresholds, text)

    return describe
