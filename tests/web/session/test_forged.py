"""Nothing is done for a form that another site has made; and what somebody has typed is never lost."""

import uuid

import pytest
from starlette.datastructures import Headers
from starlette.responses import Response

from selfcheck_service.web.genuine import TOKEN, is_genuine, make_token, origin_of
from selfcheck_service.web.held import Held, hold, let_go, value_of
from selfcheck_service.web.visit import Visit
from tests.web.reading import read, word
from tests.web.session.signing import form_of, post, sign_in

TYPED = ("note", 'line one\nline "two" <b>')


@pytest.fixture
async def visitor(client):
    client.headers.update({"accept": "text/html"})
    return client


def routes_that_change(app):
    """Return the routes of pages that take what is posted, with an address for each."""
    named = {"key": "alles", "version": "1.0.0"}
    found = [each for each in app.router.routes if "POST" in (getattr(each, "methods", None) or ())]
    pages = [each for each in found if hasattr(each, "needs")]
    return [(each, each.path.replace(":uuid}", "}").format_map(named | _ids(each.path))) for each in pages]


def _ids(path: str) -> dict[str, str]:
    names = [part.partition("}")[0].partition(":")[0] for part in path.split("{")[1:]]
    return {name: str(uuid.UUID(int=7)) for name in names if name not in ("key", "version")}


class TestEveryRoute:
    async def test_what_stood_on_another_site_is_refused_and_shown(self, visitor, make_key, app):
        routes = routes_that_change(app)
        assert len(routes) >= 5
        await sign_in(visitor, await make_key("author", "facilitator", "operator", "service"))
        for _, address in routes:
            for headers in (
                {"sec-fetch-site": "cross-site"},
                {"sec-fetch-site": "same-site"},
                {"sec-fetch-site": "cross-site", "origin": "http://selfcheck"},
            ):
                response = await post(visitor, address, [TYPED], headers)
                assert response.status_code == 403, address
                page = read(response.text)
                assert "line one" in page.one("dd").text
                # One click must not do what another site wanted.
                assert page.one("main").all("button") == []

    async def test_what_does_not_say_where_it_stood_is_asked_about_again(self, visitor, app):
        del visitor.headers["sec-fetch-site"]
        for route, address in routes_that_change(app):
            response = await post(visitor, address, [TYPED], {"origin": "null"})
            assert response.status_code == (403 if route.needs is None else 401), address

    async def test_behind_the_sign_in_it_has_to_fit_the_session(self, visitor, make_key, app):
        await sign_in(visitor, await make_key("author", "facilitator", "operator", "service"))
        behind = [each for each in routes_that_change(app) if each[0].needs is not None]
        for _, address in [*behind, (None, "/sign-out")]:
            for token in (
                "",
                "x",
                make_token("another session"),
                make_token(visitor.cookies["selfcheck_session"])[:-4],
            ):
                response = await post(visitor, address, [TYPED, (TOKEN, token)])
                assert response.status_code == 403, address
        assert (await visitor.get("/manage")).status_code == 200


class TestOrigin:
    @pytest.mark.parametrize(
        ("headers", "found"),
        [
            ({"sec-fetch-site": "same-origin"}, "own"),
            ({"sec-fetch-site": "none"}, "own"),
            ({"sec-fetch-site": "cross-site", "origin": "http://town.example"}, "foreign"),
            ({"origin": "https://town.example"}, "own"),
            ({"origin": "https://public.example"}, "own"),
            ({"origin": "https://town.example:81"}, "foreign"),
            ({"origin": "https://town.example.evil.example"}, "foreign"),
            ({"origin": "null"}, "unknown"),
            ({}, "unknown"),
        ],
    )
    def test_the_host_says_whose_page_it_was(self, headers, found):
        assert origin_of(Headers({"host": "town.example"} | headers), "https://public.example") == found

    def test_without_a_host_nothing_is_ours(self):
        assert origin_of(Headers({"origin": "http://"}), "") == "foreign"


class TestToken:
    def test_it_fits_its_proof_and_no_other_and_never_repeats(self):
        tokens = {make_token("proof") for _ in range(20)}
        assert len({token[:20] for token in tokens}) == len({token[-20:] for token in tokens}) == 20
        assert all(is_genuine(token, "proof") for token in tokens)
        assert not any(is_genuine(token, "other") for token in tokens)

    @pytest.mark.parametrize("token", ["", "a", "=", "ä" * 80, "A" * 88, "\x00", "A" * 87 + "="])
    def test_what_is_none_fits_nothing(self, token):
        assert not is_genuine(token, "proof")


class TestExpired:
    """A session ends while somebody is typing: what was typed goes through signing in, and is sent by a button."""

    @pytest.fixture
    async def noted(self, app):
        from starlette.responses import PlainTextResponse  # noqa: PLC0415 - what only this page needs

        from selfcheck_service.web.sent import sent_of  # noqa: PLC0415 - what only this page needs

        seen = []

        async def note(request, visit):
            del visit
            seen.append(sent_of(request).pairs)
            return PlainTextResponse("noted")

        app.router.routes.insert(0, app.state.pages._site.route("/note", post=note, needs="author"))
        return seen

    async def test_it_is_carried_along_and_sent_when_somebody_says_so(self, visitor, make_key, noted):
        typed = [TYPED, ("kind", "a"), ("kind", "b"), ("empty", "")]
        asked = await post(visitor, "/note?part=2&language=en", typed)
        assert asked.status_code == 401
        assert noted == []
        key = (await make_key("author"))["authorization"].removeprefix("Bearer ")

        wrong = [(name, "nonsense" if name == "key" else value) for name, value in form_of(asked.text, "/sign-in")]
        again = await post(visitor, "/sign-in?language=en", wrong)
        assert again.status_code == 401
        fields = [(name, key if name == "key" else value) for name, value in form_of(again.text, "/sign-in")]
        offered = await post(visitor, "/sign-in?language=en", fields)
        assert offered.status_code == 200
        assert noted == []
        assert read(offered.text).one("h1").text == word("again.signed_in.0", "en")

        sent = await post(visitor, "/note?part=2", form_of(offered.text, "/note?part=2"))
        assert sent.text == "noted"
        assert noted == [(TYPED, ("kind", "a"), ("kind", "b"))]

    async def test_what_is_too_long_to_come_along_is_shown_to_be_copied(self, visitor, noted):
        asked = await post(visitor, "/note", [("note", "x" * 140_000)])
        assert asked.status_code == 401
        assert all(name != "typed.note" for name, _ in form_of(asked.text, "/sign-in"))
        assert "x" * 140_000 in read(asked.text).one("dd").text
        assert word("session.expired_long", "en") in asked.text
        assert noted == []

    async def test_a_token_of_an_earlier_session_loses_nothing_either(self, visitor, make_key, noted):
        await sign_in(visitor, await make_key("author"))
        offered = await post(visitor, "/note", [TYPED, (TOKEN, make_token("an earlier session"))])
        assert offered.status_code == 403
        sent = await post(visitor, "/note", form_of(offered.text, "/note"))
        assert sent.text == "noted"
        assert noted == [(TYPED,)]


class TestHeld:
    """What respondents and voters hold is a cookie for the pages of one round, and nothing else."""

    OF, HELD = uuid.UUID(int=3), Held(uuid.UUID(int=5), "s3cret_of-somebody-who-answers")

    def test_it_goes_to_the_pages_of_one_round_only(self):
        response, visit = Response(), Visit(None, None, "de", "/amt", secure=True)
        hold(response, visit, "answer", self.OF, self.HELD, days=400)
        (cookie,) = response.headers.getlist("set-cookie")
        assert f"Path=/amt/answer/{self.OF};" in cookie
        assert "Max-Age=7776000;" in cookie
        assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Secure"))
        let_go(response, visit, "answer", self.OF)
        assert 'selfcheck_answer=""; ' in response.headers.getlist("set-cookie")[1]

    @pytest.mark.parametrize("secret", ["", "a;b", "ä", "a b", "a" * 129])
    def test_a_secret_with_other_characters_is_none(self, secret):
        with pytest.raises(ValueError, match="characters"):
            value_of(self.OF, Held(uuid.UUID(int=5), secret))

    async def test_it_is_read_for_its_round_and_in_no_log_line(self, visitor, app, capfd):
        from starlette.responses import PlainTextResponse  # noqa: PLC0415 - what only this page needs

        from selfcheck_service.web.held import held_of  # noqa: PLC0415 - what only this page needs

        async def tell(request, visit):
            held = held_of(request, "answer", uuid.UUID(request.path_params["round_id"]))
            return PlainTextResponse(f"{held and held.id} {bool(visit.proof)}")

        app.router.routes.insert(0, app.state.pages._site.route("/answer/{round_id}/t", get=tell, post=tell))
        cookie = {"cookie": f"selfcheck_answer={value_of(self.OF, self.HELD)}"}
        assert (await visitor.get(f"/answer/{self.OF}/t", headers=cookie)).text == f"{self.HELD.id} True"
        assert (await visitor.get(f"/answer/{uuid.UUID(int=4)}/t", headers=cookie)).text == "None True"
        assert (await visitor.get(f"/answer/{self.OF}/t")).text == "None False"
        address = f"/answer/{self.OF}/t"
        assert (await post(visitor, address, [TYPED], cookie)).status_code == 403
        proof = value_of(self.OF, self.HELD)
        assert (await post(visitor, address, [TYPED, (TOKEN, make_token(proof))], cookie)).status_code == 200
        assert self.HELD.secret not in capfd.readouterr().err
