"""What is known of who is asked what before anybody answers: what a profile decides, and what answers decide still.

A test of something that is known already – an attribute of the municipality, an item that is not asked – is true, false
or unknown by the rules of docs/scoring.md, section 8. What is left depends on answers alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    ItemCondition,
    NotCondition,
    ProfileCondition,
    ValueCondition,
)
from selfcheck_service.core.definition.expressions.tree import names_of
from selfcheck_service.core.scoring.plan import ItemPlan, Plan
from selfcheck_service.core.scoring.predicates import compile_condition
from selfcheck_service.core.scoring.run import FieldRun, Given, Profile, Run
from selfcheck_service.core.scoring.states import HIDDEN, UNANSWERED


@dataclass(frozen=True, slots=True)
class OpenTest:
    """A test that answers decide; `wanted` says whether it has to be true or false."""

    condition: Condition
    wanted: bool


@dataclass(frozen=True, slots=True)
class OpenTests:
    """Two or more parts of which all have to hold (`every`), or one."""

    parts: tuple["OpenTest | OpenTests", ...]
    every: bool


# Whether something is asked: that is known, or it depends on tests.
When = bool | OpenTest | OpenTests


def foreseen(
    plan: Plan, form: str | None, profile: Profile | None, *, silent: Iterable[str] = ()
) -> Mapping[str, bool | OpenTest | OpenTests]:
    """Return when each item is asked that people may be asked, by its key, in document order.

    `form` is the key of the form, None where the questionnaire has none. `profile` is what the municipality is, as
    `parse_profile` returns it; without one (None) nothing is known of it. `silent` are the keys of items that nobody
    will answer. False says that an item is not asked whatever is answered, True that it is asked whatever is answered.
    A test is said of the items that it names, also where one of them is computed.
    """
    teller = _Foretelling(plan, profile, frozenset(silent))
    found: dict[str, When] = {}
    for item in plan.items:
        if item.definition.kind.asked:
            when = (form is None or form in item.forms) and teller.when(item)
            found[item.key] = when
            if when is False:
                teller.hide(item.index)
    return found


@dataclass(slots=True)
class _Foretelling:
    """Tells when items are asked, one after the other in document order."""

    plan: Plan
    profile: Profile | None
    silent: frozenset[str]
    known: set[int] = field(default_factory=set)
    run: Run = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.plan.items)
        self.known = {self.plan.item_index[key] for key in self.silent}
        given = Given(bytearray([UNANSWERED] * count), [None] * count, [None] * count, (), self.profile or {}, None)
        states, fields = given.states.copy(), [FieldRun()] * len(self.plan.fields)
        self.run = Run(given, states, given.values, given.points, given.profile, fields, {})

    def hide(self, index: int) -> None:
        """Take note that nobody is asked an item."""
        self.known.add(index)
        self.run.states[index] = HIDDEN

    def when(self, item: ItemPlan) -> When:
        """Return when an item is asked: where `applies_to` is not false and `shown_when` is true."""
        definition = item.definition
        applies = True if definition.applies_to is None else self._needed(definition.applies_to, doubt=True)
        shown = True if definition.shown_when is None else self._needed(definition.shown_when, doubt=False)
        return _joined([applies, shown], every=True)

    def _needed(self, condition: Condition, *, doubt: bool, wanted: bool = True) -> When:
        """Return what it takes that a condition is as `wanted`; unknown counts as such where there may be `doubt`."""
        match condition:
            case NotCondition(negated=part):
                return self._needed(part, doubt=doubt, wanted=not wanted)
            case AllCondition(all_of=parts) | AnyCondition(any_of=parts):
                every = isinstance(condition, AllCondition) is wanted
                return _joined([self._needed(part, doubt=doubt, wanted=wanted) for part in parts], every=every)
            case _ if self._is_known(condition):
                truth = compile_condition(condition, self.plan.names)(self.run)
                return doubt if truth is None else truth is wanted
            case _:
                return OpenTest(condition, wanted)

    def _is_known(self, condition: Condition) -> bool:
        match condition:
            case ItemCondition(item=key):
                return self.plan.item_index[key] in self.known
            case ValueCondition(value=expression):
                names = {name.parts[0] for name in names_of(expression.tree)}
                return self.profile is not None and names == {"profile"}
            case _:
                return isinstance(condition, ProfileCondition) and self.profile is not None


def _joined(parts: Iterable[When], *, every: bool) -> When:
    """Return parts of which all have to hold (`every`), or one; each once, and what is known left out."""
    found: dict[OpenTest | OpenTests, None] = {}
    for part in parts:
        if part is (not every):
            return part
        if isinstance(part, OpenTests) and part.every is every:
            found |= dict.fromkeys(part.parts)
        elif not isinstance(part, bool):
            found[part] = None
    if not found:
        return every
    return next(iter(found)) if len(found) == 1 else OpenTests(tuple(found), every)
