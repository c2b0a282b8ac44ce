"""Ballots: opened, closed and taken back by the facilitator, and what they came to."""

import secrets
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.ballot_replies import members_of, tagged
from selfcheck_service.api.ballot_schemas import Ballot, BallotChange, BallotPage, NewBallot, OpenedBallot
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now, PageDep, read_shape
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.headers import CHANGEABLE
from selfcheck_service.api.members import dated_place, place_of
from selfcheck_service.api.once import Created, Once
from selfcheck_service.api.paths import BallotPath, RoundPath
from selfcheck_service.core.ballots.codes import show_ballot_code
from selfcheck_service.core.definition import NotFound
from selfcheck_service.edge.context import Context
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.principals import Principal
from selfcheck_service.edge.revisions import read_if_match
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import ballots as storage
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases import balloting, voting
from selfcheck_service.use_cases.ballot_ends import discard_ballot, settle_round, sweep_votes
from selfcheck_service.use_cases.balloting import BallotWish, OptionWish, PaperWish
from selfcheck_service.use_cases.deeds import Deed

router = APIRouter(prefix="/v1/rounds/{round_id}/ballots", tags=["workshop"], route_class=ContractRoute)


@router.post(
    "",
    operation_id="open_ballot",
    summary="Open a ballot",
    status_code=201,
    response_model=OpenedBallot,
    response_description="The ballot with its code or codes, which are never shown again.",
    responses=failures(404, 409, body=True, key=True),
    openapi_extra=request_body("NewBallot"),
)
async def post_ballot(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    once: Once,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
) -> Response:
    """Asks the room where it puts its dots: on fields, on suggestions, or on ideas of its own.

    It rests on the newest release of the round. Whoever has the code votes on a phone, all at once and seeing nothing
    of what others do; what is counted on paper is entered beside it. Nobody sees a result before the ballot is closed.
    """
    body = await read_shape(request, NewBallot)
    deed = deed_of(facilitator, now, new_ids)
    options = tuple(OptionWish(each.key, each.title) for each in body.options)
    wish = BallotWish(body.kind, body.title, options, body.dots, body.cumulating, body.code_kind, body.people)
    # Compiled here, so that nobody waits for the database while that is done.
    question = await balloting.understand_question(context.database, context.plans, facilitator.reach, round_id, wish)

    async def create(transaction: Transaction) -> Created:
        opened = await balloting.open_ballot(transaction, deed, round_id, wish, question, chance=secrets.randbelow)
        codes = [show_ballot_code(each) for each in opened.codes]
        shared = wish.codes == "shared"
        members = members_of(request.scope, opened.ballot, 0)
        shown = OpenedBallot(**members, code=codes[0] if shared else None, slips=None if shared else codes)
        kept = shown.model_copy(update={"code": None, "slips": None})
        return Created(f"/v1/rounds/{round_id}/ballots/{opened.ballot.id}", shown, kept)

    return await once(facilitator, body, create)


@router.get(
    "",
    operation_id="list_ballots",
    summary="List the ballots of a round",
    response_description="One page of the list.",
    responses=failures(404, key=True),
)
async def get_ballots(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    page: PageDep,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
) -> BallotPage:
    """Lists the ballots of a round, newest first, those that are closed with their results."""
    after = page.place(dated_place)
    await _settle(context, facilitator, round_id, deed_of(facilitator, now, new_ids))
    async with context.database.reading() as transaction:
        found = await storage.list_ballots(transaction, round_id, after=after, limit=page.one_more)
        shown, following = page.cut(found, lambda each: place_of(each.created_at, each.id))
        counted = [(each, await voting.count_cast(transaction, each)) for each in shown]
    items = [Ballot(**members_of(request.scope, each, voted)) for each, voted in counted]
    return BallotPage(items=items, next=following)


@router.get(
    "/{ballot_id}",
    operation_id="get_ballot",
    summary="Read a ballot",
    response_description="The ballot; its result once it is closed.",
    responses={200: {"headers": CHANGEABLE}, **failures(404, key=True)},
)
async def get_ballot(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    ballot_id: BallotPath,
) -> Ballot:
    """Returns a ballot: how many have voted while it is open, and the result once it is closed."""
    await _settle(context, facilitator, round_id, deed_of(facilitator, now, new_ids))
    async with context.database.reading() as transaction:
        found = await storage.find_ballot(transaction, round_id, ballot_id, reach=facilitator.reach)
        if found is None:
            raise NotFound("unknown_ballot", id=str(ballot_id))
        voted = await voting.count_cast(transaction, found)
    return tagged(request, response, found, voted)


@router.patch(
    "/{ballot_id}",
    operation_id="change_ballot",
    summary="Close a ballot, or enter what was counted on paper",
    response_description="The ballot as it is now.",
    responses={200: {"headers": CHANGEABLE}, **failures(404, 409, 412, 428, body=True, key=True)},
    openapi_extra=request_body("BallotChange"),
)
async def patch_ballot(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    ballot_id: BallotPath,
    if_match: Annotated[str | None, Header(description="ETag of the ballot that is to be changed; needed.")] = None,
) -> Ballot:
    """Changes what the body names (JSON merge patch); all else stays as it is.

    `{"state": "closed"}` counts the votes in one step and deletes them: only the counts are left. A closed ballot is
    never opened again. Counts from paper may be entered and corrected at any time; they stay beside those from phones.
    """
    del if_match
    body = await read_shape(request, BallotChange)
    said = body.model_fields_set
    paper = PaperWish(body.paper.ballots, body.paper.dots) if "paper" in said else None
    change = balloting.BallotChange(
        title=body.title if "title" in said else None,
        people=body.people if "people" in said else None,
        paper=paper,
        closes="state" in said and body.state == "closed",
        opens="state" in said and body.state == "open",
    )
    deed, revisions = deed_of(facilitator, now, new_ids), read_if_match(request.scope)
    await _settle(context, facilitator, round_id, deed)
    async with context.database.transaction() as transaction:
        changed = await balloting.change_ballot(transaction, deed, (round_id, ballot_id), change, revisions=revisions)
        voted = await voting.count_cast(transaction, changed)
    if change.closes:
        await sweep_votes(context.database)
    return tagged(request, response, changed, voted)


@router.delete(
    "/{ballot_id}",
    operation_id="discard_ballot",
    summary="Take back a ballot that was opened by mistake",
    status_code=204,
    response_class=Response,
    responses={
        204: {"description": "It is gone, and so are its codes."},
        **failures(404, 409, 412, key=True),
    },
)
async def remove_ballot(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    ballot_id: BallotPath,
    if_match: Annotated[str | None, Header(description="ETag of the ballot that is to be taken back.")] = None,
) -> Response:
    """Deletes a ballot on which nobody has voted, on a phone or on paper. Later it can only be closed."""
    del if_match
    deed, revisions = deed_of(facilitator, now, new_ids), read_if_match(request.scope)
    await _settle(context, facilitator, round_id, deed)
    async with context.database.transaction() as transaction:
        await discard_ballot(transaction, deed, (round_id, ballot_id), revisions=revisions)
    return Response(status_code=204)


async def _settle(context: Context, facilitator: Principal, round_id: UUID, deed: Deed) -> None:
    """Close what nobody has closed in a day. Raises `NotFound` where there is no such round in reach."""
    async with context.database.reading() as transaction:
        await get_round(transaction, facilitator.reach, round_id)
    await settle_round(context.database, round_id, now=deed.at, new_id=deed.new_id)
