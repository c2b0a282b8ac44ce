"""Voting: what somebody with the code of a ballot reads and sends. Nothing says who that is."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request, Response

from selfcheck_service.api.auth import VoterCode
from selfcheck_service.api.ballot_replies import sheet_of
from selfcheck_service.api.ballot_schemas import BallotSheet, VoteBody, VoteKept
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now, read_shape
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.paths import BallotPath, RoundPath, VotePath
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.respondents import require_chance
from selfcheck_service.use_cases import voting
from selfcheck_service.use_cases.ballot_ends import settle_round

router = APIRouter(prefix="/v1", tags=["workshop"], route_class=ContractRoute)

# What somebody votes is for nobody's cache.
_PRIVATE = {"cache-control": "private, no-store"}


@router.get(
    "/ballot-sheet",
    operation_id="find_ballot_sheet",
    summary="Find what is asked, as a voter",
    response_description="What is asked; once it is closed, the result.",
    responses=failures(401),
)
async def find_sheet(
    *, context: ContextDep, request: Request, response: Response, code: VoterCode, now: Now, new_ids: NewIds
) -> BallotSheet:
    """Shows whoever has nothing but a code what is asked, and in `links` where to vote, as long as the code is good.

    A wrong code and one whose time is over look the same. Looking spends no code.
    """
    voter = await voting.find_voter(context.database, code, now=now)
    return await _sheet(request, response, voter, now=now, new_ids=new_ids)


@router.get(
    "/rounds/{round_id}/ballots/{ballot_id}/sheet",
    operation_id="get_ballot_sheet",
    summary="Read what is asked, as a voter",
    response_description="What is asked; once it is closed, the result.",
    responses=failures(401),
)
async def get_sheet(
    *,
    request: Request,
    response: Response,
    code: VoterCode,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    ballot_id: BallotPath,
) -> BallotSheet:
    """Shows whoever has the code what is asked, how many have voted, and until a day after the closing the result.

    A code that is wrong and a ballot that does not exist look the same. Looking spends no code.
    """
    return await _sheet(request, response, voting.Voter(round_id, ballot_id, code), now=now, new_ids=new_ids)


@router.put(
    "/rounds/{round_id}/ballots/{ballot_id}/votes/{vote_id}",
    operation_id="cast_vote",
    summary="Cast a vote",
    response_model=VoteKept,
    responses={
        200: {"description": "It was there already, or is corrected now."},
        201: {"description": "It is counted.", "model": VoteKept},
        **failures(401, 409, body=True),
    },
    openapi_extra=request_body("VoteBody"),
)
async def put_vote(
    *,
    context: ContextDep,
    request: Request,
    code: VoterCode,
    now: Now,
    round_id: RoundPath,
    ballot_id: BallotPath,
    vote_id: VotePath,
) -> Response:
    """Stores one vote. The phone makes its id, so that to send it again is harmless, however often.

    Until the closing the same id with other dots corrects the vote. Nothing is kept with it: no name, no address, no
    moment, no code, and no order.
    """
    body = await read_shape(request, VoteBody)
    voter = voting.Voter(round_id, ballot_id, code)
    outcome = await voting.cast_vote(context.database, voter, require_chance(vote_id, "vote_id"), body.dots, now=now)
    content = VoteKept(outcome=outcome).model_dump_json()
    status = 201 if outcome == "created" else 200
    return Response(content, status_code=status, media_type="application/json", headers=_PRIVATE)


async def _sheet(
    request: Request, response: Response, voter: voting.Voter, *, now: datetime, new_ids: Callable[[], UUID]
) -> BallotSheet:
    database = context_of(request.scope).database
    await settle_round(database, voter.round_id, now=now, new_id=new_ids)
    found, voted = await voting.see_ballot(database, voter, now=now)
    response.headers.update({**_PRIVATE, "vary": "accept-language"})
    return BallotSheet(**sheet_of(request.scope, found, voted, voters=True))
