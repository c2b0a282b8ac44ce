"""Pages where the fields stand in several groups, and where a field asks something beside its questions."""

import pytest
from fastapi import FastAPI

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.builders import a_field, a_questionnaire, a_rule, an_item
from tests.fixtures import NOW
from tests.web.reading import read

PATH = "/questionnaires/grouped/1.0.0"
GROUPS = [{"key": "theme", "title": "Themes"}, {"key": "lens", "title": "Lenses"}]


def in_groups():
    urgency = {**an_item("urgent"), "scored": False}
    evidence = {"key": "seen", "type": "text", "scored": False, "prompt": "What do the answers rest on?"}
    asked = a_field("streets", an_item("a"), urgency, evidence, group="theme")
    over = a_rule(of=[{"item": "a"}, {"item": "b"}])
    across = a_field("together", scoring=over, group="lens")
    del across["items"]
    return a_questionnaire(
        {**asked, "urgency": "urgent", "evidence": "seen"},
        a_field("parks", an_item("b"), group="theme"),
        across,
        field_groups=GROUPS,
        key="grouped",
    )


@pytest.fixture
async def evaluated(app: FastAPI, pages):
    await publish_questionnaire(app.state.context.database, in_groups(), now=NOW)
    return read((await pages.post(f"{PATH}/evaluation", data={"answer.a": "3", "answer.b": "1"})).text)


async def test_each_group_has_a_part_of_its_own(evaluated):
    titles = [heading.text for heading in evaluated.all("h2")]
    assert "Lenses" in titles
    assert "Themes" not in titles
    assert [each.text for each in evaluated.all("li", class_="profile-group")] == ["Lenses"]
    assert "Field together" in evaluated.one("section", id="group-lens").text
    assert "Field together" not in evaluated.one("section", id="fields").text


async def test_only_fields_of_the_first_group_are_named_as_strong_or_with_room(evaluated):
    labelled = "aria-labelledby"
    named = [evaluated.one("section", **{labelled: part}).one("ul").text for part in ("furthest", "room")]
    assert named == ["Field streets", "Field parks"]


async def test_what_is_asked_beside_the_questions_is_not_counted_as_one(app, pages):
    await publish_questionnaire(app.state.context.database, in_groups(), now=NOW)
    for path in ("/", PATH):
        assert "2 Fragen" in read((await pages.get(path)).text).text


async def test_groups_may_be_called_like_other_parts_of_the_page(app, pages):
    document = in_groups() | {"field_groups": [GROUPS[0], {"key": "profile", "title": "Lenses"}]}
    document["fields"][2]["group"] = "profile"
    await publish_questionnaire(app.state.context.database, document, now=NOW)
    page = read((await pages.post(f"{PATH}/evaluation", data={"answer.a": "3", "answer.b": "1"})).text)
    names = [each.attributes["id"] for each in page.all("h2") + page.all("section") if "id" in each.attributes]
    assert len(set(names)) == len(names)


async def test_without_any_result_there_is_a_page_all_the_same(app, pages):
    said = {"key": "a", "type": "text", "scored": False, "prompt": "What do you think?"}
    field = a_field("open", said)
    del field["scoring"]
    await publish_questionnaire(app.state.context.database, a_questionnaire(field, key="grouped"), now=NOW)
    assert (await pages.post(f"{PATH}/evaluation", data={"answer.a": "Much"})).status_code == 200


async def test_help_for_those_inside_is_not_shown_to_those_outside(app, pages):
    forms = [{"key": "inside", "title": "Inside"}, {"key": "outside", "title": "Outside"}]
    item = {**an_item("a"), "help": "Ask the head office.", "forms": {"outside": {"prompt": "How does it look?"}}}
    same = {**an_item("b"), "help": "Think of last year.", "forms": {"outside": {}}}
    sides = [{"key": "us", "title": "Us", "form": "inside"}, {"key": "them", "title": "Them", "form": "outside"}]
    document = a_questionnaire(a_field("f", item, same), forms=forms, perspectives=sides, key="sided")
    await publish_questionnaire(app.state.context.database, document, now=NOW)
    inside = (await pages.get("/questionnaires/sided/1.0.0")).text
    outside = (
        await pages.post(
            "/questionnaires/sided/1.0.0", data={"perspective": "them", "step": "adapt"}, follow_redirects=True
        )
    ).text
    assert ("Ask the head office." in inside, "Think of last year." in inside) == (True, True)
    assert ("Ask the head office." in outside, "Think of last year." in outside) == (False, True)


@pytest.mark.parametrize(
    ("answers", "furthest", "room"),
    [
        ({"a": "4", "b": "1"}, ["Field streets"], ["Field parks"]),
        ({"a": "2", "b": "2"}, [], []),
        ({"a": "4", "b": "4"}, [], []),
    ],
)
async def test_fields_are_named_only_where_they_differ(app: FastAPI, pages, answers, furthest, room):
    await publish_questionnaire(app.state.context.database, in_groups(), now=NOW)
    sent = {f"answer.{key}": value for key, value in answers.items()}
    page = read((await pages.post(f"{PATH}/evaluation", data=sent)).text)
    labelled = "aria-labelledby"
    for part, titles in (("furthest", furthest), ("room", room)):
        assert [found.one("ul").text for found in page.all("section", **{labelled: part})] == titles
