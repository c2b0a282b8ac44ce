"""Files that people take along from a page."""

from starlette.responses import Response


def file_of(content: bytes, media_type: str, name: str, *, language: str | None = None) -> Response:
    """Return a file under a name that is safe in a header; nobody on the way may keep it.

    `language` is that of its words, where they are in one: the same address may give others a file in another one.
    """
    headers = {"cache-control": "private, no-store", "content-disposition": f'attachment; filename="{name}"'}
    if language is not None:
        headers |= {"content-language": language, "vary": "accept-language"}
    return Response(content, media_type=media_type, headers=headers)
