"""Codes are shown once, on a page and on slips; what was lost is taken back."""

import re
import uuid

import pytest

from selfcheck_service.storage.invitations import list_participation
from tests.answering import make_round
from tests.web.manage.filling import faults_of, fields_of, send, send_page
from tests.web.reading import read, word

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture
async def row(database):
    return await make_round(database)


@pytest.fixture
def path(row):
    return f"/manage/rounds/{row.id}/invitations"


async def counted(database, row):
    async with database.reading() as transaction:
        return {
            each.perspective: (each.issued, each.revoked)
            for each in await list_participation(transaction, row.municipality_id, row.id)
        }


def codes_on(page):
    return [each.text for each in page.all("code")]


async def test_codes_come_with_slips_and_pictures(facilitator, database, row, path):
    made = await send(facilitator, path, perspective="office", kind="personal", count="3")
    assert made.status_code == 200
    page = read(made.text)
    codes = codes_on(page)
    assert len(set(codes)) == 3
    assert all(CODE.fullmatch(each) for each in codes)
    assert len(page.all("div", role="img")) == 3
    # What is on this page must neither be kept nor show in the length of what is compressed.
    assert made.headers["cache-control"] == "no-store"
    assert "content-encoding" not in made.headers
    assert await counted(database, row) == {"office": (3, 0)}


async def test_a_form_that_says_something_else_issues_other_codes(facilitator, database, row, path):
    """Whoever goes back and asks for more must not hand out a code that somebody else has."""
    opened = (await facilitator.get(path)).text
    few = await send_page(facilitator, opened, path, perspective="office", kind="personal", count="2")
    more = await send_page(facilitator, opened, path, perspective="office", kind="personal", count="3")
    codes = [*codes_on(read(few.text)), *codes_on(read(more.text))]
    assert len(set(codes)) == 5
    assert await counted(database, row) == {"office": (5, 0)}


async def test_the_same_form_sent_again_issues_nothing_and_shows_the_same_codes(facilitator, database, row, path):
    """A browser shows the second answer only; as long as the codes are good, they are on it."""
    opened = (await facilitator.get(path)).text
    form = {"perspective": "office", "kind": "personal", "count": "2"}
    first = await send_page(facilitator, opened, path, **form)
    again = await send_page(facilitator, opened, path, **form)
    assert codes_on(read(first.text)) == codes_on(read(again.text))
    assert len(set(codes_on(read(first.text)))) == 2
    assert await counted(database, row) == {"office": (2, 0)}
    another = await send_page(facilitator, (await facilitator.get(path)).text, path, **form)
    assert set(codes_on(read(another.text))).isdisjoint(codes_on(read(first.text)))


async def test_codes_that_were_taken_back_are_not_shown_again(facilitator, database, row, path):
    opened = (await facilitator.get(path)).text
    form = {"perspective": "office", "kind": "personal", "count": "2"}
    await send_page(facilitator, opened, path, **form)
    link = read((await facilitator.get(path)).text).one("table").one("a").attributes["href"]
    await send(facilitator, link)
    again = await send_page(facilitator, opened, path, **form)
    assert codes_on(read(again.text)) == []
    assert word("inviting.codes_gone", "en") in read(again.text).text


async def test_one_code_for_many(facilitator, database, row, path):
    page = read((await send(facilitator, path, perspective="citizens", kind="open", count="40")).text)
    assert len(codes_on(page)) == 1
    assert "good for 40 responses" in page.text
    assert await counted(database, row) == {"citizens": (40, 0)}


async def test_of_many_codes_the_page_lists_all(facilitator, path):
    made = await send(facilitator, path, perspective="office", kind="personal", count="1000")
    page = read(made.text)
    assert len(set(codes_on(page))) == 1000
    assert len(page.all("div", role="img")) == 20
    assert len(made.content) < 150 * 1024


@pytest.mark.parametrize(
    ("count", "perspective", "faults"),
    [
        ("", "office", ["count"]),
        ("0", "office", ["count"]),
        ("1001", "office", ["count"]),
        ("x", "office", ["count"]),
        ("2", "nobody", ["perspective"]),
    ],
)
async def test_faults_stand_at_their_fields_and_what_was_typed_stays(facilitator, path, count, perspective, faults):
    refused = await send(facilitator, path, perspective=perspective, kind="open", count=count)
    assert (refused.status_code, faults_of(refused)) == (422, faults)
    kept = dict(fields_of(read(refused.text), path))
    assert (kept["count"], kept["kind"]) == (count, "open")


async def test_slips_are_printed_from_the_page_that_shows_the_codes(facilitator, path):
    made = await send(facilitator, path, perspective="office", kind="personal", count="2")
    printed = await send_page(facilitator, made.text, f"{path}/slips")
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")
    nothing = await send_page(facilitator, made.text, f"{path}/slips", codes="odd")
    assert nothing.status_code == 303


async def test_an_invitation_is_taken_back_or_issued_anew(facilitator, database, row, path):
    await send(facilitator, path, perspective="office", kind="personal", count="3")
    page = read((await facilitator.get(path)).text)
    (revocation,) = [each.attributes["href"] for each in page.all("a") if "/revocation" in each.attributes["href"]]
    opened = (await facilitator.get(revocation)).text
    anew = await send_page(facilitator, opened, revocation, step="reissue")
    assert len(codes_on(read(anew.text))) == 3
    assert await counted(database, row) == {"office": (6, 3)}
    nothing_left = await send(facilitator, revocation, step="reissue")
    assert nothing_left.status_code == 409
    taken = await send(facilitator, revocation, step="revoke")
    assert taken.headers["location"].startswith(path)
    assert read((await facilitator.get(taken.headers["location"])).text).all("div", role="status")


async def test_one_code_is_taken_back(facilitator, database, row, path):
    made = await send(facilitator, path, perspective="office", kind="personal", count="2")
    code = codes_on(read(made.text))[0]
    taken = await send(facilitator, path, f"{path}/code", code=code.lower())
    assert taken.status_code == 303
    assert code not in taken.headers["location"]
    assert await counted(database, row) == {"office": (2, 1)}
    refused = await send(facilitator, path, f"{path}/code", code="7K2M")
    assert (refused.status_code, faults_of(refused)) == (422, ["code"])


async def test_a_closed_round_takes_no_more(facilitator, database):
    closed = await make_round(database, opens_in=-3, closes_in=-1)
    path = f"/manage/rounds/{closed.id}/invitations"
    assert word("inviting.is_closed", "en") in read((await facilitator.get(path)).text).text


async def test_who_sends_it_when_the_round_has_closed_is_told(facilitator, database, row, path):
    opened = (await facilitator.get(path)).text
    await send(facilitator, f"/manage/rounds/{row.id}/close")
    refused = await send_page(facilitator, opened, path, perspective="office", kind="personal", count="2")
    assert refused.status_code == 409
    assert read(refused.text).one("div", role="alert").text


async def test_a_joint_answer_has_one_code(facilitator, database):
    row = await make_round(database, mode="institutional", perspectives=("office",))
    path = f"/manage/rounds/{row.id}/invitations"
    assert len(codes_on(read((await send(facilitator, path)).text))) == 1
    assert (await send(facilitator, path)).status_code == 409


async def test_letters_are_there_to_be_copied(facilitator, path):
    for kind in ("personal", "open"):
        page = read((await facilitator.get(f"{path}/letters?kind={kind}&in=de-simple")).text)
        assert len(page.all("textarea")) == 4
        assert page.all("textarea")[0].attributes["lang"] == "de"
        # The address is known; the code stands on the slip.
        assert "http://check.example/answer" in page.all("textarea")[0].text
        assert "[Code vom Zettel]" in page.all("textarea")[0].text


async def test_an_invitation_that_is_none_is_not_there(facilitator, path):
    assert (await facilitator.get(f"{path}/{uuid.uuid4()}/revocation")).status_code == 404


@pytest.mark.parametrize("count", ["", "0", "viele"])
async def test_slips_say_nothing_that_nobody_said(facilitator, path, count):
    made = await send(facilitator, path, perspective="office", kind="open", count="2")
    refused = await send_page(facilitator, made.text, f"{path}/slips", count=count)
    assert refused.status_code == 422
