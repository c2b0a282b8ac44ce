"""Releases as workbooks: typed cells that another program opens, charts, and nothing that runs."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from selfcheck_service.core.releases import canonical_release, release_hash
from selfcheck_service.reports.releases.workbook import release_workbook
from tests.core.releases.sealing import field_in, total_of
from tests.reports.exported import ABOUT, KINDS, dangerous_texts, plan_of_all, released_as
from tests.reports.test_release_csv import evil_release

SHEETS = {
    "cells": ["Überblick", "Themenfelder", "Bild der Felder", "Fragen", "Antworten", "Perspektiven"],
    "quarters": ["Überblick", "Themenfelder", "Bild der Felder"],
    "open": ["Überblick", "Themenfelder", "Bild der Felder", "Fragen", "Antworten", "Perspektiven", "Einschätzungen"],
    "institutional": ["Überblick", "Gemeinsame Antwort", "Auswertung"],
}
HEAD = 4
# Spreadsheets know no time zones.
CLOSED = datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None)
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def exported(kind: str = "cells", language: str = "de") -> bytes:
    return release_workbook(released_as(kind), plan_of_all(), ABOUT, language)


def opened(document: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(document))


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - the file is our own


def cells(book: openpyxl.Workbook) -> list[Cell]:
    return [cell for page in book.worksheets for row in page.iter_rows() for cell in row if isinstance(cell, Cell)]


def rows(page: Worksheet) -> list[dict[str, object]]:
    head, *others = page.iter_rows(min_row=HEAD, values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_round_has_the_sheets_that_belong_to_it(kind):
    assert opened(exported(kind)).sheetnames == SHEETS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_release_makes_the_same_bytes(kind):
    assert release_workbook(released_as(kind), plan_of_all(), ABOUT, "de") == exported(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_is_well_formed_and_leads_nowhere_outside(kind):
    for name, content in parts(exported(kind)).items():
        tree = parsed(content)
        assert not [node for node in tree.iter() if node.get("TargetMode") == "External"], name
        if name.startswith("xl/worksheets/"):
            tags = {node.tag.rpartition("}")[2] for node in tree.iter()}
            assert tags.isdisjoint({"f", "hyperlink", "oleObject"})


def test_the_file_was_made_when_the_round_closed():
    properties = opened(exported()).properties
    assert (properties.created, properties.title) == (CLOSED, "Klein")
    assert properties.modified == properties.created


def test_the_overview_says_what_this_is_and_who_was_merged():
    page = opened(exported())["Überblick"]
    said = {str(label.value): value.value for label, value in page.iter_rows(min_col=1, max_col=2)}
    release = released_as("cells")
    assert said["Prüfsumme dieser Veröffentlichung (SHA-256)"] == release_hash(canonical_release(release))
    assert (said["Geschlossen am"], said["Personen"]) == (CLOSED, 29)
    assert "„Verein“ allein zu klein" in str(said["Schritt 1"])
    notes = [cell.comment.text for cell in page["A"] if cell.comment is not None]
    assert notes == ["Zusammengefasst aus: Leitung + Verein"]


def test_numbers_are_numbers_with_a_format():
    page = opened(exported())["Themenfelder"]
    found = {str(row["Themenfeld"]).strip(): row for row in rows(page) if row["Wer"] == "Alle"}
    ways = field_in(total_of(released_as("cells")), "ways")
    assert (found["Wege"]["Wert, von"], found["Wege"]["Wert, bis"]) == (ways.value.lowest, ways.value.highest)
    assert found["Wege"]["Beruht auf"] == "4 Fragen"
    assert page.cell(HEAD + 1, 3).data_type == "n"
    assert page.cell(HEAD + 1, 3).number_format.startswith("0.00")
    assert found["Insgesamt"]["Wert, von"] is None
    assert found["Insgesamt"]["Warum etwas fehlt"]


def test_numbers_have_the_decimals_that_pages_and_papers_show():
    page = opened(exported("open"))["Themenfelder"]
    formats = {cell.number_format for row in page.iter_rows(min_row=HEAD + 1) for cell in row if cell.data_type == "n"}
    assert {each.rstrip("_)") for each in formats if each.startswith("0.")} == {"0.00", "0.0?"}


def test_counts_are_numbers_where_they_are_exact_and_words_where_they_are_not():
    page = opened(exported())["Antworten"]
    found = rows(page)
    release = released_as("cells")
    heads = list(found[0])
    assert heads[2:] == ["Alle (29 Personen)", "Leitung + Verein (16 Personen)", "Team (13 Personen)"]
    shown = [row[heads[4]] for row in found if row["Frage"] == "Weg 0?"]
    cells_of = next(item for item in release.blocks[1].items if item.key == "way0").cells
    assert [value for value in shown if isinstance(value, int)] == [
        cell.lowest for cell in cells_of if cell.lowest == cell.highest
    ]
    words = {str(value) for row in found for value in row.values() if isinstance(value, str)}
    assert {"höchstens 2", "höchstens 2, und zwar 0 bis 1"} <= words
    assert [row["Antwort"] for row in found if row["Frage"] == "Weg 0?"][-1] == "ohne Angabe"


def test_a_small_group_has_its_quarters_in_words_and_as_a_range():
    found = {str(row["Field"]).strip(): row for row in rows(opened(exported("quarters", "en"))["Fields"])}
    ways = found["Ways"]
    assert (ways["Quarter of the scale"], ways["Value, from"], ways["Value, to"]) == ("third quarter from below", 2, 3)
    assert [ways["Why something is missing"], ways["Who"]] == [None, "Everybody"]
    assert found["Overall"]["Quarter of the scale"] is None
    assert found["Overall"]["Why something is missing"]


def test_the_heads_of_a_table_stay_in_view_and_on_every_page():
    for page in opened(exported()).worksheets[1:]:
        assert page.page_setup.orientation == "landscape"
        assert int(page.page_setup.paperSize or 0) == 9
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        if page.title != "Bild der Felder":
            assert (page.freeze_panes or "").endswith(str(HEAD + 1))
            assert page.print_title_rows == f"${HEAD}:${HEAD}"


@pytest.mark.parametrize(("kind", "count"), [("cells", 3), ("open", 3), ("quarters", 1), ("institutional", 0)])
def test_each_block_has_a_chart_in_grey_with_a_title_and_words_for_those_who_do_not_see_it(kind, count):
    document = parts(exported(kind))
    charts = [parsed(content) for name, content in document.items() if name.startswith("xl/charts/")]
    assert len(charts) == count
    for chart in charts:
        title = "".join(text for node in chart.iter(f"{_CHART}title") for text in node.itertext())
        assert title.startswith("Vom niedrigsten bis zum höchsten Wert")
        colours = {str(node.get("val")) for node in chart.iter() if node.tag.endswith("srgbClr")}
        assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)
        assert len(chart.findall(f".//{_CHART}ser")) == 2
    drawn = b"".join(content for name, content in document.items() if name.startswith("xl/drawings/drawing"))
    assert len(re.findall('descr="(?:Balken|Ein Balken) für', drawn.decode())) == count


def test_the_bars_of_a_chart_reach_from_the_lowest_to_the_highest_value():
    page = opened(exported())["Bild der Felder"]
    head = [cell.value for cell in page[HEAD + 1]][:4]
    assert head == ["Themenfeld", "Wert, von", "Wert, bis", "Spanne"]
    title, low, high, span = [cell.value for cell in page[HEAD + 2]][:4]
    assert title == "Wege"
    assert span == pytest.approx(high - low)
    assert 0 <= low <= high <= 100


@pytest.mark.parametrize(("people", "first"), [(3, "Frage"), (41, "Name")])
def test_many_ratings_stand_below_each_other_and_few_side_by_side(people, first):
    release = released_as("open")
    ratings = (release.ratings or ())[:1] * people
    document = release_workbook(msgspec.structs.replace(release, ratings=ratings), plan_of_all(), ABOUT, "de")
    page = opened(document)["Einschätzungen"]
    assert page.cell(HEAD, 1).value == first
    found = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEAD)]
    texts = {str(value) for row in found for value in row}
    assert {"Person 0 (Leitung)", "Weg 0?", "Bücherei 0", "10:30", "Option 0, Option 2", "weiß nicht"} <= texts
    assert len(found) == (15 if first == "Frage" else people + 1)


def test_the_overview_names_the_municipality_and_the_round():
    found = {str(row[0].value): row[1].value for row in opened(exported())["Überblick"].iter_rows(max_col=2)}
    assert (found["Kommune"], found["Durchgang"]) == ("Musterstadt", "Wo stehen wir?")


@pytest.mark.parametrize("made_up", [True, False])
def test_every_sheet_of_what_is_made_up_says_so(made_up):
    about = replace(ABOUT, made_up=made_up)
    book = opened(release_workbook(released_as("cells"), plan_of_all(), about, "de"))
    for page in book.worksheets:
        assert ("Erfundene Daten" in str(page["A1"].value)) == made_up
        assert ("Erfundene Daten" in str(page.oddHeader.center.text)) == made_up


def test_one_person_is_not_called_several():
    texts = [str(cell.value) for kind in KINDS for cell in cells(opened(exported(kind)))]
    assert any("1 Person." in text for text in texts)
    assert any("(1 Person)" in text for text in texts)
    assert not [text for text in texts if re.search(r"\b1 Personen", text)]
    english = [str(cell.value) for cell in cells(opened(exported("open", "en")))]
    assert any("1 person." in text for text in english)
    assert not [text for text in english if re.search(r"\b1 people", text)]


def test_the_joint_answer_has_a_sheet_of_its_own():
    first, *_ = rows(opened(exported("institutional"))["Gemeinsame Antwort"])
    *heads, said = first
    assert (heads, said) == (["Frage", "Themenfeld"], "Gemeinsame Antwort")
    assert (first["Frage"], first["Themenfeld"]) == ("Weg 0?", "Wege")
    found = {row["Frage"]: row["Gemeinsame Antwort"] for row in rows(opened(exported("institutional"))[said])}
    assert "Bücherei 0" in found.values()
    assert "ohne Angabe: Beides" not in found
    assert "möchte nicht antworten: Beides" in found.values()


def test_the_one_evaluation_names_levels_and_says_why_a_score_is_missing():
    found = {row["Themenfeld"]: row for row in rows(opened(exported("institutional"))["Auswertung"])}
    assert (found["Field people"]["Stufe"], found["Field people"]["Wert"]) == ("Weit", 60)
    assert found["Field rest"]["Wert"] is None
    assert found["Field rest"]["Warum etwas fehlt"]
    assert found["Wege"]["Mit Wert"] == 0.75


def test_no_text_becomes_a_formula_a_link_or_a_number():
    book = opened(release_workbook(*evil_release(), ABOUT, "de"))
    texts = {str(cell.value) for cell in cells(book)}
    assert {cell.data_type for cell in cells(book)} <= {"s", "n", "d"}
    assert not [cell for cell in cells(book) if cell.hyperlink is not None]
    kept = [text for text in dangerous_texts() if text in texts]
    assert len(kept) > 1000


@pytest.mark.long
def test_libreoffice_opens_it_and_finds_no_formula(tmp_path: Path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("there is no LibreOffice here (apt-get install libreoffice-calc): IT OPENED NO FILE")
    (tmp_path / "evil.xlsx").write_bytes(release_workbook(*evil_release(), ABOUT, "de"))
    (tmp_path / "cells.xlsx").write_bytes(exported())
    command = [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "fods"]
    subprocess.run([*command, "--outdir", tmp_path, *tmp_path.glob("*.xlsx")], check=True, timeout=300)
    opened_there = {path.stem: path.read_text() for path in tmp_path.glob("*.fods")}
    assert set(opened_there) == {"evil", "cells"}
    assert not [name for name, text in opened_there.items() if "table:formula=" in text]
    assert "Prüfsumme dieser Veröffentlichung" in opened_there["cells"]
