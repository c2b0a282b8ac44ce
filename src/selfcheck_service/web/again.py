"""The pages that hold what was sent and not taken, once more in another language. Nothing is done with it here."""

import dataclasses
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.edge.context import context_of
from selfcheck_service.web.carrying import WHY
from selfcheck_service.web.refusing import refusal_at
from selfcheck_service.web.routing import AGAIN, Site, Why
from selfcheck_service.web.sent import Sent, sent_of
from selfcheck_service.web.visit import Visit, local_path

_CARRIED = "typed."
_WHYS: tuple[Why, ...] = get_args(Why)


class SentAgain:
    """What a page that was refused looks like in another language."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the route of this page."""
        return [self._site.route(AGAIN, post=self.show, simple=True, greets=True)]

    async def show(self, request: Request, visit: Visit) -> Response:
        """Show the page again; its button still sends to where it has led before, with what made it one of ours."""
        sent = sent_of(request)
        why, to = sent.one(WHY), local_path(sent.one("again.to"))
        typed = Sent.of((name.removeprefix(_CARRIED), value) for name, value in sent.pairs if name.startswith(_CARRIED))
        visit = dataclasses.replace(visit, token=sent.token)
        refusal = refusal_at(why, self._site.words(visit))
        if to is not None and refusal is not None:
            return self._site.refused(visit, int(why), refusal, typed, to=to, context=context_of(request.scope))
        known = next((each for each in _WHYS if each == why), None)
        if to is None or known is None:
            raise NotFound("unknown_path")
        told = await self._site.told(request, visit, typed, to=to)
        return self._site.ask_again(visit, typed, why=known, to=to, told=told)
