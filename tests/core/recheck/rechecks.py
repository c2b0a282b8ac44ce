"""Measures of a town, to be set beside comparisons of its rounds."""

from datetime import date
from functools import cache
from typing import Any

from selfcheck_service.core.planning import Measure, Review
from selfcheck_service.core.recheck import Recheck, recheck_measures
from selfcheck_service.core.recheck.document import Aim, Gathered
from selfcheck_service.core.releases.over_time import OverTime
from selfcheck_service.core.scoring import Plan
from tests.builders import a_field, a_plan, an_item
from tests.core.comparison.test_bridges import a_step
from tests.core.releases.later import compared
from tests.core.releases.sealing import responses_of
from tests.core.releases.test_over_time_golden import TODAY, plan_of_town, town_over_time

LOW, HIGH = (1, 8, 3, 1, 0, 0), (0, 0, 1, 4, 8, 0)


def a_measure(number: int = 1, **changes: Any) -> Measure:
    """A measure that is decided and aims at nothing unless told so."""
    made = {
        "id": f"measure-{number}",
        "round": "round-2026",
        "number": number,
        "release_hash": "0" * 64,
        "title": f"Measure {number}",
        "origin": "own",
        "suggestion": None,
        "decision": "adopt",
        "reason": None,
        "decided_on": date(2026, 5, 4),
        "status": "decided",
    }
    return Measure(**{**made, **changes})


def a_review(measure: Measure, day: date, status: str = "running", number: int = 1, **changes: Any) -> Review:
    made = {"round": measure.round, "measure": measure.id, "number": number, "months": None}
    return Review(**{**made, "held_on": day, "status": status, **changes})


def rechecked(over_time: OverTime, plan: Plan, *measures: Measure, reviews: tuple[Review, ...] = ()) -> Recheck:
    held = {measure.id: [review for review in reviews if review.measure == measure.id] for measure in measures}
    return recheck_measures(over_time, plan.questionnaire, measures, held)


def aims_of(found: Recheck) -> dict[str, Aim]:
    """The aims of all measures, by key."""
    return {aim.key: aim for measure in found.measures for aim in measure.aims}


def keys_of(entries: tuple[Gathered, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.key, entry.measures) for entry in entries]


@cache
def town() -> tuple[OverTime, Plan]:
    """A town that asked twice, more than two years ago the first time; `ways` is higher, `people` cannot be told."""
    return town_over_time(), plan_of_town("1.0.0")


def measures_of_town() -> tuple[tuple[Measure, ...], tuple[Review, ...]]:
    """One that is done, one that is done and whose field did not move, one that runs, one dropped, one rejected."""
    measures = (
        a_measure(1, title="Wegweiser in allen Ämtern", status="done", fields=("ways",), deadline=date(2026, 9, 30)),
        a_measure(2, title="Offene Abende", status="done", fields=("people",), items=("people1",)),
        a_measure(3, title="Leitbild", status="running", fields=("all",)),
        a_measure(4, title="Fest im Herbst", status="dropped", items=("people0",), dropped_reason="Kein Platz"),
        a_measure(5, title="Eine App", decision="reject", reason="Zu teuer", status="dropped", fields=("people",)),
        a_measure(6, title="Noch ohne Feld", status="idea"),
    )
    reviews = (
        a_review(measures[0], date(2026, 11, 2), "done", number=2, months=6),
        a_review(measures[0], date(2026, 8, 4), "running", months=3, next_step="Schilder bestellen"),
        a_review(measures[1], date(2027, 5, 4), "done", months=12, blocker="Raum fehlte lange"),
    )
    return measures, reviews


BEFORE = a_plan(
    a_field("net", an_item("a"), an_item("b")),
    a_field("house", *[an_item(f"h{at}") for at in range(4)]),
    a_field("open", *[an_item(f"o{at}") for at in range(5)]),
    a_field("kept", an_item("k")),
    a_field("silent", an_item("s", scored=False), scoring=None),
)
AFTER = a_plan(
    a_field("network", an_item("a2"), an_item("b")),
    a_field("house", an_item("h0a"), an_item("h0b"), an_item("h12"), an_item("h3", points=(0, 1, 2, 3, 9))),
    a_field("open", *[an_item(f"o{at}") for at in (0, 1, 2, 3)], an_item("o9")),
    a_field("kept", an_item("k", prompt="Item k, in other words")),
    a_field("silent", an_item("s", scored=False), scoring=None),
    version="2.0.0",
    bridge={
        "from": "1.0.0",
        "items": [
            a_step("same", ("a",), ("a2",)),
            a_step("split", ("h0",), ("h0a", "h0b")),
            a_step("merged", ("h1", "h2"), ("h12",)),
            a_step("removed", ("o4",)),
            a_step("new", to=("o9",)),
        ],
        "fields": [a_step("same", ("net",), ("network",))],
    },
)


@cache
def another_version() -> tuple[OverTime, Plan]:
    """Two rounds between which the questionnaire changed a lot; all that can be compared is higher."""
    one, other = (
        (plan, responses_of(plan, {item.key: said for item in plan.items}))
        for plan, said in ((BEFORE, LOW), (AFTER, HIGH))
    )
    return compared(one, other, today=TODAY), BEFORE
