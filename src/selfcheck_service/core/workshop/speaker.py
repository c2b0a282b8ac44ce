"""A brief in one language: the titles of what it names, and words for its keys."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from selfcheck_service.core.definition.texts import LocalisedText, Text
from selfcheck_service.core.scoring.wording import Wording, wording_in
from selfcheck_service.core.workshop.brief_texts import brief_text
from selfcheck_service.core.workshop.document import Reason
from selfcheck_service.core.workshop.fields_seen import FieldSeen, ReleaseSeen


@dataclass(frozen=True, slots=True)
class BriefSpeaker:
    """Says what a brief says, in a language; texts that a questionnaire does not have in it are in its first one."""

    seen: ReleaseSeen
    language: str
    wording: Wording

    def reason(self, kind: str, key: str, **parameters: object) -> Reason:
        """Return a key with its words, which stand under its kind."""
        return Reason(key, brief_text(f"{kind}.{key}", self.language, **parameters))

    def either(self, parts: Sequence[str]) -> str:
        """Return an enumeration of two or more of which one is right."""
        return f"{', '.join(parts[:-1])}{brief_text('or', self.language)}{parts[-1]}"

    @overload
    def say(self, text: LocalisedText) -> str: ...
    @overload
    def say(self, text: LocalisedText | None) -> str | None: ...
    def say(self, text: LocalisedText | None) -> str | None:
        """Return a text of the questionnaire; None for none."""
        return None if text is None else Text(text).in_language(self.language, self.seen.plan.languages[0])

    def field(self, key: str) -> str:
        """Return the title of a field."""
        return self.wording.fields[self.seen.plan.field_index[key]].title

    def levels(self, field: FieldSeen) -> tuple[str, ...]:
        """Return the titles of the levels in which a field can lie, lowest first."""
        return self._titles(field, field.levels)

    def capped(self, field: FieldSeen) -> str:
        """Return a sentence on the level that the score alone would reach, after a space; nothing where it counts."""
        titles = self._titles(field, {field.capped_from})
        return f" {self.reason('capped', 'by_gate', level=titles[0]).text}" if titles else ""

    def _titles(self, field: FieldSeen, keys: Collection[str | None]) -> tuple[str, ...]:
        words = self.wording.fields[field.plan.index]
        if not any(keys):
            return ()
        titles = words.level_sets[0].titles
        return tuple(title for key, title in zip(words.level_keys, titles, strict=True) if key in keys)

    def perspectives(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the titles of perspectives."""
        titles = {each.key: self.say(each.title) for each in self.seen.plan.questionnaire.perspectives}
        return tuple(titles.get(key, key) for key in keys)

    def together(self, keys: Iterable[str]) -> str:
        """Return the titles of perspectives that are summed up together; titles may have commas of their own."""
        return " + ".join(self.perspectives(keys))


def speaker_of(seen: ReleaseSeen, language: str) -> BriefSpeaker:
    """Return who speaks of a release in a language."""
    return BriefSpeaker(seen, language, wording_in(seen.plan, language))
