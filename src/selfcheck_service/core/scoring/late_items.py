"""Items of which something follows from other answers: worked out once the states of all items before are settled."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from selfcheck_service.core.definition.expressions.bound import Bound, Written, references_in, walk
from selfcheck_service.core.definition.expressions.directions import directions
from selfcheck_service.core.definition.expressions.enclose import Spans
from selfcheck_service.core.definition.expressions.evaluation import Reasons, compile_expression
from selfcheck_service.core.definition.expressions.printing import print_expression
from selfcheck_service.core.definition.expressions.spans import NOTHING, Enclosure, Span, span_of
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Role
from selfcheck_service.core.definition.item_expressions import bind_points, bind_value
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.scoring.named_values import ITEM_ROLES, Getter, getter_of
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.open_names import OpenNames, open_names
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.ratio import Scaled, pair, scaled
from selfcheck_service.core.scoring.run import Prospect, Run
from selfcheck_service.core.scoring.shown_calculations import Shown
from selfcheck_service.core.scoring.states import (
    ANSWERED,
    DECLINED,
    DONT_KNOW,
    HIDDEN,
    NOT_APPLICABLE,
    OPEN_STATES,
    UNANSWERED,
)

# What lacks a value gives way to what people could still say.
_WEIGHTIEST = (UNANSWERED, DONT_KNOW, DECLINED, NOT_APPLICABLE, HIDDEN)


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression of an item: its value by a run, whatever made that null, and what it still could be.

    `named` are the items of which it asks a value or points; `says_null` tells that the word stands in it. `own` finds
    what the names of the item's own answer are: by a run that knows it, and over all answers.
    """

    evaluate: Getter
    reasons: Reasons
    bound: Bound
    open: OpenNames
    named: tuple[tuple[int, Role], ...]
    says_null: bool
    own: Mapping[Reference, tuple[Getter, Enclosure]]

    @property
    def text(self) -> str:
        """Return the canonical text."""
        return print_expression(self.bound.tree)

    def could_be(self, run: Run, *, known: bool) -> tuple[Span, bool]:
        """Return what it could come to, and whether it may be undefined; `known`: the item's own answer is."""
        own = {name: span_of(get(run), name.kind) if known else said for name, (get, said) in self.own.items()}
        return self.open.enclosed(run, own)

    def states_without(self, run: Run, *, undefined: bool) -> frozenset[int]:
        """Return the states for which an item with this value may stand where it has none though all has been said."""
        lacking = {state for index, role in self.named for state in _lacking(index, role, run)}
        return frozenset(lacking | {NOT_APPLICABLE} if undefined or self.says_null or not lacking else lacking)


@dataclass(frozen=True, slots=True)
class LateItem:
    """What follows from other answers: the value of the item at `index`, its points, or both.

    `worth` gives the points of a value that has none of its own. `items` and `attributes` are what the expressions
    name.
    """

    index: int
    denominator: int
    worth: Callable[[Fraction], Scaled | None]
    value: Rule | None
    points: Rule | None
    items: tuple[int, ...]
    attributes: tuple[str, ...]
    index_of: Callable[[str], int]

    def settle(self, run: Run) -> None:
        """Give the item its value, or the state of what it lacks, and its points."""
        if self.value is not None:
            self._evaluate(self.value, run)
        state = run.states[self.index]
        # What a person has said not to apply stays so, whatever its points would follow from.
        follows = self.value is not None or state == ANSWERED
        if run.bounds and (state in OPEN_STATES or (follows and self._is_open(run))):
            run.unsettled[self.index] = self._prospect(run)
        if self.points is not None and state == ANSWERED:
            found = self.points.evaluate(run)
            points = scaled(Fraction(found), self.denominator) if isinstance(found, int | Fraction) else None
            run.points[self.index] = points

    def _prospect(self, run: Run) -> Prospect:
        """Return what the item could come to; its own answer still stands in the run."""
        # Whoever has answered, and has no points for it, counts as one to whom it does not apply.
        without_points = frozenset((NOT_APPLICABLE,))
        if self.value is None:
            known = run.states[self.index] == ANSWERED
            return Prospect(None, self._points_to_come(run, known=known), frozenset(), without_points)
        value, undefined = self.value.could_be(run, known=False)
        points = self._points_to_come(run, known=False) if self.points is not None else value
        if not value.null:
            return Prospect(value, points, frozenset(), without_points)
        without_value = self.value.states_without(run, undefined=undefined)
        if value.empty:
            return Prospect(value, NOTHING, without_value, without_value)
        lacks_points = self.points is not None and points.null
        without_points = without_value | without_points if lacks_points else without_value
        return Prospect(value, replace(points, null=True), without_value, without_points)

    def _points_to_come(self, run: Run, *, known: bool) -> Span:
        return NOTHING if self.points is None else self.points.could_be(run, known=known)[0]

    def _evaluate(self, rule: Rule, run: Run) -> None:
        found = rule.evaluate(run)
        if isinstance(found, int | Fraction):
            value = Fraction(found)
            run.states[self.index], run.values[self.index] = ANSWERED, value
            run.points[self.index] = self.worth(value)
        else:
            run.states[self.index] = self._state_without(rule, run)

    def shown(self, run: Run, phrases: Phrases) -> str:
        """Return the expressions with what they come to, exact where that can be read; the item is answered."""
        value, points = run.values[self.index], run.points[self.index]
        shown = []
        if self.value is not None and isinstance(value, Fraction):
            shown.append(_equation(self.value, value, phrases))
        if self.points is not None:
            worth = None if points is None else Fraction(points) / self.denominator
            shown.append(_equation(self.points, worth, phrases))
        return "; ".join(shown)

    def pulled(self, spans: Spans) -> Iterator[tuple[Reference, int]]:
        """Yield what the expressions name, with 1 or -1 where the points rise or fall with it, 0 where neither."""
        turn = 1
        if self.points is not None:
            for reference, way in directions(self.points.bound, spans).items():
                yield reference, way
                turn = way if reference.role == "own_value" else turn
        if self.value is not None:
            yield from ((reference, way * turn) for reference, way in directions(self.value.bound, spans).items())

    def _state_without(self, rule: Rule, run: Run) -> int:
        """Return the state of an item that has no value, after what made it so."""
        states = {self._state_of(reference, run) for reference in rule.reasons.missing(run)}
        return next((state for state in _WEIGHTIEST if state in states), NOT_APPLICABLE)

    def _state_of(self, reference: Reference, run: Run) -> int:
        if reference.role not in ITEM_ROLES:
            return UNANSWERED
        state = run.states[self.index_of(reference.key)]
        return NOT_APPLICABLE if state == ANSWERED else state

    def _is_open(self, run: Run) -> bool:
        """Tell whether something that is named could still be said."""
        return any(key not in run.profile for key in self.attributes) or any(
            run.states[index] in OPEN_STATES or index in run.unsettled for index in self.items
        )


def compile_late(item: Item, names: Names, spans: Spans, worth: Callable[[Fraction], Scaled | None]) -> LateItem | None:
    """Return what of an item follows from other answers; None where nothing does.

    `spans` say what names can be, `worth` what its numbers are worth.
    """
    value, _ = bind_value(item, (), names.structure)
    points, _ = bind_points(item, (), names.structure) if item.is_scored else (None, ())
    bound = [each for each in (value, points) if each is not None]
    if not bound:
        return None
    named = dict.fromkeys(reference for each in bound for reference in references_in(each))
    return LateItem(
        index=names.item_index[item.key],
        denominator=names.point_denominator,
        worth=worth,
        value=None if value is None else _rule(value, names, spans),
        points=None if points is None else _rule(points, names, spans),
        items=tuple(dict.fromkeys(names.item_index[found.key] for found in named if found.role in ITEM_ROLES)),
        attributes=tuple(found.key for found in named if found.role == "profile"),
        index_of=names.item_index.__getitem__,
    )


def _equation(rule: Rule, number: Fraction | None, phrases: Phrases) -> str:
    if number is None:
        return f"{rule.text} = –"
    return "; ".join(Shown((), rule.text, ()).steps_to(pair(number), phrases))


def _lacking(index: int, role: Role, run: Run) -> Collection[int]:
    """Return the states for which an item may stand where what is named of it is missing though all has been said."""
    prospect, state = run.unsettled.get(index), run.states[index]
    if prospect is not None:
        if role == "points":
            return prospect.without_points if prospect.points.null else ()
        return prospect.without_value
    if state == ANSWERED:
        return (NOT_APPLICABLE,) if role == "points" and run.points[index] is None else ()
    return () if state in OPEN_STATES else (state,)


def _rule(bound: Bound, names: Names, spans: Spans) -> Rule:
    def resolve(reference: Reference) -> Getter:
        return getter_of(reference, names)

    named = dict.fromkeys(references_in(bound))
    own = {found: (resolve(found), spans(found)) for found in named if found.role in ("own_value", "own_points")}
    return Rule(
        evaluate=compile_expression(bound, resolve),
        reasons=Reasons(bound, resolve),
        bound=bound,
        open=open_names(bound, names, spans, own),
        named=tuple((names.item_index[found.key], found.role) for found in named if found.role in ("value", "points")),
        says_null=any(isinstance(part, Written) and part.value is None for part in walk(bound)),
        own=own,
    )
