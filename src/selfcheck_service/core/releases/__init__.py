"""Releases: what is published of a round, so that it helps whoever prepares the workshop and exposes nobody."""

from selfcheck_service.core.releases.aggregate import (
    NamedAnswers,
    Sealing,
    aggregate_confidential,
    aggregate_institutional,
    aggregate_open,
)
from selfcheck_service.core.releases.document import Release, canonical_release, release_hash
from selfcheck_service.core.releases.policy import POLICY
from selfcheck_service.core.releases.release_texts import release_text

__all__ = [
    "POLICY",
    "NamedAnswers",
    "Release",
    "Sealing",
    "aggregate_confidential",
    "aggregate_institutional",
    "aggregate_open",
    "canonical_release",
    "release_hash",
    "release_text",
]
