"""Invitations: issuing codes, taking them back, and how many were used."""

import secrets
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import (
    ContextDep,
    ContractRoute,
    NewIds,
    Now,
    PageDep,
    read_shape,
)
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.members import dated_place, place_of
from selfcheck_service.api.once import Created, Once
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.round_replies import invitation_of, new_codes, without_codes
from selfcheck_service.api.round_schemas import (
    CodeRevocation,
    InvitationPage,
    InvitationRevocation,
    NewCodes,
    NewInvitation,
    PerspectiveParticipation,
    RevokedCode,
    RevokedInvitation,
    RoundParticipation,
)
from selfcheck_service.core.releases import size_of
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.storage import Transaction
from selfcheck_service.storage import invitations as storage
from selfcheck_service.storage.releases import find_newest
from selfcheck_service.storage.rounds import get_round
from selfcheck_service.use_cases.inviting import (
    issue_invitation,
    reissue_invitation,
    revoke_invitation,
    revoke_one_code,
)

router = APIRouter(prefix="/v1/rounds/{round_id}", tags=["rounds"], route_class=ContractRoute)

InvitationPath = Annotated[UUID, Path(description="Id of the invitation.")]


@router.post(
    "/invitations",
    operation_id="issue_invitation",
    summary="Issue access codes",
    status_code=201,
    response_model=NewCodes,
    response_description="The invitation with its codes, which are never shown again.",
    responses=failures(404, 409, body=True, key=True),
    openapi_extra=request_body("NewInvitation"),
)
async def post_invitation(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    once: Once,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
) -> Response:
    """Issues codes for one perspective, until the round is closed; at most 20,000 for a round.

    Sent again with the same `Idempotency-Key` it issues nothing and answers with `codes: null`, since codes are kept
    nowhere.
    """
    body = await read_shape(request, NewInvitation)
    deed = deed_of(facilitator, now, new_ids)

    async def create(transaction: Transaction) -> Created:
        wanted = body.model_dump()
        issued = await issue_invitation(transaction, deed, round_id, **wanted, chance=secrets.randbelow)
        codes = new_codes(context, issued)
        return Created(f"/v1/rounds/{round_id}/invitations", codes, without_codes(codes))

    return await once(facilitator, body, create)


@router.get(
    "/invitations",
    operation_id="list_invitations",
    summary="List invitations",
    response_description="One page of the list.",
    responses=failures(404, key=True),
)
async def get_invitations(
    *, context: ContextDep, facilitator: Facilitator, page: PageDep, round_id: RoundPath
) -> InvitationPage:
    """Lists the invitations to a round, newest first, without their codes."""
    after = page.place(dated_place)
    async with context.database.reading() as transaction:
        its_round = await get_round(transaction, facilitator.reach, round_id)
        found = await storage.list_invitations(
            transaction, its_round.municipality_id, round_id, after=after, limit=page.one_more
        )
    shown, following = page.cut(found, lambda each: place_of(each.created_at, each.id))
    return InvitationPage(
        items=[invitation_of(each) for each in shown],
        next=following,
    )


@router.post(
    "/invitations/{invitation_id}/revocation",
    operation_id="revoke_invitation",
    response_model=RevokedInvitation,
    summary="Revoke an invitation, or issue it anew",
    response_description="The invitation as it is now, and the new one where one was issued.",
    responses=failures(404, 409, body=True, key=True),
    openapi_extra=request_body("InvitationRevocation"),
)
async def post_revocation(
    *,
    context: ContextDep,
    request: Request,
    facilitator: Facilitator,
    once: Once,
    now: Now,
    new_ids: NewIds,
    round_id: RoundPath,
    invitation_id: InvitationPath,
) -> Response:
    """Takes back what is left of an invitation. Responses that its codes were used for stay.

    With `{"reissue": true}` as many codes as are taken back are issued anew, in the same step. Sent again with the same
    `Idempotency-Key` that issues nothing and answers with `codes: null`, since codes are kept nowhere.
    """
    body = await read_shape(request, InvitationRevocation)
    deed = deed_of(facilitator, now, new_ids)

    async def change(transaction: Transaction) -> Created:
        codes = None
        if body.reissue:
            issued = await reissue_invitation(transaction, deed, round_id, invitation_id, chance=secrets.randbelow)
            codes = new_codes(context, issued)
        revoked = await revoke_invitation(transaction, deed, round_id, invitation_id)
        shown = RevokedInvitation(revoked=invitation_of(revoked), reissued=codes)
        return Created(None, shown, shown.model_copy(update={"reissued": codes and without_codes(codes)}))

    return await once(facilitator, body, change)


@router.post(
    "/revocations",
    operation_id="revoke_code",
    summary="Revoke one code",
    response_description="The code is good for nothing any more, whatever it was before.",
    responses=failures(404, body=True, key=True),
    openapi_extra=request_body("CodeRevocation"),
)
async def post_code_revocation(
    *, context: ContextDep, request: Request, facilitator: Facilitator, now: Now, new_ids: NewIds, round_id: RoundPath
) -> RevokedCode:
    """Takes back one code that was lost. The answer is the same where it was used already, or never issued."""
    body = await read_shape(request, CodeRevocation)
    deed = deed_of(facilitator, now, new_ids)
    async with context.database.transaction() as transaction:
        await revoke_one_code(transaction, deed, round_id, body.code)
    return RevokedCode()


@router.get(
    "/participation",
    operation_id="get_participation",
    summary="See how many take part",
    response_description="Counts for each perspective of the round.",
    responses=failures(404, key=True),
)
async def get_participation(
    *, context: ContextDep, facilitator: Facilitator, round_id: RoundPath
) -> RoundParticipation:
    """Returns how many codes were issued, taken back, used, and are left, and how many responses there are."""
    async with context.database.reading() as transaction:
        its_round = await get_round(transaction, facilitator.reach, round_id)
        where = (its_round.municipality_id, its_round.id)
        counted = {each.perspective: each for each in await storage.list_participation(transaction, *where)}
        # Who erases after the release is not to be missed: as many as are in it stay as many.
        release = await find_newest(transaction, round_id)
        submitted = await storage.count_submitted(transaction, *where) if release is None else size_of(release.document)
    # In the order in which the round names them; those without an invitation, too.
    names = dict.fromkeys((*(its_round.perspectives or ("",)), *counted))
    shown = [counted.get(name) or storage.Participation(name, 0, 0, 0, 0) for name in names]
    return RoundParticipation(
        perspectives=[
            PerspectiveParticipation(
                perspective=each.perspective or None,
                issued=each.issued,
                revoked=each.revoked,
                redeemed=each.redeemed,
                left=each.left,
            )
            for each in shown
        ],
        submitted=submitted,
    )
