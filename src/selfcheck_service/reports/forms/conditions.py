"""Who is to answer an item, in words for paper: other items by their printed numbers, no links, no denial denied."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from selfcheck_service.core.definition.answer_rules import Option
from selfcheck_service.core.definition.conditions import ItemCondition, ProfileCondition, Test
from selfcheck_service.core.scoring.foreseen import OpenTest, OpenTests
from selfcheck_service.core.scoring.item_types import clock
from selfcheck_service.reports.forms.numbering import Sheet
from selfcheck_service.reports.forms.words import word_on_form
from selfcheck_service.reports.questionnaire.conditions import condition_in_words, passes_test
from selfcheck_service.reports.questionnaire.speaker import Speaker, speaker_of

# What `markdown.escaped` has put a backslash before.
_ESCAPED = re.compile(r"\\([^\w\s])")
# Nobody ticks a box to say these.
_NO_BOXES = ("unanswered", "hidden")
# A test with one bound turned round.
_OPPOSITES = {"at_least": "below", "below": "at_least", "at_most": "above", "above": "at_most"}


@dataclass(frozen=True, slots=True)
class PaperSpeaker(Speaker):
    """Says what stands on a form; `numbers` are those of its items."""

    numbers: Mapping[str, int] = field(default_factory=dict)

    def item(self, key: str) -> str:
        """Return an item by its number; one that stands on another form only by what it asks."""
        number = self.numbers.get(key)
        return self.quoted(Speaker.item(self, key)) if number is None else self.on_form("question", number=number)

    def on_form(self, name: str, /, **values: object) -> str:
        """Return what forms say themselves."""
        return word_on_form(self.language, name, **values)


def paper_speaker(sheet: Sheet, language: str) -> PaperSpeaker:
    """Return who speaks on a form in a language."""
    said = speaker_of(sheet.plan, language)
    # Without places nothing is a link.
    return PaperSpeaker(
        said.plan, said.wording, {}, said.items, said.fields, language, said.page, numbers=sheet.numbers
    )


def said_plainly(when: OpenTest | OpenTests, speaker: PaperSpeaker) -> str:
    """Return when an item is to be answered: a subordinate clause without its “if”, and without signs of Markdown."""
    return _ESCAPED.sub(r"\1", _clause(when, speaker).replace("**", ""))


def _clause(when: OpenTest | OpenTests, speaker: PaperSpeaker) -> str:
    if isinstance(when, OpenTest):
        return _of_test(when, speaker)
    said = [
        f"({_clause(part, speaker)})" if isinstance(part, OpenTests) else _clause(part, speaker) for part in when.parts
    ]
    return speaker.on_form("if.and" if when.every else "if.or").join(said)


def _of_test(test: OpenTest, speaker: PaperSpeaker) -> str:
    condition, found = test.condition, ""
    if isinstance(condition, ItemCondition):
        found = _of_item(condition, speaker, wanted=test.wanted)
    elif isinstance(condition, ProfileCondition):
        found = _of_profile(condition, speaker, wanted=test.wanted)
    if found:
        return found
    name = "if.other" if test.wanted else "if.not_other"
    return speaker.on_form(name, said=condition_in_words(condition, speaker))


def _of_item(condition: ItemCondition, speaker: PaperSpeaker, *, wanted: bool) -> str:
    """Return a test of an item in words; nothing where this form has none for it."""
    item = speaker.item(condition.item)
    if condition.answered is not None:
        return speaker.on_form("if.answered" if condition.answered is wanted else "if.not_answered", item=item)
    if condition.no_answer is not None:
        return _of_states(condition.no_answer, item, speaker, wanted=wanted)
    if condition.number is not None:
        is_time = speaker.items[condition.item].type == "time"
        write = clock if is_time else speaker.phrases.number
        return _of_number(condition.number, item, speaker, wanted=wanted, write=write)
    options = speaker.structure.options_of(speaker.items[condition.item])
    if condition.includes is not None:
        meant = [option for option in options if option.value == condition.includes]
        return _ticked("if.ticked" if wanted else "if.not_ticked", meant, item, speaker)
    if not speaker.items[condition.item].kind.chooses_one:
        return _of_numbers(condition, item, speaker, wanted=wanted)
    meant = list(_options_meant(condition, options, speaker, wanted=wanted))
    return _ticked("if.ticked", meant, item, speaker)


def _options_meant(
    condition: ItemCondition, options: Sequence[Option], speaker: PaperSpeaker, *, wanted: bool
) -> Iterator[Option]:
    """Yield the options of a single choice with which a test comes out as it should."""
    test, dynamic = condition.points, speaker.items[condition.item].points is not None
    for option in options:
        if test is None:
            passes: bool | None = option.value in condition.wanted
        else:
            passes = None if dynamic or option.points is None else passes_test(option.points, test)
        if passes is wanted:
            yield option


def _of_numbers(condition: ItemCondition, item: str, speaker: PaperSpeaker, *, wanted: bool) -> str:
    """Return which of several numbers has to be written; nothing for a test of points."""
    numbers = [speaker.phrases.number(Fraction(each)) for each in condition.wanted if isinstance(each, int)]
    name = "if.number" if wanted else "if.not_number"
    return speaker.on_form(name, item=item, test=speaker.on_form("if.or").join(numbers)) if numbers else ""


def _ticked(name: str, options: Sequence[Option], item: str, speaker: PaperSpeaker) -> str:
    values = speaker.either(speaker.say(option.title) for option in options)
    return speaker.on_form(name, item=item, values=values) if options else ""


def _of_states(states: Sequence[str], item: str, speaker: PaperSpeaker, *, wanted: bool) -> str:
    ticked = [speaker.on_form(state).removesuffix(".") for state in states if state not in _NO_BOXES]
    said = [
        speaker.on_form(f"if.{state}" if wanted else f"if.not_{state}", item=item)
        for state in states
        if state in _NO_BOXES
    ]
    if ticked:
        name = "if.ticked" if wanted else "if.not_ticked"
        said.insert(0, speaker.on_form(name, item=item, values=speaker.either(ticked)))
    joined = speaker.on_form("if.or" if wanted else "if.and").join(said)
    return f"({joined})" if len(said) > 1 else joined


def _of_number(test: Test, name: str, speaker: PaperSpeaker, *, wanted: bool, write: Callable[..., str]) -> str:
    bounds = {each: limit for each in Test.model_fields if (limit := getattr(test, each)) is not None}
    (first, limit), *more = bounds.items()
    if not wanted and not more and first in _OPPOSITES:
        test, wanted = Test.model_construct(**{_OPPOSITES[first]: limit}), True
    said = speaker.phrases.test(test, write=write)
    return speaker.on_form("if.number" if wanted else "if.not_number", item=name, test=said)


def _of_profile(condition: ProfileCondition, speaker: PaperSpeaker, *, wanted: bool) -> str:
    title, titles = speaker.wording.attributes[condition.profile]
    name = speaker.quoted(title)
    if condition.number is not None:
        return _of_number(condition.number, name, speaker, wanted=wanted, write=speaker.phrases.number)
    meant = [title for value, title in titles.items() if (value in condition.wanted) is wanted]
    return speaker.on_form("if.profile", item=name, values=speaker.either(meant)) if meant else ""
