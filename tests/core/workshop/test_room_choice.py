"""A brief where the room has chosen its fields: cards and tables are theirs, and the proposal stays readable."""

from typing import Any

import msgspec
import pytest

from selfcheck_service.core.workshop import WorkshopBrief, canonical_brief, prepare_brief, prepare_workshop
from selfcheck_service.core.workshop.brief_texts import brief_text
from tests.builders import Data, a_field, a_plan, an_item
from tests.core.workshop.briefs import TOWN, figure, made_up, released_of, shipped, small

LOW: Data = {"value": figure(1, 1.5)}
LOWER: Data = {"value": figure(0.5, 1)}
MIDDLE: Data = {"value": figure(2.2, 2.6)}
HIGH: Data = {"value": figure(3, 3.5)}
STRONG: Data = {**HIGH, "quadrant": "strength", "pattern": "aligned", "seen_patterns": ("strength",)}
# The rule proposes c, a and b here, and builds on d; of e nothing can be said.
SHOWN: Data = {"a": LOW, "b": LOW, "c": LOWER, "d": STRONG}


def chosen_brief(*chosen: str, shown: Data = SHOWN, language: str = "en") -> WorkshopBrief:
    return prepare_brief(made_up(shown), small(), language=language, profile={}, chosen=chosen)


def reasons(brief: WorkshopBrief) -> dict[str, list[str]]:
    return {each.field: [reason.key for reason in each.reasons] for each in brief.priorities}


def test_without_a_choice_it_is_the_proposal_and_says_nothing_of_one():
    brief = chosen_brief()
    assert brief == prepare_brief(made_up(SHOWN), small(), language="en", profile={})
    assert brief.choice is None
    assert b'"choice"' not in canonical_brief(brief)


def test_what_the_room_chose_stands_in_its_order_with_who_chose_it_and_what_the_release_says():
    brief = chosen_brief("e", "a")
    assert reasons(brief) == {"e": ["chosen_otherwise"], "a": ["chosen_as_proposed", "low"]}
    assert [each.reasons[0].text for each in brief.priorities] == [
        "The room chose this field; it was not proposed.",
        "The room chose this field; it was proposed, too.",
    ]


def test_cards_and_tables_are_those_of_the_chosen_fields():
    brief = chosen_brief("e", "b")
    keys = {card.key for each in brief.priorities for card in each.cards}
    assert keys
    assert {key[:2] for key in keys} == {"e_", "b_"}
    tables = prepare_workshop(brief, "half_day", 14).schedule.tables
    assert [each.fields for each in tables] == [("e",), ("b",)]
    assert set(brief.ballot_order.cards) == {card.key for card in brief.cards}
    assert brief.ballot_order.fields == chosen_brief().ballot_order.fields


def test_what_was_proposed_and_why_stays_readable():
    proposal, brief = chosen_brief(), chosen_brief("e")
    assert brief.choice is not None
    assert brief.choice.chosen == ("e",)
    assert [(each.field, each.title, each.reasons) for each in brief.choice.proposed] == [
        (each.field, each.title, each.reasons) for each in proposal.priorities
    ]
    left = {each.field: each.reason for each in brief.not_chosen}
    for each in proposal.priorities:
        assert left[each.field].key == "proposed"
        assert each.reasons[0].text in left[each.field].text
    assert left["d"].key == "strength_kept"
    assert "e" not in left


@pytest.mark.parametrize(
    ("chosen", "language", "said"),
    [
        (("a", "b", "c"), "en", "The room chose: “Field a”, “Field b”, “Field c”. The same fields were proposed."),
        (
            ("a", "e"),
            "de",
            (
                "Die Runde hat gewählt: „Feld a“, „Feld e“. Vorgeschlagen waren: „Feld c“, „Feld a“, „Feld b“. Karten "
                "und Tische sind die der Wahl."
            ),
        ),
    ],
)
def test_that_the_room_chose_is_said_in_words(chosen, language, said):
    brief = chosen_brief(*chosen, language=language)
    assert brief.choice is not None
    assert brief.choice.said.text == said
    assert brief.reading[-1] == brief.choice.said
    assert "proposal" not in {each.key for each in brief.reading}
    title = {"en": "Chosen priorities with cards", "de": "Gewählte Schwerpunkte mit Karten"}[language]
    assert title in {each.title for each in brief.parts}


def test_a_strength_that_was_chosen_is_worked_on_and_the_next_one_built_on():
    shown = {**SHOWN, "b": {**STRONG, "value": figure(3.5, 4)}}
    assert [each.field for each in chosen_brief(shown=shown).strengths] == ["b", "d"]
    brief = chosen_brief("b", shown=shown)
    assert [(each.field, bool(each.cards)) for each in brief.strengths] == [("d", True)]
    assert reasons(brief) == {"b": ["chosen_otherwise"]}


@pytest.mark.parametrize(
    ("field", "asked_like"), [("a", "lead.low"), ("d", "lead.lowest"), ("e", "lead.unsaid"), ("over", "lead.unsaid")]
)
def test_the_lead_question_is_that_of_the_release(field, asked_like):
    assert chosen_brief(field).priorities[0].lead_question == brief_text(asked_like, "en")


def test_a_field_that_puts_others_together_can_be_chosen_too():
    brief = chosen_brief("over")
    assert [each.field for each in brief.priorities] == ["over"]
    assert {each.field for each in brief.not_chosen} == {"a", "b", "c", "d", "e", "overall"}


def test_the_profile_the_grid_and_every_figure_are_those_of_the_release_whatever_was_chosen():
    release = released_of("blocks")
    plan = shipped()
    proposal = prepare_brief(release, plan, language="de", profile=dict(TOWN))
    strength = proposal.strengths[0].field
    brief = prepare_brief(release, plan, language="de", profile=dict(TOWN), chosen=[strength])
    other = ("parts", "reading", "strengths", "priorities", "overall", "not_chosen", "procedures")
    moved = {*other, "ballot_order", "choice"}
    plain: list[dict[str, Any]] = [msgspec.to_builtins(each) for each in (proposal, brief)]
    kept = [{name: value for name, value in each.items() if name not in moved} for each in plain]
    assert kept[0] == kept[1]
    assert plain[0]["priorities"] != plain[1]["priorities"]


def test_a_chosen_field_without_a_score_has_no_cards_and_stands_where_the_room_put_it():
    quiet = a_field("quiet", an_item("talk", scored=False), title={"en": "Quiet"})
    del quiet["scoring"]
    plan = a_plan(a_field("a", an_item("a0")), quiet, a_field("b", an_item("b0")))
    release = msgspec.structs.replace(made_up({}), total=None, blocks=(), groups=())
    brief = prepare_brief(release, plan, language="en", profile={}, chosen=["quiet", "b"])
    assert [(each.field, each.title) for each in brief.priorities] == [("quiet", "Quiet"), ("b", "Field b")]
    assert brief.priorities[0].cards == ()
    assert brief.choice is not None
    assert brief.choice.said.text.startswith("The room chose: “Quiet”, “Field b”. Proposed were: “Field a”")


def test_a_choice_where_nothing_can_be_proposed():
    quiet = a_field("quiet", an_item("talk", scored=False))
    del quiet["scoring"]
    plan = a_plan(quiet)
    release = msgspec.structs.replace(made_up({}), total=None, blocks=(), groups=())
    proposal = prepare_brief(release, plan, language="en", profile={})
    assert not proposal.priorities
    brief = prepare_brief(release, plan, language="en", profile={}, chosen=["quiet"])
    assert brief.choice is not None
    assert brief.choice.said.key == "alone"
    assert [each.field for each in brief.priorities] == ["quiet"]


def test_what_is_no_field_is_refused():
    with pytest.raises(ValueError, match="nowhere"):
        chosen_brief("a", "nowhere")


@pytest.mark.parametrize("kind", ["online", "half_day", "full_day", "two_parts"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_schedule_asks_for_no_choice_that_was_made(kind, language):
    blocks = {
        each.key: each
        for chosen in ((), ("a",))
        for each in prepare_workshop(chosen_brief(*chosen, language=language), kind, 12).schedule.blocks
        if each.key == "choice"
    }
    before = prepare_workshop(chosen_brief(language=language), kind, 12).schedule.blocks
    (asked,) = (each for each in before if each.key == "choice")
    made = blocks["choice"]
    assert made.minutes == asked.minutes
    assert (made.title, made.method, made.text, made.material) != (
        asked.title,
        asked.method,
        asked.text,
        asked.material,
    )
    assert ("was chosen" in made.text or "has chosen" in made.text) if language == "en" else "gewählt" in made.text
