"""Says what a round decided, in German or in English: titles for keys, words for codes, days and values in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from selfcheck_service.core.definition.model import Suggestion
from selfcheck_service.core.definition.texts import LocalisedText, Text, is_german
from selfcheck_service.core.planning import Consensus, Measure, MeasureReadiness, Original, Review
from selfcheck_service.core.planning.measures import find_suggestion
from selfcheck_service.core.planning.months import REVIEW_MONTHS, review_days
from selfcheck_service.core.planning.readiness_texts import readiness_text
from selfcheck_service.core.releases.document import Number
from selfcheck_service.core.rounds.spoken import spoken_day
from selfcheck_service.reports.planning.matter import Matter
from selfcheck_service.reports.planning.words import plan_word
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker, speaker_of

# Who decides in a meeting, behind the workshop and apart from it.
COUNCILS = ("council", "district_council")
# What ends a sentence, also behind what closes a quotation or a bracket.
_ENDS = re.compile(r"[.!?…:][\"'“”«»)\]]*$")


def sentence(text: str) -> str:
    """Return what people wrote as a sentence that another one can follow: with a full stop where nothing ends it."""
    said = text.rstrip()
    return said if _ENDS.search(said) else f"{said}."


@dataclass(frozen=True, slots=True)
class PlanSpeaker:
    """Says what a matter says; `release` speaks of its release. `language` is `de`, `de-simple` or `en`."""

    matter: Matter
    language: str
    release: ReleaseSpeaker

    @classmethod
    def of(cls, matter: Matter, language: str) -> "PlanSpeaker":
        """Return who speaks of a matter in German (`de`; in short clauses `de-simple`) or English (`en`)."""
        return cls(matter, language, speaker_of(matter.release, matter.plan, matter.about, language))

    def say(self, name: str, /, **values: object) -> str:
        """Return the words of this name."""
        return plan_word(self.language, name, **values)

    def counted(self, name: str, count: int, /, **values: object) -> str:
        """Return the words of this name for so many; of one, those that end in `.one`."""
        return self.say(f"{name}.one" if count == 1 else name, count=count, **values)

    def blank(self, name: str) -> str:
        """Return a blank in square brackets that only people can fill."""
        return self.say("blank", words=self.say(name))

    def head(self, name: str) -> str:
        """Return the head of a column, or the name of a fact."""
        return self.say(f"head.{name}")

    def day(self, day: date) -> str:
        """Return a day in words."""
        return spoken_day(day, self.language)

    def days(self, days: Iterable[date]) -> str:
        """Return days in words, one after the other."""
        return self.listed([self.day(day) for day in days])

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts as people enumerate them."""
        *others, last = texts
        return last if not others else ", ".join(others) + self.say("and") + last

    @property
    def questionnaire(self) -> str:
        """Return the title of the questionnaire, in one line."""
        return " ".join(self.release.title.split())

    @property
    def closed(self) -> str:
        """Return the day on which the round closed."""
        return self.day(self.release.closed_on)

    def mark(self, name: str | None = None) -> str:
        """Return what stands on top of a page: the words of this name, and in a demo that everything is made up."""
        own = "" if name is None else self.say(name)
        made_up = self.release.word("made_up.text") if self.matter.about.made_up else ""
        return " ".join(part for part in (made_up, own) if part)

    @property
    def subtitle(self) -> str:
        """Return whose round it is, and its title."""
        return self.say("subtitle", municipality=self.matter.municipality, title=self.matter.title)

    @property
    def foot(self) -> str:
        """Return what a page was made from."""
        return self.say(
            "foot",
            questionnaire=self.questionnaire,
            version=self.matter.release.version,
            closed=self.closed,
            hash=self.matter.release_hash,
        )

    @property
    def calendar_name(self) -> str:
        """Return what the calendar is called."""
        return self.say("calendar.name", title=self.matter.title)

    def fields(self, measure: Measure) -> str:
        """Return the titles of the fields at which a measure aims."""
        return "; ".join(self.release.field(key) for key in measure.fields)

    def items(self, measure: Measure) -> str:
        """Return the prompts of the items at which a measure aims."""
        return "; ".join(self.release.item(key) for key in measure.items)

    def type_title(self, measure: Measure) -> str | None:
        """Return the title of the type of a measure; None where it has none."""
        questionnaire = self.matter.plan.questionnaire
        found = (each.title for each in questionnaire.suggestion_types if each.key == measure.type)
        title = next(found, None)
        return None if title is None else self.in_words(title)

    def in_words(self, text: LocalisedText) -> str:
        """Return a text of the questionnaire in the language that is spoken, else in that of its source."""
        return Text(text).in_language(self.language, self.matter.plan.languages[0])

    def subject(self, consensus: Consensus) -> str:
        """Return what a consensus is about."""
        return self.release.field(consensus.key) if consensus.kind == "field" else self.release.item(consensus.key)

    def agreed_value(self, consensus: Consensus) -> str:
        """Return the value on which the room agreed."""
        value = consensus.value
        if consensus.kind == "item":
            return self.release.option(consensus.key, value)
        return self.release.number(value) if isinstance(value, int | float) else str(value)

    def original(self, original: Original) -> str:
        """Return what the release says: a value, from where to where it can lie, a quarter, or why there is none."""
        if original.quarter is not None and original.quarter.quarter is not None:
            return self.release.quarter(original.quarter)
        value = original.value
        if value.lowest is None or value.highest is None:
            return self.say("value.none", reason=self.release.reason(value.reason)) if value.reason else self._missing
        lowest, highest = self.release.number(value.lowest), self.release.number(value.highest)
        between = "" if lowest == highest else "between"
        name = "value.exact" if original.scale and not between else "value.between" if original.scale else "value.plain"
        if name == "value.plain" and between:
            name = "value.plain.between"
        return self.say(name, value=lowest, lowest=lowest, highest=highest, **self._scale(original.scale))

    def released(self, field: str) -> str:
        """Return what the release says of a field."""
        found = self.matter.originals.get(field)
        return self.say("value.missing") if found is None else self.original(found)

    @property
    def _missing(self) -> str:
        return self.say("value.missing")

    def _scale(self, scale: tuple[Number, Number] | None) -> dict[str, str]:
        low, high = scale or (0, 0)
        return {"low": self.release.number(low), "high": self.release.number(high)}

    def numbered(self, measure: Measure) -> str:
        """Return a measure by its number and its title."""
        return self.say("numbered", number=measure.number, title=measure.title)

    def coded(self, kind: str, code: object) -> str:
        """Return the words for a code; nothing for none."""
        return "" if code is None else self.say(f"{kind}.{code}")

    def origin(self, measure: Measure) -> str:
        """Return where a measure comes from."""
        suggestion = self.suggestion(measure)
        title = (measure.suggestion or "") if suggestion is None else self.in_words(suggestion.title)
        return self.say(f"origin.{measure.origin}", suggestion=title)

    def suggestion(self, measure: Measure) -> Suggestion | None:
        """Return the suggestion of the questionnaire that a measure comes from; None where it comes from none."""
        key = (measure.suggestion or "").partition("@")[0]
        found = find_suggestion(self.matter.plan.structure, key)
        return None if found is None else found[0]

    def status(self, measure: Measure) -> str:
        """Return how a measure stands; what a council has to adopt is agreed on in the workshop, and no more."""
        awaited = measure.status == "decided" and measure.decision_body in COUNCILS
        return self.say("status.decided.workshop" if awaited else f"status.{measure.status}")

    def truth(self, *, value: bool | None) -> str:
        """Return yes or no; nothing where nobody said."""
        return "" if value is None else self.say("yes" if value else "no")

    def known(self, text: str | None) -> str:
        """Return a text, or that it is still open."""
        return text or self.say("open")

    def known_day(self, day: date | None) -> str:
        """Return a day, or that it is still open."""
        return self.say("open") if day is None else self.day(day)

    def cell(self, measure: Measure, name: str) -> str:
        """Return a member of a measure for a table, in which what is missing is called open."""
        found: object = getattr(measure, name)
        if name == "co_actors":
            return "; ".join(measure.co_actors) or "–"
        if name == "decision_body":
            return self.known(self.coded("body", measure.decision_body))
        return self.day(found) if isinstance(found, date) else self.known("" if found is None else str(found))

    def euros(self, amount: int) -> str:
        """Return an amount in whole euros."""
        if is_german(self.language):
            return f"{amount:,} €".replace(",", ".")
        # Four digits are read without a gap, and so are they in the classes.
        return f"€{amount}" if amount < 10_000 else f"€{amount:,}".replace(",", " ")

    def reviewed(self, review: Review) -> str:
        """Return what a review found."""
        blocker, step = review.blocker or review.dropped_reason, review.next_step
        return self.say(
            "plan.reviewed",
            day=self.day(review.held_on),
            status=self.say(f"status.{review.status}"),
            blocker=self.say("plan.blocker", text=sentence(blocker)) if blocker else "",
            next_step=self.say("plan.next_step", text=sentence(step)) if step else "",
        )

    def review_dates(self, measures: Iterable[Measure]) -> tuple[tuple[int, tuple[date, ...]], ...]:
        """Return the months of each common review with the days on which it is due for these measures.

        It is due of a measure until it was held; months of which none is due any more are left out.
        """
        held = {(review.measure, review.months) for review in self.matter.reviews}
        wanted = tuple(measures)
        due = (
            (months, sorted({each.decided_on for each in wanted if (each.id, months) not in held}))
            for months in REVIEW_MONTHS
        )
        return tuple((months, tuple(review_days(day)[months] for day in decided)) for months, decided in due if decided)

    def left_out(self, measure: Measure) -> str:
        """Return what was rejected or dropped, how, and why."""
        how = "decision.reject" if measure.decision == "reject" else "status.dropped"
        reason = measure.dropped_reason or measure.reason
        name = "left_out" if reason else "left_out.plain"
        said = sentence(reason) if reason else ""
        return self.say(name, number=measure.number, title=measure.title, how=self.say(how), reason=said)

    def missing(self, *, briefly: bool = False) -> tuple[str, ...]:
        """Return what is missing before the plan is ready for a decision, what a measure lacks in one line.

        `briefly`: only what it is called, and not in sentences.
        """
        readiness = self.matter.readiness
        whole = [each.text for each in readiness.missing]
        fields = [each.text for field in readiness.fields for each in field.missing]
        measures = [self._lacking(each, briefly=briefly) for each in readiness.measures if each.missing]
        return (*whole, *fields, *measures)

    def _lacking(self, found: MeasureReadiness, *, briefly: bool) -> str:
        names = [readiness_text(f"lacks.{each.key}", self.language) for each in found.missing if briefly]
        sentences = " ".join(each.text for each in found.missing)
        text = self.counted("plan.lacks", len(names), names=self.listed(names)) if briefly else sentences
        return self.say("plan.measure_missing", number=found.number, title=found.title, text=text)

    def missing_of(self, measure: Measure) -> tuple[str, ...]:
        """Return what a measure lacks before it is ready for a decision."""
        found = [each for each in self.matter.readiness.measures if each.number == measure.number]
        return tuple(missing.text for each in found for missing in each.missing)

    def calendar_lines(self, measure: Measure) -> tuple[str, ...]:
        """Return what an event says of a measure: what to do first, who is responsible, what it is for."""
        facts = (
            ("first_step", measure.first_step),
            ("responsible", measure.responsible),
            ("goal", measure.goal),
            ("fields", self.fields(measure)),
        )
        return tuple(self.say("fact", name=self.head(name), text=text) for name, text in facts if text)
