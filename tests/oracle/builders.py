"""Small definitions for cases that are worked out by hand."""

from typing import Any

from tests.oracle.case import Data
from tests.oracle.evaluator import evaluate_plainly

EXCLUDE = {
    "unanswered": "exclude",
    "dont_know": "exclude",
    "declined": "exclude",
    "not_applicable": "exclude",
    "hidden": "exclude",
    "not_computed": "exclude",
}
LEVELS = {
    "key": "set",
    "levels": [
        {"key": "low", "title": "Low", "range": "[0, 40)"},
        {"key": "middle", "title": "Middle", "range": "[40, 50]"},
        {"key": "high", "title": "High", "range": "(50, 100]"},
    ],
    "border": {"margin": 6, "text": "Near “{level}”."},
}


def scoring(**members: Any) -> Data:
    """Return the mean of points as it is, everything that is not answered excluded, over which members are laid."""
    no_answer = {**EXCLUDE, **members.pop("no_answer", {})}
    return {"method": "mean", "scale": [0, 4], "no_answer": no_answer, **members}


def choice(key: str, points: tuple[Any, ...] = (0, 1, 2, 3, 4), **members: Any) -> Data:
    """Return a single choice; its values are the places of its options."""
    options = [{"value": place, "title": str(place), "points": worth} for place, worth in enumerate(points)]
    no_answers = ["not_applicable", "dont_know", "declined"]
    made = {"key": key, "type": "single_choice", "prompt": key, "options": options, "no_answers": no_answers}
    return {**made, **members}


def field(key: str, *items: Data, **members: Any) -> Data:
    """Return a field with these items, scored by the mean unless it says otherwise."""
    return {"key": key, "title": key, "items": list(items), "scoring": scoring(), **members}


def parent(key: str, *fields: Data, **members: Any) -> Data:
    """Return a field with nested fields and no items, scored by their mean."""
    return {"key": key, "title": key, "fields": list(fields), "scoring": scoring(), **members}


def document(*fields: Data, **members: Any) -> Data:
    """Return a whole definition."""
    frame = {"format": 1, "rules": 1, "key": "by-hand", "version": "1.0.0", "languages": ["en"], "title": "By hand"}
    return {**frame, "level_sets": [LEVELS], "fields": list(fields), **members}


def suggestion(key: str, **members: Any) -> Data:
    """Return a suggestion that is always offered."""
    texts = {name: f"{name} of {key}" for name in ("title", "first_step", "who", "lead_question", "indicator")}
    made = {"key": key, "type": "step", "when": {"all": []}, "effort": "S", "horizon": "0-3", "impact": 1}
    return {**made, **texts, **members}


def no_answer(kind: str) -> Data:
    """Return what a client sends for a kind of no answer."""
    return {"no_answer": kind}


def evaluated(made: Data, answers: Data, profile: Data | None = None, perspective: str | None = None) -> Data:
    """Evaluate with the oracle."""
    return evaluate_plainly(made, answers, profile, perspective)


def one(made: Data, answers: Data, key: str = "f") -> Data:
    """Evaluate a definition and return one field, together with what can be compared beside it."""
    results = evaluated(made, answers)
    found = results["overall"] if key == "overall" else results["fields"][key]
    return {**found, **results["details"]["fields"][key]}
