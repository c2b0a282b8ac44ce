"""One case computed twice: by the engine on its compiled plan, and by the plain evaluator."""

import json
from collections import Counter
from fractions import Fraction
from typing import Any

from selfcheck_service.core.definition import parse_definition, plain_document
from selfcheck_service.core.scoring import canonical_results, cohort_results, compile_plan, evaluate, parse_answers
from tests.oracle.canonical import NUMBERS, canonical_bytes
from tests.oracle.case import OVERALL, Data
from tests.oracle.cohort import cohort_values
from tests.oracle.containment import Bounds, scores_outside
from tests.oracle.evaluator import evaluate_case, plain_results
from tests.oracle.expansion import SEPARATOR, written_out
from tests.oracle.full import plain_number
from tests.oracle.open_names import UNKNOWN
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document


def compare_random_cases(seed: int, answer_sets: int, how: Counter[str] | None = None) -> list[str]:
    """Compare the engine with the oracle over sets of answers to one random definition; return what differs.

    `how` counts the fields whose bounds were compared exactly, and those that are only held to what bounds promise.
    """
    document = random_document(seed)
    questionnaire = parse_definition(document)
    plan = compile_plan(questionnaire)
    if seed % 2:
        # The canonical form says the same as what the author wrote.
        document = plain_document(questionnaire)
    cases = [random_answers(document, answers_seed) for answers_seed in range(answer_sets)]
    differences = []
    for answers_seed, case in enumerate(cases):
        differences += [f"{seed}/{answers_seed} {each}" for each in compare(plan, document, *case, how=how)]
    return differences + [f"{seed} {each}" for each in compare_cohort(plan, document, cases)]


def compare(
    plan: Any,
    document: Data,
    answers: Data,
    profile: Data | None,
    perspective: str | None,
    *,
    how: Counter[str] | None = None,
) -> list[str]:
    """Return what differs between the engine and the oracle, best nothing."""
    parsed = parsed_answers(plan, answers, profile, perspective)
    case, suggestions = evaluate_case(*written_out(document, answers), profile, perspective)
    expected = expected_data(plain_results(case, suggestions))
    given = canonical_results(parsed)
    found = json.loads(given)
    definition_hash = found.pop("definition_hash")
    hard = take_what_is_hard_to_say(expected, found, how if how is not None else Counter())
    differences = list_differences(found, expected["results"], "") + scores_outside(case, hard)
    if not differences and given != canonical_bytes(expected["results"], definition_hash):
        differences.append(f"bytes: {given!r}")
    evaluation = evaluate(parsed, language=document["languages"][0], explanation="none")
    return differences + list_differences(found_details(evaluation), expected["details"], "/details")


def compare_cohort(plan: Any, document: Data, cases: list[tuple[Data, Data | None, str | None]]) -> list[str]:
    """Return what differs in the numbers about everybody who answered."""
    found = cohort_results(plan, [parsed_answers(plan, *case) for case in cases])
    evaluated = [evaluate_case(*written_out(document, given), profile, view)[0] for given, profile, view in cases]
    names = ("key", "value", "people", "left_out", "reason")
    return list_differences(
        {each.key: {name: getattr(each, name) for name in names} for each in found},
        {each["key"]: each for each in cohort_values(evaluated)},
        "/cohort",
    )


def parsed_answers(plan: Any, answers: Data, profile: Data | None, perspective: str | None) -> Any:
    """Return answers as the engine takes them."""
    body: Data = {"answers": answers}
    body |= {"profile": profile} if profile is not None else {}
    body |= {"perspective": perspective} if perspective is not None else {}
    return parse_answers(plan, body)


def take_what_is_hard_to_say(expected: dict[str, Data], found: Data, how: Counter[str]) -> Bounds:
    """Take over the bounds of which the oracle does not know the exact ends, and return them where there are any."""
    results, hard = {**found["fields"], OVERALL: found["overall"]}, {}
    for key, detail in expected["details"]["fields"].items():
        result = expected["results"]["overall"] if key == OVERALL else expected["results"]["fields"][key]
        is_unknown = result["score_min"] == UNKNOWN
        how["contained" if is_unknown else "exact"] += 1
        if is_unknown:
            ends = {name: results[key][name] for name in ("score_min", "score_max")}
            result |= ends
            detail |= {name: in_numbers(end) for name, end in ends.items()}
            if ends["score_min"] is not None:
                hard[key.replace(".", SEPARATOR)] = Fraction(ends["score_min"]), Fraction(ends["score_max"])
    return hard


def expected_data(plain: Data) -> dict[str, Data]:
    """Return what the oracle found: the canonical results, and what is compared beside them."""
    details = plain.pop("details")
    for key, detail in details["fields"].items():
        result = plain["overall"] if key == OVERALL else plain["fields"][key]
        # The evaluation names what held a level down beside the level, so not where there is none left.
        detail["capped_from"] = detail["capped_from"] if result["level"] else None
        detail |= {name: in_numbers(result[name]) for name in NUMBERS}
    priorities = [(key, plain_number(priority)) for key, priority in details["priorities"]]
    return {"results": plain, "details": {"fields": details["fields"], "priorities": priorities}}


def in_numbers(text: str | None) -> int | float | None:
    """Return a canonical number as JSON has it."""
    return None if text in (None, UNKNOWN) else plain_number(Fraction(text))


def found_details(evaluation: Any) -> Data:
    """Return the same of an evaluation by the engine."""
    results = [*evaluation.fields, *([evaluation.overall] if evaluation.overall is not None else [])]
    fields = {
        result.key: {
            **{name: getattr(result, name) for name in NUMBERS},
            "reason": result.reason,
            "border": result.level.border if result.level else None,
            "capped_from": result.level.capped_from if result.level else None,
            "no_answers": {
                kind: getattr(result.no_answers, kind)
                for kind in ("not_applicable", "dont_know", "declined", "unanswered")
            },
        }
        for result in results
    }
    assert evaluation.overall is None or evaluation.overall.key == OVERALL
    priorities = [(suggestion.key, suggestion.priority) for suggestion in evaluation.suggestions]
    return {"fields": fields, "priorities": priorities}


def list_differences(found: Any, expected: Any, path: str) -> list[str]:
    """Return every place where two pieces of plain data differ."""
    if isinstance(found, dict) and isinstance(expected, dict):
        names = dict.fromkeys([*expected, *found])
        return [
            difference
            for name in names
            for difference in list_differences(
                found.get(name, "<missing>"), expected.get(name, "<missing>"), f"{path}/{name}"
            )
        ]
    if isinstance(found, float) and isinstance(expected, int):
        # A number in JSON need not have all digits.
        expected = float(expected)
    return [] if found == expected else [f"{path}: the engine says {found!r}, the oracle {expected!r}"]
