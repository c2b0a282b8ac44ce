"""Trying a whole round out, without an account: made by one form, shown once, erased after 90 days."""

from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound, Questionnaire
from selfcheck_service.core.rounds.access_codes import make_code, show_code
from selfcheck_service.core.rounds.terms import DEFAULT_GROUP_SIZE, Mode
from selfcheck_service.edge.api_keys import NewKey, create_key
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.edge.problems import TooManyRequests
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.api_keys import find_api_key
from selfcheck_service.storage.invitations import list_invitations
from selfcheck_service.storage.questionnaires import list_questionnaires
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.rounds import RoundFilter, RoundRow, list_rounds
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.guests import (
    GuestKey,
    GuestWish,
    newest_version,
    open_guest_round,
    seconds_until_room,
)
from selfcheck_service.use_cases.running import find_definition
from selfcheck_service.web.addresses import address_from_here
from selfcheck_service.web.compression import HOLDS_SECRET
from selfcheck_service.web.once import ONCE, chance_of, is_seed, new_chance, once, seed_of
from selfcheck_service.web.routing import Site
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit

_INVALID, _MOST_OFFERED = 422, 50
# Whoever has issued more codes than this has no need of the first ones any more.
_MOST_INVITATIONS = 200
PATH = "/guest"
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody wants to try: a questionnaire by its key and a mode."""

    questionnaire: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class Made:
    """A round as its page tells of it: for how many responses its code is good."""

    round: RoundRow
    good_for: int


@dataclass(frozen=True, slots=True)
class _Making:
    """What a form asks for: the key and the seed of the code follow from it; `names` of round and municipality."""

    wished: Wished
    key: NewKey
    seed: str
    names: tuple[str, str]


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
        """Make a round, and show its code and its key this once, or again to whoever sends the same form again.

        Both follow from the chance of the form: whoever follows a link on the page and goes back finds them there.
        """
        _require_open(request)
        wished = await self._read(request)
        if wished is None:
            return await self._ask(request, visit, status=_INVALID)
        # Of a form that holds no chance of ours two people could send the same, and one would see the key of the other.
        seed = seed_of(request) if _holds_chance(request) else new_chance()
        key = create_key(chance_of(f"key {seed}"))
        made = await _made(request, visit, _Making(wished, key, seed, self._names(visit)))
        code = show_code(make_code(chance_of(f"code {seed}")))
        page = self._site.page(
            "guest_made.html",
            visit,
            round=made.round,
            good_for=made.good_for,
            code=code,
            key=key.text,
            start=address_from_here(request, "/answer"),
            erase_on=str(made.round.erase_on),
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
            fewest=DEFAULT_GROUP_SIZE,
            once=new_chance(),
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


async def _made(request: Request, visit: Visit, making: _Making) -> Made:
    """Return the round of a form: made now, or by the same form before. Raises `NotFound` where it is gone again."""
    context = context_of(request.scope)
    async with context.database.reading() as transaction:
        version = await newest_version(transaction, making.wished.questionnaire)
    questionnaire = await find_definition(context.plans, making.wished.questionnaire, version)

    async def make(transaction: Transaction) -> tuple[str, None]:
        # What a form has made is remembered for a day; its key for as long as there is the round.
        if await find_api_key(transaction, making.key.id) is None:
            await _open(transaction, making, version, questionnaire)
        return PATH, None

    if _holds_chance(request):
        await once(request, visit, make)
    else:
        async with context.database.transaction() as transaction:
            await make(transaction)
    async with context.database.reading() as transaction:
        record = await find_api_key(transaction, making.key.id)
        reach = Reach.of(frozenset(record.municipalities or ()) if record else frozenset())
        found = await list_rounds(transaction, reach, RoundFilter(current_moment()), after=None, limit=1)
        if not found:
            raise NotFound("unknown_path")
        issued = await list_invitations(
            transaction, found[0].municipality_id, found[0].id, after=None, limit=_MOST_INVITATIONS
        )
    return Made(found[0], issued[-1].issued)


async def _open(transaction: Transaction, making: _Making, version: str, questionnaire: Questionnaire | None) -> None:
    """Make the round; raise `TooManyRequests` where too many were made today."""
    now, wished = current_moment(), making.wished
    seconds = await seconds_until_room(transaction, now)
    if seconds:
        raise TooManyRequests("too_many_requests", seconds=seconds)
    title, municipality = making.names
    wish = GuestWish(wished.questionnaire, version, title, municipality, wished.mode, None, None)
    deed = Deed(making.key.id, Reach.of(frozenset()), now, new_id)
    kept = GuestKey(making.key.id, making.key.secret_hash)
    chance = chance_of(f"code {making.seed}")
    await open_guest_round(transaction, deed, wish, questionnaire, kept, chance=chance)


def _holds_chance(request: Request) -> bool:
    return is_seed(sent_of(request).one(ONCE))


def _require_open(request: Request) -> None:
    if not context_of(request.scope).guest_rounds:
        raise NotFound("guest_rounds_off")
