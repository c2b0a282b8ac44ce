"""Expressions in the scoring of a field: what they come to, why they come to nothing, and what they still could be.

A formula, a transformation and a weight differ in the few names that mean something else in them than elsewhere
(entries after policies, `raw`), and are told what these are worth; all else that they name is read from the run. Bounds
are those of docs/scoring.md, section 5.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from selfcheck_service.core.definition.expressions.bound import Bound, Named, references_in, walk
from selfcheck_service.core.definition.expressions.directions import directions
from selfcheck_service.core.definition.expressions.enclose import Spans, number_between
from selfcheck_service.core.definition.expressions.evaluation import Getter, Reasons, compile_expression
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.numbers import simplest
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.spans import (
    Enclosure,
    Span,
    Words,
    nothing_of,
    span_between,
    span_of,
    with_null,
)
from selfcheck_service.core.definition.expressions.tree import Call, Listing, nodes_of
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.kept import Kept
from selfcheck_service.core.definition.methods import Ends
from selfcheck_service.core.scoring.named_values import FIELD_ROLES, ITEM_ROLES, as_value, getter_for_parents
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.shown_calculations import Shown, show_expression
from selfcheck_service.core.scoring.states import OPEN_STATES, STATE_NAMES

# So many combinations of open answers are tried one by one, and together they look at so many names and values.
_MOST_TRIED = 256
_MOST_LOOKED_AT = 5000
# So many bounds are kept for each expression; answers are often missing in the same way.
_MOST_KEPT = 256
# What names more hardly comes to the same again, and would take as much memory as a plan.
_MOST_NAMES = 50
_OPEN = tuple(code in OPEN_STATES for code in range(len(STATE_NAMES)))
_ANSWERED = Words(frozenset(("answered",)))
_Found = Callable[[Run], Enclosure]
# In which states an item counts as open, by its key.
OpenStates = Mapping[str, tuple[bool, ...]]
# What the own names of an expression are worth, in their order.
Worths = Sequence[ExactNumber | None]


@dataclass(frozen=True, slots=True)
class Choices:
    """A single choice that an expression names more than once: what its names are for each of its options."""

    index: int
    open_states: tuple[bool, ...]
    options: tuple[Mapping[Reference, Enclosure], ...]


@dataclass(frozen=True, slots=True)
class Calculation:
    """An expression, ready to be worked out. Made by `calculation_of`.

    What its `own` names are worth it is told each time. A result below `lowest` is none. `spans` say what its names can
    be over all answers, `now` what those that are not its own can be in a run, given what has been answered; `opens`
    tell for each of these whether something is open.
    """

    bound: Bound
    own: tuple[Reference, ...]
    lowest: int | None
    evaluate: Getter[Any]
    reasons: Reasons
    spans: Spans
    now: Mapping[Reference, _Found]
    opens: tuple[Callable[[Run], bool], ...]
    repeated: tuple[Choices, ...]
    most_tried: int
    kept: Kept[tuple[Ends | None]] = field(default_factory=lambda: Kept(_MOST_KEPT))

    def number(self, run: Run, worths: Worths = ()) -> ExactNumber | None:
        """Return what the expression comes to; None where it has no value."""
        found = self.evaluate((run, worths))
        if not isinstance(found, int | Fraction):
            return None
        return None if self.lowest is not None and found < self.lowest else found

    def why_null(self, run: Run, worths: Worths = ()) -> str:
        """Return the reason (docs/scoring.md, section 3) where it has no value."""
        seen = run, worths
        missing = self.evaluate(seen) is None and self.reasons.is_missing(seen)
        return "formula_missing" if missing else "formula_undefined"

    def is_open(self, run: Run) -> bool:
        """Tell whether answers are open that it names, other than its own names."""
        return any(is_open(run) for is_open in self.opens)

    def ways(self) -> Mapping[Reference, int]:
        """Return which way it moves with each of its names."""
        return directions(self.bound, self.spans)

    def between(self, run: Run, low: Worths = (), high: Worths = ()) -> Ends | None:
        """Return its ends where open answers may be anything; None where it has no value for some of that.

        Each of its own names lies between two ends, in whatever order they come.
        """
        known = {reference: find(run) for reference, find in self.now.items()}
        known.update(zip(self.own, map(_span_of_ends, low, high), strict=True))
        tried = self._tried(run)
        if len(known) > _MOST_NAMES:
            ends = self._hull(known, tried)
        else:
            found_by = (tuple(known.values()), tuple(choices.index for choices in tried))
            ends = self.kept.get(found_by, lambda: (self._hull(known, tried),))[0]
        return None if ends is None or (self.lowest is not None and ends[0] < self.lowest) else ends

    def shown(self, run: Run, worths: Worths, phrases: Phrases) -> Shown:
        """Return it as its author wrote it, and in numbers."""
        seen = run, worths
        return show_expression(self.bound, lambda bound: self.reasons.value(bound, seen), phrases)

    def _tried(self, run: Run) -> Sequence[Choices]:
        """Return the open choices whose options are gone through, as long as there are not too many combinations."""
        found: list[Choices] = []
        for choices in self.repeated:
            if choices.open_states[run.states[choices.index]]:
                found.append(choices)
                if prod(len(each.options) for each in found) > self.most_tried:
                    return found[:-1]
        return found

    def _hull(self, known: Mapping[Reference, Enclosure], tried: Sequence[Choices]) -> Ends | None:
        spans: list[Span] = []
        for options in product(*(choices.options for choices in tried)):
            names = dict(known)
            for option in options:
                names.update(option)
            span = number_between(self.bound, names.__getitem__)
            if span is None:
                return None
            spans.append(span)
        return Fraction(min(span.low for span in spans)), Fraction(max(span.high for span in spans))


def calculation_of(
    bound: Bound,
    names: Names,
    spans: Spans,
    own: Sequence[Reference] = (),
    *,
    open_states: OpenStates | None = None,
    lowest: int | None = None,
) -> Calculation:
    """Return a bound expression of the scoring of a field, ready to be worked out.

    `own` are the names whose worth it will be told; `open_states` hold for items that are its entries.
    """
    places = {reference: place for place, reference in enumerate(own)}
    states = open_states or {}

    def resolve(reference: Reference) -> Getter[Any]:
        place = places.get(reference)
        if place is not None:
            return lambda seen: seen[1][place]
        get = getter_for_parents(reference, names)
        return lambda seen: get(seen[0])

    outside = [
        reference
        for reference in dict.fromkeys(references_in(bound))
        if reference not in places and reference.members is None
    ]
    return Calculation(
        bound=bound,
        own=tuple(own),
        lowest=lowest,
        evaluate=compile_expression(bound, resolve),
        reasons=Reasons(bound, resolve),
        spans=spans,
        now={reference: _now(reference, names, spans, states) for reference in outside},
        opens=tuple(_opens(reference, names, states) for reference in outside if reference.role in _CAN_BE_OPEN),
        repeated=tuple(_repeated(bound, names, states)),
        most_tried=min(_MOST_TRIED, _MOST_LOOKED_AT // _names_and_values(bound)),
    )


def _names_and_values(bound: Bound) -> int:
    """Return how many names and values stand in an expression; a list counts as its members, and as one if empty."""
    written = sum(not isinstance(node, Call | Listing) for node, _ in nodes_of(bound.tree))
    members = (len(part.reference.members or ()) for part in walk(bound) if isinstance(part, Named))
    return written + sum(count - 1 for count in members if count)


# ---------------------------------------------------------------------------------------------- what names can be now

_CAN_BE_OPEN = ITEM_ROLES | FIELD_ROLES


def _opens(reference: Reference, names: Names, open_states: OpenStates) -> Callable[[Run], bool]:
    if reference.role in ITEM_ROLES:
        return _open_item(reference, names, open_states)
    at = names.field_index[reference.key]
    return lambda run: is_open_field(run.fields[at])


def _open_item(reference: Reference, names: Names, open_states: OpenStates) -> Callable[[Run], bool]:
    """Return whether an item could still be answered, or follows from what could."""
    index, states = names.item_index[reference.key], open_states.get(reference.key, _OPEN)
    # What was answered is known, whatever its points follow from.
    follows = reference.role == "points" or names.structure.items[reference.key].computed is not None

    def is_open(run: Run) -> bool:
        state = run.states[index]
        return states[state] or (follows and index in run.unsettled and state not in OPEN_STATES)

    return is_open


def is_open_field(found: FieldRun) -> bool:
    """Tell whether open answers could change the score of a field."""
    score = found.passed_on
    settled = score is not None and found.low_passed_on is score and found.high_passed_on is score
    return found.low_passed_on is not None and not settled


def _now(reference: Reference, names: Names, spans: Spans, open_states: OpenStates) -> _Found:
    """Return what finds what one name can be."""
    get, kind = getter_for_parents(reference, names), reference.kind
    if reference.role in ITEM_ROLES:
        is_open = _open_item(reference, names, open_states)
        could_be = _ANSWERED if reference.role == "state" else with_null(spans(reference), null=False)
        return lambda run: could_be if is_open(run) else span_of(get(run), kind)
    if reference.role in FIELD_ROLES:
        at, could_be_of = names.field_index[reference.key], _OF_OPEN_FIELDS[reference.role]
        return lambda run: could_be_of(run.fields[at]) if is_open_field(run.fields[at]) else span_of(get(run), kind)
    return lambda run: span_of(get(run), kind)


# What is known of a field with open answers, had everything been answered.
_OF_OPEN_FIELDS: Mapping[str, Callable[[FieldRun], Enclosure]] = {
    "score": lambda found: _span_of_ends(as_value(found.low_passed_on), as_value(found.high_passed_on)),
    "raw": lambda _found: nothing_of(Kind.NUMBER),
    "coverage": lambda found: span_of(1 if found.applicable else None, Kind.NUMBER),
    "answered": lambda found: span_of(found.applicable, Kind.NUMBER),
    "applicable": lambda found: span_of(found.applicable, Kind.NUMBER),
}


def _span_of_ends(one: ExactNumber | None, other: ExactNumber | None) -> Enclosure:
    """Return the numbers between two ends, in whatever order they come; nothing where there are none."""
    if one is None or other is None:
        return nothing_of(Kind.NUMBER)
    return span_between((min(one, other), False), (max(one, other), False))


def _repeated(bound: Bound, names: Names, open_states: OpenStates) -> Iterator[Choices]:
    """Yield the single choices that an expression names more than once, in document order."""
    structure = names.structure
    named = [reference for reference in references_in(bound) if reference.role in ITEM_ROLES]
    often = {key for key, count in Counter(reference.key for reference in named).items() if count > 1}
    for key, item in structure.items.items():
        # Points that depend on other answers are known for no option beforehand.
        if key in often and item.kind.chooses_one and item.points is None:
            references = [reference for reference in dict.fromkeys(named) if reference.key == key]
            options = tuple(
                {reference: _of_option(reference, option.value, option.points) for reference in references}
                for option in structure.options_of(item)
            )
            yield Choices(names.item_index[key], open_states.get(key, _OPEN), options)


def _of_option(reference: Reference, value: int | str, points: Fraction | None) -> Enclosure:
    if reference.role == "state":
        return _ANSWERED
    if reference.role == "points":
        return span_of(None if points is None else simplest(points), Kind.NUMBER)
    return span_of(str(value) if reference.kind is Kind.TEXT else value, reference.kind)
