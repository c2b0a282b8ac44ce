"""Who may call a route. Every route declares one of these; a test fails where one does not."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from selfcheck_service.edge.context import Scope as AsgiScope
from selfcheck_service.edge.context import context_of, header_of, request_of
from selfcheck_service.edge.principals import ANONYMOUS, Principal, Scope, permit
from selfcheck_service.use_cases.deeds import Deed


class Caller:
    """A dependency that lets a caller in or raises; `scope` is None where anybody may come."""

    def __init__(self, scope: Scope | None, *, may_be_open: bool = False) -> None:
        """`may_be_open`: the operator may let anybody in without a key."""
        self.scope = scope
        self.may_be_open = may_be_open

    async def __call__(self, request: Request) -> Principal:
        """Return who is calling. Raises `Unauthenticated` or `Forbidden`."""
        return await self.admit(request.scope)

    async def admit(self, scope: AsgiScope) -> Principal:
        """Return who sends a request, and name it in the log; for routes that FastAPI does not run."""
        if self.scope is None:
            return ANONYMOUS
        principal = await _identify(scope)
        # What anybody may do, somebody with a key for other things may do as well.
        if self.may_be_open and context_of(scope).anonymous_evaluations:
            return principal
        return permit(principal, self.scope)


async def _identify(scope: AsgiScope) -> Principal:
    principal = await context_of(scope).keys.identify(header_of(scope, b"authorization"))
    request_of(scope).caller = principal.caller
    return principal


anyone = Depends(Caller(None))
Facilitator = Annotated[Principal, Depends(Caller("facilitator"))]
Operator = Annotated[Principal, Depends(Caller("operator"))]
Author = Annotated[Principal, Depends(Caller("author"))]
service_or_anyone = Caller("service", may_be_open=True)
Service = Annotated[Principal, Depends(service_or_anyone)]


def deed_of(principal: Principal, now: datetime, new_ids: Callable[[], UUID]) -> Deed:
    """Return what a caller is doing now, as use cases and the audit trail take it."""
    return Deed(principal.caller, principal.reach, now, new_ids)
