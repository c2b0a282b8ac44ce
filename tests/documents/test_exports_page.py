"""docs/exports.md names every column and every figure of the table, and none that is not there."""

import re
from dataclasses import replace

from selfcheck_service.reports.releases.comma_separated import formula_safe
from selfcheck_service.reports.releases.rows import COLUMNS, release_rows
from selfcheck_service.reports.releases.speaker import speaker_of
from selfcheck_service.reports.releases.words import WORDS
from tests.checkout import CHECKOUT
from tests.reports.exported import ABOUT, KINDS, plan_of_all, released_as

PAGE = (CHECKOUT / "docs" / "exports.md").read_text()


def named_in(head: str, column: int) -> list[str]:
    """What stands in code type in a column of the table with this head."""
    table = PAGE.split(f"| {head} |")[1].split("\n\n")[0]
    cells = [line.split(" | ")[column] for line in table.splitlines() if line.startswith("| ")]
    return [name for cell in cells for name in re.findall(r"`([a-z_]+)`", re.sub(r"\([^)]*\)", "", cell))]


def test_the_page_names_the_columns_in_their_order():
    documented = named_in("column | holds", 0)
    assert documented == list(COLUMNS) or sorted(documented) == sorted(COLUMNS)


def test_the_page_names_the_parts_and_figures_that_there_are():
    made_up = replace(ABOUT, made_up=True)
    rows = [row for kind in KINDS for row in release_rows(speaker_of(released_as(kind), plan_of_all(), made_up, "en"))]
    parts = set(named_in("part | figures", 0))
    figures = set(named_in("part | figures", 1))
    assert {row.part for row in rows} == parts
    assert {row.figure for row in rows} <= figures
    assert {name.removeprefix("figure.") for name in WORDS if name.startswith("figure.")} <= figures


def test_the_page_names_the_sheets_there_are():
    sheets = {english for name, (_, english) in WORDS.items() if name.startswith("sheet.")}
    for sheet in sheets:
        assert re.search(rf"^\| (?:\w+, )?{sheet}[ ,|]", PAGE, re.MULTILINE), sheet


def test_the_page_shows_where_an_apostrophe_really_stands():
    ((text, safe),) = re.findall(r"So “([^”]+)” reads “([^”]+)”", PAGE.replace("\n", " "))
    assert text != safe
    assert formula_safe(text) == safe
