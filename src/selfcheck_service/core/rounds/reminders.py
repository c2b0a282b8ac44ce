"""Invitations and reminders: letters that the facilitator sends by mail or by post; this service sends none.

What is known of the round is filled in. `{link}` and `{code}` stay for whoever merges the letters: codes are shown once
and are not known here. After the invitation a personal code is not repeated, so that nobody has to keep a list of who
got which.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.rounds.reminder_texts import REMINDER_TEXTS
from selfcheck_service.core.rounds.spoken import ROUND_LANGUAGES, spoken_day, spoken_moment
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.rounds.welcome import deleted_on

InvitationKind = Literal["personal", "open"]
ReminderKind = Literal["invitation", "week_before", "last_day", "thanks"]
# What stays in the texts for a mail merge.
PLACEHOLDERS: dict[str, str] = {"link": "{link}", "code": "{code}"}
# The paragraphs of each letter; `*` stands for the mode of the round, `+` for the kind of the invitation.
_LETTERS: dict[ReminderKind, tuple[str, ...]] = {
    "invitation": ("greeting", "invitation.opening", "effort", "promise.*", "access.+", "until", "regards"),
    "week_before": ("greeting", "week_before.opening", "everybody.*", "again.+", "regards"),
    "last_day": ("greeting", "last_day.opening", "everybody.*", "again.+", "regards"),
    "thanks": ("greeting", "thanks.opening", "next.*", "keep", "regards"),
}


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter: when it is sent (`key`), its subject and its body, in every language of `ROUND_LANGUAGES`.

    Paragraphs of the body are separated by an empty line.
    """

    key: ReminderKind
    subject: Text
    body: Text


def reminders(
    terms: Terms,
    closes_at: datetime,
    *,
    title: str,
    municipality: str,
    minutes: int,
    invitation: InvitationKind,
    erase_on: date | None = None,
) -> tuple[Reminder, ...]:
    """Return the letters of a round in the order in which they are sent.

    `closes_at` is in the time zone of those who read it. `title` and `municipality` are names, alike in every language;
    `minutes` is how long answering takes, at least 2. `erase_on` is the day on which a guest round goes.
    """
    last = deleted_on(closes_at, terms.retention_days)
    gone = last if erase_on is None else min(last, erase_on)
    known = {**PLACEHOLDERS, "title": title, "municipality": municipality, "minutes": str(minutes)}
    told = {
        language: {
            **known,
            "size": str(terms.minimum_group_size),
            "closing": spoken_moment(closes_at, language),
            "deletion": spoken_day(gone, language),
        }
        for language in ROUND_LANGUAGES
    }
    return tuple(
        Reminder(
            key,
            _text([f"{key}.subject"], told),
            _text([part.replace("*", terms.mode).replace("+", invitation) for part in parts], told),
        )
        for key, parts in _LETTERS.items()
    )


def _text(parts: list[str], told: Mapping[str, Mapping[str, str]]) -> Text:
    """Return paragraphs with their placeholders filled; what is filled in is not looked into again."""
    return Text(
        {
            language: "\n\n".join(REMINDER_TEXTS[part][at].format_map(told[language]) for part in parts)
            for at, language in enumerate(ROUND_LANGUAGES)
        }
    )
