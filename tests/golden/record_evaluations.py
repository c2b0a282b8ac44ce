"""Record whole evaluations of frozen definitions; an existing file is replaced only with --overwrite. See README.md.

usage: PYTHONPATH=src .venv/bin/python -m tests.golden.record_evaluations [--overwrite]
"""

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from selfcheck_service.core.scoring import Plan, encode_evaluation, evaluate, parse_answers
from tests.golden.cases import FOLDER, plan_of

EVALUATIONS = FOLDER / "evaluations"
LANGUAGES = ("de", "en")


def bodies_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the bodies of all cases of a definition, by case."""
    bodies: dict[str, dict[str, Any]] = json.loads((folder / "bodies.json").read_bytes(), parse_float=Decimal)
    return bodies


def computed(plan: Plan, body: dict[str, Any]) -> bytes:
    """Return the content of a golden file: one member for each language, its bytes as they are sent."""
    answers = parse_answers(plan, body)
    members = [
        f'"{language}":'.encode() + encode_evaluation(evaluate(answers, language=language, explanation="full"))
        for language in LANGUAGES
    ]
    return b"{\n" + b",\n".join(members) + b"\n}\n"


def record(folder: Path, *, overwrite: bool) -> list[str]:
    """Write what is not there yet; return what was left alone because it says something else."""
    plan, differing = plan_of(folder.name), []
    for case, body in bodies_of(folder).items():
        path, content = folder / f"{case}.json", computed(plan, body)
        if path.exists() and path.read_bytes() != content and not overwrite:
            differing.append(f"{folder.name}/{case}.json")
        else:
            path.write_bytes(content)
    return differing


def main() -> int:
    parser = argparse.ArgumentParser(description="Record whole evaluations of frozen definitions.")
    parser.add_argument("--overwrite", action="store_true", help="replace what was recorded, after reading README.md")
    overwrite = parser.parse_args().overwrite
    differing = [path for folder in sorted(EVALUATIONS.iterdir()) for path in record(folder, overwrite=overwrite)]
    for path in differing:
        sys.stderr.write(f"{path} differs and was left as it is\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
