"""Sealing a round: from all that was answered to the one release, whoever tries and whatever fails meanwhile.

Four steps, each of which leaves everything in order, so that a seal that is broken off is finished by the next one:

1. *Close for good.* From one moment on nobody enters or corrects; whoever was about to is waited for.
2. *Read and count*, a few responses at a time, between which others get their turn. Since the first step nothing can
   come in; what is erased meanwhile shows in the number of what is left, and then it is counted anew.
3. *Cut the ties.* The rows are written anew in an order of chance, and what they leave behind is swept away.
4. *Publish*, in one transaction, if there is no release yet and as many responses as were counted.

Two who seal at once do all of this twice and get the same bytes; the second one finds what the first has published.
"""

import asyncio
import dataclasses
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from selfcheck_service.core.definition.problems import Conflict, NotFound
from selfcheck_service.core.releases import Aggregation, NamedAnswers, Release, Sealing, canonical_release, release_hash
from selfcheck_service.core.rounds.spoken import told_day
from selfcheck_service.core.rounds.terms import SMALLEST_GROUP_SIZE
from selfcheck_service.core.scoring import parse_profile
from selfcheck_service.storage import Database, DatabaseUnavailable, Transaction
from selfcheck_service.storage import releases as storage
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.invitations import count_submitted
from selfcheck_service.storage.releases import StoredRelease
from selfcheck_service.storage.rounds import RoundRow, get_round, read_clock, set_sealed, wait_for_respondents
from selfcheck_service.storage.shuffling import TABLES, AnsweredRow, list_answered, list_ids, move
from selfcheck_service.use_cases.days import day_here, expires_on, is_expired, told_here
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.openings import Opening
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.understanding import recall

# So many responses are read at once, and so many understood before others get their turn.
_PAGE, _SLICE = 1000, 100
# So many rows are written anew in one transaction.
_BATCH = 1000
# How often it is counted anew because somebody has erased theirs meanwhile.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Sealed:
    """The release of a round, and whether it was made just now."""

    release: StoredRelease
    created: bool


class Sealer:
    """Seals rounds. `chance` returns a whole number of chance below its argument.

    It is now by the clock of the database; with `long_ago` the moment of the deed, for a past that is made up.
    """

    def __init__(
        self, database: Database, plans: Plans, deed: Deed, *, chance: Callable[[int], int], long_ago: bool = False
    ) -> None:
        self._long_ago = long_ago
        self._database = database
        self._plans = plans
        self._deed = deed
        self._chance = chance

    async def seal(self, round_id: uuid.UUID) -> Sealed:
        """Seal a round and return its release; to do so again changes nothing.

        Raises `NotFound`, and `Conflict` where the round is still open, too few have answered, or the responses were to
        be deleted by now. Then nothing has changed, and a closed round may be opened again.
        """
        for _ in range(_TRIES):
            found = await self._close_for_good(round_id)
            if isinstance(found, StoredRelease):
                return Sealed(found, created=False)
            if found.sealed_at is None:
                raise _too_few(found)
            counted = await self._count(found)
            release = await asyncio.to_thread(counted.release)
            if release is None:
                await self._open_again(found)
                continue
            await self._cut_ties(found)
            sealed = await self._publish(found, release)
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
            now = self._deed.at if self._long_ago else await read_clock(transaction, self._deed.at)
            _require_time(found, now)
            count = await count_submitted(transaction, found.municipality_id, found.id)
            sealed_at = None if count < _least(found) else found.sealed_at or now
            await set_sealed(transaction, found, sealed_at)
            return dataclasses.replace(found, sealed_at=sealed_at)

    async def _count(self, found: RoundRow) -> Aggregation:
        """Return all submitted responses of a round, counted."""
        plan = await self._plans.get(found.questionnaire, found.version)
        opening = Opening(found, plan, frozenset())
        counted = Aggregation(_sealing_of(opening))
        after: uuid.UUID | None = None
        while True:
            async with self._database.reading() as transaction:
                page = await list_answered(transaction, found.municipality_id, found.id, after=after, limit=_PAGE)
            for start in range(0, len(page), _SLICE):
                await self._add(counted, opening, page[start : start + _SLICE])
                await asyncio.sleep(0)
            if len(page) < _PAGE:
                return counted
            after = page[-1].id

    async def _add(self, counted: Aggregation, opening: Opening, page: Sequence[AnsweredRow]) -> None:
        """Count some responses; only what has not been understood before is taken apart."""
        left = [each for each in page if not counted.add_stored(each.perspective, each.answers)]
        understood = [await self._understood(opening, each) for each in left]
        for each, named in zip(left, understood, strict=True):
            counted.learn(each.answers, named.answers)
        counted.add_all(understood)

    async def _understood(self, opening: Opening, row: AnsweredRow) -> NamedAnswers:
        answers = await recall(opening, self._plans, row.answers, row.perspective)
        if opening.round.mode != "open":
            return NamedAnswers("", answers)
        return NamedAnswers(row.display_name or "", answers, msgspec.json.decode(row.answers))

    async def _open_again(self, found: RoundRow) -> None:
        """Let a round go on of which too many have erased theirs, so that its closing may be moved."""
        async with self._database.transaction() as transaction:
            current = await self._still(transaction, found)
            if current is not None:
                await set_sealed(transaction, current, None)

    async def _cut_ties(self, found: RoundRow) -> None:
        """Write all responses of a round anew in an order of chance, and sweep away where they were."""
        mixed = await self._mixed_ids(found)
        for start in range(0, len(mixed), _BATCH):
            async with self._database.transaction() as transaction:
                # One at a time: two who write the same rows in different orders would stand in each other's way.
                if await self._still(transaction, found) is None:
                    return
                await move(transaction, found.municipality_id, found.id, mixed[start : start + _BATCH])
        await self._database.sweep(TABLES)

    async def _mixed_ids(self, found: RoundRow) -> Sequence[uuid.UUID]:
        """Return the ids of all responses of a round in an order of chance."""
        ids: list[uuid.UUID] = []
        while True:
            async with self._database.reading() as transaction:
                after = ids[-1] if ids else None
                page = await list_ids(transaction, found.municipality_id, found.id, after=after, limit=_PAGE)
            ids += page
            if len(page) < _PAGE:
                break
        for last in range(len(ids) - 1, 0, -1):
            other = self._chance(last + 1)
            ids[last], ids[other] = ids[other], ids[last]
            if last % _PAGE == 0:
                await asyncio.sleep(0)
        return ids

    async def _publish(self, found: RoundRow, release: Release) -> Sealed | None:
        """Store the release, or return the one that somebody else has stored; None: count anew."""
        document = canonical_release(release)
        async with self._database.transaction() as transaction:
            await wait_for_respondents(transaction, found.municipality_id, found.id)
            current = await self._still(transaction, found)
            if current is None or await count_submitted(transaction, found.municipality_id, found.id) != release.n:
                return None
            number = current.releases_made + 1
            stored = StoredRelease(
                found.municipality_id, found.id, number, release_hash(document), self._deed.at, document
            )
            await storage.add_release(transaction, stored)
            place = {"municipality_id": found.municipality_id, "round_id": found.id}
            event = self._deed.event("round_released", **place, number=stored.number, release_hash=stored.release_hash)
            await note(transaction, event)
        return Sealed(stored, created=True)

    async def _still(self, transaction: Transaction, found: RoundRow) -> RoundRow | None:
        """Return the round while it is sealed as it was found and has no release; nobody else changes it meanwhile."""
        try:
            current = await get_round(transaction, self._deed.reach, found.id, to_change=True)
        except NotFound:
            return None
        released = await storage.find_newest(transaction, found.id) is not None
        return None if released or current.sealed_at != found.sealed_at else current


def _require_time(found: RoundRow, now: datetime) -> None:
    """Raise `Conflict` before the closing, and where the responses are deleted or may be any moment."""
    if found.state(now) != "closed":
        raise Conflict("round_still_open", closes_at=told_here(found.closes_at))
    goes_on = expires_on(found.closes_at, found.retention_days)
    if found.erase_on is not None:
        goes_on = min(goes_on, found.erase_on)
    if is_expired(found.closes_at, found.retention_days, now) or goes_on <= day_here(now):
        raise Conflict("responses_gone", expires_on=told_day(goes_on))


def _least(found: RoundRow) -> int:
    """Return how many responses a round needs at least to be released."""
    return 1 if found.mode != "confidential" else found.minimum_group_size or SMALLEST_GROUP_SIZE


def _too_few(found: RoundRow) -> Conflict:
    if found.mode == "confidential":
        return Conflict("too_few_responses", minimum=_least(found))
    return Conflict("nobody_answered")


def _sealing_of(opening: Opening) -> Sealing:
    found = opening.round
    profile = parse_profile(opening.plan.questionnaire, found.profile, [])
    return Sealing(str(found.id), day_here(found.closes_at), found.terms, opening.plan, profile)
