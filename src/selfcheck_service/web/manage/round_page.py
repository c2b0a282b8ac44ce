"""The page of a round: where it stands, how many take part, what is to be done; closing and deleting it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import Problem
from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.releases import fewest_responses, size_of
from selfcheck_service.core.releases.outlook import places_of_urgency
from selfcheck_service.core.rounds.advice import advise
from selfcheck_service.core.rounds.own_words import asks_own_words
from selfcheck_service.core.rounds.spoken import spoken_day
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.reports.privacy.papers import PAPERS
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.invitations import (
    Participation,
    count_submitted,
    list_participation,
)
from selfcheck_service.storage.municipalities import get_municipality
from selfcheck_service.storage.questionnaires import get_questionnaire
from selfcheck_service.storage.releases import find_newest
from selfcheck_service.storage.rounds import RoundRow, get_round
from selfcheck_service.use_cases.days import expires_on
from selfcheck_service.use_cases.running import change_round, delete_round
from selfcheck_service.use_cases.wishes import RoundMembers, Wish
from selfcheck_service.web.forms import NOTHING, Told, told
from selfcheck_service.web.manage.listing import Stand, beginning_here, deed_in, moment_here, stand_of
from selfcheck_service.web.manage.rounds import PATH
from selfcheck_service.web.routing import Site
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import Sent, sent_of, shown
from selfcheck_service.web.visit import Visit

STEPS = ("prepare", "invite", "open", "closed", "released", "workshop", "measures", "recheck")
_INVALID, _CONFLICT = 422, 409
Progress = Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class Known:
    """A round with what its page shows of it.

    `participation` has a line for each perspective in the order of the round; `titles` says what they are called.
    `has_own_words` tells whether any of its forms has room for free text; `urgency_asked` has for each field that asks
    how urgent it is the places of the perspectives that are asked.
    """

    row: RoundRow
    municipality: str
    is_district: bool
    questionnaire: Said
    titles: dict[str, Said]
    participation: tuple[Participation, ...]
    submitted: int
    has_own_words: bool
    urgency_asked: tuple[frozenset[int], ...]
    stand: Stand
    release: int | None

    @property
    def usable(self) -> int:
        """Return for how many responses codes are out or were used."""
        return sum(each.issued - each.revoked for each in self.participation)

    @property
    def path(self) -> str:
        """Return where the page of the round is."""
        return f"{PATH}/{self.row.id}"


async def know(request: Request, visit: Visit, now: datetime) -> Known:
    """Return the round that the path names. Raises `NotFound` where there is none in reach."""
    context, reach = context_of(request.scope), visit.principal.reach
    async with context.database.reading() as transaction:
        row = await get_round(transaction, reach, request.path_params["round_id"])
        municipality = await get_municipality(transaction, reach, row.municipality_id)
        version = await get_questionnaire(transaction, row.questionnaire, row.version)
        release = await find_newest(transaction, row.id)
        counted = await list_participation(transaction, row.municipality_id, row.id)
        submitted = await _submitted(transaction, row) if release is None else size_of(release.document)
    plan = await context.plans.get(row.questionnaire, row.version)
    language = visit.language_of(plan.questionnaire.spoken)
    return Known(
        row=row,
        municipality=municipality.name,
        is_district=municipality.type == "district",
        questionnaire=Said.of(version.title, visit.language_of(version.languages)),
        titles={each.key: Said.of(each.title, language) for each in plan.questionnaire.perspectives},
        participation=_in_order(row, counted),
        submitted=submitted,
        has_own_words=asks_own_words(plan.questionnaire, row.perspectives or ("",)),
        urgency_asked=places_of_urgency(plan, row.perspectives or ("",)),
        stand=stand_of(row, now),
        release=None if release is None else release.number,
    )


def progress(known: Known) -> list[tuple[str, Progress]]:
    """Return the steps of a round, and which of them is the present one."""
    at = {"planned": 1, "open": 2, "closed": 3, "released": 5}[known.stand]
    if known.stand == "open" and not known.usable:
        # Nobody can answer yet.
        at = 1
    if known.stand == "released" and known.release is None:
        # Sealing was broken off, and is finished by the next try.
        at = 3
    return [(step, "done" if place < at else "now" if place == at else "later") for place, step in enumerate(STEPS)]


class RoundPage:
    """The page of a round, and what changes it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        one = PATH + "/{round_id:uuid}"
        return [
            self._site.route(one, get=self.overview, needs="facilitator"),
            self._site.route(f"{one}/close", get=self.ask_close, post=self.close, needs="facilitator"),
            self._site.route(f"{one}/delete", get=self.ask_delete, post=self.delete, needs="facilitator"),
        ]

    async def overview(self, request: Request, visit: Visit) -> Response:
        """Show where a round stands."""
        known = await know(request, visit, current_moment())
        row = known.row
        return self._site.page(
            "manage/round.html",
            visit,
            known=known,
            steps=progress(known),
            opens=beginning_here(row.opens_at, visit),
            closes=moment_here(row.closes_at, visit),
            expires=spoken_day(expires_on(row.closes_at, row.retention_days), visit.spoken),
            languages=", ".join(map(own_name, row.languages)),
            advice=[each.key for each in advise(row.terms, known.usable)],
            fewest=fewest_responses(row.terms),
            papers=tuple(PAPERS),
        )

    async def ask_close(self, request: Request, visit: Visit) -> Response:
        """Say what closing now means."""
        known = await know(request, visit, current_moment())
        return self._site.page("manage/round_close.html", visit, known=known, conflict=None, **_shown(known, visit))

    async def close(self, request: Request, visit: Visit) -> Response:
        """Close the round now."""
        context = context_of(request.scope)
        known = await know(request, visit, current_moment())
        try:
            await change_round(
                context.database, context.plans, deed_in(visit), known.row.id, Wish(RoundMembers(state="closed"))
            )
        except Conflict as conflict:
            told_why = conflict.problem.message(visit.spoken)
            return self._site.page(
                "manage/round_close.html",
                visit,
                status=_CONFLICT,
                known=known,
                conflict=told_why,
                **_shown(known, visit),
            )
        return self._site.see(visit, f"{known.path}/release" if known.stand == "open" else known.path)

    async def ask_delete(self, request: Request, visit: Visit) -> Response:
        """Ask for the title before the round is deleted."""
        known = await know(request, visit, current_moment())
        return self._deletion(visit, known, Sent(), NOTHING)

    async def delete(self, request: Request, visit: Visit) -> Response:
        """Delete a round that nobody has answered, once its title was typed."""
        sent, words = sent_of(request), self._site.words(visit)
        known = await know(request, visit, current_moment())
        if " ".join(sent.one("title").split()).casefold() != " ".join(known.row.title.split()).casefold():
            problem = Problem("/title", "title_differs")
            faults = told([problem], {"title": words.round.typed_title}, words.manage, visit.spoken)
            return self._deletion(visit, known, sent, faults)
        try:
            async with context_of(request.scope).database.transaction() as transaction:
                await delete_round(transaction, deed_in(visit), known.row.id)
        except Conflict as conflict:
            return self._deletion(visit, known, sent, NOTHING, conflict=conflict.problem.message(visit.spoken))
        return self._site.see(visit, PATH)

    def _deletion(
        self, visit: Visit, known: Known, sent: Sent, faults: Told, *, conflict: str | None = None
    ) -> Response:
        status = _INVALID if faults.summary else 200 if conflict is None else _CONFLICT
        return self._site.page(
            "manage/round_delete.html",
            visit,
            status=status,
            known=known,
            typed=shown(sent.one("title")),
            faults=faults,
            conflict=conflict,
        )


async def _submitted(transaction: Transaction, row: RoundRow) -> int:
    return await count_submitted(transaction, row.municipality_id, row.id)


def _in_order(row: RoundRow, counted: Sequence[Participation]) -> tuple[Participation, ...]:
    found = {each.perspective: each for each in counted}
    names = dict.fromkeys((*(row.perspectives or ("",)), *found))
    return tuple(found.get(name) or Participation(name, 0, 0, 0, 0) for name in names)


def _shown(known: Known, visit: Visit) -> dict[str, Any]:
    return {"closes": moment_here(known.row.closes_at, visit), "left": sum(each.left for each in known.participation)}
