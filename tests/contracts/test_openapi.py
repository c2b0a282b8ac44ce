"""The contract: committed as it is served, complete, and kept by every response."""

import json
import re
from pathlib import Path
from uuid import UUID

import jsonschema
import pytest
from fastapi.routing import APIRoute

from selfcheck_service.api import schema_documents
from selfcheck_service.api.openapi import api_routes, caller_of
from selfcheck_service.app import create_app
from selfcheck_service.core.definition import definition_schema
from selfcheck_service.edge.principals import SCOPES
from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.contracts import examinee
from tests.databases import copy_of
from tests.fixtures import NOW
from tests.rounds import a_body, add_municipality

FOLDER = Path(__file__).parents[2] / "openapi"
DOCUMENT = json.loads((FOLDER / "selfcheck-v1.json").read_text(encoding="utf-8"))
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
# What each principal may do is part of the contract: a new route must be entered here by somebody who thought about it.
CALLERS = {
    "POST /v1/evaluations": "service",
    "POST /v1/evaluations.pdf": "service",
    "GET /v1/questionnaires": "anyone",
    "GET /v1/questionnaires/{key}": "anyone",
    "GET /v1/questionnaires/{key}/versions/{version}": "anyone",
    "POST /v1/questionnaires/{key}/versions": "author",
    "PATCH /v1/questionnaires/{key}/versions/{version}": "author",
    "POST /v1/rounds": "facilitator",
    "GET /v1/rounds": "facilitator",
    "GET /v1/rounds/{round_id}": "facilitator",
    "PATCH /v1/rounds/{round_id}": "facilitator",
    "DELETE /v1/rounds/{round_id}": "facilitator",
    "GET /v1/rounds/{round_id}/texts": "facilitator",
    "GET /v1/rounds/{round_id}/papers/{paper}": "facilitator",
    "GET /v1/rounds/{round_id}/form.pdf": "facilitator",
    "POST /v1/rounds/{round_id}/paper-responses": "facilitator",
    "GET /v1/questionnaires/{key}/versions/{version}/form.pdf": "anyone",
    "POST /v1/rounds/guest": "anyone",
    "POST /v1/rounds/{round_id}/invitations": "facilitator",
    "GET /v1/rounds/{round_id}/invitations": "facilitator",
    "POST /v1/rounds/{round_id}/invitations/{invitation_id}/revocation": "facilitator",
    "POST /v1/rounds/{round_id}/revocations": "facilitator",
    "GET /v1/rounds/{round_id}/participation": "facilitator",
    "POST /v1/rounds/{round_id}/releases": "facilitator",
    "GET /v1/rounds/{round_id}/releases": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}/comparison": "facilitator",
    "GET /v1/rounds/{round_id}/recheck": "facilitator",
    "GET /v1/rounds/{round_id}/recheck.html": "facilitator",
    "GET /v1/rounds/{round_id}/recheck.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}/workshop-brief": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}/workshop-brief.html": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}/workshop-brief.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}/workshop-brief/cards.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}/workshop-brief/ballots.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}/workshop-brief/measure-sheets.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}.csv": "facilitator",
    "GET /v1/rounds/{round_id}/releases/{number}.xlsx": "facilitator",
    "PUT /v1/rounds/{round_id}/focus-fields": "facilitator",
    "GET /v1/rounds/{round_id}/focus-fields": "facilitator",
    "GET /v1/rounds/{round_id}/consensus": "facilitator",
    "GET /v1/rounds/{round_id}/consensus/{kind}/{subject}": "facilitator",
    "PUT /v1/rounds/{round_id}/consensus/{kind}/{subject}": "facilitator",
    "DELETE /v1/rounds/{round_id}/consensus/{kind}/{subject}": "facilitator",
    "POST /v1/rounds/{round_id}/measures": "facilitator",
    "GET /v1/rounds/{round_id}/measures": "facilitator",
    "GET /v1/rounds/{round_id}/measures/readiness": "facilitator",
    "GET /v1/rounds/{round_id}/action-plan.csv": "facilitator",
    "GET /v1/rounds/{round_id}/action-plan.json": "facilitator",
    "GET /v1/rounds/{round_id}/action-plan.xlsx": "facilitator",
    "GET /v1/rounds/{round_id}/action-plan.ics": "facilitator",
    "GET /v1/rounds/{round_id}/action-plan.html": "facilitator",
    "GET /v1/rounds/{round_id}/action-plan.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/minutes.html": "facilitator",
    "GET /v1/rounds/{round_id}/minutes.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/council-paper.html": "facilitator",
    "GET /v1/rounds/{round_id}/council-paper.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/public-version.html": "facilitator",
    "GET /v1/rounds/{round_id}/public-version.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/measures/{measure_id}": "facilitator",
    "PATCH /v1/rounds/{round_id}/measures/{measure_id}": "facilitator",
    "POST /v1/rounds/{round_id}/measures/{measure_id}/reviews": "facilitator",
    "GET /v1/rounds/{round_id}/measures/{measure_id}/reviews": "facilitator",
    "DELETE /v1/rounds/{round_id}/measures/{measure_id}/reviews/{number}": "facilitator",
    "POST /v1/rounds/{round_id}/ballots": "facilitator",
    "GET /v1/rounds/{round_id}/ballots": "facilitator",
    "GET /v1/rounds/{round_id}/ballots/{ballot_id}": "facilitator",
    "PATCH /v1/rounds/{round_id}/ballots/{ballot_id}": "facilitator",
    "DELETE /v1/rounds/{round_id}/ballots/{ballot_id}": "facilitator",
    "POST /v1/rounds/{round_id}/ballots/{ballot_id}/slips.pdf": "facilitator",
    "GET /v1/rounds/{round_id}/ballots/{ballot_id}/paper.pdf": "facilitator",
    "GET /v1/ballot-sheet": "voter",
    "GET /v1/rounds/{round_id}/ballots/{ballot_id}/sheet": "voter",
    "PUT /v1/rounds/{round_id}/ballots/{ballot_id}/votes/{vote_id}": "voter",
    "GET /v1/rounds/{round_id}/matrix": "facilitator",
    "PUT /v1/rounds/{round_id}/matrix/{card}": "facilitator",
    "POST /v1/municipalities": "facilitator",
    "GET /v1/municipalities": "facilitator",
    "GET /v1/municipalities/{municipality_id}": "facilitator",
    "PATCH /v1/municipalities/{municipality_id}": "facilitator",
    "POST /v1/programmes": "facilitator",
    "GET /v1/programmes": "facilitator",
    "GET /v1/programmes/{programme_id}": "facilitator",
    "PATCH /v1/programmes/{programme_id}": "facilitator",
    "GET /v1/audit": "operator",
    "GET /v1/rounds/{round_id}/welcome": "invited or holder",
    "PUT /v1/rounds/{round_id}/drafts/{response_id}": "invited",
    "GET /v1/rounds/{round_id}/drafts/{response_id}": "holder",
    "DELETE /v1/rounds/{round_id}/drafts/{response_id}": "holder",
    "PUT /v1/rounds/{round_id}/responses/{response_id}": "invited",
    "GET /v1/rounds/{round_id}/responses/{response_id}": "holder",
    "DELETE /v1/rounds/{round_id}/responses/{response_id}": "holder",
    "GET /v1/rounds/{round_id}/responses/{response_id}/evaluation": "holder",
    "GET /v1/rounds/{round_id}/responses/{response_id}/evaluation.pdf": "holder",
    "GET /v1/rounds/{round_id}/responses/{response_id}/ratings": "holder",
    "GET /v1/rounds/{round_id}/responses/{response_id}/releases/{number}": "holder",
    "GET /problems/{name}": "anyone",
    "GET /livez": "anyone",
    "GET /readyz": "anyone",
    "GET /metrics": "anyone",
    "GET /openapi.json": "anyone",
    "GET /questionnaire.schema.json": "anyone",
}


@pytest.fixture(scope="module")
def bare_app():
    return create_app(Settings.load(database_url="sqlite:////nonexistent/selfcheck.db", log_level="error"))


class TestFiles:
    def test_they_are_what_the_service_serves(self, bare_app):
        documents = schema_documents(bare_app)
        assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == documents

    def test_they_are_the_same_every_time(self, bare_app):
        again = create_app(Settings.load(database_url="sqlite:////nonexistent/other.db", anonymous_evaluations=True))
        assert schema_documents(again) == schema_documents(bare_app)

    def test_a_patch_has_no_defaults_that_a_client_would_send_by_itself(self):
        patches = [
            found for name, found in DOCUMENT["components"]["schemas"].items() if "Patch" in name or "Change" in name
        ]
        assert len(patches) > 2
        assert not [member for found in patches for member in found["properties"].values() if "default" in member]


class TestCallers:
    @pytest.fixture
    def settings(self, sqlite_template, tmp_path) -> Settings:
        """A service that is not open to anybody: there every route asks for its own key."""
        return Settings.load(database_url=copy_of(sqlite_template, tmp_path), anonymous_evaluations=False)

    def test_every_route_says_who_may_call_it(self, bare_app):
        declared: dict[str, str] = {}
        for route in api_routes(bare_app):
            caller = caller_of(route)
            assert caller is not None, route.path
            declared |= {f"{method} {route.path}": caller.who for method in route.methods or ()}
        assert declared == CALLERS

    def test_every_route_is_in_the_contract_or_is_a_page(self, bare_app):
        documented = {route.path for route in bare_app.routes if isinstance(route, APIRoute)}
        assert documented == set(DOCUMENT["paths"])

    @pytest.mark.parametrize("name", [name for name, who in CALLERS.items() if who in SCOPES])
    async def test_nobody_else_gets_in(self, name, make_key, client):
        method, path = name.split(" ")
        things = ("municipality", "programme", "round", "invitation", "measure", "ballot")
        ids = {f"{thing}_id": str(UUID(int=1)) for thing in things} | {"card": "round_table"}
        path = path.format(
            key="beispiel", version="1.0.0", number=1, paper="privacy-notice", kind="item", subject="a", **ids
        )
        others = await make_key(*(set(SCOPES) - {CALLERS[name]}))
        assert (await client.request(method, path, headers=others)).status_code == 403
        garbled = {"authorization": others["authorization"][:-1] + "x"}
        assert (await client.request(method, path, headers=garbled)).status_code == 401


class TestOperations:
    @pytest.mark.parametrize("name", OPERATIONS)
    def test_each_is_explained(self, name):
        operation = OPERATIONS[name]
        assert re.fullmatch("[a-z]+(_[a-z]+)+", operation["operationId"])
        assert len(operation["summary"]) > 5
        assert len(operation["description"]) > 20
        assert operation["tags"]
        for parameter in operation.get("parameters", []):
            assert parameter["description"], parameter["name"]

    def test_their_ids_are_unique(self):
        ids = [operation["operationId"] for operation in OPERATIONS.values()]
        assert len(ids) == len(set(ids))

    @pytest.mark.parametrize("name", OPERATIONS)
    def test_each_failure_is_a_problem_document(self, name):
        responses = OPERATIONS[name]["responses"]
        assert {"422", "500", "503"} <= set(responses)
        for status, response in responses.items():
            assert set(response["headers"]) >= {"API-Version", "traceparent"}
            if int(status) >= 400 and (name, status) != ("GET /readyz", "503"):
                assert response["content"] == {
                    "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
                }

    @pytest.mark.parametrize("name", [name for name in OPERATIONS if "requestBody" in OPERATIONS[name]])
    def test_what_takes_a_body_says_how_bodies_are_refused(self, name):
        # Only a key can be good for something else, and where anybody may come nothing has to be good.
        keyed = {"403"} if CALLERS[name] in SCOPES else set()
        shown = set() if CALLERS[name] == "anyone" else {"401"}
        assert {"400", "408", "413", "415", "422"} | shown | keyed <= set(OPERATIONS[name]["responses"])

    def test_nothing_of_the_framework_is_left(self):
        text = json.dumps(DOCUMENT)
        assert "ValidationError" not in text
        assert "Successful Response" not in text


class TestSchemas:
    def test_every_reference_leads_somewhere(self):
        for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(DOCUMENT))):
            found = DOCUMENT
            for part in reference.split("/"):
                found = found[part]

    @pytest.mark.parametrize("name", ["QuestionnaireDefinition", "EvaluationRequest", "Evaluation", "ProblemDocument"])
    def test_examples_fit_their_schemas(self, name):
        (example,) = DOCUMENT["components"]["schemas"][name]["examples"]
        validator(name).validate(example)

    def test_the_schema_of_definitions_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(definition_schema())


def validator(name: str) -> jsonschema.Draft202012Validator:
    """Return what checks a value against a schema of the contract, strictly: unknown members are refused too."""
    schemas = json.loads(json.dumps(DOCUMENT["components"]["schemas"]))
    for schema in schemas.values():
        if schema.get("type") == "object" and "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}})


class TestResponses:
    """Schemathesis checks responses too; here are those it would need luck to get, and strictly."""

    @pytest.mark.parametrize("detail", ["none", "short", "full"])
    async def test_evaluations(self, app, client, detail):
        await publish_questionnaire(app.state.context.database, examinee.definition(), now=NOW)
        answers = {"leadership": 0, "formats": ["talk"], "share": "12.5", "count": 3, "pride": "Rathaus"}
        for given in ({}, answers, answers | {"leadership": {"no_answer": "not_applicable"}}):
            body = {"questionnaire": "pruefling", "version": "1.0.0", "answers": given, "perspective": "council"}
            response = await client.post(f"/v1/evaluations?explanation={detail}", json=body)
            assert response.status_code == 200, response.text
            validator("Evaluation").validate(response.json())

    async def test_definitions_whole_and_in_one_language(self, app, client):
        await publish_questionnaire(app.state.context.database, examinee.definition(), now=NOW)
        for query in ("", "?language=en"):
            response = await client.get(f"/v1/questionnaires/pruefling/versions/1.0.0{query}")
            validator("QuestionnaireDefinition").validate(response.json())

    async def test_lists_reports_and_summaries(self, client, author, published):
        page = await client.get("/v1/questionnaires")
        validator("QuestionnairePage").validate(page.json())
        versions = await client.get("/v1/questionnaires/beispiel")
        validator("VersionPage").validate(versions.json())
        report = await client.post("/v1/questionnaires/beispiel/versions", json=published, headers=author)
        validator("PublicationReport").validate(report.json())
        retired = await client.patch(
            "/v1/questionnaires/beispiel/versions/1.0.0", json={"status": "retired"}, headers=author
        )
        validator("VersionSummary").validate(retired.json())

    async def test_municipalities_and_programmes(self, client, make_key):
        headers = await make_key("facilitator")
        body = {"name": "Aachen", "type": "independent_city", "land": "05"}
        municipality = (await client.post("/v1/municipalities", json=body, headers=headers)).json()
        validator("Municipality").validate(municipality)
        members = {"name": "Weltoffen", "municipalities": [municipality["id"]]}
        programme = (await client.post("/v1/programmes", json=members, headers=headers)).json()
        validator("Programme").validate(programme)
        for path, schema in (("municipalities", "MunicipalityPage"), ("programmes", "ProgrammePage")):
            validator(schema).validate((await client.get(f"/v1/{path}", headers=headers)).json())

    async def test_rounds_and_invitations(self, app, client, make_key, published):
        headers = await make_key("facilitator")
        town = await add_municipality(app.state.context.database)
        made = (await client.post("/v1/rounds", json=a_body(town), headers=headers)).json()
        validator("Round").validate(made)
        path = f"/v1/rounds/{made['id']}"
        codes = (await client.post(f"{path}/invitations", json={"count": 2}, headers=headers)).json()
        validator("NewCodes").validate(codes)
        body = {"reissue": True}
        revocation = f"{path}/invitations/{codes['id']}/revocation"
        revoked = (await client.post(revocation, json=body, headers=headers)).json()
        validator("RevokedInvitation").validate(revoked)
        body = {"code": codes["codes"][0]}
        validator("RevokedCode").validate((await client.post(f"{path}/revocations", json=body, headers=headers)).json())
        for place, schema in (
            ("/v1/rounds", "RoundPage"),
            (f"{path}/invitations", "InvitationPage"),
            (f"{path}/participation", "RoundParticipation"),
            (f"{path}/texts", "RoundTexts"),
            (f"{path}/papers/privacy-notice", "PaperShown"),
        ):
            validator(schema).validate((await client.get(place, headers=headers)).json())

    async def test_problems(self, client):
        for path in ("/nowhere", "/v1/questionnaires?limit=0&x=1"):
            validator("ProblemDocument").validate((await client.get(path)).json())
