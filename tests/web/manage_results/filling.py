"""Forms of a page as a browser fills and sends them."""

from typing import Any

import httpx

from tests.web.reading import Element, read
from tests.web.session.signing import post

Pairs = list[tuple[str, str]]


def stated(page: str, action: str) -> Pairs:
    """Return what a browser would send of the form that goes to a path, as it stands."""
    (form,) = [each for each in read(page).all("form", method="post") if _goes_to(each, action)]
    sent: Pairs = []
    for each in form.all():
        name, kind = each.attributes.get("name"), each.attributes.get("type")
        if not name or each.name == "button":
            continue
        if each.name == "select":
            options = each.all("option", selected="") or each.all("option")
            sent.append((name, options[0].attributes["value"]))
        elif each.name == "textarea":
            sent.append((name, "".join(each.pieces).removeprefix("\n")))
        elif kind not in ("radio", "checkbox") or "checked" in each.attributes:
            sent.append((name, each.attributes.get("value", "")))
    return sent


def filled(page: str, action: str, **changes: str) -> Pairs:
    """Return the same with some fields filled in another way."""
    kept = [(name, value) for name, value in stated(page, action) if name not in changes]
    return [*kept, *changes.items()]


async def send(
    client: httpx.AsyncClient,
    asked: str | None,
    action: str,
    *,
    form: Any = None,  # pairs, where it was filled before
    **changes: str,
) -> httpx.Response:
    """Open a page, fill in the form that goes to a path, and send it; or send a form that was filled before."""
    if form is None:
        assert asked is not None
        form = filled((await client.get(asked)).text, action, **changes)
    return await post(client, action, form)


def said_of(response: httpx.Response) -> list[str]:
    """Return the fields at which a page says that something is wrong."""
    assert response.status_code == 422, response.text
    return [each.attributes["href"].removeprefix("#") for each in read(response.text).one("div", role="alert").all("a")]


def _goes_to(form: Element, action: str) -> bool:
    return form.attributes.get("action", "").partition("?")[0] == action
