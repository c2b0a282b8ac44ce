"""Planning: what the room decides on a release, and whether it can go to those who have to decide."""

from selfcheck_service.core.planning.document import (
    Consensus,
    Evidence,
    FieldReadiness,
    FocusField,
    FocusFields,
    Measure,
    MeasureReadiness,
    Missing,
    Original,
    Readiness,
    Review,
    ReviewRecord,
    canonical_record,
    read_record,
    record_hash,
)
from selfcheck_service.core.planning.withdrawn import Withdrawn

__all__ = [
    "Consensus",
    "Evidence",
    "FieldReadiness",
    "FocusField",
    "FocusFields",
    "Measure",
    "MeasureReadiness",
    "Missing",
    "Original",
    "Readiness",
    "Review",
    "ReviewRecord",
    "Withdrawn",
    "canonical_record",
    "read_record",
    "record_hash",
]
