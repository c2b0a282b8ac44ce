"""Keys: who may do what. A new one is shown once; one that is revoked ends at once.

Only operators whose key reaches every municipality come in: a key that is made here may reach all of them.
"""

from collections.abc import Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid, NotFound
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.edge.principals import SCOPES
from selfcheck_service.edge.problems import Forbidden
from selfcheck_service.use_cases.keys import KeyWish, Secret, list_keys, make_key, revoke_key, state_of
from selfcheck_service.web.compression import HOLDS_SECRET
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of, shown
from selfcheck_service.web.visit import Visit

PATH = "/operate/keys"
_INVALID = 422


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
        ]

    async def keys(self, request: Request, visit: Visit) -> Response:
        """Show every key; secrets are not known to anybody."""
        _require_everywhere(visit)
        now = current_moment()
        found = [(each, state_of(each, now)) for each in await list_keys(context_of(request.scope).database)]
        done = request.query_params.get("done") == "revoked"
        return self._site.page("operate/keys.html", visit, keys=found, done=done)

    async def form(self, request: Request, visit: Visit) -> Response:
        """Show the form for a new key."""
        del request
        return self._form(visit, Sent(), {})

    async def make(self, request: Request, visit: Visit) -> Response:
        """Make a key and show it, this once."""
        _require_everywhere(visit)
        sent, key = sent_of(request), create_key()
        written = sent.one("last_day").strip()
        try:
            last_day = date.fromisoformat(written) if written else None
        except ValueError:
            return self._form(visit, sent, {"last_day": self._site.words(visit).operate.faults["last_day"]})
        names = tuple(sent.one("municipalities").lower().replace(",", " ").split())
        scopes = frozenset(each for each in sent.all("scopes") if each in SCOPES)
        wish = KeyWish(shown(sent.one("name").strip()), scopes, names or None, last_day)
        deed = deed_of(visit.principal, current_moment(), new_id)
        try:
            record = await make_key(context_of(request.scope).database, wish, Secret(key.id, key.secret_hash), deed)
        except InputInvalid as error:
            faulty = dict.fromkeys(problem.location.removeprefix("/") for problem in error.problems)
            texts = self._site.words(visit).operate.faults
            return self._form(visit, sent, {name: texts[name] for name in faulty})
        page = self._site.page("operate/key_made.html", visit, record=record, text=key.text)
        page.headers[HOLDS_SECRET] = "yes"
        return page

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Ask whether a key shall be revoked."""
        _require_everywhere(visit)
        named = request.path_params["id"]
        found = [each for each in await list_keys(context_of(request.scope).database) if each.id == named]
        if not found:
            raise NotFound("unknown_api_key", id=named[:40])
        return self._site.page("operate/key_revoke.html", visit, key=found[0], own=named == visit.principal.caller)

    async def revoke(self, request: Request, visit: Visit) -> Response:
        """Revoke a key, once that was confirmed."""
        _require_everywhere(visit)
        if sent_of(request).one("confirmed") != "yes":
            return await self.ask(request, visit)
        deed = deed_of(visit.principal, current_moment(), new_id)
        await self._known(request)
        await revoke_key(context_of(request.scope).database, request.path_params["id"], deed)
        return self._site.see(visit, PATH, done="revoked")

    async def _known(self, request: Request) -> None:
        named = request.path_params["id"]
        if named not in {each.id for each in await list_keys(context_of(request.scope).database)}:
            raise NotFound("unknown_api_key", id=named[:40])

    def _form(self, visit: Visit, sent: Sent, faults: Mapping[str, str]) -> Response:
        _require_everywhere(visit)
        status = _INVALID if faults else 200
        return self._site.page(
            "operate/key_form.html", visit, status=status, sent=sent, faults=faults, scopes=SCOPES, show=shown
        )


def _require_everywhere(visit: Visit) -> None:
    if not visit.principal.reach.is_everywhere:
        raise Forbidden("scope_missing", scope="operator")
