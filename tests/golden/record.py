"""Record golden cases that do not exist yet: `python -m tests.golden.record`.

It writes no case a second time: a golden file is a promise. Whoever must break one deletes it by hand and says why.
Cases come from the golden cases of the shipped questionnaires and, for the frozen definitions, from random answers.
"""

import json

import yaml

from selfcheck_service.core.scoring import canonical_results, parse_answers
from tests.golden.cases import DEFINITIONS, FOLDER, SHIPPED, plan_of
from tests.oracle.random_answers import random_answers

RANDOM_CASES = 8


def bodies(name: str) -> dict[str, dict[str, object]]:
    """Return the bodies of all cases of a definition, by case."""
    frozen = DEFINITIONS / f"{name}.json"
    if frozen.exists():
        document = json.loads(frozen.read_text(encoding="utf-8"))
        return {f"random-{seed}": _random_body(document, seed) for seed in range(RANDOM_CASES)}
    key, _, version = name.rpartition("-")
    found = {}
    for path in sorted((SHIPPED / key / version / "golden").glob("*.yaml")):
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        found[path.stem] = {member: case[member] for member in ("answers", "profile", "perspective") if member in case}
    return found


def _random_body(document: dict[str, object], seed: int) -> dict[str, object]:
    answers, profile, perspective = random_answers(document, seed)
    given = {"answers": answers, "profile": profile, "perspective": perspective}
    return {member: value for member, value in given.items() if value is not None}


def record(name: str) -> None:
    """Write the cases of a definition that are not there yet."""
    plan = plan_of(name)
    for case, given in bodies(name).items():
        path = FOLDER / name / f"{case}.json"
        if path.exists():
            continue
        # What is written must be what is read back: numbers that JSON cannot say exactly are written as text.
        body = json.loads(json.dumps(given, default=str))
        content = {
            "definition_hash": plan.definition_hash,
            "body": body,
            "canonical_results": canonical_results(parse_answers(plan, body)).decode(),
        }
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for definition in DEFINITIONS.glob("*.json"):
        record(definition.stem)
    for shipped in SHIPPED.glob("*/*/questionnaire.yaml"):
        record(f"{shipped.parents[1].name}-{shipped.parent.name}")
