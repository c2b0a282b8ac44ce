"""How papers that are written of a round are asked for and sent."""

from typing import Annotated, Any, Literal

from fastapi import Header, Query, Response

from selfcheck_service.reports.planning.html import POLICY
from selfcheck_service.use_cases.exporting import Export
from selfcheck_service.use_cases.reporting import ReportForm

Language = Annotated[
    Literal["de", "en"] | None, Query(description="Absent: by `Accept-Language`, else that of the service.")
]
IfNoneMatch = Annotated[str | None, Header(description="ETags of what the caller has already.")]
MEDIA_TYPES: dict[ReportForm, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}
FILE_HEADERS: dict[str, Any] = {
    "ETag": {"description": "The SHA-256 of the file.", "schema": {"type": "string"}},
    "Content-Disposition": {"description": "A name for the file.", "schema": {"type": "string"}},
}


def file_reply(export: Export, form: ReportForm) -> Response:
    """Return the answer with a file, or that the caller has it already."""
    headers = {
        "etag": f'"{export.digest}"',
        "cache-control": "private, no-store",
        "content-language": export.language,
        "vary": "accept-language",
    }
    if export.content is None:
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f'attachment; filename="{export.file_name}"'
    if form == "html":
        headers["content-security-policy"] = POLICY
    return Response(export.content, media_type=MEDIA_TYPES[form], headers=headers)
