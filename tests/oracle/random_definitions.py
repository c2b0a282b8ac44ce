"""Random definitions: valid, and together they use everything the format can say.

The same seed gives the same definition on every supported Python.
"""

from random import Random
from typing import Any

from tests.oracle.case import (
    Case,
    Data,
    is_scored,
)
from tests.oracle.extremes import extreme_points
from tests.oracle.random_beside import add_beside
from tests.oracle.random_conditions import Scope, condition
from tests.oracle.random_expressions import points_expression
from tests.oracle.random_parts import WEIGHTS, Draft, introduction, item, level_set_for, pairwise, response_scale
from tests.oracle.random_results import add_results
from tests.oracle.random_rules import cohort, computed, dynamic_points
from tests.oracle.random_scoring import say_defaults, score, score_overall
from tests.oracle.random_tables import constants_and_tables


def random_document(seed: int) -> Data:
    """Return a valid definition as plain data."""
    draft = Draft(Random(f"definition {seed}"), {"format": 1, "rules": 1, "key": f"random-{seed}", "version": "1.0.0"})
    _frame(draft)
    draft.document["fields"] = [_field(draft, depth=1) for _ in range(draft.rng.randint(1, 4))]
    say_defaults(draft)
    for top in draft.document["fields"]:
        score(draft, top)
    if draft.chance(0.7):
        draft.document["overall"] = {"title": draft.text("Overall"), **introduction(draft)}
        score_overall(draft)
    add_results(draft)
    document = draft.document
    if draft.chance(0.3):
        document["cohort"] = cohort(draft)
    if draft.chance(0.1):
        document["bridge"] = _bridge(draft)
    add_beside(draft, seed)
    return document


def _bridge(draft: Draft) -> Data:
    """Say how a definition goes on from a version before, which changes no number."""
    made: Data = {"from": "0.9.0", "fields": [{"is": "new", "to": [draft.fields[0]["key"]]}]}
    asked = [item["key"] for item in draft.items if item["type"] != "pairwise"]
    if asked:
        made["items"] = [{"is": "same", "from": ["before"], "to": asked[:1]}]
    return made


def _frame(draft: Draft) -> None:
    document = draft.document
    document["languages"] = draft.rng.choice([["de"], ["de", "en"], ["en", "de", "de-simple"]])
    document["title"] = draft.text("Questionnaire")
    document.update({name: draft.text(name) for name in ("description", "notice") if draft.chance(0.3)})
    scales = draft.rng.randint(0, 2)
    if scales:
        document["response_scales"] = [response_scale(draft, f"scale{place}") for place in range(scales)]
    for name, most in (("item_classes", 2), ("suggestion_types", 2)):
        least = 1 if name == "suggestion_types" else 0
        named = [
            {"key": f"{name[:4]}{place}", "title": draft.text(name)} for place in range(draft.rng.randint(least, most))
        ]
        if named:
            document[name] = named
    if draft.chance(0.6):
        document["profile"] = [_attribute(draft, f"attribute{place}") for place in range(draft.rng.randint(1, 2))]
    if draft.chance(0.5):
        _forms(draft)
    if draft.chance(0.4):
        url = {"url": "https://example.org/law"} if draft.chance(0.5) else {}
        document["sources"] = [{"key": "law", "title": draft.text("A law"), "as_of": "2024-08-01", **url}]
    document.update(constants_and_tables(draft))


def _attribute(draft: Draft, key: str) -> Data:
    if draft.chance(0.35):
        numbers = draft.rng.choice(["[0, 120]", "(0, 10)", "[-2.5, inf)", "(-inf, 40]"])
        rule: Data = {"range": numbers, **({"integer": True} if draft.chance(0.5) else {})}
        rule |= {"unit": draft.text("km")} if draft.chance(0.3) else {}
        return {"key": key, "title": draft.text(key), "number": rule}
    values: list[Any] = draft.rng.choice([["town", "city", "county"], ["a", "b"], [1, 2, 3]])
    return {
        "key": key,
        "title": draft.text(key),
        "options": [{"value": v, "title": draft.text(str(v))} for v in values],
    }


def _forms(draft: Draft) -> None:
    forms = ["long", "short", "outside"][: draft.rng.randint(1, 3)]
    draft.document["forms"] = [{"key": form, "title": draft.text(form)} for form in forms]
    draft.document["perspectives"] = [
        {"key": f"view{place}", "title": draft.text("A view"), "form": draft.rng.choice(forms)}
        for place in range(draft.rng.randint(1, 4))
    ]


# ------------------------------------------------------------------------------------------------ fields and items


def _field(draft: Draft, depth: int) -> Data:
    key = f"field{len(draft.fields)}"
    made: Data = {"key": key, "title": draft.text(f"Field {key}"), **introduction(draft)}
    if draft.chance(0.2):
        made["layout"] = draft.rng.choice(["list", "grid"])
    draft.fields.append(made)
    nested = depth < 3 and draft.chance(0.35)
    if not nested or draft.chance(0.4):
        made["items"] = [_item(draft) for _ in range(draft.rng.choice([0, 1, 2, 2, 3, 3, 4, 5]))]
    if nested:
        made["fields"] = [_field(draft, depth + 1) for _ in range(draft.rng.randint(1, 3))]
    if draft.chance(0.3):
        made["weight"] = draft.number(draft.rng.choice(WEIGHTS))
    if depth == 1 and not nested and any(is_scored(each) for each in made["items"]) and draft.chance(0.2):
        least = draft.rng.randint(1, 2)
        made["units"] = introduction(draft) | {
            "title": draft.text("Unit"),
            "minimum": least,
            "maximum": least + draft.rng.randint(0, 2),
        }
        draft.unit_items[key] = made["items"]
        draft.items = [each for each in draft.items if each not in made["items"]]
    return made


def _item(draft: Draft) -> Data:
    key, case = draft.next_key(), Case(draft.document, {}, {}, None)
    case.items |= {each["key"]: each for each in draft.items}
    made = (computed(draft, case, key) if draft.chance(0.12) else None) or item(draft, key)
    if draft.chance(0.06):
        made = pairwise(draft, key)
    if draft.items and draft.chance(0.25):
        made["shown_when"] = condition(draft, Scope(case, items=draft.items[-6:]))
    if draft.document.get("profile") and draft.chance(0.15):
        made["applies_to"] = condition(draft, Scope(case))
    others = [form["key"] for form in draft.document.get("forms") or ()][1:]
    if others and made["type"] != "computed" and draft.chance(0.5):
        prompts: list[Data] = [{}, {"prompt": draft.text("Seen from outside")}]
        made["forms"] = {form: draft.rng.choice(prompts) for form in draft.some(others)}
    if made["type"] != "pairwise" and draft.document.get("item_classes") and draft.chance(0.5):
        made["classes"] = [found["key"] for found in draft.some(draft.document["item_classes"])]
    if draft.chance(0.2):
        expression = points_expression(draft, case, made)
        made |= {"points": expression} if expression else {}
    if is_scored(made):
        _say_points(draft, case, made)
    draft.items.append(made)
    return made


def _say_points(draft: Draft, case: Case, made: Data) -> None:
    """Let the points of an item depend on others, and say what they mean."""
    if draft.items and draft.chance(0.12):
        expression = dynamic_points(draft, case, made)
        made |= {"points": expression} if expression else {}
    if draft.chance(0.12):
        lower, upper = (end.limit_denominator(10**6) for end in extreme_points(case, made))
        lower, upper = (lower, upper) if lower < upper else (lower - 1, upper + 1)
        made["levels"] = level_set_for(draft, lower, upper, staged=False)
