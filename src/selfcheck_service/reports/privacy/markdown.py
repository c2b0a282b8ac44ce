"""A paper as Markdown. What anybody wrote stays text, whatever characters stand in it."""

from collections.abc import Iterator

from selfcheck_service.reports.privacy.paper import Paper
from selfcheck_service.reports.questionnaire.markdown import bullets, escaped, heading, page_of


def as_markdown(paper: Paper) -> str:
    """Return the paper as a page of Markdown (CommonMark)."""
    return page_of(_blocks(paper))


def _blocks(paper: Paper) -> Iterator[str]:
    yield heading(1, escaped(paper.title))
    for section in paper.sections:
        yield heading(2, escaped(section.heading))
        yield from map(escaped, section.paragraphs)
        yield bullets(map(escaped, section.points))
