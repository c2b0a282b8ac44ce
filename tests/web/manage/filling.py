"""Forms as a browser sends them: every field of a page with what stands in it, changed by the test."""

import httpx

from tests.web.reading import Element, read
from tests.web.session.signing import post


def fields_of(page: Element, action: str) -> list[tuple[str, str]]:
    """Return what a browser would send of the form that goes to a path."""
    (form,) = [each for each in page.all("form") if each.attributes.get("action", "").partition("?")[0] == action]
    sent = []
    for each in form.all():
        name, kind = each.attributes.get("name"), each.attributes.get("type")
        if not name or each.name == "button":
            continue
        if each.name == "select":
            options = each.all("option")
            chosen = [one for one in options if "selected" in one.attributes] or options[:1]
            sent += [(name, one.attributes["value"]) for one in chosen]
        elif each.name == "textarea":
            sent.append((name, "".join(each.pieces).removeprefix("\n")))
        elif kind not in ("radio", "checkbox") or "checked" in each.attributes:
            sent.append((name, each.attributes.get("value", "")))
    return sent


async def send(
    client: httpx.AsyncClient, address: str, action: str | None = None, **changes: str | list[str]
) -> httpx.Response:
    """Open a page, change fields of its form, and send it."""
    action = action or address.partition("?")[0]
    opened = await client.get(address)
    assert opened.status_code == 200, opened.text
    return await send_page(client, opened.text, action, **changes)


async def send_page(client: httpx.AsyncClient, text: str, action: str, **changes: str | list[str]) -> httpx.Response:
    """Change fields of a form of a page that was opened, and send it."""
    sent = [pair for pair in fields_of(read(text), action) if pair[0] not in changes]
    for name, value in changes.items():
        sent += [(name, each) for each in ([value] if isinstance(value, str) else value)]
    return await post(client, action, sent)


def faults_of(response: httpx.Response) -> list[str]:
    """Return the fields that the summary of faults leads to."""
    summary = read(response.text).one("div", class_="summary-of-faults")
    return [each.attributes["href"].removeprefix("#") for each in summary.all("a")]
