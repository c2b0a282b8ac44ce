"""What respondents ask for but submitting: the welcome, drafts, and what is stored of them."""

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from selfcheck_service.api.auth import Holder, Invited, InvitedOrHolder
from selfcheck_service.api.dependencies import (
    EVALUATION_JSON,
    ContextDep,
    ContractRoute,
    NewIds,
    Now,
    PageDep,
)
from selfcheck_service.api.details import DetailParameter
from selfcheck_service.api.failures import failures
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.respondent_schemas import (
    EVALUATION,
    REVISION,
    Draft,
    IfMatch,
    Rating,
    RatingPage,
    ResponsePath,
    StoredResponse,
    Welcome,
)
from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.scoring import evaluate_to_json
from selfcheck_service.edge.bodies import read_json
from selfcheck_service.edge.languages import speaker
from selfcheck_service.edge.respondents import Shown, require_chance, require_secret
from selfcheck_service.edge.revisions import read_if_match
from selfcheck_service.use_cases import welcoming
from selfcheck_service.use_cases.individual import print_evaluation
from selfcheck_service.use_cases.standing import Holder as HolderOf
from selfcheck_service.use_cases.taking_along import stored_of
from selfcheck_service.use_cases.understanding import encode_plain, plain_answers

router = APIRouter(prefix="/v1/rounds/{round_id}", tags=["respondents"], route_class=ContractRoute)

LONGEST_PLACE_IN_LIST = 9
# What somebody answered is for nobody's cache.
_PRIVATE = {"cache-control": "private, no-store"}
_DRAFT_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DraftRequest"}}},
    }
}


@router.get(
    "/welcome",
    operation_id="get_welcome",
    summary="Read what respondents are told",
    response_description="The welcome, in the language asked for.",
    responses=failures(401),
)
async def get_welcome(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    shown: InvitedOrHolder,
    now: Now,
    round_id: RoundPath,
    response_id: Annotated[
        uuid.UUID | None, Query(description="Id of the own response, for whoever shows its secret and no code.")
    ] = None,
) -> Welcome:
    """Tells whoever shows an access code, or the secret of a response, what the round is about and who will see what.

    A code that was used, revoked or made up, and a round that does not exist, look the same. Looking spends no code.
    """
    guest = welcoming.Guest(round_id, shown.code_hash(round_id), response_id, shown.secret_hash)
    found = await welcoming.welcome_guest(
        context.database, context.responding.openings, guest, speak=_speaker(request), now=now
    )
    response.headers.update({**_PRIVATE, "content-language": found.language, "vary": "accept-language"})
    return Welcome.model_validate(found)


@router.put(
    "/drafts/{response_id}",
    operation_id="keep_draft",
    summary="Keep a draft",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "Kept.", "headers": REVISION}, **failures(401, 404, 409, 410, 412, body=True)},
    openapi_extra=_DRAFT_BODY,
)
async def keep_draft(
    *,
    context: ContextDep,
    request: Request,
    shown: Invited,
    now: Now,
    round_id: RoundPath,
    response_id: ResponsePath,
    if_match: IfMatch = None,
) -> Response:
    """Keeps a draft, to be resumed on any device that knows id and secret; the first one spends the access code.

    Another draft that is there already is replaced only with `If-Match`, so that of two devices none loses anything
    without a word. The same draft once more changes nothing.
    """
    del if_match
    body = await read_json(request.scope, request.receive, EVALUATION_JSON)
    holder = HolderOf(
        round_id,
        require_chance(response_id),
        require_secret(shown),
        shown.code_hash(round_id),
        read_if_match(request.scope),
    )
    draft = await context.responding.keep_draft(holder, body, now=now)
    return Response(status_code=204, headers={**_PRIVATE, "etag": f'"{draft.revision}"'})


@router.get(
    "/drafts/{response_id}",
    operation_id="get_draft",
    summary="Resume a draft",
    response_description="The draft as it was kept.",
    responses={200: {"model": Draft, "headers": REVISION}, **failures(401, 404, 410)},
)
async def get_draft(*, context: ContextDep, shown: Holder, round_id: RoundPath, response_id: ResponsePath) -> Response:
    """Returns the draft, for whoever shows the secret of the response."""
    held = await context.responding.hold(_holder(shown, round_id, response_id))
    if held.row.draft is None:
        raise NotFound("no_draft")
    return _json(held.row.draft, held.draft_revision)


@router.delete(
    "/drafts/{response_id}",
    operation_id="discard_draft",
    summary="Discard a draft",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "There is no draft any more."}, **failures(401, 404, 410)},
)
async def discard_draft(
    *, context: ContextDep, shown: Holder, round_id: RoundPath, response_id: ResponsePath
) -> Response:
    """Throws the draft away. What was submitted stays; who has not submitted may begin again with the same secret."""
    await context.responding.discard_draft(_holder(shown, round_id, response_id))
    return Response(status_code=204, headers=_PRIVATE)


@router.get(
    "/responses/{response_id}",
    operation_id="get_response",
    summary="Read one's own response",
    response_description="Everything that is stored of it.",
    responses={200: {"model": StoredResponse, "headers": REVISION}, **failures(401, 404, 410)},
)
async def get_response(
    *, context: ContextDep, shown: Holder, round_id: RoundPath, response_id: ResponsePath
) -> Response:
    """Returns everything that is stored of a response, draft included, for whoever shows its secret."""
    held = await context.responding.hold(_holder(shown, round_id, response_id))
    return _json(encode_plain(stored_of(held)), held.revision)


@router.get(
    "/responses/{response_id}/evaluation",
    operation_id="get_evaluation",
    summary="Read one's own evaluation",
    response_description="The evaluation of what is submitted.",
    response_class=Response,
    responses={200: {"content": EVALUATION, "headers": REVISION}, **failures(401, 404, 410)},
)
async def get_evaluation(
    *,
    context: ContextDep,
    shown: Holder,
    round_id: RoundPath,
    response_id: ResponsePath,
    language: Annotated[
        str | None, Query(max_length=35, description="One of the round's languages; else the one it was submitted in.")
    ] = None,
    explanation: DetailParameter = "short",
) -> Response:
    """Evaluates the submitted answers once more: the same bytes as when they were submitted."""
    held = await context.responding.hold(_holder(shown, round_id, response_id))
    answers = await context.responding.recall(held)
    spoken = welcoming.require_language(held.opening, language) or held.row.language or held.opening.round.languages[0]
    content, language_found = evaluate_to_json(answers, language=spoken, explanation=explanation)
    reply = _json(content, held.revision)
    reply.headers["content-language"] = language_found
    return reply


@router.get(
    "/responses/{response_id}/evaluation.pdf",
    operation_id="print_evaluation",
    summary="Print one's own evaluation",
    response_class=Response,
    responses={
        200: {
            "description": "The evaluation as PDF/UA-1.",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        },
        **failures(401, 404, 410),
    },
)
async def get_evaluation_on_paper(
    *,
    context: ContextDep,
    shown: Holder,
    round_id: RoundPath,
    response_id: ResponsePath,
    language: Annotated[
        str | None, Query(max_length=35, description="One of the round's languages; else the one it was submitted in.")
    ] = None,
) -> Response:
    """Evaluates the submitted answers once more, as a document to keep: the same bytes for the same answers.

    What carries furthest comes first, then each field with its score and how far that can be relied on, then what
    lifts it, and suggestions with why they are offered. No free text is in it.
    """
    held = await context.responding.hold(_holder(shown, round_id, response_id))
    answers = await context.responding.recall(held)
    spoken = welcoming.require_language(held.opening, language) or held.row.language or held.opening.round.languages[0]
    made = await print_evaluation(held, answers, spoken)
    headers = {**_PRIVATE, "content-language": made.language}
    headers["content-disposition"] = f'attachment; filename="{made.file_name}"'
    return Response(made.content, media_type="application/pdf", headers=headers)


@router.delete(
    "/responses/{response_id}",
    operation_id="erase_response",
    summary="Erase one's own response",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "Erased for good."}, **failures(401, 404, 410)},
)
async def erase_response(
    *, context: ContextDep, shown: Holder, now: Now, new_id: NewIds, round_id: RoundPath, response_id: ResponsePath
) -> Response:
    """Erases a response with its draft for good. From then on its id is answered with 410, late repetitions too.

    What was released from the round before stays: it contains no single answer, or a joint one that is nobody's own.
    Only the release of an `open` round, where people stand under names, is withdrawn; the facilitator can seal the
    round again.
    """
    await context.responding.erase(_holder(shown, round_id, response_id), note_id=new_id(), now=now)
    return Response(status_code=204, headers=_PRIVATE)


@router.get(
    "/responses/{response_id}/ratings",
    operation_id="list_ratings",
    summary="Read the ratings of an open round",
    response_description="One page of the ratings, in an order that means nothing.",
    responses=failures(401, 404, 409, 410),
)
async def list_ratings(
    *,
    context: ContextDep,
    response: Response,
    shown: Holder,
    now: Now,
    page: PageDep,
    round_id: RoundPath,
    response_id: ResponsePath,
) -> RatingPage:
    """Shows the members of an `open` round each other's ratings, under the names they chose, once it is closed.

    A member is who has submitted. Before the closing nobody sees the others', so that everybody rates alone first.
    """
    held = await context.responding.hold(_holder(shown, round_id, response_id))
    # Ids of others would say who has erased theirs since; a place in the list does not.
    skip = int(page.behind(lambda name: name.isdecimal() and len(name) < LONGEST_PLACE_IN_LIST) or 0)
    found = await context.responding.ratings(held, skip=skip, limit=page.one_more, now=now)
    rows, following = page.cut(found, lambda _: str(skip + page.limit))
    response.headers.update(_PRIVATE)
    return RatingPage(
        items=[
            Rating(
                display_name=row.display_name or "",
                perspective=row.perspective or None,
                answers=plain_answers(row.answers or b"{}"),
            )
            for row in rows
        ],
        next=following,
    )


def _speaker(request: Request) -> welcoming.Speaker:
    return speaker(request.scope)


def _holder(shown: Shown, round_id: uuid.UUID, response_id: uuid.UUID) -> HolderOf:
    return HolderOf(round_id, response_id, require_secret(shown))


def _json(content: bytes, revision: str | None) -> Response:
    headers = _PRIVATE if revision is None else {**_PRIVATE, "etag": f'"{revision}"'}
    return Response(content, media_type="application/json", headers=headers)
