"""What a facilitator changes of a ballot: counts from paper, title and people, closing, and what follows from it."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.ballots.counting import FEWEST_APART
from selfcheck_service.core.definition import InputInvalid, Problem, pointer
from selfcheck_service.core.definition.problems import Conflict, RevisionDiffers
from selfcheck_service.core.planning.document import FocusField, FocusFields
from selfcheck_service.edge.context import context_of
from selfcheck_service.storage.consensus import find_focus_fields
from selfcheck_service.use_cases.ballot_ends import discard_ballot, sweep_votes
from selfcheck_service.use_cases.balloting import BallotChange, PaperWish, change_ballot
from selfcheck_service.use_cases.ground import find_ground
from selfcheck_service.use_cases.planning import choose_fields
from selfcheck_service.web.ballots import shown_result
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage.ballot_rooms import BallotAt, ballot_at
from selfcheck_service.web.manage.ballots import ONE, say_participation, show_ballot
from selfcheck_service.web.manage.listing import deed_in
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.words import counted

_INVALID, _CONFLICT = 422, 409
_DOTS = "dots."
# What a room works on in one workshop; which fields are ticked at first.
_FIRST_TICKED = 3


class BallotEnding:
    """The forms that change a ballot."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these forms."""
        return [
            self._site.route(f"{ONE}/paper", post=self.count_paper, needs="facilitator"),
            self._site.route(f"{ONE}/change", post=self.change, needs="facilitator"),
            self._site.route(f"{ONE}/close", get=self.ask_close, post=self.close, needs="facilitator"),
            self._site.route(f"{ONE}/discard", get=self.ask_discard, post=self.discard, needs="facilitator"),
            self._site.route(f"{ONE}/focus", get=self.ask_focus, post=self.focus, needs="facilitator"),
        ]

    async def count_paper(self, request: Request, visit: Visit) -> Response:
        """Enter what was counted on paper; it replaces what was entered before."""
        at, reader = await ballot_at(request, visit), Reader(sent_of(request))
        ballots = reader.whole("ballots", needed=True) or 0
        dots = {}
        for option in at.ballot.question.options:
            count = reader.whole(f"{_DOTS}{option.key}")
            if count is not None:
                dots[option.key] = count
        change = BallotChange(paper=PaperWish(ballots, dots))
        return await self._change(request, visit, at, change, reader)

    async def change(self, request: Request, visit: Visit) -> Response:
        """Correct how many people there are, or the title as long as nobody has voted."""
        at, reader = await ballot_at(request, visit), Reader(sent_of(request))
        title = reader.name("title", needed=True) if "title" in dict(reader.sent.pairs) or at.is_untouched else None
        people = reader.whole("people") if at.ballot.is_shared else None
        if people == 0:
            reader.problems.append(Problem("/people", "out_of_range", {"found": "0", "range": "1–500"}))
        return await self._change(request, visit, at, BallotChange(title=title, people=people), reader)

    async def ask_close(self, request: Request, visit: Visit) -> Response:
        """Say what closing means."""
        return self._confirm(visit, await ballot_at(request, visit), "close")

    async def close(self, request: Request, visit: Visit) -> Response:
        """Close the ballot: its votes are counted and deleted. Sent twice it is closed once."""
        at, context = await ballot_at(request, visit), context_of(request.scope)
        if at.ballot.is_open:
            async with context.database.transaction() as transaction:
                # Whatever changed meanwhile, it is closed as it is: that is what the room waits for.
                every = frozenset({"*"})
                await change_ballot(transaction, deed_in(visit), at.place, BallotChange(closes=True), revisions=every)
            await sweep_votes(context.database)
        return self._site.see(visit, at.own_path)

    async def ask_discard(self, request: Request, visit: Visit) -> Response:
        """Ask whether it was opened by mistake."""
        return self._confirm(visit, await ballot_at(request, visit), "discard")

    async def discard(self, request: Request, visit: Visit) -> Response:
        """Take back a ballot on which nobody has voted."""
        at = await ballot_at(request, visit)
        try:
            async with context_of(request.scope).database.transaction() as transaction:
                await discard_ballot(transaction, deed_in(visit), at.place, revisions=None)
        except Conflict as conflict:
            return show_ballot(self._site, request, visit, at, conflict=conflict.problem.message(visit.spoken))
        return self._site.see(visit, f"{at.path}/ballots")

    async def ask_focus(self, request: Request, visit: Visit) -> Response:
        """Offer the fields with most dots as those that the workshop works on."""
        at = await ballot_at(request, visit)
        return self._focus(visit, at, await self._chosen(request, visit), None, NOTHING)

    async def focus(self, request: Request, visit: Visit) -> Response:
        """Choose fields by the result, beside those that were chosen before, and lead back to the workshop."""
        at, sent, context = await ballot_at(request, visit), sent_of(request), context_of(request.scope)
        words, before = self._site.words(visit), await self._chosen(request, visit)
        try:
            fields = _fields_in(sent, at)
            ground = await find_ground(context.database, context.plans, visit.principal.reach, at.row.id)
            seen = frozenset({sent.one("revision")})
            await choose_fields(context.database, deed_in(visit), ground, fields, None, revisions=seen)
        except InputInvalid as invalid:
            options = at.ballot.question.options
            titles = {"fields": words.ballots.focus_fields["fields"]} | {
                f"reason.{each.key}": words.ballots.reason_of.format(title=each.say(visit.spoken)) for each in options
            }
            faults = told(invalid.problems, titles, words.manage, visit.spoken)
            return self._focus(visit, at, before, sent, faults)
        except RevisionDiffers:
            return self._focus(visit, at, before, sent, NOTHING, conflict=words.ballots.focus_meanwhile)
        except Conflict as conflict:
            return self._focus(visit, at, before, sent, NOTHING, conflict=conflict.problem.message(visit.spoken))
        return self._site.see(visit, f"{at.path}/workshop")

    async def _change(
        self, request: Request, visit: Visit, at: BallotAt, change: BallotChange, reader: Reader
    ) -> Response:
        sent, words, context = reader.sent, self._site.words(visit), context_of(request.scope)
        conflict, faults = None, NOTHING
        try:
            reader.require()
            seen = frozenset({sent.one("revision")})
            async with context.database.transaction() as transaction:
                await change_ballot(transaction, deed_in(visit), at.place, change, revisions=seen)
        except InputInvalid as invalid:
            faults = told(map(_moved, invalid.problems), self._titles(visit, at), words.manage, visit.spoken)
        except RevisionDiffers:
            conflict = words.ballots.changed_meanwhile
        except Conflict as refused:
            conflict = refused.problem.message(visit.spoken)
        else:
            return self._site.see(visit, at.own_path)
        return show_ballot(self._site, request, visit, at, conflict=conflict, faults=faults, typed=_typed(sent, at))

    def _titles(self, visit: Visit, at: BallotAt) -> dict[str, str]:
        words = self._site.words(visit).ballots
        dots = {f"{_DOTS}{option.key}": option.say(visit.spoken) for option in at.ballot.question.options}
        return {
            "ballots": words.paper_ballots,
            **dots,
            "title": words.fields["title"],
            "people": words.fields["people"],
        }

    def _confirm(self, visit: Visit, at: BallotAt, what: str) -> Response:
        said, few = say_participation(at, visit), ""
        if what == "close" and 0 < at.counted < FEWEST_APART:
            few = counted(self._site.words(visit).ballots.confirm["close"]["few"], at.counted)
        return self._site.page("manage/ballot_confirm.html", visit, known=at, what=what, participation=said, few=few)

    async def _chosen(self, request: Request, visit: Visit) -> FocusFields | None:
        async with context_of(request.scope).database.reading() as transaction:
            return await find_focus_fields(transaction, request.path_params["round_id"], reach=visit.principal.reach)

    def _focus(
        self,
        visit: Visit,
        at: BallotAt,
        before: FocusFields | None,
        sent: Sent | None,
        faults: Told,
        *,
        conflict: str | None = None,
    ) -> Response:
        result = shown_result(at.ballot, visit, voters=False)
        own = {option.key for option in at.ballot.question.options if "" in option.title}
        options = [] if result is None else [each for each in result.result.options if each.key not in own]
        words = self._site.words(visit).ballots
        first = [each.key for each in options if each.dots and each.place <= _FIRST_TICKED]
        dots = self._site.words(visit).vote.dots
        reasons = {
            each.key: words.reason.format(title=at.ballot.title, dots=counted(dots, each.dots), place=each.place)
            if each.dots
            else ""
            for each in options
        }
        return self._site.page(
            "manage/ballot_focus.html",
            visit,
            status=_CONFLICT if conflict else _INVALID if faults.summary else 200,
            known=at,
            result=result,
            options=options if at.ballot.kind == "fields" else [],
            ticked=first if sent is None else sent.all("field"),
            reasons=reasons if sent is None else reasons | {key: sent.one(f"reason.{key}") for key in reasons},
            before=before,
            revision=0 if before is None else before.number,
            faults=faults,
            conflict=conflict,
        )


def _fields_in(sent: Sent, at: BallotAt) -> tuple[FocusField, ...]:
    """Return the fields that a form names, with their reasons.

    Raises `InputInvalid` where it names none, or gives a reason that cannot be taken.
    """
    ballot, reader = str(at.ballot.id), Reader(sent)
    found = tuple(FocusField(key, reader.words(f"reason.{key}") or "", "ballot", ballot) for key in sent.all("field"))
    if not found:
        reader.problems.append(Problem("/fields", "missing", {"name": "fields"}))
    reader.require()
    return found


def _moved(problem: Problem) -> Problem:
    """Return a problem of what was counted on paper, placed as the fields of the form are called."""
    parts = problem.location.split("/")
    return (
        Problem(pointer(*parts[2:]), problem.code, problem.parameters) if parts[1:2] == ["paper"] else _of_dots(problem)
    )


def _of_dots(problem: Problem) -> Problem:
    """Return a problem of a field such as `dots.welcome`, placed like those of the counts."""
    name = problem.location.removeprefix("/")
    return Problem(pointer(*name.split(".", 1)), problem.code, problem.parameters)


def _typed(sent: Sent, at: BallotAt) -> Mapping[str, str]:
    stored = {"title": at.ballot.title, "people": str(at.ballot.people), "ballots": ""}
    return stored | {name: value for name, value in sent.pairs if name != "revision"}
