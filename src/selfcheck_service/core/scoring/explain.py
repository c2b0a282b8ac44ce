"""Why a score is what it is, down to the answers, and what lifts it."""

from dataclasses import dataclass

from selfcheck_service.core.definition import pointer
from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.definition.scoring_rules import PointsPolicy
from selfcheck_service.core.scoring.aggregation import EntryPlan, FieldEntryPlan, ItemEntryPlan, weight_now, worth_now
from selfcheck_service.core.scoring.because import reasons_against, reasons_of
from selfcheck_service.core.scoring.evaluation import AnswerChange, Contribution, Explanation, NextLevel
from selfcheck_service.core.scoring.levels import case_that_holds, is_level_open, lacks_level
from selfcheck_service.core.scoring.named_values import as_value
from selfcheck_service.core.scoring.next_level import Lift, find_lift
from selfcheck_service.core.scoring.phrases import Phrases, form_for
from selfcheck_service.core.scoring.plan import FieldPlan, Plan
from selfcheck_service.core.scoring.ratio import Ratio, as_fraction, ratio, to_number
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.shown_calculations import Shown
from selfcheck_service.core.scoring.states import ANSWERED, NOT_APPLICABLE, REQUIRED, STATE_NAMES, PolicyPoints
from selfcheck_service.core.scoring.wording import Wording

_COUNTED_STATES = ("not_applicable", "dont_know", "declined", "unanswered")


def explain(plan: Plan, run: Run, field: FieldPlan, wording: Wording, *, full: bool) -> Explanation:
    """Return the explanation of one field; with `full` every contribution and the formula in numbers."""
    text = _sentences(field, run, wording)
    upward = _next_level(plan, run, field, wording)
    if not full:
        return Explanation(text, upward)
    lines = (
        *(_item_line(plan, run, field, entry) for entry in field.items),
        *(_field_line(plan, run, field, entry) for entry in field.fields),
    )
    contributions = tuple(_contribution(plan, run, field, line, wording) for line in lines)
    formula = _formula(run, field, lines, wording)
    return Explanation(text, upward, formula, contributions, pointer(*field.node.path))


def why_no_score(field: FieldPlan, run: Run, phrases: Phrases) -> str:
    """Return in words why a field has no score, or where it never has one, no level."""
    found = run.fields[field.index]
    reason = _reason(field, run, phrases).format(answered=found.answered, applicable=found.applicable)
    return (phrases.no_level_as if field.aggregation.levels_only else phrases.no_score).format(reason=reason)


def _reason(field: FieldPlan, run: Run, phrases: Phrases) -> str:
    found = run.fields[field.index]
    if found.reason == "required_missing" and not any(
        worth_now(run, entry) is None and entry.policy[run.states[entry.index]] == REQUIRED for entry in field.items
    ):
        return phrases.field_missing
    if found.reason == "requirement" and field.requires is not None and field.requires(run) is None:
        return phrases.requirement_open
    return phrases.reasons[found.reason or "nothing_answered"]


def _sentences(field: FieldPlan, run: Run, wording: Wording) -> str:
    found, phrases = run.fields[field.index], wording.phrases
    counted = phrases.counted.format(answered=found.answered, applicable=found.applicable)
    open_states = ", ".join(
        f"{count} × {phrases.states[name]}" for name, count in zip(_COUNTED_STATES, found.counts, strict=True) if count
    )
    parts = []
    if found.reason is not None:
        parts.append(why_no_score(field, run, phrases))
        if field.scoring.requires is not None and found.reason == "requirement":
            parts += [reason.text for reason in reasons_against(field.scoring.requires, run, wording)]
    elif found.score is not None:
        low, high = (phrases.number(end) for end in field.scale)
        parts_named = phrases.of_fields if field.fields else phrases.of_items
        method = field.aggregation.words[phrases.language].format(parts=parts_named)
        parts.append(phrases.score.format(score=phrases.number(found.score), low=low, high=high, method=method))
    # Where too few answers are the reason, the numbers have been said.
    if found.applicable and found.reason != "coverage":
        parts.append(counted)
    if open_states:
        parts.append(phrases.open_answers.format(states=open_states))
    # What a score requires is no matter of answers that are still missing: there may be none at all.
    if found.reason != "requirement" and found.low is not None and found.high is not None and found.low != found.high:
        parts.append(phrases.span.format(low=phrases.number(found.low), high=phrases.number(found.high)))
    if lacks_level(field, found):
        parts.append(phrases.open_level if is_level_open(field, run) else phrases.no_level)
    parts += _case(field, run, wording)
    return " ".join(parts)


def _case(field: FieldPlan, run: Run, wording: Wording) -> list[str]:
    """Return why a field has its level where cases say it: what made the first one true that is."""
    found, place = run.fields[field.index], case_that_holds(field, run)
    if found.level_before_gates is None or place is None:
        return []
    phrases = wording.phrases
    level = wording.fields[field.index].level_sets[found.level_set].titles[found.level_before_gates]
    when = field.node.definition.classify[place].when
    if when is None:
        return [phrases.last_case.format(level=level)]
    reasons = " ".join(dict.fromkeys(reason.text for reason in reasons_of(when, run, wording)))
    return [phrases.case.format(level=level, reasons=reasons)]


def _next_level(plan: Plan, run: Run, field: FieldPlan, wording: Wording) -> NextLevel | None:
    lift = find_lift(plan, run, field)
    if lift is None:
        return None
    words = wording.fields[field.index]
    changes = None
    if lift.changes is not None:
        changes = tuple(
            AnswerChange(
                item=plan.items[index].key,
                prompt=wording.prompts[index],
                current=wording.plain_answer(run, index),
                target=wording.plain_value(index, value),
            )
            for index, (value, _) in lift.changes.items()
        )
    return NextLevel(
        key=words.level_keys[lift.level],
        title=words.level_sets[run.fields[field.index].level_set].titles[lift.level],
        score_from=None if lift.cut is None else to_number(lift.cut),
        missing=tuple(_missing(run, field, lift, wording)),
        changes=changes,
        exact=lift.exact,
    )


def _missing(run: Run, field: FieldPlan, lift: Lift, wording: Wording) -> list[str]:
    """Return what keeps the field from the goal: points, and gates that are not open."""
    phrases, words = wording.phrases, wording.fields[field.index]
    titles = words.level_sets[run.fields[field.index].level_set].titles
    title, missing = titles[lift.level], []
    cut = lift.cut or run.fields[field.index].used or (0, 1)
    distance = as_fraction(cut) - as_fraction(run.fields[field.index].used or cut)
    distance = distance if field.better == "higher" else -distance
    if distance > 0:
        sentence = phrases.points_missing if field.better == "higher" else phrases.points_too_many
        points = phrases.number(distance)
        missing.append(form_for(points, sentence).format(level=title, points=points, cut=phrases.number(cut)))
    for gate, text in zip(field.gates, words.gates, strict=True):
        if gate.level <= lift.level and gate.requires(run) is not True:
            missing.append(text)
    return missing


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the calculation: an entry, what became of it, and what it is worth (None: it has no points)."""

    entry: EntryPlan
    treatment: str
    worth: Ratio | None


def _item_line(plan: Plan, run: Run, field: FieldPlan, entry: ItemEntryPlan) -> _Line:
    state, points = run.states[entry.index], run.points[entry.index]
    if points is not None:
        return _Line(entry, "taken", ratio(points, plan.point_denominator))
    if state == ANSWERED and not plan.items[entry.index].scored:
        # A formula takes its value; there are no points that a policy could decide about.
        return _Line(entry, "taken", None)
    # An answer that has no points says that they do not apply.
    name = STATE_NAMES[NOT_APPLICABLE if state == ANSWERED else state]
    return _treated(plan, field, entry, name, entry.policy[state])


def _field_line(plan: Plan, run: Run, field: FieldPlan, entry: FieldEntryPlan) -> _Line:
    child = run.fields[entry.index]
    if child.passed_on is not None:
        return _Line(entry, "taken", child.passed_on)
    if child.applicable:
        return _treated(plan, field, entry, "not_computed", entry.not_computed)
    return _treated(plan, field, entry, "not_applicable", entry.not_applicable)


def _treated(plan: Plan, field: FieldPlan, entry: EntryPlan, state: str, points: PolicyPoints) -> _Line:
    """Return the line of an entry that the policy of its state decides about."""
    policy = getattr(field.scoring.no_answer, state)
    name = "points" if isinstance(policy, PointsPolicy) else policy
    worth = None if points is None or isinstance(points, str) else ratio(points, plan.point_denominator)
    return _Line(entry, name, worth)


def _contribution(plan: Plan, run: Run, field: FieldPlan, line: _Line, wording: Wording) -> Contribution:
    """Return a line as readers see it. What a formula makes of weights it says itself; levels alone make nothing."""
    entry, worth = line.entry, line.worth
    index, is_item = entry.index, isinstance(entry, ItemEntryPlan)
    path = plan.items[index].path if is_item else plan.fields[index].node.path
    added = field.scoring.formula is None and not field.aggregation.levels_only
    weight = weight_now(run, entry) if added else None
    weighted = None if worth is None or weight is None else as_fraction(worth) * weight
    return Contribution(
        kind="item" if is_item else "field",
        key=plan.items[index].key if is_item else plan.fields[index].key,
        title=_title(entry, wording),
        state=STATE_NAMES[run.states[index]] if is_item else run.fields[index].status,
        answer=wording.plain_answer(run, index) if is_item else None,
        answer_text=wording.answer_text(run, index) if is_item else None,
        treatment=line.treatment,
        points=None if worth is None else to_number(worth),
        weight=None if weight is None else exact_to_number(weight),
        weighted=None if weighted is None else exact_to_number(weighted),
        definition=pointer(*path),
        calculation=_calculation(plan, run, index, wording) if is_item else None,
    )


def _calculation(plan: Plan, run: Run, index: int, wording: Wording) -> str | None:
    """Return how the value of an item follows from other answers; None where it has none, or was said by somebody."""
    late = plan.items[index].late
    return None if late is None or run.states[index] != ANSWERED else late.shown(run, wording.phrases)


def _weighing(run: Run, entry: EntryPlan, wording: Wording) -> list[str]:
    """Return how the weight of an entry that takes part follows from answers; nothing where it is a number."""
    weight = weight_now(run, entry)
    if entry.weight_by is None or weight is None:
        return []
    first, *others = entry.weight_by.shown(run, (), wording.phrases).steps_to(ratio(weight), wording.phrases)
    return [wording.phrases.weighing.format(title=_title(entry, wording), step=first), *others]


def _title(entry: EntryPlan, wording: Wording) -> str:
    return wording.prompts[entry.index] if isinstance(entry, ItemEntryPlan) else wording.fields[entry.index].title


def _formula(run: Run, field: FieldPlan, lines: tuple[_Line, ...], wording: Wording) -> str | None:
    """Return the calculation in numbers, exact, so that a reader can repeat it by hand."""
    found, phrases = run.fields[field.index], wording.phrases
    if found.raw is None or found.exact is None or found.score is None:
        return None
    taken = [(line.entry, line.worth) for line in lines if line.worth is not None]
    steps = [step for entry, _ in taken for step in _weighing(run, entry, wording)]
    steps += field.aggregation.shown(run, taken, phrases).steps_to(found.raw, phrases)
    if field.transform is not None:
        steps += field.transform.shown(run, (as_value(found.raw),), phrases).steps_to(found.exact, phrases)
    if field.scoring.rescale_from is not None:
        (start, end), (low, high) = field.scoring.rescale_from, field.scale
        a, b, c, d, r = (phrases.brief(number) for number in (start, end, low, high, found.raw))
        shown = Shown((), f"{c} + ({r} − {a}) · ({d} − {c}) ÷ ({b} − {a})", [found.raw])
        steps += shown.steps_to(found.exact, phrases)
    if field.rounding is not None and as_fraction(found.score) != as_fraction(found.exact):
        steps.append(f"→ {phrases.exact(found.score)}")
    return "; ".join(steps)
