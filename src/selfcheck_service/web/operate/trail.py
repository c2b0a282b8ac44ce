"""The audit trail: who did what, filtered by municipality, kind and time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import get_args
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.principals import Principal
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.api_keys import key_names
from selfcheck_service.storage.audit import Event, EventName, list_events
from selfcheck_service.storage.municipalities import Municipality, find_municipality, names_of
from selfcheck_service.storage.programmes import programme_names
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.rounds import titles_of
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.web.days import read_day
from selfcheck_service.web.operate.saying import Known, Part, details_in_words, ids_in
from selfcheck_service.web.operate.searching import find_called, id_in
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import shown
from selfcheck_service.web.visit import Visit

PATH = "/operate/trail"
EVENTS: tuple[str, ...] = get_args(EventName)
_FIELDS = ("municipality", "event", "since", "until")
_LISTED = 50
# Where what was typed fits more municipalities, so many are offered.
_OFFERED = 10
_INVALID = 422
_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Asked:
    """What somebody looks for, as far as it could be understood. `faults` are names of words, by field.

    `fitting` are the municipalities that fit what was typed, where these are several.
    """

    event: str | None
    since: date | None
    until: date | None
    municipality: Municipality | None = None
    fitting: Sequence[Municipality] = ()
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    """An event as the page shows it; paths lead to what is still there, where whoever looks may see it."""

    at: datetime
    has_time: bool
    event: str
    actor: str
    municipality: str
    municipality_path: str | None
    title: str
    round_path: str | None
    details: Sequence[tuple[str, Sequence[Part]]]


class TrailPages:
    """The page of the trail."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of this page."""
        return [self._site.route(PATH, get=self.trail, needs="operator")]

    async def trail(self, request: Request, visit: Visit) -> Response:
        """Show who did what, newest first."""
        typed = {name: request.query_params.get(name, "").strip() for name in _FIELDS}
        asked, after = _asked(typed), _after(request.query_params.get("after", ""))
        reach, words = visit.principal.reach, self._site.words(visit)
        found: Sequence[Event] = ()
        async with context_of(request.scope).database.reading() as transaction:
            await _find_municipality(transaction, reach, typed["municipality"], asked)
            if not asked.faults:
                found = await _events(transaction, reach, asked, after)
            lines = await _lines(transaction, found[:_LISTED], words, visit.principal)
        last = found[_LISTED - 1] if len(found) > _LISTED else None
        return self._site.page(
            "operate/trail.html",
            visit,
            status=_INVALID if asked.faults else 200,
            lines=lines,
            following=None if last is None else f"{last.id}/{last.at.astimezone(UTC).isoformat()}",
            is_first=after is None,
            typed={name: shown(text) for name, text in typed.items()},
            chosen={name: text for name, text in typed.items() if text},
            asked=asked,
            faults={name: words.trail.faults[fault] for name, fault in asked.faults.items()},
            names=EVENTS,
        )


def _asked(typed: Mapping[str, str]) -> _Asked:
    name = typed["event"] or None
    if name is not None and name not in EVENTS:
        # The page offers all there are, so that this is an address that somebody has made up.
        raise NotFound("unknown_path")
    asked = _Asked(name, read_day(typed["since"]), read_day(typed["until"]))
    for field_name, day in (("since", asked.since), ("until", asked.until)):
        if typed[field_name] and (day is None or day == date.max):
            asked.faults[field_name] = "day"
    if asked.since is not None and asked.until is not None and asked.until < asked.since:
        asked.faults.setdefault("until", "order")
    return asked


async def _find_municipality(transaction: Transaction, reach: Reach, text: str, asked: _Asked) -> None:
    """Find out which municipality is meant: by its id, by its official key, or by what stands in its name."""
    if not text:
        return
    named = id_in(text)
    if named is not None:
        asked.municipality = await find_municipality(transaction, reach, named)
    else:
        found = await find_called(transaction, reach, text, limit=_OFFERED)
        whole = [each for each in found if each.name.casefold() == text.casefold()]
        if len(whole) == 1 or len(found) == 1:
            asked.municipality = (whole or found)[0]
        asked.fitting = found
    if asked.municipality is None:
        asked.faults["municipality"] = "several" if asked.fitting else "nobody"


async def _events(
    transaction: Transaction, reach: Reach, asked: _Asked, after: tuple[datetime, UUID] | None
) -> Sequence[Event]:
    return await list_events(
        transaction,
        reach,
        municipality_id=None if asked.municipality is None else asked.municipality.id,
        event=asked.event,
        since=None if asked.since is None else _begin(asked.since),
        until=None if asked.until is None else _begin(asked.until + _DAY),
        after=after,
        limit=_LISTED + 1,
    )


async def _lines(
    transaction: Transaction, events: Sequence[Event], words: SimpleNamespace, principal: Principal
) -> list[_Line]:
    """Return events with names for what they concern; keys have names for whoever may see all keys."""
    municipalities = await names_of(transaction, {each.municipality_id for each in events if each.municipality_id})
    titles = await titles_of(transaction, {each.round_id for each in events if each.round_id})
    may_know = principal.reach.is_everywhere
    actors = await key_names(transaction, {each.actor for each in events}) if may_know else {}
    may_follow = principal.may("facilitator")
    known = await _known(transaction, events, may_follow=may_follow)
    return [
        _Line(
            each.at,
            # Of what was done by itself, and of what would say when somebody worked, only the day is kept, in UTC.
            each.at.astimezone(UTC).time() != time(),
            each.event,
            words.operate.actors.get(each.actor) or actors.get(each.actor) or each.actor,
            *_named(each.municipality_id, municipalities, "/manage/municipalities" if may_follow else None),
            *_named(each.round_id, titles, "/manage/rounds" if may_follow else None),
            details_in_words(each.details, words, known),
        )
        for each in events
    ]


async def _known(transaction: Transaction, events: Sequence[Event], *, may_follow: bool) -> Known:
    """Return what the things are called that the details of events name."""

    def named(name: str) -> set[UUID]:
        return {found for each in events for found in ids_in(each.details, name)}

    return Known(
        {
            "programme": await programme_names(transaction, named("programme")),
            "municipalities": await names_of(transaction, named("municipalities")),
            "later_round": await titles_of(transaction, named("later_round")),
        },
        may_follow,
    )


def _named(thing: UUID | None, names: Mapping[UUID, str], below: str | None) -> tuple[str, str | None]:
    """Return the name of a thing and its path; what is gone is still known by its id, and leads nowhere."""
    if thing is None:
        return "", None
    return names.get(thing, str(thing)), f"{below}/{thing}" if below is not None and thing in names else None


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), HERE)


def _after(text: str) -> tuple[datetime, UUID] | None:
    """Return moment and id of the last event of a page; raise `NotFound` for what is none."""
    if not text:
        return None
    written, _, moment = text.partition("/")
    found = id_in(written)
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        raise NotFound("unknown_path") from None
    if read.tzinfo != UTC or found is None:
        raise NotFound("unknown_path")
    return read, found
