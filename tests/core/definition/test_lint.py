"""What an author must mend before publishing, and what deserves a look."""

import pytest

from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_gate,
    a_level_set,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    a_suggestion,
    a_text,
    an_item,
    an_overall,
    some_options,
)
from tests.core.faults import findings_in

NEVER: Data = {"any": []}
LEVELS = {"level_sets": [a_level_set()]}


def test_a_sound_definition_is_published_without_a_word():
    field = a_field("f", an_item("a"), levels="set", suggestions=[a_suggestion()])
    assert findings_in(a_questionnaire(field, suggestion_types=[{"key": "step", "title": "Step"}], **LEVELS)) == []


class TestLanguages:
    def test_a_language_in_which_nothing_is_written_is_one_fault(self):
        document = a_questionnaire(a_field("f", an_item("a")), languages=["en", "de", "fr"])
        assert findings_in(document) == [
            ("/languages/1", "language_without_texts", "error"),
            ("/languages/2", "language_without_texts", "error"),
        ]

    def test_a_language_in_which_most_is_written_is_missing_from_the_list(self):
        item = {**an_item("a", points=()), "prompt": {"en": "A", "de": "A"}}
        field = {**a_field("f", {**item, "options": [{"value": 1, "title": "One", "points": 1}]})}
        field["title"] = {"en": "F", "de": "F"}
        document = a_questionnaire(field, languages=["en"], title={"en": "S", "de": "K"})
        assert findings_in(document) == [("/languages", "unknown_language", "error")]

    def test_what_reads_alike_in_every_language_is_said_once(self):
        item = an_item("a", prompt={"any": "A"}, options=[{"value": 0, "title": {"any": "0"}, "points": 0}])
        field = {**a_field("f", item), "title": {"any": "F"}}
        both = a_questionnaire(field, languages=["en", "de"], title={"en": "S", "de": "K"})
        alike = a_questionnaire(field, languages=["en", "de"], title={"any": "S"})
        assert findings_in(both) == findings_in(alike) == []
        assert findings_in({**both, "languages": ["en", "de", "fr"]}) == [
            ("/languages/2", "language_without_texts", "error"),
        ]

    def test_every_text_is_there_in_every_language(self):
        option = {"value": 1, "title": {"en": "One"}, "points": 1}
        field = {**a_field("f", an_item("a", options=[option])), "title": {"en": "F", "de": "F"}}
        document = a_questionnaire(field, languages=["en", "de"], title={"de": "Klein", "fr": "Petit"})
        assert findings_in(document) == [
            ("/title", "missing_translation", "error"),
            ("/title/fr", "unknown_language", "error"),
            ("/fields/0/items/0/prompt", "missing_translation", "error"),
            ("/fields/0/items/0/options/0/title", "missing_translation", "error"),
        ]


class TestLevels:
    def findings(self, *ranges, **rule):
        document = a_questionnaire(
            a_field("f", levels="set", scoring=a_rule(**rule)), level_sets=[a_level_set("set", *ranges)]
        )
        return [(place, code) for place, code, _ in findings_in(document)]

    @pytest.mark.parametrize(
        ("ranges", "found"),
        [
            (["[0, 2)", "[2, 4]"], []),
            (["(-inf, 2)", "[2, inf)"], []),
            (["[0, 2)", "(2, 4]"], [(1, "ranges_gap")]),
            (["[0, 2]", "[2, 4]"], [(1, "ranges_overlap")]),
            (["[2, 4]", "[0, 2)"], [(1, "ranges_overlap"), (0, "range_not_covered"), (1, "range_not_covered")]),
            (["(0, 4]"], [(0, "range_not_covered")]),
            (["[0, 4)"], [(0, "range_not_covered")]),
            (["[0, 2)", "[2, 3]"], [(1, "range_not_covered")]),
        ],
    )
    def test_cover_the_scale_every_number_once(self, ranges, found):
        assert self.findings(*ranges) == [(f"/level_sets/0/levels/{place}/range", code) for place, code in found]

    @pytest.mark.parametrize(
        ("stage", "found"),
        [("last", ["ranges_gap"]), ("before_levels", []), ("before_aggregation", [])],
    )
    def test_leave_no_gap_that_a_rounded_score_could_fall_into(self, stage, found):
        rounding = {"digits": 1, "mode": "half_up", "stage": stage}
        assert [code for _, code in self.findings("[0, 1.9]", "[2.0, 4]", rounding=rounding)] == found

    def test_are_checked_against_every_scale_that_uses_them(self):
        fields = a_field("f", levels="set"), a_field("g", levels="set", scoring=a_rule(scale=[0, 5]))
        found = findings_in(a_questionnaire(*fields, **LEVELS))
        assert found == [("/level_sets/0/levels/2/range", "range_not_covered", "error")]

    def test_have_a_text_each_where_one_has(self):
        fields = a_field("f", levels="set", level_texts={"l0": "x", "l2": "x"}), a_field("g", levels="set")
        found = findings_in(a_questionnaire(*fields, **LEVELS))
        assert found == [("/fields/0/level_texts", "level_text_missing", "warning")]

    def test_whose_border_is_worded_are_named(self):
        borders = {"margin": 1, "text": {"en": "Near the next one.", "de": "Nahe an {level}."}}
        document = a_questionnaire(
            a_field("f", levels="set"), level_sets=[a_level_set(border=borders)], languages=["en", "de"]
        )
        found = [each for each in findings_in(document) if each[1] != "missing_translation"]
        assert found == [("/level_sets/0/border/text/en", "placeholder_missing", "warning")]


class TestReach:
    def test_every_condition_that_can_never_be_true_is_named(self):
        items = an_item("a"), an_item("b", shown_when=NEVER), an_item("c", applies_to=NEVER)
        steps = [a_suggestion("s", when=NEVER), a_suggestion("t", applies_to=NEVER)]
        field = a_field("f", *items, levels="set", gates=[a_gate("l1", NEVER)], suggestions=steps)
        document = a_questionnaire(
            field,
            flags=[a_flag("x", NEVER)],
            suggestions=[a_suggestion("u", field="f", when=NEVER)],
            suggestion_types=[{"key": "step", "title": "Step"}],
            **LEVELS,
        )
        assert findings_in(document) == [
            (place, "never_true", "error")
            for place in (
                "/fields/0/items/1/shown_when",
                "/fields/0/items/2/applies_to",
                "/fields/0/suggestions/0/when",
                "/fields/0/suggestions/1/applies_to",
                "/suggestions/0/when",
                "/fields/0/gates/0/requires",
                "/flags/0/when",
            )
        ]


class TestUse:
    def test_what_is_declared_and_used_nowhere_is_named(self):
        document = a_questionnaire(
            response_scales=[{"key": "s", "options": some_options((1,))}],
            item_classes=[{"key": "c", "title": "c"}],
            suggestion_types=[{"key": "step", "title": "Step"}],
            sources=[{"key": "law", "title": "law", "as_of": "2024-01-01"}],
            **LEVELS,
        )
        names = ("response_scales", "level_sets", "item_classes", "suggestion_types", "sources")
        assert findings_in(document) == [(f"/{name}/0", "unused", "warning") for name in names]

    def test_what_is_used_is_not(self):
        item = {"key": "a", "type": "single_choice", "prompt": "a", "scale": "s", "classes": ["c"]}
        field = a_field("f", item, levels="set", suggestions=[a_suggestion(sources=["law"])])
        document = a_questionnaire(
            field,
            response_scales=[{"key": "s", "options": some_options((1,))}],
            item_classes=[{"key": "c", "title": "c"}],
            suggestion_types=[{"key": "step", "title": "Step"}],
            sources=[{"key": "law", "title": "law", "as_of": "2024-01-01"}],
            **LEVELS,
        )
        assert findings_in(document) == []

    def test_every_form_but_the_first_is_asked_for_by_an_item(self):
        forms = [{"key": key, "title": key} for key in ("long", "short", "brief")]
        document = a_questionnaire(a_field("f", an_item("a", forms={"short": {}})), forms=forms)
        assert findings_in(document) == [("/forms/2", "form_without_items", "error")]


class TestValues:
    def test_none_reads_like_another_or_like_a_kind_of_no_answer(self):
        options = [{"value": value, "title": "x", "points": 1} for value in (1, "1", "declined", "2")]
        scale = {"key": "s", "options": options[1:]}
        shared = {"key": "b", "type": "single_choice", "prompt": "b", "scale": "s"}
        document = a_questionnaire(a_field("f", an_item("a", options=options), shared), response_scales=[scale])
        assert findings_in(document) == [
            ("/response_scales/0/options/1/value", "value_ambiguous", "error"),
            ("/fields/0/items/0/options/1/value", "value_ambiguous", "error"),
            ("/fields/0/items/0/options/2/value", "value_ambiguous", "error"),
        ]


class TestEffect:
    def test_what_changes_nothing_is_named(self):
        alone = [{"value": 1, "title": "1", "points": 1, "exclusive": True}]
        items = an_item("a", options=alone), a_text("t", weight=1), an_item("b", scored=False, weight=2)
        assert findings_in(a_questionnaire(a_field("f", *items))) == [
            ("/fields/0/items/0/options/0/exclusive", "without_effect", "warning"),
            ("/fields/0/items/1/weight", "without_effect", "warning"),
            ("/fields/0/items/2/weight", "without_effect", "warning"),
        ]

    def test_weights_have_no_effect_where_the_lowest_counts(self):
        items = an_item("a", weight=2), an_item("b")
        lowest = a_field("f", *items, scoring=a_rule(method="minimum"))
        assert findings_in(a_questionnaire(lowest)) == [("/fields/0", "without_effect", "warning")]
        entries = [
            {"item": "b", "weight": 2},
            {"item": "a", "weight": "b + 1"},
            {"item": "c"},
            {"item": "d", "weight": 1},
        ]
        four = [an_item(key) for key in "abcd"]
        median = a_field("f", *four, scoring=a_rule(method="median", of=entries))
        assert findings_in(a_questionnaire(median)) == [
            (f"/fields/0/scoring/of/{index}/weight", "without_effect", "warning") for index in range(2)
        ]
        assert findings_in(a_questionnaire(a_field("f", *items))) == []

    def test_fields_without_a_score_are_left_alone(self):
        document = a_questionnaire(a_parent("p", a_field("f", a_number("n"))), {"key": "e", "title": "e"})
        assert findings_in({**document, "overall": an_overall()}) == []


class TestComputedForNobody:
    def findings(self, *items, **rule):
        return findings_in(a_questionnaire(a_field("f", *items, scoring=a_rule(**rule))))

    @pytest.mark.parametrize(("wanted", "found"), [(2, 0), (3, 1)])
    def test_more_answers_are_wanted_than_there_are_items(self, wanted, found):
        findings = self.findings(an_item("a"), an_item("b"), coverage={"minimum_answered": wanted})
        assert findings == [("/fields/0/scoring", "never_computed", "error")] * found

    @pytest.mark.parametrize(("wanted", "found"), [(2, 0), (3, 1)])
    def test_items_count_at_any_depth_and_once(self, wanted, found):
        parent = a_parent("p", a_field("f", an_item("a")), a_field("g", an_item("b")))
        twice = [{"field": "p"}, {"field": "f"}]
        overall = an_overall(scoring=a_rule(of=twice, coverage={"minimum_answered": wanted}))
        assert (
            findings_in(a_questionnaire(parent, overall=overall))
            == [
                ("/overall/scoring", "never_computed", "error"),
            ]
            * found
        )

    @pytest.mark.parametrize("method", ["mean", "geometric_mean", "percent_of_maximum"])
    @pytest.mark.parametrize(("weight", "found"), [(0, 1), (1, 0)])
    def test_all_weights_are_0(self, method, weight, found):
        items = an_item("a", weight=0), an_item("b", weight=weight)
        rule = {"method": method, "scale": [0, 100]}
        assert self.findings(*items, **rule) == [("/fields/0/scoring", "never_computed", "error")] * found

    def test_all_largest_points_are_0(self):
        rule = {"method": "percent_of_maximum", "scale": [0, 100]}
        assert self.findings(an_item("a", (0, 0)), **rule) == [("/fields/0/scoring", "never_computed", "error")]

    @pytest.mark.parametrize("rule", [{"method": "sum"}, {"method": None, "formula": "0.5 * a"}])
    def test_where_weights_divide_nothing_there_is_a_score(self, rule):
        made = {name: value for name, value in a_rule(**rule).items() if value is not None}
        document = a_questionnaire(a_field("f", an_item("a", weight=0), scoring=made))
        assert "never_computed" not in {code for _, code, _ in findings_in(document)}

    def test_it_is_so_with_as_many_units_as_there_can_be(self):
        unit = a_field(
            "f",
            an_item("a"),
            scoring=a_rule(),
            units={"title": "Unit", "minimum": 1, "maximum": 3, "scoring": a_rule()},
        )
        for wanted, codes in ((3, set()), (4, {"never_computed"})):
            overall = an_overall(scoring=a_rule(of=[{"field": "f"}], coverage={"minimum_answered": wanted}))
            found = {code for _, code, _ in findings_in(a_questionnaire(unit, overall=overall))}
            assert found & {"never_computed", "may_be_undefined"} == codes
