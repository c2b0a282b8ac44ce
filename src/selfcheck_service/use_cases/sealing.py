"""Sealing a round: from all that was answered to the one release, whoever tries and whatever fails meanwhile.

Four steps, each of which leaves everything in order, so that a seal that is broken off is finished by the next one:

1. *Close for good.* From one moment on nobody enters or corrects; whoever was about to is waited for.
2. *Cut the ties.* The rows are written anew by their ids, which are chance, and what they leave behind is swept away.
3. *Count* what was written anew, a few responses at a time, between which others get their turn. Since the first step
   nothing can come in.
4. *Publish*, in one transaction, if there is no release yet and as many responses as were counted: who has erased
   theirs meanwhile is not in it, and then the last two steps are taken again.

Two who seal at once do all of this twice and get the same bytes; the second one finds what the first has published.
"""

import asyncio
import contextlib
import dataclasses
import uuid
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime

from selfcheck_service.core.definition import InputInvalid
from selfcheck_service.core.definition.problems import Conflict, NotFound
from selfcheck_service.core.releases import (
    Gathering,
    NamedAnswers,
    Release,
    Sealing,
    canonical_release,
    fewest_responses,
    release_hash,
)
from selfcheck_service.core.rounds.spoken import told_day
from selfcheck_service.core.scoring import parse_profile
from selfcheck_service.storage import Database, DatabaseUnavailable, Transaction
from selfcheck_service.storage import releases as storage
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.invitations import count_submitted, has_submitted
from selfcheck_service.storage.releases import StoredRelease
from selfcheck_service.storage.rounds import RoundRow, get_round, read_clock, set_sealed, wait_for_respondents
from selfcheck_service.storage.shuffling import TABLES, AnsweredRow, list_answered, move
from selfcheck_service.use_cases.days import day_here, expires_on, told_here
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.openings import Opening, opening_of
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.understanding import plain_answers, recall

# So many responses are read at once, and so many understood before others get their turn.
_PAGE, _SLICE = 1000, 20
# So many rows are written anew in one transaction. SQLite has one writer, and everybody else waits for it.
_BATCH, _SQLITE_BATCH = 2000, 100
# While others use the database it is so many, and then a pause as long as that took. Nobody is there any more when
# nobody came for so many seconds; and after so many it goes on fast, for whoever seals waits too.
_POLITE_BATCH, _QUIET_SECONDS, _POLITE_SECONDS = 80, 0.25, 20.0
# How often it is counted anew because somebody has erased theirs meanwhile.
_TRIES = 20
# What somebody else keeps from being swept does not keep the round from being sealed; housekeeping sweeps again.
_SWEEP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """The release of a round, and whether it was made just now."""

    release: StoredRelease
    created: bool


class Sealer:
    """Seals rounds.

    It is now by the clock of the database; with `long_ago` the moment of the deed, for a past that is made up.
    """

    def __init__(self, database: Database, plans: Plans, deed: Deed, *, long_ago: bool = False) -> None:
        self._long_ago = long_ago
        self._database = database
        self._plans = plans
        self._deed = deed

    async def seal(self, round_id: uuid.UUID) -> Sealed:
        """Seal a round and return its release; to do so again changes nothing.

        Raises `NotFound`, and `Conflict` where the round is still open, too few have answered, or the responses were to
        be deleted by now. Then nothing has changed, and a closed round may be opened again.
        """
        cut: datetime | None = None
        for _ in range(_TRIES):
            found = await self._close_for_good(round_id)
            if isinstance(found, StoredRelease):
                return Sealed(found, created=False)
            if found.sealed_at is None:
                raise _too_few(found)
            if found.sealed_at != cut:
                counted = await self._count(found, self._moved(found))
                await self._database.sweep(TABLES, seconds=_SWEEP_SECONDS)
                cut = found.sealed_at
            else:
                counted = await self._count(found, self._listed(found))
            release = await asyncio.to_thread(counted.release)
            sealed = None if release is None else await self._publish(found, release)
            if sealed is not None:
                return sealed
        raise DatabaseUnavailable("others have erased theirs each time")

    async def _close_for_good(self, round_id: uuid.UUID) -> RoundRow | StoredRelease:
        """Return the round with the moment from which on nothing comes in, or the release that is there already.

        Where too few have answered, there is no such moment, be it that an earlier seal had set one.
        """
        async with self._database.transaction() as transaction:
            seen = await get_round(transaction, self._deed.reach, round_id)
            await wait_for_respondents(transaction, seen.municipality_id, seen.id)
            found = await get_round(transaction, self._deed.reach, round_id)
            release = await storage.find_newest(transaction, round_id)
            if release is not None:
                # What is acknowledged a second time is written a second time: a standby may not have it yet.
                await set_sealed(transaction, found, found.sealed_at)
                return release
            now = await self._now(transaction)
            _require_time(found, now)
            fewest = fewest_responses(found.terms)
            is_enough = await has_submitted(transaction, found.municipality_id, found.id, fewest=fewest)
            sealed_at = (found.sealed_at or now) if is_enough else None
            await set_sealed(transaction, found, sealed_at)
            return dataclasses.replace(found, sealed_at=sealed_at)

    async def _moved(self, found: RoundRow) -> AsyncGenerator[Sequence[AnsweredRow]]:
        """Write all responses of a round anew, in the order of their ids, and yield what was submitted."""
        pace = _Pace(self._database)
        after: uuid.UUID | None = None
        while True:
            with pace:
                async with self._database.transaction() as transaction:
                    # One at a time: two who write the same rows would stand in each other's way.
                    if await self._still(transaction, found) is None:
                        return
                    moved = await move(transaction, found.municipality_id, found.id, after=after, limit=pace.batch)
            if moved.last is None:
                return
            yield moved.submitted
            await asyncio.sleep(pace.pause)
            after = moved.last

    async def _listed(self, found: RoundRow) -> AsyncGenerator[Sequence[AnsweredRow]]:
        """Yield what was submitted."""
        after: uuid.UUID | None = None
        while True:
            async with self._database.reading() as transaction:
                page = await list_answered(transaction, found.municipality_id, found.id, after=after, limit=_PAGE)
            yield page
            if len(page) < _PAGE:
                return
            after = page[-1].id

    async def _count(self, found: RoundRow, pages: AsyncGenerator[Sequence[AnsweredRow]]) -> Gathering:
        """Return all submitted responses of a round, each page counted while the next one comes."""
        opening = opening_of(found, await self._plans.get(found.questionnaire, found.version))
        counted = Gathering(_sealing_of(opening))
        async with contextlib.aclosing(_ahead(pages)) as coming:
            async for page in coming:
                for start in range(0, len(page), _SLICE):
                    await self._add(counted, opening, page[start : start + _SLICE])
                    await asyncio.sleep(0)
        return counted

    async def _add(self, counted: Gathering, opening: Opening, page: Sequence[AnsweredRow]) -> None:
        """Count some responses; only what has not been understood before is taken apart."""
        understood = []
        for each in page:
            if counted.add_stored(each.perspective, each.answers):
                continue
            try:
                answers = await recall(opening, self._plans, each.answers, each.perspective)
            except InputInvalid:
                # Its problems would tell the caller what somebody has answered.
                raise RuntimeError("a stored response cannot be read any more") from None
            counted.learn(each.answers, answers)
            said = None if opening.round.mode == "confidential" else plain_answers(each.answers)
            understood.append(NamedAnswers(each.display_name or "", answers, said))
        counted.add_all(understood)

    async def _publish(self, found: RoundRow, release: Release) -> Sealed | None:
        """Store the release; None where somebody else has, or where it must be counted anew."""
        document = canonical_release(release)
        async with self._database.transaction() as transaction:
            current = await self._still(transaction, found)
            if current is None or await count_submitted(transaction, found.municipality_id, found.id) != release.n:
                return None
            now = await self._now(transaction)
            # Housekeeping may have begun to delete what was counted.
            _require_time(current, now)
            number = current.releases_made + 1
            stored = StoredRelease(found.municipality_id, found.id, number, release_hash(document), now, document)
            await storage.add_release(transaction, stored)
            event = dataclasses.replace(self._deed, at=now).event(
                "round_released",
                municipality_id=found.municipality_id,
                round_id=found.id,
                number=number,
                release_hash=stored.release_hash,
            )
            await note(transaction, event)
        return Sealed(stored, created=True)

    async def _still(self, transaction: Transaction, found: RoundRow) -> RoundRow | None:
        """Return the round while it is sealed as it was found and has no release.

        Nobody changes it, and nobody erases a response of it, until the transaction ends.
        """
        await wait_for_respondents(transaction, found.municipality_id, found.id)
        try:
            current = await get_round(transaction, self._deed.reach, found.id)
        except NotFound:
            return None
        released = await storage.find_newest(transaction, found.id) is not None
        return None if released or current.sealed_at != found.sealed_at else current

    async def _now(self, transaction: Transaction) -> datetime:
        return self._deed.at if self._long_ago else await read_clock(transaction, self._deed.at)


class _Pace:
    """How fast the rows of a round are written anew, batch by batch: as fast as it goes while nobody else is there."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._usual = _SQLITE_BATCH if database.is_sqlite else _BATCH
        self._polite_until = _clock() + _POLITE_SECONDS
        self._others, self._seen = database.begun, -_QUIET_SECONDS
        self.batch, self.pause = _POLITE_BATCH, 0.0

    def __enter__(self) -> None:
        self._began = _clock()
        # The transaction of the batch itself.
        self._others += 1

    def __exit__(self, *_: object) -> None:
        now = _clock()
        if self._database.begun != self._others:
            self._others, self._seen = self._database.begun, now
        is_alone = now > min(self._seen + _QUIET_SECONDS, self._polite_until)
        self.batch, self.pause = (self._usual, 0.0) if is_alone else (_POLITE_BATCH, now - self._began)


def _clock() -> float:
    return asyncio.get_running_loop().time()


async def _ahead(pages: AsyncGenerator[Sequence[AnsweredRow]]) -> AsyncGenerator[Sequence[AnsweredRow]]:
    """Yield pages, each while the next one is on its way."""
    async with contextlib.aclosing(pages):
        coming = asyncio.ensure_future(anext(pages, None))
        try:
            while (page := await coming) is not None:
                coming = asyncio.ensure_future(anext(pages, None))
                yield page
        finally:
            coming.cancel()
            # What became of a page that nobody waits for any more makes no difference.
            await asyncio.gather(coming, return_exceptions=True)


def _require_time(found: RoundRow, now: datetime) -> None:
    """Raise `Conflict` before the closing, and where the responses are deleted or may be any moment."""
    if found.state(now) == "planned":
        raise Conflict("round_not_open", opens_at=told_here(found.opens_at))
    if found.state(now) == "open":
        raise Conflict("round_still_open", closes_at=told_here(found.closes_at))
    goes_on = expires_on(found.closes_at, found.retention_days)
    if found.erase_on is not None:
        goes_on = min(goes_on, found.erase_on)
    if goes_on <= day_here(now):
        raise Conflict("responses_gone", expires_on=told_day(goes_on))


def _too_few(found: RoundRow) -> Conflict:
    if found.mode == "confidential":
        return Conflict("too_few_responses", minimum=fewest_responses(found.terms))
    return Conflict("nobody_answered")


def _sealing_of(opening: Opening) -> Sealing:
    found = opening.round
    profile = parse_profile(opening.plan.questionnaire, found.profile, [])
    return Sealing(str(found.id), day_here(found.closes_at), found.terms, opening.plan, profile)
