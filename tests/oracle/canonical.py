"""The canonical results and their bytes: section 10 of the rules."""

import json
from fractions import Fraction
from typing import Any

from tests.oracle.case import OVERALL, Case, Data
from tests.oracle.levels import levels_of_items

NUMBERS = ("coverage", "raw_score", "score", "score_max", "score_min")


def canonical_results(case: Case, suggestions: list[Data]) -> Data:
    """Return the canonical results, but for the hash of the definition."""
    fields = {key: canonical_field(result, case.levels[key]["level"]) for key, result in scored_results(case).items()}
    overall = fields.pop(OVERALL, None)
    classified = levels_of_items(case)
    items = {key: {**each, "points": number_text(each["points"])} for key, each in classified.items()}
    return {
        **({"items": items} if items else {}),
        "fields": fields,
        "flags": dict(case.flags),
        "hidden": [key for key in case.items if case.states[key] == "hidden"],
        "overall": overall,
        "rules": case.document["rules"],
        "suggestions": [suggestion["key"] for suggestion in suggestions],
    }


def scored_results(case: Case) -> dict[str, Data]:
    """Return the results in document order; a field without anything to score has none."""
    return {key: case.results[key] for key in case.fields if case.results[key]["scale"] is not None}


def canonical_field(result: Data, level: str | None) -> Data:
    """Return one field: numbers as reduced fractions in text, absent values null."""
    numbers = {name: number_text(result[name]) for name in NUMBERS}
    return {**numbers, "level": level, "status": result["status"]}


def number_text(number: Fraction | None) -> str | None:
    """Return "5" or "-1/3"."""
    return None if number is None else str(number)


def canonical_bytes(results: Data, definition_hash: str) -> bytes:
    """Return the bytes of canonical results: keys sorted, no white space, UTF-8."""
    return to_bytes({**results, "definition_hash": definition_hash})


def to_bytes(data: Any) -> bytes:
    """Return the canonical JSON of plain data."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
