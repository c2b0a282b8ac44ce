"""What the site says of itself: how accessible it is, and what it keeps of those who visit it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.edge.context import context_of
from selfcheck_service.web.routing import Site
from selfcheck_service.web.visit import Visit

_FRESH = "private, no-cache"


class Statements:
    """The statement on accessibility, and that on privacy."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._site.route("/accessibility", get=self.accessibility),
            self._site.route("/privacy", get=self.privacy),
        ]

    async def accessibility(self, request: Request, visit: Visit) -> Response:
        """Show what was tried with whom, what was not, and who listens to complaints."""
        return self._show(request, visit, self._site.words(visit).accessibility)

    async def privacy(self, request: Request, visit: Visit) -> Response:
        """Show what cookies and logs there are."""
        return self._show(request, visit, self._site.words(visit).privacy)

    def _show(self, request: Request, visit: Visit, said: object) -> Response:
        contact = context_of(request.scope).contact
        address = contact if "/" in contact or not contact else f"mailto:{contact}"
        hours = context_of(request.scope).sessions.longest_hours
        return self._site.page(
            "statement.html", visit, cache=_FRESH, said=said, contact=contact, address=address, hours=hours
        )
