"""How far a key reaches: which municipalities' data its holder may see."""

import uuid
from dataclasses import dataclass
from typing import Self

from sqlalchemy import ColumnElement, or_, select, true

from selfcheck_service.storage.tables import municipalities


@dataclass(frozen=True, slots=True)
class Reach:
    """All municipalities where both are None; else those with one of these ids or official keys.

    What is out of reach looks like what is not there, so every function of storage that serves the holder of a key
    takes a reach and filters by it.
    """

    ids: frozenset[uuid.UUID] | None
    official_keys: frozenset[str] | None

    @classmethod
    def of(cls, names: frozenset[str] | None) -> Self:
        """Return the reach of a key whose municipalities are named by id or by official key; None reaches all."""
        if names is None:
            return cls(None, None)
        ids = {name: found for name in names if (found := _as_id(name)) is not None}
        return cls(frozenset(ids.values()), names - ids.keys())

    @property
    def is_everywhere(self) -> bool:
        """Tell whether every municipality is in reach, those that are yet to come included."""
        return self.ids is None

    def names(self, official_key: str | None) -> bool:
        """Tell whether whoever has this official key is in reach by it, whatever the id."""
        return self.official_keys is None or official_key in self.official_keys

    def holds(self, municipality_id: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
        """Return the condition that a column holds the id of a municipality in reach."""
        if self.ids is None or self.official_keys is None:
            return true()
        by_id = municipality_id.in_(sorted(self.ids))
        if not self.official_keys:
            return by_id
        named = select(municipalities.c.id).where(municipalities.c.official_key.in_(sorted(self.official_keys)))
        return or_(by_id, municipality_id.in_(named))


EVERYWHERE = Reach(None, None)


def holds_text(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Return the condition that a text stands somewhere in a column, in large letters or small ones.

    SQLite knows the small form of English letters only, so the usual ways to write a name are all looked for.
    """
    written = dict.fromkeys((text, text.lower(), text.capitalize()))
    return or_(*(column.icontains(each, autoescape=True) for each in written))


def _as_id(name: str) -> uuid.UUID | None:
    # A UUID without dashes has 32 digits, so no official key looks like one.
    try:
        return uuid.UUID(name)
    except ValueError:
        return None
