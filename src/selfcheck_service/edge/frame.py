"""The frame round every request: trace id, limits, headers, log line, metrics, and an answer when all else fails.

One piece of plain ASGI. Starlette's BaseHTTPMiddleware would cost more than the whole evaluation.
"""

import time
from collections.abc import Callable, Collection

import structlog
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from selfcheck_service import __version__
from selfcheck_service.core.definition import SelfcheckError
from selfcheck_service.edge.bodies import BoundedBody, CallerGone, Message
from selfcheck_service.edge.context import Context, enter, header_of, request_of
from selfcheck_service.edge.languages import negotiate_language
from selfcheck_service.edge.problems import LANGUAGES, Headers, Overloaded, ProblemReply, problem_reply
from selfcheck_service.edge.rates import Attempt
from selfcheck_service.storage import DatabaseUnavailable
from selfcheck_service.telemetry import Trace, continue_trace, trace_id

# On every response.
_FIXED: Headers = [
    (b"api-version", __version__.encode()),
    (b"x-content-type-options", b"nosniff"),
]
# On every response of a service whose data are made up, so that nobody takes them for somebody's.
_DEMO = (b"selfcheck-demo", b"made-up")
# Pages bring policies of their own.
_REFERRER = (b"referrer-policy", b"no-referrer")
_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
# Whoever watches the service must get through when nobody else does.
_WATCHERS = frozenset({"/livez", "/readyz", "/metrics"})
_DEFINITIONS = "/author/"
_STATIC = "/static/"
# What nginx calls a request whose caller hung up; it is only logged.
_CALLER_GONE = 499
NO_ROUTE = "none"
Express = Callable[[str, str], Route | None]
# The page that says what went wrong; None where a program asks, which reads problem documents.
ProblemPage = Callable[[Scope, BaseException], Response | None]


class Frame:
    """What stands round every request. One for a service, whichever way a request takes."""

    def __init__(self, context: Context, express: Express, origins: Collection[str] = (), *, page: ProblemPage) -> None:
        """`express` finds routes by method and path; pages from `origins` may read what the frame itself answers.

        `page` makes pages of what the frame refuses, for whoever looks at pages.
        """
        self._origins = frozenset(origin.encode() for origin in origins)
        self._page = page
        self._context = context
        self._express = express
        self._under_way = 0
        context.metrics.in_progress.set_function(lambda: self._under_way)

    def express_route(self, scope: Scope) -> Route | None:
        """Return the route of a request that needs none of the layers in between, or None where it needs them.

        Those layers would only pass such a request on, and that takes a third of the time outside the evaluation
        itself. It has no `Origin`, because no page in a browser sends it, and so CORS has no say.
        """
        route = self._express(scope["method"], scope["path"])
        if route is None or b"origin" in dict(scope["headers"]):
            return None
        scope["route"] = route
        return route

    async def surround(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an app answer a request over HTTP, within the frame."""
        self._under_way += 1
        try:
            exchange = _Exchange(app, self._context, scope, send, (self._origins, self._page))
            await exchange.run(receive, too_many=self._under_way > self._context.limits.concurrent_requests)
        finally:
            self._under_way -= 1


class Framed:
    """The outermost middleware, for requests that take all layers."""

    def __init__(self, app: ASGIApp, frame: Frame) -> None:
        self._app = app
        self._frame = frame

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._frame.surround(self._app, scope, receive, send)
        else:
            await self._app(scope, receive, send)


class _Exchange:
    """One request and its response."""

    __slots__ = (
        "_app",
        "_attempt",
        "_context",
        "_head",
        "_origins",
        "_page",
        "_request",
        "_scope",
        "_send",
        "_started",
        "_status",
        "_trace",
    )

    def __init__(
        self,
        app: ASGIApp,
        context: Context,
        scope: Scope,
        send: Send,
        told: tuple[frozenset[bytes], ProblemPage],
    ) -> None:
        self._origins, self._page = told
        self._app = app
        self._context = context
        self._started = time.perf_counter()
        self._send = send
        self._status = 0
        self._attempt: Attempt | None = None
        # Who may GET may ask for the head of it. The server needs its own scope unchanged to leave out the body.
        self._head = scope["method"] == "HEAD"
        self._scope = {**scope, "method": "GET"} if self._head else scope
        self._request = enter(self._scope, context)
        self._request.is_head = self._head
        self._trace: Trace = continue_trace(self._request.headers.get(b"traceparent"))
        self._request.trace_id = self._trace.trace_id
        trace_id.set(self._trace.trace_id)

    async def run(self, receive: Receive, *, too_many: bool) -> None:
        scope, limits = self._scope, self._context.limits
        path = scope["path"].removeprefix(self._context.root_path)
        # A definition is larger than what people answer, wherever it is sent.
        publishing = path.endswith("/versions") or path.startswith(_DEFINITIONS)
        body = BoundedBody(
            scope,
            receive,
            limit=limits.publish_bytes if publishing else limits.evaluation_bytes,
            seconds=limits.body_seconds,
        )
        try:
            self._admit(too_many=too_many)
            await self._app(scope, body, self.send)
        except CallerGone:
            self._status = _CALLER_GONE
        except SelfcheckError as error:
            # From here or from an express route; all others have been answered by then.
            await self._reply(error, body)
        except Exception as error:
            # A caller who hung up makes the response fail; that is no failure of ours.
            structlog.get_logger().exception("request_failed", route=self._route())
            if self._status:
                raise
            await self._reply(error, body)
        finally:
            self._note()

    def _admit(self, *, too_many: bool) -> None:
        """Raise `Overloaded` or `TooManyRequests` before anything is done for a request that has to wait."""
        path = self._scope["path"].removeprefix(self._context.root_path)
        # Style sheets lie in memory, and all who sit behind one address fetch them on their first visit.
        if path not in _WATCHERS and not path.startswith(_STATIC):
            if too_many:
                raise Overloaded("overloaded")
            self._attempt = self._context.rates.admit(self._scope, self._request.headers)

    async def send(self, message: Message) -> None:
        """Send a message on, with the headers that every response has."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = [*message.get("headers", ()), *_FIXED, (b"traceparent", self._trace.header)]
            said = dict(headers)
            if _REFERRER[0] not in said:
                headers.append(_REFERRER)
            if self._context.demo:
                headers.append(_DEMO)
            if _POLICY[0] not in said:
                headers.append(_POLICY)
            message["headers"] = headers
        elif self._head:
            message["body"] = b""
        await self._send(message)

    async def _reply(self, error: Exception, receive: Receive) -> None:
        page = self._page(self._scope, error)
        if page is not None:
            await page(self._scope, receive, self.send)
            return
        reply = reply_to(self._scope, error)
        origin = self._request.headers.get(b"origin")
        if origin in self._origins:
            # CORS is settled further inside; a page that may not read this would not learn that it should try again.
            reply.headers.extend([(b"access-control-allow-origin", origin), (b"vary", b"origin")])
        await send_reply(reply, self.send)

    def _route(self) -> str:
        return str(getattr(self._scope.get("route"), "path", NO_ROUTE))

    def _note(self) -> None:
        if self._attempt is not None:
            self._context.rates.settle(
                self._attempt,
                self._scope,
                self._status,
                key_accepted=self._request.key_accepted,
                secret_accepted=self._request.secret_accepted,
            )
        seconds = time.perf_counter() - self._started
        method, route = ("HEAD" if self._head else self._scope["method"]), self._route()
        self._context.metrics.request_ended(method, route, self._status, seconds)
        self._context.log.access(
            method=method,
            route=route,
            status=self._status,
            seconds=seconds,
            trace=self._trace.trace_id,
            caller=self._request.caller,
        )


def reply_to(scope: Scope, error: BaseException) -> ProblemReply:
    """Return the problem document for an error, in the caller's language, and count it."""
    if isinstance(error, DatabaseUnavailable):
        # The caller reads that it was the database; why is for the operator.
        structlog.get_logger().warning("database_unavailable", cause=repr(error.__cause__))
    context = request_of(scope).context
    language = negotiate_language(header_of(scope, b"accept-language"), LANGUAGES, context.default_language)
    trace = request_of(scope).trace_id
    reply = problem_reply(error, language=language, trace_id=trace, root_path=context.root_path)
    for code in reply.codes:
        context.metrics.problem(code)
    return reply


async def send_reply(reply: ProblemReply, send: Send) -> None:
    """Send a problem document."""
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    await send({"type": "http.response.body", "body": reply.body})
