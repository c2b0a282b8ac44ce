"""What stands beside the scores is shown on the page of an evaluation."""

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.builders import a_field, a_level_set, a_procedure, a_questionnaire, a_suggestion
from tests.fixtures import NOW

TEXTS = {
    "measurement": "Counted in spring.",
    "obstacle": "Nobody has time.",
    "way_round": "They began small.",
    "unsuitable_when": "Elections are near.",
}


async def test_what_comes_next_and_what_helps_is_shown(app, client):
    step = a_suggestion(procedures=["table"], **TEXTS)
    field = a_field("f", levels="set", next_texts={"l0": "Begin at one place."}, suggestions=[step])
    document = a_questionnaire(
        field,
        level_sets=[a_level_set()],
        suggestion_types=[{"key": "step", "title": "Step"}],
        procedures=[a_procedure()],
    )
    await publish_questionnaire(app.state.context.database, document, now=NOW)
    page = "/questionnaires/small/1.0.0/evaluation"
    headers = {"accept": "text/html", "accept-language": "en"}
    shown = (await client.post(page, data={"answer.f_item": "0"}, headers=headers)).text
    for said in (*TEXTS.values(), "Begin at one place.", "Procedure table", "When not to do it"):
        assert said in shown
