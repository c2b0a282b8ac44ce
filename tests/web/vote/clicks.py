"""Ballots by clicks: how somebody gets into each state of these pages. Facilitators and phones have windows apart."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import Page

from tests.web.browser import World, enter
from tests.web.manage_results.clicks import released
from tests.web.respond.clicks import press

Lead = Callable[[Page, World], None]
IDEAS = [{"title": "Lotsenstelle für Neuzugewanderte"}, {"title": "Sprachcafé"}, {"title": "Leitbild"}]


def opened(page: Page, world: World, answered: int = 12, **changes: Any) -> dict[str, Any]:
    """Return a ballot that was opened by the interface, with its code, and as `key` that of its facilitator."""
    invitation = released(page, world, people=answered)
    body = {"kind": "own", "title": "Was zuerst?", "options": IDEAS, "people": 12, **changes}
    path = f"{world.address}/v1/rounds/{invitation.round_id}/ballots"
    answer = page.request.post(path, data=body, headers={"authorization": f"Bearer {invitation.key}"})
    assert answer.status == 201, answer.text()
    found: dict[str, Any] = answer.json()
    return found | {"key": invitation.key}


def change(page: Page, world: World, ballot: dict[str, Any], body: dict[str, Any]) -> None:
    """Change a ballot by the interface, whatever it is like now."""
    path = f"{world.address}/v1/rounds/{ballot['round']}/ballots/{ballot['id']}"
    headers = {"authorization": f"Bearer {ballot['key']}", "if-match": "*"}
    answer = page.request.patch(path, data=body, headers=headers)
    assert answer.status == 200, answer.text()


def come_in(page: Page, world: World, code: str, query: str = "") -> None:
    """Type a code on the page that asks for one."""
    page.goto(f"{world.address}/vote{query}")
    page.fill("#code", code)
    press(page, "#enter button")


def enter_wrong(page: Page, world: World) -> None:
    """Type what is no code."""
    come_in(page, world, "ABC-123")


def asked(page: Page, world: World) -> None:
    """Read what is asked."""
    come_in(page, world, opened(page, world)["code"])


def asked_simply(page: Page, world: World) -> None:
    """Read it in easy German."""
    come_in(page, world, opened(page, world)["code"], "?language=de-simple")


def asked_for_many(page: Page, world: World) -> None:
    """Put several dots on one option with the buttons."""
    come_in(page, world, opened(page, world, cumulating=True, dots=5)["code"])
    for _ in range(2):
        page.click(".dot-step >> nth=1")


def faulty(page: Page, world: World) -> None:
    """Put more dots than there are, and let the service say so."""
    asked(page, world)
    page.evaluate("document.querySelectorAll('#ballot input[type=checkbox]').forEach(each => { each.checked = true })")
    page.evaluate("document.getElementById('ballot').submit()")
    page.wait_for_selector(".summary-of-faults")


def kept(page: Page, world: World) -> None:
    """Vote, and read what is stored."""
    asked(page, world)
    page.check("#dots-own-2")
    page.click("#ballot .button")
    page.wait_for_selector("#kept-vote")


def offline(page: Page, world: World) -> None:
    """Vote over a line that is not there."""
    asked(page, world)
    page.check("#dots-own-2")
    # Only what is sent is lost, for as long as the page is looked at: a line that came back would end this state.
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.click("#ballot .button")
    page.wait_for_selector("#dots-left[data-state=offline]")


def counted(page: Page, world: World) -> None:
    """Read the result as a voter, with a tie."""
    ballot = opened(page, world)
    dots = {"own-1": 3, "own-2": 3, "own-3": 1}
    change(page, world, ballot, {"state": "closed", "paper": {"ballots": 5, "dots": dots}})
    come_in(page, world, ballot["code"])


def at(part: str = "", **changes: Any) -> Lead:
    """Return the way to a page of a ballot for whoever facilitates; `closed` says that it is."""
    closed = changes.pop("closed", False)

    def lead(page: Page, world: World) -> None:
        ballot = opened(page, world, answered=6, **changes)
        if closed:
            dots = {each["key"]: 5 - place for place, each in enumerate(ballot["options"][:4])}
            change(page, world, ballot, {"state": "closed", "paper": {"ballots": 6, "dots": dots}})
        enter(page, replace(world, key=ballot["key"]))
        page.goto(f"{world.address}/manage/rounds/{ballot['round']}/ballots{part.format(id=ballot['id'])}")

    return lead


def faulty_new(page: Page, world: World) -> None:
    """Open a ballot without saying how many people there are."""
    at("/new")(page, world)
    press(page, "form.form .button")


def on_the_wall(page: Page, world: World) -> None:
    """Open a ballot by the form, and show its code to the room."""
    at("/new?kind=own")(page, world)
    page.fill("#own", "Lotsenstelle für Neuzugewanderte\nSprachcafé\nLeitbild")
    page.fill("#people", "12")
    press(page, "form.form .button")
    page.goto(f"{page.url.partition('?')[0]}/live")
