"""The audit trail: who did what.

For operators alone. The numbers of participation show an erasure to whoever looks at that moment; the trail would go on
saying on which day it was, to those who know who was at work then. An operator's key may be restricted to
municipalities, as for their data protection officer, and then shows what concerns these.
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from selfcheck_service.api.auth import Operator
from selfcheck_service.api.dependencies import ContextDep, ContractRoute, PageDep
from selfcheck_service.api.failures import failures
from selfcheck_service.api.members import dated_place, place_of
from selfcheck_service.api.trail_schemas import AuditEvent, AuditPage
from selfcheck_service.storage.audit import list_events

router = APIRouter(prefix="/v1/audit", tags=["operation"], route_class=ContractRoute)


@router.get(
    "",
    operation_id="list_events",
    summary="Read the audit trail",
    response_description="One page of the trail.",
    responses=failures(key=True),
)
async def read_trail(
    *,
    context: ContextDep,
    operator: Operator,
    page: PageDep,
    municipality: Annotated[UUID | None, Query(description="Only what concerns this municipality.")] = None,
) -> AuditPage:
    """Lists who did what, newest first. It only grows, and holds no answers, codes or secrets.

    A key that is restricted to municipalities sees what concerns these alone: not keys, not questionnaires.
    """
    after = page.place(dated_place)
    async with context.database.reading() as transaction:
        found = await list_events(
            transaction, operator.reach, municipality_id=municipality, after=after, limit=page.one_more
        )
    shown, following = page.cut(found, lambda each: place_of(each.at, each.id))
    return AuditPage(
        items=[AuditEvent.model_validate(each) for each in shown],
        next=following,
    )
