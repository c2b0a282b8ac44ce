"""Forms on paper: printed for a version or for a round, and typed in again."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response

from selfcheck_service.api.auth import Facilitator, anyone
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now, read_shape
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.once import Created, Once
from selfcheck_service.api.paper_schemas import PaperResponse, PaperTaken
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.round_replies import asked_language
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.names import KEY_PATTERN, LONGEST_KEY, VERSION_PATTERN
from selfcheck_service.edge.revisions import has_already
from selfcheck_service.storage import Transaction
from selfcheck_service.use_cases.paper_entry import Paper, read_paper, take_paper
from selfcheck_service.use_cases.printed_forms import PrintedForm
from selfcheck_service.use_cases.printing import print_form, print_form_of_round

router = APIRouter(prefix="/v1", tags=["forms"], route_class=ContractRoute)

_PDF = "application/pdf"
Language = Annotated[
    str | None,
    Query(max_length=35, description="One of the languages there are, `de-simple` among them; else the preferred one."),
]
IfNoneMatch = Annotated[str | None, Header(description="ETags of what the caller has already.")]
_HEADERS = {
    "ETag": {"description": "The SHA-256 of the file.", "schema": {"type": "string"}},
    "Content-Disposition": {"description": "A name for the file.", "schema": {"type": "string"}},
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The form.",
        "content": {_PDF: {"schema": {"type": "string", "format": "binary"}}},
        "headers": _HEADERS,
    },
    304: {"description": "The caller has it already (`If-None-Match`)."},
}


@router.get(
    "/questionnaires/{key}/versions/{version}/form.pdf",
    operation_id="print_form",
    summary="Print a questionnaire",
    dependencies=[anyone],
    response_class=Response,
    responses={**_FILE, **failures(404)},
)
async def get_form(
    *,
    context: ContextDep,
    request: Request,
    key: Annotated[
        str,
        Path(
            pattern=KEY_PATTERN, max_length=LONGEST_KEY, description="Key of the questionnaire.", examples=["beispiel"]
        ),
    ],
    version: Annotated[
        str, Path(pattern=VERSION_PATTERN, description="Exact version: MAJOR.MINOR.PATCH.", examples=["1.0.0"])
    ],
    form: Annotated[
        str | None, Query(max_length=64, description="Key of a form of the questionnaire; absent: its first one.")
    ] = None,
    language: Language = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Returns a version as a form on paper (PDF/UA-1), for reading and preparing: it belongs to no round.

    To be answered, print the form of the round: on that stands who sees the answers.
    """
    speak = asked_language(request.scope, language)
    made = await print_form(
        context.database, context.plans, context.printed_forms, key, version, form=form, speak=speak
    )
    return _sent(made, if_none_match, "public, max-age=3600")


@router.get(
    "/rounds/{round_id}/form.pdf",
    operation_id="print_form_of_round",
    summary="Print the form of a round",
    response_class=Response,
    responses={**_FILE, **failures(404, 409, key=True)},
)
async def get_form_of_round(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    round_id: RoundPath,
    perspective: Annotated[
        str | None,
        Query(max_length=64, description="Key of the perspective; may be absent where the round has no more than one."),
    ] = None,
    language: Language = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Returns the form of a round for one perspective (PDF/UA-1): what its people are told, and what they are asked.

    It tells them that somebody types their answers in. Nobody stands on it, so the same form is copied for all of them;
    an access code is written on each. In an open round there is no paper.
    """
    speak, reach = asked_language(request.scope, language), facilitator.reach
    made = await print_form_of_round(
        context.database, context.plans, reach, round_id, perspective=perspective, speak=speak
    )
    return _sent(made, if_none_match, "private, no-store")


@router.post(
    "/rounds/{round_id}/paper-responses",
    operation_id="take_paper_response",
    summary="Type a form in",
    status_code=201,
    response_model=PaperTaken,
    response_description="It was taken.",
    responses=failures(404, 409, body=True, key=True),
    openapi_extra=request_body("PaperResponse"),
)
async def post_paper_response(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    once: Once,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
) -> Response:
    """Takes what somebody filled in by hand as a response of the round, while it is open, and spends an access code.

    The answer says that it was taken and nothing else: no evaluation and no answers. Nobody gets a key to it, so that
    it cannot be read, changed or erased by itself. A form that was typed in already is refused by its spent code, and
    so is a code for many. In an open round there is no paper.
    """
    body = await read_shape(request, PaperResponse)
    deed = deed_of(facilitator, now, new_ids)
    paper = await read_paper(context.database, context.plans, deed.reach, round_id, Paper(**body.model_dump()))

    async def create(transaction: Transaction) -> Created:
        await take_paper(transaction, deed, paper, chance=secrets.token_bytes)
        return Created(f"/v1/rounds/{round_id}/participation", PaperTaken(perspective=paper.perspective or None))

    return await once(facilitator, body, create)


def _sent(made: PrintedForm, if_none_match: str | None, cache: str) -> Response:
    headers = {
        "etag": f'"{made.digest}"',
        "cache-control": cache,
        "content-language": made.language,
        "vary": "accept-language",
    }
    if has_already(if_none_match, made.digest):
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f'attachment; filename="{made.file_name}"'
    return Response(made.content, media_type=_PDF, headers=headers)
