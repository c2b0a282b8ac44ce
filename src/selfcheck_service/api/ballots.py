"""Ballots: opened and closed by the facilitator, voted on by whoever has a code."""

import secrets
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response

from selfcheck_service.api.auth import Facilitator, VoterCode
from selfcheck_service.api.ballot_schemas import (
    Ballot,
    BallotChange,
    BallotOptionShown,
    BallotPage,
    BallotResultShown,
    BallotSheet,
    CountedOnPaper,
    NewBallot,
    OpenedBallot,
    VoteBody,
    VoteKept,
)
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now, PageDep, read_shape
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.members import dated_place, place_of
from selfcheck_service.api.once import Created, Once
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.round_replies import language_of
from selfcheck_service.core.ballots.codes import show_ballot_code
from selfcheck_service.core.ballots.counting import result_for, result_of
from selfcheck_service.core.definition import NotFound
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.respondents import require_chance
from selfcheck_service.edge.revisions import read_if_match
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import ballots as storage
from selfcheck_service.storage.ballots import BallotRow
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases import balloting, voting
from selfcheck_service.use_cases.balloting import BallotWish, OptionWish, PaperWish

router = APIRouter(prefix="/v1/rounds/{round_id}/ballots", tags=["workshop"], route_class=ContractRoute)

BallotPath = Annotated[UUID, Path(description="Id of the ballot.")]
VotePath = Annotated[UUID, Path(description="Id of the vote: a UUIDv4 that the phone has made and tells nobody.")]
_TAGGED = {
    "ETag": {"description": "Send it as `If-Match` to change this and nothing newer.", "schema": {"type": "string"}}
}
# What somebody votes is for nobody's cache.
_PRIVATE = {"cache-control": "private, no-store"}


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
        members = _members(opened.ballot, 0, language_of(request.scope))
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
    *, context: ContextDep, request: Request, facilitator: Facilitator, page: PageDep, round_id: RoundPath
) -> BallotPage:
    """Lists the ballots of a round, newest first, those that are closed with their results."""
    after = page.place(dated_place)
    language = language_of(request.scope)
    async with context.database.reading() as transaction:
        await get_round(transaction, facilitator.reach, round_id)
        found = await storage.list_ballots(transaction, round_id, after=after, limit=page.one_more)
        shown, following = page.cut(found, lambda each: place_of(each.created_at, each.id))
        items = [Ballot(**_members(each, await voting.count_cast(transaction, each), language)) for each in shown]
    return BallotPage(items=items, next=following)


@router.get(
    "/{ballot_id}",
    operation_id="get_ballot",
    summary="Read a ballot",
    response_description="The ballot; its result once it is closed.",
    responses={200: {"headers": _TAGGED}, **failures(404, key=True)},
)
async def get_ballot(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    round_id: RoundPath,
    ballot_id: BallotPath,
) -> Ballot:
    """Returns a ballot: how many have voted while it is open, and the result once it is closed."""
    async with context.database.reading() as transaction:
        await get_round(transaction, facilitator.reach, round_id)
        found = await storage.find_ballot(transaction, round_id, ballot_id, reach=facilitator.reach)
        if found is None:
            raise NotFound("unknown_ballot", id=str(ballot_id))
        voted = await voting.count_cast(transaction, found)
    return _tagged(request, response, found, voted)


@router.patch(
    "/{ballot_id}",
    operation_id="change_ballot",
    summary="Close a ballot, or enter what was counted on paper",
    response_description="The ballot as it is now.",
    responses={200: {"headers": _TAGGED}, **failures(404, 409, 412, 428, body=True, key=True)},
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
    async with context.database.transaction() as transaction:
        await get_round(transaction, facilitator.reach, round_id)
        changed = await balloting.change_ballot(transaction, deed, (round_id, ballot_id), change, revisions=revisions)
        voted = await voting.count_cast(transaction, changed)
    if change.closes:
        await balloting.sweep_votes(context.database)
    return _tagged(request, response, changed, voted)


@router.get(
    "/{ballot_id}/sheet",
    operation_id="get_ballot_sheet",
    summary="Read what is asked, as a voter",
    response_description="What is asked; once it is closed, the result.",
    responses=failures(401),
)
async def get_sheet(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    code: VoterCode,
    now: Now,
    round_id: RoundPath,
    ballot_id: BallotPath,
) -> BallotSheet:
    """Shows whoever has the code what is asked, how many have voted, and until a day after the closing the result.

    A code that is wrong and a ballot that does not exist look the same. Looking spends no code.
    """
    voter = voting.Voter(round_id, ballot_id, code)
    found, voted = await voting.see_ballot(context.database, voter, now=now)
    response.headers.update({**_PRIVATE, "vary": "accept-language"})
    return BallotSheet(**_sheet(found, voted, language_of(request.scope), voters=True))


@router.put(
    "/{ballot_id}/votes/{vote_id}",
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
    outcome = await voting.cast_vote(context.database, voter, require_chance(vote_id, "vote_id"), body.dots)
    content = VoteKept(outcome=outcome).model_dump_json()
    status = 201 if outcome == "created" else 200
    return Response(content, status_code=status, media_type="application/json", headers=_PRIVATE)


def _tagged(request: Request, response: Response, found: BallotRow, voted: int) -> Ballot:
    response.headers.update({"etag": f'"{balloting.revision_of(found)}"', "vary": "accept-language"})
    return Ballot(**_members(found, voted, language_of(request.scope)))


def _members(found: BallotRow, voted: int, language: str) -> dict[str, Any]:
    return {
        **_sheet(found, voted, language, voters=False),
        "round": found.round_id,
        "release_hash": found.release_hash,
        "code_kind": found.codes,
        "people": found.people,
        "cumulating": found.question.cumulating,
        "paper": CountedOnPaper(ballots=found.paper.ballots, dots=dict(found.paper.dots)),
        "created_at": found.created_at,
        "closed_at": found.closed_at,
        "revision": balloting.revision_of(found),
    }


def _sheet(found: BallotRow, voted: int, language: str, *, voters: bool) -> dict[str, Any]:
    question = found.question
    result = None
    if found.phones is not None:
        counted = result_of(question, found.phones, found.paper, language)
        result = BallotResultShown.model_validate(result_for(counted, voters=voters))
    return {
        "id": found.id,
        "kind": found.kind,
        "title": found.title,
        "state": "open" if found.is_open else "closed",
        "options": [BallotOptionShown(key=each.key, title=each.say(language)) for each in question.options],
        "dots": question.dots,
        "most_on_one": question.most_on_one,
        "voted": voted,
        "result": result,
        "language": language,
    }
