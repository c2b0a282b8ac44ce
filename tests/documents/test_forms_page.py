"""What docs/forms.md shows is sent, one exchange after the other, and answered as it says."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from selfcheck_service.catalogue import read_document
from selfcheck_service.core.rounds.form_codes import show_form_code
from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.printing import code_of_round_form
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import invite, make_round
from tests.checkout import CHECKOUT

PAGE = (CHECKOUT / "docs" / "forms.md").read_text(encoding="utf-8")
EXCHANGES = [each.strip().split("\n\n") for each in re.findall(r"```http\n(.*?)```", PAGE, flags=re.DOTALL)]
PERSPECTIVE = "fachverwaltung"


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


async def test_the_page_can_be_followed(app, client, make_key):
    context = app.state.context
    document = read_document(CHECKOUT / "questionnaires" / "weltoffene-kommune" / "1.0.0")
    await publish_questionnaire(context.database, document.data, now=datetime.now(UTC))
    which: dict[str, Any] = {"questionnaire": "weltoffene-kommune", "version": "1.0.0"}
    made = await make_round(context.database, **which, perspectives=(PERSPECTIVE,))
    plan = await context.plans.get(made.questionnaire, made.version)
    (code,) = await invite(context.database, made, perspective=PERSPECTIVE)
    known = {
        **which,
        "round": made.id,
        "perspective": PERSPECTIVE,
        "key": (await make_key("facilitator"))["authorization"].removeprefix("Bearer "),
        "form_code": show_form_code(code_of_round_form(plan, made, PERSPECTIVE)),
        "code": code,
    }
    assert len(EXCHANGES) == 3
    for head, *body, expected in EXCHANGES:
        request, *headers = filled(head, known).splitlines()
        method, path = request.split()
        given = dict(line.split(": ", 1) for line in headers)
        if body:
            given["Content-Type"] = "application/json"
        response = await client.request(method, path, headers=given, content=filled("".join(body), known))
        assert (request, response.status_code) == (request, int(expected)), response.text


def filled(text, known):
    return re.sub(r"\{(\w+)\}", lambda found: str(known[found[1]]), text)
