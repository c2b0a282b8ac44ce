"""The ways of an operator through the pages, by clicks, and keys that may do less than that of the world."""

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Page

from tests.web.browser import World, enter
from tests.web.manage.clicks import a_municipality, a_round
from tests.web.respond.clicks import press

Lead = Callable[[Page, World], object]
SUBMIT = "main form.form button:not([name=step]) >> nth=0"
KEYS = "/operate/keys"
# No municipality has this official key.
NOWHERE = "99999"


def key_made(page: Page, world: World, scope: str = "facilitator", municipalities: str = "") -> str:
    """Make a key, and see it; return its id."""
    enter(page, world)
    page.goto(f"{world.address}{KEYS}/new")
    page.fill("#name", "Beratung Nord")
    page.check(f"input[value={scope}]")
    page.fill("#municipalities", municipalities)
    press(page, SUBMIT)
    return str(page.locator("dl.pairs dd").nth(1).inner_text())


def restricted(scope: str, address: str) -> Lead:
    """Return the way to a page with a key that permits one thing, and that for nobody who is there."""

    def lead(page: Page, world: World) -> None:
        key_made(page, world, scope, NOWHERE)
        key = page.locator("main p.card code").inner_text()
        page.context.clear_cookies()
        enter(page, replace(world, key=key))
        page.goto(world.address + address)

    return lead


def key_faulty(page: Page, world: World) -> None:
    """Ask for a key that nobody can have."""
    enter(page, world)
    page.goto(f"{world.address}{KEYS}/new")
    page.fill("#municipalities", "Musterhausen")
    page.fill("#last_day", "2020-01-01")
    press(page, SUBMIT)


def key_searched(page: Page, world: World) -> None:
    """Look for the municipalities of a key where there are many, and find more than fit on the page."""
    enter(page, world)
    for _ in range(21):
        a_municipality(page, world)
    page.goto(f"{world.address}{KEYS}/new")
    page.fill("#search", "Muster")
    press(page, "main button[name=step]")
    page.check("input[name=chosen] >> nth=0")
    press(page, "main button[name=step]")


def key_copied(page: Page, world: World) -> None:
    """Copy a new key."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    key_made(page, world)
    page.click("[data-copy] button")
    page.wait_for_selector("[data-copy] [role=status]:not(:empty)")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#key-text").inner_text()


def key_twice(page: Page, world: World) -> None:
    """Send the form for a key twice, as a double click does."""
    enter(page, world)
    page.goto(f"{world.address}{KEYS}/new")
    page.fill("#name", "Beratung Süd")
    page.check("input[value=author]")
    page.evaluate(
        "async () => { const form = document.querySelector('main form');"
        " await fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))}) }"
    )
    press(page, SUBMIT)


def key_on(part: str) -> Lead:
    """Return the way to a page of a new key."""

    def lead(page: Page, world: World) -> None:
        key_id = key_made(page, world)
        page.goto(f"{world.address}{KEYS}/{key_id}/{part}")

    return lead


def revoked(page: Page, world: World) -> None:
    """Revoke a key."""
    key_on("revoke")(page, world)
    press(page, ".confirm button")


def revoked_and_replaced(page: Page, world: World) -> None:
    """Want to replace a key that is revoked."""
    key_id = key_made(page, world)
    page.goto(f"{world.address}{KEYS}/{key_id}/revoke")
    press(page, ".confirm button")
    page.goto(f"{world.address}{KEYS}/{key_id}/rotate")


def replaced(page: Page, world: World) -> None:
    """Replace a key, with a day of grace."""
    key_on("rotate")(page, world)
    page.check("#grace-2")
    press(page, SUBMIT)


def replaced_faultily(page: Page, world: World) -> None:
    """Say nothing of for how long the old key is accepted."""
    key_on("rotate")(page, world)
    press(page, SUBMIT)


def house_due(page: Page, world: World) -> None:
    """Look what is due: of a round that is open the trail does not know yet."""
    enter(page, world)
    a_round(page, world)
    page.goto(f"{world.address}/operate/housekeeping")


def house_kept(page: Page, world: World) -> None:
    """Keep house."""
    house_due(page, world)
    press(page, ".confirm button")


def nothing_due(page: Page, world: World) -> None:
    """Look once more: nothing is left."""
    house_kept(page, world)
    page.goto(f"{world.address}/operate/housekeeping")


def trail_of_one(page: Page, world: World) -> None:
    """Read only what concerns one municipality."""
    enter(page, world)
    where = a_municipality(page, world)
    page.goto(f"{world.address}/operate/trail?municipality={where}")


def trail_of_several(page: Page, world: World) -> None:
    """Look for a name that several have, on a day that is none."""
    enter(page, world)
    for _ in range(2):
        a_municipality(page, world)
    page.goto(f"{world.address}/operate/trail?municipality=musterhausen&since=gestern")
