"""What people do in the two stories of a workshop, click by click, each person at a browser of their own."""

import json
import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from selfcheck_service.edge.cookies import SESSION_COOKIE
from tests.checkout import CHECKOUT
from tests.web.browser import World, sign_in, widest
from tests.web.manage.clicks import SUBMIT, ask
from tests.web.manage_results.clicks import SAVE
from tests.web.reading import word
from tests.web.respond.clicks import NEXT, press

QUESTIONNAIRE = json.loads((CHECKOUT / "docs" / "tour" / "questionnaire.json").read_text(encoding="utf-8"))
FIELDS = {field["key"]: [item["key"] for item in field["items"]] for field in QUESTIONNAIRE["fields"]}
TITLES = {each["key"]: each["title"]["de"] for each in (*QUESTIONNAIRE["fields"], *QUESTIONNAIRE["perspectives"])}


def follow(page: Page, said: str, within: str = "main") -> None:
    """Click the first link of a page that says exactly this."""
    with page.expect_navigation(wait_until="load"):
        page.locator(within).get_by_role("link", name=said, exact=True).first.click()


def later(today: date, days: int) -> str:
    """Return a day as a field for days takes it."""
    return (today + timedelta(days=days)).isoformat()


class Desk:
    """The facilitator's browser. `today` is the day on which the service is."""

    def __init__(self, page: Page, world: World, today: date) -> None:
        self.page, self.world, self.today = page, world, today

    def arrive(self) -> None:
        """Sign in, coming from the start page; whoever used the browser before has signed out."""
        self.page.context.clear_cookies(name=SESSION_COOKIE)
        self.page.goto(self.world.address)
        follow(self.page, word("start.doors.facilitate.2"))
        sign_in(self.page, self.world)

    def register(self, name: str, kind: str) -> None:
        """Register the municipality; its page is there."""
        page = self.page
        follow(page, word("doors.municipalities.0"), ".site-navigation")
        follow(page, word("places.new"))
        page.fill("#name", name)
        page.select_option("#type", kind)
        press(page, SUBMIT)
        expect(page.locator("h1")).to_have_text(name)

    def open_round(self, title: str, *perspectives: str) -> None:
        """Make a round from the page of the municipality; the page of the round is there."""
        page = self.page
        follow(page, word("rounds.new"))
        page.select_option("#questionnaire", value=f"{QUESTIONNAIRE['key']} {QUESTIONNAIRE['version']}")
        press(page, SUBMIT)
        page.fill("#title", title)
        for each in perspectives:
            page.get_by_role("group", name=word("making.fields.perspectives")).get_by_label(TITLES[each]).check()
        page.fill("#opens_on", later(self.today, -1))
        page.fill("#closes_on", later(self.today, 20))
        press(page, "button.button-large")
        expect(page.locator("h1")).to_have_text(title)

    @property
    def path(self) -> str:
        """Return the path of the round whose page is there."""
        return "/".join(self.page.url.removeprefix(self.world.address).partition("?")[0].split("/")[:4])

    def overview(self, path: str) -> None:
        """Go to the page of a round."""
        self.page.goto(self.world.address + path)

    def slips(self, perspective: str, count: int) -> list[str]:
        """Make slips for people of a perspective; return the codes on them."""
        page, path = self.page, self.path
        follow(page, word("round.go.open"))
        page.select_option("#perspective", value=perspective)
        page.fill("#count", str(count))
        press(page, "form.form button >> nth=0")
        codes = page.locator(".slip-code").all_inner_texts()
        assert len(set(codes)) == count
        self.overview(path)
        return codes

    def seal(self) -> None:
        """Close the round, look at the preview, and make the release; the results are there."""
        page, path = self.page, self.path
        follow(page, word("round.close"))
        press(page, ".confirm button")
        self.overview(path)
        follow(page, word("round.go.closed"))
        expect(page.locator("#what")).to_be_visible()
        press(page, ".confirm button")
        assert page.url.endswith(f"{path}/releases/1")
        assert widest(page) <= 0

    def take_papers(self) -> None:
        """Take the papers of the workshop home; the page of the workshop is there."""
        page = self.page
        follow(page, word("results.to_workshop"))
        expect(page.locator("#schedule")).to_be_visible()
        for name in ("brief.pdf", "cards.pdf"):
            paper = page.request.get(self._address(f"a[href*='/papers/{name}']"))
            assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")

    def open_ballot(self, people: int) -> str:
        """Open a ballot about the fields with one code for all; return the code on the wall."""
        page = self.page
        follow(page, word("workshop.step.ballots.0"))
        follow(page, word("ballots.new"))
        page.fill("#people", str(people))
        press(page, "main form.form button.button")
        follow(page, word("ballots.wall"))
        return page.locator(".room-code").inner_text()

    def close_ballot(self, path: str, voted: int) -> None:
        """See on the wall how many have voted, and end the ballot; its result is there."""
        page = self.page
        expect(page.locator(".room-count")).to_contain_text(f"{voted} ", timeout=15_000)
        assert page.locator("table").count() == 0
        follow(page, word("ballots.back"))
        follow(page, word("ballots.close"))
        press(page, ".confirm button")
        assert path in page.url

    def take_over(self) -> None:
        """Work on what most dots lie on."""
        page = self.page
        follow(page, word("ballots.to_focus"))
        press(page, "main form.form button.button")

    def agree(self, path: str, field: str, reason: str, value: str = "") -> None:
        """Note what the room agrees on about a field; without a value, that it does not."""
        page = self.page
        page.goto(f"{self.world.address}{path}/workshop")
        follow(page, word("workshop.step.consensus.0"))
        follow(page, TITLES[field])
        page.check("#outcome-1" if value else "#outcome-2")
        if value:
            page.fill("#value", value)
        page.fill("#reason", reason)
        self._save()

    def adopt(self, path: str, **typed: str) -> str:
        """Decide on the first suggestion, with all that is needed; return its title."""
        page = self.page
        page.goto(f"{self.world.address}{path}/measures")
        press(page, "#waiting ~ .waiting .actions a >> nth=0")
        for name, value in typed.items():
            page.fill(f"#{name}", value)
        page.select_option("#decision_body", "council")
        page.select_option("#status", "decided")
        title = page.locator("#title").input_value()
        self._save()
        expect(page.locator("#missing ~ p .status")).to_have_text(word("measures.complete"))
        return title

    def review(self, path: str, title: str, status: str) -> None:
        """Hold the review of a measure a year after it was decided."""
        page = self.page
        page.goto(f"{self.world.address}{path}/measures")
        follow(page, title)
        follow(page, word("measures.add_review"))
        page.select_option("#months", "12")
        page.select_option("#status", status)
        press(page, SAVE)

    def file(self, selector: str) -> bytes:
        """Return a file that a link on the page leads to."""
        found = self.page.request.get(self._address(selector))
        assert found.status == 200, found.text()
        return found.body()

    def _address(self, selector: str) -> str:
        return self.world.address + str(self.page.locator(selector).first.get_attribute("href"))

    def _save(self) -> None:
        press(self.page, f"{SAVE} >> nth=0")
        expect(self.page.get_by_role("status").first).to_have_text(word("workshop.saved"))


def whole_measure(today: date) -> dict[str, str]:
    """Return what a measure needs beside what its suggestion says."""
    return {
        "responsible": "Leitung Bürgerbüro",
        "first_step_on": later(today, 10),
        "deadline": later(today, 80),
        "review_on": later(today, 90),
        "baseline": "0",
        "target": "20",
    }


def answer(phone: Page, world: World, path: str, code: str, levels: Mapping[str, int], *, scanned: bool) -> None:
    """Answer on a phone from the slip to one's own evaluation, by its picture or by typing its code."""
    if scanned:
        phone.goto(f"{world.address}{path.replace('/manage/rounds', '/answer')}#code={code}")
        phone.wait_for_selector("form[action*='/begin']")
    else:
        phone.goto(world.address)
        follow(phone, word("start.doors.take_part.2"))
        phone.fill("#code", code.lower())
        press(phone, "#enter button")
    press(phone, "form[action*='/begin'] button")
    for number, (field, items) in enumerate(FIELDS.items()):
        for key in items:
            phone.locator(f"#item-{key}, [id^='item-{key}-']").nth(levels[field]).check()
        press(phone, NEXT)
        if number == 0:
            assert phone.locator(".key-text").inner_text()
            press(phone, "main .button-large")
    press(phone, "form.submit button")
    follow(phone, word("answer_done.see_evaluation"))
    assert widest(phone) <= 0


def answer_all(page: Page, world: World, path: str, codes: list[str], levels: Mapping[str, int]) -> None:
    """Let everybody else answer around these levels, as a program does."""
    for place, code in enumerate(codes):
        said: dict[str, Any] = {}
        for field, items in FIELDS.items():
            for at, key in enumerate(items):
                aside = 0 if (place + at) % 3 else (-1 if place % 2 else 1)
                said[key] = min(4, max(0, levels[field] + aside))
        headers = {"selfcheck-access-code": code, "selfcheck-response-secret": uuid.uuid4().hex}
        address = f"{world.address}{path.replace('/manage', '/v1')}/responses/{uuid.uuid4()}"
        sent = page.request.put(address, data={"answers": said}, headers=headers)
        assert sent.status == 201, sent.text()


def vote(phone: Page, world: World, code: str, field: str) -> None:
    """Put a dot on a field, with the code that is on the wall."""
    phone.goto(world.address)
    follow(phone, word("start.doors.vote.2"))
    phone.fill("#code", code)
    press(phone, "#enter button")
    phone.get_by_label(TITLES[field]).check()
    with phone.expect_navigation(wait_until="load"):
        phone.click("#ballot button.button-large")
    expect(phone.locator("#kept-vote")).to_contain_text(TITLES[field])


def publish(page: Page, world: World) -> None:
    """Publish the questionnaire of the stories."""
    ask(page, world, "POST", f"/v1/questionnaires/{QUESTIONNAIRE['key']}/versions", QUESTIONNAIRE)
