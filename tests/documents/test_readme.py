"""The README shows a real request and its real answer."""

import json
import re
from datetime import UTC, datetime

import pytest

from selfcheck_service.catalogue import read_document
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.checkout import CHECKOUT

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def block(language: str, containing: str) -> str:
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)
    return next(found for found in blocks if containing in found)


def holds(shown: object, real: object, path: str = "") -> None:
    """Assert that everything shown is exactly what the service says; it may say more."""
    if isinstance(shown, dict):
        assert isinstance(real, dict), path
        for name, value in shown.items():
            holds(value, real[name], f"{path}/{name}")
    elif isinstance(shown, list):
        assert isinstance(real, list), path
        assert len(shown) == len(real), path
        for index, value in enumerate(shown):
            holds(value, real[index], f"{path}/{index}")
    else:
        assert (type(shown), shown) == (type(real), real), path


@pytest.fixture
def request_shown() -> tuple[str, dict]:
    command = block("", "curl")
    address = re.search(r"http://127\.0\.0\.1:8000(\S+?)'", command)
    assert address is not None
    return address.group(1), json.loads(command[command.index("{") : command.rindex("}") + 1])


async def test_the_answer_in_the_readme_is_what_the_service_says(app, client, request_shown):
    path, body = request_shown
    document = read_document(CHECKOUT / "questionnaires" / body["questionnaire"] / body["version"])
    await publish_questionnaire(app.state.context.database, document.data, now=datetime.now(UTC))
    response = await client.post(path, json=body)
    assert response.status_code == 200
    holds(json.loads(block("json", '"steuerung"')), response.json()["fields"][0])


def test_every_page_the_readme_links_to_exists():
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (CHECKOUT / target).exists(), target
