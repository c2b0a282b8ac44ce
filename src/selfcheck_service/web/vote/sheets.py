"""What a voter reads: the question with its options, what is kept of the vote, and the result after the closing."""

import uuid
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from selfcheck_service.core.definition import Problem
from selfcheck_service.core.definition.problems import BallotRefused
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.use_cases.ballot_ends import settle_round
from selfcheck_service.use_cases.voting import OwnSheet, Voter, find_voter, see_own_vote
from selfcheck_service.web.ballots import shown_result, titles_of
from selfcheck_service.web.held import Held
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent
from selfcheck_service.web.visit import Visit

# How fields that hold dots are called, and how they are called on a page that carries them along.
DOTS = "dots."
CARRIED = "typed."


async def find_holder(request: Request, ballot_id: uuid.UUID, held: Held) -> Voter:
    """Return who holds this. Raises `BallotRefused` where it is good for nothing (any more)."""
    voter = await find_voter(context_of(request.scope).database, held.secret, now=current_moment())
    if voter.ballot_id != ballot_id:
        raise BallotRefused("ballot_code_not_accepted")
    return voter


async def find_sheet(request: Request, voter: Voter, held: Held) -> OwnSheet:
    """Return what a voter sees; a ballot whose time is over is counted first. Raises `BallotRefused`."""
    database, now = context_of(request.scope).database, current_moment()
    own = await see_own_vote(database, voter, held.id, now=now)
    if own.ballot.is_open and now >= own.ballot.closes_at:
        await settle_round(database, voter.round_id, now=now, new_id=new_id)
        own = await see_own_vote(database, voter, held.id, now=now)
    return own


def show_sheet(
    site: Site,
    visit: Visit,
    own: OwnSheet,
    *,
    dots: Mapping[str, str] | None = None,
    note: str | None = None,
    faults: Sequence[Problem] = (),
    status: int = 200,
) -> Response:
    """Return the page of a ballot. `dots` are put but not kept; `note` says what came of them."""
    kept = {key: str(count) for key, count in (own.dots or {}).items()}
    return site.page(
        "vote/ballot.html",
        visit,
        status=status,
        ballot=own.ballot,
        own=own,
        titles=titles_of(own.ballot, visit),
        dots=kept if dots is None else dots,
        result=shown_result(own.ballot, visit, voters=True),
        note=note,
        faults=faults,
    )


def carried_in(sent: Sent) -> list[tuple[str, str]]:
    """Return the dots, by option, that were put before and come along."""
    beginning = f"{CARRIED}{DOTS}"
    return [(name.removeprefix(beginning), value) for name, value in sent.pairs if name.startswith(beginning)]


def put_in(sent: Sent) -> dict[str, str]:
    """Return the dots, by option, as they stand in the form of the ballot."""
    return {name.removeprefix(DOTS): value for name, value in sent.pairs if name.startswith(DOTS)}
