"""The golden cases: answers to definitions that stay as they are, and the canonical results they came to."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from selfcheck_service.catalogue import read_document
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import Plan, compile_plan
from tests.checkout import CHECKOUT

FOLDER = Path(__file__).parent
DEFINITIONS = FOLDER / "definitions"
# Versions that ship with the service stand in their own folder; the others are frozen beside the cases.
SHIPPED = CHECKOUT / "questionnaires"


def case_files() -> list[Path]:
    """Return the files of all cases, `<key>-<version>/<case>.json`."""
    return sorted(path for path in FOLDER.glob("*/*.json") if path.parent != DEFINITIONS)


def read_case(path: Path) -> dict[str, Any]:
    """Return a case: `definition_hash`, `body` (answers, profile, perspective) and `canonical_results` as text."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def plan_of(name: str) -> Plan:
    """Return the plan of the definition `<key>-<version>`."""
    frozen = DEFINITIONS / f"{name}.json"
    key, _, version = name.rpartition("-")
    return compile_plan(parse_definition(read_document(frozen if frozen.exists() else SHIPPED / key / version).data))
