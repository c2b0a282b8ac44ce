"""Follow-up dates as iCalendar (RFC 5545): first steps, deadlines, and the reviews after 3, 6 and 12 months.

Each is an event of a whole day. An event keeps its UID, so who imports the file again moves what they have and adds
nothing twice. All times come from the data: the same plan makes the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from selfcheck_service.core.planning import Measure
from selfcheck_service.core.planning.months import review_days
from selfcheck_service.reports.planning.matter import Matter
from selfcheck_service.reports.planning.speaker import PlanSpeaker, sentence

# RFC 5545, 3.1: a line has at most 75 octets without its end.
_LONGEST_LINE = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class _Event:
    name: str
    stamped: date
    day: date
    summary: str
    description: tuple[str, ...]
    cancelled: bool = False


def action_plan_calendar(matter: Matter, language: str) -> bytes:
    """Return the dates of the action plan in German (`de`) or English (`en`), by day."""
    speaker = PlanSpeaker.of(matter, language)
    return "".join(f"{folded}\r\n" for line in _calendar(speaker) for folded in fold(line)).encode()


def fold(line: str) -> Iterator[str]:
    """Yield the lines into which a line is folded: none is longer than 75 octets, and no character is cut in two."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece


def escape_text(text: str) -> str:
    """Return a text as a value of type TEXT (RFC 5545, 3.3.11); a tab becomes a blank."""
    return text.replace("\t", " ").translate(_ESCAPED)


def _calendar(speaker: PlanSpeaker) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0")
    yield f"PRODID:-//selfcheck-service//action plan//{speaker.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{escape_text(speaker.calendar_name)}"
    if speaker.matter.about.made_up:
        yield f"DESCRIPTION:{escape_text(speaker.mark())}"
    yield f"X-WR-CALNAME:{escape_text(speaker.calendar_name)}"
    for event in sorted(_events(speaker), key=lambda each: (each.day, each.name)):
        yield from _lines(event)
    yield "END:VCALENDAR"


def _lines(event: _Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.name}"
    yield f"DTSTAMP:{event.stamped:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"SUMMARY:{escape_text(event.summary)}"
    yield f"DESCRIPTION:{escape_text(chr(10).join(event.description))}"
    if event.cancelled:
        # Who has imported it keeps it otherwise: of two events with one UID the one with the higher number holds.
        yield from ("STATUS:CANCELLED", "SEQUENCE:1")
    # Nobody is busy because a deadline lies on a day.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _events(speaker: PlanSpeaker) -> Iterator[_Event]:
    planned = speaker.matter.planned
    for measure in planned:
        yield from _events_of(speaker, measure)
    for measure in speaker.matter.left_out:
        if measure.decision != "reject":
            yield from _cancelled(speaker, measure)
    for decided_on in sorted({each.decided_on for each in planned}):
        together = [each for each in planned if each.decided_on == decided_on]
        yield from _reviews(speaker, decided_on, together)


def _events_of(speaker: PlanSpeaker, measure: Measure) -> Iterator[_Event]:
    said = speaker.calendar_lines(measure)
    # Of what is done no step and no deadline is ahead; whether it helped is still to be seen.
    days = () if measure.status == "done" else (("first-step", measure.first_step_on), ("deadline", measure.deadline))
    for kind, day in (*days, ("review", _own_review(measure))):
        if day is not None:
            summary = speaker.say(f"calendar.{kind}", title=measure.title)
            yield _Event(_event_name(measure.id, kind), measure.decided_on, day, summary, said)


def _cancelled(speaker: PlanSpeaker, measure: Measure) -> Iterator[_Event]:
    """Yield the events of a measure that was dropped, all of them cancelled; one that was rejected never had any."""
    reason = () if measure.dropped_reason is None else (sentence(measure.dropped_reason),)
    for event in _events_of(speaker, measure):
        summary = speaker.say("calendar.cancelled", title=event.summary)
        yield replace(event, summary=summary, description=reason or event.description, cancelled=True)


def _own_review(measure: Measure) -> date | None:
    """Return the day on which a measure is reviewed by itself; None where it is one of the three common days."""
    return None if measure.review_on in review_days(measure.decided_on).values() else measure.review_on


def _reviews(speaker: PlanSpeaker, decided_on: date, measures: Sequence[Measure]) -> Iterator[_Event]:
    for months, day in review_days(decided_on).items():
        ahead = [
            each for each in measures if all(review.months != months for review in speaker.matter.reviews_of(each))
        ]
        if ahead:
            summary = speaker.say("calendar.reviews", months=months, title=speaker.matter.title)
            said = (speaker.say("calendar.ask"), *(speaker.numbered(each) for each in ahead))
            name = _event_name(speaker.matter.release.round, f"{decided_on:%Y%m%d}-review-{months}")
            yield _Event(name, decided_on, day, summary, said)


def _event_name(of: str, kind: str) -> str:
    return f"{of}-{kind}@selfcheck-service"
