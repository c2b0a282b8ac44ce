"""What a condition asks for is said in words, with links to what it asks about."""

import pytest

from selfcheck_service.reports.questionnaire import questionnaire_pages
from tests import builders as a

ITEM = "“[Item a](fields/f.md#item-a)”"
OTHER = "“[Item n](fields/f.md#item-n)”"
FIELD = "“[Field f](fields/f.md#field-f)”"

CASES = [
    ({"item": "a", "is": 1}, f"{ITEM}: answer “Option 1”"),
    ({"item": "a", "one_of": [0, 1, 3]}, f"{ITEM}: answer “Option 0”, “Option 1” or “Option 3”"),
    ({"item": "a", "points": {"at_most": 1}}, f"{ITEM}: answer “Option 0” or “Option 1”"),
    ({"item": "a", "points": {"above": 1, "below": 3}}, f"{ITEM}: answer “Option 2”"),
    ({"item": "a", "points": {"equal": 4}}, f"{ITEM}: answer “Option 4”"),
    ({"item": "a", "answered": True}, f"{ITEM}: answered"),
    ({"item": "a", "no_answer": ["dont_know", "declined"]}, f"{ITEM}: don’t know, declined"),
    ({"item": "n", "number": {"at_least": 3}}, f"{OTHER}: at least 3"),
    ({"item": "n", "points": {"at_least": 1}}, f"{OTHER}: at least 1 point"),
    ({"every": {"class": "base"}, "points": {"at_least": 2}}, "all items tagged “Base”: at least 2 points"),
    (
        {"some": {"field": "f"}, "points": {"at_least": 2}},
        f"at least one of the items in the field {FIELD}: at least 2 points",
    ),
    (
        {"count": {"items": ["a", "n"]}, "answered": True, "is": {"at_least": 1}},
        f"at least 1 of the items {ITEM}, {OTHER}: answered",
    ),
    (
        {"share": {"field": "overall"}, "no_answer": ["dont_know"], "is": {"at_least": 0.3}},
        "at least 30 % of the items: don’t know",
    ),
    ({"field": "f", "score": {"below": 2}}, f"{FIELD}: score below 2"),
    ({"field": "f", "coverage": {"at_least": 0.5}}, f"{FIELD}: at least 50 % answered"),
    ({"field": "f", "status": ["provisional"]}, f"{FIELD}: the score is provisional"),
    ({"field": "f", "level": {"at_most": "l1"}}, f"{FIELD}: level “Level 0” or “Level 1”"),
    ({"flag": "first"}, "“[Flag first](#flag-first)” holds"),
    ({"flag": "first", "is": False}, "“[Flag first](#flag-first)” does not hold"),
    ({"profile": "kind", "is": "town"}, "“Attribute kind”: “Kind town”"),
    ({"value": "n * 2", "is": {"above": 5}}, f"a calculation with {OTHER} comes to more than 5"),
    ({"value": "n > field.f"}, f"it follows by calculation from {OTHER}, {FIELD}"),
    ({"not": {"item": "a", "is": 1}}, f"not ({ITEM}: answer “Option 1”)"),
    ({"all": [{"item": "a", "is": 1}]}, f"{ITEM}: answer “Option 1”"),
]


def _page(condition):
    """Return what the page of patterns says of a flag."""
    field = a.a_field("f", a.an_item("a", classes=["base"]), a.a_number("n"), levels="set")
    plan = a.a_plan(
        field,
        overall=a.an_overall(),
        level_sets=[a.a_level_set()],
        item_classes=[{"key": "base", "title": "Base"}],
        profile=[a.an_attribute()],
        flags=[
            a.a_flag("first", {"item": "a", "answered": True}),
            a.a_flag("asked", condition),
        ],
    )
    return questionnaire_pages(plan.questionnaire)["en/patterns.md"].split('<a id="flag-asked"></a>Flag asked\n\n')[1]


@pytest.mark.parametrize(("condition", "words"), CASES, ids=[words for _, words in CASES])
def test_a_condition_is_said_in_words(condition, words):
    assert _page(condition) == f"**Holds if:** {words}\n"


def test_several_conditions_stand_in_lines_of_their_own():
    several = [{"item": "a", "is": 1}, {"any": [{"item": "n", "answered": True}, {"flag": "first"}]}]
    assert _page({"all": several}) == (
        f"**Holds if all of these hold:**\n\n- {ITEM}: answer “Option 1”\n"
        f"- {OTHER}: answered **or** “[Flag first](#flag-first)” holds\n"
    )
    assert _page({"any": several}).startswith("**Holds if at least one of these holds:**\n\n- ")


def test_conditions_within_conditions_stand_in_brackets():
    both = {"all": [{"item": "a", "answered": True}, {"item": "n", "answered": True}]}
    either = {"any": [both, {"flag": "first"}]}
    assert _page({"not": either}) == (
        f"**Holds if:** not (({ITEM}: answered **and** {OTHER}: answered) **or** “[Flag first](#flag-first)” holds)\n"
    )
