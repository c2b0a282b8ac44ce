"""Follow-up dates as iCalendar (RFC 5545): first steps, deadlines, and the reviews after 3, 6 and 12 months.

Each is an event of a whole day. An event keeps its UID, so who imports the file again moves what they have and adds
nothing twice. Its SEQUENCE (RFC 5545, 3.8.7.4) grows with every change of a measure, and what is not ahead any more
stays in the file as cancelled, a day that was withdrawn, too: of two events with one UID the one with the higher number
holds (RFC 5546, 2.1.5). All times come from the data: the same plan makes the same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from selfcheck_service.core.planning import Measure, Withdrawn
from selfcheck_service.core.planning.months import review_days
from selfcheck_service.core.planning.withdrawn import DayKind, event_days
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
    sequence: int
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
    yield f"SEQUENCE:{event.sequence}"
    if event.cancelled:
        # Who has imported it would keep it otherwise.
        yield "STATUS:CANCELLED"
    # Nobody is busy because a deadline lies on a day.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _events(speaker: PlanSpeaker) -> Iterator[_Event]:
    measures = [each for each in speaker.matter.measures if each.is_planned or _was_planned(speaker, each)]
    for measure in measures:
        yield from _events_of(speaker, measure)
    decided = {each.decided_on for each in measures}
    for decided_on in sorted(decided.union(*(_withdrawn(speaker, each).decided_on for each in measures))):
        together = [each for each in measures if each.decided_on == decided_on]
        left = [each for each in measures if decided_on in _withdrawn(speaker, each).decided_on]
        yield from _reviews(speaker, decided_on, together, left)


def _was_planned(speaker: PlanSpeaker, measure: Measure) -> bool:
    """Tell whether a measure of the past may be in somebody's calendar; what was rejected at once never was."""
    return measure.decision != "reject" or _changes(speaker, measure) > 0


def _changes(speaker: PlanSpeaker, measure: Measure) -> int:
    return speaker.matter.changes.get(measure.id, 0)


def _withdrawn(speaker: PlanSpeaker, measure: Measure) -> Withdrawn:
    return speaker.matter.withdrawn.get(measure.id, Withdrawn())


def _events_of(speaker: PlanSpeaker, measure: Measure) -> Iterator[_Event]:
    said = speaker.calendar_lines(measure)
    if not measure.is_planned:
        # In place of what was to be done stands why it is not.
        said = (sentence(reason),) if (reason := measure.dropped_reason or measure.reason) else said
    days = event_days(measure)
    # What was withdrawn lies where it lay last, unless it was set again.
    for kind, day in {**_withdrawn(speaker, measure).days, **days}.items():
        summary = speaker.say(f"calendar.{kind}", title=measure.title)
        ends = _end(measure, kind, is_set=kind in days)
        yield _Event(
            name=_event_name(measure.id, kind),
            stamped=measure.decided_on,
            day=day,
            summary=summary if ends is None else speaker.say(f"calendar.{ends}", title=summary),
            description=said,
            sequence=_changes(speaker, measure),
            cancelled=ends is not None,
        )


def _end(measure: Measure, kind: DayKind, *, is_set: bool) -> str | None:
    """Return why an event of a measure is not ahead: it was dropped, withdrawn or is done; None where it is ahead."""
    if not (measure.is_planned and is_set):
        return "cancelled"
    # Of what is done no step and no deadline is ahead; whether it helped is still to be seen.
    return "done" if measure.status == "done" and kind != "review" else None


def _reviews(
    speaker: PlanSpeaker, decided_on: date, measures: Sequence[Measure], left: Sequence[Measure]
) -> Iterator[_Event]:
    """Yield the common reviews of what was decided on a day, as far as they were not held of all of it.

    `left` are measures that once counted as decided on that day; where no other does, the reviews are cancelled.
    """
    planned = [each for each in measures if each.is_planned]
    # Measures come and change, and none ever goes: this grows with whatever is said of any of them.
    sequence = sum(1 + _changes(speaker, each) for each in speaker.matter.measures)
    for months, day in review_days(decided_on).items():
        ahead = [each for each in planned or measures or left if not _was_held(speaker, each, months)]
        if ahead:
            summary = speaker.say("calendar.reviews", months=months, title=speaker.matter.title)
            said = (speaker.say("calendar.ask"), *(speaker.numbered(each) for each in ahead))
            name = _event_name(speaker.matter.release.round, f"{decided_on:%Y%m%d}-review-{months}")
            ends = summary if planned else speaker.say("calendar.cancelled", title=summary)
            yield _Event(name, decided_on, day, ends, said, sequence, cancelled=not planned)


def _was_held(speaker: PlanSpeaker, measure: Measure, months: int) -> bool:
    return any(review.months == months for review in speaker.matter.reviews_of(measure))


def _event_name(of: str, kind: str) -> str:
    return f"{of}-{kind}@selfcheck-service"
