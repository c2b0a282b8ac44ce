"""From a release to measures by clicks, as a facilitator goes, with and without a script."""

import pytest
from playwright.sync_api import expect

from tests.web.browser import DESK, PHONE
from tests.web.manage_results import clicks
from tests.web.reading import word

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_from_a_release_to_a_measure_and_its_minutes(world, window, width):
    page = window("de", width, java_script_enabled=False)
    clicks.on("/releases/1", people=8)(page, world)
    page.get_by_role("link", name=word("results.to_workshop")).click()
    page.get_by_role("link", name=word("workshop.step.focus.0")).click()
    first = page.locator("fieldset").first
    first.get_by_label(word("workshop.work_on")).check()
    first.get_by_label(word("workshop.reason")).fill("Darüber wird am meisten gesprochen")
    page.get_by_role("button", name=word("workshop.save")).click()
    expect(page.get_by_role("status")).to_have_text(word("workshop.saved"))

    page.get_by_role("navigation", name=word("results.crumbs")).get_by_role("link", name="Workshop").click()
    suggestion = page.get_by_role("link", name=word("workshop.decide")).first
    suggestion.click()
    title = page.locator("#title").input_value()
    assert title
    page.locator("#responsible").fill("Leitung Hauptamt")
    page.get_by_role("button", name=word("workshop.save")).click()
    expect(page.get_by_role("status")).to_have_text(word("workshop.saved"))

    # Who goes back finds what is decided, and no form to decide it once more.
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.get_by_role("navigation", name=word("results.parts")).get_by_role("link", name="Maßnahmen").click()
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(1)
    with page.expect_download() as taken:
        page.get_by_role("link", name="HTML (Protokoll)").click()
    assert taken.value.suggested_filename.endswith(".html")


def test_cards_are_laid_with_the_keyboard(world, window):
    page = window("de", DESK)
    clicks.on("/workshop/matrix", people=8)(page, world)
    entry = page.locator("input[name^='impact.']").first
    before = int(entry.input_value())
    entry.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(word("workshop.saved"))
    assert int(page.locator("input[name^='impact.']").first.input_value()) == before + 1
    expect(page.get_by_text(word("workshop.moved"), exact=True)).to_have_count(1)
