"""A version keeps what its number promises, or is refused: over HTTP, in a dry run, on both databases."""

import asyncio
import copy
from datetime import UTC, datetime

import pytest

from selfcheck_service.api import examples
from selfcheck_service.core.definition import Conflict
from selfcheck_service.use_cases.publishing import preview_publication, publish_questionnaire, retire_questionnaire
from tests.builders import Data

PATH = "/v1/questionnaires/beispiel/versions"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def edition(version: str, **changes: object) -> Data:
    return copy.deepcopy(examples.DEFINITION) | {"version": version} | changes


def rescored(version: str) -> Data:
    """The example with other points: nothing but a major version may say that."""
    changed = edition(version)
    changed["response_scales"][0]["options"][1]["points"] = 0
    return changed


def reworded(version: str) -> Data:
    return edition(version, title={"de": "Anders", "en": "Other"})


async def test_too_small_a_step_is_refused_with_the_reason(client, author, published):
    for query in ("", "?dry_run=true"):
        response = await client.post(PATH + query, json=rescored("1.1.0"), headers=author)
        assert (response.status_code, response.json()["code"]) == (409, "bump_too_small")
        detail = response.json()["detail"]
        assert detail.startswith("Version “1.1.0” says minor, but since 1.0.0 it needs major. ")
        assert "“leadership”" in detail
        assert "option_changed" not in detail
    assert (await client.get(f"{PATH}/1.1.0")).status_code == 404
    assert (await client.post(PATH, json=rescored("2.0.0"), headers=author)).status_code == 201


async def test_the_refusal_is_german_for_those_who_ask_for_it(client, author, published):
    response = await client.post(PATH, json=rescored("1.0.1"), headers=author | {"accept-language": "de"})
    assert "nötig ist seit 1.0.0 aber major" in response.json()["detail"]


async def test_what_is_published_says_how_it_differs(client, author, published):
    for query in ("?dry_run=true", ""):
        report = (await client.post(PATH + query, json=reworded("1.0.1"), headers=author)).json()
        assert report["comparison"] == {
            "predecessor": "1.0.0",
            "declared": "patch",
            "needed": "patch",
            "differences": [
                {
                    "kind": "texts_changed",
                    "bump": "patch",
                    "subject": "texts",
                    "message": "Texts outside the fields were reworded.",
                    "pointer": None,
                }
            ],
        }
    again = (await client.post(PATH, json=reworded("1.0.1"), headers=author)).json()
    assert (again["outcome"], again["comparison"]) == ("unchanged", None)


async def test_a_first_version_is_compared_with_nothing(client, author):
    report = (await client.post(PATH, json=edition("1.0.0"), headers=author)).json()
    assert report["comparison"] is None


async def test_a_version_is_compared_with_the_highest_one_below_it(database):
    for document in (edition("1.0.0"), rescored("2.0.0")):
        await publish_questionnaire(database, document, now=NOW)
    # A repair of the old line, while the new one is there already.
    found = await publish_questionnaire(database, reworded("1.0.1"), now=NOW)
    assert (found.outcome, found.comparison and found.comparison.old) == ("published", "1.0.0")
    found = await publish_questionnaire(database, rescored("2.0.1"), now=NOW)
    assert (found.comparison and found.comparison.old, found.comparison and found.comparison.bump) == ("2.0.0", "none")


async def test_a_retired_version_still_has_its_promises(database):
    await publish_questionnaire(database, edition("1.0.0"), now=NOW)
    await retire_questionnaire(database, "beispiel", "1.0.0", now=NOW)
    with pytest.raises(Conflict, match="needs major"):
        await publish_questionnaire(database, rescored("1.0.1"), now=NOW)
    with pytest.raises(Conflict, match="needs major"):
        await preview_publication(database, rescored("1.0.1"), now=NOW)


async def test_of_two_versions_published_at_once_the_later_is_compared_with_the_earlier(database):
    """Either 1.1.0 comes first and 1.2.0 must keep its promise to it, or it comes later and has its own to keep."""
    await publish_questionnaire(database, edition("1.0.0"), now=NOW)
    first = edition("1.1.0")
    first["fields"][0]["items"].append({"key": "note", "type": "text", "prompt": {"de": "Und?", "en": "And?"}})
    outcomes = await asyncio.gather(
        publish_questionnaire(database, first, now=NOW),
        publish_questionnaire(database, reworded("1.2.0"), now=NOW),
        return_exceptions=True,
    )
    assert not isinstance(outcomes[0], BaseException)
    second = outcomes[1]
    if isinstance(second, Conflict):
        assert second.problem.parameters["predecessor"] == "1.1.0"
    else:
        assert not isinstance(second, BaseException)
        assert second.comparison is not None
        assert second.comparison.old == "1.0.0"


async def test_a_broken_bridge_is_refused_with_its_place(client, author, published):
    bridge: Data = {"from": "0.9.0"}
    response = await client.post(PATH, json=edition("2.0.0", bridge=bridge), headers=author)
    assert response.status_code == 422
    (fault,) = response.json()["errors"]
    assert (fault["code"], fault["pointer"]) == ("bridge_other_version", "/bridge/from")
    bridge = {"from": "1.0.0", "items": [{"is": "removed", "from": ["nothing"]}]}
    response = await client.post(f"{PATH}?dry_run=true", json=edition("2.0.0", bridge=bridge), headers=author)
    assert [each["code"] for each in response.json()["errors"]] == ["bridge_unknown"]


async def test_what_falls_short_of_its_own_content_rules_is_not_published(client, author, published):
    strict = edition("1.0.1", content_rules={"items": {"help": True}})
    response = await client.post(PATH, json=strict, headers=author)
    assert response.status_code == 422
    assert {each["code"] for each in response.json()["errors"]} == {"content_missing"}
