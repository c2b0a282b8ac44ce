"""A stored ballot on paper: slips with new codes, and ballots to tick."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.ballot_replies import voting_page
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now
from selfcheck_service.api.failures import failures
from selfcheck_service.api.paths import BallotPath, RoundPath
from selfcheck_service.api.round_replies import language_of
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.revisions import read_if_match
from selfcheck_service.use_cases.ballot_papers import print_paper, print_slips
from selfcheck_service.use_cases.ballot_records import revision_of

router = APIRouter(prefix="/v1/rounds/{round_id}/ballots/{ballot_id}", tags=["workshop"], route_class=ContractRoute)

_PDF = "application/pdf"
_CONTENT = {_PDF: {"schema": {"type": "string", "format": "binary"}}}
_TEXT = {"type": "string"}
_NAMED = {"Content-Disposition": {"description": "A name for the file.", "schema": _TEXT}}
_TAGGED = {"ETag": {"description": "Of the ballot with these slips.", "schema": _TEXT}}


@router.post(
    "/slips.pdf",
    operation_id="print_ballot_slips",
    summary="Make new codes for a ballot, and print them",
    response_class=Response,
    responses={
        200: {
            "description": "A slip for each person, ten on a page (PDF/UA-1).",
            "content": _CONTENT,
            "headers": _NAMED | _TAGGED,
        },
        **failures(404, 409, 412, 428, key=True),
    },
)
async def post_slips(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    ballot_id: BallotPath,
    if_match: Annotated[str | None, Header(description="ETag of the ballot; needed.")] = None,
) -> Response:
    """Makes a new code for each person and prints the slips; the codes that were made before are good for nothing then.

    Codes are stored as hashes, so these stand on the paper and nowhere else: who loses it prints others, as long as
    nobody has voted. Where the service knows its public address, each slip has a QR code that leads to the ballot; the
    code stands behind the `#`, which no browser sends to anybody.
    """
    del if_match
    language = language_of(request.scope)
    printed = await print_slips(
        context.database,
        deed_of(facilitator, now, new_ids),
        (round_id, ballot_id),
        page=voting_page(context) if context.public_url else None,
        language=language,
        made_up=context.demo,
        revisions=read_if_match(request.scope),
        chance=secrets.randbelow,
    )
    return _sent(printed.content, "slips", language, {"etag": f'"{revision_of(printed.ballot)}"'})


@router.get(
    "/paper.pdf",
    operation_id="print_ballot_paper",
    summary="Print a ballot to tick",
    response_class=Response,
    responses={
        200: {"description": "Ballots, and a sheet to count them (PDF/UA-1).", "content": _CONTENT, "headers": _NAMED},
        **failures(404, key=True),
    },
)
async def get_paper(
    *, context: ContextDep, request: Request, facilitator: Facilitator, round_id: RoundPath, ballot_id: BallotPath
) -> Response:
    """Returns the ballot for pens, several on a page to cut, and a sheet to count it. PATCH takes the sums."""
    language = language_of(request.scope)
    place = (round_id, ballot_id)
    content = await print_paper(context.database, facilitator.reach, place, language, made_up=context.demo)
    return _sent(content, "paper", language, {})


def _sent(content: bytes, name: str, language: str, tags: dict[str, str]) -> Response:
    headers = {
        "cache-control": "private, no-store",
        "content-language": language,
        "content-disposition": f'attachment; filename="ballot-{name}-{language}.pdf"',
        "vary": "accept-language",
        **tags,
    }
    return Response(content, media_type=_PDF, headers=headers)
