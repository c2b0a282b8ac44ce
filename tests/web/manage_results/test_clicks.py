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


def test_who_leaves_what_is_not_saved_is_asked(world, window):
    page = window("de", DESK)
    asked = _questions(page)
    clicks.on("/measures/new", people=8)(page, world)
    leave = page.get_by_role("navigation", name=word("results.parts")).get_by_role("link", name="Workshop")
    leave.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(word("workshop.title"))
    assert asked == []
    page.go_back()
    page.locator("#title").press_sequentially("Runder Tisch")
    leave.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(word("workshop.title"))
    assert asked == ["beforeunload"]
    page.go_back()
    page.locator("#title").fill("Runder Tisch")
    page.get_by_role("button", name=word("workshop.save")).click()
    expect(page.get_by_role("status")).to_have_text(word("workshop.saved"))
    assert asked == ["beforeunload"]

    clicks.moved(page, world)
    leave.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(word("workshop.title"))
    assert asked == ["beforeunload"] * 2


@pytest.mark.parametrize("part", ["focus", "consensus"])
def test_what_the_room_said_is_not_left_by_mistake(world, window, part):
    page = window("de", DESK)
    asked = _questions(page)
    clicks.on(f"/workshop/{part}", people=8)(page, world)
    if part == "consensus":
        page.locator("main table a").first.click()
    page.locator("form[data-ask] textarea").first.press_sequentially("Darüber wird geredet")
    page.get_by_role("navigation", name=word("results.parts")).get_by_role("link", name="Workshop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(word("workshop.title"))
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("part", ["/releases/1", "/workshop/matrix"])
def test_on_a_phone_no_table_has_to_be_moved_sideways(world, window, part):
    page = window("de", PHONE)
    clicks.unfolded(clicks.on(part))(page, world)
    tables = page.locator(".table-scroll")
    assert tables.count()
    assert tables.evaluate_all("all => all.filter(each => each.scrollWidth > each.clientWidth).length") == 0


def test_cards_are_dragged_or_moved_with_arrow_keys(world, window):
    page = window("de", DESK)
    clicks.on("/workshop/matrix", people=10)(page, world)
    dots = page.locator("[data-card]")
    unsaved = page.locator("#matrix-unsaved")
    expect(unsaved).to_be_hidden()
    first = _where(page, 0)
    _drag(page, 0, effort=8, impact=2)
    assert _where(page, 0) == (2, 8) != first
    expect(dots.nth(0)).to_have_attribute("aria-valuetext", word("workshop.at").format(impact=2, effort=8))
    expect(unsaved.get_by_role("status")).to_have_text(word("workshop.matrix_unsaved.one"))

    second = _where(page, 1)
    dots.nth(1).focus()
    page.keyboard.press("ArrowDown" if second[0] > 1 else "ArrowUp")
    page.keyboard.press("ArrowLeft" if second[1] > 1 else "ArrowRight")
    assert [abs(now - then) for now, then in zip(_where(page, 1), second, strict=True)] == [1, 1]
    expect(unsaved.get_by_role("status")).to_contain_text("2 Karten")

    unsaved.get_by_role("button").click()
    expect(page.get_by_role("status").first).to_have_text(word("workshop.saved"))
    assert _where(page, 0) == (2, 8)
    expect(page.get_by_text(word("workshop.moved"), exact=True)).to_have_count(2)
    expect(unsaved).to_be_hidden()


def test_nothing_leaves_the_picture_and_what_is_typed_moves_the_dot(world, window):
    page = window("de", DESK)
    clicks.on("/workshop/matrix", people=10)(page, world)
    _drag(page, 2, effort=30, impact=30)
    assert _where(page, 2) == (9, 9)
    entry = page.locator("input[name^='impact.']").nth(2)
    before = page.locator("[data-card]").nth(2).get_attribute("transform")
    entry.fill("1")
    assert page.locator("[data-card]").nth(2).get_attribute("transform") != before
    entry.fill("")
    expect(page.locator("#matrix-unsaved")).to_be_hidden()


def _questions(page):
    """Say yes to whatever the browser asks; return the list to which the kind of each question is added."""
    asked: list[str] = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return asked


def _where(page, at):
    """Where a card lies by the fields of the table: impact and effort."""
    key = page.locator("[data-card]").nth(at).get_attribute("data-card")
    return tuple(int(page.locator(f"[id='{axis}.{key}']").input_value()) for axis in ("impact", "effort"))


def _drag(page, at, *, effort, impact):
    """Drag a dot with the mouse into the middle of a place, as far as the picture goes and beyond."""
    dot = page.locator("[data-card]").nth(at)
    dot.scroll_into_view_if_needed()
    picture, grip = page.locator("#matrix").bounding_box(), dot.locator(".dot").bounding_box()
    scale = picture["width"] / 420
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    x, y = 28 + (effort - 0.5) * 42.8, 366 - (impact - 0.5) * 40
    page.mouse.move(picture["x"] + x * scale, picture["y"] + y * scale, steps=5)
    page.mouse.up()
