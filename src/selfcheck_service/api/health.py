"""What operators ask: is the process there, can it work, how is it doing, what is the contract."""

from fastapi import APIRouter, Request, Response

from selfcheck_service.api.auth import anyone
from selfcheck_service.api.dependencies import ContextDep, ContractRoute
from selfcheck_service.api.failures import failures
from selfcheck_service.api.schemas import Check, Health
from selfcheck_service.core.definition import NotFound
from selfcheck_service.edge.context import Context
from selfcheck_service.use_cases.readiness import find_readiness

router = APIRouter(tags=["operation"], route_class=ContractRoute)


@router.get(
    "/livez",
    operation_id="get_liveness",
    summary="Is the process alive?",
    response_description="It is.",
    dependencies=[anyone],
    responses=failures(),
)
async def get_liveness(response: Response) -> Health:
    """Answers as long as the process does, whatever happens to its database: restart it only where this fails."""
    response.headers["cache-control"] = "no-store"
    return Health(status="ok", checks={})


@router.get(
    "/readyz",
    operation_id="get_readiness",
    summary="Can the service work?",
    response_description="It can.",
    dependencies=[anyone],
    responses={**failures(), 503: {"description": "It cannot work now; `checks` says why.", "model": Health}},
)
async def get_readiness(context: ContextDep, response: Response) -> Health:
    """Says whether the database answers and has the schema that this version needs."""
    response.headers["cache-control"] = "no-store"
    checks = await _checks(context)
    ready = all(outcome == "ok" for outcome in checks.values())
    if not ready:
        response.status_code = 503
    return Health(status="ok" if ready else "not_ready", checks=checks)


async def _checks(context: Context) -> dict[str, Check]:
    found = await find_readiness(context.database)
    return {"database": "ok" if found.answers else "failed", "schema": "ok" if found.fits else "failed"}


@router.get(
    "/metrics",
    operation_id="get_metrics",
    summary="Metrics for Prometheus",
    response_description="Counters and histograms.",
    dependencies=[anyone],
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **failures(404)},
)
async def get_metrics(context: ContextDep) -> Response:
    """Counters and histograms in the text format of Prometheus, where the operator has not switched them off."""
    if not context.exposes_metrics:
        raise NotFound("unknown_path")
    return Response(
        context.metrics.exposition(),
        media_type="text/plain; version=0.0.4; charset=utf-8",
        headers={"cache-control": "no-store"},
    )


@router.get(
    "/openapi.json",
    operation_id="get_openapi",
    summary="This contract",
    response_description="The OpenAPI document.",
    dependencies=[anyone],
    response_class=Response,
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}, **failures()},
)
async def get_openapi(request: Request) -> Response:
    """The OpenAPI document of this version of the service."""
    return Response(
        request.app.state.openapi_document(),
        media_type="application/json",
        headers={"cache-control": "public, max-age=300"},
    )


@router.get(
    "/questionnaire.schema.json",
    operation_id="get_questionnaire_schema",
    summary="The JSON Schema of a definition",
    response_description="The JSON Schema (draft 2020-12).",
    dependencies=[anyone],
    response_class=Response,
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}, **failures()},
)
async def get_questionnaire_schema(request: Request) -> Response:
    """The JSON Schema of a questionnaire definition, for editors and other services."""
    return Response(
        request.app.state.questionnaire_schema(),
        media_type="application/json",
        headers={"cache-control": "public, max-age=300"},
    )
