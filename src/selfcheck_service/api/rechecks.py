"""The re-check: measures of a round beside what moved until a later one."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, Now
from selfcheck_service.api.failures import failures
from selfcheck_service.api.recheck_schemas import RecheckShown
from selfcheck_service.api.round_replies import language_of
from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.edge.problems import ParametersInvalid
from selfcheck_service.use_cases.rechecking import recheck_round

router = APIRouter(prefix="/v1/rounds", tags=["workshop"], route_class=ContractRoute)


@router.get(
    "/{round_id}/recheck",
    operation_id="recheck_measures",
    summary="Set measures beside what moved until a later round",
    response_description="The measures beside the comparison of the two releases.",
    responses=failures(404, 409, key=True),
)
async def get_recheck(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    round_id: Annotated[UUID, Path(description="Id of the round whose measures these are.")],
    later_round: Annotated[UUID, Query(description="Id of a round of the same municipality that closed later.")],
) -> RecheckShown:
    """Sets what measures aimed at beside what two releases say of it, and what moved without having been aimed at.

    What became of the questionnaire is said apart from what moved. Nothing here says that a measure led to a movement.
    """
    language = language_of(request.scope)
    rounds = round_id, later_round
    try:
        found = await recheck_round(
            context.database,
            context.plans,
            facilitator.reach,
            rounds,
            now=now,
            language=language,
            show=RecheckShown.model_validate,
        )
    except InputInvalid as refused:
        problems = [Problem(f"?{problem.location}", problem.code, problem.parameters) for problem in refused.problems]
        raise ParametersInvalid(problems) from None
    response.headers.update({"content-language": language, "vary": "accept-language"})
    return found
