"""A form as data: every type of item with its boxes, numbers that lead back to items, conditions in words."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from selfcheck_service.core.scoring import parse_answers
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.core.scoring.states import STATE_NAMES
from selfcheck_service.core.scoring.units import with_units
from selfcheck_service.reports.forms import (
    Heading,
    PlaceInUnit,
    form_of_sheet,
    key_of_number,
    places_in_units,
    room_on_paper,
    sheet_of,
)
from selfcheck_service.reports.pdf import PrintJob, make_pdf
from tests import builders as a
from tests.fixtures import NOW
from tests.golden.cases import plan_of
from tests.reports.pdf.opened import (
    alternatives_of,
    opened,
    printed_lines,
    seen_by_another_program,
    tags_of,
    text_of,
    text_off_the_paper,
)

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


def conditions_of(plan, language="en", **known):
    """The conditions that stand on a form, by the key of their item."""
    form = form_of_sheet(sheet_of(plan, None, **known), HEADING, language)
    return {item.key: item.condition for item in items_of(form)}


TOWN = {"profile": "kind", "is": "town"}


class TestConditions:
    @pytest.mark.parametrize(
        ("condition", "english", "german"),
        [
            ({"is": 3}, "“Option 3” is crossed at question 1", "bei Frage 1 „Option 3“ angekreuzt ist"),
            # Of five options two are left: nobody has to read a denial.
            (
                {"not": {"one_of": [0, 1, 2]}},
                "“Option 3” or “Option 4” is crossed at question 1",
                "bei Frage 1 „Option 3“ oder „Option 4“ angekreuzt ist",
            ),
            ({"not": {"not": {"answered": True}}}, "question 1 is answered", "Frage 1 beantwortet ist"),
            ({"not": {"answered": True}}, "question 1 is not answered", "Frage 1 nicht beantwortet ist"),
            ({"points": {"at_least": 3}}, "“Option 3” or “Option 4” is crossed at", "„Option 3“ oder „Option 4“ ange"),
            ({"not": {"points": {"at_least": 1}}}, "“Option 0” is crossed at question 1", "„Option 0“ angekreuzt ist"),
            (
                {"no_answer": ["dont_know", "declined", "unanswered"]},
                "(“I don’t know” or “I’d rather not say” is crossed at question 1 or question 1 was left open)",
                "(bei Frage 1 „weiß ich nicht“ oder „keine Angabe“ angekreuzt ist oder Frage 1 offen geblieben ist)",
            ),
            (
                {"not": {"no_answer": ["hidden"]}},
                "question 1 was not to be skipped",
                "Frage 1 nicht zu überspringen war",
            ),
        ],
    )
    def test_people_can_follow_what_depends_on_answers(self, condition, english, german):
        plan = a.a_plan(a.a_field("f", a.an_item("first"), a.an_item("second", shown_when=said_of("first", condition))))
        assert f"Answer only if {english}" in conditions_of(plan)["second"]
        found = conditions_of(plan, "de")["second"]
        assert "Nur beantworten, wenn " in found
        assert german in found

    @pytest.mark.parametrize(
        ("condition", "english"),
        [
            ({"number": {"at_least": 3}}, "what stands at question 1 is at least 3"),
            ({"not": {"number": {"at_least": 3}}}, "what stands at question 1 is below 3"),
            (
                {"not": {"number": {"at_least": 3, "below": 5}}},
                "what stands at question 1 is not at least 3 and below 5",
            ),
            ({"one_of": [3, 4]}, "what stands at question 1 is 3 or 4"),
            ({"not": {"is": 3}}, "what stands at question 1 is not 3"),
            ({"points": {"at_least": 3}}, "this holds: “question 1”: at least 3 points"),
        ],
    )
    def test_numbers_are_compared_with_what_is_written(self, condition, english):
        plan = a.a_plan(
            a.a_field("f", a.a_number("first"), a.an_item("second", shown_when=said_of("first", condition)))
        )
        assert conditions_of(plan)["second"] == f"Answer only if {english}."

    def test_several_ticks_and_times_read_as_they_stand_there(self):
        fields = a.a_field(
            "f",
            a.a_multiple_choice("some"),
            a.a_time("clock"),
            a.an_item("second", shown_when={"item": "some", "includes": 1}),
            a.an_item("third", shown_when={"not": {"item": "some", "includes": 1}}),
            a.an_item("fourth", shown_when={"item": "clock", "number": {"above": 600}}),
        )
        assert list(conditions_of(a.a_plan(fields)).values()) == [
            None,
            None,
            "Answer only if “Option 1” is crossed at question 1.",
            "Answer only if “Option 1” is not crossed at question 1.",
            "Answer only if what stands at question 2 is more than 10:00.",
        ]

    def test_the_form_of_a_round_leaves_out_what_its_profile_rules_out(self):
        plan = a.a_plan(
            a.a_field(
                "f",
                a.an_item("everywhere"),
                a.an_item("towns", applies_to=TOWN),
                a.an_item("counties", applies_to={"not": TOWN}),
                a.an_item("after", shown_when={"all": [TOWN, {"item": "towns", "is": 1}]}),
            ),
            profile=[a.an_attribute("kind", "town", "county", "city")],
        )
        assert conditions_of(plan, profile={"kind": "county"}) == {"everywhere": None, "counties": None}
        assert conditions_of(plan, profile={"kind": "town"}) == {
            "everywhere": None,
            "towns": None,
            "after": "Answer only if “Option 1” is crossed at question 2.",
        }
        said = conditions_of(plan)
        assert said["counties"] == "Answer only if the answer to “Attribute kind” is “Kind county” or “Kind city”."
        # The advice to look for conditions stands there only where there are some.
        form = form_of_sheet(sheet_of(plan, None, profile={"kind": "county"}), HEADING, "en")
        assert not any("skip" in line for line in form.advice)

    @pytest.mark.parametrize("name", ["weltoffene-kommune-1.0.0", "random-34-1.0.0", "random-46-1.0.0"])
    def test_nothing_is_denied_twice(self, name):
        plan = plan_of(name)
        profiles: tuple[Any, ...] = (None, {})
        for profile in profiles:
            said = [each for each in conditions_of(plan, "de", profile=profile).values() if each]
            assert not any(": nicht" in each or each.count("nicht") > each.count("und") + 1 for each in said), said


class TestUnits:
    def test_there_is_room_for_more_than_the_fewest(self):
        plan = with_units(PLAN, room_on_paper(PLAN))
        form = form_of_sheet(sheet_of(plan, None), HEADING, "en")
        (note,) = [field.note for field in form.fields if field.note]
        assert [field.title for field in form.fields if field.title.startswith("Team ")] == [
            f"Team {number}" for number in range(1, 5)
        ]
        assert "room for 4" in note
        assert "leave empty what you do not need" in note
        assert "answer on a screen" in note

    @pytest.mark.parametrize(("fewest", "most", "room"), [(1, 2, 2), (1, 9, 4), (6, 9, 6), (3, 3, 3)])
    def test_the_room_lies_within_what_is_possible(self, fewest, most, room):
        units = {"minimum": fewest, "maximum": most, "title": "Team", "scoring": a.a_rule()}
        plan = a.a_plan(a.a_field("teams", a.an_item("size"), units=units))
        assert room_on_paper(plan) == (room,)
        form = form_of_sheet(sheet_of(with_units(plan, (room,)), None), HEADING, "en")
        note = form.fields[0].note or ""
        assert ("leave empty" in note) is (room > fewest)
        assert ("on a screen" in note) is (room < most)

    def test_every_item_of_a_unit_has_its_place(self):
        units = {"minimum": 1, "maximum": 3, "title": "Team", "scoring": a.a_rule()}
        plan = a.a_plan(a.a_field("teams", a.an_item("size"), a.a_pairwise("pairs", "x", "y"), units=units))
        places = places_in_units(with_units(plan, (2,)))
        assert places["size.2"] == PlaceInUnit("teams", 1, "size", 1, is_pair=False)
        pair = next(key for key in places if key not in ("size.1", "size.2") and places[key].unit == 1)
        assert places[pair] == PlaceInUnit("teams", 1, pair, 1, is_pair=True)


def said_of(item, condition):
    """A condition on an item, within as many denials as it has."""
    return {"not": said_of(item, condition["not"])} if "not" in condition else {"item": item, **condition}


def test_a_form_of_no_round_says_so():
    made = form_of_sheet(sheet_of(PLAN, None), Heading("ABCDEFGH"), "de")
    assert made.statements[0].startswith("Zum Ansehen und Vorbereiten.")
    assert made.words["closing"] == "Danke für Ihre Zeit."


class TestPrinted:
    @pytest.mark.parametrize("language", ["de", "en", "de-simple"])
    def test_what_ships_is_printed_for_everybody_to_open(self, language):
        plan = plan_of("weltoffene-kommune-1.0.0")
        form = form_of_sheet(sheet_of(plan, "full", profile={}), HEADING, language)
        content = make_pdf(PrintJob("form", form, language, form.title, NOW.date()))
        assert make_pdf(PrintJob("form", form, language, form.title, NOW.date())) == content
        root: Any = opened(content).trailer["/Root"]
        assert root["/Lang"] == language.partition("-")[0]
        assert root["/MarkInfo"]["/Marked"]
        # Boxes are drawn and say nothing: what they mean stands beside them as text.
        assert alternatives_of(content) == []
        # Four questions fit on a page; with more paper fewer people answer.
        assert len(opened(content).pages) < len(items_of(form)) / 3

    @pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed")
    def test_another_program_sees_tags_and_pages(self, tmp_path):
        form = form_of_sheet(sheet_of(PLAN, None), HEADING, "en")
        content = make_pdf(PrintJob("form", form, "en", form.title, NOW.date()))
        told = seen_by_another_program(content, tmp_path)
        assert (told["Title"], told["Tagged"]) == (form.title, "yes")
        assert told["Pages"] == str(len(opened(content).pages))

    def test_steps_of_a_scale_stand_on_one_line_or_in_one_column(self):
        titles = ["not at all", "a little", "mostly", "wholly"]
        scale = [{"value": at, "title": title, "points": at} for at, title in enumerate(titles)]
        long = [{**each, "title": f"{each['title']}, as far as anybody can tell"} for each in scale]
        plan = a.a_plan(a.a_field("f", a.an_item("short", options=scale), a.an_item("long", options=long)))
        form = form_of_sheet(sheet_of(plan, None), Heading("ABCDEFGH"), "en")
        content = make_pdf(PrintJob("form", form, "en", form.title, NOW.date()))
        lines = printed_lines(content)
        assert any(all(title in line for title in titles) for line in lines)
        assert sum("as far as anybody can tell" in line for line in lines) == len(titles)

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

    def test_a_question_longer_than_a_page_goes_on_on_the_next(self):
        options = [{"value": at, "title": f"Ort Nummer {at}", "points": at} for at in range(120)]
        plan = a.a_plan(a.a_field("f", a.an_item("before"), a.an_item("where", options=options)))
        form = form_of_sheet(sheet_of(plan, None), Heading("ABCDEFGH"), "de")
        content = make_pdf(PrintJob("form", form, "de", form.title, NOW.date()))
        assert text_off_the_paper(content) == []
        assert all(str(option["title"]) in text_of(content) for option in options)
