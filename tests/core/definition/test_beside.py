"""What stands beside the scores: procedures, patterns, crosswalks, groups, urgency, partial languages."""

import pytest

from selfcheck_service.core.definition import (
    build_structure,
    canonical_document,
    definition_hash,
    localise_document,
    parse_definition,
    plain_document,
)
from selfcheck_service.core.definition.model import ThematicField
from tests.builders import (
    Data,
    a_field,
    a_level_set,
    a_parent,
    a_procedure,
    a_questionnaire,
    a_suggestion,
    a_text,
    an_item,
    an_overall,
)
from tests.core.faults import faults_of, findings_in

STEPS: Data = {"suggestion_types": [{"key": "step", "title": "Step"}]}
URGENT = an_item("soon", scored=False)
NEVER: Data = {"any": []}


def crosswalk(**overrides):
    made = {
        "key": "guide",
        "title": "Guide",
        "targets": [{"key": "one", "title": "One"}, {"key": "two", "title": "Two"}],
    }
    return {**made, **overrides}


class TestSuggestions:
    def findings(self, **members):
        step = a_suggestion(**members)
        return faults_of(a_questionnaire(suggestions=[{k: v for k, v in step.items() if v is not None}], **STEPS))

    @pytest.mark.parametrize("members", [{"when": None}, {"pattern": "camps"}])
    def test_have_a_condition_or_a_pattern(self, members):
        assert self.findings(field="f", **members) == [("/suggestions/0", "exactly_one_of")]

    def test_with_a_pattern_may_be_for_any_field(self):
        assert self.findings(when=None, pattern="strength") == []
        assert self.findings(when=None, pattern="strength", field="overall") == [
            ("/suggestions/0/field", "unknown_reference")
        ]
        assert self.findings() == [("/suggestions/0", "missing")]

    def test_know_their_patterns(self):
        assert self.findings(when=None, pattern="weather") == [("/suggestions/0/pattern", "not_one_of")]

    def test_name_procedures_that_are_there(self):
        document = a_questionnaire(
            a_field("f", suggestions=[a_suggestion(procedures=["table", "chair"])]),
            procedures=[a_procedure()],
            **STEPS,
        )
        assert faults_of(document) == [("/fields/0/suggestions/0/procedures/1", "unknown_reference")]


class TestProcedures:
    def findings(self, **members):
        return faults_of(a_questionnaire(procedures=[a_procedure(**members)], **STEPS))

    @pytest.mark.parametrize("size", ["[4, 8.5]", "(4, 8]", "[4, 8)", "[0, 8]", "[4, inf)", "(-inf, 8]"])
    def test_are_for_whole_numbers_of_people(self, size):
        assert self.findings(group_size=size) == [("/procedures/0/group_size", "malformed")]

    def test_take_as_long_as_their_steps(self):
        assert self.findings(minutes=61) == [("/procedures/0/minutes", "minutes_differ")]
        assert self.findings(minutes=60) == []

    def test_may_leave_open_how_long_a_step_takes(self):
        steps = [{"key": "talk", "title": "Talk", "minutes": 10}, {"key": "end", "title": "End"}]
        assert self.findings(steps=steps) == []
        assert self.findings(steps=[]) == []

    def test_name_what_is_there_once(self):
        role = {"key": "host", "title": "Host"}
        step = {"key": "talk", "title": "Talk"}
        found = self.findings(type="other", roles=[role, role], steps=[step, step], sources=["law"])
        assert found == [
            ("/procedures/0/type", "unknown_reference"),
            ("/procedures/0/roles/1/key", "duplicate_name"),
            ("/procedures/0/steps/1/key", "duplicate_name"),
            ("/procedures/0/sources/0", "unknown_reference"),
        ]
        twice = faults_of(a_questionnaire(procedures=[a_procedure(), a_procedure()], **STEPS))
        assert twice == [("/procedures/1/key", "duplicate_name")]

    def test_count_as_use_of_types_and_sources(self):
        law = {"key": "law", "title": "A law", "as_of": "2024"}
        document = a_questionnaire(procedures=[a_procedure(sources=["law"])], sources=[law], **STEPS)
        assert findings_in(document) == []


class TestCrosswalks:
    def findings(self, *links, **members):
        return faults_of(a_questionnaire(crosswalks=[crosswalk(links=list(links))], **members))

    def test_lead_from_fields_and_items_to_their_targets(self):
        links = (
            {"field": "f", "to": ["one"]},
            {"item": "f_item", "to": ["one", "two"]},
            {"field": "overall", "to": ["two"]},
        )
        assert self.findings(*links, overall=an_overall()) == []
        assert self.findings(*links) == [("/crosswalks/0/links/2/field", "unknown_reference")]

    def test_lead_nowhere_else(self):
        found = self.findings(
            {"field": "g", "to": ["one", "one"]},
            {"item": "x", "to": ["three"]},
            {"field": "f", "to": ["one"]},
            {"field": "f", "to": ["two"]},
        )
        assert found == [
            ("/crosswalks/0/links/3/field", "duplicate_name"),
            ("/crosswalks/0/links/0/field", "unknown_reference"),
            ("/crosswalks/0/links/1/item", "unknown_reference"),
            ("/crosswalks/0/links/0/to/1", "duplicate_name"),
            ("/crosswalks/0/links/1/to/0", "unknown_reference"),
        ]

    @pytest.mark.parametrize("link", [{"to": ["one"]}, {"field": "f", "item": "f_item", "to": ["one"]}])
    def test_lead_from_one_thing(self, link):
        assert self.findings(link) == [("/crosswalks/0/links/0", "exactly_one_of")]

    def test_have_targets_of_their_own_and_a_source(self):
        one = {"key": "one", "title": "One"}
        document = a_questionnaire(crosswalks=[crosswalk(targets=[one, one], source="law")])
        assert faults_of(document) == [
            ("/crosswalks/0/source", "unknown_reference"),
            ("/crosswalks/0/targets/1/key", "duplicate_name"),
        ]


class TestFields:
    def findings(self, *items, **members):
        return faults_of(a_questionnaire(a_field("f", an_item("a"), *items, **members)))

    def test_stand_in_groups_that_are_there(self):
        groups = {"field_groups": [{"key": "inner", "title": "Inner"}, {"key": "outer", "title": "Outer"}]}
        assert faults_of(a_questionnaire(a_field(group="inner"), **groups)) == []
        assert self.findings(group="inner") == [("/fields/0/group", "unknown_reference")]
        found = findings_in(a_questionnaire(a_field(group="inner"), **groups))
        assert found == [("/field_groups/1", "unused", "warning")]

    def test_ask_how_urgent_they_are_without_scoring_it(self):
        assert self.findings(URGENT, urgency="soon") == []
        assert self.findings(urgency="soon") == [("/fields/0/urgency", "unknown_reference")]

    @pytest.mark.parametrize(
        "item",
        [
            an_item("soon"),
            a_text("soon"),
            an_item("soon", scored=False, options=[{"value": "very", "title": "Very"}]),
            an_item("soon", type="multiple_choice", scored=False),
        ],
    )
    def test_take_whole_numbers_for_it(self, item):
        assert self.findings(item, urgency="soon") == [("/fields/0/urgency", "no_urgency")]

    def test_ask_for_evidence_in_words(self):
        assert self.findings(a_text("notes"), evidence="notes") == []
        assert self.findings(evidence="a") == [("/fields/0/evidence", "no_evidence")]
        assert self.findings(evidence="notes") == [("/fields/0/evidence", "unknown_reference")]

    def test_nested_in_one_that_is_repeated_ask_in_each_unit(self):
        inner = a_field("inner", an_item("a"), URGENT, urgency="soon")
        units = {"title": "Team", "maximum": 2, "scoring": inner["scoring"]}
        document = a_questionnaire(a_parent("teams", inner, units=units))
        assert faults_of(document) == []
        nested = build_structure(parse_definition(document)).nodes["inner.1"].definition
        assert isinstance(nested, ThematicField)
        assert nested.urgency == "soon.1"

    def test_say_what_comes_next_at_levels_that_they_have(self):
        document = a_questionnaire(
            a_field("f", levels="set", next_texts={"l0": "Begin.", "l9": "Rest."}), level_sets=[a_level_set()]
        )
        assert faults_of(document) == [("/fields/0/next_texts/l9", "unknown_reference")]
        document["fields"][0]["next_texts"] = {"l0": "Begin."}
        found = [("/fields/0/next_texts", "level_text_missing", "warning")] * 2
        assert findings_in(document) == found

    @pytest.mark.parametrize("member", [{"next_texts": {"l0": "Begin."}}, {"border_text": "Near."}])
    def test_without_a_score_say_nothing_of_levels(self, member):
        document = a_questionnaire({"key": "f", "title": "F", "items": [a_text()], **member})
        assert faults_of(document) == [(f"/fields/0/{next(iter(member))}", "nothing_to_score")]

    def test_have_a_border_text_only_where_there_is_a_border(self):
        field = a_field("f", levels="set", border_text="Nearly {level}.")
        found = findings_in(a_questionnaire(field, level_sets=[a_level_set()]))
        assert found == [("/fields/0/border_text", "without_effect", "warning")]
        bordered = a_level_set(border={"margin": 1, "text": "{level}"})
        assert findings_in(a_questionnaire(field, level_sets=[bordered])) == []


class TestPartialLanguages:
    @pytest.mark.parametrize("languages", [["fr-simple"], ["de"], ["en-simple", "en-simple"], ["any-simple"]])
    def test_are_variants_named_once(self, languages):
        found = faults_of(a_questionnaire(partial_languages=languages))
        assert {code for _, code in found} <= {"no_variant", "duplicate_name"}
        assert found

    def test_are_no_other_language_of_the_questionnaire(self):
        document = a_questionnaire(languages=["en", "en-simple"], partial_languages=["en-simple"])
        assert faults_of(document) == [("/partial_languages/0", "duplicate_name")]

    def test_lack_nothing(self):
        title = {"en": "A long title", "en-simple": "Title"}
        assert findings_in(a_questionnaire(title=title, partial_languages=["en-simple"])) == []
        missing = findings_in(a_questionnaire(title=title, languages=["en", "en-simple"]))
        assert {code for _, code, _ in missing} == {"missing_translation"}

    def test_have_some_text(self):
        found = findings_in(a_questionnaire(partial_languages=["en-simple"]))
        assert found == [("/partial_languages/0", "language_without_texts", "error")]

    def test_come_after_the_others(self):
        questionnaire = parse_definition(a_questionnaire(partial_languages=["en-simple"]))
        assert questionnaire.spoken == ("en", "en-simple")

    def test_fall_back_on_what_they_are_a_variant_of(self):
        title = {"en": "A long title", "de": "Ein langer Titel", "de-simple": "Titel"}
        document = a_questionnaire(title=title, languages=["en", "de"], partial_languages=["de-simple"])
        document["description"] = {"en": "About", "de": "Über"}
        found = localise_document(plain_document(parse_definition(document)), "de-simple")
        assert (found["title"], found["description"]) == ("Titel", "Über")


def test_what_uses_none_of_it_keeps_its_hash():
    document = a_questionnaire(a_field("f", suggestions=[a_suggestion()]), **STEPS)
    kept = "5c3fa7"
    assert definition_hash(canonical_document(parse_definition(document)))[:6] == kept
