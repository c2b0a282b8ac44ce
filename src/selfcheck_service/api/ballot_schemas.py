"""The shapes of ballots, votes and the matrix on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from selfcheck_service.api.members import Body, Cursor, Name, Patch, Shown
from selfcheck_service.core.ballots.asking import MOST_OPTIONS, MOST_PEOPLE, BallotKind, CodeKind
from selfcheck_service.core.ballots.matrix import LARGEST, SMALLEST, CardKind, Quadrant

_OptionKey = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.-]+$")]
_Dots = Annotated[dict[str, int], Field(max_length=MOST_OPTIONS, description="Option → dots.")]
_People = Annotated[
    int,
    Field(
        ge=1,
        le=MOST_PEOPLE,
        description="How many people are in the room: no more ballots are counted, on phones and on paper.",
    ),
]
_Place = Annotated[int, Field(ge=SMALLEST, le=LARGEST)]


class NewOption(Body):
    """Something to put dots on: the key of a field or a suggestion, or an idea of the room's own with its title."""

    key: _OptionKey | None = Field(
        default=None, description="Of a field or a suggestion; for an own idea any other, such as the id of a measure."
    )
    title: Name | None = Field(default=None, description="For ideas of the room's own only; the others have theirs.")


class NewBallot(Body):
    """A ballot that is to be opened."""

    kind: BallotKind = Field(description="Whether keys are of fields or of suggestions, or all options are own ideas.")
    title: Name = Field(description="What is asked.", examples=["Woran arbeiten wir heute?"])
    options: list[NewOption] = Field(
        default=[],
        max_length=MOST_OPTIONS,
        description="2 to 60, in the order in which they are shown. For fields they may be left out: all fields then, "
        "where there are no more than 60.",
    )
    dots: int | None = Field(
        default=None, description="Dots for each person; half as many as options unless said otherwise, rounded up."
    )
    cumulating: bool = Field(default=False, description="Whether somebody may put several dots on one option.")
    code_kind: CodeKind = Field(
        default="shared",
        description="`shared`: one code for the room, shown on the projector. `slips`: a code for each person, each "
        "good for one vote.",
    )
    people: _People = Field(examples=[24])


class PaperCount(Body):
    """What was counted on paper."""

    ballots: int = Field(ge=0, le=MOST_PEOPLE, description="How many paper ballots were handed in.")
    dots: _Dots = Field(default={})


class BallotChange(Patch):
    """What of a ballot is to change (JSON merge patch): members that are absent stay as they are."""

    title: Name = Field(default="")
    people: _People = Field(default=1)
    state: Literal["open", "closed"] = Field(
        default="closed", description="`closed` counts the votes and ends the ballot for good."
    )
    paper: PaperCount = Field(
        default=PaperCount(ballots=0), description="Replaces what was entered before; also after the closing."
    )


class VoteBody(Body):
    """One vote. Fewer dots than there are may be put; none is an abstention."""

    dots: _Dots = Field(examples=[{"participation": 1, "language": 1}])


class VoteKept(Shown):
    """A vote was stored."""

    outcome: Literal["created", "repeated", "corrected"]


class BallotOptionShown(Shown):
    """Something to put dots on."""

    key: str
    title: str


class OptionCount(Shown):
    """What an option has got: on phones, on paper, and together. Equals share a place."""

    key: str
    title: str
    phones: int | None = Field(description="Null for voters, and where fewer than 5 ballots came on either way.")
    paper: int | None = Field(description="Null where `phones` is.")
    dots: int
    place: int


class TieShown(Shown):
    """Options with equally many dots."""

    keys: list[str]
    dots: int
    text: str


class BallotResultShown(Shown):
    """What came of a ballot: options by dots, equals in the order of the ballot, which says nothing about them."""

    phone_ballots: int
    paper_ballots: int
    text: str = Field(description="The result in a sentence.")
    participation: str = Field(description="How many of those in the room have voted, in a sentence.")
    words: list[str] = Field(description="All of it in sentences, as minutes tell it.")
    unused: str | None = Field(description="How many dots were left over; null where none was.")
    options: list[OptionCount]
    ties: list[TieShown]


class SheetLinks(Shown):
    """Where it goes on for whoever has a code: paths, as the service is reached from outside."""

    sheet: str = Field(description="GET it with the header `Selfcheck-Ballot-Code`.")
    votes: str = Field(description="PUT a vote to it, behind it a slash and the UUIDv4 that the phone has made.")


class BallotLinks(SheetLinks):
    """Where it goes on for facilitators."""

    new_slips: str | None = Field(
        description="POST makes new codes and prints them; null where the room shares a code."
    )
    paper: str = Field(description="GET prints the ballot to tick, with a sheet to count.")
    page: str = Field(
        description="The page where people vote; with `#` and a code behind it nobody has to type the code. Without "
        "`SELFCHECK_PUBLIC_URL` only its path."
    )


class BallotSheet(Shown):
    """A ballot as the room sees it."""

    id: UUID
    round: UUID
    kind: BallotKind
    title: str
    state: Literal["open", "closed"]
    options: list[BallotOptionShown]
    dots: int = Field(description="How many dots each person has.")
    most_on_one: int = Field(description="How many of them may lie on one option.")
    voted: int = Field(description="How many have voted on phones so far.")
    result: BallotResultShown | None = Field(description="Null until the ballot is closed.")
    closes_at: datetime = Field(description="When it closes by itself, where nobody closes it before.")
    language: str
    links: SheetLinks


class CountedOnPaper(Shown):
    """What was entered from paper so far."""

    ballots: int
    dots: dict[str, int]


class Ballot(BallotSheet):
    """A ballot as facilitators see it. Before it is closed they see no more of the votes than the room does."""

    release_hash: str = Field(description="The release it was opened on.")
    code_kind: CodeKind
    people: int
    cumulating: bool
    paper: CountedOnPaper
    created_at: datetime
    closed_at: datetime | None
    links: BallotLinks
    revision: str = Field(description="Send it as `If-Match`, in quotation marks, to change this and nothing newer.")


class OpenedBallot(Ballot):
    """A ballot that was just opened, with its code or codes: they are shown this once and kept nowhere."""

    code: str | None = Field(
        description="`XXX-XXX`, for the projector. Null for slips, and in the answer to a repeated request: where "
        "the first answer was lost, delete the ballot and open another."
    )
    slips: list[str] | None = Field(
        description="`XXXX-XXXX` for each person. Null where the room shares a code, and in the answer to a repeated "
        "request (`Idempotency-Key`): where the first answer was lost, print new ones (`links.new_slips`)."
    )


class BallotPage(Shown):
    """Part of the ballots of a round."""

    items: list[Ballot]
    next: Cursor


class PositionBody(Body):
    """Where the room puts a card: impact and effort, 1 (little) to 9 (much)."""

    impact: _Place
    effort: _Place


class PositionShown(Shown):
    """A place in the matrix: impact and effort, 1 (little) to 9 (much)."""

    impact: int
    effort: int


class MatrixCardShown(Shown):
    """A card in the matrix. Where the room has moved it, `moved` counts; `proposed` stays beside it."""

    key: str
    kind: CardKind
    title: str
    fields: list[str]
    proposed: PositionShown | None = Field(description="Null for what nobody has proposed a place for.")
    moved: PositionShown | None
    quadrant: Quadrant | None = Field(description="Null for a card that lies nowhere yet.")
    text: str | None = Field(description="The quadrant in words.")
    revision: str = Field(description="Send it as `If-Match`, in quotation marks, to move the card from there.")


class MissingShown(Shown):
    """What a field has no card for."""

    field: str
    what: Literal["quick_win", "structural"]
    text: str


class MatrixShown(Shown):
    """The matrix of a round: cards of the brief, all that were moved, own measures, and what is missing for fields."""

    release_hash: str
    language: str
    cards: list[MatrixCardShown]
    missing: list[MissingShown]
