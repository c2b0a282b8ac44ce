"""Charts say the same in their picture, in words and in their table; nothing in them depends on colour."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.web.charts.grid import shown_grid
from selfcheck_service.web.charts.intervals import interval_of, interval_of_field
from selfcheck_service.web.rendering import _templates
from selfcheck_service.web.said import Said
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.words import words_in
from tests.core.workshop.briefs import brief_of
from tests.web.reading import Element, read

KINDS = ("blocks", "quarters", "joint", "open")
numbers = st.integers(-50, 150)


def drawn(source: str, language: str, **values: object) -> Element:
    template = _templates().from_string(source)
    visit = Visit(None, None, language, "")
    return read(f"<main>{template.render(visit=visit, words=words_in(language), **values)}</main>")


def bars_of(kind: str, language: str) -> Element:
    bars = [interval_of_field(each, language) for each in brief_of(kind, language).profile]
    source = '{% from "charts/intervals.html" import intervals with context %}{{ intervals(bars, "a", "Alles") }}'
    return drawn(source, language, bars=bars)


@given(low=numbers, more=st.integers(0, 100), scale=st.tuples(st.integers(-20, 20), st.integers(21, 100)), cut=numbers)
def test_a_bar_stays_on_its_scale_and_holds_its_numbers(low, more, scale, cut):
    found = interval_of(Said.in_("de", "Feld"), (low, low + more), scale, cut_scores=[cut])
    assert found.begin is not None
    assert found.length is not None
    assert found.length > 0
    assert 0 <= found.begin <= found.begin + found.length <= 100.01
    share = [min(max((each - scale[0]) / (scale[1] - scale[0]), 0), 1) * 100 for each in (low, low + more)]
    assert found.begin <= share[0] + 0.01
    assert found.begin + found.length >= share[1] - 0.01
    assert all(0 <= mark <= 100 for mark in found.marks)


def test_what_is_not_published_has_no_bar():
    found = interval_of(Said.in_("de", "Feld"), (None, None), (0, 100))
    assert (found.begin, found.length, found.lowest, found.highest) == (None, None, None, None)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_bar_has_a_title_a_description_and_a_row(kind, language):
    page, fields = bars_of(kind, language), brief_of(kind, language).profile
    pictures, rows = page.all("svg"), page.one("tbody").all("tr")
    assert len(pictures) == len(rows) == len(fields) > 0
    for picture, row, field in zip(pictures, rows, fields, strict=True):
        named = picture.attributes["aria-labelledby"].split()
        assert [page.one(id=each).name for each in named] == ["title", "desc"]
        assert picture.one("title").text == row.one("th").text == field.title
        said = picture.one("desc").text
        for cell in row.all("td", class_="numeric"):
            assert re.search(rf"(?<![\d,.]){re.escape(cell.text)}(?![\d])", said), (cell.text, said)
    assert not re.search(r"fill=|style=|stroke=", " ".join(str(each.attributes) for each in page.all()))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_grid_and_its_table_have_the_same_fields(kind, language):
    brief = brief_of(kind, language)
    shown = shown_grid(brief)
    assert shown is not None
    source = '{% from "charts/grid.html" import grid with context %}{{ grid(shown, "g", "Lage") }}'
    page = drawn(source, language, shown=shown)
    dots = sorted(int(each.text) for each in page.all("text", class_="in-dot"))
    assert dots == sorted(int(each.text) for each in page.all("span", class_="dot-number"))
    assert len(dots) == len(brief.profile)
    assert {each.text for each in page.one("tbody").all("th")} == {cell.title for cell in shown.cells}
    assert [page.one(id=each).name for each in page.one("svg").attributes["aria-labelledby"].split()] == [
        "title",
        "desc",
    ]


def test_texts_of_another_language_are_marked():
    shown = shown_grid(brief_of("blocks", "de"))
    source = '{% from "charts/grid.html" import grid with context %}{{ grid(shown, "g", "Place") }}'
    page = drawn(source, "en", shown=shown)
    assert {each.attributes.get("lang") for each in page.one("tbody").all("th")} == {"de"}


def test_without_fields_there_is_no_grid():
    assert shown_grid(SimpleNamespace(profile=(), agreement=(), grid=(), language="de")) is None  # type: ignore[arg-type]  # a brief with nothing in it
