"""Content rules: each with a questionnaire that meets it and one that does not, and the place where it does not."""

from datetime import date

import pytest

from selfcheck_service.core.definition import Questionnaire, build_structure, lint, parse_definition
from selfcheck_service.core.definition.content.bands import landings, unproved
from selfcheck_service.core.definition.content.profiles import Known
from selfcheck_service.core.definition.content.standard import Content
from selfcheck_service.core.definition.content_rules import Count
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_level_set,
    a_parent,
    a_procedure,
    a_questionnaire,
    a_suggestion,
    a_text,
    an_attribute,
    an_item,
)
from tests.core.faults import faults_of

STEPS: Data = {"suggestion_types": [{"key": "step", "title": "Step"}, {"key": "talk", "title": "Talk"}]}
FORMS: Data = {"forms": [{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}]}
CLASSES: Data = {"item_classes": [{"key": key, "title": key} for key in ("head", "hand", "gate")]}
LEVELS: Data = {"level_sets": [a_level_set()]}
TODAY = date(2026, 11, 22)


def content_of(questionnaire: Questionnaire) -> Content:
    rules = questionnaire.content_rules
    assert rules is not None
    return Content(build_structure(questionnaire), rules)


def found(document: Data, **rules: Data) -> list[tuple[str, str]]:
    """What the content rules find: place and code, without what every definition is asked for."""
    problems = lint(parse_definition(document | {"content_rules": rules}), today=TODAY)
    return [
        (problem.location, problem.code)
        for problem in problems
        if problem.code.startswith("content_") or problem.code == "missing_translation"
    ]


LOW = {"field": "f", "level": {"at_most": "l1"}}
TOWN = {"profile": "kind", "is": "town"}


class TestItems:
    def found(self, item: Data, **rules: object) -> list[tuple[str, str]]:
        return found(a_questionnaire(a_field("f", item), **CLASSES, **FORMS), items=rules)

    def test_have_anchors(self):
        anchors = [{"value": value, "text": "This is it."} for value in (0, 4)]
        assert self.found(an_item("a", anchors=anchors), anchors=[0, 4]) == []
        missing = [("/fields/0/items/0", "content_anchor_missing")]
        assert self.found(an_item("a", anchors=anchors[:1]), anchors=[0, 4]) == missing

    def test_have_them_only_where_one_is_chosen_and_scored(self):
        assert self.found(an_item("a", type="multiple_choice"), anchors=[0]) == []
        scored = an_item("b", help="Look.", anchors=[{"value": 0, "text": "None."}])
        document = a_questionnaire(a_field("f", scored, an_item("a", scored=False)))
        assert found(document, items={"anchors": [0], "help": True}) == []

    def test_have_a_help(self):
        assert self.found(an_item("a", help="Ask the mayor."), help=True) == []
        assert self.found(an_item("a"), help=True) == [("/fields/0/items/0", "content_missing")]

    @pytest.mark.parametrize(("classes", "met"), [(["head"], True), (["head", "gate"], True), ([], False)])
    def test_have_one_class_of_a_group(self, classes, met):
        expected = [] if met else [("/fields/0/items/0", "content_one_class")]
        assert self.found(an_item("a", classes=classes), one_class_of=[["head", "hand"]]) == expected

    def test_have_no_two_classes_of_a_group(self):
        both = an_item("a", classes=["head", "hand"])
        assert self.found(both, one_class_of=[["head", "hand"]]) == [("/fields/0/items/0", "content_one_class")]

    def test_have_prompts_of_so_many_words(self):
        item = an_item("a", prompt="One two three", forms={"short": {"prompt": "One two three four"}, "long": {}})
        assert self.found(item, words={"en": 4}) == []
        assert self.found(item, words={"en": 3}) == [("/fields/0/items/0/forms/short/prompt/en", "content_words")]
        document = a_questionnaire(a_field("f", an_item("b", prompt="One"), a_text("a", prompt="One two")))
        assert found(document, items={"words": {"en": 1}}) == [("/fields/0/items/1/prompt/en", "content_words")]


class TestFields:
    def found(self, *items: Data, rules: Data, **members: object) -> list[tuple[str, str]]:
        made = a_field("f", *items, **members)
        return found(a_questionnaire(a_parent("p", made), **CLASSES, **FORMS, **LEVELS), fields=rules)

    @pytest.mark.parametrize(
        ("wanted", "met"),
        [({"at_least": 2}, True), ({"at_least": 3}, False), ({"at_most": 2}, True), ({"at_most": 1}, False)],
    )
    def test_have_so_many_scored_items(self, wanted, met):
        items = an_item("a"), an_item("b"), an_item("c", scored=False), a_text()
        expected = [] if met else [("/fields/0/fields/0/items", "content_items")]
        assert self.found(*items, rules={"items": wanted}) == expected

    def test_have_so_many_in_a_form(self):
        items = an_item("a", forms={"short": {}}), an_item("b")
        assert self.found(*items, rules={"forms": {"short": {"at_least": 1}, "long": {"at_least": 2}}}) == []
        few = [("/fields/0/fields/0/items", "content_items_of_form")]
        assert self.found(*items, rules={"forms": {"short": {"at_least": 2}}}) == few

    def test_have_so_many_of_a_class(self):
        items = an_item("a", classes=["gate"]), an_item("b")
        assert self.found(*items, rules={"classes": {"gate": {"at_least": 1, "at_most": 2}}}) == []
        none = [("/fields/0/fields/0/items", "content_items_of_class")]
        assert self.found(*items, rules={"classes": {"head": {"at_least": 1}}}) == none

    def test_have_texts(self):
        rules = {"texts": ["introduction", "border_text"]}
        assert self.found(rules=rules, introduction="About", border_text="Nearly.") == []
        assert self.found(rules=rules) == [("/fields/0/fields/0", "content_missing")] * 2

    @pytest.mark.parametrize("member", ["level_texts", "next_texts"])
    def test_have_texts_for_every_level(self, member):
        every = {"levels": "set", member: dict.fromkeys(("l0", "l1", "l2"), "This.")}
        assert self.found(rules={"texts": [member]}, **every) == []
        assert self.found(rules={"texts": [member]}, levels="set") == [("/fields/0/fields/0", "content_missing")] * 3

    def test_within_one_that_is_repeated_have_texts_for_their_levels(self):
        inner = a_field("inner", an_item("a"), levels="set", level_texts={"l0": "This."})
        units = {"title": "Team", "minimum": 2, "maximum": 2, "scoring": inner["scoring"]}
        document = a_questionnaire(a_parent("teams", inner, units=units), **LEVELS)
        assert found(document, fields={"texts": ["level_texts"]}) == [("/fields/0/fields/0", "content_missing")] * 2

    def test_ask_how_urgent_they_are_and_what_answers_rest_on(self):
        rules = {"urgency": True, "evidence": True}
        items = an_item("a"), an_item("soon", scored=False), a_text("notes")
        assert self.found(*items, rules=rules, urgency="soon", evidence="notes") == []
        assert self.found(*items, rules=rules) == [("/fields/0/fields/0", "content_missing")] * 2


class TestForms:
    def test_ask_so_many_items(self):
        items = an_item("a", forms={"short": {}}), a_text("t", forms={"short": {}}), an_item("b")
        document = a_questionnaire(a_field("f", *items), **FORMS)
        assert found(document, forms={"short": {"at_most": 2}, "long": {"at_least": 3}}) == []
        assert found(document, forms={"short": {"at_most": 1}}) == [("/forms/1", "content_form")]


class TestApplicability:
    def found(self, *items: Data, **rules: object) -> list[tuple[str, str]]:
        profile = [an_attribute("kind", "town", "county"), {"key": "size", "title": "S", "number": {"range": "[0, 9]"}}]
        return found(a_questionnaire(a_field("f", *items), profile=profile, **FORMS), applicability=rules)

    def test_leaves_enough_for_every_profile(self):
        items = an_item("a"), an_item("b", applies_to=TOWN), an_item("c", applies_to={"not": TOWN})
        assert self.found(*items, items=2) == []
        assert self.found(*items, items=3) == [("/fields/0/items", "content_applies")]

    def test_leaves_enough_in_a_form(self):
        items = an_item("a"), an_item("b", applies_to=TOWN, forms={"short": {}})
        assert self.found(*items, items=1) == []
        assert self.found(*items, forms={"short": 1}) == [("/fields/0/items", "content_applies_in_form")]
        assert self.found(an_item("a", forms={"short": {}}), forms={"short": 1}) == []

    def test_counts_only_what_applies_for_certain(self):
        large = {"profile": "size", "number": {"at_least": 5}}
        assert self.found(an_item("a", applies_to=large), items=1) == [("/fields/0/items", "content_applies")]

    def test_takes_no_profile_as_known_where_there_are_very_many(self, monkeypatch):
        items = an_item("a", applies_to=TOWN), an_item("b", applies_to={"not": TOWN})
        assert self.found(*items, items=1) == []
        monkeypatch.setattr("selfcheck_service.core.definition.content.standard._MOST_TESTS", 3)
        assert self.found(*items, items=1) == [("/fields/0/items", "content_applies")]

    def test_names_the_profile(self):
        document = a_questionnaire(a_field("f", an_item("a", applies_to=TOWN)), profile=[an_attribute()])
        [problem] = lint(parse_definition(document | {"content_rules": {"applicability": {"items": 1}}}))
        assert "kind: county" in problem.message("en")
        assert "kind: county" in problem.message("de")


class TestLanguages:
    def found(self, *places: str, **members: object) -> list[tuple[str, str]]:
        prompt = {"en": "Long", "en-simple": "Short"}
        item = an_item("a", prompt=prompt, forms={"short": {"prompt": {"en": "Long"}}})
        document = a_questionnaire(
            a_parent("p", a_field("f", item, levels="set", level_texts={"l0": "Here."})),
            partial_languages=["en-simple"],
            **LEVELS,
            **FORMS,
            **members,
        )
        return found(document, languages={"en-simple": list(places)})

    def test_have_the_texts_that_are_asked_for(self):
        assert self.found("fields/items/prompt") == []
        missing = [("/fields/0/fields/0/items/0/forms/short/prompt", "missing_translation")]
        assert self.found("fields/items/forms/prompt") == missing
        assert self.found("fields/level_texts") == [("/fields/0/fields/0/level_texts/l0", "missing_translation")]

    def test_are_found_whatever_a_form_is_called(self):
        item = an_item("a", forms={"forms": {"prompt": {"en": "Long"}}})
        forms = [{"key": key, "title": {"any": key}} for key in ("long", "forms")]
        document = a_questionnaire(a_field("f", item), forms=forms, partial_languages=["en-simple"])
        missing = [("/fields/0/items/0/forms/forms/prompt", "missing_translation")]
        assert found(document, languages={"en-simple": ["fields/items/forms/prompt"]}) == missing

    def test_need_none_where_a_text_reads_alike_in_all(self):
        assert self.found("title", title={"any": "Café"}) == []

    def test_are_asked_for_texts_that_there_are(self):
        assert self.found("fields/prompt") == [("/content_rules/languages/en-simple/0", "content_no_texts")]


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        ({"items": {"anchors": [0] * 201}}, "items/anchors"),
        ({"items": {"one_class_of": [["head"]] * 201}}, "items/one_class_of"),
        ({"items": {"one_class_of": [["head"] * 201]}}, "items/one_class_of/0"),
        ({"fields": {"texts": ["introduction"] * 201}}, "fields/texts"),
        ({"languages": {"en": ["title"] * 201}}, "languages/en"),
        ({"suggestions": {"texts": ["text"] * 201}}, "suggestions/texts"),
        ({"suggestions": {"types": ["step"] * 201}}, "suggestions/types"),
        ({"suggestions": {"patterns": {"each": ["camps"] * 201}}}, "suggestions/patterns/each"),
        ({"procedures": {"members": ["room"] * 201}}, "procedures/members"),
    ],
)
def test_rules_are_short_lists(rules, place):
    document = a_questionnaire(**CLASSES, **STEPS) | {"content_rules": rules}
    assert faults_of(document) == [(f"/content_rules/{place}", "too_long")]


class TestSuggestions:
    def found(self, *steps: Data, rules: Data, **members: object) -> list[tuple[str, str]]:
        procedures = [a_procedure(type="talk")]
        document = a_questionnaire(a_field("f", suggestions=list(steps)), procedures=procedures, **STEPS, **members)
        return found(document, suggestions=rules)

    def test_are_complete(self):
        texts = ("text", "measurement", "obstacle", "way_round", "unsuitable_when")
        assert self.found(a_suggestion(**dict.fromkeys(texts, "So.")), rules={"texts": list(texts)}) == []
        missing = [("/fields/0/suggestions/0", "content_missing")]
        assert self.found(a_suggestion(text="So."), rules={"texts": ["text", "obstacle"]}) == missing

    def test_are_of_certain_types(self):
        steps = a_suggestion("s"), a_suggestion("t", type="talk")
        assert self.found(*steps, rules={"types": ["talk"], "types_at_least": 2}) == []
        missing = [("/fields/0/suggestions", "content_type_missing"), ("/fields/0/suggestions", "content_types")]
        assert self.found(steps[0], rules={"types": ["talk"], "types_at_least": 2}) == missing

    def test_name_procedures(self):
        rules = {"procedures_at_least": 1}
        assert self.found(a_suggestion(procedures=["table"]), rules=rules) == []
        assert self.found(a_suggestion(), rules=rules) == [("/fields/0/suggestions", "content_procedures")]

    def test_are_there_for_patterns(self):
        step = {name: value for name, value in a_suggestion("p").items() if name != "when"} | {"pattern": "camps"}
        rules = {"patterns": {"at_least": 1, "each": ["camps"]}}
        assert self.found(rules=rules, suggestions=[step]) == []
        assert self.found(rules={"patterns": {"each": ["camps"]}}, suggestions=[step]) == []
        missing = [("/suggestions", "content_patterns"), ("/suggestions", "content_pattern_missing")]
        assert self.found(rules=rules) == missing


class TestBands:
    def document(self, *steps: Data, **members: object) -> Data:
        field = a_field("f", levels="set", suggestions=list(steps))
        rules = {"suggestions": {"bands": {"low": ["l0", "l1"]}, "each_band": 1}}
        made = a_questionnaire(field, a_field("g"), profile=[an_attribute()], **LEVELS, **STEPS, **members)
        return made | {"content_rules": rules}

    def judge(self, document: Data) -> str:
        questionnaire = parse_definition(document)
        problems = (one for one in lint(questionnaire) if one.code == "content_band")
        if any(one.parameters["name"] == "f" for one in problems):
            return "too little"
        return "unknown" if any(one.field == "f" for one in unproved(content_of(questionnaire))) else "proved"

    @pytest.mark.parametrize(
        ("when", "judged"),
        [
            ({"field": "f", "level": {"at_most": "l1"}}, "proved"),
            ({"field": "f", "level": {"one_of": ["l0", "l1"]}}, "proved"),
            ({"not": {"field": "f", "level": {"is": "l2"}}}, "proved"),
            ({"field": "f", "level": {"is": "l0"}}, "too little"),
            ({"field": "g", "level": {"is": "l0"}}, "unknown"),
            ({"field": "f", "score": {"below": 2}}, "unknown"),
            ({"all": [{"field": "f", "level": {"at_most": "l1"}}, {"item": "f_item", "is": 1}]}, "unknown"),
            ({"any": [{"field": "f", "level": {"at_most": "l1"}}, {"item": "f_item", "is": 1}]}, "proved"),
            ({"all": [{"field": "f", "level": {"is": "l2"}}, {"item": "f_item", "is": 1}]}, "too little"),
            ({"all": [{"field": "f", "level": {"at_most": "l1"}}, {"profile": "kind", "is": "town"}]}, "too little"),
            ({"flag": "f_low"}, "proved"),
            ({"flag": "f_low", "is": False}, "too little"),
            ({"flag": "g_low"}, "unknown"),
        ],
    )
    def test_are_proved_refuted_or_left_to_trial(self, when, judged):
        flags = [a_flag("f_low", LOW), a_flag("g_low", {"item": "g_item", "is": 0})]
        levels = {"level_sets": [a_level_set()], "defaults": {"levels": "set"}}
        document = self.document(a_suggestion(when=when), flags=flags) | levels
        assert self.judge(document) == judged

    def test_offer_enough_to_every_profile(self):
        steps = (
            a_suggestion("s", when=LOW, applies_to=TOWN),
            a_suggestion("t", when=LOW, applies_to={"not": TOWN}),
        )
        assert self.judge(self.document(*steps)) == "proved"
        assert self.judge(self.document(steps[0])) == "too little"

    def test_know_flags_that_are_made_of_the_profile(self):
        flags = [a_flag("town", TOWN), a_flag("not_town", {"flag": "town", "is": False})]
        steps = [a_suggestion(key, when={"all": [LOW, {"flag": key}]}) for key in ("town", "not_town")]
        assert self.judge(self.document(*steps, flags=flags)) == "proved"
        assert self.judge(self.document(steps[1], flags=flags)) == "too little"

    def test_are_judged_soon_however_often_flags_name_flags(self):
        flags = [a_flag("flag_0", LOW)]
        for number in range(1, 200):
            before = f"flag_{number - 1}"
            flags.append(a_flag(f"flag_{number}", {"any": [{"flag": before}, {"all": [{"flag": before}]}]}))
        assert self.judge(self.document(a_suggestion(when={"flag": "flag_199"}), flags=flags)) == "proved"

    def test_count_every_test_in_a_condition(self):
        every = [an_attribute(key, *range(40)) for key in ("one", "two", "three")]
        tests = [{"profile": one["key"], "is": value} for one in every for value in range(40)]
        document = self.document(a_suggestion(when={"all": [LOW, {"any": tests}]})) | {"profile": every}
        assert len(list(landings(content_of(parse_definition(document))))) == 2

    def test_say_where_and_for_whom_too_little_is_offered(self):
        document = self.document(a_suggestion(when=LOW, applies_to=TOWN))
        problems = [one for one in lint(parse_definition(document)) if one.code == "content_band"]
        places = [(one.location, one.parameters["level"], one.parameters["profile"]) for one in problems]
        assert places[:2] == [("/fields/0/suggestions", level, "kind: county") for level in ("l0", "l1")]

    def test_without_a_number_ask_for_nothing(self):
        silent: list[Data] = [{"suggestions": {}}, {"items": {}}]
        for rules in silent:
            questionnaire = parse_definition(self.document() | {"content_rules": rules})
            assert "content_band" not in {one.code for one in lint(questionnaire)}
            assert list(unproved(content_of(questionnaire))) == []


class TestProcedures:
    def found(self, *procedures: Data, rules: Data) -> list[tuple[str, str]]:
        field = a_field("f", suggestions=[a_suggestion(procedures=["table"])])
        return found(a_questionnaire(field, procedures=list(procedures), **STEPS), procedures=rules)

    def test_are_complete(self):
        rules = {"members": ["minutes", "room", "roles"]}
        whole = a_procedure(room="Any", roles=[{"key": "host", "title": "Host"}])
        assert self.found(whole, rules=rules) == []
        assert self.found(a_procedure(), rules=rules) == [("/procedures/0", "content_missing")] * 2

    def test_are_so_many_of_a_type(self):
        assert self.found(a_procedure(), rules={"types": {"step": 1}}) == []
        few = [("/procedures", "content_procedures_of_type")] * 2
        assert self.found(a_procedure(), rules={"types": {"step": 2, "talk": 1}}) == few

    def test_are_proposed(self):
        assert self.found(a_procedure(), rules={"referred_to": True}) == []
        lonely = self.found(a_procedure(), a_procedure("chair"), rules={"referred_to": True})
        assert lonely == [("/procedures/1", "content_not_proposed")]


class TestSources:
    def found(self, as_of: str, *, used: bool = True, **rules: object) -> list[tuple[str, str, str]]:
        sources = [{"key": "law", "title": "A law", "as_of": as_of}]
        step = a_suggestion(sources=["law"] if used else [])
        document = a_questionnaire(a_field("f", suggestions=[step]), sources=sources, content_rules={"sources": rules})
        kinds = {"suggestion_types": [{"key": "step", "title": "Step"}]}
        problems = lint(parse_definition(document | kinds), today=TODAY)
        return [(one.location, one.code, one.severity) for one in problems]

    def test_are_named(self):
        assert self.found("2026", used=True) == []
        assert self.found("2026-01-31", used=False) == [("/sources/0", "unused", "warning")]

    def test_that_nothing_names_are_a_fault_where_the_rules_say_so(self):
        sources = [{"key": "law", "title": "A law", "as_of": "2026"}]
        document = a_questionnaire(sources=sources, content_rules={"sources": {"used": True}})
        problems = [(one.location, one.code, one.severity) for one in lint(parse_definition(document))]
        assert problems == [("/sources/0", "content_source_unused", "error")]

    @pytest.mark.parametrize(
        ("as_of", "old"), [("2025-11", False), ("2025-10-31", True), ("2025", False), ("2024", True)]
    )
    def test_grow_old(self, as_of, old):
        expected = [("/sources/0/as_of", "content_source_old", "warning")] if old else []
        assert self.found(as_of, months=12) == expected

    def test_grow_old_on_no_day(self):
        sources = [{"key": "law", "title": "A law", "as_of": "1900"}]
        document = a_questionnaire(sources=sources, content_rules={"sources": {"months": 1}})
        assert {one.code for one in lint(parse_definition(document))} == {"unused"}


class TestRules:
    def faults(self, **rules: object) -> list[tuple[str, str]]:
        return faults_of(a_questionnaire(content_rules=rules, **FORMS, **CLASSES, **STEPS, **LEVELS))

    @pytest.mark.parametrize(
        ("rules", "place"),
        [
            ({"items": {"one_class_of": [["head", "foot"]]}}, "items/one_class_of/0/1"),
            ({"items": {"words": {"fr": 9}}}, "items/words/fr"),
            ({"fields": {"forms": {"tall": {"at_least": 1}}}}, "fields/forms/tall"),
            ({"fields": {"classes": {"foot": {"at_least": 1}}}}, "fields/classes/foot"),
            ({"forms": {"tall": {"at_least": 1}}}, "forms/tall"),
            ({"applicability": {"forms": {"tall": 1}}}, "applicability/forms/tall"),
            ({"languages": {"fr": ["title"]}}, "languages/fr"),
            ({"suggestions": {"types": ["song"]}}, "suggestions/types/0"),
            ({"suggestions": {"bands": {"low": ["l9"]}, "each_band": 1}}, "suggestions/bands/low/0"),
            ({"procedures": {"types": {"song": 1}}}, "procedures/types/song"),
        ],
    )
    def test_name_what_is_there(self, rules, place):
        assert self.faults(**rules) == [(f"/content_rules/{place}", "unknown_reference")]

    def test_put_a_level_into_one_band(self):
        bands = {"low": ["l0", "l1"], "high": ["l1"]}
        twice = [("/content_rules/suggestions/bands/high/0", "duplicate_name")]
        assert self.faults(suggestions={"bands": bands, "each_band": 1}) == twice

    def test_say_both_bands_and_how_many(self):
        missing = [("/content_rules/suggestions", "missing")]
        assert self.faults(suggestions={"each_band": 1}) == missing
        assert self.faults(suggestions={"bands": {"low": ["l0"]}}) == missing

    @pytest.mark.parametrize(
        ("rules", "fault"),
        [
            ({"fields": {"items": {}}}, ("fields/items", "at_least_one_of")),
            ({"fields": {"items": {"at_least": 2, "at_most": 1}}}, ("fields/items", "out_of_range")),
            ({"fields": {"itmes": {}}}, ("fields/itmes", "unknown_member")),
            ({"languages": {"en": ["Title"]}}, ("languages/en/0", "malformed")),
        ],
    )
    def test_are_well_formed(self, rules, fault):
        place, code = fault
        assert self.faults(**rules) == [(f"/content_rules/{place}", code)]

    def test_ask_for_nothing_where_they_say_nothing(self):
        assert found(a_questionnaire()) == []

    @pytest.mark.parametrize(
        ("count", "words"),
        [
            (Count(at_least=1), "≥ 1"),
            (Count(at_most=2), "≤ 2"),
            (Count(at_least=1, at_most=2), "1–2"),
            (Count(at_least=2, at_most=2), "2"),
        ],
    )
    def test_show_how_many_are_right(self, count, words):
        assert str(count) == words


def test_what_is_not_known_is_neither_true_nor_false():
    questionnaire = parse_definition(a_questionnaire(profile=[an_attribute()]))
    known = Known(build_structure(questionnaire), {})
    town = questionnaire_condition({"profile": "kind", "is": "town"})
    assert known.truth(town) is None
    assert known.truth(None) is True


def questionnaire_condition(condition: Data):
    document = a_questionnaire(profile=[an_attribute()], flags=[a_flag("flag", condition)])
    return parse_definition(document).flags[0].when
