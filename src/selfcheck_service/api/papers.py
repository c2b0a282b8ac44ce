"""Papers for privacy, made from a round: for the staff council, for those who answer, for the record."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import ContextDep, ContractRoute
from selfcheck_service.api.failures import failures
from selfcheck_service.api.paper_schemas import PaperShown
from selfcheck_service.api.round_replies import language_of
from selfcheck_service.core.definition import NotFound
from selfcheck_service.reports.privacy.markdown import as_markdown
from selfcheck_service.reports.privacy.papers import PAPERS
from selfcheck_service.use_cases.papers import paper_of

router = APIRouter(prefix="/v1/rounds", tags=["papers"], route_class=ContractRoute)

_MARKDOWN = ".md"
_NAMES = "`, `".join(PAPERS)


@router.get(
    "/{round_id}/papers/{paper}",
    operation_id="get_round_paper",
    summary="Read a paper for privacy",
    response_model=PaperShown,
    response_description="The paper; as Markdown where its name ends in `.md`.",
    responses={
        200: {"content": {"text/markdown": {"schema": {"type": "string"}}}},
        **failures(404, key=True),
    },
)
async def get_paper(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    round_id: Annotated[UUID, Path(description="Id of the round.")],
    paper: Annotated[
        str, Path(description=f"`{_NAMES}`; with `.md` behind it the same as Markdown.", examples=["privacy-notice"])
    ],
    language: Annotated[
        Literal["de", "en"] | None, Query(description="Absent: by `Accept-Language`, else that of the service.")
    ] = None,
) -> Response:
    """Returns a draft, made from the questionnaire and the round, for people to review. Times are those of Berlin.

    `to_complete` names what the service cannot know; it stands in square brackets in the text.
    """
    wanted = paper.removesuffix(_MARKDOWN)
    if wanted not in PAPERS:
        raise NotFound("unknown_path")
    spoken = language or language_of(request.scope)
    written = await paper_of(context.database, context.plans, facilitator.reach, round_id, name=wanted, language=spoken)
    headers = {"content-language": spoken, "vary": "accept-language"}
    if paper.endswith(_MARKDOWN):
        return Response(as_markdown(written), media_type="text/markdown; charset=utf-8", headers=headers)
    shown = PaperShown.model_validate(written)
    return Response(shown.model_dump_json(), media_type="application/json", headers=headers)
