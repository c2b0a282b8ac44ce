"""What all pages of this area share: the round they are about, what it rests on, and the way of a request there."""

import re
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.edge.context import Context, context_of
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.storage.municipalities import Municipality, get_municipality
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.ground import Ground, find_ground
from selfcheck_service.web.results.telling import Teller
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of
from selfcheck_service.web.visit import Visit

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ROUND = "/manage/rounds/{round_id}"


@dataclass(frozen=True, slots=True)
class Call:
    """A request for a page about a round that has been released: who asks, for what, and what it rests on."""

    request: Request
    visit: Visit
    context: Context
    deed: Deed
    ground: Ground
    place: Municipality

    @property
    def row(self) -> RoundRow:
        """Return the round."""
        return self.ground.row

    @property
    def municipality(self) -> str:
        """Return the name of its municipality."""
        return self.place.name

    @property
    def is_district(self) -> bool:
        """Tell whether that is a Landkreis, which has no council but a Kreistag."""
        return self.place.type == "district"

    @property
    def sent(self) -> Sent:
        """Return what the form has sent."""
        return sent_of(self.request)

    @property
    def path(self) -> str:
        """Return the path of the round's own page."""
        return f"/manage/rounds/{self.row.id}"

    @property
    def language(self) -> str:
        """Return the language in which texts of the questionnaire are shown."""
        return self.visit.language_of(self.ground.plan.languages)

    @property
    def engine(self) -> str:
        """Return the language of what the service says beside texts in that language."""
        return "de" if is_german(self.language) else "en"

    def asked(self, name: str) -> str:
        """Return a parameter of the address, "" where it is not there."""
        return self.request.query_params.get(name, "")


Answer = Callable[[Call], Awaitable[Response]]


class Rooms:
    """Makes the routes of this area, and its pages."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def route(self, path: str, *, get: Answer | None = None, post: Answer | None = None) -> Route:
        """Return a route below that of a round, for facilitators whose key reaches the municipality."""
        return self.site.route(
            _ROUND + path, get=get and self._called(get), post=post and self._called(post), needs="facilitator"
        )

    def page(self, template: str, call: Call, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 - what templates take
        """Return a page about a round."""
        shared: dict[str, Any] = {
            "call": call,
            "tell": Teller(call.visit.spoken),
            "language": call.language,
            "engine": call.engine,
        }
        return self.site.page(f"manage_results/{template}", call.visit, status=status, **shared, **values)

    def see(self, call: Call, path: str, **parameters: str) -> Response:
        """Return what leads on to another page of the round."""
        return self.site.see(call.visit, f"{call.path}{path}", **parameters)

    def _called(self, answer: Answer) -> Callable[[Request, Visit], Awaitable[Response]]:
        async def called(request: Request, visit: Visit) -> Response:
            context = context_of(request.scope)
            round_id = id_in(request, "round_id", "unknown_round")
            deed = deed_of(visit.principal, current_moment(), new_id)
            async with context.database.reading() as transaction:
                row = await get_round(transaction, deed.reach, round_id)
                municipality = await get_municipality(transaction, deed.reach, row.municipality_id)
            try:
                ground = await find_ground(context.database, context.plans, deed.reach, round_id, withdrawn_too=True)
            except Conflict:
                return self.site.page("manage_results/nothing.html", visit, row=row, withdrawn=False)
            return await answer(Call(request, visit, context, deed, ground, municipality))

        return called

    def withdrawn(self, call: Call) -> Response:
        """Return the page that says that the release of this round was withdrawn."""
        return self.site.page("manage_results/nothing.html", call.visit, row=call.row, withdrawn=True)


def id_in(request: Request, name: str, code: str) -> uuid.UUID:
    """Return an id that stands in the path; raise `NotFound` where it is none, as where there is nothing of that id."""
    text = str(request.path_params[name])
    found = id_of(text)
    if found is None:
        raise NotFound(code, id=text[:40])
    return found


def id_of(text: str) -> uuid.UUID | None:
    """Return the id that a text is, None where it is none."""
    return uuid.UUID(text) if _ID.fullmatch(text) else None
