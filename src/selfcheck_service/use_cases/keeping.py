"""Housekeeping: what people were told would be deleted is deleted when its day has come.

Each step is a transaction of a bounded size that leaves everything in order, so that nobody waits for long, and a run
that is broken off is finished by the next one. Two runs at once share the work.
"""

import asyncio
import dataclasses
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from selfcheck_service.core.rounds.terms import SHORTEST_RETENTION
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage import keeping as storage
from selfcheck_service.storage.audit import HOUSEKEEPING, Event, EventName, note
from selfcheck_service.storage.ballots import list_overdue
from selfcheck_service.storage.idempotency import forget_replies
from selfcheck_service.storage.keeping import KeptRound, Passage
from selfcheck_service.storage.releases import withdraw_named
from selfcheck_service.storage.sessions import count_ended_sessions, delete_ended_sessions
from selfcheck_service.use_cases.ballot_ends import close_overdue
from selfcheck_service.use_cases.days import day_here, is_expired

# So many rows are deleted in one transaction at most.
BATCH = 1000
# For how long the codes of a closed round are kept, because it might be opened again.
CODES_DAYS = 30
REPLIES_HOURS = 24
# Between two transactions, so that whoever else writes gets their turn. SQLite has one writer and wakes nobody: another
# process looks again after a tenth of a second at the latest.
_PAUSE_SECONDS, _SQLITE_PAUSE_SECONDS = 0.01, 0.12
# How many rounds are looked up at once.
_PAGE = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done with a round, or would be: noted as opened or closed, codes taken back, responses deleted."""

    municipality_id: uuid.UUID
    round_id: uuid.UUID
    opened: bool = False
    closed: bool = False
    codes: int = 0
    responses: int = 0
    erased: bool = False

    @property
    def is_something(self) -> bool:
        """Tell whether there was anything to do."""
        return self.opened or self.closed or self.codes > 0 or self.responses > 0 or self.erased


class _Delete(Protocol):
    """A step that deletes so many rows of a round at most, and returns how many it were."""

    def __call__(self, transaction: Transaction, found: KeptRound, *, limit: int) -> Awaitable[int]: ...


class Housekeeping:
    """One run of housekeeping at a moment. `new_id` makes the ids of events."""

    def __init__(self, database: Database, *, now: datetime, new_id: Callable[[], uuid.UUID]) -> None:
        self._database = database
        self._pause = _SQLITE_PAUSE_SECONDS if database.is_sqlite else _PAUSE_SECONDS
        self._now = now
        self._new_id = new_id

    async def rounds(self) -> AsyncIterator[KeptRound]:
        """Yield the rounds of which something may have to be deleted or noted."""
        # Whatever the retention and the hour of the closing, before this there is nothing to do.
        closed_before = self._now - timedelta(days=SHORTEST_RETENTION - 1)
        after = None
        while True:
            async with self._database.reading() as transaction:
                page = await storage.list_rounds_to_keep(
                    transaction,
                    now=self._now,
                    closed_before=closed_before,
                    today=day_here(self._now),
                    after=after,
                    limit=_PAGE,
                )
            for found in page:
                yield found
            if len(page) < _PAGE:
                return
            after = page[-1].id

    async def foresee(self, found: KeptRound) -> Kept:
        """Return what `keep` would do, and do nothing."""
        async with self._database.reading() as transaction:
            responses, tickets = await storage.count_kept(transaction, found)
            passed = [name for name in self._passed(found) if not await storage.is_noted(transaction, found, name)]
        return Kept(
            found.municipality_id,
            found.id,
            opened="round_opened" in passed,
            closed="round_closed" in passed,
            codes=tickets if self._codes_are_due(found) else 0,
            responses=responses if self._responses_are_due(found) else 0,
            erased=self._is_to_go(found),
        )

    async def keep(self, found: KeptRound) -> Kept:
        """Note that the round has opened or closed, and delete of it what is due. To do so again changes nothing.

        Raises `DatabaseUnavailable`; what was deleted until then is deleted.
        """
        kept = await self._note_passages(found)
        codes = responses = 0
        if self._codes_are_due(found):
            deletes, due = storage.take_back_tickets, self._codes_are_due
            codes = await self._in_batches(found, due, deletes, "invitations_revoked")
        if self._responses_are_due(found):
            deletes, due = _delete_responses, self._responses_are_due
            responses = await self._in_batches(found, due, deletes, "responses_expired")
        erased = self._is_to_go(found) and await self._erase(found)
        return dataclasses.replace(kept, codes=codes, responses=responses, erased=erased)

    async def close_ballots(self, *, only_look: bool = False) -> int:
        """Close the ballots that nobody has closed in a day; return how many. Sweep later."""
        if only_look:
            async with self._database.reading() as transaction:
                return len(await list_overdue(transaction, now=self._now))
        return await close_overdue(self._database, now=self._now, new_id=self._new_id)

    async def forget_replies(self, *, only_look: bool = False) -> int:
        """Forget what was answered to an Idempotency-Key more than a day ago; return how many replies that were."""
        before = self._now - timedelta(hours=REPLIES_HOURS)
        if only_look:
            async with self._database.reading() as transaction:
                return await storage.count_replies(transaction, before=before)
        total = 0
        while True:
            async with self._database.transaction() as transaction:
                count = await forget_replies(transaction, before=before, limit=BATCH)
            total += count
            if count < BATCH:
                return total
            await asyncio.sleep(self._pause)

    async def forget_sessions(self, *, idle: timedelta, only_look: bool = False) -> int:
        """Delete the sessions that have ended, and those unused for longer than `idle`; return how many those are."""
        used_before = self._now - idle - timedelta(minutes=1)
        if only_look:
            async with self._database.reading() as transaction:
                return await count_ended_sessions(transaction, now=self._now, used_before=used_before)
        async with self._database.transaction() as transaction:
            return await delete_ended_sessions(transaction, now=self._now, used_before=used_before)

    async def _note_passages(self, found: KeptRound) -> Kept:
        """Note what has happened to a round by the mere passing of time, on the day on which it did."""
        at = {"round_opened": max(found.opens_at, found.created_at), "round_closed": found.closes_at}
        noted: list[Passage] = []
        for name in self._passed(found):
            async with self._database.transaction() as transaction:
                current = await storage.lock_round(transaction, found)
                # Somebody may have opened it again meanwhile.
                if current is None or name not in self._passed(current):
                    continue
                if not await storage.is_noted(transaction, current, name):
                    await note(transaction, self._event(name, current, at=at[name]))
                    noted.append(name)
        opened, closed = "round_opened" in noted, "round_closed" in noted
        return Kept(found.municipality_id, found.id, opened=opened, closed=closed)

    async def _in_batches(
        self, found: KeptRound, is_due: Callable[[KeptRound], bool], deletes: _Delete, name: EventName
    ) -> int:
        total = 0
        while True:
            async with self._database.transaction() as transaction:
                current = await storage.lock_round(transaction, found)
                count = 0
                if current is not None and is_due(current):
                    count = await deletes(transaction, current, limit=BATCH)
                if current is not None and count:
                    await note(transaction, self._event(name, current, count=count))
            total += count
            if count < BATCH:
                return total
            await asyncio.sleep(self._pause)

    async def _erase(self, found: KeptRound) -> bool:
        async with self._database.transaction() as transaction:
            current = await storage.lock_round(transaction, found)
            if current is None:
                return False
            await storage.delete_round(transaction, current.municipality_id, current.id)
            await note(transaction, self._event("guest_round_erased", current))
        return True

    def _passed(self, found: KeptRound) -> list[Passage]:
        moments: list[tuple[Passage, datetime]] = [("round_opened", found.opens_at), ("round_closed", found.closes_at)]
        return [name for name, moment in moments if moment <= self._now]

    def _codes_are_due(self, found: KeptRound) -> bool:
        useless = found.closes_at + timedelta(days=CODES_DAYS) <= self._now
        return useless or self._responses_are_due(found)

    def _responses_are_due(self, found: KeptRound) -> bool:
        return self._is_to_go(found) or is_expired(found.closes_at, found.retention_days, self._now)

    def _is_to_go(self, found: KeptRound) -> bool:
        return found.erase_on is not None and found.erase_on <= day_here(self._now)

    def _event(self, name: EventName, found: KeptRound, *, at: datetime | None = None, **details: object) -> Event:
        return Event(
            id=self._new_id(),
            at=self._now if at is None else at,
            actor=HOUSEKEEPING,
            event=name,
            municipality_id=found.municipality_id,
            round_id=found.id,
            details=details,
        )


async def _delete_responses(transaction: Transaction, found: KeptRound, *, limit: int) -> int:
    """Delete responses of a round, and with the first ones its release where people stand in it under names."""
    await withdraw_named(transaction, [found.id])
    return await storage.delete_responses(transaction, found, limit=limit)
