"""All numbers of one evaluation, in the order of docs/scoring.md: states, scores, levels, flags, suggestions."""

from heapq import heappop, heappush
from math import lcm

import msgspec

from selfcheck_service.core.scoring.levels import hold_back
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
        results[index] = score_field(plan.fields[index], run)
    # Gates may ask for any score, so they come after all of them.
    for index, field in enumerate(plan.fields):
        if field.gates:
            results[index] = hold_back(field, results[index], run)
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
    for item in plan.hideable_items if form is None else plan.items:
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
    if HIDDEN not in run.states:
        return ()
    return tuple(item.key for item in plan.items if run.states[item.index] == HIDDEN)


class Offer(msgspec.Struct):
    """A suggestion that is offered, with its exact priority and the offered suggestions that come before it."""

    suggestion: SuggestionPlan
    priority: Ratio
    after: tuple[str, ...] = ()


def rank(plan: Plan, run: Run) -> list[Offer]:
    """Return the offered suggestions in the order in which they are proposed (docs/scoring.md, section 9)."""
    gaps: dict[int | None, Ratio] = {}
    offers: list[Offer] = []
    for suggestion in plan.suggestions:
        if suggestion.when(run) is not True:
            continue
        if suggestion.applies_to is not None and suggestion.applies_to(run) is False:
            continue
        index = suggestion.field
        if index not in gaps:
            gaps[index] = _gap(plan, run, index)
        top, bottom = gaps[index]
        offers.append(Offer(suggestion, (top * suggestion.impact, bottom * suggestion.effort)))
    return _with_dependencies(_spread(offers))


def _spread(offers: list[Offer]) -> list[Offer]:
    """Sort by priority ÷ position within the field, ties in document order."""
    # Over one denominator, so that sorting compares integers.
    common = lcm(*{offer.priority[1] for offer in offers})
    worth = [offer.priority[0] * (common // offer.priority[1]) for offer in offers]
    counted: dict[str, int] = {}
    positions = worth.copy()
    for place in sorted(range(len(offers)), key=worth.__getitem__, reverse=True):
        field = offers[place].suggestion.field_key
        positions[place] = counted[field] = counted.get(field, 0) + 1
    steps = lcm(*set(positions))
    spread = [one * (steps // position) for one, position in zip(worth, positions, strict=True)]
    return [offers[place] for place in sorted(range(len(offers)), key=spread.__getitem__, reverse=True)]


def _gap(plan: Plan, run: Run, index: int | None) -> Ratio:
    """Return the missing share of the field's scale; one half where there is no score or no better end."""
    score = None if index is None else run.fields[index].exact
    rule = None if index is None else plan.fields[index].gap
    if score is None or rule is None:
        return 1, 2
    slope, offset, denominator = rule
    top, bottom = slope * score[0] + offset * score[1], denominator * score[1]
    return (0, 1) if top <= 0 else (1, 1) if top >= bottom else (top, bottom)


def _with_dependencies(offers: list[Offer]) -> list[Offer]:
    """Take, again and again, the first offer that waits for none that is still to come."""
    offered = {offer.suggestion.key for offer in offers}
    waiting: dict[str, list[int]] = {}
    missing = [0] * len(offers)
    for place, offer in enumerate(offers):
        if not offered.isdisjoint(offer.suggestion.depends_on):
            after = dict.fromkeys(key for key in offer.suggestion.depends_on if key in offered)
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
