"""Suggestions for a field as cards: those that fit what the release shows of it, ordered by a written rule."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from selfcheck_service.core.definition.conditions import FieldCondition, walk_tests
from selfcheck_service.core.definition.model import Suggestion, ThematicField
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.scoring.plan import SuggestionPlan
from selfcheck_service.core.scoring.states import Truth
from selfcheck_service.core.workshop.brief_texts import brief_text
from selfcheck_service.core.workshop.document import Before, Card, Fit, ProcedureSheet, Reason, SheetRole, SheetStep
from selfcheck_service.core.workshop.fields_seen import FieldSeen
from selfcheck_service.core.workshop.speaker import BriefSpeaker
from selfcheck_service.core.workshop.truths import Known, truth_of

MOST_CARDS = 4
CARDS_OF_STRENGTH = 2
CARDS_OF_THE_WHOLE = 2
# What answers a pattern leaves room for what fits the level.
_MOST_FOR_PATTERNS = 2
_EFFORTS = {"S": 1, "M": 2, "L": 3}
_FITS: tuple[Fit, ...] = ("pattern", "sure", "possible")


@dataclass(slots=True)
class Deck:
    """All suggestions of a version, dealt to one field after the other; a suggestion is dealt once."""

    speaker: BriefSpeaker
    known: Known
    dealt: set[str] = field(default_factory=set)

    def cards(self, seen: FieldSeen, most: int = MOST_CARDS) -> tuple[Card, ...]:
        """Return at most so many cards for a field, each of another type."""
        offers = [offer for offer in self._offers(seen) if offer[0].key not in self.dealt]
        offers.sort(key=lambda offer: (_FITS.index(offer[1]), -Fraction(offer[0].impact, _EFFORTS[offer[0].effort])))
        chosen: list[tuple[Suggestion, Fit]] = []
        for suggestion, fit in _prerequisites_first(offers):
            enough = fit == "pattern" and sum(found == "pattern" for _, found in chosen) == _MOST_FOR_PATTERNS
            if not enough and len(chosen) < most and all(suggestion.type != one.type for one, _ in chosen):
                chosen.append((suggestion, fit))
        keys = {one.key for one, _ in chosen}
        self.dealt |= keys
        return tuple(self._card(seen, one, fit, keys) for one, fit in chosen)

    def _offers(self, seen: FieldSeen) -> Iterator[tuple[Suggestion, Fit]]:
        """Yield the suggestions that surely or possibly fit, in the order of the document."""
        for suggestion in self._for_patterns(seen):
            if suggestion.pattern in seen.seen_patterns and self._applies(suggestion):
                yield suggestion, "pattern"
        for each in self.speaker.seen.plan.suggestions:
            if each.field_key == seen.key and each.definition.when is not None and self._applies(each.definition):
                truth = self._holds(each)
                if truth is not False:
                    yield each.definition, "sure" if truth else "possible"

    def _for_patterns(self, seen: FieldSeen) -> Iterator[Suggestion]:
        definition = seen.plan.node.definition
        yield from definition.suggestions if isinstance(definition, ThematicField) else ()
        for suggestion in self.speaker.seen.plan.questionnaire.suggestions:
            # Whatever field a pattern is seen in: the whole is no field in which people answer.
            if suggestion.field == seen.key or (suggestion.field is None and seen.asks):
                yield suggestion

    def _holds(self, each: SuggestionPlan) -> Truth:
        """Return whether a suggestion fits; of a joint answer its own evaluation has said so already."""
        if self.speaker.seen.basis == "joint":
            return each.key in self.speaker.seen.offered
        return truth_of(each.definition.trigger, self.known)

    def _applies(self, suggestion: Suggestion) -> bool:
        return suggestion.applies_to is None or truth_of(suggestion.applies_to, self.known) is not False

    def _suits(self, suggestion: Suggestion) -> Reason | None:
        """Return whether a suggestion that is not for every municipality is for this one."""
        if suggestion.applies_to is None:
            return None
        fits = truth_of(suggestion.applies_to, self.known)
        return self.speaker.reason("suits", "fits" if fits else "unknown")

    def _card(self, seen: FieldSeen, one: Suggestion, fit: Fit, keys: set[str]) -> Card:
        speaker, questionnaire = self.speaker, self.speaker.seen.plan.questionnaire
        sources = {source.key: speaker.say(source.title) for source in questionnaire.sources}
        return Card(
            key=one.key,
            type=one.type,
            type_title=self.type_title(one.type),
            title=speaker.say(one.title),
            fit=fit,
            why=self._why(seen, one, fit),
            suits=self._suits(one),
            text=speaker.say(one.text),
            first_step=speaker.say(one.first_step),
            lead_question=speaker.say(one.lead_question),
            effort=one.effort,
            horizon=one.horizon,
            impact=one.impact,
            who=speaker.say(one.who),
            indicator=speaker.say(one.indicator),
            measurement=speaker.say(one.measurement),
            obstacle=speaker.say(one.obstacle),
            way_round=speaker.say(one.way_round),
            unsuitable_when=speaker.say(one.unsuitable_when),
            depends_on=tuple(Before(key, self._title(key), key in keys) for key in one.depends_on),
            procedures=one.procedures,
            sources=tuple(sources[key] for key in one.sources),
        )

    def _why(self, seen: FieldSeen, one: Suggestion, fit: Fit) -> str:
        if fit == "sure" and seen.key == OVERALL:
            return self.speaker.reason("why", "sure_overall").text
        titles = self.speaker.levels(seen)
        levels = [brief_text("quoted", self.speaker.language, title=title) for title in titles]
        if fit == "pattern":
            return self.speaker.reason("why", str(one.pattern)).text
        if fit == "sure" and len(levels) == 1:
            return self.speaker.reason("why", "sure_at", level=titles[0]).text
        if fit == "possible" and len(levels) > 1 and _asks_for_level(one):
            return self.speaker.reason("why", "possible_at", levels=self.speaker.either(levels)).text
        return self.speaker.reason("why", fit).text

    def _title(self, key: str) -> str:
        """Return the title of a suggestion, wherever it stands."""
        return self.speaker.say({each.key: each.title for each in self._everything()}[key])

    def _everything(self) -> Iterator[Suggestion]:
        yield from self.speaker.seen.plan.questionnaire.suggestions
        for node in self.speaker.seen.plan.structure.nodes.values():
            yield from node.definition.suggestions if isinstance(node.definition, ThematicField) else ()

    def type_title(self, key: str) -> str:
        """Return the title of a type of suggestions."""
        types = self.speaker.seen.plan.questionnaire.suggestion_types
        return next(self.speaker.say(each.title) for each in types if each.key == key)

    def sheets(self, cards: Iterable[Card]) -> tuple[ProcedureSheet, ...]:
        """Return the procedures that cards name, each once, in the order of the definition."""
        named = {key for card in cards for key in card.procedures}
        say = self.speaker.say
        found = [each for each in self.speaker.seen.plan.questionnaire.procedures if each.key in named]
        return tuple(
            ProcedureSheet(
                key=each.key,
                type=each.type,
                type_title=self.type_title(each.type),
                title=say(each.title),
                purpose=say(each.purpose),
                group_size=None
                if each.group_size is None
                else (int(each.group_size.low or 1), int(each.group_size.high or 1)),
                minutes=each.minutes,
                preparation=say(each.preparation),
                room=say(each.room),
                roles=tuple(SheetRole(say(role.title), say(role.text)) for role in each.roles),
                steps=tuple(SheetStep(say(step.title), say(step.text), step.minutes) for step in each.steps),
                material=say(each.material),
                watch=say(each.watch),
            )
            for each in found
        )


def _asks_for_level(one: Suggestion) -> bool:
    """Tell whether a condition asks for a level: then it is the level that is open, or part of what is."""
    return any(isinstance(test, FieldCondition) and test.level is not None for _, test, _ in walk_tests(one.when))


def _prerequisites_first(offers: Sequence[tuple[Suggestion, Fit]]) -> Iterator[tuple[Suggestion, Fit]]:
    """Yield, again and again, the first offer that waits for none that is still to come."""
    waiting = list(offers)
    while waiting:
        left = {one.key for one, _ in waiting}
        # Suggestions that wait for each other in a circle are refused when a questionnaire is published.
        following = next((offer for offer in waiting if left.isdisjoint(offer[0].depends_on)), waiting[0])
        waiting.remove(following)
        yield following
