"""The receipt of an evaluation: the digests of what went in and of what came out (docs/scoring.md, section 10)."""

import hashlib

from selfcheck_service.core.scoring.canonical import canonical_answers
from selfcheck_service.core.scoring.evaluation import Receipt
from selfcheck_service.core.scoring.plan import Answers
from selfcheck_service.core.scoring.ranking import Offer
from selfcheck_service.core.scoring.rules import rules_of
from selfcheck_service.core.scoring.run import Run


def make_receipt(answers: Answers, run: Run, offers: list[Offer]) -> Receipt:
    """Return the receipt of a finished run of these answers."""
    plan = answers.plan
    return Receipt(
        questionnaire=plan.key,
        version=plan.version,
        definition_hash=plan.definition_hash,
        rules=plan.questionnaire.rules,
        answers_digest=hashlib.sha256(canonical_answers(answers)).hexdigest(),
        result_digest=hashlib.sha256(rules_of(plan).canonical(plan, run, offers)).hexdigest(),
    )
