"""How people type times and durations on a page, and what the page says about them."""

import pytest

from selfcheck_service.use_cases.publishing import publish_questionnaire
from selfcheck_service.web.controls import CONTROLS
from tests.builders import a_duration, a_field, a_plan, a_rule, a_time
from tests.fixtures import NOW
from tests.web.everything import DOCUMENT, GERMAN_ONLY, said
from tests.web.reading import encoded, fields_of, read

PLAN = a_plan(a_field("f", a_time("bed"), a_duration("sleep"), scoring=a_rule(method="sum", scale=[0, 9999])))


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("time", "22:30", "22:30"),
        ("time", "7:05", "07:05"),
        ("time", " 22.30 ", "22:30"),
        ("time", "22:30:00", "22:30"),
        ("time", "late", "late"),
        ("duration", "7,5", "7.5"),
        ("duration", "7:30", "PT7H30M"),
        ("duration", "7:65", "7:65"),
        ("duration", "PT7H30M", "PT7H30M"),
    ],
)
def test_what_is_typed_becomes_an_answer(kind, typed, answer):
    assert CONTROLS[kind].read(PLAN.items[0], [typed]) == answer


ITEMS = [
    {
        "key": "bett",
        "type": "time",
        "prompt": {"de": "Wann schließen Sie?"},
        "scored": False,
        "time": {"range": "[1080, 1320)"},
    },
    {
        "key": "dauer",
        "type": "duration",
        "prompt": {"de": "Wie lange?"},
        "scored": False,
        "duration": {"unit": "hours", "range": "[0, 24]"},
    },
    {
        "key": "urlaub",
        "type": "duration",
        "prompt": {"de": "Wie viele?"},
        "scored": False,
        "duration": {"unit": "days", "range": "[0, 30]"},
    },
    {"key": "uhr", "type": "time", "prompt": {"de": "Wann?"}, "scored": False},
]


@pytest.fixture
async def address(pages, app):
    """Where a questionnaire with times and durations is asked."""
    (first, *others) = GERMAN_ONLY["fields"]
    fields = [{**first, "items": [*first["items"], *ITEMS]}, *others]
    document = {**GERMAN_ONLY, "key": "zeiten", "fields": fields}
    await publish_questionnaire(app.state.context.database, document, now=NOW)
    return f"/questionnaires/zeiten/{document['version']}"


async def test_the_page_asks_for_times_and_durations(pages, address):
    page = read((await pages.get(address)).text)
    kinds = {
        each.attributes["name"]: each.attributes["type"] for each in page.all("input") if "name" in each.attributes
    }
    assert kinds["answer.bett"] == kinds["answer.uhr"] == "time"
    assert kinds["answer.dauer"] == kinds["answer.urlaub"] == "text"
    for hint in (
        "Uhrzeit zwischen 18:00 und 21:59",
        "Dauer zwischen 0 und 24; auch als Stunden und Minuten, zum Beispiel 7:30. Einheit: Stunden",
        "Dauer zwischen 0 und 30. Einheit: Tage",
        "Uhrzeit, zum Beispiel 22:30",
    ):
        assert hint in page.text


async def test_what_cannot_be_is_said_in_words_of_the_page(pages, address):
    sent = {"answer.bett": "23:00", "answer.dauer": "lang", "answer.urlaub": "31", "answer.uhr": "abends"}
    response = await pages.post(f"{address}/evaluation", **encoded(**sent))
    assert response.status_code == 422
    page = read(response.text)
    for sentence in (
        "Bitte eine Uhrzeit zwischen 18:00 und 21:59 eingeben.",
        "Bitte eine Dauer eingeben, zum Beispiel 7,5 oder 7:30.",
        "Bitte eine Zahl zwischen 0 und 30 eingeben.",
        "Bitte eine Uhrzeit eingeben, zum Beispiel 22:30.",
    ):
        assert sentence in page.text


async def test_what_is_typed_well_is_evaluated(pages, address):
    sent = {"answer.leadership": "1", "answer.bett": "18.30", "answer.dauer": "7:30", "answer.urlaub": "2,5"}
    assert (await pages.post(f"{address}/evaluation", **encoded(**sent))).status_code == 200


NUMBER = {"key": "leute", "title": {"de": "Einwohner*innen"}, "number": {"range": "[0, 5000000]", "integer": True}}


class TestAttributes:
    @pytest.fixture
    async def with_number(self, pages, app):
        document = {**GERMAN_ONLY, "key": "leute", "profile": [*GERMAN_ONLY.get("profile", []), NUMBER]}
        await publish_questionnaire(app.state.context.database, document, now=NOW)
        return f"/questionnaires/leute/{document['version']}"

    async def test_a_number_is_typed(self, pages, with_number):
        page = read((await pages.get(with_number)).text)
        (typed,) = [each for each in page.all("input") if each.attributes.get("name") == "profile.leute"]
        assert typed.attributes["type"] == "text"
        assert "Ganze Zahl zwischen 0 und 5000000" in page.text
        sent = {"answer.leadership": "1", "profile.leute": "12 000"}
        assert (await pages.post(f"{with_number}/evaluation", **encoded(**sent))).status_code == 200

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("viele", "Bitte eine Zahl eingeben, zum Beispiel 12 oder 12,5."),
            ("1.500", "lässt sich auf zwei Weisen lesen"),
            ("6000000", "Bitte eine Zahl zwischen 0 und 5000000 eingeben."),
            ("1,5", "Bitte eine ganze Zahl eingeben"),
        ],
    )
    async def test_what_is_wrong_with_it_is_said_beside_it(self, pages, with_number, typed, sentence):
        response = await pages.post(f"{with_number}/evaluation", **encoded(**{"profile.leute": typed}))
        assert response.status_code == 422
        page = read(response.text)
        (fault,) = [each for each in page.all("p") if each.attributes.get("id") == "fault-profile-leute"]
        assert sentence in fault.text
        assert [each.attributes["value"] for each in page.all("input") if each.attributes["name"] == "profile.leute"]


class TestGrid:
    @pytest.fixture
    async def grid(self, pages, app):
        (first, *others) = DOCUMENT["fields"]
        scaled = {"type": "single_choice", "scale": "drei"}
        rows = [{**scaled, "key": f"z{row}", "prompt": said(f"Zeile {row}")} for row in range(3)]
        alone = {**scaled, "key": "mit_anker", "prompt": said("Allein"), "anchors": [{"value": 0, "text": said("Nie")}]}
        items = [*rows, alone, rows[0] | {"key": "z9"}]
        field = {"key": "tabelle", "title": said("Tabelle"), "layout": "grid", "items": items}
        document = {**DOCUMENT, "key": "grid", "fields": [first, *others, field]}
        await publish_questionnaire(app.state.context.database, document, now=NOW)
        return f"/questionnaires/grid/{document['version']}"

    async def test_items_that_stand_together_share_a_table(self, pages, grid):
        page = read((await pages.get(grid)).text)
        (table,) = [each for each in page.all("table") if each.attributes.get("class") == "grid"]
        columns = [each.text for each in table.all("th") if each.attributes["scope"] == "col"]
        assert columns[:3] == ["noch nicht", "teilweise", "ganz"]
        assert columns[3:] == ["Weiß nicht", "Trifft hier nicht zu", "Keine Angabe", "Offen lassen"]
        rows = [each for each in table.all("tr") if each.attributes.get("role") == "radiogroup"]
        assert len(rows) == 3
        names = {each.attributes["name"] for each in table.all("input")}
        assert names == {"answer.z0", "answer.z1", "answer.z2"}
        labels = {each.attributes["for"] for each in page.all("label")}
        assert {each.attributes["id"] for each in table.all("input")} <= labels

    async def test_what_was_chosen_in_it_comes_back(self, pages, grid):
        sent = {"answer.z1": "2", "answer.z9": "1", "answer.last": "7"}
        response = await pages.post(f"{grid}/evaluation", **encoded(**sent))
        assert response.status_code == 422
        assert set(fields_of(read(response.text))) >= {("answer.z1", "2"), ("answer.z9", "1")}
