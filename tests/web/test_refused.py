"""Whatever is refused can be read in another language, and what was typed comes along: every form of every area."""

import uuid
from urllib.parse import urlsplit

import httpx
import pytest

from selfcheck_service.storage import DatabaseUnavailable
from selfcheck_service.web.genuine import TOKEN, make_token
from tests.web.reading import Element, read, word
from tests.web.session.signing import post, sign_in

TYPED = ("note", 'line one\nline "two" <b>')
# What stands there has been made, and is shown this once: to ask for it again would make it again.
MADE = {"/operate/keys/new"}


@pytest.fixture
async def visitor(client):
    client.headers.update({"accept": "text/html", "accept-language": "de", "sec-fetch-site": "same-origin"})
    return client


def forms_of(app) -> list[str]:
    """Return an address for each page that takes a form."""
    named = {"key": "alles", "version": "1.0.0"}
    found = [each for each in app.router.routes if "POST" in (getattr(each, "methods", None) or ())]
    paths = [each.path.replace(":uuid}", "}") for each in found if hasattr(each, "needs")]
    names = {part.partition("}")[0].partition(":")[0] for path in paths for part in path.split("{")[1:]}
    ids = {name: str(uuid.UUID(int=7)) for name in names} | {"number": "1", "number:int": "1"}
    return [path.replace(":int}", "}").format_map(ids | named) for path in paths]


def choice(page: str) -> Element:
    """Return what chooses a language on a page."""
    return read(page).one("nav", class_="languages")


async def in_english(client: httpx.AsyncClient, page: httpx.Response) -> httpx.Response:
    """Press "English" on a page."""
    offered = choice(page.text)
    links = offered.all("a", hreflang="en")
    if links:
        return await client.get(links[0].attributes["href"])
    (button,) = [each for each in offered.all("button") if each.attributes["lang"] == "en"]
    form = button.attributes.get("form")
    sent = read(page.text).one("form", id=form) if form else offered.one("form")
    pairs = [(each.attributes["name"], each.attributes.get("value", "")) for each in sent.all("input")]
    if "name" in button.attributes:
        pairs.append((button.attributes["name"], button.attributes["value"]))
    return await post(client, button.attributes["formaction"], pairs)


async def assert_readable(client: httpx.AsyncClient, refused: httpx.Response, typed: str = "") -> None:
    """Fail where a page that says no cannot be read in English, or has lost what was typed."""
    if not refused.headers.get("content-type", "").startswith("text/html"):
        return
    address = str(refused.url)
    offered = [each.attributes["lang"] for each in choice(refused.text).all() if "lang" in each.attributes]
    assert {"de", "en"} <= set(offered), address
    english = await in_english(client, refused)
    assert english.status_code == refused.status_code, address
    assert english.headers["content-language"] == "en", address
    if typed:
        assert typed in read(english.text).text + str([e.attributes for e in read(english.text).all()]), address


class TestEveryForm:
    @pytest.mark.parametrize("signed_in", [False, True])
    async def test_what_is_refused_is_read_in_another_language(self, visitor, app, make_key, signed_in):
        if signed_in:
            await sign_in(visitor, await make_key("author", "facilitator", "operator", "service"))
        addresses = forms_of(app)
        assert len(addresses) > 40
        for address in addresses:
            refused = await post(visitor, address, [TYPED])
            if refused.status_code >= 400 and address not in MADE:
                await assert_readable(visitor, refused)

    async def test_what_came_from_elsewhere_is_shown_and_still_not_sent(self, visitor, app, make_key):
        await sign_in(visitor, await make_key("author", "facilitator", "operator", "service"))
        for address in forms_of(app):
            refused = await post(visitor, address, [TYPED], {"sec-fetch-site": "cross-site"})
            assert refused.status_code == 403
            await assert_readable(visitor, refused, "line one")
            english = await in_english(visitor, refused)
            assert read(english.text).one("main").all("button") == []

    async def test_another_language_does_not_send_what_waits_for_its_button(self, visitor, app, make_key):
        await sign_in(visitor, await make_key("facilitator"))
        path = "/manage/municipalities/new"
        asked = await post(visitor, path, [("name", "Aaburg"), ("csrf", "x")])
        english = await in_english(visitor, asked)
        assert word("again.unproved.0", "en") in english.text
        assert "Aaburg" not in (await visitor.get("/manage/municipalities")).text
        form = read(english.text).one("main").one("form")
        assert urlsplit(form.attributes["action"]).path == path
        pairs = [(each.attributes["name"], each.attributes.get("value", "")) for each in form.all("input")]
        sent = await post(visitor, path, pairs)
        # The token came along, so that nobody is asked a third time.
        assert word("again.unproved.0") not in sent.text

    async def test_nobody_is_led_elsewhere_by_it(self, visitor):
        for why, to in (("unproved", "//x.example"), ("unproved", "https://x.example"), ("nonsense", "/"), ("503", "")):
            answer = await post(visitor, "/again", [("again.why", why), ("again.to", to)])
            assert answer.status_code == 404

    async def test_a_key_that_was_typed_stands_nowhere(self, visitor):
        refused = await post(visitor, "/sign-in", [("key", "sck_live_wrong"), ("to", "/operate")])
        assert "sck_live_wrong" not in refused.text
        assert "/operate" in (await in_english(visitor, refused)).text


class TestTooMuchToDo:
    async def test_what_passes_waits_in_every_language_for_its_button(self, visitor, app, monkeypatch):
        path = f"/vote/{uuid.uuid4()}"
        visitor.cookies.set("selfcheck_vote", f"{path[6:].replace('-', '')}.{'0' * 32}.ABCDEF", path=path)
        with monkeypatch.context() as patched:
            patched.setattr("selfcheck_service.web.vote.voting.held_of", _broken)
            first = await visitor.get(path)
            assert first.status_code == 503
            token = make_token(visitor.cookies["selfcheck_vote"])
            waiting = await post(visitor, path, [("dots.markt", "2"), (TOKEN, token)])
        assert waiting.status_code == 503
        english = await in_english(visitor, waiting)
        assert (english.status_code, english.headers["content-language"]) == (503, "en")
        form = read(english.text).one("main").one("form")
        assert urlsplit(form.attributes["action"]).path == path
        pairs = [(each.attributes["name"], each.attributes.get("value", "")) for each in form.all("input")]
        assert dict(pairs)["dots.markt"] == "2"
        sent = await post(visitor, path, pairs)
        assert word("again.unproved.0", "en") not in sent.text
        assert word("vote.carried", "de") in sent.text


def _broken(*_: object) -> None:
    raise DatabaseUnavailable("database_unavailable")
