"""The brief as a whole: what it says of any release, and that no figure in it is its own."""

import json
import string
from fractions import Fraction
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck_service.core.releases import canonical_release, release_hash
from selfcheck_service.core.releases.document import CellFigure, GroupFigures, ItemFigures, MergeFigures, RatingFigures
from selfcheck_service.core.workshop import canonical_brief, prepare_brief
from selfcheck_service.core.workshop.brief_texts import BRIEF_TEXTS
from selfcheck_service.core.workshop.document import Place
from selfcheck_service.core.workshop.schedule_texts import SCHEDULE_TEXTS
from tests.core.workshop.briefs import (
    KEYS,
    NOTHING,
    TOWN,
    a_gap,
    brief_of,
    figure,
    in_quarters,
    made_up,
    released_of,
    shipped,
    small_brief,
)

PATTERNS = ("aligned", "mostly_aligned", "camps", "spread", "knowledge_gap", "too_few", "not_determinable")
QUADRANTS = (
    "strength",
    "tackle_together",
    "clarify_perception",
    "understand_first",
    "make_visible",
    "not_determinable",
)
# What a figure is called in a brief, wherever it stands.
FIGURES = ("lowest", "highest", "count", "n", "quarter", "quarters")


def an_item_with(pattern: Any, key="a0", counts=(5, 0, 0, 0, 5, 2), **changes):
    cells = tuple(
        CellFigure(at if at < len(counts) - 1 else None, "exact", count, count, count)
        for at, count in enumerate(counts)
    )
    made = ItemFigures(key, key[0], sum(counts), None, cells, figure(10), figure(40), NOTHING, NOTHING, pattern, None)
    return msgspec.structs.replace(made, **changes)


def with_items(*items, **changes):
    release = made_up({}, **changes)
    assert release.total is not None
    return msgspec.structs.replace(release, total=msgspec.structs.replace(release.total, items=items))


def numbers_in(value, name=""):
    """All numbers that stand under the name of a figure."""
    if isinstance(value, dict):
        return {each for key, one in value.items() for each in numbers_in(one, key)}
    if isinstance(value, list):
        return {each for one in value for each in numbers_in(one, name)}
    return {value} if name in FIGURES and value is not None else set()


def figures_in(brief):
    """All figures of a brief but the means of agreement, which follow from published ones."""
    document = json.loads(canonical_brief(brief))
    assert document.pop("agreement") is not None
    return numbers_in(document)


def intervals():
    ends = st.integers(0, 40).map(lambda tenths: tenths / 10)
    return st.one_of(st.just(NOTHING), st.tuples(ends, ends).map(lambda pair: figure(min(pair), max(pair))))


def fields():
    seen = st.sets(st.sampled_from(["camps", "knowledge_gap", "perspective_gap", "strength", "urgent_but_low"]))
    made = st.fixed_dictionaries(
        {
            "value": intervals(),
            "pattern": st.sampled_from(PATTERNS),
            "quadrant": st.sampled_from(QUADRANTS),
            "urgency": st.one_of(st.none(), intervals()),
            "seen_patterns": seen.map(sorted).map(tuple),
        }
    )
    urgent = st.sampled_from(["urgent", "not_urgent", "not_determinable"])
    with_urgency = st.tuples(made, urgent).map(
        lambda pair: {**pair[0], "urgent": None if pair[0]["urgency"] is None else pair[1]}
    )
    return st.dictionaries(st.sampled_from(KEYS), with_urgency)


def releases():
    quarters = st.dictionaries(st.sampled_from(KEYS), st.integers(1, 4))
    return st.one_of(fields().map(made_up), quarters.map(lambda found: in_quarters(**found)))


@settings(deadline=None, max_examples=60)
@given(releases(), st.sampled_from(["de", "en"]))
def test_any_release_has_a_brief_of_its_own_figures(release, language):
    brief = small_brief(release, language)
    document = canonical_brief(brief)
    assert canonical_brief(small_brief(release, language)) == document
    assert figures_in(brief) <= numbers_in(json.loads(canonical_release(release)))
    assert len(brief.priorities) in (2, 3)
    unsaid = [each for each in brief.priorities if each.reasons[0].key == "unsaid"]
    sayable = len(KEYS) - len(unsaid) - sum(each.reason.key == "cannot_be_said" for each in brief.not_chosen)
    assert not unsaid or sayable < 3
    assert bool(brief.strengths) or not any(each.quarter or each.value.lowest for each in brief.profile) or sayable < 2
    spoken_of = [each.field for each in brief.priorities] + [each.field for each in brief.not_chosen]
    assert sorted(spoken_of) == sorted([*KEYS, "over", "overall"])
    chosen = {each.field for each in brief.priorities}
    assert chosen.isdisjoint(each.field for each in brief.strengths)
    assert all(len(each.cards) <= 4 for each in brief.priorities)


@pytest.mark.parametrize("kind", ["blocks", "quarters", "joint", "open"])
def test_a_brief_of_a_sealed_round_has_the_figures_of_its_release_and_no_other(kind):
    release, brief = released_of(kind), brief_of(kind)
    published = json.loads(canonical_release(release))
    joint = published["evaluation"] or {"fields": [], "overall": {"score": None}}
    figures = figures_in(brief)
    assert figures
    assert figures <= numbers_in(published) | {each["score"] for each in (*joint["fields"], joint["overall"])}
    assert brief.release_hash == release_hash(canonical_release(release))
    assert brief.basis == {"blocks": "cells"}.get(kind, kind)
    assert [each.key for each in brief.reading] == ["no_exam", brief.basis, "proposal"]
    assert len(brief.priorities) == 3
    assert brief.strengths
    assert all(each.cards for each in brief.priorities)


def test_a_joint_answer_has_no_spread_and_takes_its_own_evaluation():
    release, brief = released_of("joint"), brief_of("joint")
    assert (brief.agree, brief.differ, brief.gaps) == ((), (), ())
    assert {each.pattern.key for each in brief.knowledge} == {"left_open"}
    assert [(each.about.key, each.why.key) for each in brief.limits][:2] == [
        ("pattern", "one_answer"),
        ("gaps", "one_answer"),
    ]
    offered = {each["key"] for each in json.loads(canonical_release(release))["evaluation"]["suggestions"]}
    assert {card.key for each in brief.priorities for card in each.cards if card.fit == "sure"} <= offered
    assert brief.took_part.n == 1


def test_a_level_that_a_gate_holds_down_says_which_it_would_be():
    release = released_of("joint")
    evaluation = json.loads(json.dumps(release.evaluation))
    evaluation["fields"][0]["level"]["capped_from"] = "alltag"
    (seen, *_) = (
        each
        for each in brief_of_shipped(msgspec.structs.replace(release, evaluation=evaluation)).profile
        if each.key == evaluation["fields"][0]["key"]
    )
    assert seen.text.endswith(" Der Wert allein ergäbe die Stufe „Alltag“; einzelne Antworten begrenzen sie.")
    assert not any("Der Wert allein" in each.text for each in brief_of("joint").profile)


def test_what_the_joint_answer_leaves_open_has_no_score():
    release = released_of("joint")
    evaluation = json.loads(json.dumps(release.evaluation))
    evaluation["fields"][0] |= {"score": None, "level": None}
    evaluation["fields"][1] |= {"level": None}
    evaluation["overall"] = None
    changed = msgspec.structs.replace(release, evaluation=evaluation)
    brief = brief_of_shipped(changed)
    (first, *_) = (each for each in brief.profile if each.key == "steuerung")
    assert (first.value.lowest, first.text) == (None, "Für einen Wert fehlen in diesem Feld noch Antworten.")
    assert [each.levels for each in brief.profile if each.key == "konzept"] == [()]


def brief_of_shipped(release):
    return prepare_brief(release, shipped(), language="de", profile=dict(TOWN))


def test_a_small_group_is_told_what_cannot_be_said():
    brief = brief_of("quarters", "en")
    assert (brief.agree, brief.differ, brief.knowledge, brief.gaps, brief.urgency) == ((),) * 5
    assert [(each.about.key, each.why.key) for each in brief.limits][:3] == [
        ("items", "quarters_alone"),
        ("pattern", "quarters_alone"),
        ("gaps", "quarters_alone"),
    ]
    assert {each.value.reason for each in brief.profile} == {"quarters"}


def test_who_differs_is_named_in_open_rounds_only():
    names = {name for item in brief_of("open").differ for option in item.options for name in option.names}
    assert names == {f"Person {at}" for at in range(5)}
    assert not {name for item in brief_of("blocks").differ for option in item.options for name in option.names}
    silent = brief_of("joint").knowledge
    assert silent
    assert [name for item in silent for option in item.options for name in option.names] == []


def test_the_municipality_is_described_as_far_as_the_round_does():
    release = made_up({})
    assert small_brief(release).municipality == ()
    known = small_brief(release, "de", kind="town", people=Fraction(12000), area=Fraction(51, 2))
    assert [(each.key, each.title, each.value) for each in known.municipality] == [
        ("kind", "Attribute kind", "Kind town"),
        ("people", "How many?", "12000"),
        ("area", "How large?", "25,5 Quadratkilometer"),
    ]


def test_parts_are_numbered_in_their_order():
    parts = small_brief(made_up({})).parts
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))


def test_items_are_ranked_and_have_lead_questions():
    items = (
        an_item_with("spread", "a0", agreement=figure(0.1, 0.2)),
        an_item_with("camps", "a1", agreement=figure(-0.2, -0.1)),
        an_item_with("camps", "a2"),
        an_item_with("camps", "a3", agreement=figure(-0.5)),
        an_item_with("mostly_aligned", "b0", agreement=figure(0.5)),
        an_item_with("aligned", "b1", agreement=figure(0.6)),
        an_item_with("aligned", "b2", agreement=figure(0.9)),
        an_item_with("knowledge_gap", "c0", no_answer=figure(30, 40)),
        an_item_with("knowledge_gap", "c1", no_answer=figure(50, 60)),
        an_item_with("camps", "a_soon"),
        an_item_with("camps", "gone"),
    )
    brief = small_brief(with_items(*items))
    assert [item.key for item in brief.differ] == ["a3", "a1", "a2", "a0"]
    assert [item.key for item in brief.agree] == ["b2", "b1", "b0"]
    assert [item.key for item in brief.knowledge] == ["c1", "c0"]
    assert brief.differ[0].lead_question.startswith("What would somebody have seen")
    assert [(option.title, option.cell.count) for option in brief.differ[0].options][::5] == [
        ("Option 0", 5),
        (None, 2),
    ]


def test_few_who_said_it_openly_are_put_side_by_side_where_they_are_far_apart():
    wide, narrow = an_item_with("too_few", "a0", (1, 0, 0, 0, 1, 1)), an_item_with("too_few", "a1", (1, 1, 0, 0, 0, 0))
    half = an_item_with("too_few", "a2", (1, 0, 1, 0, 0, 0))
    ratings = (
        RatingFigures("Ada", "head", {"a0": 0, "a1": 0}),
        RatingFigures("Bo", None, {"a0": 4, "a1": 1}),
        RatingFigures("Cy", "club", {"a0": {"no_answer": "dont_know"}}),
    )
    brief = small_brief(with_items(narrow, half, wide, mode="open", ratings=ratings))
    assert [item.key for item in brief.differ] == ["a0", "a2"]
    assert [option.names for option in brief.differ[0].options] == [("Ada",), (), (), (), ("Bo",), ("Cy",)]
    assert brief.differ[0].pattern.text == "Too few answered for a verdict; the picture speaks for itself."
    assert small_brief(with_items(narrow, half, wide)).differ == ()


def test_gaps_are_ranked_and_say_both_sides():
    gaps = (
        a_gap("a", "no_gap", -0.1, 0.2),
        a_gap("b", "second_higher", -2, -1.5),
        a_gap("c", "first_higher", 1, 3),
        a_gap("d", "not_determinable"),
        a_gap("d", "not_determinable"),
        a_gap("e", "not_determinable", -1, 1),
        a_gap("over", "not_determinable"),
        a_gap("overall", "no_gap", 0),
    )
    brief = small_brief(made_up({}, gaps=gaps))
    assert [gap.field for gap in brief.gaps] == ["b", "c"]
    assert brief.alike == ("a",)
    both = (a_gap("a", "no_gap", 0), a_gap("a", "first_higher", 1), a_gap("b", "no_gap", 0), a_gap("b", "no_gap", 0))
    assert small_brief(made_up({}, gaps=both)).alike == ("b",)
    only = small_brief(made_up({}, gaps=both[2:]))
    assert (only.gaps, "gaps" in {part.key for part in only.parts}) == ((), True)
    assert brief.gaps[0].finding.text == "“Staff + Club” is clearly higher than “Head”."
    found = [(limit.why.key, limit.fields) for limit in brief.limits if limit.about.key == "gap"]
    assert found == [("fits_differ", ("d",)), ("wide", ("e",))]


def test_urgency_stands_beside_the_value():
    shown: dict[str, Any] = {
        "a": {"urgency": figure(90), "urgent": "urgent", "value": figure(1)},
        "b": {"urgency": figure(10), "urgent": "not_urgent", "value": figure(4)},
        "c": {"urgency": figure(60, 70), "urgent": "not_determinable"},
        "d": {"urgency": NOTHING, "urgent": "not_determinable"},
    }
    brief = small_brief(made_up(shown))
    found = [(each.field, each.standing, each.finding.key) for each in brief.urgency]
    assert found == [
        ("a", "low", "urgent_low"),
        ("b", "high", "not_urgent_high"),
        ("c", "not_determinable", "not_determinable"),
        ("d", "not_determinable", "not_determinable"),
    ]
    limits = {(limit.about.key, limit.why.key): limit.fields for limit in brief.limits}
    assert limits["urgency", "wide"] == ("c",)
    assert limits["urgency", "fits_differ"] == ("d",)
    assert limits["value", "fits_differ"] == ("c", "d", "e")
    assert limits["gaps", "one_block"] == ()


def test_what_is_wide_and_what_too_few_rated_is_said():
    shown = {"a": {"value": figure(1, 4)}, "b": {"value": figure(1), "pattern": "too_few", "pattern_reason": None}}
    limits = {(limit.about.key, limit.why.key): limit.fields for limit in small_brief(made_up(shown)).limits}
    assert limits["standing", "wide"] == ("a",)
    assert limits["pattern", "too_few"] == ("b",)


def test_the_grid_has_every_field_once_with_a_hint():
    quadrants = dict(zip(KEYS, QUADRANTS[:5], strict=True))
    brief = small_brief(made_up({key: {"quadrant": name} for key, name in quadrants.items()}))
    assert {cell.place: cell.fields for cell in brief.grid if cell.fields} == {
        name: (key,) for key, name in quadrants.items()
    }
    assert [cell.place for cell in brief.grid] == list(get_args(Place))
    assert len({cell.hint for cell in brief.grid}) == len(brief.grid)


def test_a_field_of_which_one_side_is_sure_lies_in_that_half():
    low, high, middle = figure(0, 1), figure(3, 4), figure(1, 4)
    shown = {"a": {"value": high}, "b": {"value": low}, "c": {"value": middle}}
    found = {cell.place: cell.fields for cell in small_brief(made_up(shown)).grid if cell.fields}
    assert found == {"high_open": ("a",), "low_open": ("b",), "not_determinable": ("c", "d", "e")}
    hints = {cell.place: cell.hint for cell in small_brief(made_up(shown)).grid}
    assert "show of hands" in hints["high_open"]
    of_few = {cell.place: cell.hint for cell in small_brief(in_quarters(a=4, b=1)).grid}
    assert "Nobody has to name" in of_few["high_open"]
    assert "Nobody has to name" in of_few["low_open"]
    assert "One joint answer" in {cell.place: cell.hint for cell in brief_of("joint", "en").grid}["low_open"]


def test_who_took_part_is_said_as_released():
    merge = MergeFigures("groups", ("club",), None, ("head", "staff"), None)
    small_ones = (GroupFigures(("head", "staff"), 12, "cells", None, ()), GroupFigures(("club",), 8, "cells", None, ()))
    several = small_brief(made_up({}, merges=(merge,), groups=small_ones)).took_part
    assert several.merges == ("“Club” and “Head + Staff” are merged, because “Club” is too small alone.",)
    brief = small_brief(made_up({}, merges=(merge,)))
    assert brief.took_part.n == 20
    assert [(group.perspectives, group.n) for group in brief.took_part.groups] == [(("Head", "Staff", "Club"), 20)]
    assert brief.took_part.merges == ("All perspectives are merged into one group, because some are too small alone.",)


def test_the_order_of_responses_is_not_in_a_brief():
    """A brief is a function of the release, and that does not have the order either: two equal ones, equal bytes."""
    release = released_of("blocks")
    again = msgspec.json.decode(msgspec.json.encode(release), type=type(release))
    assert canonical_brief(brief_of_shipped(again)) == canonical_brief(brief_of("blocks"))


@pytest.mark.parametrize("texts", [BRIEF_TEXTS, SCHEDULE_TEXTS], ids=["brief", "schedule"])
def test_both_languages_say_something_with_the_same_placeholders(texts):
    for key, (german, english) in texts.items():
        assert german.strip(), key
        assert english.strip(), key
        assert _placeholders(german) == _placeholders(english), key


def _placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((30, 60), "three in ten or more"),
        ((50, 90), "half of them or more"),
        ((79.9, 100), "half of them or more"),
        ((80, 90), "four in five or more"),
        ((100, 100), "four in five or more"),
    ],
)
def test_a_gap_in_knowledge_is_called_as_wide_as_it_surely_is(shares, said):
    (item,) = small_brief(with_items(an_item_with("knowledge_gap", "c0", no_answer=figure(*shares)))).knowledge
    assert item.pattern.key == "knowledge_gap"
    assert item.pattern.text.endswith(f": {said}.")


def test_a_round_without_perspectives_still_names_who_took_part():
    group = GroupFigures((), 20, "cells", None, ())
    for language, words in (("de", "Alle zusammen"), ("en", "Everybody together")):
        (found,) = small_brief(made_up({}, groups=(group,)), language).took_part.groups
        assert (found.perspectives, found.n) == ((words,), 20)


def test_what_has_no_value_stands_last():
    shown = {"a": {}, "b": {"value": figure(0, 1)}, "c": {"value": figure(1, 4)}, "d": {"value": figure(3, 4)}}
    brief = small_brief(made_up(shown))
    assert [each.key for each in brief.profile] == ["d", "c", "b", "a", "e"]
    assert [each.key for each in small_brief(in_quarters(b=1, d=2)).profile] == ["d", "b", "a", "c", "e"]


def test_the_part_on_perspectives_promises_no_differences_where_there_are_none():
    gap, none = a_gap("b", "second_higher", -2, -1.5), a_gap("a", "no_gap", 0)
    for gaps, title in (((gap, none), "Different perspectives"), ((none,), "What perspectives see alike")):
        assert [each.title for each in small_brief(made_up({}, gaps=gaps)).parts if each.key == "gaps"] == [title]


def test_all_fields_together_are_not_called_a_field():
    for ends in ((0, 1), (1, 4), (3, 4)):
        views = small_brief(made_up({"overall": {"value": figure(*ends)}})).views
        (words,) = (each.text for each in views if each.key == "overall")
        assert "aken together" in words
        assert "field" not in words


@pytest.mark.parametrize(("count", "names"), [(2, ("Ada", "Cy")), (1, ("Cy",))])
def test_who_passed_over_an_item_is_named_only_where_all_of_them_were_asked(count, names):
    wide = an_item_with("too_few", "a0", (1, 0, 0, 0, 1, count))
    ratings = (
        RatingFigures("Ada", "head", {}),
        RatingFigures("Bo", None, {"a0": 4}),
        RatingFigures("Cy", "club", {"a0": {"no_answer": "dont_know"}}),
        RatingFigures("", "club", {}),
    )
    (item,) = small_brief(with_items(wide, mode="open", ratings=ratings)).differ
    assert item.options[-1].names == names
