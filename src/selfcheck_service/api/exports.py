"""Exports: a release as CSV and as a workbook, for programs that know nothing of this one."""

from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now
from selfcheck_service.api.failures import failures
from selfcheck_service.api.paths import ReleaseNumber, RoundPath
from selfcheck_service.api.round_replies import asked_language
from selfcheck_service.edge.context import is_head
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.revisions import has_already
from selfcheck_service.reports.releases import Delimiter
from selfcheck_service.use_cases.exporting import Export, ExportWish, export_release

router = APIRouter(prefix="/v1/rounds/{round_id}/releases", tags=["releases"], route_class=ContractRoute)

Language = Annotated[
    str | None,
    Query(max_length=35, description="One of the questionnaire's languages; else the one that is preferred."),
]
IfNoneMatch = Annotated[str | None, Header(description="ETags of what the caller has already.")]
Mark = Annotated[
    Literal["true", "false"], Query(description="Begin with a byte order mark, by which Excel knows that it is UTF-8.")
]
DelimiterName = Annotated[
    Literal["comma", "semicolon"],
    Query(description="What stands between cells; with `semicolon` numbers have a decimal comma, for German Excel."),
]
_DELIMITERS: dict[str, Delimiter] = {"comma": ",", "semicolon": ";"}
_CSV = "text/csv; charset=utf-8; header=present"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADERS = {
    "ETag": {"description": "The SHA-256 of the file.", "schema": {"type": "string"}},
    "Content-Disposition": {"description": "A name for the file.", "schema": {"type": "string"}},
}


def _documented(media_type: str, words: str) -> dict[int | str, dict[str, Any]]:
    binary = {"schema": {"type": "string", "format": "binary"}}
    return {
        200: {"description": words, "content": {media_type: binary}, "headers": _HEADERS},
        304: {"description": "The caller has it already (`If-None-Match`)."},
        **failures(404, key=True),
    }


@router.get(
    "/{number}.csv",
    operation_id="export_release_as_csv",
    summary="Export a release as CSV",
    response_class=Response,
    responses=_documented("text/csv", "The release as one long table."),
)
async def get_csv(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    number: ReleaseNumber,
    language: Language = None,
    bom: Mark = "false",
    delimiter: DelimiterName = "comma",
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Returns a release as one long table after RFC 4180, in which no text can become a formula.

    Each figure has a row, with keys that are alike in every language and titles in the one that is asked for.
    """
    spoken, has = asked_language(request.scope, language), partial(has_already, if_none_match)
    wish = ExportWish(
        round_id,
        number,
        "csv",
        spoken,
        has,
        _DELIMITERS[delimiter],
        byte_order_mark=bom == "true",
        made_up=context.demo,
        is_looked_at=is_head(request.scope),
    )
    deed = deed_of(facilitator, now, new_ids)
    return _sent(await export_release(context.database, context.plans, deed, wish), _CSV)


@router.get(
    "/{number}.xlsx",
    operation_id="export_release_as_xlsx",
    summary="Export a release as a workbook",
    response_class=Response,
    responses=_documented(_XLSX, "The release as a workbook."),
)
async def get_xlsx(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    number: ReleaseNumber,
    language: Language = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Returns a release as a workbook for people: tables, charts, and how to read them; no formulas and no links."""
    spoken, has = asked_language(request.scope, language), partial(has_already, if_none_match)
    looks = is_head(request.scope)
    wish = ExportWish(round_id, number, "xlsx", spoken, has, made_up=context.demo, is_looked_at=looks)
    deed = deed_of(facilitator, now, new_ids)
    return _sent(await export_release(context.database, context.plans, deed, wish), _XLSX)


def _sent(export: Export, media_type: str) -> Response:
    headers = {
        "etag": f'"{export.digest}"',
        "cache-control": "private, no-store",
        "content-language": export.language,
        "vary": "accept-language",
    }
    if export.content is None:
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f'attachment; filename="{export.file_name}"'
    return Response(export.content, media_type=media_type, headers=headers)
