"""Documents as authors send them, and forms with files."""

import copy
import json
from typing import Any

import httpx

from tests.web.everything import DOCUMENT


def variant(version: str, **changes: Any) -> dict[str, Any]:
    """Return the questionnaire with one of everything under another number."""
    return {**copy.deepcopy(DOCUMENT), "version": version, **changes}


def text_of(document: dict[str, Any]) -> str:
    """Return a document as text, over several lines."""
    return json.dumps(document, ensure_ascii=False, indent=1)


async def send(
    client: httpx.AsyncClient, path: str, *, file: tuple[str, bytes] | None = None, **fields: str
) -> httpx.Response:
    """Send the form of a draft as a browser does, with the token of the page that holds it."""
    page = await client.get("/author/draft")
    token = page.text.split('name="csrf" value="')[1].split('"')[0]
    parts: list[tuple[str, Any]] = [("csrf", (None, token)), *((name, (None, each)) for name, each in fields.items())]
    return await client.post(path, files=[*parts, ("file", file or ("", b""))])
