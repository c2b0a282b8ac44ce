"""The shape of a definition: each fault has its place and its code, and all are named at once."""

from copy import deepcopy
from decimal import Decimal

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, Problem, parse_definition
from selfcheck_service.core.definition.limits import DEEPEST
from selfcheck_service.core.definition.parse import _member_names
from selfcheck_service.core.definition.problems import MOST_PROBLEMS
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_gate,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_questionnaire,
    a_suggestion,
    a_text,
    an_attribute,
    an_item,
    an_overall,
)
from tests.core.faults import faults_of, put

ITEM = "/fields/0/items/0"
WHEN = "/flags/0/when"


def whole():
    """A definition that uses every part of the format."""
    items = [an_item("a"), a_multiple_choice("m"), a_number("n"), a_text("t")]
    items[0]["anchors"] = [{"value": 1, "text": "One."}]
    items[0]["forms"] = {"short": {"prompt": "Shorter"}}
    field = a_field("f", *items, levels="set", gates=[a_gate("l1", {"item": "a", "points": {"at_least": 1}})])
    field["suggestions"] = [a_suggestion()]
    return a_questionnaire(
        field,
        response_scales=[{"key": "yes_no", "options": [{"value": "no", "title": "No", "points": 0}]}],
        level_sets=[a_level_set(border={"margin": 1, "text": "Near {level}."})],
        suggestion_types=[{"key": "step", "title": "Step"}],
        profile=[an_attribute()],
        forms=[{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}],
        perspectives=[{"key": "inside", "title": "Inside", "form": "long"}],
        sources=[{"key": "law", "title": "A law", "url": "https://law.example", "as_of": "2024-08-01"}],
        flags=[a_flag("asked", {"item": "a", "answered": True})],
        overall=an_overall(),
    )


def faults_with(place, value):
    document = deepcopy(whole())
    put(document, place, value)
    return faults_of(document)


def test_the_whole_definition_is_accepted():
    assert faults_of(whole()) == []


@pytest.mark.parametrize("date", ["1996", "1996-03", "1996-03-31"])
def test_a_source_is_dated_as_exactly_as_it_says(date):
    assert faults_with("/sources/0/as_of", date) == []


class TestOneFault:
    @pytest.mark.parametrize(
        ("place", "value", "fault"),
        [
            ("/format", 2, ("/format", "out_of_range")),
            ("/format", "1", ("/format", "wrong_type")),
            ("/format", True, ("/format", "wrong_type")),
            ("/rules", 2, ("/rules", "not_one_of")),
            ("/key", "Big", ("/key", "malformed")),
            ("/key", "a" * 65, ("/key", "too_long")),
            ("/version", "1.0", ("/version", "malformed")),
            ("/languages", [], ("/languages", "too_short")),
            ("/languages", ["en"] * 51, ("/languages", "too_long")),
            ("/languages", "en", ("/languages", "wrong_type")),
            ("/title", None, ("/title", "wrong_type")),
            ("/title", {}, ("/title", "too_short")),
            ("/title", "", ("/title/en", "too_short")),
            ("/title", {"english": "x"}, ("/title/english", "malformed")),
            ("/title", {"en": 5}, ("/title/en", "wrong_type")),
            ("/title", "a\u202eb", ("/title", "text_not_clean")),
            ("/title", "a\ud800b", ("/title/en", "text_not_clean")),
            ("/title", "x" * 8001, ("/title/en", "too_long")),
            ("/titel", "Small", ("/titel", "unknown_member")),
            ("/fields", [], ("/fields", "too_short")),
            ("/fields", {}, ("/fields", "wrong_type")),
            ("/fields/0", [], ("/fields/0", "wrong_type")),
            ("/fields/0/key", "9a", ("/fields/0/key", "malformed")),
            ("/fields/0/weight", -1, ("/fields/0/weight", "out_of_range")),
            ("/fields/0/weight", "heavy", ("/fields/0/weight", "malformed")),
            ("/fields/0/weight", Decimal("1E-30"), ("/fields/0/weight", "malformed")),
            ("/fields/0/weight", 10**13, ("/fields/0/weight", "out_of_range")),
            ("/fields/0/weight", None, ("/fields/0/weight", "wrong_type")),
            (f"{ITEM}/type", "choice", (f"{ITEM}/type", "not_one_of")),
            (f"{ITEM}/scored", "yes", (f"{ITEM}/scored", "wrong_type")),
            (f"{ITEM}/options", [], (f"{ITEM}/options", "too_short")),
            (f"{ITEM}/options/0/value", 1.5, (f"{ITEM}/options/0/value", "wrong_type")),
            (f"{ITEM}/options/0/value", True, (f"{ITEM}/options/0/value", "wrong_type")),
            (f"{ITEM}/options/0/value", "", (f"{ITEM}/options/0/value", "too_short")),
            (f"{ITEM}/options/0/value", "x" * 101, (f"{ITEM}/options/0/value", "too_long")),
            (f"{ITEM}/options/0/value", "a\x00", (f"{ITEM}/options/0/value", "text_not_clean")),
            (f"{ITEM}/options/0/value", 10**9 + 1, (f"{ITEM}/options/0/value", "out_of_range")),
            (f"{ITEM}/options/0/points", "1/0", (f"{ITEM}/options/0/points", "malformed")),
            (f"{ITEM}/no_answers", ["later"], (f"{ITEM}/no_answers/0", "not_one_of")),
            (f"{ITEM}/forms", {"Short": {}}, (f"{ITEM}/forms/Short", "malformed")),
            (f"{ITEM}/scale", "yes_no", (ITEM, "exactly_one_of")),
            (f"{ITEM}/number", {"range": "[0, 1]"}, (ITEM, "does_not_fit_type")),
            ("/fields/0/items/2/options", [{"value": 1, "title": "1"}], ("/fields/0/items/2", "does_not_fit_type")),
            ("/fields/0/items/2/number/range", "0 to 5", ("/fields/0/items/2/number/range", "malformed")),
            ("/fields/0/items/2/number/range", "[5, 0]", ("/fields/0/items/2/number/range", "malformed")),
            ("/fields/0/items/2/number/range", 5, ("/fields/0/items/2/number/range", "wrong_type")),
            ("/fields/0/items/2/number/points", "bins", ("/fields/0/items/2/number/points", "not_one_of")),
            ("/fields/0/items/2/number/points", {"bins": []}, ("/fields/0/items/2/number/points/bins", "too_short")),
            ("/fields/0/items/2/number/points", 5, ("/fields/0/items/2/number/points", "wrong_type")),
            (
                "/fields/0/items/3/text",
                {"maximum_length": 0},
                ("/fields/0/items/3/text/maximum_length", "out_of_range"),
            ),
            ("/fields/0/scoring/method", "mode", ("/fields/0/scoring/method", "not_one_of")),
            ("/fields/0/scoring/scale", [0], ("/fields/0/scoring/scale/1", "missing")),
            ("/fields/0/scoring/scale", [0, 1, 2], ("/fields/0/scoring/scale", "too_long")),
            ("/fields/0/scoring/of", "everything", ("/fields/0/scoring/of", "not_one_of")),
            ("/fields/0/scoring/of", [], ("/fields/0/scoring/of", "too_short")),
            ("/fields/0/scoring/of", ["a"], ("/fields/0/scoring/of/0", "exactly_one_of")),
            ("/fields/0/scoring/of", [{"item": "a", "factor": 2}], ("/fields/0/scoring/of/0/factor", "unknown_member")),
            ("/fields/0/scoring/no_answer/hidden", "zero", ("/fields/0/scoring/no_answer/hidden", "not_one_of")),
            ("/fields/0/scoring/no_answer/hidden", {}, ("/fields/0/scoring/no_answer/hidden/points", "missing")),
            ("/fields/0/scoring/coverage", {"valid": 1.1}, ("/fields/0/scoring/coverage/valid", "out_of_range")),
            ("/fields/0/scoring/rounding", {"digits": 10}, ("/fields/0/scoring/rounding/digits", "out_of_range")),
            ("/sources/0/url", "ftp://law.example", ("/sources/0/url", "malformed")),
            ("/sources/0/as_of", "August 2024", ("/sources/0/as_of", "malformed")),
            ("/sources/0/as_of", "2023-02-29", ("/sources/0/as_of", "malformed")),
            ("/sources/0/as_of", "2023-13", ("/sources/0/as_of", "malformed")),
            ("/sources/0/as_of", "96", ("/sources/0/as_of", "malformed")),
            ("/fields/0/suggestions/0/impact", 4, ("/fields/0/suggestions/0/impact", "out_of_range")),
            ("/fields/0/suggestions/0/impact", 1.5, ("/fields/0/suggestions/0/impact", "wrong_type")),
            ("/fields/0/suggestions/0/effort", "XL", ("/fields/0/suggestions/0/effort", "not_one_of")),
            (WHEN, {}, (WHEN, "exactly_one_of")),
            (WHEN, [], (WHEN, "exactly_one_of")),
            (WHEN, {"item": "a"}, (WHEN, "exactly_one_of")),
            (WHEN, {"item": "a", "is": 1, "answered": True}, (WHEN, "exactly_one_of")),
            (WHEN, {"item": "a", "equals": 1}, (f"{WHEN}/equals", "unknown_member")),
            (WHEN, {"item": "a", "is": 1.5}, (f"{WHEN}/is", "wrong_type")),
            (WHEN, {"item": "a", "is": 10**5000}, (f"{WHEN}/is", "out_of_range")),
            (WHEN, {"item": "a", "one_of": []}, (f"{WHEN}/one_of", "too_short")),
            (WHEN, {"item": "a", "points": {}}, (f"{WHEN}/points", "at_least_one_of")),
            (WHEN, {"item": "a", "points": {"equals": 1}}, (f"{WHEN}/points/equals", "unknown_member")),
            (WHEN, {"item": "a", "no_answer": ["never"]}, (f"{WHEN}/no_answer/0", "not_one_of")),
            (WHEN, {"every": {}, "points": {"above": 1}}, (f"{WHEN}/every", "at_least_one_of")),
            (WHEN, {"every": {"field": "f"}}, (f"{WHEN}/points", "missing")),
            (WHEN, {"count": {"field": "f"}, "is": {"equal": 1}}, (WHEN, "exactly_one_of")),
            (WHEN, {"count": {"field": "f"}, "answered": True}, (f"{WHEN}/is", "missing")),
            (WHEN, {"field": "f"}, (WHEN, "exactly_one_of")),
            (WHEN, {"field": "f", "level": {}}, (f"{WHEN}/level", "exactly_one_of")),
            (WHEN, {"profile": "kind"}, (WHEN, "exactly_one_of")),
            (WHEN, {"not": {"all": [{"nothing": 1}]}}, (f"{WHEN}/not/all/0", "exactly_one_of")),
            (WHEN, {"all": {"item": "a", "is": 1}}, (f"{WHEN}/all", "wrong_type")),
        ],
    )
    def test_is_named_with_its_place_and_no_other(self, place, value, fault):
        assert fault in faults_with(place, value)
        # A number is no integer in more than one way; whatever is said, it is said of the one place.
        assert {found for found, _ in faults_with(place, value)} == {fault[0]}

    @pytest.mark.parametrize("name", ["format", "rules", "key", "version", "languages", "title", "fields"])
    def test_what_is_required_is_missed(self, name):
        document = whole()
        del document[name]
        assert faults_of(document)[0] == (f"/{name}", "missing")

    def test_a_number_item_needs_its_rule(self):
        document = a_questionnaire(a_field("f", {"key": "n", "type": "number", "prompt": "n"}))
        assert faults_of(document) == [(ITEM, "missing_for_type")]

    def test_a_choice_needs_options(self):
        document = a_questionnaire(a_field("f", {"key": "a", "type": "single_choice", "prompt": "a"}))
        assert faults_of(document) == [(ITEM, "exactly_one_of")]

    @pytest.mark.parametrize("document", [None, [], "x", 5, True])
    def test_a_document_is_a_map(self, document):
        assert faults_of(document) == [("", "wrong_type")]

    def test_the_name_of_a_member_is_text(self):
        assert faults_of({**whole(), 5: 1}) == [("/5", "name_not_text")]
        assert faults_of({**whole(), "\ud800": 1}) == [("", "text_not_clean")]

    def test_pointers_escape_what_is_special_in_them(self):
        assert faults_of({**whole(), "a/b~c": 1}) == [("/a~1b~0c", "unknown_member")]

    def test_a_member_named_like_a_form_has_its_place(self):
        assert faults_with("/<member>", 1) == [("/<member>", "unknown_member")]


class TestAllAtOnce:
    def test_faults_in_different_places_are_all_named(self):
        document = whole()
        for place, value in (("/format", 3), ("/titel", "x"), (f"{ITEM}/type", "y"), (f"{WHEN}/item", 7)):
            put(document, place, value)
        del document["version"]
        assert sorted(faults_of(document)) == [
            (f"{ITEM}/type", "not_one_of"),
            (f"{WHEN}/item", "wrong_type"),
            ("/format", "out_of_range"),
            ("/titel", "unknown_member"),
            ("/version", "missing"),
        ]

    def test_a_list_whose_members_are_all_faulty_is_not_too_short_as_well(self):
        assert faults_with("/fields/0/scoring/of", [{"item": 1}]) == [("/fields/0/scoring/of/0/item", "wrong_type")]
        assert faults_with("/languages", [7]) == [("/languages/0", "wrong_type")]

    def test_beyond_a_thousand_the_rest_is_left_out_and_that_is_said(self):
        document = {**whole(), **{f"member{number}": 1 for number in range(5000)}}
        faults = faults_of(document)
        assert len(faults) == MOST_PROBLEMS + 1
        assert faults[-1] == ("", "too_many_problems")
        exactly = {**whole(), **{f"member{number}": 1 for number in range(MOST_PROBLEMS)}}
        assert len(faults_of(exactly)) == MOST_PROBLEMS


class TestHints:
    def hint(self, name):
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition({**whole(), name: 1})
        return refused.value.problems[0].parameters["hint"]

    def test_the_nearest_known_member_is_named(self):
        assert self.hint("lnguages") == " (languages?)"

    def test_no_member_is_said_to_be_meant_by_its_own_name(self):
        assert self.hint("prompt") == ""

    def test_what_resembles_nothing_has_none(self):
        assert self.hint("zzzz") == ""

    def test_only_the_first_faults_are_compared(self):
        document = {**whole(), **{f"languages{number}": 1 for number in range(100)}}
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(document)
        hints = [problem.parameters["hint"] for problem in refused.value.problems]
        assert hints[0] == " (languages?)"
        assert hints[-1] == ""


class TestDepth:
    def nested(self, depth):
        condition: Data = {"all": []}
        for _ in range(depth):
            condition = {"not": condition}
        return {**whole(), "flags": [a_flag("deep", condition)]}

    def test_nesting_is_allowed_up_to_the_limit(self):
        # The document, `flags`, the flag and the innermost condition take four levels.
        assert faults_of(self.nested(DEEPEST - 4)) == []
        assert faults_of(self.nested(DEEPEST - 3)) == [("", "too_deep")]

    def test_no_depth_exhausts_the_stack(self):
        assert faults_of(self.nested(100_000)) == [("", "too_deep")]


class TestErrors:
    def test_an_error_says_all_problems_with_their_places(self):
        error = DefinitionInvalid([Problem("/a", "missing", {"name": "a"}), Problem("", "too_deep", {"limit": 3})])
        assert str(error) == "/a: “a” is missing.; /: Nested deeper than 3 levels."

    def test_plain_strings_are_texts_in_the_source_language(self):
        document = {**whole(), "languages": ["de-simple", "en"]}
        assert parse_definition(document).title == {"de-simple": "Small"}

    @pytest.mark.parametrize("languages", [[], "de", ["x y"], [5], None])
    def test_without_a_source_language_texts_are_still_checked(self, languages):
        document = {**whole(), "languages": languages, "notice": "\u202e"}
        assert ("/notice", "text_not_clean") in faults_of(document)

    def test_members_are_called_as_the_document_calls_them(self):
        document = {**whole(), "flags": [a_flag("tested", {"item": "a", "number": {"above": 1}, "answered": True})]}
        with pytest.raises(DefinitionInvalid, match="Exactly one of is, one_of"):
            parse_definition(document)


def test_a_slip_of_the_pen_is_told_from_the_members_of_all_parts():
    # They are found out once, by whoever comes first.
    _member_names.cache_clear()
    document = a_questionnaire()
    put(document, f"{ITEM}/promt", "Text")
    assert (f"{ITEM}/promt", "unknown_member", " (prompt?)") in {
        (one.location, one.code, one.parameters.get("hint")) for one in _problems_of(document)
    }


def _problems_of(document: object) -> tuple[Problem, ...]:
    with pytest.raises(DefinitionInvalid) as raised:
        parse_definition(document)
    return raised.value.problems
