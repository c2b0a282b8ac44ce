"""Releases: what is published of a round, so that it helps whoever prepares the workshop and exposes nobody."""

from selfcheck_service.core.releases.aggregate import (
    Aggregation,
    NamedAnswers,
    Sealing,
    aggregate,
    aggregate_confidential,
)
from selfcheck_service.core.releases.document import Release, canonical_release, read_release, release_hash
from selfcheck_service.core.releases.policy import POLICY
from selfcheck_service.core.releases.release_texts import release_text

__all__ = [
    "POLICY",
    "Aggregation",
    "NamedAnswers",
    "Release",
    "Sealing",
    "aggregate",
    "aggregate_confidential",
    "canonical_release",
    "read_release",
    "release_hash",
    "release_text",
]
