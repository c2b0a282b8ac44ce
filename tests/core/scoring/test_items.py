"""docs/scoring.md, sections 1 and 2: the state of an item, and its points."""

import pytest

from tests.builders import (
    a_field,
    a_multiple_choice,
    a_number,
    a_plan,
    a_questionnaire,
    a_rule,
    a_text,
    an_attribute,
    an_item,
    evaluation_of,
    no_answer,
    result_of,
)

FORMS = {
    "forms": [{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}],
    "perspectives": [
        {"key": "inside", "title": "Inside", "form": "long"},
        {"key": "outside", "title": "Outside", "form": "short"},
        {"key": "nowhere", "title": "Nowhere"},
    ],
}


class TestStateOfAnItem:
    """Section 1."""

    def hidden(self, *items, given=None, document=None, **members):
        made = document or a_questionnaire(a_field("f", *items), profile=[an_attribute()])
        return list(evaluation_of(made, given, **members).hidden)

    def states(self, *items, given=None):
        result = result_of(a_questionnaire(a_field("f", *items)), given)
        assert result.explanation is not None
        return [one.state for one in result.explanation.contributions or ()]

    def test_it_is_answered_where_a_value_was_given_and_unanswered_where_nothing_was_said(self):
        assert self.states(an_item("a"), an_item("b"), given={"a": 0}) == ["answered", "unanswered"]

    def test_it_is_what_the_person_said_where_no_value_was_given(self):
        kinds = ("not_applicable", "dont_know", "declined")
        items = [an_item(kind) for kind in kinds]
        assert self.states(*items, given={kind: no_answer(kind) for kind in kinds}) == list(kinds)

    @pytest.mark.parametrize(
        ("given", "hidden"),
        [({"a": 1}, []), ({"a": 2}, ["b"]), ({}, ["b"]), ({"a": no_answer("dont_know")}, ["b"])],
    )
    def test_it_is_hidden_unless_its_condition_is_true(self, given, hidden):
        items = an_item("a"), an_item("b", shown_when={"item": "a", "is": 1})
        assert self.hidden(*items, given=given) == hidden

    @pytest.mark.parametrize(
        ("profile", "hidden"), [({"kind": "town"}, []), ({"kind": "county"}, ["a"]), ({}, []), (None, [])]
    )
    def test_it_is_hidden_by_the_profile_only_where_that_is_certain(self, profile, hidden):
        item = an_item("a", applies_to={"profile": "kind", "is": "town"})
        assert self.hidden(item, profile=profile) == hidden

    @pytest.mark.parametrize(
        ("perspective", "hidden"), [(None, []), ("inside", []), ("nowhere", []), ("outside", ["a"])]
    )
    def test_it_is_hidden_where_the_form_of_the_perspective_does_not_ask_it(self, perspective, hidden):
        document = a_questionnaire(a_field("f", an_item("a"), an_item("b", forms={"short": {}})), **FORMS)
        assert self.hidden(document=document, perspective=perspective) == hidden

    def test_what_is_hidden_is_looked_at_as_hidden_by_later_items(self):
        chain = [
            an_item("a"),
            an_item("b", shown_when={"item": "a", "is": 1}),
            an_item("c", shown_when={"item": "b", "is": 1}),
            an_item("d", shown_when={"item": "b", "no_answer": ["hidden"]}),
        ]
        assert self.hidden(*chain, given={"a": 0, "b": 1}) == ["b", "c"]
        assert self.hidden(*chain, given={"a": 1, "b": 1}) == ["d"]

    def test_a_stale_answer_to_a_hidden_item_changes_nothing(self):
        items = an_item("a"), an_item("b", shown_when={"item": "a", "is": 1})
        document = a_questionnaire(a_field("f", *items))
        stale = result_of(document, {"a": 4, "b": 0})
        assert stale == result_of(document, {"a": 4})
        assert stale.score == 4

    def test_forms_put_the_question_from_their_side(self):
        item = an_item("a", forms={"short": {"prompt": "Seen from outside"}})
        document = a_questionnaire(a_field("f", item), **FORMS)
        for perspective, prompt in ((None, "Item a"), ("outside", "Seen from outside")):
            explanation = result_of(document, perspective=perspective).explanation
            assert explanation is not None
            assert [one.title for one in explanation.contributions or ()] == [prompt]


class TestPoints:
    """Section 2."""

    def score(self, item, answer):
        return result_of(a_questionnaire(a_field("f", item, scoring=a_rule(method="sum"))), {item["key"]: answer}).score

    def test_of_a_choice_are_those_of_the_option(self):
        assert self.score(an_item("a", (7, "1/2", -3)), 1) == 0.5
        assert self.score(an_item("a", (7, "1/2", -3)), 2) == -3

    def test_of_a_multiple_choice_are_the_sum_of_the_ticked_options(self):
        assert self.score(a_multiple_choice("m", (1, 2, 4)), [2, 0]) == 5
        assert self.score(a_multiple_choice("m", (1, 2, 4)), []) == 0

    def test_of_a_multiple_choice_may_be_their_count(self):
        assert self.score(a_multiple_choice("m", (1, 2, 4), multiple_choice={"points_from": "count"}), [2, 0]) == 2

    def test_of_a_number_are_the_number(self):
        assert self.score(a_number("n"), "2.5") == 2.5

    @pytest.mark.parametrize(("number", "points"), [(0, 1), ("1.99", 1), (2, 5), (10, 5)])
    def test_of_a_number_may_be_those_of_its_bin(self, number, points):
        bins = {"bins": [{"range": "[0, 2)", "points": 1}, {"range": "[2, 10]", "points": 5}]}
        assert self.score(a_number("n", points=bins), number) == points

    def test_of_what_is_not_scored_there_are_none(self):
        context = an_item("c", scored=False), a_text("t")
        document = a_questionnaire(a_field("f", an_item("a"), *context))
        assert result_of(document, {"a": 4, "c": 0, "t": "Words."}).score == 4
        assert result_of(document, {"a": 4, "c": 0, "t": "Words."}).coverage == 1

    @pytest.mark.parametrize(
        ("item", "smallest", "largest"),
        [
            (an_item("a", (3, -1, 2)), -1, 3),
            (a_multiple_choice("a", (1, -2, 4)), -2, 5),
            (a_multiple_choice("a", (1, 2, 4), multiple_choice={"minimum_selected": 2}), 3, 7),
            (a_multiple_choice("a", (1, 2, 4), multiple_choice={"maximum_selected": 1}), 0, 4),
            (a_multiple_choice("a", (1, 2, 9), exclusive=(2,)), 0, 9),
            (a_multiple_choice("a", (1, 2, 9), exclusive=(2,), multiple_choice={"minimum_selected": 2}), 3, 3),
            (a_multiple_choice("a", (1, 2, -9), exclusive=(2,), multiple_choice={"minimum_selected": 1}), -9, 3),
            (a_multiple_choice("a", (1, 2, 9), multiple_choice={"points_from": "count"}), 0, 3),
            (a_number("a", "[-1/2, 2]"), -0.5, 2),
            (a_number("a", "(-1/2, 5/2]", integer=True), 0, 2),
            (a_number("a", "(0, 3)", integer=True), 1, 2),
        ],
    )
    def test_span_from_the_smallest_to_the_largest_of_all_answers(self, item, smallest, largest):
        policies = {"unanswered": "worst", "dont_know": "best"}
        document = a_questionnaire(a_field("f", item, scoring=a_rule(no_answer=policies)))
        assert result_of(document).score == smallest
        assert result_of(document, {"a": no_answer("dont_know")}).score == largest
        found = a_plan(a_field("f", item)).items[0]
        assert (found.smallest, found.largest) == (smallest * 1, largest * 1)

    def test_span_only_the_bins_that_a_number_can_fall_into(self):
        ranges = ("(-inf, 0)", "[0, 1]", "(1, 2)", "[2, 3]", "(3, inf)")
        bins = {"bins": [{"range": each, "points": place * 10} for place, each in enumerate(ranges)]}
        smallest, largest = {}, {}
        for integer in (False, True):
            item = a_plan(a_field("f", a_number("n", "[1, 3]", points=bins, integer=integer))).items[0]
            smallest[integer], largest[integer] = item.smallest, item.largest
        assert (smallest, largest) == ({False: 10, True: 10}, {False: 30, True: 30})
        middle = {
            "bins": [
                {"range": "[0, 1]", "points": 5},
                {"range": "(1, 2)", "points": 99},
                {"range": "[2, 9]", "points": 7},
            ]
        }
        assert a_plan(a_field("f", a_number("n", "[1, 3]", points=middle, integer=True))).items[0].largest == 7
        assert a_plan(a_field("f", a_number("n", "[1, 3]", points=middle))).items[0].largest == 99
