"""The hot endpoint: answers in, an evaluation out, nothing stored."""

import asyncio
import copy
import json
from threading import current_thread

import pytest

from selfcheck_service.api import examples
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan, encode_evaluation, evaluate, parse_answers
from tests.builders import a_questionnaire, an_item
from tests.core.scoring.test_units import a_repeated

PATH = "/v1/evaluations"


def a_request(**changes) -> dict[str, object]:
    return copy.deepcopy(examples.ANSWERS) | changes


def faults(response) -> list[tuple[str, str]]:
    assert response.status_code == 422
    return [(each["code"], each["pointer"]) for each in response.json()["errors"]]


@pytest.fixture(autouse=True)
def _published(published):
    return published


class TestEvaluation:
    async def test_it_is_what_the_core_says_byte_for_byte(self, client):
        plan = compile_plan(parse_definition(examples.DEFINITION))
        for detail in ("none", "short", "full"):
            response = await client.post(f"{PATH}?explanation={detail}", json=a_request())
            answers = parse_answers(plan, examples.ANSWERS)
            expected = encode_evaluation(evaluate(answers, language="de", explanation=detail))
            assert (response.status_code, response.content) == (200, expected)

    async def test_a_short_explanation_is_the_default(self, client):
        plain = await client.post(PATH, json=a_request())
        assert plain.content == (await client.post(f"{PATH}?explanation=short", json=a_request())).content
        assert plain.content != (await client.post(f"{PATH}?explanation=none", json=a_request())).content

    async def test_nobody_may_keep_it(self, client):
        headers = (await client.post(PATH, json=a_request())).headers
        assert headers["cache-control"] == "private, no-store"
        assert headers["content-type"] == "application/json"

    async def test_a_browser_gets_the_same_by_the_long_way(self, client):
        by_service = await client.post(PATH, json=a_request())
        by_browser = await client.post(PATH, json=a_request(), headers={"origin": "https://web.example"})
        assert by_browser.content == by_service.content
        assert {**by_browser.headers, "traceparent": ""} == {**by_service.headers, "traceparent": ""}

    async def test_a_retired_version_is_still_evaluated(self, client, author):
        await client.patch("/v1/questionnaires/beispiel/versions/1.0.0", json={"status": "retired"}, headers=author)
        assert (await client.post(PATH, json=a_request())).status_code == 200

    async def test_evaluations_are_counted_by_version(self, client):
        await client.post(PATH, json=a_request())
        text = (await client.get("/metrics")).text
        assert 'selfcheck_evaluations_total{questionnaire="beispiel",version="1.0.0"} 1.0' in text
        assert 'selfcheck_requests_total{method="POST",route="/v1/evaluations",status="200"} 1.0' in text

    async def test_many_at_once_compile_the_questionnaire_once(self, client, monkeypatch):
        compiled = []

        def count(questionnaire, **options):
            compiled.append(questionnaire.key)
            return compile_plan(questionnaire, **options)

        monkeypatch.setattr("selfcheck_service.use_cases.plans.compile_plan", count)
        responses = await asyncio.gather(*(client.post(PATH, json=a_request()) for _ in range(20)))
        assert {response.status_code for response in responses} == {200}
        assert compiled == ["beispiel"]

    async def test_plans_for_other_numbers_of_units_are_compiled_beside_the_loop(self, client, author, monkeypatch):
        repeated = a_repeated(an_item("q"), maximum=5)
        document = a_questionnaire(repeated, key="units")
        published = await client.post("/v1/questionnaires/units/versions", json=document, headers=author)
        assert published.status_code == 201, published.text
        threads = []

        def note(*given, **options):
            threads.append(current_thread())
            return compile_plan(*given, **options)

        monkeypatch.setattr("selfcheck_service.core.scoring.units.compile_plan", note)
        request = {"questionnaire": document["key"], "version": document["version"]}
        for _ in range(2):
            response = await client.post(PATH, json={**request, "answers": {"teams": [{"q": 1}, {"q": 2}, {}]}})
            assert response.status_code == 200, response.text
        assert len(threads) == 1
        assert threads[0] is not current_thread()


class TestLanguage:
    @pytest.mark.parametrize(
        ("header", "member", "language"),
        [
            ("en", None, "en"),
            ("de-AT, en;q=0.3", None, "de"),
            ("fr", None, "de"),
            ("en", "de", "de"),
            ("de", "en", "en"),
        ],
    )
    async def test_the_body_wins_over_the_header_and_the_first_language_is_the_rest(
        self, client, header, member, language
    ):
        response = await client.post(PATH, json=a_request(language=member), headers={"accept-language": header})
        assert (response.json()["language"], response.headers["content-language"]) == (language, language)
        assert response.headers["vary"] == "accept-language"

    @pytest.mark.parametrize(
        ("language", "code"), [("fr", "unknown_language_asked"), ("de-AT", "unknown_language_asked"), (5, "wrong_type")]
    )
    async def test_a_language_the_questionnaire_does_not_have_is_refused(self, client, language, code):
        response = await client.post(PATH, json=a_request(language=language))
        assert faults(response) == [(code, "/language")]


class TestFaults:
    async def test_every_fault_is_named_with_its_place(self, client):
        answers = {"leadership": True, "responsible": 7, "mayor": 1}
        response = await client.post(PATH, json=a_request(answers=answers, language="fr", colour="red"))
        assert {place for _, place in faults(response)} == {
            "/language",
            "/colour",
            "/answers/leadership",
            "/answers/responsible",
            "/answers/mayor",
        }

    async def test_without_a_questionnaire_what_can_be_said_is_said(self, client):
        response = await client.post(PATH, json={"version": 1, "colour": "red", "answers": []})
        assert faults(response) == [
            ("missing", "/questionnaire"),
            ("wrong_type", "/version"),
            ("unknown_member", "/colour"),
            ("wrong_type", "/answers"),
        ]

    async def test_faults_of_the_json_hide_no_others(self, client):
        members = '"questionnaire": "QUESTIONNAIRE", "version": "1.0.0", "colour": NaN, "profile": {"kind": "nothing"}'
        answers = '{"a": 1e400, "b": 7, "b": 8, "nobody": 1}'
        body = f'{{{members}, "answers": {answers}}}'.replace("QUESTIONNAIRE", str(a_request()["questionnaire"]))
        response = await client.post(PATH, content=body, headers={"content-type": "application/json"})
        assert response.status_code == 422
        found = faults(response)
        assert {("number_not_finite", "/colour"), ("unknown_item", "/answers/nobody")} <= set(found)
        assert {("number_too_long", "/answers/a"), ("duplicate_key", "/answers/b")} <= set(found)
        assert len({place for _, place in found}) == len(found)

    async def test_faults_of_the_json_are_enough_to_refuse_an_unknown_questionnaire(self, client):
        body = '{"questionnaire": "nothing", "version": "1.0.0", "answers": {"a": NaN}}'
        response = await client.post(PATH, content=body, headers={"content-type": "application/json"})
        assert (response.status_code, faults(response)) == (422, [("number_not_finite", "/answers/a")])

    async def test_a_questionnaire_that_was_never_published_is_called_by_that_name(self, client):
        response = await client.post(PATH, json=a_request(questionnaire="nothing"))
        assert (response.status_code, response.json()["code"]) == (404, "unknown_questionnaire")

    @pytest.mark.parametrize("version", ["1.0.1", "0.0.0", "99999.99999.99999"])
    async def test_a_version_that_was_never_published_is_not_found(self, client, version):
        response = await client.post(PATH, json=a_request(version=version))
        assert (response.status_code, response.json()["code"]) == (404, "unknown_version")

    @pytest.mark.parametrize("version", ["1.0", "1.0.0\n", "latest", "01.0.0", "1.0.0-rc.1", ""])
    async def test_a_version_is_always_given_exactly(self, client, version):
        response = await client.post(PATH, json=a_request(version=version))
        assert "/version" in [place for _, place in faults(response)]

    @pytest.mark.parametrize("query", ["explanation=long", "explanation=", "explanation"])
    async def test_an_unknown_detail_is_refused(self, client, query):
        response = await client.post(f"{PATH}?{query}", json=a_request())
        assert [(each["code"], each["parameter"]) for each in response.json()["errors"]] == [
            ("not_one_of", "explanation")
        ]

    async def test_unknown_and_repeated_parameters_are_refused(self, client):
        response = await client.post(f"{PATH}?explanation=none&explanation=full&debug=1", json=a_request())
        assert [(each["code"], each["parameter"]) for each in response.json()["errors"]] == [
            ("duplicate_parameter", "explanation"),
            ("unknown_parameter", "debug"),
        ]


class TestCallers:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"anonymous_evaluations": False})

    async def test_where_the_operator_forbids_it_nobody_evaluates_without_a_key(self, client):
        response = await client.post(PATH, json=a_request())
        assert (response.status_code, response.json()["code"]) == (401, "key_missing")
        assert response.headers["www-authenticate"] == 'Bearer realm="selfcheck"'

    async def test_a_service_evaluates(self, client, make_key):
        assert (await client.post(PATH, json=a_request(), headers=await make_key("service"))).status_code == 200

    async def test_an_author_does_not(self, client, author):
        assert (await client.post(PATH, json=a_request(), headers=author)).status_code == 403

    async def test_who_may_not_ask_is_told_so_before_the_body_is_read(self, client):
        # A body that is no JSON would be refused otherwise.
        response = await client.post(PATH, content=b"{", headers={"content-type": "application/json"})
        assert response.status_code == 401


async def test_a_key_that_is_not_accepted_is_refused_even_where_none_is_needed(client):
    response = await client.post(PATH, json=a_request(), headers={"authorization": "Bearer nonsense"})
    assert (response.status_code, response.json()["code"]) == (401, "key_not_accepted")


async def test_the_answer_to_the_example_of_the_contract_is_the_example_of_the_contract(client):
    document = (await client.get("/openapi.json")).json()
    schemas = document["components"]["schemas"]
    (asked,), (answered,) = schemas["EvaluationRequest"]["examples"], schemas["Evaluation"]["examples"]
    assert (await client.post(PATH, json=asked)).json() == json.loads(json.dumps(answered))
