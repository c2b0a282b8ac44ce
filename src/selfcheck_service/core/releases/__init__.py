"""Releases: what is published of a round, so that it helps whoever prepares the workshop and exposes nobody."""

from selfcheck_service.core.releases.aggregate import (
    Gathering,
    NamedAnswers,
    Sealing,
    aggregate,
    aggregate_confidential,
)
from selfcheck_service.core.releases.document import Release, canonical_release, read_release, release_hash, size_of
from selfcheck_service.core.releases.policy import POLICY, fewest_responses
from selfcheck_service.core.releases.release_texts import cell_text, release_text

__all__ = [
    "POLICY",
    "Gathering",
    "NamedAnswers",
    "Release",
    "Sealing",
    "aggregate",
    "aggregate_confidential",
    "canonical_release",
    "cell_text",
    "fewest_responses",
    "read_release",
    "release_hash",
    "release_text",
    "size_of",
]
