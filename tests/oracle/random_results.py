"""What rests on random results: texts, gates, flags and suggestions."""

from dataclasses import replace
from fractions import Fraction

from tests.oracle.case import OVERALL, Case, Data, is_scored_field, level_set_of, open_case, scoring_of
from tests.oracle.exact import exact
from tests.oracle.random_conditions import Scope, condition
from tests.oracle.random_parts import Draft


def add_results(draft: Draft) -> None:
    """Say what the results of a definition mean, after its scoring is said."""
    document = draft.document
    case = open_case(document, {}, None, None)
    scope = Scope(case, items=draft.items, selections=True, fields=_scored_fields(case))
    before = replace(scope, fields=[], levels=True)
    for place, (found, _, _) in enumerate(scope.fields):
        before.fields = scope.fields[:place]
        written = document["overall"] if found["key"] == OVERALL else found
        _texts_and_gates(draft, written, scope, before, level_set_of(case, found))
        if "units" in found:
            inside = Scope(case, items=draft.unit_items[found["key"]])
            one = {
                "scoring": {"of": "items", **found["units"].get("scoring", {})},
                "levels": found["units"].get("levels"),
            }
            _texts_and_gates(draft, found["units"], inside, inside, level_set_of(case, {**found, **one, "units": 0}))
    scope.levels = True
    document["flags"] = []
    for place in range(draft.rng.randint(0, 3)):
        key = f"flag{place}"
        document["flags"].append({"key": key, "title": draft.text(key), "when": condition(draft, scope)})
        scope.flags.append(key)
    _suggestions(draft, case, scope)


def _scored_fields(case: Case) -> list[tuple[Data, Fraction, Fraction]]:
    found = [field for field in case.fields.values() if is_scored_field(field)]
    scales = [scoring_of(case, field)["scale"] for field in found]
    return [(field, exact(scale[0]), exact(scale[1])) for field, scale in zip(found, scales, strict=True)]


def _cases(draft: Draft, scope: Scope, levels: list[str]) -> list[Data]:
    """Choose a level by cases, which may ask for the levels of the fields before."""
    cases: list[Data] = [
        {"level": draft.rng.choice(levels), "when": condition(draft, scope)} for _ in range(draft.rng.randint(1, 3))
    ]
    return [*cases, {"level": draft.rng.choice(levels)}] if draft.chance(0.7) else cases


def _texts_and_gates(draft: Draft, found: Data, scope: Scope, before: Scope, level_set: Data | None) -> None:
    if draft.chance(0.3):
        found["not_computed_text"] = draft.text("Too little was answered.")
    if level_set is None:
        return
    levels = [level["key"] for level in level_set["levels"]]
    if "range" not in level_set["levels"][0] and not isinstance(found.get("levels"), list) and draft.chance(0.6):
        found["classify"] = _cases(draft, before, levels)
    if draft.chance(0.5):
        found["level_texts"] = {level: draft.text(f"{level} here") for level in levels}
    # A gate below which there is no level leaves none.
    gated = levels if draft.chance(0.1) else levels[1:]
    if gated and draft.chance(0.5):
        found["gates"] = [
            {
                "level": draft.rng.choice(gated),
                "requires": condition(draft, scope),
                "text": draft.text("What is missing"),
            }
            for _ in range(draft.rng.randint(1, 3))
        ]


def _suggestions(draft: Draft, case: Case, scope: Scope) -> None:
    keys = [f"step{place}" for place in range(draft.rng.randint(0, 8))]
    # A suggestion may wait for any that stands before it in this order, so that none waits for itself.
    order = draft.rng.sample(keys, len(keys))
    for key in keys:
        made = _suggestion(draft, key, scope)
        before = order[: order.index(key)]
        if before and draft.chance(0.4):
            made["depends_on"] = draft.some(before, 1, 2)
        belongs = draft.rng.choice(list(case.fields))
        if belongs == OVERALL or draft.chance(0.3):
            draft.document.setdefault("suggestions", []).append({**made, "field": belongs})
        else:
            case.fields[belongs].setdefault("suggestions", []).append(made)


def _suggestion(draft: Draft, key: str, scope: Scope) -> Data:
    made: Data = {
        "key": key,
        "type": draft.rng.choice(draft.document["suggestion_types"])["key"],
        "when": {"all": []} if draft.chance(0.3) else condition(draft, scope),
        "effort": draft.rng.choice(["S", "M", "L"]),
        "horizon": draft.rng.choice(["0-3", "3-12", "12+"]),
        "impact": draft.rng.randint(1, 3),
    }
    for name in ("title", "first_step", "who", "lead_question", "indicator"):
        made[name] = draft.text(f"{name} of {key}")
    if draft.chance(0.5):
        made["text"] = draft.text(f"Why {key}")
    if draft.document.get("profile") and draft.chance(0.3):
        made["applies_to"] = condition(draft, Scope(scope.case))
    if draft.document.get("sources") and draft.chance(0.3):
        made["sources"] = ["law"]
    return made
