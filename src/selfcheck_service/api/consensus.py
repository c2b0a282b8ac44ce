"""What a room agrees on beside what was released: consensus values and dissent notes."""

import re
from typing import Annotated, cast

from fastapi import APIRouter, Header, Path, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now, PageDep, read_shape
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.planning_schemas import ConsensusBody, ConsensusPage, ConsensusShown
from selfcheck_service.core.planning.document import SubjectKind
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.languages import speaker
from selfcheck_service.edge.revisions import read_if_match
from selfcheck_service.storage.consensus import SubjectName
from selfcheck_service.use_cases.agreeing import (
    ConsensusSeen,
    Said,
    list_consensus,
    note_consensus,
    see_consensus,
    withdraw_consensus,
)
from selfcheck_service.use_cases.ground import find_ground

router = APIRouter(prefix="/v1/rounds/{round_id}/consensus", tags=["workshop"], route_class=ContractRoute)

# As the definition of a questionnaire names its fields and items.
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST_KEY = 64

KindPath = Annotated[SubjectKind, Path(description="Whether it is about a field or about an item.")]
SubjectPath = Annotated[str, Path(max_length=200, description="Key of the field or the item.")]
IfMatch = Annotated[str | None, Header(description="ETag of what the caller has seen of it.")]
_TAGGED = {
    "ETag": {
        "description": "How many entries there are. Where there are some, send it as `If-Match` to add one.",
        "schema": {"type": "string"},
    }
}
_NOTED = {"description": "What was said; the entry is new.", "headers": _TAGGED}


@router.get(
    "",
    operation_id="list_consensus",
    summary="List what the room agreed on",
    response_description="One page of the list.",
    responses=failures(404, 409, key=True),
)
async def get_all(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    page: PageDep,
    round_id: RoundPath,
) -> ConsensusPage:
    """Lists what was said of fields and items, each beside what was released of it."""
    after = page.place(_subject)
    ground = await find_ground(context.database, context.plans, facilitator.reach, round_id, withdrawn_too=True)
    language = speaker(request.scope)(ground.plan.languages)
    response.headers["vary"] = "accept-language"
    found = await list_consensus(
        context.database, ground, facilitator.reach, language, after=after, limit=page.one_more
    )
    shown, following = page.cut(found, lambda each: f"{each.kind}/{each.key}")
    return ConsensusPage(items=[ConsensusShown.model_validate(each) for each in shown], next=following)


@router.get(
    "/{kind}/{subject}",
    operation_id="get_consensus",
    summary="Read what the room agreed on",
    response_description="What was said of it, beside what was released.",
    responses={200: {"headers": _TAGGED}, **failures(404, 409, key=True)},
)
async def get_one(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    round_id: RoundPath,
    kind: KindPath,
    subject: SubjectPath,
) -> ConsensusShown:
    """Returns everything that was said of a field or an item, the first rating first, beside what was released."""
    ground = await find_ground(context.database, context.plans, facilitator.reach, round_id, withdrawn_too=True)
    language = speaker(request.scope)(ground.plan.languages)
    found = await see_consensus(context.database, ground, facilitator.reach, (kind, subject), language)
    return _shown(response, found)


@router.put(
    "/{kind}/{subject}",
    operation_id="note_consensus",
    summary="Note a consensus value, or dissent",
    response_description="What was said; the same was said before.",
    responses={
        200: {"headers": _TAGGED},
        201: {**_NOTED, "model": ConsensusShown},
        **failures(404, 409, 412, 428, body=True, key=True),
    },
    openapi_extra=request_body("ConsensusBody"),
)
async def put_one(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    kind: KindPath,
    subject: SubjectPath,
    if_match: IfMatch = None,
) -> ConsensusShown:
    """Notes what the room says of a field or an item beside what was released, and beside all that was said before.

    To estimate, talk and estimate again gives two entries. To say the same again changes nothing (200). What was said
    before holds no longer, so who says something else needs `If-Match`.
    """
    del if_match
    body = await read_shape(request, ConsensusBody)
    deed = deed_of(facilitator, now, new_ids)
    ground = await find_ground(context.database, context.plans, deed.reach, round_id)
    said = Said(body.outcome, body.value, body.reason, body.decided_on)
    revisions = read_if_match(request.scope)
    _, is_new = await note_consensus(context.database, deed, ground, (kind, subject), said, revisions=revisions)
    language = speaker(request.scope)(ground.plan.languages)
    found = await see_consensus(context.database, ground, deed.reach, (kind, subject), language)
    response.status_code = 201 if is_new else 200
    return _shown(response, found)


@router.delete(
    "/{kind}/{subject}",
    operation_id="withdraw_consensus",
    summary="Withdraw what the room agreed on",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "It holds no longer."}, **failures(404, 409, 412, 428, key=True)},
)
async def remove_one(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    kind: KindPath,
    subject: SubjectPath,
    if_match: IfMatch = None,
) -> Response:
    """Says that what was noted last holds no longer. The entries stay, and this is one of them."""
    del if_match
    deed = deed_of(facilitator, now, new_ids)
    ground = await find_ground(context.database, context.plans, deed.reach, round_id)
    revisions = read_if_match(request.scope)
    await withdraw_consensus(context.database, deed, ground, (kind, subject), revisions)
    return Response(status_code=204)


def _shown(response: Response, found: ConsensusSeen) -> ConsensusShown:
    response.headers["etag"] = f'"{len(found.entries)}"'
    response.headers["vary"] = "accept-language"
    return ConsensusShown.model_validate(found)


def _subject(text: str) -> SubjectName:
    kind, _, key = text.partition("/")
    if kind not in ("field", "item") or len(key) > _LONGEST_KEY or _KEY.fullmatch(key) is None:
        raise ValueError("no subject")
    return cast("SubjectKind", kind), key
