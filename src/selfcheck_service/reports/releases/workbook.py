"""A release as a workbook for spreadsheets: typed cells, charts that the program draws, and no formula."""

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from selfcheck_service.core.releases import Release
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.reports.releases.answer_sheets import add_evaluation, add_ratings, add_suggestions
from selfcheck_service.reports.releases.charts import add_charts
from selfcheck_service.reports.releases.figure_sheets import add_counts, add_fields, add_gaps, add_items
from selfcheck_service.reports.releases.overview import add_overview
from selfcheck_service.reports.releases.sheet import Book
from selfcheck_service.reports.releases.speaker import About, speaker_of

# No text becomes a formula, a link or a number; everything stays in memory.
WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}


def release_workbook(release: Release, plan: Plan, about: About, language: str) -> bytes:
    """Return the release as an XLSX file; `plan` is that of the version which the release names.

    The same release makes the same bytes: the file says that it was made on the day on which the round closed.
    """
    speaker = speaker_of(release, plan, about, language)
    file = BytesIO()
    workbook = Workbook(file, WORKBOOK_OPTIONS)
    closed = datetime(speaker.closed_on.year, speaker.closed_on.month, speaker.closed_on.day, tzinfo=UTC)
    workbook.set_properties(
        {"title": speaker.title, "subject": speaker.round_title, "created": closed.replace(tzinfo=None)}
    )
    made_up = speaker.word("made_up") if about.made_up else ""
    book = Book(workbook, speaker.word("format.day"), mark=made_up)
    for add in (
        add_overview,
        add_fields,
        add_charts,
        add_items,
        add_counts,
        add_gaps,
        add_ratings,
        add_evaluation,
        add_suggestions,
    ):
        add(book, speaker)
    workbook.close()
    return file.getvalue()
