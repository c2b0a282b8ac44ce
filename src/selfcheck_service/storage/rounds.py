"""Rounds: one municipality's run of one version. What privacy rests on cannot change once there is a response."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Uuid,
    and_,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.exc import IntegrityError

from selfcheck_service.core.definition.problems import Conflict, NotFound
from selfcheck_service.core.rounds.states import RoundState, state_of
from selfcheck_service.core.rounds.terms import Mode, Terms
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.reach import Reach, holds_text
from selfcheck_service.storage.tables import municipalities, responses, rounds
from selfcheck_service.storage.types import UtcDateTime


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round as it is stored. `frozen` is true once there is a response, an erased one too.

    `erase_on` is the day on which a guest round goes with everything in it; None for all other rounds. From `sealed_at`
    on nobody enters or corrects and the closing stays as it is: the release is there, or in the making. `releases_made`
    counts withdrawn ones, too.
    """

    municipality_id: uuid.UUID
    id: uuid.UUID
    programme_id: uuid.UUID | None
    title: str
    questionnaire: str
    version: str
    mode: Mode
    perspectives: tuple[str, ...]
    minimum_group_size: int | None
    retention_days: int
    free_texts: bool
    profile: Mapping[str, object]
    terms_hash: str
    languages: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    erase_on: date | None
    created_at: datetime
    sealed_at: datetime | None = None
    releases_made: int = 0
    frozen: bool = False

    @property
    def terms(self) -> Terms:
        """What respondents agree to."""
        return Terms(
            mode=self.mode,
            minimum_group_size=self.minimum_group_size,
            perspectives=self.perspectives,
            retention_days=self.retention_days,
            free_texts=self.free_texts,
            questionnaire=self.questionnaire,
            version=self.version,
            profile=self.profile,
        )

    def state(self, now: datetime) -> RoundState:
        """Return whether the round takes responses at a moment."""
        return state_of(self.opens_at, self.closes_at, now)


@dataclass(frozen=True, slots=True)
class RoundFilter:
    """Which rounds are asked for; None asks for all.

    `state` is that at the moment `now`, `search` stands somewhere in the title or in the name of the municipality.
    """

    now: datetime
    municipality_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None
    state: RoundState | None = None
    search: str | None = None


# The first response by id is one step into the primary key. EXISTS would let PostgreSQL read the whole table where it
# believes that most of the responses belong to one round.
_FIRST_RESPONSE = (
    select(responses.c.id)
    .where(and_(responses.c.municipality_id == rounds.c.municipality_id, responses.c.round_id == rounds.c.id))
    .order_by(responses.c.id)
    .limit(1)
    .scalar_subquery()
)
_ROUND = (*rounds.c, _FIRST_RESPONSE.is_not(None).label("frozen"))


async def get_round(
    transaction: Transaction, reach: Reach, round_id: uuid.UUID, *, to_change: bool = False
) -> RoundRow:
    """Return a round in reach; raise `NotFound` where there is none.

    `to_change`: nobody else changes it until the end of the transaction. Respondents are not held up by that.
    """
    mine = and_(rounds.c.id == round_id, reach.holds(rounds.c.municipality_id))
    if to_change:
        # A response only needs the key to stay (KEY SHARE), which NO KEY UPDATE lets it. What was committed while this
        # waits for the lock is seen by the next statement.
        await transaction.connection.execute(select(rounds.c.id).where(mine).with_for_update(key_share=True))
    row = (await transaction.connection.execute(select(*_ROUND).where(mine))).mappings().first()
    if row is None:
        raise NotFound("unknown_round", id=str(round_id))
    return _round(row)


async def wait_for_respondents(transaction: Transaction, municipality_id: uuid.UUID, round_id: uuid.UUID) -> None:
    """Wait for those who are entering or correcting in a round at this moment; others wait until the transaction ends.

    What they have written is seen by the next statement. SQLite has one writer anyway.
    """
    statement = select(rounds.c.id).where(and_(rounds.c.municipality_id == municipality_id, rounds.c.id == round_id))
    await transaction.connection.execute(statement.with_for_update())


async def set_sealed(transaction: Transaction, row: RoundRow, sealed_at: datetime | None) -> None:
    """Seal a round at a moment, or with None take that back; to write it once more as it is is a write as well."""
    statement = (
        update(rounds)
        .where(and_(rounds.c.municipality_id == row.municipality_id, rounds.c.id == row.id))
        .values(sealed_at=sealed_at)
    )
    await transaction.connection.execute(statement)


async def read_clock(transaction: Transaction, now: datetime) -> datetime:
    """Return what time it is by the clock that decides who may answer: the server's on PostgreSQL, `now` on SQLite.

    It is the moment of this statement, not that of the beginning of a transaction that may have waited since.
    """
    if transaction.connection.dialect.name == "sqlite":
        return now
    told: datetime = (await transaction.connection.execute(select(func.clock_timestamp()))).scalar_one()
    return told


async def find_round(transaction: Transaction, round_id: uuid.UUID) -> RoundRow | None:
    """Return a round for whoever answers in it, or None where there is no such round."""
    row = (await transaction.connection.execute(select(*_ROUND).where(rounds.c.id == round_id))).mappings().first()
    return None if row is None else _round(row)


async def list_rounds(
    transaction: Transaction,
    reach: Reach,
    wanted: RoundFilter,
    *,
    after: tuple[datetime, uuid.UUID] | None,
    limit: int,
) -> Sequence[RoundRow]:
    """Return rounds in reach, newest first, beginning behind the one that was created at this moment with this id.

    Guest rounds are left out where everything is in reach: they are many, and nobody looks for them.
    """
    statement = select(*_ROUND).where(and_(reach.holds(rounds.c.municipality_id), *_conditions(wanted)))
    if reach.is_everywhere:
        statement = statement.where(rounds.c.erase_on.is_(None))
    if after is not None:
        created_at, round_id = after
        last = tuple_(literal(created_at, UtcDateTime), literal(round_id, Uuid))
        statement = statement.where(tuple_(rounds.c.created_at, rounds.c.id) < last)
    statement = statement.order_by(rounds.c.created_at.desc(), rounds.c.id.desc()).limit(limit)
    return [_round(row) for row in (await transaction.connection.execute(statement)).mappings()]


async def titles_of(transaction: Transaction, round_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the titles of rounds whose ids were read within somebody's reach; those that are gone have none."""
    statement = select(rounds.c.id, rounds.c.title).where(rounds.c.id.in_(sorted(round_ids)))
    return {row.id: row.title for row in await transaction.connection.execute(statement)}


async def count_guest_rounds(transaction: Transaction, *, since: datetime) -> int:
    """Return how many guest rounds were made from a moment on, and are still there."""
    made = and_(rounds.c.created_at >= since, rounds.c.erase_on.is_not(None))
    return int((await transaction.connection.execute(select(func.count()).where(made))).scalar_one())


async def add_round(transaction: Transaction, added: RoundRow) -> None:
    """Insert a round."""
    await transaction.connection.execute(insert(rounds), _values(added))


async def set_round(transaction: Transaction, changed: RoundRow, *, changing: Sequence[str]) -> None:
    """Write a round as it is to be; its municipality, id and creation stay as they are.

    `changing` names the members that change. Raises `Conflict` (`terms_frozen`) where somebody has answered on the old
    terms: the database itself decides that, so that nobody who answers at the same time is overlooked.
    """
    values = _values(changed)
    statement = (
        update(rounds)
        .where(and_(rounds.c.municipality_id == changed.municipality_id, rounds.c.id == changed.id))
        .values({name: values[name] for name in values if name not in ("municipality_id", "id", "created_at")})
    )
    try:
        await transaction.connection.execute(statement)
    except IntegrityError as error:
        raise Conflict("terms_frozen", names=", ".join(changing)) from error


def _conditions(wanted: RoundFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.municipality_id is not None:
        found.append(rounds.c.municipality_id == wanted.municipality_id)
    if wanted.programme_id is not None:
        found.append(rounds.c.programme_id == wanted.programme_id)
    if wanted.search is not None:
        named = select(municipalities.c.id).where(holds_text(municipalities.c.name, wanted.search))
        found.append(or_(holds_text(rounds.c.title, wanted.search), rounds.c.municipality_id.in_(named)))
    match wanted.state:
        case "planned":
            found.append(and_(rounds.c.opens_at > wanted.now, rounds.c.closes_at > wanted.now))
        case "open":
            found.append(and_(rounds.c.opens_at <= wanted.now, rounds.c.closes_at > wanted.now))
        case "closed":
            found.append(rounds.c.closes_at <= wanted.now)
        case None:
            pass
    return found


def _values(row: RoundRow) -> dict[str, object]:
    return {
        "municipality_id": row.municipality_id,
        "id": row.id,
        "programme_id": row.programme_id,
        "title": row.title,
        "questionnaire": row.questionnaire,
        "version": row.version,
        "mode": row.mode,
        "perspectives": list(row.perspectives),
        "minimum_group_size": row.minimum_group_size,
        "retention_days": row.retention_days,
        "free_texts": row.free_texts,
        "profile": dict(row.profile),
        "terms_hash": row.terms_hash,
        "languages": list(row.languages),
        "opens_at": row.opens_at,
        "closes_at": row.closes_at,
        "erase_on": row.erase_on,
        "created_at": row.created_at,
        "sealed_at": row.sealed_at,
        "releases_made": row.releases_made,
    }


def _round(values: RowMapping) -> RoundRow:
    plain = {name: values[name] for name in _NAMES}
    plain["perspectives"] = tuple(plain["perspectives"])
    plain["languages"] = tuple(plain["languages"])
    return RoundRow(**plain)


_NAMES = (*(column.name for column in rounds.c), "frozen")
