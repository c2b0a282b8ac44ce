"""Words that nobody else says: whoever finds one where it does not belong has found a leak."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from selfcheck_service.storage import Database
from selfcheck_service.storage.tables import metadata

# Shorter pieces might stand somewhere by chance.
_PIECE = 12


@dataclass(frozen=True)
class Found:
    """A canary, and the place where it was found."""

    canary: str
    place: str
    around: str


def forms_of(secret: str) -> set[str]:
    """Return how a secret may be written: as it is, without dashes, in small letters, and the hidden part of a key."""
    plain = {secret, secret.replace("-", ""), secret.rpartition("_")[0].rpartition("_")[2], secret[:_PIECE]}
    return {form for each in plain for form in (each, each.lower()) if len(form) >= _PIECE}


def find(canaries: Iterable[str], place: str, said: str) -> Iterator[Found]:
    """Yield each canary that something says, in whatever case."""
    lowered = said.lower()
    for canary in canaries:
        at = lowered.find(canary.lower())
        if at >= 0:
            yield Found(canary, place, said[max(0, at - 100) : at + 60])


async def dump(database: Database) -> dict[str, str]:
    """Return everything that is stored, by table and column."""
    everything: dict[str, str] = {}
    async with database.reading() as transaction:
        for table in metadata.sorted_tables:
            rows = (await transaction.connection.execute(select(table))).mappings().all()
            for column in table.columns:
                everything[f"{table.name}.{column.name}"] = "\n".join(_as_text(row[column.name]) for row in rows)
    return everything


def _as_text(value: object) -> str:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def a_word() -> str:
    """Return a word that was never said before; it may stand in a name or a free text."""
    return f"kanari{secrets.token_hex(8)}"
