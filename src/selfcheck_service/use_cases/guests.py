"""Guest rounds: one round to try things out, for somebody without an account, erased with everything in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from selfcheck_service.core.definition import InputInvalid, Problem, Questionnaire
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.rounds.terms import Mode
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.municipalities import GUEST, Municipality, add_municipality
from selfcheck_service.storage.questionnaires import list_versions
from selfcheck_service.storage.rounds import RoundRow, count_guest_rounds
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.inviting import Issued, add_codes
from selfcheck_service.use_cases.running import plan_round, store_round
from selfcheck_service.use_cases.wishes import RoundMembers, Wish

LIVES_FOR = timedelta(days=90)
# Time enough to try, and enough of the 90 days left to look at what came of it.
OPEN_FOR = timedelta(days=30)
_RETENTION_DAYS = 30
_USUAL_COUNT = 20
_MOST_VERSIONS = 100
# Each of them stays for 90 days: this many cannot fill a disk, and more than so many people do not try things out.
MOST_A_DAY = 500


@dataclass(frozen=True, slots=True)
class GuestWish:
    """What a guest wants to try; None leaves it to us. `names` are those of the round and of its municipality."""

    questionnaire: str
    version: str
    title: str
    municipality: str
    mode: Mode
    perspective: str | None
    count: int | None


@dataclass(frozen=True, slots=True)
class GuestKey:
    """The key for a guest round: what is stored of it."""

    id: str
    secret_hash: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A guest round that was just made; the key for it ends at `expires_at`."""

    round: RoundRow
    issued: Issued
    expires_at: datetime


async def seconds_until_room(transaction: Transaction, now: datetime) -> int:
    """Return in how many seconds there is room for one more guest round; 0 where there is."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if await count_guest_rounds(transaction, since=today) < MOST_A_DAY:
        return 0
    return int((today + timedelta(days=1) - now).total_seconds()) + 1


async def newest_version(transaction: Transaction, key: str) -> str:
    """Return the newest published version of a questionnaire; raise `InputInvalid` where there is none."""
    found = await list_versions(transaction, key, before=None, limit=_MOST_VERSIONS)
    for each in found:
        if each.status == "published":
            return each.version
    raise InputInvalid([Problem("/questionnaire", "unknown_questionnaire", {"questionnaire": key})])


async def open_guest_round(
    transaction: Transaction,
    deed: Deed,
    wish: GuestWish,
    questionnaire: Questionnaire | None,
    key: GuestKey,
    *,
    chance: Callable[[int], int],
) -> Opened:
    """Make a round under a municipality of its own, an open invitation to it, and a key that reaches nothing else.

    `deed` is that of the key; `chance` as `make_code` takes it. Raises `InputInvalid` with every fault.
    """
    municipality = Municipality(deed.new_id(), wish.municipality, GUEST, None, None, None, None, deed.at)
    perspectives, found = _perspectives(wish, questionnaire)
    said: RoundMembers = {
        "municipality": municipality.id,
        "title": wish.title,
        "questionnaire": wish.questionnaire,
        "version": wish.version,
        "mode": wish.mode,
        "perspectives": perspectives,
        "retention_days": _RETENTION_DAYS,
        "opens_at": deed.at,
        "closes_at": deed.at + OPEN_FOR,
    }
    erase_on = (deed.at + LIVES_FOR).date()
    planned = await plan_round(transaction, deed, Wish(said, tuple(found)), questionnaire, erase_on=erase_on)
    await add_municipality(transaction, municipality)
    await store_round(transaction, deed, planned)
    expires_at = datetime.combine(erase_on, time(), UTC)
    await _add_key(transaction, deed, key, planned, expires_at)
    count = wish.count or (1 if wish.mode == "institutional" else _USUAL_COUNT)
    perspective = next(iter(perspectives), "")
    issued = await add_codes(transaction, deed, planned, perspective, kind="open", count=count, chance=chance)
    return Opened(planned, issued, expires_at)


async def _add_key(
    transaction: Transaction, deed: Deed, key: GuestKey, planned: RoundRow, expires_at: datetime
) -> None:
    record = ApiKeyRecord(
        id=key.id,
        name=GUEST,
        secret_hash=key.secret_hash,
        scopes=frozenset({"facilitator"}),
        municipalities=(str(planned.municipality_id),),
        created_at=deed.at,
        expires_at=expires_at,
        last_used_on=None,
        revoked_at=None,
    )
    await add_api_key(transaction, record)
    event = deed.event(
        "key_created",
        municipality_id=planned.municipality_id,
        round_id=planned.id,
        key=key.id,
        scopes=sorted(record.scopes),
    )
    await note(transaction, event)


def _perspectives(wish: GuestWish, questionnaire: Questionnaire | None) -> tuple[list[str], list[Problem]]:
    """Return the perspectives of a guest round, first that of the invitation, and what is wrong with the one named."""
    known = [each.key for each in questionnaire.perspectives] if questionnaire else []
    if wish.perspective is not None and questionnaire is not None and wish.perspective not in known:
        words = {"name": shown(wish.perspective), "allowed": ", ".join(known) or "–"}
        return known, [Problem("/perspective", "unknown_perspective", words)]
    named = sorted(known, key=lambda each: each != wish.perspective)
    # One joint answer is given from one perspective.
    return named[:1] if wish.mode == "institutional" else named, []
