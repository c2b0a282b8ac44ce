"""Rounds: making one, looking at it, changing and closing it."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, cast
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import (
    EVALUATION_JSON,
    ContextDep,
    ContractRoute,
    NewIds,
    Now,
    PageDep,
)
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.headers import CHANGEABLE
from selfcheck_service.api.members import dated_place, place_of
from selfcheck_service.api.once import Created, Once
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.round_replies import shown_round, summary_of
from selfcheck_service.api.round_schemas import (
    NewRound,
    Round,
    RoundChange,
    RoundPage,
    RoundTexts,
)
from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.core.definition.problems import pointer
from selfcheck_service.core.definition.shapes import parse_shape
from selfcheck_service.core.rounds.reminders import InvitationKind
from selfcheck_service.core.rounds.states import RoundState
from selfcheck_service.edge.bodies import read_json
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.json_input import BodyFaulty
from selfcheck_service.edge.revisions import read_if_match
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import rounds as storage
from selfcheck_service.storage.invitations import count_usable
from selfcheck_service.use_cases.running import (
    change_round,
    create_round,
    delete_round,
    find_definition,
    plan_round,
    revision_of,
)
from selfcheck_service.use_cases.telling import texts_of
from selfcheck_service.use_cases.wishes import RoundMembers, Wish

Wished = TypeVar("Wished", NewRound, RoundChange)

router = APIRouter(prefix="/v1/rounds", tags=["rounds"], route_class=ContractRoute)


@router.post(
    "",
    operation_id="create_round",
    summary="Make a round",
    status_code=201,
    response_model=Round,
    response_description="The round; `Location` says where it is.",
    responses=failures(body=True, key=True),
    openapi_extra=request_body("NewRound"),
)
async def post_round(
    *, context: ContextDep, request: Request, facilitator: Facilitator, once: Once, now: Now, new_ids: NewIds
) -> Response:
    """Makes a round of a municipality: one run of one version of a questionnaire."""
    body, wish = await _read_wish(request, NewRound)
    deed = deed_of(facilitator, now, new_ids)
    # Compiled here, so that nobody waits for the database while that is done.
    questionnaire = await find_definition(context.plans, wish.said.get("questionnaire"), wish.said.get("version"))
    if wish.found:
        async with context.database.reading() as transaction:
            await plan_round(transaction, deed, wish, questionnaire)

    async def create(transaction: Transaction) -> Created:
        made = await create_round(transaction, deed, wish, questionnaire)
        return Created(f"/v1/rounds/{made.id}", shown_round(request.scope, made, 0, now))

    return await once(facilitator, body, create)


@router.get(
    "",
    operation_id="list_rounds",
    summary="List rounds",
    response_description="One page of the list.",
    responses=failures(key=True),
)
async def get_rounds(
    *,
    context: ContextDep,
    facilitator: Facilitator,
    now: Now,
    page: PageDep,
    municipality: Annotated[UUID | None, Query(description="Those of this municipality only.")] = None,
    programme: Annotated[UUID | None, Query(description="Those of this programme only.")] = None,
    state: Annotated[RoundState | None, Query(description="Those in this state only.")] = None,
) -> RoundPage:
    """Lists the rounds of all municipalities that the key reaches, newest first."""
    wanted = storage.RoundFilter(now, municipality, programme, state)
    after = page.place(dated_place)
    async with context.database.reading() as transaction:
        found = await storage.list_rounds(transaction, facilitator.reach, wanted, after=after, limit=page.one_more)
    shown, following = page.cut(found, lambda each: place_of(each.created_at, each.id))
    return RoundPage(items=[summary_of(each, now) for each in shown], next=following)


@router.get(
    "/{round_id}",
    operation_id="get_round",
    summary="Read a round",
    response_description="The round.",
    responses={200: {"headers": CHANGEABLE}, **failures(404, key=True)},
)
async def get_round(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    round_id: RoundPath,
) -> Round:
    """Returns a round with advice on it, in the language that the caller prefers."""
    async with context.database.reading() as transaction:
        found = await storage.get_round(transaction, facilitator.reach, round_id)
        usable = await count_usable(transaction, found.municipality_id, found.id)
    _tag(response, found)
    return shown_round(request.scope, found, usable, now)


@router.patch(
    "/{round_id}",
    operation_id="change_round",
    summary="Change a round, or close it",
    response_description="The round as it is now.",
    responses={200: {"headers": CHANGEABLE}, **failures(404, 409, 412, body=True, key=True)},
    openapi_extra=request_body("RoundChange"),
)
async def patch_round(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    if_match: Annotated[str | None, Header(description="ETag of the round that is to be changed.")] = None,
) -> Round:
    """Changes what the body names (JSON merge patch); all else stays as it is.

    Title, programme, languages and the closing may change at any time, the opening until it has come, and the terms
    until the first response. With `{"state": "closed"}` the round closes now.
    """
    _, wish = await _read_wish(request, RoundChange)
    deed = deed_of(facilitator, now, new_ids)
    del if_match
    revisions = read_if_match(request.scope)
    changed = await change_round(context.database, context.plans, deed, round_id, wish, revisions=revisions)
    async with context.database.reading() as transaction:
        usable = await count_usable(transaction, changed.municipality_id, changed.id)
        # What has just been closed is closed, whatever this process believes.
        now = await storage.read_clock(transaction, now)
    _tag(response, changed)
    return shown_round(request.scope, changed, usable, now)


@router.delete(
    "/{round_id}",
    operation_id="delete_round",
    summary="Delete a round that nobody has answered",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "Deleted, with its invitations."}, **failures(404, 409, key=True)},
)
async def remove_round(
    *, context: ContextDep, facilitator: Facilitator, now: Now, new_ids: NewIds, round_id: RoundPath
) -> Response:
    """Deletes a round of which no code was redeemed yet, whatever its state. Its codes are good for nothing then."""
    async with context.database.transaction() as transaction:
        await delete_round(transaction, deed_of(facilitator, now, new_ids), round_id)
    return Response(status_code=204)


@router.get(
    "/{round_id}/texts",
    operation_id="get_round_texts",
    summary="Read what people are told",
    response_description="The welcome, and the letters to those who are invited.",
    responses=failures(404, key=True),
)
async def get_texts(
    *,
    context: ContextDep,
    facilitator: Facilitator,
    round_id: RoundPath,
    invitation: Annotated[InvitationKind, Query(description="Whether people get codes or an open link.")] = "personal",
    minutes: Annotated[
        int | None, Query(ge=2, le=240, description="How long answering takes; else guessed from the questionnaire.")
    ] = None,
) -> RoundTexts:
    """Returns what respondents read before they answer, and letters to invite and remind them.

    This service sends no letters. Times are those of Berlin.
    """
    found = await texts_of(
        context.database, context.plans, facilitator.reach, round_id, invitation=invitation, minutes=minutes
    )
    return RoundTexts.model_validate(found)


async def _read_wish(request: Request, model: type[Wished]) -> tuple[Wished, Wish]:
    """Return a body, and what it says of a round as far as it can be understood, with what is wrong with the rest."""
    problems: list[Problem] = []
    body: Any
    try:
        body = await read_json(request.scope, request.receive, EVALUATION_JSON)
    except BodyFaulty as faulty:
        body, problems = faulty.value, list(faulty.problems)
    try:
        read = parse_shape(model, body)
    except InputInvalid as invalid:
        if not isinstance(body, dict):
            raise
        known = {problem.location for problem in problems}
        problems += [problem for problem in invalid.problems if problem.location not in known]
        return _understand(model, body, problems)
    return _understand(model, body, problems) if problems else (read, Wish(_said(read, set())))


def _understand(model: type[Wished], body: Mapping[str, Any], problems: list[Problem]) -> tuple[Wished, Wish]:
    """Return what a faulty body says in those of its members that are not faulty."""
    faulty = {problem.location.split("/")[1] for problem in problems if problem.location}
    # In a pointer a "/" of a name is written "~1", and something else stands for what cannot be printed.
    faulty |= {name for name in body if pointer(name)[1:] in faulty}
    good = {name: value for name, value in body.items() if name not in faulty}
    # In place of what must be there stand the examples of the contract, only to be left out again.
    needed = {
        name: member.examples[0] for name, member in model.model_fields.items() if name in faulty and member.examples
    }
    read = parse_shape(model, {**good, **needed})
    return read, Wish(_said(read, faulty), tuple(problems))


def _said(read: NewRound | RoundChange, without: set[str]) -> RoundMembers:
    return cast("RoundMembers", read.model_dump(exclude_unset=True, exclude=without))


def _tag(response: Response, found: storage.RoundRow) -> None:
    response.headers["etag"] = f'"{revision_of(found)}"'
    response.headers["vary"] = "accept-language"
