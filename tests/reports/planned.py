"""Rounds after their workshop, to write of: nothing decided, a small town, and two hundred measures."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from selfcheck_service.core.ballots.matrix import PlacedCard, Position
from selfcheck_service.core.planning import (
    Consensus,
    Evidence,
    FieldReadiness,
    FocusField,
    FocusFields,
    Measure,
    MeasureReadiness,
    Missing,
    Original,
    Readiness,
    Review,
)
from selfcheck_service.core.releases import canonical_release, release_hash
from selfcheck_service.core.scoring import Plan
from selfcheck_service.reports.planning.matter import Agreed, BallotSeen, Matter, OptionSeen
from selfcheck_service.reports.releases.speaker import About
from tests.builders import a_suggestion
from tests.core.planning.plans import DECIDED, MEASURE, RELEASE, ROUND, a_measure
from tests.core.releases.sealing import field_in, item_in, total_of
from tests.reports.exported import a_plan_with, in_both, released_as

ABOUT = About("Selbstcheck 2026", "Musterstadt")
NOT_READY = Readiness(
    "de", ready=False, missing=(Missing("focus_fields", "Schwerpunkte fehlen"),), fields=(), measures=()
)
READY = Readiness("de", ready=True, missing=(), fields=(), measures=())


def a_matter(kind: str = "cells", **said: Any) -> Matter:
    """A round of which nothing was decided, but for what is said."""
    release = released_as(kind)
    members: dict[str, Any] = {
        "release": release,
        "release_hash": release_hash(canonical_release(release)),
        "plan": plan_with_cards(),
        "about": ABOUT,
        "focus": None,
        "originals": {},
        "agreed": (),
        "measures": (),
        "reviews": (),
        "readiness": NOT_READY,
        "ballots": (),
        "strengths": (),
    }
    return Matter(**{**members, **said})


@cache
def plan_with_cards() -> Plan:
    """The plan of the release, with a suggestion from which a measure comes."""
    suggestion = a_suggestion(
        "office_hours",
        type="action",
        title=in_both("Sprechstunde vor Ort", "Office hours nearby"),
        text=in_both("Einmal in der Woche ist jemand im Stadtteil.", "Once a week somebody is in the neighbourhood."),
        obstacle=in_both("Es fehlt ein Raum.", "There is no room."),
        way_round=in_both("Die Bücherei fragen.", "Ask the library."),
    )
    kinds = [{"key": "action", "title": in_both("Handeln", "Doing something")}]
    return a_plan_with(suggestion, suggestion_types=kinds)


def a_card(**said: Any) -> PlacedCard:
    """The suggestion as a card, which the room has moved."""
    members: dict[str, Any] = {
        "key": "office_hours",
        "kind": "suggestion",
        "title": "Sprechstunde vor Ort",
        "fields": ("ways",),
        "proposed": Position(2, 2),
        "moved": Position(7, 3),
        "quadrant": "quick_win",
        "text": None,
    }
    return PlacedCard(**{**members, **said})


def a_ballot(voters: int = 21, **said: Any) -> BallotSeen:
    """A closed ballot on two fields, in a room of 25."""
    options = (OptionSeen("ways", "Wege", 30, 1), OptionSeen("people", "Menschen", 12, 2))
    words = (f"{voters} von 25 Personen im Raum haben abgestimmt.",)
    members: dict[str, Any] = {"id": "b", "title": "Woran arbeiten wir?", "options": options, "words": words}
    return BallotSeen(**{**members, "voters": voters, **said})


def id_of(number: int) -> str:
    return f"{MEASURE[:-4]}{number:04d}"


def measures() -> tuple[Measure, ...]:
    """One of each kind: adopted, adapted and hardly begun, own, rejected, dropped."""
    return (
        a_measure(
            id=id_of(1),
            number=1,
            title="Sprechstunde im Stadtteil",
            origin="suggestion",
            suggestion="office_hours@1.0.0",
            reason="Kommt ohne neue Stellen aus",
            fields=("ways", "people"),
            items=("way0",),
            goal="Alle finden jemanden, der zuhört",
            type="action",
            co_actors=("Stadtteilbüro", "Verein Nachbarn; Freunde"),
            decision_body="council",
            starts_on=date(2026, 4, 1),
            hours=40,
            euro_class="up_to_1000",
            funding="Haushalt, Produkt 12",
            risk="Niemand kommt",
            affected_groups_involved=True,
            affected_groups="Menschen ohne Auto",
            status="decided",
            evidence=(Evidence("ballot", "b", "ways"), Evidence("matrix", "office_hours")),
        ),
        a_measure(
            id=id_of(2),
            number=2,
            title="Briefe in einfacher Sprache",
            origin="suggestion",
            suggestion="plain_letters@1.0.0",
            decision="adapt",
            fields=("people",),
            first_step=None,
            first_step_on=None,
            responsible=None,
            deadline=None,
            review_on=date(2026, 5, 4),
        ),
        a_measure(
            id=id_of(3),
            number=3,
            title="Runder Tisch; einmal im Monat, montags",
            decision_body="administration",
            euro_class="over_20000",
            hours=8,
            status="running",
        ),
        a_measure(
            id=id_of(4),
            number=4,
            title="Neue App",
            origin="suggestion",
            suggestion="app@1.0.0",
            decision="reject",
            status="dropped",
            fields=("ways",),
            reason="Zu teuer",
        ),
        a_measure(id=id_of(5), number=5, title="Umfrage", status="dropped", dropped_reason="Doppelt"),
    )


def originals(kind: str = "cells") -> dict[str, Original]:
    total = total_of(released_as(kind))
    return {
        key: Original(n=total.n, scale=field_in(total, key).scale, value=field_in(total, key).value)
        for key in ("ways", "people")
    }


def a_town(**said: Any) -> Matter:
    """A round with everything: focus fields, consensus and dissent, ballots, measures and a review."""
    total = total_of(released_as("cells"))
    item = item_in(total, "way1")
    agreed: dict[str, Any] = {"round": ROUND, "release_hash": RELEASE, "number": 1, "decided_on": DECIDED}
    readiness = Readiness(
        "de",
        ready=False,
        missing=(Missing("quick_win", "Eine schnelle Maßnahme fehlt"),),
        fields=(
            FieldReadiness(
                "people", "Menschen", ready=False, measures=(), missing=(Missing("x", "Nichts zu Menschen"),)
            ),
        ),
        measures=(
            MeasureReadiness(
                id_of(2),
                2,
                "Briefe in einfacher Sprache",
                ready=False,
                quick_win=False,
                missing=(Missing("responsible", "Wer macht es?"), Missing("deadline", "Bis wann?")),
            ),
        ),
    )
    members = {
        "focus": FocusFields(
            ROUND,
            RELEASE,
            DECIDED,
            (
                FocusField("ways", "Drängt am meisten", "ballot", ballot="b"),
                FocusField("people", "Hier hängt vieles zusammen", "brief"),
            ),
        ),
        "originals": originals(),
        "agreed": (
            Agreed(
                Consensus(kind="field", key="ways", outcome="value", value=2.5, reason="Gemeinsames Bild", **agreed),
                originals()["ways"],
            ),
            Agreed(
                Consensus(kind="item", key="way1", outcome="dissent", value=None, reason="Zwei Sichtweisen", **agreed),
                Original(n=item.n, scale=(0, 100), value=item.mean, cells=item.cells),
            ),
        ),
        "measures": measures(),
        "reviews": (Review(ROUND, id_of(3), 1, 3, date(2026, 6, 2), "running", "Kein Raum", "Rathaus fragen"),),
        "readiness": readiness,
        "ballots": (a_ballot(),),
        "cards": (a_card(),),
        "strengths": ("Wege",),
    }
    return a_matter(**{**members, **said})


def a_city() -> Matter:
    """Two hundred measures, each with long texts."""
    many = tuple(
        msgspec.structs.replace(
            measures()[0],
            id=id_of(at),
            number=at,
            title=f"Maßnahme {at} für den Stadtteil Nordwest-Altenessen",
            goal="Menschen mit wenig Zeit kommen leicht zu uns. " * 6,
            deadline=DECIDED + timedelta(days=at),
        )
        for at in range(1, 201)
    )
    return a_town(measures=many, reviews=(), readiness=READY)
