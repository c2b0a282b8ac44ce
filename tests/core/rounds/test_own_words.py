"""Who is told about texts in their own words: those whose form asks for one, and nobody else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from selfcheck_service.core.rounds.own_words import asks_own_words
from selfcheck_service.core.rounds.paper_welcome import paper_welcome
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.rounds.welcome import welcome
from tests import builders as a

FORMS = [{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}]
PERSPECTIVES = [
    {"key": "office", "title": "Office", "form": "long"},
    {"key": "people", "title": "People", "form": "short"},
]
CLOSING = datetime(2026, 12, 1, 18, tzinfo=UTC)
TERMS = Terms("confidential", 5, (), 90, False, "small", "1.0.0", {})


def asked(*items):
    return asks_own_words(a.a_plan(a.a_field("f", a.an_item(), *items)).questionnaire, ("",))


def test_without_forms_a_question_of_text_is_for_everybody():
    assert asked(a.a_text())
    assert not asked()
    assert not asked(a.a_number())


@pytest.mark.parametrize(
    ("perspectives", "first_only", "both"),
    [(("office",), True, True), (("people",), False, True), (("office", "people"), True, True), (("",), True, True)],
)
def test_the_form_of_the_perspective_decides(perspectives, first_only, both):
    document = {"forms": FORMS, "perspectives": PERSPECTIVES}
    for item, expected in ((a.a_text(), first_only), (a.a_text(forms={"short": {}}), both)):
        plan = a.a_plan(a.a_field("f", a.an_item(forms={"short": {}}), item), **document)
        assert asks_own_words(plan.questionnaire, perspectives) is expected


def test_a_text_in_a_nested_field_counts_too():
    plan = a.a_plan(a.a_parent("p", a.a_field("f", a.an_item(), a.a_text())))
    assert asks_own_words(plan.questionnaire, ("",))


@pytest.mark.parametrize("free_texts", [False, True])
@pytest.mark.parametrize("tell", [welcome, paper_welcome])
def test_where_there_is_no_room_for_words_nothing_is_said_of_them(tell, free_texts):
    terms = replace(TERMS, free_texts=free_texts)
    said, unsaid = tell(terms, CLOSING), tell(terms, CLOSING, own_words=False)
    assert [each for each in said if each.key != "free_texts"] == list(unsaid)
    assert len(said) == len(unsaid) + 1
