"""Takes pictures of the pages: the few that stand in the documents, or all of them to look at."""

import argparse
import itertools
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.checkout import CHECKOUT
from tests.web.browser import DESK, PHONE, WELTOFFEN, World, evaluate, fill_in, find_browser, flags, serving_everything
from tests.web.states import STATES, State

DOCUMENTS = CHECKOUT / "docs" / "pictures"
# Room around what a picture ends with.
MARGIN = 14


def main() -> int:
    """Take the pictures; return 1 where there is no browser to take them with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="where pictures of every page go")
    parser.add_argument("--only", default="", help="only states whose name holds this")
    arguments = parser.parse_args()
    folder: Path | None = arguments.folder
    chosen: str = arguments.only
    found = find_browser()
    if found is None:
        print("There is no Chromium on this machine (apt-get install chromium).", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as kept, serving_everything(Path(kept)) as world, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found, args=list(flags()))
        if folder is None:
            take_for_documents(browser, world.address)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            for state in STATES:
                if chosen in state.name:
                    take_state(browser, world, state, folder)
        browser.close()
    return 0


def open_page(browser: Browser, language: str, width: int, scheme: str) -> Page:
    """Return an empty window."""
    shown: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    return browser.new_context(locale=language, **shown).new_page()


def take(page: Page, path: Path, *, first: str = "body", last: str = "body") -> None:
    """Take a picture of a page, from the beginning of one element to the end of another, and as wide as the first."""
    page.evaluate("window.scrollTo(0, 0)")
    begin, end = page.locator(first).bounding_box(), page.locator(last).bounding_box()
    if begin is None or end is None:
        raise SystemExit(f"{page.url} shows no {first} or no {last}")
    whole = page.locator("html").bounding_box() or begin
    left, top = max(0, begin["x"] - MARGIN), max(0, begin["y"] - MARGIN)
    width = min(whole["width"], begin["x"] + begin["width"] + MARGIN) - left
    height = min(whole["height"], end["y"] + end["height"] + MARGIN) - top
    page.screenshot(path=path, full_page=True, clip={"x": left, "y": top, "width": width, "height": height})
    print(path)


def take_for_documents(browser: Browser, address: str) -> None:
    """Take the pictures that stand in the documents."""
    DOCUMENTS.mkdir(parents=True, exist_ok=True)
    page = open_page(browser, "en", 1100, "light")
    page.goto(address + WELTOFFEN)
    fill_in(page)
    take(page, DOCUMENTS / "questionnaire.png", last="#answers > .field:nth-of-type(2) fieldset:nth-of-type(1)")
    evaluate(page)
    take(page, DOCUMENTS / "evaluation.png", last="#profile .levels-line")
    page.evaluate("document.querySelectorAll('.result:nth-of-type(2) details').forEach(each => { each.open = true })")
    take(page, DOCUMENTS / "why.png", first=".result:nth-of-type(2)", last=".result:nth-of-type(2)")
    take(page, DOCUMENTS / "next-steps.png", first="#next-steps", last="#next-steps article:nth-of-type(1)")
    page = open_page(browser, "de", PHONE, "dark")
    page.goto(address + WELTOFFEN)
    fill_in(page)
    evaluate(page)
    take(page, DOCUMENTS / "phone.png", first="#profile", last="#profile .levels-line")


def take_state(browser: Browser, world: World, state: State, folder: Path) -> None:
    """Take pictures of one state, in each of its languages, on a desk and on a phone, light and dark, and on paper."""
    for language, width, scheme in itertools.product(state.languages, (DESK, PHONE), ("light", "dark")):
        page = open_page(browser, language, width, scheme)
        state.lead(page, world)
        take(page, folder / f"{state.name}-{language}-{width}-{scheme}.png")
        if (width, scheme) == (DESK, "light"):
            page.pdf(path=folder / f"{state.name}-{language}-paper.pdf", format="A4")
        page.context.close()


if __name__ == "__main__":
    sys.exit(main())
