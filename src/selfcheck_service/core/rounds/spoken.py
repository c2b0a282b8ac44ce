"""Days and moments as people write them, in German and in English."""

from datetime import date, datetime, timedelta, tzinfo

from selfcheck_service.core.definition.messages import Spoken
from selfcheck_service.core.definition.texts import is_german

# Every text of a round is written in these; `de-simple` is German in short main clauses.
ROUND_LANGUAGES = ("de", "de-simple", "en")
_GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def spoken_day(day: date, language: str) -> str:
    """Return a day in words: `31. März 2026`, `31 March 2026`."""
    if is_german(language):
        return f"{day.day}. {_GERMAN_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def spoken_beginning(moment: datetime, language: str) -> str:
    """Return when something begins, to the minute: as `spoken_moment`, but midnight is the beginning of its own day.

    The moment is in the zone of those who read it.
    """
    if moment.hour or moment.minute:
        return spoken_moment(moment, language)
    day = spoken_day(moment.date(), language)
    return f"{day} um 0 Uhr" if is_german(language) else f"midnight at the beginning of {day}"


def spoken_moment(moment: datetime, language: str) -> str:
    """Return a moment to the minute, never later than it is: `31. März 2026 um 18 Uhr`, `6 pm on 31 March 2026`.

    Midnight is the end of the day before: who reads that something closes at 0:00 on a day comes on that day, too late.
    The moment is in the zone of those who read it.
    """
    midnight = moment.hour == moment.minute == 0
    day = spoken_day((moment - timedelta(days=1)).date() if midnight else moment.date(), language)
    if is_german(language):
        minutes = f":{moment.minute:02}" if moment.minute else ""
        return f"{day} um {24 if midnight else moment.hour}{minutes} Uhr"
    return f"midnight at the end of {day}" if midnight else f"{_english_clock(moment)} on {day}"


def spoken_clock(moment: datetime, language: str) -> str:
    """Return the time of day to the minute, in the zone of those who read it: `4:24` before „Uhr“, `4:24 am`."""
    if is_german(language):
        return f"{moment.hour}:{moment.minute:02}"
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"


def told_moment(moment: datetime, zone: tzinfo) -> Spoken:
    """Return a moment for a message, in the zone of those who read it."""
    plain = moment.isoformat()
    try:
        here = moment.astimezone(zone)
        return Spoken(plain, spoken_moment(here, "de"), spoken_moment(here, "en"))
    except OverflowError:
        # At the very beginning and end of time there is no hour earlier or later.
        return Spoken(plain, plain, plain)


def told_day(day: date) -> Spoken:
    """Return a day for a message."""
    return Spoken(day.isoformat(), spoken_day(day, "de"), spoken_day(day, "en"))


def _english_clock(moment: datetime) -> str:
    if moment.hour == 12 and moment.minute == 0:
        return "12 noon"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'am' if moment.hour < 12 else 'pm'}"
