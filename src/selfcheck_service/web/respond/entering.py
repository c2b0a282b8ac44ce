"""Coming in: with an access code the first time, with one's personal key later and on another device."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from selfcheck_service.core.ballots.codes import read_ballot_code
from selfcheck_service.core.definition.problems import AccessRefused, Erased, NotFound
from selfcheck_service.core.rounds.access_codes import read_code
from selfcheck_service.core.rounds.resume_keys import read_resume_key
from selfcheck_service.edge.api_keys import PREFIX
from selfcheck_service.edge.context import context_of, request_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.use_cases.arriving import find_round_by_code, find_standing
from selfcheck_service.web.carrying import NOT_ACCEPTED, WHY
from selfcheck_service.web.held import LONGEST_DAYS, Held, held_of, hold, let_go, value_of
from selfcheck_service.web.respond.place import Place, holder_of
from selfcheck_service.web.respond.secrets import held_by, new_held
from selfcheck_service.web.respond.welcome import greet
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of
from selfcheck_service.web.telling import Told
from selfcheck_service.web.visit import Visit

# Fields that the page carries along for another one.
CARRIED = "typed."
# Sends the same form to another address, as a POST again: only there the browser shows what it holds of the round.
_SAME_FORM = 307
_INVALID = 422
# What was typed in place of a code, as far as it can be told.
Unread = Literal["missing", "sign_in_key", "ballot_code", "malformed", "not_accepted"]
# Who has only looked so far need not be remembered for long.
_DAYS_OF_GUESTS = 2


@dataclass(frozen=True, slots=True)
class Ticket:
    """What somebody has typed: the round, where that says it, and what the browser is to hold."""

    round_id: uuid.UUID | None
    held: Held


class Entering:
    """The pages by which people come in, and by which they leave a device that others use too."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._site.route("/answer", get=self.ask, post=self.find, simple=True),
            self._site.route("/answer/erased", get=self.erased, simple=True),
            self._site.route("/answer/left", get=self.left, simple=True),
            self._site.route("/answer/{round_id:uuid}/enter", post=self.enter, simple=True, is_door=True),
            self._site.route("/answer/{round_id:uuid}/leave", post=self.leave, simple=True),
        ]

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Ask for an access code or a personal key."""
        return ask_code(self._site, visit, open_to_try=_may_try(request))

    async def find(self, request: Request, visit: Visit) -> Response:
        """Find the round that a code or a key is for, and lead on to it."""
        sent = sent_of(request)
        ticket = None if _is_looking(sent) else read_ticket(sent.one("code"))
        if ticket is None:
            return await self._refuse(request, visit, None, _unread(sent))
        context = context_of(request.scope)
        context.rates.require_guess(request.scope)
        round_id = ticket.round_id
        if round_id is None and ticket.held.code is not None:
            round_id = await find_round_by_code(context.database, ticket.held.code)
        if round_id is None:
            context.rates.refuse(request.scope)
            return await self._refuse(request, visit, None, NOT_ACCEPTED)
        return self._lead_to(visit, round_id)

    async def enter(self, request: Request, visit: Visit) -> Response:
        """Let somebody into a round; whoever has begun on this device already is asked first."""
        round_id, sent, context = request.path_params["round_id"], sent_of(request), context_of(request.scope)
        ticket = None if _is_looking(sent) else read_ticket(sent.one("code"))
        if ticket is None:
            return await self._refuse(request, visit, round_id, _unread(sent))
        if ticket.round_id not in (None, round_id):
            return self._lead_to(visit, ticket.round_id)
        context.rates.require_guess(request.scope)
        holder = holder_of(round_id, ticket.held)
        try:
            standing = await find_standing(context.database, context.responding.openings, holder)
        except Erased:
            return self._site.see(visit, "/answer/erased")
        except (AccessRefused, NotFound):
            context.rates.refuse(request.scope)
            return await self._refuse(request, visit, round_id, NOT_ACCEPTED)
        request_of(request.scope).secret_accepted = True
        if ticket.held.code is not None and not sent.one("anew") and await self._has_begun(request, round_id):
            typed = [pair for pair in sent.pairs if pair[0] == "to" or pair[0].startswith(CARRIED)]
            return self._site.page("respond/begun.html", visit, round_id=round_id, code=sent.one("code"), typed=typed)
        return await self._come_in(request, visit, Place(round_id, ticket.held, standing, current_moment()))

    async def leave(self, request: Request, visit: Visit) -> Response:
        """Forget on this device what it holds of the round; what is kept stays kept."""
        response = self._site.see(visit, "/answer/left")
        let_go(response, visit, "answer", request.path_params["round_id"])
        return response

    async def left(self, request: Request, visit: Visit) -> Response:
        """Say that this device has forgotten what it held."""
        del request
        return self._site.page("respond/message.html", visit, said=self._site.words(visit).answer_enter.left)

    async def erased(self, request: Request, visit: Visit) -> Response:
        """Say that a response is gone."""
        del request
        return self._site.page("respond/message.html", visit, said=self._site.words(visit).answer_enter.erased)

    def _lead_to(self, visit: Visit, round_id: uuid.UUID | None) -> Response:
        return RedirectResponse(visit.to(f"/answer/{round_id}/enter"), _SAME_FORM, {"cache-control": "no-store"})

    async def _come_in(self, request: Request, visit: Visit, place: Place) -> Response:
        sent, held = sent_of(request), place.held
        typed = _typed_in(sent)
        to = sent.one("to") if sent.one("to").startswith(f"{place.path}/") else place.path
        visit = visit.with_proof(value_of(place.round_id, held))
        # Who has begun goes on to the page that was asked for; who has not is greeted first.
        response: Response = self._site.see(visit, place.path if place.standing.row is None else to)
        if typed.pairs and place.standing.row is None:
            response = await greet(self._site, request, visit, place, carried=typed.pairs, to=to)
        elif typed.pairs:
            told = await self._site.told(request, visit, typed)
            response = self._site.ask_again(visit, typed, why="resumed", to=to, told=told)
        days = _DAYS_OF_GUESTS if place.standing.row is None else LONGEST_DAYS
        hold(response, visit, "answer", place.round_id, held, days=days)
        return response

    async def _has_begun(self, request: Request, round_id: uuid.UUID) -> bool:
        """Tell whether something is kept already of what this browser holds."""
        held, context = held_of(request, "answer", round_id), context_of(request.scope)
        if held is None:
            return False
        try:
            standing = await find_standing(context.database, context.responding.openings, holder_of(round_id, held))
        except (AccessRefused, NotFound, Erased):
            return False
        return standing.row is not None

    async def _refuse(self, request: Request, visit: Visit, round_id: uuid.UUID | None, fault: str) -> Response:
        sent = sent_of(request)
        carried = _typed_in(sent)
        return ask_code(
            self._site,
            visit,
            round_id=round_id,
            fault=fault,
            # A key that opens more than this page stands nowhere it was not meant for.
            typed="" if fault == "sign_in_key" else sent.one("code")[:200],
            carried=carried.pairs,
            told=await self._site.told(request, visit, carried),
            to=sent.one("to"),
            status=_INVALID,
            open_to_try=_may_try(request),
        )


def ask_code(
    site: Site,
    visit: Visit,
    *,
    round_id: uuid.UUID | None = None,
    fault: str | None = None,
    typed: str = "",
    note: str | None = None,
    carried: Sequence[tuple[str, str]] = (),
    told: Told = (),
    to: str = "",
    status: int = 200,
    open_to_try: bool = False,
) -> Response:
    """Return the page that asks for an access code or a personal key.

    `note`: why it asks ("lost": the browser holds nothing any more; "spent": its access code is good for nothing now;
    "unknown": what it holds is not known here).
    `carried` is what was typed on the page `to`, and comes along; `told` is the same in words.
    """
    return site.page(
        "respond/enter.html",
        visit,
        status=status,
        round_id=round_id,
        fault=fault,
        typed=typed,
        note=note,
        carried=carried,
        told=told,
        to=to,
        open_to_try=open_to_try,
    )


def read_ticket(text: str) -> Ticket | None:
    """Return what somebody has typed or pasted: an access code, a personal key, or a link that ends with one."""
    written = text.rpartition("#")[2].removeprefix("code=")
    code = read_code(written)
    if code is not None:
        return Ticket(None, new_held(code))
    key = read_resume_key(written)
    return None if key is None else Ticket(uuid.UUID(bytes=key.round_id), held_by(key.secret))


def _is_looking(sent: Sent) -> bool:
    """Tell whether a code that was not accepted comes along to be read about in another language: that is no guess."""
    return sent.one(WHY) == NOT_ACCEPTED


def _unread(sent: Sent) -> Unread:
    """Return what somebody has typed that is neither a code nor a key for answering, or was refused before."""
    text = sent.one("code")
    if _is_looking(sent):
        return NOT_ACCEPTED
    if not text:
        return "missing"
    if text.strip().lower().startswith(PREFIX):
        return "sign_in_key"
    return "ballot_code" if read_ballot_code(text.rpartition("#")[2]) else "malformed"


def _typed_in(sent: Sent) -> Sent:
    """Return what was typed on another page and comes along."""
    return Sent.of((name.removeprefix(CARRIED), value) for name, value in sent.pairs if name.startswith(CARRIED))


def _may_try(request: Request) -> bool:
    return context_of(request.scope).anonymous_evaluations
