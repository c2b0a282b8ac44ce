"""The shapes of rounds and invitations on the wire."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from selfcheck_service.api.members import Body, Cursor, Id, Moment, Name, Patch, Shown
from selfcheck_service.api.schemas import Key, Texts, Version
from selfcheck_service.core.rounds.reminders import ReminderKind
from selfcheck_service.core.rounds.states import RoundState
from selfcheck_service.core.rounds.terms import Mode

Text = Annotated[str, Field(max_length=64)]
OPENS_AT = "From then on people may answer; with its offset from UTC, such as 2026-03-01T08:00:00+01:00."
CLOSES_AT = "From then on nobody may answer; with its offset from UTC, such as 2026-03-21T18:00:00+01:00."
MUNICIPALITY = "5f6b9f0e-6f1f-4c57-9d2f-0d9a3a4f3c11"
PROGRAMME = "0b0f8a54-1c0b-4a9e-8a53-7f2f6f0f6a02"

# Stands in a patch that does not speak of a time, and is never read. Null would take away what a round must have.
_ABSENT = datetime(1970, 1, 1, tzinfo=UTC)

_Perspectives = Annotated[
    list[Text],
    Field(max_length=100, description="Keys of the questionnaire's perspectives; at least one, if it has any."),
]
_Languages = Annotated[
    list[Text], Field(min_length=1, max_length=50, description="Which of the questionnaire's languages are offered.")
]
_Profile = Annotated[
    dict[str, Any], Field(description="What the municipality is: attribute of the questionnaire → value.")
]
_GroupSize = Annotated[
    int,
    Field(description="Smallest group that is shown, 5–15; 5 unless said otherwise. Only in `confidential` rounds."),
]
_Retention = Annotated[
    int, Field(description="For how many days after the closing answers are kept, 7–730; 90 unless said otherwise.")
]
_FreeTexts = Annotated[
    bool, Field(description="Whether free texts are asked for. In a confidential round nobody else reads them.")
]


class NewRound(Body):
    """A round that is to be made."""

    municipality: Id = Field(description="Id of the municipality.", examples=[MUNICIPALITY])
    programme: Id | None = Field(default=None, description="Id of a programme to which the municipality belongs.")
    title: Name = Field(examples=["Selbstcheck im Frühjahr"])
    questionnaire: Key = Field(examples=["beispiel"])
    version: Version = Field(examples=["1.0.0"])
    mode: Mode = Field(default="confidential", description="What others get to see of what somebody answered.")
    perspectives: _Perspectives = Field(default=[])
    minimum_group_size: _GroupSize | None = None
    retention_days: _Retention | None = None
    free_texts: _FreeTexts = False
    profile: _Profile | None = None
    languages: _Languages | None = None
    opens_at: Moment = Field(description=OPENS_AT, examples=["2026-03-01T08:00:00+01:00"])
    closes_at: Moment = Field(description=CLOSES_AT, examples=["2026-03-21T18:00:00+01:00"])


def _only_closed(value: object) -> object:
    if value in ("planned", "open"):
        raise PydanticCustomError("state_follows_times", "not set", {"found": str(value)})
    return value


class RoundChange(Patch):
    """What of a round is to change (JSON merge patch): members that are absent stay as they are.

    `null` takes a programme away and brings back what has a default.
    """

    programme: Id | None = None
    title: Name = Field(default="")
    version: Version = Field(default="", description="A newer PATCH or MINOR version; before the first response.")
    mode: Mode = Field(default="confidential")
    perspectives: _Perspectives = Field(default=[])
    minimum_group_size: _GroupSize | None = None
    retention_days: _Retention | None = None
    free_texts: _FreeTexts = False
    profile: _Profile | None = None
    languages: _Languages | None = None
    opens_at: Moment = Field(default=_ABSENT, description="Until the round has opened.")
    closes_at: Moment = Field(default=_ABSENT, description="Also after the closing, which opens the round again.")
    state: Annotated[Literal["closed"], BeforeValidator(_only_closed)] = Field(
        default="closed", description="Closes the round now. To open it again, move `closes_at`."
    )


class AdviceShown(Shown):
    """Something that is good to know about a round, though nothing is wrong."""

    key: str = Field(description="Stable; docs/rounds.md explains each.")
    message: str


class RoundLinks(Shown):
    """Where a round goes on. Paths without the host."""

    welcome: str = Field(description="What respondents are told before they answer.")
    invitations: str
    participation: str
    releases: str = Field(description="What is published of it, once it is sealed.")
    texts: str = Field(description="What to write to people: invitation and reminders.")
    papers: dict[str, str] = Field(description="Drafts for privacy, by their names; with `.md` behind it as Markdown.")


class RoundSummary(Shown):
    """A round, as lists show it."""

    id: UUID
    municipality: UUID
    programme: UUID | None
    title: str
    questionnaire: Key
    version: Version
    mode: Mode
    perspectives: list[str]
    minimum_group_size: int | None = Field(description="Null in rounds that show what each one said.")
    retention_days: int
    free_texts: bool
    profile: dict[str, Any]
    languages: list[str]
    opens_at: datetime
    closes_at: datetime
    created_at: datetime
    state: RoundState = Field(description="Derived from the times: before, in, or after the time for answers.")
    terms_hash: str = Field(description="SHA-256 of the terms, on which people answer.")
    frozen: bool = Field(description="True once there is a response: the terms cannot change any more.")
    sealed_at: datetime | None = Field(
        description="From then on nobody enters or corrects and the closing stays: the release is there or, where its "
        "making was broken off, comes with the next try."
    )
    erase_on: date | None = Field(description="Of a guest round: the day on which it is erased with everything in it.")


class Round(RoundSummary):
    """A round."""

    advice: list[AdviceShown]
    links: RoundLinks


class RoundPage(Shown):
    """Rounds, newest first."""

    items: list[RoundSummary]
    next: Cursor


MOST_CODES_AT_ONCE = 1000
MOST_GUESTS = 100

_Perspective = Annotated[
    str | None, Field(description="Perspective of those who are invited; null where the questionnaire has none.")
]


class NewInvitation(Body):
    """Codes that are to be issued."""

    perspective: Text | None = Field(
        default=None, description="Key of the perspective; may be absent where the round has no more than one."
    )
    kind: Literal["personal", "open"] = Field(
        default="personal",
        description="`personal`: `count` codes, each for one response. `open`: one code, good for `count` responses.",
    )
    count: int = Field(ge=1, le=MOST_CODES_AT_ONCE, description="For how many responses.", examples=[20])


class InvitationRevocation(Body):
    """What is to become of an invitation that is revoked."""

    reissue: bool = Field(default=False, description="Whether as many codes as are taken back are issued anew.")


class CodeRevocation(Body):
    """One code that is to be good for nothing any more."""

    code: str = Field(max_length=64, description="As people write it: case and dashes do not matter.")


class Invitation(Shown):
    """A batch of codes for one perspective. How many of them were used is told for the perspective only."""

    id: UUID
    perspective: _Perspective
    kind: Literal["personal", "open"]
    issued: int = Field(description="For how many responses it was good.")
    revoked: int = Field(description="How many of them were taken back before they were used.")
    created_at: datetime


class NewCodes(Invitation):
    """An invitation that was just issued, with its codes: they are shown this once and kept nowhere."""

    codes: list[str] | None = Field(
        description="`XXXX-XXXX-XXXX`. Null in the answer to a repeated request (`Idempotency-Key`): where the first "
        "answer was lost, revoke the invitation and issue another."
    )
    links: list[str] | None = Field(
        description="For each code the link to the round with it. The code stands behind `#`, which no browser sends "
        "to a server."
    )


class RevokedInvitation(Shown):
    """An invitation that was revoked, and the one that was issued in its place, or null."""

    revoked: Invitation
    reissued: NewCodes | None


class RevokedCode(Shown):
    """A code was revoked. Whether it had been used is not told: that would tell who has answered."""

    revoked: Literal[True] = True


class InvitationPage(Shown):
    """Invitations, newest first."""

    items: list[Invitation]
    next: Cursor


class PerspectiveParticipation(Shown):
    """How many codes there are for one perspective: issued is the sum of the others."""

    perspective: _Perspective
    issued: int
    revoked: int
    redeemed: int = Field(description="Used for a first draft or for submitting.")
    left: int


class RoundParticipation(Shown):
    """How many take part: counts, and never who."""

    perspectives: list[PerspectiveParticipation]
    submitted: int = Field(
        description="How many responses of the round are submitted and not erased; once there is a release, how many "
        "are in it."
    )


class NewGuestRound(Body):
    """A round to try things out, without an account."""

    questionnaire: Key = Field(examples=["beispiel"])
    version: Version | None = Field(default=None, description="Absent: the newest that is published.")
    title: Name | None = Field(default=None, description="Absent: one that says that this is a try-out.")
    mode: Mode = "confidential"
    perspective: Text | None = Field(
        default=None, description="Perspective of those who are invited; absent: the first of the questionnaire."
    )
    count: int | None = Field(
        default=None,
        ge=1,
        le=MOST_GUESTS,
        description="For how many responses the code is good; 20, or 1 joint answer.",
    )


class GuestRound(Shown):
    """A guest round with all that is needed to run it; code and key are shown this once and kept nowhere."""

    round: Round
    invitation: NewCodes
    facilitator_key: str = Field(description="API key that reaches this round and nothing else.")
    expires_at: datetime = Field(description="The key ends and the round is erased, with everything in it.")


class StatementShown(Shown):
    """One thing that respondents are told before they answer, made from the terms of the round."""

    key: str = Field(description="Stable.")
    text: Texts


class Letter(Shown):
    """A letter to those who are invited. `{link}` and `{code}` in it are for a mail merge."""

    key: ReminderKind
    subject: Texts
    body: Texts


class RoundTexts(Shown):
    """What respondents read in a round, and what to write to them, in `de`, `de-simple` and `en`."""

    welcome: list[StatementShown]
    letters: list[Letter]
