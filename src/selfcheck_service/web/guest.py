"""Trying a whole round out, without an account: made by one form, shown once, erased after 90 days."""

import secrets
from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.rounds.access_codes import show_code
from selfcheck_service.core.rounds.terms import Mode
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.edge.problems import TooManyRequests
from selfcheck_service.storage.questionnaires import list_questionnaires
from selfcheck_service.storage.reach import Reach
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.guests import (
    GuestKey,
    GuestWish,
    Opened,
    newest_version,
    open_guest_round,
    seconds_until_room,
)
from selfcheck_service.use_cases.running import find_definition
from selfcheck_service.web.addresses import address_from_here
from selfcheck_service.web.compression import HOLDS_SECRET
from selfcheck_service.web.routing import Site
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit

_INVALID, _MOST_OFFERED = 422, 50
PATH = "/guest"
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody wants to try: a questionnaire by its key and a mode."""

    questionnaire: str
    mode: Mode


class Guests:
    """The page on which anybody tries a round out, where whoever runs the service allows it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of this page."""
        return [self._site.route(PATH, get=self.ask, post=self.make)]

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Say what a guest round is, and ask with which questionnaire."""
        _require_open(request)
        return await self._ask(request, visit)

    async def make(self, request: Request, visit: Visit) -> Response:
        """Make a round, and show its code and its key this once.

        Sent twice it makes two rounds: only what is on the last page can be read, and that is good.
        """
        _require_open(request)
        wished = await self._read(request)
        if wished is None:
            return await self._ask(request, visit, status=_INVALID)
        key = create_key()
        opened = await _open(request, wished, GuestKey(key.id, key.secret_hash), self._names(visit))
        code = show_code(opened.issued.codes[0])
        page = self._site.page(
            "guest_made.html",
            visit,
            opened=opened,
            code=code,
            key=key.text,
            start=address_from_here(request, "/answer"),
            erase_on=str(opened.round.erase_on),
        )
        page.headers[HOLDS_SECRET] = "yes"
        return page

    async def _ask(self, request: Request, visit: Visit, *, status: int = 200) -> Response:
        return self._site.page(
            "guest.html",
            visit,
            status=status,
            offered=await self._offered(request, visit),
            chosen=sent_of(request).one("questionnaire"),
            mode=sent_of(request).one("mode") or MODES[0],
            modes=MODES,
        )

    async def _offered(self, request: Request, visit: Visit) -> list[tuple[str, Said]]:
        context = context_of(request.scope)
        async with context.database.reading() as transaction:
            found = await list_questionnaires(transaction, after=None, limit=_MOST_OFFERED)
        plans = [await context.plans.get(each.key, each.version) for each in found]
        return [(each.key, Said.of(each.questionnaire.title, visit.language_of(each.languages))) for each in plans]

    async def _read(self, request: Request) -> Wished | None:
        sent = sent_of(request)
        mode = next((each for each in MODES if each == sent.one("mode")), None)
        async with context_of(request.scope).database.reading() as transaction:
            known = {each.key for each in await list_questionnaires(transaction, after=None, limit=_MOST_OFFERED)}
        key = sent.one("questionnaire")
        return None if mode is None or key not in known else Wished(key, mode)

    def _names(self, visit: Visit) -> tuple[str, str]:
        words = self._site.words(visit).guest
        return str(words.round_title), str(words.municipality)


async def _open(request: Request, wished: Wished, key: GuestKey, names: tuple[str, str]) -> Opened:
    """Make the round; raise `TooManyRequests` where too many were made today."""
    context, now = context_of(request.scope), current_moment()
    title, municipality = names
    async with context.database.reading() as transaction:
        version = await newest_version(transaction, wished.questionnaire)
    questionnaire = await find_definition(context.plans, wished.questionnaire, version)
    wish = GuestWish(wished.questionnaire, version, title, municipality, wished.mode, None, None)
    deed = Deed(key.id, Reach.of(frozenset()), now, new_id)
    async with context.database.transaction() as transaction:
        seconds = await seconds_until_room(transaction, now)
        if seconds:
            raise TooManyRequests("too_many_requests", seconds=seconds)
        return await open_guest_round(transaction, deed, wish, questionnaire, key, chance=secrets.randbelow)


def _require_open(request: Request) -> None:
    if not context_of(request.scope).guest_rounds:
        raise NotFound("guest_rounds_off")
