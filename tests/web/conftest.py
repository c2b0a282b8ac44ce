"""The pages of a running service that has one of everything, and a browser to look at them."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.fixtures import NOW
from tests.web.browser import DESK, World, find_browser, flags, serving_everything
from tests.web.everything import DOCUMENT


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


@pytest.fixture
def window(browser: Browser) -> Iterator[Any]:
    """Opens an empty page in a window of its own: window(language, width, scheme, **more of the browser's)."""
    opened = []

    def window(language: str = "de", width: int = DESK, scheme: str = "light", **more: Any) -> Any:
        shown: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
        context = browser.new_context(locale=language, **shown, **more)
        opened.append(context)
        return context.new_page()

    yield window
    for context in opened:
        context.close()
