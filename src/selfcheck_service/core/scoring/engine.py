"""All numbers of one evaluation, in the order of docs/scoring.md: states, scores, levels, flags, suggestions."""

from dataclasses import dataclass
from heapq import heappop, heappush
from math import lcm

from selfcheck_service.core.scoring.levels import classify
from selfcheck_service.core.scoring.plan import Plan, SuggestionPlan
from selfcheck_service.core.scoring.ratio import Ratio
from selfcheck_service.core.scoring.run import Answers, FieldRun, Run
from selfcheck_service.core.scoring.scores import score_field
from selfcheck_service.core.scoring.states import HIDDEN

_NOT_COMPUTED = FieldRun()


def compute(plan: Plan, answers: Answers) -> Run:
    """Return all numbers that follow from the answers."""
    run = start_run(plan, answers)
    results = run.fields
    for index in plan.order:
        results[index] = score_field(plan, plan.fields[index], run)
    for index, field in enumerate(plan.fields):
        classify(field, results[index], run)
    for flag in plan.flags:
        run.flags[flag.key] = flag.when(run)
    return run


def start_run(plan: Plan, answers: Answers) -> Run:
    """Return a run in which the states of all items are settled and nothing is scored yet."""
    run = Run(
        answers=answers,
        states=answers.states.copy(),
        values=answers.values,
        points=answers.points.copy(),
        profile=answers.profile,
        fields=[_NOT_COMPUTED] * len(plan.fields),
        flags={},
    )
    settle_states(plan, run)
    return run


def settle_states(plan: Plan, run: Run) -> None:
    """Hide what is not asked: by the form of the perspective, by `applies_to`, by `shown_when`."""
    form = form_of(plan, run.answers.perspective)
    for item in plan.items:
        if (
            (form is not None and form not in item.forms)
            or (item.applies_to is not None and item.applies_to(run) is False)
            or (item.shown_when is not None and item.shown_when(run) is not True)
        ):
            run.states[item.index] = HIDDEN
            run.points[item.index] = None


def form_of(plan: Plan, perspective: str | None) -> str | None:
    """Return the form that is asked of a perspective; without one, the first form; None where there are no forms."""
    forms = plan.questionnaire.forms
    if not forms:
        return None
    named = next((found.form for found in plan.questionnaire.perspectives if found.key == perspective), None)
    return named or forms[0].key


def hidden_items(plan: Plan, run: Run) -> tuple[str, ...]:
    """Return the keys of the hidden items in document order."""
    return tuple(item.key for item in plan.items if run.states[item.index] == HIDDEN)


@dataclass(slots=True)
class Offer:
    """A suggestion that is offered, with its exact priority and the offered suggestions that come before it."""

    suggestion: SuggestionPlan
    priority: Ratio
    after: tuple[str, ...] = ()


def rank(plan: Plan, run: Run) -> list[Offer]:
    """Return the offered suggestions in the order in which they are proposed (docs/scoring.md, section 9)."""
    gaps: dict[int | None, Ratio] = {}
    by_field: dict[str, list[Offer]] = {}
    offers: list[Offer] = []
    for suggestion in plan.suggestions:
        if suggestion.when(run) is not True:
            continue
        if suggestion.applies_to is not None and suggestion.applies_to(run) is False:
            continue
        if suggestion.field not in gaps:
            gaps[suggestion.field] = _gap(plan, run, suggestion.field)
        top, bottom = gaps[suggestion.field]
        offer = Offer(suggestion, (top * suggestion.impact, bottom * suggestion.effort))
        offers.append(offer)
        by_field.setdefault(suggestion.field_key, []).append(offer)
    return _with_dependencies(_spread(offers, list(by_field.values())))


def _spread(offers: list[Offer], groups: list[list[Offer]]) -> list[Offer]:
    """Sort by priority ÷ position within the field, ties in document order.

    All priorities are brought to one denominator, so that the sorting compares integers.
    """
    common = lcm(*(offer.priority[1] for offer in offers)) * lcm(*range(1, max(map(len, groups), default=0) + 1))
    keys: dict[int, int] = {}
    for group in groups:
        group.sort(key=lambda offer: -offer.priority[0] * (common // offer.priority[1]))
        for position, offer in enumerate(group, start=1):
            keys[id(offer)] = -offer.priority[0] * (common // (offer.priority[1] * position))
    return sorted(offers, key=lambda offer: keys[id(offer)])


def _gap(plan: Plan, run: Run, index: int | None) -> Ratio:
    """Return the missing share of the field's scale; one half where there is no score or no better end."""
    score = None if index is None else run.fields[index].exact
    if index is None or score is None or plan.fields[index].better == "none":
        return 1, 2
    low, high = plan.fields[index].scale
    end, start = (high, low) if plan.fields[index].better == "higher" else (low, high)
    # (end − score) ÷ (end − start): 0 at the better end, 1 at the other.
    length = end - start
    top = (end.numerator * score[1] - score[0] * end.denominator) * length.denominator
    bottom = end.denominator * score[1] * length.numerator
    if bottom < 0:
        top, bottom = -top, -bottom
    return (0, 1) if top <= 0 else (1, 1) if top >= bottom else (top, bottom)


def _with_dependencies(offers: list[Offer]) -> list[Offer]:
    """Take, again and again, the first offer that waits for none that is still to come."""
    offered = {offer.suggestion.key for offer in offers}
    waiting: dict[str, list[int]] = {}
    missing = [0] * len(offers)
    for place, offer in enumerate(offers):
        if offer.suggestion.definition.depends_on:
            after = dict.fromkeys(key for key in offer.suggestion.definition.depends_on if key in offered)
            offer.after, missing[place] = tuple(after), len(after)
            for key in after:
                waiting.setdefault(key, []).append(place)
    if not waiting:
        return offers
    ready = [place for place, count in enumerate(missing) if not count]
    ordered: list[Offer] = []
    while ready:
        chosen = offers[heappop(ready)]
        ordered.append(chosen)
        for place in waiting.get(chosen.suggestion.key, ()):
            missing[place] -= 1
            if not missing[place]:
                heappush(ready, place)
    return ordered
