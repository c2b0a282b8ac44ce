"""What must not come back: which responses were erased, carried over to a restored database."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Insert, Uuid, and_, bindparam, literal, null, select, tuple_, update
from sqlalchemy.dialects import sqlite

from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.tables import responses, rounds


@dataclass(frozen=True, slots=True)
class Erasure:
    """Which response was erased, and on which day."""

    round_id: uuid.UUID
    response_id: uuid.UUID
    on: date


@dataclass(frozen=True, slots=True)
class ErasedPlace:
    """Where to go on: the last erasure of a page, in the order of the table."""

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    response_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class RoundPlace:
    """What a response of a round needs to be stored: the municipality, and the terms that hold."""

    municipality_id: uuid.UUID
    terms_hash: str


async def list_erasures(
    transaction: Transaction, *, after: ErasedPlace | None, limit: int
) -> tuple[Sequence[Erasure], ErasedPlace | None]:
    """Return erasures, beginning behind a place, and the place of the last one; None where there is none."""
    key = (responses.c.municipality_id, responses.c.round_id, responses.c.id)
    statement = select(*key, responses.c.erased_on).where(responses.c.erased_on.is_not(None))
    if after is not None:
        place = (after.municipality_id, after.round_id, after.response_id)
        statement = statement.where(tuple_(*key) > tuple_(*(literal(part, Uuid) for part in place)))
    rows = (await transaction.connection.execute(statement.order_by(*key).limit(limit))).all()
    last = ErasedPlace(*rows[-1][:3]) if rows else None
    return [Erasure(round_id, response_id, on) for _, round_id, response_id, on in rows], last


async def find_places(transaction: Transaction, round_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, RoundPlace]:
    """Return those of the rounds that are there. Nobody changes their terms until the end of the transaction."""
    statement = select(rounds.c.id, rounds.c.municipality_id, rounds.c.terms_hash).where(
        rounds.c.id.in_(sorted(round_ids))
    )
    if transaction.writes:
        statement = statement.with_for_update(read=True, key_share=True)
    rows = await transaction.connection.execute(statement)
    return {row.id: RoundPlace(row.municipality_id, row.terms_hash) for row in rows}


async def add_erased(transaction: Transaction, erased: Sequence[tuple[RoundPlace, Erasure]]) -> int:
    """Insert erasures of responses that are not there; return how many that were."""
    values = [
        {
            "municipality_id": place.municipality_id,
            "round_id": erasure.round_id,
            "id": erasure.response_id,
            "terms_hash": place.terms_hash,
            "erased_on": erasure.on,
        }
        for place, erasure in erased
    ]
    statement = _insert_missing(transaction.connection.dialect.name, values).returning(responses.c.id)
    return len((await transaction.connection.execute(statement)).all())


async def erase_again(transaction: Transaction, erased: Sequence[tuple[RoundPlace, Erasure]]) -> int:
    """Erase those responses that are there and not erased; return how many that were."""
    kept = {"municipality_id", "round_id", "id", "terms_hash", "erased_on"}
    nothing = {column.name: null() for column in responses.c if column.name not in kept}
    count = 0
    statement = (
        update(responses)
        .where(
            and_(
                responses.c.municipality_id == bindparam("its_municipality"),
                responses.c.round_id == bindparam("its_round"),
                responses.c.id == bindparam("its_id"),
                responses.c.erased_on.is_(None),
            )
        )
        .values({**nothing, "erased_on": bindparam("its_day")})
    )
    for place, erasure in erased:
        where = {
            "its_municipality": place.municipality_id,
            "its_round": erasure.round_id,
            "its_id": erasure.response_id,
            "its_day": erasure.on,
        }
        count += (await transaction.connection.execute(statement, where)).rowcount
    return count


def _insert_missing(dialect: str, values: list[dict[str, object]]) -> Insert:
    """Return the INSERT that passes over rows that are there."""
    if dialect == "sqlite":
        return sqlite.insert(responses).values(values).on_conflict_do_nothing()
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - large, and not needed on SQLite

    return postgresql.insert(responses).values(values).on_conflict_do_nothing()
