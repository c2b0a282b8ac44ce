"""From answers to an evaluation: numbers first, then the texts that belong to them."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from selfcheck_service.core.scoring.because import reasons_of
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.evaluation import Evaluation, FieldResult, LevelResult, NoAnswers, SuggestionResult
from selfcheck_service.core.scoring.explain import explain, why_no_score
from selfcheck_service.core.scoring.item_levels import item_results
from selfcheck_service.core.scoring.plan import Answers, FieldPlan
from selfcheck_service.core.scoring.ranking import Offer
from selfcheck_service.core.scoring.ratio import to_number
from selfcheck_service.core.scoring.receipt import make_receipt
from selfcheck_service.core.scoring.rules import rules_of
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.settling import form_of, hidden_items
from selfcheck_service.core.scoring.wording import FieldWords, Wording, wording_in
from selfcheck_service.core.scoring.written import write_suggestions

Detail = Literal["none", "short", "full"]
_encoder = msgspec.json.Encoder()


def evaluate(answers: Answers, *, language: str, explanation: Detail = "short") -> Evaluation:
    """Return what the answers mean, in the language (or the nearest the questionnaire has).

    Pure and deterministic: the same answers, language and detail give the same bytes on every machine.
    """
    made = _Making(answers, language)
    results: Sequence[FieldResult] = [_field_result(made.run, field, made.wording) for field in made.plan.fields]
    if explanation != "none":
        results = made.explained(results, explanation)
    return made.together(results, tuple([_suggestion_result(made.run, offer, made.wording) for offer in made.offers]))


def evaluate_to_json(answers: Answers, *, language: str, explanation: Detail = "short") -> tuple[bytes, str]:
    """Return the bytes of `encode_evaluation(evaluate(…))`, and the language that they are in; this takes less time."""
    made = _Making(answers, language)
    plan, run, wording = made.plan, made.run, made.wording
    # The encoder takes JSON that is ready wherever a value may stand.
    results: Sequence[Any]
    if explanation == "none":
        known = id(wording)
        results = [
            run.fields[field.index].derived.written.get(known) or _write_field(run, field, wording)
            for field in plan.fields
        ]
    else:
        results = made.explained([_field_result(run, field, wording) for field in plan.fields], explanation)
    suggestions: Any = write_suggestions(run, made.offers, wording)
    return encode_evaluation(made.together(results, suggestions)), wording.language


def encode_evaluation(evaluation: Evaluation) -> bytes:
    """Return the evaluation as JSON: the bytes of the HTTP endpoint and of the command line."""
    return _encoder.encode(evaluation)


def canonical_results(answers: Answers) -> bytes:
    """Return the canonical results of docs/scoring.md, section 10: what a receipt vouches for."""
    plan, run = answers.plan, compute(answers)
    rules = rules_of(plan)
    return rules.canonical(plan, run, rules.rank(plan, run))


class _Making:
    """One evaluation: its numbers, its offers and its words."""

    __slots__ = ("answers", "offers", "plan", "run", "wording")

    def __init__(self, answers: Answers, language: str) -> None:
        self.answers = answers
        self.plan = answers.plan
        self.run = compute(answers)
        self.offers = rules_of(self.plan).rank(self.plan, self.run)
        self.wording = wording_in(self.plan, language, form_of(self.plan, answers.perspective))

    def explained(self, results: Sequence[FieldResult], detail: Detail) -> list[FieldResult]:
        """Return the results of all fields with explanations."""
        return [
            replace(result, explanation=explain(self.plan, self.run, field, self.wording, full=detail == "full"))
            for result, field in zip(results, self.plan.fields, strict=True)
        ]

    def together(self, results: Sequence[FieldResult], suggestions: tuple[SuggestionResult, ...]) -> Evaluation:
        """Return the evaluation of these parts."""
        plan, run, wording = self.plan, self.run, self.wording
        return Evaluation(
            questionnaire=plan.key,
            version=plan.version,
            title=wording.title,
            language=wording.language,
            notice=wording.notice,
            fields=tuple(results if plan.overall is None else [*results[: plan.overall], *results[plan.overall + 1 :]]),
            overall=None if plan.overall is None else results[plan.overall],
            flags=run.flags,
            hidden=hidden_items(plan, run),
            suggestions=suggestions,
            receipt=make_receipt(self.answers, run, self.offers),
            items=tuple(item_results(plan, run, wording)),
        )


def _field_result(run: Run, field: FieldPlan, wording: Wording) -> FieldResult:
    """Return the result without an explanation."""
    shown = run.fields[field.index].derived.shown
    result = shown.get(id(wording))
    if result is None:
        result = shown[id(wording)] = _word_field(field, run, wording)
    return result


def _write_field(run: Run, field: FieldPlan, wording: Wording) -> msgspec.Raw:
    """Return the result without an explanation as JSON; runs share the numbers of fields, and so these bytes."""
    result = msgspec.Raw(_encoder.encode(_field_result(run, field, wording)))
    run.fields[field.index].derived.written[id(wording)] = result
    return result


def _word_field(field: FieldPlan, run: Run, wording: Wording) -> FieldResult:
    found, words = run.fields[field.index], wording.fields[field.index]
    return FieldResult(
        key=field.key,
        parent=field.node.parent,
        group=words.group,
        title=words.title,
        score=None if found.score is None else to_number(found.score),
        score_min=None if found.low is None else to_number(found.low),
        score_max=None if found.high is None else to_number(found.high),
        scale=words.scale,
        status=found.status,
        reason=found.reason,
        coverage=None if found.coverage is None else to_number(found.coverage),
        raw_score=None if found.raw is None else to_number(found.raw),
        level=_level_result(found, words),
        text=_text(field, run, wording),
        next_text=None if found.level is None else words.next_texts[found.level],
        no_answers=NoAnswers(*found.counts),
        explanation=None,
    )


def _level_result(found: FieldRun, words: FieldWords) -> LevelResult | None:
    if found.level is None:
        return None
    capped = found.level_before_gates if found.level_before_gates != found.level else None
    return LevelResult(
        key=words.level_keys[found.level],
        title=words.level_sets[found.level_set].titles[found.level],
        border=None if found.border is None else words.level_keys[found.border],
        capped_from=None if capped is None else words.level_keys[capped],
    )


def _text(field: FieldPlan, run: Run, wording: Wording) -> str | None:
    """Return the text of the level with what a gate or a border adds to it, or why there is no score."""
    found, words = run.fields[field.index], wording.fields[field.index]
    if found.status == "not_computed":
        return words.not_computed or why_no_score(field, run, wording.phrases)
    parts = [words.level_sets[found.level_set].texts[found.level]] if found.level is not None else []
    parts += [words.gates[place] for place in found.held_by]
    if found.border is not None:
        parts.append(words.level_sets[found.level_set].borders[found.border])
    return " ".join(part for part in parts if part) or None


def _suggestion_result(run: Run, offer: Offer, wording: Wording) -> SuggestionResult:
    found = offer.suggestion
    return replace(
        wording.suggestions[found.key],
        because=reasons_of(found.definition.trigger, run, wording),
        priority=to_number(offer.priority),
        after=offer.after,
    )
