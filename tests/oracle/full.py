"""The whole evaluation with its texts, as plain JSON data: what the product's answer is compared with for speed.

`json.dumps(evaluate_fully(...))` says as much as `POST /v1/evaluations` with `explanation: none`.
"""

import hashlib
import sys
from fractions import Fraction
from typing import Any

from tests.oracle.canonical import canonical_bytes, canonical_results, scored_results, to_bytes
from tests.oracle.case import OVERALL, Case, Data, by_key
from tests.oracle.conditions import truth
from tests.oracle.evaluator import evaluate_case
from tests.oracle.levels import chosen_level_set
from tests.oracle.scores import coverage_of

TEXTS = (
    *("title", "text", "first_step", "who", "lead_question", "indicator"),
    *("measurement", "obstacle", "way_round", "unsuitable_when"),
)
LARGEST_FLOAT = sys.float_info.max
AS_THEY_ARE = ("key", "type", "effort", "horizon", "impact")


def evaluate_fully(
    document: Data,
    answers: Data,
    profile: Data | None,
    perspective: str | None,
    *,
    language: str,
    definition_hash: str = "",
) -> Data:
    """Return what one set of answers means, in one language, numbers as integers or floats."""
    case, suggestions = evaluate_case(document, answers, profile, perspective)
    fields = [field_in_words(case, key, language) for key in scored_results(case) if key != OVERALL]
    return {
        "questionnaire": document["key"],
        "version": document["version"],
        "title": in_language(case, document["title"], language),
        "language": language,
        "notice": in_language(case, document.get("notice"), language),
        "fields": fields,
        "overall": field_in_words(case, OVERALL, language) if OVERALL in case.fields else None,
        "flags": case.flags,
        "hidden": [key for key in case.items if case.states[key] == "hidden"],
        "suggestions": [suggestion_in_words(case, each, suggestions, language) for each in suggestions],
        "receipt": receipt(case, suggestions, definition_hash),
    }


def field_in_words(case: Case, key: str, language: str) -> Data:
    """Return the result of one field."""
    found, result = case.fields[key], {**case.results[key], **case.levels[key]}
    return {
        "key": key,
        "parent": case.parents[key],
        "group": found.get("group"),
        "title": in_language(case, found.get("title"), language),
        "score": plain_number(result["score"]),
        "score_min": plain_number(result["score_min"]),
        "score_max": plain_number(result["score_max"]),
        "scale": [plain_number(end) for end in result["scale"]] if result["scale"] else None,
        "status": result["status"],
        "reason": result["reason"],
        "coverage": plain_number(result["coverage"]),
        "raw_score": plain_number(result["raw_score"]),
        "level": level_in_words(case, found, result, language),
        "text": text_of_field(case, found, result, language),
        "next_text": in_language(case, (found.get("next_texts") or {}).get(result["level"]), language),
        "no_answers": result["no_answers"],
        "explanation": None,
    }


def level_in_words(case: Case, found: Data, result: Data, language: str) -> Data | None:
    """Return the level with its title."""
    level_set = chosen_level_set(case, found)
    if level_set is None or result["level"] is None:
        return None
    title = by_key(level_set["levels"], result["level"])["title"]
    return {
        "key": result["level"],
        "title": in_language(case, title, language),
        "border": result["border"],
        "capped_from": result["capped_from"],
    }


def text_of_field(case: Case, found: Data, result: Data, language: str) -> str | None:
    """Return what the level means for this field, with the wording of a border or of gates, or why it has no score."""
    if result["score"] is None:
        answered, applicable, _ = coverage_of([case.states[key] for key in result["base"]])
        why = f"No score ({result['reason']}): {answered} of {applicable} items are answered."
        return in_language(case, found.get("not_computed_text"), language) or why
    level_set = chosen_level_set(case, found)
    if level_set is None or result["level"] is None:
        return None
    level = by_key(level_set["levels"], result["level"])
    said = (found.get("level_texts") or {}).get(result["level"], level.get("text"))
    parts = [in_language(case, said, language)]
    if result["border"] is not None:
        title = in_language(case, by_key(level_set["levels"], result["border"])["title"], language) or ""
        border = in_language(case, found.get("border_text") or level_set["border"].get("text"), language) or ""
        parts.append(border.replace("{level}", title))
    if result["capped_from"] is not None:
        closed = [gate for gate in found["gates"] if truth(case, gate["requires"]) is not True]
        parts += [in_language(case, gate["text"], language) for gate in closed]
    return " ".join(part for part in parts if part) or None


def suggestion_in_words(case: Case, suggestion: Data, offered: list[Data], language: str) -> Data:
    """Return one suggestion with its texts and reasons."""
    keys = [each["key"] for each in offered]
    types, sources = case.document.get("suggestion_types"), case.document.get("sources")
    procedures = [by_key(case.document["procedures"], key) for key in suggestion.get("procedures") or ()]
    return {
        **{name: suggestion[name] for name in AS_THEY_ARE},
        **{name: in_language(case, suggestion.get(name), language) for name in TEXTS},
        "type_title": in_language(case, by_key(types, suggestion["type"])["title"], language),
        "field": suggestion["field"],
        "field_title": in_language(case, case.fields[suggestion["field"]].get("title"), language),
        "because": reasons(case, suggestion["when"]),
        "priority": plain_number(suggestion["priority"]),
        "procedures": [{"key": one["key"], "title": in_language(case, one["title"], language)} for one in procedures],
        "after": [key for key in suggestion.get("depends_on") or () if key in keys],
        "sources": [source_in_words(case, by_key(sources, key), language) for key in suggestion.get("sources") or ()],
    }


def source_in_words(case: Case, source: Data, language: str) -> Data:
    """Return a dated reference."""
    title = in_language(case, source["title"], language)
    return {"key": source["key"], "title": title, "url": source.get("url"), "as_of": source["as_of"]}


def reasons(case: Case, condition: Data) -> list[Data]:
    """Return the conditions that fired, each with whom it is about, what was found and what was asked."""
    for joint in ("all", "any"):
        if joint in condition:
            return [reason for each in condition[joint] if truth(case, each) for reason in reasons(case, each)]
    rule, subject = next(iter(condition.items()))
    asked = {name: plain_data(value) for name, value in condition.items() if name != rule}
    values: Data = {}
    if rule == "item":
        values = {"state": case.states[subject], "answer": plain_data(case.answers.get(subject))}
    elif rule == "field":
        result = {**case.results[subject], **case.levels[subject]}
        values = {name: plain_data(result[name]) for name in ("score", "coverage", "level", "status")}
    elif rule == "flag":
        values = {"flag": case.flags[subject]}
    elif rule == "profile":
        values = {"profile": case.profile.get(subject)}
    return [{"rule": rule, "subject": plain_data(subject), "values": values, "thresholds": asked}]


def receipt(case: Case, suggestions: list[Data], definition_hash: str) -> Data:
    """Return the proof of how the evaluation came about."""
    entered = {"answers": plain_data(case.answers), "profile": case.profile, "perspective": case.perspective}
    results = canonical_bytes(canonical_results(case, suggestions), definition_hash)
    return {
        "questionnaire": case.document["key"],
        "version": case.document["version"],
        "definition_hash": definition_hash,
        "rules": case.document["rules"],
        "answers_digest": hashlib.sha256(to_bytes(entered)).hexdigest(),
        "result_digest": hashlib.sha256(results).hexdigest(),
    }


def plain_number(number: Fraction | None) -> int | float | None:
    """Return an integer where it is one, else the nearest float, which has a largest one."""
    if number is None:
        return None
    if abs(number) > LARGEST_FLOAT:
        return LARGEST_FLOAT if number > 0 else -LARGEST_FLOAT
    return int(number) if number.denominator == 1 else float(number)


def plain_data(data: Any) -> Any:
    """Return data with every exact number as an integer or a float."""
    if isinstance(data, dict):
        return {name: plain_data(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain_data(each) for each in data]
    if data is None or isinstance(data, str | int):
        return data
    return plain_number(Fraction(data))


def in_language(case: Case, text: Any, language: str) -> str | None:
    """Return a text in a language, else in the source language."""
    if text is None or isinstance(text, str):
        return text
    return str(text.get(language) or text[case.document["languages"][0]])
