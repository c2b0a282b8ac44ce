"""The shapes on the wire that are not those of the core. Nothing below the API knows them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from selfcheck_service.core.comparison import Bump
from selfcheck_service.edge.names import KEY_PATTERN, LONGEST_KEY, VERSION_PATTERN

Key = Annotated[str, Field(pattern=KEY_PATTERN, max_length=LONGEST_KEY, description="Key of a questionnaire.")]
Version = Annotated[str, Field(pattern=VERSION_PATTERN, description="Exact version: MAJOR.MINOR.PATCH.")]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the canonical definition.")]
Check = Literal["ok", "failed"]
Texts = Annotated[dict[str, str], Field(description="A text in each language: tag → words.")]
Cursor = Annotated[str | None, Field(description="Pass it as `cursor` to get the next page; null on the last one.")]


class _Shape(BaseModel):
    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


class QuestionnaireSummary(_Shape):
    """A questionnaire, as its newest published version names it."""

    key: Key
    title: Texts
    languages: list[str]
    version: Version
    definition_hash: Hash
    published_at: datetime


class QuestionnairePage(_Shape):
    """Questionnaires of which at least one version is published, by key."""

    items: list[QuestionnaireSummary]
    next: Cursor


class VersionSummary(_Shape):
    """One version. A retired one cannot be used for new rounds; what was answered under it stays as it is."""

    version: Version
    status: Literal["published", "retired"]
    published_at: datetime
    retired_at: datetime | None
    definition_hash: Hash
    title: Texts
    languages: list[str]


class VersionPage(_Shape):
    """The versions of one questionnaire, newest first."""

    key: Key
    items: list[VersionSummary]
    next: Cursor


class Finding(_Shape):
    """A warning about a definition that can be published all the same."""

    code: str
    message: str
    pointer: str = Field(description="JSON pointer into the definition.")


class VersionDifference(_Shape):
    """One difference between a version and the one before it."""

    kind: str = Field(description="Stable; docs/versions.md explains each kind.")
    bump: Bump
    subject: str = Field(description="Key of the item, field or other part that differs.")
    message: str
    pointer: str | None = Field(description="JSON pointer into the definition.")


class VersionComparison(_Shape):
    """How a version differs from the one before it."""

    predecessor: Version
    declared: Bump = Field(description="What the version numbers say.")
    needed: Bump = Field(description="The smallest honest step.")
    differences: list[VersionDifference]


class PublicationReport(_Shape):
    """What publishing came to, or with `dry_run` would come to.

    `published`: it is a new version. `unchanged`: it was there already with the same content.
    """

    outcome: Literal["published", "unchanged"]
    dry_run: bool
    key: Key
    version: Version
    definition_hash: Hash
    published_at: datetime | None = Field(description="Null where nothing is published, because it was a `dry_run`.")
    warnings: list[Finding]
    comparison: VersionComparison | None = Field(
        default=None, description="With the highest version below it; null where there is none, or nothing is new."
    )


class Retirement(BaseModel):
    """The one change a published version knows."""

    model_config = ConfigDict(extra="forbid")

    status: Literal["retired"]


class NoAnswer(BaseModel):
    """The respondent said that there is no answer, and which kind."""

    model_config = ConfigDict(extra="forbid")

    no_answer: Literal["not_applicable", "dont_know", "declined"]
    reason: str | None = Field(default=None, max_length=2000)


class OpenPair(NoAnswer):
    """The respondent said that there is no answer to one pair of a pairwise item."""

    between: tuple[str, str] = Field(description="The two options of the pair.")


_Answer = NoAnswer | int | float | str | list[int | str] | list[tuple[str, str] | OpenPair]


AnswersBody = Annotated[
    dict[str, _Answer | list[dict[str, _Answer]]],
    Field(
        description="Item key → value: an option's value, a list of values (multiple choice), a number or a numeric "
        "text, a time of day (`22:30`), a duration (a number in its unit, or `PT7H30M`), a text, a list of pairs with "
        "the option chosen first; or that there is no answer. A repeated field has a list with one such map for each "
        "unit. An item that is absent is unanswered."
    ),
]


class EvaluationRequest(BaseModel):
    """One set of answers to one exact version."""

    model_config = ConfigDict(extra="forbid")

    questionnaire: Key
    version: Version
    answers: AnswersBody
    language: str | None = Field(
        default=None,
        max_length=35,
        description="One of the questionnaire's languages; else `Accept-Language` decides, else the first language.",
    )
    profile: dict[str, Any] | None = Field(default=None, description="Attributes of the municipality: key → value.")
    perspective: str | None = Field(default=None, description="Key of the perspective the answers come from.")


class Health(_Shape):
    """Whether the service is there, and for readiness what it depends on."""

    status: Literal["ok", "not_ready"]
    checks: dict[str, Literal["ok", "failed"]] = Field(
        description="`database`: it answers. `schema`: it is up to date."
    )


class ProblemTypeDescription(_Shape):
    """What the `type` of a problem document stands for."""

    type: str
    title: str
    status: int
