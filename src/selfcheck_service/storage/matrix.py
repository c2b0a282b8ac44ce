"""Where a room has moved cards in the matrix of impact and effort."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import and_, insert, select, update

from selfcheck_service.core.ballots.matrix import Position
from selfcheck_service.storage.ballot_tables import matrix_positions
from selfcheck_service.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Which card of which round: `key` is the key of a suggestion, or the id of a measure."""

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    key: str


async def list_positions(transaction: Transaction, round_id: uuid.UUID) -> Mapping[str, Position]:
    """Return all positions of a round by the key of their card."""
    table = matrix_positions.c
    statement = select(table.key, table.impact, table.effort).where(table.round_id == round_id).order_by(table.key)
    rows = await transaction.connection.execute(statement)
    return {key: Position(impact, effort) for key, impact, effort in rows}


async def set_position(
    transaction: Transaction, place: CardPlace, release_hash: str, position: Position, *, is_new: bool
) -> None:
    """Write where a card lies; the caller holds the round, so that nobody else writes meanwhile."""
    table = matrix_positions
    written = {"release_hash": release_hash, "impact": position.impact, "effort": position.effort}
    if is_new:
        await transaction.connection.execute(insert(table), {**asdict(place), **written})
        return
    mine = and_(*(table.c[name] == value for name, value in asdict(place).items()))
    await transaction.connection.execute(update(table).where(mine).values(written))
