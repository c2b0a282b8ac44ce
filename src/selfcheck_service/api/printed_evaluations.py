"""Evaluating answers that nobody stores, on paper."""

from fastapi import APIRouter, Depends, Request, Response

from selfcheck_service.api.auth import service_or_anyone
from selfcheck_service.api.dependencies import ContextDep, ContractRoute
from selfcheck_service.api.evaluations import read_answers
from selfcheck_service.api.failures import failures, request_body
from selfcheck_service.use_cases.individual import print_answers

router = APIRouter(prefix="/v1", tags=["evaluations"], route_class=ContractRoute)

_PDF = "application/pdf"


@router.post(
    "/evaluations.pdf",
    operation_id="print_evaluation_of_answers",
    summary="Evaluate answers on paper",
    dependencies=[Depends(service_or_anyone)],
    response_class=Response,
    responses={
        200: {
            "description": "The evaluation as PDF/UA-1.",
            "content": {_PDF: {"schema": {"type": "string", "format": "binary"}}},
        },
        **failures(404, body=True, key=True),
    },
    openapi_extra=request_body("EvaluationRequest"),
)
async def post_evaluation_on_paper(*, context: ContextDep, request: Request) -> Response:
    """Evaluates one set of answers as a document to keep and stores nothing; the same answers make the same bytes.

    What carries furthest comes first, then each field with its score and how far that can be relied on, then what
    lifts it, and suggestions with why they are offered. No free text is in it.
    """
    _, language, answers = await read_answers(request.scope, request.receive)
    made = await print_answers(context.database, answers, language)
    context.metrics.evaluated(answers.plan.key, answers.plan.version)
    headers = {
        "cache-control": "private, no-store",
        "content-language": made.language,
        "vary": "accept-language",
        "content-disposition": f'attachment; filename="{made.file_name}"',
    }
    return Response(made.content, media_type=_PDF, headers=headers)
