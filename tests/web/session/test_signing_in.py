"""Signing in with a key: what a session is worth, when it ends, and what becomes of what somebody has typed."""

import json
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from selfcheck_service.app import create_app
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.settings import Settings
from selfcheck_service.storage.api_keys import set_revoked
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import Reach
from selfcheck_service.use_cases.keeping import Housekeeping
from tests.databases import copy_of
from tests.storage.rows import count_rows
from tests.web.reading import read, word
from tests.web.session.signing import form_of, post, sign_in

HOME, SESSION = "/manage", "selfcheck_session"


@pytest.fixture
async def visitor(client):
    client.headers.update({"accept": "text/html"})
    return client


def cookie_of(response) -> str:
    (found,) = [each for each in response.headers.get_list("set-cookie") if each.startswith(SESSION)]
    return str(found)


# The doors of the start page for those who have a key and have not signed in.
GUESTS = ("facilitate", "work")


class TestSession:
    async def test_a_key_opens_what_it_permits(self, visitor, make_key):
        refused = await visitor.get(f"{HOME}?language=en")
        assert (refused.status_code, refused.headers["location"]) == (303, "/sign-in?to=%2Fmanage&language=en")
        signed = await sign_in(visitor, await make_key("facilitator", name="Town <b>"), to=HOME)
        assert (signed.status_code, signed.headers["location"]) == (303, HOME)
        home = await visitor.get(HOME)
        assert home.status_code == 200
        assert home.headers["cache-control"] == "no-store"
        assert "Town &lt;b&gt;" in home.text
        assert word("scopes.facilitator", "en") in home.text
        assert word("home.may.author", "en") not in home.text

    async def test_the_cookie_is_for_nobody_else(self, visitor, make_key):
        cookie = cookie_of(await sign_in(visitor, await make_key("author")))
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/", "max-age=43200"} <= parts
        assert "secure" not in parts

    async def test_over_https_it_stays_there(self, app: FastAPI, make_key):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://t") as secure:
            secure.headers.update({"sec-fetch-site": "same-origin"})
            assert "; Secure" in cookie_of(await sign_in(secure, await make_key("author")))

    @pytest.mark.parametrize(("trusted", "secure"), [("127.0.0.1", True), ("192.0.2.7", False)])
    async def test_a_proxy_that_is_trusted_says_that_it_was_https(self, app: FastAPI, make_key, trusted, secure):
        proxied: Any = ProxyHeadersMiddleware(cast("Any", app), trusted_hosts=[trusted])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(proxied), base_url="http://t") as behind:
            behind.headers.update({"sec-fetch-site": "same-origin", "x-forwarded-proto": "https"})
            assert ("; Secure" in cookie_of(await sign_in(behind, await make_key("author")))) == secure

    async def test_the_interface_takes_no_cookie(self, visitor, make_key):
        await sign_in(visitor, await make_key("facilitator", "operator", "author"))
        for path in ("/v1/municipalities", "/v1/audit"):
            assert (await visitor.get(path)).status_code == 401

    async def test_nothing_in_the_database_opens_a_session(self, visitor, make_key, app):
        await sign_in(visitor, await make_key("author"))
        token = visitor.cookies[SESSION]
        assert len(token) >= 43
        assert await count_rows(app.state.context.database, "sessions") == 1
        async with app.state.context.database.reading() as transaction:
            rows = await transaction.connection.exec_driver_sql("SELECT * FROM sessions")
            assert token not in str(rows.all())

    async def test_signing_out_ends_it_for_good(self, visitor, make_key, app):
        await sign_in(visitor, await make_key("author"))
        token, home = visitor.cookies[SESSION], await visitor.get(HOME)
        out = await post(visitor, "/sign-out", form_of(home.text, "/sign-out"))
        assert (out.status_code, out.headers["location"]) == (303, "/?done=signed_out")
        assert SESSION not in visitor.cookies
        start = read((await visitor.get(out.headers["location"])).text)
        assert start.one("div", class_="inset inset-good").text == word("start.signed_out", "en")
        assert await count_rows(app.state.context.database, "sessions") == 0
        again = await visitor.get(HOME, headers={"cookie": f"{SESSION}={token}"})
        assert again.status_code == 303

    async def test_the_start_page_knows_who_has_signed_in(self, visitor, make_key):
        doors = read((await visitor.get("/")).text).all("ul", class_="doors")[0]
        assert [each.text for each in doors.all("h3")][-2:] == [word(f"start.doors.{each}.0", "en") for each in GUESTS]
        await sign_in(visitor, await make_key("author"))
        # A link that somebody has kept does not tell who has signed in again that they have not.
        page = read((await visitor.get("/?done=signed_out")).text)
        assert not page.all("div", class_="inset inset-good")
        last = page.all("ul", class_="doors")[0].all("li")[-1]
        assert last.one("h3").text == word("start.doors.signed_in.0", "en")
        assert last.one("a").attributes["href"] == "/manage"

    async def test_signing_in_again_ends_the_session_before(self, visitor, make_key, app):
        await sign_in(visitor, await make_key("author"))
        await sign_in(visitor, await make_key("operator"))
        assert await count_rows(app.state.context.database, "sessions") == 1

    async def test_a_key_that_was_revoked_ends_it(self, visitor, make_key, app):
        app.state.context.keys._seconds = 0
        await sign_in(visitor, await make_key("author"))
        assert (await visitor.get(HOME)).status_code == 200
        async with app.state.context.database.transaction() as transaction:
            (event, *_) = await list_events(transaction, Reach.of(None), limit=1)
            await set_revoked(transaction, event.actor, at=current_moment())
        assert (await visitor.get(HOME)).status_code == 303

    async def test_a_key_that_expires_ends_it(self, visitor, make_key, app):
        now = current_moment()
        key = await make_key("author", expires_at=now + timedelta(hours=1))
        await sign_in(visitor, key)
        app.state.context.keys._clock = lambda: now + timedelta(hours=2)
        assert (await visitor.get(HOME)).status_code == 303

    @pytest.mark.parametrize(("away", "status"), [(115, 200), (122, 303)])
    async def test_who_is_away_too_long_signs_in_again(self, visitor, make_key, app, away, status):
        await sign_in(visitor, await make_key("author"))
        now = current_moment()
        app.state.context.sessions._clock = lambda: now + timedelta(minutes=away)
        assert (await visitor.get(HOME)).status_code == status

    async def test_who_is_never_away_signs_in_once_a_day_all_the_same(self, visitor, make_key, app):
        await sign_in(visitor, await make_key("author"))
        now, seen = current_moment(), []
        for hour in range(14):
            app.state.context.sessions._clock = lambda hour=hour: now + timedelta(hours=hour)
            seen.append((await visitor.get(HOME)).status_code)
        assert seen == [200] * 12 + [303] * 2

    async def test_what_has_ended_is_swept(self, visitor, make_key, app):
        await sign_in(visitor, await make_key("author"))
        database, idle = app.state.context.database, timedelta(hours=2)
        for hours, count in ((1, 0), (3, 1)):
            run = Housekeeping(database, now=current_moment() + timedelta(hours=hours), new_id=lambda: None)  # type: ignore[arg-type, return-value]  # no event is noted
            assert await run.forget_sessions(idle=idle, only_look=True) == count
            assert await run.forget_sessions(idle=idle) == count
        assert await count_rows(database, "sessions") == 0

    async def test_the_trail_knows_the_day(self, visitor, make_key, app):
        await sign_in(visitor, await make_key("author"))
        await post(visitor, "/sign-out", form_of((await visitor.get(HOME)).text, "/sign-out"))
        async with app.state.context.database.reading() as transaction:
            events = await list_events(transaction, Reach.of(None), limit=10)
        assert {event.event for event in events} == {"signed_in", "signed_out", "key_used"}
        assert {(event.at.hour, event.at.minute, event.at.second) for event in events} == {(0, 0, 0)}

    async def test_no_log_line_shows_a_key_or_a_token(self, visitor, make_key, capfd):
        key = await make_key("author")
        await sign_in(visitor, key)
        await visitor.get(HOME)
        lines = capfd.readouterr().err
        assert key["authorization"].split()[1] not in lines
        assert visitor.cookies[SESSION] not in lines
        (line,) = [json.loads(each) for each in lines.splitlines() if '"/manage"' in each]
        assert line["caller"]


class TestRefusals:
    @pytest.mark.parametrize(("key", "fault"), [("", "missing"), ("sck_live_x", "not_accepted")])
    async def test_a_key_that_is_none_is_told_beside_its_field(self, visitor, key, fault):
        response = await post(visitor, "/sign-in", [("key", key), ("to", HOME)])
        assert response.status_code == 401
        page = read(response.text)
        entry = page.one("input", id="key")
        assert entry.attributes["aria-invalid"] == "true"
        assert entry.attributes["value"] == ""
        told = page.one(id="fault-key")
        assert told.attributes["id"] in entry.attributes["aria-describedby"].split()
        assert word(f"session.fault.{fault}", "en") in told.text

    async def test_who_tries_out_keys_has_to_wait(self, sqlite_template, tmp_path):
        url = copy_of(sqlite_template, tmp_path)
        made = create_app(Settings.load(database_url=url, refused_rate=3))
        async with (
            made.router.lifespan_context(made),
            httpx.AsyncClient(transport=httpx.ASGITransport(made), base_url="http://t") as caller,
        ):
            caller.headers.update({"sec-fetch-site": "same-origin", "accept": "text/html"})
            statuses = [(await post(caller, "/sign-in", [("key", "sck_live_x")])).status_code for _ in range(5)]
            assert statuses == [401, 401, 401, 429, 429]
            # What the interface refuses is counted in the same place.
            wrong = {"authorization": "Bearer sck_live_abcdefghijkl_" + "a" * 32 + "_00000000"}
            assert (await caller.get("/", headers=wrong)).status_code in (200, 429)

    async def test_a_key_without_the_right_says_which_one_is_needed(self, visitor, make_key, app):
        (route,) = [each for each in app.router.routes if getattr(each, "path", "") == HOME]
        await sign_in(visitor, await make_key("author"))
        made = app.state.pages._site.route("/only", get=route.endpoint, needs="operator")
        app.router.routes.insert(0, made)
        response = await visitor.get("/only")
        assert response.status_code == 403
        assert word("scopes.operator", "en") in read(response.text).one("main").text

    @pytest.mark.parametrize("to", ["//evil.example", "/\\evil", "https://evil.example/", "", "/a\r\nb", "/a b"])
    async def test_nobody_is_led_elsewhere(self, visitor, make_key, to):
        signed = await sign_in(visitor, await make_key("author"), to=to)
        assert signed.headers["location"] == HOME


class TestUnderAPrefix:
    @pytest.fixture
    def settings(self, sqlite_template, tmp_path) -> Settings:
        return Settings.load(database_url=copy_of(sqlite_template, tmp_path), root_path="/amt/check")

    async def test_the_cookie_and_the_ways_lie_under_it(self, client, make_key):
        client.headers.update({"accept": "text/html"})
        away = await client.get("/amt/check/manage")
        assert away.headers["location"] == "/amt/check/sign-in?to=%2Fmanage"
        asked = await client.get(away.headers["location"])
        key = (await make_key("author"))["authorization"].removeprefix("Bearer ")
        fields = [(n, key if n == "key" else v) for n, v in form_of(asked.text, "/amt/check/sign-in")]
        signed = await post(client, "/amt/check/sign-in", fields)
        assert signed.headers["location"] == "/amt/check/manage"
        assert "Path=/amt/check;" in cookie_of(signed)
        assert (await client.get("/amt/check/manage")).status_code == 200
        # Where the proxy has taken the prefix away already.
        assert (await client.get("/manage", headers={"cookie": cookie_of(signed).split(";")[0]})).status_code == 200
