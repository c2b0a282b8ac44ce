"""The participants: people with a code each, who submit, correct, erase, try again, and come back long after."""

import asyncio
import itertools
import random
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hold.calling import Caller, Request
from hold.history import History
from hold.http import Reply
from hold.setting import Seat, body_of, digest, headers_of, make_answers, path_of

_numbers = itertools.count(1)


@dataclass(slots=True)
class Response:
    """What a client knows of its own response."""

    id: str
    secret: str
    etag: str | None = None


@dataclass(slots=True)
class Participant:
    """One person, who does one thing after the other and writes down each before and after."""

    seat: Seat
    items: Sequence[str]
    caller: Caller
    history: History
    chance: random.Random
    # How long somebody may wait who comes back long after; seconds.
    long_after: float
    number: int = field(default_factory=lambda: next(_numbers))

    async def act(self) -> None:
        """Do what this person does; the share of each way is that of `STORIES`."""
        (story,) = self.chance.choices([story for _, story in STORIES], [share for share, _ in STORIES])
        await story(self)

    async def begin(self) -> Response:
        """Choose an id and a secret, and write them down: the checker asks with them later."""
        response = Response(
            str(uuid.UUID(int=self.chance.getrandbits(128), version=4)), f"{self.chance.getrandbits(192):048x}"
        )
        await self.history.write(
            "began",
            who=self.number,
            round=self.seat.round,
            perspective=self.seat.perspective,
            single=self.seat.single,
            response=response.id,
            secret=response.secret,
        )
        return response

    def answers(self) -> dict[str, Any]:
        """Return answers that this person has not given before, most likely."""
        return make_answers(self.items, self.chance)

    async def submit(self, response: Response, answers: dict[str, Any], what: str = "submit") -> Reply | None:
        """Submit these answers; `what` may say that this is a `replay`."""
        request = self._put(response, "responses", answers, headers_of(response.secret, code=self.seat.code))
        return await self._do(what, response, request, answers)

    async def correct(self, response: Response, answers: dict[str, Any]) -> Reply | None:
        """Replace the answers that were acknowledged last."""
        headers = headers_of(response.secret, etag=response.etag)
        return await self._do("correct", response, self._put(response, "responses", answers, headers), answers)

    async def draft(self, response: Response, answers: dict[str, Any]) -> Reply | None:
        """Keep answers for later, in place of those that were kept before."""
        headers = headers_of(response.secret, code=self.seat.code, etag=response.etag)
        request = self._put(response, "drafts", answers, headers)
        return await self._do("draft", response, request, answers)

    async def discard(self, response: Response) -> Reply | None:
        """Throw the draft away."""
        return await self._do("discard", response, self._delete(response, "drafts"), None)

    async def erase(self, response: Response) -> Reply | None:
        """Erase the response for good."""
        return await self._do("erase", response, self._delete(response, "responses"), None)

    def _put(self, response: Response, kind: str, answers: dict[str, Any], headers: dict[str, str]) -> Request:
        return Request("PUT", path_of(self.seat, response.id, kind), headers, body_of(answers))

    def _delete(self, response: Response, kind: str) -> Request:
        return Request("DELETE", path_of(self.seat, response.id, kind), headers_of(response.secret))

    async def _do(
        self, what: str, response: Response, request: Request, answers: dict[str, Any] | None
    ) -> Reply | None:
        """Write down what is about to be asked, ask, and write down what came of it before anything else is done."""
        known = {"who": self.number, "operation": next(_numbers), "what": what, "response": response.id}
        asked = None if request.body is None else digest(request.body)
        await self.history.write("invoke", **known, body=asked, answers=answers)
        reply = await self.caller.settle(request, self.chance)
        if reply is None:
            await self.history.write("unknown", **known)
            return None
        if (well := reply.status in EXPECTED[what]) and what != "replay_superseded":
            response.etag = reply.headers.get("etag", response.etag)
        submitted = what in ("submit", "replay", "correct") and well
        await self.history.write(
            "ok" if well else "fail",
            **known,
            status=reply.status,
            code=reply.code,
            etag=reply.headers.get("etag"),
            evaluation=digest(reply.body) if submitted else None,
        )
        return reply if well else None


# What a definite answer may be; whatever else comes is a refusal.
EXPECTED: dict[str, set[int]] = {
    "submit": {200, 201},
    "replay": {200},
    "replay_superseded": {409},
    "replay_erased": {410},
    "correct": {200},
    "draft": {200, 201, 204},
    "discard": {200, 204},
    # Erased already by an attempt whose answer was lost.
    "erase": {200, 204, 410},
}


async def _submits(person: Participant) -> None:
    await person.submit(await person.begin(), person.answers())


async def _drafts_first(person: Participant) -> None:
    response = await person.begin()
    for _ in range(2):
        if await person.draft(response, person.answers()) is None:
            return
    await person.submit(response, person.answers())


async def _discards_and_begins_again(person: Participant) -> None:
    response = await person.begin()
    if await person.draft(response, person.answers()) and await person.discard(response):
        await person.submit(response, person.answers())


async def _corrects(person: Participant) -> None:
    response = await person.begin()
    first, second = person.answers(), person.answers()
    if not await person.submit(response, first):
        return
    await asyncio.sleep(person.chance.uniform(0, person.long_after / 2))
    if await person.correct(response, second):
        await person.submit(response, second, "replay")
        # The first answers once more, by a client that was offline: what was acknowledged last counts.
        await person.submit(response, first, "replay_superseded")


async def _comes_back_long_after(person: Participant) -> None:
    response, answers = await person.begin(), person.answers()
    if await person.submit(response, answers):
        await asyncio.sleep(person.chance.uniform(0, person.long_after))
        await person.submit(response, answers, "replay")


async def _erases(person: Participant) -> None:
    response, answers = await person.begin(), person.answers()
    if await person.submit(response, answers) and await person.erase(response):
        await asyncio.sleep(person.chance.uniform(0, person.long_after))
        await person.submit(response, answers, "replay_erased")


async def _clicks_twice(person: Participant) -> None:
    """Send the same twice at the same moment; each may reach another replica."""
    response, answers = await person.begin(), person.answers()
    await asyncio.gather(*(person.submit(response, answers) for _ in range(2)))


async def _has_two_devices(person: Participant) -> None:
    """Answer on two devices with one code at the same moment; one of them may get through.

    An open link is good for both, so there it would take away somebody else's seat.
    """
    responses = [await person.begin() for _ in range(2 if person.seat.single else 1)]
    await asyncio.gather(*(person.submit(response, person.answers()) for response in responses))


Story = Callable[[Participant], Awaitable[None]]
STORIES: list[tuple[int, Story]] = [
    (40, _submits),
    (12, _drafts_first),
    (4, _discards_and_begins_again),
    (12, _corrects),
    (10, _comes_back_long_after),
    (6, _erases),
    (9, _clicks_twice),
    (7, _has_two_devices),
]
