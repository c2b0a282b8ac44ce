"""A questionnaire that uses every feature of the format, once or as often as wanted, and answers to it.

What stands here is put together for the engine, not for people: each part of the format has its place, and the texts
mean nothing. `tests/bench` holds it against the tables of item types, methods, functions and conditions.
"""

from collections.abc import Sequence
from itertools import combinations
from random import Random
from typing import Any

from bench.definition import Data

KEY = "everything"
LIKERT = 14
TEAMS = 4
STATES = ("unanswered", "dont_know", "declined", "not_applicable", "hidden")
_DEMANDS = ("mental", "physical", "time", "effort")
_NO_ANSWERS = ["dont_know", "declined", "not_applicable"]


# The items that steps answer, and those that whole numbers answer, with the range of these.
_STEPS = (
    *(f"l{number}" for number in range(1, LIKERT + 1)),
    *("o1", "o2", "o3", "tariff", "have", "want", "likely", "severe"),
    *(f"{method}_{half}" for method in ("minimum", "maximum", "median", "product", "sum") for half in "ab"),
)
_NUMBERS = {
    "weight": (40, 120),
    "height": (150, 200),
    "girth": (60, 120),
    "share": (0, 100),
    "places": (0, 500),
    "recommend": (0, 11),
    **dict.fromkeys(_DEMANDS, (0, 100)),
}


def everything(copies: int = 1) -> Data:
    """Return the definition; every copy of its fields adds some seventy items."""
    names = [f"p{number}" for number in range(copies)]
    return {
        "format": 1,
        "rules": 1,
        "key": KEY,
        "version": "1.0.0",
        "languages": ["de", "en"],
        "title": _said("Alles"),
        **_data(),
        "defaults": _defaults(),
        "fields": [field for name in names for field in _fields(name)],
        "overall": _overall(names),
        "flags": [flag for name in names for flag in _flags(name)],
    }


def _said(text: str) -> Data:
    return {"de": text, "en": f"{text} (en)"}


# ------------------------------------------------------------------------------------------------ what all parts share


def _data() -> Data:
    """Return what the fields refer to."""
    steps = [{"value": value, "title": _said(f"Stufe {value}"), "points": value} for value in range(5)]
    norms = [
        [span, kind, mean]
        for kind, shift in (("town", 0), ("county", 3))
        for span, mean in (("[0, 20)", 40 + shift), ("[20, 60)", "145/3"), ("[60, 400]", 55 + shift))
    ]
    return {
        "response_scales": [{"key": "steps", "options": steps, "no_answers": _NO_ANSWERS}],
        "level_sets": [
            _level_set("maturity", 25, 60),
            _level_set("maturity_of_counties", 30, 70),
            *_other_level_sets(),
        ],
        "item_classes": [{"key": key, "title": _said(key)} for key in ("first", "second", "stock")],
        "suggestion_types": [{"key": "dialogue", "title": _said("Gespräch")}],
        "profile": [
            {"key": "kind", "title": _said("Art"), "options": [_option("town"), _option("county")]},
            {"key": "size", "title": _said("Größe"), "number": {"range": "[1, 10000000]", "integer": True}},
        ],
        "forms": [{"key": "full", "title": _said("ganz")}, {"key": "short", "title": _said("kurz")}],
        "perspectives": [{"key": "council", "title": _said("Rat"), "form": "short"}],
        "sources": [{"key": "study", "title": _said("Studie"), "as_of": "1996"}],
        "constants": [{"key": "spread", "value": "22.5", "source": "study"}, {"key": "base", "value": "0.9"}],
        "tables": [
            {
                "key": "norm",
                "inputs": [{"name": "raw", "type": "number"}, {"name": "kind", "type": "text"}],
                "rows": norms,
                "source": "study",
            },
            {
                "key": "curve",
                "inputs": [{"name": "raw", "type": "number"}],
                "rows": [[0, 0], [10, 25], [40, "175/3"], [100, 100]],
                "interpolate": True,
            },
            {
                "key": "label",
                "inputs": [{"name": "steps", "type": "number"}],
                "output": "text",
                "rows": [["[0, 2)", "low"], ["any", "high"]],
            },
        ],
    }


def _level_set(key: str, low: int, high: int) -> Data:
    spans = {"start": f"[0, {low})", "growth": f"[{low}, {high})", "beacon": f"[{high}, 100]"}
    levels = [{"key": name, "title": _said(name), "range": span, "text": _said(name)} for name, span in spans.items()]
    return {"key": key, "levels": levels, "border": {"margin": 2, "text": _said("Grenze zu {level}")}}


def _other_level_sets() -> list[Data]:
    halves = [{"key": key, "title": _said(key), "range": span} for key, span in (("low", "[0, 2)"), ("high", "[2, 4]"))]
    names = {"stages": ("none", "one", "two"), "risk": ("low", "medium", "high")}
    staged = [
        {"key": key, "levels": [{"key": name, "title": _said(name)} for name in levels]}
        for key, levels in names.items()
    ]
    return [{"key": "of_items", "levels": halves}, *staged]


def _option(value: str | int, points: object = None) -> Data:
    return {"value": value, "title": _said(str(value)), **({} if points is None else {"points": points})}


def _defaults() -> Data:
    common = {
        "method": "mean",
        "scale": [0, 100],
        "coverage": {"provisional": 0.5, "valid": 0.8},
        "rounding": {"digits": 1, "mode": "half_even", "stage": "last"},
    }
    items = {**common, "no_answer": dict.fromkeys(STATES, "exclude")}
    fields = {**common, "no_answer": dict.fromkeys((*STATES, "not_computed"), "exclude")}
    return {"scoring": items, "parent_scoring": fields, "levels": "maturity", "parent_levels": "maturity"}


def _choice(key: str, **more: Any) -> Data:  # noqa: ANN401 members of a definition
    return {"key": key, "type": "single_choice", "scale": "steps", "prompt": _said(f"Frage {key}"), **more}


def _number(key: str, span: str, points: Any = None, **more: Any) -> Data:  # noqa: ANN401 members of a definition
    rule = {"range": span, **({} if points is None else {"points": points})}
    return {"key": key, "type": "number", "prompt": _said(key), "number": rule, "no_answers": ["dont_know"], **more}


def _computed(key: str, value: str, points: Any = None, **more: Any) -> Data:  # noqa: ANN401 members of a definition
    rule = {"value": value, **({} if points is None else {"points": points})}
    return {"key": key, "type": "computed", "title": _said(key), "computed": rule, **more}


def _bins(*bins: tuple[str, object]) -> Data:
    return {"bins": [{"range": span, "points": points} for span, points in bins]}


def _field(key: str, **members: Any) -> Data:  # noqa: ANN401 members of a definition
    return {"key": key, "title": _said(f"Feld {key}"), **members}


# ----------------------------------------------------------------------------------------------------------- the fields


def _fields(p: str) -> list[Data]:
    return [_likert(p), _offer(p), _night(p), _body(p), _index(p), _load(p), *_formulas(p), _teams(p), _stages(p)]


def _likert(p: str) -> Data:
    """Steps in a grid, every second one turned, with norms, gates and a suggestion."""
    turned = {"points": "4 - points"}
    items = [
        _choice(
            f"{p}_l{number}",
            classes=["first" if number <= LIKERT // 2 else "second"],
            weight=1 + number % 2,
            **({"levels": "of_items"} if number == 1 else {}),
            **(turned if number % 2 else {}),
        )
        for number in range(1, LIKERT + 1)
    ]
    firm = {"every": {"field": f"{p}_likert", "class": "first"}, "points": {"at_least": 1}}
    return _field(
        f"{p}_likert",
        layout="grid",
        items=items,
        levels=[{"when": {"profile": "kind", "is": "county"}, "set": "maturity_of_counties"}, {"set": "maturity"}],
        gates=[{"level": "beacon", "requires": firm, "text": _said("Erst die Grundlage.")}],
        scoring={"rescale_from": [0, 4], "promises": {"rising": True}},
        suggestions=[_suggestion(p)],
    )


def _suggestion(p: str) -> Data:
    few = {"value": f"count_true({p}_l1 >= 3, {p}_l2 >= 3)", "is": {"at_most": 1}}
    return {
        "key": f"{p}_suggestion",
        "type": "dialogue",
        "title": _said("Anregung"),
        "when": {"any": [{"field": f"{p}_likert", "level": {"at_most": "growth"}}, few]},
        "first_step": _said("Einladen."),
        "effort": "S",
        "horizon": "0-3",
        "impact": 2,
        "who": _said("Leitung"),
        "lead_question": _said("Wer?"),
        "indicator": _said("Es gab ein Treffen."),
    }


def _offer(p: str) -> Data:
    """Selections, and what is asked only after others; in per cent of the maximum."""
    ticks = [_option(value, points) for value, points in (("course", 2), ("cafe", 1), ("library", "1/2"))]
    nothing = {**_option("nothing", 0), "exclusive": True}
    shown = {"value": f"selected({p}_m1)", "is": {"at_least": 1}}
    selection = {"type": "multiple_choice", "prompt": _said("Was?"), "options": [*ticks, nothing]}
    items = [
        {"key": f"{p}_m1", **selection, "multiple_choice": {"points_from": "sum", "maximum_selected": 3}},
        {"key": f"{p}_m2", **selection, "multiple_choice": {"points_from": "count"}},
        _choice(f"{p}_o1", shown_when={"item": f"{p}_m1", "includes": "course"}, classes=["stock"]),
        _choice(f"{p}_o2", shown_when=shown, forms={"short": {}}, classes=["stock"]),
        _choice(f"{p}_o3", applies_to={"profile": "size", "number": {"at_least": 1000}}, classes=["stock"]),
    ]
    weighted = {"method": "percent_of_maximum", "better": "lower"}
    states = {"not_applicable": "best", "declined": "worst", "dont_know": {"points": 1}}
    return _field(f"{p}_offer", items=items, weight=2, scoring={**weighted, "no_answer": states})


def _night(p: str) -> Data:
    """Times of day, durations and a free text."""
    late = _bins(("[1200, 1380)", 100), ("[1380, 1440)", 50))
    hours = _bins(("[0, 5)", 0), ("[5, 7)", 50), ("[7, 24]", 100))
    items = [
        {
            "key": f"{p}_bed",
            "type": "time",
            "prompt": _said("Wann?"),
            "time": {"range": "[1200, 1440)", "points": late},
        },
        {"key": f"{p}_up", "type": "time", "prompt": _said("Bis wann?"), "scored": False},
        {
            "key": f"{p}_slept",
            "type": "duration",
            "prompt": _said("Wie lange?"),
            "duration": {"unit": "hours", "range": "[0, 24]", "points": hours},
        },
        _computed(f"{p}_in_bed", f"elapsed({p}_bed, {p}_up) / 60", scored=False),
        _computed(
            f"{p}_efficiency",
            f"divide(100 * {p}_slept, {p}_in_bed, null)",
            _bins(("[0, 65)", 0), ("[65, 75)", 33), ("[75, 85)", 67), ("[85, inf)", 100)),
        ),
        {"key": f"{p}_note", "type": "text", "prompt": _said("Was noch?")},
    ]
    return _field(f"{p}_night", items=items, scoring={"rounding": {"digits": 0, "mode": "half_up", "stage": "last"}})


def _body(p: str) -> Data:
    """Numbers as they are, in bins, by expression and looked up."""
    items = [
        _number(f"{p}_weight", "[30, 300]", scored=False),
        _number(f"{p}_height", "[100, 250]", scored=False),
        _number(f"{p}_share", "[0, 100]", "value"),
        _number(f"{p}_places", "[0, 500]", _bins(("[0, 20)", 0), ("[20, 100)", "100/3"), ("[100, 500]", 100))),
        {
            **_number(f"{p}_recommend", "[0, 10]"),
            "number": {"range": "[0, 10]", "integer": True},
            "points": "case(value >= 9, 100, value >= 7, 50, 0)",
        },
        _choice(f"{p}_tariff", points="lookup('curve', 10 * value)"),
        {**_number(f"{p}_girth", "[40, 200]"), "points": "if(profile.kind = 'town', clamp(value - 60, 0, 100), 50)"},
        _computed(f"{p}_bmi", f"{p}_weight / ({p}_height / 100) ^ 2", scored=False),
        _computed(f"{p}_norm", f"lookup('norm', {p}_bmi, profile.kind)", "value"),
        _computed(
            f"{p}_chance",
            f"100 * (1 - exp(-{p}_l1 / 10 - ln({p}_l2 + 1) / 4)) * log10(profile.size + 1) / 7",
            "value",
        ),
    ]
    return _field(f"{p}_body", items=items, scoring={"coverage": {"minimum_answered": 2}})


def _index(p: str) -> Data:
    """Nested fields by the methods that do not add up, and their geometric mean."""
    halves = [
        _field(
            f"{p}_{method}",
            items=[_choice(f"{p}_{method}_a"), _choice(f"{p}_{method}_b")],
            scoring={"method": method, "scale": [0, top], "coverage": None},
            levels="none",
        )
        for method, top in (("minimum", 4), ("maximum", 4), ("median", 4), ("product", 16), ("sum", 8))
    ]
    rule = {"method": "geometric_mean", "scale": [0, 9], "coverage": {"provisional": 0.1}, "no_answer": {}}
    return _field(f"{p}_index", fields=halves, scoring=rule, levels="none")


def _load(p: str) -> Data:
    """Ratings, and which of them weighed more."""
    pairs = {
        "key": f"{p}_pairs",
        "type": "pairwise",
        "prompt": _said("Was mehr?"),
        "pairwise": {"options": [_option(value) for value in _DEMANDS]},
    }
    ratings = [_number(f"{p}_{option}", "[0, 100]", "value") for option in _DEMANDS]
    entries = [{"item": f"{p}_{option}", "weight": f"wins({p}_pairs, '{option}')"} for option in _DEMANDS]
    rule = {"of": entries, "transform": "clamp(50 + 10 * (raw - 52.15) / constant.spread, 0, 100)"}
    return _field(f"{p}_load", items=[pairs, *ratings], scoring=rule)


def _formulas(p: str) -> list[Data]:
    """Ratios, powers, what stands in for what is missing, and norms."""
    open_to = ", ".join(f"{p}_{key}.points" for key in ("o1", "o2", "o3"))
    blended = [{"field": f"{p}_likert"}, {"field": f"{p}_offer"}]
    formulas: dict[str, tuple[str, Data]] = {
        "ratio": (f"min(100, 100 * ({p}_have + 0.5) / ({p}_want + 1))", {}),
        "damage": (f"{p}_likely ^ 1.5 * {p}_severe", {"transform": "lookup('curve', raw)"}),
        "fallback": (f"coalesce(field.{p}_night, field.{p}_body)", {}),
        "blend": ("clamp(mean(present(entries.points)) + count(entries.points), 0, 100)", {"of": blended}),
        "open": (f"25 * mean(present({open_to}))", {}),
    }
    asked = {"ratio": ("have", "want"), "damage": ("likely", "severe")}
    severe = {"item": f"{p}_severe", "points": {"at_least": 3}}
    matrix = [{"level": "high", "when": severe}, {"level": "low"}]
    return [
        _field(
            f"{p}_{key}",
            items=[_choice(f"{p}_{name}") for name in asked.get(key, ())],
            scoring={"formula": formula, **more},
            **({"levels": "risk", "classify": matrix} if key == "damage" else {}),
        )
        for key, (formula, more) in formulas.items()
    ]


def _teams(p: str) -> Data:
    """What is asked of each of four teams, and the weakest of them."""
    items = [_choice(f"{p}_{key}", scored=key != "aside") for key in ("mood", "pace", "aside")]
    unit = {"title": _said("Team"), "minimum": TEAMS, "maximum": 6, "scoring": {"rescale_from": [0, 4]}}
    return _field(f"{p}_teams", items=items, units=unit, scoring={"method": "minimum"})


def _stages(p: str) -> Data:
    """A level that needs everything below it, over two fields."""
    gates = [
        {
            "level": level,
            "requires": {"every": {"field": f"{p}_likert", "class": name}, "points": {"at_least": 1}},
            "text": _said("Es fehlt etwas."),
        }
        for level, name in (("one", "first"), ("two", "second"))
    ]
    entries = [{"field": f"{p}_likert"}, {"field": f"{p}_offer"}]
    asked = {"share": {"field": f"{p}_likert"}, "answered": True, "is": {"at_least": "1/2"}}
    rule = {"method": "none", "of": entries, "requires": asked}
    return _field(f"{p}_stages", levels="stages", gates=gates, scoring=rule)


def _overall(names: Sequence[str]) -> Data:
    low = [{"field": f"{p}_{key}", "score": {"below": 30}} for p in names for key in ("likert", "offer", "body")]
    matrix = [
        {"level": "high", "when": {"all": low}},
        {"level": "medium", "when": {"any": low}},
        {"level": "low"},
    ]
    entries = [{"field": f"{p}_{key}"} for p in names for key in ("likert", "offer", "night", "body", "load")]
    return {"title": _said("Gesamt"), "levels": "risk", "classify": matrix, "scoring": {"of": entries}}


def _flags(p: str) -> list[Data]:
    """Return a condition or an expression of each kind."""
    numbers = {
        "mixed": f"weighted([{p}_l1, {p}_l2], [2, 1]) + mod({p}_l3, 2) + sign({p}_l4 - 2) - min({p}_l3, {p}_l4)",
        "middle": f"median({p}_l1, {p}_l2, {p}_l3) + floor(mean({p}_l5, {p}_l6)) + ceiling({p}_l7 / 2) + constant.base",
        "listed": f"count(class.stock.values) + product({p}_l3, {p}_l4) + geometric({p}_l3 + 1, {p}_l4 + 1)",
        "placed": f"largest([{p}_l1, {p}_l2, {p}_l3], 2) - smallest(present([{p}_l4, {p}_l5, 1]), 1) + 2",
        "told": f"if(answered({p}_note) and state({p}_o1) != 'hidden', 1, coalesce({p}_o1, 0)) + units({p}_teams)",
        "ticked": f"if(includes({p}_m1, 'cafe') or not selected({p}_m2) > 1, 3, 0) + max({p}_l1, {p}_l2)",
        "held": f"round(clamp(field.{p}_likert, 10, 90) / constant.spread, 1, 'half_up') + abs(-{p}_l5)",
        "labelled": f"if(lookup('label', sum({p}_l1, {p}_l2)) = 'low', 0, sqrt({p}_l3 + {p}_l4))",
    }
    flags = [(name, {"value": text, "is": {"at_least": 2, "below": 1000}}) for name, text in numbers.items()]
    conditions = {
        "many": {"count": {"class": "first"}, "points": {"at_least": 2}, "is": {"at_least": 3}},
        "some": {"some": {"items": [f"{p}_l1", f"{p}_l2"]}, "points": {"equal": 4}},
        "level": {"all": [{"field": f"{p}_stages", "level": {"is": "two"}}, {"flag": f"{p}_many", "is": True}]},
        "open": {"any": [{"field": f"{p}_body", "status": ["not_computed"]}, {"item": f"{p}_l1", "answered": False}]},
        "exact": {"item": f"{p}_share", "number": {"above": 50}},
        "unsaid": {"not": {"item": f"{p}_l2", "no_answer": ["dont_know"]}},
        "covered": {
            "all": [{"field": "overall", "coverage": {"at_least": 0.5}}, {"item": f"{p}_l3", "one_of": [3, 4]}]
        },
        "small": {"profile": "kind", "one_of": ["town"]},
    }
    every = [*flags, *conditions.items()]
    return [{"key": f"{p}_{name}", "title": _said(f"Merkmal {name}"), "when": when} for name, when in every]


# ---------------------------------------------------------------------------------------------------------- the answers


def answers_to_everything(count: int = 40) -> list[Data]:
    """Return members `answers` and `profile` of requests to one copy; all sets differ."""
    chance = Random("answers to everything")
    return [
        {"answers": _answers(chance, "p0"), "profile": {"kind": chance.choice(("town", "county")), "size": size}}
        for size in range(1000 - count // 2, 1000 + count // 2)
    ]


def _answers(chance: Random, p: str) -> Data:
    every = {
        **{f"{p}_{key}": chance.randrange(5) for key in _STEPS},
        **{f"{p}_{key}": chance.randrange(low, high) for key, (low, high) in _NUMBERS.items()},
        f"{p}_m1": ["course", "cafe"],
        f"{p}_m2": chance.sample(["course", "cafe", "library"], 2),
        f"{p}_bed": f"{chance.randrange(21, 24)}:30",
        f"{p}_up": f"0{chance.randrange(5, 9)}:15",
        f"{p}_slept": f"PT{chance.randrange(4, 9)}H30M",
        f"{p}_note": "Hier steht etwas.",
        f"{p}_teams": [{f"{p}_{key}": chance.randrange(5) for key in ("mood", "pace")} for _ in range(TEAMS)],
        f"{p}_pairs": [chance.sample(pair, 2) for pair in combinations(_DEMANDS, 2)],
    }
    return every | {f"{p}_{chance.choice(_STEPS)}": {"no_answer": "dont_know"}}
