"""Whatever a demo shows says that it is made up, in the language of the page; no other service says so."""

import pytest

from selfcheck_service.settings import Settings
from tests.databases import copy_of
from tests.web.everything import PATH
from tests.web.reading import read

EVALUATION = f"{PATH}/evaluation"


class TestDemo:
    @pytest.fixture
    def settings(self, sqlite_template, tmp_path) -> Settings:
        return Settings.load(
            database_url=copy_of(sqlite_template, tmp_path),
            demo=True,
            anonymous_evaluations=True,
            cors_origins=("https://forms.example",),
        )

    @pytest.mark.parametrize("path", ["/", PATH, "/nothing"])
    async def test_every_page_says_so(self, pages, path):
        assert "Vorführung." in read((await pages.get(path)).text).text
        assert "their answers are made up" in (await pages.get(f"{path}?language=en")).text

    async def test_so_does_an_evaluation(self, pages):
        assert "Vorführung." in read((await pages.post(EVALUATION)).text).text

    @pytest.mark.parametrize("path", ["/", "/v1/questionnaires", "/v1/nothing", "/livez"])
    async def test_every_answer_has_the_header(self, pages, path):
        response = await pages.get(path, headers={"origin": "https://forms.example"})
        assert response.headers["selfcheck-demo"] == "made-up"
        if path.startswith("/v1"):
            assert "Selfcheck-Demo" in response.headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/", "/v1/questionnaires"])
async def test_no_other_service_says_so(pages, path):
    response = await pages.get(path)
    assert "selfcheck-demo" not in response.headers
    assert "Vorführung" not in response.text
