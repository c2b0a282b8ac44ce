"""The ballot of somebody who has come in: putting dots, changing them until the closing, and reading the result."""

import uuid
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import Conflict, InputInvalid, Problem, pointer
from selfcheck_service.core.definition.problems import BallotRefused
from selfcheck_service.edge.context import context_of, request_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.use_cases.voting import cast_vote
from selfcheck_service.web.held import Held, held_of, let_go
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.vote.entering import ask_ballot_code
from selfcheck_service.web.vote.sheets import Sheet, find_sheet, put_in, show_sheet

_INVALID, _CONFLICT = 422, 409
# Nobody has more dots than these digits can say.
_MOST_DIGITS = 3


class Voting:
    """The page of a ballot."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [self._site.route("/vote/{ballot_id:uuid}", get=self.show, post=self.vote, simple=True)]

    async def show(self, request: Request, visit: Visit) -> Response:
        """Show the ballot, what is kept of the vote, or the result."""
        ballot_id = request.path_params["ballot_id"]
        held, sheet = await self._arrive(request, ballot_id)
        if held is None or sheet is None:
            return self._ask(request, visit, ballot_id)
        return show_sheet(self._site, visit, sheet)

    async def vote(self, request: Request, visit: Visit) -> Response:
        """Keep a vote. Sent twice it is kept once, because its id was there before; other dots correct it."""
        ballot_id = request.path_params["ballot_id"]
        held, sheet = await self._arrive(request, ballot_id)
        if held is None or sheet is None:
            return self._ask(request, visit, ballot_id)
        put = put_in(sent_of(request))
        try:
            dots = _read(put)
            await cast_vote(context_of(request.scope).database, sheet.voter, held.id, dots, now=current_moment())
        except InputInvalid as error:
            return show_sheet(self._site, visit, sheet, dots=put, faults=error.problems, status=_INVALID)
        except Conflict as conflict:
            # What it says is of now: somebody may have closed the ballot a moment ago.
            sheet = await find_sheet(request, ballot_id, held)
            code = conflict.problem.code
            return show_sheet(self._site, visit, sheet, dots=put, note=code, status=_CONFLICT)
        return self._site.see(visit, f"/vote/{ballot_id}")

    async def _arrive(self, request: Request, ballot_id: uuid.UUID) -> tuple[Held | None, Sheet | None]:
        """Return what the browser holds, and the ballot with it; None for each that is not there (any more)."""
        held = held_of(request, "vote", ballot_id)
        if held is None:
            return None, None
        rates = context_of(request.scope).rates
        rates.require_guess(request.scope)
        try:
            sheet = await find_sheet(request, ballot_id, held)
        except BallotRefused:
            # Codes in cookies could be tried out like those that are typed.
            rates.refuse(request.scope)
            return held, None
        request_of(request.scope).secret_accepted = True
        return held, sheet

    def _ask(self, request: Request, visit: Visit, ballot_id: uuid.UUID) -> Response:
        """Ask for the code; the dots that were put come along, and what the browser holds is good for nothing."""
        carried = list(put_in(sent_of(request)).items())
        note = "over" if held_of(request, "vote", ballot_id) else "lost"
        response = ask_ballot_code(self._site, visit, note=note, carried=carried)
        let_go(response, visit, "vote", ballot_id)
        return response


def _read(put: Mapping[str, str]) -> dict[str, int]:
    """Return the dots that a form has sent; raise `InputInvalid` for each that is no number."""
    problems, dots = [], {}
    for key, written in put.items():
        text = written.strip()
        if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
            dots[key] = int(text)
        else:
            problems.append(Problem(pointer("dots", key), "malformed", {"found": text[:20], "expected": "a number"}))
    if problems:
        raise InputInvalid(problems)
    return dots
