"""What a paper is, and what one is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from selfcheck_service.core.definition import Questionnaire
from selfcheck_service.core.definition.texts import LocalisedText, Text, is_german
from selfcheck_service.core.releases.policy import SMALLEST_BLOCK
from selfcheck_service.core.rounds.own_words import asks_own_words
from selfcheck_service.core.rounds.spoken import spoken_day, spoken_moment
from selfcheck_service.core.rounds.terms import Terms, terms_hash
from selfcheck_service.core.rounds.welcome import deleted_on, welcome
from selfcheck_service.reports.privacy.words import BLANKS, WORDS


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper: its heading, then paragraphs, then a list. All of it is plain text."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in one language. `to_complete` has in their order the blanks that only the municipality can fill."""

    name: str
    language: str
    title: str
    sections: tuple[Section, ...]
    to_complete: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What the papers of a round are made from, and nothing else.

    `opens_at` and `closes_at` are in the time zone of those who read them. `codes_days` is for how many days after the
    closing codes that nobody used are kept. `erase_on` is the day on which a guest round goes; such a round is
    nobody's, so its municipality is not the controller.
    """

    questionnaire: Questionnaire
    terms: Terms
    title: str
    municipality: str
    languages: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    codes_days: int
    erase_on: date | None = None

    @property
    def deletion(self) -> date:
        """Return the day on which responses are deleted, whichever way."""
        last = deleted_on(self.closes_at, self.terms.retention_days)
        return last if self.erase_on is None else min(last, self.erase_on)

    @property
    def codes_gone(self) -> date:
        """Return the day on which codes that nobody used are deleted at the latest."""
        return min((self.closes_at + timedelta(days=self.codes_days)).date(), self.deletion)

    @property
    def has_own_words(self) -> bool:
        """Tell whether any form of the round has room for free text, whether or not it is used."""
        return asks_own_words(self.questionnaire, self.terms.perspectives or ("",))

    @property
    def takes_own_words(self) -> bool:
        """Tell whether anybody is asked for free text."""
        return self.terms.free_texts and self.has_own_words

    @property
    def smallest_block(self) -> int:
        """Return from how many responses on a confidential round shows single items."""
        return max(SMALLEST_BLOCK, self.terms.minimum_group_size or 0)


class Teller:
    """Says the words of papers in one language, German or English, with what is known of a round filled in."""

    def __init__(self, matter: Matter, language: str) -> None:
        """`language` is `de` or `en`."""
        self.matter = matter
        self.language = language
        self.mode = matter.terms.mode
        self._place = 0 if is_german(language) else 1
        self._blanks = {name: self._words(text, {}) for name, text in BLANKS.items()}
        self._known = self._what_is_known()
        statements = welcome(matter.terms, matter.closes_at, erase_on=matter.erase_on, own_words=matter.has_own_words)
        self._told = {each.key: each.text.in_language(language) for each in statements}

    def say(self, name: str, /, **further: object) -> str:
        """Return the words of this name; `*` in it stands for the mode of the round."""
        return self._words(WORDS[name.replace("*", self.mode)], {**self._known, **further})

    def each(self, *names: str) -> tuple[str, ...]:
        """Return the words of several names."""
        return tuple(self.say(name) for name in names)

    def title_of(self, text: LocalisedText) -> str:
        """Return what an author wrote, in this language where it is there, in one line."""
        return " ".join(Text(text).in_language(self.language, self.matter.questionnaire.languages[0]).split())

    def language_name(self, language: str) -> str:
        """Return what a language is called; its tag where no word is known for it."""
        name = f"language.{language}"
        return self.say(name) if name in WORDS else language

    def quoted(self, texts: Iterable[str]) -> str:
        """Return texts in quotation marks with commas between them."""
        return ", ".join(self.say("quoted", text=text) for text in texts)

    def told(self, *keys: str) -> tuple[str, ...]:
        """Return what respondents are told, word for word; without keys all of it."""
        return tuple(self._told[key] for key in keys or self._told if key in self._told)

    def section(self, name: str, paragraphs: Iterable[str] = (), points: Iterable[str] = ()) -> Section:
        """Return a section under the heading of this name."""
        return Section(self.say(name), tuple(paragraphs), tuple(points))

    def paper(self, name: str, title: str, sections: Iterable[Section]) -> Paper:
        """Return the paper with these sections; which blanks stand in it is read from them."""
        made = tuple(sections)
        text = "\n".join("\n".join((*each.paragraphs, *each.points)) for each in made)
        blanks = [(text.find(self._blank(words)), words) for words in self._blanks.values()]
        to_complete = tuple(words for at, words in sorted(blanks) if at >= 0)
        return Paper(name, self.language, title, made, to_complete)

    def _blank(self, words: str) -> str:
        return self._words(WORDS["blank"], {"words": words})

    def _words(self, texts: tuple[str, str], values: Mapping[str, object]) -> str:
        return texts[self._place].format_map(values)

    def _what_is_known(self) -> dict[str, str]:
        matter, terms = self.matter, self.matter.terms
        blanks = {f"blank_{name}": self._blank(words) for name, words in self._blanks.items()}
        known = {
            "title": matter.title,
            "municipality": matter.municipality,
            "controller": matter.municipality if matter.erase_on is None else blanks["blank_controller"],
            "questionnaire": self.title_of(matter.questionnaire.title),
            "version": terms.version,
            "terms_hash": terms_hash(terms),
            "opening": spoken_day(matter.opens_at.date(), self.language),
            "closing": spoken_moment(matter.closes_at, self.language),
            "deletion": spoken_day(matter.deletion, self.language),
            "codes_gone": spoken_day(matter.codes_gone, self.language),
            "size": str(terms.minimum_group_size),
            "below_size": str((terms.minimum_group_size or 1) - 1),
            "block": str(matter.smallest_block),
            "below_block": str(matter.smallest_block - 1),
            "days": str(terms.retention_days),
        }
        return {**known, **blanks}
