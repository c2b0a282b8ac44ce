"""A round of the questionnaire of this bench, with as many access codes as are needed."""

import dataclasses
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.definition import KEY, VERSION, bench_definition
from selfcheck_service.core.rounds.access_codes import code_hash, make_code, show_code
from selfcheck_service.core.rounds.terms import terms_hash
from selfcheck_service.storage import Database
from selfcheck_service.storage.invitations import InvitationRow, Ticket, add_invitation
from selfcheck_service.storage.migrate import upgrade
from selfcheck_service.storage.municipalities import Municipality, add_municipality
from selfcheck_service.storage.rounds import RoundRow, add_round
from selfcheck_service.use_cases.publishing import publish_questionnaire

# How many tickets one INSERT takes.
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that is open, and the codes that were issued for it."""

    row: RoundRow
    codes: Sequence[str]


async def make_rounds(database: Database, count: int) -> list[RoundRow]:
    """Prepare an empty database: its schema, the questionnaire, and so many rounds of one municipality."""
    await upgrade(database)
    now = datetime.now(UTC)
    await publish_questionnaire(database, bench_definition(), now=now)
    town = Municipality(uuid.uuid4(), "Musterstadt", "independent_city", None, None, None, None, now)
    made = [_round(town.id, now - timedelta(minutes=number)) for number in range(count)]
    async with database.transaction() as transaction:
        await add_municipality(transaction, town)
        for each in made:
            await add_round(transaction, each)
    return made


async def issue_codes(database: Database, found: RoundRow, count: int) -> list[str]:
    """Issue so many personal codes, as `POST …/invitations` does, and return them as people see them."""
    codes = [make_code(secrets.randbelow) for _ in range(count)]
    for start in range(0, count, _AT_ONCE):
        tickets = [Ticket(uuid.uuid4(), code_hash(found.id.bytes, code)) for code in codes[start : start + _AT_ONCE]]
        added = InvitationRow(
            found.municipality_id, found.id, uuid.uuid4(), "", "personal", len(tickets), 0, datetime.now(UTC)
        )
        async with database.transaction() as transaction:
            await add_invitation(transaction, added, tickets)
    return [show_code(code) for code in codes]


def _round(municipality_id: uuid.UUID, created_at: datetime) -> RoundRow:
    made = RoundRow(
        municipality_id=municipality_id,
        id=uuid.uuid4(),
        programme_id=None,
        title="Wo stehen wir?",
        questionnaire=KEY,
        version=VERSION,
        mode="confidential",
        perspectives=(),
        minimum_group_size=5,
        retention_days=90,
        free_texts=False,
        profile={"kind": "town"},
        terms_hash="",
        languages=("de", "en"),
        opens_at=created_at - timedelta(days=1),
        closes_at=created_at + timedelta(days=30),
        erase_on=None,
        created_at=created_at,
    )
    return dataclasses.replace(made, terms_hash=terms_hash(made.terms))
