"""One version in one language: its texts, the words between them, and where everything stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from posixpath import dirname, relpath

from selfcheck_service.core.definition import Interval, Questionnaire, Structure
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.model import Scored
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.core.definition.texts import LocalisedText, Text
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.rounds.spoken import spoken_day
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.wording import Wording, wording_in
from selfcheck_service.reports.questionnaire.markdown import escaped, paragraphs
from selfcheck_service.reports.questionnaire.words import word_in

FRONT = "README.md"
OVERALL_PAGE = "overall.md"
PATTERNS = "patterns.md"
PROCEDURES = "procedures.md"
SOURCES = "sources.md"
CROSSWALKS = "crosswalks.md"


def field_page(key: str) -> str:
    """Return the page of a field."""
    return OVERALL_PAGE if key == OVERALL else f"fields/{key}.md"


def places_of(plan: Plan) -> Mapping[str, str]:
    """Return on which page each anchor stands."""
    questionnaire = plan.questionnaire
    return {
        **dict(_places_of_fields(questionnaire)),
        **{f"suggestion-{each.key}": field_page(each.field_key) for each in plan.suggestions},
        **{f"suggestion-{each.key}": PATTERNS for _, _, each in plan.structure.suggestions() if each.pattern},
        **{f"procedure-{each.key}": PROCEDURES for each in questionnaire.procedures},
        **{f"source-{each.key}": SOURCES for each in questionnaire.sources},
        **{f"crosswalk-{each.key}": CROSSWALKS for each in questionnaire.crosswalks},
        **{f"flag-{each.key}": PATTERNS for each in questionnaire.flags},
        **{f"scale-{each.key}": FRONT for each in questionnaire.response_scales},
        **{f"level-{each.key}-{level.key}": FRONT for each in questionnaire.level_sets for level in each.levels},
    }


def _places_of_fields(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    if questionnaire.overall is not None:
        yield f"field-{OVERALL}", OVERALL_PAGE
    for _, field in walk_fields(questionnaire.fields, ()):
        yield f"field-{field.key}", field_page(field.key)
        for item in field.items:
            yield f"item-{item.key}", field_page(field.key)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says what stands on one page. Whatever it returns is Markdown.

    `items` and `fields` have what stands in the document and what has been written out of it.
    """

    plan: Plan
    wording: Wording
    places: Mapping[str, str]
    items: Mapping[str, Item]
    fields: Mapping[str, Scored]
    language: str
    page: str

    def on(self, page: str) -> "Speaker":
        """Return who speaks on another page."""
        return replace(self, page=page)

    @property
    def questionnaire(self) -> Questionnaire:
        """Return what is spoken of."""
        return self.plan.questionnaire

    @property
    def structure(self) -> Structure:
        """Return the index over it."""
        return self.plan.structure

    @property
    def phrases(self) -> Phrases:
        """Return the sentences of the engine."""
        return self.wording.phrases

    def word(self, name: str, /, **values: object) -> str:
        """Return what the pages say themselves."""
        return word_in(self.language, name).format(**values)

    def counted(self, name: str, count: int) -> str:
        """Return a count in words."""
        return self.word(f"{name}.{'one' if count == 1 else 'many'}", count=count)

    def plain(self, text: LocalisedText) -> str:
        """Return a text as its author wrote it."""
        return Text(text).in_language(self.language, self.questionnaire.languages[0])

    def say(self, text: LocalisedText | None) -> str:
        """Return a text in one line; nothing for none."""
        return "" if text is None else escaped(self.plain(text))

    def tell(self, text: LocalisedText | None) -> str:
        """Return a text with its paragraphs; nothing for none."""
        return "" if text is None else paragraphs(self.plain(text))

    def quoted(self, text: str) -> str:
        """Return words in the quotation marks of the language."""
        return self.word("quoted", text=text)

    def either(self, texts: Iterable[str]) -> str:
        """Return several things of which one is meant, each in quotation marks."""
        *first, last = [self.quoted(text) for text in texts] or [""]
        return self.word("or").join([", ".join(first), last] if first else [last])

    def labelled(self, name: str, text: str) -> str:
        """Return a text behind the name of what it is; nothing for none."""
        return self.word("colon", label=self.word(name), text=text) if text else ""

    def link(self, anchor: str, text: str) -> str:
        """Return the text as a link to the anchor; the text alone where there is none."""
        page = self.places.get(anchor)
        if page is None:
            return text
        return f"[{text}]({'' if page == self.page else self.path(page)}#{anchor})"

    def path(self, page: str) -> str:
        """Return the way from here to another page."""
        return relpath(page, dirname(self.page) or ".")

    def field(self, key: str) -> str:
        """Return the title of a field, as a link."""
        return self.link(f"field-{key}", self.say(self.fields[key].title))

    def item(self, key: str) -> str:
        """Return what an item asks, as a link."""
        return self.link(f"item-{key}", self.say(self.items[key].name))

    def states(self, names: Iterable[str]) -> str:
        """Return kinds of no answer in words."""
        return ", ".join(self.phrases.states[name] for name in names)

    def day(self, iso: str) -> str:
        """Return a day, a month or a year in words, no more exactly than it is said."""
        parts = [int(part) for part in iso.split("-")]
        if len(parts) == 1:
            return iso
        spoken = spoken_day(date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1), self.language)
        return spoken if len(parts) > 2 else spoken.split(" ", 1)[1]

    def span(self, numbers: Interval) -> str:
        """Return a range in words."""
        low, high = numbers.low, numbers.high
        said = {"low": "" if low is None else self.phrases.number(low)}
        said["high"] = "" if high is None else self.phrases.number(high)
        if low is None and high is None:
            return self.word("range.any")
        if high is None:
            return self.word("range.from" if numbers.low_closed else "range.over", **said)
        if low is None:
            return self.word("range.to" if numbers.high_closed else "range.under", **said)
        names = {(True, True): "both", (True, False): "below", (False, True): "above", (False, False): "between"}
        return self.word(f"range.{names[numbers.low_closed, numbers.high_closed]}", **said)


def speaker_of(plan: Plan, language: str) -> Speaker:
    """Return who speaks of a version in a language."""
    documented = [field for _, field in walk_fields(plan.questionnaire.fields, ())]
    items = {**plan.structure.items, **{item.key: item for field in documented for item in field.items}}
    nodes: dict[str, Scored] = {key: node.definition for key, node in plan.structure.nodes.items()}
    fields = {**nodes, **{field.key: field for field in documented}}
    return Speaker(plan, wording_in(plan, language), places_of(plan), items, fields, language, FRONT)
