"""A city with fifty raters in six perspectives: from the questionnaire to the re-check a year later, by HTTP alone.

docs/tour.md tells the same of a small town, and tests/documents/test_tour.py follows it.
"""

from datetime import UTC, timedelta

import pytest

import selfcheck_service.edge.moments
import selfcheck_service.edge.principals
from selfcheck_service.settings import Settings
from tests.databases import copy_of
from tests.stories.city import QUESTIONNAIRE, Ahead, Desk

FIRST = {"verwaltung": 12, "rat": 9, "vereine": 8, "schule": 8, "wirtschaft": 6, "eingewanderte": 7}
SECOND = {"verwaltung": 13, "rat": 8, "vereine": 10, "schule": 7, "wirtschaft": 7, "eingewanderte": 9}
LEVELS, LEVELS_LATER = (1, 3), (3, 3)


@pytest.fixture
def settings(sqlite_template, tmp_path) -> Settings:
    """A service on SQLite, which has no clock of its own."""
    return Settings.load(database_url=copy_of(sqlite_template, tmp_path))


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for module in (selfcheck_service.edge.moments, selfcheck_service.edge.principals):
        monkeypatch.setattr(module, "datetime", Ahead)
    monkeypatch.setattr(Ahead, "by", timedelta(0))
    return Ahead


async def test_the_story_of_a_city(client, make_key, clock):
    desk = Desk(client, await make_key("author", "facilitator"))
    await desk.ask("POST", f"/questionnaires/{QUESTIONNAIRE['key']}/versions", QUESTIONNAIRE, status=201)
    city = (await desk.ask("POST", "/municipalities", {"name": "Großfeld", "type": "independent_city"}, status=201))[
        "id"
    ]
    first = await desk.hold_round(city, "Ankommen in Großfeld", FIRST, LEVELS)
    release = await desk.ask("GET", f"/rounds/{first}/releases/1")
    await read_the_brief(desk, first, release)
    ballot = await vote(desk, first)
    await agree(desk, first)
    made = await plan(desk, first, ballot)
    await export(desk, first)
    clock.by = timedelta(days=200)
    await review(desk, first, made[0], months=6, status="running", blocker="Noch keine Räume")
    clock.by = timedelta(days=364)
    await review(desk, first, made[0], months=12, status="done")
    await review(desk, first, made[1], months=12, status="done")
    clock.by = timedelta(days=370)
    second = await desk.hold_round(city, "Ankommen in Großfeld, ein Jahr danach", SECOND, LEVELS_LATER)
    await recheck(desk, first, second, made)
    assert await desk.ask("GET", f"/rounds/{first}/releases/1") == release


async def read_the_brief(desk, round_id, release):
    """The brief says what the release says, and proposes the field that is low."""
    assert (release["n"], release["total"]["n"]) == (50, 50)
    assert len(release["blocks"]) >= 2
    prepared = await desk.ask(
        "GET", f"/rounds/{round_id}/releases/1/workshop-brief?kind=full_day&people=40&language=en"
    )
    brief = prepared["brief"]
    assert (brief["basis"], brief["took_part"]["n"]) == ("cells", 50)
    published = {field["key"]: field["value"] for field in release["total"]["fields"]}
    assert {each["key"]: each["value"] for each in brief["profile"]} == published
    assert [each["field"] for each in brief["priorities"]] == ["wege"]
    assert [each["field"] for each in brief["strengths"]] == ["nachbarn"]
    assert prepared["schedule"]["minutes"] == 480
    assert sum(table["people"] for table in prepared["schedule"]["tables"]) == 40


async def vote(desk, round_id):
    """Forty put their dots, five of them on paper; return the id of the ballot."""
    asked = {"kind": "fields", "title": "Was zuerst?", "people": 40}
    opened = await desk.ask("POST", f"/rounds/{round_id}/ballots", asked, status=201)
    path = f"/rounds/{round_id}/ballots/{opened['id']}"
    for place in range(35):
        await desk.vote(path, opened["code"], "nachbarn" if place % 5 == 0 else "wege")
    running = await desk.ask("GET", path)
    assert (running["voted"], running["result"]) == (35, None)
    paper = {"ballots": 5, "dots": {"wege": 3, "nachbarn": 2}}
    closed = await desk.ask("PATCH", path, {"state": "closed", "paper": paper}, if_match=await desk.tag_of(path))
    counted = [(each["key"], each["phones"], each["paper"], each["dots"]) for each in closed["result"]["options"]]
    assert counted == [("wege", 28, 3, 31), ("nachbarn", 7, 2, 9)]
    moved = await desk.ask("PUT", f"/rounds/{round_id}/matrix/lotsen", {"impact": 7, "effort": 3})
    assert (moved["proposed"], moved["moved"]) == ({"impact": 8, "effort": 2}, {"impact": 7, "effort": 3})
    return str(opened["id"])


async def agree(desk, round_id):
    """A first rating, a talk, a second one; and a dissent. The original stays beside both."""
    path = f"/rounds/{round_id}/consensus/field/wege"
    for entries, value, reason in ((0, 20, "Erster Eindruck"), (1, 30, "Nach dem Gespräch")):
        said = {"outcome": "value", "value": value, "reason": reason}
        await desk.ask("PUT", path, said, status=201, if_match=f'"{entries}"')
    found = await desk.ask("GET", path)
    assert [entry["value"] for entry in found["entries"]] == [20, 30]
    assert found["current"]["value"] == 30
    release = await desk.ask("GET", f"/rounds/{round_id}/releases/1")
    (original,) = [field["value"] for field in release["total"]["fields"] if field["key"] == "wege"]
    assert found["original"]["value"] == original
    dissent = {"outcome": "dissent", "reason": "Feste ja, aber nicht für alle."}
    found = await desk.ask("PUT", f"/rounds/{round_id}/consensus/item/feste", dissent, status=201)
    assert (found["current"]["outcome"], found["current"]["value"]) == ("dissent", None)


async def plan(desk, round_id, ballot):
    """Adopt a card, add an idea, reject a card; return the ids of the two that stay. Then the plan is ready."""
    chosen = [
        {"field": "wege", "reason": "31 von 40 Punkten.", "source": "ballot", "ballot": ballot},
        {"field": "nachbarn", "reason": "Darauf bauen wir.", "source": "room"},
    ]
    await desk.ask("PUT", f"/rounds/{round_id}/focus-fields", {"fields": chosen})
    path = f"/rounds/{round_id}/measures"
    whole = whole_measure()
    adopted = await desk.ask("POST", path, {"suggestion": "lotsen", "status": "decided"}, status=201)
    rejected = {"suggestion": "tafel", "decision": "reject", "reason": "Gibt es schon."}
    await desk.ask("POST", path, rejected, status=201)
    found = await desk.ask("GET", f"{path}/readiness")
    assert found["ready"] is False
    assert "deadline" in [missing["key"] for missing in found["measures"][0]["missing"]]
    one = f"{path}/{adopted['id']}"
    seen = await desk.tag_of(one)
    await desk.ask("PATCH", one, whole, if_match=seen)
    await desk.ask("PATCH", one, {"title": "Zu spät"}, if_match=seen, status=412)
    own = {**whole, "title": "Streit schlichten", "items": ["streit"], "fields": ["nachbarn"], "status": "running"}
    own |= {"first_step": "Zwei Menschen ausbilden", "indicator": "Gespräche im Monat"}
    added = await desk.ask("POST", path, own, status=201)
    found = await desk.ask("GET", f"{path}/readiness")
    assert (found["ready"], found["missing"]) == (True, [])
    listed = await desk.ask("GET", path)
    assert [each["decision"] for each in listed["items"]] == ["adopt", "reject", "adopt"]
    return adopted["id"], added["id"]


def whole_measure():
    """Everything that is needed, by days from now."""
    days = {"first_step_on": 10, "deadline": 80, "review_on": 90}
    today = Ahead.now(UTC).date()
    return {
        **{name: (today + timedelta(days=count)).isoformat() for name, count in days.items()},
        "responsible": "Leitung Bürgerbüro",
        "baseline": "0",
        "target": "20",
        "decision_body": "council",
    }


async def export(desk, round_id):
    """The release as files that other programs open."""
    assert (await desk.ask("GET", f"/rounds/{round_id}/releases/1.xlsx"))[:2] == b"PK"
    assert b'"wege"' in await desk.ask("GET", f"/rounds/{round_id}/releases/1.csv")


async def review(desk, round_id, measure, **found):
    await desk.ask("POST", f"/rounds/{round_id}/measures/{measure}/reviews", found, status=201)


async def recheck(desk, first, second, made):
    """What was aimed at and is higher, what was aimed at and is not, and no figure that the comparison has not."""
    found = await desk.ask("GET", f"/rounds/{first}/recheck?later_round={second}")
    compared = await desk.ask("GET", f"/rounds/{second}/releases/1/comparison?earlier_round={first}")
    figures = {each["key"]: each["difference"] for each in (*compared["total"]["fields"], *compared["total"]["items"])}
    for measure in found["measures"]:
        for aim in measure["aims"]:
            assert aim["readings"][0]["difference"] == figures[aim["key"]]
    assert [measure["id"] for measure in found["measures"]] == list(made)
    assert [(measure["status"], measure["status_then"]) for measure in found["measures"]] == [("done", "done")] * 2
    assert [(entry["key"], entry["outcome"]) for entry in found["moved"]["entries"]] == [("wege", "higher")]
    assert [entry["key"] for entry in found["still"]["entries"]] == ["nachbarn", "streit"]
    # All that moved beside lies inside the field that was aimed at.
    assert found["moved_unaimed"]["entries"] == []
    assert found["progress"] == {"idea": 0, "decided": 0, "running": 0, "done": 2, "dropped": 0}
    assert found["earlier"]["months"] >= 11
    assert found["earlier"]["outdated"] is False
    assert [note["key"] for note in found["notes"]][:2] == ["side_by_side", "other_people"]
