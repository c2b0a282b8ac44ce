"""An individual evaluation on paper: strengths first, every doubt named, and nothing where there is nothing."""

import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from selfcheck_service.catalogue import read_answers
from selfcheck_service.catalogue.golden import GoldenCase
from selfcheck_service.core.scoring import evaluate, parse_answers
from selfcheck_service.reports.individual import individual_sheet
from selfcheck_service.reports.individual.words import word_of
from selfcheck_service.reports.pdf import PrintJob, make_pdf
from tests import builders as a
from tests.golden.cases import SHIPPED, plan_of
from tests.reports.pdf.opened import (
    alternatives_of,
    opened,
    seen_by_another_program,
    tags_of,
    text_of,
    text_off_the_paper,
)

NAME = "weltoffene-kommune-1.0.0"
# Nothing answered, scores at every border, and an everyday case.
CASES = [
    SHIPPED / "weltoffene-kommune" / "1.0.0" / "golden" / f"{name}.yaml"
    for name in ("nichts-beantwortet", "stufengrenzen", "mittelstadt-im-alltag")
]
DAY = date(2026, 3, 31)
LEVELS = [a.a_level_set("set", border={"margin": 0.5, "text": "Near {level}."})]


def sheet_of(document, given, *, language="en", readers: Any = "oneself"):
    plan = a.plan_of(document)
    return individual_sheet(plan, evaluate(parse_answers(plan, given), language=language), readers=readers)


@cache
def shipped(path, language="de"):
    plan, found = plan_of(NAME), read_answers(path)
    assert isinstance(found.data, dict)
    answers = parse_answers(plan, GoldenCase(found.data, found.positions).body)
    return individual_sheet(plan, evaluate(answers, language=language), readers="oneself")


def two_fields(**changes):
    fields = [a.a_field(key, a.an_item(f"{key}_1"), a.an_item(f"{key}_2"), levels="set") for key in ("low", "high")]
    return a.a_questionnaire(*fields, level_sets=LEVELS, overall=a.an_overall(), **changes)


def test_what_carries_furthest_comes_first():
    sheet = sheet_of(two_fields(), a.answers(low_1=0, low_2=1, high_1=4, high_2=4))
    assert sheet.strengths == ("Field high · Level 2 · 4",)
    assert sheet.room == ("Field low · Level 0 · 0.5",)
    assert [field.title for field in sheet.fields] == ["Overall", "Field low", "Field high"]


def test_where_all_reach_alike_nothing_stands_out():
    sheet = sheet_of(two_fields(), a.answers(low_1=2, low_2=2, high_1=2, high_2=2))
    assert (sheet.strengths, sheet.room) == ((), ())


@pytest.mark.parametrize(
    ("given", "strengths", "room"),
    [
        ((4, 2, 2, 2), ["Field a"], ["Field d", "Field c"]),
        ((4, 4, 4, 2), ["Field a", "Field b"], ["Field d"]),
        ((4, 4, 2, 2), ["Field a", "Field b"], ["Field d", "Field c"]),
    ],
)
def test_no_field_stands_out_on_one_side_that_reaches_as_far_as_one_on_the_other(given, strengths, room):
    document = a.a_questionnaire(*(a.a_field(key, a.an_item(f"{key}_1")) for key in "abcd"))
    sheet = sheet_of(document, a.answers(**{f"{key}_1": answer for key, answer in zip("abcd", given, strict=True)}))
    found = [[each.partition(" · ")[0] for each in named] for named in (sheet.strengths, sheet.room)]
    assert found == [strengths, room]


def test_a_score_says_where_it_could_lie():
    (_, low, high) = sheet_of(two_fields(), a.answers(low_1=2, high_1=4, high_2=4)).fields
    assert low.place is not None
    assert (low.place.low, low.place.score, low.place.high) == (0.25, 0.5, 0.75)
    assert low.place.alt == "Field low: score 2 on the scale from 0 to 4, possible 1 to 3"
    assert low.coverage == "50 %"
    assert "would lie between 1 and 3" in low.doubts[0] or "between 1 and 3" in low.doubts[0]
    assert high.place is not None
    assert high.place.alt == "Field high: score 4 on the scale from 0 to 4"


def test_without_answers_there_is_no_score_and_no_blame():
    sheet = sheet_of(two_fields(), a.answers())
    assert all((field.score, field.place) == ("no score", None) for field in sheet.fields)
    assert (sheet.strengths, sheet.room) == ((), ())
    content = make_pdf(PrintJob("evaluation", sheet, "en", sheet.title, DAY))
    assert "That is no bad result" in text_of(content)


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_has_a_value_is_called_so_and_explained_where_something_has_none(language):
    head, hint = word_of(language, "coverage"), word_of(language, "coverage.hint")
    assert (head, head in hint) == ({"de": "Mit Wert", "en": "With a value"}[language], True)
    whole = {"low_1": 2, "low_2": 2, "high_1": 4, "high_2": 4}
    for given, explained in (whole, False), ({**whole, "low_2": {"no_answer": "dont_know"}}, True):
        sheet = sheet_of(two_fields(languages=["de", "en"]), a.answers(**given), language=language)
        text = " ".join(text_of(make_pdf(PrintJob("evaluation", sheet, language, sheet.title, DAY))).split())
        assert head in text
        assert (" ".join(hint.split()[-4:]) in text) is explained


def test_what_lifts_a_field_is_said_with_its_answers():
    (_, low, _) = sheet_of(two_fields(), a.answers(low_1=0, low_2=1, high_1=4, high_2=4)).fields
    assert low.lifts_title == "What is missing for the next level: Level 1"
    assert any(each.startswith("“Item low_1”: from “Option 0” to “Option ") for each in low.lifts)


def test_what_is_open_is_named_as_open_where_it_lifts_a_field():
    rule = a.a_rule(coverage={"provisional": 0})
    field = a.a_field("low", a.an_item("low_1"), a.an_item("low_2", (0, 0.5)), levels="set", scoring=rule)
    (low,) = sheet_of(a.a_questionnaire(field, level_sets=LEVELS), a.answers(low_2=1)).fields
    assert low.lifts[1:] == ("“Item low_1”: from “open” to “Option 2”",)


def test_a_lower_score_may_be_the_better_one():
    rule = a.a_rule(better="lower")
    fields = [a.a_field(key, a.an_item(f"{key}_1"), scoring=rule) for key in ("few", "many")]
    sheet = sheet_of(a.a_questionnaire(*fields), a.answers(few_1=1, many_1=3))
    assert (sheet.strengths, sheet.room) == (("Field few · 1",), ("Field many · 3",))


@pytest.mark.parametrize(
    ("readers", "said"),
    [
        ("oneself", "nobody else is shown it"),
        ("others", "of this response alone"),
        ("nobody", "has stored none of them"),
    ],
)
def test_it_promises_only_what_holds(readers, said):
    assert said in sheet_of(two_fields(), a.answers(), readers=readers).about


def test_a_provisional_score_is_called_so_where_it_stands():
    coverage = {"provisional": "1/2", "valid": 1, "minimum_answered": 1}
    rule = a.a_rule(coverage=coverage)
    fields = [a.a_field(key, a.an_item(f"{key}_1"), a.an_item(f"{key}_2"), scoring=rule) for key in ("half", "whole")]
    sheet = sheet_of(a.a_questionnaire(*fields), a.answers(half_1=2, whole_1=3, whole_2=3))
    assert [field.status for field in sheet.fields] == ["provisional", None]
    text = text_of(make_pdf(PrintJob("evaluation", sheet, "en", sheet.title, DAY)))
    assert sheet.room == ("Field half · 2 · provisional",)
    # Among those with most room, beside its score in the table, and where the field is told.
    assert text.count("provisional") == 3
    assert "The light bar shows where it could lie" in text


def test_a_picture_without_doubt_is_explained_without_it():
    sheet = sheet_of(two_fields(), a.answers(low_1=2, low_2=2, high_1=4, high_2=4))
    text = text_of(make_pdf(PrintJob("evaluation", sheet, "en", sheet.title, DAY)))
    assert "The dark mark is the score." in text
    assert "The light bar" not in text


def test_other_ways_are_named_where_one_is_and_a_number_stays_with_what_it_counts():
    (_, low, high) = sheet_of(two_fields(), a.answers(low_1=0, low_2=1, high_1=4)).fields
    assert low.lifts_end == "There are other ways there as well."
    assert low.lifts_end not in low.lifts
    assert all(field.lifts_end is None for field in sheet_of(two_fields(), a.answers()).fields if not field.lifts)
    assert any("1\u00a0×\u00a0" in each for each in high.doubts)


def letters(text):
    """A text without what only the ends of lines bring: blanks and hyphens."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
def test_no_suggestion_and_no_open_field_is_split_between_pages(language):
    for path in CASES:
        sheet = shipped(path, language)
        content = make_pdf(PrintJob("evaluation", sheet, language, sheet.title, DAY))
        pages = [letters(page.extract_text()) for page in opened(content).pages]
        pairs = [(each.title, each.facts[-1][1]) for each in sheet.suggestions]
        pairs += [(each.texts[0], each.doubts[-1]) for each in sheet.fields if not each.lifts]
        for pair in pairs:
            first, last = map(letters, pair)
            assert any(first in page and last in page for page in pages), pair
        root: Any = opened(content).trailer["/Root"]
        assert root["/Lang"] == language.partition("-")[0]


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed")
def test_another_program_sees_tags_and_title(tmp_path):
    sheet = shipped(CASES[0], "en")
    told = seen_by_another_program(make_pdf(PrintJob("evaluation", sheet, "en", sheet.title, DAY)), tmp_path)
    assert (told["Title"], told["Tagged"]) == (sheet.title, "yes")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_ships_can_be_printed(path):
    sheet = shipped(path)
    content = make_pdf(PrintJob("evaluation", sheet, "de", sheet.title, DAY))
    assert make_pdf(PrintJob("evaluation", sheet, "de", sheet.title, DAY)) == content
    assert alternatives_of(content) == [field.place.alt for field in sheet.fields if field.place is not None]
    assert {"H1", "H2", "H3", "Table", "TH"} <= set(tags_of(content))
    assert all(each.facts for each in sheet.suggestions)


def test_a_suggestion_longer_than_a_page_goes_on_on_the_next():
    sheet = shipped(CASES[2])
    said = " ".join(f"Wort{number}" for number in range(900))
    sheet = replace(sheet, suggestions=(replace(sheet.suggestions[0], text=said), *sheet.suggestions[1:]))
    content = make_pdf(PrintJob("evaluation", sheet, "de", sheet.title, DAY))
    assert text_off_the_paper(content) == []
    assert all(f"Wort{number}" in text_of(content) for number in range(900))
