"""What a condition asks for, whatever was answered: as a sentence with links."""

from collections.abc import Sequence
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
    NotCondition,
    ProfileCondition,
    Selection,
    ShareCondition,
    SomeCondition,
    Test,
    ValueCondition,
)
from selfcheck_service.core.definition.exact import Exact
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.tree import names_of
from selfcheck_service.core.definition.structure import longest_key
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.scoring.asked import asked_in_words
from selfcheck_service.reports.questionnaire.markdown import escaped
from selfcheck_service.reports.questionnaire.speaker import Speaker


@singledispatch
def condition_in_words(condition: Condition, speaker: Speaker) -> str:
    """Return a condition in words."""
    raise TypeError(condition, speaker)


def labelled_condition(name: str, condition: Condition, speaker: Speaker, margin: str = "") -> str:
    """Return a condition behind the name of what it decides: of several, each in a line of its own.

    The lines begin at the margin, where what they belong to is a line of a list itself.
    """
    match condition:
        case AllCondition(all_of=parts) | AnyCondition(any_of=parts) if len(parts) > 1:
            joiner = "each_holds" if isinstance(condition, AllCondition) else "one_holds"
            lines = [f"{margin}- {condition_in_words(part, speaker)}" for part in parts]
            head = f"**{speaker.word(joiner, said=speaker.word(name))}:**"
            return "\n".join([head if margin else f"{head}\n", *lines])
        case _:
            return speaker.labelled(name, condition_in_words(condition, speaker))


@condition_in_words.register
def _(condition: AllCondition, speaker: Speaker) -> str:
    return _joined(condition.all_of, "joined.and", speaker)


@condition_in_words.register
def _(condition: AnyCondition, speaker: Speaker) -> str:
    return _joined(condition.any_of, "joined.or", speaker)


def _joined(parts: Sequence[Condition], joiner: str, speaker: Speaker) -> str:
    """Return several conditions in words; those that are several themselves stand in brackets."""
    said = []
    for part in parts:
        words = condition_in_words(part, speaker)
        several = isinstance(part, AllCondition | AnyCondition) and len(parts) > 1
        said.append(f"({words})" if several else words)
    return speaker.word(joiner).join(said)


@condition_in_words.register
def _(condition: NotCondition, speaker: Speaker) -> str:
    return speaker.word("not", condition=condition_in_words(condition.negated, speaker))


@condition_in_words.register
def _(condition: ItemCondition, speaker: Speaker) -> str:
    known = speaker.plan.item_index
    index = known[condition.item if condition.item in known else f"{condition.item}.1"]
    what = _options_worth(condition, speaker) or escaped(asked_in_words(condition, (index,), speaker.wording))
    return speaker.word("is", name=speaker.quoted(speaker.item(condition.item)), what=what)


def _options_worth(condition: ItemCondition, speaker: Speaker) -> str:
    """Return the answers that are meant by a test of points or by their values, where one is chosen of some."""
    item = speaker.items[condition.item]
    options = speaker.structure.options_of(item)
    if not item.kind.chooses_one or item.points is not None:
        return ""
    if condition.points is not None:
        meant = [
            option for option in options if option.points is not None and passes_test(option.points, condition.points)
        ]
    else:
        meant = [option for option in options if option.value in condition.wanted]
    return speaker.word("chosen", values=speaker.either(speaker.say(option.title) for option in meant)) if meant else ""


def passes_test(points: Exact, test: Test) -> bool:
    """Tell whether points lie within the bounds of a test."""
    return not (
        (test.at_least is not None and points < test.at_least)
        or (test.above is not None and points <= test.above)
        or (test.at_most is not None and points > test.at_most)
        or (test.below is not None and points >= test.below)
        or (test.equal is not None and points != test.equal)
    )


@condition_in_words.register
def _(condition: EveryCondition, speaker: Speaker) -> str:
    what = speaker.phrases.test_of_points(condition.points)
    return speaker.word("all_items", items=_selection(condition.every, speaker), what=what)


@condition_in_words.register
def _(condition: SomeCondition, speaker: Speaker) -> str:
    what = speaker.phrases.test_of_points(condition.points)
    return speaker.word("some_items", items=_selection(condition.some, speaker), what=what)


@condition_in_words.register
def _(condition: CountCondition, speaker: Speaker) -> str:
    return _so_many(condition, condition.count, speaker.phrases.test(condition.passes), speaker)


@condition_in_words.register
def _(condition: ShareCondition, speaker: Speaker) -> str:
    return _so_many(condition, condition.share, speaker.phrases.test(condition.passes, percent=True), speaker)


def _so_many(condition: CountCondition | ShareCondition, selection: Selection, test: str, speaker: Speaker) -> str:
    # A field within a unit stands once for each unit; what is asked is the same in all of them.
    known = selection.field is None or selection.field in speaker.structure.nodes
    indices = speaker.plan.selected(selection) if known else ()
    what = escaped(asked_in_words(condition, indices, speaker.wording))
    return speaker.word("so_many_items", items=_selection(selection, speaker), test=test, what=what)


def _selection(selection: Selection, speaker: Speaker) -> str:
    said = speaker.word("selection")
    if selection.item_class is not None:
        titles = [each.title for each in speaker.questionnaire.item_classes if each.key == selection.item_class]
        said += speaker.word("selection.class", classes=speaker.either(map(speaker.say, titles)))
    if selection.field not in (None, OVERALL):
        said += speaker.word("selection.field", field=speaker.quoted(speaker.field(str(selection.field))))
    if selection.items is not None:
        items = ", ".join(speaker.quoted(speaker.item(key)) for key in selection.items)
        said += speaker.word("selection.items", items=items)
    return said


@condition_in_words.register
def _(condition: FieldCondition, speaker: Speaker) -> str:
    return speaker.word("is", name=speaker.quoted(speaker.field(condition.field)), what=_of_field(condition, speaker))


def _of_field(condition: FieldCondition, speaker: Speaker) -> str:
    if condition.score is not None:
        return speaker.word("score", test=speaker.phrases.test(condition.score))
    if condition.coverage is not None:
        return speaker.word("coverage", test=speaker.phrases.test(condition.coverage, percent=True))
    if condition.level is not None:
        nodes = speaker.structure.nodes
        levels = (
            speaker.structure.levels_of(condition.field if condition.field in nodes else f"{condition.field}.1") or ()
        )
        passing = condition.level.passing([level.key for level in levels])
        titles = [speaker.say(level.title) for level in levels if level.key in passing]
        return speaker.word("at_level", levels=speaker.either(titles))
    return speaker.word("or").join(speaker.phrases.statuses[status] for status in condition.status or ())


@condition_in_words.register
def _(condition: FlagCondition, speaker: Speaker) -> str:
    title = next(flag.title for flag in speaker.questionnaire.flags if flag.key == condition.flag)
    name = speaker.quoted(speaker.link(f"flag-{condition.flag}", speaker.say(title)))
    return speaker.word("flag_holds" if condition.equals else "flag_fails", name=name)


@condition_in_words.register
def _(condition: ProfileCondition, speaker: Speaker) -> str:
    title, titles = speaker.wording.attributes[condition.profile]
    if condition.number is not None:
        what = speaker.phrases.test(condition.number)
    else:
        what = speaker.either(escaped(titles[value]) for value in condition.wanted)
    return speaker.word("is", name=speaker.quoted(escaped(title)), what=what)


@condition_in_words.register
def _(condition: ValueCondition, speaker: Speaker) -> str:
    names = names_in_words(condition.value, speaker)
    if condition.passes is None:
        return speaker.word("calculation.true", names=names)
    return speaker.word("calculation", names=names, test=speaker.phrases.test(condition.passes))


def names_in_words(expression: ExpressionText, speaker: Speaker) -> str:
    """Return what an expression is worked out from, each thing once and by its title."""
    said: dict[str, None] = {}
    for name in names_of(expression.tree):
        title = _title_of(name.parts, speaker)
        if title:
            said[speaker.quoted(title)] = None
    return ", ".join(said)


def _title_of(parts: tuple[str, ...], speaker: Speaker) -> str:
    kind = parts[0]
    if kind == "field":
        key, _ = longest_key(parts[1:], speaker.fields)
        return speaker.field(key) if key else ""
    if kind == "profile" and parts[1] in speaker.wording.attributes:
        return escaped(speaker.wording.attributes[parts[1]][0])
    if kind == "flag" and parts[1] in speaker.wording.flags:
        return speaker.link(f"flag-{parts[1]}", escaped(speaker.wording.flags[parts[1]]))
    key, _ = longest_key(parts, speaker.items)
    return speaker.item(key) if key else ""


def municipalities(condition: Condition, speaker: Speaker) -> str:
    """Return the values of one attribute that a condition lets through; nothing where it is not as simple as that."""
    inner = condition.negated if isinstance(condition, NotCondition) else condition
    if not isinstance(inner, ProfileCondition) or inner.number is not None:
        return ""
    wanted = inner is condition
    titles = speaker.wording.attributes[inner.profile][1]
    return " · ".join(escaped(title) for value, title in titles.items() if (value in inner.wanted) is wanted)
