"""What tests of rounds begin with: a municipality, a body that makes a round, and a round that is stored."""

import copy
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from selfcheck_service.api import examples
from selfcheck_service.core.rounds.terms import Terms, terms_hash
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.storage.tables import municipalities, programme_members, programmes, responses

LAST_YEAR = datetime(2025, 11, 21, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


async def add_municipality(database: Database, **changes: Any) -> uuid.UUID:
    """Store a municipality; return its id."""
    municipality_id = uuid.uuid4()
    made = {"id": municipality_id, "name": "Musterstadt", "type": "municipality_in_district", "created_at": LAST_YEAR}
    values = {**made, **changes}
    async with database.transaction() as transaction:
        await transaction.connection.execute(insert(municipalities), values)
    return municipality_id


async def add_programme(database: Database, *members: uuid.UUID) -> uuid.UUID:
    """Store a programme of these municipalities; return its id."""
    programme_id = uuid.uuid4()
    async with database.transaction() as transaction:
        values = {"id": programme_id, "name": "Programm", "created_at": LAST_YEAR}
        await transaction.connection.execute(insert(programmes), values)
        for member in members:
            values = {"programme_id": programme_id, "municipality_id": member}
            await transaction.connection.execute(insert(programme_members), values)
    return programme_id


async def add_response(transaction: Transaction, to: RoundRow, **changes: Any) -> uuid.UUID:
    """Store a response on the terms of a round; return its id."""
    response_id = uuid.uuid4()
    values = {
        "municipality_id": to.municipality_id,
        "round_id": to.id,
        "id": response_id,
        "terms_hash": to.terms_hash,
        "perspective": "",
        "secret_hash": b"s" * 32,
        "entered_on": LAST_YEAR.date(),
        **changes,
    }
    await transaction.connection.execute(insert(responses), values)
    return response_id


def a_body(municipality: uuid.UUID, **changes: Any) -> dict[str, Any]:
    """A body that makes a round of the example questionnaire, open since yesterday."""
    now = datetime.now(UTC)
    made = {
        "municipality": str(municipality),
        "title": "Selbstcheck",
        "questionnaire": "beispiel",
        "version": "1.0.0",
        "opens_at": (now - A_DAY).isoformat(),
        "closes_at": (now + 20 * A_DAY).isoformat(),
    }
    return {name: value for name, value in {**made, **changes}.items() if value is not ...}


def a_round(municipality: uuid.UUID, **changes: Any) -> RoundRow:
    """A round of the example questionnaire on the usual terms, as it is stored."""
    terms = Terms("confidential", 5, (), 90, False, "beispiel", "1.0.0", {})
    made = {
        **{name: getattr(terms, name) for name in Terms.__slots__},
        "municipality_id": municipality,
        "id": uuid.uuid4(),
        "programme_id": None,
        "title": "Selbstcheck",
        "terms_hash": terms_hash(terms),
        "languages": ("de", "en"),
        "opens_at": LAST_YEAR,
        "closes_at": LAST_YEAR + 20 * A_DAY,
        "erase_on": None,
        "created_at": LAST_YEAR,
    }
    return RoundRow(**{**made, **changes})


def perspectives_version(version: str = "1.1.0") -> dict[str, Any]:
    """The example with two perspectives."""
    document = copy.deepcopy(examples.DEFINITION)
    document["version"] = version
    document["perspectives"] = [
        {"key": "staff", "title": {"de": "Verwaltung", "en": "Administration"}},
        {"key": "council", "title": {"de": "Rat", "en": "Council"}},
    ]
    return document
