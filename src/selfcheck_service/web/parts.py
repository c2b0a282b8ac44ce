"""Forms that send files: their fields, and their files as bytes. Nothing of it touches a disk."""

import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from selfcheck_service.edge.problems import BodyRefused

FILE_FORM_TYPE = "multipart/form-data"
_MOST_FILES, _MOST_FIELDS = 4, 20_000
_CHARSET = re.compile(r";\s*charset=[^;]*", re.IGNORECASE)


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
    declared = headers.get("content-type", "")

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        # Read byte by byte, so that nothing is guessed: a text that is no UTF-8 would else come as another one.
        bytewise = Headers({"content-type": _CHARSET.sub("", declared) + "; charset=latin-1"})
        parser = _Parser(bytewise, stream(), max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=len(body))
        form = await parser.parse()
        try:
            return await _understood(form.multi_items())
        finally:
            await form.close()
    except (MultiPartException, UnicodeDecodeError):
        expected = f"{FILE_FORM_TYPE}; charset=utf-8"
        raise BodyRefused("content_type", expected=expected, found=declared[:80]) from None


async def _understood(sent: list[tuple[str, UploadFile | str]]) -> tuple[list[tuple[str, str]], Mapping[str, SentFile]]:
    pairs: list[tuple[str, str]] = []
    files: dict[str, SentFile] = {}
    for name, value in sent:
        if not isinstance(value, UploadFile):
            pairs.append((_text(name), _text(value)))
        elif value.filename:
            # A field in which no file was chosen sends an empty one without a name.
            files[_text(name)] = SentFile(_text(value.filename), await value.read())
    return pairs, files


def _text(bytewise: str) -> str:
    return bytewise.encode("latin-1").decode()
