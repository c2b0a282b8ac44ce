"""The shape of papers on the wire."""

from typing import Literal

from pydantic import Field

from selfcheck_service.api.members import Shown


class PaperSection(Shown):
    """A part of a paper: its heading, then paragraphs, then a list. All of it is plain text."""

    heading: str
    paragraphs: list[str]
    points: list[str]


class PaperShown(Shown):
    """A draft of a paper in one language."""

    name: str
    language: Literal["de", "en"]
    title: str
    sections: list[PaperSection]
    to_complete: list[str] = Field(
        description="What the service cannot know, in the order in which it stands in square brackets in the text."
    )
