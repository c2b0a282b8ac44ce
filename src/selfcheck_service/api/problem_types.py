"""What the `type` of a problem document leads to."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from selfcheck_service.api.auth import anyone
from selfcheck_service.api.dependencies import ContextDep, ContractRoute
from selfcheck_service.api.failures import failures
from selfcheck_service.api.schemas import ProblemTypeDescription
from selfcheck_service.core.definition import NotFound
from selfcheck_service.edge.languages import negotiate_language
from selfcheck_service.edge.problems import ALL_TYPES, LANGUAGES

router = APIRouter(tags=["operation"], route_class=ContractRoute)


@router.get(
    "/problems/{name}",
    operation_id="get_problem_type",
    summary="What a type of problem means",
    response_description="The type, in the language asked for.",
    dependencies=[anyone],
    responses=failures(404),
)
async def get_problem_type(
    context: ContextDep,
    response: Response,
    name: Annotated[str, Path(description="Name of the type, the last part of `type`.", examples=["invalid-input"])],
    accept_language: Annotated[str | None, Header(description="Preferred languages: de, en.")] = None,
) -> ProblemTypeDescription:
    """Every problem document names its `type` by the address of this description."""
    found = next((each for each in ALL_TYPES if each.name == name), None)
    if found is None:
        raise NotFound("unknown_path")
    language = negotiate_language(accept_language, LANGUAGES, context.default_language)
    response.headers.update(
        {
            "cache-control": "public, max-age=300",
            "content-language": language,
            "vary": "accept-language",
        }
    )
    return ProblemTypeDescription(
        type=f"{context.root_path}/problems/{found.name}", title=found.title[language], status=found.status
    )
