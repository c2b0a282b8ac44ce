"""The matrix of impact and effort: proposed positions, moved by the room, both kept."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.ballot_schemas import MatrixCardShown, MatrixShown, MissingShown, PositionBody, PositionShown
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now, read_shape
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.round_replies import asked_language
from selfcheck_service.core.ballots.matrix import Position
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.revisions import read_if_match
from selfcheck_service.use_cases.laying import Laid, lay_cards, move_card, revision_of

router = APIRouter(prefix="/v1/rounds/{round_id}/matrix", tags=["workshop"], route_class=ContractRoute)

CardPath = Annotated[
    str,
    Path(
        pattern=r"^[A-Za-z0-9_.-]{1,64}$",
        description="Key of a suggestion of the version, or id of a measure that is an idea of the room's own.",
    ),
]
Language = Annotated[
    str | None,
    Query(max_length=35, description="One of the questionnaire's languages; else the one that is preferred."),
]


@router.get(
    "",
    operation_id="get_matrix",
    summary="Read the matrix of impact and effort",
    response_description="All cards, and what is missing.",
    responses=failures(404, 409, key=True),
)
async def get_matrix(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    round_id: RoundPath,
    language: Language = None,
) -> MatrixShown:
    """Shows the cards of the brief, all that were moved, and measures that are ideas of the room's own.

    Each stands where it was proposed to lie, and where it lies now; own ideas lie nowhere before they are moved.

    Says for which of the proposed fields a quick win or a structural measure is missing.
    """
    speak = asked_language(request.scope, language)
    laid = await lay_cards(context.database, context.plans, facilitator.reach, round_id, speak)
    response.headers.update({"content-language": laid.language, "vary": "accept-language"})
    return MatrixShown(
        release_hash=laid.release_hash,
        language=laid.language,
        cards=_cards(laid),
        missing=[MissingShown.model_validate(each) for each in laid.matrix.missing],
    )


@router.put(
    "/{card}",
    operation_id="move_card",
    summary="Move a card in the matrix",
    response_description="The card as it lies now.",
    responses={
        200: {"headers": {"ETag": {"description": "Of the card as it lies now.", "schema": {"type": "string"}}}},
        **failures(404, 409, 412, 428, body=True, key=True),
    },
    openapi_extra=request_body("PositionBody"),
)
async def put_position(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    card: CardPath,
    if_match: Annotated[
        str | None, Header(description="`revision` of the card; needed where somebody has moved it before.")
    ] = None,
) -> MatrixCardShown:
    """Puts a card where the room wants it. Where it was proposed to lie stays beside it."""
    del if_match
    body = await read_shape(request, PositionBody)
    deed, revisions = deed_of(facilitator, now, new_ids), read_if_match(request.scope)
    position = Position(body.impact, body.effort)
    await move_card(context.database, context.plans, deed, (round_id, card), position, revisions=revisions)
    speak = asked_language(request.scope, None)
    laid = await lay_cards(context.database, context.plans, facilitator.reach, round_id, speak)
    (moved,) = (each for each in _cards(laid) if each.key == card)
    response.headers.update({"etag": f'"{moved.revision}"', "content-language": laid.language})
    return moved


def _cards(laid: Laid) -> list[MatrixCardShown]:
    return [
        MatrixCardShown(
            key=each.key,
            kind=each.kind,
            title=each.title,
            fields=list(each.fields),
            proposed=_shown(each.proposed),
            moved=_shown(each.moved),
            quadrant=each.quadrant,
            text=each.text,
            revision=revision_of(each),
        )
        for each in laid.matrix.cards
    ]


def _shown(position: Position | None) -> PositionShown | None:
    return None if position is None else PositionShown.model_validate(position)
