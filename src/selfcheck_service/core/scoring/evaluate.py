"""From answers to an evaluation: numbers first, then the texts that belong to them."""

from typing import Literal

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

Detail = Literal["none", "short", "full"]
_encoder = msgspec.json.Encoder()


def evaluate(answers: Answers, *, language: str, explanation: Detail = "short") -> Evaluation:
    """Return what the answers mean, in the language (or the nearest the questionnaire has).

    Pure and deterministic: the same answers, language and detail give the same bytes on every machine.
    """
    plan, run = answers.plan, compute(answers)
    offers = rules_of(plan).rank(plan, run)
    wording = wording_in(plan, language, form_of(plan, answers.perspective))
    results = [_field_result(run, field, wording) for field in plan.fields]
    if explanation != "none":
        full = explanation == "full"
        results = [
            replace(result, explanation=explain(plan, run, field, wording, full=full))
            for result, field in zip(results, plan.fields, strict=True)
        ]
    return Evaluation(
        questionnaire=plan.key,
        version=plan.version,
        title=wording.title,
        language=wording.language,
        notice=wording.notice,
        fields=tuple([result for index, result in enumerate(results) if index != plan.overall]),
        overall=None if plan.overall is None else results[plan.overall],
        flags=run.flags,
        hidden=hidden_items(plan, run),
        suggestions=tuple([_suggestion_result(run, offer, wording) for offer in offers]),
        receipt=make_receipt(answers, run, offers),
        items=tuple(item_results(plan, run, wording)),
    )


def encode_evaluation(evaluation: Evaluation) -> bytes:
    """Return the evaluation as JSON: the bytes of the HTTP endpoint and of the command line."""
    return _encoder.encode(evaluation)


def canonical_results(answers: Answers) -> bytes:
    """Return the canonical results of docs/scoring.md, section 10: what a receipt vouches for."""
    plan, run = answers.plan, compute(answers)
    rules = rules_of(plan)
    return rules.canonical(plan, run, rules.rank(plan, run))


def _field_result(run: Run, field: FieldPlan, wording: Wording) -> FieldResult:
    """Return the result without an explanation."""
    found = run.fields[field.index]
    result = found.shown.get(id(wording))
    if result is None:
        result = found.shown[id(wording)] = _word_field(field, run, wording)
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
