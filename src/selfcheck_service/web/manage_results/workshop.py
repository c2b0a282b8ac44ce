"""The page of the workshop: what happens in the room and when, what is proposed, and the papers for it."""

import asyncio
from collections.abc import Mapping
from functools import partial

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.workshop import About, PreparedWorkshop, prepare_workshop
from selfcheck_service.storage.ballots import list_options
from selfcheck_service.storage.consensus import list_subjects
from selfcheck_service.storage.matrix import list_positions
from selfcheck_service.storage.measures import list_measures
from selfcheck_service.use_cases.ground import Ground
from selfcheck_service.web.manage_results.calls import Call, Rooms
from selfcheck_service.web.manage_results.preparing import KINDS, Preparation, preparation_in
from selfcheck_service.web.results.seen import brief_of
from selfcheck_service.web.routing import Site

_MOST_SUBJECTS = 1000
_INVALID = 422


class WorkshopPages:
    """The page of the workshop."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [self._rooms.route("/workshop", get=self.workshop)]

    async def workshop(self, call: Call) -> Response:
        """Show the schedule for the time and the people, what is proposed, and the way to all else."""
        if call.ground.newest is None:
            return self._rooms.withdrawn(call)
        wish = preparation_in(call.asked("kind"), call.asked("people"))
        about = About(call.municipality, call.row.title, call.context.demo)
        prepared = await asyncio.to_thread(partial(_prepared, call.ground, call.language, wish, about))
        brief = prepared.brief
        return self._rooms.page(
            "workshop.html",
            call,
            status=_INVALID if wish.faults else 200,
            prepared=prepared,
            brief=brief,
            schedule=prepared.schedule,
            kinds=KINDS,
            wish=wish,
            counts=await _counts(call),
            decided=await decided_suggestions(call),
        )


def _prepared(ground: Ground, language: str, wish: Preparation, about: About) -> PreparedWorkshop:
    brief = brief_of(ground, ground.release, language, chosen=ground.chosen)
    return prepare_workshop(brief, wish.kind, wish.people, about)


async def _counts(call: Call) -> Mapping[str, int]:
    """Return how much of each step of the workshop is there already."""
    round_id, reach = call.row.id, call.deed.reach
    async with call.context.database.reading() as transaction:
        return {
            "focus": len(call.ground.chosen),
            "consensus": len(await list_subjects(transaction, round_id, reach=reach, after=None, limit=_MOST_SUBJECTS)),
            "ballots": len(await list_options(transaction, round_id)),
            "matrix": len(await list_positions(transaction, round_id)),
            "measures": len(await list_measures(transaction, round_id, reach=reach)),
        }


async def decided_suggestions(call: Call) -> Mapping[str, str]:
    """Return the suggestions on which the room has decided, with the id of the measure."""
    async with call.context.database.reading() as transaction:
        found = await list_measures(transaction, call.row.id, reach=call.deed.reach)
    return {each.suggestion.partition("@")[0]: each.id for each in found if each.suggestion is not None}
