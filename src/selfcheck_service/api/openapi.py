"""The contract as documents: OpenAPI 3.1, and the JSON Schema of definitions. Both are committed in openapi/.

Routes are documented by FastAPI. What it cannot know comes from where it is defined: the evaluation from the core's
structs, the definition from the core's schema, problems from the edge, and who may call from the routes' callers.
"""

import json
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from selfcheck_service import __version__
from selfcheck_service.api import examples
from selfcheck_service.api.auth import Caller, RespondentCaller, VoterCaller
from selfcheck_service.api.ballot_schemas import BallotChange, NewBallot, PositionBody, VoteBody
from selfcheck_service.api.paper_schemas import PaperResponse
from selfcheck_service.api.planning_schemas import (
    ConsensusBody,
    FocusFieldsBody,
    MeasureChange,
    NewMeasure,
    NewReview,
)
from selfcheck_service.api.registry_schemas import MunicipalityBody, MunicipalityPatch, ProgrammeBody, ProgrammePatch
from selfcheck_service.api.respondent_schemas import DraftRequest
from selfcheck_service.api.round_schemas import (
    CodeRevocation,
    InvitationRevocation,
    NewGuestRound,
    NewInvitation,
    NewRound,
    RoundChange,
)
from selfcheck_service.api.schemas import Retirement
from selfcheck_service.core.definition import canonical_document, definition_schema, parse_definition
from selfcheck_service.core.definition.problems import AnswersInvalid
from selfcheck_service.core.releases import Release
from selfcheck_service.core.scoring import Evaluation, compile_plan, evaluate, parse_answers
from selfcheck_service.core.workshop import PreparedWorkshop
from selfcheck_service.edge.problems import ProblemDocument, problem_reply
from selfcheck_service.edge.respondents import BALLOT_CODE_HEADER, CODE_HEADER, SECRET_HEADER

AnyCaller = Caller | RespondentCaller | VoterCaller
_COMPONENTS = "#/components/schemas/"
_DESCRIPTION = """Self-checks for municipalities: questionnaire definitions in, scored and explained evaluations out.

Every failure is a problem document (RFC 9457) that names all faults with their places, in German or English by
`Accept-Language`. Unknown query parameters and unknown members of bodies are refused. Numbers are exact; `null` means
"not computed" or "not known", never 0. Within `/v1` members are only added: ignore those you do not know."""
_HEADERS = {
    "API-Version": {"description": "Version of the service that answered.", "schema": {"type": "string"}},
    "traceparent": {"description": "W3C trace context of this request.", "schema": {"type": "string"}},
}
_TAGS = [
    {"name": "evaluations", "description": "What a set of answers means."},
    {"name": "questionnaires", "description": "Published questionnaires as data."},
    {"name": "municipalities", "description": "Who is checked, and the programmes in which they go together."},
    {
        "name": "respondents",
        "description": "Answering: with an access code once, then with one's own secret.",
    },
    {"name": "rounds", "description": "A municipality's run of one version, and who may answer."},
    {"name": "releases", "description": "What is published of a round, once it is closed."},
    {"name": "workshop", "description": "What a facilitator takes into the room, and what the room decides."},
    {"name": "papers", "description": "Drafts for the staff council and for data protection, made from a round."},
    {"name": "forms", "description": "Questionnaires on paper: printed, and typed in again."},
    {"name": "operation", "description": "For those who run the service and for machines."},
]
# Bodies that routes read by themselves.
_BODIES = (
    Retirement,
    DraftRequest,
    MunicipalityBody,
    MunicipalityPatch,
    ProgrammeBody,
    ProgrammePatch,
    NewRound,
    RoundChange,
    NewInvitation,
    NewGuestRound,
    InvitationRevocation,
    CodeRevocation,
    PaperResponse,
    FocusFieldsBody,
    ConsensusBody,
    NewMeasure,
    MeasureChange,
    NewReview,
    NewBallot,
    BallotChange,
    VoteBody,
    PositionBody,
)
_BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "An API key: `Authorization: Bearer sck_live_…`. `selfcheck keys create` makes one.",
}

_CODE = {
    "type": "apiKey",
    "in": "header",
    "name": CODE_HEADER,
    "description": "An access code, as invitations have them: `XXXX-XXXX-XXXX`. Spent by the first draft or response.",
}
_BALLOT_CODE = {
    "type": "apiKey",
    "in": "header",
    "name": BALLOT_CODE_HEADER,
    "description": "The code of a ballot: `XXX-XXX` for the whole room, or `XXXX-XXXX` from a slip of one's own.",
}
_SECRET = {
    "type": "apiKey",
    "in": "header",
    "name": SECRET_HEADER,
    "description": "What the respondent's own client has made by chance: 22 to 128 letters, digits, `-` and `_`. "
    "Whoever shows it is the holder of the response; nobody can replace it.",
}


def openapi_document(app: FastAPI) -> bytes:
    """Return the OpenAPI document of the service: the same bytes on every machine."""
    document = get_openapi(
        title="selfcheck-service",
        version=__version__,
        openapi_version="3.1.0",
        description=_DESCRIPTION,
        routes=app.routes,
        tags=_TAGS,
        servers=[{"url": "/", "description": "The service that serves this document."}],
        contact={"name": "The selfcheck-service maintainers"},
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas.update(_core_schemas())
    for body in _BODIES:
        schema = body.model_json_schema(ref_template=_COMPONENTS + "{model}")
        schemas.update(schema.pop("$defs", {}))
        schemas[body.__name__] = schema
    components["schemas"] = dict(sorted(schemas.items()))
    components["securitySchemes"] = {
        "apiKey": _BEARER,
        "accessCode": _CODE,
        "responseSecret": _SECRET,
        "ballotCode": _BALLOT_CODE,
    }
    components["headers"] = _HEADERS
    callers = {route.operation_id: caller_of(route) for route in api_routes(app)}
    for operation in _operations(document):
        _complete(operation, callers[operation["operationId"]])
    _add_examples(document)
    return _written(document)


def questionnaire_schema() -> bytes:
    """Return the JSON Schema of a definition as the service serves it."""
    return _written(definition_schema())


def schema_documents(app: FastAPI) -> dict[str, bytes]:
    """Return the files of openapi/: name → content."""
    return {"questionnaire.schema.json": questionnaire_schema(), "selfcheck-v1.json": openapi_document(app)}


def api_routes(app: FastAPI) -> Iterator[APIRoute]:
    """Yield the routes that the contract documents."""
    return (route for route in app.routes if isinstance(route, APIRoute) and route.include_in_schema)


def caller_of(route: APIRoute) -> AnyCaller | None:
    """Return who may call a route, or None where it does not say."""
    return next(_callers(route.dependant), None)


def _callers(dependant: Dependant) -> Iterator[AnyCaller]:
    if isinstance(dependant.call, AnyCaller):
        yield dependant.call
    for each in dependant.dependencies:
        yield from _callers(each)


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        yield from methods.values()


def _complete(operation: dict[str, Any], caller: AnyCaller | None) -> None:
    if caller is not None and caller.security:
        operation["security"] = caller.security
        operation["description"] += f"\n\n{caller.needs}"
    for response in operation["responses"].values():
        headers = response.setdefault("headers", {})
        headers.update({name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS})


def _core_schemas() -> dict[str, Any]:
    _, structs = msgspec.json.schema_components(
        [Evaluation, ProblemDocument, Release, PreparedWorkshop],
        schema_hook=_any_value,
        ref_template=_COMPONENTS + "{name}",
    )
    # The definition's own parts get names that cannot meet others'.
    text = json.dumps(definition_schema()).replace('"#/$defs/', f'"{_COMPONENTS}Definition.')
    definition = json.loads(text)
    parts = {f"Definition.{name}": part for name, part in definition.pop("$defs").items()}
    del definition["$schema"]
    return {**structs, **parts, "QuestionnaireDefinition": definition}


def _any_value(_: type) -> dict[str, Any]:
    return {"description": "Any JSON value."}


def _add_examples(document: dict[str, Any]) -> None:
    plan = compile_plan(parse_definition(examples.DEFINITION))
    evaluation = evaluate(parse_answers(plan, examples.ANSWERS), language="de")
    definition = json.loads(canonical_document(plan.questionnaire))
    schemas = document["components"]["schemas"]
    schemas["QuestionnaireDefinition"]["examples"] = [definition]
    schemas["EvaluationRequest"]["examples"] = [examples.ANSWERS]
    schemas["Evaluation"]["examples"] = [msgspec.to_builtins(evaluation)]
    schemas["Retirement"]["examples"] = [{"status": "retired"}]
    try:
        parse_answers(plan, {**examples.ANSWERS, "answers": {"leadership": 7, "mayor": 1}})
    except AnswersInvalid as error:
        reply = problem_reply(error, language="en", trace_id="4bf92f3577b34da6a3ce929d0e0e4736")
        schemas["ProblemDocument"]["examples"] = [json.loads(reply.body)]


def _plain(value: Any) -> Any:  # noqa: ANN401 any JSON there is
    """Return the value with its descriptions as Python 3.13 keeps docstrings: older ones keep their indentation."""
    if isinstance(value, dict):
        return {
            name: cleandoc(each) if name == "description" and isinstance(each, str) else _plain(each)
            for name, each in value.items()
        }
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _written(document: dict[str, Any]) -> bytes:
    document = _plain(document)
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
