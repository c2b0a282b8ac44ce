"""When a plan can go to those who decide, and that it says exactly what is missing."""

import string
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning import canonical_record
from selfcheck_service.core.planning.readiness import NEEDED, aims_at, lacking, prepare_readiness
from selfcheck_service.core.planning.readiness_texts import READINESS_TEXTS
from tests.builders import a_field, a_parent, a_plan, an_item
from tests.core.planning.plans import a_measure, focus_fields
from tests.core.workshop.briefs import small

HERE = Path(__file__).parent
STRUCTURE = small().structure
SOON = date(2026, 6, 2)


def readiness(focus, *measures, language="de"):
    return prepare_readiness(STRUCTURE, focus, measures, language)


def numbered(*measures):
    return [a_measure(id=str(at), number=at, **said) for at, said in enumerate(measures, start=1)]


def test_a_plan_is_ready_where_every_focus_field_has_a_whole_measure_and_one_is_a_quick_win():
    found = readiness(focus_fields("a", "b"), *numbered({}, {"fields": ("b",), "deadline": SOON}))
    assert (found.ready, found.missing) == (True, ())
    assert [(each.field, each.ready, each.measures) for each in found.fields] == [
        ("a", True, ("1",)),
        ("b", True, ("2",)),
    ]
    assert [(each.ready, each.quick_win) for each in found.measures] == [(True, False), (True, True)]


def test_without_focus_fields_and_measures_both_are_missing():
    for focus in (None, focus_fields()):
        found = readiness(focus)
        assert (found.ready, [each.key for each in found.missing]) == (False, ["focus_fields", "quick_win"])


def test_a_field_without_a_measure_says_so():
    found = readiness(focus_fields("a", "b"), *numbered({"deadline": SOON}))
    assert not found.ready
    assert [each.key for each in found.fields[1].missing] == ["measure"]
    assert found.fields[1].missing[0].text == "Zu „Feld b“ gibt es noch keine Maßnahme."


def test_a_field_whose_measures_lack_something_names_the_one_that_lacks_least():
    lacking_ = [{"deadline": None, "target": None}, {"responsible": None}, {"indicator": None}]
    found = readiness(focus_fields("a"), *numbered(*lacking_), language="en")
    assert [each.key for each in found.fields[0].missing] == ["ready_measure"]
    assert found.fields[0].missing[0].text == (
        "No measure for “Field a” is complete yet. The least is missing from no. 2 "
        "“Sprechstunde im Stadtteil”: responsible function."
    )
    assert found.fields[0].measures == ("1", "2", "3")


def test_the_last_day_of_three_months_is_still_a_quick_win_and_the_next_is_none():
    for day, is_ready in ((date(2026, 6, 2), True), (date(2026, 6, 3), False)):
        found = readiness(focus_fields("a"), *numbered({"deadline": day}))
        assert (found.ready, found.measures[0].quick_win) == (is_ready, is_ready)


def test_a_quick_win_that_lacks_something_is_not_enough():
    found = readiness(focus_fields("a"), *numbered({}, {"deadline": SOON, "target": None}))
    assert [each.key for each in found.missing] == ["quick_win"]


def test_what_was_rejected_or_dropped_counts_for_nothing():
    gone = [
        {"decision": "reject", "status": "dropped", "reason": "Nein", "deadline": SOON},
        {"status": "dropped", "dropped_reason": "Kein Geld", "deadline": SOON},
    ]
    found = readiness(focus_fields("a"), *numbered(*gone))
    assert (found.measures, found.fields[0].missing[0].key) == ((), "measure")


@given(st.sets(st.sampled_from(["reference", *NEEDED])))
def test_exactly_what_is_missing_is_named(names):
    said = {name: None for name in names if name != "reference"}
    measure = a_measure(**said, **({"fields": ()} if "reference" in names else {}))
    assert set(lacking(measure)) == names
    (found,) = prepare_readiness(STRUCTURE, None, [measure], "de").measures
    assert {each.key for each in found.missing} == names
    assert found.ready == (not names)
    assert all(each.text and "{" not in each.text for each in found.missing)


@given(st.lists(st.sampled_from(["a", "b", "c"]), unique=True), st.lists(st.sampled_from(["a", "b", "c"]), max_size=4))
def test_a_plan_is_ready_exactly_by_the_rule(chosen, aims):
    measures = numbered(*[{"fields": (key,), "deadline": SOON} for key in aims])
    found = readiness(focus_fields(*chosen), *measures)
    assert found.ready == (bool(chosen) and bool(aims) and set(chosen) <= set(aims))


def test_a_measure_aims_at_a_field_by_one_nested_in_it_or_by_an_item():
    nested = a_parent("whole", a_field("part", an_item("one")), a_field("other", an_item("two")))
    structure = a_plan(nested).structure
    assert aims_at(a_measure(fields=("part",)), structure, "whole")
    assert aims_at(a_measure(fields=(), items=("one",)), structure, "whole")
    assert aims_at(a_measure(fields=(), items=("one",)), structure, "part")
    assert not aims_at(a_measure(fields=(), items=("two",)), structure, "part")
    assert not aims_at(a_measure(fields=("whole",)), structure, "part")


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_words_for_a_plan_that_lacks_everything_keep_their_bytes(language):
    """Words may change, but never without being seen."""
    bare = dict.fromkeys(NEEDED)
    measures = numbered({"deadline": None, "target": None}, {**bare, "fields": ()})
    found = readiness(focus_fields("a", "b"), *measures, language=language)
    assert canonical_record(found) + b"\n" == (HERE / f"readiness_{language}.json").read_bytes()


def test_both_languages_have_every_text_with_the_same_placeholders():
    def names(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for german, english in READINESS_TEXTS.values():
        assert names(german) == names(english)
    for name in ("reference", *NEEDED):
        assert {f"member.{name}", f"lacks.{name}"} <= READINESS_TEXTS.keys()
