"""Small definitions and answers as plain data: one builder for each thing, complete and valid unless told otherwise."""

from collections.abc import Mapping
from typing import Any

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import Evaluation, FieldResult, Plan, compile_plan, evaluate, parse_answers
from selfcheck_service.core.scoring.evaluation import Contribution, Explanation

Data = dict[str, Any]

STATES = ("unanswered", "dont_know", "declined", "not_applicable", "hidden")
NO_ANSWERS = ("not_applicable", "dont_know", "declined")
ALL_EXCLUDED = dict.fromkeys((*STATES, "not_computed"), "exclude")


def a_questionnaire(*fields: Data, **overrides: Any) -> Data:
    """A definition in English with these fields, or with one field that has one item."""
    frame = {"format": 1, "rules": 1, "key": "small", "version": "1.0.0", "languages": ["en"], "title": "Small"}
    return {**frame, "fields": list(fields or (a_field(),)), **overrides}


def a_field(key: str = "f", *items: Data, **overrides: Any) -> Data:
    """A field scored by the mean of its items, everything that is not answered excluded."""
    made = {"key": key, "title": f"Field {key}", "items": list(items or (an_item(f"{key}_item"),)), "scoring": a_rule()}
    return {**made, **overrides}


def a_parent(key: str, *fields: Data, **overrides: Any) -> Data:
    """A field scored by the mean of the fields nested in it."""
    return {"key": key, "title": f"Field {key}", "fields": list(fields), "scoring": a_rule(), **overrides}


def an_overall(**overrides: Any) -> Data:
    return {"title": "Overall", "scoring": a_rule(), **overrides}


def a_rule(*, no_answer: Mapping[str, Any] | None = None, **overrides: Any) -> Data:
    """A scoring rule: the mean of the points as they are, on a scale from 0 to 4."""
    return {"method": "mean", "scale": [0, 4], "no_answer": {**ALL_EXCLUDED, **(no_answer or {})}, **overrides}


def an_item(key: str = "a", points: tuple[Any, ...] = (0, 1, 2, 3, 4), **overrides: Any) -> Data:
    """A single choice; its values are the places of its options, and every kind of no answer is possible."""
    made = {"key": key, "type": "single_choice", "prompt": f"Item {key}", "no_answers": list(NO_ANSWERS)}
    return {**made, "options": some_options(points), **overrides}


def some_options(points: tuple[Any, ...]) -> list[Data]:
    return [{"value": place, "title": f"Option {place}", "points": worth} for place, worth in enumerate(points)]


def a_multiple_choice(key: str = "m", points: tuple[Any, ...] = (1, 2, 3), **overrides: Any) -> Data:
    """A multiple choice; `exclusive` names the values that exclude the others."""
    alone = overrides.pop("exclusive", ())
    options = [
        {**option, **({"exclusive": True} if option["value"] in alone else {})} for option in some_options(points)
    ]
    return an_item(key, type="multiple_choice", **{"options": options, **overrides})


def a_number(key: str = "n", numbers: str = "[0, 10]", points: Any = "value", **overrides: Any) -> Data:
    """A number, worth itself or what its bin says."""
    rule = {"range": numbers, "points": points, "integer": overrides.pop("integer", False)}
    made = {"key": key, "type": "number", "prompt": f"Item {key}", "no_answers": list(NO_ANSWERS), "number": rule}
    return {**made, **overrides}


def a_time(key: str = "clock", times: str | None = None, points: Any = "value", **overrides: Any) -> Data:
    """A time of day, worth its minutes after midnight or what its bin says."""
    rule = {"points": points, **({} if times is None else {"range": times})}
    return {
        "key": key,
        "type": "time",
        "prompt": f"Item {key}",
        "no_answers": list(NO_ANSWERS),
        "time": rule,
        **overrides,
    }


def a_computed(key: str, value: str, points: Any = "value", **overrides: Any) -> Data:
    """A computed item, worth itself or what its bin says."""
    rule = {"value": value, **({} if points is None else {"points": points})}
    return {"key": key, "type": "computed", "title": f"Item {key}", "computed": rule, **overrides}


def a_duration(key: str = "d", numbers: str = "[0, 24]", unit: str = "hours", **overrides: Any) -> Data:
    """A duration, worth its number in the unit."""
    rule = {"range": numbers, "unit": unit, "points": "value", **overrides.pop("duration", {})}
    made = {"key": key, "type": "duration", "prompt": f"Item {key}", "no_answers": list(NO_ANSWERS)}
    return {**made, "duration": rule, **overrides}


def a_pairwise(key: str = "pairs", *values: str, **overrides: Any) -> Data:
    """A pairwise item of these options, or of three."""
    options = [{"value": value, "title": f"Option {value}"} for value in values or ("x", "y", "z")]
    made = {"key": key, "type": "pairwise", "prompt": f"Item {key}", "no_answers": list(NO_ANSWERS)}
    return {**made, "pairwise": {"options": options}, **overrides}


def a_text(key: str = "t", **overrides: Any) -> Data:
    return {"key": key, "type": "text", "prompt": f"Item {key}", **overrides}


def a_level_set(key: str = "set", *ranges: str, **overrides: Any) -> Data:
    """Levels named l0, l1, …; without ranges there are three on a scale from 0 to 4."""
    ranges = ranges or ("[0, 1)", "[1, 3)", "[3, 4]")
    levels = [{"key": f"l{place}", "title": f"Level {place}", "range": each} for place, each in enumerate(ranges)]
    return {"key": key, "levels": levels, **overrides}


def a_suggestion(key: str = "s", **overrides: Any) -> Data:
    """A suggestion that is always offered."""
    texts = {name: f"{name} of {key}" for name in ("title", "first_step", "who", "lead_question", "indicator")}
    made = {"key": key, "type": "step", "when": {"all": []}, "effort": "S", "horizon": "0-3", "impact": 1}
    return {**made, **texts, **overrides}


def an_attribute(key: str = "kind", *values: Any) -> Data:
    options = [{"value": value, "title": f"Kind {value}"} for value in values or ("town", "county")]
    return {"key": key, "title": f"Attribute {key}", "options": options}


def a_gate(level: str, requires: Data) -> Data:
    return {"level": level, "requires": requires, "text": f"Before {level}."}


def a_flag(key: str, when: Data) -> Data:
    return {"key": key, "title": f"Flag {key}", "when": when}


def answers(**given: Any) -> Data:
    """A request body with these answers."""
    return {"answers": given}


def no_answer(kind: str) -> Data:
    """What a client sends for a kind of no answer."""
    return {"no_answer": kind}


def a_plan(*fields: Data, **overrides: Any) -> Plan:
    """The plan of such a questionnaire."""
    return plan_of(a_questionnaire(*fields, **overrides))


def plan_of(document: Data) -> Plan:
    """The plan of a document; suggestions find the type they name."""
    kinds = {"suggestion_types": [{"key": "step", "title": "Step"}]}
    return compile_plan(parse_definition({**kinds, **document}))


def evaluation_of(document: Data, given: Data | None = None, language: str = "en", **members: Any) -> Evaluation:
    """The whole evaluation, fully explained; `members` are the profile and the perspective."""
    plan = plan_of(document)
    body = {"answers": given or {}, **members}
    return evaluate(parse_answers(plan, body), language=language, explanation="full")


def result_of(document: Data, given: Data | None = None, key: str = "f", **members: Any) -> FieldResult:
    """The result of one field."""
    evaluation = evaluation_of(document, given, **members)
    results = [*evaluation.fields, *([evaluation.overall] if evaluation.overall is not None else [])]
    return next(result for result in results if result.key == key)


def explanation_of(found: FieldResult) -> Explanation:
    """The explanation of a result, which was asked for."""
    assert found.explanation is not None
    return found.explanation


def lines_of(found: FieldResult) -> tuple[Contribution, ...]:
    """The contributions to a result, which was explained in full."""
    return explanation_of(found).contributions or ()


def a_procedure(key: str = "table", **overrides: Any) -> Data:
    """A procedure of two steps that take an hour together."""
    steps = [{"key": name, "title": name, "minutes": minutes} for name, minutes in (("arrive", 20), ("talk", 40))]
    made = {"key": key, "type": "step", "title": f"Procedure {key}", "purpose": f"What {key} is for"}
    return {**made, "group_size": "[4, 8]", "minutes": 60, "steps": steps, **overrides}
