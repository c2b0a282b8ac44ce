"""What the room says, by clicks: focus fields, consensus or dissent, the matrix; nothing of anybody's is lost."""

import uuid

import pytest

from selfcheck_service.storage.consensus import find_focus_fields, list_entries
from selfcheck_service.storage.matrix import list_positions
from tests.voting import round_of_three_fields
from tests.web.manage_results.filling import filled, said_of, send, stated
from tests.web.reading import read, word


@pytest.fixture
async def path(release):
    return await release()


def id_of(path):
    return uuid.UUID(path.rpartition("/")[2])


class TestWorkshop:
    async def test_the_schedule_fits_the_time_and_the_people(self, facilitator, path):
        page = read((await facilitator.get(f"{path}/workshop?kind=online&people=20")).text)
        assert "90 minutes, 20 people" in page.text
        assert page.one("option", value="online").attributes["selected"] == ""
        papers = [each.attributes["href"] for each in page.all("a") if "/workshop/papers/" in each.attributes["href"]]
        assert len(papers) == 5
        assert all("kind=online&people=20" in each for each in papers)

    @pytest.mark.parametrize("people", ["4", "61", "9999", "12,5", "zwölf", "-7"])
    async def test_a_number_that_no_schedule_is_made_for_is_said_and_stays(self, facilitator, path, people):
        response = await facilitator.get(f"{path}/workshop?kind=online&people={people}")
        assert response.status_code == 422
        page = read(response.text)
        assert page.one("input", id="people").attributes["value"] == people
        assert page.one("input", id="people").attributes["aria-invalid"] == "true"
        assert "Please enter a whole number from 5 to 60." in page.text
        assert page.one("option", value="online").attributes["selected"] == ""

    async def test_nobody_has_to_say_how_many_come(self, facilitator, path):
        assert (await facilitator.get(f"{path}/workshop?kind=online&people=")).status_code == 200

    @pytest.mark.parametrize("wish", ["kind=x&people=20", "kind=online&people=61"])
    async def test_a_paper_is_not_made_for_another_workshop_than_was_asked_for(self, facilitator, path, wish):
        response = await facilitator.get(f"{path}/workshop/papers/brief.html?{wish}")
        assert response.status_code == 303
        assert response.headers["location"].endswith(f"/workshop?{wish}")
        page = read((await facilitator.get(f"{path}/workshop?{wish}")).text)
        assert page.one("a", href="#kind" if "=x" in wish else "#people").text

    async def test_the_brief_is_one_page_with_a_policy_of_its_own(self, facilitator, path):
        response = await facilitator.get(f"{path}/workshop/papers/brief.html?kind=online&people=20")
        assert response.status_code == 200
        assert response.headers["content-disposition"].startswith("inline")
        assert response.headers["content-security-policy"].startswith("sandbox allow-scripts;")
        assert response.text.count("<script>") == 1

    async def test_each_suggestion_leads_to_a_decision(self, facilitator, path):
        page = read((await facilitator.get(f"{path}/workshop")).text)
        decide = [each for each in page.all("a") if "suggestion=" in each.attributes["href"]]
        assert decide
        for each in decide:
            assert (await facilitator.get(each.attributes["href"])).status_code == 200


class TestChosenFields:
    """What pages show once the room has chosen its fields."""

    @pytest.fixture
    async def path(self, database):
        return f"/manage/rounds/{(await round_of_three_fields(database)).id}"

    @pytest.fixture
    async def chosen(self, facilitator, path):
        place = f"{path}/workshop/focus"
        made = await send(facilitator, place, place, chosen="third", **{"reason.third": "Darum"})
        assert made.status_code == 303, made.text
        return path

    async def test_before_the_choice_the_proposal_is_called_one(self, facilitator, path):
        page = read((await facilitator.get(f"{path}/workshop")).text)
        assert page.one("h2", id="proposals").text == word("workshop.proposals", "en")
        assert "The room chose" not in page.text

    async def test_cards_and_tables_of_the_workshop_are_theirs(self, facilitator, chosen):
        page = read((await facilitator.get(f"{chosen}/workshop")).text)
        assert page.one("h2", id="proposals").text == word("workshop.chosen", "en")
        assert "The room chose: “Third”. Proposed were: " in page.text
        assert word("workshop.not_priorities", "en") in page.text
        asked = {each.attributes["href"] for each in page.all("a") if "suggestion=" in each.attributes["href"]}
        assert any("suggestion=of_third" in each for each in asked)
        assert not any("suggestion=of_further" in each for each in asked)
        headings = [each.text for each in page.all("h3") if each.text.startswith("Priority")]
        assert headings == ["Priority: Third"]

    async def test_the_suggestions_to_decide_on_are_theirs(self, facilitator, chosen):
        page = read((await facilitator.get(f"{chosen}/measures")).text)
        assert "Suggestion for Third" in page.text
        assert "Suggestion for Further" not in page.text

    async def test_the_matrix_has_their_cards(self, facilitator, chosen):
        page = read((await facilitator.get(f"{chosen}/workshop/matrix")).text)
        assert "Suggestion for Third" in page.text
        assert "Suggestion for Further" not in page.text

    async def test_the_page_of_the_choice_still_says_what_the_brief_proposes(self, facilitator, path):
        place = f"{path}/workshop/focus"
        before = read((await facilitator.get(place)).text).text.count(word("workshop.proposed", "en"))
        await send(facilitator, place, place, chosen="third", **{"reason.third": "Darum"})
        after = read((await facilitator.get(place)).text).text.count(word("workshop.proposed", "en"))
        assert after == before > 0

    async def test_the_papers_are_theirs(self, facilitator, chosen):
        brief = (await facilitator.get(f"{chosen}/workshop/papers/brief.html")).text
        assert "The room chose: “Third”." in brief
        assert "Suggestion for Third" in brief
        assert "Suggestion for Further" not in brief


class TestFocus:
    async def test_fields_are_chosen_with_reasons_in_the_order_of_the_room(self, facilitator, path, database):
        place = f"{path}/workshop/focus"
        made = await send(facilitator, place, place, chosen="steering", **{"reason.steering": "Am dringendsten"})
        assert made.headers["location"].startswith(f"{place}?saved=1")
        assert word("workshop.saved", "en") in (await facilitator.get(made.headers["location"])).text
        async with database.reading() as transaction:
            chosen = await find_focus_fields(transaction, id_of(path))
        assert chosen is not None
        assert [(each.field, each.reason) for each in chosen.fields] == [("steering", "Am dringendsten")]

    async def test_a_field_needs_a_reason(self, facilitator, path):
        place = f"{path}/workshop/focus"
        refused = await send(facilitator, place, place, chosen="steering", **{"reason.steering": " "})
        assert said_of(refused) == ["reason.steering"]
        assert ("chosen", "steering") in stated(refused.text, place)

    async def test_a_made_up_field_is_refused(self, facilitator, path):
        place = f"{path}/workshop/focus"
        refused = await send(facilitator, place, place, chosen="nowhere", **{"reason.nowhere": "x"})
        assert refused.status_code == 422

    async def test_of_two_who_choose_one_is_asked_again(self, facilitator, path):
        place = f"{path}/workshop/focus"
        seen = (await facilitator.get(place)).text
        first = filled(seen, place, chosen="steering", **{"reason.steering": "A"})
        second = filled(seen, place, chosen="steering", **{"reason.steering": "B"})
        assert (await send(facilitator, None, place, form=first)).status_code == 303
        late = await send(facilitator, None, place, form=second)
        assert late.status_code == 409
        assert ": A" in read(late.text).one("div", role="alert").text
        assert dict(stated(late.text, place))["reason.steering"] == "B"
        assert (await send(facilitator, None, place, form=stated(late.text, place))).status_code == 303


class TestConsensus:
    async def test_values_and_dissent_stand_beside_the_release(self, facilitator, path, database):
        place = f"{path}/workshop/consensus/field/steering"
        assert word("consensus.nothing", "en") in (await facilitator.get(place)).text
        assert (await send(facilitator, place, place, outcome="value", value="62,5", reason="So")).status_code == 303
        assert (await send(facilitator, place, place, outcome="dissent", reason="Zwei Sichten")).status_code == 303
        async with database.reading() as transaction:
            entries = await list_entries(transaction, id_of(path))
        assert [(each.outcome, each.value) for each in entries] == [("value", 62.5), ("dissent", None)]
        overview = read((await facilitator.get(f"{path}/workshop/consensus")).text)
        assert "Zwei Sichten" in overview.text

    async def test_an_item_takes_one_of_its_options(self, facilitator, path):
        place = f"{path}/workshop/consensus/item/leadership"
        assert (await send(facilitator, place, place, outcome="value", value="2", reason="So")).status_code == 303
        assert said_of(await send(facilitator, place, place, outcome="value", value="", reason="So")) == ["value"]

    @pytest.mark.parametrize(
        ("typed", "faults"),
        [
            ({"outcome": "value", "value": "", "reason": "x"}, ["value"]),
            ({"outcome": "value", "value": "viel", "reason": "x"}, ["value"]),
            ({"outcome": "value", "value": "101", "reason": "x"}, ["value"]),
            ({"outcome": "value", "value": "1.500", "reason": "x"}, ["value"]),
            ({"outcome": "value", "value": "nan", "reason": "x"}, ["value"]),
            ({"outcome": "value", "value": "5", "reason": ""}, ["reason"]),
            ({"reason": "x"}, ["outcome"]),
            ({"outcome": "dissent", "reason": "x", "decided_on": "morgen"}, ["decided_on"]),
            ({"outcome": "dissent", "reason": "x", "decided_on": "2020-01-01"}, ["decided_on"]),
            ({"outcome": "dissent", "reason": "x" * 2001}, ["reason"]),
        ],
    )
    async def test_what_is_wrong_stands_at_its_field(self, facilitator, path, typed, faults):
        place = f"{path}/workshop/consensus/field/steering"
        refused = await send(facilitator, place, place, **typed)
        assert said_of(refused) == faults
        kept = dict(stated(refused.text, place))
        assert {name: kept.get(name, "") for name in typed} == typed

    async def test_all_that_is_wrong_is_said_at_once_and_in_the_title(self, facilitator, path):
        place = f"{path}/workshop/consensus/field/steering"
        refused = await send(facilitator, place, place, value="1.5.2")
        assert {"outcome", "value", "reason"} <= set(said_of(refused))
        assert read(refused.text).one("title").text.startswith(word("problem.prefix", "en").strip())

    async def test_of_two_who_note_something_one_is_asked_again(self, facilitator, path):
        place = f"{path}/workshop/consensus/field/steering"
        seen = (await facilitator.get(place)).text
        forms = [filled(seen, place, outcome="dissent", reason=each) for each in ("Tisch eins", "Tisch zwei")]
        answers = [await send(facilitator, None, place, form=each) for each in forms]
        assert [each.status_code for each in answers] == [303, 409]
        assert "Tisch eins" in read(answers[1].text).one("div", role="alert").text
        assert dict(stated(answers[1].text, place))["reason"] == "Tisch zwei"
        again = await send(facilitator, None, place, form=stated(answers[1].text, place))
        assert again.status_code == 303

    async def test_what_was_noted_can_be_withdrawn_and_stays_to_be_read(self, facilitator, path):
        place = f"{path}/workshop/consensus/field/steering"
        await send(facilitator, place, place, outcome="dissent", reason="Zwei Sichten")
        withdrawn = await send(facilitator, f"{place}/withdraw", f"{place}/withdraw")
        assert withdrawn.status_code == 303
        shown = read((await facilitator.get(place)).text)
        assert "Zwei Sichten" in shown.text
        assert word("consensus.withdrawn", "en") in shown.text

    @pytest.mark.parametrize("part", ["field/nowhere", "item/nowhere", "thing/steering"])
    async def test_what_there_is_not_is_not_found(self, facilitator, path, part):
        assert (await facilitator.get(f"{path}/workshop/consensus/{part}")).status_code == 404


class TestMatrix:
    async def test_cards_are_moved_and_the_proposal_stays(self, facilitator, path, database):
        await send(facilitator, f"{path}/measures/new", f"{path}/measures/new", title="Eigenes", fields="steering")
        place = f"{path}/workshop/matrix"
        page = read((await facilitator.get(place)).text)
        names = [each.attributes["name"] for each in page.all("input") if each.attributes["name"].startswith("impact.")]
        key = names[-1].partition(".")[2]
        moved = {f"impact.{key}": "9", f"effort.{key}": "1"}
        assert (await send(facilitator, place, place, **moved)).status_code == 303
        async with database.reading() as transaction:
            positions = await list_positions(transaction, id_of(path))
        # Only what was changed is moved: all other cards lie where they were proposed.
        assert {name: (each.impact, each.effort) for name, each in positions.items()} == {key: (9, 1)}
        seen = (await facilitator.get(place)).text
        first, second = (filled(seen, place, **{f"impact.{key}": value}) for value in ("2", "3"))
        assert (await send(facilitator, None, place, form=first)).status_code == 303
        late = await send(facilitator, None, place, form=second)
        assert late.status_code == 409
        assert dict(stated(late.text, place))[f"impact.{key}"] == "3"
        assert (await send(facilitator, None, place, form=stated(late.text, place))).status_code == 303

    async def test_a_place_that_there_is_not_is_refused_at_its_field(self, facilitator, path):
        await send(facilitator, f"{path}/measures/new", f"{path}/measures/new", title="Eigenes", fields="steering")
        place = f"{path}/workshop/matrix"
        names = [name for name, _ in stated((await facilitator.get(place)).text, place) if name.startswith("impact.")]
        for value in ("0", "10", "x"):
            refused = await send(facilitator, place, place, **{names[-1]: value})
            assert names[-1] in said_of(refused)
            assert dict(stated(refused.text, place))[names[-1]] == value
