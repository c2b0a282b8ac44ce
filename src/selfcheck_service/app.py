"""Where everything is wired. Nothing happens before `create_app` is called."""

import contextlib
from collections.abc import AsyncGenerator
from datetime import timedelta
from functools import cache
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from selfcheck_service import __version__
from selfcheck_service.api import (
    ballot_papers,
    ballots,
    comparisons,
    consensus,
    evaluations,
    exports,
    forms,
    guests,
    health,
    invitations,
    matrix,
    measures,
    municipalities,
    openapi_document,
    papers,
    planning_papers,
    printed_evaluations,
    problem_types,
    programmes,
    questionnaire_schema,
    questionnaires,
    rechecks,
    releases,
    respondents,
    rounds,
    submitting,
    trail,
    votes,
    workshop,
)
from selfcheck_service.api.express import express
from selfcheck_service.core.definition import SelfcheckError
from selfcheck_service.edge.context import Context, Limits
from selfcheck_service.edge.frame import Frame, Framed, reply_to
from selfcheck_service.edge.principals import KeyRing
from selfcheck_service.edge.rates import Rates
from selfcheck_service.edge.refusals import as_our_own
from selfcheck_service.edge.respondents import BALLOT_CODE_HEADER, CODE_HEADER, SECRET_HEADER
from selfcheck_service.edge.server import run_server, server_config
from selfcheck_service.edge.sessions import Sessions
from selfcheck_service.opening import open_database
from selfcheck_service.settings import Settings, unknown_variables
from selfcheck_service.storage.migrate import upgrade
from selfcheck_service.telemetry import Log, Metrics
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.printed_forms import PrintedForms
from selfcheck_service.use_cases.responding import Responding
from selfcheck_service.web import Pages

# The hottest first: they are tried one after the other.
_ROUTERS = (
    evaluations,
    submitting,
    respondents,
    printed_evaluations,
    questionnaires,
    municipalities,
    programmes,
    # Before those of rounds: their paths have an id where this one has a word.
    guests,
    rounds,
    invitations,
    # Before those of releases: their paths end behind the number.
    exports,
    forms,
    releases,
    papers,
    planning_papers,
    comparisons,
    rechecks,
    workshop,
    consensus,
    measures,
    ballots,
    ballot_papers,
    votes,
    matrix,
    trail,
    problem_types,
    health,
)


class Service(FastAPI):
    """FastAPI with a door of its own for the routes that it only documents."""

    def __init__(self, frame: Frame, **options: Any) -> None:  # noqa: ANN401 FastAPI's own, handed on unchanged
        super().__init__(**options)
        self._frame = frame

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        route = self._frame.express_route(scope) if scope["type"] == "http" else None
        if route is None:
            await super().__call__(scope, receive, send)
            return
        scope["app"] = self
        if self.root_path:
            scope["root_path"] = self.root_path
        await self._frame.surround(route.app, scope, receive, send)


def create_app(settings: Settings) -> FastAPI:
    """Return the service with these settings. It opens its database when it is started, not before."""
    log = Log(settings.log_format, settings.log_level)
    log.install()
    context = _create_context(settings, log)
    pages = Pages()
    frame = Frame(context, express(), settings.cors_origins, page=pages.problem_page)
    middleware = [Middleware(Framed, frame=frame)]
    if settings.cors_origins:
        middleware.append(_cors(settings.cors_origins))
    app = Service(
        frame,
        title="selfcheck-service",
        version=__version__,
        lifespan=_lifespan,
        middleware=middleware,
        redirect_slashes=False,
        # Interactive pages would load scripts from elsewhere; the contract itself is served by api/health.py.
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    # As an argument it is deprecated in favour of the server's; an embedded server has to know it from the settings.
    app.root_path = settings.root_path
    app.state.context = context
    app.state.upgrades = context.database.is_sqlite or settings.database_upgrade
    app.state.openapi_document = cache(lambda: openapi_document(app))
    app.state.questionnaire_schema = cache(questionnaire_schema)
    for error in (SelfcheckError, HTTPException, RequestValidationError):
        app.add_exception_handler(error, _answer_error)
    for module in _ROUTERS:
        app.router.routes.extend(module.router.routes)
    app.state.pages = pages
    app.router.routes.extend(pages.routes())
    return app


def serve(settings: Settings) -> None:
    """Serve until told to stop (SIGINT, SIGTERM); requests that are under way are answered first."""
    app = create_app(settings)
    for variable in unknown_variables():
        structlog.get_logger().warning("unknown_setting", variable=variable)
    run_server(served_as(app, settings))


def served_as(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """Return how these settings want an app to be served."""
    return server_config(
        app,
        host=settings.host,
        port=settings.port,
        trusted_proxies=settings.trusted_proxies,
        head_seconds=settings.head_seconds,
        response_seconds=settings.response_seconds,
        idle_seconds=settings.idle_seconds,
        shutdown_seconds=settings.shutdown_seconds,
    )


# A few hundred kilobytes each.
_FORMS_KEPT = 32


def _create_context(settings: Settings, log: Log) -> Context:
    database = open_database(settings)
    metrics = Metrics()
    keys = KeyRing(database, seconds=settings.key_cache_seconds)
    plans = Plans(database, size=settings.plan_cache, hit=metrics.plan_hit, miss=metrics.plan_miss)
    return Context(
        database=database,
        plans=plans,
        printed_forms=PrintedForms(size=_FORMS_KEPT),
        responding=Responding(database, plans),
        keys=keys,
        sessions=Sessions(
            database,
            keys,
            idle=timedelta(minutes=settings.session_idle_minutes),
            longest=timedelta(hours=settings.session_hours),
        ),
        rates=Rates(key=settings.key_rate, guest=settings.guest_rate, refused=settings.refused_rate),
        metrics=metrics,
        log=log,
        limits=Limits(
            evaluation_bytes=settings.evaluation_bytes,
            publish_bytes=settings.publish_bytes,
            body_seconds=settings.body_seconds,
            concurrent_requests=settings.concurrent_requests,
        ),
        anonymous_evaluations=settings.anonymous_evaluations,
        default_language=settings.default_language,
        root_path=settings.root_path,
        public_url=settings.public_url,
        guest_rounds=settings.guest_rounds,
        exposes_metrics=settings.metrics,
        contact=settings.contact,
        demo=settings.demo,
    )


def _cors(origins: tuple[str, ...]) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=[
            "Authorization",
            "Content-Type",
            "If-None-Match",
            "If-Match",
            "Idempotency-Key",
            "traceparent",
            BALLOT_CODE_HEADER,
            CODE_HEADER,
            SECRET_HEADER,
        ],
        expose_headers=[
            "API-Version",
            "ETag",
            "Idempotency-Replayed",
            "Location",
            "Retry-After",
            "Selfcheck-Demo",
            "traceparent",
        ],
        max_age=600,
    )


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    context: Context = app.state.context
    logger = structlog.get_logger()
    try:
        if app.state.upgrades:
            context.database.make_folder()
            await upgrade(context.database)
        logger.info("started", version=__version__, database=context.database.url.render_as_string(hide_password=True))
        yield
    finally:
        await context.database.close()
        logger.info("stopped")


async def _answer_error(request: Request, error: Exception) -> Response:
    pages: Pages = request.app.state.pages
    refused = as_our_own(error, request)
    page = pages.problem_page(request.scope, refused)
    if page is not None:
        return page
    reply = reply_to(request.scope, refused)
    response = Response(reply.body, status_code=reply.status)
    response.raw_headers = reply.headers
    return response
