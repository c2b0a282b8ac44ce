"""The page of the re-check: measures of a round beside what moved until a later one."""

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid, NotFound
from selfcheck_service.edge.context import is_head
from selfcheck_service.reports.planning.page import Page
from selfcheck_service.use_cases.rechecking import RecheckAsked, RecheckWish, lay_out_recheck, write_recheck
from selfcheck_service.web.manage_results.calls import Call, Rooms, id_of
from selfcheck_service.web.manage_results.files import exported, never
from selfcheck_service.web.manage_results.over_time import chosen_of, day_of, rounds_beside
from selfcheck_service.web.routing import Site


class RecheckPages:
    """The page that sets measures beside what moved."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._rooms.route("/recheck", get=self.recheck),
            self._rooms.route("/recheck.{form}", get=self.file),
        ]

    async def recheck(self, call: Call) -> Response:
        """Ask for a later round, and show the measures beside what moved."""
        if call.ground.newest is None:
            return self._rooms.withdrawn(call)
        rounds = [each for each in await rounds_beside(call) if each.closes_at > call.row.closes_at]
        chosen = chosen_of(call.asked("later_round"), rounds)
        written: Page | None = None
        faults: list[tuple[str, str, str]] = []
        if chosen is not None:
            context = call.context
            try:
                asked = RecheckAsked(call.deed.reach, (call.row.id, chosen), call.deed.at, call.visit.spoken)
                written = await lay_out_recheck(context.database, context.plans, asked)
            except InputInvalid as refused:
                label = self._rooms.site.words(call.visit).recheck.later
                faults = [("later_round", label, each.message(call.visit.spoken)) for each in refused.problems]
        return self._rooms.page(
            "recheck.html",
            call,
            status=422 if faults and call.asked("later_round") else 200,
            rounds=rounds,
            chosen="" if chosen is None else str(chosen),
            written=written,
            faults=faults,
            day_of=day_of,
        )

    async def file(self, call: Call) -> Response:
        """Give the re-check to read and to print."""
        form, chosen = call.request.path_params["form"], id_of(call.asked("later_round"))
        if form not in ("html", "pdf") or chosen is None:
            raise NotFound("unknown_path")
        wish = RecheckWish(
            (call.row.id, chosen),
            form,
            call.visit.spoken,
            never,
            made_up=call.context.demo,
            is_looked_at=is_head(call.request.scope),
        )
        try:
            return exported(await write_recheck(call.context.database, call.context.plans, call.deed, wish), form)
        except InputInvalid:
            raise NotFound("unknown_path") from None
