"""Voting as a browser without a script does: forms are read, filled and sent."""

import httpx

from tests.web.reading import Element, read
from tests.web.session.signing import form_of, post

HEADERS = {"accept-language": "de-DE,de;q=0.9", "accept": "text/html,*/*;q=0.8", "sec-fetch-site": "same-origin"}


async def follow(phone: httpx.AsyncClient, answer: httpx.Response) -> httpx.Response:
    """Go where an answer leads, with the form again where it says so."""
    while answer.is_redirect:
        assert answer.next_request is not None
        answer = await phone.send(answer.next_request)
    return answer


async def come_in(phone: httpx.AsyncClient, code: str, path: str = "/vote") -> httpx.Response:
    """Type a code on the page that asks for one; return the page one is led to."""
    asking = await phone.get(path)
    return await follow(
        phone, await post(phone, path, [*without(form_of(asking.text, "/vote"), "code"), ("code", code)])
    )


async def send(phone: httpx.AsyncClient, page: httpx.Response, **dots: str) -> httpx.Response:
    """Put dots on the page of a ballot and press the button; return the answer itself."""
    action = form(page).attributes["action"]
    token = [pair for pair in form_of(page.text, action) if pair[0] == "csrf"]
    return await post(phone, action, [*token, *((f"dots.{key}", count) for key, count in dots.items())])


async def vote(phone: httpx.AsyncClient, page: httpx.Response, **dots: str) -> httpx.Response:
    """Do that, and return the page one is led to."""
    return await follow(phone, await send(phone, page, **dots))


def form(page: httpx.Response) -> Element:
    """Return the form of a ballot."""
    return read(page.text).one("form", id="ballot")


def checked(page: httpx.Response) -> list[str]:
    """Return the options that are ticked in the form of a ballot."""
    found = form(page).all("input", type="checkbox")
    return [each.attributes["name"].removeprefix("dots.") for each in found if "checked" in each.attributes]


def kept(page: httpx.Response) -> str | None:
    """Return what the page says is stored of the vote, None where nothing is."""
    found = read(page.text).all("div", id="kept-vote")
    return found[0].text if found else None


def without(pairs: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    """Return a form without a field."""
    return [pair for pair in pairs if pair[0] != name]
