"""Transactions of somebody who only looks: what they would change is found out, and nobody keeps it."""

import contextlib
import re
from collections.abc import Generator
from contextvars import ContextVar
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection

_ONLY_LOOKS: ContextVar[bool] = ContextVar("_ONLY_LOOKS", default=False)
# What changes nothing, whatever it finds; and what changes nothing where it finds no row.
_READS = re.compile(r"\s*SELECT\b", re.IGNORECASE)
_CHANGES_ROWS = re.compile(r"\s*(?:UPDATE|DELETE)\b(?!.*\bRETURNING\b)", re.IGNORECASE | re.DOTALL)


class WouldChange(Exception):
    """What was asked for would change something. Nothing has changed."""


@contextlib.contextmanager
def only_looking() -> Generator[None]:
    """Let nothing be changed in this block: what would be raises `WouldChange` where it would be kept.

    It holds for every database and every transaction of this task, and of those that it begins.
    """
    before = _ONLY_LOOKS.set(True)
    try:
        yield
    finally:
        _ONLY_LOOKS.reset(before)


def refuse_change() -> None:
    """Raise `WouldChange` where nothing may be changed."""
    if _ONLY_LOOKS.get():
        raise WouldChange


@contextlib.contextmanager
def looked_at(connection: AsyncConnection) -> Generator[None]:
    """Raise `WouldChange` at the end of a transaction that has changed something where nothing may be changed.

    In doubt it has: a statement that is not understood here, or rows that nobody counts.
    """
    if not _ONLY_LOOKS.get():
        yield
        return
    changed = False

    def executed(_connection: object, cursor: Any, statement: str, *_: object) -> None:  # noqa: ANN401 a driver's
        nonlocal changed
        found_none = _CHANGES_ROWS.match(statement) is not None and cursor.rowcount == 0
        changed = changed or not (_READS.match(statement) or found_none)

    event.listen(connection.sync_connection, "after_cursor_execute", executed)
    yield
    if changed:
        raise WouldChange
