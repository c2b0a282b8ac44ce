"""Why a score is what it is, down to the answers, and what lifts it."""

from fractions import Fraction

from selfcheck_service.core.definition import pointer
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.scoring.evaluation import AnswerChange, Contribution, Explanation, NextLevel, Number
from selfcheck_service.core.scoring.next_level import find_lift
from selfcheck_service.core.scoring.plan import FieldEntryPlan, FieldPlan, ItemEntryPlan, Plan
from selfcheck_service.core.scoring.ratio import Ratio, Scaled, as_fraction, ratio, to_number
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import ANSWERED, REQUIRED, STATE_NAMES, PolicyPoints
from selfcheck_service.core.scoring.wording import Wording, plain_value

_COUNTED_STATES = ("not_applicable", "dont_know", "declined", "unanswered")


def explain(plan: Plan, run: Run, field: FieldPlan, wording: Wording, *, full: bool) -> Explanation:
    """Return the explanation of one field; with `full` every contribution and the formula in numbers."""
    text = _sentences(field, run.fields[field.index], wording)
    upward = _next_level(plan, run, field, wording)
    if not full:
        return Explanation(text, upward)
    contributions = (
        *(_item_contribution(plan, run, entry, wording) for entry in field.items),
        *(_field_contribution(plan, run, entry, wording) for entry in field.fields),
    )
    formula = _formula(field, run.fields[field.index], contributions, wording)
    return Explanation(text, upward, formula, contributions, pointer(*field.node.path))


def _sentences(field: FieldPlan, found: FieldRun, wording: Wording) -> str:
    phrases = wording.phrases
    counted = phrases.counted.format(answered=found.answered, applicable=found.applicable)
    open_states = ", ".join(
        f"{phrases.states[name]} {count}" for name, count in zip(_COUNTED_STATES, found.counts, strict=True) if count
    )
    parts = []
    if found.score is None:
        reason = phrases.reasons[found.reason or "nothing_answered"]
        parts.append(reason.format(answered=found.answered, applicable=found.applicable))
    else:
        low, high = (phrases.number(end) for end in field.scale)
        parts_named = phrases.of_fields if field.fields else phrases.of_items
        method = phrases.methods[field.method.name].format(parts=parts_named)
        parts.append(phrases.score.format(score=phrases.number(found.score), low=low, high=high, method=method))
    if found.applicable:
        parts.append(counted)
    if open_states:
        parts.append(phrases.open_answers.format(states=open_states))
    if found.low is not None and found.high is not None and found.low != found.high:
        parts.append(phrases.span.format(low=phrases.number(found.low), high=phrases.number(found.high)))
    return " ".join(parts)


def _next_level(plan: Plan, run: Run, field: FieldPlan, wording: Wording) -> NextLevel | None:
    lift = find_lift(plan, run, field)
    if lift is None:
        return None
    level, words = field.levels[lift.level], wording.fields[field.index]
    cut = level.low if field.better == "higher" else level.high
    changes = None
    if lift.changes is not None:
        changes = tuple(
            AnswerChange(
                item=plan.items[index].key,
                prompt=wording.prompts[index],
                current=wording.plain_answer(run, index),
                target=plain_value(value),
            )
            for index, (value, _) in lift.changes.items()
        )
    return NextLevel(
        key=level.key,
        title=words.level_titles[lift.level],
        score_from=to_number(cut) if cut is not None else 0,
        missing=tuple(_missing(run, field, lift.level, cut, wording)),
        changes=changes,
        exact=lift.exact,
    )


def _missing(run: Run, field: FieldPlan, goal: int, cut: Ratio | None, wording: Wording) -> list[str]:
    """Return what keeps the field from the goal: points, and gates that are not open."""
    phrases, words = wording.phrases, wording.fields[field.index]
    used, missing = run.fields[field.index].used, []
    title = words.level_titles[goal]
    if used is not None and cut is not None:
        distance = as_fraction(cut) - as_fraction(used)
        distance = distance if field.better == "higher" else -distance
        if distance > 0:
            missing.append(
                phrases.points_missing.format(level=title, points=phrases.number(distance), cut=phrases.number(cut))
            )
    for gate, text in zip(field.gates, words.gates, strict=True):
        if gate.level <= goal and gate.requires(run) is not True:
            missing.append(text)
    return missing


def _item_contribution(plan: Plan, run: Run, entry: ItemEntryPlan, wording: Wording) -> Contribution:
    state, points = run.states[entry.index], run.points[entry.index]
    treatment = "taken"
    if state != ANSWERED:
        treatment, points = _treated(entry.policy[state])
    worth = None if points is None else ratio(points, plan.point_denominator)
    return Contribution(
        kind="item",
        key=plan.items[entry.index].key,
        title=wording.prompts[entry.index],
        state=STATE_NAMES[state],
        answer=wording.plain_answer(run, entry.index),
        answer_text=wording.answer_text(run, entry.index),
        treatment=treatment,
        points=None if worth is None else to_number(worth),
        weight=exact_to_number(entry.declared_weight),
        weighted=_weighted(worth, entry),
        definition=pointer(*plan.items[entry.index].path),
    )


def _treated(policy: PolicyPoints) -> tuple[str, Scaled | None]:
    if policy is None:
        return "exclude", None
    if isinstance(policy, str):
        return REQUIRED, None
    return "points", policy


def _weighted(worth: Ratio | None, entry: ItemEntryPlan | FieldEntryPlan) -> Number | None:
    return None if worth is None else exact_to_number(as_fraction(worth) * entry.declared_weight)


def _field_contribution(plan: Plan, run: Run, entry: FieldEntryPlan, wording: Wording) -> Contribution:
    child = run.fields[entry.index]
    worth, treatment = child.passed_on, "taken"
    if worth is None:
        treatment, points = _treated(entry.not_computed if child.applicable else entry.not_applicable)
        worth = None if points is None else ratio(points, plan.point_denominator)
    return Contribution(
        kind="field",
        key=plan.fields[entry.index].key,
        title=wording.fields[entry.index].title,
        state=child.status,
        answer=None,
        answer_text=None,
        treatment=treatment,
        points=None if worth is None else to_number(worth),
        weight=exact_to_number(entry.declared_weight),
        weighted=_weighted(worth, entry),
        definition=pointer(*plan.fields[entry.index].node.path),
    )


def _formula(
    field: FieldPlan, found: FieldRun, contributions: tuple[Contribution, ...], wording: Wording
) -> str | None:
    """Return the calculation in numbers, so that a reader can repeat it by hand."""
    if found.raw is None or found.exact is None or found.score is None:
        return None
    say = wording.phrases.number
    taken = [one for one in contributions if one.points is not None]
    terms = " + ".join(_term(one, wording) for one in taken)
    if field.method.reduce is not None:
        steps = [f"{field.method.name}({'; '.join(_term(one, wording) for one in taken)}) = {say(found.raw)}"]
    elif field.method.base is None:
        steps = [f"{terms} = {say(found.raw)}"]
    else:
        factor = f"{field.method.factor} · " if field.method.factor != 1 else ""
        steps = [f"{factor}({terms}) ÷ {say(_base(field, contributions))} = {say(found.raw)}"]
    if field.scoring.rescale_from is not None:
        (start, end), (low, high) = field.scoring.rescale_from, field.scale
        steps.append(
            f"{say(low)} + ({say(found.raw)} − {say(start)}) · ({say(high)} − {say(low)}) ÷ ({say(end)} − {say(start)})"
            f" = {say(found.exact)}",
        )
    if field.rounding is not None and as_fraction(found.score) != as_fraction(found.exact):
        steps.append(f"→ {say(found.score)}")
    return "; ".join(steps)


def _term(one: Contribution, wording: Wording) -> str:
    say = wording.phrases.number
    points = say(_exact(one.points or 0))
    return points if one.weight == 1 else f"{say(_exact(one.weight))}·{points}"


def _exact(number: Number) -> Ratio:
    return number.as_integer_ratio()


def _base(field: FieldPlan, contributions: tuple[Contribution, ...]) -> Ratio:
    """Return the denominator of the quotient, as it stands in the definition."""
    entries: tuple[ItemEntryPlan | FieldEntryPlan, ...] = (*field.items, *field.fields)
    bases = (entry.declared_base for one, entry in zip(contributions, entries, strict=True) if one.points is not None)
    total = sum(bases, Fraction(0))
    return total.numerator, total.denominator
