"""What all pages of somebody who answers share: who may see them, and where everybody else is led.

Whatever goes wrong on the way, nothing that was typed is lost: the page that says so carries it along.
"""

import uuid
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from selfcheck_service.core.definition.problems import AccessRefused, Conflict, Erased, NotFound
from selfcheck_service.web.held import held_of, hold, let_go, value_of
from selfcheck_service.web.respond.entering import ask_code
from selfcheck_service.web.respond.place import Place, find_place
from selfcheck_service.web.respond.welcome import greet, typed_at
from selfcheck_service.web.routing import Answer, Site
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit

PlacedAnswer = Callable[[Request, Visit, Place], Awaitable[Response]]
_UNAUTHENTICATED = 401
_SHUT = ("round_closed", "round_not_open")
# Another window was faster, each time that it was tried.
_OVERTAKEN = ("revision_differs", "response_differs")


def placed(site: Site, answer: PlacedAnswer) -> Answer:
    """Return a page for those who hold something in the round of the path; others are asked for code or key first."""

    async def answered(request: Request, visit: Visit) -> Response:
        round_id: uuid.UUID = request.path_params["round_id"]
        try:
            place = await find_place(request)
            if place is None:
                return await _ask(site, request, visit, round_id, why=None)
            request.state.place = place
            response = await answer(request, fitting(visit, place), place)
        except Erased:
            response = site.see(visit, "/answer/erased")
            let_go(response, visit, "answer", round_id)
            return response
        except (AccessRefused, NotFound) as error:
            if isinstance(error, NotFound) and error.problem.code != "unknown_response":
                raise
            held = held_of(request, "answer", round_id)
            # With an access code nothing was kept yet: the code is used up by others, or taken back.
            why = "unknown" if held is None or held.code is None else "spent"
            response = await _ask(site, request, visit, round_id, why=why)
            let_go(response, visit, "answer", round_id)
            return response
        except Conflict as conflict:
            response = await _refused(site, request, visit, conflict)
        now: Place = request.state.place
        if now.held != held_of(request, "answer", round_id):
            hold(response, visit, "answer", round_id, now.held)
        return response

    return answered


def fitting(visit: Visit, place: Place) -> Visit:
    """Return the visit whose forms fit the cookie that the browser has after this answer."""
    return visit.with_proof(value_of(place.round_id, place.held))


async def _refused(site: Site, request: Request, visit: Visit, conflict: Conflict) -> Response:
    """Return the page that says why nothing was kept now, with what was typed."""
    before: Place = request.state.place
    place = await find_place(request, before.held, anew=True) or before
    visit, sent = fitting(visit, place), sent_of(request)
    if conflict.problem.code == "terms_changed":
        return await greet(site, request, visit, place, changed=True, carried=sent.pairs)
    if conflict.problem.code in _SHUT:
        typed = await site.told(request, visit, sent)
        return site.page("respond/shut.html", visit, status=409, place=place, typed=typed)
    if conflict.problem.code in _OVERTAKEN:
        return site.ask_again(visit, sent, why="unproved", told=await site.told(request, visit, sent))
    raise conflict


async def _ask(site: Site, request: Request, visit: Visit, round_id: uuid.UUID, *, why: str | None) -> Response:
    posted = request.method == "POST"
    # Only the page that invitations link to is there for everybody; whoever opens another one is told why it asks.
    is_inside = request.url.path.removeprefix(visit.prefix) != f"/answer/{round_id}"
    carried = sent_of(request).pairs if posted else ()
    note = why if why == "spent" else "lost" if posted else why or ("needed" if is_inside else None)
    return ask_code(
        site,
        visit,
        round_id=round_id,
        note=note,
        carried=carried,
        told=await site.told(request, visit, sent_of(request)),
        to=typed_at(request, visit),
        status=_UNAUTHENTICATED if posted or is_inside else 200,
    )
