"""The home of those who have signed in."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.rounds.states import RoundState
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.edge.principals import SCOPES
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.api_keys import find_api_key
from selfcheck_service.storage.municipalities import names_of
from selfcheck_service.storage.rounds import RoundFilter, RoundRow, list_rounds
from selfcheck_service.use_cases.days import is_expired
from selfcheck_service.web.manage.listing import Line, lines_of
from selfcheck_service.web.routing import Site
from selfcheck_service.web.visit import Visit

_NEWEST = 5
# Of each state so many are looked at; None is any state.
_LOOKED_AT = 20
_FIRST: tuple[RoundState | None, ...] = ("closed", "open", None)


class Home:
    """The pages behind the sign-in that belong to nobody in particular."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [self._site.route("/manage", get=self.home, needs="key")]

    async def home(self, request: Request, visit: Visit) -> Response:
        """Show what the key may do, and the ways there; whoever tries a round out comes to that round."""
        context = context_of(request.scope)
        async with context.database.reading() as transaction:
            key = await find_api_key(transaction, visit.principal.caller)
            tried = await _tried(transaction, visit) if visit.principal.is_guest else None
        if key is None:
            # Deleted a moment ago, with a round that was only being tried.
            raise NotFound("unknown_api_key", id=visit.principal.caller)
        if tried is not None:
            return self._site.see(visit, f"/manage/rounds/{tried.id}")
        lines = await self._newest(request, visit) if visit.principal.may("facilitator") else None
        scopes = tuple(scope for scope in SCOPES if visit.principal.may(scope))
        return self._site.page("manage/home.html", visit, key=key, scopes=scopes, lines=lines)

    async def _newest(self, request: Request, visit: Visit) -> list[Line]:
        """Return rounds with what is to be done next: what runs or waits for its result first, then the newest."""
        now, reach = current_moment(), visit.principal.reach
        async with context_of(request.scope).database.reading() as transaction:
            listed = [
                await list_rounds(transaction, reach, RoundFilter(now, state=state), after=None, limit=_LOOKED_AT)
                for state in _FIRST
            ]
        waiting = [[each for each in rows if _waits(each, now)] for rows in listed[:-1]]
        found = list({each.id: each for rows in (*waiting, listed[-1]) for each in rows}.values())[:_NEWEST]
        async with context_of(request.scope).database.reading() as transaction:
            names = await names_of(transaction, {each.municipality_id for each in found})
        return lines_of(found, names, now)


async def _tried(transaction: Transaction, visit: Visit) -> RoundRow | None:
    """Return the round of a key for trying one out; None where the key only bears the name of one."""
    wanted = RoundFilter(current_moment())
    found = await list_rounds(transaction, visit.principal.reach, wanted, after=None, limit=1)
    return next((each for each in found if each.erase_on is not None), None)


def _waits(row: RoundRow, now: datetime) -> bool:
    """Tell whether there is still something to be done: neither is it released, nor are its responses deleted."""
    return row.sealed_at is None and not is_expired(row.closes_at, row.retention_days, now)
