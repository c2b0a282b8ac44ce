"""What a brief says of the fields of a joint answer that have no score: the reason that the evaluation gives."""

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.releases import NamedAnswers, aggregate
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.core.workshop import prepare_brief
from tests.core.releases.sealing import a_response, a_round_of
from tests.core.workshop.unscored import ANSWERS, DOCUMENT, REASONS


@pytest.fixture(scope="module", params=["de", "en"])
def brief(request):
    plan = compile_plan(parse_definition(DOCUMENT))
    joint = NamedAnswers("", a_response(plan, ANSWERS["answers"]))
    release = aggregate(a_round_of(plan, mode="institutional"), [joint])
    assert release is not None
    return prepare_brief(release, plan, language=request.param, profile={})


def test_every_reason_of_an_evaluation_is_here():
    assert set(phrases_in("en").reasons) | {"levels_only"} == set(REASONS)


def test_each_field_says_its_own_reason(brief):
    assert {each.key: each.value.reason for each in brief.profile} == {reason: reason for reason in REASONS}
    assert len({each.text for each in brief.profile}) == len(REASONS)
    missing = {each.why.key: (each.about.key, each.fields) for each in brief.limits if each.fields}
    assert missing == {reason: ("value", (reason,)) for reason in REASONS}


def test_a_level_without_a_score_is_a_level(brief):
    levels = {each.key: each.levels for each in brief.profile if each.levels}
    assert levels == {"levels_only": ("High",)}
