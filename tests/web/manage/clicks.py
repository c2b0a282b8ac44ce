"""How a facilitator gets into each state of their pages."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page

from tests.web.browser import World, enter
from tests.web.everything import KEY, VERSION
from tests.web.respond.clicks import press

SUBMIT = "form.form button:visible >> nth=-1"


def ask(page: Page, world: World, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Ask the interface for programs, with the key of the world."""
    headers = {"authorization": f"Bearer {world.key}"}
    answer = page.request.fetch(f"{world.address}{path}", method=method, data=body, headers=headers)
    assert answer.ok, answer.text()
    return answer.json()


def a_municipality(page: Page, world: World) -> str:
    """Register a municipality; return its id."""
    wish = {"name": "Stadt Musterhausen an der Lumzel", "type": "municipality_in_district", "land": "12"}
    return str(ask(page, world, "POST", "/v1/municipalities", wish)["id"])


def a_round(page: Page, world: World, **changes: Any) -> str:
    """Make a round that is open; return the path of its page."""
    now = datetime.now(UTC)
    wish = {
        "municipality": a_municipality(page, world),
        "title": "Selbstcheck im Frühjahr",
        "questionnaire": KEY,
        "version": VERSION,
        "perspectives": ["leitung", "rat"],
        "opens_at": (now - timedelta(days=1)).isoformat(),
        "closes_at": (now + timedelta(days=20)).isoformat(),
    }
    made = ask(page, world, "POST", "/v1/rounds", {**wish, **changes})
    return f"/manage/rounds/{made['id']}"


def answered(page: Page, world: World, count: int, **changes: Any) -> str:
    """Make a round that so many people have answered, and close it; return the path of its page."""
    path = a_round(page, world, **changes)
    made = path.replace("/manage", "/v1")
    wish = {"perspective": "leitung", "kind": "personal", "count": count}
    codes = ask(page, world, "POST", f"{made}/invitations", wish)["codes"] if count else []
    for code in codes:
        answer_with(page, world, path, code)
    ask(page, world, "PATCH", made, {"state": "closed"})
    return path


def answer_with(page: Page, world: World, path: str, code: str) -> None:
    """Submit a response with a code."""
    headers = {"selfcheck-access-code": code, "selfcheck-response-secret": uuid.uuid4().hex}
    address = f"{world.address}{path.replace('/manage', '/v1')}/responses/{uuid.uuid4()}"
    sent = page.request.put(address, data={"answers": {"stufe": 2}}, headers=headers)
    assert sent.ok, sent.text()


def on(rest: str, make: Callable[[Page, World], str] = a_round) -> Callable[[Page, World], None]:
    """Return the way to a page of a new round."""

    def lead(page: Page, world: World) -> None:
        enter(page, world)
        page.goto(f"{world.address}{make(page, world)}{rest}")

    return lead


def listed(address: str, make: Callable[[Page, World], object] = a_round) -> Callable[[Page, World], None]:
    """Return the way to a list that has something in it."""

    def lead(page: Page, world: World) -> None:
        make(page, world)
        enter(page, world)
        page.goto(f"{world.address}{address}")

    return lead


def answered_by(count: int) -> Callable[[Page, World], str]:
    """Return what makes a closed round that so many people have answered."""
    return lambda page, world: answered(page, world, count)


def municipality_faulty(page: Page, world: World) -> None:
    enter(page, world)
    page.goto(f"{world.address}/manage/municipalities/new")
    page.fill("#official_key", "1234")
    press(page, SUBMIT)


def municipality(page: Page, world: World) -> None:
    path = a_round(page, world)
    enter(page, world)
    page.goto(f"{world.address}{path}")
    page.goto(f"{world.address}/manage/municipalities")
    press(page, ".line a >> nth=0")


def municipality_changing(page: Page, world: World) -> None:
    where = a_municipality(page, world)
    enter(page, world)
    page.goto(f"{world.address}/manage/municipalities/{where}/change")


def programme(page: Page, world: World) -> None:
    """Make a programme of two municipalities."""
    enter(page, world)
    wish = {"name": "Offen vor Ort", "municipalities": [a_municipality(page, world) for _ in range(2)]}
    made = ask(page, world, "POST", "/v1/programmes", wish)
    page.goto(f"{world.address}/manage/programmes/{made['id']}")


def programme_changing(page: Page, world: World) -> None:
    programme(page, world)
    page.goto(f"{page.url}/change")


def programme_faulty(page: Page, world: World) -> None:
    programme_form(page, world)
    press(page, SUBMIT)


def programme_form(page: Page, world: World) -> None:
    a_municipality(page, world)
    enter(page, world)
    page.goto(f"{world.address}/manage/programmes/new")


def round_chosen(page: Page, world: World) -> None:
    """Choose whose round it is, and with which questionnaire."""
    chosen = a_municipality(page, world)
    enter(page, world)
    page.goto(f"{world.address}/manage/rounds/new?municipality={chosen}")
    page.select_option("#questionnaire", value=f"{KEY} {VERSION}")
    press(page, SUBMIT)


def round_faulty(page: Page, world: World) -> None:
    round_chosen(page, world)
    page.fill("#closes_on", "2020-01-01")
    page.fill("#retention_days", "bald")
    press(page, "button.button-large")


def codes_issued(page: Page, world: World) -> None:
    on("/invitations")(page, world)
    page.fill("#count", "3")
    press(page, "form.form button >> nth=0")


def count_missing(page: Page, world: World) -> None:
    on("/invitations")(page, world)
    press(page, "form.form button >> nth=0")


def form_faulty(page: Page, world: World) -> None:
    """Type in a form with codes that are none and a number that nobody can be sure of."""
    on("/paper")(page, world)
    page.fill("#form_code", "ABCD-EFGH")
    page.fill("#access_code", "0000-0000")
    page.fill("#item-anteil", "1.500")
    press(page, "form.questionnaire button.button-large")


def taking_back(page: Page, world: World) -> None:
    codes_issued(page, world)
    press(page, ".actions a.button-secondary")
    press(page, "td a")


def title_differs(page: Page, world: World) -> None:
    on("/delete")(page, world)
    page.fill("#title", "Etwas anderes")
    press(page, ".confirm button")


def changed_meanwhile(page: Page, world: World) -> None:
    enter(page, world)
    path = a_round(page, world)
    page.goto(f"{world.address}{path}/change")
    ask(page, world, "PATCH", path.replace("/manage", "/v1"), {"title": "Jemand war schneller"})
    page.fill("#title", "Mein Titel")
    press(page, SUBMIT)
