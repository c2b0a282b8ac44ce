"""What the names in expressions could be, had everything been said that was not, and what the expressions then come to.

These are the bounds of docs/bounds.md: what is open may be anything, all else is as it is.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from selfcheck_service.core.definition.expressions.bound import Bound, references_in
from selfcheck_service.core.definition.expressions.enclose import Spans, enclose
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.numbers import simplest
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.spans import (
    NOTHING,
    Enclosure,
    Span,
    Words,
    anything_of,
    hull,
    is_empty,
    nothing_of,
    span_between,
    span_of,
    with_null,
)
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.kept import Kept
from selfcheck_service.core.definition.tried_choices import most_combinations, repeated_choices
from selfcheck_service.core.scoring.named_values import FIELD_ROLES, ITEM_ROLES, as_value, getter_for_parents
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.run import FieldRun, Prospect, Run
from selfcheck_service.core.scoring.states import ANSWERED, OPEN_STATES, STATE_NAMES

# What names more hardly comes to the same again, and would take as much memory as a plan.
_MOST_NAMES = 50
_OPEN = tuple(code in OPEN_STATES for code in range(len(STATE_NAMES)))
_ANSWERED = Words(frozenset((STATE_NAMES[ANSWERED],)))
_Found = Callable[[Run], Enclosure]
# In which states an item counts as open, by its key.
OpenStates = Mapping[str, tuple[bool, ...]]


@dataclass(frozen=True, slots=True)
class Choices:
    """A single choice that an expression names more than once: what its names are for each of its options."""

    index: int
    open_states: tuple[bool, ...]
    options: tuple[Mapping[Reference, Enclosure], ...]


@dataclass(frozen=True, slots=True, eq=False)
class OpenNames:
    """An expression over what could still be said. Made by `open_names`.

    `now` finds what the names that are not its own can be in a run, given what has been answered; `opens` tell for each
    of these whether something is open.
    """

    bound: Bound
    now: Mapping[Reference, _Found]
    opens: tuple[Callable[[Run], bool], ...]
    repeated: tuple[Choices, ...]
    most_tried: int
    kept: Kept[tuple[Span, bool]]

    def is_open(self, run: Run) -> bool:
        """Tell whether answers are open that it names, other than its own names."""
        return any(is_open(run) for is_open in self.opens)

    def enclosed(self, run: Run, own: Mapping[Reference, Enclosure]) -> tuple[Span, bool]:
        """Return what it can come to, and whether a part of it may be undefined."""
        known = {reference: find(run) for reference, find in self.now.items()}
        known.update(own)
        tried = self._tried(run)
        if len(known) > _MOST_NAMES:
            return self._hull(known, tried)
        found_by = (tuple(known.values()), tuple(choices.index for choices in tried))
        return self.kept.get((self, found_by), lambda: self._hull(known, tried))

    def _tried(self, run: Run) -> Sequence[Choices]:
        """Return the open choices whose options are gone through, as long as there are not too many combinations."""
        found: list[Choices] = []
        for choices in self.repeated:
            if choices.open_states[run.states[choices.index]]:
                found.append(choices)
                if prod(len(each.options) for each in found) > self.most_tried:
                    return found[:-1]
        return found

    def _hull(self, known: Mapping[Reference, Enclosure], tried: Sequence[Choices]) -> tuple[Span, bool]:
        spans: list[Enclosure] = []
        doubtful = False
        for options in product(*(choices.options for choices in tried)):
            names = dict(known)
            for option in options:
                names.update(option)
            span, doubts = enclose(self.bound, names.__getitem__)
            spans.append(span)
            doubtful = doubtful or bool(doubts)
        found = hull(spans, Kind.NUMBER)
        return found if isinstance(found, Span) else NOTHING, doubtful


def open_names(
    bound: Bound,
    names: Names,
    spans: Spans,
    own: Collection[Reference] = (),
    open_states: OpenStates | None = None,
) -> OpenNames:
    """Return a bound expression, ready to be asked what it could come to.

    `spans` say what its names can be over all answers. What its `own` names can be it will be told; `open_states` hold
    for items that are its entries.
    """
    states = open_states or {}
    outside = [
        reference
        for reference in dict.fromkeys(references_in(bound))
        if reference not in own and reference.members is None
    ]
    return OpenNames(
        bound=bound,
        now={reference: _now(reference, names, spans, states) for reference in outside},
        opens=tuple(opens for reference in outside if (opens := _opens(reference, names, states)) is not None),
        repeated=tuple(_repeated(bound, names, states)),
        most_tried=most_combinations(bound),
        kept=names.kept,
    )


# ---------------------------------------------------------------------------------------------- what names can be now


def _opens(reference: Reference, names: Names, open_states: OpenStates) -> Callable[[Run], bool] | None:
    """Return what tells whether a name could come to something else by what was not said; None where it never does."""
    key = reference.key
    if reference.role in ITEM_ROLES:
        return _open_item(reference, names, open_states)
    if reference.role in FIELD_ROLES:
        at = names.field_index[key]
        return lambda run: run.fields[at].open
    return (lambda run: key not in run.profile) if reference.role == "profile" else None


def _open_item(reference: Reference, names: Names, open_states: OpenStates) -> Callable[[Run], bool]:
    """Return what tells whether an item could still be answered, or follows from what could."""
    index, states = names.item_index[reference.key], open_states.get(reference.key, _OPEN)

    # What was answered is known, whatever its points follow from.
    follows = reference.role == "points" or names.structure.items[reference.key].computed is not None

    def is_open(run: Run) -> bool:
        state = run.states[index]
        return states[state] or (follows and index in run.unsettled and state not in OPEN_STATES)

    return is_open


def _now(reference: Reference, names: Names, spans: Spans, open_states: OpenStates) -> _Found:
    """Return what finds what one name can be."""
    get, kind = getter_for_parents(reference, names), reference.kind
    is_open = _opens(reference, names, open_states)
    if is_open is None:
        return lambda run: span_of(get(run), kind)
    could_be = _could_be(reference, names, spans)
    return lambda run: could_be(run) if is_open(run) else span_of(get(run), kind)


def _could_be(reference: Reference, names: Names, spans: Spans) -> _Found:
    """Return what finds what an open name can be."""
    if reference.role in FIELD_ROLES:
        at, of_field, anything = names.field_index[reference.key], _OF_OPEN_FIELDS[reference.role], spans(reference)
        return lambda run: of_field(run.fields[at], anything)
    if reference.role == "profile":
        # Whoever did not give an attribute may have none; and what it could be may grow in later versions.
        return lambda _run: anything_of(reference.kind)
    said = with_null(spans(reference), null=False)
    index, of_prospect = names.item_index[reference.key], _OF_UNSETTLED_ITEMS[reference.role]
    plain = _ANSWERED if reference.role == "state" else said

    def could_be(run: Run) -> Enclosure:
        prospect = run.unsettled.get(index)
        return plain if prospect is None else of_prospect(prospect, plain)

    return could_be


def _as_far_as(found: Span | None, anything: Enclosure) -> Enclosure:
    """Return anything, or null as well where an expression may come to nothing, or null alone."""
    if found is None:
        return anything
    return nothing_of(Kind.NUMBER) if found.empty else with_null(anything, null=found.null)


def _states_of(prospect: Prospect, answered: Words) -> Words:
    without = frozenset(STATE_NAMES[state] for state in prospect.without_value)
    value = prospect.value
    if value is None or not value.null:
        return answered
    return Words(without if value.empty else without | frozenset(answered.values or ()))


_OF_UNSETTLED_ITEMS: Mapping[str, Callable[[Prospect, Any], Enclosure]] = {
    "value": lambda prospect, anything: _as_far_as(prospect.value, anything),
    "points": lambda prospect, anything: _as_far_as(prospect.points, anything),
    "state": _states_of,
}


def _score_of_open(found: FieldRun, anything: Enclosure) -> Enclosure:
    """Return what the score of an open field can be; where it is not known, also nothing at all."""
    if found.never:
        return nothing_of(Kind.NUMBER)
    ends = span_of_ends(as_value(found.low_passed_on), as_value(found.high_passed_on))
    return with_null(anything) if is_empty(ends) else ends


def _coverage_of_open(found: FieldRun, _anything: Enclosure) -> Enclosure:
    fewest, most = found.applicable_then
    return with_null(span_of(1, Kind.NUMBER), null=fewest == 0) if most else nothing_of(Kind.NUMBER)


def _count_of_open(found: FieldRun, _anything: Enclosure) -> Enclosure:
    fewest, most = found.applicable_then
    return span_between((fewest, False), (most, False), integer=True)


# What is known of a field with open answers, had everything been answered.
_OF_OPEN_FIELDS: Mapping[str, Callable[[FieldRun, Enclosure], Enclosure]] = {
    "score": _score_of_open,
    "raw": lambda _found, _anything: anything_of(Kind.NUMBER),
    "coverage": _coverage_of_open,
    "answered": _count_of_open,
    "applicable": _count_of_open,
}


def span_of_ends(one: ExactNumber | None, other: ExactNumber | None) -> Enclosure:
    """Return the numbers between two ends, in whatever order they come; nothing where there are none."""
    if one is None or other is None:
        return nothing_of(Kind.NUMBER)
    return span_between((min(one, other), False), (max(one, other), False))


def _repeated(bound: Bound, names: Names, open_states: OpenStates) -> Iterator[Choices]:
    """Yield what the names of each choice are that an expression names more than once."""
    structure = names.structure
    named = [found for found in dict.fromkeys(references_in(bound)) if found.role in ITEM_ROLES]
    for item in repeated_choices(bound, structure):
        references = [reference for reference in named if reference.key == item.key]
        options = tuple(
            {reference: _of_option(reference, option.value, option.points) for reference in references}
            for option in structure.options_of(item)
        )
        yield Choices(names.item_index[item.key], open_states.get(item.key, _OPEN), options)


def _of_option(reference: Reference, value: int | str, points: Fraction | None) -> Enclosure:
    if reference.role == "state":
        return _ANSWERED
    if reference.role == "points":
        return span_of(None if points is None else simplest(points), Kind.NUMBER)
    return span_of(str(value) if reference.kind is Kind.TEXT else value, reference.kind)
