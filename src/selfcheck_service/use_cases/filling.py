"""Filling an empty database with a made-up programme: by the same steps that people take, one after the other.

Rounds are made before they are answered, and closed afterwards on a day that is over, because a server takes responses
by its own clock only while a round is open.
"""

import contextlib
import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from selfcheck_service.core.definition.problems import Conflict, SelfcheckError
from selfcheck_service.core.rounds.access_codes import code_hash
from selfcheck_service.core.scoring import Plan
from selfcheck_service.simulation.programme import (
    PROGRAMME,
    Given,
    MadeUpMunicipality,
    MadeUpProgramme,
    MadeUpRound,
    make_up_programme,
)
from selfcheck_service.simulation.programme_places import MADE_UP
from selfcheck_service.storage import Database, Transaction
from selfcheck_service.storage.api_keys import list_api_keys
from selfcheck_service.storage.municipalities import list_municipalities
from selfcheck_service.storage.programmes import list_programmes
from selfcheck_service.storage.questionnaires import list_questionnaires
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import RoundRow, count_guest_rounds
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.inviting import issue_invitation
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.registering import (
    Particulars,
    change_programme,
    register_municipality,
    register_programme,
)
from selfcheck_service.use_cases.responding import Responding
from selfcheck_service.use_cases.running import change_round, create_round
from selfcheck_service.use_cases.sealing import Sealer
from selfcheck_service.use_cases.standing import Holder
from selfcheck_service.use_cases.wishes import Wish

# What the programme is called until everything is there.
_BEGUN = f"Beispielprogramm, noch im Entstehen {MADE_UP}"
_FIRST_ID = uuid.UUID(int=0)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
# So long that a demo can be looked at for a year before housekeeping empties it.
_RETENTION_DAYS = 365
_OPENS, _CLOSES = time(9), time(18)
_PREPARED = timedelta(days=10)
_A_DAY = timedelta(days=1)
# Rounds that closed less than this ago wait for somebody to seal them.
_SEALED_AFTER = timedelta(days=20)
_MOST_QUESTIONNAIRES = 100
# Further questionnaires that some of the municipalities try.
_FURTHER = 3


class DatabaseOccupied(SelfcheckError):
    """There is something in the database, and not the whole made-up programme; a demo needs one of its own."""


class NothingPublished(SelfcheckError):
    """There is no questionnaire that anybody could have answered."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Where ids, codes and secrets come from: `pick` gives each number below another one alike."""

    new_id: Callable[[], uuid.UUID]
    pick: Callable[[int], int]
    secret: Callable[[], str]


@dataclass(frozen=True, slots=True)
class FilledRound:
    """A round that was filled: codes that are left by perspective, and the responses with their secrets."""

    round: RoundRow
    codes: dict[str, list[str]] = field(default_factory=dict)
    responses: list[tuple[uuid.UUID, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a database was filled with."""

    programme_id: uuid.UUID
    rounds: tuple[FilledRound, ...]


async def is_filled(database: Database) -> bool:
    """Tell whether the made-up programme is there, be it with what visitors have added to it.

    Raises `DatabaseOccupied` where there is something else, or only a part of the programme.
    """
    async with database.reading() as transaction:
        if await _has_programme(transaction, PROGRAMME):
            return True
        if await _has_programme(transaction, _BEGUN):
            raise DatabaseOccupied("the database was not filled to its end: a demo needs an empty one")
        found = (
            await list_programmes(transaction, EVERYWHERE, limit=1)
            or await list_municipalities(transaction, EVERYWHERE, limit=1)
            or await count_guest_rounds(transaction, since=_EVER)
            or await list_api_keys(transaction)
        )
    if found:
        raise DatabaseOccupied("the database holds something that is not made up: a demo needs one of its own")
    return False


async def _has_programme(transaction: Transaction, name: str) -> bool:
    found = await list_programmes(transaction, EVERYWHERE, after=(name, _FIRST_ID), limit=1)
    return [each.name for each in found] == [name]


async def published_plans(database: Database, plans: Plans) -> Sequence[Plan]:
    """Return the newest version of each questionnaire, those with perspectives and many items first."""
    async with database.reading() as transaction:
        found = await list_questionnaires(transaction, after=None, limit=_MOST_QUESTIONNAIRES)
    ready = [await plans.get(each.key, each.version) for each in found]
    return sorted(ready, key=lambda plan: (not plan.questionnaire.perspectives, -len(plan.items), plan.key))


async def fill_with_made_up_programme(
    database: Database,
    *,
    now: datetime,
    actor: str,
    chance: Chance,
    progress: Callable[[int, int], object] = lambda _done, _whole: None,
) -> Filled:
    """Make up a programme for the questionnaires that are published, and store all of it.

    `progress` is told how much is done of how much. Raises `NothingPublished` where there are none.
    """
    plans = Plans(database, size=_MOST_QUESTIONNAIRES, hit=lambda: None, miss=lambda: None)
    published = await published_plans(database, plans)
    if not published:
        raise NothingPublished("no questionnaire is published, so that there is nothing to be answered")
    made = make_up_programme(published[0], published[1 : 1 + _FURTHER])
    whole = sum(len(each.given) for municipality in made.municipalities for each in municipality.rounds)
    return await _Filler(database, plans, now, actor, chance, lambda done: progress(done, whole)).fill(made)


@dataclass(slots=True)
class _Filler:
    database: Database
    plans: Plans
    now: datetime
    actor: str
    chance: Chance
    progress: Callable[[int], object]
    done: int = 0

    async def fill(self, made: MadeUpProgramme) -> Filled:
        first = min(each.opens_day for municipality in made.municipalities for each in municipality.rounds)
        deed = self.deed(self.on(first, _OPENS) - 2 * _PREPARED)
        async with self.database.transaction() as transaction:
            ids = [await self.register(transaction, deed, each) for each in made.municipalities]
            programme_id = await register_programme(transaction, deed, _BEGUN, ids)
        responding = Responding(self.database, self.plans)
        rounds = [
            await self.fill_round(responding, municipality_id, programme_id, each)
            for municipality_id, municipality in zip(ids, made.municipalities, strict=True)
            for each in municipality.rounds
        ]
        async with self.database.transaction() as transaction:
            await change_programme(transaction, self.deed(self.now), programme_id, made.name, ids)
        return Filled(programme_id, tuple(rounds))

    async def register(self, transaction: Transaction, deed: Deed, made: MadeUpMunicipality) -> uuid.UUID:
        place = made.place
        said = Particulars(place.name, place.type, size_class=place.size_class, land=place.land)
        return (await register_municipality(transaction, deed, said)).id

    async def fill_round(
        self, responding: Responding, municipality_id: uuid.UUID, programme_id: uuid.UUID, made: MadeUpRound
    ) -> FilledRound:
        opens_at, closes_at = self.on(made.opens_day, _OPENS), self.on(made.closes_day, _CLOSES)
        wish = self.wish(municipality_id, programme_id, made, opens_at, max(closes_at, self.now + _A_DAY))
        plan = await self.plans.get(made.questionnaire, made.version)
        deed = self.deed(min(opens_at, self.now) - _PREPARED)
        async with self.database.transaction() as transaction:
            stored = await create_round(transaction, deed, wish, plan.questionnaire)
            filled = FilledRound(stored)
            for perspective, count in made.invited.items():
                issued = await issue_invitation(
                    transaction,
                    deed,
                    stored.id,
                    perspective=perspective or None,
                    kind="personal",
                    count=count,
                    chance=self.chance.pick,
                )
                filled.codes[perspective] = list(issued.codes)
        for number, given in enumerate(made.given, start=1):
            ends_at = min(closes_at, self.now)
            await self.submit(responding, filled, given, number, opens_at + (ends_at - opens_at) * given.when)
        if closes_at < self.now:
            wish, deed = Wish({"state": "closed"}), self.deed(closes_at)
            await change_round(self.database, self.plans, deed, stored.id, wish, long_ago=True)
            await self.seal(stored.id, closes_at + _SEALED_AFTER)
        return filled

    async def seal(self, round_id: uuid.UUID, at: datetime) -> None:
        """Seal a closed round as its facilitator would have done, if that moment has come and enough have answered."""
        if at > self.now:
            return
        # Those that nobody can have a release of stay as they are, for visitors to see.
        with contextlib.suppress(Conflict):
            await Sealer(self.database, self.plans, self.deed(at), long_ago=True).seal(round_id)

    def wish(
        self,
        municipality_id: uuid.UUID,
        programme_id: uuid.UUID,
        made: MadeUpRound,
        opens_at: datetime,
        closes_at: datetime,
    ) -> Wish:
        return Wish(
            {
                "municipality": municipality_id,
                "programme": programme_id,
                "title": made.title,
                "questionnaire": made.questionnaire,
                "version": made.version,
                "mode": made.mode,
                "perspectives": made.perspectives,
                "free_texts": made.free_texts,
                "profile": made.profile,
                "retention_days": _RETENTION_DAYS,
                "opens_at": opens_at,
                "closes_at": closes_at,
            }
        )

    async def submit(
        self, responding: Responding, filled: FilledRound, given: Given, number: int, at: datetime
    ) -> None:
        """Submit one response with a code of its perspective, which is used up thereby."""
        response_id, secret = self.chance.new_id(), self.chance.secret()
        code = filled.codes[given.perspective or ""].pop()
        holder = Holder(
            filled.round.id,
            response_id,
            hashlib.sha256(secret.encode()).digest(),
            code_hash(filled.round.id.bytes, code),
        )
        body: dict[str, object] = {"answers": given.answers, "language": given.language}
        if given.perspective is not None:
            body["perspective"] = given.perspective
        if filled.round.mode == "open":
            body["display_name"] = f"Person {number} {MADE_UP}"
        await responding.submit(holder, body, speak=lambda languages: languages[0], now=at)
        filled.responses.append((response_id, secret))
        self.done += 1
        self.progress(self.done)

    def deed(self, at: datetime) -> Deed:
        return Deed(self.actor, EVERYWHERE, at, self.chance.new_id)

    def on(self, day: int, hour: time) -> datetime:
        """Return the moment on a day, counted from today, at an hour as it is in Germany."""
        here = self.now.astimezone(HERE)
        return datetime.combine(here.date() + day * _A_DAY, hour, HERE).astimezone(self.now.tzinfo)
