"""Pages are made once for all who come alike, and for nobody else."""

from datetime import UTC, datetime

from starlette.responses import HTMLResponse

from selfcheck_service.use_cases.publishing import retire_questionnaire
from selfcheck_service.web.kept_pages import KeptPages
from tests.web.everything import KEY, PATH, VERSION
from tests.web.session.signing import sign_in


def test_the_page_that_nobody_asked_for_longest_goes_first():
    kept = KeptPages(2)
    for name in ("a", "b"):
        kept.keep(name, HTMLResponse(name, headers={"cache-control": "private"}))
    assert kept.find("a") is not None
    kept.keep("c", HTMLResponse("c"))
    assert kept.find("b") is None
    found = kept.find("a")
    assert found is not None
    assert (found.body, found.headers["cache-control"]) == (b"a", "private")


def test_what_happens_to_a_page_on_its_way_out_changes_nothing_here():
    kept = KeptPages(2)
    kept.keep("a", HTMLResponse("a"))
    first = kept.find("a")
    assert first is not None
    first.body, first.headers["content-encoding"] = b"packed", "gzip"
    again = kept.find("a")
    assert again is not None
    assert again.body == b"a"
    assert "content-encoding" not in again.headers


async def test_a_questionnaire_looks_the_same_again_packed_and_plain(pages):
    first = await pages.get(PATH)
    again = await pages.get(PATH)
    plain = await pages.get(PATH, headers={"accept-encoding": "identity"})
    assert first.text == again.text == plain.text
    assert "content-encoding" not in plain.headers
    for name in ("cache-control", "content-encoding", "content-language", "content-security-policy", "vary"):
        assert first.headers[name] == again.headers[name]


async def test_another_language_a_session_and_a_retired_version_are_other_pages(pages, app, make_key):
    german = (await pages.get(PATH)).text
    english = (await pages.get(f"{PATH}?language=en")).text
    assert '<html lang="en"' in english
    assert '<html lang="de"' in german
    await retire_questionnaire(app.state.context.database, KEY, VERSION, now=datetime.now(UTC), actor="cli")
    retired = (await pages.get(PATH)).text
    assert retired != german
    assert (await pages.get(PATH)).text == retired
    await sign_in(pages, await make_key("author"))
    assert (await pages.get(PATH)).status_code == 200
    pages.cookies.clear()
    assert (await pages.get(PATH)).text == retired
