"""Conditions: section 8 of the rules. Three values: True, False, and None for unknown."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from tests.oracle.case import Case, Data, is_scored, items_below, level_set_of
from tests.oracle.exact import exact
from tests.oracle.expressions import worked_out
from tests.oracle.names import Named, points_of
from tests.oracle.nulls import Null
from tests.oracle.points import NUMERIC

Truth = bool | None


def truth(case: Case, condition: Data) -> Truth:
    """Say whether a condition is true, false or unknown."""
    for form, holds in FORMS.items():
        if form in condition:
            return holds(case, condition)
    raise KeyError(f"no condition: {condition}")


def all_of(truths: Iterable[Truth]) -> Truth:
    """False if one is false, else unknown if one is unknown, else true."""
    found = list(truths)
    if False in found:
        return False
    return None if None in found else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """True if one is true, else unknown if one is unknown, else false."""
    found = list(truths)
    if True in found:
        return True
    return None if None in found else False


def not_(one: Truth) -> Truth:
    """Not unknown is unknown."""
    return None if one is None else not one


def passes(number: Fraction | None, test: Data) -> Truth:
    """Say whether a number passes a test; what is missing is unknown."""
    if number is None:
        return None
    return all(COMPARE[name](number, exact(limit)) for name, limit in test.items())


COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": lambda number, limit: number >= limit,
    "above": lambda number, limit: number > limit,
    "at_most": lambda number, limit: number <= limit,
    "below": lambda number, limit: number < limit,
    "equal": lambda number, limit: number == limit,
}


# ---------------------------------------------------------------------------------------------------------- items


def item_test(case: Case, item: Data, test: Data) -> Truth:
    """Apply the item test that stands in a condition."""
    state = case.states[item["key"]]
    if "answered" in test:
        return (state == "answered") is test["answered"]
    if "no_answer" in test:
        return state in test["no_answer"]
    if state != "answered":
        return None
    value = case.values[item["key"]]
    if "points" in test:
        points = points_of(case, item, value)
        return passes(None if isinstance(points, Null) else points, test["points"])
    return _number_test(value, test) if item["type"] in NUMERIC else _answer_test(value, test)


def _number_test(number: Fraction, test: Data) -> Truth:
    if "number" in test:
        return passes(number, test["number"])
    # Only a number is a number: the text "3" is an option's value.
    values = test.get("one_of", [test.get("is")])
    return number in [value for value in values if isinstance(value, int)]


def _answer_test(answer: Any, test: Data) -> bool:
    if "includes" in test:
        return isinstance(answer, list) and test["includes"] in answer
    if "one_of" in test:
        return answer in test["one_of"]
    return bool(answer == test.get("is"))


def _item(case: Case, condition: Data) -> Truth:
    return item_test(case, case.items[condition["item"]], condition)


# ----------------------------------------------------------------------------------------------------- selections


def selected(case: Case, selection: Data) -> list[Data]:
    """Return the selected items: only scored ones; all that is said must hold."""
    items = [item for item in case.items.values() if is_scored(item)]
    if "field" in selection:
        inside = [item["key"] for item in items_below(case.fields[selection["field"]])]
        items = [item for item in items if item["key"] in inside]
    if "class" in selection:
        items = [item for item in items if selection["class"] in (item.get("classes") or ())]
    if "items" in selection:
        items = [item for item in items if item["key"] in selection["items"]]
    return items


def shown(case: Case, items: list[Data]) -> list[Data]:
    """Return the items that are shown."""
    return [item for item in items if case.states[item["key"]] != "hidden"]


def _tests(case: Case, selection: Data, test: Data) -> list[Truth]:
    items = shown(case, selected(case, selection))
    return [item_test(case, item, test) for item in items if case.states[item["key"]] != "not_applicable"]


def _counted(case: Case, selection: Data, condition: Data) -> tuple[int, int]:
    # `is` belongs to the number here, so that the item test is what stands beside it.
    test = {name: value for name, value in condition.items() if name not in ("count", "share", "is")}
    items = shown(case, selected(case, selection))
    return sum(item_test(case, item, test) is True for item in items), len(items)


def _count(case: Case, condition: Data) -> Truth:
    number, _ = _counted(case, condition["count"], condition)
    return passes(Fraction(number), condition["is"])


def _share(case: Case, condition: Data) -> Truth:
    number, of = _counted(case, condition["share"], condition)
    return passes(Fraction(number, of) if of else None, condition["is"])


# --------------------------------------------------------------------------------------- fields, flags and profile


def _field(case: Case, condition: Data) -> Truth:
    result = case.results[condition["field"]]
    if "score" in condition:
        return passes(result["compared_score"], condition["score"])
    if "coverage" in condition:
        return passes(result["coverage"], condition["coverage"])
    if "status" in condition:
        return result["status"] in condition["status"]
    level = case.levels[condition["field"]]["level"]
    return None if level is None else _level_test(case, condition, level)


def _level_test(case: Case, condition: Data, level: str) -> bool:
    level_set = level_set_of(case, case.fields[condition["field"]])
    assert level_set is not None
    order = [each["key"] for each in level_set["levels"]]
    ((name, wanted),) = condition["level"].items()
    if name == "at_least":
        return order.index(level) >= order.index(wanted)
    if name == "at_most":
        return order.index(level) <= order.index(wanted)
    return level in wanted if name == "one_of" else level == wanted


def _flag(case: Case, condition: Data) -> Truth:
    flag = case.flags[condition["flag"]]
    return None if flag is None else flag == condition.get("is", True)


def _profile(case: Case, condition: Data) -> Truth:
    value = case.profile.get(condition["profile"])
    if value is None:
        return None
    if "number" in condition:
        return passes(exact(value), condition["number"])
    return value in condition["one_of"] if "one_of" in condition else value == condition["is"]


def _value(case: Case, condition: Data) -> Truth:
    found = worked_out(condition["value"], Named(case))
    return passes(None if isinstance(found, Null) else found, condition["is"])


FORMS: dict[str, Callable[[Case, Data], Truth]] = {
    "all": lambda case, condition: all_of(truth(case, each) for each in condition["all"]),
    "any": lambda case, condition: any_of(truth(case, each) for each in condition["any"]),
    "not": lambda case, condition: not_(truth(case, condition["not"])),
    "item": _item,
    "every": lambda case, condition: all_of(_tests(case, condition["every"], condition)),
    "some": lambda case, condition: any_of(_tests(case, condition["some"], condition)),
    "count": _count,
    "share": _share,
    "field": _field,
    "flag": _flag,
    "profile": _profile,
    "value": _value,
}
