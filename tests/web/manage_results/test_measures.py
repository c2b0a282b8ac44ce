"""Measures by clicks: adopted, adapted, put aside or one's own; faults at their fields, and nothing typed is lost."""

import uuid
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from sqlalchemy import select, update

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.measures import list_measures, list_reviews, set_measure
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.tables import municipalities
from selfcheck_service.use_cases.days import day_here
from tests.web.manage_results.filling import filled, said_of, send, stated
from tests.web.reading import read, word

TODAY = day_here(datetime.now(UTC))
SOON = TODAY + timedelta(days=5)
COMPLETE = {
    "title": "Runder Tisch",
    "fields": "steering",
    "first_step": "Einladen",
    "first_step_on": str(SOON),
    "responsible": "Leitung Hauptamt",
    "deadline": str(TODAY + timedelta(days=60)),
    "indicator": "Treffen im Jahr",
    "baseline": "0",
    "target": "4",
    "review_on": str(TODAY + timedelta(days=90)),
}


@pytest.fixture
async def path(release):
    return await release()


async def measures_of(database, path):
    async with database.reading() as transaction:
        return await list_measures(transaction, uuid.UUID(path.rpartition("/")[2]))


async def added(client, path, **members):
    return await send(client, f"{path}/measures/new", f"{path}/measures/new", **members)


async def test_a_measure_of_ones_own_is_complete_and_the_plan_ready(facilitator, path, database):
    focus = await send(
        facilitator, f"{path}/workshop/focus", f"{path}/workshop/focus", chosen="steering", **{"reason.steering": "Eng"}
    )
    assert focus.status_code == 303
    made = await added(facilitator, path, **COMPLETE)
    assert made.status_code == 303, made.text
    page = read((await facilitator.get(made.headers["location"])).text)
    assert word("measures.complete", "en") in page.text
    plan = read((await facilitator.get(f"{path}/measures")).text)
    assert word("measures.is_ready", "en") in plan.text
    (measure,) = await measures_of(database, path)
    assert (measure.title, measure.fields, measure.first_step_on, measure.origin) == (
        "Runder Tisch",
        ("steering",),
        SOON,
        "own",
    )


async def test_the_plan_says_exactly_what_is_missing(facilitator, path):
    await added(facilitator, path, title="Idee")
    plan = read((await facilitator.get(f"{path}/measures")).text)
    assert word("measures.not_ready", "en") in plan.text
    assert "things are missing" in plan.text
    assert "responsible" in plan.text.lower()


async def test_what_is_wrong_stands_at_its_field_and_everything_typed_is_there(facilitator, path, database):
    typed = COMPLETE | {"deadline": "31.2.2027", "hours": "viele", "goal": "Zeile 1\nZeile 2 <b>"}
    response = await added(facilitator, path, **typed)
    assert response.status_code == 422
    page = read(response.text)
    targets = [each.attributes["href"] for each in page.one("div", role="alert").all("a")]
    assert targets == ["#deadline", "#hours"]
    for name in ("deadline", "hours"):
        entry = page.one("input", id=name)
        assert entry.attributes["aria-invalid"] == "true"
        assert f"fault-{name}" in entry.attributes["aria-describedby"].split()
    sent = stated(response.text, f"{path}/measures/new")
    assert [dict(sent)[name] for name in ("deadline", "hours", "goal")] == [
        "31.2.2027",
        "viele",
        "Zeile 1\nZeile 2 <b>",
    ]
    assert await measures_of(database, path) == []
    # What only the rules of measures find is said at its place, too.
    late = await added(
        facilitator, path, **(COMPLETE | {"first_step_on": str(TODAY + timedelta(days=40)), "title": ""})
    )
    assert "title" in said_of(late)
    late = await added(facilitator, path, **(COMPLETE | {"first_step_on": str(TODAY + timedelta(days=40))}))
    assert said_of(late) == ["first_step_on"]
    unknown = await added(facilitator, path, **(COMPLETE | {"fields": "nowhere"}))
    assert said_of(unknown) == ["fields"]


async def test_a_text_that_is_too_long_is_there_to_be_shortened(facilitator, path, database):
    long = {"title": "T" * 201, "goal": "G" * 2001, "responsible": "R" * 201, "risk": "r" * 12_000}
    refused = await added(facilitator, path, **long)
    assert set(said_of(refused)) == set(long)
    again = dict(stated(refused.text, f"{path}/measures/new"))
    assert {name: again[name] for name in long} == long
    assert await measures_of(database, path) == []


async def test_days_may_be_typed_by_hand(facilitator, path, database):
    made = await added(facilitator, path, **(COMPLETE | {"deadline": f"{SOON.day}.{SOON.month}.{SOON.year}"}))
    assert made.status_code == 303
    assert (await measures_of(database, path))[0].deadline == SOON


async def test_the_same_form_sent_twice_makes_one_measure(facilitator, path, database):
    asked = await facilitator.get(f"{path}/measures/new")
    form = filled(asked.text, f"{path}/measures/new", **COMPLETE)
    first, second = [await send(facilitator, None, f"{path}/measures/new", form=form) for _ in range(2)]
    assert first.headers["location"] == second.headers["location"]
    assert len(await measures_of(database, path)) == 1


@pytest.mark.parametrize("decision", ["adopt", "adapt", "reject"])
async def test_a_suggestion_is_adopted_adapted_or_put_aside_with_its_reason(facilitator, path, database, decision):
    asked = f"{path}/measures/new?suggestion=round_table&decision={decision}"
    page = read((await facilitator.get(asked)).text)
    assert page.one("input", id="title").attributes["value"]
    (chosen,) = [each for each in page.all("input", name_="decision") if "checked" in each.attributes]
    assert chosen.attributes["value"] == decision
    if decision != "adopt":
        refused = await send(facilitator, asked, f"{path}/measures/new")
        assert said_of(refused) == ["reason"]
    made = await send(facilitator, asked, f"{path}/measures/new", reason="Passt so")
    assert made.status_code == 303, made.text
    (measure,) = await measures_of(database, path)
    assert (measure.decision, measure.suggestion, measure.reason) == (decision, "round_table@1.0.0", "Passt so")
    assert measure.status == ("dropped" if decision == "reject" else "idea")
    assert (measure.first_step is None) == (decision == "reject")


async def test_nobody_decides_on_the_same_suggestion_twice_unawares(facilitator, path, database):
    asked = f"{path}/measures/new?suggestion=round_table"
    seen = (await facilitator.get(asked)).text
    assert (await send(facilitator, asked, f"{path}/measures/new")).status_code == 303
    late = await send(facilitator, None, f"{path}/measures/new", form=filled(seen, f"{path}/measures/new", goal="Ruhe"))
    assert late.status_code == 422
    assert word("measures.decided_meanwhile", "en") in late.text
    assert dict(stated(late.text, f"{path}/measures/new"))["goal"] == "Ruhe"
    (measure,) = await measures_of(database, path)
    assert (await facilitator.get(asked)).headers["location"] == f"{path}/measures/{measure.id}"


async def test_a_measure_moves_on_and_may_be_dropped_taken_up_and_rejected(facilitator, path, database):
    place = (await added(facilitator, path, **COMPLETE)).headers["location"].partition("?")[0]
    assert (await send(facilitator, place, place, status="decided", hours="12")).status_code == 303
    refused = await send(facilitator, place, place, status="dropped")
    assert said_of(refused) == ["dropped_reason"]
    assert (await send(facilitator, place, place, status="dropped", dropped_reason="Kein Geld")).status_code == 303
    assert (await send(facilitator, place, place, status="idea")).status_code == 303
    (measure,) = await measures_of(database, path)
    assert (measure.status, measure.dropped_reason, measure.hours) == ("idea", None, 12)
    assert (await send(facilitator, place, place, decision="reject", reason="Doch nicht")).status_code == 303
    assert (await send(facilitator, place, place, decision="adopt")).status_code == 303
    (measure,) = await measures_of(database, path)
    assert (measure.decision, measure.status) == ("adopt", "idea")


async def test_of_two_facilitators_nobody_loses_anything(facilitator, path, database):
    place = (await added(facilitator, path, **COMPLETE)).headers["location"].partition("?")[0]
    seen = (await facilitator.get(place)).text
    mine, theirs = filled(seen, place, target="6"), filled(seen, place, baseline="1")
    assert (await send(facilitator, None, place, form=theirs)).status_code == 303
    late = await send(facilitator, None, place, form=mine)
    assert late.status_code == 409
    page = read(late.text)
    assert word("workshop.differs.0", "en") in page.one("div", role="alert").text
    assert word("measures.field.baseline", "en") in page.one("div", role="alert").text
    assert dict(stated(late.text, place))["target"] == "6"
    (measure,) = await measures_of(database, path)
    assert (measure.target, measure.baseline) == ("4", "1")
    # Seen and compared, it can be saved.
    assert (await send(facilitator, None, place, form=filled(late.text, place, baseline="1"))).status_code == 303
    (measure,) = await measures_of(database, path)
    assert (measure.target, measure.baseline) == ("6", "1")


async def test_what_comes_back_faulty_lists_what_is_missing_in_what_was_typed(facilitator, path):
    place = (await added(facilitator, path, title="Idee", responsible="Leitung")).headers["location"].partition("?")[0]

    def missing(text):
        section = read(text).one("h2", id="missing").parent
        assert section is not None
        return {each.attributes["href"].removeprefix("#") for each in section.all("a")}

    before = missing((await facilitator.get(place)).text)
    assert {"indicator", "deadline", "fields"} <= before
    assert "responsible" not in before
    changes = {"indicator": "Treffen", "deadline": "31.2.2027", "fields": "steering", "responsible": ""}
    faulty = await send(facilitator, place, place, **changes)
    assert said_of(faulty) == ["deadline"]
    # What was filled in is no longer missing, what was emptied is, and what is faulty is said above.
    assert missing(faulty.text) == before - {"indicator", "deadline", "fields"} | {"responsible"}
    whole = await send(facilitator, place, place, **(COMPLETE | {"deadline": "31.2.2027"}))
    assert said_of(whole) == ["deadline"]
    assert not read(whole.text).all("h2", id="missing")
    left = await send(facilitator, place, place, deadline="31.2.2027", decision="reject")
    assert not read(left.text).all("h2", id="missing")


async def test_a_review_is_noted_once_and_moves_the_measure_on(facilitator, path, database):
    place = (await added(facilitator, path, **COMPLETE)).headers["location"].partition("?")[0]
    review = f"{place}/review"
    # Its day has not come, so none of those after some months is meant.
    asked = (await facilitator.get(review)).text
    assert ("months", "") in filled(asked, review)
    form = filled(asked, review, status="decided", months="3", next_step="Weiter")
    for _ in range(2):
        assert (await send(facilitator, None, review, form=form)).status_code == 303
    (measure,) = await measures_of(database, path)
    async with database.reading() as transaction:
        (held,) = await list_reviews(transaction, uuid.UUID(measure.round))
    assert (measure.status, held.months, held.next_step) == ("decided", 3, "Weiter")
    other = [(name, "Anders" if name == "next_step" else value) for name, value in form]
    late = await send(facilitator, None, review, form=other)
    assert late.status_code == 409
    assert "Anders" in late.text
    faulty = await send(facilitator, review, review, status="dropped")
    assert said_of(faulty) == ["dropped_reason"]
    assert "Weiter" in (await facilitator.get(place)).text
    # What was sent without a word is not noted: it could not be taken back.
    empty = await send(facilitator, review, review)
    assert (empty.status_code, said_of(empty)) == (422, ["next_step"])


async def test_a_review_that_was_noted_by_mistake_is_withdrawn(facilitator, path, database):
    place = (await added(facilitator, path, **COMPLETE)).headers["location"].partition("?")[0]
    review = f"{place}/review"
    form = filled((await facilitator.get(review)).text, review, status="decided", months="3", next_step="Falsch")
    await send(facilitator, None, review, form=form)
    page = read((await facilitator.get(place)).text)
    (link,) = [each.attributes["href"] for each in page.all("a") if "/withdraw" in each.attributes["href"]]
    asked = read((await facilitator.get(link)).text)
    assert "Falsch" in asked.text
    assert word("measures.withdraw_text", "en") in asked.text
    # Sent twice it is withdrawn once.
    sure = filled((await facilitator.get(link)).text, link)
    for _ in range(2):
        assert (await send(facilitator, None, link, form=sure)).headers["location"].startswith(place)
    (measure,) = await measures_of(database, path)
    assert measure.status == "idea"
    after = (await facilitator.get(place)).text
    assert "Falsch" not in after
    assert word("measures.held", "en") not in [each.text for each in read(after).all("span")]
    # The form of then says nothing any more; what is not there cannot be withdrawn.
    late = await send(facilitator, None, review, form=form)
    assert late.status_code == 409
    for number in ("1", "7", "x", "01"):
        assert (await facilitator.get(f"{place}/reviews/{number}/withdraw")).status_code == 404
    async with database.reading() as transaction:
        events = await list_events(transaction, EVERYWHERE, limit=50)
    (withdrawn,) = [each for each in events if each.event == "measure_review_withdrawn"]
    assert withdrawn.details["review"] == 1


async def test_a_review_whose_day_has_come_is_offered(facilitator, path, database):
    place = (await added(facilitator, path, **COMPLETE)).headers["location"].partition("?")[0]
    (measure,) = await measures_of(database, path)
    long_ago = msgspec.structs.replace(measure, decided_on=TODAY - timedelta(days=100))
    async with database.transaction() as transaction:
        municipality_id = await transaction.connection.scalar(select(municipalities.c.id))
        await set_measure(transaction, municipality_id, long_ago)
    asked = (await facilitator.get(f"{place}/review")).text
    assert ("months", "3") in filled(asked, f"{place}/review")
    # To be held and to find nothing else is something to say.
    assert (await send(facilitator, f"{place}/review", f"{place}/review")).status_code == 303


async def test_what_waits_for_a_decision_says_what_it_is_about(facilitator, path):
    waiting = read((await facilitator.get(f"{path}/measures")).text).one("ul", class_="waiting")
    workshop = read((await facilitator.get(f"{path}/workshop")).text)
    cards = waiting.all("li")
    assert cards
    for card in cards:
        (target,) = [
            each.attributes["href"].partition("#")[2] for each in card.all("a") if "#" in each.attributes["href"]
        ]
        there = workshop.one("article", id=target)
        assert there.one("h4").text == card.one("h3").text
        said = [each.text for each in there.all("p") if "quiet" not in each.attributes.get("class", "")]
        assert said[0] in [each.text for each in card.all("p")]


async def test_what_is_written_afterwards_can_be_taken(facilitator, path):
    await added(facilitator, path, **COMPLETE)
    plan = read((await facilitator.get(f"{path}/measures")).text)
    links = [each.attributes["href"] for each in plan.all("a") if "/measures/papers/" in each.attributes["href"]]
    assert len(links) == 12
    for link in links:
        if not link.endswith(".pdf"):
            response = await facilitator.get(link)
            assert response.status_code == 200, link
            assert "attachment" in response.headers["content-disposition"]
    assert (await facilitator.get(f"{path}/measures/papers/minutes.xlsx")).status_code == 404


async def test_every_word_of_the_form_is_one(facilitator, path):
    place = (await added(facilitator, path, **COMPLETE)).headers["location"].partition("?")[0]
    for page in (f"{path}/measures/new", place, f"{place}/review", f"{path}/measures"):
        shown = read((await facilitator.get(page)).text).text
        assert "built-in" not in shown
        assert "None" not in shown


async def test_what_there_is_not_is_not_found(facilitator, path):
    for part in ("x", "00000000-0000-4000-8000-000000000007", "new?suggestion=nothing"):
        assert (await facilitator.get(f"{path}/measures/{part}")).status_code == 404, part


async def test_in_a_landkreis_the_kreistag_decides(facilitator, database, release):
    """Another council is offered only where somebody has chosen it before."""
    path = await release()
    async with database.transaction() as transaction:
        await transaction.connection.execute(update(municipalities).values(type="district"))
    form = f"{path}/measures/new"

    def bodies(text):
        return [each.attributes["value"] for each in read(text).one("select", id="decision_body").all("option")]

    assert bodies((await facilitator.get(form)).text) == ["", "district_council", "administration", "none"]
    made = await send(facilitator, form, form, title="Leitbild", decision_body="council")
    stored = (await facilitator.get(made.headers["location"])).text
    assert bodies(stored)[:2] == ["", "council"]
    assert word("measures.paper_for_district", "en") in (await facilitator.get(f"{path}/measures")).text


@pytest.mark.parametrize("name", ["decision", "status"])
@pytest.mark.parametrize("value", ["", "perhaps"])
async def test_what_a_measure_does_not_say_is_not_made_up(facilitator, path, database, name, value):
    refused = await added(facilitator, path, **COMPLETE | {name: value})
    assert said_of(refused) == [name]
    assert await measures_of(database, path) == []
