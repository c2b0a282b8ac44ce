"""A page as a job for the printer of PDF."""

from collections.abc import Iterator
from datetime import date

from selfcheck_service.reports.pdf import PrintJob
from selfcheck_service.reports.planning.page import Chart, Page, Section

_TEMPLATE = "plain"


def print_job(page: Page, day: date) -> PrintJob:
    """Return the job that prints a page; `day` is the date of the document."""
    data = {"lead": page.subtitle, "note": None, "parts": list(_parts(page))}
    return PrintJob(template=_TEMPLATE, data=data, language=page.language, title=page.title, day=day)


def _parts(page: Page) -> Iterator[dict[str, object]]:
    if page.mark:
        yield {"kind": "note", "text": page.mark}
    for section in page.sections:
        yield from _section(section, 2)
    yield {"kind": "foot", "text": page.foot}


def _section(section: Section, level: int) -> Iterator[dict[str, object]]:
    yield {"kind": "heading", "level": level, "text": section.heading}
    for paragraph in section.paragraphs:
        yield {"kind": "text", "text": paragraph}
    if section.points:
        yield {"kind": "items", "items": section.points}
    if section.facts:
        yield {"kind": "facts", "pairs": section.facts}
    if section.chart is not None:
        yield from _chart(section.chart)
    if section.table is not None:
        table = section.table
        yield {"kind": "table", "head": table.heads, "rows": table.rows, "widths": table.widths}
    for part in section.parts:
        yield from _section(part, level + 1)


def _chart(chart: Chart) -> Iterator[dict[str, object]]:
    yield {"kind": "text", "text": chart.caption}
    for drawing in chart.drawings:
        spans = [{"name": each.name, "span": [each.first, each.last], "text": each.text} for each in drawing.spans]
        yield {"kind": "drawing", "title": drawing.title, "spans": spans}
