"""Schedules: minutes that add up, tables for everybody, and words for each kind of release."""

from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.workshop import (
    Kind,
    canonical_brief,
    canonical_workshop,
    prepare_schedule,
    prepare_workshop,
)
from selfcheck_service.core.workshop.document import Basis, ItemSeen, Reason
from selfcheck_service.core.workshop.schedule import LARGEST_TABLE, count_circles, find_dialogue
from tests.core.workshop.briefs import brief_of, figure, in_quarters, made_up, small_brief

MINUTES = {"online": [90], "half_day": [210], "full_day": [480], "two_parts": [150, 150]}
LOW = {"value": figure(1, 1.5)}
EMPTY = small_brief(made_up({}))
FULL = small_brief(made_up({"a": LOW, "b": LOW, "c": LOW, "d": LOW, "e": {"value": figure(0)}}), "de")


@given(st.sampled_from(get_args(Kind)), st.integers(5, 60), st.sampled_from([EMPTY, FULL]))
def test_minutes_add_up_and_everybody_sits_somewhere(kind, people, brief):
    schedule = prepare_schedule(brief, kind, people)
    parts = [[block for block in schedule.blocks if block.part == at] for at in (1, 2)]
    assert [sum(block.minutes for block in blocks) for blocks in parts if blocks] == MINUTES[kind]
    assert schedule.minutes == sum(MINUTES[kind])
    for blocks in parts:
        assert [block.start for block in blocks] == [
            sum(one.minutes for one in blocks[:at]) for at in range(len(blocks))
        ]
    sizes = [table.people for table in schedule.tables]
    assert sum(sizes) == people
    assert max(sizes) <= LARGEST_TABLE
    assert max(sizes) - min(sizes) <= 1
    taken = {key for table in schedule.tables for key in table.fields}
    assert taken == {each.field for each in brief.priorities[: 2 if kind == "online" else 3]}
    assert all(block.title and block.method and block.text and block.material for block in schedule.blocks)


def test_every_block_names_parts_of_the_brief_by_their_titles():
    blocks = prepare_schedule(FULL, "full_day", 30).blocks
    named = {(part.number, part.key, part.title) for block in blocks for part in block.parts}
    assert named == {(part.number, part.key, part.title) for part in FULL.parts}
    assert {part.key for part in FULL.parts}.isdisjoint({"agree", "differ", "knowledge", "urgency", "gaps"})
    assert [block.key for block in blocks if not block.parts] == ["break", "lunch", "break"]


@pytest.mark.parametrize("people", [4, 61])
def test_other_numbers_of_people_are_refused(people):
    with pytest.raises(ValueError, match=f"5 to 60 people, not {people}"):
        prepare_schedule(FULL, "half_day", people)


def test_a_small_group_takes_all_priorities_in_turn():
    schedule = prepare_schedule(FULL, "half_day", 6)
    assert [table.fields for table in schedule.tables] == [("a", "b", "c")]
    assert schedule.seating.startswith("Alle arbeiten an einem Tisch")
    two = prepare_schedule(FULL, "half_day", 11)
    assert [(table.people, table.fields, table.titles[0]) for table in two.tables] == [
        (6, ("a", "c"), "Feld a"),
        (5, ("b",), "Feld b"),
    ]


def test_without_priorities_the_room_chooses():
    schedule = prepare_schedule(msgspec.structs.replace(EMPTY, priorities=(), procedures=()), "full_day", 40)
    assert {table.fields for table in schedule.tables} == {()}
    assert schedule.seating.startswith("The release proposes no priority")
    (dialogue,) = (block for block in schedule.blocks if block.key == "dialogue")
    assert (dialogue.procedure, dialogue.material) == (None, "Circles of chairs, cards, pens")


@pytest.mark.parametrize("kind", get_args(Kind))
def test_no_block_takes_a_part_that_is_empty(kind):
    for brief in (EMPTY, FULL, small_brief(in_quarters(a=1, d=4))):
        there = {part.key for part in brief.parts}
        assert {part.key for block in prepare_schedule(brief, kind, 8).blocks for part in block.parts} <= there


def words_of(brief, name):
    return next(block.text for block in prepare_schedule(brief, "half_day", 12).blocks if block.key == name)


def test_the_words_change_with_what_there_is():
    assert words_of(FULL, "talk").startswith("Jeder Tisch nimmt sich ein Feld vor")
    item = ItemSeen("a0", "?", "a", 9, Reason("x", "x"), "?", figure(1), figure(1), figure(1), ())
    both = msgspec.structs.replace(FULL, agree=(item,), differ=(item,))
    assert words_of(both, "talk").startswith("Jeder Tisch nimmt sich eine Übereinstimmung und einen Unterschied vor")
    titles = {block.title for each in (FULL, both) for block in prepare_schedule(each, "half_day", 12).blocks}
    assert {"Wie wir es erleben, Feld für Feld", "Wo wir einig sind, wo wir auseinanderliegen"} <= titles
    assert words_of(EMPTY, "mirror").startswith("Read the whole profile in peace.")
    assert words_of(FULL, "mirror").startswith("Zuerst die Stärken")
    without = tuple(msgspec.structs.replace(each, cards=()) for each in FULL.priorities)
    assert "keine Karten" in words_of(msgspec.structs.replace(FULL, priorities=without), "groups")
    assert "liest die Karten" in words_of(FULL, "groups")


def test_a_dialogue_follows_the_first_procedure_that_fits():
    (dialogue,) = (block for block in prepare_schedule(FULL, "full_day", 12).blocks if block.key == "dialogue")
    assert dialogue.procedure == "table"
    assert "probiert „A table“ aus, nach den Schritten des Blattes (60 Minuten" in dialogue.text
    assert [part.key for part in dialogue.parts] == ["procedures"]
    assert find_dialogue(FULL, 5, 120) is None
    assert find_dialogue(FULL, 12, 59) is None


@pytest.mark.parametrize(
    ("people", "circles"),
    [
        (10, "Alle sind in einem Kreis dabei."),
        (14, "Bilden Sie dafür 2 Kreise mit je 7 Menschen, die zugleich arbeiten; jeder braucht eine Leitung."),
        (25, "Bilden Sie dafür 3 Kreise mit je 8 oder 9 Menschen, die zugleich arbeiten; jeder braucht eine Leitung."),
    ],
)
def test_more_people_than_a_dialogue_is_for_sit_in_circles_side_by_side(people, circles):
    assert f"bleibt). {circles} Es ist eine Probe" in dialogue_of(FULL, people).text


@given(st.integers(1, 12), st.integers(0, 12), st.integers(5, 60))
def test_circles_are_as_large_as_the_sheet_asks_or_there_are_none(fewest, more, people):
    sheet = msgspec.structs.replace(FULL.procedures[0], group_size=(fewest, fewest + more))
    count = count_circles(sheet, people)
    ways = [each for each in range(1, people + 1) if fewest * each <= people <= (fewest + more) * each]
    assert count == min(ways, default=0)
    assert count_circles(msgspec.structs.replace(sheet, group_size=None), people) == 1


def test_who_says_no_size_takes_everybody_in_one_circle():
    assert count_circles(msgspec.structs.replace(FULL.procedures[0], group_size=None), 60) == 1


def dialogue_of(brief, people=12):
    (found,) = (block for block in prepare_schedule(brief, "full_day", people).blocks if block.key == "dialogue")
    return found


def test_what_needs_others_than_those_in_the_room_is_no_dialogue():
    support = tuple(msgspec.structs.replace(each, type="support") for each in FULL.procedures)
    block = dialogue_of(msgspec.structs.replace(FULL, procedures=support))
    assert (block.procedure, block.title) == (None, "Gespräch in kleinen Kreisen")
    assert block.method == "Erzählen und zuhören in kleinen Kreisen"
    assert [part.key for part in block.parts] == ["priorities"]


def test_in_an_open_round_names_are_for_those_alone_who_took_part():
    brief = msgspec.structs.replace(FULL, basis="open")
    for kind in get_args(Kind):
        blocks = {block.key: block for block in prepare_schedule(brief, kind, 60).blocks}
        assert "an den Wänden" not in blocks["mirror"].material.replace("nichts an den Wänden", "")
        assert "Rundgang" not in blocks["mirror"].method
        assert "Nur wer mitgemacht hat, darf sie sehen" in blocks["mirror"].text
        assert "Geplant ist für 60 Personen, mitgemacht haben 20." in blocks["arrival"].text
        enough = {block.key: block for block in prepare_schedule(brief, kind, 20).blocks}
        assert "Geplant ist" not in enough["arrival"].text
    others = {block.key: block.text for block in prepare_schedule(FULL, "half_day", 60).blocks}
    assert "Geplant ist" not in others["arrival"]
    assert "mit Namen da" not in others["mirror"]


@pytest.mark.parametrize("kind", ["half_day", "two_parts"])
def test_talk_is_worded_for_what_the_release_shows(kind):
    for language in ("de", "en"):
        briefs = [msgspec.structs.replace(EMPTY, basis=basis, language=language) for basis in get_args(Basis)]
        schedules = [prepare_schedule(brief, kind, 20) for brief in briefs]
        talk = [block.text for one in schedules for block in one.blocks if block.key in ("talk", "consensus")]
        assert len(set(talk)) == len(briefs) == len(talk)


# What there is in a room, and not in a call.
OF_A_ROOM = {
    "de": ("kleb", "Rundgang", "Wänden", "Jeder Tisch nimmt", "Jeder Tisch liest", "Tafel", "Klebepunkte", "im Raum"),
    "en": (
        "place a dot",
        "Placing dots",
        "walk around",
        "Each table takes",
        "Each table reads",
        "walls",
        "in the room",
    ),
}


@pytest.mark.parametrize("basis", get_args(Basis))
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("full", [True, False])
def test_online_nothing_needs_a_room_and_all_vote_by_phone(basis, language, full):
    brief = msgspec.structs.replace(FULL if full else EMPTY, basis=basis, language=language)
    without = tuple(msgspec.structs.replace(each, cards=()) for each in brief.priorities)
    brief = brief if full else msgspec.structs.replace(brief, priorities=without)
    schedule = prepare_schedule(brief, "online", 12)
    for block in schedule.blocks:
        said = f"{block.title} {block.method} {block.text} {block.material}"
        assert [each for each in OF_A_ROOM[language] if each in said] == [], block.key
    (choice,) = (block for block in schedule.blocks if block.key == "choice")
    assert {"de": "am Handy", "en": "by phone"}[language] in choice.method
    assert "Code" in choice.text or "code" in choice.text
    assert len({block.material for block in schedule.blocks}) == len(schedule.blocks)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_schedule_names_the_ballot_by_phone(kind):
    (choice,) = (block for block in prepare_schedule(FULL, kind, 12).blocks if block.key == "choice")
    assert "Handy" in choice.text
    assert "Code" in choice.material


@pytest.mark.parametrize(("took_part", "people"), [(1, 5), (12, 12), (400, 60)])
def test_where_nobody_says_how_many_come_it_is_for_those_who_took_part(took_part, people):
    brief = small_brief(made_up({}, n=took_part))
    assert prepare_workshop(brief, "half_day").schedule.people == people
    assert prepare_workshop(brief, "half_day", 30).schedule.people == 30


def test_brief_and_schedule_are_the_same_bytes_every_time():
    document = canonical_workshop(prepare_workshop(FULL, "online", 20))
    assert canonical_workshop(prepare_workshop(FULL, "online", 20)) == document
    assert set(msgspec.json.decode(document)) == {"brief", "schedule", "about"}
    assert msgspec.json.decode(document)["brief"] == msgspec.json.decode(canonical_brief(FULL))


@given(st.sampled_from(get_args(Kind)), st.integers(5, 60), st.sampled_from([EMPTY, FULL]))
def test_a_schedule_names_no_file_that_its_reader_may_not_have(kind, people, brief):
    assert ".pdf" not in canonical_workshop(prepare_workshop(brief, kind, people)).decode()


def test_a_day_is_named_after_a_dialogue_only_where_one_fits():
    brief = brief_of("blocks")
    procedure = find_dialogue(brief, 24, 120)
    assert procedure is not None
    assert prepare_schedule(brief, "full_day", 24).title == "Ein ganzer Tag mit Gesprächsformat"
    without = msgspec.structs.replace(brief, procedures=tuple(x for x in brief.procedures if x.type != procedure.type))
    assert prepare_schedule(without, "full_day", 24).title == "Ein ganzer Tag mit Gespräch in kleinen Kreisen"
    assert prepare_schedule(without, "half_day", 24).title == "Ein halber Tag"
