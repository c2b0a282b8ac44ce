"""All numbers of one evaluation, in the order of docs/scoring.md: states, scores, levels, flags, suggestions."""

from fractions import Fraction

from selfcheck_service.core.scoring.levels import classify
from selfcheck_service.core.scoring.plan import FieldPlan, Plan, SuggestionPlan
from selfcheck_service.core.scoring.run import Answers, FieldRun, Run
from selfcheck_service.core.scoring.scores import score_field
from selfcheck_service.core.scoring.states import HIDDEN

_EFFORT = {"S": 1, "M": 2, "L": 3}
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
    form = _form_of(plan, run.answers.perspective)
    for item in plan.items:
        if (
            (form is not None and form not in item.forms)
            or (item.applies_to is not None and item.applies_to(run) is False)
            or (item.shown_when is not None and item.shown_when(run) is not True)
        ):
            run.states[item.index] = HIDDEN
            run.points[item.index] = None


def _form_of(plan: Plan, perspective: str | None) -> str | None:
    forms = plan.questionnaire.forms
    if not forms:
        return None
    named = next((found.form for found in plan.questionnaire.perspectives if found.key == perspective), None)
    return named or forms[0].key


def hidden_items(plan: Plan, run: Run) -> tuple[str, ...]:
    """Return the keys of the hidden items in document order."""
    return tuple(item.key for item in plan.items if run.states[item.index] == HIDDEN)


class Offer:
    """A suggestion that is offered, with its priority as an exact number."""

    __slots__ = ("after", "priority", "spread", "suggestion")

    def __init__(self, suggestion: SuggestionPlan, priority: Fraction) -> None:
        """Priority before spreading; `spread` and `after` are set by `rank`."""
        self.suggestion = suggestion
        self.priority = priority
        self.spread = priority
        self.after: tuple[str, ...] = ()


def rank(plan: Plan, run: Run) -> list[Offer]:
    """Return the offered suggestions in the order in which they are proposed (docs/scoring.md, section 9)."""
    offers = [
        Offer(suggestion, _priority(plan, run, suggestion))
        for suggestion in plan.suggestions
        if suggestion.when(run) is True and (suggestion.applies_to is None or suggestion.applies_to(run) is not False)
    ]
    by_field: dict[str, list[Offer]] = {}
    for offer in offers:
        by_field.setdefault(offer.suggestion.field_key, []).append(offer)
    for group in by_field.values():
        group.sort(key=lambda offer: -offer.priority)
        for position, offer in enumerate(group, start=1):
            offer.spread = offer.priority / position
    offers.sort(key=lambda offer: -offer.spread)
    return _with_dependencies(offers)


def _priority(plan: Plan, run: Run, suggestion: SuggestionPlan) -> Fraction:
    definition = suggestion.definition
    return _gap(plan, run, suggestion.field) * definition.impact / _EFFORT[definition.effort]


def _gap(plan: Plan, run: Run, index: int | None) -> Fraction:
    """Return the missing share of the field's scale; one half where there is no score or no better end."""
    score = None if index is None else run.fields[index].exact
    if index is None or score is None or plan.fields[index].better == "none":
        return Fraction(1, 2)
    field: FieldPlan = plan.fields[index]
    low, high = field.scale
    reached = (Fraction(score[0], score[1]) - low) / (high - low)
    gap = reached if field.better == "lower" else 1 - reached
    return min(max(gap, Fraction(0)), Fraction(1))


def _with_dependencies(offers: list[Offer]) -> list[Offer]:
    """Take, again and again, the first offer that waits for none that is still to come."""
    waiting = {offer.suggestion.key for offer in offers}
    for offer in offers:
        offer.after = tuple(key for key in offer.suggestion.definition.depends_on if key in waiting)
    ordered: list[Offer] = []
    remaining = offers
    while remaining:
        offer = next(offer for offer in remaining if not any(key in waiting for key in offer.after))
        ordered.append(offer)
        waiting.discard(offer.suggestion.key)
        remaining = [found for found in remaining if found is not offer]
    return ordered
