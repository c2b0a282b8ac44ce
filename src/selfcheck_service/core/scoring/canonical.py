"""Answers and results in the canonical bytes of docs/scoring.md, section 10."""

from collections.abc import Iterable

import msgspec

from selfcheck_service.core.scoring.item_levels import canonical_items
from selfcheck_service.core.scoring.plan import Answers, FieldPlan, Plan
from selfcheck_service.core.scoring.ranking import Offer
from selfcheck_service.core.scoring.ratio import Ratio, to_text
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.settling import hidden_items

_encode = msgspec.json.Encoder(order="deterministic", enc_hook=str).encode


def canonical_answers(answers: Answers) -> bytes:
    """Return the canonical bytes of what entered the engine: answers, perspective, profile."""
    said = ",".join(_said(answers))
    profile = _encode(answers.profile).decode() if answers.profile else "{}"
    perspective = "null" if answers.perspective is None else f'"{answers.perspective}"'
    return f'{{"answers":{{{said}}},"perspective":{perspective},"profile":{profile}}}'.encode()


def _said(answers: Answers) -> Iterable[str]:
    """Return what was said to each item, and how many units there are, in the order of the keys."""
    said = filter(None, answers.plan.pick_by_key(answers.fragments))
    units = answers.plan.structure.units
    # The quotation mark at the end of a key stands before whatever a key is made of.
    return sorted([*said, *(f'"{key}":{len(found)}' for key, found in units.items())]) if units else said


def canonical_results_of(plan: Plan, run: Run, offers: list[Offer]) -> bytes:
    """Return the canonical bytes of the results; scores after the declared rounding, numbers as reduced fractions."""
    fields = ",".join(
        [run.fields[field.index].derived.canonical or _field(field, run) for field in plan.canonical_fields]
    )
    flags = ",".join(f'"{key}":{_truth(run.flags[key])}' for key in sorted(run.flags))
    hidden = ",".join([f'"{key}"' for key in hidden_items(plan, run)])
    suggestions = ",".join([f'"{offer.suggestion.key}"' for offer in offers])
    whole = '"overall":null' if plan.overall is None else _field(plan.fields[plan.overall], run)
    return (
        f'{{"definition_hash":"{plan.definition_hash}","fields":{{{fields}}},"flags":{{{flags}}},"hidden":[{hidden}],'
        f'{canonical_items(plan, run)}{whole},"rules":{plan.questionnaire.rules},"suggestions":[{suggestions}]}}'
    ).encode()


def _field(field: FieldPlan, run: Run) -> str:
    """Return the member of a field, and keep it: runs share the numbers of fields."""
    found = run.fields[field.index]
    level = "null" if found.level is None else f'"{field.level_sets[found.level_set].levels[found.level].key}"'
    found.derived.canonical = (
        f'"{field.key}":{{"coverage":{_number(found.coverage)},"level":{level},"raw_score":{_number(found.raw)},'
        f'"score":{_number(found.score)},"score_max":{_number(found.high)},"score_min":{_number(found.low)},'
        f'"status":"{found.status}"}}'
    )
    return found.derived.canonical


def _number(number: Ratio | None) -> str:
    return "null" if number is None else f'"{to_text(number)}"'


def _truth(value: bool | None) -> str:  # noqa: FBT001 - a value, not a switch
    return "null" if value is None else "true" if value else "false"
