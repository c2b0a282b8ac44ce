"""What a room decides to do: focus fields, measures, their reviews, and whether the plan is ready."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response
from pydantic import BaseModel

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now, PageDep, read_shape
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.headers import CHANGEABLE
from selfcheck_service.api.once import Created, Once
from selfcheck_service.api.paths import ReviewNumber, RoundPath
from selfcheck_service.api.planning_schemas import (
    FocusFieldsBody,
    FocusFieldShown,
    FocusFieldsShown,
    MeasureChange,
    MeasurePage,
    MeasureShown,
    NewMeasure,
    NewReview,
    ReadinessShown,
    ReviewDueShown,
    ReviewPage,
    ReviewShown,
)
from selfcheck_service.api.round_replies import language_of
from selfcheck_service.core.planning import FocusField, FocusFields, Measure, Review
from selfcheck_service.core.planning.document import Evidence
from selfcheck_service.core.planning.reviews import reviews_due
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.languages import speaker
from selfcheck_service.edge.revisions import read_if_match
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import measures as storage
from selfcheck_service.storage.consensus import find_focus_fields
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.ground import find_ground
from selfcheck_service.use_cases.planning import (
    MeasureWish,
    change_measure,
    choose_fields,
    create_measure,
    create_review,
    revision_of,
    see_readiness,
    withdraw_review,
)

router = APIRouter(prefix="/v1/rounds/{round_id}", tags=["workshop"], route_class=ContractRoute)

MeasurePath = Annotated[UUID, Path(description="Id of the measure.")]
IfMatch = Annotated[str | None, Header(description="ETag of what is to be changed; needed where there is one.")]
_MADE = {"Location": {"description": "Where it is.", "schema": {"type": "string"}}}


@router.put(
    "/focus-fields",
    operation_id="choose_focus_fields",
    summary="Choose the fields that the workshop works on",
    response_description="The fields as they are chosen now.",
    responses={200: {"headers": CHANGEABLE}, **failures(404, 409, 412, 428, body=True, key=True)},
    openapi_extra=request_body("FocusFieldsBody"),
)
async def put_focus_fields(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    if_match: IfMatch = None,
) -> FocusFieldsShown:
    """Says which fields the workshop works on, and why: from the proposal of the brief, from a ballot, or by talking.

    What was chosen before is kept; the last choice holds. Who chooses anew shows the choice before in `If-Match`.
    """
    del if_match
    body = await read_shape(request, FocusFieldsBody)
    fields = tuple(FocusField(each.field, each.reason, each.source, each.ballot) for each in body.fields)
    deed = deed_of(facilitator, now, new_ids)
    ground = await find_ground(context.database, context.plans, deed.reach, round_id)
    revisions = read_if_match(request.scope)
    chosen = await choose_fields(context.database, deed, ground, fields, body.chosen_on, revisions=revisions)
    return _shown_fields(response, round_id, chosen)


@router.get(
    "/focus-fields",
    operation_id="get_focus_fields",
    summary="Read which fields the workshop works on",
    response_description="The fields as they were chosen last.",
    responses={200: {"headers": CHANGEABLE}, **failures(404, key=True)},
)
async def get_focus_fields(
    *, context: ContextDep, response: Response, facilitator: Facilitator, round_id: RoundPath
) -> FocusFieldsShown:
    """Returns the fields that were chosen last; none before that."""
    async with context.database.reading() as transaction:
        await get_round(transaction, facilitator.reach, round_id)
        found = await find_focus_fields(transaction, round_id, reach=facilitator.reach)
    return _shown_fields(response, round_id, found)


@router.post(
    "/measures",
    operation_id="add_measure",
    summary="Note a measure, or reject a suggestion",
    status_code=201,
    response_model=MeasureShown,
    response_description="The measure; `Location` says where it is.",
    responses={201: {"headers": _MADE}, **failures(404, 409, body=True, key=True)},
    openapi_extra=request_body("NewMeasure"),
)
async def post_measure(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    once: Once,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
) -> Response:
    """Notes what was decided to do, on the newest release of the round. It may be incomplete: readiness says so.

    What comes from a suggestion takes over its title, type and field, its first step and its indicator where nothing
    else is said, in the language that the caller prefers. A suggestion that is rejected is noted with the reason.
    """
    body = await read_shape(request, NewMeasure)
    deed = deed_of(facilitator, now, new_ids)
    ground = await find_ground(context.database, context.plans, deed.reach, round_id)
    wish = MeasureWish(body.suggestion, _said(body), speaker(request.scope)(ground.plan.languages))

    async def create(transaction: Transaction) -> Created:
        made = await create_measure(transaction, deed, ground, wish)
        return Created(f"/v1/rounds/{round_id}/measures/{made.id}", _shown(made, ()))

    return await once(facilitator, body, create)


@router.get(
    "/measures",
    operation_id="list_measures",
    summary="List the measures of a round",
    response_description="One page of the list.",
    responses=failures(404, key=True),
)
async def get_measures(
    *, context: ContextDep, facilitator: Facilitator, page: PageDep, round_id: RoundPath
) -> MeasurePage:
    """Lists the measures of a round by number, with those that were dropped and the suggestions that were rejected."""
    after = int(page.behind(_is_number) or 0)
    reach = facilitator.reach
    async with context.database.reading() as transaction:
        await get_round(transaction, reach, round_id)
        found = await storage.list_measures(transaction, round_id, reach=reach, after=after, limit=page.one_more)
        shown, following = page.cut(found, lambda each: str(each.number))
        held = await storage.list_reviews(transaction, round_id, [UUID(each.id) for each in shown])
    return MeasurePage(items=[_shown(each, held) for each in shown], next=following)


@router.get(
    "/measures/readiness",
    operation_id="get_plan_readiness",
    summary="Read whether the action plan is ready",
    response_description="Whether it is ready, and what is missing.",
    responses=failures(404, 409, key=True),
)
async def get_readiness(
    *, context: ContextDep, request: Request, response: Response, facilitator: Facilitator, round_id: RoundPath
) -> ReadinessShown:
    """Says whether the plan can go to those who decide (“beschlussreif”), and exactly what is missing, in words.

    It can where each focus field has a measure with everything that is needed, and at least one such measure of the
    plan is finished within three months.
    """
    language = language_of(request.scope)
    response.headers["vary"] = "accept-language"
    found, hints = await see_readiness(context.database, context.plans, facilitator.reach, round_id, language)
    members = {name: getattr(found, name) for name in ReadinessShown.model_fields.keys() - {"hints"}}
    return ReadinessShown.model_validate({**members, "hints": hints})


@router.get(
    "/measures/{measure_id}",
    operation_id="get_measure",
    summary="Read a measure",
    response_description="The measure.",
    responses={200: {"headers": CHANGEABLE}, **failures(404, key=True)},
)
async def get_measure(
    *, context: ContextDep, response: Response, facilitator: Facilitator, round_id: RoundPath, measure_id: MeasurePath
) -> MeasureShown:
    """Returns a measure with its reviews that are due."""
    async with context.database.reading() as transaction:
        await get_round(transaction, facilitator.reach, round_id)
        found = await storage.get_measure(transaction, round_id, measure_id, reach=facilitator.reach)
        held = await storage.list_reviews(transaction, round_id, [measure_id])
    response.headers["etag"] = f'"{revision_of(found)}"'
    return _shown(found, held)


@router.patch(
    "/measures/{measure_id}",
    operation_id="change_measure",
    summary="Change a measure",
    response_description="The measure as it is now.",
    responses={200: {"headers": CHANGEABLE}, **failures(404, 409, 412, 428, body=True, key=True)},
    openapi_extra=request_body("MeasureChange"),
)
async def patch_measure(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    measure_id: MeasurePath,
    if_match: IfMatch = None,
) -> MeasureShown:
    """Changes what the body names (JSON merge patch); all else stays as it is.

    Rejecting drops a measure; to take that back makes it an idea again.
    """
    del if_match
    body = await read_shape(request, MeasureChange)
    deed = deed_of(facilitator, now, new_ids)
    ground = await find_ground(context.database, context.plans, deed.reach, round_id, withdrawn_too=True)
    revisions = read_if_match(request.scope)
    changed = await change_measure(context.database, deed, ground, measure_id, _said(body), revisions=revisions)
    async with context.database.reading() as transaction:
        held = await storage.list_reviews(transaction, round_id, [measure_id])
    response.headers["etag"] = f'"{revision_of(changed)}"'
    return _shown(changed, held)


@router.post(
    "/measures/{measure_id}/reviews",
    operation_id="add_review",
    summary="Note a review of a measure",
    status_code=201,
    response_model=ReviewShown,
    response_description="The review; `Location` says where those of the measure are.",
    responses={201: {"headers": _MADE}, **failures(404, 409, body=True, key=True)},
    openapi_extra=request_body("NewReview"),
)
async def post_review(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    once: Once,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    measure_id: MeasurePath,
) -> Response:
    """Notes what was found when a measure was looked at again; the measure has the status of the one held last.

    Reviews are due 3, 6 and 12 months after the decision; others may be held in between. None takes an older one's
    place.
    """
    body = await read_shape(request, NewReview)
    deed = deed_of(facilitator, now, new_ids)
    ground = await find_ground(context.database, context.plans, deed.reach, round_id, withdrawn_too=True)
    said = {name: value for name, value in body.model_dump().items() if value is not None}

    async def create(transaction: Transaction) -> Created:
        made = await create_review(transaction, deed, ground, measure_id, said)
        path = f"/v1/rounds/{round_id}/measures/{measure_id}/reviews"
        return Created(path, ReviewShown.model_validate(made))

    return await once(facilitator, body, create)


@router.get(
    "/measures/{measure_id}/reviews",
    operation_id="list_reviews",
    summary="List the reviews of a measure",
    response_description="One page of the list.",
    responses=failures(404, key=True),
)
async def get_reviews(
    *, context: ContextDep, facilitator: Facilitator, page: PageDep, round_id: RoundPath, measure_id: MeasurePath
) -> ReviewPage:
    """Lists the reviews of a measure in the order in which they were noted, but those that were withdrawn."""
    after = int(page.behind(_is_number) or 0)
    async with context.database.reading() as transaction:
        await get_round(transaction, facilitator.reach, round_id)
        await storage.get_measure(transaction, round_id, measure_id, reach=facilitator.reach)
        stand = await storage.list_reviews(transaction, round_id, [measure_id])
    found = [each for each in stand if each.number > after][: page.one_more]
    shown, following = page.cut(found, lambda each: str(each.number))
    return ReviewPage(items=[ReviewShown.model_validate(each) for each in shown], next=following)


@router.delete(
    "/measures/{measure_id}/reviews/{number}",
    operation_id="withdraw_review",
    summary="Withdraw a review that was noted by mistake",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "It counts no longer."}, **failures(404, 409, key=True)},
)
async def remove_review(
    *,
    context: ContextDep,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    measure_id: MeasurePath,
    number: ReviewNumber,
) -> Response:
    """Says that a review was noted by mistake. It is no longer listed or due to be read; its record stays.

    Where the measure has its status from it, the status is again what it was before, or what a review found that was
    noted later.
    """
    deed = deed_of(facilitator, now, new_ids)
    ground = await find_ground(context.database, context.plans, deed.reach, round_id, withdrawn_too=True)
    await withdraw_review(context.database, deed, ground, measure_id, number)
    return Response(status_code=204)


def _is_number(name: str) -> bool:
    return name.isdecimal() and len(name) < 10


def _said(body: BaseModel) -> Mapping[str, Any]:
    """Return the members of a measure that a body says, as records hold them."""
    said = body.model_dump(exclude_unset=True, exclude={"suggestion"})
    for name in ("fields", "items", "co_actors"):
        if name in said:
            said[name] = tuple(said[name])
    if "evidence" in said:
        said["evidence"] = tuple(Evidence(**each) for each in said["evidence"])
    # A new one may name a member to say nothing of it, such as a title that is taken over.
    given = ("title", "decided_on")
    return {name: value for name, value in said.items() if value is not None or name not in given}


def _shown(measure: Measure, held: Iterable[Review]) -> MeasureShown:
    """Return a measure as callers read it; `held` are reviews, also those of others."""
    mine = [each for each in held if each.measure == measure.id]
    due = [ReviewDueShown.model_validate(each) for each in reviews_due(measure, mine)]
    derived = {"reviews_due": due, "revision": revision_of(measure)}
    members = {name: getattr(measure, name) for name in MeasureShown.model_fields.keys() - derived.keys()}
    return MeasureShown.model_validate({**members, **derived})


def _shown_fields(response: Response, round_id: UUID, found: FocusFields | None) -> FocusFieldsShown:
    number = 0 if found is None else found.number
    response.headers["etag"] = f'"{number}"'
    if found is None:
        return FocusFieldsShown(round=round_id, number=0, release_hash=None, chosen_on=None, fields=[])
    fields = [FocusFieldShown.model_validate(each) for each in found.fields]
    return FocusFieldsShown(
        round=round_id, number=number, release_hash=found.release_hash, chosen_on=found.chosen_on, fields=fields
    )
