"""The HTML papers in a real browser: a word that cannot be divided stays in its column, and no page becomes wider."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
import pytest

from selfcheck_service.core.planning import Measure
from selfcheck_service.core.workshop import prepare_workshop
from selfcheck_service.reports.planning.council import council_page
from selfcheck_service.reports.planning.html import page_as_html
from selfcheck_service.reports.planning.minutes import minutes_page
from selfcheck_service.reports.planning.page import Page as Paper
from selfcheck_service.reports.planning.plan_page import action_plan_page
from selfcheck_service.reports.planning.public import public_page
from selfcheck_service.reports.planning.speaker import PlanSpeaker
from selfcheck_service.reports.workshop import workshop_page
from tests.core.workshop.briefs import brief_of
from tests.reports.planned import a_town
from tests.reports.test_recheck_page import page_of
from tests.web.browser import DESK, NARROW, PHONE, widest

pytestmark = pytest.mark.browser

# No syllable of it is one that a browser knows.
ENDLESS = "Qxzvkjwq" * 15
# What stands over the edge of its own column, or of the window where nothing around it can be scrolled.
OVER = """() => [...document.body.querySelectorAll("*")].filter(each => {
  if (each.closest("svg, .visually-hidden, .heard, .skip") || each.matches(".table, input")) return false;
  // On a phone the head of a table is only heard.
  const head = each.closest("thead");
  if (head && getComputedStyle(head).position === "absolute") return false;
  if (each.clientWidth && each.scrollWidth > each.clientWidth + 1) return true;
  return !each.closest(".table") && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
}).map(each => each.tagName + "." + each.className + ": " + each.textContent.trim().slice(0, 40))"""


def with_endless(value: Any) -> Any:
    """The same data, in which each text that has words begins with one that never ends."""
    match value:
        case str():
            return f"{ENDLESS} {value}" if " " in value else value
        case dict():
            return {key: with_endless(each) for key, each in value.items()}
        case list() | tuple():
            return [with_endless(each) for each in value]
        case _:
            return value


def endless(value: Any) -> Any:
    return msgspec.convert(with_endless(msgspec.to_builtins(value)), type(value), strict=False)


def brief(kind: str) -> bytes:
    return workshop_page(prepare_workshop(endless(brief_of(kind)), "full_day", 30))


def planned(write: Any) -> bytes:
    town = a_town()
    texts = ("title", "goal", "first_step", "responsible", "indicator", "baseline", "target", "risk", "reason")
    said: list[Measure] = [
        msgspec.structs.replace(each, **{name: ENDLESS for name in texts if getattr(each, name) is not None})
        for each in town.measures
    ]
    return page_as_html(write(PlanSpeaker.of(a_town(measures=tuple(said)), "de")))


def recheck() -> bytes:
    return page_as_html(msgspec.convert(with_endless(msgspec.to_builtins(page_of("town"))), Paper, strict=False))


PAPERS: dict[str, Callable[[], bytes]] = {
    **{f"brief-{kind}": partial(brief, kind) for kind in ("blocks", "open", "joint", "quarters")},
    "action-plan": partial(planned, action_plan_page),
    "minutes": partial(planned, minutes_page),
    "council-paper": partial(planned, council_page),
    "public-version": partial(planned, public_page),
    "recheck": recheck,
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_word_without_end_stays_in_its_column(window, name):
    content = PAPERS[name]().decode()
    assert ENDLESS in content
    page = window()
    page.set_content(content)
    for width in (DESK, PHONE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVER) == []
        assert widest(page) <= 0
