"""Coming into a ballot with its code, typed or from the QR code of a slip."""

import uuid
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from selfcheck_service.core.ballots.codes import read_ballot_code
from selfcheck_service.core.definition.problems import BallotRefused
from selfcheck_service.core.rounds.access_codes import read_code
from selfcheck_service.edge.context import context_of, request_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.use_cases.voting import find_voter
from selfcheck_service.web.carrying import NOT_ACCEPTED, WHY
from selfcheck_service.web.held import Held, held_of, hold, value_of
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.vote.sheets import carried_in, find_holder, find_sheet, show_sheet

# Sends the same form to another address, as a POST again: only there the browser shows what it holds of the ballot.
_SAME_FORM = 307
_INVALID = 422
# A ballot is open for a day, and its code shows the result for a day afterwards.
DAYS = 2
_LONGEST = 200


class EnteringBallot:
    """The pages that ask for the code of a ballot."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._site.route("/vote", get=self.ask, post=self.find, simple=True),
            self._site.route("/vote/{ballot_id:uuid}/enter", post=self.enter, simple=True, is_door=True),
        ]

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Ask for the code."""
        del request
        return ask_ballot_code(self._site, visit)

    async def find(self, request: Request, visit: Visit) -> Response:
        """Find the ballot that a code is for, and lead on to it."""
        if sent_of(request).one(WHY) == NOT_ACCEPTED:
            return self._refuse(request, visit)
        ballot_id = await self._ballot_of(request)
        return self._refuse(request, visit) if ballot_id is None else _lead_to(visit, ballot_id)

    async def enter(self, request: Request, visit: Visit) -> Response:
        """Let somebody in. The vote gets its id here, once for a device; with another slip it is another vote."""
        ballot_id = request.path_params["ballot_id"]
        if sent_of(request).one(WHY) == NOT_ACCEPTED:
            return self._refuse(request, visit)
        found = await self._ballot_of(request)
        if found is None:
            return self._refuse(request, visit)
        if found != ballot_id:
            return _lead_to(visit, found)
        code = read_ballot_code(_written(request)) or ""
        held = held_of(request, "vote", ballot_id)
        if held is None or held.secret != code:
            held = Held(new_id(), code)
        response: Response = self._site.see(visit, f"/vote/{ballot_id}")
        carried = carried_in(sent_of(request))
        if carried:
            own = await find_sheet(request, await find_holder(request, ballot_id, held), held)
            fitting = visit.with_proof(value_of(ballot_id, held))
            response = show_sheet(self._site, fitting, own, dots=dict(carried), note="not_sent")
        hold(response, visit, "vote", ballot_id, held, days=DAYS)
        request_of(request.scope).secret_accepted = True
        return response

    async def _ballot_of(self, request: Request) -> uuid.UUID | None:
        """Return the ballot that the typed code leads to, None where it leads to none; a wrong guess is counted."""
        context, code = context_of(request.scope), read_ballot_code(_written(request))
        if code is None:
            return None
        context.rates.require_guess(request.scope)
        try:
            return (await find_voter(context.database, code, now=current_moment())).ballot_id
        except BallotRefused:
            context.rates.refuse(request.scope)
            return None

    def _refuse(self, request: Request, visit: Visit) -> Response:
        sent = sent_of(request)
        fault = NOT_ACCEPTED if read_ballot_code(_written(request)) else _unread(sent.one("code"), _written(request))
        typed, carried = sent.one("code")[:_LONGEST], carried_in(sent)
        return ask_ballot_code(self._site, visit, fault=fault, typed=typed, carried=carried, status=_INVALID)


def ask_ballot_code(
    site: Site,
    visit: Visit,
    *,
    fault: str | None = None,
    typed: str = "",
    note: str | None = None,
    carried: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> Response:
    """Return the page that asks for the code of a ballot; `carried` are dots by option that were put before."""
    return site.page("vote/enter.html", visit, status=status, fault=fault, typed=typed, note=note, carried=carried)


def _lead_to(visit: Visit, ballot_id: uuid.UUID) -> Response:
    return RedirectResponse(visit.to(f"/vote/{ballot_id}/enter"), _SAME_FORM, {"cache-control": "no-store"})


def _unread(typed: str, written: str) -> str:
    """Return what somebody has typed that is no code of a ballot."""
    if not typed:
        return "missing"
    return "access_code" if read_code(written.removeprefix("code=")) else "malformed"


def _written(request: Request) -> str:
    """Return what was typed or pasted, of a link with a code what stands behind the sign."""
    return sent_of(request).one("code")[:_LONGEST].rpartition("#")[2]
