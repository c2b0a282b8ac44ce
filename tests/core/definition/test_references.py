"""Names that lead nowhere and rules that cannot be carried out: each is refused at its exact place."""

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, build_structure, parse_definition
from selfcheck_service.core.definition.cycles import on_cycles, postorder
from selfcheck_service.core.definition.expression_sizes import MOST_ENTRIES, MOST_TRIED, count_entries, count_tried
from selfcheck_service.core.definition.references import MOST_FIELDS, MOST_ITEMS, MOST_SUGGESTIONS
from tests.builders import (
    Data,
    a_computed,
    a_field,
    a_flag,
    a_gate,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_parent,
    a_questionnaire,
    a_rule,
    a_suggestion,
    a_text,
    an_attribute,
    an_item,
    an_overall,
    some_options,
)
from tests.core.faults import faults_of

ITEM = "/fields/0/items/0"
RULE = "/fields/0/scoring"
TWO_FORMS = [{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}]
STEPS = {"suggestion_types": [{"key": "step", "title": "Step"}]}


def one(item, **members):
    """What is wrong with a questionnaire of this one item."""
    return faults_of(a_questionnaire(a_field("f", item), **members))


def scored(**rule):
    """What is wrong with a questionnaire of two items under this rule."""
    return faults_of(a_questionnaire(a_field("f", an_item("a"), an_item("b"), scoring=a_rule(**rule))))


def unsaid(document):
    """The members that the scoring of a document's fields ought to say."""
    try:
        parse_definition(document)
    except DefinitionInvalid as refused:
        return [problem.parameters["member"] for problem in refused.problems]
    return []


class TestKeys:
    @pytest.mark.parametrize(
        ("members", "place"),
        [
            ({"response_scales": [{"key": "s", "options": some_options((1,))}] * 2}, "/response_scales/1/key"),
            ({"level_sets": [a_level_set(), a_level_set()]}, "/level_sets/1/key"),
            ({"item_classes": [{"key": "c", "title": "c"}] * 2}, "/item_classes/1/key"),
            ({"suggestion_types": [{"key": "c", "title": "c"}] * 2}, "/suggestion_types/1/key"),
            ({"profile": [an_attribute(), an_attribute()]}, "/profile/1/key"),
            ({"forms": [{"key": "c", "title": "c"}] * 2}, "/forms/1/key"),
            ({"perspectives": [{"key": "c", "title": "c"}] * 2}, "/perspectives/1/key"),
            ({"sources": [{"key": "c", "title": "c", "as_of": "2024-01-01"}] * 2}, "/sources/1/key"),
            ({"flags": [a_flag("x", {"all": []}), a_flag("x", {"all": []})]}, "/flags/1/key"),
            ({"languages": ["en", "de", "en"]}, "/languages/2"),
            ({"profile": [an_attribute("kind", "a", "b", "a")]}, "/profile/0/options/2/value"),
            (
                {"response_scales": [{"key": "s", "options": [*some_options((1, 2)), *some_options((3,))]}]},
                "/response_scales/0/options/2/value",
            ),
            (
                {"level_sets": [{"key": "s", "levels": [{"key": "l", "title": "l", "range": "[0, 1]"}] * 2}]},
                "/level_sets/0/levels/1/key",
            ),
        ],
    )
    def test_stand_once_within_their_kind(self, members, place):
        assert faults_of(a_questionnaire(**members)) == [(place, "duplicate_name")]

    def test_of_fields_items_and_suggestions_are_unique_in_the_whole_document(self):
        first = a_field("f", an_item("a"), suggestions=[a_suggestion("s")])
        second = a_field("g", an_item("a"), suggestions=[a_suggestion("s")])
        nested = a_parent("p", a_field("f", an_item("b")))
        assert faults_of(a_questionnaire(first, second, nested, **STEPS)) == [
            ("/fields/2/fields/0/key", "duplicate_name"),
            ("/fields/1/items/0/key", "duplicate_name"),
            ("/fields/1/suggestions/0/key", "duplicate_name"),
        ]

    def test_of_a_field_may_not_be_that_of_the_field_it_is_nested_in(self):
        document = a_questionnaire(a_parent("a", a_parent("a", a_parent("b", a_field("a")))))
        assert ("/fields/0/fields/0/key", "duplicate_name") in faults_of(document)
        bare = a_questionnaire({"key": "a", "title": "a", "fields": [{"key": "a", "title": "a"}]})
        assert faults_of(bare) == [("/fields/0/fields/0/key", "duplicate_name")]

    def test_overall_is_reserved(self):
        assert ("/fields/0/key", "reserved_key") in faults_of(a_questionnaire(a_field("overall", an_item("a"))))

    def test_of_options_may_be_the_same_number_and_text(self):
        options = [{"value": 1, "title": "one", "points": 1}, {"value": "1", "title": "text", "points": 2}]
        assert one(an_item("a", options=options)) == []
        assert one(an_item("a", options=[*options, options[1]])) == [(f"{ITEM}/options/2/value", "duplicate_name")]


class TestSizes:
    def test_of_a_whole_questionnaire_are_limited(self):
        items = [an_item(f"a{number}", (0, 1)) for number in range(700)]
        fields = [
            a_field(f"f{part}", *[{**item, "key": f"{item['key']}_{part}"} for item in items]) for part in range(3)
        ]
        assert 3 * len(items) > MOST_ITEMS
        assert faults_of(a_questionnaire(*fields)) == [("/fields", "too_long")]
        names = [f"f{number}" for number in range(MOST_FIELDS + 1)]
        split = [a_parent("left", *map(bare, names[:150])), a_parent("right", *map(bare, names[150:]))]
        assert ("/fields", "too_long") in faults_of(a_questionnaire(*split))
        steps = [a_suggestion(f"s{number}") for number in range(MOST_SUGGESTIONS // 2 + 1)]
        spread = [
            a_field(f"f{part}", suggestions=[{**s, "key": f"{s['key']}_{part}"} for s in steps[:1000]])
            for part in range(2)
        ]
        document = a_questionnaire(*spread, suggestions=[{**steps[0], "field": "f0"}], **STEPS)
        assert faults_of(document) == [("/fields", "too_long")]

    @pytest.mark.parametrize(
        ("expression", "entries"),
        [
            ("a" + " + a" * 249, 251),
            ("sum(class.all.values, field.f.items.values)", 2002),
            ("exp(a) + exp(a) ^ 2", 34),
            ("field.f + constant.c", 3),
            ("lookup('along', n1)", 6),
            ("lookup('grid', n1, n2)", 14),
            ("lookup('across', n1, n2)", 44),
            ("lookup('between', n1, n2)", 44),
        ],
    )
    def test_all_expressions_together_are_bounded(self, expression, entries):
        """Lists count with what stands in them, and what is worked out to many digits counts for more."""
        items = [a_number(f"n{place}", classes=["all"]) for place in range(999)]
        frame = {
            "item_classes": [{"key": "all", "title": "All"}],
            "constants": [{"key": "c", "value": 1}],
            "tables": [
                a_table("along", [[place, place] for place in range(40)]),
                a_table("grid", [[place, 1, place] for place in range(40)]),
                a_table("across", [[place, "any", place] for place in range(39)] + [["any", 1, 0]]),
                a_table("between", [[1, place, place] for place in range(40)], interpolate=True),
            ],
        }

        def document(count):
            flags = [a_flag(f"x{place}", {"value": expression, "is": {"equal": 1}}) for place in range(count)]
            return a_questionnaire(a_field("f", an_item("a"), *items), flags=flags, **frame)

        assert count_entries(build_structure(parse_definition(document(1)))) == entries
        if entries > 2000:
            assert ("", "too_long") not in faults_of(document(MOST_ENTRIES // entries))
            assert faults_of(document(MOST_ENTRIES // entries + 1)) == [("", "too_long")]

    @pytest.mark.parametrize(
        ("expression", "tried"),
        [
            ("a + b + n", 0),
            ("a + a", 5 * 3),
            ("a + a + b", 5 * 4),
            ("n + n", 0),
            ("a * a + b * b", 25 * 7),
            ("a * a + b * b + c * c + d * d", 256 * 13),
            ("sum(class.all.values) + a + b + c", 125 * 10),
            ("a - a + b - b + c - c" + " + 0" * 35, 5000 // 41 * 45),
            ("a - a + exp(b)", 5 * 15),
        ],
    )
    def test_what_bounds_try_is_bounded(self, expression, tried):
        """An expression that names choices more than once counts for each combination of their options."""
        items = [an_item(key, classes=["all"]) for key in "abcd"]
        frame = {"item_classes": [{"key": "all", "title": "All"}]}
        own = {name: value for name, value in a_rule().items() if name != "method"}
        rule = {**own, "formula": expression, "scale": [-10000, 10000]}

        def document(count):
            fields = [
                a_field("f", *items, a_number("n")),
                *(a_parent(f"f{place}", scoring=rule) for place in range(count)),
            ]
            return a_questionnaire(*fields, **frame)

        assert count_tried(build_structure(parse_definition(document(2)))) == 2 * tried
        if tried > 3000:
            assert ("", "too_long") not in faults_of(document(MOST_TRIED // tried))
            assert faults_of(document(MOST_TRIED // tried + 1)) == [("", "too_long")]

    def test_what_computed_items_try_counts_too(self):
        computed = a_computed("c", "a * a")
        document = a_questionnaire(a_field("f", an_item("a"), computed))
        assert count_tried(build_structure(parse_definition(document))) == 15

    def test_an_expression_of_the_defaults_counts_for_each_field(self):
        rule = a_rule(transform="raw + 1", scale=[0, 5])
        fields = [a_field(f"f{place}", an_item(f"a{place}"), scoring={"of": "items"}) for place in range(3)]
        document = a_questionnaire(*fields, defaults={"scoring": rule})
        assert count_entries(build_structure(parse_definition(document))) == 3 * 3

    def test_entries_count_with_all_that_takes_part(self):
        rule = {name: value for name, value in a_rule(of="items").items() if name != "method"}
        field = a_field("f", *map(an_item, "abc"), scoring={**rule, "formula": "mean(entries.points)"})
        assert count_entries(build_structure(parse_definition(a_questionnaire(field)))) == 1 + 4

    def test_every_language_is_no_language(self):
        text = {"any": "Item 1"}
        document = a_questionnaire(a_field("f", an_item("a", prompt=text)), languages=["any", "en"])
        assert ("/languages/0", "reserved_key") in faults_of(document)


def a_table(key, rows, **members):
    inputs = [{"name": f"n{place}", "type": "number"} for place in range(len(rows[0]) - 1)]
    return {"key": key, "inputs": inputs, "rows": rows, **members}


def bare(key):
    return {"key": key, "title": key}


class TestItems:
    @pytest.mark.parametrize(
        ("item", "fault"),
        [
            ({"scale": "none"}, (f"{ITEM}/scale", "unknown_reference")),
            ({"classes": ["core", "cor"]}, (f"{ITEM}/classes/1", "unknown_reference")),
            ({"forms": {"brief": {}}}, (f"{ITEM}/forms/brief", "unknown_reference")),
            ({"anchors": [{"value": 9, "text": "x"}]}, (f"{ITEM}/anchors/0/value", "unknown_value")),
            ({"anchors": [{"value": "1", "text": "x"}]}, (f"{ITEM}/anchors/0/value", "unknown_value")),
            ({"anchors": [{"value": 1, "text": "x"}] * 2}, (f"{ITEM}/anchors/1", "duplicate_name")),
        ],
    )
    def test_name_only_what_is_there(self, item, fault):
        made = an_item("a", **item)
        if "scale" in item:
            del made["options"]
            made["scored"] = False
            document = a_questionnaire(a_field("f", made, an_item("b")))
        else:
            document = a_questionnaire(a_field("f", made), item_classes=[{"key": "core", "title": "Core"}])
        assert faults_of(document) == [fault]

    def test_that_are_scored_have_points_for_every_answer(self):
        unsaid = [{"value": 0, "title": "0"}, {"value": 1, "title": "1", "points": 1}]
        assert one(an_item("a", options=unsaid)) == [(ITEM, "points_missing")]
        assert one(a_multiple_choice("a", options=unsaid)) == [(ITEM, "points_missing")]
        assert one(a_number("a", points=None)) == [(f"{ITEM}/number", "number_without_points")]
        counted = a_multiple_choice("a", options=unsaid, multiple_choice={"points_from": "count"})
        assert one(counted) == []

    def test_that_are_not_scored_need_no_points(self):
        context = an_item("a", options=[{"value": 0, "title": "0"}], scored=False)
        assert faults_of(a_questionnaire(a_field("f", context, an_item("b"), a_text("t")))) == []

    @pytest.mark.parametrize(
        ("rule", "exclusive", "possible"),
        [
            ({"minimum_selected": 3}, (), True),
            ({"minimum_selected": 4}, (), False),
            ({"maximum_selected": 4}, (), False),
            ({"minimum_selected": 2, "maximum_selected": 1}, (), False),
            ({"minimum_selected": 2}, (0, 1), False),
            ({"minimum_selected": 2}, (0,), True),
            ({"minimum_selected": 1}, (0, 1, 2), True),
            ({"minimum_selected": 1, "maximum_selected": 1}, (0, 1, 2), True),
            ({}, (0, 1, 2), True),
        ],
    )
    def test_of_multiple_choice_leave_a_selection_that_can_be_ticked(self, rule, exclusive, possible):
        found = one(a_multiple_choice("a", exclusive=exclusive, multiple_choice=rule))
        assert found == ([] if possible else [(f"{ITEM}/multiple_choice", "selection_impossible")])

    def test_of_multiple_choice_keep_to_the_limits_also_on_a_shared_scale(self):
        scales = [{"key": "s", "options": some_options((1, 2))}]
        item: Data = {"key": "a", "type": "multiple_choice", "prompt": "a", "scale": "s"}
        item["multiple_choice"] = {"minimum_selected": 3}
        assert one(item, response_scales=scales) == [(f"{ITEM}/multiple_choice", "selection_impossible")]

    @pytest.mark.parametrize("numbers", ["[0, inf)", "(-inf, 0]", "(-inf, inf)"])
    def test_that_are_worth_their_number_have_a_range_with_two_ends(self, numbers):
        assert one(a_number("a", numbers)) == [(f"{ITEM}/number/range", "range_unbounded")]

    @pytest.mark.parametrize(
        ("ranges", "integer", "faults"),
        [
            (["[0, 5)", "[5, 10]"], False, []),
            (["(-inf, 5)", "[5, inf)"], False, []),
            (["[0, 5)", "(5, 10]"], False, [(1, "ranges_gap")]),
            (["[0, 5]", "[5, 10]"], False, [(1, "ranges_overlap")]),
            (["[5, 10]", "[0, 5)"], False, [(1, "ranges_overlap"), (0, "range_not_covered"), (1, "range_not_covered")]),
            (["[1, 10]"], False, [(0, "range_not_covered")]),
            (["[0, 9]"], False, [(0, "range_not_covered")]),
            (["(0, 10)"], False, [(0, "range_not_covered")] * 2),
            (["[0, 4]", "[5, 10]"], True, []),
            (["[0, 4)", "[5, 10]"], True, [(1, "ranges_gap")]),
            (["(-1, 10.5)"], True, []),
        ],
    )
    def test_with_bins_find_one_for_every_number(self, ranges, integer, faults):
        bins = {"bins": [{"range": each, "points": 1} for each in ranges]}
        found = one(a_number("a", points=bins, integer=integer))
        assert found == [(f"{ITEM}/number/points/bins/{place}/range", code) for place, code in faults]


class TestScoring:
    @pytest.mark.parametrize(
        ("rule", "code"),
        [
            ({"scale": [4, 4]}, "range_without_length"),
            ({"scale": [4, 0]}, "range_without_length"),
            ({"rescale_from": [2, 2]}, "range_without_length"),
            ({"coverage": {"provisional": 0.8, "valid": 0.6}}, "coverage_order"),
            ({"method": None}, "scoring_incomplete"),
            ({"scale": None}, "scoring_incomplete"),
            ({"no_answer": {"unanswered": None}}, "scoring_incomplete"),
            ({"rounding": {"digits": 1}}, "scoring_incomplete"),
        ],
    )
    def test_rules_that_cannot_be_carried_out_are_refused(self, rule, code):
        assert set(scored(**rule)) == {(RULE, code)}

    @pytest.mark.parametrize(
        "rule",
        [
            {"rescale_from": [4, 0]},
            {"coverage": {"provisional": 0.6, "valid": 0.6}},
            {"coverage": {"provisional": 0.8}},
            {"coverage": {}},
            {"coverage": None, "rounding": None},
            {"rounding": {"digits": 0, "mode": "floor", "stage": "last"}},
        ],
    )
    def test_rules_that_can_are_accepted(self, rule):
        assert scored(**rule) == []

    def test_every_member_that_is_not_said_is_named(self):
        item = an_item("a", no_answers=["declined", "dont_know", "not_applicable"], shown_when={"all": []})
        document = a_questionnaire(a_field("f", item, scoring={"rounding": {}, "no_answer": {"unanswered": "exclude"}}))
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(document)
        assert [problem.parameters["member"] for problem in refused.value.problems] == [
            *("method", "scale", "no_answer.dont_know", "no_answer.declined", "no_answer.not_applicable"),
            *("no_answer.hidden", "rounding.digits", "rounding.mode", "rounding.stage"),
        ]

    def test_of_entries_that_nobody_knows_no_states_are_asked_for(self):
        rule = {"method": "mean", "scale": [0, 4], "of": [{"item": "gone"}]}
        document = a_questionnaire(a_field("f", an_item("a"), scoring=rule))
        assert faults_of(document) == [(f"{RULE}/of/0/item", "unknown_reference")]

    def test_without_a_rule_of_its_own_the_place_is_the_field(self):
        document = a_questionnaire({"key": "f", "title": "f", "items": [an_item("a")]})
        assert {place for place, _ in faults_of(document)} == {"/fields/0"}

    def test_only_fields_that_fields_enter_say_what_a_child_without_a_score_is_worth(self):
        states = dict.fromkeys(("unanswered", "dont_know", "declined", "not_applicable", "hidden"), "exclude")
        rule = {"method": "mean", "scale": [0, 4], "no_answer": states}
        field = a_field("f", an_item("a"), an_item("b"), scoring=rule)
        listed = {**field, "scoring": {**rule, "of": [{"item": "a"}]}}
        assert faults_of(a_questionnaire(field)) == faults_of(a_questionnaire(listed)) == []
        parent = a_parent("p", field, scoring=rule)
        mixed = a_field("p", an_item("c"), scoring={**rule, "of": [{"item": "c"}, {"field": "f"}]})
        assert faults_of(a_questionnaire(parent)) == [(RULE, "scoring_incomplete")]
        assert faults_of(a_questionnaire(mixed, field)) == [(RULE, "scoring_incomplete")]

    def test_a_policy_is_needed_for_every_state_that_can_occur_and_for_no_other(self):
        item = an_item("a", no_answers=["declined"])
        rule = {"method": "mean", "scale": [0, 4], "no_answer": {"unanswered": "required"}}
        assert unsaid(a_questionnaire(a_field("f", item, scoring=rule))) == ["no_answer.declined"]
        plain = a_field("f", an_item("a", no_answers=[]), scoring=rule)
        assert unsaid(a_questionnaire(plain)) == []
        assert unsaid(a_questionnaire(plain, forms=TWO_FORMS)) == ["no_answer.hidden"]
        asked = a_field("f", an_item("a", no_answers=[], forms={"short": {}}), scoring=rule)
        assert unsaid(a_questionnaire(asked, forms=TWO_FORMS)) == []

    def test_a_computed_item_can_be_in_the_states_of_what_it_names(self):
        rule = {"method": "mean", "scale": [0, 4], "no_answer": {"unanswered": "required"}}
        asked = a_number("n", no_answers=["declined"], scored=False)
        once = {"key": "once", "type": "computed", "title": "Once", "scored": False, "computed": {"value": "n + 1"}}
        twice = {**once, "key": "twice", "scored": True, "computed": {"value": "2 * once", "points": "value"}}
        document = a_questionnaire(a_field("f", asked, once, twice, scoring=rule))
        assert unsaid(document) == ["no_answer.declined", "no_answer.not_applicable"]

    def test_a_field_scored_from_fields_says_what_can_become_of_fields(self):
        states = {"unanswered": "required", "not_applicable": "exclude"}
        rule = {"method": "mean", "scale": [0, 4], "no_answer": states}
        above = {"method": "mean", "scale": [0, 4], "no_answer": {"not_computed": "required"}}
        always, perhaps = an_item("a", no_answers=[]), an_item("b", no_answers=["not_applicable"])
        for items, faults in (((always, perhaps), []), ((perhaps,), ["no_answer.not_applicable"])):
            field = a_field("f", *items, scoring=rule)
            assert unsaid(a_questionnaire(a_parent("p", field, scoring=above))) == faults
            middle = a_parent("m", field, scoring={**above, "no_answer": {**states, "not_computed": "required"}})
            assert unsaid(a_questionnaire(a_parent("p", middle, scoring=above))) == faults

    def test_fields_that_enter_each_other_or_do_not_exist_have_their_own_fault(self):
        rule = {"method": "mean", "scale": [0, 4], "no_answer": {"not_computed": "required", "not_applicable": "best"}}
        one = a_field("f", scoring={**rule, "of": [{"field": "g"}]})
        two = a_field("g", scoring={**rule, "of": [{"field": "f"}]})
        assert {code for _, code in faults_of(a_questionnaire(one, two))} == {"cycle"}
        lost = a_field("f", scoring={"method": "mean", "scale": [0, 4], "no_answer": {}, "of": [{"field": "nowhere"}]})
        assert {code for _, code in faults_of(a_questionnaire(lost))} == {"unknown_reference"}

    def test_items_and_nested_fields_leave_it_open_what_is_scored(self):
        both = a_field("f", an_item("a"), fields=[a_field("g")])
        assert faults_of(a_questionnaire(both)) == [(RULE, "entries_not_said")]

    @pytest.mark.parametrize("entries", ["items", "all_items", "fields"])
    def test_which_is_said_by_of(self, entries):
        both = a_field("f", an_item("a"), fields=[a_field("g")], scoring=a_rule(of=entries))
        assert faults_of(a_questionnaire(both)) == []

    @pytest.mark.parametrize(
        ("field", "entries"),
        [
            (a_field("f", an_item("a")), "fields"),
            (a_field("f", an_item("a"), fields=[bare("g")]), "fields"),
            (a_parent("f", a_field("g")), "items"),
            (a_field("f", a_text("t"), fields=[a_field("g")]), "items"),
        ],
    )
    def test_there_is_something_to_score(self, field, entries):
        document = a_questionnaire({**field, "scoring": a_rule(of=entries)})
        assert faults_of(document) == [(f"{RULE}/of", "nothing_to_score")]

    @pytest.mark.parametrize("member", ["scoring", "gates", "level_texts"])
    def test_a_field_without_scored_items_pretends_no_score(self, member):
        said = {"scoring": a_rule(), "gates": [a_gate("l1", {"all": []})], "level_texts": {"l1": "x"}}
        field = {**bare("f"), "items": [a_text("t")], member: said[member]}
        assert faults_of(a_questionnaire(field, a_field("g"))) == [(f"/fields/0/{member}", "nothing_to_score")]

    @pytest.mark.parametrize(
        ("entries", "faults"),
        [
            ([{"item": "nothing"}], [("/0/item", "unknown_reference")]),
            ([{"item": "t"}], [("/0/item", "not_scored")]),
            ([{"item": "a"}, {"field": "nothing"}], [("/1/field", "unknown_reference")]),
            ([{"field": "empty"}], [("/0/field", "not_scored")]),
            ([{"item": "a"}, {"item": "a", "weight": 2}], [("/1", "duplicate_name")]),
            ([{"item": "a", "weight": 0}, {"field": "g"}], []),
        ],
    )
    def test_entries_name_what_is_scored_once_each(self, entries, faults):
        field = a_field("f", an_item("a"), a_text("t"), scoring=a_rule(of=entries))
        document = a_questionnaire(field, a_field("g"), bare("empty"), overall=an_overall())
        assert faults_of(document) == [(f"{RULE}/of{place}", code) for place, code in faults]

    def test_no_score_enters_itself_however_long_the_way_round(self):
        fields = [
            a_field(key, scoring=a_rule(of=[{"item": f"{key}_item"}, {"field": following}]))
            for key, following in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"))
        ]
        assert faults_of(a_questionnaire(*fields)) == [(f"/fields/{place}/scoring", "cycle") for place in range(3)]
        alone = a_field("f", scoring=a_rule(of=[{"field": "f"}]))
        assert faults_of(a_questionnaire(alone)) == [(RULE, "cycle")]

    def test_whichever_depend_on_themselves_are_named_in_document_order(self):
        fields = []
        for key, following in (("b", "a"), ("a", "b")):
            case = {"level": "l1", "when": {"field": following, "level": {"is": "l1"}}}
            fields.append(a_field(key, an_item(f"{key}_item"), levels="set", classify=[case, {"level": "l0"}]))
        level_set = a_level_set("set")
        for level in level_set["levels"]:
            del level["range"]
        document = a_questionnaire(*fields, level_sets=[level_set])
        assert faults_of(document) == [(f"/fields/{place}/classify", "cycle") for place in range(2)]

    def test_the_whole_enters_no_field(self):
        document = a_questionnaire(a_field("f", scoring=a_rule(of=[{"field": "overall"}])), overall=an_overall())
        assert (f"{RULE}/of/0/field", "unknown_reference") in faults_of(document)

    def test_the_defaults_say_no_entries(self):
        document = a_questionnaire(defaults={"scoring": {"of": "items"}, "parent_scoring": {"of": "fields"}})
        assert [place for place, _ in faults_of(document)] == ["/defaults/scoring/of", "/defaults/parent_scoring/of"]


class TestLevels:
    def test_sets_and_levels_are_there(self):
        document = a_questionnaire(
            a_field("f", levels="nothing"),
            a_field("g", levels="set", level_texts={"l9": "x"}, gates=[a_gate("l8", {"all": []})]),
            a_field("h", levels="none", gates=[a_gate("l1", {"all": []})]),
            {**bare("i"), "levels": "nowhere"},
            level_sets=[a_level_set()],
            defaults={"levels": "away", "parent_levels": "far"},
        )
        assert faults_of(document) == [
            ("/defaults/levels", "unknown_reference"),
            ("/defaults/parent_levels", "unknown_reference"),
            ("/fields/0/levels", "unknown_reference"),
            ("/fields/1/level_texts/l9", "unknown_reference"),
            ("/fields/1/gates/0/level", "unknown_reference"),
            ("/fields/2/gates/0/level", "unknown_reference"),
            ("/fields/3/levels", "unknown_reference"),
        ]

    def test_a_list_of_cases_holds_at_least_one(self):
        document = a_questionnaire(a_field("f", an_item("a"), levels="set", classify=[]), level_sets=[a_level_set()])
        assert ("/fields/0/classify", "too_short") in faults_of(document)

    def test_none_is_no_level_set(self):
        fields = a_field("f", levels="none"), a_field("g")
        assert faults_of(a_questionnaire(*fields, defaults={"levels": "none"})) == []


class TestFrame:
    def test_a_perspective_names_a_form(self):
        forms = [{"key": "long", "title": "Long"}]
        views = [{"key": "a", "title": "a", "form": "lon"}, {"key": "b", "title": "b"}]
        assert faults_of(a_questionnaire(forms=forms, perspectives=views)) == [
            ("/perspectives/0/form", "unknown_reference")
        ]


class TestSuggestions:
    def faults(self, *suggestions, **members):
        return faults_of(a_questionnaire(a_field("f", suggestions=list(suggestions)), **STEPS, **members))

    def test_name_only_what_is_there(self):
        assert self.faults(a_suggestion(type="idea", sources=["law"], depends_on=["s", "r"], field="g")) == [
            ("/fields/0/suggestions/0/field", "wrong_field"),
            ("/fields/0/suggestions/0/type", "unknown_reference"),
            ("/fields/0/suggestions/0/sources/0", "unknown_reference"),
            ("/fields/0/suggestions/0/depends_on/1", "unknown_reference"),
            ("/fields/0/suggestions/0/depends_on", "cycle"),
        ]

    def test_at_top_level_name_their_field(self):
        steps = [a_suggestion("a"), a_suggestion("b", field="g"), a_suggestion("c", field="f")]
        assert self.faults(suggestions=steps) == [
            ("/suggestions/0", "missing"),
            ("/suggestions/1/field", "unknown_reference"),
        ]

    def test_may_repeat_their_field(self):
        assert self.faults(a_suggestion(field="f")) == []

    def test_do_not_wait_for_themselves(self):
        waiting = {"a": ["b"], "b": ["c"], "c": ["b"], "d": ["a"]}
        steps = [a_suggestion(key, depends_on=after) for key, after in waiting.items()]
        assert self.faults(*steps) == [
            ("/fields/0/suggestions/1/depends_on", "cycle"),
            ("/fields/0/suggestions/2/depends_on", "cycle"),
        ]


class TestCycles:
    def test_names_that_lead_back_to_themselves_are_found(self):
        edges = {"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a", "e"], "e": ["e"], "f": ["d", "gone"]}
        assert on_cycles(edges) == {"a", "b", "c", "e"}
        assert on_cycles({}) == frozenset()

    def test_what_is_reached_comes_before_what_reaches_it(self):
        edges = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
        assert list(postorder("a", edges, set())) == ["d", "b", "c", "a"]
        assert list(postorder("a", edges, {"b"})) == ["d", "c", "a"]
        assert list(postorder("a", edges, {"a"})) == []

    @pytest.mark.unmeasured
    def test_chains_may_be_longer_than_the_stack(self):
        edges = {str(number): [str(number + 1)] for number in range(20_000)}
        assert on_cycles(edges) == frozenset()
        assert len(on_cycles({**edges, "20000": ["0"]})) == 20_001


class TestCauses:
    """What only follows from another fault is not named."""

    def test_nothing_follows_from_an_unknown_response_scale(self):
        item = {**an_item("a"), "scale": "s", "anchors": [{"value": 1, "text": "One"}]}
        del item["options"]
        later = an_item("b", shown_when={"item": "a", "is": 1})
        document = a_questionnaire(a_field("f", item, later))
        assert faults_of(document) == [(f"{ITEM}/scale", "unknown_reference")]

    def test_nothing_follows_from_an_unknown_level_set(self):
        field = a_field(
            "f", an_item("a"), levels="set", level_texts={"low": "Low"}, gates=[a_gate("low", {"item": "a", "is": 1})]
        )
        flag = a_flag("x", {"field": "f", "level": {"is": "low"}})
        document = a_questionnaire(field, flags=[flag])
        assert faults_of(document) == [("/fields/0/levels", "unknown_reference")]

    def test_a_range_of_the_defaults_is_named_there(self):
        document = a_questionnaire(
            a_parent("p", a_field("f", an_item("a")), a_field("g", an_item("b"))),
            defaults={
                "scoring": a_rule(scale=[4, 0]),
                "parent_scoring": a_rule(
                    no_answer={"not_computed": "exclude"}, coverage={"provisional": 1, "valid": 0}
                ),
            },
        )
        for field in (document["fields"][0], *document["fields"][0]["fields"]):
            field.pop("scoring", None)
        assert faults_of(document) == [
            ("/defaults/scoring/scale", "range_without_length"),
            ("/defaults/parent_scoring/coverage", "coverage_order"),
        ]

    def test_a_range_of_the_defaults_that_no_field_inherits_hurts_nobody(self):
        own = a_field("f", an_item("a"), scoring=a_rule(scale=[0, 100], rescale_from=[0, 4]))
        assert faults_of(a_questionnaire(own, defaults={"scoring": {"scale": [4, 4]}})) == []

    def test_points_that_a_response_scale_lacks_are_named_there(self):
        scale = {"key": "s", "options": [{"value": 0, "title": "0"}, {"value": 1, "title": "1", "points": 1}]}
        items: list[Data] = [{"key": key, "type": "single_choice", "prompt": key, "scale": "s"} for key in "ab"]
        document = a_questionnaire(a_field("f", *items), response_scales=[scale])
        assert faults_of(document) == [("/response_scales/0/options/0", "points_missing")]
        items = [{**item, "scored": False} for item in items]
        assert faults_of(a_questionnaire(a_field("f", *items, an_item("c")), response_scales=[scale])) == []

    def test_no_policy_at_all_is_one_fault(self):
        document = a_questionnaire(a_field("f", an_item("a"), scoring={"method": "mean", "scale": [0, 4]}))
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(document)
        assert [problem.parameters["member"] for problem in refused.value.problems] == ["no_answer"]
