"""The re-check on a page: measures beside what moved, without a cause."""

import pytest

from selfcheck_service.core.recheck import recheck_text, spoken_recheck
from selfcheck_service.reports.planning.recheck_page import recheck_page
from selfcheck_service.web.rendering import _templates
from tests.api.test_comparisons import two_rounds
from tests.core.recheck.rechecks import BEFORE
from tests.core.recheck.test_published import reread
from tests.reports.test_recheck_page import ABOUT
from tests.web.manage_results.filling import send
from tests.web.reading import read, word

FIELD_DRAWN = "Field open (scale 0 to 100)"


async def test_measures_stand_beside_what_moved(facilitator, database):
    earlier, later = await two_rounds(database)
    path = f"/manage/rounds/{earlier.id}"
    form = f"{path}/measures/new"
    made = await send(facilitator, form, form, title="Wegweiser", items="leadership", status="decided")
    assert made.status_code == 303, made.text
    asked = read((await facilitator.get(f"{path}/recheck")).text)
    assert [each.attributes["value"] for each in asked.one("select").all("option")] == [str(later.id)]
    # There is only one to choose, so nobody has to.
    assert asked.all("table")
    response = await facilitator.get(f"{path}/recheck?later_round={later.id}")
    assert response.status_code == 200
    page = read(response.text)
    assert "Wegweiser" in page.text
    assert "Measures aimed at this, and the value is higher or lower now" in page.text


@pytest.mark.parametrize("language", ["de", "en"])
async def test_the_page_says_what_its_file_says_in_the_same_tables(facilitator, database, language):
    path, later = await _rechecked(facilitator, database)
    asked = {"later_round": later, "language": language}
    page = read((await facilitator.get(f"{path}/recheck", params=asked)).text)
    written = await facilitator.get(f"{path}/recheck.html", params=asked)
    assert "attachment" in written.headers["content-disposition"]
    file = read(written.text).one("main")
    assert [_rows(each) for each in page.all("table")] == [_rows(each) for each in file.all("table")]
    for each in (*file.all("h2"), *file.all("p"), *file.all("li"), *file.all("dd")):
        assert each.text in page.text


async def test_lists_that_have_nothing_are_left_out(facilitator, database):
    path, later = await _rechecked(facilitator, database)
    page = read((await facilitator.get(f"{path}/recheck?later_round={later}")).text)
    said = [each.text for each in page.all("h3")]
    assert recheck_text("list.moved", "en") in said
    assert recheck_text("list.still", "en") not in said


def test_what_a_release_says_stands_beside_what_is_compared():
    """Where values were worked out anew, both are there, and a sentence says which is which."""
    laid_out = recheck_page(spoken_recheck(reread(), BEFORE.questionnaire, "en"), ABOUT)
    template = _templates().from_string(
        '{% from "manage_results/written.html" import section %}{% for each in parts %}{{ section(each) }}{% endfor %}'
    )
    page = read(template.render(parts=laid_out.sections))
    assert "Some values are given twice." in page.text
    shown = [row for table in page.all("table") for row in _rows(table) if row[0] == "Field open"]
    (row,) = [row for row in shown if any("published: " in cell for cell in row)]
    assert all("published: " in cell for cell in row[2:4])
    titles = [each for each in page.one("figure").all("p", class_="drawn-title") if each.text.startswith("Field open")]
    (drawing,) = [each.parent for each in titles]
    assert [span.text in cell for span, cell in zip(_values(drawing), row[2:4], strict=True)] == [True, True]


def _values(drawing):
    """What stands beside each bar."""
    return [each.all("span")[-1] for each in drawing.all("p", class_="drawn-value")]


async def _rechecked(facilitator, database):
    """Two rounds, and a measure of the first; returns the path of the first and the id of the other."""
    earlier, later = await two_rounds(database)
    path = f"/manage/rounds/{earlier.id}"
    form = f"{path}/measures/new"
    made = await send(facilitator, form, form, title="Wegweiser", items="leadership", status="decided")
    assert made.status_code == 303, made.text
    return path, str(later.id)


def _rows(table):
    return [[cell.text for cell in row.children] for row in table.all("tr")]


async def test_a_round_that_cannot_be_beside_it_is_refused_in_words(facilitator, database):
    earlier, later = await two_rounds(database)
    path = f"/manage/rounds/{later.id}/recheck"
    assert word("recheck.no_later", "en") in (await facilitator.get(path)).text
    refused = await facilitator.get(f"{path}?later_round={earlier.id}")
    assert refused.status_code == 422
    assert read(refused.text).one("div", role="alert").text
    assert (await facilitator.get(f"/manage/rounds/{later.id}/recheck.exe?later_round={earlier.id}")).status_code == 404
