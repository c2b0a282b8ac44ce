"""Signing in as a browser does, and the forms of a page that has been read."""

from typing import Any
from urllib.parse import urlencode

import httpx

from tests.web.reading import Element, read

FORM = {"content-type": "application/x-www-form-urlencoded"}


async def sign_in(client: httpx.AsyncClient, header: dict[str, str], **more: str) -> httpx.Response:
    """Sign in with the key that a header shows; the client keeps the cookie."""
    key = header["authorization"].removeprefix("Bearer ")
    return await post(client, "/sign-in", [("key", key), *more.items()])


async def post(
    client: httpx.AsyncClient, path: str, pairs: list[tuple[str, str]], headers: dict[str, str] | None = None
) -> httpx.Response:
    """Send a form."""
    return await client.post(path, content=urlencode(pairs), headers=FORM | (headers or {}))


def form_of(page: str, action: str) -> list[tuple[str, str]]:
    """Return what a browser would send of the form that goes to a path."""
    found = [each for each in read(page).all("form") if each.attributes.get("action", "").startswith(action)]
    assert found, f"no form goes to {action}"
    return [pair for each in found[0].all() if (pair := _pair(each)) is not None]


def _pair(each: Element) -> tuple[str, str] | None:
    name: Any = each.attributes.get("name")
    return (name, each.attributes.get("value", "")) if name and each.name == "input" else None
