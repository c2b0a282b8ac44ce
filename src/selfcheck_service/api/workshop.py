"""The workshop brief: what a facilitator takes into the room, made of a release, with a schedule beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response

from selfcheck_service.api.auth import Facilitator, deed_of
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now
from selfcheck_service.api.failures import failures
from selfcheck_service.api.round_replies import asked_language
from selfcheck_service.core.workshop import Kind, PreparedWorkshop, canonical_workshop
from selfcheck_service.edge.context import Context, header_of
from selfcheck_service.edge.media import negotiate_media_type
from selfcheck_service.edge.revisions import has_already
from selfcheck_service.reports.workshop import workshop_page
from selfcheck_service.use_cases.briefing import Briefing, BriefWish, brief_workshop
from selfcheck_service.use_cases.deeds import Deed

router = APIRouter(prefix="/v1/rounds/{round_id}/releases", tags=["workshop"], route_class=ContractRoute)

JSON, HTML = "application/json", "text/html"
RoundPath = Annotated[UUID, Path(description="Id of the round.")]
NumberPath = Annotated[int, Path(ge=1, le=1000, description="Number of the release in its round, from 1.")]
Language = Annotated[
    str | None,
    Query(max_length=35, description="One of the questionnaire's languages; else the one that is preferred."),
]
KindOf = Annotated[
    Kind,
    Query(description="90 minutes online, 210 minutes, 480 minutes with a dialogue, or two parts of 150 minutes."),
]
People = Annotated[
    int | None,
    Query(ge=5, le=60, description="How many come. Absent: as many as took part, at least 5 and at most 60."),
]
IfNoneMatch = Annotated[str | None, Header(description="ETags of what the caller has already.")]
_TAGGED = {"ETag": {"description": "The SHA-256 of what is sent.", "schema": {"type": "string"}}}
_NAMED = {**_TAGGED, "Content-Disposition": {"description": "A name for the file.", "schema": {"type": "string"}}}
_JSON_CONTENT: dict[str, Any] = {"schema": {"$ref": "#/components/schemas/PreparedWorkshop"}}
_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_UNCHANGED: dict[str, Any] = {"description": "The caller has it already (`If-None-Match`)."}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What all forms of the brief are asked by."""

    language: str | None
    kind: Kind
    people: int | None
    if_none_match: str | None


async def _asked(
    *,
    language: Language = None,
    kind: KindOf = "half_day",
    people: People = None,
    if_none_match: IfNoneMatch = None,
) -> _Asked:
    return _Asked(language, kind, people, if_none_match)


AskedDep = Annotated[_Asked, Depends(_asked)]


@dataclass(frozen=True, slots=True)
class _Call:
    """Who asks for the brief of which release."""

    context: Context
    request: Request
    deed: Deed
    round_id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of the brief: how its bytes are made, and what the trail calls it; it has no name for a plain answer."""

    media_type: str
    write: Callable[[PreparedWorkshop], bytes]
    ending: str | None = None
    exported: str | None = None


_FORMS: Mapping[str, _Form] = {
    JSON: _Form("application/json", canonical_workshop),
    HTML: _Form("text/html; charset=utf-8", workshop_page, "html", "brief_html"),
}


@router.get(
    "/{number}/workshop-brief",
    operation_id="get_workshop_brief",
    summary="Prepare a workshop",
    response_class=Response,
    responses={
        200: {
            "description": "The brief and the schedule; by `Accept` as one HTML file.",
            "content": {JSON: _JSON_CONTENT, HTML: _TEXT},
            "headers": _TAGGED,
        },
        304: _UNCHANGED,
        **failures(404, key=True),
    },
)
async def get_brief(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    number: NumberPath,
    asked: AskedDep,
) -> Response:
    """Returns what a facilitator takes into the room: figures of the release, proposals with reasons, and a schedule.

    It follows from the release, its version and the profile of the round alone, so the same request has the same bytes.
    Nothing is stored, and nothing stands in it that the release does not show.
    """
    call = _Call(context, request, deed_of(facilitator, now, new_ids), round_id, number)
    form = _FORMS[negotiate_media_type(header_of(request.scope, b"accept"), tuple(_FORMS))]
    return await _made(call, asked, form)


@router.get(
    "/{number}/workshop-brief.html",
    operation_id="get_workshop_brief_as_html",
    summary="Prepare a workshop as one HTML file",
    response_class=Response,
    responses={
        200: {"description": "The brief and the schedule as a file.", "content": {HTML: _TEXT}, "headers": _NAMED},
        304: _UNCHANGED,
        **failures(404, key=True),
    },
)
async def get_brief_as_html(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    number: NumberPath,
    asked: AskedDep,
) -> Response:
    """Returns the brief as one file that needs no network: to print, to project part by part, numbers hidden or not."""
    return await _made(
        _Call(context, request, deed_of(facilitator, now, new_ids), round_id, number), asked, _FORMS[HTML]
    )


async def _made(call: _Call, asked: _Asked, form: _Form) -> Response:
    wish = BriefWish(
        call.round_id,
        call.number,
        asked.kind,
        asked.people,
        speak=asked_language(call.request.scope, asked.language),
        write=form.write,
        has=partial(has_already, asked.if_none_match),
        exported=form.exported,
    )
    return _sent(await brief_workshop(call.context.database, call.context.plans, call.deed, wish), form)


def _sent(made: Briefing, form: _Form) -> Response:
    headers = {
        "etag": f'"{made.digest}"',
        "cache-control": "private, no-store",
        "content-language": made.language,
        "vary": "accept, accept-language",
    }
    if made.content is None:
        return Response(status_code=304, headers=headers)
    if form.ending is not None:
        headers["content-disposition"] = f'attachment; filename="{made.file_name}.{form.ending}"'
    return Response(made.content, media_type=form.media_type, headers=headers)
