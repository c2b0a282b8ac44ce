"""Where anybody may evaluate, a key for something else is no obstacle; elsewhere it is not enough."""

import pytest

from selfcheck_service.settings import Settings
from tests.databases import copy_of

BODY = {"questionnaire": "beispiel", "version": "1.0.0", "answers": {}}


async def test_a_key_for_other_things_may_do_what_anybody_may(client, published, author):
    assert published
    assert (await client.post("/v1/evaluations", json=BODY, headers=author)).status_code == 200


async def test_a_key_that_is_none_is_refused_even_here(client, published):
    assert published
    answer = await client.post("/v1/evaluations", json=BODY, headers={"authorization": "Bearer sck_live_no_key"})
    assert answer.status_code == 401


class TestClosed:
    @pytest.fixture
    def settings(self, sqlite_template, tmp_path) -> Settings:
        return Settings.load(database_url=copy_of(sqlite_template, tmp_path), anonymous_evaluations=False)

    async def test_a_key_for_other_things_is_not_enough(self, client, published, author):
        assert published
        assert (await client.post("/v1/evaluations", json=BODY, headers=author)).status_code == 403

    async def test_a_service_may(self, client, published, make_key):
        assert published
        key = await make_key("service")
        assert (await client.post("/v1/evaluations", json=BODY, headers=key)).status_code == 200
