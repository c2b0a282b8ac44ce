"""From the sign-in to the release by clicks, as somebody does who has never been here."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.web.browser import PHONE, World, enter, sign_in, widest
from tests.web.everything import KEY, VERSION
from tests.web.manage import clicks
from tests.web.reading import word
from tests.web.respond.clicks import press

pytestmark = pytest.mark.browser


def _make(page: Page, world: World) -> str:
    """Register a municipality and make a round of it; return the path of its page."""
    press(page, f".site-navigation >> text={word('doors.municipalities.0')}")
    press(page, f"main >> text={word('places.new')}")
    page.fill("#name", "Stadt Neuhausen")
    page.select_option("#type", "municipality_in_district")
    press(page, clicks.SUBMIT)
    assert page.inner_text("h1") == "Stadt Neuhausen"

    press(page, f"main >> text={word('rounds.new')}")
    page.select_option("#questionnaire", value=f"{KEY} {VERSION}")
    press(page, clicks.SUBMIT)
    page.fill("#title", "Unser Selbstcheck")
    today = date.today()  # noqa: DTZ011 - as whoever sits before the browser
    page.fill("#opens_on", (today - timedelta(days=1)).isoformat())
    page.fill("#closes_on", (today + timedelta(days=30)).isoformat())
    press(page, "button.button-large")
    assert page.inner_text("h1") == "Unser Selbstcheck"
    return str(page.url.removeprefix(world.address))


def test_a_joint_answer_is_asked_for_one_perspective_and_others_for_several(world, window):
    page = window("de", java_script_enabled=False)
    enter(page, world)
    municipality = clicks.a_municipality(page, world)
    page.goto(f"{world.address}/manage/rounds/new?municipality={municipality}&questionnaire={KEY}+{VERSION}")
    for mode, one in (("institutional", True), ("open", False), ("confidential", False), ("institutional", True)):
        page.check(f"#mode-{mode}")
        assert page.is_visible("#joint_perspective") == one
        assert page.is_visible("#perspectives") != one


@pytest.mark.parametrize(("width", "script"), [(1280, True), (PHONE, False)])
def test_from_the_sign_in_to_the_release(world, window, width, script):
    page = window("de", width, java_script_enabled=script)
    sign_in(page, world)
    path = _make(page, world)
    press(page, f"main >> text={word('round.go.open')}")
    page.fill("#count", "5")
    press(page, "form.form button >> nth=0")
    codes = page.locator(".slip-code").all_inner_texts()
    assert len(set(codes)) == 5
    for code in codes:
        clicks.answer_with(page, world, path, code)
    page.goto(world.address + path)
    assert word("round.submitted.other").format(count=5) in page.inner_text("#participation >> xpath=..")

    press(page, f"main >> text={word('round.close')}")
    press(page, ".confirm button")
    assert word("sealing.quarters").format(block=10) in page.inner_text("main")
    press(page, ".confirm button")
    assert page.url == f"{world.address}{path}/releases/1"
    assert widest(page) <= 0
