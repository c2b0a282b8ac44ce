"""Ballots by the pages of facilitators: opened, shown on the wall, counted on paper, closed, and taken over."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from selfcheck_service.core.ballots.ballot_texts import ballot_text
from selfcheck_service.core.ballots.codes import read_ballot_code
from selfcheck_service.core.ballots.counting import participation_text
from selfcheck_service.storage.ballot_tables import ballot_slips, ballots
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import QUESTIONNAIRE, make_round
from tests.voting import count, released_round, round_of_three_fields
from tests.web.manage.filling import faults_of, fields_of, send, send_page
from tests.web.reading import read, word
from tests.web.session.signing import post
from tests.web.vote.phones import come_in

IDEAS = "Lotsenstelle\nSprachcafé\n\nLeitbild"
FIRST = {"own": IDEAS, "people": "10"}


@pytest.fixture
async def rooms(database):
    """The path of the ballots of a round that is released."""
    return f"/manage/rounds/{(await released_round(database)).id}/ballots"


async def opened(facilitator, rooms, kind="own", **changes):
    """Open a ballot by the form; return its path."""
    made = await send(facilitator, f"{rooms}/new?kind={kind}", **FIRST | changes)
    assert made.status_code == 303, made.text
    return made.headers["location"]


async def vote(client, path, **dots):
    """Vote on a phone of its own with the code that the wall shows."""
    code = code_on(await client.get(f"{path}/live"))
    sheet = (await client.get("/v1/ballot-sheet", headers={"selfcheck-ballot-code": code})).json()
    target = f"{sheet['links']['votes']}/{dots.pop('vote')}"
    answer = await client.put(target, json={"dots": dots}, headers={"selfcheck-ballot-code": code})
    assert answer.status_code == 201, answer.text


def code_on(page):
    """Return the code that a page shows."""
    return read(page.text).one("p", class_="room-code").text


VOTES = [f"{at}{at}{at}{at}{at}{at}{at}{at}-1111-4111-8111-111111111111" for at in "123456789"]


class TestOpening:
    async def test_suggestions_stand_below_their_fields(self, facilitator, database):
        (field,) = QUESTIONNAIRE["fields"]
        (known,) = field["suggestions"]
        further = {
            **field,
            "key": "further",
            "title": {"de": "Weiteres", "en": "Further"},
            "items": [{**field["items"][0], "key": "more"}],
            "suggestions": [],
        }
        whole = {**known, "key": "all_of_it", "title": {"de": "Für alle", "en": "For all"}, "field": "further"}
        asked = {**QUESTIONNAIRE, "version": "1.1.0", "fields": [field, further], "suggestions": [whole]}
        await publish_questionnaire(database, asked, now=datetime.now(UTC))
        round_ = await released_round(database, version="1.1.0")
        page = read((await facilitator.get(f"/manage/rounds/{round_.id}/ballots/new?kind=suggestions")).text)
        first, second = page.one("fieldset", id="options").all(role="group")
        assert "Further" in first.text
        assert [each.attributes["value"] for each in first.all("input")] == ["all_of_it"]
        assert field["title"]["en"] in second.text
        assert [each.attributes["value"] for each in second.all("input")] == [known["key"]]

    async def test_the_cards_of_the_fields_that_the_room_chose_are_checked_at_first(self, facilitator, database):
        path = f"/manage/rounds/{(await round_of_three_fields(database)).id}"
        asked = f"{path}/ballots/new?kind=suggestions"

        async def checked():
            options = read((await facilitator.get(asked)).text).one("fieldset", id="options")
            return {each.attributes["value"] for each in options.all("input", checked="")}

        assert await checked() == set()
        made = await send(facilitator, f"{path}/workshop/focus", chosen="third", **{"reason.third": "Darum"})
        assert made.status_code == 303, made.text
        found = await checked()
        assert "of_third" in found
        assert "of_further" not in found

    async def test_without_a_release_no_suggestion_is_checked_at_first(self, facilitator, database):
        round_ = await make_round(database)
        page = await facilitator.get(f"/manage/rounds/{round_.id}/ballots/new?kind=suggestions")
        assert page.status_code == 200
        assert not read(page.text).one("fieldset", id="options").all("input", checked="")

    async def test_ideas_of_the_rooms_own(self, facilitator, rooms, database):
        path = await opened(facilitator, rooms, cumulating="yes", dots="3")
        page = await facilitator.get(path)
        assert page.status_code == 200, page.text
        assert [each.text for each in read(page.text).one("section", **{"aria-labelledby": "asked"}).all("li")] == [
            "Lotsenstelle",
            "Sprachcafé",
            "Leitbild",
        ]
        async with database.reading() as transaction:
            row = (await transaction.connection.execute(select(ballots))).mappings().one()
        assert (row["dots"], row["cumulating"], row["people"], row["codes"]) == (3, True, 10, "shared")

    async def test_the_code_stays_with_the_browser_that_opened_it(self, facilitator, rooms):
        path = await opened(facilitator, rooms)
        page = await facilitator.get(f"{path}/live")
        code = code_on(page)
        assert read_ballot_code(code)
        assert "content-encoding" not in page.headers
        assert read(page.text).one("div", class_="room-picture").all("svg")
        sheet = await facilitator.get("/v1/ballot-sheet", headers={"selfcheck-ballot-code": code})
        assert sheet.json()["title"] == word("ballots.first_title.own", "en")
        facilitator.cookies.delete("selfcheck_room")
        page = await facilitator.get(f"{path}/live")
        assert code not in page.text
        assert word("ballots.code_elsewhere", "en") in page.text

    async def test_a_form_sent_twice_opens_one_ballot_and_still_leads_to_its_code(self, facilitator, rooms, database):
        form = await facilitator.get(f"{rooms}/new?kind=own")
        first, second = [await send_page(facilitator, form.text, f"{rooms}/new", **FIRST) for _ in range(2)]
        assert first.headers["location"] == second.headers["location"]
        assert first.headers["set-cookie"] == second.headers["set-cookie"]
        assert await count(database, ballots) == 1

    async def test_fields_are_all_chosen_at_first(self, facilitator, rooms):
        page = read((await facilitator.get(f"{rooms}/new")).text)
        boxes = [each for each in page.all("input") if each.attributes.get("name") == "option"]
        assert boxes
        assert all("checked" in each.attributes for each in boxes)
        made = await send(facilitator, f"{rooms}/new", people="5", own="Etwas ganz anderes")
        assert made.status_code == 303

    async def test_every_fault_stands_at_its_field_and_nothing_typed_is_lost(self, facilitator, rooms, database):
        wrong = {"title": " ", "own": "x" * 201 + "\nzwei", "people": "0", "dots": "viele", "code_kind": "air"}
        answer = await send(facilitator, f"{rooms}/new?kind=own", **wrong)
        assert answer.status_code == 422
        assert set(faults_of(answer)) == {"title", "own", "people", "dots", "code_kind"}
        form = dict(fields_of(read(answer.text), f"{rooms}/new"))
        assert (form["own"], form["people"], form["dots"]) == (wrong["own"], "0", "viele")
        assert await count(database, ballots) == 0

    @pytest.mark.parametrize(("own", "dots", "field"), [("", "", "own"), ("A\nB", "9", "dots"), ("A", "", "own")])
    async def test_too_few_options_and_too_many_dots(self, facilitator, rooms, own, dots, field):
        answer = await send(facilitator, f"{rooms}/new?kind=own", people="3", own=own, dots=dots)
        assert answer.status_code == 422
        assert faults_of(answer) == [field]

    async def test_before_the_release_nobody_votes(self, facilitator, database):
        rooms = f"/manage/rounds/{(await make_round(database)).id}/ballots"
        assert word("ballots.not_yet", "en") in (await facilitator.get(rooms)).text
        answer = await send(facilitator, f"{rooms}/new?kind=own", **FIRST)
        assert answer.status_code == 409
        assert "Sprachcafé" in answer.text

    async def test_the_list_says_how_each_stands(self, facilitator, rooms):
        assert word("ballots.none", "en") in (await facilitator.get(rooms)).text
        path = await opened(facilitator, rooms)
        await opened(facilitator, rooms, title="Und dann?")
        await post(
            facilitator,
            f"{path}/close",
            fields_of(read((await facilitator.get(f"{path}/close")).text), f"{path}/close"),
        )
        lines = [each.text for each in read((await facilitator.get(rooms)).text).all("li", class_="line")]
        assert "Und dann? " + word("ballots.open", "en") in lines[0]
        assert word("ballots.closed", "en") in lines[1]


class TestTheRoom:
    async def test_the_wall_says_how_many_and_never_for_what(self, facilitator, rooms):
        path = await opened(facilitator, rooms)
        await vote(facilitator, path, vote=VOTES[0], **{"own-1": 1})
        for page in (await facilitator.get(f"{path}/live"), await facilitator.get(path)):
            assert participation_text(1, 10, "en") in read(page.text).text
            assert read(page.text).all("table") == []
            assert read(page.text).all("svg", class_="ballot-bar") == []

    async def test_slips_are_printed_anew_but_never_by_accident(self, facilitator, rooms, database):
        path = await opened(facilitator, rooms, code_kind="slips", people="3")
        page = await facilitator.get(path)
        assert "selfcheck_room" not in page.text
        first = await send_page(facilitator, page.text, f"{path}/slips.pdf")
        assert first.content[:5] == b"%PDF-"
        again = await send_page(facilitator, page.text, f"{path}/slips.pdf")
        assert again.status_code == 409
        assert word("ballots.slips_again", "en") in again.text
        assert (await send_page(facilitator, again.text, f"{path}/slips.pdf")).content[:5] == b"%PDF-"
        assert await count(database, ballot_slips) == 3

    async def test_the_ballot_to_tick(self, facilitator, rooms):
        answer = await facilitator.get(f"{await opened(facilitator, rooms)}/paper.pdf")
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")

    async def test_paper_is_entered_and_corrected(self, facilitator, rooms):
        path = await opened(facilitator, rooms)
        for ballots_, dots in (("4", "4"), ("2", "1")):
            answer = await send(facilitator, path, f"{path}/paper", ballots=ballots_, **{"dots.own-2": dots})
            assert answer.status_code == 303, answer.text
        form = dict(fields_of(read((await facilitator.get(path)).text), f"{path}/paper"))
        assert (form["ballots"], form["dots.own-2"], form["dots.own-1"]) == ("2", "1", "")

    @pytest.mark.parametrize("moment", ["before", "after", "again"])
    async def test_paper_that_comes_after_the_end_is_told_wherever_the_result_stands(self, facilitator, rooms, moment):
        path, late = await opened(facilitator, rooms), ballot_text("paper_late", "en")
        code = code_on(await facilitator.get(f"{path}/live"))
        await vote(facilitator, path, vote=VOTES[0], **{"own-1": 1})
        if moment != "after":
            await send(facilitator, path, f"{path}/paper", ballots="6", **{"dots.own-2": "1"})
        await send(facilitator, f"{path}/close", f"{path}/close")
        if moment != "before":
            # Of what was typed in again nothing changes.
            count = "7" if moment == "after" else "6"
            await send(facilitator, path, f"{path}/paper", ballots=count, **{"dots.own-2": "1"})
        is_late = moment == "after"
        pages = (
            path,
            f"{path}/live",
            f"{rooms.removesuffix('/ballots')}/measures/papers/minutes.html",
        )
        for page in pages:
            answer = await facilitator.get(page, params={"language": "en"})
            assert (answer.status_code, late in answer.text) == (200, is_late), page
        header = {"selfcheck-ballot-code": code, "accept-language": "en"}
        sheet = (await facilitator.get("/v1/ballot-sheet", headers=header)).json()
        assert (late in sheet["result"]["words"]) == is_late
        phone = await come_in(facilitator, code)
        assert (late in phone.text) == is_late

    async def test_miscounted_paper_is_refused_at_its_place(self, facilitator, rooms):
        path = await opened(facilitator, rooms)
        answer = await send(facilitator, path, f"{path}/paper", ballots="2", **{"dots.own-2": "3", "dots.own-1": "x"})
        assert (answer.status_code, faults_of(answer)) == (422, ["dots.own-1"])
        answer = await send(facilitator, path, f"{path}/paper", ballots="2", **{"dots.own-2": "3"})
        assert (answer.status_code, faults_of(answer)) == (422, ["dots.own-2"])
        form = dict(fields_of(read(answer.text), f"{path}/paper"))
        assert (form["ballots"], form["dots.own-2"]) == ("2", "3")
        answer = await send(facilitator, path, f"{path}/paper", ballots="11")
        assert answer.status_code == 409

    async def test_two_facilitators_do_not_overwrite_each_other(self, facilitator, rooms):
        path = await opened(facilitator, rooms)
        page = await facilitator.get(path)
        assert (await send_page(facilitator, page.text, f"{path}/change", people="12")).status_code == 303
        late = await send_page(facilitator, page.text, f"{path}/change", people="9", title="Neu?")
        assert late.status_code == 409
        form = dict(fields_of(read(late.text), f"{path}/change"))
        assert (form["people"], form["title"]) == ("9", "Neu?")
        assert (await send_page(facilitator, late.text, f"{path}/change")).status_code == 303
        assert read((await facilitator.get(path)).text).one("h1").text == "Neu?"

    async def test_what_was_opened_by_mistake_is_taken_back(self, facilitator, rooms, database):
        path = await opened(facilitator, rooms)
        gone = await send(facilitator, f"{path}/discard")
        assert gone.headers["location"] == rooms
        assert await count(database, ballots) == 0
        kept = await opened(facilitator, rooms)
        asked = await facilitator.get(f"{kept}/discard")
        await vote(facilitator, kept, vote=VOTES[0], **{"own-1": 1})
        assert (await send_page(facilitator, asked.text, f"{kept}/discard")).status_code == 409
        assert word("ballots.confirm.discard.cannot", "en") in (await facilitator.get(f"{kept}/discard")).text


class TestTheResult:
    async def test_before_the_end_of_a_ballot_of_few_it_is_said_that_votes_can_be_told(self, facilitator, rooms):
        path = await opened(facilitator, rooms)
        forms = {name: word(f"ballots.confirm.close.few.{name}", "en") for name in ("one", "other")}

        async def warned():
            page = read((await facilitator.get(f"{path}/close")).text)
            return [each.text.strip() for each in page.all("div", class_="inset inset-careful")]

        assert await warned() == []
        await vote(facilitator, path, vote=VOTES[0], **{"own-1": 1})
        assert await warned() == [forms["one"]]
        for each in VOTES[1:4]:
            await vote(facilitator, path, vote=each, **{"own-1": 1})
        assert await warned() == [forms["other"].format(count=4)]
        await vote(facilitator, path, vote=VOTES[4], **{"own-1": 1})
        assert await warned() == []
        assert "inset-careful" not in (await facilitator.get(f"{path}/discard")).text

    async def test_closing_asks_first_and_names_ties(self, facilitator, rooms):
        path = await opened(facilitator, rooms)
        await vote(facilitator, path, vote=VOTES[0], **{"own-1": 1, "own-2": 1})
        asked = await facilitator.get(f"{path}/close")
        closed = [await send_page(facilitator, asked.text, f"{path}/close") for _ in range(2)]
        assert [each.headers["location"] for each in closed] == [path, path]
        for page in (await facilitator.get(path), await facilitator.get(f"{path}/live")):
            table = read(page.text).one("table")
            assert len(table.all("tr")) == 4
            assert table.text.count(word("ballot_result.tied", "en")) == 2
            bars = table.all("rect", class_="bar-score")
            assert [each.attributes["width"] for each in bars] == ["100.0%", "100.0%"]

    async def test_fields_are_taken_over_as_focus_fields(self, facilitator, rooms, database):
        path = await opened(facilitator, rooms, kind="fields")
        counts = [name for name, _ in fields_of(read((await facilitator.get(path)).text), f"{path}/paper")]
        first = next(name for name in counts if name.startswith("dots."))
        key = first.removeprefix("dots.")
        await send(facilitator, path, f"{path}/paper", ballots="2", **{first: "2"})
        await send(facilitator, f"{path}/close")
        page = await facilitator.get(f"{path}/focus")
        assert page.status_code == 200
        form = fields_of(read(page.text), f"{path}/focus")
        assert ("field", key) in form
        assert "2" in dict(form)[f"reason.{key}"]
        none = await send_page(facilitator, page.text, f"{path}/focus", field=[])
        assert (none.status_code, faults_of(none)) == (422, ["fields"])
        long = await send_page(facilitator, page.text, f"{path}/focus", **{f"reason.{key}": "x" * 2001})
        assert (long.status_code, faults_of(long)) == (422, [f"reason.{key}"])
        assert dict(fields_of(read(long.text), f"{path}/focus"))[f"reason.{key}"] == "x" * 2001
        taken = await send_page(facilitator, page.text, f"{path}/focus")
        assert taken.status_code == 303
        late = await send_page(facilitator, page.text, f"{path}/focus", **{f"reason.{key}": "Weil."})
        assert late.status_code == 409
        assert dict(fields_of(read(late.text), f"{path}/focus"))[f"reason.{key}"] == "Weil."
        assert (await send_page(facilitator, late.text, f"{path}/focus")).status_code == 303

    async def test_only_fields_of_a_closed_ballot_can_be_taken_over(self, facilitator, rooms):
        path = await opened(facilitator, rooms)
        await send(facilitator, f"{path}/close")
        assert word("ballots.focus_not", "en") in (await facilitator.get(f"{path}/focus")).text


async def test_what_there_is_not_is_not_found(facilitator, rooms):
    path = f"{rooms}/11111111-1111-4111-8111-111111111111"
    for part in ("", "/live", "/close", "/discard", "/focus", "/paper.pdf"):
        assert (await facilitator.get(f"{path}{part}")).status_code == 404, part
    for part in ("/paper", "/change", "/close", "/discard", "/focus", "/slips.pdf"):
        assert (await post(facilitator, f"{path}{part}", [])).status_code in (403, 404), part
