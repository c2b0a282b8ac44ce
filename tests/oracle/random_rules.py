"""Random rules that are expressions: formulas, transformations, weights, computed items, points."""

from collections.abc import Callable

from tests.oracle.case import Case, Data, is_scored, open_case
from tests.oracle.extremes import extreme_points
from tests.oracle.points import NUMERIC, number_rule
from tests.oracle.random_expressions import Vocabulary, add_results, boolean, number, numbers, vocabulary
from tests.oracle.random_parts import Draft
from tests.oracle.spans import Unclear

COEFFICIENTS = ["2.5", "3", "0.5", "1", "-1", "100", "-0.25"]


def rule(draft: Draft, words: Vocabulary) -> str:
    """Write an expression of a shape that published instruments use, or now and then any."""
    if not words.numbers or draft.chance(0.2):
        return number(draft, words)
    return str(draft.rng.choice(SHAPES)(draft, words))


def _term(draft: Draft, words: Vocabulary) -> str:
    return str(draft.rng.choice(words.numbers))


def _linear(draft: Draft, words: Vocabulary) -> str:
    terms = [_term(draft, words) for _ in range(draft.rng.randint(1, 4))]
    turned = [f"({draft.rng.choice(['5', '10', '1'])} - {term})" if draft.chance(0.3) else term for term in terms]
    return " + ".join(f"{draft.rng.choice(COEFFICIENTS[:4])} * {term}" for term in turned)


def _ratio(draft: Draft, words: Vocabulary) -> str:
    below = draft.rng.choice(["abs({}) + 1", "max({}, 0.5)", "{} ^ 2 + 0.25", "{}"]).format(_term(draft, words))
    return f"({_term(draft, words)} + 0.5) / ({below})"


def _product(draft: Draft, words: Vocabulary) -> str:
    return f"{_term(draft, words)} * {_term(draft, words)} {draft.rng.choice('+-')} {_term(draft, words)}"


def _of_list(draft: Draft, words: Vocabulary) -> str:
    name = draft.rng.choice(["sum", "mean", "median", "min", "max", "product", "count"])
    if words.lists and draft.chance(0.5):
        return f"{name}(present({numbers(draft, words, 0)}))"
    terms = ", ".join(_term(draft, words) for _ in range(draft.rng.randint(2, 4)))
    return f"{name}(present({terms}))" if draft.chance(0.5) else f"{name}({terms})"


def _branch(draft: Draft, words: Vocabulary) -> str:
    test = boolean(draft, words, 1)
    return f"if({test}, {_term(draft, words)}, {draft.rng.choice(COEFFICIENTS)} * {_term(draft, words)})"


def _steps(draft: Draft, words: Vocabulary) -> str:
    term = _term(draft, words)
    return f"case({term} < 1, 0, {term} <= 2, 1, {_term(draft, words)} > 3, 2, 3)"


def _fallback(draft: Draft, words: Vocabulary) -> str:
    return f"coalesce({_term(draft, words)}, {_term(draft, words)}, {draft.rng.choice(['0', 'null', '-1'])})"


def _power(draft: Draft, words: Vocabulary) -> str:
    shape = draft.rng.choice(
        ["{} ^ 2", "{} ^ 3", "(abs({}) + 1) ^ 0.5", "(abs({}) + 1) ^ -1", "sqrt(abs({}))", "exp(-{})"]
    )
    return str(shape).format(_term(draft, words))


def _geometric(draft: Draft, words: Vocabulary) -> str:
    return f"geometric(abs({_term(draft, words)}), abs({_term(draft, words)}))"


def _counted(draft: Draft, words: Vocabulary) -> str:
    tests = ", ".join(boolean(draft, words, 0) for _ in range(draft.rng.randint(1, 3)))
    return f"count_true({tests}) * {_term(draft, words)}"


def _looked_up(draft: Draft, words: Vocabulary) -> str:
    tables = [each for each in words.tables if [c["type"] for c in each["inputs"]] == ["number"]]
    tables = [each for each in tables if each.get("output") != "text"]
    if not tables:
        return _linear(draft, words)
    return f"lookup('{draft.rng.choice(tables)['key']}', {_term(draft, words)})"


def _rounded(draft: Draft, words: Vocabulary) -> str:
    shape = draft.rng.choice(["round({}, 0, 'half_up')", "floor({})", "clamp({}, 0, 3)", "ceiling({})", "mod({}, 2)"])
    return str(shape).format(_linear(draft, words))


SHAPES: list[Callable[[Draft, Vocabulary], str]] = [
    *(_linear, _linear, _linear, _linear, _ratio, _ratio, _product, _of_list, _of_list, _of_list, _branch, _steps),
    *(_fallback, _power, _geometric, _counted, _looked_up, _rounded),
]


# ---------------------------------------------------------------------------------------------------------- fields


def formula(draft: Draft, case: Case, items: list[Data], fields: list[Data]) -> str | None:
    """Write a formula that names an item or a field at least."""
    if not items and not fields:
        return None
    words = _of_fields(case, items, fields)
    places = [f"{item['key']}.points" for item in items if is_scored(item)] + [
        f"field.{found['key']}" for found in fields
    ]
    # Of a formula most is the points of its items and the scores of its fields.
    words.numbers += places * 3
    made = rule(draft, words)
    named = any(item["key"] in made for item in items) or "field." in made or "class." in made
    if named:
        return made
    return f"{made} + {draft.rng.choice(places)}" if places else None


def _of_fields(case: Case, items: list[Data], fields: list[Data]) -> Vocabulary:
    words = vocabulary(case, items)
    if fields:
        add_results(words, case, fields, levels=False, flags=[])
    return words


def transformation(draft: Draft, case: Case, items: list[Data], fields: list[Data]) -> str:
    """Write a transformation of a raw score."""
    words = _of_fields(case, items, fields)
    words.numbers += ["raw"] * (2 * len(words.numbers) + 3)
    shape = draft.rng.choice(
        ["clamp(raw, 0, 3)", "50 + 10 * (raw - 2) / 3", "round(raw, 0, 'half_up')", "100 - raw", "", ""]
    )
    return str(shape) or rule(draft, words)


def weight(draft: Draft, case: Case, items: list[Data], fields: list[Data]) -> str:
    """Write a weight that depends on answers; it is seldom negative."""
    words = _of_fields(case, items, fields)
    made = rule(draft, words)
    return draft.rng.choice([f"abs({made})", f"max({made}, 0)", f"abs({made}) + 1", made])


# ---------------------------------------------------------------------------------------------------------- groups


def cohort(draft: Draft) -> list[Data]:
    """Make numbers about a group, over what each of its members has."""
    document = draft.document
    case = open_case(document, {}, None, None)
    each = vocabulary(case, draft.items)
    add_results(each, case, draft.scored, levels=True, flags=[flag["key"] for flag in document["flags"]])
    constants = [name for name in each.numbers if name.startswith("constant.")]
    lists = [f"all.{name}" for name in each.numbers if "(" not in name and name not in constants]
    words = Vocabulary(numbers=constants, tables=each.tables, lists=lists)
    tests = [f"all.{name}" for name in each.booleans]
    tests += [f"all.{name} = '{values[0]}'" for name, values in each.texts]
    made = []
    for place in range(draft.rng.randint(1, 2)):
        text = f"mean({draft.rng.choice(lists)})" if lists else number(draft, words)
        if tests and draft.chance(0.3):
            text = f"100 * count_true({draft.rng.choice(tests)})"
        elif draft.chance(0.7):
            text = f"{number(draft, words)} + {text}"
        said = {"minimum_answered": draft.rng.randint(1, 8)} if draft.chance(0.5) else {}
        made.append({"key": f"number{place}", "title": draft.text("A group"), "value": text, **said})
    return made


# ----------------------------------------------------------------------------------------------------------- items


def computed(draft: Draft, case: Case, key: str) -> Data | None:
    """Make a computed item, where earlier items give something to compute with."""
    words = vocabulary(case, draft.items)
    if not words.numbers or not draft.items:
        return None
    made: Data = {"key": key, "type": "computed", "title": draft.text(key), "computed": {"value": rule(draft, words)}}
    if draft.chance(0.4):
        return {**made, "scored": False}
    if draft.chance(0.5):
        bins = ["(-inf, 0]", "(0, 2.5)", "[2.5, inf)"]
        made["computed"]["points"] = {"bins": [{"range": each, "points": place} for place, each in enumerate(bins)]}
    else:
        made["computed"]["points"] = "value"
    if not has_ends(case, made):
        made["computed"]["value"] = f"clamp({draft.rng.choice(words.numbers)}, -1, 3)"
    return made if has_ends(case, made) else None


def has_ends(case: Case, item: Data) -> bool:
    """Say whether it is clear what the smallest and the largest points of an item are, and whether they are written."""
    case.extremes.pop(item["key"], None)
    try:
        return all(abs(end) <= 10**6 for end in extreme_points(case, item))
    except Unclear:
        return False
    finally:
        case.extremes.pop(item["key"], None)


def dynamic_points(draft: Draft, case: Case, item: Data) -> str | None:
    """Write points that depend on earlier answers or the profile."""
    words = vocabulary(case, draft.items)
    own = ["points"] * 3
    if item["type"] in NUMERIC:
        own += ["value"] * 3
        if "inf" in number_rule(item)["range"]:
            return None
    words.numbers += own * (1 + len(words.numbers) // 4)
    for _ in range(3):
        made = rule(draft, words)
        if has_ends(case, {**item, "points": made}):
            return made
    return None
