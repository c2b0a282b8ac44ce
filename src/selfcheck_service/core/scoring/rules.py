"""The versions of the scoring rules, one row each.

A definition names its version and is evaluated by it for ever. What a later version changes is a function in its row;
the rows before keep theirs. Nothing else in the engine asks for the number.
"""

from collections.abc import Callable
from dataclasses import dataclass

from selfcheck_service.core.scoring.canonical import canonical_results_of
from selfcheck_service.core.scoring.levels import decide_case, hold_back
from selfcheck_service.core.scoring.plan import FieldPlan, Plan
from selfcheck_service.core.scoring.ranking import Offer, rank
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.scores import score_field
from selfcheck_service.core.scoring.settling import settle_states


@dataclass(frozen=True, slots=True)
class Rules:
    """What each step of an evaluation means in one version.

    `settle` sets the states of the items of a run; `score_field` gives the numbers of a field, those of its entries
    being known; `decide_case` finds its level where cases say it; `hold_back` applies its gates; `rank` puts the
    offered suggestions in order; `canonical` gives the bytes that a receipt vouches for.
    """

    version: int
    settle: Callable[[Plan, Run], None]
    score_field: Callable[[FieldPlan, Run], FieldRun]
    decide_case: Callable[[FieldPlan, FieldRun, Run], FieldRun]
    hold_back: Callable[[FieldPlan, FieldRun, Run], FieldRun]
    rank: Callable[[Plan, Run], list[Offer]]
    canonical: Callable[[Plan, Run, list[Offer]], bytes]


_VERSIONS = (Rules(1, settle_states, score_field, decide_case, hold_back, rank, canonical_results_of),)
RULES: dict[int, Rules] = {rules.version: rules for rules in _VERSIONS}


def rules_of(plan: Plan) -> Rules:
    """Return the rules that the definition was written for."""
    return RULES[plan.questionnaire.rules]
