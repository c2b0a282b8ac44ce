"""The welcome: what people are told before they answer, and the beginning."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from selfcheck_service.edge.context import context_of
from selfcheck_service.use_cases.welcoming import Guest, Welcomed, welcome_guest
from selfcheck_service.web.respond.place import Place, holder_of, language_of, plan_of
from selfcheck_service.web.respond.sheets import field_sheets, progress_of
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent
from selfcheck_service.web.visit import Visit

_CONFLICT = 409


async def greet(
    site: Site,
    request: Request,
    visit: Visit,
    place: Place,
    *,
    changed: bool = False,
    carried: Sequence[tuple[str, str]] = (),
    to: str = "",
) -> Response:
    """Return the welcome. `changed`: the terms have changed since it was read; `carried` is what was typed
    meanwhile on the page `to`.
    """
    told = await welcome_of(request, visit, place)
    language = language_of(visit, place.opening)
    sheets = field_sheets(place, await plan_of(request, place), language, place.standing.answers)
    return site.page(
        "respond/welcome.html",
        visit,
        status=_CONFLICT if changed else 200,
        place=place,
        told=told,
        progress=progress_of(sheets),
        changed=changed,
        carried=carried,
        typed=await site.told(request, visit, Sent.of(carried)),
        to=to or typed_at(request, visit),
    )


def typed_at(request: Request, visit: Visit) -> str:
    """Return the path of the page on which what came along was typed: this one, where none is named in its state."""
    return str(getattr(request.state, "typed_at", visit.here))


async def welcome_of(request: Request, visit: Visit, place: Place) -> Welcomed:
    """Return what people are told, in the language of the page as far as the round has it."""
    context, holder = context_of(request.scope), holder_of(place.round_id, place.held)
    guest = Guest(place.round_id, holder.code_hash, holder.response_id, holder.secret_hash)
    openings = context.responding.openings
    return await welcome_guest(
        context.database, openings, guest, speak=lambda tags: visit.language_of(tuple(tags)), now=place.now
    )
