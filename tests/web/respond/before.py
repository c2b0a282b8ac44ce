"""What somebody did before a story begins, without a page being opened for it: forms are read, filled and sent."""

from urllib.parse import urlencode, urlsplit

from playwright.sync_api import APIResponse, Page

from tests.web.browser import World
from tests.web.reading import fields_of, read
from tests.web.session.signing import FORM, form_of

Pairs = list[tuple[str, str]]


def fill_in_before(page: Page, world: World, code: str, **answers: str) -> str:
    """Begin with a code, and let answers to the first field be kept; return the path of its page.

    The cookies are those of the window from now on.
    """
    asking = page.request.get(f"{world.address}/answer")
    typed = [pair for pair in form_of(asking.text(), "/answer") if pair[0] != "code"]
    welcome = _send(page, world, "/answer", [*typed, ("code", code)])
    begin = next(
        each.attributes["action"] for each in read(welcome.text()).all("form") if "/begin" in each.attributes["action"]
    )
    field = _send(page, world, begin, form_of(welcome.text(), begin))
    given = [(f"answer.{key}", value) for key, value in answers.items()]
    rest = [pair for pair in fields_of(read(field.text())) if pair[0] not in dict(given)]
    path = urlsplit(field.url).path
    _send(page, world, path, [*rest, *given, ("step", "stay")])
    return path


def _send(page: Page, world: World, path: str, pairs: Pairs) -> APIResponse:
    """Send a form, and return the page that it leads to."""
    headers = {**FORM, "origin": world.address}
    answer = page.request.post(f"{world.address}{path}", data=urlencode(pairs), headers=headers)
    assert answer.ok, answer.text()
    return answer
