"""What the members of an open round see together: its release, as whoever facilitates reads it."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.edge.context import context_of
from selfcheck_service.reports.releases.speaker import About
from selfcheck_service.storage.releases import StoredRelease
from selfcheck_service.use_cases.aside import aside
from selfcheck_service.use_cases.ground import Ground
from selfcheck_service.web.files import file_of
from selfcheck_service.web.respond.guard import placed
from selfcheck_service.web.respond.place import Place, submits_in
from selfcheck_service.web.respond.welcome import welcome_of
from selfcheck_service.web.results.seen import see_results
from selfcheck_service.web.results.telling import Teller
from selfcheck_service.web.routing import Site
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.words import voice_of


class Sharing:
    """The release of an open round, for those who have submitted; in other rounds these pages lead to the overview."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        path, site = "/answer/{round_id:uuid}", self._site
        return [
            site.route(f"{path}/result", get=placed(site, self.result), simple=True),
            site.route(f"{path}/result.json", get=placed(site, self.file), simple=True),
        ]

    async def result(self, request: Request, visit: Visit, place: Place) -> Response:
        """Show the release that was made last."""
        if not place.is_member:
            return self._site.see(visit, place.path)
        stored = await newest_for(request, place)
        if stored is None:
            return self._site.page("respond/no_result.html", visit, place=place)
        told, language = await welcome_of(request, visit, place), submits_in(visit, place.opening.round.languages)
        ground = Ground(place.opening.round, stored, place.opening.plan)
        about = About(told.title, told.municipality, context_of(request.scope).demo)
        # A large release takes a while to read, and others are waiting to be answered.
        results = await aside(partial(see_results, ground, stored, about, language))
        return self._site.page(
            "respond/result.html",
            visit,
            place=place,
            told=told,
            results=results,
            least=place.opening.round.minimum_group_size,
            tell=Teller(voice_of(visit.spoken)),
            language=language,
            engine="de" if is_german(language) else "en",
        )

    async def file(self, request: Request, visit: Visit, place: Place) -> Response:
        """Return the bytes of that release, as the API returns them."""
        stored = await newest_for(request, place)
        if stored is None:
            return self._site.see(visit, f"{place.path}/result")
        return file_of(stored.document, "application/json", f"{stored.round_id}-release-{stored.number}.json")


async def newest_for(request: Request, place: Place) -> StoredRelease | None:
    """Return the release that a visitor may read; None where there is none, or none for them."""
    if not place.is_member:
        return None
    return await context_of(request.scope).responding.newest_release(place.row())
