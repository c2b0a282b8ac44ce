"""Every page in every state is light and accessible: as axe sees it, on small screens, and with one's own colours."""

import re

import pytest

from tests.web.browser import DESK, NARROW, PHONE, assert_accessible, assert_light, weight, widest
from tests.web.states import STATES

pytestmark = pytest.mark.browser

# A place in a text that somebody forgot to fill in.
UNFILLED = re.compile(r"\{\w+\}")
# Each two of language, width and scheme meet at least once.
PAIRS = [("de", DESK, "light"), ("en", NARROW, "dark"), ("de", PHONE, "dark"), ("en", DESK, "light")]
# What is looked at in the usual form: both languages, both schemes, the widest and the narrowest screen.
USUAL = PAIRS[:2]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_every_page_in_every_state(world, window, effort, state):
    chosen = PAIRS if effort == "long" else USUAL[:1] if state.slow else USUAL
    for language, width, scheme in chosen:
        if language in state.languages:
            page = window(language, width, scheme)
            state.lead(page, world)
            assert page.get_attribute("html", "lang") == language
            assert UNFILLED.findall(page.inner_text("body")) == []
            assert_accessible(page)
            assert_light(page)


@pytest.mark.long
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_with_colours_of_ones_own_and_text_twice_as_large(world, window, state):
    page = window("de", DESK, forced_colors="active")
    state.lead(page, world)
    assert_accessible(page)
    page = window("en", DESK // 2, bypass_csp=True)
    state.lead(page, world)
    page.add_style_tag(content="html { font-size: 200% }")
    assert widest(page) <= 0


def test_no_two_states_have_the_same_name():
    names = [state.name for state in STATES]
    assert sorted(set(names)) == sorted(names)


def test_a_page_weighs_what_comes_over_the_line(world, window):
    page = window()
    page.goto(world.address)
    addresses = [page.url, *page.eval_on_selector_all("link[rel=stylesheet]", "all => all.map(each => each.href)")]
    assert len(addresses) > 1
    sent = [page.request.get(each, headers={"accept-encoding": "gzip"}) for each in addresses]
    assert {each.headers["content-encoding"] for each in sent} == {"gzip"}
    assert weight(page) > sum(int(each.headers["content-length"]) for each in sent)
