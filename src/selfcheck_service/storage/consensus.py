"""What rooms agree on: focus fields and consensus, as the canonical bytes of their records. All of them only grow."""

import uuid
from collections.abc import Sequence

from sqlalchemy import and_, insert, select, tuple_

from selfcheck_service.core.planning import Consensus, FocusFields, canonical_record, read_record
from selfcheck_service.core.planning.document import SubjectKind
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.reach import EVERYWHERE, Reach
from selfcheck_service.storage.tables import consensus, focus_fields

# A field or an item: what a consensus is about.
SubjectName = tuple[SubjectKind, str]


async def find_focus_fields(
    transaction: Transaction, round_id: uuid.UUID, *, reach: Reach = EVERYWHERE
) -> FocusFields | None:
    """Return the focus fields of a round in reach as they were chosen last, or None where they were not."""
    mine = and_(focus_fields.c.round_id == round_id, reach.holds(focus_fields.c.municipality_id))
    statement = select(focus_fields.c.document).where(mine).order_by(focus_fields.c.number.desc()).limit(1)
    found = (await transaction.connection.execute(statement)).scalar()
    return None if found is None else read_record(FocusFields, found)


async def add_focus_fields(transaction: Transaction, municipality_id: uuid.UUID, added: FocusFields) -> None:
    """Insert the focus fields that were chosen."""
    values = {
        "municipality_id": municipality_id,
        "round_id": uuid.UUID(added.round),
        "number": added.number,
        "document": canonical_record(added),
    }
    await transaction.connection.execute(insert(focus_fields), values)


async def list_subjects(
    transaction: Transaction,
    round_id: uuid.UUID,
    *,
    reach: Reach = EVERYWHERE,
    after: SubjectName | None = None,
    limit: int | None = None,
) -> Sequence[SubjectName]:
    """Return of which fields and items anything was noted, fields first, by key, behind the one that `after` names."""
    columns = (consensus.c.kind, consensus.c.key)
    mine = and_(consensus.c.round_id == round_id, reach.holds(consensus.c.municipality_id))
    statement = select(*columns).where(mine).distinct().order_by(*columns).limit(limit)
    if after is not None:
        statement = statement.where(tuple_(*columns) > tuple_(*after))
    return [(kind, key) for kind, key in await transaction.connection.execute(statement)]


async def list_entries(
    transaction: Transaction,
    round_id: uuid.UUID,
    *,
    reach: Reach = EVERYWHERE,
    between: tuple[SubjectName, SubjectName] | None = None,
) -> Sequence[Consensus]:
    """Return what was noted in a round in reach, by kind, key and number; of all, or of these subjects and between."""
    columns = (consensus.c.kind, consensus.c.key)
    mine = and_(consensus.c.round_id == round_id, reach.holds(consensus.c.municipality_id))
    statement = select(consensus.c.document).where(mine).order_by(*columns, consensus.c.number)
    if between is not None:
        first, last = between
        statement = statement.where(tuple_(*columns) >= tuple_(*first), tuple_(*columns) <= tuple_(*last))
    return [read_record(Consensus, found) for found in (await transaction.connection.execute(statement)).scalars()]


async def add_entry(transaction: Transaction, municipality_id: uuid.UUID, added: Consensus) -> None:
    """Insert what was noted of a field or an item."""
    values = {
        "municipality_id": municipality_id,
        "round_id": uuid.UUID(added.round),
        "kind": added.kind,
        "key": added.key,
        "number": added.number,
        "document": canonical_record(added),
    }
    await transaction.connection.execute(insert(consensus), values)
