"""Where nobody has said how the service is reached, what goes out has the address by which its maker came."""

import io

import pypdf
import pytest

from selfcheck_service.settings import Settings
from tests.answering import make_round
from tests.databases import copy_of
from tests.voting import open_room, released_round
from tests.web.manage.filling import fields_of, send
from tests.web.reading import read, word
from tests.web.session.signing import post


@pytest.fixture
def settings(sqlite_template, tmp_path):
    return Settings.load(database_url=copy_of(sqlite_template, tmp_path))


@pytest.fixture
async def row(database):
    return await make_round(database)


def told(page, host):
    """Return what a page says of the address; fail where it does not name it."""
    (said,) = [each.text for each in page.all("div", class_="inset") if f"{host}/" in each.text]
    assert word("inviting.other_address", "en") in said
    return said


def printed_text(content):
    """Return what the first page of a PDF says, without any space, be it of no width."""
    text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize(
    ("host", "only_here"),
    [
        ("rathaus.example", False),
        ("rathaus.example:8080", False),
        ("10.0.0.7:8000", False),
        ("localhost:8000", True),
        ("check.localhost", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
    ],
)
async def test_slips_have_it_and_the_page_says_which_it_is(facilitator, row, host, only_here):
    facilitator.headers.update({"host": host, "sec-fetch-site": "same-origin"})
    path = f"/manage/rounds/{row.id}/invitations"
    form = fields_of(read((await facilitator.get(path)).text), path)
    wish = [("perspective", "office"), ("kind", "personal"), ("count", "2")]
    made = await post(facilitator, path, [*(pair for pair in form if pair[0] not in dict(wish)), *wish])
    page = read(made.text)
    assert (word("inviting.only_here", "en") in told(page, host)) == only_here
    assert len(page.all("div", class_="slip-picture")) == 2
    assert [f"{host}/answer" in each.text for each in page.all("li", class_="slip")] == [True, True]
    printed = await post(facilitator, f"{path}/slips", fields_of(page, f"{path}/slips"))
    text = printed_text(printed.content)
    assert f"{host}/answer" in text


async def test_letters_have_it_too(facilitator, row):
    facilitator.headers["host"] = "rathaus.example"
    letters = read((await facilitator.get(f"/manage/rounds/{row.id}/invitations/letters")).text)
    told(letters, "rathaus.example")
    assert "http://rathaus.example/answer" in letters.text


async def test_so_have_the_slips_of_a_ballot(client, facilitator, database, make_key):
    round_ = await released_round(database)
    room = await open_room(client, round_, await make_key("facilitator"), code_kind="slips", people=2)
    path = f"/manage/rounds/{round_.id}/ballots/{room.opened['id']}"
    facilitator.headers["host"] = "rathaus.example"
    told(read((await facilitator.get(path)).text), "rathaus.example")
    printed = await send(facilitator, path, f"{path}/slips.pdf")
    text = printed_text(printed.content)
    assert "rathaus.example/vote" in text
