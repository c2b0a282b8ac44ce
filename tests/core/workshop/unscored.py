"""A joint answer in which no field has a score, each for another reason that an evaluation can give."""

from typing import Any

from tests.builders import a_field, a_number, a_questionnaire, a_rule, an_attribute, an_item, answers, no_answer


def _rule(formula: str | None = None, **overrides: Any) -> dict[str, Any]:
    rule = a_rule(**overrides)
    if formula is not None:
        del rule["method"]
        rule["formula"] = formula
    return rule


def _levels_alone() -> dict[str, Any]:
    rule = a_rule(method="none")
    del rule["scale"]
    return rule


_STAGES = {"key": "stages", "levels": [{"key": key, "title": key.title()} for key in ("low", "high")]}
# By the reason: how the field is scored, and what is answered to its two items.
_FIELDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "nothing_applicable": (_rule(), dict.fromkeys("ab", no_answer("not_applicable"))),
    "required_missing": (_rule(no_answer={"dont_know": "required"}), {"a": 3, "b": no_answer("dont_know")}),
    "requirement": (_rule(requires={"item": "requirement_a", "is": 4}), {"a": 3, "b": 3}),
    "coverage": (_rule(coverage={"minimum_answered": 2}), {"a": 3}),
    "nothing_answered": (_rule(), {}),
    "zero_weight": (
        _rule(of=[{"item": "zero_weight_a", "weight": "zero_weight_w"}, {"item": "zero_weight_b"}]),
        {"a": 3, "w": 0},
    ),
    "formula_missing": (_rule("formula_missing_a.points + formula_missing_b.points", scale=[0, 8]), {"a": 3}),
    "formula_undefined": (
        _rule("divide(formula_undefined_a.points, formula_undefined_b.points, null)"),
        {"a": 3, "b": 0},
    ),
    "levels_only": (_levels_alone(), {"a": 3, "b": 3}),
}
REASONS = tuple(_FIELDS)


def _field(reason: str) -> dict[str, Any]:
    rule, _ = _FIELDS[reason]
    items = [an_item(f"{reason}_{name}") for name in "ab"]
    made: dict[str, Any] = {"title": f"Field of {reason}", "scoring": rule}
    if reason == "zero_weight":
        items.append(a_number(f"{reason}_w", "[0, 10]", points=None, scored=False))
    if reason == "levels_only":
        when = {"item": f"{reason}_a", "points": {"at_least": 2}}
        made |= {"levels": "stages", "classify": [{"level": "high", "when": when}, {"level": "low"}]}
    return a_field(reason, *items, **made)


DOCUMENT = a_questionnaire(
    *map(_field, _FIELDS), key="unscored", level_sets=[_STAGES], profile=[an_attribute()], languages=["en"]
)
ANSWERS = answers(
    **{f"{reason}_{name}": said for reason, (_, given) in _FIELDS.items() for name, said in given.items()}
)
