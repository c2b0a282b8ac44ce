"""A form as data: every type of item with its boxes, numbers that lead back to items, conditions in words."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from selfcheck_service.core.scoring import parse_answers
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.core.scoring.states import STATE_NAMES
from selfcheck_service.reports.forms import Heading, form_of_sheet, key_of_number, sheet_of
from selfcheck_service.reports.pdf import PrintJob, make_pdf
from tests import builders as a
from tests.fixtures import NOW
from tests.golden.cases import plan_of
from tests.reports.pdf.opened import opened, tags_of, text_of

GOLDEN = Path(__file__).parent / "form_en.json"
ITEMS = (
    a.an_item("first", anchors=[{"value": 0, "text": "Nothing *is* there."}]),
    a.an_item("second", shown_when={"item": "first", "one_of": [3, 4]}, help="Ask in the hall."),
    a.a_multiple_choice("some", multiple_choice={"maximum_selected": 2}),
    a.a_multiple_choice("exactly", multiple_choice={"minimum_selected": 2, "maximum_selected": 2}),
    a.a_multiple_choice("between", multiple_choice={"minimum_selected": 1, "maximum_selected": 2}),
    a.a_multiple_choice("least", multiple_choice={"minimum_selected": 1}),
    a.a_multiple_choice("many", exclusive=(2,)),
    a.a_number("share", "[0, 100]"),
    a.a_number("more", "(0, 9)", integer=True),
    a.a_time("clock", "[480, 1080]"),
    a.a_duration("lasts"),
    a.a_text("words", text={"maximum_length": 500}, no_answers=["declined"]),
    a.a_computed("worked_out", "share + 1", scored=False),
    a.a_pairwise("pairs"),
)
TEAMS = a.a_field(
    "teams",
    a.an_item("size", applies_to={"profile": "kind", "is": "town"}, shown_when={"not": {"item": "first", "is": 1}}),
    units={"minimum": 2, "maximum": 5, "title": "Team", "scoring": a.a_rule()},
)
PLAN = a.a_plan(
    a.a_field("f", *ITEMS, introduction="About f."),
    a.a_parent("around", a.a_field("inner", introduction="Within.")),
    a.a_field("silent", a.a_computed("nobody_is_asked", "share")),
    TEAMS,
    profile=[a.an_attribute()],
    description="What it is about.",
    notice="What to know.",
)
HEADING = Heading(
    "ABCDEFGH", (("Town", "Musterstadt"),), ("You may.", "You need not."), ("Access code",), in_round=True
)
PERSPECTIVES = [("", "weltoffene-kommune-0.1.0"), ("politik", "weltoffene-kommune-1.0.0")]


def items_of(form: Any) -> list[Any]:
    return [item for field in form.fields for item in field.items]


def test_a_form_with_every_type_of_item_reads_as_it_was_looked_at():
    made = json.loads(msgspec.json.encode(form_of_sheet(sheet_of(PLAN, None), HEADING, "en")))
    made["stamp"] = made["stamp"].replace(PLAN.definition_hash[:12], "…")
    assert made == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_numbers_run_through_and_lead_back_to_items():
    sheet = sheet_of(PLAN, None)
    keys = key_of_number(sheet)
    printed = [(str(item.number), item.key) for item in items_of(form_of_sheet(sheet, HEADING, "en"))]
    assert printed == list(keys.items())
    assert list(keys) == [str(number) for number in range(1, len(keys) + 1)]
    assert {"worked_out", "nobody_is_asked"}.isdisjoint(keys.values())


def test_what_is_written_out_can_be_answered_by_its_number():
    keys = key_of_number(sheet_of(PLAN, None))
    given = {keys["13"]: "x", keys["17"]: 2, keys["18"]: {"no_answer": "dont_know"}}
    states = parse_answers(PLAN, a.answers(**given)).states
    said = {item.key for item, state in zip(PLAN.items, states, strict=True) if STATE_NAMES[state] != "unanswered"}
    assert said == set(given)


def test_without_free_texts_the_numbers_close_the_gap():
    sheet = sheet_of(PLAN, None, free_texts=False)
    assert set(sheet_of(PLAN, None).numbers) - set(sheet.numbers) == {"words"}
    assert sorted(sheet.numbers.values()) == list(range(1, len(sheet.numbers) + 1))


@pytest.mark.parametrize("language", ["de", "de-simple", "en"])
@pytest.mark.parametrize(("perspective", "name"), PERSPECTIVES)
def test_what_ships_asks_each_perspective_its_own_items_once(perspective, name, language):
    plan = plan_of(name)
    form = form_of(plan, perspective or None)
    printed = [item.key for item in items_of(form_of_sheet(sheet_of(plan, form), HEADING, language))]
    asked = [each.key for each in plan.items if each.definition.kind.asked and (form is None or form in each.forms)]
    assert printed == asked


def test_a_form_of_no_round_says_so():
    made = form_of_sheet(sheet_of(PLAN, None), Heading("ABCDEFGH"), "de")
    assert made.statements[0].startswith("Zum Ansehen und Vorbereiten.")
    assert made.words["closing"] == "Danke für Ihre Zeit."


class TestPrinted:
    def test_every_question_is_on_paper_with_number_and_code(self):
        form = form_of_sheet(sheet_of(PLAN, None), HEADING, "en")
        content = make_pdf(PrintJob("form", form, "en", form.title, NOW.date()))
        text = text_of(content)
        assert all(f"{item.number} " in text and item.prompt in text for item in items_of(form))
        assert text.count("ABCDEFGH") + text.count("ABCD-EFGH") == len(opened(content).pages) + 1
        assert {"H1", "H2", "L"} <= set(tags_of(content))
        assert make_pdf(PrintJob("form", form, "en", form.title, NOW.date())) == content

    def test_no_question_is_split_between_pages(self):
        plan = plan_of("weltoffene-kommune-1.0.0")
        form = form_of_sheet(sheet_of(plan, "full"), HEADING, "en")
        pages = opened(make_pdf(PrintJob("form", form, "en", form.title, NOW.date()))).pages
        texts = ["".join(page.extract_text().replace("\u00ad", "").split()) for page in pages]
        split = []
        for item in [each for each in items_of(form) if each.boxes]:
            first, last = ("".join(each.split()) for each in (item.prompt, (item.instead or item.boxes)[-1].title))
            found = [text for text in texts if first in text]
            behind = found[0][found[0].index(first) :] if found else ""
            if last not in behind:
                split.append(item.key)
        assert split == []
