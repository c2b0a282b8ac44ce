"""The pages of a running service that has one of everything, and a browser to look at them."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.fixtures import NOW
from tests.web.browser import DESK, World, find_browser, flags, forget, serving_everything
from tests.web.everything import DOCUMENT

# What is asked of a window: language, width, scheme, whether it must be fresh, and more of the browser's.
Look = tuple[Any, ...]


@pytest.fixture
async def pages(app: FastAPI, client):
    """A visitor whose browser prefers German, and a service with one questionnaire."""
    await publish_questionnaire(app.state.context.database, DOCUMENT, now=NOW)
    client.headers.update({"accept-language": "de-DE,de;q=0.9,en;q=0.5", "accept": "text/html,*/*;q=0.8"})
    return client


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A service with one of everything, one for all tests of a process: to start it takes long."""
    with serving_everything(tmp_path_factory.mktemp("service")) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium. Its driver keeps an event loop, in which nobody else can run one: it ends with the module."""
    found = find_browser()
    if found is None:
        pytest.skip("there is no Chromium on this machine (apt-get install chromium): NOBODY LOOKED AT THE PAGES")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(flags()))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def idle(browser: Browser) -> Iterator[dict[Look, list[BrowserContext]]]:
    """Windows that nobody uses now, by what they look like: to make one takes longer than to load a page."""
    kept: dict[Look, list[BrowserContext]] = {}
    yield kept
    for context in itertools.chain.from_iterable(kept.values()):
        context.close()


@pytest.fixture
def window(browser: Browser, idle: dict[Look, list[BrowserContext]]) -> Iterator[Any]:
    """Opens an empty page in a window of its own: window(language, width, scheme, **more of the browser's).

    Nobody has been in it before, and two of them share nothing. Whoever stops the clock of a window wants a `fresh`
    one, because nobody can make its clock run again.
    """
    used: list[tuple[Look, BrowserContext]] = []

    def window(
        language: str = "de", width: int = DESK, scheme: str = "light", *, fresh: bool = False, **more: Any
    ) -> Any:
        look = (language, width, scheme, fresh, *sorted(more.items()))
        waiting = idle.setdefault(look, [])
        if fresh or not waiting:
            shown: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
            context = browser.new_context(locale=language, **shown, **more)
        else:
            context = waiting.pop()
        used.append((look, context))
        return context.new_page()

    yield window
    for look, context in used:
        if look[3]:
            context.close()
        elif context in browser.contexts:
            forget(context)
            idle[look].append(context)
