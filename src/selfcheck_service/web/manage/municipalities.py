"""Municipalities: found, registered and changed."""

from datetime import date
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid
from selfcheck_service.core.rounds.municipal_keys import LANDS, MUNICIPALITY_TYPES, SIZE_CLASSES, MunicipalityType
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import municipalities as storage
from selfcheck_service.storage.municipalities import GUEST, Municipality
from selfcheck_service.storage.rounds import RoundFilter, list_rounds
from selfcheck_service.use_cases.registering import Particulars, change_municipality, register_municipality
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage.listing import deed_in, lines_of
from selfcheck_service.web.manage.reading import named_after, place_of, search_in
from selfcheck_service.web.once import ONCE, new_chance, once
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of, shown
from selfcheck_service.web.visit import Visit

PATH = "/manage/municipalities"
_LISTED, _ROUNDS = 25, 10
_INVALID = 422
_MEMBERS = ("name", "type", "size_class", "land", "official_key", "official_key_on")


class Municipalities:
    """The pages of municipalities."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        one = PATH + "/{municipality_id:uuid}"
        return [
            self._site.route(PATH, get=self.overview, needs="facilitator"),
            self._site.route(f"{PATH}/new", get=self.ask_new, post=self.register, needs="facilitator"),
            self._site.route(one, get=self.one, needs="facilitator"),
            self._site.route(f"{one}/change", get=self.ask_change, post=self.change, needs="facilitator"),
        ]

    async def overview(self, request: Request, visit: Visit) -> Response:
        """List municipalities in reach by name, those that are looked for."""
        after, search = named_after(request.query_params.get("after")), search_in(request.query_params.get("search"))
        async with context_of(request.scope).database.reading() as transaction:
            found = await storage.list_municipalities(
                transaction, visit.principal.reach, search=search, after=after, limit=_LISTED + 1
            )
        last = found[_LISTED - 1] if len(found) > _LISTED else None
        return self._site.page(
            "manage/municipalities.html",
            visit,
            found=found[:_LISTED],
            titles=_titles(visit),
            may_register=_may_register(visit),
            search=search or "",
            is_later=after is not None,
            following=None if last is None else place_of(last.name, last.id),
        )

    async def one(self, request: Request, visit: Visit) -> Response:
        """Show a municipality with its newest rounds."""
        now = current_moment()
        async with context_of(request.scope).database.reading() as transaction:
            found = await _get(transaction, request, visit)
            wanted = RoundFilter(now, found.id)
            rounds = await list_rounds(transaction, visit.principal.reach, wanted, after=None, limit=_ROUNDS + 1)
        return self._site.page(
            "manage/municipality.html",
            visit,
            municipality=found,
            titles=_titles(visit),
            rounds=lines_of(rounds[:_ROUNDS], {found.id: found.name}, now),
            is_more=len(rounds) > _ROUNDS,
        )

    async def ask_new(self, request: Request, visit: Visit) -> Response:
        """Ask for what is to be registered; lead to the list, which says why, whoever may register nothing."""
        del request
        if not _may_register(visit):
            return self._site.see(visit, PATH)
        return self._form(visit, Sent(), NOTHING, None)

    async def register(self, request: Request, visit: Visit) -> Response:
        """Register a municipality and lead to it, or name every fault at its field."""
        sent = sent_of(request)
        reader, said = _read(sent)

        async def make(transaction: Transaction) -> tuple[str, Municipality]:
            made = await register_municipality(transaction, deed_in(visit), said)
            reader.require()
            return f"{PATH}/{made.id}", made

        try:
            path, _ = await once(request, visit, make)
        except InputInvalid as invalid:
            return self._form(visit, sent, self._told(visit, reader, invalid), None)
        return self._site.see(visit, path)

    async def ask_change(self, request: Request, visit: Visit) -> Response:
        """Show what is stored, to be changed."""
        async with context_of(request.scope).database.reading() as transaction:
            found = await _get(transaction, request, visit)
        return self._form(visit, _sent_of(found), NOTHING, found)

    async def change(self, request: Request, visit: Visit) -> Response:
        """Change a municipality, or name every fault at its field."""
        sent, database = sent_of(request), context_of(request.scope).database
        async with database.reading() as transaction:
            before = await _get(transaction, request, visit)
        reader, said = _read(sent, guest=before.type == GUEST)
        try:
            async with database.transaction() as transaction:
                stored = await _get(transaction, request, visit, to_change=True)
                await change_municipality(transaction, deed_in(visit), stored, said)
                reader.require()
        except InputInvalid as invalid:
            return self._form(visit, sent, self._told(visit, reader, invalid), before)
        return self._site.see(visit, f"{PATH}/{before.id}")

    def _told(self, visit: Visit, reader: Reader, invalid: InputInvalid) -> Told:
        words = self._site.words(visit)
        known = {each.location for each in reader.problems}
        if "/type" in known:
            # What key it may have follows from the type.
            known.add("/official_key")
        problems = [*reader.problems, *(each for each in invalid.problems if each.location not in known)]
        return told(problems, words.places.fields, words.manage, visit.spoken)

    def _form(self, visit: Visit, sent: Sent, faults: Told, before: Municipality | None) -> Response:
        return self._site.page(
            "manage/municipality_form.html",
            visit,
            status=_INVALID if faults.summary else 200,
            typed={name: shown(sent.one(name)) for name in _MEMBERS},
            titles=_titles(visit),
            faults=faults,
            before=before,
            keys=sorted(visit.principal.reach.official_keys or ()),
            once=sent.one(ONCE) or new_chance(),
        )


def _may_register(visit: Visit) -> bool:
    """Tell whether a municipality can be registered with this key: any, or those whose official key it names."""
    reach = visit.principal.reach
    return reach.is_everywhere or bool(reach.official_keys)


async def _get(transaction: Transaction, request: Request, visit: Visit, *, to_change: bool = False) -> Municipality:
    named = request.path_params["municipality_id"]
    return await storage.get_municipality(transaction, visit.principal.reach, named, to_change=to_change)


def _read(sent: Sent, *, guest: bool = False) -> tuple[Reader, Particulars]:
    """Return what a form says, and the reader with what could not be understood."""
    reader = Reader(sent)
    name = reader.name("name", needed=True) or "–"
    if guest:
        return reader, Particulars(name, GUEST)
    types = [each for each in MUNICIPALITY_TYPES if each != GUEST]
    found = cast("MunicipalityType | None", reader.choice("type", types, needed=True))
    on: date | None = reader.day("official_key_on")
    said = Particulars(
        name=name,
        type=found or "municipality_in_district",
        size_class=sent.one("size_class") or None,
        land=sent.one("land") or None,
        official_key=sent.one("official_key").strip() or None,
        official_key_on=on,
    )
    return reader, said


def _sent_of(stored: Municipality) -> Sent:
    values = {name: getattr(stored, name) for name in _MEMBERS}
    return Sent.of((name, str(value)) for name, value in values.items() if value is not None)


def _titles(visit: Visit) -> dict[str, dict[str, str]]:
    """Return what types, Länder and size classes are called, in the language of the page."""
    place = 0 if visit.spoken == "de" else 1
    return {
        "type": {key: names[place] for key, names in MUNICIPALITY_TYPES.items()},
        "land": {number: names[place] for number, names in LANDS.items()},
        "size_class": {each.key: each.title[place] for each in SIZE_CLASSES},
    }
