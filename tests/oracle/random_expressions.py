"""Random expressions, well formed and of the right types, over what may be named where they stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.case import Case, Data, is_scored, is_scored_field, items_below, level_set_of, options_of
from tests.oracle.exact import ROUND
from tests.oracle.expressions import worked_out
from tests.oracle.names import Own
from tests.oracle.points import NUMERIC, accepted_numbers, all_values, number_rule, typed
from tests.oracle.random_parts import Draft

MODES = list(ROUND)


COMPARISONS = ["=", "!=", "<", "<=", ">", ">="]
LARGEST_POINTS = 1000000
MOST_VALUES = 250


@dataclass
class Vocabulary:
    """What an expression may name."""

    numbers: list[str] = field(default_factory=list)
    booleans: list[str] = field(default_factory=list)
    # Each text with the values that it can have.
    texts: list[tuple[str, list[str]]] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    # Each multiple choice with the values that can be ticked, as an expression writes them.
    ticks: list[tuple[str, list[str]]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    tables: list[Data] = field(default_factory=list)


def vocabulary(case: Case, items: list[Data]) -> Vocabulary:
    """Return what every place may name: these items, the profile, constants and tables."""
    words = Vocabulary(tables=list(case.document.get("tables") or ()))
    words.numbers += [f"constant.{each['key']}" for each in case.document.get("constants") or ()]
    for attribute in case.document.get("profile") or ():
        name = f"profile.{attribute['key']}"
        if "number" in attribute:
            words.numbers.append(name)
        else:
            words.texts.append((name, [str(option["value"]) for option in attribute["options"]]))
    for item in items:
        add_item(words, case, item)
    return words


def points_expression(draft: Draft, case: Case, item: Data) -> str | None:
    """Write an expression for the points of an item of which few values are accepted; all of them get points."""
    if not has_few_values(case, item):
        return None
    words = vocabulary(case, [])
    words.numbers = [name for name in words.numbers if name.startswith("constant.")] + ["points"] * 3
    words.texts = []
    value = typed(case, item, all_values(case, item)[0])
    if isinstance(value, Fraction):
        words.numbers += ["value"] * 4
    else:
        words.texts = [("value", [str(each) for each in all_values(case, item)])]
    made = draft.rng.choice(["10 - points", "points * 2", number(draft, words), number(draft, words)])
    found = [worked_out(made, Own(case, item_of_rule=item, answer=each)) for each in all_values(case, item)]
    writable = all(isinstance(each, Fraction) and abs(each) <= LARGEST_POINTS for each in found)
    return made if writable else f"clamp(coalesce({made}, 0), -{LARGEST_POINTS}, {LARGEST_POINTS})"


def has_few_values(case: Case, item: Data) -> bool:
    """Say whether an item accepts so few values that all their points can be known."""
    if item["type"] == "single_choice":
        return is_scored(item)
    rule = number_rule(item)
    if item["type"] not in NUMERIC or not is_scored(item) or not rule.get("integer"):
        return False
    accepted = accepted_numbers(rule)
    if accepted.lower is None or accepted.upper is None:
        return False
    return 0 <= accepted.upper - accepted.lower < MOST_VALUES


def add_item(words: Vocabulary, case: Case, item: Data) -> None:
    """Add the names of an item."""
    key = item["key"]
    if item["type"] == "pairwise":
        words.numbers += [f"wins({key}, '{option['value']}')" for option in item["pairwise"]["options"]]
        return
    if item["type"] != "text":
        words.items.append(key)
    if is_scored(item):
        words.numbers.append(f"{key}.points")
    if item["type"] in NUMERIC:
        words.numbers += [key, f"item.{key}"]
        words.times += [key] if item["type"] == "time" else []
    elif "choice" in item["type"]:
        values = [option["value"] for option in options_of(case, item)]
        whole = all(isinstance(value, int) for value in values)
        written = [str(value) if whole else f"'{value}'" for value in values]
        if item["type"] == "multiple_choice":
            words.ticks.append((key, written))
        elif whole:
            words.numbers.append(key)
        else:
            words.texts.append((key, [str(value) for value in values]))


def add_results(words: Vocabulary, case: Case, fields: list[Data], *, levels: bool, flags: list[str]) -> None:
    """Add what is known once scores are: fields, selections of items, and later levels and flags."""
    for found in fields:
        key = found["key"]
        words.numbers += [f"field.{key}", f"field.{key}"]
        words.numbers += [f"field.{key}.{member}" for member in ("raw", "coverage", "answered", "applicable")]
        if any(is_scored(item) for item in items_below(found)):
            words.lists.append(f"field.{key}.items.points")
        if any(is_scored_field(child) for child in found.get("fields") or ()):
            words.lists += [f"field.{key}.fields"] * 3
    for each in case.document.get("item_classes") or ():
        members = [item for item in case.items.values() if each["key"] in item.get("classes", ())]
        if any(is_scored(item) for item in members):
            words.lists += [f"class.{each['key']}.points"] * 3
    words.booleans += [f"flag.{flag}" for flag in flags]
    if levels:
        words.texts += [(f"field.{key}.level", case_levels) for key, case_levels in _levels(case, fields)]


def _levels(case: Case, fields: list[Data]) -> list[tuple[str, list[str]]]:
    sets = [(found["key"], level_set_of(case, found)) for found in fields]
    return [(key, [level["key"] for level in found["levels"]]) for key, found in sets if found is not None]


# --------------------------------------------------------------------------------------------------------- numbers


def number(draft: Draft, words: Vocabulary, depth: int = 3) -> str:
    """Write an expression that comes to a number."""
    if depth <= 0 or draft.chance(0.15):
        return _leaf(draft, words)
    made = draft.rng.choice(NUMBERS)(draft, words, depth - 1)
    return f"({made})" if draft.chance(0.3) else made


def _leaf(draft: Draft, words: Vocabulary) -> str:
    if words.numbers and draft.chance(0.75):
        return str(draft.rng.choice(words.numbers))
    return str(draft.rng.choice(["0", "1", "2", "3", "10", "0.5", "2.25", "100"]))


def _sign(draft: Draft, words: Vocabulary, depth: int) -> str:
    space = draft.rng.choice([" ", " ", ""])
    sign = draft.rng.choice("++--**/")
    return space.join([number(draft, words, depth), sign, number(draft, words, depth)])


def _power(draft: Draft, words: Vocabulary, depth: int) -> str:
    exponent = draft.rng.choice(["2", "3", "-1", "0", "0.5", "(1/3)", "-0.25", _leaf(draft, words)])
    return f"({number(draft, words, depth - 1)})^{exponent}"


def _of_one(draft: Draft, words: Vocabulary, depth: int) -> str:
    name = draft.rng.choice(["abs", "floor", "ceiling", "sign", "sqrt", "ln", "log10", "exp", "-"])
    return f"{name}({number(draft, words, depth - (name == 'exp'))})"


def _of_several(draft: Draft, words: Vocabulary, depth: int) -> str:
    form = draft.rng.choice(["round", "clamp", "mod", "divide", "elapsed"])
    if form == "round":
        digits = draft.rng.choice(["0", "1", "2", "-1"])
        return f"round({number(draft, words, depth)}, {digits}, '{draft.rng.choice(MODES)}')"
    if form == "clamp":
        return f"clamp({number(draft, words, depth)}, 0, {draft.rng.choice(['1', '5', '100'])})"
    if form == "elapsed":
        if not words.times:
            return number(draft, words, depth)
        return f"elapsed({draft.rng.choice(words.times)}, {draft.rng.choice(words.times)})"
    count = 3 if form == "divide" else 2
    return f"{form}({', '.join(number(draft, words, depth) for _ in range(count))})"


def _of_many(draft: Draft, words: Vocabulary, depth: int) -> str:
    name = draft.rng.choice(["sum", "product", "mean", "median", "min", "max", "count", "geometric"])
    if draft.chance(0.5):
        more = f", {number(draft, words, 0)}" if draft.chance(0.2) else ""
        return f"{name}({numbers(draft, words, depth)}{more})"
    return f"{name}({', '.join(number(draft, words, depth) for _ in range(draft.rng.randint(2, 3)))})"


def numbers(draft: Draft, words: Vocabulary, depth: int) -> str:
    """Write an expression that comes to a list of numbers."""
    if words.lists and draft.chance(0.8):
        made = draft.rng.choice(words.lists)
        if draft.chance(0.4):
            made = f"{made} {draft.rng.choice('+-*/')} {draft.rng.choice([_leaf(draft, words), made, made])}"
    else:
        made = f"[{', '.join(number(draft, words, depth - 1) for _ in range(draft.rng.randint(1, 4)))}]"
    if draft.chance(0.15):
        function = draft.rng.choice(["abs({})", "floor({})", "sign({})", "clamp({}, 0, 2)", "({}) ^ 2", "sqrt({})"])
        made = str(function).format(made)
    return f"present({made})" if draft.chance(0.6) else made


def _weighted(draft: Draft, words: Vocabulary, depth: int) -> str:
    if words.lists and draft.chance(0.3):
        made = draft.rng.choice(words.lists)
        return f"weighted({made}, abs({_leaf(draft, words)}) * {made} + 1)"
    count = draft.rng.randint(1, 3)
    lists = [", ".join(number(draft, words, depth - 1) for _ in range(count)) for _ in range(2)]
    return f"weighted([{lists[0]}], [{lists[1]}])"


def _placed(draft: Draft, words: Vocabulary, depth: int) -> str:
    place = number(draft, words, 0) if draft.chance(0.2) else draft.rng.choice(["1", "1", "2", "3"])
    return f"{draft.rng.choice(['smallest', 'largest'])}({numbers(draft, words, depth)}, {place})"


def _choice(draft: Draft, words: Vocabulary, depth: int) -> str:
    form = draft.rng.choice(["if", "case", "coalesce"])
    if form == "coalesce":
        parts = [_or_null(draft, number(draft, words, depth)) for _ in range(draft.rng.randint(1, 2))]
        return f"coalesce({', '.join([*parts, number(draft, words, depth)])})"
    pairs = []
    for _ in range(1 if form == "if" else draft.rng.randint(1, 3)):
        pairs += [boolean(draft, words, depth), number(draft, words, depth)]
    return f"{form}({', '.join([*pairs, _or_null(draft, number(draft, words, depth))])})"


def _or_null(draft: Draft, made: str) -> str:
    return "null" if draft.chance(0.1) else made


def _counts(draft: Draft, words: Vocabulary, depth: int) -> str:
    if words.ticks and draft.chance(0.5):
        return f"selected({draft.rng.choice(words.ticks)[0]})"
    if words.lists and draft.chance(0.4):
        return f"count_true({draft.rng.choice(words.lists)} {draft.rng.choice(COMPARISONS)} {_leaf(draft, words)})"
    return f"count_true({', '.join(boolean(draft, words, depth) for _ in range(draft.rng.randint(1, 3)))})"


def _lookup(draft: Draft, words: Vocabulary, depth: int) -> str:
    tables = [each for each in words.tables if each.get("output") != "text"]
    return _looked_up(draft, words, depth, tables) or number(draft, words, depth)


def _looked_up(draft: Draft, words: Vocabulary, depth: int, tables: list[Data]) -> str | None:
    if not tables:
        return None
    table = draft.rng.choice(tables)
    write = {"number": number, "text": text}
    keys = [write[column["type"]](draft, words, depth - 1) for column in table["inputs"]]
    return f"lookup('{table['key']}', {', '.join(keys)})"


NUMBERS: list[Callable[[Draft, Vocabulary, int], str]] = [
    *(_sign, _sign, _sign, _sign, _power, _of_one, _of_several, _of_several),
    *(_of_many, _of_many, _placed, _weighted, _choice, _choice, _counts, _lookup),
]


# ------------------------------------------------------------------------------------------------- truths and texts


def boolean(draft: Draft, words: Vocabulary, depth: int) -> str:
    """Write an expression that is true or false, in brackets where it would not hold together."""
    possible: list[Callable[[Draft, Vocabulary, int], str]] = [_comparison, _comparison]
    if depth > 0:
        possible += [_joint, _joint, _negation]
    possible += [_answered] if words.items else []
    possible += [_includes] if words.ticks else []
    possible += [_text_comparison] * 2 if words.texts else []
    if words.booleans and draft.chance(0.3):
        return str(draft.rng.choice(words.booleans))
    return str(draft.rng.choice(possible)(draft, words, depth - 1))


def _comparison(draft: Draft, words: Vocabulary, depth: int) -> str:
    left = number(draft, words, depth)
    if draft.chance(0.2):
        return f"{left} in [{', '.join(number(draft, words, 0) for _ in range(draft.rng.randint(1, 3)))}]"
    return f"{left} {draft.rng.choice(COMPARISONS)} {number(draft, words, depth)}"


def _joint(draft: Draft, words: Vocabulary, depth: int) -> str:
    joint = draft.rng.choice([" and ", " or "])
    made = joint.join(boolean(draft, words, depth) for _ in range(draft.rng.randint(2, 3)))
    return f"({made})" if draft.chance(0.5) else made


def _negation(draft: Draft, words: Vocabulary, depth: int) -> str:
    return f"not {boolean(draft, words, depth)}"


def _answered(draft: Draft, words: Vocabulary, _: int) -> str:
    item = draft.rng.choice(words.items)
    if draft.chance(0.5):
        return f"answered({item})"
    states = ["unanswered", "dont_know", "declined", "not_applicable", "hidden", "answered"]
    return f"state({item}) = '{draft.rng.choice(states)}'"


def _includes(draft: Draft, words: Vocabulary, _: int) -> str:
    item, values = draft.rng.choice(words.ticks)
    return f"includes({item}, {draft.rng.choice(values)})"


def _text_comparison(draft: Draft, words: Vocabulary, _: int) -> str:
    name, values = draft.rng.choice(words.texts)
    if draft.chance(0.4):
        listed = ", ".join(f"'{value}'" for value in draft.some(values, 1, 2))
        return f"{name} in [{listed}]"
    return f"{name} {draft.rng.choice(['=', '!='])} '{draft.rng.choice(values)}'"


def text(draft: Draft, words: Vocabulary, depth: int) -> str:
    """Write an expression that comes to a text."""
    if depth > 0 and draft.chance(0.2):
        made = _looked_up(draft, words, depth - 1, [each for each in words.tables if each.get("output") == "text"])
        if made:
            return made
    if words.texts and draft.chance(0.8):
        return str(draft.rng.choice(words.texts)[0])
    return str(draft.rng.choice(["'a'", "'town'", "'o1'"]))
