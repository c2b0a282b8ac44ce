"""Inviting people: codes that are shown once, taken back, and issued anew."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from selfcheck_service.core.definition import Conflict, InputInvalid, Problem
from selfcheck_service.core.definition.exact import shown
from selfcheck_service.core.rounds.access_codes import code_hash, make_code, read_code
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.invitations import (
    InvitationKind,
    InvitationRow,
    Ticket,
    add_invitation,
    count_erased,
    count_usable,
    get_invitation,
    revoke_code,
    revoke_tickets,
)
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.days import told_here
from selfcheck_service.use_cases.deeds import Deed

# A round of a whole city; a longer list of codes would not fit into one reply either.
MOST_CODES = 20_000


@dataclass(frozen=True, slots=True)
class Issued:
    """A new invitation with its codes in canonical form, which are kept nowhere: an open one, or many personal."""

    invitation: InvitationRow
    codes: tuple[str, ...]


async def issue_invitation(
    transaction: Transaction,
    deed: Deed,
    round_id: uuid.UUID,
    *,
    perspective: str | None,
    kind: InvitationKind,
    count: int,
    chance: Callable[[int], int],
) -> Issued:
    """Issue codes that are good for `count` responses from one perspective; `chance` as `make_code` takes it.

    A round with one perspective needs none said. Raises `NotFound` where there is no such round in reach,
    `InputInvalid` for a perspective that it does not have, and `Conflict` where it is closed or has too many codes.
    """
    its_round = await get_round(transaction, deed.reach, round_id, to_change=True)
    chosen = _perspective(its_round, perspective)
    return await add_codes(transaction, deed, its_round, chosen, kind=kind, count=count, chance=chance)


async def add_codes(
    transaction: Transaction,
    deed: Deed,
    its_round: RoundRow,
    perspective: str,
    *,
    kind: InvitationKind,
    count: int,
    chance: Callable[[int], int],
) -> Issued:
    """Issue codes for a round that nobody else changes meanwhile; raises `Conflict` as `issue_invitation` does."""
    if its_round.state(deed.at) == "closed":
        raise Conflict("round_closed", closes_at=told_here(its_round.closes_at))
    usable = await count_usable(transaction, its_round.municipality_id, its_round.id)
    if its_round.mode == "institutional":
        # An answer that was erased leaves room for another.
        erased = await count_erased(transaction, its_round.municipality_id, its_round.id)
        if usable - erased + count > 1:
            raise Conflict("one_answer_only")
    if usable + count > MOST_CODES:
        raise Conflict("too_many_codes", limit=MOST_CODES, left=MOST_CODES - usable)
    codes = tuple(make_code(chance) for _ in range(1 if kind == "open" else count))
    hashes = [code_hash(its_round.id.bytes, code) for code in codes]
    invitation = InvitationRow(
        municipality_id=its_round.municipality_id,
        round_id=its_round.id,
        id=deed.new_id(),
        perspective=perspective,
        kind=kind,
        issued=count,
        revoked=0,
        created_at=deed.at,
    )
    each = hashes * count if kind == "open" else hashes
    await add_invitation(transaction, invitation, [Ticket(deed.new_id(), one) for one in each])
    await _note(transaction, deed, "invitations_issued", invitation, count)
    return Issued(invitation, codes)


async def revoke_invitation(
    transaction: Transaction, deed: Deed, round_id: uuid.UUID, invitation_id: uuid.UUID
) -> InvitationRow:
    """Take back what is left of an invitation, and return it as it is then. To do so again changes nothing.

    Raises `NotFound` where there is no such round in reach, or no such invitation to it.
    """
    its_round = await get_round(transaction, deed.reach, round_id, to_change=True)
    return (await _revoke(transaction, deed, its_round, invitation_id))[0]


async def reissue_invitation(
    transaction: Transaction,
    deed: Deed,
    round_id: uuid.UUID,
    invitation_id: uuid.UUID,
    *,
    chance: Callable[[int], int],
) -> Issued:
    """Take back what is left of an invitation, and issue as many anew of the same kind.

    Raises what `revoke_invitation` and `issue_invitation` raise, and `Conflict` where nothing is left.
    """
    its_round = await get_round(transaction, deed.reach, round_id, to_change=True)
    revoked, count = await _revoke(transaction, deed, its_round, invitation_id)
    if count == 0:
        raise Conflict("no_codes_left")
    return await add_codes(
        transaction, deed, its_round, revoked.perspective, kind=revoked.kind, count=count, chance=chance
    )


async def revoke_one_code(transaction: Transaction, deed: Deed, round_id: uuid.UUID, written: str) -> None:
    """Take back one code, as somebody wrote it. Whether it was still good, or ever was one, is not told.

    Raises `NotFound` where there is no such round in reach, and `InputInvalid` for what cannot be a code.
    """
    its_round = await get_round(transaction, deed.reach, round_id, to_change=True)
    code = read_code(written)
    if code is None:
        raise InputInvalid([Problem("/code", "not_an_access_code")])
    hashed = code_hash(its_round.id.bytes, code)
    await revoke_code(transaction, its_round.municipality_id, its_round.id, hashed)
    place = {"municipality_id": its_round.municipality_id, "round_id": its_round.id}
    await note(transaction, deed.event("invitations_revoked", **place))


async def _revoke(
    transaction: Transaction, deed: Deed, its_round: RoundRow, invitation_id: uuid.UUID
) -> tuple[InvitationRow, int]:
    where = (its_round.municipality_id, its_round.id, invitation_id)
    invitation = await get_invitation(transaction, *where)
    count = await revoke_tickets(transaction, invitation)
    if count:
        await _note(transaction, deed, "invitations_revoked", invitation, count)
    return await get_invitation(transaction, *where), count


async def _note(
    transaction: Transaction,
    deed: Deed,
    name: Literal["invitations_issued", "invitations_revoked"],
    invitation: InvitationRow,
    count: int,
) -> None:
    event = deed.event(
        name,
        municipality_id=invitation.municipality_id,
        round_id=invitation.round_id,
        perspective=invitation.perspective,
        kind=invitation.kind,
        count=count,
    )
    await note(transaction, event)


def _perspective(its_round: RoundRow, said: str | None) -> str:
    """Return the perspective of an invitation, empty where the questionnaire has none."""
    known = its_round.perspectives
    if said is None and len(known) <= 1:
        return known[0] if known else ""
    if said is None:
        raise InputInvalid([Problem("/perspective", "missing", {"name": "perspective"})])
    if said not in known:
        words = {"name": shown(said), "allowed": ", ".join(known) or "–"}
        raise InputInvalid([Problem("/perspective", "unknown_perspective", words)])
    return said
