"""What stands beside the results never asks for more than a minor version, and its words for a patch."""

import copy

import pytest

from selfcheck_service.core.comparison import compare
from selfcheck_service.core.definition import parse_definition
from tests.builders import Data, a_field, a_level_set, a_procedure, a_questionnaire, a_suggestion, a_text, an_item


def a_document() -> Data:
    target = {"key": "one", "title": "One"}
    link = {"field": "f", "to": ["one"]}
    field = a_field(
        "f",
        an_item("a"),
        an_item("soon", scored=False),
        a_text("notes"),
        group="inner",
        urgency="soon",
        evidence="notes",
        levels="set",
        next_texts={"l0": "Begin."},
        border_text="Nearly {level}.",
        suggestions=[a_suggestion(procedures=["table"], obstacle="Time.")],
    )
    return a_questionnaire(
        field,
        languages=["en"],
        partial_languages=["en-simple"],
        title={"en": "Small", "en-simple": "Little"},
        field_groups=[{"key": "inner", "title": "Inner"}],
        level_sets=[a_level_set(border={"margin": 1, "text": "{level}"})],
        suggestion_types=[{"key": "step", "title": "Step"}],
        procedures=[a_procedure()],
        crosswalks=[{"key": "guide", "title": "Guide", "targets": [target], "links": [link]}],
    )


def suggestion(document):
    return document["fields"][0]["suggestions"][0]


CHANGES = [
    (lambda d: d["fields"][0]["next_texts"].update(l0="Start."), [("field_reworded", "patch")]),
    (lambda d: d["fields"][0].pop("next_texts"), [("field_reworded", "patch")]),
    (lambda d: d["fields"][0].update(border_text="Near {level}."), [("field_reworded", "patch")]),
    (lambda d: d["fields"][0].pop("group"), [("field_told_otherwise", "minor")]),
    (lambda d: d["fields"][0].pop("urgency"), [("field_told_otherwise", "minor")]),
    (lambda d: d["fields"][0].pop("evidence"), [("field_told_otherwise", "minor")]),
    (lambda d: d["field_groups"].append({"key": "outer", "title": "Outer"}), [("field_group_added", "minor")]),
    (lambda d: d["field_groups"][0].update(title="Within"), [("texts_changed", "patch")]),
    (lambda d: d["procedures"].append(a_procedure("chair")), [("procedure_added", "minor")]),
    (lambda d: d["procedures"][0].update(purpose="Otherwise"), [("texts_changed", "patch")]),
    (lambda d: d["procedures"][0]["steps"][0].update(title="Come in"), [("texts_changed", "patch")]),
    (lambda d: d["procedures"][0].update(group_size="[4, 9]"), [("procedure_changed", "minor")]),
    (lambda d: suggestion(d).update(obstacle="Money."), [("written_otherwise", "patch")]),
    (
        lambda d: (suggestion(d).pop("procedures"), d.pop("procedures")),
        [("suggestion_changed", "minor"), ("procedure_removed", "minor")],
    ),
    (
        lambda d: (suggestion(d).pop("when"), suggestion(d).update(pattern="camps")),
        [("suggestion_changed", "minor")],
    ),
    (lambda d: d.pop("crosswalks"), [("crosswalk_removed", "minor")]),
    (lambda d: d["crosswalks"][0].update(links=[]), [("crosswalk_changed", "minor")]),
    (lambda d: d["crosswalks"][0].update(title="The guide"), [("texts_changed", "patch")]),
    (lambda d: d.update(content_rules={"items": {"help": True}}), [("content_rules_changed", "patch")]),
    (lambda d: d.pop("partial_languages"), [("language_removed", "minor")]),
    (lambda d: d["title"].update({"en-simple": "Tiny"}), [("texts_changed", "patch")]),
    (
        lambda d: d.update(languages=["en", "en-simple"], partial_languages=[]),
        [("written_otherwise", "patch")],
    ),
]


@pytest.mark.parametrize("place", range(len(CHANGES)))
def test_a_change_asks_for_no_more_than_it_is(place):
    change, expected = CHANGES[place]
    old = a_document()
    new = copy.deepcopy(old)
    change(new)
    diff = compare(parse_definition(old), parse_definition(new))
    assert [(found.kind, found.bump) for found in diff.differences] == expected


def test_where_nothing_changes_nothing_differs():
    assert compare(parse_definition(a_document()), parse_definition(a_document())).differences == ()
