"""Who is asking, and what that entitles to."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import uuid4

from selfcheck_service.edge.api_keys import ShownKey, find_bearer
from selfcheck_service.edge.problems import Forbidden, Unauthenticated
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord, find_api_key, set_last_used
from selfcheck_service.storage.audit import Event, note
from selfcheck_service.storage.municipalities import GUEST
from selfcheck_service.storage.reach import Reach

Scope = Literal["author", "service", "facilitator", "operator"]
SCOPES: tuple[Scope, ...] = ("author", "service", "facilitator", "operator")


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Somebody who shows no key."""

    caller: str = "anonymous"
    is_guest: bool = False

    def may(self, scope: str) -> bool:
        """Return whether the caller holds a scope."""
        del scope
        return False

    @property
    def reach(self) -> Reach:
        """Nowhere."""
        return Reach.of(frozenset())


@dataclass(frozen=True, slots=True)
class ApiKey:
    """Somebody who shows a key of ours. `municipalities` is None where it reaches all of them.

    `is_guest`: the key is that of one round for trying things out.
    """

    caller: str
    scopes: frozenset[str]
    municipalities: frozenset[str] | None
    is_guest: bool = False

    def may(self, scope: str) -> bool:
        """Return whether the caller holds a scope."""
        return scope in self.scopes

    @property
    def reach(self) -> Reach:
        """How far the key reaches, as storage understands it."""
        return Reach.of(self.municipalities)


Principal = Anonymous | ApiKey
ANONYMOUS = Anonymous()


def permit(principal: Principal, scope: Scope) -> Principal:
    """Return the principal where it holds the scope; raise `Unauthenticated` or `Forbidden` where it does not."""
    if principal.may(scope):
        return principal
    if isinstance(principal, Anonymous):
        raise Unauthenticated("key_missing")
    raise Forbidden("scope_missing", scope=scope)


class KeyRing:
    """Tells principals from what requests show. Keys it has seen are remembered for a few seconds."""

    def __init__(
        self,
        database: Database,
        *,
        seconds: float,
        size: int = 1000,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`seconds` is for how long a key that was revoked elsewhere may still be accepted here."""
        self._database = database
        self._seconds = seconds
        self._size = size
        self._clock = clock
        self._seen: OrderedDict[str, tuple[float, ApiKeyRecord]] = OrderedDict()

    async def identify(self, authorization: str | None) -> Principal:
        """Return who shows this `Authorization` header.

        Raises `Unauthenticated` where it shows something else than a key that we accept.
        """
        if authorization is None:
            return ANONYMOUS
        shown = find_bearer(authorization)
        if shown is None:
            raise Unauthenticated("key_not_accepted")
        return await self.accept(shown)

    async def accept(self, shown: ShownKey) -> ApiKey:
        """Return who shows this key. Raises `Unauthenticated` where it is not one that we accept."""
        record = self._remembered(shown.id) or await self._look_up(shown)
        if record is None or not shown.matches(record.secret_hash):
            raise Unauthenticated("key_not_accepted")
        return self._principal(record)

    async def recall(self, key_id: str) -> ApiKey:
        """Return who holds the key of this id, which was shown earlier and is not shown again.

        Raises `Unauthenticated` where the key is gone or is not accepted any more.
        """
        record = self._remembered(key_id)
        if record is None:
            async with self._database.reading() as transaction:
                record = await find_api_key(transaction, key_id)
            if record is None:
                raise Unauthenticated("key_not_accepted")
            await self._remember(record)
        return self._principal(record)

    def _principal(self, record: ApiKeyRecord) -> ApiKey:
        if self._has_ended(record):
            raise Unauthenticated("key_not_accepted")
        reach = None if record.municipalities is None else frozenset(record.municipalities)
        return ApiKey(record.id, record.scopes, reach, is_guest=record.name == GUEST)

    def _remembered(self, key_id: str) -> ApiKeyRecord | None:
        seen = self._seen.get(key_id)
        return seen[1] if seen is not None and time.monotonic() < seen[0] else None

    def _has_ended(self, record: ApiKeyRecord) -> bool:
        return record.revoked_at is not None or (record.expires_at is not None and record.expires_at <= self._clock())

    async def _note_use(self, key_id: str, today: datetime) -> None:
        """Note that a key is in use: once a day, and without the time of day, which would say when somebody worked."""
        async with self._database.transaction() as transaction:
            if await set_last_used(transaction, key_id, on=today.date()):
                await note(transaction, Event(uuid4(), today, key_id, "key_used"))

    async def _look_up(self, shown: ShownKey) -> ApiKeyRecord | None:
        async with self._database.reading() as transaction:
            record = await find_api_key(transaction, shown.id)
        if record is None or not shown.matches(record.secret_hash):
            # Whoever tries out keys fills no memory.
            return None
        await self._remember(record)
        return record

    async def _remember(self, record: ApiKeyRecord) -> None:
        """Keep a key for a few seconds, and note the first use of a day."""
        today = self._clock().replace(hour=0, minute=0, second=0, microsecond=0)
        if record.last_used_on != today.date() and not self._has_ended(record):
            await self._note_use(record.id, today)
        self._seen[record.id] = (time.monotonic() + self._seconds, record)
        self._seen.move_to_end(record.id)
        while len(self._seen) > self._size:
            self._seen.popitem(last=False)
