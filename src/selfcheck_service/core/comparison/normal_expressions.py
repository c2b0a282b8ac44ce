"""The expressions of a questionnaire, each bound to what it names where it stands, in their normal form as text."""

from dataclasses import dataclass, replace

from selfcheck_service.core.comparison.normal_values import Normal, NormalWithBounds
from selfcheck_service.core.comparison.spelling import spelt
from selfcheck_service.core.definition.entries import entries_of
from selfcheck_service.core.definition.everybody import Everybody
from selfcheck_service.core.definition.expressions.binding import bind_expression
from selfcheck_service.core.definition.expressions.bound import (
    Bound,
)
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.vocabulary import Vocabulary
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.scope import everything
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.definition.structure import Structure

_KINDS = (Kind.NUMBER, Kind.BOOLEAN, Kind.TEXT)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: at which item or field, whose `value`, `raw` or `entries` it may name.

    `everybody`: it looks at many people, and has no bounds.
    """

    item: str | None = None
    field: str | None = None
    everybody: bool = False


class Expressions:
    """Brings the expressions of one questionnaire into their normal form. `place` is where the next ones stand."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.place = Place()
        self.scope = everything(structure)
        self.spans = NamedSpans(structure, ScoreSpans(structure))

    def value(self, source: ExpressionText) -> str | None:
        """Return the form of an expression of which only the value counts, as text; None where nothing is meant."""
        bound = self._bind(source)
        return None if bound is None else spelt(Normal(self.structure).form(bound))

    def with_bounds(self, source: ExpressionText) -> str | None:
        """Return the form of an expression whose bounds count too, as text; None where nothing is meant."""
        bound = self._bind(source)
        if bound is None:
            return None
        if self.place.everybody:
            return spelt(Normal(self.structure).form(bound))
        return NormalWithBounds(self.structure, self.spans, bound).text(bound)

    def _bind(self, source: ExpressionText) -> Bound | None:
        # What is compared was checked where it stands; whoever knows more names here finds the same ones.
        found = (bind_expression(source, (), self._scope(), kind)[0] for kind in _KINDS)
        return next((bound for bound in found if bound is not None), None)

    def _scope(self) -> Vocabulary:
        if self.place.everybody:
            return Everybody(self.scope)
        item, field = self.place.item, self.place.field
        entries = None
        if field is not None:
            node = self.structure.nodes[field]
            found = (thing for thing, _ in entries_of(node, self.structure))
            entries = tuple(("item" if isinstance(thing, Item) else "field", thing.key) for thing in found)
        return replace(self.scope, own_item=item, own_field=field, entries=entries)
