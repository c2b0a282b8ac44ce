"""Files that respondents take along."""

from starlette.responses import Response


def file_of(content: bytes, media_type: str, name: str) -> Response:
    """Return a file under a name that is safe in a header; nobody on the way may keep it."""
    headers = {"cache-control": "private, no-store", "content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
