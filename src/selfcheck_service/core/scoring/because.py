"""Why a condition is true, or false: the single tests that made it so, as data and in words."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import singledispatch

import msgspec
from msgspec.structs import replace

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
    ValueCondition,
)
from selfcheck_service.core.definition.exact import exact_to_number, exact_to_readable
from selfcheck_service.core.scoring.asked import asked_in_words, asked_of, lack, thresholds_of
from selfcheck_service.core.scoring.evaluation import Because
from selfcheck_service.core.scoring.named_values import value_of
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.phrases import form_for
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.predicates import compile_condition, counter_of
from selfcheck_service.core.scoring.ratio import as_fraction, to_number
from selfcheck_service.core.scoring.run import Predicate, Run
from selfcheck_service.core.scoring.states import HIDDEN, NOT_APPLICABLE, STATE_NAMES
from selfcheck_service.core.scoring.wording import Wording

_ITEM_RULES = ("equals", "one_of", "includes", "points", "number", "answered", "no_answer")
# Most tests can find a few things only; of the others the first ones are kept.
_MOST_KEPT = 64
Describe = Callable[[Run, Wording], Because]
_encode = msgspec.json.Encoder().encode


class Describing:
    """Puts what a test has found into words, as data and as JSON; what is found often, only once.

    `finding` returns what the words depend on; without it nothing is kept.
    """

    __slots__ = ("_describe", "_finding", "_kept", "_written")

    def __init__(self, describe: Describe, finding: Callable[[Run], Hashable] | None = None) -> None:
        self._describe = describe
        self._finding = finding
        self._kept: dict[tuple[int, Hashable], Because] = {}
        self._written: dict[tuple[int, Hashable], bytes] = {}

    def __call__(self, run: Run, wording: Wording) -> Because:
        """Return why."""
        if self._finding is None:
            return self._describe(run, wording)
        key = id(wording), self._finding(run)
        found = self._kept.get(key)
        if found is None:
            found = self._describe(run, wording)
            if len(self._kept) < _MOST_KEPT:
                self._kept[key] = found
        return found

    def write(self, run: Run, wording: Wording) -> bytes:
        """Return why, as JSON."""
        if self._finding is None:
            return _encode(self._describe(run, wording))
        key = id(wording), self._finding(run)
        written = self._written.get(key)
        if written is None:
            written = _encode(self(run, wording))
            if len(self._written) < _MOST_KEPT:
                self._written[key] = written
        return written


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single test with the function that decides it and what puts it into words."""

    condition: Condition
    holds: Predicate
    wanted: bool
    describe: Describing


@dataclass(frozen=True, slots=True)
class Branch:
    """Several reasons under `all` or `any`; `needs_all` says that only all parts together make it what is wanted.

    `always` are its single tests where the same ones are the reason in every run, None where that depends on the run.
    """

    holds: Predicate
    wanted: bool
    needs_all: bool
    parts: "tuple[Reasons, ...]"
    always: tuple[Leaf, ...] | None


# `wanted` is False under an odd number of `not`: what is false there is what made the whole true.
Reasons = Leaf | Branch


def compile_reasons(condition: Condition, names: Names, *, wanted: bool = True) -> Reasons:
    """Return the condition as a tree that can say which of its tests made it true."""
    match condition:
        case AllCondition(all_of=parts) | AnyCondition(any_of=parts):
            compiled = tuple(compile_reasons(part, names, wanted=wanted) for part in parts)
            needs_all = isinstance(condition, AllCondition) is wanted
            always = _always(compiled) if needs_all else None
            return Branch(compile_condition(condition, names), wanted, needs_all, compiled, always)
        case NotCondition(negated=part):
            return compile_reasons(part, names, wanted=not wanted)
        case _:
            found = _describer(condition, names, wanted=wanted)
            describing = found if isinstance(found, Describing) else Describing(found)
            return Leaf(condition, compile_condition(condition, names), wanted, describing)


def _always(parts: "tuple[Reasons, ...]") -> tuple[Leaf, ...] | None:
    found: list[Leaf] = []
    for part in parts:
        leaves = (part,) if isinstance(part, Leaf) else part.always
        if leaves is None:
            return None
        found += leaves
    return tuple(found)


def reasons_of(condition: Condition, run: Run, wording: Wording) -> tuple[Because, ...]:
    """Return the tests that made a condition of the definition true; that it is, is known."""
    return _collected(_reasons_in(condition, wording.plan, wanted=True), run, wording)


def reasons_for(condition: Condition, plan: Plan) -> Reasons:
    """Return a condition of the definition as a tree that can say which of its tests made it true."""
    return _reasons_in(condition, plan, wanted=True)


def write_reasons(reasons: Reasons, run: Run, wording: Wording) -> bytes:
    """Return the tests that made a condition true as a JSON list; that it is, is known."""
    return b"[%b]" % b",".join([leaf.describe.write(run, wording) for leaf in _leaves(reasons, run)])


def reasons_against(condition: Condition, run: Run, wording: Wording) -> tuple[Because, ...]:
    """Return the tests that made a condition of the definition false, with what they ask for; none if it is unknown."""
    reasons = _reasons_in(condition, wording.plan, wanted=False)
    if reasons.holds(run) is not reasons.wanted:
        return ()
    return tuple([_with_lack(leaf, leaf.describe(run, wording), wording) for leaf in _leaves(reasons, run)])


def _with_lack(leaf: Leaf, found: Because, wording: Wording) -> Because:
    lacking = None if leaf.wanted else lack(leaf.condition, wording)
    if lacking is None:
        return found
    return replace(found, text=f"{found.text.removesuffix('.')} ({wording.phrases.unmet.format(test=lacking)}).")


def _reasons_in(condition: Condition, plan: Plan, *, wanted: bool) -> Reasons:
    found: Reasons | None = plan.reasons.get(id(condition))
    if found is None:
        found = plan.reasons[id(condition)] = compile_reasons(condition, plan.names, wanted=wanted)
    return found


def _collected(reasons: Reasons, run: Run, wording: Wording) -> tuple[Because, ...]:
    """Return the tests that made a condition what is wanted of it; that it is so is known."""
    return tuple([leaf.describe(run, wording) for leaf in _leaves(reasons, run)])


def _leaves(reasons: Reasons, run: Run) -> Sequence[Leaf]:
    if isinstance(reasons, Leaf):
        return (reasons,)
    if reasons.always is not None:
        return reasons.always
    found: list[Leaf] = []
    for part in reasons.parts:
        if reasons.needs_all or part.holds(run) is part.wanted:
            if isinstance(part, Leaf):
                found.append(part)
            else:
                found += _leaves(part, run)
    return found


def _rule(name: str, *, wanted: bool) -> str:
    return name if wanted else f"not_{name}"


@singledispatch
def _describer(condition: Condition, names: Names, *, wanted: bool) -> Describe | Describing:
    raise TypeError(condition, names, wanted)


@_describer.register
def _(condition: EveryCondition, names: Names, *, wanted: bool) -> Describe:
    return _describe_selection("every", names.selected(condition.every), condition.points, wanted=wanted)


@_describer.register
def _(condition: SomeCondition, names: Names, *, wanted: bool) -> Describe:
    return _describe_selection("some", names.selected(condition.some), condition.points, wanted=wanted)


@_describer.register
def _(condition: CountCondition, names: Names, *, wanted: bool) -> Describe:
    return _describe_counting(_rule("count", wanted=wanted), condition, names.selected(condition.count), names)


@_describer.register
def _(condition: ShareCondition, names: Names, *, wanted: bool) -> Describe:
    return _describe_counting(_rule("share", wanted=wanted), condition, names.selected(condition.share), names)


@_describer.register
def _(condition: ItemCondition, names: Names, *, wanted: bool) -> Describe:
    key, index = condition.item, names.item_index[condition.item]
    rule = next(name for name in _ITEM_RULES if getattr(condition, name) is not None)
    rule_name = _rule("item_is" if rule == "equals" else f"item_{rule}", wanted=wanted)
    thresholds = asked_of(condition)

    def describe(run: Run, wording: Wording) -> Because:
        state, phrases = STATE_NAMES[run.states[index]], wording.phrases
        values: dict[str, object] = {"answer": wording.plain_answer(run, index), "state": state}
        if run.points[index] is not None:
            values["points"] = to_number(wording.points(run, index))
        sentence = phrases.item_answer
        if rule == "answered":
            sentence = phrases.item_answered if state == "answered" else phrases.item_not_answered
        text = sentence.format(title=wording.prompts[index], value=wording.answer_text(run, index))
        return Because(rule_name, key, values, thresholds, text)

    if not names.structure.items[key].kind.has_options:
        return describe
    return Describing(describe, lambda run: (run.states[index], run.values[index]))


def _describe_selection(rule: str, indices: tuple[int, ...], test: Test, *, wanted: bool) -> Describe:
    thresholds = thresholds_of(test)

    def describe(run: Run, wording: Wording) -> Because:
        phrases = wording.phrases
        asked = [index for index in indices if run.states[index] not in (HIDDEN, NOT_APPLICABLE)]
        points = {
            wording.keys[index]: to_number(wording.points(run, index))
            for index in asked
            if run.points[index] is not None
        }
        sentence = phrases.every if rule == "every" else phrases.some
        text = form_for(len(asked), sentence).format(count=len(asked), test=phrases.test_of_points(test))
        text = text if wanted else phrases.negated.format(text=text)
        return Because(_rule(rule, wanted=wanted), None, {"points": points}, thresholds, text)

    return describe


def _describe_counting(
    rule: str, condition: CountCondition | ShareCondition, indices: tuple[int, ...], names: Names
) -> Describe:
    thresholds = {**thresholds_of(condition.passes), "test": asked_of(condition)}
    counter = counter_of(indices, condition, names)

    def describe(run: Run, wording: Wording) -> Because:
        found, shown = counter(run)
        what = asked_in_words(condition, indices, wording)
        text = form_for(shown, wording.phrases.counting).format(found=found, count=shown, what=what)
        return Because(rule, None, {"found": found, "of": shown}, thresholds, text)

    return describe


@_describer.register
def _(condition: FieldCondition, names: Names, *, wanted: bool) -> Describe:
    key, index = condition.field, names.field_index[condition.field]
    if condition.score is not None:
        return _describe_score(key, index, condition.score, wanted=wanted)
    if condition.coverage is not None:
        return _describe_coverage(key, index, condition.coverage, wanted=wanted)
    if condition.level is not None:
        return _describe_level(key, index, condition.level, wanted=wanted)
    states: dict[str, object] = {"one_of": list(condition.status or ())}

    def describe(run: Run, wording: Wording) -> Because:
        status = run.fields[index].status
        text = wording.phrases.field_status.format(
            title=wording.fields[index].title, value=wording.phrases.statuses[status]
        )
        return Because(_rule("field_status", wanted=wanted), key, {"status": status}, states, text)

    return describe


def _describe_score(key: str, index: int, test: Test, *, wanted: bool) -> Describe:
    rule, thresholds = _rule("field_score", wanted=wanted), thresholds_of(test)

    def describe(run: Run, wording: Wording) -> Because:
        score = run.fields[index].used or (0, 1)
        shown = run.fields[index].score or score
        words = {"value": wording.phrases.number(shown), "test": wording.test_words(test, met=wanted)}
        text = wording.phrases.field_score.format(title=wording.fields[index].title, **words)
        return Because(rule, key, {"score": to_number(score)}, thresholds, text)

    return Describing(describe, lambda run: (run.fields[index].used, run.fields[index].score))


def _describe_coverage(key: str, index: int, test: Test, *, wanted: bool) -> Describe:
    rule, thresholds = _rule("field_coverage", wanted=wanted), thresholds_of(test)

    def describe(run: Run, wording: Wording) -> Because:
        found, phrases = run.fields[index], wording.phrases
        share = as_fraction(found.coverage or (0, 1))
        words = {"value": phrases.number(share * 100), "test": phrases.test(test, percent=True, met=wanted)}
        text = phrases.field_coverage.format(title=wording.fields[index].title, **words)
        return Because(rule, key, {"coverage": exact_to_number(share)}, thresholds, text)

    return describe


def _describe_level(key: str, index: int, test: LevelTest, *, wanted: bool) -> Describe:
    rule = _rule("field_level", wanted=wanted)
    thresholds = asked_of(test)

    def describe(run: Run, wording: Wording) -> Because:
        level = run.fields[index].level or 0
        titles = wording.fields[index].level_sets[run.fields[index].level_set].titles
        words = wording.fields[index]
        text = wording.phrases.field_level.format(title=words.title, value=titles[level])
        return Because(rule, key, {"level": words.level_keys[level]}, thresholds, text)

    return Describing(describe, lambda run: (run.fields[index].level, run.fields[index].level_set))


@_describer.register
def _(condition: FlagCondition, _names: Names, *, wanted: bool) -> Describe:
    key, rule = condition.flag, _rule("flag", wanted=wanted)
    thresholds: dict[str, object] = {"is": condition.equals}

    def describe(run: Run, wording: Wording) -> Because:
        value = run.flags[key]
        sentence = wording.phrases.flag_true if value else wording.phrases.flag_false
        return Because(rule, key, {"flag": value}, thresholds, sentence.format(title=wording.flags[key]))

    return describe


@_describer.register
def _(condition: ValueCondition, names: Names, *, wanted: bool) -> Describe:
    value, text, passes = value_of(condition, names), condition.value.text, condition.passes
    limits = {} if passes is None else thresholds_of(passes)
    rule, thresholds = _rule("value", wanted=wanted), {"value": text, **limits}

    def describe(run: Run, wording: Wording) -> Because:
        found = value(run)
        if passes is None:
            sentence = wording.phrases.flag_true if found else wording.phrases.flag_false
            return Because(rule, None, {"value": found}, thresholds, sentence.format(title=text))
        number = Fraction(found) if isinstance(found, int | Fraction) else Fraction(0)
        words = {"expression": text, "value": wording.phrases.readable(number)}
        sentence = wording.phrases.value.format(**words, test=wording.test_words(passes, met=wanted))
        return Because(rule, None, {"value": exact_to_readable(number)}, thresholds, sentence)

    return describe


@_describer.register
def _(condition: ProfileCondition, _names: Names, *, wanted: bool) -> Describe:
    key, rule, thresholds = condition.profile, _rule("profile", wanted=wanted), asked_of(condition)

    def describe(run: Run, wording: Wording) -> Because:
        value: object = run.profile[key]
        title, titles = wording.attributes[key]
        words = wording.phrases.number(value) if isinstance(value, Fraction) else titles[value]
        plain = exact_to_number(value) if isinstance(value, Fraction) else value
        text = wording.phrases.profile.format(title=title, value=words)
        return Because(rule, key, {"value": plain}, thresholds, text)

    return describe
