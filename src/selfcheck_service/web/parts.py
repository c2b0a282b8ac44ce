"""Forms that send files: their fields, and their files as bytes. Nothing of it touches a disk."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from selfcheck_service.edge.problems import BodyRefused

FILE_FORM_TYPE = "multipart/form-data"
_MOST_FILES, _MOST_FIELDS = 4, 20_000


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that somebody has chosen: the name it has with them, and its bytes."""

    name: str
    octets: bytes


class _Parser(MultiPartParser):
    """Keeps files in memory: what is sent is bounded by its length, and nobody should find it on a disk."""

    spool_max_size = 0


async def read_parts(headers: Headers, body: bytes) -> tuple[list[tuple[str, str]], Mapping[str, SentFile]]:
    """Return the fields of a form in their order, and the files that were chosen by the names of their fields.

    Raises `BodyRefused` where the body is no such form in UTF-8.
    """

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        parser = _Parser(headers, stream(), max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=len(body))
        form = await parser.parse()
    except MultiPartException:
        expected = f"{FILE_FORM_TYPE}; charset=utf-8"
        raise BodyRefused("content_type", expected=expected, found=headers.get("content-type", "")[:80]) from None
    pairs: list[tuple[str, str]] = []
    files: dict[str, SentFile] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            pairs.append((name, value))
        elif value.filename:
            # A field in which no file was chosen sends an empty one without a name.
            files[name] = SentFile(value.filename, await value.read())
            await value.close()
    return pairs, files
