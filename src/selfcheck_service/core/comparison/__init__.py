"""Comparison of versions: what differs, the smallest honest bump, what stays comparable (docs/versions.md)."""

from selfcheck_service.core.comparison.bridges import check_bridge_to, compare_along_bridge
from selfcheck_service.core.comparison.compare import compare
from selfcheck_service.core.comparison.difference import (
    BUMPS,
    Bump,
    Comparability,
    Diff,
    Difference,
    Witness,
    declared_bump,
    is_enough,
)
from selfcheck_service.core.comparison.words import (
    BUMP_WORDS,
    CONTINUATION_WORDS,
    PROOF_WORDS,
    TREND_WORDS,
    describe_difference,
)

__all__ = [
    "BUMPS",
    "BUMP_WORDS",
    "CONTINUATION_WORDS",
    "PROOF_WORDS",
    "TREND_WORDS",
    "Bump",
    "Comparability",
    "Diff",
    "Difference",
    "Witness",
    "check_bridge_to",
    "compare",
    "compare_along_bridge",
    "declared_bump",
    "describe_difference",
    "is_enough",
]
