"""What is published can be evaluated, under the hash it was published with."""

import dataclasses

from selfcheck_service.api import examples
from selfcheck_service.storage.questionnaires import get_definition

PATH = "/v1/questionnaires/beispiel/versions"


async def test_what_cannot_be_compiled_is_not_published(client, author, monkeypatch):
    def fail(*_, **__):
        raise ArithmeticError

    monkeypatch.setattr("selfcheck_service.use_cases.publishing.compile_plan", fail)
    for path in (PATH, f"{PATH}?dry_run=true"):
        assert (await client.post(path, json=examples.DEFINITION, headers=author)).status_code == 500
    assert (await client.get("/v1/questionnaires")).json()["items"] == []


async def test_a_plan_bears_the_hash_that_is_stored(app, published, monkeypatch):
    async def renamed(*arguments):
        return dataclasses.replace(await get_definition(*arguments), definition_hash="a" * 64)

    monkeypatch.setattr("selfcheck_service.use_cases.plans.get_definition", renamed)
    plan = await app.state.context.plans.get("beispiel", "1.0.0")
    assert plan.definition_hash == "a" * 64
