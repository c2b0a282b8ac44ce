"""What somebody reads before answering: the welcome to a round, for the perspective of a code or of a response."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.core.definition.problems import AccessRefused
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.rounds.own_words import asks_own_words
from selfcheck_service.core.rounds.states import RoundState
from selfcheck_service.core.rounds.terms import Mode
from selfcheck_service.core.rounds.welcome import welcome
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage import responses as storage
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.openings import Opening, Openings

PLAIN_GERMAN = "de-simple"
Speaker = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Guest:
    """Who stands at the door of a round: somebody with a code, or with a response of their own and its secret."""

    round_id: uuid.UUID
    code_hash: bytes | None
    response_id: uuid.UUID | None
    secret_hash: bytes | None


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of the welcome in one language."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class PerspectiveTold:
    """The standpoint that somebody answers from."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Welcomed:
    """The welcome in one language."""

    round: uuid.UUID
    title: str
    municipality: str
    questionnaire: str
    version: str
    state: RoundState
    opens_at: datetime
    closes_at: datetime
    mode: Mode
    perspective: PerspectiveTold | None
    languages: tuple[str, ...]
    language: str
    free_texts: bool
    display_name_needed: bool
    terms_hash: str
    statements: tuple[Told, ...]


async def welcome_guest(
    database: Database, openings: Openings, guest: Guest, *, speak: Speaker, now: datetime
) -> Welcomed:
    """Return the welcome for whoever shows something good. Raises `AccessRefused` where nothing of it is good."""
    # The same is looked up whether or not there is such a round, so that not even the time taken tells.
    async with database.reading() as transaction:
        perspective = await _perspective_by_code(transaction, guest)
    opening = await openings.find(guest.round_id, anew=True)
    if perspective is None and opening is not None:
        async with database.reading() as transaction:
            perspective = await _perspective_by_secret(transaction, opening, guest)
    if perspective is None or opening is None:
        raise AccessRefused("access_code_not_accepted")
    async with database.reading() as transaction:
        municipality = await get_municipality(transaction, EVERYWHERE, opening.round.municipality_id)
    return _welcomed(opening, perspective, municipality.name, speak(_languages(opening)), now)


def _languages(opening: Opening) -> tuple[str, ...]:
    """Return the languages of the welcome: the round's, and plain German beside German."""
    languages = opening.round.languages
    plain = (PLAIN_GERMAN,) if "de" in languages and PLAIN_GERMAN not in languages else ()
    return (*languages, *plain)


def require_language(opening: Opening, language: str | None) -> str | None:
    """Return the language that a query asks for; raise `InputInvalid` where the round is not held in it."""
    if language is not None and language not in opening.round.languages:
        words = {"name": language[:40], "allowed": ", ".join(opening.round.languages)}
        raise InputInvalid([Problem("?language", "unknown_language_asked", words)])
    return language


async def _perspective_by_code(transaction: Transaction, guest: Guest) -> str | None:
    """Return the perspective that a code is for, "" where there are none; None where the code is not good."""
    if guest.code_hash is None:
        return None
    return await storage.find_ticket(transaction, guest.round_id, guest.code_hash)


async def _perspective_by_secret(transaction: Transaction, opening: Opening, guest: Guest) -> str | None:
    """Return the perspective of the response whose secret is shown; None where it is not."""
    if guest.response_id is None or guest.secret_hash is None:
        return None
    key = storage.ResponseKey(opening.round.municipality_id, guest.round_id, guest.response_id)
    row = await storage.find_response(transaction, key)
    return row.perspective if row is not None and row.secret_hash == guest.secret_hash else None


def _welcomed(opening: Opening, perspective: str, municipality: str, language: str, now: datetime) -> Welcomed:
    row, questionnaire = opening.round, opening.plan.questionnaire
    title = next((each.title for each in questionnaire.perspectives if each.key == perspective), None)
    own_words = asks_own_words(questionnaire, [perspective])
    closes_at = row.closes_at.astimezone(HERE)
    statements = welcome(row.terms, closes_at, perspective=title, erase_on=row.erase_on, own_words=own_words)
    return Welcomed(
        round=row.id,
        title=row.title,
        municipality=municipality,
        questionnaire=row.questionnaire,
        version=row.version,
        state=row.state(now),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        mode=row.mode,
        perspective=None if title is None else PerspectiveTold(perspective, Text(title).in_language(language)),
        languages=row.languages,
        language=language,
        free_texts=row.free_texts and own_words,
        display_name_needed=row.mode == "open",
        terms_hash=row.terms_hash,
        statements=tuple(Told(each.key, each.text.in_language(language)) for each in statements),
    )
