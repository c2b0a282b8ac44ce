"""The page of an evaluation where there is a level without a score, or bounds that mean nothing."""

import pytest
from fastapi import FastAPI

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.builders import a_field, a_level_set, a_questionnaire, a_rule, an_item
from tests.fixtures import NOW
from tests.web.reading import read, word

STAGES = {"key": "stages", "levels": [{"key": key, "title": key.title()} for key in ("low", "high")]}
CASES = [{"level": "high", "when": {"item": "a", "points": {"at_least": 2}}}, {"level": "low"}]


@pytest.fixture
async def evaluated(app: FastAPI, pages):
    """Return what shows the evaluation of a questionnaire."""

    async def evaluate(document, answers):
        await publish_questionnaire(app.state.context.database, document, now=NOW)
        return read((await pages.post(f"/questionnaires/{document['key']}/1.0.0/evaluation", data=answers)).text)

    return evaluate


def with_levels_alone():
    rule = a_rule(method="none")
    del rule["scale"]
    field = a_field("f", an_item("a"), an_item("b"), scoring=rule, levels="stages", classify=CASES)
    return a_questionnaire(field, level_sets=[STAGES], key="levels")


async def test_a_level_without_a_score_looks_like_one(evaluated):
    page = await evaluated(with_levels_alone(), {"answer.a": "3", "answer.b": "0"})
    why = page.one("details", class_="why")
    assert word("evaluation.why_level") in why.one("summary").text
    assert "“Item a” – answer: “Option 3”." in why.text
    assert [cell.text for cell in why.all("th") if cell.attributes["scope"] == "col"] == [
        word("evaluation.item"),
        word("evaluation.answer"),
    ]
    assert not page.all("svg", class_="bar")
    assert not page.all("ul", class_="legend")
    assert word("evaluation.no_score") not in page.text


async def test_no_level_is_said_to_be_none(evaluated):
    page = await evaluated(with_levels_alone(), {"answer.b": "dont_know"})
    assert page.one("p", class_="result-line").text == word("evaluation.no_level")
    assert word("evaluation.why_no_level") in page.text
    assert word("evaluation.no_score") not in page.text


async def test_a_score_that_lacks_what_it_requires_has_no_bounds(evaluated):
    rule = a_rule(requires={"item": "a", "is": 4})
    document = a_questionnaire(a_field("f", an_item("a"), an_item("b"), scoring=rule), key="required")
    page = await evaluated(document, {"answer.a": "1"})
    row = page.one("details", class_="table-details").one("tbody")
    assert [cell.text for cell in row.all("td")][2:4] == ["–", "–"]
    assert not page.one("span", class_="profile-bar").all("line", class_="bar-span")


async def test_so_much_that_nobody_can_set_about_it_is_counted_and_nearer_fields_come_first(evaluated):
    levels = a_level_set("stages", "[0, 3)", "[3, 4]")
    many = a_field("many", *(an_item(f"m{at}") for at in range(10)), levels="stages")
    near = a_field("near", an_item("n"), an_item("k"), levels="stages")
    document = a_questionnaire(many, near, level_sets=[levels], key="far")
    given = {f"answer.m{at}": "0" for at in range(10)}
    page = await evaluated(document, {**given, "answer.n": "2", "no_answer.k": "dont_know"})
    close, far = page.all("details", class_="lift")
    assert word("evaluation.lift_much").format(count=8) in far.text
    assert [each.attributes["href"] for each in far.all("a")] == ["#field-near"]
    assert len(far.one("ul", class_="changes").all("li")) == 8
    assert word("evaluation.lift_changes") in close.text
    assert not close.all("a")
