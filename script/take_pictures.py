"""Takes pictures of the pages: the few that stand in the documents, or all of them to look at."""

import argparse
import itertools
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.checkout import CHECKOUT
from tests.web.browser import (
    DESK,
    PHONE,
    WELTOFFEN,
    World,
    evaluate,
    fill_in,
    find_browser,
    flags,
    serving_everything,
    sign_in,
)
from tests.web.manage.clicks import a_round, ask
from tests.web.manage_results.clicks import SAVE, measure
from tests.web.respond.clicks import press
from tests.web.states import STATES, State

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DOCUMENTS = CHECKOUT / "docs" / "pictures"
ROUND = ("weltoffene-kommune", "1.0.2")
# One of them has begun on a phone and has not submitted yet.
PEOPLE = {"verwaltungsspitze": 6, "fachverwaltung": 10}
# Around which answer of five people meet in each of the ten fields, and how far they stand apart.
FIELDS = ((3, 0), (2, 0), (1, 0), (3, 1), (1, 1), (0, 0), (4, 0), (2, 2), (1, 2), (3, 0))
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
            take_for_documents(browser, world)
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


def take_for_documents(browser: Browser, world: World) -> None:
    """Take the pictures that stand in the documents."""
    DOCUMENTS.mkdir(parents=True, exist_ok=True)
    page = open_page(browser, "en", 1000, "light")
    page.goto(world.address + WELTOFFEN)
    fill_in(page)
    evaluate(page)
    take(page, DOCUMENTS / "evaluation.png", first="#overall", last="#profile .levels-line")
    page = open_page(browser, "en", DESK, "light")
    path, codes = begin_round(page, world)
    take_answering(browser, world, path, codes.pop())
    for number, code in enumerate(codes):
        answer_as(page, world, path, code, number)
        if number == len(codes) - 5:
            page.goto(world.address + path)
            take(page, DOCUMENTS / "round.png", last="#participation ~ .table-scroll")
    ask(page, world, "PATCH", path.replace("/manage", "/v1"), {"state": "closed"})
    ask(page, world, "POST", f"{path.replace('/manage', '/v1')}/releases")
    page.goto(f"{world.address}{path}/releases/1")
    take(page, DOCUMENTS / "results.png", first="#grid", last="#grid .table-scroll >> nth=0")
    take_workshop(page, world, path)


def answer_as(page: Page, world: World, path: str, code: str, number: int) -> None:
    """Submit what the nth person says."""
    key, version = ROUND
    definition = page.request.get(f"{world.address}/v1/questionnaires/{key}/versions/{version}").json()
    sent = page.request.put(
        f"{world.address}{path.replace('/manage', '/v1')}/responses/{uuid.uuid4()}",
        data={"answers": answers_of(definition, number)},
        headers={"selfcheck-access-code": code, "selfcheck-response-secret": uuid.uuid4().hex},
    )
    if not sent.ok:
        raise SystemExit(sent.text())


def answers_of(definition: dict[str, Any], number: int) -> dict[str, int]:
    """Return what the nth person says."""
    found = {}
    for field, (level, apart) in zip(definition["fields"], FIELDS, strict=False):
        for at, item in enumerate(field["items"]):
            if item["type"] == "single_choice" and item.get("scale"):
                most = 3 if item["key"].endswith("_dringlichkeit") else 4
                aside = apart * (-1 if number % 2 else 1) or (1 if (number + at) % 6 == 0 else 0)
                found[item["key"]] = min(most, max(0, level + aside))
    return found


def take_answering(browser: Browser, world: World, path: str, code: str) -> None:
    """Take the picture of a field on a phone, with some answers."""
    phone = open_page(browser, "en", PHONE, "dark")
    phone.goto(f"{world.address}{path.replace('/manage/rounds', '/answer')}#code={code}")
    press(phone, "form[action*='/begin'] button")
    items = phone.locator("#answers fieldset.item")
    for number in range(2):
        items.nth(number).locator(".options:not(.instead) input").nth(2 + number).check()
    phone.wait_for_selector("#kept[data-state=kept]")
    phone.evaluate("document.activeElement.blur()")
    phone.evaluate("document.querySelector('#answers fieldset.item').scrollIntoView()")
    # What stays at the edge of the window belongs to the page: this one is taken as the window shows it.
    phone.screenshot(path=DOCUMENTS / "answering.png")
    print(DOCUMENTS / "answering.png")
    phone.context.close()


def take_workshop(page: Page, world: World, path: str) -> None:
    """Take the pictures of a running ballot on the wall, and of a plan."""
    for place in range(2):
        page.goto(f"{world.address}{path}/measures")
        press(page, f".waiting .card:nth-child({place + 1}) a[href*='/measures/new'] >> nth=0")
        page.fill("#responsible", ("Leitung Hauptamt", "Büro der Bürgermeisterin")[place])
        for name, value in list(measure().items())[2:] if place == 0 else ():
            if name != "responsible":
                page.fill(f"#{name}", value)
        page.select_option("#status", ("running", "idea")[place])
        press(page, f"{SAVE} >> nth=0")
    page.goto(f"{world.address}{path}/measures")
    take(page, DOCUMENTS / "measures.png", last="#plan ~ .table-scroll")
    page.goto(f"{world.address}{path}/ballots/new")
    page.fill("#people", "14")
    press(page, "main form.form button.button")
    own = page.url.removeprefix(world.address).partition("?")[0]
    page.goto(f"{world.address}{own}/live")
    code = page.locator(".room-code").inner_text()
    for number in range(9):
        votes = f"{world.address}{own.replace('/manage', '/v1')}/votes/{uuid.uuid4()}"
        dots = {("steuerung", "dialog")[number % 2]: 1}
        page.request.put(votes, data={"dots": dots}, headers={"selfcheck-ballot-code": code})
    page.goto(page.url)
    take(page, DOCUMENTS / "ballot.png", last="main .actions")


def begin_round(page: Page, world: World) -> tuple[str, list[str]]:
    """Make a round of a town with two perspectives; return the path of its page, and codes for its people."""
    sign_in(page, world)
    key, version = ROUND
    path = a_round(page, world, questionnaire=key, version=version, perspectives=list(PEOPLE))
    codes = []
    for perspective, count in PEOPLE.items():
        wish = {"perspective": perspective, "kind": "personal", "count": count}
        codes += ask(page, world, "POST", f"{path.replace('/manage', '/v1')}/invitations", wish)["codes"]
    return path, codes


def take_state(browser: Browser, world: World, state: State, folder: Path) -> None:
    """Take pictures of one state, in each of its languages, on a desk and on a phone, light and dark, and on paper."""
    for language in state.languages:
        page = open_page(browser, language, DESK, "light")
        state.lead(page, world)
        page.pdf(path=folder / f"{state.name}-{language}-paper.pdf", format="A4")
        # To be led there takes longer than the four pictures.
        for width, scheme in itertools.product((DESK, PHONE), SCHEMES):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            take(page, folder / f"{state.name}-{language}-{width}-{scheme}.png")
        page.context.close()


if __name__ == "__main__":
    sys.exit(main())
