"""Sessions of people who sign in on the pages with a key: what a browser shows instead of the key.

A session rests on its key: whatever ends the key ends the session, and the key decides what is permitted. The API never
takes a session. docs/pages.md and decision 17 say why it is done like this.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from selfcheck_service.edge.api_keys import find_key
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.edge.principals import ApiKey, KeyRing
from selfcheck_service.edge.problems import Unauthenticated
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import Event, EventName, note
from selfcheck_service.storage.sessions import (
    SessionRecord,
    add_session,
    delete_session,
    find_session,
    touch_session,
)

# 32 bytes of chance, as text that needs no quotation in a cookie.
_TOKEN_BYTES = 32
_TOKEN_LENGTHS = range(40, 64)
_MINUTE = timedelta(minutes=1)
_HOUR_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that has just begun. `token` is what the browser keeps; `seconds` says for how long at most."""

    token: str
    seconds: int
    principal: ApiKey


class Sessions:
    """Begins, finds and ends sessions."""

    def __init__(
        self,
        database: Database,
        keys: KeyRing,
        *,
        idle: timedelta,
        longest: timedelta,
        clock: Callable[[], datetime] = current_moment,
    ) -> None:
        """`idle`: how long nobody need show it (to the minute); `longest`: after that it ends in any case."""
        self._database, self._keys = database, keys
        self._idle, self._longest, self._clock = idle, longest, clock

    @property
    def idle(self) -> timedelta:
        """Return for how long nobody need show a session."""
        return self._idle

    @property
    def longest_hours(self) -> int:
        """Return for how many hours a session lives at most."""
        return int(self._longest.total_seconds()) // _HOUR_SECONDS

    async def begin(self, typed: str) -> Begun:
        """Begin a session for whoever has typed a key, and note that in the trail.

        Raises `Unauthenticated` where it is no key that we accept.
        """
        shown = find_key(typed.strip())
        if shown is None:
            raise Unauthenticated("key_not_accepted")
        principal = await self._keys.accept(shown)
        now, token = self._clock(), secrets.token_urlsafe(_TOKEN_BYTES)
        minute = _to_the_minute(now)
        record = SessionRecord(_hash(token), principal.caller, minute, minute, minute + self._longest)
        async with self._database.transaction() as transaction:
            await add_session(transaction, record)
            await note(transaction, _event("signed_in", principal.caller, now))
        return Begun(token, int(self._longest.total_seconds()), principal)

    async def find(self, token: str) -> ApiKey | None:
        """Return whose session this is, or None where it is none, has ended, or its key is not accepted any more."""
        if len(token) not in _TOKEN_LENGTHS:
            return None
        async with self._database.reading() as transaction:
            record = await find_session(transaction, _hash(token))
        now = self._clock()
        if record is None or now >= record.ends_at or now - record.last_used_at >= self._idle + _MINUTE:
            return None
        try:
            principal = await self._keys.recall(record.key_id)
        except Unauthenticated:
            return None
        if now - record.last_used_at >= _MINUTE:
            async with self._database.transaction() as transaction:
                await touch_session(transaction, record.token_hash, at=_to_the_minute(now))
        return principal

    async def end(self, token: str) -> None:
        """End a session, and note that in the trail; one that is gone stays gone."""
        async with self._database.transaction() as transaction:
            key_id = await delete_session(transaction, _hash(token))
            if key_id is not None:
                await note(transaction, _event("signed_out", key_id, self._clock()))


def _event(name: EventName, key_id: str, now: datetime) -> Event:
    # The day is enough, as for the use of a key: the time of day would say when somebody worked.
    return Event(uuid4(), now.replace(hour=0, minute=0, second=0, microsecond=0), key_id, name)


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
