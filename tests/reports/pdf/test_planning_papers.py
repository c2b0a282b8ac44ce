"""What is written after the workshop, on paper: nothing is left alone at the end of a page, and nothing runs off it."""

import io
import re

import msgspec
import pytest
from pypdf import PdfReader

from selfcheck_service.reports.pdf import make_pdf
from selfcheck_service.reports.planning.council import council_page
from selfcheck_service.reports.planning.page import Page
from selfcheck_service.reports.planning.pdf import print_job
from selfcheck_service.reports.planning.plan_page import action_plan_page
from tests.core.planning.plans import DECIDED
from tests.reports.pdf.opened import text_off_the_paper
from tests.reports.planned import a_city, a_matter, a_town, measures
from tests.reports.test_planning_pages import pdf_text, written


def pages_of(page: Page) -> list[str]:
    reader = PdfReader(io.BytesIO(make_pdf(print_job(page, DECIDED))))
    return [re.sub(r"[\s\u00ad\u200b-]+", "", each.extract_text()) for each in reader.pages]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["town", "city"])
def test_the_heading_of_a_measure_takes_its_first_facts_along(kind, language):
    page = written(action_plan_page, {"town": a_town, "city": a_city}[kind](), language)
    pages = pages_of(page)
    details = [part for each in page.sections for part in each.parts if part.facts]
    assert len(details) >= 3
    for part in details:
        if part.points:
            continue
        first = "".join(f"{name}{text}" for name, text in part.facts[:4])
        together = re.sub(r"[\s\u00ad\u200b-]+", "", part.heading + first)
        assert any(together in each for each in pages), part.heading


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_small_table_is_not_torn(language):
    page = written(council_page, a_town(), language)
    pages = pages_of(page)
    tables = [each.table for each in page.sections if each.table is not None and len(each.table.rows) <= 8]
    assert len(tables) >= 3
    for table in tables:
        cells = [re.sub(r"[\s\u00ad\u200b-]+", "", text) for row in (table.heads, *table.rows) for text in row]
        assert any(all(cell in each for cell in cells) for each in pages), table.caption


def test_a_table_of_few_rows_that_is_higher_than_a_page_goes_on_on_the_next():
    said = " ".join(f"Wort{number}" for number in range(700))
    long = tuple(msgspec.structs.replace(each, title=said) for each in measures()[:2])
    page = written(action_plan_page, a_matter(measures=long))
    content = make_pdf(print_job(page, DECIDED))
    assert text_off_the_paper(content) == []
    assert pdf_text(page).count("Wort699") >= len(long)


def test_a_day_in_a_sentence_stays_on_one_line():
    page = written(council_page, a_city())
    lines = [
        line.strip()
        for each in PdfReader(io.BytesIO(make_pdf(print_job(page, DECIDED)))).pages[:3]
        for line in each.extract_text().splitlines()
    ]
    assert sum("wird beschlossen. Frist:" in line for line in lines) > 20
    assert not [line for line in lines if re.fullmatch(r"\d{4}\.", line)]
