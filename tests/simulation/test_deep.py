"""The deep check finds what is wrong, says nothing of what is right, and is the same for the same seed."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan, parse_answers
from selfcheck_service.simulation import chance_of
from selfcheck_service.simulation.deep import Budget, DeepReport, check_deep
from tests.builders import (
    STATES,
    Data,
    a_computed,
    a_field,
    a_flag,
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
    plan_of,
)
from tests.oracle.random_definitions import random_document

SMALL = Budget(respondents=300, bases=2, aims=60)
PROMISES = {"rising": True, "not_applicable_neutral": True}


def looked_at(document: Data, **options: object) -> DeepReport:
    return check_deep(plan_of(document), chance_of(1), budget=SMALL, **options)  # type: ignore[arg-type]  # as the test says


def found(document: Data) -> set[tuple[str, str]]:
    return {(one.problem.code, one.problem.location) for one in looked_at(document).findings}


def a_sound_document() -> Data:
    items = [an_item("a"), an_item("b", weight=2), a_number("n", "[0, 4]"), a_multiple_choice("m", (1, 2, 1))]
    level_set = a_level_set("set", "[0, 1)", "[1, 3)", "[3, 4]")
    texts = {"l0": "Low", "l1": "Middle", "l2": "High"}
    field = a_field("f", *items, levels="set", level_texts=texts, scoring=a_rule(promises=PROMISES))
    return a_questionnaire(
        field,
        a_field("g", an_item("c"), a_text("t"), an_item("context", scored=False)),
        overall=an_overall(),
        level_sets=[level_set],
        profile=[an_attribute(), {"key": "size", "title": "Size", "number": {"range": "[0, 1000]"}}],
        flags=[a_flag("low", {"all": [{"field": "f", "score": {"below": 1}}, {"item": "a", "is": 4}]})],
        suggestions=[a_suggestion(field="f", when={"item": "b", "no_answer": ["declined"]})],
    )


def test_of_what_is_sound_nothing_is_said():
    report = looked_at(a_sound_document())
    assert report.findings == ()
    assert report.finished
    assert report.reached == {"level": (3, 3), "flag": (1, 1), "suggestion": (1, 1)}
    assert report.proved == {"score_leaves_scale": 3}
    # Free text is there to be read; of a number it is said that it changes nothing.
    assert report.idle == ("context",)


def test_an_unscored_item_that_something_asks_for_is_not_idle():
    document = a_sound_document()
    document["flags"].append(a_flag("told", {"item": "context", "answered": True}))
    assert looked_at(document).idle == ()


@pytest.mark.parametrize(
    ("promises", "severities"),
    [({"rising": True}, ["warning"]), ({"not_applicable_neutral": True}, ["error"] * 4), (None, ["warning"])],
)
def test_not_applicable_is_looked_at_unless_it_is_meant_to_count(promises: Data | None, severities: list[str]):
    document = a_sound_document()
    for rule in ({"promises": promises} if promises else {}, {"promises": {"not_applicable_neutral": False}}):
        document["fields"][0]["scoring"] = a_rule(no_answer={"not_applicable": "worst"}, **rule)
        problems = [one.problem for one in looked_at(document).findings]
        assert [one.severity for one in problems if one.code == "not_applicable_lowers"] == severities
        severities = []


def test_the_prompts_of_other_forms_are_read_too():
    document = a_sound_document()
    document["forms"] = [{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}]
    document["fields"][1]["items"][0]["forms"] = {"short": {"prompt": "Who plans and/or acts?"}}
    assert ("item_two_ideas", "/fields/1/items/0/forms/short/prompt/en") in found(document)


def rescored(**rule: Any) -> Callable[[Data], object]:
    return lambda document: document["fields"][0].update(scoring=a_rule(promises=PROMISES, **rule))


def item(document: Data, place: int) -> Data:
    found_item: Data = document["fields"][0]["items"][place]
    return found_item


def narrow_levels(document: Data) -> None:
    """Leave to the highest level nothing but the highest score, and to the one below it a gap between two scores."""
    rescored(no_answer=dict.fromkeys(STATES, "required"))(document)
    item(document, 2)["number"]["integer"] = True
    document["level_sets"] = [a_level_set("set", "[0, 3.9999)", "[3.9999, 3.99999)", "[3.99999, 4]")]


def leave_out(document: Data) -> None:
    """Ask an item that is scored and enters no score."""
    document["fields"][1].update(scoring=a_rule(of=[{"item": "a"}]))


SPOILT: list[tuple[Callable[[Data], object], str, str]] = [
    (rescored(method="sum"), "score_leaves_scale", "/fields/0/scoring"),
    (lambda d: d["fields"][1].update(scoring=a_rule(scale=[0, 5])), "scale_end_unreached", "/fields/1/scoring"),
    (rescored(rescale_from=[4, 0]), "answer_lowers_score", "/fields/0/scoring"),
    (rescored(no_answer={"not_applicable": "worst"}), "not_applicable_lowers", "/fields/0/scoring"),
    (rescored(no_answer={"not_applicable": "required"}), "not_applicable_lowers", "/fields/0/scoring"),
    (lambda d: item(d, 0).update(weight=0), "item_saturated", "/fields/0/items/0"),
    (leave_out, "item_without_effect", "/fields/1/items/0"),
    (narrow_levels, "level_one_pattern", "/fields/0"),
    (narrow_levels, "not_reached", "/fields/0"),
    (
        lambda d: d["flags"][0].update(
            when={"all": [{"count": {"field": "f"}, "points": {"at_least": 9}, "is": {"at_least": 1}}]}
        ),
        "not_reached",
        "/flags/0",
    ),
    (
        lambda d: d["suggestions"][0].update(when={"field": "f", "score": {"above": 3.99, "below": 3.995}}),
        "not_reached",
        "/suggestions/0",
    ),
    (lambda d: item(d, 0).update(prompt=" ".join(["word"] * 26)), "item_too_long", "/fields/0/items/0/prompt/en"),
    (lambda d: item(d, 0).update(prompt="We plan, and we act"), "item_two_ideas", "/fields/0/items/0/prompt/en"),
    (
        lambda d: item(d, 0).update(prompt="Nobody is not invited"),
        "item_negated_twice",
        "/fields/0/items/0/prompt/en",
    ),
]


def test_a_level_that_follows_from_computed_items_is_reached_in_more_ways_than_one():
    items = [a_number(key, scored=False, number={"range": "[0, 9]"}) for key in ("a", "b")]
    document = a_questionnaire(
        a_field(
            "f",
            *items,
            a_computed("c", "a + b"),
            levels="set",
            scoring=a_rule(method=None, formula="c", scale=[0, 18]),
        ),
        level_sets=[a_level_set("set", "[0, 6)", "[6, 12)", "[12, 18]")],
    )
    assert looked_at(document).findings == ()


@pytest.mark.parametrize("place", range(len(SPOILT)))
def test_what_is_spoilt_is_found_at_its_place(place: int):
    spoil, code, location = SPOILT[place]
    document = a_sound_document()
    spoil(document)
    assert (code, location) in found(document)


@pytest.mark.parametrize(
    ("prompt", "codes"),
    [
        ("Die Leitung plant, und der Rat entscheidet", {"item_two_ideas"}),
        ("Wir planen und/oder handeln", {"item_two_ideas"}),
        ("Kein Antrag bleibt nicht ohne Antwort", {"item_negated_twice"}),
        ("Die Kommune und ihre Vereine planen gemeinsam", set()),
    ],
)
def test_german_prompts_are_read_as_german(prompt: str, codes: set[str]):
    document = a_questionnaire(a_field("f", an_item("a", prompt=prompt)), languages=["de"])
    assert {code for code, _ in found(document)} == codes


def test_plain_language_may_take_two_sentences_for_one_idea():
    prompt = {
        "de": "Wir planen zusammen.",
        "de-simple": "Wir reden miteinander. Dann planen wir.",
        "en": "We plan. Together.",
    }
    document = a_questionnaire(
        a_field("f", an_item("a", prompt=prompt)), languages=["de", "en"], partial_languages=["de-simple"]
    )
    assert [place for code, place in found(document) if code == "item_two_ideas"] == ["/fields/0/items/0/prompt/en"]


def test_who_answers_in_words_may_be_asked_in_two_sentences():
    document = a_questionnaire(a_field("f", an_item("a"), a_text(prompt="What do you know? Please name it.")))
    assert found(document) == set()


def test_a_witness_shows_what_it_is_a_witness_of():
    document = a_sound_document()
    rescored(method="sum")(document)
    plan = plan_of(document)
    report = check_deep(plan, chance_of(2), budget=SMALL)
    witnesses = [one.witness for one in report.findings if one.problem.code == "score_leaves_scale"]
    assert witnesses
    for witness in witnesses:
        assert witness is not None
        parse_answers(plan, witness)


def test_the_same_seed_gives_the_same_report():
    document = a_sound_document()
    rescored(method="sum")(document)
    assert looked_at(document) == looked_at(document)


def test_when_the_time_is_over_it_says_so():
    ticks = iter(range(10_000))
    report = looked_at(a_sound_document(), expired=lambda: next(ticks) > 30)
    assert not report.finished
    assert report.tried < 200
    assert not looked_at(a_sound_document(), expired=lambda: True).finished


def test_progress_only_grows_and_ends_at_the_end():
    told: list[tuple[int, int]] = []
    looked_at(a_sound_document(), progress=lambda done, whole: told.append((done, whole)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]


def test_bounds_always_contain_what_open_answers_come_to(effort: str):
    for seed in range({"quick": 4, "normal": 8, "long": 600}[effort]):
        plan = compile_plan(parse_definition(random_document(seed)))
        report = check_deep(plan, Random(seed), budget=Budget(respondents=100, bases=1, aims=5))
        assert [one for one in report.findings if one.problem.code == "bounds_too_narrow"] == [], seed


def test_a_field_of_fields_is_looked_at_like_any_other():
    document = a_questionnaire(
        a_parent("p", a_field("f", an_item("a"), an_item("b")), scoring=a_rule(promises=PROMISES))
    )
    assert found(document) == set()


@pytest.mark.parametrize("condition", [{"profile": "kind", "is": "town"}, {"item": "a", "is": 3}])
def test_an_item_that_few_are_shown_is_judged_by_them(condition: Data):
    document = a_sound_document()
    document["fields"][0]["items"].append(an_item("late", shown_when=condition))
    assert found(document) == set()


def test_an_item_that_nobody_is_shown_is_not_said_to_have_no_effect():
    document = a_sound_document()
    document["profile"].append({"key": "age", "title": "Age", "number": {"range": "[0, 120]"}})
    ages = [{"profile": "age", "number": {"above": 30, "below": 30.001}}, {"item": "b", "is": 1}]
    document["fields"][0]["items"].append(
        an_item("late", shown_when={"all": [*ages, {"item": "n", "number": {"equal": 0.123}}]})
    )
    assert ("not_reached", "/fields/0/items/4") in found(document)
    assert "item_without_effect" not in {code for code, _ in found(document)}


def test_flags_that_are_called_like_options_are_not_mistaken_for_them():
    document = a_sound_document()
    options = [{"value": value, "title": value, "points": place} for place, value in enumerate(("yes", "no"))]
    document["fields"][1]["items"].append(
        {"key": "q", "type": "single_choice", "prompt": "Really?", "options": options}
    )
    document["flags"] = [a_flag("yes", {"item": "q", "is": "no"}), a_flag("no", {"item": "q", "is": "yes"})]
    assert looked_at(document).reached["flag"] == (2, 2)


def test_not_applicable_is_looked_at_where_the_overall_result_inherits_its_rule():
    document = a_sound_document()
    document["overall"] = {"title": "Overall"}
    rule = a_rule(promises=PROMISES, no_answer={"not_applicable": "worst", "not_computed": "exclude"})
    document["overall"]["scoring"] = {"of": [{"item": "a"}, {"item": "b"}]}
    document["defaults"] = {"parent_scoring": {name: rule[name] for name in rule if name != "of"}}
    assert ("not_applicable_lowers", "/overall/scoring") in found(document)


def test_numbers_of_the_profile_are_said_where_lines_are_drawn():
    document = a_sound_document()
    document["profile"] += [
        {"key": "age", "title": "Age", "number": {"range": "[0, 120]", "integer": True}},
        {"key": "share", "title": "Share", "number": {"range": "[0.1, 0.9]"}},
    ]
    document["flags"] = [
        a_flag("young", {"profile": "age", "number": {"at_least": 25, "below": 27}}),
        a_flag("small", {"value": "if(profile.share < 0.3, 1, 0)", "is": {"equal": 1}}),
    ]
    assert looked_at(document).reached["flag"] == (2, 2)


def test_what_follows_from_other_answers_is_aimed_at_through_them():
    document = a_sound_document()
    weight, height = (a_number(key, "[30, 250]", points=None, scored=False) for key in ("weight", "height"))
    bins = [{"range": "(-inf, 300)", "points": 0}, {"range": "[300, inf)", "points": 4}]
    computed = {"value": "weight ^ 2 / height", "points": {"bins": bins}}
    bmi = {"key": "bmi", "type": "computed", "title": "BMI", "computed": computed}
    paid = an_item("paid") | {"points": "if(coalesce(profile.kind, 'city') = 'town', value, 4 - value)"}
    document["fields"][0]["items"] += [weight, height, bmi]
    document["fields"][1].update(items=[*document["fields"][1]["items"], paid])
    document["flags"].append(a_flag("high", {"value": "bmi", "is": {"at_least": 2000}}))
    document["fields"][1]["scoring"] = a_rule(promises=PROMISES)
    report = looked_at(document)
    assert report.reached["flag"] == (2, 2)
    assert [one.problem.code for one in report.findings] == []


def test_pairs_are_chosen_like_any_answers():
    document = a_sound_document()
    options = [{"value": value, "title": value} for value in ("x", "y", "z")]
    document["fields"][1]["items"].append(
        {"key": "pairs", "type": "pairwise", "prompt": "Which?", "pairwise": {"options": options}}
    )
    document["flags"].append(a_flag("won", {"value": "wins(pairs, 'x')", "is": {"at_least": 2}}))
    report = looked_at(document)
    assert report.reached["flag"] == (2, 2)
    # One of the pairs has no effect, but the item that the author wrote has.
    assert report.idle == ("context",)


@pytest.mark.parametrize(
    "prompt",
    ["Wir kommen z. B. ca. 5 Minuten später", "We meet e.g. a mayor once a year", "Es gibt Angebote (u. a. Kurse)"],
)
def test_abbreviations_are_no_second_sentence(prompt: str):
    for language in ("de", "en"):
        assert found(a_questionnaire(a_field("f", an_item("a", prompt=prompt)), languages=[language])) == set()


def test_an_item_has_its_effect_where_a_score_needs_an_attribute():
    attribute = {"key": "age", "title": "Age", "number": {"range": "[18, 90]", "integer": True}}
    rule = a_rule(scale=[0, 94], transform="raw + profile.age")
    document = a_questionnaire(a_field("f", an_item("a"), an_item("b"), scoring=rule), profile=[attribute])
    assert not {"item_without_effect", "item_saturated"} & {code for code, _ in found(document)}


def test_a_number_too_long_to_read_is_shown_nearly():
    document = a_questionnaire(a_field("f", an_item("a"), scoring=a_rule(scale=[0, 3], transform="sqrt(raw + 0.5)")))
    shown = [one.problem.parameters["found"] for one in looked_at(document).findings]
    assert shown == ["[0.707107, 2.12132]"]


def test_what_is_written_out_is_named_once_by_the_key_of_its_author():
    members = [an_item("q"), an_item("useless", points=(1, 1)), an_item("context", scored=False)]
    report = looked_at(
        a_questionnaire(
            a_field("f", *members, units={"minimum": 2, "maximum": 3, "title": "Team", "scoring": a_rule()})
        )
    )
    assert report.idle == ("context",)
    named = [one.problem.parameters["name"] for one in report.findings if one.problem.code == "item_without_effect"]
    assert named == ["useless"]


@pytest.mark.parametrize("seed", range(4))
def test_an_item_that_counts_among_many_has_its_effect(seed: int):
    keys = {"critical": "abcdefg", "other": "hijklmnop"}
    items = [an_item(key, points=(0, 1), classes=[name]) for name in keys for key in keys[name]]
    few = {name: {"count": {"class": name}, "points": {"at_most": 0}} for name in keys}
    cases = [
        {"level": "l0", "when": few["critical"] | {"is": {"at_least": 2}}},
        {"level": "l1", "when": few["critical"] | {"is": {"equal": 1}}},
        {"level": "l2", "when": few["other"] | {"is": {"at_least": 2}}},
        {"level": "l3"},
    ]
    levels = {"key": "set", "levels": [{"key": f"l{place}", "title": f"Level {place}"} for place in range(4)]}
    rule = {"method": "none", "no_answer": a_rule()["no_answer"] | {"unanswered": "required"}}
    document = a_questionnaire(
        a_field("f", *items, scoring=rule, levels="set", classify=cases),
        item_classes=[{"key": name, "title": name} for name in keys],
        level_sets=[levels],
    )
    report = check_deep(compile_plan(parse_definition(document)), Random(seed), budget=SMALL)
    assert "item_without_effect" not in {one.problem.code for one in report.findings}


def test_where_there_is_no_score_none_has_to_move():
    cases = [{"level": "l1", "when": {"item": "a", "is": 3}}, {"level": "l0"}]
    levels = {"key": "set", "levels": [{"key": key, "title": key} for key in ("l0", "l1")]}
    rule = a_rule(method="none")
    document = a_questionnaire(
        a_field("f", an_item("a"), levels="set", classify=cases, scoring=rule), level_sets=[levels]
    )
    assert found(document) == set()


def test_an_item_is_judged_where_it_has_an_effect():
    rule = a_rule(scale=[0, 8], transform="raw + if(a = 3, n, 0)")
    unscored = a_number("n", "[0, 4]", points=None, scored=False)
    document = a_questionnaire(a_field("f", an_item("a"), unscored, scoring=rule))
    assert looked_at(document).idle == ()


def test_a_level_between_two_others_is_found_however_points_follow():
    level_set = a_level_set("set", "[0, 5.3)", "[5.3, 5.4)", "[5.4, 10]")
    number = a_number("n", "[0, 1000]", points=None) | {"points": "clamp(10 - sqrt(value) / 4 - b, 0, 10)"}
    rule = a_rule(method="sum", scale=[0, 10])
    unscored = a_number("b", "[0, 1]", points=None, scored=False)
    document = a_questionnaire(a_field("f", unscored, number, levels="set", scoring=rule), level_sets=[level_set])
    assert looked_at(document).reached["level"] == (3, 3)


def test_what_a_group_comes_to_is_an_effect():
    document = a_sound_document()
    document["cohort"] = [{"key": "v", "title": "V", "value": "mean(all.context)"}]
    assert looked_at(document).idle == ()
