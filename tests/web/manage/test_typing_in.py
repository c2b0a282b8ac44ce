"""Typing in forms on a page: what stands on paper becomes a response, and nothing that was typed is lost."""

import json

import pytest

from selfcheck_service.storage.responses import list_submitted
from selfcheck_service.use_cases.printing import code_of_round_form
from tests.answering import invite, make_round
from tests.web.manage_results.filling import filled, said_of, send
from tests.web.reading import read, word
from tests.web.session.signing import post


@pytest.fixture
async def round_(database):
    return await make_round(database)


@pytest.fixture
def path(round_):
    return f"/manage/rounds/{round_.id}/paper"


@pytest.fixture
async def codes(app, database, round_):
    """What stands on a form of the administration: its own code, and an access code."""
    plan = await app.state.context.plans.get(round_.questionnaire, round_.version)
    (access,) = await invite(database, round_)
    return {"form_code": code_of_round_form(plan, round_, "office"), "access_code": access}


async def stored(database, round_):
    async with database.reading() as transaction:
        found = await list_submitted(transaction, round_.municipality_id, round_.id, skip=0, limit=10)
    return [(each.perspective, json.loads(each.answers or b"null")) for each in found]


async def test_a_form_is_taken_once_however_often_one_presses(facilitator, database, round_, path, codes):
    form = filled((await facilitator.get(path)).text, path, **codes, **{"answer.leadership": "2"})
    first, led = await post(facilitator, path, form), await post(facilitator, path, form)
    assert (first.status_code, led.status_code) == (303, 303)
    assert await stored(database, round_) == [("office", {"leadership": 2})]
    after = await facilitator.get(led.headers["location"])
    assert word("typing_in.done", "en") in after.text
    # The next form begins empty, and of this one nothing stands in an address.
    assert codes["access_code"] not in after.text + led.headers["location"]


async def test_the_same_form_again_is_refused_and_stays_on_the_page(facilitator, database, round_, path, codes):
    await send(facilitator, path, path, **codes, **{"answer.leadership": "2"})
    again = await send(facilitator, path, path, **codes, **{"answer.leadership": "1"})
    assert again.status_code == 409
    assert ("answer.leadership", "1") in filled(again.text, path)
    assert read(again.text).one("input", id="access_code").attributes["value"] == codes["access_code"]
    assert len(await stored(database, round_)) == 1


async def test_every_fault_stands_at_its_field_with_what_was_typed(facilitator, database, round_, path):
    typed = {"form_code": "ABCD-EFGH", "access_code": "unsinn", "answer.leadership": "99"}
    answer = await send(facilitator, path, path, **typed)
    assert said_of(answer) == ["form_code", "access_code", "item-leadership"]
    page = read(answer.text)
    for name in ("form_code", "access_code"):
        assert page.one("input", id=name).attributes["value"] == typed[name]
        assert page.one("p", id=f"fault-{name}").text
    assert await stored(database, round_) == []


async def test_an_empty_form_is_not_taken(facilitator, database, round_, path, codes):
    answer = await send(facilitator, path, path, **codes)
    assert said_of(answer) == ["answers"]
    assert read(answer.text).one("h2", id="answers").text
    assert await stored(database, round_) == []


async def test_a_form_for_others_is_noticed(facilitator, database, round_, path, codes):
    typed = {**codes, "perspective": "citizens", "answer.leadership": "2"}
    answer = await send(facilitator, f"{path}?perspective=citizens", path, **typed)
    assert said_of(answer) == ["form_code"]
    assert word("typing_in.fault.not_one_of", "en") in answer.text
    assert await stored(database, round_) == []


async def test_questions_have_the_numbers_of_the_paper(facilitator, round_, path):
    for perspective in round_.perspectives:
        page = read((await facilitator.get(f"{path}?perspective={perspective}")).text)
        found = [each.text for each in page.all("span", class_="position")]
        assert found == [str(number) for number in range(1, len(found) + 1)]
        assert found


async def test_the_way_there_is_shown_where_paper_is_taken(facilitator, database, round_, path):
    assert path in (await facilitator.get(f"/manage/rounds/{round_.id}")).text
    named = await make_round(database, mode="open")
    assert "/paper?" not in (await facilitator.get(f"/manage/rounds/{named.id}?language=en")).text
    assert (await facilitator.get(f"/manage/rounds/{named.id}/paper")).status_code == 409


async def test_outside_its_hours_nothing_is_asked(facilitator, database):
    over = await make_round(database, opens_in=-3, closes_in=-1)
    page = await facilitator.get(f"/manage/rounds/{over.id}/paper")
    assert word("typing_in.not_open", "en") in page.text
    assert 'name="access_code"' not in page.text
