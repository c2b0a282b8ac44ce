"""Programmes: cohorts of municipalities, as far as a key reaches."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import (
    ContextDep,
    ContractRoute,
    NewIds,
    Now,
    PageDep,
    merged,
    read_patch,
    read_shape,
)
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.members import named_place, place_of
from selfcheck_service.api.once import Created, Once
from selfcheck_service.api.registry_schemas import Programme, ProgrammeBody, ProgrammePage, ProgrammeSummary
from selfcheck_service.core.definition.shapes import parse_shape
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.problems import Forbidden
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import programmes as storage
from selfcheck_service.storage.reach import Reach
from selfcheck_service.use_cases.registering import change_programme, register_programme

router = APIRouter(prefix="/v1/programmes", tags=["municipalities"], route_class=ContractRoute)

ProgrammePath = Annotated[UUID, Path(description="Id of the programme.")]


@router.post(
    "",
    operation_id="register_programme",
    summary="Register a programme",
    status_code=201,
    response_model=Programme,
    response_description="The programme; `Location` says where it is.",
    responses=failures(body=True, key=True),
    openapi_extra=request_body("ProgrammeBody"),
)
async def create_programme(
    *, request: Request, facilitator: Facilitator, once: Once, now: Now, new_ids: NewIds
) -> Response:
    """Registers a cohort of municipalities, all of which the key reaches."""
    body = await read_shape(request, ProgrammeBody)
    deed = deed_of(facilitator, now, new_ids)

    async def create(transaction: Transaction) -> Created:
        made = await register_programme(transaction, deed, body.name, body.municipalities)
        return Created(f"/v1/programmes/{made}", await _read(transaction, deed.reach, made))

    return await once(facilitator, body, create)


@router.get(
    "",
    operation_id="list_programmes",
    summary="List programmes",
    response_description="One page of the list.",
    responses=failures(key=True),
)
async def list_programmes(*, context: ContextDep, facilitator: Facilitator, page: PageDep) -> ProgrammePage:
    """Lists the programmes in which a municipality in reach of the key takes part, by name."""
    after = page.place(named_place)
    async with context.database.reading() as transaction:
        found = await storage.list_programmes(transaction, facilitator.reach, after=after, limit=page.one_more)
    shown, following = page.cut(found, lambda each: place_of(each.name, each.id))
    return ProgrammePage(
        items=[ProgrammeSummary.model_validate(each) for each in shown],
        next=following,
    )


@router.get(
    "/{programme_id}",
    operation_id="get_programme",
    summary="Read a programme",
    response_description="The programme.",
    responses=failures(404, key=True),
)
async def get_programme(*, context: ContextDep, facilitator: Facilitator, programme_id: ProgrammePath) -> Programme:
    """Returns a programme with those of its municipalities that are in reach of the key."""
    async with context.database.reading() as transaction:
        return await _read(transaction, facilitator.reach, programme_id)


@router.patch(
    "/{programme_id}",
    operation_id="change_programme",
    summary="Change a programme",
    response_description="The programme as it is now.",
    responses=failures(404, body=True, key=True),
    openapi_extra=request_body("ProgrammePatch"),
)
async def patch_programme(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    programme_id: ProgrammePath,
) -> Programme:
    """Changes the members that the body names (JSON merge patch).

    Only a key that reaches all of its municipalities, before and afterwards, may change a programme.
    """
    patch = await read_patch(request)
    deed = deed_of(facilitator, now, new_ids)
    async with context.database.transaction() as transaction:
        before = await storage.get_programme(transaction, deed.reach, programme_id, to_change=True)
        if await storage.has_members_beyond(transaction, deed.reach, programme_id):
            raise Forbidden("programme_reaches_further")
        members = [str(each.id) for each in await storage.list_members(transaction, deed.reach, programme_id)]
        body = parse_shape(ProgrammeBody, merged({"name": before.name, "municipalities": members}, patch))
        await change_programme(transaction, deed, programme_id, body.name, body.municipalities)
        return await _read(transaction, deed.reach, programme_id)


async def _read(transaction: Transaction, reach: Reach, programme_id: UUID) -> Programme:
    found = await storage.get_programme(transaction, reach, programme_id)
    members = await storage.list_members(transaction, reach, programme_id)
    return Programme.model_validate({**ProgrammeSummary.model_validate(found).model_dump(), "municipalities": members})
