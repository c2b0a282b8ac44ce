"""The workshop brief: what a facilitator takes into the room, made of a release, with a schedule beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now
from selfcheck_service.api.failures import failures
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.round_replies import asked_language
from selfcheck_service.core.workshop import Kind, PreparedWorkshop, canonical_workshop
from selfcheck_service.edge.context import Context, header_of, is_head
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.media import negotiate_media_type
from selfcheck_service.edge.revisions import has_already
from selfcheck_service.reports.pdf import PrintJob
from selfcheck_service.reports.pdf.brief import brief_job
from selfcheck_service.reports.pdf.room import ballots_job, cards_job, measure_sheets_job
from selfcheck_service.reports.workshop import workshop_page
from selfcheck_service.use_cases.briefing import Briefing, BriefWish, Focus, brief_workshop
from selfcheck_service.use_cases.deeds import Deed

router = APIRouter(prefix="/v1/rounds/{round_id}/releases", tags=["workshop"], route_class=ContractRoute)

JSON, HTML, PDF = "application/json", "text/html", "application/pdf"
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
FocusOf = Annotated[
    Focus,
    Query(
        description="`chosen`: cards and tables for the focus fields that the room chose last, and for those that the "
        "brief proposes as long as it chose none. `proposed`: for those that the brief proposes, in any case."
    ),
]
IfNoneMatch = Annotated[str | None, Header(description="ETags of what the caller has already.")]
_TAGGED = {"ETag": {"description": "The SHA-256 of what is sent.", "schema": {"type": "string"}}}
_NAMED = {**_TAGGED, "Content-Disposition": {"description": "A name for the file.", "schema": {"type": "string"}}}
_JSON_CONTENT: dict[str, Any] = {"schema": {"$ref": "#/components/schemas/PreparedWorkshop"}}
_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_UNCHANGED: dict[str, Any] = {"description": "The caller has it already (`If-None-Match`)."}


def _documented_pdf(words: str) -> dict[int | str, dict[str, Any]]:
    return {
        200: {"description": words, "content": {PDF: _BINARY}, "headers": _NAMED},
        304: _UNCHANGED,
        **failures(404, key=True),
    }


@dataclass(frozen=True, slots=True)
class _Asked:
    """What all forms of the brief are asked by."""

    language: str | None
    kind: Kind
    people: int | None
    if_none_match: str | None
    focus: Focus


async def _asked(
    *,
    language: Language = None,
    kind: KindOf = "half_day",
    people: People = None,
    focus: FocusOf = "chosen",
    if_none_match: IfNoneMatch = None,
) -> _Asked:
    return _Asked(language, kind, people, if_none_match, focus)


AskedDep = Annotated[_Asked, Depends(_asked)]


@dataclass(frozen=True, slots=True)
class _Call:
    """Who asks for the brief of which release."""

    context: Context
    request: Request
    deed: Deed
    round_id: UUID
    number: int


async def _called(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    number: NumberPath,
) -> _Call:
    return _Call(context, request, deed_of(facilitator, now, new_ids), round_id, number)


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of the brief: how its bytes are made, and what the trail calls it; it has no name for a plain answer.

    `paper` is what the name of the file ends in, where it is not the whole brief.
    """

    media_type: str
    write: Callable[[PreparedWorkshop], bytes | PrintJob]
    ending: str | None = None
    exported: str | None = None
    paper: str | None = None


def _printed(job: Callable[..., PrintJob], paper: str) -> _Form:
    def write(prepared: PreparedWorkshop) -> PrintJob:
        return job(prepared.brief, made_up=prepared.about is not None and prepared.about.made_up)

    return _Form(PDF, write, "pdf", f"brief_{paper.replace('-', '_')}", paper)


_FORMS: Mapping[str, _Form] = {
    JSON: _Form("application/json", canonical_workshop),
    HTML: _Form("text/html; charset=utf-8", workshop_page, "html", "brief_html"),
    PDF: _Form(PDF, brief_job, "pdf", "brief_pdf"),
}
_CARDS = _printed(cards_job, "cards")
_BALLOTS = _printed(ballots_job, "ballots")
_MEASURE_SHEETS = _printed(measure_sheets_job, "measure-sheets")


@router.get(
    "/{number}/workshop-brief",
    operation_id="get_workshop_brief",
    summary="Prepare a workshop",
    response_class=Response,
    responses={
        200: {
            "description": "The brief and the schedule; by `Accept` as one HTML file or as PDF.",
            "content": {JSON: _JSON_CONTENT, HTML: _TEXT, PDF: _BINARY},
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

    It follows from the release, its version, the profile of the round and the focus fields that the room chose, and
    from nothing else: the same request has the same bytes until the room chooses anew. With `focus=proposed` it is that
    of the release alone. Nothing is stored, and no figure stands in it that the release does not show.
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
async def get_brief_as_html(call: Annotated[_Call, Depends(_called)], asked: AskedDep) -> Response:
    """Returns the brief as one file that needs no network: to print, to project part by part, numbers hidden or not."""
    return await _made(call, asked, _FORMS[HTML])


@router.get(
    "/{number}/workshop-brief.pdf",
    operation_id="print_workshop_brief",
    summary="Print a workshop brief",
    response_class=Response,
    responses=_documented_pdf("The brief and the schedule, tagged for assistive technology (PDF/UA-1)."),
)
async def get_brief_pdf(call: Annotated[_Call, Depends(_called)], asked: AskedDep) -> Response:
    """Returns the brief and the schedule to print: on A4, legible without colours too."""
    return await _made(call, asked, _FORMS[PDF])


@router.get(
    "/{number}/workshop-brief/cards.pdf",
    operation_id="print_workshop_cards",
    summary="Print the cards of a workshop",
    response_class=Response,
    responses=_documented_pdf("The cards, tagged for assistive technology (PDF/UA-1)."),
)
async def get_cards(call: Annotated[_Call, Depends(_called)], asked: AskedDep) -> Response:
    """Returns all suggestions of the brief as cards, two on a page to cut, and empty ones for the room's own ideas."""
    return await _made(call, asked, _CARDS)


@router.get(
    "/{number}/workshop-brief/ballots.pdf",
    operation_id="print_workshop_ballots",
    summary="Print ballots for a workshop",
    response_class=Response,
    responses=_documented_pdf("The ballots, tagged for assistive technology (PDF/UA-1)."),
)
async def get_ballots(call: Annotated[_Call, Depends(_called)], asked: AskedDep) -> Response:
    """Returns slips to vote on the fields and on the suggestions of the brief, with sheets to count them.

    Each person has half as many dots as there are options, as in a ballot where nobody says otherwise.
    """
    return await _made(call, asked, _BALLOTS)


@router.get(
    "/{number}/workshop-brief/measure-sheets.pdf",
    operation_id="print_measure_sheets",
    summary="Print measure sheets for a workshop",
    response_class=Response,
    responses=_documented_pdf("The sheets, tagged for assistive technology (PDF/UA-1)."),
)
async def get_measure_sheets(call: Annotated[_Call, Depends(_called)], asked: AskedDep) -> Response:
    """Returns a page for each suggestion of the brief, filled in as far as it says, and an empty one to copy."""
    return await _made(call, asked, _MEASURE_SHEETS)


async def _made(call: _Call, asked: _Asked, form: _Form) -> Response:
    wish = BriefWish(
        call.round_id,
        call.number,
        asked.kind,
        asked.people,
        speak=asked_language(call.request.scope, asked.language),
        write=form.write,
        has=partial(has_already, asked.if_none_match),
        made_up=call.context.demo,
        is_looked_at=is_head(call.request.scope),
        exported=form.exported,
        focus=asked.focus,
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
        name = "-".join(filter(None, (made.file_name, form.paper)))
        headers["content-disposition"] = f'attachment; filename="{name}.{form.ending}"'
    return Response(made.content, media_type=form.media_type, headers=headers)
