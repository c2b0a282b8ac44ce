"""What all areas of the pages share: templates and words, and the way of a request through language, rights and forms.

`Site.route` makes a route that answers every failure with a page, lets in whoever may come, and refuses what is posted
from elsewhere, without losing what somebody has typed.
"""

import dataclasses
from collections.abc import Awaitable, Callable, Mapping
from types import SimpleNamespace
from typing import Literal

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope as AsgiScope

from selfcheck_service.core.definition import SelfcheckError
from selfcheck_service.edge.bodies import CallerGone
from selfcheck_service.edge.context import Context, context_of, header_of, request_of
from selfcheck_service.edge.cookies import ANSWER_COOKIE, SESSION_COOKIE, VOTE_COOKIE, read_cookies
from selfcheck_service.edge.frame import reply_to
from selfcheck_service.edge.principals import ApiKey, Scope, permit
from selfcheck_service.storage.looking import WouldChange, only_looking
from selfcheck_service.web.carrying import LOOKS, is_draft, is_long, is_secret, page_of, shown_again, way_back
from selfcheck_service.web.compression import HOLDS_SECRET, compressed
from selfcheck_service.web.genuine import is_genuine, origin_of
from selfcheck_service.web.held import KEY_UNSEEN
from selfcheck_service.web.refusing import Refusal, refusal_of
from selfcheck_service.web.rendering import Renderer
from selfcheck_service.web.sent import Sent, read_sent, sent_of
from selfcheck_service.web.telling import Told, told_at_hand, told_of, told_plainly
from selfcheck_service.web.visit import Visit, visit_of

Answer = Callable[[Request, Visit], Awaitable[Response]]
# Whom a page lets in: somebody whose key has a scope, or whose key has any.
Need = Scope | Literal["key"]

# Why something that was sent waits for a button: the names of its words.
Why = Literal["signed_in", "resumed", "possible", "unproved", "foreign"]

# What a form on a page must fit, by the beginning of the path; elsewhere it is the session.
_PROOFS = (("/answer", ANSWER_COOKIE), ("/vote", VOTE_COOKIE))
SIGN_IN, AGAIN = "/sign-in", "/again"
SEE_OTHER = 303
_MULTIPLE_CHOICES, _BAD_REQUEST = 300, 400
_UNAUTHENTICATED, _FORBIDDEN = 401, 403


class _PageRoute(Route):
    """A route that names itself in the scope, so that logs and metrics can tell pages apart."""

    # What the pages ask of whoever comes, for the tests that look at all of them.
    needs: Need | None = None

    def matches(self, scope: AsgiScope) -> tuple[Match, AsgiScope]:
        match, child_scope = super().matches(scope)
        if match is not Match.NONE:
            child_scope["route"] = self
        return match, child_scope


class Site:
    """What the areas share. One for a service; it keeps nothing between requests."""

    def __init__(self) -> None:
        """Prepare the templates."""
        self._renderer = Renderer()

    def words(self, visit: Visit) -> SimpleNamespace:
        """Return what the pages say in the visitor's language."""
        return self._renderer.words(visit)

    def page(
        self, template: str, visit: Visit, *, status: int = 200, cache: str = "no-store", **values: object
    ) -> HTMLResponse:
        """Return a page. By default nobody may keep it, because most pages hold answers or names."""
        return self._renderer.page(template, visit, status=status, cache=cache, **values)

    def see(self, visit: Visit, path: str, **parameters: str) -> Response:
        """Return what leads the browser on to another page, as after every form that has changed something."""
        return RedirectResponse(visit.to(path, **parameters), SEE_OTHER, {"cache-control": "no-store"})

    def asset(self, name: str, request: Request) -> Response | None:
        """Return a static file, or None where there is none of this name."""
        return self._renderer.assets.find(name, request)

    def route(
        self,
        path: str,
        *,
        get: Answer | None = None,
        post: Answer | None = None,
        needs: Need | None = None,
        simple: bool = False,
        is_door: bool = False,
        files: bool = False,
        greets: bool = False,
    ) -> Route:
        """Return a route for one path.

        `needs`: whom it lets in; None: anybody. `simple`: it can speak easy German too. `is_door`: its form stands
        where the browser does not show yet what it holds, so that it cannot fit that; where it stood still counts.
        `files`: its form may send some. `greets`: somebody who has signed in is known here, though nobody needs to be.
        What is posted comes to `post` only where it stood on our own pages and fits the session or what the respondent
        holds; `sent_of(request)` returns it. Who was refused and then chooses a language changes nothing by it,
        whatever `post` does. `visit.principal` is who has signed in.
        """
        methods = [name for name, answer in (("GET", get), ("POST", post)) if answer is not None]

        async def endpoint(request: Request) -> Response:
            answer = post if request.method == "POST" else get
            assert answer is not None  # noqa: S101 - the route knows only these methods
            return await compressed(await answered(answer, request), request.headers)

        async def answered(answer: Answer, request: Request) -> Response:
            visit = visit_of(request, simple=simple)
            try:
                visit = await self._arrive(request, visit, "" if is_door else path, needs, files=files)
                visit = await self._known(request, visit) if greets else visit
                refusal = await self._refuse(request, visit, needs)
                return refusal or await (self._look(answer, request, visit) if visit.looks else answer(request, visit))
            except CallerGone:
                raise
            except SelfcheckError as error:
                return self.problem(request.scope, error, visit)
            except Exception as error:  # noqa: BLE001 whatever fails, the visitor gets a page
                structlog.get_logger().exception("page_failed")
                return self.problem(request.scope, error, visit)

        route = _PageRoute(path, endpoint, methods=methods)
        route.needs = needs
        return route

    def sign_in(self, visit: Visit, *, to: str, sent: Sent | None = None, fault: str | None = None) -> HTMLResponse:
        """Return the page on which people sign in, which leads to the path `to` afterwards.

        `sent` is what was posted there without a session: the page carries it along. `fault` says what was wrong.
        """
        carried = () if sent is None else sent.pairs
        is_too_long = is_long(carried)
        return self.page(
            "session/sign_in.html",
            visit,
            status=200 if sent is None and fault is None else _UNAUTHENTICATED,
            to=to,
            carried=() if is_too_long else carried,
            lost=carried if is_too_long else (),
            expired=sent is not None,
            fault=fault,
        )

    async def told(self, request: Request, visit: Visit, sent: Sent, *, to: str | None = None) -> Told:
        """Return what was sent to the path `to` (this one) as the page asked for it, in the visitor's language."""
        return await told_of(context_of(request.scope), visit, sent, self.words(visit), to=to)

    def ask_again(
        self,
        visit: Visit,
        sent: Sent,
        *,
        why: Why,
        to: str | None = None,
        told: Told | None = None,
    ) -> HTMLResponse:
        """Return the page that offers what was typed once more, to be sent to the path `to` (this one) by a button.

        What another site has sent is shown, and cannot be sent with one click. `told` is what was typed in words; None:
        under the labels of its fields.
        """
        to = to or visit.here
        told = told_plainly(visit, sent, self.words(visit)) if told is None else told
        return self._keeping(
            self.page(
                "again.html",
                visit,
                status=_FORBIDDEN if why in ("unproved", "foreign") else 200,
                why=why,
                to=to,
                carried=sent.pairs,
                told=told,
                is_draft=is_draft(to),
                back=page_of(to) if why == "possible" else way_back(to),
                in_other_languages=shown_again(why, to, sent.pairs),
            ),
            sent,
        )

    def wanted(self, scope: AsgiScope) -> bool:
        """Tell whether somebody who looks at pages gets to read what goes wrong with this request."""
        path = scope["path"].removeprefix(context_of(scope).root_path)
        return "text/html" in (header_of(scope, b"accept") or "") and not path.startswith(_INTERFACE)

    def problem(self, scope: AsgiScope, error: BaseException, visit: Visit | None = None) -> Response:
        """Return the page that says what went wrong, with what was typed; `visit` is as far as the visitor has come.

        Where sending the same once more may help, a button does it.
        """
        request, reply = Request(scope), reply_to(scope, error)
        if visit is None:
            visit = dataclasses.replace(visit_of(request, simple=True), has_session=SESSION_COOKIE in _cookies(request))
        sent, posted = sent_of(request), request.method == "POST"
        refusal = refusal_of(error, reply.status, self.words(visit), visit.spoken)
        trace, to = request_of(scope).trace_id, visit.here if posted else None
        # What has not been read is still with the browser, which sends it again when the page is reloaded.
        unread = posted and refusal.passes and not sent.pairs
        page = self.refused(
            visit, reply.status, refusal, sent, to=to, context=context_of(scope), trace=trace, unread=unread
        )
        for name, value in reply.headers:
            if name in (b"allow", b"connection", b"retry-after"):
                page.headers[name.decode()] = value.decode()
        return page

    def refused(
        self,
        visit: Visit,
        status: int,
        refusal: Refusal,
        sent: Sent,
        *,
        to: str | None,
        context: Context,
        trace: str = "",
        unread: bool = False,
    ) -> HTMLResponse:
        """Return the page of a refusal, with what was sent to the path `to`; None: nothing was, a page was opened.

        In another language the same is asked for again, but where that might do what was put off.
        """
        is_asked_again = to is not None and sent.pairs and not refusal.passes
        others = shown_again(str(status), to, sent.pairs) if to is not None and not is_asked_again else None
        told, is_unnamed = told_at_hand(context, visit, sent, self.words(visit), to=to)
        page = self.page(
            "problem.html",
            dataclasses.replace(visit, posted=sent.pairs if is_asked_again else None),
            status=status,
            refusal=refusal,
            trace=trace,
            to=to,
            carried=sent.pairs if refusal.passes and not is_long(sent.pairs) else (),
            told=told,
            is_unnamed=is_unnamed,
            unread=unread,
            in_other_languages=others,
        )
        return self._keeping(page, sent)

    def _keeping(self, page: HTMLResponse, sent: Sent) -> HTMLResponse:
        """Return a page that shows what was sent; with a secret in it, it is not compressed."""
        if is_secret(sent.pairs):
            page.headers[HOLDS_SECRET] = "yes"
        return page

    async def _arrive(self, request: Request, visit: Visit, path: str, needs: Need | None, *, files: bool) -> Visit:
        """Return the visit with who has signed in, and read what was posted, before anything else can fail."""
        if request.method == "POST":
            sent = await read_sent(request.scope, request.receive, files=files)
            request.state.sent = sent.without(LOOKS)
            visit = dataclasses.replace(visit, looks=bool(sent.one(LOOKS)))
        cookies = _cookies(request)
        token = cookies.get(SESSION_COOKIE)
        visit = dataclasses.replace(visit, proof=_proof(path, needs, cookies), has_session=token is not None)
        if needs is not None and token is not None:
            visit = await self._signed_in(request, visit, token)
        return dataclasses.replace(visit, posted=sent_of(request).pairs) if request.method == "POST" else visit

    async def _look(self, answer: Answer, request: Request, visit: Visit) -> Response:
        """Return the page that a form comes back with, in another language; nothing that it would do is done.

        Where nothing stands against it any more it is offered to be sent, by a button.
        """
        try:
            with only_looking():
                response = await answer(request, visit)
        except WouldChange:
            pass
        else:
            if not _MULTIPLE_CHOICES <= response.status_code < _BAD_REQUEST:
                return response
        sent = sent_of(request)
        return self.ask_again(visit, sent, why="possible", told=await self.told(request, visit, sent))

    async def _signed_in(self, request: Request, visit: Visit, token: str) -> Visit:
        """Return the visit with who has signed in, as it came where nobody has."""
        principal = await context_of(request.scope).sessions.find(token)
        if principal is None:
            return visit
        known = request_of(request.scope)
        known.caller, known.key_accepted = principal.caller, True
        return dataclasses.replace(visit, principal=principal)

    async def _known(self, request: Request, visit: Visit) -> Visit:
        """Return the visit with who has signed in, as far as that can be told: a page that says no says it anyway."""
        token = _cookies(request).get(SESSION_COOKIE)
        try:
            return visit if token is None else await self._signed_in(request, visit, token)
        except SelfcheckError:
            return visit

    async def _refuse(self, request: Request, visit: Visit, needs: Need | None) -> Response | None:
        """Return the page for whoever may not come, or for what is none of our own forms; None where all is well.

        Raises `Forbidden` where the key does not have the scope.
        """
        posted, sent = request.method == "POST", sent_of(request)
        origin = origin_of(request.headers, context_of(request.scope).public_url) if posted else "own"
        if origin == "foreign":
            return self.ask_again(visit, sent, why="foreign", told=await self.told(request, visit, sent))
        if needs is not None and not isinstance(visit.principal, ApiKey):
            if not posted:
                return self.see(visit, SIGN_IN, to=visit.here)
            return self.sign_in(visit, to=visit.here, sent=sent)
        if needs is not None and needs != "key":
            permit(visit.principal, needs)
        if posted and (origin == "unknown" or (visit.proof is not None and not is_genuine(sent.token, visit.proof))):
            return self.ask_again(visit, sent, why="unproved", told=await self.told(request, visit, sent))
        return None


# What programs call; they read problem documents.
_INTERFACE = "/v1/"


def _proof(path: str, needs: Need | None, cookies: Mapping[str, str]) -> str | None:
    """Return the cookie that forms of a page must fit."""
    for beginning, name in _PROOFS:
        if path.startswith(beginning):
            value = cookies.get(name)
            return None if value is None else value.removesuffix(KEY_UNSEEN)
    return None if needs is None else cookies.get(SESSION_COOKIE)


def _cookies(request: Request) -> Mapping[str, str]:
    header = header_of(request.scope, b"cookie")
    return read_cookies(None if header is None else header.encode("latin-1"))
