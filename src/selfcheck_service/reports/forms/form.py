"""A form as data: everything that a sheet of paper says, in the order in which it says it, in one language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.definition.answer_rules import DurationRule, MultipleChoiceRule, NumberRule, TextRule
from selfcheck_service.core.definition.answer_rules import TimeRule as Clock
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.structure import Node
from selfcheck_service.core.definition.texts import LocalisedText, Text
from selfcheck_service.core.rounds.form_codes import show_form_code
from selfcheck_service.core.scoring.item_types import clock
from selfcheck_service.core.scoring.units import units_of
from selfcheck_service.reports.forms.conditions import PaperSpeaker, paper_speaker, said_plainly
from selfcheck_service.reports.forms.numbering import Sheet, help_of, prompt_of
from selfcheck_service.reports.forms.words import word_on_form

# The order in which kinds of no answer stand behind the options.
_INSTEAD = ("dont_know", "not_applicable", "declined")
_CHARACTERS_OF_A_LINE = 80
_MOST_LINES = 8
_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick: what stands beside it, and what ticking it means for this item, where an author says so."""

    title: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """An item as it is printed.

    `number` is what whoever types in may call it by, `key` its own name. `boxes` are the options and `instead` the
    kinds of no answer; `blank` says what is written by hand in place of boxes (None: nothing is), `lines` on how many
    lines, `unit` what stands behind it. `condition` says when to answer at all.
    """

    number: int
    key: str
    prompt: str
    help: str | None
    hint: str | None
    condition: str | None
    boxes: tuple[Box, ...]
    instead: tuple[Box, ...]
    blank: Literal["short", "lines"] | None
    lines: int
    unit: str | None


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A field with what is asked in it. `depth` is 1 for a field at the top; `note` says of what it is asked."""

    title: str
    depth: int
    introduction: str | None
    note: str | None
    items: tuple[PrintedItem, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the questions.

    `code` is the form code in its canonical form, `facts` names with what belongs to them, `statements` what those are
    told who answer. `blanks` are what is filled in by hand above the questions. `in_round` is False for a form that
    belongs to no round.
    """

    code: str
    facts: tuple[tuple[str, str], ...] = ()
    statements: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    in_round: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. `words` are its own, by name, for the template."""

    title: str
    subtitle: str
    code: str
    stamp: str
    facts: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]
    blanks: tuple[str, ...]
    description: str | None
    notice: str | None
    advice: tuple[str, ...]
    fields: tuple[PrintedField, ...]
    words: dict[str, str]


def form_of_sheet(sheet: Sheet, heading: Heading, language: str) -> Form:
    """Return the form of a sheet in a language: one of the questionnaire's, also one of which it has some texts only.

    The same sheet, heading and language always make the same form.
    """
    writer = _Writer(sheet, language)
    questionnaire = sheet.plan.questionnaire
    fields = tuple(each for field in questionnaire.fields for each in writer.fields(field.key, 1))
    names = ("form_code", "who_sees", "how", "or")
    words = {name: word_on_form(language, name) for name in names}
    words["closing"] = word_on_form(language, "thanks" if heading.in_round else "thanks.public")
    version = word_on_form(language, "version", version=questionnaire.version)
    code = show_form_code(heading.code)
    short = sheet.plan.definition_hash[:_HASH_SHOWN]
    return Form(
        title=writer.say(questionnaire.title),
        subtitle=version,
        code=code,
        stamp=f"{questionnaire.key} {questionnaire.version} · {short} · {code}",
        facts=heading.facts,
        statements=heading.statements if heading.in_round else (word_on_form(language, "public"),),
        blanks=heading.blanks,
        description=writer.maybe(questionnaire.description),
        notice=writer.maybe(questionnaire.notice),
        advice=tuple(writer.advice(fields)),
        fields=fields,
        words=words,
    )


class _Writer:
    """Writes what stands on one form."""

    def __init__(self, sheet: Sheet, language: str) -> None:
        self._sheet = sheet
        self._language = language
        self._structure = sheet.plan.structure
        self._speaker: PaperSpeaker = paper_speaker(sheet, language)

    def say(self, text: LocalisedText) -> str:
        return Text(text).in_language(self._language, self._sheet.plan.languages[0])

    def maybe(self, text: LocalisedText | None) -> str | None:
        return None if text is None else self.say(text)

    def word(self, name: str, /, **values: object) -> str:
        return word_on_form(self._language, name, **values)

    def fields(self, key: str, depth: int) -> Iterator[PrintedField]:
        """Yield a field and those nested in it, as far as anything is asked in them."""
        node = self._structure.nodes[key]
        items = tuple(self._item(item) for item in node.items if item.key in self._sheet.numbers)
        nested = [each for child in node.children for each in self.fields(child, depth + 1)]
        if items or nested:
            definition = node.definition
            yield PrintedField(
                title=self.say(definition.title),
                depth=depth,
                introduction=self.maybe(definition.introduction),
                note=self._note(node),
                items=items,
            )
        yield from nested

    def advice(self, fields: Iterable[PrintedField]) -> Iterator[str]:
        """Yield how to fill it in, as far as it holds for what is asked."""
        items = [item for field in fields for item in field.items]
        yield self.word("how.tick")
        if any(item.instead for item in items):
            yield self.word("how.no_answer")
        if any(item.condition for item in items):
            yield self.word("how.only_if")
        yield self.word("how.correct")

    def _note(self, node: Node) -> str | None:
        if node.key not in self._structure.units or not isinstance(node.definition, ThematicField):
            return None
        units, count = units_of(self._sheet.plan, node.key), len(node.children)
        said = [self.word("units", title=self.say(units.title), count=count)]
        if count > units.minimum:
            said.append(self.word("units.spare"))
        if count < units.maximum:
            said.append(self.word("units.more"))
        return " ".join(said)

    def _item(self, item: Item) -> PrintedItem:
        form, blank = self._sheet.form, _blank(item)
        return PrintedItem(
            number=self._sheet.numbers[item.key],
            key=item.key,
            prompt=self.say(prompt_of(item, form)),
            help=self.maybe(help_of(item, form)),
            hint=self._hint(item),
            condition=self._condition(item),
            boxes=tuple(self._boxes(item)),
            instead=tuple(self._instead(item)),
            blank=blank,
            lines=_lines(item) if blank == "lines" else 0,
            unit=self._unit(item),
        )

    def _boxes(self, item: Item) -> Iterator[Box]:
        anchors = {anchor.value: self.say(anchor.text) for anchor in item.anchors}
        options = self._structure.options_of(item)
        for option in options:
            yield Box(self.say(option.title), anchors.get(option.value))
        rule = item.rule
        exclusive = any(option.exclusive for option in options)
        if isinstance(rule, MultipleChoiceRule) and not exclusive and rule.minimum_selected == 0:
            yield Box(self.word("none_of_these"))

    def _instead(self, item: Item) -> Iterator[Box]:
        allowed = self._structure.no_answers_of(item)
        yield from (Box(self.word(state)) for state in _INSTEAD if state in allowed)

    def _condition(self, item: Item) -> str | None:
        found = self._sheet.open_tests.get(item.key)
        return None if found is None else self.word("only_if", condition=said_plainly(found, self._speaker))

    def _hint(self, item: Item) -> str | None:
        match item.rule:
            case MultipleChoiceRule() as rule:
                return self._several(rule)
            case TextRule(maximum_length=limit):
                return self.word("text", limit=self._speaker.phrases.number(Fraction(limit)))
            case Clock(range=times):
                ends = [clock(end) for end in (times.low, times.high) if end is not None]
                return self.word("time", range=self.word("range.both", low=ends[0], high=ends[-1]))
            case NumberRule() | DurationRule() as rule:
                within = self._within(rule)
                return self.word("integer" if rule.whole else "number", range=within).strip()
            case _:
                return None

    def _several(self, rule: MultipleChoiceRule) -> str:
        fewest, most = rule.minimum_selected, rule.maximum_selected
        if most is None:
            return self.word("several.at_least", fewest=fewest) if fewest else self.word("several")
        name = "exactly" if most == fewest else "between" if fewest else "at_most"
        return self.word(f"several.{name}", fewest=fewest, most=most)

    def _within(self, rule: NumberRule | DurationRule) -> str:
        """Return which numbers are accepted; nothing where all are."""
        found, write = rule.range, self._speaker.phrases.number
        parts: Sequence[str] = ()
        if found.low is not None and found.high is not None and found.low_closed and found.high_closed:
            return self.word("range.both", low=write(found.low), high=write(found.high))
        if found.low is not None:
            parts = (self.word("range.from" if found.low_closed else "range.over", low=write(found.low)),)
        if found.high is not None:
            parts = (*parts, self.word("range.to" if found.high_closed else "range.under", high=write(found.high)))
        return ", ".join(parts)

    def _unit(self, item: Item) -> str | None:
        match item.rule:
            case DurationRule(unit=unit):
                return self._speaker.phrases.units[unit][1]
            case NumberRule(unit=named):
                return self.maybe(named)
            case _:
                return None


def _blank(item: Item) -> Literal["short", "lines"] | None:
    """Return what is written by hand: a word or a number, a text, or nothing."""
    if item.kind.value == "text":
        return "lines"
    return "short" if item.kind.is_number else None


def _lines(item: Item) -> int:
    """Return how many lines a text gets: as many as it may fill, but never most of a page."""
    rule = item.rule
    longest = rule.maximum_length if isinstance(rule, TextRule) else 0
    return max(1, min(_MOST_LINES, -(-longest // _CHARACTERS_OF_A_LINE)))
