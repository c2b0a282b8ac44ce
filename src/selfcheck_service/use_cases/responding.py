"""What respondents do: submit, correct, keep drafts, read, erase. Retries are harmless everywhere."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import msgspec

from selfcheck_service.core.definition.problems import (
    Conflict,
    Erased,
    InputInvalid,
    NotFound,
)
from selfcheck_service.core.scoring import Answers
from selfcheck_service.storage import Database, DatabaseUnavailable
from selfcheck_service.storage import responses as storage
from selfcheck_service.storage.audit import RESPONDENT, Event, note
from selfcheck_service.storage.releases import StoredRelease, find_newest, find_release, withdraw_named
from selfcheck_service.storage.responses import NewResponse, ResponseRow
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.use_cases.days import told_here
from selfcheck_service.use_cases.naming import require_free_name, require_free_name_on_entry
from selfcheck_service.use_cases.openings import Opening, Openings
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.standing import (
    Holder,
    has_ticket,
    hours_of,
    key_of,
    refuse_entry,
    require_match,
    require_open,
    require_own,
    require_owner,
    stranger,
    submitted_revision,
)
from selfcheck_service.use_cases.understanding import (
    Understood,
    knows_terms,
    named_perspective,
    other_perspective,
    recall,
    revision_of,
    understand,
    understand_draft,
)

# How often a submit looks again where somebody else is submitting the same, or has changed the round a moment ago.
_TRIES = 5
Outcome = Literal["created", "repeated", "corrected"]
Speaker = Callable[[Sequence[str]], str]


class Submitted(msgspec.Struct, frozen=True):
    """What submitting came to. `answers` are ready to be evaluated, `revision` is that of what is stored now."""

    outcome: Outcome
    answers: Answers
    language: str
    revision: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that is kept: whether it is the first one of its response, and its revision."""

    created: bool
    revision: str


@dataclass(frozen=True, slots=True)
class Held:
    """A response of somebody who has shown its secret, and its round."""

    opening: Opening
    row: ResponseRow

    @property
    def revision(self) -> str | None:
        """Return the revision of the submitted answers, or None where nothing is submitted yet."""
        return submitted_revision(self.row)

    @property
    def draft_revision(self) -> str | None:
        """Return the revision of the draft, or None where there is none."""
        return None if self.row.draft is None else revision_of(self.row.draft)


class Responding:
    """The rounds of one database, for those who answer."""

    def __init__(self, database: Database, plans: Plans) -> None:
        self._database = database
        self._plans = plans
        self.openings = Openings(database, plans)

    async def submit(self, holder: Holder, body: object, *, speak: Speaker, now: datetime) -> Submitted:
        """Submit answers, or correct them where `if_match` names what is stored; the same once more changes nothing.

        `speak` chooses among the round's languages where the body names none. Raises `InputInvalid` with every fault,
        `AccessRefused`, `NotFound`, `Conflict`, `RevisionDiffers` or `Erased`; then nothing has changed.
        """
        opening = await self._agreed(holder, body)
        for _ in range(_TRIES):
            perspective = await self._perspective(opening, holder, body)
            spoken = speak(opening.round.languages)
            try:
                sent = await understand(opening, self._plans, body, perspective=perspective, language=spoken)
            except InputInvalid as faulty:
                opening = await self._under_other_terms(opening, holder, faulty)
                continue
            if holder.code_hash is not None and holder.if_match is None:
                await self._require_free_name(opening, holder, sent, now)
                new = _new(opening, holder, perspective, now, sent=sent)
                if await storage.enter(self._database, new, holder.code_hash, now=now):
                    return Submitted("created", sent.answers, sent.language, sent.revision)
            settled = await self._settle(opening, holder, perspective, sent, now)
            if settled is not None:
                return settled
            opening = await self._agreed(holder, body, anew=True)
        raise DatabaseUnavailable("others were faster each time")

    async def keep_draft(self, holder: Holder, body: object, *, now: datetime) -> Draft:
        """Keep a draft; the first one spends the access code. Raises what `submit` raises."""
        opening = await self._agreed(holder, body)
        for _ in range(_TRIES):
            try:
                draft = understand_draft(body, opening)
            except InputInvalid as faulty:
                opening = await self._under_other_terms(opening, holder, faulty)
                continue
            if holder.code_hash is not None and holder.if_match is None:
                perspective = await self._perspective(opening, holder, body)
                new = _new(opening, holder, perspective, now, draft=draft)
                if await storage.enter(self._database, new, holder.code_hash, now=now):
                    return Draft(created=True, revision=revision_of(draft))
            kept = await self._settle_draft(opening, holder, draft, now)
            if kept is not None:
                return kept
            opening = await self._agreed(holder, body, anew=True)
        raise DatabaseUnavailable("others were faster each time")

    async def hold(self, holder: Holder) -> Held:
        """Return the response whose secret is shown. Raises `NotFound` or `Erased`."""
        opening = await self._opening(holder)
        async with self._database.reading() as transaction:
            row = require_own(await storage.find_response(transaction, key_of(opening, holder)), holder)
        if row.terms_hash != opening.round.terms_hash:
            opening = await self._opening(holder, anew=True)
        return Held(opening, row)

    async def recall(self, held: Held) -> Answers:
        """Return the submitted answers, to be evaluated again. Raises `NotFound` where there are none."""
        if held.row.answers is None:
            raise NotFound("not_submitted", id=held.row.id)
        return await recall(held.opening, self._plans, held.row.answers, held.row.perspective or "")

    async def discard_draft(self, holder: Holder) -> None:
        """Throw the draft away; what was submitted stays, and so does the right to begin again."""
        opening = await self._opening(holder)
        async with self._database.transaction() as transaction:
            row = require_own(await storage.find_response(transaction, key_of(opening, holder), lock=True), holder)
            await storage.change(transaction, row.key, {"draft": None})

    async def ratings(self, held: Held, *, skip: int, limit: int, now: datetime) -> Sequence[ResponseRow]:
        """Return what the members of an open round have submitted, for one of them, once it is closed.

        Raises `Conflict` in any other round, before the closing, and for whoever has not submitted.
        """
        found = _require_member(held)
        async with self._database.reading() as transaction:
            hours = await storage.find_hours(transaction, found.municipality_id, found.id, now=now)
            if hours is not None and hours.now < hours.closes_at:
                raise Conflict("round_still_open", closes_at=told_here(hours.closes_at))
            return await storage.list_submitted(transaction, found.municipality_id, found.id, skip=skip, limit=limit)

    async def release(self, held: Held, number: int) -> StoredRelease:
        """Return a release of an open round for one of its members. Raises `Conflict` and `NotFound`."""
        found = _require_member(held)
        async with self._database.reading() as transaction:
            release = await find_release(transaction, found.id, number)
        if release is None:
            raise NotFound("unknown_release", id=str(found.id), number=number)
        return release

    async def newest_release(self, held: Held) -> StoredRelease | None:
        """Return the release of an open round that was made last, for one of its members; None where there is none.

        Raises `Conflict` in any other round, and for whoever has not submitted.
        """
        found = _require_member(held)
        async with self._database.reading() as transaction:
            return await find_newest(transaction, found.id)

    async def erase(self, holder: Holder, *, note_id: uuid.UUID, now: datetime) -> None:
        """Erase the response for good, whatever it holds. The trail says that there was an erasure, not of which.

        Raises `Erased` for a repetition: that tells it that all is done, so it has been written as well by then.
        """
        opening = await self._opening(holder)
        event = Event(note_id, now, RESPONDENT, "response_erased", opening.round.municipality_id, holder.round_id)
        async with self._database.transaction() as transaction:
            # Nobody publishes the round until this is done: what is erased before a release is not in it.
            await hours_of(transaction, opening, holder, now)
            row = await storage.find_response(transaction, key_of(opening, holder), lock=True)
            is_repeated = row is not None and row.erased_on is not None
            if row is not None and is_repeated:
                await storage.repeat(transaction, row.key)
            else:
                own = require_own(row, holder)
                await storage.erase(transaction, own.key, on=now.date())
                withdrawn = await withdraw_named(transaction, [holder.round_id]) if own.answers is not None else 0
                await note(transaction, replace(event, details={"releases_withdrawn": withdrawn} if withdrawn else {}))
        if is_repeated:
            raise Erased("response_erased")
        # Where somebody reads for long just now, the next erasure or housekeeping does it.
        await self._database.scrub_files()

    async def _opening(self, holder: Holder, *, anew: bool = False) -> Opening:
        opening = await self.openings.find(holder.round_id, anew=anew)
        if opening is None:
            raise stranger(holder)
        return opening

    async def _agreed(self, holder: Holder, body: object, *, anew: bool = False) -> Opening:
        """Return the opening; raise `Conflict` where the sender has read of other terms than those that hold."""
        opening = await self._opening(holder, anew=anew)
        if knows_terms(opening, body):
            return opening
        opening = await self._look_again(opening, holder)
        if not knows_terms(opening, body):
            raise Conflict("terms_changed")
        return opening

    async def _perspective(self, opening: Opening, holder: Holder, body: object) -> str:
        """Return whom the answers come from: as the body says or, where it does not, as the code or the response."""
        named = named_perspective(body, opening.round.perspectives)
        if named is not None:
            return named
        async with self._database.reading() as transaction:
            # The ticket first: where it was spent by the sender's own first try, the response is there by now.
            if holder.code_hash is not None:
                found = await storage.find_ticket(transaction, holder.round_id, holder.code_hash)
                if found is not None:
                    return found
            row = await storage.find_response(transaction, key_of(opening, holder))
        if row is not None:
            require_owner(row, holder, invited=False)
            return row.perspective or ""
        raise stranger(holder)

    async def _look_again(self, opening: Opening, holder: Holder) -> Opening:
        """Return the opening as it is now, for somebody whose body is faulty by what was kept of it.

        Raises where nothing good is shown: strangers learn nothing of a round, not even what it would refuse.
        """
        async with self._database.reading() as transaction:
            if not await has_ticket(transaction, holder):
                row = await storage.find_response(transaction, key_of(opening, holder))
                if row is None:
                    raise stranger(holder)
                require_owner(row, holder, invited=False)
        return await self._opening(holder, anew=True)

    async def _under_other_terms(self, opening: Opening, holder: Holder, faulty: InputInvalid) -> Opening:
        """Return the opening as it is now, where a body is faulty by terms of some seconds ago: what holds now decides.

        Raises `faulty` where the terms are still the same.
        """
        found = await self._look_again(opening, holder)
        if found.round.terms_hash == opening.round.terms_hash:
            raise faulty
        return found

    async def _require_free_name(self, opening: Opening, holder: Holder, sent: Understood, now: datetime) -> None:
        if sent.display_name is not None:
            async with self._database.reading() as transaction:
                await require_free_name_on_entry(transaction, opening, holder, sent.display_name, now)

    async def _settle(
        self, opening: Opening, holder: Holder, perspective: str, sent: Understood, now: datetime
    ) -> Submitted | None:
        """Find out why a response could not be entered, or change the one that is there; None: try again."""
        async with self._database.transaction() as transaction:
            # The round before the row, as the seal locks them: in the other order each would wait for the other.
            hours = await hours_of(transaction, opening, holder, now)
            row = await storage.find_response(transaction, key_of(opening, holder), lock=True)
            if row is None:
                await refuse_entry(transaction, hours, opening, holder, perspective)
                return None
            require_owner(row, holder, await has_ticket(transaction, holder))
            if row.terms_hash != opening.round.terms_hash:
                # What was kept of the round is older than the first response.
                return None
            if row.perspective != perspective:
                raise other_perspective(perspective, row.perspective or "")
            stored = submitted_revision(row)
            if stored == sent.revision:
                await storage.repeat(transaction, row.key)
                return Submitted("repeated", sent.answers, sent.language, sent.revision)
            require_open(hours)
            require_match(holder, stored)
            # Who shares a name since before names were asked for once keeps it.
            if sent.display_name is not None and sent.display_name != row.display_name:
                await require_free_name(transaction, opening, holder, sent.display_name)
            values = {"answers": sent.stored, "display_name": sent.display_name, "language": sent.language}
            await storage.change(transaction, row.key, {**values, "draft": None, "changed_on": now.date()})
            outcome: Outcome = "created" if stored is None else "corrected"
            return Submitted(outcome, sent.answers, sent.language, sent.revision)

    async def _settle_draft(self, opening: Opening, holder: Holder, draft: bytes, now: datetime) -> Draft | None:
        async with self._database.transaction() as transaction:
            # The round before the row, as the seal locks them: in the other order each would wait for the other.
            hours = await hours_of(transaction, opening, holder, now)
            row = await storage.find_response(transaction, key_of(opening, holder), lock=True)
            if row is None:
                await refuse_entry(transaction, hours, opening, holder, None)
                return None
            require_owner(row, holder, await has_ticket(transaction, holder))
            kept, sent = None if row.draft is None else revision_of(row.draft), revision_of(draft)
            if kept == sent:
                await storage.repeat(transaction, row.key)
                return Draft(created=False, revision=sent)
            require_open(hours)
            # What a first draft would replace is what was submitted: a late repetition of one must not come back then.
            require_match(holder, kept or submitted_revision(row))
            await storage.change(transaction, row.key, {"draft": draft, "changed_on": now.date()})
            return Draft(created=kept is None, revision=sent)


def _require_member(held: Held) -> RoundRow:
    """Return the round of a member of an open one. Raises `Conflict` in any other, and for who has not submitted."""
    found = held.opening.round
    if found.mode != "open":
        raise Conflict("ratings_not_in_mode", mode=found.mode)
    if held.row.answers is None:
        raise Conflict("not_submitted")
    return found


def _new(
    opening: Opening,
    holder: Holder,
    perspective: str,
    now: datetime,
    *,
    sent: Understood | None = None,
    draft: bytes | None = None,
) -> NewResponse:
    return NewResponse(
        municipality_id=opening.round.municipality_id,
        round_id=holder.round_id,
        id=holder.response_id,
        terms_hash=opening.round.terms_hash,
        perspective=perspective,
        secret_hash=holder.secret_hash,
        display_name=None if sent is None else sent.display_name,
        language=None if sent is None else sent.language,
        answers=None if sent is None else sent.stored,
        draft=draft,
        entered_on=now.date(),
    )
