"""What of the format a definition uses: what no random case uses is compared with nothing."""

from collections.abc import Iterator
from typing import Any

from tests.oracle.case import (
    OVERALL,
    is_scored,
    is_scored_field,
    level_set_of,
    names_in,
    open_case,
    options_of,
    scoring_of,
)
from tests.oracle.exact import exact, interval, is_number, overlap
from tests.oracle.expressions import ENTRY_BY_ENTRY, LAZY, SEE_NULL
from tests.oracle.functions import OF_MANY, OF_VALUES
from tests.oracle.methods import METHODS
from tests.oracle.narrowing import OPPOSITE
from tests.oracle.points import NUMERIC, number_rule
from tests.oracle.syntax import read_expression

EXPECTED = [
    *("overall", "no overall", "flags", "profile", "sources", "forms", "item_classes", "depth 3", "unscored field"),
    *(f"defaults {name}" for name in ("scoring", "parent_scoring", "levels", "parent_levels")),
    *(
        f"type {name}"
        for name in ("single_choice", "multiple_choice", "number", "time", "duration", "text", "pairwise")
    ),
    *(f"item {name}" for name in ("scale", "options", "weight", "classes", "shown_when", "applies_to", "forms")),
    *(f"points of {name}" for name in ("single_choice", "number", "time", "duration")),
    *("name value", "name points"),
    *(f"item {name}" for name in ("no_answers", "anchors")),
    *("not scored", "exclusive", "negative points", "fractions", "decimals"),
    *(f"multiple {name}" for name in ("sum", "count", "minimum_selected", "maximum_selected")),
    *(f"number {name}" for name in ("value", "bins", "integer", "decimal", "open end", "closed end", "unbounded")),
    *("time value", "time bins", "time range", "time unsaid", "duration value", "duration bins", "profile number"),
    *(f"duration {name}" for name in ("weeks", "days", "hours", "minutes", "seconds")),
    "bin out of reach",
    *(f"of {name}" for name in ("items", "all_items", "fields", "list", "unsaid")),
    *(f"overall of {name}" for name in ("all_items", "list", "unsaid")),
    *(f"listed {name}" for name in ("own", "foreign", "field", "weight")),
    *(f"method {name}" for name in METHODS),
    *(f"policy {name}" for name in ("exclude", "required", "worst", "best", "points")),
    *(f"better {name}" for name in ("higher", "lower", "none")),
    *(f"coverage {name}" for name in ("provisional", "valid", "minimum_answered", "off")),
    *(f"mode {name}" for name in ("half_even", "half_up", "half_away_from_zero", "ceiling", "floor")),
    *(f"stage {name}" for name in ("last", "before_levels", "before_aggregation")),
    *("rounding off", "rescaled", "turned", "not rescaled", "merged no_answer", "merged rounding", "switched off"),
    *("level [)", "level (]", "level []", "level ()", "one number", "level unbounded", "border", "no border"),
    *("levels by case", "levels by case, no last"),
    *("classify", "classify by levels", "classify with gates"),
    *("staged", "staged with gates", "requires", "requires a field"),
    *("formula", "formula with of", "transform", "method none", "weight by expression", "units", "gates of units"),
    *("type computed", "computed value", "computed bins", "points by other answers", "points of multiple_choice"),
    *("item levels", "name raw"),
    *("gates", "two gates", "depends_on", "suggestion at the top", "suggestion of overall", "suggestion applies_to"),
    *(f"when {name}" for name in ("all", "any", "not", "every", "some", "count", "share", "field", "flag", "profile")),
    *(f"when item {name}" for name in ("is", "one_of", "includes", "points", "number", "answered", "no_answer")),
    *("when profile is", "when profile one_of", "when profile number"),
    *(f"when field {name}" for name in ("score", "coverage", "level", "status")),
    *(f"counted {name}" for name in ("one_of", "includes", "points", "number", "answered", "no_answer")),
    *(f"selection {name}" for name in ("field", "class", "items")),
    *("all: []", "any: []", "when value", "constants", "tables"),
    *(f"table {name}" for name in ("number", "text", "two inputs", "any", "interpolate", "output text", "one number")),
    *(f"expression {name}" for name in (*OF_MANY, *OF_VALUES, *LAZY, *SEE_NULL, "number", "text", "list", "constant")),
    *("expression wins", "pairwise with no_answers"),
    *(f"name {name}" for name in ("item", "item.points", "item.item", "constant", "profile", "flag", "class.points")),
    *(f"name field{name}" for name in ("", ".raw", ".coverage", ".answered", ".applicable", ".level")),
    *(
        "name field.items",
        "name field.fields",
        "list with a number",
        "two lists",
        "list compared",
        "function of a list",
    ),
]


def features(document) -> Iterator[str]:
    case = open_case(document, {}, None, None)
    yield "overall" if OVERALL in case.fields else "no overall"
    members = ("flags", "profile", "sources", "forms", "item_classes", "constants", "tables")
    yield from (name for name in members if document.get(name))
    yield from (f"defaults {name}" for name in document.get("defaults", ()))
    yield from ("profile number" for attribute in document.get("profile", ()) if "number" in attribute)
    for item in case.items.values():
        yield from item_features(case, item)
    for found in case.fields.values():
        yield from field_features(case, found) if is_scored_field(found) else ["unscored field"]
        yield from ["depth 3"] * (case.parents.get(case.parents[found["key"]] or "") is not None)
    for level_set in document.get("level_sets", ()):
        yield from level_features(level_set)
    for each in all_suggestions(document):
        yield from ["depends_on"] * ("depends_on" in each) + ["suggestion applies_to"] * ("applies_to" in each)
        yield from ["suggestion at the top"] * ("field" in each)
        yield from ["suggestion of overall"] * (each.get("field") == OVERALL)
    for _, condition in conditions(document):
        yield from condition_features(condition)
        if "value" in condition:
            yield from expression_features(case, read_expression(condition["value"]))
    for table in document.get("tables", ()):
        yield from table_features(table)


def item_features(case, item) -> Iterator[str]:
    yield f"type {item['type']}"
    yield from ["pairwise with no_answers"] * ("pairwise" in item and bool(item.get("no_answers")))
    yield from expressions_of_item(case, item)
    yield from (f"item {name}" for name in item)
    if item["type"] != "text" and not is_scored(item):
        yield "not scored"
    options = options_of(case, item) if "choice" in item["type"] else []
    yield from ["exclusive"] * any(option.get("exclusive") for option in options)
    for points in [option["points"] for option in options if "points" in option]:
        yield from ["negative points"] * (exact(points) < 0) + ["fractions"] * ("/" in str(points))
        yield from ["decimals"] * ("." in str(points))
    if "multiple_choice" in item:
        rule = item["multiple_choice"]
        yield from [f"multiple {name}" for name in rule] + [f"multiple {rule['points_from']}"]
    if item["type"] in NUMERIC:
        yield from number_features(number_rule(item), item["type"])
    if item["type"] == "time":
        yield "time range" if "range" in item.get("time", {}) else "time unsaid"
    if item["type"] == "duration":
        yield f"duration {item['duration']['unit']}"


def expressions_of_item(case, item) -> Iterator[str]:
    if item["type"] == "computed":
        yield from expression_features(case, read_expression(item["computed"]["value"]))
    if "points" in item:
        others = [name for name in names_in(item["points"]) if name not in ("value", "points")]
        yield from ["points by other answers"] * any(not name.startswith("constant.") for name in others)
        yield f"points of {item['type']}"
        yield from expression_features(case, read_expression(item["points"]))


def number_features(rule, kind) -> Iterator[str]:
    numbers = interval(rule["range"])
    yield "number integer" if rule.get("integer") else "number decimal"
    if numbers.lower is None or numbers.upper is None:
        yield "number unbounded"
    else:
        yield from (f"number {'closed' if closed else 'open'} end" for closed in (numbers[1], numbers[3]))
    if isinstance(rule.get("points"), dict):
        yield f"{kind} bins"
        for each in rule["points"]["bins"]:
            inside = overlap(numbers, interval(each["range"]))
            if inside.lower is not None and inside.upper is not None and inside.lower > inside.upper:
                yield "bin out of reach"
    else:
        yield f"{kind} value"


def field_features(case, found) -> Iterator[str]:
    own, scoring = found.get("scoring") or {}, scoring_of(case, found)
    yield from ["gates"] * bool(found.get("gates")) + ["two gates"] * (len(found.get("gates", ())) > 1)
    if isinstance(found.get("levels"), list):
        yield "levels by case" if "when" not in found["levels"][-1] else "levels by case, no last"
    if "classify" in found:
        yield "classify"
        yield from ["classify by levels"] * ("'level': {" in str(found["classify"]))
        yield from ["classify with gates"] * bool(found.get("gates"))
    level_set = level_set_of(case, found)
    if level_set is not None and "range" not in level_set["levels"][0] and found.get("gates"):
        yield "staged with gates"
    yield from ["requires"] * ("requires" in own) + ["requires a field"] * ("'field'" in str(own.get("requires")))
    yield from rule_features(case, found, own, scoring)
    of = own.get("of", "unsaid")
    yield f"of {of}" if isinstance(of, str) else "of list"
    yield from [f"overall of {of}" if isinstance(of, str) else "overall of list"] * (found["key"] == OVERALL)
    if isinstance(of, list):
        mine = [item["key"] for item in found.get("items", ())]
        for entry in of:
            yield from ["listed weight"] * ("weight" in entry)
            yield from ["weight by expression"] * (not is_number(entry.get("weight")))
            yield "listed field" if "field" in entry else "listed own" if entry["item"] in mine else "listed foreign"
    yield from (f"method {scoring.get('method', 'formula')}", f"better {scoring['better']}")
    yield from ("policy points" if isinstance(p, dict) else f"policy {p}" for p in scoring["no_answer"].values())
    yield from (f"coverage {name}" for name in scoring["coverage"] or ["off"])
    rounding = scoring["rounding"]
    yield from [f"mode {rounding['mode']}", f"stage {rounding['stage']}"] if rounding else ["rounding off"]
    ends = scoring["rescale_from"] and [exact(end) for end in scoring["rescale_from"]]
    yield ("rescaled" if ends[0] < ends[1] else "turned") if ends else "not rescaled"
    yield from ["merged no_answer"] * (0 < len(own.get("no_answer", ())) < 5)
    yield from ["merged rounding"] * (len(own.get("rounding") or ()) == 1)


def rule_features(case, found, own, scoring) -> Iterator[str]:
    yield from ["switched off"] * (None in own.values())
    for name in ("formula", "transform"):
        if scoring.get(name) is not None:
            yield name
            yield from expression_features(case, read_expression(scoring[name]))
    yield from ["formula with of"] * ("formula" in own and "of" in own) + ["units"] * ("units" in found)
    yield from ["gates of units"] * ("gates" in found.get("units", ()))


def level_features(level_set) -> Iterator[str]:
    yield "border" if "border" in level_set else "no border"
    if "range" not in level_set["levels"][0]:
        yield "staged"
        return
    for level in level_set["levels"]:
        text = level["range"]
        numbers = interval(text)
        yield f"level {text[0]}{text[-1]}"
        yield from ["one number"] * (numbers.lower is not None and numbers.lower == numbers.upper)
        yield from ["level unbounded"] * (None in (numbers.lower, numbers.upper))


def expression_features(case, tree) -> Iterator[str]:
    yield f"expression {tree.content if tree.form == 'call' else tree.form}"
    if tree.form == "name" and tree.content in case.items and case.items[str(tree.content)]["type"] == "pairwise":
        return
    if tree.form == "name":
        yield from name_features(case, *str(tree.content).split("."))
    lists = [
        part.form == "list" or "class." in str(part.content) or ".items." in str(part.content) for part in tree.parts
    ]
    if tree.content in ENTRY_BY_ENTRY and any(lists):
        kind = "list compared" if tree.content in OPPOSITE else "function of a list"
        yield "two lists" if all(lists) else "list with a number" if tree.content in tuple("+-*/^") else kind
    for part in tree.parts:
        yield from expression_features(case, part)


def name_features(case, first, *rest) -> Iterator[str]:
    if first == "field":
        yield ".".join(["name field", *rest[1:2]])
    elif first in case.items or first == "item":
        yield "name item.item" if first == "item" else ".".join(["name item", *rest])
    else:
        yield ".".join(["name " + first, *rest[1:]])


def table_features(table) -> Iterator[str]:
    yield from (f"table {column['type']}" for column in table["inputs"])
    yield from ["table two inputs"] * (len(table["inputs"]) == 2) + ["table interpolate"] * table.get(
        "interpolate", False
    )
    yield from ["table output text"] * (table.get("output") == "text")
    cells = [cell for row in table["rows"] for cell in row[:-1]]
    yield from ["table any"] * ("any" in cells) + ["table one number"] * any(isinstance(cell, int) for cell in cells)


def condition_features(condition) -> Iterator[str]:
    form = next(iter(condition))
    yield f"when {form}"
    if form in ("item", "field", "profile"):
        yield from (f"when {form} {name}" for name in condition)
    if form in ("all", "any") and not condition[form]:
        yield f"{form}: []"
    if form in ("count", "share"):
        yield from (f"counted {name}" for name in condition)
    if form in ("every", "some", "count", "share"):
        yield from (f"selection {name}" for name in condition[form])


def conditions(part: Any) -> Iterator[tuple[str, dict]]:
    """Yield every condition that stands in a part of a definition, with the member it stands under."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in ("when", "requires", "shown_when", "applies_to"):
                yield from ((name, each) for each in nested(value))
            yield from conditions(value)
    elif isinstance(part, list):
        for each in part:
            yield from conditions(each)


def nested(condition: dict) -> Iterator[dict]:
    yield condition
    for joint in ("all", "any"):
        for part in condition.get(joint, ()):
            yield from nested(part)
    if "not" in condition:
        yield from nested(condition["not"])


def all_suggestions(document):
    case = open_case(document, {}, None, None)
    inside = [each for found in case.fields.values() for each in found.get("suggestions", ())]
    return [*inside, *document.get("suggestions", ())]
