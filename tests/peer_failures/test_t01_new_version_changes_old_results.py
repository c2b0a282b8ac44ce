"""T1: elsewhere, publishing a new version changed or emptied what had been evaluated under the old one.

Open Data Pathway looked scores up in the current questionnaire; Fit4Cybersecurity overwrote it in place.
"""

import copy
import json

from selfcheck_service.api import examples

PATH = "/v1/questionnaires/beispiel/versions"


def scores_of(evaluation: bytes) -> list[object]:
    return [field["score"] for field in json.loads(evaluation)["fields"]]


async def test_every_evaluation_of_the_old_version_keeps_its_bytes(client, author):
    await client.post(PATH, json=examples.DEFINITION, headers=author)
    asked = [
        {"questionnaire": "beispiel", "version": "1.0.0", "answers": {"leadership": first, "responsible": second}}
        for first in (0, 1, 2)
        for second in (0, 1, {"no_answer": "dont_know"})
    ]
    before = [(await client.post("/v1/evaluations?explanation=full", json=each)).content for each in asked]

    changed = copy.deepcopy(examples.DEFINITION)
    changed["version"] = "2.0.0"
    # The same keys, other points, other levels, another order.
    for option in changed["response_scales"][0]["options"]:
        option["points"] = 2 - option["points"]
    changed["level_sets"][0]["levels"][0]["range"] = "[0, 90)"
    changed["level_sets"][0]["levels"][1]["range"] = "[90, 100]"
    changed["fields"][0]["items"].reverse()
    assert (await client.post(PATH, json=changed, headers=author)).status_code == 201
    await client.patch(f"{PATH}/1.0.0", json={"status": "retired"}, headers=author)

    after = [(await client.post("/v1/evaluations?explanation=full", json=each)).content for each in asked]
    assert after == before
    newer = [(await client.post("/v1/evaluations", json=each | {"version": "2.0.0"})).content for each in asked]
    # The new version does score these answers, and otherwise: had it reached the old one, the bytes would have told.
    assert all(None not in scores_of(each) for each in newer)
    assert [scores_of(each) for each in newer] != [scores_of(each) for each in before]


async def test_the_content_of_a_version_cannot_be_replaced(client, author):
    await client.post(PATH, json=examples.DEFINITION, headers=author)
    original = (await client.get(f"{PATH}/1.0.0")).content
    changed = copy.deepcopy(examples.DEFINITION)
    changed["fields"][0]["items"].pop()
    assert (await client.post(PATH, json=changed, headers=author)).status_code == 409
    assert (await client.get(f"{PATH}/1.0.0")).content == original
