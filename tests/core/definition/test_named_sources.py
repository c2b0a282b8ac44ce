"""Rules, cut scores, constants and tables say where they stand."""

import pytest

from selfcheck_service.core.comparison import compare
from selfcheck_service.core.definition import DefinitionInvalid, lint, parse_definition
from tests.builders import a_field, a_level_set, a_parent, a_questionnaire, a_rule, an_item

SOURCE = {"key": "book", "title": "A book", "as_of": "1996"}


def document(*, rule=None, levels=None, defaults=None, **frame):
    field = a_field("f", an_item("a"), scoring=a_rule(**(rule or {})), levels="set")
    frame = {"level_sets": [a_level_set(**(levels or {}))], **frame}
    if defaults is not None:
        frame["defaults"] = {"scoring": defaults}
    return a_questionnaire(a_parent("p", field), **frame)


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"rule": {"source": "book"}}, "/fields/0/fields/0/scoring/source"),
        ({"levels": {"source": "book"}}, "/level_sets/0/source"),
        ({"defaults": {"source": "book"}}, "/defaults/scoring/source"),
        ({"constants": [{"key": "k", "value": 1, "source": "book"}]}, "/constants/0/source"),
    ],
)
def test_a_source_must_be_there_and_counts_as_used(parts, place):
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(document(**parts))
    assert [(one.code, one.location) for one in caught.value.problems] == [("unknown_reference", place)]
    found = lint(parse_definition(document(**parts, sources=[SOURCE])))
    assert [one for one in found if one.location.startswith("/sources")] == []
    assert [one.code for one in lint(parse_definition(document(sources=[SOURCE])))] == ["unused"]


def test_sources_and_notes_are_words():
    said = document(rule={"source": "book", "note": "Variant B."}, levels={"note": "Second edition."}, sources=[SOURCE])
    old, new = parse_definition(document(sources=[SOURCE])), parse_definition({**said, "version": "1.0.1"})
    assert compare(old, new).bump == "patch"
