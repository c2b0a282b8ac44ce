"""What stands in the paths of several routes."""

from typing import Annotated
from uuid import UUID

from fastapi import Path
from pydantic import ValidatorFunctionWrapHandler, WrapValidator

from selfcheck_service.core.definition.problems import NotFound

MOST_RELEASES = 1000
# Of a measure at most a hundred are noted, and each can be withdrawn.
MOST_REVIEWS_NUMBERED = 1000


def _written_plainly(value: object, read: ValidatorFunctionWrapHandler) -> int:
    """Return a number from a path. Raises `NotFound` where it is written as nobody would name it, such as `01`."""
    number: int = read(value)
    # One thing has one address: caches, logs and the trail would hold `01`, `1.0` and `1` for three.
    if str(value) != str(number):
        raise NotFound("unknown_path")
    return number


RoundPath = Annotated[UUID, Path(description="Id of the round.")]
BallotPath = Annotated[UUID, Path(description="Id of the ballot.")]
VotePath = Annotated[UUID, Path(description="Id of the vote: a UUIDv4 that the phone has made and tells nobody.")]
ReleaseNumber = Annotated[
    int,
    WrapValidator(_written_plainly),
    Path(ge=1, le=MOST_RELEASES, description="Number of the release in its round, from 1."),
]
ReviewNumber = Annotated[
    int,
    WrapValidator(_written_plainly),
    Path(ge=1, le=MOST_REVIEWS_NUMBERED, description="Number of the review at its measure, from 1."),
]
