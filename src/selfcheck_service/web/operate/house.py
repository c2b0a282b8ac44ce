"""Housekeeping by a click: what would go, then doing it, and what went in numbers.

What was done stands in the audit trail, and the page reads it there: to reload it does nothing twice, and no address
can say numbers that are not true.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.edge.context import Context, context_of
from selfcheck_service.edge.deeds import deed_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.storage.audit import find_event
from selfcheck_service.storage.municipalities import names_of
from selfcheck_service.storage.rounds import titles_of
from selfcheck_service.use_cases.house import keep_house, note_run, sweep_once
from selfcheck_service.use_cases.keeping import Housekeeping, Kept
from selfcheck_service.web.operate.rights import require_everywhere
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit

PATH = "/operate/housekeeping"
# Somebody waits for the page, and a proxy before the service rarely for longer than a minute: after so long the rounds
# that are left have to wait for the next click, and traces for the next sweep.
_RUN_SECONDS, _SWEEP_SECONDS = 20.0, 20.0
# So many rounds are listed one by one.
_LISTED = 100


@dataclass(slots=True)
class _Seen:
    """What a run tells while it goes on: its rounds one by one, and how many it has not looked at."""

    kept: list[Kept] = field(default_factory=list)
    left: int = 0

    def progress(self, done: int, total: int) -> None:
        self.left = total - done


@dataclass(frozen=True, slots=True)
class _Line:
    """A round of which something is due. `municipality` and `title` are what people call it."""

    municipality: str
    title: str
    kept: Kept


class HousePages:
    """The page on which house is kept."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of this page."""
        return [self._site.route(PATH, get=self.look, post=self.keep, needs="operator")]

    async def look(self, request: Request, visit: Visit) -> Response:
        """Show what is due, and behind a run what it did."""
        require_everywhere(visit)
        context, run = context_of(request.scope), request.query_params.get("run")
        done = None if run is None else await _done(context, visit, run)
        seen = _Seen()
        total = await _keep(context, seen, only_look=True)
        return self._site.page(
            "operate/house.html",
            visit,
            done=done,
            due=_numbers(total),
            left=seen.left,
            lines=await _lines(context, seen.kept[:_LISTED]),
            more=len(seen.kept) > _LISTED,
        )

    async def keep(self, request: Request, visit: Visit) -> Response:
        """Keep house, once that was confirmed."""
        require_everywhere(visit)
        if sent_of(request).one("confirmed") != "yes":
            return await self.look(request, visit)
        context, seen = context_of(request.scope), _Seen()
        total = await _keep(context, seen, only_look=False)
        swept = await sweep_once(context.database, seconds=_SWEEP_SECONDS)
        deed = deed_of(visit.principal, current_moment(), new_id)
        event_id = await note_run(context.database, deed, {**total, "left": seen.left, "swept": swept})
        return self._site.see(visit, PATH, run=str(event_id))


async def _keep(context: Context, seen: _Seen, *, only_look: bool) -> dict[str, int]:
    run = Housekeeping(context.database, now=current_moment(), new_id=new_id)
    return await keep_house(
        run,
        idle=context.sessions.idle,
        only_look=only_look,
        tell=seen.kept.append,
        progress=seen.progress,
        enough=_deadline(_RUN_SECONDS),
    )


def _deadline(seconds: float) -> Callable[[], bool]:
    clock = asyncio.get_running_loop().time
    end = clock() + seconds
    return lambda: clock() >= end


async def _done(context: Context, visit: Visit, run: str) -> Mapping[str, object]:
    """Return what a run did, by name. Raises `NotFound` where the trail knows of none with this id."""
    try:
        event_id = UUID(run)
    except ValueError:
        raise NotFound("unknown_path") from None
    async with context.database.reading() as transaction:
        found = await find_event(transaction, visit.principal.reach, event_id, event="house_kept")
    if found is None:
        raise NotFound("unknown_path")
    details = dict(found.details)
    left, swept = details.pop("left"), details.pop("swept")
    return {"left": left, "swept": swept, "numbers": _numbers(cast("Mapping[str, int]", details))}


def _numbers(total: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what there is anything of. How many rounds that concerns is no more than a sum of what follows it."""
    return [(name, count) for name, count in total.items() if count and name != "rounds"]


async def _lines(context: Context, kept: Sequence[Kept]) -> list[_Line]:
    async with context.database.reading() as transaction:
        names = await names_of(transaction, {each.municipality_id for each in kept})
        titles = await titles_of(transaction, {each.round_id for each in kept})
    return [
        _Line(names.get(each.municipality_id, "–"), titles.get(each.round_id, str(each.round_id)), each)
        for each in kept
    ]
