"""Lists of releases as callers read them. The release itself is the core's own shape."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from selfcheck_service.api.members import Body, Cursor, Shown


class NothingToSay(Body):
    """A body without members: how a round is released was settled when it was made."""


class ReleaseEntry(Shown):
    """A release, as lists show it."""

    round: UUID
    number: int = Field(description="From 1 on.")
    release_hash: Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the bytes of the release.")]
    released_at: datetime


class ReleasePage(Shown):
    """Releases of a round, by number."""

    items: list[ReleaseEntry]
    next: Cursor
