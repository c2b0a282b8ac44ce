"""A round from the form that makes it to the page that shows where it stands; nothing typed is lost."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import RoundFilter, get_round, list_rounds
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import WITHOUT_WORDS, make_round
from tests.rounds import add_municipality, add_programme
from tests.web.manage.filling import faults_of, fields_of, send, send_page
from tests.web.reading import read, word
from tests.web.session.signing import sign_in

NEW = "/manage/rounds/new"


def address(municipality: uuid.UUID) -> str:
    return f"{NEW}?municipality={municipality}&questionnaire=zwei-seiten+1.0.0"


async def stored(database, location):
    async with database.reading() as transaction:
        return await get_round(transaction, EVERYWHERE, uuid.UUID(location.rpartition("/")[2]))


class TestMaking:
    async def test_first_it_asks_whose_and_with_which_questionnaire(self, facilitator, database):
        await add_municipality(database, name="Adorf")
        page = read((await facilitator.get(NEW)).text)
        assert [name for name, _ in fields_of(page, NEW)] == ["municipality", "questionnaire"]
        assert "Adorf" in page.one("select", id="municipality").text

    async def test_without_a_municipality_it_leads_there(self, facilitator):
        page = read((await facilitator.get(NEW)).text)
        assert page.one("main").all("a", href="/manage/municipalities/new")

    async def test_each_mode_says_what_each_side_sees(self, facilitator, database):
        page = read((await facilitator.get(address(await add_municipality(database)))).text)
        modes = page.all("div", class_="mode")
        assert len(modes) == 3
        for mode in modes:
            for side in range(3):
                assert word(f"making.sides.{side}", "en") in mode.text

    async def test_a_landkreis_has_a_kreistag(self, facilitator, database):
        page = read((await facilitator.get(address(await add_municipality(database, type="district")))).text)
        assert word("making.side_of_district", "en") in page.text
        assert word("making.sides.2", "en") not in [each.text for each in page.all("dt")]

    async def test_with_its_first_choices_and_a_title_it_makes_a_careful_round(self, facilitator, database):
        municipality = await add_municipality(database)
        made = await send(facilitator, address(municipality), title="Self-check")
        assert made.status_code == 303, made.text
        row = await stored(database, made.headers["location"])
        assert (row.mode, row.minimum_group_size, row.free_texts, row.retention_days) == ("confidential", 5, False, 90)
        assert row.perspectives == ("office", "citizens")
        assert row.state(datetime.now(UTC)) == "planned"
        assert (await facilitator.get(made.headers["location"])).status_code == 200

    async def test_what_is_chosen_is_stored_in_german_time(self, facilitator, database):
        municipality = await add_municipality(database)
        programme = await add_programme(database, municipality)
        year = datetime.now(UTC).year + 1
        made = await send(
            facilitator,
            address(municipality),
            title="Team",
            programme=str(programme),
            mode="open",
            perspectives=["citizens"],
            free_texts="yes",
            languages=["de"],
            opens_on=f"{year}-01-10",
            opens_time="08:30",
            closes_on=f"1.7.{year}",
            closes_time="18.00",
            retention_days="30",
        )
        row = await stored(database, made.headers["location"])
        assert (row.mode, row.minimum_group_size, row.perspectives) == ("open", None, ("citizens",))
        assert (row.programme_id, row.languages, row.free_texts, row.retention_days) == (programme, ("de",), True, 30)
        assert row.opens_at == datetime(year, 1, 10, 7, 30, tzinfo=UTC)
        assert row.closes_at == datetime(year, 7, 1, 16, 0, tzinfo=UTC)

    async def test_a_joint_answer_has_one_perspective(self, facilitator, database):
        path = address(await add_municipality(database))
        asked = await send(facilitator, path, title="Team", mode="institutional")
        assert (asked.status_code, faults_of(asked)) == (422, ["joint_perspective"])
        odd = await send(facilitator, path, title="Team", mode="institutional", joint_perspective="nobody")
        assert (odd.status_code, faults_of(odd)) == (422, ["joint_perspective"])
        made = await send_page(facilitator, asked.text, path.partition("?")[0], joint_perspective="office")
        row = await stored(database, made.headers["location"])
        assert (row.mode, row.perspectives) == ("institutional", ("office",))
        # In any other round that field means nothing.
        made = await send(facilitator, path, title="Team", joint_perspective="office")
        assert (await stored(database, made.headers["location"])).perspectives == ("office", "citizens")

    async def test_where_no_form_has_room_for_own_words_nobody_is_asked_whether_to_take_them(
        self, facilitator, database
    ):
        await publish_questionnaire(database, WITHOUT_WORDS, now=datetime.now(UTC))
        municipality = await add_municipality(database)
        for key, offered in (("zwei-seiten", True), ("ohne-worte", False)):
            form = f"{NEW}?municipality={municipality}&questionnaire={key}+1.0.0"
            names = [name for name, _ in fields_of(read((await facilitator.get(form)).text), NEW)]
            assert ("free_texts" in names) is offered
            made = await send(facilitator, form, title=key)
            page = read((await facilitator.get(made.headers["location"])).text)
            assert (word("round.free_texts", "en") in [each.text for each in page.all("dt")]) is offered
            assert not (await stored(database, made.headers["location"])).free_texts

    async def test_every_fault_stands_at_its_field_and_nothing_typed_is_lost(self, facilitator, database):
        municipality = await add_municipality(database)
        typed: dict[str, Any] = {
            "title": "  ",
            "perspectives": [],
            "languages": [],
            "minimum_group_size": "7",
            "opens_on": "2027-13-01",
            "opens_time": "08:15",
            "closes_on": "",
            "retention_days": "three",
            "mode": "confidential",
            "free_texts": "yes",
        }
        refused = await send(facilitator, address(municipality), **typed)
        assert refused.status_code == 422
        expected = ["title", "perspectives", "languages", "opens_on", "closes_on", "retention_days"]
        assert sorted(faults_of(refused)) == sorted(expected)
        page = read(refused.text)
        kept = dict(fields_of(page, NEW))
        for name in ("opens_on", "opens_time", "retention_days", "minimum_group_size", "free_texts"):
            assert kept[name] == typed[name]
        for target in faults_of(refused):
            assert page.all(id=target), target
        async with database.reading() as transaction:
            wanted = RoundFilter(datetime.now(UTC))
            assert await list_rounds(transaction, EVERYWHERE, wanted, after=None, limit=5) == []

    async def test_an_hour_that_never_was_is_said_to_be_none(self, facilitator, database):
        municipality = await add_municipality(database)
        # Clocks go forward on the last Sunday of March.
        day = datetime(datetime.now(UTC).year + 1, 3, 31, tzinfo=UTC)
        day -= timedelta(days=(day.weekday() + 1) % 7)
        refused = await send(
            facilitator, address(municipality), title="T", closes_on=day.date().isoformat(), closes_time="02:30"
        )
        assert faults_of(refused) == ["closes_on"]
        assert word("manage.fault.no_such_hour", "en") in read(refused.text).text

    async def test_sent_twice_it_makes_one_round(self, facilitator, database):
        municipality = await add_municipality(database)
        opened = (await facilitator.get(address(municipality))).text
        made = [await send_page(facilitator, opened, NEW, title="Once") for _ in range(2)]
        assert made[0].headers["location"] == made[1].headers["location"]
        other = await send_page(facilitator, opened, NEW, title="Another")
        assert other.headers["location"] != made[0].headers["location"]

    async def test_another_questionnaire_keeps_what_was_typed(self, facilitator, database):
        municipality = await add_municipality(database)
        again = await send(facilitator, address(municipality), title="Kept", step="choose")
        assert again.status_code == 200
        assert dict(fields_of(read(again.text), NEW))["title"] == "Kept"


class TestPage:
    async def test_it_shows_where_the_round_stands_and_how_many_take_part(self, facilitator, database):
        row = await make_round(database)
        page = read((await facilitator.get(f"/manage/rounds/{row.id}")).text)
        # It is open, and nobody can answer yet.
        assert page.one("li", class_="step step-now").text.startswith(word("round.steps.invite", "en"))
        table = page.one("table").text
        assert "Administration" in table
        assert "Residents" in table
        invitations = f"/manage/rounds/{row.id}/invitations"
        await send(facilitator, invitations, perspective="office", kind="open", count="20")
        page = read((await facilitator.get(f"/manage/rounds/{row.id}")).text)
        assert page.one("li", class_="step step-now").text.startswith(word("round.steps.open", "en"))

    @pytest.mark.parametrize(
        "rest",
        [
            "",
            "/change",
            "/close",
            "/delete",
            "/release",
            "/invitations",
            "/invitations/letters",
            "/form.pdf",
            "/papers/privacy-notice",
            "/invitations/1b3f0c2e-5a77-4d7a-9a52-0d6b8f6f2a11/revocation",
        ],
    )
    async def test_a_round_of_others_is_not_there(self, client, make_key, database, rest):
        row = await make_round(database)
        own = await add_municipality(database)
        client.headers.update({"accept": "text/html"})
        await sign_in(client, await make_key("facilitator", municipalities=(str(own),)))
        assert (await client.get(f"/manage/rounds/{row.id}{rest}")).status_code == 404

    @pytest.mark.parametrize("address", ["/manage/rounds", NEW, "/manage/municipalities", "/manage/programmes"])
    async def test_without_the_scope_the_page_says_which_is_needed(self, client, make_key, address):
        client.headers.update({"accept": "text/html", "accept-language": "de"})
        await sign_in(client, await make_key("author"))
        refused = await client.get(address)
        assert refused.status_code == 403
        assert word("scopes.facilitator") in refused.text

    async def test_papers_and_forms_are_there(self, facilitator, database):
        row = await make_round(database)
        path = f"/manage/rounds/{row.id}"
        for paper in ("staff-council-sheet", "privacy-notice", "record-of-processing"):
            assert (await facilitator.get(f"{path}/papers/{paper}")).status_code == 200
            plain = await facilitator.get(f"{path}/papers/{paper}.md")
            assert plain.headers["content-type"].startswith("text/markdown")
        assert (await facilitator.get(f"{path}/papers/other")).status_code == 404
        form = await facilitator.get(f"{path}/form.pdf?perspective=office")
        assert form.content.startswith(b"%PDF")


class TestList:
    async def test_at_home_what_waits_comes_before_what_is_newest(self, facilitator, database):
        closed = await make_round(database, opens_in=-48, closes_in=-24)
        running = await make_round(database)
        expired = await make_round(database, opens_in=-24 * 40, closes_in=-24 * 30, retention_days=7)
        planned = await make_round(database, opens_in=24, closes_in=48)
        lines = read((await facilitator.get("/manage")).text).all("p", class_="line-title")
        shown = [line.one("a").attributes["href"].rpartition("/")[2] for line in lines]
        assert shown == [str(each.id) for each in (closed, running, planned, expired)]
        assert lines[0].one("a").text.startswith("Musterstadt: ")

    async def test_it_finds_by_title_by_municipality_and_by_state(self, facilitator, database):
        row = await make_round(database)
        for query, there in (
            ("search=stehen", True),
            ("search=%25", False),
            ("state=open", True),
            ("state=closed", False),
            (f"municipality={row.municipality_id}", True),
        ):
            text = (await facilitator.get(f"/manage/rounds?{query}")).text
            assert (f"/manage/rounds/{row.id}" in text) == there, query

    @pytest.mark.parametrize("query", ["state=odd", "after=odd", "municipality=odd", "after=odd/2026-01-01"])
    async def test_an_odd_address_is_none(self, facilitator, query):
        assert (await facilitator.get(f"/manage/rounds?{query}")).status_code == 404

    async def test_many_stand_on_several_pages(self, facilitator, database):
        for _ in range(21):
            await make_round(database)
        first = read((await facilitator.get("/manage/rounds")).text)
        assert len(first.all("li", class_="line")) == 20
        following = first.one("a", rel="next").attributes["href"]
        assert len(read((await facilitator.get(following)).text).all("li", class_="line")) == 1


class TestEnding:
    async def test_closing_now_leads_to_the_preview(self, facilitator, database):
        row = await make_round(database)
        path = f"/manage/rounds/{row.id}"
        closed = await send(facilitator, f"{path}/close")
        assert closed.headers["location"] == f"{path}/release"
        assert (await stored(database, path)).state(datetime.now(UTC)) == "closed"

    async def test_it_is_deleted_once_the_title_is_typed(self, facilitator, database):
        row = await make_round(database)
        path = f"/manage/rounds/{row.id}"
        refused = await send(facilitator, f"{path}/delete", title="Something")
        assert (refused.status_code, faults_of(refused)) == (422, ["title"])
        gone = await send(facilitator, f"{path}/delete", title=row.title.upper())
        assert gone.headers["location"] == "/manage/rounds"
        assert (await facilitator.get(path)).status_code == 404
