"""Who may call a route. Every route declares one of these; a test fails where one does not."""

from typing import Annotated

from fastapi import Depends, Request

from selfcheck_service.edge.context import Scope as AsgiScope
from selfcheck_service.edge.context import context_of, header_of, request_of
from selfcheck_service.edge.principals import ANONYMOUS, Anonymous, Principal, Scope, permit


class Caller:
    """A dependency that lets a caller in or raises; `scope` is None where anybody may come."""

    def __init__(self, scope: Scope | None) -> None:
        self.scope = scope

    async def __call__(self, request: Request) -> Principal:
        """Return who is calling. Raises `Unauthenticated` or `Forbidden`."""
        if self.scope is None:
            return ANONYMOUS
        return permit(await identify(request.scope), self.scope)


async def identify(scope: AsgiScope) -> Principal:
    """Return who sends this request, and name it in the log. Raises `Unauthenticated` for a key we do not accept."""
    principal = await context_of(scope).keys.identify(header_of(scope, b"authorization"))
    request_of(scope).caller = principal.caller
    return principal


async def admit_to_evaluations(scope: AsgiScope) -> Principal:
    """Return who asks for an evaluation: a service, or anybody where the operator allows it."""
    principal = await identify(scope)
    if isinstance(principal, Anonymous) and context_of(scope).anonymous_evaluations:
        return principal
    return permit(principal, "service")


anyone = Depends(Caller(None))
Author = Annotated[Principal, Depends(Caller("author"))]
Service = Annotated[Principal, Depends(Caller("service"))]
