"""How the service is doing, and what is deleted when."""

from collections.abc import Iterator
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.edge.context import context_of
from selfcheck_service.storage.audit import HOUSEKEEPING, list_events
from selfcheck_service.storage.keeping import Coming, count_things, list_coming
from selfcheck_service.use_cases.days import expires_on
from selfcheck_service.use_cases.readiness import find_readiness
from selfcheck_service.web.routing import Site
from selfcheck_service.web.visit import Visit

# So many rounds stand in the list of what is deleted next.
_COMING = 200


class OperatorPages:
    """The pages on which operators look; what they change has pages of its own."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._site.route("/operate", get=self.status, needs="operator"),
            self._site.route("/operate/keeping", get=self.keeping, needs="operator"),
        ]

    async def status(self, request: Request, visit: Visit) -> Response:
        """Show whether the service can work, and how much there is in it."""
        context = context_of(request.scope)
        ready, counts = await find_readiness(context.database), None
        if visit.principal.reach.is_everywhere and ready.fits:
            async with context.database.reading() as transaction:
                counts = await count_things(transaction)
        is_sqlite = context.database.is_sqlite
        return self._site.page("operate/status.html", visit, ready=ready, counts=counts, is_sqlite=is_sqlite)

    async def keeping(self, request: Request, visit: Visit) -> Response:
        """Show on which days what is deleted, and on which day housekeeping last did anything."""
        reach = visit.principal.reach
        async with context_of(request.scope).database.reading() as transaction:
            coming = await list_coming(transaction, reach, limit=_COMING + 1)
            last = await list_events(transaction, reach, actor=HOUSEKEEPING, limit=1)
        rows = [(day, each, is_all) for each in coming[:_COMING] for day, is_all in _days_of(each)]
        return self._site.page(
            "operate/keeping.html",
            visit,
            rows=sorted(rows, key=lambda row: (row[0], row[1].id, row[2])),
            more=len(coming) > _COMING,
            last=last[0].at.date() if last else None,
            may_run=reach.is_everywhere,
            may_follow=visit.principal.may("facilitator"),
        )


def _days_of(coming: Coming) -> Iterator[tuple[date, bool]]:
    """Yield the days on which something of a round is deleted, each with whether that is all of it."""
    expires = expires_on(coming.closes_at, coming.retention_days)
    if coming.holds_responses and (coming.erase_on is None or expires < coming.erase_on):
        yield expires, False
    if coming.erase_on is not None:
        yield coming.erase_on, True
