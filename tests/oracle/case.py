"""One case to evaluate: a definition, what was answered, and the look-ups that apply the documented defaults."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

from tests.oracle.exact import exact, is_number
from tests.oracle.syntax import Tree, read_expression

Data = dict[str, Any]

OVERALL = "overall"
# Of each of these two a field has one at most.
OTHERS = [("formula", "method"), ("transform", "rescale_from"), ("method", "formula"), ("rescale_from", "transform")]


class OnDemand(dict[str, Data]):
    """What is found out when it is first asked for, because its order is that of what it rests on."""

    def __init__(self, find: Callable[[str], Data]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, key: str) -> Data:
        self[key] = self.find(key)
        return self[key]


@dataclass
class Case:
    """The input, everything in it by key in document order, and what has been found out so far."""

    document: Data
    answers: Data
    profile: Data
    perspective: str | None
    items: dict[str, Data] = field(default_factory=dict)
    fields: dict[str, Data] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    # Of the answered items: what was said as a value.
    values: Data = field(default_factory=dict)
    # The items that a condition of their own, or a form, leaves out.
    left_out: set[str] = field(default_factory=set)
    results: dict[str, Data] = field(default_factory=dict)
    levels: dict[str, Data] = field(default_factory=dict)
    # The smallest and largest points of items whose points an expression gives, once they were asked for.
    extremes: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)
    flags: dict[str, bool | None] = field(default_factory=dict)


def open_case(document: Data, answers: Data, profile: Data | None, perspective: str | None) -> Case:
    """Lay out a case. Document order: a field, its items, then its nested fields; the whole comes last."""
    case = Case(document, answers, profile or {}, perspective)
    for top in document["fields"]:
        _collect(case, top, None)
    if document.get("overall") is not None:
        case.fields[OVERALL] = {**document["overall"], "key": OVERALL, "fields": document["fields"]}
        case.parents[OVERALL] = None
    return case


def _collect(case: Case, found: Data, parent: str | None) -> None:
    case.fields[found["key"]] = found
    case.parents[found["key"]] = parent
    for item in found.get("items") or ():
        case.items[item["key"]] = item
    for child in found.get("fields") or ():
        _collect(case, child, found["key"])


def by_key(things: list[Data] | None, key: str) -> Data:
    """Return the one thing of a list that has this key."""
    for thing in things or ():
        if thing["key"] == key:
            return thing
    raise KeyError(key)


def is_scored(item: Data) -> bool:
    """Text and pairs are never scored, everything else is unless it says otherwise."""
    return item["type"] not in ("text", "pairwise") and bool(item.get("scored", True))


def options_of(case: Case, item: Data) -> list[Data]:
    """Return the options of a choice item: its own, or those of its response scale."""
    if item.get("options"):
        return list(item["options"])
    return list(by_key(case.document.get("response_scales"), item["scale"])["options"])


def items_below(found: Data) -> list[Data]:
    """Return all items of a field and of its nested fields, in document order."""
    items = list(found.get("items") or ())
    for child in found.get("fields") or ():
        items += items_below(child)
    return items


def is_scored_field(found: Data) -> bool:
    """Say whether a field has anything to be scored from."""
    scoring = found.get("scoring") or {}
    if found["key"] == OVERALL or scoring.get("of") or "formula" in scoring:
        return True
    own = any(is_scored(item) for item in found.get("items") or ())
    return own or any(is_scored_field(child) for child in found.get("fields") or ())


def scored_of(found: Data) -> Any:
    """Return what a field is scored from: `items`, `all_items`, `fields`, `named` by its formula, or a list."""
    scoring = found.get("scoring") or {}
    unsaid = "named" if "formula" in scoring else "fields" if found.get("fields") or "units" in found else "items"
    return scoring.get("of") or unsaid


def is_parent(found: Data) -> bool:
    """Say whether a field is scored from fields, so that the defaults for parents serve it."""
    of = scored_of(found)
    if found["key"] == OVERALL or of == "fields" or (isinstance(of, list) and any("field" in entry for entry in of)):
        return True
    names = names_in(found["scoring"]["formula"]) if of == "named" else []
    return any(name.startswith("field.") and ".items." not in name for name in names)


@cache
def names_in(text: str) -> list[str]:
    """Return every name in an expression, as often as it stands there."""
    return list(_names_in(read_expression(text)))


def _names_in(tree: Tree) -> Iterator[str]:
    if tree.form == "name":
        yield str(tree.content)
    for part in tree.parts:
        yield from _names_in(part)


def things_named(case: Case, name: str) -> list[tuple[str, Data]]:
    """Return the items and fields that a name stands for, each as (`item` or `field`, the item or field)."""
    first, *rest = name.split(".")
    if first == "class":
        of_class = [item for item in case.items.values() if rest[0] in (item.get("classes") or ())]
        return [("item", item) for item in of_class if is_scored(item)]
    if first == "field":
        found = case.fields[rest[0]]
        if rest[1:2] == ["items"]:
            return [("item", item) for item in items_below(found) if is_scored(item)]
        if rest[1:2] == ["fields"]:
            return [("field", child) for child in found.get("fields") or () if is_scored_field(child)]
        return [("field", found)]
    if first in ("constant", "profile", "flag", "raw", "value", "points", "entries"):
        return []
    return [("item", case.items[rest[0] if first == "item" else first])]


def scoring_of(case: Case, found: Data) -> Data:
    """Return the scoring of a field: its own members over those of the default that serves it."""
    defaults = case.document.get("defaults") or {}
    default = defaults.get("parent_scoring" if is_parent(found) else "scoring") or {}
    own = found.get("scoring") or {}
    # What a field says switches off what it would otherwise inherit.
    without = [other for name, other in OTHERS if name in own]
    default = {name: value for name, value in default.items() if name not in without}
    scoring = {"better": "higher", "rescale_from": None, "coverage": None, "rounding": None, **default, **own}
    for name in ("no_answer", "coverage", "rounding"):
        if default.get(name) is not None and own.get(name) is not None:
            scoring[name] = {**default[name], **own[name]}
    return scoring


def level_set_of(case: Case, found: Data) -> Data | None:
    """Return the level set of a field, None where it has none; of several, which have the same keys, the first."""
    defaults = case.document.get("defaults") or {}
    key = found.get("levels") or defaults.get("parent_levels" if is_parent(found) else "levels") or "none"
    if key == "none" or not is_scored_field(found):
        return None
    return by_key(case.document.get("level_sets"), key if isinstance(key, str) else key[0]["set"])


def entries_of(case: Case, found: Data) -> list[tuple[str, Data, Any]]:
    """Return the entries of a field, each as (`item` or `field`, the item or field, its weight or its expression)."""
    of = scored_of(found)
    if isinstance(of, list):
        return [_listed(case, entry) for entry in of]
    if of == "named":
        return list(_named(case, found["scoring"]["formula"]))
    if of == "fields":
        children = found.get("fields") or ()
        return [("field", child, exact(child.get("weight", 1))) for child in children if is_scored_field(child)]
    items = items_below(found) if of == "all_items" else found.get("items") or ()
    return [("item", item, exact(item.get("weight", 1))) for item in items if is_scored(item)]


def _listed(case: Case, entry: Data) -> tuple[str, Data, Any]:
    kind = "item" if "item" in entry else "field"
    thing = case.items[entry["item"]] if kind == "item" else case.fields[entry["field"]]
    weight = entry.get("weight", thing.get("weight", 1))
    return kind, thing, exact(weight) if is_number(weight) else weight


def _named(case: Case, formula: str) -> Iterator[tuple[str, Data, Any]]:
    """Return what a formula names, each once: all items, then all fields, in document order."""
    named = [(kind, thing["key"]) for name in names_in(formula) for kind, thing in things_named(case, name)]
    for kind, things in (("item", case.items), ("field", case.fields)):
        for key, thing in things.items():
            if (kind, key) in named:
                yield kind, thing, exact(thing.get("weight", 1))
