"""Before a release is made its preview says what will be visible, and nothing that is not known already."""

import copy
from datetime import UTC, datetime

import pytest

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import QUESTIONNAIRE, invite_people, make_round
from tests.sealing.answered import answer, closed_round
from tests.web.manage.filling import send
from tests.web.reading import read, word


def path_of(row):
    return f"/manage/rounds/{row.id}/release"


async def test_it_is_previewed_and_made_once(facilitator, database):
    row, _ = await closed_round(database)
    page = read((await facilitator.get(path_of(row))).text)
    assert "12 responses are submitted." in page.text
    assert word("sealing.items", "en") in page.text
    assert word("sealing.never_confidential", "en") in page.text
    made = await send(facilitator, path_of(row))
    assert made.headers["location"] == f"/manage/rounds/{row.id}/releases/1"
    assert (await facilitator.get(made.headers["location"])).status_code == 200
    after = read((await facilitator.get(path_of(row))).text)
    assert word("sealing.made", "en") in after.text
    assert after.one("main").all("form") == []


async def test_of_few_it_says_that_only_quarters_are_shown(facilitator, database):
    row, _ = await closed_round(database, {"office": [0, 1, 1, 2, 2, 2], "citizens": []})
    text = read((await facilitator.get(path_of(row))).text).text
    assert word("sealing.quarters", "en").format(block=10) in text


async def test_of_too_few_it_leads_to_moving_the_closing(facilitator, database):
    row, _ = await closed_round(database, {"office": [0, 1]})
    page = read((await facilitator.get(path_of(row))).text)
    assert word("sealing.nothing", "en").format(fewest=5) in page.text
    assert page.one("main").all("form") == []
    assert page.all("a", href=f"/manage/rounds/{row.id}/change")


async def test_while_it_is_open_it_can_only_be_looked_at(facilitator, database):
    row = await make_round(database)
    await answer(database, row, {"office": [0] * 12})
    page = read((await facilitator.get(path_of(row))).text)
    assert page.one("main").all("form") == []
    assert page.all("a", href=f"/manage/rounds/{row.id}/close")


@pytest.mark.parametrize(("mode", "said"), [("open", "shown_open"), ("institutional", "shown_institutional")])
async def test_other_kinds_have_words_of_their_own(facilitator, database, mode, said):
    perspectives = ("office",) if mode == "institutional" else ("office", "citizens")
    row, _ = await closed_round(database, {"office": [1]}, mode=mode, perspectives=perspectives)
    page = read((await facilitator.get(path_of(row))).text)
    assert word(f"sealing.{said}", "en") in page.text
    assert word(f"sealing.never_{mode}", "en") in page.text
    assert (await send(facilitator, path_of(row))).status_code == 303


async def test_perspectives_are_named_that_surely_stand_together(facilitator, database):
    row = await make_round(database)
    path = f"/manage/rounds/{row.id}/invitations"
    await send(facilitator, path, perspective="office", kind="personal", count="3")
    # Nobody has used a code: the preview of a round with too few names nobody.
    page = read((await facilitator.get(path_of(row))).text)
    assert page.all("ul", class_="outlook") == []


def groups_in(page, *, under):
    """Names of groups as the preview sets them together, one text a group."""
    lists = {above.text: below for above, below in zip(page.all("h3"), page.all("ul", class_="outlook"), strict=True)}
    return [line.one("strong").text for line in lists[word(f"sealing.{under}", "en")].all("li")]


async def test_the_preview_names_the_groups_that_the_result_will_name(client, facilitator, database):
    row = await make_round(database)
    for perspective, count in (("office", 8), ("citizens", 7)):
        for person in await invite_people(database, row, count, perspective=perspective):
            assert (await person.submit(client)).status_code == 201
    await send(facilitator, f"/manage/rounds/{row.id}/close")
    page = read((await facilitator.get(path_of(row))).text).one("main")
    assert groups_in(page, under="named") == ["Administration", "Residents"]
    assert groups_in(page, under="figures") == ["Administration + Residents"]
    assert word("sealing.rule.named", "en").format(least=5) in page.text
    assert word("sealing.rule.items", "en").format(block=10) in page.text
    made = await send(facilitator, path_of(row))
    result = read((await facilitator.get(made.headers["location"])).text).one(id="took_part")
    assert [each.text for each in result.all("table")[0].one("tbody").all("th")] == ["Administration", "Residents"]


async def test_where_both_are_the_same_it_is_said_once(client, facilitator, database):
    row = await make_round(database)
    for perspective, count in (("office", 11), ("citizens", 2)):
        for person in await invite_people(database, row, count, perspective=perspective):
            await person.submit(client)
    page = read((await facilitator.get(path_of(row))).text).one("main")
    assert groups_in(page, under="who") == ["Administration + Residents"]


@pytest.mark.parametrize(("office", "few"), [(9, True), (10, False)])
async def test_where_too_few_are_asked_how_urgent_it_is_the_preview_says_so(facilitator, database, office, few):
    asked = copy.deepcopy(QUESTIONNAIRE) | {"version": "1.1.0"}
    question = {"key": "now", "type": "single_choice", "scale": "stage3", "scored": False}
    asked["fields"][0]["items"].append(question | {"prompt": {"de": "Wie dringend?", "en": "How urgent?"}})
    asked["fields"][0]["urgency"] = "now"
    await publish_questionnaire(database, asked, now=datetime.now(UTC))
    row = await make_round(database, version="1.1.0")
    # The form of the residents does not ask it.
    for perspective, count in (("office", office), ("citizens", 12)):
        people = await invite_people(database, row, count, perspective=perspective)
        assert len(people) == count
        for person in people:
            sent = {"answers": {"leadership": 1}, "perspective": perspective}
            answered = await facilitator.put(person.path, json=sent, headers=person.invited)
            assert answered.status_code == 201, answered.text
    text = read((await facilitator.get(path_of(row))).text).text
    assert (word("sealing.few_urgent", "en") in text) == few
    assert word("sealing.items", "en") in text
