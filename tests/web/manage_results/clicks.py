"""From a release to measures by clicks: how somebody gets into each state of these pages."""

import contextlib
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page

from tests.web.browser import World, enter, unfold
from tests.web.manage import clicks as managing
from tests.web.respond.clicks import Invitation, close, press

QUESTIONNAIRE = "weltoffene-kommune"
SAVE = "main form[method=post] button"
# Made once for a service: to answer twelve times for each state would take long.
_MADE: dict[tuple[str, str, int], Invitation] = {}
_PAIRS: dict[str, tuple[str, str]] = {}


def released(page: Page, world: World, mode: str = "confidential", people: int = 12) -> Invitation:
    """Return a round that so many people have answered, with its release."""
    name = (world.address, mode, people)
    if name not in _MADE:
        _MADE[name] = _make(page, world, mode, people)
    return _MADE[name]


def _make(page: Page, world: World, mode: str, people: int) -> Invitation:
    # People and facilitator are other browsers than the one that is looked at.
    request = page.request
    wish = {"questionnaire": QUESTIONNAIRE, "mode": mode, "count": people}
    made = request.post(f"{world.address}/v1/rounds/guest", data=wish)
    assert made.status == 201, made.text()
    told = made.json()
    invitation = Invitation(told["round"]["id"], told["invitation"]["codes"][0], told["facilitator_key"])
    version = told["round"]["version"]
    definition = request.get(f"{world.address}/v1/questionnaires/{QUESTIONNAIRE}/versions/{version}").json()
    assert definition["fields"]
    for number in range(people):
        said: dict[str, Any] = {"answers": _answers(definition, number)}
        if mode == "open":
            said["display_name"] = f"Mitglied {number + 1}"
        sent = request.put(
            f"{world.address}/v1/rounds/{invitation.round_id}/responses/{uuid.uuid4()}",
            data=said,
            headers={"selfcheck-access-code": invitation.code, "selfcheck-response-secret": uuid.uuid4().hex},
        )
        assert sent.status == 201, sent.text()
    close(page, world, invitation)
    sealed = request.post(
        f"{world.address}/v1/rounds/{invitation.round_id}/releases",
        headers={"authorization": f"Bearer {invitation.key}"},
    )
    assert sealed.status == 201, sealed.text()
    return invitation


def _answers(definition: dict[str, Any], number: int) -> dict[str, Any]:
    """Return what the nth person says: people agree on some items, and stand far apart on others."""
    items = [item for field in definition["fields"] for item in field.get("items", [])]
    chosen = [item for item in items if item["type"] == "single_choice" and item.get("scale")]
    found: dict[str, Any] = {}
    for at, item in enumerate(chosen):
        most = 3 if item["key"].endswith("_dringlichkeit") else 4
        spread = (2, 3, 2, 2)[number % 4] if at % 3 else (0, most)[number % 2]
        found[item["key"]] = {"no_answer": "dont_know"} if at % 7 == 5 and number % 2 else spread
    return found


def on(part: str, mode: str = "confidential", people: int = 12) -> Callable[[Page, World], None]:
    """Return the way to a page of such a round."""

    def lead(page: Page, world: World) -> None:
        invitation = released(page, world, mode, people)
        enter(page, replace(world, key=invitation.key))
        page.goto(f"{world.address}/manage/rounds/{invitation.round_id}{part}")

    return lead


def unfolded(lead: Callable[[Page, World], None]) -> Callable[[Page, World], None]:
    """Return the way to a page, with all that is folded open."""

    def open_all(page: Page, world: World) -> None:
        lead(page, world)
        unfold(page)

    return open_all


def saved(lead: Callable[[Page, World], None], **typed: str) -> Callable[[Page, World], None]:
    """Return the way to what comes after a form of a page was filled in and sent; keys are ids of fields."""

    def send(page: Page, world: World) -> None:
        lead(page, world)
        unfold(page)
        for name, value in typed.items():
            entry = page.locator(f"[id='{name}']")
            if value == "x" and entry.get_attribute("type") in ("checkbox", "radio"):
                entry.check()
            elif entry.evaluate("each => each.tagName") == "SELECT":
                entry.select_option(value)
            else:
                entry.fill(value)
        press(page, f"{SAVE} >> nth=0")

    return send


def _today(days: int) -> str:
    return str((datetime.now(UTC) + timedelta(days=days)).date())


def measure() -> dict[str, str]:
    """Return all that is needed of a measure, by the ids of its fields."""
    return {
        "title": "Runder Tisch zur Willkommenskultur",
        "first_step": "Einladung schreiben",
        "first_step_on": _today(5),
        "responsible": "Leitung Hauptamt",
        "deadline": _today(60),
        "indicator": "Treffen im Jahr",
        "baseline": "0",
        "target": "4",
        "review_on": _today(90),
    }


new_measure = on("/measures/new")
measure_added = saved(new_measure, **measure())
measure_faulty = saved(new_measure, title="Zu spät", hours="viele")
consensus_noted = saved(
    on("/workshop/consensus/field/steuerung"), **{"outcome-2": "x", "reason": "Zwei Sichten bleiben nebeneinander."}
)
consensus_faulty = saved(on("/workshop/consensus/field/steuerung"), **{"outcome-1": "x", "value": "viel"})
focus_faulty = saved(on("/workshop/focus"), **{"chosen.steuerung": "x", "reason.steuerung": ""})


def moved(page: Page, world: World) -> None:
    """Move a card in the picture, without saving that."""
    on("/workshop/matrix")(page, world)
    page.locator("[data-card]").first.press("ArrowDown")


def recheck_refused(page: Page, world: World) -> None:
    """Ask for a round beside another one that closed on the same day."""
    municipality = managing.a_municipality(page, world)
    paths = [managing.answered(page, world, 6, municipality=municipality) for _ in range(2)]
    earlier, later = (path.replace("/manage", "/v1") for path in paths)
    for each in (earlier, later):
        managing.ask(page, world, "POST", f"{each}/releases")
    wish = {"title": "Runder Tisch", "items": ["stufe"], "status": "done"}
    managing.ask(page, world, "POST", f"{earlier}/measures", wish)
    enter(page, world)
    page.goto(f"{world.address}{paths[0]}/recheck?later_round={later.rpartition('/')[2]}")


def then_and_now(page: Page, world: World) -> tuple[str, str]:
    """Return the paths of two rounds of one municipality, each with its release; between them lie measures."""
    if world.address not in _PAIRS:
        municipality = managing.a_municipality(page, world)
        then = _round_long_ago(page, world, municipality, days=60)
        for title, aim in (("Runder Tisch", {"fields": ["steuerung"]}), ("Leitfaden", {"fields": ["dialog"]})):
            wish = {"title": title, "status": "done" if aim["fields"] == ["steuerung"] else "running", **aim}
            managing.ask(page, world, "POST", f"{then.replace('/manage', '/v1')}/measures", wish)
        _PAIRS[world.address] = then, _round_long_ago(page, world, municipality, days=2)
    return _PAIRS[world.address]


def _round_long_ago(page: Page, world: World, municipality: str, *, days: int) -> str:
    """Make a round that closed so many days ago, and its release; people saw everything a little better later on."""
    version = managing.ask(page, world, "GET", f"/v1/questionnaires/{QUESTIONNAIRE}")["items"][0]["version"]
    definition = managing.ask(page, world, "GET", f"/v1/questionnaires/{QUESTIONNAIRE}/versions/{version}")
    side = definition["perspectives"][0]["key"]
    wish = {"questionnaire": QUESTIONNAIRE, "version": version, "perspectives": [side]}
    path = managing.a_round(page, world, municipality=municipality, **wish)
    made = path.replace("/manage", "/v1")
    invited = {"perspective": side, "kind": "personal", "count": 12}
    for number, code in enumerate(managing.ask(page, world, "POST", f"{made}/invitations", invited)["codes"]):
        sent = page.request.put(
            f"{world.address}{made}/responses/{uuid.uuid4()}",
            data={"answers": _answers(definition, number if days > 30 else 1)},
            headers={"selfcheck-access-code": code, "selfcheck-response-secret": uuid.uuid4().hex},
        )
        assert sent.ok, sent.text()
    _put_back(world, made.rpartition("/")[2], days)
    managing.ask(page, world, "POST", f"{made}/releases")
    return path


def _put_back(world: World, round_id: str, days: int) -> None:
    """Let a round have been open so many days ago. The service makes none that is over; time passes for everybody."""
    (kept,) = world.folder.rglob("selfcheck.db")
    with contextlib.closing(sqlite3.connect(kept)) as connection, connection:
        moments = [
            (datetime.now(UTC) - timedelta(days=days + more)).strftime("%Y-%m-%d %H:%M:%S.%f") for more in (20, 0)
        ]
        connection.execute(
            "UPDATE rounds SET opens_at = ?, closes_at = ? WHERE id = ?", (*moments, uuid.UUID(round_id).hex)
        )


def rechecked(page: Page, world: World) -> None:
    """Set a round with measures beside a later one of the same municipality."""
    then, now = then_and_now(page, world)
    enter(page, world)
    page.goto(f"{world.address}{then}/recheck?later_round={now.rpartition('/')[2]}")


def over_time(page: Page, world: World) -> None:
    """Look back from a round at an earlier one of the same municipality."""
    _, now = then_and_now(page, world)
    enter(page, world)
    page.goto(f"{world.address}{now}/releases/1/over-time")


def reviewed(page: Page, world: World) -> None:
    """Add a measure, and open the page for its review."""
    measure_added(page, world)
    page.goto(f"{page.url.partition('?')[0]}/review")


def review_noted(page: Page, world: World) -> None:
    """Note a review of a measure, and look at the measure."""
    reviewed(page, world)
    page.locator("#next_step").fill("Weiter")
    press(page, SAVE)


def review_withdrawing(page: Page, world: World) -> None:
    """Be asked whether a review is to be withdrawn."""
    review_noted(page, world)
    page.locator("main a[href*='/reviews/1/withdraw']").click()


def plan(page: Page, world: World) -> None:
    """Add a measure, and look at the plan."""
    measure_added(page, world)
    page.goto(f"{page.url.rpartition('/measures/')[0]}/measures")


def withdrawing(page: Page, world: World) -> None:
    """Note a consensus, and be asked whether it shall be withdrawn."""
    consensus_noted(page, world)
    on("/workshop/consensus/field/steuerung/withdraw")(page, world)
