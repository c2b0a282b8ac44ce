"""The list of rounds, and the papers of one: what comes before and beside everything else."""

from collections.abc import Sequence
from typing import cast, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.rounds.states import RoundState
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.reports.privacy.markdown import as_markdown
from selfcheck_service.reports.privacy.papers import PAPERS
from selfcheck_service.storage.municipalities import get_municipality, names_of
from selfcheck_service.storage.rounds import RoundFilter, get_round, list_rounds
from selfcheck_service.use_cases.papers import paper_of
from selfcheck_service.use_cases.printing import print_form_of_round
from selfcheck_service.web.files import file_of
from selfcheck_service.web.manage.listing import lines_of
from selfcheck_service.web.manage.reading import dated_after, id_in, place_of, search_in
from selfcheck_service.web.routing import Site
from selfcheck_service.web.visit import Visit

PATH = "/manage/rounds"
_LISTED = 20
_STATES = get_args(RoundState)


class Rounds:
    """The list of rounds, and papers of a round to read and to print."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        one = PATH + "/{round_id:uuid}"
        return [
            self._site.route(PATH, get=self.overview, needs="facilitator"),
            self._site.route(f"{one}/papers/{{paper}}", get=self.paper, needs="facilitator"),
            self._site.route(f"{one}/form.pdf", get=self.form, needs="facilitator"),
        ]

    async def overview(self, request: Request, visit: Visit) -> Response:
        """List rounds, newest first, those that are looked for."""
        asked, now, reach = request.query_params, current_moment(), visit.principal.reach
        state = cast("RoundState | None", asked.get("state") or None)
        if state is not None and state not in _STATES:
            raise NotFound("unknown_path")
        municipality_id, search = id_in(asked.get("municipality")), search_in(asked.get("search"))
        wanted = RoundFilter(now, municipality_id, None, state, search)
        after = dated_after(asked.get("after"))
        async with context_of(request.scope).database.reading() as transaction:
            its = None
            if municipality_id is not None:
                its = await get_municipality(transaction, reach, municipality_id)
            found = await list_rounds(transaction, reach, wanted, after=after, limit=_LISTED + 1)
            names = await names_of(transaction, {each.municipality_id for each in found})
        last = found[_LISTED - 1] if len(found) > _LISTED else None
        return self._site.page(
            "manage/rounds.html",
            visit,
            lines=lines_of(found[:_LISTED], names, now),
            municipality=its,
            state=state or "",
            states=("", *_STATES),
            search=search or "",
            is_later=after is not None,
            following=None if last is None else place_of(last.created_at, last.id),
        )

    async def paper(self, request: Request, visit: Visit) -> Response:
        """Show a paper for privacy, or give it as Markdown where its name ends so."""
        context, asked = context_of(request.scope), request.path_params["paper"]
        name = asked.removesuffix(".md")
        if name not in PAPERS:
            raise NotFound("unknown_path")
        round_id, reach = request.path_params["round_id"], visit.principal.reach
        made = await paper_of(context.database, context.plans, reach, round_id, name=name, language=visit.spoken)
        if asked != name:
            text = as_markdown(made).encode()
            return file_of(text, "text/markdown; charset=utf-8", f"{name}.md", language=visit.spoken)
        async with context.database.reading() as transaction:
            found = await get_round(transaction, reach, round_id)
        return self._site.page("manage/paper.html", visit, paper=made, round=found)

    async def form(self, request: Request, visit: Visit) -> Response:
        """Give the form of the round for one perspective as PDF, in the language of the page where it can be."""
        context, asked = context_of(request.scope), request.query_params
        wanted = asked.get("in", "")

        def speak(languages: Sequence[str]) -> str:
            return wanted if wanted in languages else visit.language_of(tuple(languages))

        made = await print_form_of_round(
            context.database,
            context.plans,
            visit.principal.reach,
            request.path_params["round_id"],
            perspective=asked.get("perspective") or None,
            speak=speak,
        )
        return file_of(made.content, "application/pdf", made.file_name, language=made.language)
