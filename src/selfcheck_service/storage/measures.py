"""Measures and their reviews, as the canonical bytes of their records. A measure moves on; a review stays."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, select, update

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.core.planning import Measure, Review, ReviewRecord, Withdrawn, canonical_record, read_record
from selfcheck_service.core.planning.reviews import standing
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.reach import EVERYWHERE, Reach
from selfcheck_service.storage.tables import measures, reviews


async def list_measures(
    transaction: Transaction,
    round_id: uuid.UUID,
    *,
    reach: Reach = EVERYWHERE,
    after: int = 0,
    limit: int | None = None,
) -> Sequence[Measure]:
    """Return the measures of a round in reach whose number is above `after`, by number; without a limit all of them."""
    behind = and_(measures.c.round_id == round_id, reach.holds(measures.c.municipality_id), measures.c.number > after)
    statement = select(measures.c.document).where(behind).order_by(measures.c.number).limit(limit)
    return [read_record(Measure, found) for found in (await transaction.connection.execute(statement)).scalars()]


async def get_measure(
    transaction: Transaction, round_id: uuid.UUID, measure_id: uuid.UUID, *, reach: Reach = EVERYWHERE
) -> Measure:
    """Return a measure of a round in reach; raise `NotFound` where there is none."""
    mine = and_(measures.c.round_id == round_id, measures.c.id == measure_id, reach.holds(measures.c.municipality_id))
    found = (await transaction.connection.execute(select(measures.c.document).where(mine))).scalar()
    if found is None:
        raise NotFound("unknown_measure", id=str(measure_id))
    return read_record(Measure, found)


async def last_number(transaction: Transaction, round_id: uuid.UUID) -> int:
    """Return the highest number of a measure in a round; 0 where it has none."""
    statement = select(func.max(measures.c.number)).where(measures.c.round_id == round_id)
    return await transaction.connection.scalar(statement) or 0


async def add_measure(transaction: Transaction, municipality_id: uuid.UUID, added: Measure) -> None:
    """Insert a measure."""
    values = {
        "municipality_id": municipality_id,
        "round_id": uuid.UUID(added.round),
        "id": uuid.UUID(added.id),
        "number": added.number,
        "document": canonical_record(added),
    }
    await transaction.connection.execute(insert(measures), values)


async def set_measure(
    transaction: Transaction, municipality_id: uuid.UUID, changed: Measure, withdrawn: Withdrawn | None = None
) -> None:
    """Write a measure as it is to be, and count the change; its round, id and number stay as they are.

    `withdrawn` are the days that it has no longer; None leaves what is stored of them.
    """
    mine = and_(
        measures.c.municipality_id == municipality_id,
        measures.c.round_id == uuid.UUID(changed.round),
        measures.c.id == uuid.UUID(changed.id),
    )
    values: dict[str, Any] = {"document": canonical_record(changed), "changes": measures.c.changes + 1}
    if withdrawn is not None:
        values["withdrawn"] = canonical_record(withdrawn)
    await transaction.connection.execute(update(measures).where(mine).values(values))


async def count_changes(transaction: Transaction, round_id: uuid.UUID) -> dict[str, int]:
    """Return how often each measure of a round was written anew, by its id; the number never falls."""
    statement = select(measures.c.id, measures.c.changes).where(measures.c.round_id == round_id)
    return {str(found): count for found, count in await transaction.connection.execute(statement)}


async def list_withdrawn(transaction: Transaction, round_id: uuid.UUID) -> dict[str, Withdrawn]:
    """Return which days each measure of a round has no longer, by its id; one that never lost a day is not there."""
    lost = and_(measures.c.round_id == round_id, measures.c.withdrawn.is_not(None))
    rows = await transaction.connection.execute(select(measures.c.id, measures.c.withdrawn).where(lost))
    return {str(found): read_record(Withdrawn, withdrawn) for found, withdrawn in rows}


async def list_reviews(
    transaction: Transaction, round_id: uuid.UUID, measure_ids: Collection[uuid.UUID] | None = None
) -> Sequence[Review]:
    """Return the reviews of these measures, or of all in a round, by measure and number, but those withdrawn."""
    return standing(await list_review_records(transaction, round_id, measure_ids))


async def list_review_records(
    transaction: Transaction, round_id: uuid.UUID, measure_ids: Collection[uuid.UUID] | None = None
) -> Sequence[ReviewRecord]:
    """Return everything that was noted of reviews, by measure and number: also what was withdrawn, and by what."""
    wanted: list[ColumnElement[bool]] = [reviews.c.round_id == round_id]
    if measure_ids is not None:
        wanted.append(reviews.c.measure_id.in_(sorted(measure_ids)))
    statement = select(reviews.c.document).where(and_(*wanted)).order_by(reviews.c.measure_id, reviews.c.number)
    return [read_record(ReviewRecord, found) for found in (await transaction.connection.execute(statement)).scalars()]


async def add_review(transaction: Transaction, municipality_id: uuid.UUID, added: ReviewRecord) -> None:
    """Insert a review of a measure that is there, or the record that withdraws one."""
    values = {
        "municipality_id": municipality_id,
        "round_id": uuid.UUID(added.round),
        "measure_id": uuid.UUID(added.measure),
        "number": added.number,
        "document": canonical_record(added),
    }
    await transaction.connection.execute(insert(reviews), values)
