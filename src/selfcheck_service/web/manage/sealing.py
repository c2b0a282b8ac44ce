"""Making the release of a round: first what will be visible and what cannot be undone, then the deed."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.releases import fewest_responses
from selfcheck_service.core.releases.outlook import Outlook, asks_too_few, outlook
from selfcheck_service.core.releases.policy import SMALLEST_BLOCK
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.use_cases.sealing import Sealer
from selfcheck_service.web.manage.listing import deed_in, moment_here
from selfcheck_service.web.manage.round_page import Known, know
from selfcheck_service.web.manage.rounds import PATH
from selfcheck_service.web.routing import Site
from selfcheck_service.web.visit import Visit

_CONFLICT = 409


class Sealing:
    """The page on which a round is released."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of this page."""
        path = PATH + "/{round_id:uuid}/release"
        return [self._site.route(path, get=self.preview, post=self.seal, needs="facilitator")]

    async def preview(self, request: Request, visit: Visit) -> Response:
        """Show what will be visible, as far as that follows from participation."""
        return self._page(visit, await know(request, visit, current_moment()))

    async def seal(self, request: Request, visit: Visit) -> Response:
        """Make the release and lead to it, or say why there is none."""
        context = context_of(request.scope)
        known = await know(request, visit, current_moment())
        try:
            sealed = await Sealer(context.database, context.plans, deed_in(visit)).seal(known.row.id)
        except Conflict as conflict:
            return self._page(visit, known, conflict=conflict.problem.message(visit.spoken))
        return self._site.see(visit, f"{known.path}/releases/{sealed.release.number}")

    def _page(self, visit: Visit, known: Known, conflict: str | None = None) -> Response:
        row = known.row
        fewest = fewest_responses(row.terms)
        return self._site.page(
            "manage/round_release.html",
            visit,
            status=200 if conflict is None else _CONFLICT,
            known=known,
            conflict=conflict,
            closes=moment_here(row.closes_at, visit),
            fewest=fewest,
            block=max(SMALLEST_BLOCK, fewest),
            codes_left=sum(each.left for each in known.participation),
            outlook=_outlook(known) if row.mode == "confidential" else None,
            few_urgent=row.mode == "confidential"
            and asks_too_few(known.urgency_asked, _redeemed(known), known.submitted),
            may_seal=known.release is None and known.stand in ("closed", "released") and known.submitted >= fewest,
        )


def _outlook(known: Known) -> Outlook:
    """Return what is sure of the release."""
    return outlook(_redeemed(known), known.submitted, known.row.minimum_group_size or 0)


def _redeemed(known: Known) -> list[int]:
    """Return the used codes of each perspective; those that the round does not name have none."""
    named = known.row.perspectives or ("",)
    return [next((each.redeemed for each in known.participation if each.perspective == name), 0) for name in named]
