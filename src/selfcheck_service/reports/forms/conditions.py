"""Who is to answer an item, in words for paper: other items by their printed numbers, and no links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selfcheck_service.core.definition.conditions import Condition
from selfcheck_service.reports.forms.numbering import Sheet
from selfcheck_service.reports.forms.words import word_on_form
from selfcheck_service.reports.questionnaire.conditions import condition_in_words
from selfcheck_service.reports.questionnaire.speaker import Speaker, speaker_of

# What `markdown.escaped` has put a backslash before.
_ESCAPED = re.compile(r"\\([^\w\s])")


@dataclass(frozen=True, slots=True)
class PaperSpeaker(Speaker):
    """Says what stands on a form; `numbers` are those of its items."""

    numbers: Mapping[str, int] = field(default_factory=dict)

    def item(self, key: str) -> str:
        """Return an item by its number; one that stands on another form only by what it asks."""
        number = self.numbers.get(key)
        return Speaker.item(self, key) if number is None else word_on_form(self.language, "question", number=number)


def paper_speaker(sheet: Sheet, language: str) -> PaperSpeaker:
    """Return who speaks on a form in a language."""
    said = speaker_of(sheet.plan, language)
    # Without places nothing is a link.
    return PaperSpeaker(
        said.plan, said.wording, {}, said.items, said.fields, language, said.page, numbers=sheet.numbers
    )


def said_plainly(condition: Condition, speaker: Speaker) -> str:
    """Return a condition in one line, without the signs of Markdown."""
    return _ESCAPED.sub(r"\1", condition_in_words(condition, speaker).replace("**", ""))
