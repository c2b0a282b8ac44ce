"""The re-check: measures of a round beside what moved until a later one, as data, to read and to print."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now
from selfcheck_service.api.failures import failures
from selfcheck_service.api.recheck_schemas import RecheckShown
from selfcheck_service.api.round_replies import language_of
from selfcheck_service.api.written import FILE_HEADERS, MEDIA_TYPES, IfNoneMatch, Language, file_reply
from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.edge.context import is_head
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.problems import ParametersInvalid
from selfcheck_service.edge.revisions import has_already
from selfcheck_service.use_cases.rechecking import RecheckAsked, RecheckForm, RecheckWish, recheck_round, write_recheck

router = APIRouter(prefix="/v1/rounds", tags=["workshop"], route_class=ContractRoute)

EarlierPath = Annotated[UUID, Path(description="Id of the round whose measures these are.")]
LaterRound = Annotated[UUID, Query(description="Id of a round of the same municipality that closed later.")]
_FORMS: dict[RecheckForm, str] = {"html": "HTML", "pdf": "PDF"}


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
    round_id: EarlierPath,
    later_round: LaterRound,
) -> RecheckShown:
    """Sets what measures aimed at beside what two releases say of it, and what moved without having been aimed at.

    What became of the questionnaire is said apart from what moved. Nothing here says that a measure led to a movement.
    """
    language = language_of(request.scope)
    asked = RecheckAsked(facilitator.reach, (round_id, later_round), now, language)
    try:
        found = await recheck_round(context.database, context.plans, asked, show=RecheckShown.model_validate)
    except InputInvalid as refused:
        raise _placed(refused) from None
    response.headers.update({"content-language": language, "vary": "accept-language"})
    return found


def _placed(refused: InputInvalid) -> ParametersInvalid:
    """Return the problems of parameters at their places."""
    problems = refused.problems
    return ParametersInvalid([Problem(f"?{each.location}", each.code, each.parameters) for each in problems])


def _writing(form: RecheckForm) -> Callable[..., Awaitable[Response]]:
    """Return what answers with the re-check in a form."""

    async def get_file(
        *,
        context: ContextDep,
        request: Request,
        facilitator: Facilitator,
        now: Now,
        new_ids: NewIds,
        round_id: EarlierPath,
        later_round: LaterRound,
        language: Language = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        wish = RecheckWish(
            (round_id, later_round),
            form,
            language or language_of(request.scope),
            partial(has_already, if_none_match),
            made_up=context.demo,
            is_looked_at=is_head(request.scope),
        )
        try:
            export = await write_recheck(context.database, context.plans, deed_of(facilitator, now, new_ids), wish)
        except InputInvalid as refused:
            raise _placed(refused) from None
        return file_reply(export, form)

    return get_file


def _described(form: RecheckForm) -> dict[str, Any]:
    content = {MEDIA_TYPES[form].partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}}
    return {
        "operation_id": f"export_recheck_as_{form}",
        "summary": f"Write measures beside what moved as {_FORMS[form]}",
        "description": "The re-check to read and to print, with a table for its chart. It names no cause.",
        "response_class": Response,
        "responses": {
            200: {"description": "The re-check.", "content": content, "headers": FILE_HEADERS},
            304: {"description": "The caller has it already (`If-None-Match`)."},
            **failures(404, 409, key=True),
        },
    }


for _form in _FORMS:
    router.get(f"/{{round_id}}/recheck.{_form}", **_described(_form))(_writing(_form))
