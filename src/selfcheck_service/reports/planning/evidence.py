"""What spoke for a measure, looked up where it was noted: dots of ballots, and places in the matrix."""

from collections.abc import Iterator

from selfcheck_service.core.ballots.matrix import PlacedCard, Position, place_in_words
from selfcheck_service.core.planning import Measure
from selfcheck_service.core.planning.document import Evidence
from selfcheck_service.reports.planning.speaker import PlanSpeaker


def evidence_of(speaker: PlanSpeaker, measure: Measure) -> tuple[str, ...]:
    """Return what spoke for a measure, each in a line; what only few voted on is named without its dots."""
    return tuple(text for each in measure.evidence for text in _told(speaker, each))


def position(speaker: PlanSpeaker, found: Position | None) -> str:
    """Return a place in the matrix in words; a dash where there is none."""
    return "–" if found is None else speaker.say("matrix.place", impact=found.impact, effort=found.effort)


def quadrant(speaker: PlanSpeaker, card: PlacedCard) -> str:
    """Return what the place of a card means; a dash where it lies nowhere yet."""
    lies = card.moved or card.proposed
    return "–" if lies is None else place_in_words(lies, speaker.language)


def _told(speaker: PlanSpeaker, evidence: Evidence) -> Iterator[str]:
    if evidence.kind == "ballot":
        yield _ballot(speaker, evidence)
        return
    for card in speaker.matter.cards:
        lies = card.moved or card.proposed
        if card.key == evidence.ref and lies is not None:
            yield speaker.say("evidence.matrix", impact=lies.impact, effort=lies.effort)
            return


def _ballot(speaker: PlanSpeaker, evidence: Evidence) -> str:
    ballot = next((each for each in speaker.matter.ballots if each.id == evidence.ref), None)
    if ballot is None:
        return speaker.say("evidence.ballot.open")
    if ballot.has_few_votes:
        return speaker.say("evidence.ballot.few", ballot=ballot.title)
    option = next((each for each in ballot.options if each.key == evidence.option), None)
    if option is None:
        return speaker.say("evidence.ballot.named", ballot=ballot.title)
    return speaker.counted("evidence.ballot", option.dots, ballot=ballot.title, place=option.place)
