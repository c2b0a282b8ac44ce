"""Which bump a change asks for: by the meaning of the two documents, never too small."""

import copy
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from types import NoneType
from typing import get_args

import pytest

from selfcheck_service.core.comparison import Diff, Difference, compare, describe_difference
from selfcheck_service.core.comparison.fields import compare_fields
from selfcheck_service.core.comparison.frame import compare_rest
from selfcheck_service.core.comparison.items import compare_items
from selfcheck_service.core.comparison.meaning import AttributeMeaning, Block, Meaning, _MeaningReader, meaning_of
from selfcheck_service.core.comparison.plain import Reader
from selfcheck_service.core.comparison.words import KINDS
from selfcheck_service.core.definition import Questionnaire, build_structure, parse_definition
from selfcheck_service.core.definition.answer_rules import ReachedRule, Rule
from selfcheck_service.core.definition.item_types import ITEM_KINDS
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers
from tests.builders import (
    ALL_EXCLUDED,
    Data,
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
)
from tests.checkout import CHECKOUT

Change = Callable[[Data], object]


def a_document() -> Data:
    """One of everything."""
    first = a_field(
        "a",
        an_item("one", classes=["gate"]),
        an_item("two", weight=2, shown_when={"item": "one", "one_of": [1, 2]}),
        a_number("hours", points={"bins": [{"range": "[0, 5)", "points": 0}, {"range": "[5, 10]", "points": 4}]}),
        a_multiple_choice("many", points=(1, 1, 1, 0), multiple_choice={"maximum_selected": 2}),
        a_text("words", text={"maximum_length": 100}),
        levels="set",
        level_texts={"l0": "Low", "l1": "Middle", "l2": "High"},
        gates=[a_gate("l1", {"count": {"class": "gate"}, "points": {"at_least": 1}, "is": {"at_least": 1}})],
        suggestions=[a_suggestion()],
    )
    second = a_field("b", an_item("three"), a_number("count", scored=False))
    return a_questionnaire(
        first,
        a_parent("p", second, weight=3),
        overall=an_overall(),
        level_sets=[a_level_set(border={"margin": 1, "text": "{level}"})],
        item_classes=[{"key": "gate", "title": "Gate"}],
        suggestion_types=[{"key": "step", "title": "Step"}],
        profile=[an_attribute()],
        forms=[{"key": "long", "title": "Long"}, {"key": "short", "title": "Short"}],
        perspectives=[{"key": "staff", "title": "Staff", "form": "short"}, {"key": "board", "title": "Board"}],
        flags=[
            a_flag("other", {"item": "one", "is": 0}),
            a_flag("flag", {"any": [{"flag": "other"}, {"profile": "kind", "is": "town"}]}),
        ],
    )


def diff_of(change: Change, document: Data | None = None) -> Diff:
    old = document or a_document()
    new = copy.deepcopy(old)
    change(new)
    return compare(parse_definition(old), parse_definition(new))


def item(document: Data, key: str) -> Data:
    fields = [document["fields"][0], document["fields"][1]["fields"][0]]
    return next(found for field in fields for found in field["items"] if found["key"] == key)


def field(document: Data, place: int = 0) -> Data:
    found: Data = document["fields"][place]
    return found


def bumps(diff: Diff) -> list[tuple[str, str]]:
    return [(found.kind, found.bump) for found in diff.differences]


def follow_up(**members: object) -> Data:
    return an_item("later", shown_when={"item": "asked", "is": 1}) | members


CHANGES: list[tuple[Change, list[tuple[str, str]] | None]] = [
    (lambda d: item(d, "one").update(prompt="Otherwise?"), [("item_reworded", "patch")]),
    (lambda d: item(d, "one")["options"][0].update(title="Never"), [("item_reworded", "patch")]),
    (lambda d: field(d).update(introduction="Now introduced."), [("field_reworded", "patch")]),
    (lambda d: d.update(title="Another title"), [("texts_changed", "patch")]),
    (lambda d: d.update(languages=["en", "de"]), [("language_added", "patch")]),
    (
        lambda d: d.update(languages=["de", "en"]),
        [("language_added", "patch"), ("default_language_changed", "minor")],
    ),
    (lambda d: item(d, "one").update(weight=1), [("written_otherwise", "patch")]),
    (lambda d: d.update(defaults={"scoring": a_rule()}), [("written_otherwise", "patch")]),
    (lambda d: d["fields"].reverse(), [("items_reordered", "minor"), ("fields_reordered", "minor")]),
    (lambda d: item(d, "one")["options"].reverse(), [("options_reordered", "minor")]),
    (lambda d: item(d, "one")["options"].append({"value": 9, "title": "9", "points": 2}), [("option_added", "minor")]),
    (
        lambda d: item(d, "one")["options"].append({"value": 9, "title": "9", "points": 9}),
        [("option_added", "minor"), ("points_span_changed", "major")],
    ),
    (
        lambda d: item(d, "three")["options"].pop(0),
        [("option_removed", "major"), ("points_span_changed", "major")],
    ),
    (lambda d: item(d, "one")["options"][1].update(points=2), [("option_changed", "major")]),
    (lambda d: item(d, "one").update(no_answers=["declined", "dont_know"]), [("no_answer_removed", "major")]),
    (lambda d: item(d, "words").update(no_answers=["declined"]), [("no_answer_added", "minor")]),
    (lambda d: item(d, "words").update(text={"maximum_length": 200}), [("accepts_more", "minor")]),
    (lambda d: item(d, "words").update(text={"maximum_length": 20}), [("item_changed", "major")]),
    (lambda d: item(d, "count")["number"].update(range="[0, 20]"), [("accepts_more", "minor")]),
    (lambda d: item(d, "count")["number"].update(integer=True), [("item_changed", "major")]),
    (lambda d: item(d, "count")["number"].update(range="[0, 5]"), [("item_changed", "major")]),
    (
        lambda d: item(d, "hours")["number"].update(
            range="[0, 20]",
            points={"bins": [{"range": "[0, 5)", "points": 0}, {"range": "[5, 20]", "points": 4}]},
        ),
        [("accepts_more", "minor")],
    ),
    (
        lambda d: item(d, "hours")["number"].update(
            points={"bins": [{"range": "[0, 6)", "points": 0}, {"range": "[6, 10]", "points": 4}]}
        ),
        [("item_changed", "major")],
    ),
    (
        lambda d: item(d, "hours")["number"].update(points="value"),
        [("points_span_changed", "major"), ("item_changed", "major")],
    ),
    (
        lambda d: item(d, "many").update(multiple_choice={}),
        [("points_span_changed", "major"), ("accepts_more", "minor")],
    ),
    (lambda d: item(d, "many").update(multiple_choice={"maximum_selected": 1}), None),
    (lambda d: item(d, "two").pop("shown_when"), [("shown_otherwise", "major")]),
    (lambda d: item(d, "two").update(shown_when={"item": "one", "one_of": [2, 1]}), [("written_otherwise", "patch")]),
    (lambda d: item(d, "one").update(applies_to={"profile": "kind", "is": "town"}), [("shown_otherwise", "major")]),
    (lambda d: item(d, "one").update(forms={"short": {}}), [("asked_of_others", "major")]),
    (lambda d: item(d, "two").update(scored=False), None),
    (
        lambda d: field(d)["items"].append(an_item("new", scored=False)),
        [("item_added", "minor")],
    ),
    (lambda d: field(d)["items"].append(an_item("new")), [("item_added", "minor"), ("entry_added", "major")]),
    (
        lambda d: field(d)["items"].extend([an_item("asked", scored=False), follow_up()]),
        [("item_added", "minor"), ("item_added", "minor")],
    ),
    (
        lambda d: field(d)["items"].extend([an_item("asked", scored=False), follow_up(classes=["gate"])]),
        [("item_added", "minor"), ("item_added", "minor")],
    ),
    (
        lambda d: field(d)["items"].extend(
            [an_item("asked", scored=False), follow_up(shown_when={"item": "asked", "no_answer": ["unanswered"]})]
        ),
        [("item_added", "minor"), ("item_added", "minor"), ("entry_added", "major")],
    ),
    (
        lambda d: d["fields"].append(a_field("new", an_item("n"))),
        [("item_added", "minor"), ("field_added", "minor"), ("entry_added", "major")],
    ),
    (lambda d: d["fields"][1]["fields"].append(a_text_field()), [("item_added", "minor"), ("field_added", "minor")]),
    (lambda d: item(d, "two").update(weight=3), [("weight_changed", "major")]),
    (lambda d: field(d, 1).update(weight=4), [("weight_changed", "major")]),
    (lambda d: field(d)["scoring"].update(better="lower"), [("scoring_changed", "major")]),
    (lambda d: field(d)["scoring"].update(better="higher"), [("written_otherwise", "patch")]),
    (lambda d: field(d)["scoring"].update(coverage={"valid": 0}), [("written_otherwise", "patch")]),
    (
        lambda d: field(d)["scoring"].update(rounding={"digits": 1, "mode": "half_up", "stage": "last"}),
        [("scoring_changed", "major")],
    ),
    (lambda d: field(d)["scoring"]["no_answer"].update(not_computed="best"), [("written_otherwise", "patch")]),
    (lambda d: field(d)["scoring"]["no_answer"].update(hidden="worst"), [("scoring_changed", "major")]),
    (lambda d: d["level_sets"][0]["border"].update(margin=2), [("border_changed", "minor")]),
    (
        lambda d: (
            d["level_sets"][0]["levels"][0].update(range="[0, 2)")
            or d["level_sets"][0]["levels"][1].update(range="[2, 3)")
        ),
        [("levels_changed", "major")],
    ),
    (lambda d: field(d).update(gates=[]), [("gates_changed", "major"), ("field_reworded", "patch")]),
    (
        lambda d: d["profile"].append(an_attribute("size", 1, 2)),
        [("attribute_added", "minor")],
    ),
    (
        lambda d: d["profile"][0]["options"].append({"value": "city", "title": "City"}),
        [("attribute_value_added", "minor")],
    ),
    (lambda d: d["profile"][0]["options"].pop(), None),
    (lambda d: d["perspectives"].append({"key": "press", "title": "Press", "form": "short"}), None),
    (lambda d: d["perspectives"].pop(), None),
    (lambda d: d["flags"].pop(), None),
    (lambda d: d["flags"].append(a_flag("new", {"all": []})), None),
    (lambda d: d["flags"][1].update(when={"flag": "other"}), [("flag_changed", "major")]),
    (
        lambda d: d["flags"][1].update(
            when={"not": {"all": [{"flag": "other", "is": False}, {"not": {"profile": "kind", "one_of": ["town"]}}]}}
        ),
        [("written_otherwise", "patch")],
    ),
    (lambda d: field(d)["suggestions"][0].update(impact=2), [("suggestion_changed", "minor")]),
    (lambda d: field(d).update(suggestions=[]), [("suggestion_removed", "minor")]),
    (lambda d: field(d)["suggestions"].append(a_suggestion("more")), None),
    (lambda d: d.pop("overall"), None),
    (lambda d: d.update(key="other"), [("other_questionnaire", "major")]),
    (lambda d: item(d, "many").update(multiple_choice={"maximum_selected": 2, "points_from": "count"}), None),
    (lambda d: (item(d, "count").update(type="text"), item(d, "count").pop("number")), None),
    (lambda d: d["fields"][1]["fields"][0]["items"].append(field(d)["items"].pop(3)), None),
]


def a_text_field() -> Data:
    return {"key": "texts", "title": "Texts", "items": [a_text("note")]}


@pytest.mark.parametrize("place", range(len(CHANGES)))
def test_each_change_is_named_with_the_bump_it_asks_for(place: int):
    change, expected = CHANGES[place]
    diff = diff_of(change)
    if expected is not None:
        assert sorted(bumps(diff)) == sorted(expected)
    assert diff.differences
    for found in diff.differences:
        assert describe_difference(found, "de") != describe_difference(found, "en")


def test_a_document_means_what_it_means():
    diff = diff_of(lambda _: None)
    assert (diff.bump, diff.differences, diff.honest) == ("none", (), True)
    assert {(one.continuation, one.trend) for one in (*diff.items, *diff.fields)} == {("same", "comparable")}


@pytest.mark.parametrize(
    ("version", "declared"),
    [("1.0.0", "none"), ("0.9.0", "none"), ("1.0.1", "patch"), ("1.3.0", "minor"), ("2.0.0", "major")],
)
def test_the_version_number_declares_a_bump(version: str, declared: str):
    diff = diff_of(lambda d: d.update(version=version))
    assert (diff.declared, diff.bump, diff.honest) == (declared, "none", True)


def test_a_number_that_promises_too_much_is_not_honest():
    def change(document: Data) -> None:
        document["version"] = "1.0.1"
        field(document)["items"].append(an_item("new", scored=False))

    assert not diff_of(change).honest


def test_scales_level_sets_and_defaults_mean_the_same_wherever_they_stand():
    scale = {"key": "s", "options": an_item()["options"], "no_answers": ["declined"]}
    by_scale: Data = {"key": "a", "type": "single_choice", "prompt": "A", "scale": "s"}
    old = a_questionnaire(a_field("f", by_scale, levels="set"), level_sets=[a_level_set()], response_scales=[scale])
    own = {**by_scale, "options": scale["options"], "no_answers": ["declined"]}
    del own["scale"]
    new = a_questionnaire(
        {"key": "f", "title": "Field f", "items": [own]},
        level_sets=[a_level_set("renamed")],
        defaults={"scoring": a_rule(), "levels": "renamed"},
    )
    found = compare(parse_definition(old), parse_definition(new))
    assert bumps(found) == [("written_otherwise", "patch")]


def test_a_factor_of_all_weights_of_a_mean_changes_nothing_and_of_a_sum_does():
    def double(document: Data) -> None:
        for one in document["fields"][0]["items"]:
            one["weight"] = 2

    small = a_questionnaire(a_field("f", an_item("a"), an_item("b")))
    assert bumps(diff_of(double, small)) == [("written_otherwise", "patch")]
    small["fields"][0]["scoring"] = a_rule(method="sum", scale=[0, 8])
    assert diff_of(double, small).bump == "major"
    small["fields"][0]["scoring"] = a_rule(method="minimum")
    assert diff_of(double, small).bump == "patch"


def test_a_new_option_alone_makes_a_follow_up_minor():
    def change(document: Data) -> None:
        item(document, "one")["options"].insert(2, {"value": "other", "title": "Other", "points": 1})
        field(document)["items"].append(an_item("later", shown_when={"item": "one", "is": "other"}))

    assert diff_of(change).bump == "minor"


@pytest.mark.parametrize(
    ("condition", "bump"),
    [
        ({"profile": "size", "is": 1}, "minor"),
        ({"profile": "kind", "is": "town"}, "major"),
        ({"all": [{"item": "one", "is": 1}, {"profile": "size", "is": 1}]}, "minor"),
        ({"any": [{"item": "one", "is": 1}, {"profile": "size", "is": 1}]}, "major"),
        ({"not": {"profile": "size", "is": 1}}, "major"),
        ({"item": "asked", "answered": True}, "minor"),
        ({"item": "asked", "answered": False}, "major"),
        ({"item": "one", "points": {"at_least": 1}}, "major"),
    ],
)
def test_a_follow_up_is_minor_where_no_old_response_is_shown_it(condition: Data, bump: str):
    def change(document: Data) -> None:
        document["profile"].append(an_attribute("size", 1, 2))
        field(document)["items"] += [an_item("asked", scored=False), an_item("later", shown_when=condition)]

    assert diff_of(change).bump == bump


def test_a_field_keeps_its_trend_as_far_as_its_entries_do():
    four = a_questionnaire(a_field("f", *(an_item(key) for key in "abcd")))

    def continuations(change: Change) -> tuple[object, ...]:
        (found,) = diff_of(change, four).fields
        return found.continuation, found.trend, found.share

    assert continuations(lambda d: None) == ("same", "comparable", 1)
    assert continuations(lambda d: field(d)["items"][0].update(prompt="B")) == ("reworded", "comparable", 1)
    assert continuations(lambda d: field(d)["items"].pop()) == ("changed", "partly", Fraction(3, 4))
    assert continuations(lambda d: field(d).update(items=[an_item("a"), an_item("z"), an_item("y")])) == (
        "changed",
        "broken",
        Fraction(1, 4),
    )
    assert continuations(lambda d: field(d).update(scoring=a_rule(method="minimum"))) == ("changed", "broken", 1)


def test_new_and_removed_items_and_fields_are_listed_with_the_others():
    def change(document: Data) -> None:
        field(document)["key"] = "renamed"
        field(document)["items"][0]["key"] = "renamed_item"
        field(document)["items"][1].pop("shown_when")
        field(document)["gates"] = []
        document["flags"] = []

    diff = diff_of(change)
    continuations = {found.key: found.continuation for found in (*diff.items, *diff.fields)}
    assert continuations["one"] == continuations["a"] == "removed"
    assert continuations["renamed_item"] == continuations["renamed"] == "new"
    overall = next(found for found in diff.fields if found.key == "overall")
    assert (overall.continuation, overall.trend, overall.share) == ("changed", "partly", Fraction(3, 4))


def test_a_field_that_moves_is_compared_where_it_stands():
    note = {"key": "notes", "title": "Notes", "items": [a_text("note")]}
    old = a_questionnaire(a_parent("p", a_field("f"), note), a_field("g"))
    new = a_questionnaire(a_parent("p", a_field("f")), note, a_field("g"))
    assert bumps(compare(parse_definition(old), parse_definition(new))) == [("field_moved", "minor")]


def test_an_attribute_that_goes_is_major():
    old = a_questionnaire(profile=[an_attribute()])
    assert ("attribute_removed", "major") in bumps(diff_of(lambda d: d.pop("profile"), old))


def test_every_type_of_items_says_when_it_accepts_more():
    blocks = {kind.block: kind for kind in ITEM_KINDS.values() if kind.block is not None}
    # What is written out is compared as what it has become, what is worked out with the numbers that it can be.
    asked = [name for name, kind in blocks.items() if kind.written_out_as is None and kind.asked]
    classes = [ReachedRule] + [
        kind for name in asked for kind in get_args(Item.model_fields[name].annotation) if kind is not NoneType
    ]
    assert [found for found in classes if not issubclass(found, Rule)] == []


@pytest.mark.parametrize(
    ("points", "kind"),
    [
        ([("(-inf, 1)", 1), ("[1, 2)", 1), ("[2, inf)", 2)], "item_changed"),
        ([("(-inf, 3)", 1), ("[3, inf)", 2)], "item_changed"),
    ],
)
def test_bins_of_a_computed_item_are_worth_the_same_for_every_number_it_can_be(
    points: list[tuple[str, int]], kind: str
):
    def computing(bins: list[tuple[str, int]]) -> Data:
        worth = {"bins": [{"range": numbers, "points": each} for numbers, each in bins]}
        item = {"key": "c", "type": "computed", "title": "C", "computed": {"value": "a / (b + 1)", "points": worth}}
        return a_questionnaire(a_field("f", an_item("a"), an_item("b"), item))

    one, two = (parse_definition(computing(bins)) for bins in ([("(-inf, 2)", 1), ("[2, inf)", 2)], points))
    assert [found.kind for found in compare(one, two).differences] == [kind]
    if len(points) > 2:
        assert bumps(compare(two, one)) == [("accepts_more", "minor")]


def test_an_attribute_that_accepts_more_numbers_is_minor():
    def asking(numbers: str, **rest: object) -> Data:
        attribute = {"key": "size", "title": "Size", "number": {"range": numbers, **rest}}
        return a_questionnaire(profile=[attribute, an_attribute()])

    old, new = parse_definition(asking("[0, 10]")), parse_definition(asking("[0, 20]"))
    assert bumps(compare(old, new)) == [("attribute_accepts_more", "minor")]
    assert bumps(compare(new, old)) == [("attribute_changed", "major")]
    options = a_questionnaire(profile=[an_attribute("size"), an_attribute()])
    assert ("attribute_changed", "major") in bumps(compare(old, parse_definition(options)))


@pytest.mark.parametrize(("formula", "bump"), [("b + coalesce(field.k, 0)", "major"), ("b + 1", "minor")])
def test_what_a_score_can_be_belongs_to_the_bounds_of_what_is_made_of_it(formula: str, bump: str):
    """Without the attribute nobody knows the bounds of `k`: then it counts with all scores that it can have."""

    def asking(*kinds: str) -> Questionnaire:
        rule = {"of": "items", "scale": [0, 20], "no_answer": ALL_EXCLUDED}
        below = {"formula": "a + case(profile.kind = 'x', 1, profile.kind = 'y', 2, 3)", **rule}
        fields = (
            a_field("k", an_item("a"), scoring=below),
            a_field("m", an_item("b"), scoring={"formula": formula, **rule}),
        )
        return parse_definition(a_questionnaire(*fields, profile=[an_attribute("kind", *kinds)]))

    old, new = asking("x", "y"), asking("x", "y", "z")
    highest = []
    for asked in (old, new):
        answers = parse_answers(compile_plan(asked), {"answers": {"b": 1}})
        highest.append(evaluate(answers, language="en").fields[1].score_max)
    assert (highest[0] == highest[1]) == (bump == "minor")
    assert compare(old, new).bump == bump


def test_another_name_of_a_unit_changes_what_an_answer_says():
    def asking(unit: Data) -> Data:
        return a_questionnaire(
            a_field("f", an_item(), a_number("n", number={"range": "[0, 9]", "points": "value", "unit": unit}))
        )

    hours = parse_definition(asking({"en": "hours"}))
    found = compare(hours, parse_definition(asking({"en": "minutes"})))
    assert bumps(found) == [("unit_reworded", "minor")]
    assert [(one.key, one.continuation, one.trend) for one in found.items][1] == ("n", "changed", "broken")
    assert bumps(compare(hours, parse_definition(asking({"any": "hours"})))) == [("written_otherwise", "patch")]


def test_another_name_of_the_unit_of_an_attribute_changes_what_it_says():
    def asking(unit: str) -> Data:
        return a_questionnaire(profile=[{"key": "size", "title": "Size", "number": {"range": "[0, 9]", "unit": unit}}])

    people, found = parse_definition(asking("people")), parse_definition(asking("thousands"))
    assert bumps(compare(people, found)) == [("attribute_unit_reworded", "minor")]
    assert compare(people, parse_definition(asking("people"))).differences == ()


def test_words_for_any_language_are_compared_with_those_for_each():
    def saying(prompt: Data) -> Data:
        return a_questionnaire(a_field("f", an_item(prompt=prompt)), languages=["en", "de"])

    alike = parse_definition(saying({"any": "Plan B"}))
    assert bumps(compare(alike, parse_definition(saying({"en": "Plan B", "de": "Plan B"})))) == [
        ("written_otherwise", "patch")
    ]
    assert bumps(compare(alike, parse_definition(saying({"en": "Plan B", "de": "Ausweg"})))) == [
        ("item_reworded", "patch")
    ]


def test_another_order_of_flags_rewords_nothing_and_of_suggestions_is_minor():
    one = a_document()
    one["flags"].append(a_flag("third", {"item": "one", "is": 1}))
    assert bumps(diff_of(lambda d: d["flags"].insert(0, d["flags"].pop()), one)) == [("written_otherwise", "patch")]
    assert bumps(diff_of(lambda d: d["flags"].append(a_flag("new", {"item": "one", "is": 2})), one)) == [
        ("flag_added", "minor")
    ]
    field(one)["suggestions"].append(a_suggestion("other"))
    assert bumps(diff_of(lambda d: field(d)["suggestions"].reverse(), one)) == [("suggestions_reordered", "minor")]


def test_units_and_pairs_are_called_as_their_author_calls_them():
    pairs = {"key": "pairs", "type": "pairwise", "prompt": "Which?"}
    options = [{"value": value, "title": value} for value in "xyz"]
    units: Data = {"title": "Team", "minimum": 2, "maximum": 3, "scoring": a_rule()}
    rule = a_rule(no_answer={"not_computed": "exclude"})
    teams = a_field("teams", an_item("x"), an_item("y"), units=units, scoring=rule)
    one = a_questionnaire(teams, a_field("f", an_item("a"), {**pairs, "pairwise": {"options": options}}))

    def changed(change: Change) -> list[tuple[str, str, str]]:
        return [(found.kind, found.subject, found.bump) for found in diff_of(change, one).differences]

    assert changed(lambda d: d["fields"][0]["units"].update(maximum=9)) == [("units_accept_more", "teams", "minor")]
    assert ("scoring_changed", "teams", "major") in changed(lambda d: d["fields"][0]["units"].update(maximum=2))
    entries = [found for found in changed(lambda d: d["fields"][0]["units"].update(minimum=1)) if "entry" in found[0]]
    assert entries == [("entry_less_often", "teams", "major")]
    entries = [found for found in changed(lambda d: d["fields"][0]["units"].update(minimum=3)) if "entry" in found[0]]
    assert entries == [("entry_more_often", "teams", "major")]
    assert changed(lambda d: d["fields"][0]["items"][0].update(prompt="Else?")) == [("item_reworded", "x", "patch")]
    assert ("scoring_changed", "teams", "major") in changed(
        lambda d: d["fields"][0]["units"]["scoring"].update(method="minimum")
    )
    more = changed(lambda d: d["fields"][1]["items"][1]["pairwise"]["options"].append({"value": "w", "title": "w"}))
    assert ("asked_more_often", "pairs", "minor") in more
    fewer = changed(lambda d: d["fields"][1]["items"][1]["pairwise"]["options"].pop())
    assert ("asked_less_often", "pairs", "major") in fewer
    assert [one.key for one in diff_of(lambda _: None, one).items] == ["x", "y", "a", "pairs"]


def test_a_weight_by_expression_belongs_to_its_entry():
    def weighed(*weights: object) -> Data:
        entries = [{"item": key, "weight": weight} for key, weight in zip("ab", weights, strict=True)]
        return a_questionnaire(a_field("f", an_item("a"), an_item("b"), scoring=a_rule(of=entries)))

    old = weighed("a.points + 1", "b.points + 2")
    turned = parse_definition(weighed("b.points + 2", "a.points + 1"))
    assert ("scoring_changed", "major") in bumps(compare(parse_definition(old), turned))
    old["fields"][0]["scoring"]["of"].reverse()
    same = compare(parse_definition(weighed("a.points + 1", "b.points + 2")), parse_definition(old))
    assert bumps(same) == [("written_otherwise", "patch")]


def test_the_levels_of_an_item_are_compared_by_what_they_are():
    def levelled(*sets: Data) -> Data:
        return a_questionnaire(a_field("f", an_item("a", levels=sets[0]["key"])), level_sets=list(sets))

    one, same = parse_definition(levelled(a_level_set())), parse_definition(levelled(a_level_set("renamed")))
    assert bumps(compare(one, same)) == [("written_otherwise", "patch")]
    other = parse_definition(levelled(a_level_set("set", "[0, 2)", "[2, 3)", "[3, 4]")))
    assert bumps(compare(one, other)) == [("item_changed", "major")]


def test_a_factor_of_all_weights_of_a_geometric_mean_changes_nothing():
    def weighed(factor: int) -> Data:
        items = (an_item("a", weight=factor), an_item("b", weight=3 * factor))
        return a_questionnaire(a_field("f", *items, scoring=a_rule(method="geometric_mean")))

    assert bumps(compare(parse_definition(weighed(1)), parse_definition(weighed(2)))) == [
        ("written_otherwise", "patch")
    ]


def test_an_expression_means_the_same_however_it_is_spaced():
    def asking(text: str) -> Data:
        return a_questionnaire(
            a_field("f", an_item("a"), an_item("b")), flags=[a_flag("flag", {"value": text, "is": {"at_least": 2}})]
        )

    old, spaced, other = (parse_definition(asking(text)) for text in ("a + b", "a+ b", "a - b"))
    assert bumps(compare(old, spaced)) == [("written_otherwise", "patch")]
    assert bumps(compare(old, other)) == [("flag_changed", "major")]


class TestExpressionsInWords:
    """Authors read what they wrote, and of what is long the place where it differs."""

    def document(self, formula: str, **members: object) -> Data:
        scoring = a_rule(of="items", formula=formula)
        scoring.pop("method")
        return a_questionnaire(a_field("f", an_item("a"), an_item("b"), scoring=scoring), **members)

    def said(self, old: Data, new: Data, language: str) -> list[str]:
        found = compare(parse_definition(old), parse_definition(new)).differences
        return [describe_difference(one, language) for one in found if one.kind == "scoring_changed"]

    def test_both_are_shown_as_they_are_written(self):
        old, new = self.document("if(a > b, a, b)"), self.document("if(a >= b, a, 2*b)")
        found = compare(parse_definition(old), parse_definition(new)).differences[0]
        assert (found.before, found.after) == ({"formula": "if(a > b, a, b)"}, {"formula": "if(a >= b, a, 2*b)"})

    def test_of_long_ones_the_place_is_shown_where_they_differ(self):
        long = " + ".join(["a * 2"] * 60)
        old, new = self.document(f"{long} + sqrt(b) + {long}"), self.document(f"{long} + b + {long}")
        (said,) = self.said(old, new, "en")
        assert "+ sqrt(b) +" in said
        assert "+ b +" in said
        assert said.count("…") == 4
        assert len(said) < 320

    def test_what_only_grew_longer_shows_what_came(self):
        long = " + ".join(["a * 2"] * 60)
        (said,) = self.said(self.document(long), self.document(f"{long} - b"), "en")
        assert "- b" in said

    def test_the_same_words_about_something_else_are_called_so(self):
        old, new = (
            self.document("case(a > constant.limit, 1, 0)", constants=[{"key": "limit", "value": limit}])
            for limit in (2, 3)
        )
        for language, words in (("en", "in which a name stands for something else"), ("de", "für etwas anderes")):
            (said,) = self.said(old, new, language)
            assert words in said
            assert said.count("a > constant.limit") == 1


def test_another_version_of_the_rules_is_major():
    one = parse_definition(a_document())
    assert ("rules_changed", "major") in bumps(compare(one, one.model_copy(update={"rules": 2})))


def test_a_language_that_goes_is_named():
    old = a_document() | {"languages": ["en", "de"]}
    assert ("language_removed", "minor") in bumps(diff_of(lambda d: d.update(languages=["en"]), old))


def test_sentences_show_what_differs_in_words_and_not_as_data():
    def said(kind: str, before: object, after: object) -> str:
        return describe_difference(Difference(kind, "major", "x", "assumed", before=before, after=after), "en")

    whole = {"integer": True, "range": "[0, 240)"}
    assert "accepts more: range [0, 240) became range [0, 300)." in said(
        "accepts_more", whole, {**whole, "range": "[0, 300)"}
    )
    units = [{"units": {"minimum": minimum, "maximum": 24}} for minimum in (16, 12)]
    assert "changed: units minimum 16 became units minimum 12." in said("scoring_changed", *units)
    assert "item a, weight 1 became item a, weight 2" in said(
        "weight_changed", {"item": "a", "weight": 1}, {"item": "a", "weight": 2}
    )
    assert "span [≈ 0.333333, 6] instead of [1/3, 6]" in said(
        "points_span_changed", ["1/3", 6], ["33333333333333333333/100000000000000000001", 6]
    )
    assert "became the same words" in said("scoring_changed", {"formula": "a"}, {"formula": "a"})


def test_every_kind_is_explained():
    page = (CHECKOUT / "docs" / "versions.md").read_text()
    assert [kind for kind in KINDS if f"`{kind}`" not in page] == []


def test_a_field_that_gets_or_loses_its_score_is_named():
    scored, unscored = (
        a_questionnaire(a_field("f"), a_field("g")),
        a_questionnaire(a_field("f"), {"key": "g", "title": "G"}),
    )
    gained, lost = (
        compare(parse_definition(one), parse_definition(two)) for one, two in ((unscored, scored), (scored, unscored))
    )
    assert ("field_scored", "minor") in bumps(gained)
    assert ("field_unscored", "major") in bumps(lost)
    assert gained.bump == "minor"
    assert bumps(compare(parse_definition(unscored), parse_definition(unscored))) == []


def test_a_field_whose_weights_are_all_0_is_comparable_as_a_whole_or_not_at_all():
    one = a_questionnaire(a_field("f", an_item("a", weight=0)))
    assert diff_of(lambda d: None, one).fields[0].share == 1
    assert diff_of(lambda d: field(d)["items"][0].update(key="b"), one).fields[0].share == 0


class TestPartsOfALaterFormat:
    """What the comparison has never heard of may only lead to the larger bump."""

    def meaning(self, **changes: object) -> Meaning:
        return replace(meaning_of(parse_definition(a_document())), **changes)  # type: ignore[arg-type]  # as the test says

    def differences(self, old: Meaning, new: Meaning) -> list[tuple[str, str]]:
        found = (*compare_items(old, new), *compare_fields(old, new), *compare_rest(old, new))
        return [(one.kind, one.bump) for one in found]

    def test_any_other_part_is_major(self):
        old, new = self.meaning(frame={"x": 1, "y": 3}), self.meaning(frame={"x": 2, "y": 3})
        assert self.differences(old, new) == [("part_changed", "major")]

    def test_groups_count_where_something_may_name_them(self):
        same = {"field.a": ("one",)}
        old = self.meaning(groups={"class.gate": ("one",), **same})
        new = self.meaning(groups={"class.gate": ("one", "two"), **same})
        assert self.differences(old, new) == [("group_changed", "major")]

    @pytest.mark.parametrize("key", ["hours", "many", "words"])
    def test_a_member_of_a_block_that_nobody_knows_is_major(self, key: str):
        old = self.meaning()
        block = old.items[key].block
        changed = replace(old.items[key], block=Block({**block.plain, "later": 1}, block.rule))
        new = replace(old, items={**old.items, key: changed})
        assert self.differences(old, new) == [("item_changed", "major")]

    def test_a_block_of_a_type_that_nobody_knows_is_major(self):
        old, new = (self.meaning() for _ in range(2))
        later = {key: replace(found, block=Block({"later": key})) for key, found in new.items.items()}
        found = self.differences(old, replace(new, items=later))
        assert set(found) == {("item_changed", "major")}
        assert len(found) == len(later)

    def test_an_attribute_that_says_more_is_major(self):
        old, new = (
            self.meaning(profile={"kind": AttributeMeaning({"town": {"x": x}}, Block(None), {}, {})}) for x in (1, 2)
        )
        assert self.differences(old, new) == [("attribute_value_changed", "major")]

    def test_a_value_whose_meaning_is_not_known_makes_groups_count(self):
        class Unknown:
            def __repr__(self) -> str:
                return "?"

        reader = Reader()
        assert reader.plain({"a": (Unknown(), 1, None), "b": None}) == {"a": ["?", 1, None]}
        assert reader.opaque
        found = _MeaningReader(
            build_structure(parse_definition(a_document() | {"constants": [{"key": "k", "value": 2}]})), ()
        )
        found.reader.opaque = True
        meaning = found.read()
        assert meaning.groups["class.gate"] == ("one",)
        assert meaning.groups["field.p"] == ("three",)
        assert (meaning.frame["constants"], meaning.frame["tables"]) == ({"k": 2}, {})

    def test_level_sets_and_what_chooses_among_them_are_meaning(self):
        one = a_document()
        one["level_sets"].append(a_level_set("other", "[0, 2)", "[2, 3)", "[3, 4]"))
        chosen = [{"when": {"profile": "kind", "is": "town"}, "set": "other"}, {"set": "set"}]
        found = diff_of(lambda d: field(d).update(levels=chosen), one)
        assert ("levels_changed", "major") in bumps(found)
        field(one)["levels"] = chosen
        same = [{"when": {"profile": "kind", "one_of": ["town"]}, "set": "other"}, {"set": "set"}]
        assert bumps(diff_of(lambda d: field(d).update(levels=same), one)) == [("written_otherwise", "patch")]
