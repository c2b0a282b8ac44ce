"""Changing a round: title, times and languages, and until its first response the terms too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.comparison import declared_bump
from selfcheck_service.core.definition import InputInvalid
from selfcheck_service.core.definition.problems import Conflict, RevisionDiffers
from selfcheck_service.core.scoring import Plan
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.storage.programmes import Programme
from selfcheck_service.storage.questionnaires import list_versions
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.running import change_round, revision_of, why_closing_stays, why_terms_stay
from selfcheck_service.use_cases.wishes import Wish
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage.listing import deed_in
from selfcheck_service.web.manage.making import programmes_of
from selfcheck_service.web.manage.round_page import Known, know
from selfcheck_service.web.manage.rounds import PATH
from selfcheck_service.web.manage.terms import (
    MODES,
    fields_of_terms,
    languages_in,
    moved_in,
    offered_terms,
    profile_titles,
    terms_in,
    wish_of,
)
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of, shown
from selfcheck_service.web.visit import Visit

_INVALID, _CONFLICT = 422, 409
_MOST_VERSIONS = 100
_TYPED = ("title", "opens_on", "opens_time", "closes_on", "closes_time", "retention_days")
# Says that a form had the terms on it, since what is not checked is not sent.
_TERMS, _PROGRAMMES = "with_terms", "with_programmes"
# What a form holds beside them.
_NOT_TERMS = ("municipality", "questionnaire", "programme", "title", "languages", "opens_on", "closes_on")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a round stands on, and where it may go: newer versions of the same meaning, programmes, what is fixed.

    `closing_stays` and `terms_stay` are codes of reasons, None where these may change.
    """

    known: Known
    plan: Plan
    versions: Sequence[str]
    programmes: Sequence[Programme]
    closing_stays: str | None
    terms_stay: str | None

    @property
    def row(self) -> RoundRow:
        """Return the round."""
        return self.known.row


class Changing:
    """The page on which a round changes."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of this page."""
        path = PATH + "/{round_id:uuid}/change"
        return [self._site.route(path, get=self.ask, post=self.change, needs="facilitator")]

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Show what may change, and say why the rest may not."""
        ground = await _ground(request, visit, current_moment())
        return self._form(visit, ground, _sent_of(ground.row, ground.plan), NOTHING)

    async def change(self, request: Request, visit: Visit) -> Response:
        """Change the round, or name every fault at its field, or say why it cannot be; what was typed stays."""
        context, sent, now = context_of(request.scope), sent_of(request), current_moment()
        ground = await _ground(request, visit, now)
        words, row = self._site.words(visit), ground.row
        seen = frozenset({sent.one("revision")})
        wish = _wish(ground, sent, now)
        try:
            await change_round(context.database, context.plans, deed_in(visit), row.id, wish, revisions=seen)
        except InputInvalid as invalid:
            titles = self._titles(visit) | profile_titles(ground.plan.questionnaire, visit)
            moved = moved_in(sent, ground.plan)
            faults = told(invalid.problems, titles, words.manage, visit.spoken, **moved)
            return self._form(visit, ground, sent, faults)
        except RevisionDiffers:
            ground = await _ground(request, visit, now)
            return self._form(visit, ground, sent, NOTHING, conflict=words.round.changed_meanwhile)
        except Conflict as conflict:
            # What is fixed by now is no longer offered, but what was typed of it is still there to be read.
            ground = await _ground(request, visit, current_moment())
            return self._form(visit, ground, sent, NOTHING, conflict=self._told(visit, ground, conflict))
        return self._site.see(visit, ground.known.path)

    def _told(self, visit: Visit, ground: Ground, conflict: Conflict) -> str:
        """Return why a round cannot change like that, with titles for the keys of what it is about."""
        words, problem = self._site.words(visit), conflict.problem
        said = words.round.refused.get(problem.code)
        if said is None:
            return problem.message(visit.spoken)
        titles = self._titles(visit) | {"profile": words.making.profile}
        titles |= {key: str(title) for key, title in ground.known.titles.items()}
        names = str(problem.parameters["names"]).split(", ")
        return str(said).format(names=", ".join(titles.get(name, name) for name in names))

    def _titles(self, visit: Visit) -> dict[str, str]:
        words = self._site.words(visit)
        titles: dict[str, str] = words.making.fields | {"version": words.round.version}
        return titles

    def _form(self, visit: Visit, ground: Ground, sent: Sent, faults: Told, *, conflict: str | None = None) -> Response:
        status = _INVALID if faults.summary else 200 if conflict is None else _CONFLICT
        return self._site.page(
            "manage/round_change.html",
            visit,
            status=status,
            known=ground.known,
            ground=ground,
            sent=sent,
            typed={name: shown(sent.one(name)) for name in _TYPED},
            revision=revision_of(ground.row),
            markers=(_TERMS, _PROGRAMMES),
            lost=self._lost(visit, ground, sent) if ground.terms_stay is not None else [],
            faults=faults,
            conflict=conflict,
            **offered_terms(self._site, visit, ground.plan, sent, faults, is_district=ground.known.is_district),
        )

    def _lost(self, visit: Visit, ground: Ground, sent: Sent) -> list[tuple[str, str]]:
        """Return what was typed of the terms and differs, where the page no longer offers them."""
        if not sent.one(_TERMS):
            return []
        words, titles = self._site.words(visit), self._titles(visit)
        titles |= profile_titles(ground.plan.questionnaire, visit)
        values: dict[str, str] = {mode: words.making.modes[mode][0] for mode in MODES}
        values |= {"yes": words.round.yes, "no": words.round.no}
        values |= {key: str(title) for key, title in ground.known.titles.items()}
        before = _sent_of(ground.row, ground.plan)
        names = [name for name in titles if name not in _NOT_TERMS and sent.all(name) != before.all(name)]
        return [
            (titles[name], ", ".join(values.get(each, shown(each).strip('"')) for each in sent.all(name)) or "–")
            for name in names
        ]


async def _ground(request: Request, visit: Visit, now: datetime) -> Ground:
    known = await know(request, visit, now)
    context, row = context_of(request.scope), known.row
    plan = await context.plans.get(row.questionnaire, row.version)
    async with context.database.reading() as transaction:
        programmes = await programmes_of(transaction, visit.principal.reach, row.municipality_id)
        versions = await list_versions(transaction, row.questionnaire, before=None, limit=_MOST_VERSIONS)
    newer = [
        each.version
        for each in versions
        if each.status == "published" and declared_bump(row.version, each.version) in ("minor", "patch")
    ]
    closing, terms = why_closing_stays(row, now), why_terms_stay(row, now)
    return Ground(known, plan, newer, programmes, _code_of(closing), _code_of(terms))


def _code_of(why: Conflict | None) -> str | None:
    return None if why is None else why.problem.code


def _sent_of(row: RoundRow, plan: Plan) -> Sent:
    opens, closes = row.opens_at.astimezone(HERE), row.closes_at.astimezone(HERE)
    pairs = [
        ("title", row.title),
        ("programme", str(row.programme_id or "")),
        ("version", row.version),
        ("opens_on", opens.date().isoformat()),
        ("opens_time", f"{opens:%H:%M}"),
        ("closes_on", closes.date().isoformat()),
        ("closes_time", f"{closes:%H:%M}"),
        *(("languages", each) for each in row.languages),
        *fields_of_terms(row, plan),
    ]
    return Sent.of(pairs)


def _wish(ground: Ground, sent: Sent, now: datetime) -> Wish:
    """Return what is to change. A time that is not touched stays as it is, to the second."""
    row, reader, before = ground.row, Reader(sent), _sent_of(ground.row, ground.plan)
    said: dict[str, Any] = {"title": reader.name("title", needed=True), "languages": languages_in(reader)}
    if sent.one(_TERMS):
        said |= terms_in(reader, ground.plan)
        # A number that nobody touches stays as it is stored, and with it the hash of the terms.
        kept = {key: value for key, value in row.profile.items() if _same(sent, before, f"profile.{key}")}
        said["profile"] |= kept
    if sent.one("version") not in ("", row.version):
        said["version"] = sent.one("version")
    if sent.one(_PROGRAMMES):
        said["programme"] = reader.some_id("programme")
    fixed = {"opens": row.state(now) != "planned", "closes": ground.closing_stays is not None}
    for name, is_fixed in fixed.items():
        fields = (f"{name}_on", f"{name}_time")
        if is_fixed and not any(map(sent.one, fields)):
            # The page no longer offers it.
            continue
        if not all(_same(sent, before, each) for each in fields):
            said[f"{name}_at"] = reader.moment(f"{name}_at", *fields)
    return wish_of(said, reader)


def _same(sent: Sent, before: Sent, name: str) -> bool:
    return sent.one(name) == before.one(name)
