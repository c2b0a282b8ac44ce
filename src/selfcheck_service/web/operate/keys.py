"""Keys: who may do what. A new one is shown once; one that is revoked or replaced ends when it is said.

Only operators whose key reaches every municipality come in: a key that is made here may reach all of them.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import Conflict, InputInvalid, NotFound
from selfcheck_service.core.rounds.spoken import spoken_day, spoken_moment
from selfcheck_service.edge.api_keys import create_key, is_key_id
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.edge.principals import SCOPES
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.api_keys import ApiKeyRecord, find_api_key
from selfcheck_service.storage.municipalities import names_of
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.keys import (
    KeyWish,
    Secret,
    add_key,
    end_of_day,
    list_keys,
    replace_key,
    revoke_key,
    state_of,
)
from selfcheck_service.web.compression import HOLDS_SECRET
from selfcheck_service.web.days import read_day
from selfcheck_service.web.once import ONCE, new_chance, once
from selfcheck_service.web.operate.key_places import SEARCH, STEP, offered_for, place_fault, places_in
from selfcheck_service.web.operate.rights import require_everywhere
from selfcheck_service.web.operate.searching import id_in
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of, shown
from selfcheck_service.web.visit import Visit

PATH = "/operate/keys"
# For how many hours the old key may go on beside the new one: not at all, a day, a week, thirty days.
GRACES = (0, 24, 168, 720)
_INVALID, _CONFLICT = 422, 409


class KeyPages:
    """The pages of keys."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._site.route(PATH, get=self.keys, needs="operator"),
            self._site.route(f"{PATH}/new", get=self.form, post=self.make, needs="operator"),
            self._site.route(f"{PATH}/{{id}}/revoke", get=self.ask, post=self.revoke, needs="operator"),
            self._site.route(f"{PATH}/{{id}}/rotate", get=self.replacing, post=self.replace, needs="operator"),
        ]

    async def keys(self, request: Request, visit: Visit) -> Response:
        """Show every key; secrets are not known to anybody."""
        require_everywhere(visit)
        now = current_moment()
        database = context_of(request.scope).database
        listed = await list_keys(database)
        named = {name: place for each in listed for name in each.municipalities or () if (place := id_in(name))}
        async with database.reading() as transaction:
            names = await names_of(transaction, set(named.values()))
        found = [
            # Who is known by an official key is known to people by that; an id says nothing to anybody.
            (
                each,
                state_of(each, now),
                _end(each.expires_at, visit),
                [names.get(named[n], n) if n in named else n for n in each.municipalities or ()],
            )
            for each in listed
        ]
        done = request.query_params.get("done") == "revoked"
        return self._site.page("operate/keys.html", visit, keys=found, done=done)

    async def form(self, request: Request, visit: Visit) -> Response:
        """Show the form for a new key."""
        return await self._form(request, visit, Sent(), {})

    async def make(self, request: Request, visit: Visit) -> Response:
        """Make a key and show it, this once."""
        require_everywhere(visit)
        sent, key = sent_of(request), create_key()
        if sent.one(STEP) == SEARCH:
            return await self._form(request, visit, sent, {})
        scopes, last_day = frozenset(sent.all("scopes")), read_day(sent.one("last_day").strip())
        texts, misread = self._site.words(visit).operate.faults, dict(_misread(sent))
        if misread:
            return await self._form(request, visit, sent, {field: texts[fault] for field, fault in misread.items()})
        wish = KeyWish(shown(sent.one("name").strip()), scopes, places_in(sent) or None, last_day)
        deed = deed_of(visit.principal, current_moment(), new_id)

        async def add(transaction: Transaction) -> tuple[str, ApiKeyRecord]:
            return f"{PATH}/{key.id}", await add_key(transaction, wish, Secret(key.id, key.secret_hash), deed)

        try:
            path, record = await once(request, visit, add)
        except InputInvalid as error:
            faulty = dict.fromkeys(problem.location.removeprefix("/") for problem in error.problems)
            return await self._form(request, visit, sent, {name: texts[name] for name in faulty})
        if record is None:
            return await self._shown_before(request, visit, path)
        return self._made(visit, record, key.text)

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Ask whether a key shall be revoked."""
        require_everywhere(visit)
        found = await _known(request)
        return self._site.page("operate/key_revoke.html", visit, key=found, own=found.id == visit.principal.caller)

    async def revoke(self, request: Request, visit: Visit) -> Response:
        """Revoke a key, once that was confirmed."""
        require_everywhere(visit)
        if sent_of(request).one("confirmed") != "yes":
            return await self.ask(request, visit)
        deed = deed_of(visit.principal, current_moment(), new_id)
        await _known(request)
        await revoke_key(context_of(request.scope).database, request.path_params["id"], deed)
        return self._site.see(visit, PATH, done="revoked")

    async def replacing(self, request: Request, visit: Visit) -> Response:
        """Ask for how long a key shall go on beside the one that replaces it."""
        require_everywhere(visit)
        return self._ask_how_long(visit, await _known(request), Sent(), None)

    async def replace(self, request: Request, visit: Visit) -> Response:
        """Make a key with the rights of an old one and show it, this once; the old one ends when it was said."""
        require_everywhere(visit)
        sent, key, old = sent_of(request), create_key(), await _known(request)
        faults, grace = self._site.words(visit).operate.rotate_faults, sent.one("grace")
        if grace not in [str(each) for each in GRACES]:
            return self._ask_how_long(visit, old, sent, faults["grace"])
        deed = deed_of(visit.principal, current_moment(), new_id)

        async def add(transaction: Transaction) -> tuple[str, ApiKeyRecord]:
            secret = Secret(key.id, key.secret_hash)
            return f"{PATH}/{key.id}", await replace_key(transaction, old.id, int(grace), secret, deed)

        try:
            path, record = await once(request, visit, add)
        except Conflict as error:
            return self._ask_how_long(visit, old, sent, faults[error.problem.code], status=_CONFLICT)
        if record is None:
            return await self._shown_before(request, visit, path)
        return self._made(visit, record, key.text, old=await _known(request))

    async def _shown_before(self, request: Request, visit: Visit, path: str) -> Response:
        """Say that this form has made a key before, which nobody can be shown again; another one can replace it."""
        async with context_of(request.scope).database.reading() as transaction:
            record = await find_api_key(transaction, path.removeprefix(f"{PATH}/"))
        if record is None:
            raise NotFound("unknown_api_key", id="")
        usable = state_of(record, current_moment()) == "active"
        return self._site.page("operate/key_shown.html", visit, status=_CONFLICT, record=record, usable=usable)

    def _made(self, visit: Visit, record: ApiKeyRecord, text: str, *, old: ApiKeyRecord | None = None) -> Response:
        page = self._site.page(
            "operate/key_made.html",
            visit,
            record=record,
            text=text,
            end=_end(record.expires_at, visit),
            old=old,
            old_end=None if old is None or old.revoked_at is not None else _end(old.expires_at, visit),
        )
        page.headers[HOLDS_SECRET] = "yes"
        return page

    def _ask_how_long(
        self, visit: Visit, old: ApiKeyRecord, sent: Sent, fault: str | None, *, status: int = _INVALID
    ) -> Response:
        now = current_moment()
        return self._site.page(
            "operate/key_rotate.html",
            visit,
            status=200 if fault is None else status,
            key=old,
            end=_end(old.expires_at, visit),
            own=old.id == visit.principal.caller,
            graces=[(hours, _end(now + timedelta(hours=hours), visit)) for hours in GRACES],
            chosen=sent.one("grace"),
            fault=fault,
            once=shown(sent.one(ONCE)) or new_chance(),
            usable=state_of(old, now) == "active",
        )

    async def _form(self, request: Request, visit: Visit, sent: Sent, faults: Mapping[str, str]) -> Response:
        require_everywhere(visit)
        async with context_of(request.scope).database.reading() as transaction:
            offered = await offered_for(transaction, sent)
        status = _INVALID if faults else 200
        return self._site.page(
            "operate/key_form.html",
            visit,
            status=status,
            sent=sent,
            faults=faults,
            scopes=SCOPES,
            offered=offered,
            show=shown,
            once=sent.one(ONCE) or new_chance(),
        )


def _misread(sent: Sent) -> Iterator[tuple[str, str]]:
    """Yield field and name of the words for what cannot be understood at all."""
    if not frozenset(sent.all("scopes")) <= frozenset(SCOPES):
        yield "scopes", "scopes"
    misplaced = place_fault(sent)
    if misplaced is not None:
        yield misplaced
    last_day = sent.one("last_day").strip()
    if last_day and read_day(last_day) is None:
        yield "last_day", "last_day"


async def _known(request: Request) -> ApiKeyRecord:
    named = request.path_params["id"]
    async with context_of(request.scope).database.reading() as transaction:
        found = await find_api_key(transaction, named) if is_key_id(named) else None
    if found is None:
        raise NotFound("unknown_api_key", id=shown(named[:40]))
    return found


def _end(moment: datetime | None, visit: Visit) -> str | None:
    """Return when a key ends, in words: its last day, or the minute where that is not the end of a day."""
    if moment is None:
        return None
    last_day = moment.astimezone(UTC).date()
    if moment == end_of_day(last_day):
        return spoken_day(last_day, visit.spoken)
    return spoken_moment(moment.astimezone(HERE), visit.spoken)
