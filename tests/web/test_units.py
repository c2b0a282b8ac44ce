"""Units and pairs on the pages: one more, one fewer, and everything filled in as it was."""

import asyncio
import threading

import pytest
from fastapi import FastAPI

from selfcheck_service.core.scoring import compile_plan, units
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.builders import a_field, a_flag, a_number, a_questionnaire, a_rule, an_item
from tests.fixtures import NOW
from tests.web.everything import REPEATED
from tests.web.reading import read

PATH = f"/questionnaires/{REPEATED['key']}/{REPEATED['version']}"


@pytest.fixture
async def visitor(app: FastAPI, pages):
    await publish_questionnaire(app.state.context.database, REPEATED, now=NOW)
    return pages


def checked(page):
    return {
        found.attributes["name"]: found.attributes["value"]
        for found in page.all("input")
        if "checked" in found.attributes and found.attributes["value"]
    }


def typed(page):
    kinds = ("text", "hidden")
    return {
        found.attributes["name"]: found.attributes["value"]
        for found in page.all("input")
        if found.attributes.get("type") in kinds and found.attributes.get("value")
    }


async def test_only_what_no_expression_names_is_said_to_enter_no_score(app: FastAPI, pages):
    named, other = (a_number(key, scored=False) for key in ("named", "other"))
    for item in (named, other):
        del item["number"]["points"]
    formula = {"formula": "2 * named", "scale": [0, 20], "no_answer": a_rule()["no_answer"]}
    teams = {"title": "Team", "maximum": 2, "scoring": formula}
    document = a_questionnaire(a_field("f", named, other, units=teams), key="said")
    await publish_questionnaire(app.state.context.database, document, now=NOW)
    page = read((await pages.get("/questionnaires/said/1.0.0")).text)
    assert [found.attributes["id"] for found in page.all("p", class_="note")] == ["unscored-other.1"]


async def test_what_a_condition_asks_for_is_not_said_to_enter_no_score(app: FastAPI, pages):
    items = {key: a_number(key, scored=False) for key in ("required", "showing", "flagged", "idle")}
    for item in items.values():
        del item["number"]["points"]
    asked = {key: {"item": key, "number": {"above": 1}} for key in items}
    scored = an_item("scored", shown_when=asked["showing"])
    scoring = a_rule(requires=asked["required"])
    document = a_questionnaire(a_field("f", *items.values(), scored, scoring=scoring), key="conditions")
    document["flags"] = [a_flag("flag", asked["flagged"])]
    await publish_questionnaire(app.state.context.database, document, now=NOW)
    page = read((await pages.get("/questionnaires/conditions/1.0.0")).text)
    notes = [found.attributes["id"] for found in page.all("p", class_="note")]
    assert notes == ["unscored-idle", "note-scored"]


def steps(page):
    values = (found.attributes["value"] for found in page.all("button") if found.attributes.get("name") == "step")
    return [value for value in values if "." in value]


async def test_the_page_begins_with_as_few_units_as_there_may_be(visitor):
    page = read((await visitor.get(PATH)).text)
    assert steps(page) == ["more.teams"]
    assert typed(page)["units.teams"] == "1"
    assert page.one("fieldset", id="field-teams.1").all("legend")[0].text.split() == ["1.1", "Team", "1"]


async def test_one_more_keeps_what_was_filled_in(visitor):
    sent = {"units.teams": "1", "answer.schwung.1": "2", "answer.koepfe.1": "12", "step": "more.teams"}
    page = read((await visitor.post(PATH, data=sent)).text)
    assert steps(page) == ["less.teams.1", "less.teams.2", "more.teams"]
    assert (checked(page)["answer.schwung.1"], typed(page)["answer.koepfe.1"]) == ("2", "12")
    page = read((await visitor.post(PATH, data={**sent, "units.teams": "2"})).text)
    assert steps(page) == ["less.teams.1", "less.teams.2", "less.teams.3"]


async def test_units_after_one_that_is_removed_move_up(visitor):
    sent = {
        "units.teams": "3",
        "answer.schwung.1": "0",
        "answer.schwung.2": "1",
        "answer.schwung.3": "2",
        "answer.koepfe.3": "7",
        "answer.wahl.3.a.b": '"b"',
        "answer.last": "1",
        "step": "less.teams.2",
    }
    page = read((await visitor.post(PATH, data=sent)).text)
    assert typed(page)["units.teams"] == "2"
    assert checked(page) == {
        "answer.schwung.1": "0",
        "answer.schwung.2": "2",
        "answer.wahl.2.a.b": '"b"',
        "answer.last": "1",
    }
    assert typed(page)["answer.koepfe.2"] == "7"


@pytest.mark.parametrize("count", ["0", "9999", "x", "-1", "99999999999999999999"])
async def test_a_number_of_units_that_cannot_be_is_taken_for_the_nearest(visitor, count):
    page = read((await visitor.post(PATH, data={"units.teams": count, "answer.last": "1"})).text)
    assert typed(page)["units.teams"] == ("3" if count == "9999" else "1")


@pytest.mark.parametrize("step", ["less.teams.1", "less.teams.9", "less.teams.x", "less.", "less.last.1", "more.last"])
async def test_a_step_that_cannot_be_taken_changes_nothing(visitor, step):
    page = read((await visitor.post(PATH, data={"answer.schwung.1": "2", "step": step})).text)
    assert typed(page)["units.teams"] == "1"
    assert checked(page) == {"answer.schwung.1": "2"}


async def test_the_evaluation_names_each_unit_and_leads_back_to_all_of_them(visitor):
    sent = {"units.teams": "2", "answer.schwung.1": "0", "answer.schwung.2": "2"}
    response = await visitor.post(f"{PATH}/evaluation", data=sent)
    assert response.status_code == 200
    page = read(response.text)
    assert ("Team 1" in page.text, "Team 2" in page.text, "Team 3" in page.text) == (True, True, False)
    assert "Team 1: Wie viele Köpfe?" in page.text
    assert {name: value for name, value in typed(page).items() if name in sent} == sent


async def test_the_download_is_that_of_the_interface(visitor):
    sent = {"units.teams": "2", "answer.schwung.1": "0", "answer.schwung.2": "2", "answer.wahl.1.a.b": '"a"'}
    found = (await visitor.post(f"{PATH}/evaluation.json", data=sent)).json()
    body = {
        "questionnaire": REPEATED["key"],
        "version": REPEATED["version"],
        "language": "de",
        "answers": {"teams": [{"schwung": 0, "wahl": [["a", "b"]]}, {"schwung": 2}]},
    }
    assert found == (await visitor.post("/v1/evaluations?explanation=full", json=body)).json()
    assert [field["key"] for field in found["fields"]] == ["teams", "teams.1", "teams.2", "zweites"]


async def test_faults_are_named_with_their_unit(visitor):
    sent = {"units.teams": "2", "answer.schwung.2": "1", "answer.koepfe.2": "many"}
    response = await visitor.post(f"{PATH}/evaluation", data=sent)
    page = read(response.text)
    assert response.status_code == 422
    links = [found for found in page.all("a") if found.attributes.get("href") == "#item-koepfe.2"]
    assert [found.text.strip() for found in links] == ["Team 2: Wie viele Köpfe?"]


async def test_pairs_are_chosen_one_by_one_and_each_can_be_left_open(visitor):
    page = read((await visitor.get(PATH)).text)
    offered = [
        found.attributes["value"] for found in page.all("input") if found.attributes["name"] == "answer.wahl.1.a.b"
    ]
    assert offered == ['"a"', '"b"', "dont_know", ""]
    response = await visitor.post(f"{PATH}/evaluation", data={"answer.wahl.1.a.b": "x"})
    assert response.status_code == 422


SENT = {"units.teams": "3", "answer.schwung.3": "2"}
ASKED = {
    "questionnaire": REPEATED["key"],
    "version": REPEATED["version"],
    "answers": {"teams": [{}, {}, {"schwung": 2}]},
}


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        (PATH, {"data": SENT | {"units.teams": "2", "step": "more.teams"}}),
        (PATH, {"data": SENT | {"step": "less.teams.3"}}),
        (f"{PATH}/evaluation", {"data": SENT}),
        (f"{PATH}/evaluation.json", {"data": SENT}),
        ("/v1/evaluations", {"json": ASKED}),
    ],
)
async def test_while_a_plan_for_other_units_is_compiled_others_are_served_and_it_is_compiled_once(
    visitor, monkeypatch: pytest.MonkeyPatch, path, sent
):
    await visitor.get(PATH)
    compiled, here = [], threading.get_ident()

    def noted(*arguments, units, **members):
        compiled.append((tuple(units.values()), threading.get_ident() != here))
        return compile_plan(*arguments, units=units, **members)

    monkeypatch.setattr(units, "compile_plan", noted)
    answers = await asyncio.gather(*(visitor.post(path, **sent) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert sorted(compiled) == [((count,), True) for count in ((2, 3) if "less" in str(sent) else (3,))]
