"""Guest rounds: trying a round out without an account, where the operator allows it."""

import secrets

from fastapi import APIRouter, Request, Response

from selfcheck_service.api.auth import anyone
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, NewIds, Now, read_shape
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.api.round_replies import language_of, new_codes, shown_round
from selfcheck_service.api.round_schemas import GuestRound, NewGuestRound
from selfcheck_service.core.definition import NotFound
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.edge.problems import MethodNotAllowed, TooManyRequests
from selfcheck_service.storage.reach import Reach
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.guests import GuestKey, GuestWish, newest_version, open_guest_round, seconds_until_room
from selfcheck_service.use_cases.running import find_definition

router = APIRouter(prefix="/v1/rounds", tags=["rounds"], route_class=ContractRoute)

# What a round and its municipality are called where the guest does not say: German, English.
_NAMES = {"de": ("Durchgang zum Ausprobieren", "Gast"), "en": ("Round to try things out", "Guest")}


@router.post(
    "/guest",
    operation_id="create_guest_round",
    summary="Try a round out without an account",
    status_code=201,
    response_description="The round, an open code for it and a key to run it; both are never shown again.",
    dependencies=[anyone],
    responses=failures(404, 409, 429, body=True),
    openapi_extra=request_body("NewGuestRound"),
)
async def post_guest_round(
    *, context: ContextDep, request: Request, response: Response, now: Now, new_ids: NewIds
) -> GuestRound:
    """Makes a round that is open at once, for 30 days, where the operator allows it.

    It needs no key and gives one, which reaches this round and nothing else. After 90 days everything is erased.
    """
    if not context.guest_rounds:
        raise NotFound("guest_rounds_off")
    body = await read_shape(request, NewGuestRound)
    title, name = _NAMES[language_of(request.scope)]
    key = create_key()
    deed = Deed(key.id, Reach.of(frozenset()), now, new_ids)
    async with context.database.reading() as transaction:
        version = body.version or await newest_version(transaction, body.questionnaire)
    wish = GuestWish(body.questionnaire, version, body.title or title, name, body.mode, body.perspective, body.count)
    questionnaire = await find_definition(context.plans, wish.questionnaire, wish.version)
    async with context.database.transaction() as transaction:
        seconds = await seconds_until_room(transaction, now)
        if seconds:
            raise TooManyRequests("too_many_requests", seconds=seconds)
        kept = GuestKey(key.id, key.secret_hash)
        opened = await open_guest_round(transaction, deed, wish, questionnaire, kept, chance=secrets.randbelow)
    response.headers["location"] = f"{context.root_path}/v1/rounds/{opened.round.id}"
    response.headers["cache-control"] = "private, no-store"
    return GuestRound(
        round=shown_round(request.scope, opened.round, opened.issued.invitation.issued, now),
        invitation=new_codes(context, opened.issued),
        facilitator_key=key.text,
        expires_at=opened.expires_at,
    )


@router.api_route("/guest", methods=["DELETE", "GET", "OPTIONS", "PATCH", "PUT", "TRACE"], include_in_schema=False)
async def refuse_other_methods(request: Request) -> None:
    """Say that a guest round is only ever made; as the id of a round `guest` would be malformed."""
    raise MethodNotAllowed("method_not_allowed", method=request.method, allowed="POST")
