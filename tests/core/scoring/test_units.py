"""Fields that are repeated per unit: written out for as many as the answers name, and evaluated like any other."""

import json
from fractions import Fraction
from typing import Any

import pytest

from selfcheck_service.core.definition import AnswersInvalid, DefinitionInvalid, parse_definition, problems
from selfcheck_service.core.definition.building import build_structure, extremes_of
from selfcheck_service.core.definition.expansion import size_of
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.scoring import (
    Evaluation,
    FieldResult,
    canonical_results,
    compile_plan,
    evaluate,
    parse_answers,
)
from selfcheck_service.core.scoring.canonical import canonical_answers
from selfcheck_service.core.scoring.compile import MOST_PLANS_KEPT
from selfcheck_service.core.scoring.units import possible_units, units_of, with_units
from tests.builders import (
    STATES,
    Data,
    a_field,
    a_flag,
    a_gate,
    a_level_set,
    a_number,
    a_pairwise,
    a_parent,
    a_plan,
    a_questionnaire,
    a_rule,
    a_suggestion,
    an_attribute,
    an_item,
    an_overall,
    answers,
    evaluation_of,
    plan_of,
)
from tests.core.faults import faults_of, faults_of_answers, findings_in


def a_repeated(*items: Data, key: str = "teams", maximum: int = 3, units: Data | None = None, **overrides: Any) -> Data:
    """A field asked once for each team; its score is the mean of theirs."""
    repeated = {"title": "Team", "maximum": maximum, "scoring": a_rule(), **(units or {})}
    return a_field(key, *(items or (an_item("q"),)), **{"units": repeated, **overrides})


def scores(found: Evaluation) -> dict[str, object]:
    return {field.key: field.score for field in found.fields}


DOCUMENT = a_questionnaire(a_repeated(an_item("q"), an_item("r")), a_field("other", an_item("o")))
PLAN = plan_of(DOCUMENT)


class TestWrittenOut:
    def test_every_unit_is_a_child_field_with_items_of_its_own(self):
        found = evaluation_of(DOCUMENT, {"teams": [{"q": 1, "r": 2}, {"q": 4}], "o": 3})
        assert scores(found) == {"teams": 2.75, "teams.1": 1.5, "teams.2": 4, "other": 3}
        assert [(field.parent, field.title) for field in found.fields] == [
            (None, "Field teams"),
            ("teams", "Team 1"),
            ("teams", "Team 2"),
            (None, "Field other"),
        ]

    def test_units_that_somebody_does_not_have_are_nowhere(self):
        strict = a_repeated(an_item("q"), units={"scoring": a_rule(no_answer={"unanswered": "required"})})
        document = a_questionnaire(
            strict, flags=[a_flag("gap", {"count": {"field": "teams"}, "answered": False, "is": {"above": 0}})]
        )
        plan = plan_of(document)
        parsed = parse_answers(plan, answers(teams=[{"q": 1}, {"q": 2}]))
        results = json.loads(canonical_results(parsed))
        assert (list(results["fields"]), results["hidden"], results["flags"]) == (
            ["teams", "teams.1", "teams.2"],
            [],
            {"gap": False},
        )

    def test_what_the_answers_say_nothing_of_has_as_few_units_as_possible(self):
        document = a_questionnaire(a_repeated(units={"minimum": 2}))
        assert list(scores(evaluation_of(document, {}))) == ["teams", "teams.1", "teams.2"]

    def test_paths_lead_to_the_one_place_in_the_document(self):
        document = a_questionnaire(a_repeated(units={"minimum": 2}, fields=[a_field("sub", an_item("s"))]))
        document["fields"][0]["units"]["scoring"]["of"] = "all_items"
        structure = build_structure(parse_definition(document))
        assert {key: node.path for key, node in structure.nodes.items()} == {
            "teams": ("fields", 0),
            "teams.1": ("fields", 0, "units"),
            "sub.1": ("fields", 0, "fields", 0),
            "teams.2": ("fields", 0, "units"),
            "sub.2": ("fields", 0, "fields", 0),
        }
        assert structure.item_paths["s.2"] == ("fields", 0, "fields", 0, "items", 0)
        assert structure.item_fields["s.2"] == "sub.2"

    def test_units_stand_after_each_other_in_document_order(self):
        assert list(with_units(PLAN, (2,)).item_index) == ["q.1", "r.1", "q.2", "r.2", "o"]

    def test_a_document_without_them_has_one_plan(self):
        plan = a_plan()
        assert (plan.unit_counts, len(plan.family), extremes_of(plan.questionnaire)[1:]) == ((), 0, ())

    def test_only_few_plans_are_kept_and_those_that_were_used_last(self, monkeypatch):
        monkeypatch.setattr("selfcheck_service.core.scoring.compile.MOST_ITEMS_KEPT", 100)
        plan = a_plan(a_repeated(maximum=40))
        for count in (*range(1, 41), 39, 30):
            assert len(with_units(plan, (count,)).items) == count
        assert plan.family.keys() == [(39,), (30,)]
        assert with_units(with_units(plan, (30,)), (30,)) is with_units(plan, (30,))

    def test_small_plans_are_not_kept_without_end(self):
        """What a plan weighs is more than its items."""
        plan = a_plan(a_repeated(maximum=40))
        for count in range(2, 41):
            with_units(plan, (count,))
        assert len(plan.family) == MOST_PLANS_KEPT

    def test_answers_carry_the_plan_that_understood_them(self):
        parsed = parse_answers(PLAN, {"answers": {"teams": [{"q": 1}, {"q": 2}]}})
        assert parsed.plan is with_units(PLAN, (2,))
        assert "Plan(" not in repr(parsed)

    def test_only_repeated_fields_have_units(self):
        assert units_of(PLAN, "teams").maximum == 3
        assert possible_units(PLAN) == {"teams": range(1, 4)}
        with pytest.raises(KeyError):
            units_of(PLAN, "other")


class TestNames:
    """Within a unit, names mean what is in it."""

    def test_conditions_ask_for_items_of_their_own_unit(self):
        items = (an_item("q"), an_item("r", shown_when={"item": "q", "is": 1}))
        found = evaluation_of(a_questionnaire(a_repeated(*items)), {"teams": [{"q": 1}, {"q": 2}, {}]})
        assert found.hidden == ("r.2", "r.3")

    def test_expressions_name_items_of_their_own_unit(self):
        rule = a_rule(formula="q + item.r.points + 0 * count(class.c.points)", scale=[0, 8])
        rule.pop("method")
        items = (an_item("q", classes=["c"]), an_item("r"))
        repeated = a_repeated(*items, units={"scoring": rule}, scoring=a_rule(scale=[0, 8]))
        document = a_questionnaire(repeated, item_classes=[{"key": "c", "title": "C"}])
        found = evaluation_of(document, {"teams": [{"q": 1, "r": 2}, {"q": 4, "r": 4}]})
        assert scores(found) == {"teams": 5.5, "teams.1": 3, "teams.2": 8}

    def test_a_class_means_its_items_in_the_unit(self):
        gate = a_gate("l1", {"every": {"class": "c"}, "points": {"at_least": 2}})
        repeated = a_repeated(an_item("q", classes=["c"]), units={"levels": "set", "gates": [gate]})
        flag = a_flag("all", {"every": {"class": "c"}, "points": {"at_least": 1}})
        document = a_questionnaire(
            repeated, item_classes=[{"key": "c", "title": "C"}], level_sets=[a_level_set()], flags=[flag]
        )
        found = evaluation_of(document, {"teams": [{"q": 3}, {"q": 1}]})
        levels = {field.key: field.level.key for field in found.fields if field.level is not None}
        assert (levels, found.flags) == ({"teams.1": "l2", "teams.2": "l0"}, {"all": True})

    def test_a_class_that_the_unit_has_no_items_of_is_that_of_the_questionnaire(self):
        item = an_item("q", shown_when={"value": "count_true(class.c.points >= 1)", "is": {"at_least": 1}})
        document = a_questionnaire(
            a_field("first", an_item("a", classes=["c"])), a_repeated(item), item_classes=[{"key": "c", "title": "C"}]
        )
        assert evaluation_of(document, {"a": 0, "teams": [{}, {}]}).hidden == ("q.1", "q.2")

    def test_lists_of_entries_name_what_is_in_the_unit(self):
        rule = a_rule(of=[{"item": "q", "weight": 3}, {"field": "sub"}])
        repeated = a_repeated(an_item("q"), units={"scoring": rule}, fields=[a_field("sub", an_item("s"))])
        found = evaluation_of(a_questionnaire(repeated), {"teams": [{"q": 4, "s": 0}, {"q": 0, "s": 4}]})
        assert scores(found) == {"teams": 2, "teams.1": 3, "sub.1": 0, "teams.2": 1, "sub.2": 4}

    def test_conditions_ask_for_fields_of_their_own_unit(self):
        rule = a_rule(of="all_items", requires={"field": "sub", "score": {"at_least": 2}})
        repeated = a_repeated(an_item("q"), units={"scoring": rule}, fields=[a_field("sub", an_item("s"))])
        found = evaluation_of(a_questionnaire(repeated), {"teams": [{"q": 4, "s": 0}, {"q": 0, "s": 4}]})
        assert {field.key: field.reason for field in found.fields if field.reason} == {"teams.1": "requirement"}

    def test_selections_and_lists_name_items_of_their_own_unit(self):
        some = {"some": {"items": ["q", "r"]}, "points": {"at_least": 3}}
        gate = a_gate("l1", {"all": [some, {"value": "count_true(q in [1, r])", "is": {"equal": 1}}]})
        repeated = a_repeated(an_item("q"), an_item("r"), units={"levels": "set", "gates": [gate]})
        document = a_questionnaire(repeated, level_sets=[a_level_set()])
        found = evaluation_of(document, {"teams": [{"q": 1, "r": 3}, {"q": 1, "r": 2}, {"q": 3, "r": 2}]})
        levels = [field.level.key for field in found.fields if field.level is not None]
        assert levels == ["l1", "l0", "l0"]

    def test_pairs_are_compared_in_each_unit(self):
        item = an_item("q", shown_when={"value": "wins(p, 'x')", "is": {"at_least": 1}})
        document = a_questionnaire(a_repeated(a_pairwise("p", "x", "y"), item))
        given = {"teams": [{"p": [["y", "x"]]}, {"p": [["x", "y"]]}, {"p": {"no_answer": "declined"}}]}
        assert evaluation_of(document, given).hidden == ("q.1", "q.3")

    def test_keys_that_are_reserved_words_can_be_named(self):
        items = (an_item("value"), an_item("q", shown_when={"value": "item.value", "is": {"equal": 1}}))
        assert evaluation_of(a_questionnaire(a_repeated(*items)), {"teams": [{"value": 1}, {}]}).hidden == ("q.2",)

    def test_the_text_of_an_expression_stays_the_author_s(self):
        item = an_item("r", shown_when={"value": "q  +  0", "is": {"equal": 1}})
        questionnaire = parse_definition(a_questionnaire(a_repeated(an_item("q"), item)))
        condition = build_structure(questionnaire).items["r.1"].shown_when
        assert str(getattr(condition, "value", "")) == "q  +  0"


class TestFromOutside:
    @pytest.mark.parametrize(
        ("expression", "value"),
        [
            ("units(teams)", 2),
            ("sum(field.teams.items.points)", 5),
            ("count(field.teams.items.values)", 2),
            ("max(field.teams.fields)", 4),
            ("sum(class.c.points)", 5),
            ("weighted(field.teams.fields, field.teams.items.points)", 3.4),
            ("weighted(class.c.values, field.teams.fields)", 3.4),
        ],
    )
    def test_lists_hold_what_all_units_have(self, expression, value):
        repeated = a_repeated(an_item("q", classes=["c"]))
        flag = a_flag("right", {"value": expression, "is": {"equal": value}})
        document = a_questionnaire(repeated, item_classes=[{"key": "c", "title": "C"}], flags=[flag])
        assert evaluation_of(document, {"teams": [{"q": 1}, {"q": 4}]}).flags == {"right": True}

    @pytest.mark.parametrize(
        "condition",
        [
            {"item": "q", "answered": True},
            {"item": "p", "answered": True},
            {"field": "sub", "score": {"above": 1}},
            {"value": "q", "is": {"above": 1}},
            {"value": "item.q.points", "is": {"above": 1}},
            {"value": "field.sub", "is": {"above": 1}},
            {"value": "wins(p, 'x')", "is": {"above": 1}},
            {"value": "if(answered(q), 1, 0)", "is": {"above": 0}},
            {"count": {"items": ["q"]}, "answered": True, "is": {"above": 1}},
            {"count": {"field": "sub"}, "answered": True, "is": {"above": 1}},
        ],
    )
    def test_one_of_several_cannot_be_named(self, condition):
        repeated = a_repeated(an_item("q"), a_pairwise("p"), fields=[a_field("sub", an_item("s"))])
        repeated["units"]["scoring"]["of"] = "all_items"
        faults = faults_of(a_questionnaire(repeated, flags=[a_flag("x", condition)]))
        assert [code for _, code in faults] == ["stands_for_several"]

    def test_what_everybody_has_can_be_named_by_its_own_key(self):
        document = a_questionnaire(a_repeated(), flags=[a_flag("first", {"field": "teams.1", "score": {"above": 1}})])
        assert evaluation_of(document, {"teams": [{"q": 2}]}).flags == {"first": True}
        document["flags"][0]["when"]["field"] = "teams.2"
        assert faults_of(document) == [("/flags/0/when/field", "unknown_reference")]

    @pytest.mark.parametrize(
        ("expression", "value"),
        [("q.1", 2), ("item.q.1", 2), ("q.1.points + 1", 3), ("field.teams.1", 2), ("field.teams.1.coverage", 1)],
    )
    def test_expressions_name_it_like_conditions_do(self, expression, value):
        flag = a_flag("first", {"value": expression, "is": {"equal": value}})
        assert evaluation_of(a_questionnaire(a_repeated(), flags=[flag]), {"teams": [{"q": 2}]}).flags == {
            "first": True
        }
        flag["when"]["value"] = "q.2"
        assert faults_of(a_questionnaire(a_repeated(), flags=[flag])) == [("/flags/0/when/value", "unknown_name")]

    @pytest.mark.parametrize("name", ["class.c.teams.1", "field.teams.1.items"])
    def test_lists_within_one_unit_can_be_named_from_outside(self, name):
        rule = a_rule(method=None, formula=f"sum({name}.points) + sum({name}.values)", scale=[0, 8])
        repeated = a_repeated(an_item("q", classes=["c"]))
        document = a_questionnaire(repeated, a_field("other", scoring=rule), item_classes=[{"key": "c", "title": "C"}])
        assert faults_of(document) == []
        assert scores(evaluation_of(document, {"teams": [{"q": 2}, {"q": 4}]}))["other"] == 4

    @pytest.mark.parametrize(
        ("formula", "enter"), [("field.teams.1", True), ("sum(field.teams.1.items.points)", False)]
    )
    def test_the_items_of_a_unit_are_not_taken_for_a_field(self, formula, enter):
        document = a_questionnaire(
            a_repeated(), a_field("other", scoring=a_rule(method=None, formula=formula, scale=[0, 8]))
        )
        structure = build_structure(parse_definition(document))
        assert structure.rule_of(structure.nodes["other"]).enters_fields is enter

    def test_within_a_unit_a_key_of_that_unit_stays(self):
        one = an_item("r", shown_when={"value": "q + q.1 > 5"})
        found = evaluation_of(a_questionnaire(a_repeated(an_item("q"), one)), {"teams": [{"q": 2}, {"q": 4}]})
        assert found.hidden == ("r.1",)

    def test_a_list_that_is_written_out_fits_only_where_the_number_is_fixed(self):
        def document(**units: int) -> Data:
            condition = {"value": "sum([1, 2] * field.teams.fields)", "is": {"above": 1}}
            return a_questionnaire(a_repeated(units=units), flags=[a_flag("x", condition)])

        assert faults_of(document(minimum=2, maximum=2)) == []
        for fewest in (1, 2):
            assert faults_of(document(minimum=fewest)) == [("/flags/0/when/value", "lists_differ")]

    def test_lists_with_several_things_for_each_unit_fit_only_the_same_things(self):
        items = (an_item("q", classes=["c"]), an_item("r", classes=["c", "d"]), an_item("s", classes=["d"]))
        frame: Data = {"item_classes": [{"key": key, "title": key} for key in "cd"]}
        for one, two, fits in (
            ("class.c.points", "class.c.values", True),
            ("class.c.points", "class.d.points", False),
            ("class.c.points", "field.teams.fields", False),
        ):
            flag = a_flag("x", {"value": f"sum({one} * {two})", "is": {"above": 1}})
            assert (faults_of(a_questionnaire(a_repeated(*items), flags=[flag], **frame)) == []) is fits

    def test_units_asks_for_repeated_fields_only(self):
        flag = a_flag("x", {"value": "units(other)", "is": {"above": 1}})
        document = a_questionnaire(a_repeated(), a_field("other"), flags=[flag])
        assert faults_of(document) == [("/flags/0/when/value", "not_of_kind")]


class TestAnswers:
    @pytest.mark.parametrize(
        ("given", "faults"),
        [
            ("x", [("/answers/teams", "wrong_type")]),
            (None, [("/answers/teams", "wrong_type")]),
            (2, [("/answers/teams", "wrong_type")]),
            ({"no_answer": "declined"}, [("/answers/teams", "wrong_type")]),
            ([], [("/answers/teams", "units_count")]),
            ([{}] * 4, [("/answers/teams", "units_count")]),
            ([{}] * 2000, [("/answers/teams", "units_count")]),
            ([1, {"q": 9}], [("/answers/teams/0", "wrong_type"), ("/answers/teams/1/q", "unknown_option")]),
            ([{"q.1": 1}], [("/answers/teams/0/q.1", "unknown_item")]),
            ([{"o": 1}], [("/answers/teams/0/o", "unknown_item")]),
            ([{"teams": []}], [("/answers/teams/0/teams", "unknown_item")]),
            ([{"q": {"no_answer": "x"}}], [("/answers/teams/0/q/no_answer", "not_one_of")]),
            ([{"q": 1, 5: 1}], [("/answers/teams/0/5", "unknown_item")]),
        ],
    )
    def test_of_another_shape_are_refused_at_their_place(self, given, faults):
        assert faults_of_answers(PLAN, answers(teams=given)) == faults

    def test_of_many_unknown_names_only_the_first_are_compared(self, monkeypatch):
        compared = []
        monkeypatch.setattr(problems, "get_close_matches", lambda name, *_arguments, **_options: compared.append(name))
        found = faults_of_answers(PLAN, answers(teams=[{f"q{number}": 1 for number in range(300)}, {}]))
        assert len(found) == 300
        assert len(compared) == 20

    def test_keys_of_units_are_no_items_outside(self):
        assert faults_of_answers(PLAN, answers(q=1)) == [("/answers/q", "unknown_item")]
        with pytest.raises(AnswersInvalid, match=r"There is no item “q”. \(teams: \[\{q: …\}\]\)"):
            parse_answers(PLAN, answers(q=1))

    def test_items_can_be_answered_under_their_own_keys(self):
        flat = answers(**{"teams": [{}, {}], "q.1": 1, "q.2": 4})
        nested = answers(teams=[{"q": 1}, {"q": 4}])
        one, two = (evaluate(parse_answers(PLAN, body), language="en") for body in (flat, nested))
        assert one == two
        assert faults_of_answers(PLAN, answers(**{"teams": [{"q": 1}], "q.1": 1})) == [
            ("/answers/q.1", "answered_twice")
        ]
        assert faults_of_answers(PLAN, answers(**{"q.2": 1})) == [("/answers/q.2", "unknown_item")]

    def test_pairs_in_units_are_refused_at_their_place(self):
        plan = a_plan(a_repeated(an_item("q"), a_pairwise("p")))
        assert faults_of_answers(plan, answers(teams=[{"p": [["x", "w"]]}])) == [
            ("/answers/teams/0/p/0", "unknown_pair")
        ]

    def test_a_slip_of_the_pen_is_named_with_what_was_meant(self):
        plan = a_plan(a_repeated(an_item("quality")))
        with pytest.raises(Exception, match=r"There is no item “qualty”. \(quality\?\)"):
            parse_answers(plan, answers(teams=[{"qualty": 1}]))

    def test_canonical_answers_name_items_and_the_number_of_units(self):
        parsed = parse_answers(PLAN, answers(teams=[{"q": 1}, {"r": {"no_answer": "declined"}}], o=2))
        assert canonical_answers(parsed) == (
            b'{"answers":{"o":2,"q.1":1,"r.2":{"no_answer":"declined"},"teams":2},"perspective":null,"profile":{}}'
        )

    def test_keys_stay_in_order_among_each_other(self):
        plan = a_plan(a_repeated(an_item("t"), an_item("teamster"), key="team"), a_field("f", an_item("team_o")))
        parsed = parse_answers(plan, answers(team=[{"t": 1, "teamster": 2}], team_o=1))
        found = list(json.loads(canonical_answers(parsed))["answers"])
        assert found == sorted(found) == ["t.1", "team", "team_o", "teamster.1"]

    def test_the_receipt_tells_two_units_from_three(self):
        receipts = [evaluation_of(DOCUMENT, {"teams": [{"q": 1}] + [{}] * more}).receipt for more in (1, 2)]
        assert len({receipt.answers_digest for receipt in receipts}) == len(receipts)
        assert len({receipt.definition_hash for receipt in receipts}) == 1

    def test_the_receipt_can_be_replayed_from_another_plan(self):
        body = answers(teams=[{"q": 1}, {"q": 4}], o=2)
        found = evaluate(parse_answers(PLAN, body), language="en").receipt
        again = plan_of(DOCUMENT)
        parse_answers(again, answers(teams=[{}] * 3))
        assert evaluate(parse_answers(again, body), language="en").receipt == found


class TestExplanation:
    def test_units_are_named_clearly(self):
        document = a_questionnaire(a_repeated(), overall=an_overall(levels="set"), level_sets=[a_level_set()])
        plan = plan_of(document)
        body = answers(teams=[{"q": 1}, {"q": 2}])
        found = evaluate(parse_answers(plan, body), language="en", explanation="full")
        assert titles_of(found.fields[0]) == ["Team 1", "Team 2"]
        assert titles_of(found.fields[1]) == ["Team 1: Item q"]
        above = found.overall.explanation if found.overall is not None else None
        upward = above.next_level if above is not None else None
        changes = (upward.changes if upward is not None else None) or ()
        assert {change.item: change.prompt for change in changes} == {"q.1": "Team 1: Item q"}


def titles_of(field: FieldResult) -> list[str]:
    """What the lines of a full explanation are called."""
    lines = field.explanation.contributions if field.explanation is not None else None
    return [line.title for line in lines or ()]


class TestDefinition:
    @pytest.mark.parametrize(
        ("units", "fault"),
        [
            ({"minimum": 0}, "out_of_range"),
            ({"minimum": 4}, "out_of_range"),
            ({"maximum": 1001}, "out_of_range"),
            ({"maximum": 400}, "too_long"),
            ({"maximum": "3"}, "wrong_type"),
            ({"title": None}, "wrong_type"),
            ({"key": "x"}, "unknown_member"),
        ],
    )
    def test_members_that_do_not_fit_are_refused(self, units, fault):
        assert [code for _, code in faults_of(a_questionnaire(a_repeated(units=units)))] == [fault]

    def test_the_largest_size_counts_and_is_not_written_out(self):
        many = [an_item(f"q{number}") for number in range(1000)]
        assert faults_of(a_questionnaire(a_repeated(*many, maximum=3))) == [("/fields", "too_long")]
        assert faults_of(a_questionnaire(a_repeated(*many, maximum=1000, units={"minimum": 1000}))) == [
            ("/fields", "too_long"),
            ("/fields", "too_long"),
        ]
        nested = a_repeated(an_item("q"), a_pairwise("p"), maximum=5, fields=[a_field("sub", an_item("s"))])
        questionnaire = parse_definition(
            {**DOCUMENT, "fields": [{**nested, "units": {**nested["units"], "scoring": a_rule(of="items")}}]}
        )
        size = size_of(questionnaire)
        assert (size.items, size.fields) == (5 * (1 + 3 + 1), 1 + 5 * 2)
        largest = extremes_of(questionnaire)[-1]
        assert (len(largest.items), len(largest.nodes)) == (size.items, size.fields)

    def test_units_do_not_nest_and_have_no_suggestions(self):
        inner = a_repeated(an_item("s"), key="inner", suggestions=[a_suggestion()])
        outer = a_repeated(an_item("q"), fields=[inner], units={"scoring": a_rule(of="all_items")})
        document = a_questionnaire(outer, suggestion_types=[{"key": "step", "title": "Step"}])
        assert faults_of(document)[:2] == [
            ("/fields/0/fields/0/units", "not_in_units"),
            ("/fields/0/fields/0/suggestions", "not_in_units"),
        ]

    def test_the_field_itself_has_suggestions_levels_and_a_parent(self):
        suggestion = a_suggestion(when={"field": "teams", "score": {"below": 2}})
        repeated = a_repeated(suggestions=[suggestion], levels="set")
        document = a_questionnaire(
            a_parent("all", repeated),
            suggestion_types=[{"key": "step", "title": "Step"}],
            level_sets=[a_level_set()],
        )
        found = evaluation_of(document, {"teams": [{"q": 0}, {"q": 2}]})
        assert [offer.key for offer in found.suggestions] == ["s"]
        assert {field.key: field.level.key for field in found.fields if field.level} == {"teams": "l1"}
        assert scores(found)["all"] == 1

    def test_a_repeated_field_and_an_item_have_different_keys(self):
        document = a_questionnaire(a_repeated(), a_field("f", an_item("teams")))
        assert faults_of(document) == [("/fields/0/key", "duplicate_name")]

    def test_a_fault_in_a_unit_is_said_once_and_of_the_author_s_key(self):
        item = an_item("r", classes=["none"], shown_when={"item": "late", "answered": True})
        repeated = a_repeated(item, an_item("late"), units={"minimum": 2, "scoring": a_rule(of=[{"item": "gone"}])})
        document = a_questionnaire(repeated)
        assert faults_of(document) == [
            ("/fields/0/units/scoring/of/0/item", "unknown_reference"),
            ("/fields/0/items/0/classes/0", "unknown_reference"),
            ("/fields/0/items/0/shown_when/item", "not_known_here"),
        ]

    def test_the_linter_looks_at_few_units_and_at_many(self):
        rule = a_rule(method="sum", scale=[0, 8])
        document = a_questionnaire(
            a_repeated(scoring=rule, maximum=3, levels="wide"), level_sets=[a_level_set("wide", "[0, 4)", "[4, 8]")]
        )
        assert findings_in(document) == []
        never = a_flag("x", {"value": "units(teams)", "is": {"equal": 2}})
        assert findings_in({**document, "flags": [never]}) == []
        never["when"]["is"]["equal"] = 4
        assert findings_in({**document, "flags": [never]}) == [("/flags/0/when", "never_true", "error")]
        many = a_flag("x", {"count": {"field": "teams"}, "answered": True, "is": {"at_least": 3}})
        assert findings_in({**document, "flags": [many]}) == []
        divided = a_flag("x", {"value": "1 / (units(teams) - 2)", "is": {"above": 0}})
        assert [code for _, code, _ in findings_in({**document, "flags": [divided]})] == ["may_divide_by_zero"]

    def test_what_few_units_never_reach_many_may(self):
        document = a_questionnaire(a_repeated(an_item("q", classes=["k"])), item_classes=[{"key": "k", "title": "K"}])
        flag = a_flag("x", {"value": "sum(class.k.points)", "is": {"at_least": 12}})
        assert findings_in({**document, "flags": [flag]}) == []
        flag["when"]["is"]["at_least"] = 13
        assert findings_in({**document, "flags": [flag]}) == [("/flags/0/when", "never_true", "error")]

    def test_within_a_unit_nothing_is_absent_that_the_unit_has(self):
        needed = dict.fromkeys(STATES, "required")
        items = [an_item(key, points=(1, 2, 3, 4, 5)) for key in ("q", "r")]
        units = {"scoring": a_rule(method="sum", scale=[2, 10], no_answer=needed), "minimum": 1, "maximum": 3}
        rule = a_rule(
            method="sum", scale=[0, 30], no_answer=dict.fromkeys(("not_computed", "not_applicable"), "required")
        )
        most = extremes_of(parse_definition(a_questionnaire(a_repeated(*items, units=units, scoring=rule))))[1]
        spans = ScoreSpans(most)
        ends = [(Fraction(low), Fraction(high)) for low, high in ((2, 10), (2, 10), (2, 30))]
        assert [spans.of_field(key) for key in ("teams.1", "teams.3", "teams")] == ends

    def test_the_linter_speaks_of_the_author_s_key(self):
        item = an_item("r", shown_when={"all": [{"item": "q", "is": 0}, {"item": "q", "is": 1}]})
        document = a_questionnaire(a_repeated(an_item("q"), item))
        assert findings_in(document) == [("/fields/0/items/1/shown_when", "never_true", "error")]
        unused = a_repeated(an_item("q"), a_number("n", scored=False), units={"levels": "none", "level_texts": {}})
        assert findings_in(a_questionnaire(unused)) == []

    def test_another_plan_for_each_number_has_the_same_hash(self):
        assert with_units(PLAN, (3,)).definition_hash == PLAN.definition_hash
        units = {"teams": 3}
        assert compile_plan(PLAN.questionnaire, units=units).definition_hash == PLAN.definition_hash


def test_a_text_that_is_spelled_like_a_key_of_a_unit_stays():
    document = a_questionnaire(a_repeated(an_item("q", shown_when={"profile": "kind", "is": "q.1"})))
    document["profile"] = [an_attribute()]
    with pytest.raises(DefinitionInvalid, match=r"“q\.1” is not a value of “kind”"):
        parse_definition(document)


def test_two_names_that_lead_nowhere_at_one_place_are_both_said():
    formula = {**a_rule(formula="gone + nowhere"), "method": None}
    units = {"scoring": {name: said for name, said in formula.items() if said is not None}}
    with pytest.raises(DefinitionInvalid) as refused:
        parse_definition(a_questionnaire(a_repeated(an_item("q"), units=units)))
    assert [found.parameters["name"] for found in refused.value.problems] == ["gone", "nowhere"]


def test_the_repeated_field_itself_is_no_more_than_one():
    flag = a_flag("x", {"value": "teams", "is": {"above": 1}})
    assert faults_of(a_questionnaire(a_repeated(), flags=[flag])) == [("/flags/0/when/value", "written_otherwise")]
