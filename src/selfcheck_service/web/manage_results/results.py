"""The pages with the results of a release: what it shows, what it keeps back and why, and beside an earlier one."""

import asyncio
from collections.abc import Sequence
from functools import partial

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.reports.releases.speaker import About
from selfcheck_service.storage.releases import ReleaseEntry, StoredRelease, find_release, list_releases
from selfcheck_service.web.manage_results.calls import Call, Rooms
from selfcheck_service.web.results.seen import see_results
from selfcheck_service.web.routing import Site

# A release gets a number of its own only where one was withdrawn; nobody withdraws so many.
_MOST_RELEASES = 1000
_LONGEST_NUMBER = 4


class ResultPages:
    """The pages of releases."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._rooms.route("/releases", get=self.newest),
            self._rooms.route("/releases/{number}", get=self.release),
        ]

    async def newest(self, call: Call) -> Response:
        """Lead on to the release that was made last."""
        if call.ground.newest is None:
            return self._rooms.withdrawn(call)
        return self._rooms.see(call, f"/releases/{call.ground.newest.number}")

    async def release(self, call: Call) -> Response:
        """Show a release; where none is left, say that it was withdrawn."""
        if call.ground.newest is None:
            return self._rooms.withdrawn(call)
        stored = await stored_in(call)
        about = About(call.row.title, call.municipality, call.context.demo)
        # A large release takes a while to read, and others are waiting to be answered.
        results = await asyncio.to_thread(partial(see_results, call.ground, stored, about, call.language))
        async with call.context.database.reading() as transaction:
            reach = call.deed.reach
            others: Sequence[ReleaseEntry] = await list_releases(
                transaction, call.row.id, reach=reach, after=0, limit=_MOST_RELEASES
            )
        return self._rooms.page("results.html", call, results=results, least=call.row.minimum_group_size, others=others)


async def stored_in(call: Call) -> StoredRelease:
    """Return the release that the path names; raise `NotFound` where there is none."""
    text = call.request.path_params["number"]
    found = None
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER:
        async with call.context.database.reading() as transaction:
            found = await find_release(transaction, call.row.id, int(text), reach=call.deed.reach)
    if found is None:
        raise NotFound("unknown_release", id=str(call.row.id), number=text[:_LONGEST_NUMBER])
    return found
