"""The ballots of a round: their list, the page of each, what stands on the wall while people vote, and papers."""

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.ballots.counting import participation_text
from selfcheck_service.core.definition.problems import Conflict, RevisionDiffers
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.storage.ballots import list_ballots
from selfcheck_service.storage.releases import find_newest
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.ballot_ends import settle_round
from selfcheck_service.use_cases.ballot_papers import print_paper, print_slips
from selfcheck_service.use_cases.voting import count_cast
from selfcheck_service.web.addresses import address_from_here, address_of
from selfcheck_service.web.ballots import shown_result, titles_of
from selfcheck_service.web.compression import HOLDS_SECRET
from selfcheck_service.web.files import file_of
from selfcheck_service.web.forms import NOTHING, Told
from selfcheck_service.web.manage.ballot_rooms import BallotAt, ballot_at, picture_of
from selfcheck_service.web.manage.listing import deed_in, moment_here
from selfcheck_service.web.manage.rounds import PATH
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit

ROOM = PATH + "/{round_id:uuid}/ballots"
ONE = ROOM + "/{ballot_id:uuid}"
# Where people vote.
VOTE = "/vote"
# A round has no more than these.
_LISTED = 100
_INVALID, _CONFLICT = 422, 409


class Ballots:
    """The pages that show ballots."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._site.route(ROOM, get=self.overview, needs="facilitator"),
            self._site.route(ONE, get=self.one, needs="facilitator"),
            self._site.route(f"{ONE}/live", get=self.live, needs="facilitator"),
            self._site.route(f"{ONE}/slips.pdf", post=self.slips, needs="facilitator"),
            self._site.route(f"{ONE}/paper.pdf", get=self.paper, needs="facilitator"),
        ]

    async def overview(self, request: Request, visit: Visit) -> Response:
        """List the ballots of a round, newest first."""
        database, round_id = context_of(request.scope).database, request.path_params["round_id"]
        async with database.reading() as transaction:
            row = await get_round(transaction, visit.principal.reach, round_id)
            release = await find_newest(transaction, round_id)
        await settle_round(database, round_id, now=current_moment(), new_id=new_id)
        async with database.reading() as transaction:
            found = await list_ballots(transaction, round_id, after=None, limit=_LISTED)
            lines = [BallotAt(row, each, await count_cast(transaction, each), None) for each in found]
        shown = [(each, say_participation(each, visit), moment_here(each.ballot.created_at, visit)) for each in lines]
        path = f"{PATH}/{row.id}"
        known = {"row": row, "path": path}
        return self._site.page("manage/ballots.html", visit, known=known, lines=shown, may_open=release is not None)

    async def one(self, request: Request, visit: Visit) -> Response:
        """Show a ballot: how it stands and what is to be done, or its result."""
        return show_ballot(self._site, request, visit, await ballot_at(request, visit))

    async def live(self, request: Request, visit: Visit) -> Response:
        """Show what everybody in the room sees: how to vote and how many have, and the result once there is one."""
        at = await ballot_at(request, visit)
        response = self._site.page("manage/ballot_live.html", visit, **shown_ballot(request, visit, at))
        response.headers[HOLDS_SECRET] = "yes"
        return response

    async def slips(self, request: Request, visit: Visit) -> Response:
        """Give slips with new codes; those of before are good for nothing then."""
        at, context = await ballot_at(request, visit), context_of(request.scope)
        words = self._site.words(visit).ballots
        try:
            printed = await print_slips(
                context.database,
                deed_in(visit),
                at.place,
                page=address_from_here(request, VOTE),
                language=visit.spoken,
                made_up=context.demo,
                revisions=frozenset({sent_of(request).one("revision")}),
                chance=secrets.randbelow,
            )
        except RevisionDiffers:
            return show_ballot(self._site, request, visit, at, conflict=words.slips_again)
        except Conflict as conflict:
            return show_ballot(self._site, request, visit, at, conflict=conflict.problem.message(visit.spoken))
        return _sent(printed.content, "slips", visit)

    async def paper(self, request: Request, visit: Visit) -> Response:
        """Give the ballot to tick, with a sheet to count."""
        context = context_of(request.scope)
        place = (request.path_params["round_id"], request.path_params["ballot_id"])
        content = await print_paper(context.database, visit.principal.reach, place, visit.spoken, made_up=context.demo)
        return _sent(content, "paper", visit)


def show_ballot(
    site: Site,
    request: Request,
    visit: Visit,
    at: BallotAt,
    *,
    conflict: str | None = None,
    faults: Told = NOTHING,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """Return the page of a ballot; `typed` is what came with a form that is faulty, and `conflict` why it cannot be."""
    status = _CONFLICT if conflict else _INVALID if faults.summary else 200
    values: dict[str, Any] = {"conflict": conflict, "faults": faults, "typed": _stored(at) if typed is None else typed}
    response = site.page("manage/ballot.html", visit, status=status, **shown_ballot(request, visit, at), **values)
    response.headers[HOLDS_SECRET] = "yes"
    return response


def shown_ballot(request: Request, visit: Visit, at: BallotAt) -> dict[str, Any]:
    """Return what pages show of a ballot."""
    address = address_of(request, VOTE)
    return {
        "known": at,
        "ballot": at.ballot,
        "titles": titles_of(at.ballot, visit),
        "result": shown_result(at.ballot, visit, voters=False),
        "participation": say_participation(at, visit),
        "address": address,
        "picture": None if at.code is None else picture_of(address.url, at.code),
        "closes": moment_here(at.ballot.closes_at, visit),
    }


def say_participation(at: BallotAt, visit: Visit) -> str:
    """Return how many have voted, in a sentence."""
    return participation_text(at.counted, at.ballot.people, visit.spoken)


def _stored(at: BallotAt) -> dict[str, str]:
    paper = at.ballot.paper
    dots = {f"dots.{key}": str(count) for key, count in paper.dots.items() if count}
    counted = {"ballots": str(paper.ballots) if paper.ballots else ""}
    return {"title": at.ballot.title, "people": str(at.ballot.people), **counted, **dots}


def _sent(content: bytes, name: str, visit: Visit) -> Response:
    return file_of(content, "application/pdf", f"ballot-{name}-{visit.spoken}.pdf", language=visit.spoken)
