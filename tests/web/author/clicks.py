"""The ways of an author through the pages, by clicks."""

import json
import uuid

from playwright.sync_api import Page

from tests.web.author.writing import text_of, variant
from tests.web.browser import World, enter

DRAFT = "/author/draft"


def _send(page: Page, world: World, text: str) -> None:
    enter(page, world)
    page.goto(world.address + DRAFT)
    page.fill("#document", text)
    _press(page, "form.form button.button")


def _press(page: Page, button: str) -> None:
    with page.expect_navigation(wait_until="load"):
        page.click(button)


def nothing_sent(page: Page, world: World) -> None:
    """Press the button with nothing in the form."""
    _send(page, world, "")


def faulty(page: Page, world: World) -> None:
    """Send a draft with faults of the text and of the content."""
    _send(page, world, text_of(variant("1.2.4", titel="x", format=7)))


def without_faults(page: Page, world: World) -> None:
    """Send a draft with other words."""
    _send(page, world, json.dumps(variant("1.2.4", title={"de": "Neu", "en": "New"})))


def compared(page: Page, world: World) -> None:
    """Compare it with the version before."""
    without_faults(page, world)
    _press(page, "button[value=compare]")


def in_preview(page: Page, world: World) -> None:
    """Look at it as those who are asked."""
    without_faults(page, world)
    _press(page, "main button[formaction*=preview]")


def in_a_dry_run(page: Page, world: World) -> None:
    """See what publishing would do."""
    without_faults(page, world)
    _press(page, "main button[formaction*=publish]")


def refused(page: Page, world: World) -> None:
    """Try to publish what promises too much."""
    _send(page, world, text_of(variant("1.2.4", flags=[])))
    _press(page, "main button[formaction*=publish]")


def published(page: Page, world: World) -> None:
    """Publish a questionnaire that was never there, as nobody can do twice."""
    _send(page, world, json.dumps(variant("1.0.0", key=f"probe-{uuid.uuid4().hex[:8]}")))
    _press(page, "main button[formaction*=publish]")
    _press(page, ".confirm button")


def retired(page: Page, world: World) -> None:
    """Retire it again."""
    published(page, world)
    page.goto(f"{page.url.partition('?')[0]}/retire")
    _press(page, ".confirm button")
