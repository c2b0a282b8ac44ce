"""A real browser before a real service, for what only a browser can tell."""

import asyncio
import contextlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from selfcheck_service.edge.cookies import SESSION_COOKIE
from selfcheck_service.edge.principals import SCOPES
from selfcheck_service.storage import Database
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.databases import migrated_sqlite
from tests.install.server import serving
from tests.service_process import a_key
from tests.web.everything import DOCUMENT

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
PHONE, DESK, NARROW = 390, 1280, 320
# Of a page with its style sheets, scripts and pictures, on first load.
MOST_BYTES = 150 * 1024


_FILL_IN = """() => {
  document.getElementById('perspective-2').click()
  const kind = document.getElementById('profile-municipality_type')
  kind.selectedIndex = 3
  kind.dispatchEvent(new Event('input', {bubbles: true}))
  kind.dispatchEvent(new Event('change', {bubbles: true}))
  document.querySelectorAll('#answers .field:not(.about) fieldset.item').forEach((item, number) => {
    const offered = item.querySelectorAll('.options:not(.instead) input')
    if ([11, 26, 33].includes(number)) item.querySelector('.instead input').click()
    else if (number !== 17) offered[number % 3 ? (number * 7 + Math.floor(number / 4)) % 5 : 3].click()
  })
}"""
# What browsers show for keys that have signed in, by the address of a service and a key.
_SESSIONS: dict[tuple[str, str], list[Any]] = {}


@dataclass(frozen=True, slots=True)
class World:
    """A running service with one of everything, the text of a key that may do all of it, and where its file lies."""

    address: str
    key: str
    folder: Path


def find_browser() -> str | None:
    """Return where a Chromium is on this machine, or None."""
    return next((found for name in CANDIDATES if (found := shutil.which(name))), None)


def flags() -> Sequence[str]:
    """Return how to start it; its sandbox does not work for root."""
    return (*FLAGS, "--no-sandbox") if os.geteuid() == 0 else FLAGS


@contextlib.contextmanager
def serving_everything(folder: Path) -> Iterator[World]:
    """Serve as `selfcheck serve` does, with one questionnaire more; everything it keeps lies in the folder."""
    # In a thread, because the driver of a browser that is already there keeps an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        url, key = thread.submit(_prepare, folder).result()
    environment = {
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SELFCHECK_ANONYMOUS_EVALUATIONS": "true",
        "SELFCHECK_CONTACT": "barrieren@example.org",
        "SELFCHECK_DATABASE_URL": url,
        "SELFCHECK_GUEST_ROUNDS": "true",
        # All windows come from one address.
        "SELFCHECK_GUEST_RATE": "0",
    }
    selfcheck = [sys.executable, "-m", "selfcheck_service"]
    with serving([*selfcheck, "serve"], folder=folder, environment=environment, seconds=60) as address:
        yield World(address, key, folder)


def _prepare(folder: Path) -> tuple[str, str]:
    """Make a database with the questionnaire; return its URL and a key that may do everything."""
    url = f"sqlite+aiosqlite:///{migrated_sqlite(folder).rename(folder / 'selfcheck.db')}"

    async def fill() -> str:
        database = Database(url)
        await publish_questionnaire(database, DOCUMENT, now=datetime.now(UTC))
        await database.close()
        return await a_key(url, *SCOPES, name="Fachstelle Dialog")

    return url, asyncio.run(fill())


def sign_in(page: Page, world: World) -> None:
    """Sign in with the key of the world, and be at home."""
    page.goto(f"{world.address}/sign-in")
    page.fill("#key", world.key)
    with page.expect_navigation(wait_until="load"):
        page.click("form.form button")


def enter(page: Page, world: World) -> None:
    """Be somebody who has signed in with the key of the world, without a page having been opened for it.

    The session is begun once for each key: to sign in is a story of its own, and most pages have others to tell.
    """
    name = (world.address, world.key)
    if name not in _SESSIONS:
        origin = {"origin": world.address}
        # Who signs in again ends the session that the browser shows, and that may be one that is kept here.
        page.context.clear_cookies(name=SESSION_COOKIE)
        sent = page.request.post(f"{world.address}/sign-in", form={"key": world.key}, headers=origin, max_redirects=0)
        assert sent.status == 303, sent.text()
        _SESSIONS[name] = [{**each} for each in page.context.cookies(world.address)]
    page.context.add_cookies(_SESSIONS[name])


def forget(context: BrowserContext) -> None:
    """Make a window as if nobody had ever been there; what is left are files that never change."""
    for page in context.pages:
        page.close()
    context.set_offline(False)
    context.clear_cookies()
    context.clear_permissions()


def weight(page: Page) -> int:
    """Return how many bytes a page and its files are on the way to an empty browser, fonts apart.

    What a browser has kept counts with the size it had on the way, compressed. Headers count as in `transferSize` of
    the standard (Resource Timing): 300 bytes for each answer.
    """
    sizes = page.evaluate(
        """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter(each => !/\\.(woff2?|ttf|otf)$/.test(new URL(each.name).pathname))
            .map(each => each.encodedBodySize + 300)"""
    )
    assert len(sizes) > 1, f"{page.url} has come without a style sheet"
    return int(sum(sizes))


def assert_light(page: Page) -> None:
    """Fail where a page is more than is bearable on a slow line."""
    assert weight(page) <= MOST_BYTES, f"{page.url} weighs {weight(page) / 1024:.0f} KiB on first load"


def fill_in(page: Page) -> None:
    """Answer the shipped questionnaire as a town in the middle of its way might, with a few gaps.

    The page does it by itself: forty ways of a mouse are a story of their own, and most pages have others to tell.
    """
    show_all(page)
    page.evaluate(_FILL_IN)


def show_all(page: Page) -> None:
    """Let a questionnaire that is tried out show all its fields at once, as on paper."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


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
