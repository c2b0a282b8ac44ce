"""The pages for signing in with a key, and signing out."""

import dataclasses

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.edge.context import context_of, header_of, request_of
from selfcheck_service.edge.cookies import SESSION_COOKIE, clear_cookie, read_cookies, set_cookie
from selfcheck_service.edge.problems import Unauthenticated
from selfcheck_service.web.carrying import NOT_ACCEPTED, WHY
from selfcheck_service.web.genuine import is_genuine
from selfcheck_service.web.routing import SIGN_IN, Site
from selfcheck_service.web.sent import Sent, sent_of
from selfcheck_service.web.visit import Visit, local_path

# Fields that the sign-in page carries along for another one.
CARRIED = "typed."
_HOME = "/manage"


class SignIn:
    """Signing in and out."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._site.route(SIGN_IN, get=self.ask, post=self.sign_in),
            self._site.route("/sign-out", post=self.sign_out),
        ]

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Ask for a key."""
        return self._site.sign_in(visit, to=_path_in(request.query_params.get("to", "")))

    async def sign_in(self, request: Request, visit: Visit) -> Response:
        """Begin a session, or say that the key is not accepted; what was typed before on another page comes along."""
        context, sent = context_of(request.scope), sent_of(request)
        to = _path_in(sent.one("to"))
        typed = Sent.of((name.removeprefix(CARRIED), value) for name, value in sent.pairs if name.startswith(CARRIED))
        carried = typed if typed.pairs else None
        if sent.one(WHY) == NOT_ACCEPTED:
            return self._site.sign_in(visit, to=to, sent=carried, fault=NOT_ACCEPTED)
        context.rates.require_guess(request.scope)
        try:
            begun = await context.sessions.begin(sent.one("key"))
        except Unauthenticated:
            context.rates.refuse(request.scope)
            fault = NOT_ACCEPTED if sent.one("key") else "missing"
            return self._site.sign_in(visit, to=to, sent=carried, fault=fault)
        earlier = _token_of(request)
        if earlier is not None:
            await context.sessions.end(earlier)
        known = request_of(request.scope)
        known.caller, known.key_accepted = begun.principal.caller, True
        visit = dataclasses.replace(visit, principal=begun.principal, proof=begun.token)
        response = self._site.see(visit, to) if carried is None else self._offer(visit, carried, to)
        path, secure = visit.cookie_path, visit.secure
        set_cookie(response, SESSION_COOKIE, begun.token, path=path, seconds=begun.seconds, secure=secure)
        return response

    async def sign_out(self, request: Request, visit: Visit) -> Response:
        """End the session."""
        token = _token_of(request)
        if token is not None:
            if not is_genuine(sent_of(request).token, token):
                return self._site.ask_again(dataclasses.replace(visit, proof=token), Sent(), why="unproved")
            await context_of(request.scope).sessions.end(token)
        response = self._site.see(visit, "/", done="signed_out")
        clear_cookie(response, SESSION_COOKIE, path=visit.cookie_path, secure=visit.secure)
        return response

    def _offer(self, visit: Visit, typed: Sent, to: str) -> Response:
        return self._site.ask_again(visit, typed, why="signed_in", to=to)


def _token_of(request: Request) -> str | None:
    header = header_of(request.scope, b"cookie")
    return read_cookies(None if header is None else header.encode("latin-1")).get(SESSION_COOKIE)


def _path_in(text: str) -> str:
    """Return the path that a text names, or that of the home page where it is none of ours."""
    return local_path(text) or _HOME
