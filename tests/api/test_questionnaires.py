"""Questionnaires over HTTP: read by anybody, published and retired by authors."""

import asyncio
import copy
import hashlib
import json
import threading

import pytest

from selfcheck_service.api import examples
from selfcheck_service.core.definition import canonical_json, localise_document
from tests.fixtures import MakeKey

PATH = "/v1/questionnaires/beispiel/versions"
VERSION = f"{PATH}/1.0.0"


def a_definition(**changes) -> dict[str, object]:
    return copy.deepcopy(examples.DEFINITION) | changes


class TestListing:
    async def test_nothing_is_there_at_first(self, client):
        assert (await client.get("/v1/questionnaires")).json() == {"items": [], "next": None}

    async def test_each_questionnaire_is_listed_by_its_newest_published_version(self, client, author):
        for number in ("1.9.0", "1.10.0", "2.0.0"):
            await client.post(PATH, json=a_definition(version=number), headers=author)
        await client.patch(f"{PATH}/2.0.0", json={"status": "retired"}, headers=author)
        (found,) = (await client.get("/v1/questionnaires")).json()["items"]
        assert (found["key"], found["version"]) == ("beispiel", "1.10.0")
        assert found["title"] == {"de": "Beispiel", "en": "Example"}

    async def test_pages_lead_to_each_other_and_hold_everything_once(self, client, author):
        for number in range(5):
            key = f"check-{number}"
            await client.post(f"/v1/questionnaires/{key}/versions", json=a_definition(key=key), headers=author)
        page = (await client.get("/v1/questionnaires?limit=2")).json()
        seen = [each["key"] for each in page["items"]]
        while page["next"] is not None:
            page = (await client.get(f"/v1/questionnaires?limit=2&cursor={page['next']}")).json()
            seen += [each["key"] for each in page["items"]]
        assert seen == [f"check-{number}" for number in range(5)]


class TestVersions:
    async def test_all_versions_are_listed_newest_first(self, client, author):
        for number in ("1.9.0", "1.10.0", "1.9.1"):
            await client.post(PATH, json=a_definition(version=number), headers=author)
        page = (await client.get("/v1/questionnaires/beispiel")).json()
        assert [each["version"] for each in page["items"]] == ["1.10.0", "1.9.1", "1.9.0"]
        first = (await client.get("/v1/questionnaires/beispiel?limit=1")).json()
        second = (await client.get(f"/v1/questionnaires/beispiel?limit=1&cursor={first['next']}")).json()
        assert [first["items"][0]["version"], second["items"][0]["version"]] == ["1.10.0", "1.9.1"]

    async def test_a_questionnaire_that_does_not_exist_is_not_found(self, client):
        response = await client.get("/v1/questionnaires/nothing")
        assert (response.status_code, response.json()["code"]) == (404, "unknown_questionnaire")


class TestDefinition:
    async def test_it_is_the_very_bytes_whose_hash_is_the_definition_hash(self, client, published):
        response = await client.get(VERSION)
        (listed,) = (await client.get("/v1/questionnaires/beispiel")).json()["items"]
        assert hashlib.sha256(response.content).hexdigest() == listed["definition_hash"]
        assert response.headers["etag"] == f'"{listed["definition_hash"]}"'

    async def test_it_can_be_published_again_as_it_was_read(self, client, author, published):
        response = await client.post(PATH, content=(await client.get(VERSION)).content, headers=author | JSON)
        assert (response.status_code, response.json()["outcome"]) == (200, "unchanged")

    async def test_it_may_be_kept_for_ever(self, client, published):
        headers = (await client.get(VERSION)).headers
        assert headers["cache-control"] == "public, max-age=31536000, immutable"
        assert headers["vary"] == "accept-language"

    async def test_a_retired_one_may_be_kept_for_an_hour(self, client, author, published):
        await client.patch(VERSION, json={"status": "retired"}, headers=author)
        assert (await client.get(VERSION)).headers["cache-control"] == "public, max-age=3600"

    @pytest.mark.parametrize("form", ['"{}"', 'W/"{}"', '"other", "{}"', "*"])
    async def test_who_has_it_already_gets_no_copy(self, client, published, form):
        tag = (await client.get(VERSION)).headers["etag"].strip('"')
        response = await client.get(VERSION, headers={"if-none-match": form.format(tag)})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["etag"] == f'"{tag}"'

    async def test_who_has_another_one_gets_a_copy(self, client, published):
        assert (await client.get(VERSION, headers={"if-none-match": '"other"'})).status_code == 200

    async def test_in_one_language_it_is_another_representation(self, client, published):
        german = await client.get(f"{VERSION}?language=de")
        english = await client.get(f"{VERSION}?language=en")
        assert (german.json()["title"], english.json()["title"]) == ("Beispiel", "Example")
        assert german.headers["content-language"] == "de"
        assert len({german.headers["etag"], english.headers["etag"], (await client.get(VERSION)).headers["etag"]}) == 3

    async def test_others_are_answered_while_it_is_put_into_one_language(self, client, published, monkeypatch):
        threads = []

        def noted(*arguments):
            threads.append(threading.current_thread())
            return localise_document(*arguments)

        monkeypatch.setattr("selfcheck_service.api.questionnaires.localise_document", noted)
        response = await client.get(f"{VERSION}?language=en")
        definition = (await client.get(VERSION)).content
        assert threads != [threading.current_thread()]
        assert response.content == canonical_json(localise_document(json.loads(definition), "en"))
        assert response.headers["etag"] == f'"{hashlib.sha256(definition).hexdigest()}.en"'

    async def test_a_language_it_does_not_have_is_refused(self, client, published):
        response = await client.get(f"{VERSION}?language=fr")
        assert response.status_code == 422
        assert [(each["code"], each["parameter"]) for each in response.json()["errors"]] == [
            ("unknown_language_asked", "language")
        ]

    async def test_a_version_that_was_never_published_is_not_found(self, client, published):
        response = await client.get(f"{PATH}/1.0.1")
        assert (response.status_code, response.json()["code"]) == (404, "unknown_version")


JSON = {"content-type": "application/json"}


class TestPublishing:
    async def test_a_version_is_published_where_it_can_be_read(self, client, author):
        response = await client.post(PATH, json=a_definition(), headers=author)
        assert response.status_code == 201
        assert response.json()["outcome"] == "published"
        read = await client.get(response.headers["location"])
        assert read.json()["title"] == {"de": "Beispiel", "en": "Example"}

    async def test_doing_so_again_is_harmless_and_keeps_the_moment(self, client, author):
        first = await client.post(PATH, json=a_definition(), headers=author)
        second = await client.post(PATH, json=a_definition(), headers=author)
        assert (second.status_code, second.json()["outcome"]) == (200, "unchanged")
        assert second.json()["published_at"] == first.json()["published_at"]

    async def test_other_content_under_the_same_version_is_a_conflict(self, client, author, published):
        changed = a_definition(title={"de": "Anders", "en": "Other"})
        response = await client.post(PATH, json=changed, headers=author)
        assert (response.status_code, response.json()["code"]) == (409, "version_taken")
        assert (await client.get(VERSION)).json()["title"] == {"de": "Beispiel", "en": "Example"}

    async def test_of_many_who_publish_at_once_one_creates_it(self, client, author):
        responses = await asyncio.gather(*(client.post(PATH, json=a_definition(), headers=author) for _ in range(8)))
        assert sorted(response.status_code for response in responses) == [200] * 7 + [201]

    async def test_of_many_who_publish_different_content_one_wins_and_the_others_hear_of_it(self, client, author):
        titles = [{"de": f"Titel {number}", "en": f"Title {number}"} for number in range(8)]
        responses = await asyncio.gather(
            *(client.post(PATH, json=a_definition(title=title), headers=author) for title in titles)
        )
        statuses = [response.status_code for response in responses]
        assert sorted(statuses) == [201] + [409] * 7
        assert (await client.get(VERSION)).json()["title"] == titles[statuses.index(201)]

    async def test_all_faults_are_named_with_their_places(self, client, author):
        broken = a_definition(colour="red", languages=["de", "en", 5], rules="one")
        response = await client.post(PATH, json=broken, headers=author)
        assert response.status_code == 422
        places = {each["pointer"] for each in response.json()["errors"]}
        assert {"/colour", "/languages/2", "/rules"} <= places
        assert (await client.get("/v1/questionnaires/beispiel")).status_code == 404

    async def test_the_key_of_the_path_and_of_the_body_agree(self, client, author):
        path = "/v1/questionnaires/another/versions"
        response = await client.post(path, json=a_definition(colour="red"), headers=author)
        assert response.status_code == 422
        assert [each["code"] for each in response.json()["errors"]] == ["key_differs", "unknown_member"]

    @pytest.mark.parametrize("document", [[], "text", 5, None, True])
    async def test_a_body_that_is_no_definition_is_refused(self, client, author, document):
        response = await client.post(PATH, content=json.dumps(document), headers=author | JSON)
        assert response.status_code == 422
        assert [each["code"] for each in response.json()["errors"]] == ["wrong_type"]

    async def test_only_authors_publish(self, client, make_key: MakeKey):
        assert (await client.post(PATH, json=a_definition())).status_code == 401
        service = await make_key("service", "operator", "facilitator")
        response = await client.post(PATH, json=a_definition(), headers=service)
        assert (response.status_code, response.json()["code"]) == (403, "scope_missing")
        assert (await client.get("/v1/questionnaires")).json()["items"] == []


class TestRehearsal:
    async def test_it_says_what_would_happen_and_stores_nothing(self, client, author):
        response = await client.post(f"{PATH}?dry_run=true", json=a_definition(), headers=author)
        assert response.status_code == 200
        assert (response.json()["outcome"], response.json()["dry_run"]) == ("published", True)
        assert response.json()["published_at"] is None
        assert "location" not in response.headers
        assert (await client.get("/v1/questionnaires/beispiel")).status_code == 404

    async def test_it_names_all_faults_in_the_language_of_the_caller(self, client, author):
        broken = a_definition(colour="red")
        for language, words in (("de", "nicht bekannt"), ("en", "not known")):
            headers = author | {"accept-language": language}
            response = await client.post(f"{PATH}?dry_run=true", json=broken, headers=headers)
            (fault,) = response.json()["errors"]
            assert (response.status_code, fault["code"], fault["pointer"]) == (422, "unknown_member", "/colour")
            assert words in fault["message"]

    async def test_it_sees_a_conflict_coming(self, client, author, published):
        changed = a_definition(title={"de": "Anders", "en": "Other"})
        response = await client.post(f"{PATH}?dry_run=true", json=changed, headers=author)
        assert (response.status_code, response.json()["code"]) == (409, "version_taken")

    async def test_it_sees_that_nothing_would_change(self, client, author, published):
        response = await client.post(f"{PATH}?dry_run=true", json=a_definition(), headers=author)
        report = response.json()
        assert report["published_at"] is not None
        assert response.headers["location"] == VERSION
        assert report["outcome"] == "unchanged"

    async def test_it_names_a_key_that_differs(self, client, author):
        path = "/v1/questionnaires/another/versions?dry_run=true"
        response = await client.post(path, json=a_definition(), headers=author)
        assert [each["code"] for each in response.json()["errors"]] == ["key_differs"]

    async def test_warnings_do_not_stop_it(self, client, author):
        scales = [*examples.DEFINITION["response_scales"], dict(examples.DEFINITION["response_scales"][0], key="spare")]
        report = (await client.post(PATH, json=a_definition(response_scales=scales), headers=author)).json()
        assert report["outcome"] == "published"
        assert [each["code"] for each in report["warnings"]] == ["unused"]


class TestRetiring:
    async def test_a_retired_version_stays_readable_and_says_so(self, client, author, published):
        response = await client.patch(VERSION, json={"status": "retired"}, headers=author)
        assert (response.status_code, response.json()["status"]) == (200, "retired")
        assert (await client.get(VERSION)).status_code == 200
        (listed,) = (await client.get("/v1/questionnaires/beispiel")).json()["items"]
        assert listed["retired_at"] == response.json()["retired_at"]

    async def test_retiring_it_again_keeps_the_moment(self, client, author, published):
        first = await client.patch(VERSION, json={"status": "retired"}, headers=author)
        second = await client.patch(VERSION, json={"status": "retired"}, headers=author)
        assert second.json() == first.json()

    async def test_a_version_that_does_not_exist_is_not_found(self, client, author):
        assert (await client.patch(VERSION, json={"status": "retired"}, headers=author)).status_code == 404

    @pytest.mark.parametrize(
        ("body", "faults"),
        [
            ({}, [("missing", "/status")]),
            ({"status": "published"}, [("not_one_of", "/status")]),
            ({"status": "retired", "title": "x"}, [("unknown_member", "/title")]),
            ({"status": None, "x": 1}, [("unknown_member", "/x"), ("not_one_of", "/status")]),
            ([], [("wrong_type", "")]),
        ],
    )
    async def test_nothing_else_can_be_changed(self, client, author, published, body, faults):
        response = await client.patch(VERSION, json=body, headers=author)
        assert response.status_code == 422
        assert [(each["code"], each["pointer"]) for each in response.json()["errors"]] == faults

    async def test_only_authors_retire(self, client, published):
        assert (await client.patch(VERSION, json={"status": "retired"})).status_code == 401
