"""The hot endpoint: answers in, an evaluation out, nothing stored.

FastAPI documents this route and does not run it: its reading of bodies and writing of responses would cost more than
the evaluation itself. `EvaluationRoute` hands the request to `create_evaluation` as it comes from the server.
"""

import re
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from selfcheck_service.api.auth import Service, service_or_anyone
from selfcheck_service.api.dependencies import EVALUATION_JSON
from selfcheck_service.api.details import DetailParameter, detail_of
from selfcheck_service.api.failures import failures
from selfcheck_service.api.schemas import EvaluationRequest
from selfcheck_service.core.definition import InputInvalid, NotFound, Problem, parse_beside, pointer
from selfcheck_service.core.definition.exact import describe
from selfcheck_service.core.scoring import Answers, Plan, evaluate_to_json, parse_answers, unknown_members
from selfcheck_service.core.scoring.units import counts_in
from selfcheck_service.edge.bodies import read_json
from selfcheck_service.edge.context import Context, context_of, header_of
from selfcheck_service.edge.json_input import BodyFaulty
from selfcheck_service.edge.languages import negotiate_language
from selfcheck_service.edge.names import KEY_PATTERN, LONGEST_KEY, VERSION_PATTERN

_PATTERNS = {
    "questionnaire": (re.compile(KEY_PATTERN), "a-z, 0-9, -"),
    "version": (re.compile(VERSION_PATTERN), "1.0.0"),
}
_FIXED = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"private, no-store"),
    (b"vary", b"accept-language"),
]


async def create_evaluation(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request for an evaluation."""
    context = context_of(scope)
    await service_or_anyone.admit(scope)
    detail = detail_of(scope["query_string"])
    plan, language, answers = await read_answers(scope, receive)
    content, _ = evaluate_to_json(answers, language=language, explanation=detail)
    context.metrics.evaluated(plan.key, plan.version)
    headers = [
        *_FIXED,
        (b"content-language", language.encode()),
        (b"content-length", str(len(content)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": content})


async def read_answers(scope: Scope, receive: Receive) -> tuple[Plan, str, Answers]:
    """Return what a request sends to be evaluated: the plan of its version, the language to answer in, its answers.

    Raises `InputInvalid` with every fault, and `NotFound` for a version that was never published.
    """
    try:
        body = await read_json(scope, receive, EVALUATION_JSON)
    except BodyFaulty as error:
        raise InputInvalid([*error.problems, *await _further_problems(scope, error)]) from None
    return await _understand(scope, body)


async def _understand(scope: Scope, body: object) -> tuple[Plan, str, Answers]:
    if not isinstance(body, dict):
        raise InputInvalid([Problem("", "wrong_type", {"expected": "a map", "found": describe(body)})])
    context = context_of(scope)
    plan = await _plan_of(context, body)
    plan = await context.plans.with_units(plan, counts_in(plan, body.get("answers"), []))
    language = _language_of(scope, plan, body)
    return plan, language, _answers_of(plan, body, language)


async def _further_problems(scope: Scope, faulty: BodyFaulty) -> list[Problem]:
    """Return what is wrong with the rest of a body in which some places are faulty already."""
    try:
        await _understand(scope, faulty.value)
    except InputInvalid as error:
        known = {problem.location for problem in faulty.problems}
        return [problem for problem in error.problems if problem.location not in known]
    except NotFound:
        # Of an unknown questionnaire nothing more can be said; what is faulty comes first.
        return []
    return []


async def _plan_of(context: Context, body: dict[str, Any]) -> Plan:
    key, version = body.get("questionnaire"), body.get("version")
    if isinstance(key, str) and isinstance(version, str):
        plan = context.plans.find(key, version)
        if plan is not None:
            return plan
    problems = [problem for name in _PATTERNS for problem in _name_problems(name, body)]
    if problems:
        raise InputInvalid(problems + _shape_problems(body))
    return await context.plans.get(str(key), str(version))


def _name_problems(name: str, body: dict[str, Any]) -> list[Problem]:
    pattern, example = _PATTERNS[name]
    found = body.get(name)
    if name not in body:
        return [Problem(pointer(name), "missing", {"name": name})]
    if not isinstance(found, str):
        return [Problem(pointer(name), "wrong_type", {"expected": "text", "found": describe(found)})]
    if len(found) > LONGEST_KEY:
        return [Problem(pointer(name), "too_long", {"limit": LONGEST_KEY})]
    if pattern.fullmatch(found) is None:
        return [Problem(pointer(name), "malformed", {"found": found[:80], "expected": example})]
    return []


def _shape_problems(body: dict[str, Any]) -> list[Problem]:
    """Return what is wrong whatever the questionnaire is; the rest cannot be known without one."""
    found = unknown_members(body)
    for name, fits, expected in (("language", str, "text"), ("profile", dict, "a map"), ("perspective", str, "text")):
        value = body.get(name)
        if value is not None and not isinstance(value, fits):
            found.append(Problem(pointer(name), "wrong_type", {"expected": expected, "found": describe(value)}))
    answers = body.get("answers")
    if "answers" not in body:
        found.append(Problem("/answers", "missing", {"name": "answers"}))
    elif not isinstance(answers, dict):
        found.append(Problem("/answers", "wrong_type", {"expected": "a map", "found": describe(answers)}))
    return found


def _language_of(scope: Scope, plan: Plan, body: dict[str, Any]) -> str:
    """Return the language to answer in; what the body says is checked together with the answers."""
    asked = body.get("language")
    if isinstance(asked, str):
        return asked
    return negotiate_language(header_of(scope, b"accept-language"), plan.languages, plan.languages[0])


def _answers_of(plan: Plan, body: dict[str, Any], language: str) -> Answers:
    problems: tuple[Problem, ...] = ()
    asked = body.get("language")
    if asked is not None and not isinstance(asked, str):
        problems = (Problem("/language", "wrong_type", {"expected": "text", "found": describe(asked)}),)
    elif language not in plan.languages:
        parameters = {"name": language[:40], "allowed": ", ".join(plan.languages)}
        problems = (Problem("/language", "unknown_language_asked", parameters),)
    return parse_beside(problems, lambda: parse_answers(plan, body))


class EvaluationRoute(APIRoute):
    """A route that FastAPI matches and documents, and that `create_evaluation` answers."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 FastAPI's own, handed on unchanged
        super().__init__(*arguments, **options)
        self.app = create_evaluation


router = APIRouter(prefix="/v1/evaluations", tags=["evaluations"], route_class=EvaluationRoute)


@router.post(
    "",
    operation_id="create_evaluation",
    summary="Evaluate answers",
    responses={
        200: {
            "description": "The evaluation.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Evaluation"}}},
        },
        **failures(404, body=True, key=True),
    },
)
async def document_evaluation(
    *,
    service: Service,
    request: EvaluationRequest,
    explanation: DetailParameter = "short",
) -> None:
    """Evaluates one set of answers under one exact version and stores nothing.

    The same request gives the same scores, levels, flags and suggestions for ever; the receipt proves it.
    """
