"""Municipalities: registering, finding and changing them, as far as a key reaches."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

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
from selfcheck_service.api.registry_schemas import (
    GuestBody,
    Municipality,
    MunicipalityBody,
    MunicipalityPage,
    MunicipalityPatch,
)
from selfcheck_service.core.definition import Problem
from selfcheck_service.core.definition.shapes import parse_shape
from selfcheck_service.core.rounds.municipal_keys import read_official_key
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.problems import ParametersInvalid
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import municipalities as storage
from selfcheck_service.storage.municipalities import GUEST
from selfcheck_service.use_cases.registering import Particulars, change_municipality, register_municipality

router = APIRouter(prefix="/v1/municipalities", tags=["municipalities"], route_class=ContractRoute)

MunicipalityPath = Annotated[UUID, Path(description="Id of the municipality.")]


@router.post(
    "",
    operation_id="register_municipality",
    summary="Register a municipality",
    status_code=201,
    response_model=Municipality,
    response_description="The municipality; `Location` says where it is.",
    responses=failures(body=True, key=True),
    openapi_extra=request_body("MunicipalityBody"),
)
async def create_municipality(
    *, request: Request, facilitator: Facilitator, once: Once, now: Now, new_ids: NewIds
) -> Response:
    """Registers a municipality. Nothing keeps it from being registered twice: look for it first.

    A key that is restricted to some municipalities may register only those whose official key it names.
    """
    body = await read_shape(request, MunicipalityBody)
    deed = deed_of(facilitator, now, new_ids)

    async def create(transaction: Transaction) -> Created:
        made = await register_municipality(transaction, deed, Particulars(**body.model_dump()))
        return Created(f"/v1/municipalities/{made.id}", Municipality.model_validate(made))

    return await once(facilitator, body, create)


@router.get(
    "",
    operation_id="list_municipalities",
    summary="List municipalities",
    response_description="One page of the list.",
    responses=failures(key=True),
)
async def list_municipalities(
    *,
    context: ContextDep,
    facilitator: Facilitator,
    page: PageDep,
    programme: Annotated[UUID | None, Query(description="Only those that take part in this programme.")] = None,
    official_key: Annotated[
        str | None, Query(max_length=30, description="Only those that are registered with this official key.")
    ] = None,
) -> MunicipalityPage:
    """Lists the municipalities in reach of the key, by name. A key for all of them does not see those of guests."""
    after = page.place(named_place)
    wanted = None if official_key is None else _read_key(official_key)
    async with context.database.reading() as transaction:
        found = await storage.list_municipalities(
            transaction,
            facilitator.reach,
            programme_id=programme,
            official_key=wanted,
            after=after,
            limit=page.one_more,
        )
    shown, following = page.cut(found, lambda each: place_of(each.name, each.id))
    return MunicipalityPage(
        items=[Municipality.model_validate(each) for each in shown],
        next=following,
    )


def _read_key(text: str) -> str:
    found = read_official_key(text, "?official_key")
    if isinstance(found, Problem):
        raise ParametersInvalid([found])
    return found.digits


@router.get(
    "/{municipality_id}",
    operation_id="get_municipality",
    summary="Read a municipality",
    response_description="The municipality.",
    responses=failures(404, key=True),
)
async def get_municipality(
    *, context: ContextDep, facilitator: Facilitator, municipality_id: MunicipalityPath
) -> Municipality:
    """Returns one municipality in reach of the key."""
    async with context.database.reading() as transaction:
        found = await storage.get_municipality(transaction, facilitator.reach, municipality_id)
    return Municipality.model_validate(found)


@router.patch(
    "/{municipality_id}",
    operation_id="change_municipality",
    summary="Change a municipality",
    response_description="The municipality as it is now.",
    responses=failures(404, body=True, key=True),
    openapi_extra=request_body("MunicipalityPatch"),
)
async def patch_municipality(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    municipality_id: MunicipalityPath,
) -> Municipality:
    """Changes the members that the body names (JSON merge patch).

    With a new official key and no Land the Land follows the key. The municipality of a guest round has only a name.
    """
    patch = await read_patch(request)
    deed = deed_of(facilitator, now, new_ids)
    async with context.database.transaction() as transaction:
        before = await storage.get_municipality(transaction, facilitator.reach, municipality_id, to_change=True)
        after = await change_municipality(transaction, deed, before, _patched(before, patch))
    return Municipality.model_validate(after)


def _patched(before: storage.Municipality, patch: dict[str, object]) -> Particulars:
    if before.type == GUEST:
        return Particulars(parse_shape(GuestBody, merged({"name": before.name}, patch)).name, GUEST)
    on = before.official_key_on
    stored = {name: getattr(before, name) for name in MunicipalityPatch.model_fields}
    document = merged({**stored, "official_key_on": None if on is None else on.isoformat()}, patch)
    if patch.get("official_key") is not None and "land" not in patch:
        document.pop("land", None)
    return Particulars(**parse_shape(MunicipalityBody, document).model_dump())
