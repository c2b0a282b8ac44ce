"""Who may call a route. Every route declares one of these; a test fails where one does not."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import Depends, Request

from selfcheck_service.edge.context import Scope as AsgiScope
from selfcheck_service.edge.context import context_of, header_of, request_of
from selfcheck_service.edge.principals import ANONYMOUS, ApiKey, Principal, Scope, permit
from selfcheck_service.edge.respondents import Shown, read_ballot_code_of, read_shown, require_secret
from selfcheck_service.storage.audit import RESPONDENT


class Caller:
    """A dependency that lets a caller in or raises; `scope` is None where anybody may come."""

    def __init__(self, scope: Scope | None, *, may_be_open: bool = False) -> None:
        """`may_be_open`: the operator may let anybody in without a key."""
        self.scope = scope
        self.may_be_open = may_be_open

    @property
    def who(self) -> str:
        """Return in a word who may come: the scope that is needed, or anyone."""
        return self.scope or "anyone"

    @property
    def security(self) -> list[dict[str, list[str]]]:
        """Return the requirement as the contract says it; what the operator may open to anybody is open there."""
        if self.scope is None:
            return []
        return [{"apiKey": []}, {}] if self.may_be_open else [{"apiKey": []}]

    @property
    def needs(self) -> str:
        """Return the requirement in words; nothing where anybody may come."""
        if self.scope is None:
            return ""
        exception = ", unless the operator opens it to anybody" if self.may_be_open else ""
        return f"Needs a key with the scope `{self.scope}`{exception}."

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


class RespondentCaller:
    """A dependency for routes of respondents: it reads what they show; the use case finds out what it is worth."""

    def __init__(self, *, invited: bool, secret: bool) -> None:
        """`invited`: an access code is of use here; `secret`: the response's secret is always needed."""
        self.invited = invited
        self.secret = secret

    @property
    def who(self) -> str:
        """Return in a word who may come: somebody invited, the holder of a response, or either."""
        return "holder" if not self.invited else "invited" if self.secret else "invited or holder"

    @property
    def security(self) -> list[dict[str, list[str]]]:
        """Return the requirement as the contract says it: alternatives, each of what is needed together."""
        code, secret = {"accessCode": list[str]()}, {"responseSecret": list[str]()}
        if not self.invited:
            return [secret]
        return [{**code, **secret}, secret] if self.secret else [code, secret]

    @property
    def needs(self) -> str:
        """Return the requirement in words."""
        return {
            "holder": "Needs the secret of the response.",
            "invited": "Needs the secret of the response, and the first time an access code.",
            "invited or holder": "Needs an access code, or the secret of a response.",
        }[self.who]

    async def __call__(self, request: Request) -> Shown:
        """Return what the caller shows. Raises `ParametersInvalid`, or `AccessRefused` where the secret is missing."""
        return await self.admit(request.scope)

    async def admit(self, scope: AsgiScope) -> Shown:
        """Return what a request shows, and call its sender a respondent in the log; nobody learns which one."""
        request_of(scope).caller = RESPONDENT
        shown = read_shown(scope)
        if self.secret:
            require_secret(shown)
        return shown


class VoterCaller:
    """A dependency for routes of voters: it reads the code of a ballot; the use case finds out what it is worth."""

    who = "voter"
    security: Sequence[Mapping[str, Sequence[str]]] = ({"ballotCode": ()},)
    needs = "Needs the code of the ballot."

    async def __call__(self, request: Request) -> str:
        """Return the code that the caller shows. Raises `BallotRefused` or `ParametersInvalid`.

        In the log its sender is a respondent; nobody learns which one.
        """
        request_of(request.scope).caller = RESPONDENT
        return read_ballot_code_of(request.scope)


async def _identify(scope: AsgiScope) -> Principal:
    principal = await context_of(scope).keys.identify(header_of(scope, b"authorization"))
    request = request_of(scope)
    request.caller, request.key_accepted = principal.caller, isinstance(principal, ApiKey)
    return principal


invited = RespondentCaller(invited=True, secret=True)
Invited = Annotated[Shown, Depends(invited)]
InvitedOrHolder = Annotated[Shown, Depends(RespondentCaller(invited=True, secret=False))]
Holder = Annotated[Shown, Depends(RespondentCaller(invited=False, secret=True))]
VoterCode = Annotated[str, Depends(VoterCaller())]
anyone = Depends(Caller(None))
Facilitator = Annotated[Principal, Depends(Caller("facilitator"))]
Operator = Annotated[Principal, Depends(Caller("operator"))]
Author = Annotated[Principal, Depends(Caller("author"))]
service_or_anyone = Caller("service", may_be_open=True)
Service = Annotated[Principal, Depends(service_or_anyone)]
