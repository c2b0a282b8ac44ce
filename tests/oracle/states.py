"""The state of every item: section 1 of the rules."""

from tests.oracle.case import Case, Data, by_key
from tests.oracle.conditions import truth
from tests.oracle.expressions import worked_out
from tests.oracle.names import Named
from tests.oracle.nulls import Null
from tests.oracle.points import value_of

NO_ANSWERS = ("not_applicable", "dont_know", "declined", "unanswered")
LEFT_OPEN = ("dont_know", "declined", "unanswered")


def find_states(case: Case) -> None:
    """Give every item its state, in document order, because later items look at earlier ones."""
    for key, item in case.items.items():
        case.states[key] = state_of_item(case, item)
        if case.states[key] == "hidden":
            case.left_out.add(key)
        if case.states[key] == "computed":
            found = worked_out(item["computed"]["value"], Named(case))
            case.states[key] = found.state if isinstance(found, Null) else "answered"
            case.values |= {} if isinstance(found, Null) else {key: found}
        elif case.states[key] == "answered":
            case.values[key] = value_of(item, case.answers[key])


def state_of_item(case: Case, item: Data) -> str:
    """Return hidden, computed, what the person said, answered or unanswered."""
    left_out = "applies_to" in item and truth(case, item["applies_to"]) is False
    not_shown = "shown_when" in item and truth(case, item["shown_when"]) is not True
    if left_out or not_shown or not is_asked(case, item):
        return "hidden"
    if item["type"] == "computed":
        return "computed"
    answer = case.answers.get(item["key"])
    if answer is None:
        return "unanswered"
    return str(answer["no_answer"]) if isinstance(answer, dict) else "answered"


def is_asked(case: Case, item: Data) -> bool:
    """Say whether the form of the perspective asks an item; the first form asks all of them."""
    if case.perspective is None or item["type"] == "computed":
        return True
    form = by_key(case.document["perspectives"], case.perspective).get("form")
    return form is None or form == case.document["forms"][0]["key"] or form in (item.get("forms") or {})


def applies(case: Case, item: Data) -> bool:
    """Say whether an item is shown and applicable."""
    return case.states[item["key"]] not in ("hidden", "not_applicable")
