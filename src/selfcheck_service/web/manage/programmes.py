"""Programmes: municipalities that go the same way together."""

import uuid
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.edge.problems import Forbidden
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import programmes as storage
from selfcheck_service.storage.municipalities import GUEST, Municipality, list_municipalities, names_of
from selfcheck_service.storage.rounds import RoundFilter, list_rounds
from selfcheck_service.use_cases.registering import change_programme, register_programme
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage.listing import deed_in, lines_of
from selfcheck_service.web.manage.reading import named_after, place_of
from selfcheck_service.web.once import ONCE, new_chance, once
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of, shown
from selfcheck_service.web.visit import Visit

PATH = "/manage/programmes"
_LISTED, _ROUNDS = 25, 25
# As many as a programme may have; more cannot be chosen from on one page.
_OFFERED = 500
_INVALID = 422


class Programmes:
    """The pages of programmes."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        one = PATH + "/{programme_id:uuid}"
        return [
            self._site.route(PATH, get=self.overview, needs="facilitator"),
            self._site.route(f"{PATH}/new", get=self.ask_new, post=self.register, needs="facilitator"),
            self._site.route(one, get=self.one, needs="facilitator"),
            self._site.route(f"{one}/change", get=self.ask_change, post=self.change, needs="facilitator"),
        ]

    async def overview(self, request: Request, visit: Visit) -> Response:
        """List programmes by name."""
        after = named_after(request.query_params.get("after"))
        async with context_of(request.scope).database.reading() as transaction:
            found = await storage.list_programmes(transaction, visit.principal.reach, after=after, limit=_LISTED + 1)
        last = found[_LISTED - 1] if len(found) > _LISTED else None
        return self._site.page(
            "manage/programmes.html",
            visit,
            found=found[:_LISTED],
            is_later=after is not None,
            following=None if last is None else place_of(last.name, last.id),
        )

    async def one(self, request: Request, visit: Visit) -> Response:
        """Show a programme with its members and its newest rounds."""
        now, reach = current_moment(), visit.principal.reach
        async with context_of(request.scope).database.reading() as transaction:
            found = await storage.get_programme(transaction, reach, request.path_params["programme_id"])
            members = await storage.list_members(transaction, reach, found.id)
            rounds = await list_rounds(
                transaction, reach, RoundFilter(now, programme_id=found.id), after=None, limit=_ROUNDS
            )
            names = await names_of(transaction, {each.municipality_id for each in rounds})
            beyond = await storage.has_members_beyond(transaction, reach, found.id)
        return self._site.page(
            "manage/programme.html",
            visit,
            programme=found,
            members=members,
            rounds=lines_of(rounds, names, now),
            may_change=not beyond,
        )

    async def ask_new(self, request: Request, visit: Visit) -> Response:
        """Ask for a name and for the municipalities that take part."""
        return await self._form(request, visit, Sent(), NOTHING, None)

    async def register(self, request: Request, visit: Visit) -> Response:
        """Register a programme and lead to it, or name every fault at its field."""
        sent = sent_of(request)
        reader, name, members = _read(sent)

        async def make(transaction: Transaction) -> tuple[str, uuid.UUID]:
            made = await register_programme(transaction, deed_in(visit), name, members)
            reader.require()
            return f"{PATH}/{made}", made

        try:
            path, _ = await once(request, visit, make)
        except InputInvalid as invalid:
            return await self._form(request, visit, sent, self._told(visit, reader, invalid), None)
        return self._site.see(visit, path)

    async def ask_change(self, request: Request, visit: Visit) -> Response:
        """Show what is stored, to be changed."""
        reach = visit.principal.reach
        async with context_of(request.scope).database.reading() as transaction:
            found = await _get(transaction, request, visit)
            members = await storage.list_members(transaction, reach, found.id)
        pairs = [("name", found.name), *(("municipalities", str(each.id)) for each in members)]
        return await self._form(request, visit, Sent.of(pairs), NOTHING, found)

    async def change(self, request: Request, visit: Visit) -> Response:
        """Change a programme, or name every fault at its field."""
        sent, database = sent_of(request), context_of(request.scope).database
        async with database.reading() as transaction:
            before = await _get(transaction, request, visit)
        reader, name, members = _read(sent)
        try:
            async with database.transaction() as transaction:
                stored = await _get(transaction, request, visit, to_change=True)
                await change_programme(transaction, deed_in(visit), stored.id, name, members)
                reader.require()
        except InputInvalid as invalid:
            return await self._form(request, visit, sent, self._told(visit, reader, invalid), before)
        return self._site.see(visit, f"{PATH}/{before.id}")

    def _told(self, visit: Visit, reader: Reader, invalid: InputInvalid) -> Told:
        words = self._site.words(visit)
        known = {each.location for each in reader.problems}
        problems: list[Problem] = [*reader.problems, *(each for each in invalid.problems if each.location not in known)]
        return told(problems, words.programmes.fields, words.manage, visit.spoken)

    async def _form(
        self, request: Request, visit: Visit, sent: Sent, faults: Told, before: storage.Programme | None
    ) -> Response:
        async with context_of(request.scope).database.reading() as transaction:
            offered: Sequence[Municipality] = await list_municipalities(
                transaction, visit.principal.reach, limit=_OFFERED + 1
            )
        return self._site.page(
            "manage/programme_form.html",
            visit,
            status=_INVALID if faults.summary else 200,
            name=shown(sent.one("name")),
            chosen=sent.all("municipalities"),
            offered=[each for each in offered[:_OFFERED] if each.type != GUEST],
            is_cut=len(offered) > _OFFERED,
            faults=faults,
            before=before,
            once=sent.one(ONCE) or new_chance(),
        )


async def _get(
    transaction: Transaction, request: Request, visit: Visit, *, to_change: bool = False
) -> storage.Programme:
    """Return the programme, where whoever asks may change it."""
    reach, named = visit.principal.reach, request.path_params["programme_id"]
    found = await storage.get_programme(transaction, reach, named, to_change=to_change)
    if await storage.has_members_beyond(transaction, reach, found.id):
        raise Forbidden("programme_reaches_further")
    return found


def _read(sent: Sent) -> tuple[Reader, str, list[uuid.UUID]]:
    reader = Reader(sent)
    members: list[uuid.UUID] = []
    for each in sent.all("municipalities"):
        try:
            members.append(uuid.UUID(each))
        except ValueError:
            reader.problems.append(Problem("/municipalities", "unknown_municipality", {"id": shown(each[:40])}))
    return reader, reader.name("name", needed=True) or "–", members
