"""Every page in every state is light and accessible: as axe sees it, on small screens, and with one's own colours."""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize
from starlette.routing import compile_path

from selfcheck_service.web.pages import Pages
from tests.web.accessible import assert_accessible, violations
from tests.web.browser import DESK, NARROW, PHONE, WELTOFFEN, World, assert_light, show_all, weight, widest
from tests.web.respond.clicks import offline
from tests.web.states import NO_PAGES, PAGES, STATES, State

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
Look = tuple[str, int, Scheme]

# The distances between lines, words and letters that readers may choose (WCAG 1.4.12).
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } "
    "p { margin-bottom: 2em !important }"
)
# A place in a text that somebody forgot to fill in.
UNFILLED = re.compile(r"\{\w+\}")
# Each two of language, width and scheme meet at least once.
PAIRS: Sequence[Look] = [("de", DESK, "light"), ("en", NARROW, "dark"), ("de", PHONE, "dark"), ("en", DESK, "light")]


@pytest.fixture(scope="module")
def kept_pages(browser) -> Iterator[dict[Look, Page]]:
    """Pages by what they look like. They are used again, because to make one takes longer than to load it."""
    kept: dict[Look, Page] = {}
    yield kept
    for page in kept.values():
        page.context.close()


@pytest.fixture
def visitor(browser, world, kept_pages) -> Iterator[Callable[..., Page]]:
    """Gives a page to somebody who has never been here: visitor(language, width, scheme)."""
    given: list[Page] = []

    def visitor(language: str, width: int, scheme: Scheme) -> Page:
        look = (language, width, scheme)
        if look not in kept_pages:
            shown = ViewportSize(width=width, height=900)
            kept_pages[look] = browser.new_context(locale=language, color_scheme=scheme, viewport=shown).new_page()
        given.append(kept_pages[look])
        return given[-1]

    yield visitor
    for page in given:
        _forget_all(page, world)


def _forget_all(page: Page, world: World) -> None:
    """Leave a page, and nothing of whoever was there but files that never change."""
    page.unroute_all(behavior="ignoreErrors")
    # What a page keeps when it is left is kept now, and the picture has nothing to keep.
    page.goto(f"{world.address}/static/icon.svg")
    page.evaluate("sessionStorage.clear()")
    page.context.clear_permissions()
    page.context.clear_cookies()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_every_page_in_every_state(world, visitor, effort, state):
    looks = [each for each in PAIRS if each[0] in state.languages]
    for language, width, scheme in looks if effort == "long" else [_usual(state, looks)]:
        page = visitor(language, width, scheme)
        state.lead(page, world)
        assert page.get_attribute("html", "lang") == language
        assert all(_shows(path, page.url, world) for path, name in PAGES.items() if name == state.name)
        assert UNFILLED.findall(page.inner_text("body")) == []
        assert_accessible(page, whole=effort == "long")
        assert_light(page)


def _usual(state: State, looks: Sequence[Look]) -> Look:
    """Return how a state is looked at in the usual form: once, and its neighbours in other ways.

    The way follows from the name, so that a new state changes none of the others.
    """
    return looks[zlib.crc32(state.name.encode()) % len(looks)]


@pytest.mark.long
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_with_colours_and_distances_of_ones_own_and_text_twice_as_large(world, window, state):
    page = window("de", DESK, forced_colors="active")
    state.lead(page, world)
    assert_accessible(page, whole=True)
    page = window("en", DESK // 2, bypass_csp=True)
    state.lead(page, world)
    page.add_style_tag(content="html { font-size: 200% }")
    assert widest(page) <= 0
    page = window("de", NARROW, bypass_csp=True)
    state.lead(page, world)
    page.add_style_tag(content=SPACED)
    assert widest(page) <= 0


def test_every_area_is_looked_at_in_every_way():
    areas: dict[str, list[Look]] = {}
    for state in STATES:
        if state.languages == ("de", "en"):
            areas.setdefault(state.name.partition("-")[0], []).append(_usual(state, PAIRS))
    large = {area: set(looks) for area, looks in areas.items() if len(looks) >= 8}
    assert large.keys() >= {"answer", "round", "workshop", "vote", "ballot", "operate", "author"}
    assert {area for area, looks in large.items() if looks != set(PAIRS)} == set()


def test_every_page_has_a_state():
    paths = {route.path for route in Pages().routes() if "GET" in (route.methods or ())}
    assert paths - NO_PAGES == set(PAGES)
    assert paths >= NO_PAGES
    assert set(PAGES.values()) <= {state.name for state in STATES}


def _shows(path: str, address: str, world: World) -> bool:
    """Tell whether an address is one of a page."""
    shown = urlsplit(address.removeprefix(world.address)).path
    return compile_path(path)[0].fullmatch(shown) is not None


def test_no_two_states_have_the_same_name():
    names = [state.name for state in STATES]
    assert sorted(set(names)) == sorted(names)


def test_a_pale_text_is_found_wherever_it_stands(world, window):
    page = window()
    page.goto(f"{world.address}{WELTOFFEN}")
    show_all(page)
    assert violations(page) == []
    for place in (0, 3, -1):
        paint = "(all, [place, colour]) => { all.at(place).style.color = colour }"
        page.eval_on_selector_all("#answers legend", paint, [place, "#bbb"])
        found = violations(page)
        assert [(each["id"], len(each["nodes"])) for each in found] == [("color-contrast", 1)]
        page.eval_on_selector_all("#answers legend", paint, [place, ""])


def test_on_a_small_page_every_text_is_looked_at(world, window):
    page = window()
    page.goto(f"{world.address}/sign-in")
    assert violations(page) == []
    page.eval_on_selector_all("main p", "all => { all.at(0).style.color = '#ddd' }")
    assert [each["id"] for each in violations(page)] == ["color-contrast"]


def test_nothing_is_left_of_who_had_the_page_before(world, visitor):
    page = visitor("de", PHONE, "dark")
    offline(page, world)
    assert page.evaluate("sessionStorage.length") == 1
    assert page.context.cookies()
    _forget_all(page, world)
    assert page.evaluate("sessionStorage.length") == 0
    assert page.context.cookies() == []
    page.goto(f"{world.address}/answer")
    assert page.is_visible("#code")


def test_a_pale_ground_is_found_behind_many_texts(world, window):
    page = window()
    page.goto(f"{world.address}{WELTOFFEN}")
    show_all(page)
    page.eval_on_selector_all("#answers .field", "all => { all.at(-1).style.background = '#666' }")
    assert [each["id"] for each in violations(page)] == ["color-contrast"]


def test_other_faults_are_found_in_every_element(world, window):
    page = window()
    page.goto(f"{world.address}{WELTOFFEN}")
    show_all(page)
    page.eval_on_selector_all("#answers input", "all => { all.at(40).labels[0].remove() }")
    assert [(each["id"], len(each["nodes"])) for each in violations(page)] == [("label", 1)]


def test_a_page_weighs_what_comes_over_the_line(world, window):
    page = window()
    page.goto(world.address)
    addresses = [page.url, *page.eval_on_selector_all("link[rel=stylesheet]", "all => all.map(each => each.href)")]
    assert len(addresses) > 1
    sent = [page.request.get(each, headers={"accept-encoding": "gzip"}) for each in addresses]
    assert {each.headers["content-encoding"] for each in sent} == {"gzip"}
    assert weight(page) > sum(int(each.headers["content-length"]) for each in sent)
