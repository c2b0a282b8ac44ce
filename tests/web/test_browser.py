"""The pages in a real browser: accessible in every state, usable by keyboard, on a phone and without a script."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.accessible import assert_accessible
from tests.web.browser import (
    DESK,
    NARROW,
    PHONE,
    SUBMIT,
    WELTOFFEN,
    World,
    evaluate,
    fill_in,
    show_all,
    unfold,
    widest,
)
from tests.web.everything import PATH
from tests.web.reading import word

pytestmark = pytest.mark.browser

TOUCH = 44


@pytest.fixture(scope="module")
def service(world: World) -> str:
    return world.address


class Visitor:
    """One browser window, and what it complained about."""

    def __init__(self, page: Page, service: str) -> None:
        self.page, self.service = page, service
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def goto(self, path: str) -> Page:
        self.page.goto(self.service + path)
        return self.page


@pytest.fixture
def visit(window: Any, service: str) -> Any:
    return lambda *look, **more: Visitor(window(*look, **more), service)


class TestAccessible:
    def test_colours_chosen_by_the_visitor(self, visit):
        page = visit(forced_colors="active").goto(WELTOFFEN)
        fill_in(page)
        evaluate(page)
        assert_accessible(page)

    def test_text_twice_as_large(self, visit):
        visitor = visit(width=DESK // 2, bypass_csp=True)
        for path in ("/", WELTOFFEN, PATH):
            page = visitor.goto(path)
            page.add_style_tag(content="html { font-size: 200% }")
            assert widest(page) <= 0


class TestKeyboard:
    def test_the_first_step_skips_to_the_content(self, visit):
        page = visit().goto(WELTOFFEN)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"

    def test_enter_in_a_field_evaluates(self, visit):
        page = visit().goto(PATH)
        show_all(page)
        page.check("#item-stufe-2")
        page.click("#item-anteil")
        page.keyboard.type("62,5")
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Enter")
        assert page.inner_text("h1") == word("evaluation.title")

    def test_focus_can_be_seen(self, visit):
        for scheme in ("light", "dark"):
            page = visit(scheme=scheme).goto(PATH)
            for _ in range(30):
                page.keyboard.press("Tab")
                seen = page.evaluate(
                    """() => {
                        const outlined = element => parseFloat(getComputedStyle(element).outlineWidth) >= 3
                            && getComputedStyle(element).outlineStyle !== 'none';
                        const focused = document.activeElement;
                        return focused === document.body || outlined(focused) || outlined(focused.parentElement);
                    }"""
                )
                assert seen, page.evaluate("document.activeElement.outerHTML")

    def test_faults_are_read_first_and_lead_to_their_places(self, visit):
        page = visit().goto(PATH)
        show_all(page)
        page.check("#item-stufe-2")
        page.fill("#item-anteil", "viel")
        evaluate(page)
        assert page.evaluate("document.activeElement.className") == "summary-of-faults"
        page.click(".summary-of-faults a")
        assert page.evaluate("document.activeElement.id") == "item-anteil"


class TestPhone:
    def test_what_is_touched_is_large_enough(self, visit):
        visitor = visit(width=PHONE)
        for path in ("/", WELTOFFEN, PATH):
            page = visitor.goto(path)
            if path == PATH:
                evaluate(page)
            small = page.evaluate(
                """least => [...document.querySelectorAll('button, summary, select, textarea, input[type=text],'
                    + ' .option > label, .button, .languages a, .aside a, .back a, .brand')]
                    .filter(each => each.offsetParent && each.getBoundingClientRect().height < least)
                    .map(each => each.outerHTML.slice(0, 120))""",
                TOUCH - 0.5,
            )
            assert small == []

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_nothing_is_wider_than_the_smallest_screen(self, visit, language):
        visitor = visit(language, NARROW)
        for path in ("/", WELTOFFEN, PATH):
            page = visitor.goto(path)
            assert widest(page) <= 0
            if path != "/":
                evaluate(page)
                unfold(page)
                assert widest(page) <= 0


class TestStory:
    @pytest.mark.parametrize("script", [True, False])
    def test_choose_answer_read_change_and_switch_the_language(self, visit, script):
        visitor = visit(java_script_enabled=script)
        page = visitor.goto("/")
        with page.expect_navigation(wait_until="load"):
            page.click(f"a.button[href='{PATH}']")
        if script:
            show_all(page)
        page.check("#item-stufe-3")
        page.check("#item-last-2")
        page.fill("#item-anteil", "62,5")
        page.fill("#item-frei", "<b>fett</b>")
        evaluate(page)
        assert page.inner_text("h1") == word("evaluation.title")
        with page.expect_navigation(wait_until="load"):
            page.click(".languages button[lang=en]")
        assert page.inner_text("h1") == word("evaluation.title", "en")
        with page.expect_navigation(wait_until="load"):
            page.click(".hero .actions button >> nth=0")
        assert page.is_checked("#item-stufe-3")
        assert page.input_value("#item-anteil") == "62,5"
        assert page.input_value("#item-frei") == "<b>fett</b>"
        evaluate(page)
        assert page.inner_text("h1") == word("evaluation.title", "en")
        assert visitor.complaints == []
        assert visitor.hosts == {urlsplit(visitor.service).netloc}

    def test_the_file_can_be_kept(self, visit, tmp_path: Path):
        page = visit(accept_downloads=True).goto(PATH)
        show_all(page)
        page.check("#item-stufe-3")
        evaluate(page)
        with page.expect_download() as download:
            page.click(".hero .actions button >> nth=1")
        download.value.save_as(tmp_path / "evaluation.json")
        assert json.loads((tmp_path / "evaluation.json").read_text())["questionnaire"] == "alles"

    def test_the_back_button_finds_what_was_filled_in(self, visit):
        page = visit().goto(PATH)
        show_all(page)
        page.check("#item-stufe-3")
        page.fill("#item-anteil", "5")
        evaluate(page)
        page.go_back()
        assert page.is_checked("#item-stufe-3")
        assert page.input_value("#item-anteil") == "5"

    def test_paper_shows_no_buttons_and_what_was_unfolded(self, visit):
        page = visit().goto(PATH)
        show_all(page)
        page.check("#item-stufe-3")
        evaluate(page)
        page.click("#field-erstes > .why > summary")
        page.emulate_media(media="print")
        assert not page.is_visible(".languages")
        assert not page.is_visible(SUBMIT.split()[0])
        assert page.is_visible("#field-erstes > .why .recompute")
        assert not page.is_visible("#field-darin > .why > summary")
        assert page.is_visible("#evidence .receipt .recompute")


class TestOneFieldAfterTheOther:
    """With a script the long page is as pleasant as filling in in a round; nothing is sent before the evaluation."""

    def steps(self, page: Page) -> list[Any]:
        found: list[Any] = page.eval_on_selector_all(
            "[data-step]", "all => all.filter(each => !each.hidden).map(each => each.querySelector('h2').id)"
        )
        return found

    def test_the_way_there_and_back(self, visit):
        visitor = visit(width=PHONE)
        page = visitor.goto(WELTOFFEN)
        assert self.steps(page) == ["about"]
        page.click("[data-turn='1']:visible")
        page.check(".field:visible .options:not(.instead) input >> nth=0")
        first = self.steps(page)
        page.click("[data-turn='1']:visible")
        second = self.steps(page)
        assert len(first) == len(second) == 1
        assert first != second
        # Whoever reads with their ears is where the eyes are.
        assert page.evaluate("document.activeElement.id") == second[0]
        page.go_back()
        assert self.steps(page) == first
        assert page.inner_text("#far-said") == word("answer_fill.progress").format(answered=1, asked=40)
        assert_accessible(page)
        page.click("[data-turn='-1']:visible")
        assert self.steps(page) == ["about"]
        assert "(1/" in page.title()
        evaluate(page)
        page.go_back()
        assert page.locator(".field .options:not(.instead) input:checked").count() == 2
        assert visitor.complaints == []

    def test_the_way_back_ends_where_it_began_and_a_reload_asks(self, visit):
        page = visit().goto(WELTOFFEN)
        page.click("[data-turn='1']:visible")
        assert "(2/" in page.title()
        page.go_back()
        assert self.steps(page) == ["about"]
        assert page.evaluate("document.activeElement.id") == "about"
        asked: list[str] = []

        def accept(dialog: Any) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", accept)
        page.reload()
        assert asked == []
        page.click("[data-turn='1']:visible")
        page.check(".field:visible .options:not(.instead) input >> nth=0")
        page.reload()
        assert asked == ["beforeunload"]

    def test_the_short_form_comes_with_the_perspective(self, visit):
        page = visit().goto(WELTOFFEN)
        full, short = (page.inner_text(f"label[for={each}] .anchor") for each in ("perspective", "perspective-3"))
        assert full != short
        page.check("#perspective-3")
        with page.expect_navigation(wait_until="load"):
            page.click("[data-turn='1']:visible")
        assert short.startswith(page.inner_text(".hero .facts li >> nth=0"))
        assert self.steps(page) != ["about"]
        assert page.is_checked("#perspective-3")
        page.check(".field:visible .options:not(.instead) input >> nth=0")
        evaluate(page)
        # The way back finds the page, because it has an address.
        page.go_back()
        assert page.locator(".field .options:not(.instead) input:checked").count() == 2

    def test_what_needs_another_look_is_shown_at_once(self, visit):
        page = visit().goto(PATH)
        show_all(page)
        page.check("#item-stufe-2")
        page.fill("#item-anteil", "viel")
        evaluate(page)
        assert page.is_visible("#item-anteil")
        page.click(".aside summary") if not page.is_visible(".aside a >> nth=0") else None
        page.click(".aside a >> nth=-1")
        page.locator("#item-anteil").wait_for(state="hidden")
        page.click(".summary-of-faults a")
        assert page.evaluate("document.activeElement.id") == "item-anteil"

    def test_questions_come_and_go_with_what_is_answered(self, visit):
        page = visit().goto(PATH)
        show_all(page)
        hanging = page.evaluate("document.querySelector('#answers').dataset.hidden.split(' ')")
        assert hanging
        assert not any(page.is_visible(f"[data-item='{each}']") for each in hanging)
        page.check("#item-stufe-2")
        expect(page.locator("[data-item=anteil]")).to_be_visible()
        assert page.evaluate("document.activeElement.id") == "item-stufe-2"
        assert word("condition.came").partition("{")[0] in page.inner_text("#questions-changed")
        page.fill("#item-anteil", "12")
        page.check("#item-stufe")
        expect(page.locator("[data-item=anteil]")).to_be_hidden()
        page.check("#item-stufe-2")
        expect(page.locator("[data-item=anteil]")).to_be_visible()
        # What was typed has waited there.
        assert page.input_value("#item-anteil") == "12"

    def test_without_a_script_everything_is_there_with_ways_between(self, visit):
        page = visit(java_script_enabled=False).goto(WELTOFFEN)
        assert page.locator("fieldset.item:visible").count() == 41
        assert page.locator(".to-index a:visible").count() > 3
        assert page.locator("[data-turn]:visible").count() == 0
