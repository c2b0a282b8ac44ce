"""Answering in a real browser: on a phone in a corridor, without a script, without a connection, in two windows."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.web.browser import DESK, PHONE, WELTOFFEN, unfold
from tests.web.reading import word
from tests.web.respond import clicks
from tests.web.respond.clicks import NEXT, press

pytestmark = pytest.mark.browser

KIB = 1024
TOUCH = 44
SHIPPED = {"questionnaire": WELTOFFEN.split("/")[2], "perspective": "verwaltungsspitze"}


def stored(page, world, invitation):
    """Return everything that is kept, as the one to whom it belongs may download it."""
    return json.loads(page.request.get(f"{world.address}{invitation.path}/answers.json").body())


def answers(page, world, invitation):
    return stored(page, world, invitation)["draft"]["answers"]


class TestWithoutAScript:
    def test_the_whole_way(self, world, window):
        page = window("de", PHONE, java_script_enabled=False)
        invitation = clicks.start_typing(page, world)
        page.check("#item-stufe-2")
        press(page, NEXT)
        key = page.inner_text(".key-text")
        press(page, "main .button-large")
        press(page, NEXT)
        press(page, "form.submit button")
        press(page, "main .button-large")
        assert page.url.endswith("/evaluation")
        assert answered(page, world, invitation) == {"stufe": 1}
        other = window("de", PHONE, java_script_enabled=False)
        other.goto(f"{world.address}/answer")
        other.fill("#code", key)
        press(other, "#enter button")
        press(other, "main .button")
        assert other.url.endswith("/evaluation")

    def test_the_back_button_loses_nothing(self, world, window):
        page = window("de", PHONE, java_script_enabled=False)
        invitation = clicks.start_typing(page, world)
        page.check("#item-stufe-3")
        press(page, NEXT)
        press(page, "main .button-large")
        page.go_back()
        page.go_back()
        assert page.is_checked("#item-stufe-3")
        page.check("#item-kanal")
        press(page, NEXT)
        # Of a page as old as the first step the browser may have kept what it showed then: then one is asked.
        if page.locator("td").count():
            press(page, "main .button")
        assert answers(page, world, invitation) == {"stufe": 2, "kanal": [0]}


def answered(page, world, invitation):
    return stored(page, world, invitation)["answers"]


class TestTheConnection:
    def test_a_lost_connection_loses_nothing_and_says_so(self, world, window):
        page = window("de", PHONE)
        invitation = clicks.offline(page, world)
        expect(page.locator("#kept")).to_contain_text("keine Verbindung")
        page.fill("#item-anteil", "12")
        here = page.url
        page.click(NEXT)
        page.wait_for_timeout(300)
        assert page.url == here
        assert page.is_checked("#item-stufe-2")
        clicks.mend(page)
        page.wait_for_selector("#kept[data-state=kept]", timeout=20_000)
        assert re.search(r"\b\d\d?:\d\d\b", page.inner_text("#kept"))
        assert answers(page, world, invitation) == {"stufe": 1, "anteil": "12"}

    def test_what_was_not_kept_comes_back_in_the_same_window(self, world, window):
        page = window("de", PHONE)
        invitation = clicks.offline(page, world)
        clicks.mend(page)
        page.once("dialog", lambda dialog: dialog.accept())
        page.goto(page.url)
        assert page.is_checked("#item-stufe-2")
        clicks.wait_until_kept(page)
        assert answers(page, world, invitation) == {"stufe": 1}
        assert page.evaluate("sessionStorage.length") == 0

    def test_nobody_gets_what_somebody_else_has_typed(self, world, window):
        page = window("de", PHONE)
        clicks.offline(page, world)
        theirs = page.evaluate("Object.keys(sessionStorage)")
        assert len(theirs) == 1
        page.evaluate(
            "name => { const text = sessionStorage[name]; sessionStorage.clear();"
            " sessionStorage[name.replace(/unsaved \\w+/, 'unsaved 0123456789abcdef')] = text; }",
            theirs[0],
        )
        clicks.mend(page)
        page.once("dialog", lambda dialog: dialog.accept())
        page.goto(page.url)
        assert page.evaluate("sessionStorage.length") == 0
        assert not page.is_checked("#item-stufe-2")

    def test_questions_come_and_go_with_what_is_kept(self, world, window):
        page = window("de", PHONE)
        clicks.start(page, world)
        expect(page.locator("[data-item=anteil]")).to_be_hidden()
        page.check("#item-stufe-2")
        expect(page.locator("[data-item=anteil]")).to_be_visible()
        assert word("condition.came").partition("{")[0] in page.inner_text("#questions-changed")
        # With the first answer the code is spent: the way back is offered at once.
        page.click("details:has(#pause-key) summary")
        assert page.is_visible("#pause-key a")
        page.fill("#item-anteil", "12")
        page.check("#item-stufe")
        expect(page.locator("[data-item=anteil]")).to_be_hidden()
        page.check("#item-stufe-2")
        assert page.input_value("#item-anteil") == "12"

    def test_leaving_with_something_unsaved_is_asked_about(self, world, window):
        page = window("de", PHONE)
        clicks.offline(page, world)
        asked = []

        def answer(dialog):
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", answer)
        page.goto(f"{world.address}/privacy")
        assert asked == ["beforeunload"]


class TestTwoWindows:
    def test_neither_is_lost(self, world, window):
        page = window("de", PHONE)
        invitation = clicks.conflict(page, world)
        shown = page.locator(".clashing").all_inner_texts()
        assert shown == ["noch nicht", "ganz"]
        page.get_by_label("noch nicht").check()
        press(page, "main form .button")
        assert answers(page, world, invitation)["stufe"] == 0

    def test_the_script_says_that_another_window_was_faster(self, world, window):
        page = window("de", PHONE)
        invitation = clicks.half_full_before(page, world)
        other = page.context.new_page()
        other.goto(page.url)
        other.check("#item-stufe-3")
        clicks.wait_until_kept(other)
        page.check("#item-stufe")
        page.wait_for_selector("#kept[data-state=refused]")
        assert answers(page, world, invitation)["stufe"] == 2


class TestOneOnly:
    def test_submitting_twice_is_harmless(self, world, window):
        page = window("de", PHONE)
        invitation = clicks.reviewed(page, world)
        page.dblclick("form.submit button", no_wait_after=True)
        page.wait_for_url("**/receipt")
        assert answered(page, world, invitation)["stufe"] == 1
        page.go_back()
        press(page, "form.submit button")
        assert page.url.endswith("/receipt")

    def test_an_expired_cookie_loses_nothing(self, world, window):
        page = window("de", PHONE)
        invitation = clicks.resumed(page, world)
        press(page, "main form .button")
        assert answers(page, world, invitation)["stufe"] == 2


class TestEverybody:
    def test_with_the_keyboard_alone(self, world, window):
        page = window("de", DESK)
        clicks.come_in(page, world, clicks.invite(page, world))
        tab_to(page, "form[action*='/begin'] button")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        tab_to(page, "#answers fieldset.item input")
        page.keyboard.press("ArrowUp")
        clicks.wait_until_kept(page)
        tab_to(page, NEXT)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "/key" in page.url

    def test_enter_in_a_field_goes_on_and_changes_no_language(self, world, window):
        page = window("de", DESK)
        clicks.start(page, world)
        page.check("#item-stufe-2")
        page.fill("#item-anteil", "12")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "/key" in page.url

    def test_everything_to_touch_is_large_enough(self, world, window):
        page = window("de", PHONE)
        clicks.start(page, world, **SHIPPED)
        unfold(page)
        found = page.locator("#answers label, #answers button:visible, #answers summary").all()
        assert len(found) > 10
        for each in found:
            assert (each.bounding_box() or {"height": 0})["height"] >= TOUCH - 0.5, each.inner_text()

    def test_how_far_one_is_moves_along(self, world, window):
        page = window("de", PHONE)
        clicks.start(page, world)
        before = page.inner_text("#far-said")
        page.check("#item-stufe-2")
        clicks.wait_until_kept(page)
        after = page.inner_text("#far-said")
        assert before.startswith("0 von")
        assert after.startswith("1 von")
        assert page.evaluate("document.getElementById('far').value") == 1

    def test_a_language_is_changed_without_losing_anything(self, world, window):
        page = window("de", PHONE)
        clicks.start(page, world)
        page.check("#item-stufe-2")
        press(page, ".languages li:nth-child(2) button")
        assert page.get_attribute("html", "lang") == "en"
        assert page.is_checked("#item-stufe-2")
        assert page.url.partition("?")[0].endswith("/fields/erstes")

    def test_no_page_is_heavy_and_the_long_form_is_quick_on_a_slow_phone(self, world, window):
        page = window("de", PHONE)
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        loaded = []
        session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
        clicks.start(page, world, **SHIPPED)
        took = page.evaluate(
            "() => new Promise(done => { const before = performance.now();"
            " document.querySelectorAll('fieldset.item input')[2].click();"
            " requestAnimationFrame(() => setTimeout(() => done(performance.now() - before))) })"
        )
        assert took < 200
        loaded.clear()
        session.send("Network.clearBrowserCache")
        page.goto(page.url)
        page.wait_for_load_state("networkidle")
        assert 0 < sum(loaded) < 150 * KIB


def tab_to(page, selector, most=60):
    """Press Tab until something has the focus, and see that it shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"nobody gets to {selector} with the keyboard")
