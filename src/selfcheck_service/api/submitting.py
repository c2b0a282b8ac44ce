"""The other hot endpoint: a response in, its evaluation out, once it is stored.

Like `POST /v1/evaluations` it is documented by FastAPI and not run by it.
"""

import re
import uuid
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from selfcheck_service.api.auth import Invited, invited
from selfcheck_service.api.dependencies import EVALUATION_JSON
from selfcheck_service.api.details import Detail, DetailParameter, detail_of
from selfcheck_service.api.failures import failures
from selfcheck_service.api.paths import RoundPath
from selfcheck_service.api.respondent_schemas import (
    EVALUATION,
    REVISION,
    IfMatch,
    ResponseBody,
    ResponsePath,
)
from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.scoring import evaluate_to_json
from selfcheck_service.edge.bodies import read_json
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.languages import speaker
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.edge.respondents import parse_id, require_chance, require_secret
from selfcheck_service.edge.revisions import read_if_match
from selfcheck_service.use_cases.responding import Submitted
from selfcheck_service.use_cases.standing import Holder

PATH = re.compile(r"/v1/rounds/([^/]+)/responses/([^/]+)")
_STATUS = {"created": 201, "repeated": 200, "corrected": 200}
_FIXED = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"private, no-store"),
    (b"vary", b"accept-language"),
]


async def submit_response(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request that submits a response."""
    context = context_of(scope)
    shown = await invited.admit(scope)
    detail = detail_of(scope["query_string"])
    round_id, response_id = ids_in(scope)
    holder = Holder(round_id, response_id, require_secret(shown), shown.code_hash(round_id), read_if_match(scope))
    body = await read_json(scope, receive, EVALUATION_JSON)
    submitted = await context.responding.submit(holder, body, speak=speaker(scope), now=current_moment())
    await _reply(submitted, detail, send)


async def _reply(submitted: Submitted, detail: Detail, send: Send) -> None:
    content, language = evaluate_to_json(submitted.answers, language=submitted.language, explanation=detail)
    headers = [
        *_FIXED,
        (b"content-language", language.encode()),
        (b"content-length", str(len(content)).encode()),
        (b"etag", f'"{submitted.revision}"'.encode()),
    ]
    await send({"type": "http.response.start", "status": _STATUS[submitted.outcome], "headers": headers})
    await send({"type": "http.response.body", "body": content})


def ids_in(scope: Scope) -> tuple[uuid.UUID, uuid.UUID]:
    """Return the ids of round and response in the path; raise `NotFound` where it has none such."""
    # The router has taken the path apart where the request came through it, behind a prefix for example.
    found = scope.get("path_params") or {}
    matched = PATH.fullmatch(scope["path"])
    parts = (found["round_id"], found["response_id"]) if found else matched.groups() if matched else ()
    if not parts:
        raise NotFound("unknown_path")
    return parse_id(parts[0], "round_id"), require_chance(parse_id(parts[1], "response_id"))


class SubmittingRoute(APIRoute):
    """A route that FastAPI matches and documents, and that `submit_response` answers."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 FastAPI's own, handed on unchanged
        super().__init__(*arguments, **options)
        self.app = submit_response


router = APIRouter(tags=["respondents"], route_class=SubmittingRoute)


@router.put(
    "/v1/rounds/{round_id}/responses/{response_id}",
    operation_id="submit_response",
    summary="Submit a response",
    responses={
        200: {
            "description": "It was submitted before with the same answers, or is corrected now.",
            "content": EVALUATION,
            "headers": REVISION,
        },
        201: {
            "description": "Submitted: it is stored, and this is its evaluation.",
            "content": EVALUATION,
            "headers": REVISION,
        },
        **failures(401, 404, 409, 410, 412, body=True),
    },
)
async def document_submitting(
    *,
    shown: Invited,
    round_id: RoundPath,
    response_id: ResponsePath,
    request: ResponseBody,
    if_match: IfMatch = None,
    explanation: DetailParameter = "short",
) -> None:
    """Submits the answers of one respondent and answers with their evaluation.

    The respondent's client chooses the id (a UUIDv4) and the secret (`Selfcheck-Response-Secret`). The first request
    about a response, a draft or this one, also shows the access code, which is spent thereby. To send the same once
    more is harmless at any time. Other answers need `If-Match` with the ETag of those that are there, until the
    closing. A response that was erased does not come back.
    """
