"""Making a round on one guided page: first whose and with which questionnaire, then everything else."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid, NotFound
from selfcheck_service.core.rounds.terms import (
    DEFAULT_GROUP_SIZE,
    DEFAULT_RETENTION,
)
from selfcheck_service.core.scoring import Plan
from selfcheck_service.edge.context import Context, context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.edge.names import is_key, is_version
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.municipalities import GUEST, Municipality, find_municipality, list_municipalities
from selfcheck_service.storage.programmes import Programme, is_member, list_programmes
from selfcheck_service.storage.questionnaires import QuestionnaireVersion, list_questionnaires
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.rounds import RoundFilter, RoundRow, list_rounds
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.running import create_round
from selfcheck_service.use_cases.wishes import Wish
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage.listing import deed_in
from selfcheck_service.web.manage.rounds import PATH
from selfcheck_service.web.manage.terms import (
    fields_of_profile,
    languages_in,
    moved_in,
    offered_terms,
    profile_titles,
    terms_in,
    wish_of,
)
from selfcheck_service.web.once import ONCE, new_chance, once
from selfcheck_service.web.routing import Site
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import Sent, sent_of, shown
from selfcheck_service.web.visit import Visit

_OFFERED = 200
_INVALID = 422
# What a new round offers: from tomorrow morning on, for three weeks.
_OPENS, _CLOSES, _WEEKS = "08:00", "18:00", 3
_TYPED = ("title", "opens_on", "opens_time", "closes_on", "closes_time", "retention_days")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a round stands on: its municipality and its version; None where it is not chosen yet."""

    municipality: Municipality | None
    plan: Plan | None
    municipalities: Sequence[Municipality]
    versions: Sequence[QuestionnaireVersion]
    programmes: Sequence[Programme]

    @property
    def is_district(self) -> bool:
        """Tell whether it is of a Landkreis."""
        return self.municipality is not None and self.municipality.type == "district"

    @property
    def is_whole(self) -> bool:
        """Tell whether both are chosen."""
        return self.municipality is not None and self.plan is not None


class Making:
    """The page on which a round is made."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of this page."""
        return [self._site.route(f"{PATH}/new", get=self.ask, post=self.make, needs="facilitator")]

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Ask whose round it is and with which questionnaire; once that is chosen, for the rest."""
        asked = request.query_params
        chosen = Sent.of((name, asked.get(name, "")) for name in ("municipality", "questionnaire"))
        ground = await _ground(request, visit, chosen)
        if ground.is_whole:
            now = current_moment()
            before = await _said_before(request, visit, ground, now)
            chosen = Sent.of([*chosen.pairs, *_offered(ground, now), *before])
            return self._form(visit, ground, chosen, NOTHING, is_known=bool(before))
        return self._form(visit, ground, chosen, NOTHING)

    async def make(self, request: Request, visit: Visit) -> Response:
        """Make the round and lead to it, or name every fault at its field with everything typed."""
        sent = sent_of(request)
        ground = await _ground(request, visit, sent)
        if not ground.is_whole or ground.plan is None or sent.one("step") == "choose":
            return self._form(visit, ground, sent, NOTHING)
        wish = _wish(ground, sent)
        questionnaire = ground.plan.questionnaire

        async def create(transaction: Transaction) -> tuple[str, RoundRow]:
            made = await create_round(transaction, deed_in(visit), wish, questionnaire)
            return f"{PATH}/{made.id}", made

        try:
            path, _ = await once(request, visit, create)
        except InputInvalid as invalid:
            words = self._site.words(visit)
            titles = words.making.fields | profile_titles(ground.plan.questionnaire, visit)
            moved = moved_in(sent, ground.plan)
            faults = told(invalid.problems, titles, words.manage, visit.spoken, **moved)
            return self._form(visit, ground, sent, faults)
        return self._site.see(visit, path)

    def _form(self, visit: Visit, ground: Ground, sent: Sent, faults: Told, *, is_known: bool = False) -> Response:
        plan, terms = ground.plan, {}
        if plan is not None:
            terms = offered_terms(self._site, visit, plan, sent, faults, is_district=ground.is_district)
        return self._site.page(
            "manage/round_form.html",
            visit,
            status=_INVALID if faults.summary else 200,
            ground=ground,
            versions=[(_name_of(each), _titled(each, visit)) for each in ground.versions],
            chosen=_name_of(plan) if plan is not None else "",
            typed={name: shown(sent.one(name)) for name in _TYPED},
            sent=sent,
            is_known=is_known,
            faults=faults,
            once=sent.one(ONCE) or new_chance(),
            **terms,
        )


async def _ground(request: Request, visit: Visit, sent: Sent) -> Ground:
    """Return what was chosen, and what there is to choose from."""
    context, reach = context_of(request.scope), visit.principal.reach
    reader = Reader(sent)
    municipality_id = reader.some_id("municipality")
    async with context.database.reading() as transaction:
        found = None
        if municipality_id is not None:
            found = await find_municipality(transaction, reach, municipality_id)
        offered = [each for each in await list_municipalities(transaction, reach, limit=_OFFERED) if each.type != GUEST]
        versions = await list_questionnaires(transaction, after=None, limit=_OFFERED)
        programmes = [] if found is None else await programmes_of(transaction, reach, found.id)
    if found is not None and found.type == GUEST:
        found = None
    if found is not None and found not in offered:
        offered.append(found)
    return Ground(found, await _plan(context, sent.one("questionnaire")), offered, versions, programmes)


async def _said_before(request: Request, visit: Visit, ground: Ground, now: datetime) -> list[tuple[str, str]]:
    """Return what the newest round of the municipality with the same questionnaire says of it, as a form holds it."""
    plan, municipality = ground.plan, ground.municipality
    assert plan is not None and municipality is not None  # noqa: S101, PT018 - asked for only where both are chosen
    async with context_of(request.scope).database.reading() as transaction:
        wanted = RoundFilter(now, municipality.id)
        rounds = await list_rounds(transaction, visit.principal.reach, wanted, after=None, limit=_OFFERED)
    newest = next((each for each in rounds if each.questionnaire == plan.key and each.profile), None)
    return [] if newest is None else fields_of_profile(newest, plan)


async def programmes_of(transaction: Transaction, reach: Reach, municipality_id: uuid.UUID) -> list[Programme]:
    """Return the programmes in reach that a municipality belongs to."""
    offered = await list_programmes(transaction, reach, limit=_OFFERED)
    return [each for each in offered if await is_member(transaction, reach, each.id, municipality_id)]


async def _plan(context: Context, name: str) -> Plan | None:
    """Return the plan of a version that is named "key version", None where there is none."""
    key, _, version = name.partition(" ")
    if not is_key(key) or not is_version(version):
        return None
    try:
        return await context.plans.get(key, version)
    except NotFound:
        return None


def _wish(ground: Ground, sent: Sent) -> Wish:
    """Return what a form says of a round as far as it can be understood, with what is wrong with the rest."""
    plan, municipality = ground.plan, ground.municipality
    assert plan is not None and municipality is not None  # noqa: S101, PT018 - asked for only where both are chosen
    reader = Reader(sent)
    said = {
        "municipality": municipality.id,
        "programme": reader.some_id("programme"),
        "title": reader.name("title", needed=True),
        "questionnaire": plan.key,
        "version": plan.version,
        **terms_in(reader, plan),
        "languages": languages_in(reader),
        "opens_at": reader.moment("opens_at", "opens_on", "opens_time"),
        "closes_at": reader.moment("closes_at", "closes_on", "closes_time"),
    }
    return wish_of(said, reader)


def _offered(ground: Ground, now: datetime) -> list[tuple[str, str]]:
    """Return what a new round begins with: the careful choice everywhere."""
    assert ground.plan is not None  # noqa: S101 - asked for only where it is chosen
    tomorrow = now.astimezone(HERE).date() + timedelta(days=1)
    questionnaire = ground.plan.questionnaire
    return [
        ("mode", "confidential"),
        ("minimum_group_size", str(DEFAULT_GROUP_SIZE)),
        ("retention_days", str(DEFAULT_RETENTION)),
        ("free_texts", "no"),
        ("opens_on", tomorrow.isoformat()),
        ("opens_time", _OPENS),
        ("closes_on", (tomorrow + timedelta(weeks=_WEEKS)).isoformat()),
        ("closes_time", _CLOSES),
        *(("perspectives", each.key) for each in questionnaire.perspectives),
        *(("languages", each) for each in questionnaire.spoken),
    ]


def _name_of(version: QuestionnaireVersion | Plan) -> str:
    return f"{version.key} {version.version}"


def _titled(version: QuestionnaireVersion, visit: Visit) -> str:
    return f"{Said.of(version.title, visit.language_of(version.languages))} ({version.version})"
