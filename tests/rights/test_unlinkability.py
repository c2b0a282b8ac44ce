"""Who came when is not to be read from what is stored: neither from ids, nor from days, nor from what spending left."""

import secrets
import uuid
from typing import Any

import pytest
from sqlalchemy import Uuid, text

from selfcheck_service.core.rounds.access_codes import code_hash
from selfcheck_service.storage import Database
from selfcheck_service.storage.responses import NewResponse, enter
from selfcheck_service.storage.tables import metadata
from tests.answering import invite, make_round
from tests.rights.canaries import dump

pytestmark = pytest.mark.on_disk

PEOPLE = 1000
# What may exist beside the responses after everybody has answered. Each table that is written meanwhile is a link.
UNTOUCHED = ("invitations", "audit", "idempotency", "api_keys")


def spearman(first: list[Any], second: list[Any]) -> float:
    """Return the correlation of two orders of different values."""
    ranks = [{value: rank for rank, value in enumerate(sorted(values))} for values in (first, second)]
    square = sum((ranks[0][one] - ranks[1][other]) ** 2 for one, other in zip(first, second, strict=True))
    many = len(first)
    return 1 - 6 * square / (many * (many**2 - 1))


@pytest.fixture
async def entered(database) -> list[uuid.UUID]:
    """A thousand responses, in the order in which their people came."""
    round_ = await make_round(database)
    codes = await invite(database, round_, PEOPLE)
    before = await dump(database)
    ids = []
    for code in codes:
        new = NewResponse(
            round_.municipality_id, round_.id, uuid.uuid4(), round_.terms_hash, "office", secrets.token_bytes(32),
            None, "de", b"{}", None, round_.created_at.date(),
        )  # fmt: skip
        hashed = code_hash(round_.id.bytes, code.replace("-", ""))
        assert await enter(database, new, hashed, now=round_.created_at)
        ids.append(new.id)
    after = await dump(database)
    for table in UNTOUCHED:
        columns = [name for name in after if name.startswith(f"{table}.")]
        assert [before[name] for name in columns] == [after[name] for name in columns], table
    assert not any(after[name] for name in after if name.startswith("tickets."))
    return ids


async def test_ids_and_days_say_nothing_of_the_order_and_the_place_on_disk_does(database, entered):
    """The last is the residual risk: who holds the files can read the order until sealing rewrites the rows."""
    assert abs(spearman(list(range(PEOPLE)), entered)) < 0.1
    assert await correlation_on_disk(database, entered) > 0.99
    stored = await dump(database)
    moments = {name for name in stored if name.startswith("responses.") and name.endswith("_at")}
    assert moments == set()
    for day in ("entered_on", "changed_on"):
        assert len(set(stored[f"responses.{day}"].splitlines())) == 1


def test_no_other_table_names_a_response_or_a_secret():
    """A new column that could tie a response to something else has to be thought about here."""
    kinds = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns}
    assert not {name for name in kinds if name.endswith((".response_id", ".ticket_id"))}
    assert {name for name in kinds if name.startswith("responses.") and "id" in name.rsplit("_", 1)} == {
        "responses.municipality_id",
        "responses.round_id",
    }


async def correlation_on_disk(database: Database, entered: list[uuid.UUID]) -> float:
    """Return how far the order on disk is that in which people came."""
    physical = "rowid" if database.is_sqlite else "ctid"
    async with database.reading() as transaction:
        statement = text(f"SELECT id FROM responses ORDER BY {physical}").columns(id=Uuid())  # noqa: S608 - one of two
        found = list((await transaction.connection.scalars(statement)).all())
    return spearman(list(range(PEOPLE)), [found.index(each) for each in entered])
