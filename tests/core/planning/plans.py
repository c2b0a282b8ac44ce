"""Records of a workshop to test with: each has everything, and what a test speaks of is said there."""

from datetime import date
from typing import Any

from selfcheck_service.core.planning import Consensus, FocusField, FocusFields, Measure, Review

ROUND = "0b0f8a54-1c0b-4a9e-8a53-7f2f6f0f6a02"
MEASURE = "5f6b9f0e-6f1f-4c57-9d2f-0d9a3a4f3c11"
RELEASE = "ab" * 32
DECIDED = date(2026, 3, 2)


def a_measure(**said: Any) -> Measure:
    """A measure with every member that is needed, which ends after half a year."""
    members: dict[str, Any] = {
        "id": MEASURE,
        "round": ROUND,
        "number": 1,
        "release_hash": RELEASE,
        "title": "Sprechstunde im Stadtteil",
        "origin": "own",
        "suggestion": None,
        "decision": "adopt",
        "reason": None,
        "decided_on": DECIDED,
        "fields": ("a",),
        "first_step": "Raum anfragen",
        "first_step_on": date(2026, 3, 12),
        "responsible": "Leitung Bürgerbüro",
        "deadline": date(2026, 9, 1),
        "indicator": "Besuche im Monat",
        "baseline": "0",
        "target": "20",
        "review_on": date(2026, 6, 2),
    }
    return Measure(**{**members, **said})


def focus_fields(*keys: str) -> FocusFields:
    return FocusFields(ROUND, RELEASE, DECIDED, tuple(FocusField(key, "Drängt", "room") for key in keys))


def a_review(**said: Any) -> Review:
    members: dict[str, Any] = {"round": ROUND, "measure": MEASURE, "number": 1, "months": 3}
    return Review(**{**members, "held_on": date(2026, 6, 2), "status": "running", **said})


def a_consensus(**said: Any) -> Consensus:
    members: dict[str, Any] = {"round": ROUND, "release_hash": RELEASE, "kind": "field", "key": "a", "number": 1}
    said = {"outcome": "value", "value": 2, "reason": "Gemeinsames Bild", "decided_on": DECIDED, **said}
    return Consensus(**{**members, **said})
