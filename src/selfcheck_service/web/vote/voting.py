"""The ballot of somebody who has come in: putting dots, changing them until the closing, and reading the result."""

import uuid
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import Conflict, InputInvalid, Problem, pointer
from selfcheck_service.core.definition.problems import BallotRefused
from selfcheck_service.edge.context import context_of, request_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.use_cases.voting import Voter, cast_vote
from selfcheck_service.web.held import Held, held_of, let_go, value_of
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.vote.entering import ask_ballot_code
from selfcheck_service.web.vote.sheets import find_holder, find_sheet, put_in, show_sheet

VoterAnswer = Callable[[Request, Visit, Voter, Held], Awaitable[Response]]
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
        return await self._admit(request, visit, self._sheet)

    async def vote(self, request: Request, visit: Visit) -> Response:
        """Keep a vote. Sent twice it is kept once, because its id was there before; other dots correct it."""
        return await self._admit(request, visit, self._cast)

    async def _sheet(self, request: Request, visit: Visit, voter: Voter, held: Held) -> Response:
        return show_sheet(self._site, visit, await find_sheet(request, voter, held))

    async def _cast(self, request: Request, visit: Visit, voter: Voter, held: Held) -> Response:
        put = put_in(sent_of(request))
        try:
            await cast_vote(context_of(request.scope).database, voter, held.id, _read(put), now=current_moment())
        except InputInvalid as error:
            own = await find_sheet(request, voter, held)
            return show_sheet(self._site, visit, own, dots=put, faults=error.problems, status=_INVALID)
        except Conflict as conflict:
            own = await find_sheet(request, voter, held)
            return show_sheet(self._site, visit, own, dots=put, note=conflict.problem.code, status=_CONFLICT)
        return self._site.see(visit, f"/vote/{voter.ballot_id}")

    async def _admit(self, request: Request, visit: Visit, answer: VoterAnswer) -> Response:
        """Answer whoever holds the code of the ballot, and ask everybody else for it."""
        ballot_id, rates = request.path_params["ballot_id"], context_of(request.scope).rates
        held = held_of(request, "vote", ballot_id)
        if held is None:
            return self._ask(request, visit, ballot_id)
        rates.require_guess(request.scope, value_of(ballot_id, held))
        try:
            response = await answer(request, visit, await find_holder(request, ballot_id, held), held)
        except BallotRefused:
            # Codes in cookies could be tried out like those that are typed.
            rates.refuse(request.scope)
            return self._ask(request, visit, ballot_id)
        request_of(request.scope).secret_accepted = True
        return response

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
