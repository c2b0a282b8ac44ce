"""Releases as CSV: all that they say, in one table, of which no spreadsheet runs anything."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.releases import Release, canonical_release, read_release, release_hash
from selfcheck_service.core.releases.document import RatingFigures
from selfcheck_service.reports.releases import release_csv
from selfcheck_service.reports.releases.comma_separated import Delimiter, formula_safe
from tests.builders import a_field, a_plan, a_text, an_item
from tests.reports.exported import ABOUT, KINDS, dangerous_texts, plan_of_all, released_as

HERE = Path(__file__).parent
# One record of RFC 4180, section 2: fields in quotation marks or without any, and CRLF at the end.
RECORD = re.compile(r'(?:(?:"(?:[^"]|"")*"|[^",;\r\n]*)[,;])*(?:"(?:[^"]|"")*"|[^",;\r\n]*)\r\n')
BEGINS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
LABELS = ("_title", "in_words", "_in_words")


def read(document: bytes, delimiter: Delimiter = ",") -> list[dict[str, str]]:
    """The rows as another program reads them."""
    return list(csv.DictReader(io.StringIO(document.decode(), newline=""), delimiter=delimiter, strict=True))


def exported(kind: str = "cells", language: str = "de", **asked: Any) -> bytes:
    return release_csv(released_as(kind), plan_of_all(), ABOUT, language, **asked)


def test_a_table_keeps_its_bytes():
    assert exported("quarters") == (HERE / "release_quarters_de.csv").read_bytes()
    assert exported("open", "en", delimiter=";", byte_order_mark=True) == (HERE / "release_open_en.csv").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_it_is_what_rfc_4180_describes(kind, delimiter):
    text = exported(kind, delimiter=delimiter).decode()
    records = RECORD.findall(text)
    assert "".join(records) == text
    assert {len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)} == {26}


@pytest.mark.parametrize("kind", KINDS)
def test_it_follows_from_the_canonical_bytes_alone(kind):
    again = read_release(canonical_release(released_as(kind)))
    assert release_csv(again, plan_of_all(), ABOUT, "en") == exported(kind, "en")


def test_a_byte_order_mark_stands_there_on_request_only():
    assert exported(byte_order_mark=True) == b"\xef\xbb\xbf" + exported()


@pytest.mark.parametrize("kind", KINDS)
def test_with_semicolons_numbers_have_a_decimal_comma_and_all_else_is_the_same(kind):
    plain, german = read(exported(kind)), read(exported(kind, delimiter=";"), ";")
    numbers = {"people", "other_people", "option", "lowest", "highest", "scale_lowest", "scale_highest"}
    for one, other in zip(plain, german, strict=True):
        assert {**one, **{name: one[name].replace(".", ",") for name in numbers}} == other
    assert any("," in row["lowest"] for row in german) == any("." in row["lowest"] for row in plain)


@pytest.mark.parametrize("kind", KINDS)
def test_only_titles_and_words_depend_on_the_language(kind):
    german, english = read(exported(kind)), read(exported(kind, "en"))
    for one, other in zip(german, english, strict=True):
        changed = {name for name in one if one[name] != other[name]}
        assert all(name.endswith(LABELS) for name in changed if (one["part"], one["figure"]) != ("round", "title"))
    assert german != english


def test_every_figure_of_a_release_is_in_the_table():
    release, rows = released_as("cells"), read(exported())
    found = Counter((row["part"], row["figure"]) for row in rows)
    for part, blocks in (("block", release.blocks), ("total", [release.total])):
        items = [item for block in blocks if block is not None for item in block.items]
        fields = [field for block in blocks if block is not None for field in block.fields]
        for figure in ("no_answer_share", "mean", "agreement", "consensus"):
            assert found[part, figure] == len(items)
        assert found[part, "pattern"] == len(items) + len(fields)
        assert found[part, "value"] == found[part, "quadrant"] == len(fields)
        cells = [cell for item in items for cell in item.cells]
        assert found[part, "count"] + found[part, "no_answer_count"] == len(cells) + sum(
            not item.cells for item in items
        )
        assert found[part, "urgency"] == sum(field.urgency is not None for field in fields)
    assert found["gap", "difference"] == found["gap", "gap"] == len(release.gaps) > 0
    assert found["merge", "merge"] == len(release.merges) > 0
    assert found["group", "people"] == len(release.groups)
    hashes = {row["text"] for row in rows if row["figure"] == "release_hash"}
    assert hashes == {release_hash(canonical_release(release))}


def test_a_figure_that_is_missing_says_why_and_is_never_zero():
    shown = [row for row in read(exported()) if row["figure"] in ("mean", "value", "agreement", "difference")]
    assert {row["reason"] == "" for row in shown if row["lowest"] == ""} == {False}
    for row in shown:
        assert (
            (row["lowest"] == "") == (row["highest"] == "") == (row["reason"] != "") == (row["reason_in_words"] != "")
        )


@pytest.mark.parametrize("kind", KINDS)
def test_how_many_were_asked_is_left_out_where_there_are_no_counts(kind):
    shown = [row for row in read(exported(kind)) if row["item"] and row["part"] in ("block", "total")]
    silent = {
        (row["part"], row["perspectives"], row["item"]) for row in shown if row["figure"] == "count" and row["reason"]
    }
    for row in shown:
        without = (row["part"], row["perspectives"], row["item"]) in silent
        assert without == (row["people"] == "")
    assert bool(silent) == (kind in ("cells", "open", "institutional"))


def test_answers_of_an_open_round_stand_under_the_names_that_were_chosen():
    rows = [row for row in read(exported("open", "en")) if row["part"] == "rating" and row["name"] == "Person 0"]
    assert [row["option_title"] for row in rows if row["item"] == "several"] == ["Option 0", "Option 2"]
    silent = [row for row in rows if row["code"]]
    assert [(row["item"], row["code"], row["text"], row["in_words"]) for row in silent] == [
        ("way2", "dont_know", "", "don’t know"),
        ("pairs.x.z", "declined", "Beides", "declined: Beides"),
    ]
    assert [row["option"] for row in rows if row["item"] == "pairs.x.y"] == ["y"]
    (number,) = [row for row in rows if row["item"] == "many"]
    assert (number["lowest"], number["highest"], number["in_words"]) == ("2.5", "2.5", "2.5")
    (clock,) = [row for row in rows if row["item"] == "clock"]
    assert (clock["lowest"], clock["in_words"]) == ("630", "10:30")
    (text,) = [row for row in rows if row["item"] == "proud"]
    assert text["text"] == "Bücherei 0"
    assert [row["item_title"] for row in rows if row["item"].startswith("t.")] == ["Team 1: Item t", "Team 2: Item t"]


def test_a_joint_answer_stands_under_no_name_and_with_its_texts():
    rows = [row for row in read(exported("institutional", "de")) if row["part"] == "rating"]
    assert {row["name"] for row in rows} == {""}
    assert {row["perspectives"] for row in rows} == {"head"}
    assert [row["text"] for row in rows if row["item"] == "proud"] == ["Bücherei 0"]


def test_the_round_and_the_municipality_are_named():
    found = {row["figure"]: row for row in read(exported()) if row["part"] == "round"}
    assert (found["municipality"]["text"], found["round_title"]["text"]) == ("Musterstadt", "Wo stehen wir?")
    assert "made_up" not in found


def test_what_is_made_up_says_so_in_its_first_row():
    made_up = replace(ABOUT, made_up=True)
    first, *others = read(release_csv(released_as("open"), plan_of_all(), made_up, "de"))
    assert (first["figure"], first["code"], "erfunden" in first["in_words"]) == ("made_up", "demo", True)
    assert others == read(exported("open"))


def test_the_one_evaluation_is_told_in_the_language_that_is_asked_for():
    german, english = (read(exported("institutional", language)) for language in ("de", "en"))
    for rows, level, title in ((german, "Weit", "Wege"), (english, "High", "Ways")):
        found = [row for row in rows if row["part"] == "evaluation"]
        assert [row["in_words"] for row in found if row["figure"] == "level"] == [level]
        assert found[0]["field_title"] == title
        missing = [row for row in found if row["reason"]]
        assert [row["lowest"] for row in missing] == [""]
        assert missing[0]["reason_in_words"]


def evil_release() -> tuple[Release, Any]:
    """An open round in which every text that somebody wrote might be a formula."""
    texts = dangerous_texts()
    clean = [text for text in texts if "\r" not in text]
    fields = [a_field("f", an_item("a", prompt=clean[3]), *[a_text(f"t{at}", prompt=clean[at]) for at in range(11)])]
    fields[0]["title"], fields[0]["items"][0]["options"][0]["title"] = clean[1], clean[2]
    plan = a_plan(*fields, title=clean[0], perspectives=[{"key": "head", "title": clean[4]}])
    release = released_as("open")
    ratings = [
        RatingFigures(text, "head", {f"t{place}": answer for place, answer in enumerate(texts[at : at + 11])})
        for at, text in enumerate(texts)
        if at % 11 == 0
    ]
    return msgspec.structs.replace(release, ratings=tuple(ratings)), plan


def test_no_spreadsheet_finds_a_formula_whatever_it_takes_for_the_end_of_a_cell():
    texts = {text.replace("'", "") for text in dangerous_texts()}
    document = release_csv(*evil_release(), ABOUT, "de").decode()
    assert sum(row["text"].replace("'", "") in texts for row in read(document.encode())) > 1000
    for delimiter in (",", ";", "\t", "|"):
        for line in csv.reader(io.StringIO(document, newline=""), delimiter=delimiter):
            # A number of ours may begin with a sign.
            cells = [cell for cell in line if not NUMBER.fullmatch(cell)]
            assert not [cell for cell in cells if cell.lstrip('" \u00a0\ufeff\u200b').startswith(BEGINS)]


@given(st.text(alphabet=" ab'\"=+-@,;\t\r\n\u200b\uff1d"))
def test_no_part_of_a_text_begins_a_formula(text):
    for part in re.split(r"[,;\t\r\n]", formula_safe(text)):
        assert not part.lstrip('" \u200b').startswith(BEGINS)
    assert formula_safe(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize(
    "text", ["", "Wege", "Haupt- und Nebenstraßen", "3 + 4 = 7", "a@b", "1-2", "Ja; nein, vielleicht"]
)
def test_a_text_that_begins_no_formula_stays_as_it_is(text):
    assert formula_safe(text) == text


def test_an_answer_that_is_not_understood_any_more_still_stands_there():
    release = msgspec.structs.replace(
        released_as("open"), ratings=(RatingFigures("Ada", None, {"clock": "abends", "team": [{"t": 1}], "gone": 1}),)
    )
    rows = [row for row in read(release_csv(release, plan_of_all(), ABOUT, "en")) if row["part"] == "rating"]
    assert [(row["item"], row["text"], row["option"], row["perspectives"]) for row in rows] == [
        ("clock", "abends", "", ""),
        ("t.1", "", "1", ""),
    ]
