"""In which states the entries of a score can be: of each of them a definition must say what it does to the score."""

from collections.abc import Iterator

from selfcheck_service.core.definition.entries import entries_of
from selfcheck_service.core.definition.expressions.bound import references_in
from selfcheck_service.core.definition.item_expressions import bind_value
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.scoring_rules import FieldEntry, NoAnswerPolicies
from selfcheck_service.core.definition.structure import Node, Structure

_HIDDEN = "hidden"
_NOT_APPLICABLE = "not_applicable"


def states_of_entries(node: Node, structure: Structure) -> tuple[str, ...]:
    """Return the states that an entry of the field can be in without an answer, or without a score."""
    found = {state for thing in _entries(node, structure) for state in states_of(thing, structure)}
    return tuple(state for state in NoAnswerPolicies.model_fields if state in found)


def states_of(thing: Item | Node, structure: Structure) -> set[str]:
    """Return the states that an item can be in without an answer, or a field without a score."""
    if isinstance(thing, Item):
        return _states_of_item(thing, structure)
    return {"not_computed"} if _always_applies(thing, structure, set()) else {"not_computed", _NOT_APPLICABLE}


def _states_of_item(item: Item, structure: Structure) -> set[str]:
    """Return the states that an item can be in without an answer; a computed one takes them from what it names."""
    found: set[str] = set()
    seen, waiting = {item.key}, [item]
    while waiting:
        here = waiting.pop()
        found |= _own_states(here, structure)
        bound, _ = bind_value(here, (), structure)
        if bound is not None:
            # Nobody knows beforehand whether its value is defined.
            found.add(_NOT_APPLICABLE)
            named = {reference.key for reference in references_in(bound)} & structure.items.keys() - seen
            seen |= named
            waiting += [structure.items[key] for key in named]
    return found


def _own_states(item: Item, structure: Structure) -> set[str]:
    found = {"unanswered", *structure.no_answers_of(item)}
    forms = [form.key for form in structure.questionnaire.forms[1:]] if item.kind.asked else []
    if item.shown_when is not None or item.applies_to is not None or any(form not in item.forms for form in forms):
        found.add(_HIDDEN)
    if item.points is not None:
        # Points that could not be worked out beforehand may have no value for an answer.
        found.add(_NOT_APPLICABLE)
    return found


def _entries(node: Node, structure: Structure) -> Iterator[Item | Node]:
    """Yield the entries of a field; none where a name among them leads nowhere, which is a fault of its own."""
    own = node.definition.scoring
    for entry in own.of if own is not None and isinstance(own.of, tuple) else ():
        known = entry.field in structure.nodes if isinstance(entry, FieldEntry) else entry.item in structure.items
        if not known:
            return
    yield from (thing for thing, _ in entries_of(node, structure))


def _always_applies(node: Node, structure: Structure, seen: set[str]) -> bool:
    """Tell whether an item below a field is shown and applicable whatever is answered.

    `seen` holds the fields that were looked at: a field that enters its own score is a fault of its own.
    """
    if node.key in seen:
        return False
    seen.add(node.key)
    return any(
        _states_of_item(thing, structure).isdisjoint((_HIDDEN, _NOT_APPLICABLE))
        if isinstance(thing, Item)
        else _always_applies(thing, structure, seen)
        for thing in _entries(node, structure)
    )
