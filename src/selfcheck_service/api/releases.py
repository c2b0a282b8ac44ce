"""Releases: sealing a round, and reading what was published of it. Every reader gets the same bytes."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response

from selfcheck_service.api.auth import Facilitator, Holder
from selfcheck_service.api.dependencies import (
    ContextDep,
    ContractRoute,
    NewIds,
    Now,
    PageDep,
    has_body,
    read_shape,
)
from selfcheck_service.api.failures import failures
from selfcheck_service.api.paths import ReleaseNumber, RoundPath
from selfcheck_service.api.release_schemas import NothingToSay, ReleaseEntry, ReleasePage
from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.respondents import require_secret
from selfcheck_service.edge.revisions import has_already
from selfcheck_service.storage import releases as storage
from selfcheck_service.storage.releases import StoredRelease
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.sealing import Sealer
from selfcheck_service.use_cases.standing import Holder as HolderOf

router = APIRouter(prefix="/v1/rounds/{round_id}", tags=["releases"], route_class=ContractRoute)

IfNoneMatch = Annotated[str | None, Header(description="ETags of what the caller has already.")]
_TAGGED = {"ETag": {"description": "The SHA-256 of the release.", "schema": {"type": "string"}}}
_MADE = {**_TAGGED, "Location": {"description": "Where the release is.", "schema": {"type": "string"}}}
_CONTENT: dict[str, Any] = {"application/json": {"schema": {"$ref": "#/components/schemas/Release"}}}
_UNCHANGED: dict[str, Any] = {"description": "The caller has it already (`If-None-Match`)."}
_READ: dict[int | str, dict[str, Any]] = {
    200: {"description": "The release.", "content": _CONTENT, "headers": _TAGGED},
    304: _UNCHANGED,
}


@router.post(
    "/releases",
    operation_id="seal_round",
    summary="Seal a round",
    status_code=201,
    response_class=Response,
    responses={
        201: {"description": "The release; `Location` says where it is.", "content": _CONTENT, "headers": _MADE},
        200: {"description": "The release that was there already.", "content": _CONTENT, "headers": _MADE},
        **failures(404, 409, body=True, key=True),
    },
)
async def post_release(
    *, context: ContextDep, request: Request, facilitator: Facilitator, now: Now, new_ids: NewIds, round_id: RoundPath
) -> Response:
    """Makes the release of a closed round, once and for good. It needs no body, and to send it again is harmless.

    From then on nobody enters or corrects and the closing stays as it is. A response can still be erased; the release
    stays, since nobody can be told from others in it, and a joint answer is nobody's own. Only that of an `open` round
    is withdrawn then, and the next one has a new number. Below the minimum group size nothing is shown, and the closing
    may still be moved.
    """
    if has_body(request):
        await read_shape(request, NothingToSay)
    deed = deed_of(facilitator, now, new_ids)
    sealed = await Sealer(context.database, context.plans, deed).seal(round_id)
    location = f"{context_of(request.scope).root_path}/v1/rounds/{round_id}/releases/{sealed.release.number}"
    reply = _sent(sealed.release)
    reply.status_code = 201 if sealed.created else 200
    reply.headers["location"] = location
    return reply


@router.get(
    "/releases",
    operation_id="list_releases",
    summary="List the releases of a round",
    response_description="One page of the list.",
    responses=failures(404, key=True),
)
async def get_releases(
    *, context: ContextDep, facilitator: Facilitator, page: PageDep, round_id: RoundPath
) -> ReleasePage:
    """Lists what is published of a round: nothing before it is sealed, and one release afterwards."""
    after = int(page.behind(lambda name: name.isdecimal() and len(name) < 10) or 0)
    async with context.database.reading() as transaction:
        await get_round(transaction, facilitator.reach, round_id)
        found = await storage.list_releases(
            transaction, round_id, reach=facilitator.reach, after=after, limit=page.one_more
        )
    shown, following = page.cut(found, lambda each: str(each.number))
    items = [
        ReleaseEntry(
            round=each.round_id, number=each.number, release_hash=each.release_hash, released_at=each.released_at
        )
        for each in shown
    ]
    return ReleasePage(items=items, next=following)


@router.get(
    "/releases/{number}",
    operation_id="get_release",
    summary="Read a release",
    response_class=Response,
    responses={**_READ, **failures(404, key=True)},
)
async def get_release(
    *,
    context: ContextDep,
    facilitator: Facilitator,
    round_id: RoundPath,
    number: ReleaseNumber,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Returns the canonical bytes of a release. Their SHA-256 is its hash, and they never change."""
    async with context.database.reading() as transaction:
        found = await storage.find_release(transaction, round_id, number, reach=facilitator.reach)
    if found is None:
        raise NotFound("unknown_release", id=str(round_id), number=number)
    return _sent(found, if_none_match)


@router.get(
    "/responses/{response_id}/releases/{number}",
    operation_id="get_release_as_member",
    summary="Read the release of an open round as a member",
    response_class=Response,
    responses={**_READ, **failures(401, 404, 409, 410)},
)
async def get_release_as_member(
    *,
    context: ContextDep,
    shown: Holder,
    round_id: RoundPath,
    response_id: Annotated[UUID, Path(description="Id of one's own response.")],
    number: ReleaseNumber,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Shows the members of an `open` round its release: the same bytes that the facilitator reads.

    A member is who has submitted.
    """
    held = await context.responding.hold(HolderOf(round_id, response_id, require_secret(shown)))
    found = await context.responding.release(held, number)
    return _sent(found, if_none_match)


def _sent(found: StoredRelease, if_none_match: str | None = None) -> Response:
    headers = {"etag": f'"{found.release_hash}"', "cache-control": "private, no-store"}
    if has_already(if_none_match, found.release_hash):
        return Response(status_code=304, headers=headers)
    return Response(found.document, media_type="application/json", headers=headers)
