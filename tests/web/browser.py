"""A real browser before a real service, for what only a browser can tell."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Headless, and silent: a browser that tests pages has nothing to fetch from elsewhere.
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WELTOFFEN = "/questionnaires/weltoffene-kommune/0.1.0"
SUBMIT = "#answers .submit button"
PHONE, DESK = 390, 1280


def find_browser() -> str | None:
    """Return where a Chromium is on this machine, or None."""
    return next((found for name in CANDIDATES if (found := shutil.which(name))), None)


def flags() -> Sequence[str]:
    """Return how to start it; its sandbox does not work for root."""
    return (*FLAGS, "--no-sandbox") if os.geteuid() == 0 else FLAGS


def fill_in(page: Page) -> None:
    """Answer the shipped questionnaire as a town in the middle of its way might, with a few gaps."""
    page.check("#perspective-2")
    page.select_option("#profile-municipality_type", index=3)
    for number, item in enumerate(page.query_selector_all("#answers .field:not(.about) fieldset.item")):
        offered = item.query_selector_all(".options:not(.instead) input")
        instead = item.query_selector_all(".instead input")
        if number in (11, 26, 33):
            instead[0].check()
        elif number != 17:
            offered[(number * 7 + number // 4) % 5 if number % 3 else 3].check()


def evaluate(page: Page) -> None:
    """Press the button and wait until the whole evaluation is there."""
    with page.expect_navigation(wait_until="load"):
        page.click(SUBMIT)


def widest(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def screenshot(page: Page, path: Path, *, height: int | None = None) -> None:
    """Take a picture of the page from its top, or of all of it."""
    if height is None:
        page.screenshot(path=path, full_page=True)
        return
    size = page.viewport_size or {"width": DESK, "height": height}
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height})
