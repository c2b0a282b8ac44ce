"""Pairwise choices and units, written out: docs/format/. What results is an ordinary questionnaire.

`~` stands where a written-out key has its dot, because a dot means something else in expressions.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tests.oracle.case import Data, items_below

OF_UNITS = ("title", "minimum", "maximum")
EXPRESSIONS = ("points", "formula", "transform", "weight", "value")
NAME_OR_TEXT = re.compile(r"'[^']*'|[a-z][a-z0-9_~]*(?:\.[a-z][a-z0-9_~]*)*")
WINS = re.compile(r"wins\(\s*(?:item\.)?([a-z0-9_~]+)\s*,\s*'([^']*)'\s*\)")
UNITS = re.compile(r"units\(\s*(?:field\.)?([a-z0-9_~]+)\s*\)")
SEPARATOR = "~"


def written_out(document: Data, answers: Data) -> tuple[Data, Data]:
    """Return the questionnaire without pairwise choices and units, and the answers to it."""
    if not any(_must_be_written_out(found) for found in document["fields"]):
        return document, answers
    given = dict(answers)
    pairs: dict[str, list[tuple[str, str, str]]] = {}
    counts: dict[str, int] = {}
    fields = [_field(found, given, pairs, counts) for found in document["fields"]]
    made = _rewritten({**document, "fields": fields}, lambda text: _without_shorthands(text, pairs, counts))
    return made, {key: answer for key, answer in given.items() if key not in pairs and key not in counts}


def with_dots(data: Any) -> Any:
    """Return results with the written-out keys as they are spelled."""
    if isinstance(data, dict):
        return {with_dots(name): with_dots(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(with_dots(each) for each in data)
    return data.replace(SEPARATOR, ".") if isinstance(data, str) else data


def _must_be_written_out(found: Data) -> bool:
    pairwise = any(item["type"] == "pairwise" for item in items_below(found))
    return pairwise or "units" in found or any(_must_be_written_out(child) for child in found.get("fields") or ())


def _field(found: Data, given: Data, pairs: dict[str, Any], counts: dict[str, int]) -> Data:
    if "units" in found:
        return _field_of_units(found, given, pairs, counts)
    made = dict(found)
    if "items" in found:
        made["items"] = [each for item in found["items"] for each in _item(item, given, pairs)]
    if "fields" in found:
        made["fields"] = [_field(child, given, pairs, counts) for child in found["fields"]]
    return made


# -------------------------------------------------------------------------------------------------- pairwise choices


def _item(item: Data, given: Data, pairs: dict[str, Any]) -> list[Data]:
    """Return an item, or of a pairwise choice an item for each pair."""
    if item["type"] != "pairwise":
        return [item]
    key, options = item["key"], item["pairwise"]["options"]
    said = {name: value for name, value in item.items() if name != "pairwise"}
    made = []
    pairs[key] = []
    for one, two in combinations(options, 2):
        pair = SEPARATOR.join([key, str(one["value"]), str(two["value"])])
        pairs[key].append((pair, one["value"], two["value"]))
        made.append({**said, "key": pair, "type": "single_choice", "scored": False, "options": [one, two]})
    _answer_pairs(given.get(key), pairs[key], given)
    return made


def _answer_pairs(answer: Any, pairs: list[tuple[str, str, str]], given: Data) -> None:
    """Say for each pair what an answer says of it."""
    if isinstance(answer, dict):
        given.update({key: answer for key, _, _ in pairs})
        return
    keys = {frozenset([one, two]): key for key, one, two in pairs}
    for each in answer or ():
        if isinstance(each, dict):
            given[keys[frozenset(each["between"])]] = {"no_answer": each["no_answer"]}
        else:
            given[keys[frozenset(each)]] = each[0]


# ------------------------------------------------------------------------------------------------------------- units


def _field_of_units(found: Data, given: Data, pairs: dict[str, Any], counts: dict[str, int]) -> Data:
    """Return a field whose child fields are its units."""
    key, rules = found["key"], found["units"]
    units = given.get(key) or [{} for _ in range(rules.get("minimum", 1))]
    counts[key] = len(units)
    said = {name: value for name, value in rules.items() if name not in OF_UNITS}
    inside = {name: found[name] for name in ("items", "fields") if name in found}
    own = {item["key"] for item in items_below(found)} | _fields_below(found)
    children = []
    for place, unit in enumerate(units, start=1):
        suffix = f"{SEPARATOR}{place}"
        copy = {"key": key, "title": rules.get("title"), **said, **inside}
        # The unit itself has the key of the field, with its number.
        classes = {each for item in items_below(found) for each in item.get("classes") or ()}
        renaming = Renaming(own | {key}, classes, suffix)
        copy = renaming.part(_rewritten(copy, renaming.expression))
        given.update({name + suffix: answer for name, answer in unit.items()})
        children.append(_field(copy, given, pairs, counts))
    without = {name: value for name, value in found.items() if name not in ("units", "items", "fields")}
    return {**without, "fields": children}


def _fields_below(found: Data) -> set[str]:
    children = found.get("fields") or ()
    return {child["key"] for child in children} | {key for child in children for key in _fields_below(child)}


@dataclass
class Renaming:
    """What belongs to a unit gets the number of the unit."""

    keys: set[str]
    # In a unit the items of a class are those that lie in the unit.
    classes: set[str]
    suffix: str

    def key(self, key: Any) -> Any:
        """Return a key; it stays where it names something outside."""
        return key + self.suffix if key in self.keys else key

    def item_class(self, key: str) -> str:
        """Return the class of the unit, or of all where the unit has none."""
        return key + self.suffix if key in self.classes else key

    def expression(self, text: str) -> str:
        """Return an expression of the unit."""
        return NAME_OR_TEXT.sub(lambda match: self._name(match[0]), text)

    def _name(self, name: str) -> str:
        first, *rest = name.split(".")
        if name.startswith("'") or first in ("constant", "profile", "flag", "entries"):
            return name
        if first == "class":
            return ".".join([first, self.item_class(rest[0]), *rest[1:]])
        if first in ("item", "field"):
            return ".".join([first, self.key(rest[0]), *rest[1:]])
        return ".".join([self.key(first), *rest])

    def part(self, part: Any) -> Any:
        """Return a part of the definition of the unit."""
        if isinstance(part, list):
            return [self.part(each) for each in part]
        if not isinstance(part, dict):
            return part
        return {member: self._member(member, value) for member, value in part.items()}

    def _member(self, member: str, value: Any) -> Any:
        if member in ("item", "field", "key") and isinstance(value, str):
            return self.key(value)
        if member == "class":
            return self.item_class(value)
        if member == "classes":
            return [*value, *map(self.item_class, value)]
        if member == "items" and value and isinstance(value[0], str):
            return [self.key(each) for each in value]
        return self.part(value)


# ------------------------------------------------------------------------------------------------------- expressions


def _rewritten(data: Any, rewrite: Callable[[str], str]) -> Any:
    """Return a part of a definition with every expression in it rewritten."""
    if isinstance(data, list):
        return [_rewritten(each, rewrite) for each in data]
    if not isinstance(data, dict):
        return data
    # Options and anchors have values too, which are no expressions, and constants are numbers.
    words = () if "title" in data and "value" in data else EXPRESSIONS
    return {
        name: rewrite(value) if name in words and isinstance(value, str) else _rewritten(value, rewrite)
        for name, value in data.items()
    }


def _without_shorthands(text: str, pairs: dict[str, Any], counts: dict[str, int]) -> str:
    """Return an expression without `wins` and `units`."""

    def won(match: re.Match[str]) -> str:
        option = match[2]
        with_option = [pair for pair, *values in pairs[match[1]] if option in values]
        tests = [f"if({pair} = '{option}', 1, 0)" for pair in with_option]
        return f"sum({', '.join(tests)})"

    return UNITS.sub(lambda match: str(counts[match[1]]), WINS.sub(won, text))
