"""How a client asks until it is answered, without making a bad moment worse for everybody."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hold.http import NoAnswer, Reply, ask

# Come again later: too slow, too many, out of reach. After 500, too, nobody knows what has happened, and the run fails.
PASSING = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a client waits for one answer and for all of them; seconds."""

    attempt: float
    whole: float
    attempts: int = 14
    first_pause: float = 0.2
    longest_pause: float = 4.0


@dataclass(slots=True)
class Watch:
    """What all clients together have seen: for recovery times and the summary."""

    attempts: int = 0
    operations: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    _since: float = 0.0
    _answered: asyncio.Event = field(default_factory=asyncio.Event)
    _seconds: float = 0.0

    def saw(self, began: float, reply: Reply | None) -> None:
        """Take notice of an attempt that began at this moment and of its answer."""
        self.attempts += 1
        self.statuses["none" if reply is None else str(reply.status)] += 1
        if reply is not None and reply.status in (200, 201) and began >= self._since and not self._answered.is_set():
            self._seconds = time.monotonic() - self._since
            self._answered.set()

    def mark(self) -> None:
        """Count from now until the first attempt is answered that begins from now on."""
        self._since = time.monotonic()
        self._answered.clear()

    async def recovered(self, seconds: float) -> float | None:
        """Return how long that took, or None where it takes longer than `seconds` from now."""
        try:
            await asyncio.wait_for(self._answered.wait(), seconds)
        except TimeoutError:
            return None
        return self._seconds


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent, the same at every attempt."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Sends requests to whichever replica comes, again and again until one answers or the patience is over."""

    # The ports of the doors at this moment.
    doors: Callable[[], Sequence[int]]
    patience: Patience
    watch: Watch

    async def settle(self, request: Request, chance: random.Random) -> Reply | None:
        """Return a definite answer, or None where it is not known what became of the request."""
        self.watch.operations += 1
        deadline = time.monotonic() + self.patience.whole
        for attempt in range(self.patience.attempts):
            reply = await self._try(request, chance)
            if reply is not None and reply.status not in PASSING:
                return reply
            pause = self._pause(attempt, reply, chance)
            if time.monotonic() + pause > deadline:
                break
            await asyncio.sleep(pause)
        return None

    async def _try(self, request: Request, chance: random.Random) -> Reply | None:
        began = time.monotonic()
        try:
            reply: Reply | None = await ask(
                chance.choice(self.doors()),
                request.method,
                request.path,
                headers=request.headers,
                body=request.body,
                seconds=self.patience.attempt,
            )
        except NoAnswer:
            reply = None
        self.watch.saw(began, reply)
        return reply

    def _pause(self, attempt: int, reply: Reply | None, chance: random.Random) -> float:
        """Wait twice as long after each failure, as long as the service asks for, and never all at the same moment."""
        longest: float = min(self.patience.longest_pause, self.patience.first_pause * 2**attempt)
        asked = 0.0 if reply is None else float(reply.headers.get("retry-after", "0"))
        return asked + longest * chance.uniform(0.5, 1)
