"""The shape of papers on the wire: those for privacy, and forms that were filled in by hand."""

from typing import Any, Literal

from pydantic import Field

from selfcheck_service.api.members import Body, Shown


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


class PaperResponse(Body):
    """A form of a round that somebody filled in by hand, typed in by somebody else."""

    form_code: str = Field(max_length=64, description="Printed on the first page; case and dashes do not matter.")
    access_code: str = Field(
        max_length=64,
        description="The personal access code that was handed out with the form. It is spent by this.",
    )
    answers: dict[str, Any] = Field(
        description="Item key, or the number printed before the question (`12`) → value, as elsewhere. What was left "
        "open on paper is absent."
    )
    perspective: str | None = Field(
        default=None, max_length=64, description="The form code says it; refused where it says another one."
    )
    language: str | None = Field(
        default=None, max_length=35, description="One of the round's languages; absent: its first one."
    )


class PaperTaken(Shown):
    """That a form was taken, and nothing of what stands on it."""

    taken: Literal[True] = True
    perspective: str | None = Field(description="Null where the questionnaire has no perspectives.")
