"""Answering as a browser without a script does: forms are read, filled and sent."""

import httpx

from tests.web.reading import Element, fields_of, read
from tests.web.session.signing import form_of, post


async def come_in(browser: httpx.AsyncClient, code: str, **more: str) -> httpx.Response:
    """Type an access code or a key on the page that asks for one; return the page one is led to."""
    page = await browser.get("/answer")
    form = [pair for pair in form_of(page.text, "/answer") if pair[0] != "code"]
    answer = await post(browser, "/answer", [*form, ("code", code), *more.items()])
    return await follow(browser, answer)


async def begin(browser: httpx.AsyncClient, code: str) -> httpx.Response:
    """Come in and begin; return the page of the first field."""
    welcome = await come_in(browser, code)
    action = next(
        each.attributes["action"] for each in read(welcome.text).all("form") if "begin" in str(each.attributes)
    )
    answer = await post(browser, action, form_of(welcome.text, action))
    return await follow(browser, answer)


async def send(browser: httpx.AsyncClient, page: httpx.Response, step: str, **answers: str) -> httpx.Response:
    """Fill in a page and press a button; return the answer itself."""
    form = read(page.text)
    pairs = [pair for pair in fields_of(form) if pair[0] not in _named(answers)]
    given = [(_name(name), value) for name, value in answers.items()]
    return await post(browser, str(page.url.raw_path.decode()), [*pairs, *given, ("step", step)])


async def turn(browser: httpx.AsyncClient, page: httpx.Response, step: str, **answers: str) -> httpx.Response:
    """Do that, and return the page one is led to."""
    return await follow(browser, await send(browser, page, step, **answers))


async def follow(browser: httpx.AsyncClient, answer: httpx.Response) -> httpx.Response:
    """Go where an answer leads, with the form again where it says so."""
    while answer.is_redirect:
        assert answer.next_request is not None
        answer = await browser.send(answer.next_request)
    return answer


def button(page: Element, step: str) -> Element:
    """Return the button of a page that takes a step."""
    return [each for each in page.all("button", value=step) if each.attributes.get("name") == "step"][-1]


def _name(name: str) -> str:
    return f"answer.{name}"


def _named(answers: dict[str, str]) -> set[str]:
    return {_name(name) for name in answers}
