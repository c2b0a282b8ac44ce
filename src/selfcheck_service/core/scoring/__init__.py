"""Scoring: answers in, an exact and explained evaluation out. Normative page: docs/scoring.md."""

from selfcheck_service.core.scoring.answers import parse_answers, parse_profile, unknown_members
from selfcheck_service.core.scoring.cohort import CohortResult, cohort_results
from selfcheck_service.core.scoring.compile import compile_plan
from selfcheck_service.core.scoring.evaluate import canonical_results, encode_evaluation, evaluate, evaluate_to_json
from selfcheck_service.core.scoring.evaluation import Evaluation, FieldResult, Receipt, SuggestionResult
from selfcheck_service.core.scoring.plan import Answers, Plan

__all__ = [
    "Answers",
    "CohortResult",
    "Evaluation",
    "FieldResult",
    "Plan",
    "Receipt",
    "SuggestionResult",
    "canonical_results",
    "cohort_results",
    "compile_plan",
    "encode_evaluation",
    "evaluate",
    "evaluate_to_json",
    "parse_answers",
    "parse_profile",
    "unknown_members",
]
