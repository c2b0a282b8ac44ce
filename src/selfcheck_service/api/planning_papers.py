"""What is written after a workshop: action plan, minutes, draft council paper and public version, as files."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now
from selfcheck_service.api.failures import failures
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.round_replies import language_of
from selfcheck_service.api.written import FILE_HEADERS, MEDIA_TYPES, IfNoneMatch, Language, file_reply
from selfcheck_service.edge.context import Context, is_head
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.revisions import has_already
from selfcheck_service.reports.releases import Delimiter
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.reporting import ReportForm, ReportName, ReportWish, write_report

router = APIRouter(prefix="/v1/rounds/{round_id}", tags=["workshop"], route_class=ContractRoute)

PublicLanguage = Annotated[
    Literal["de", "de-simple", "en"] | None,
    Query(
        description="`de-simple`: German in short main clauses. Absent: by `Accept-Language`, else that of the service."
    ),
]
Mark = Annotated[
    Literal["true", "false"], Query(description="Begin with a byte order mark, by which Excel knows that it is UTF-8.")
]
DelimiterName = Annotated[
    Literal["comma", "semicolon"],
    Query(description="What stands between cells; with `semicolon` numbers have a decimal comma, for German Excel."),
]
_DELIMITERS: dict[str, Delimiter] = {"comma": ",", "semicolon": ";"}
_FORMS: dict[ReportForm, str] = {
    "json": "JSON",
    "csv": "CSV",
    "xlsx": "a workbook",
    "ics": "a calendar",
    "html": "HTML",
    "pdf": "PDF",
}
# Each report: its name in sentences, and what it is.
_REPORTS: dict[ReportName, tuple[str, str]] = {
    "action-plan": (
        "action plan",
        "All measures with who is responsible, first steps, deadlines and reviews, and what is still missing.",
    ),
    "minutes": (
        "minutes",
        "Counts instead of names; focus fields, consensus and dissent beside what is released, and measures.",
    ),
    "council-paper": (
        "draft council paper",
        "Always a draft: what is not known yet is said to be open, and money is summed only where all of it is given.",
    ),
    "public-version": (
        "public version",
        "In plain language, a draft to review: decided measures only, no figures of fields or perspectives.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Call:
    """Who asks for a report of which round, and in which language."""

    context: Context
    request: Request
    deed: Deed
    round_id: UUID
    language: str
    if_none_match: str | None


async def _asked(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    if_none_match: IfNoneMatch = None,
) -> _Call:
    spoken = language_of(request.scope)
    return _Call(context, request, deed_of(facilitator, now, new_ids), round_id, spoken, if_none_match)


AskedDep = Annotated[_Call, Depends(_asked)]


async def _call(*, asked: AskedDep, language: Language = None) -> _Call:
    return replace(asked, language=language or asked.language)


async def _public_call(*, asked: AskedDep, language: PublicLanguage = None) -> _Call:
    return replace(asked, language=language or asked.language)


CallDep = Annotated[_Call, Depends(_call)]
PublicCallDep = Annotated[_Call, Depends(_public_call)]


def _described(name: ReportName, form: ReportForm) -> dict[str, Any]:
    title, words = _REPORTS[name]
    media_type = MEDIA_TYPES[form].partition(";")[0]
    shown = {"type": "object"} if form == "json" else {"type": "string", "format": "binary"}
    return {
        "operation_id": f"export_{name.replace('-', '_')}_as_{form}",
        "summary": f"Write the {title} as {_FORMS[form]}",
        "description": f"{words} Made from the newest release and from what the room decided.",
        "response_class": Response,
        "responses": {
            200: {"description": f"The {title}.", "content": {media_type: {"schema": shown}}, "headers": FILE_HEADERS},
            304: {"description": "The caller has it already (`If-None-Match`)."},
            **failures(404, 409, key=True),
        },
    }


@router.get("/action-plan.csv", **_described("action-plan", "csv"))
async def get_csv(*, call: CallDep, bom: Mark = "false", delimiter: DelimiterName = "comma") -> Response:
    """Returns all measures as one table after RFC 4180, in which no text can become a formula."""
    return await _sent(call, "action-plan", "csv", delimiter=_DELIMITERS[delimiter], marked=bom == "true")


def _writing(name: ReportName, form: ReportForm) -> Callable[..., Awaitable[Response]]:
    """Return what answers with a report in a form."""

    async def get_report(*, call: CallDep) -> Response:
        return await _sent(call, name, form)

    return get_report


def _writing_for_all(form: ReportForm) -> Callable[..., Awaitable[Response]]:
    """Return what answers with the public version in a form."""

    async def get_public_version(*, call: PublicCallDep) -> Response:
        return await _sent(call, "public-version", form)

    return get_public_version


_READABLE: tuple[ReportForm, ...] = ("html", "pdf")
_ALL: tuple[tuple[ReportName, ReportForm], ...] = (
    *(("action-plan", form) for form in ("json", "xlsx", "ics", "html", "pdf")),
    *((name, form) for name in ("minutes", "council-paper") for form in _READABLE),
)
for _name, _form in _ALL:
    router.get(f"/{_name}.{_form}", **_described(_name, _form))(_writing(_name, _form))
for _form in _READABLE:
    router.get(f"/public-version.{_form}", **_described("public-version", _form))(_writing_for_all(_form))


async def _sent(
    call: _Call, name: ReportName, form: ReportForm, *, delimiter: Delimiter = ",", marked: bool = False
) -> Response:
    wish = ReportWish(
        call.round_id,
        name,
        form,
        call.language,
        partial(has_already, call.if_none_match),
        delimiter,
        byte_order_mark=marked,
        made_up=call.context.demo,
        is_looked_at=is_head(call.request.scope),
    )
    return file_reply(await write_report(call.context.database, call.context.plans, call.deed, wish), form)
