"""Inviting people to a round: codes that are shown once, slips to print, what to write to them."""

import asyncio
import secrets
from collections.abc import Callable
from uuid import UUID

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid
from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.rounds.access_codes import make_code, read_code, show_code
from selfcheck_service.core.rounds.reminders import PLACEHOLDERS, InvitationKind, Reminder
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.reports.pdf import make_pdf_aside
from selfcheck_service.reports.pdf.ballot_papers import qr_code
from selfcheck_service.reports.pdf.invitation_slips import Invited, invitation_slips_job
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.invitations import get_invitation, list_invitations
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.inviting import (
    Issued,
    issue_invitation,
    reissue_invitation,
    revoke_invitation,
    revoke_one_code,
)
from selfcheck_service.use_cases.telling import texts_of
from selfcheck_service.web.addresses import address_from_here, address_of
from selfcheck_service.web.compression import HOLDS_SECRET
from selfcheck_service.web.files import file_of
from selfcheck_service.web.forms import NOTHING, Reader, Told, told
from selfcheck_service.web.manage.ballot_rooms import id_in
from selfcheck_service.web.manage.listing import deed_in, moment_here
from selfcheck_service.web.manage.reading import dated_after, place_of
from selfcheck_service.web.manage.round_page import Known, know
from selfcheck_service.web.manage.rounds import PATH
from selfcheck_service.web.once import ONCE, chance_of, is_seed, new_chance, once, seed_of
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import Sent, sent_of, shown
from selfcheck_service.web.visit import Visit

KINDS: tuple[InvitationKind, ...] = ("personal", "open")
# As the interface for programs: a longer list is made in several goes.
MOST_AT_ONCE = 1000
# More would make the page heavy; the rest stands on it as a list, and all on the slips as PDF.
MOST_SLIPS = 20
_LISTED = 25
# Where people answer.
_ANSWER = "/answer"
_INVALID, _CONFLICT = 422, 409


class Inviting:
    """The pages on which people are invited."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        path = PATH + "/{round_id:uuid}/invitations"
        one = path + "/{invitation_id:uuid}"
        return [
            self._site.route(path, get=self.overview, post=self.issue, needs="facilitator"),
            self._site.route(f"{path}/code", post=self.revoke_code, needs="facilitator"),
            self._site.route(f"{path}/slips", post=self.slips, needs="facilitator"),
            self._site.route(f"{path}/letters", get=self.letters, needs="facilitator"),
            self._site.route(f"{one}/revocation", get=self.ask_revoke, post=self.revoke, needs="facilitator"),
        ]

    async def overview(self, request: Request, visit: Visit) -> Response:
        """Show what was issued, and ask for more."""
        known = await know(request, visit, current_moment())
        first = Sent.of([("kind", "personal")])
        return await self._page(request, visit, known, first, NOTHING)

    async def issue(self, request: Request, visit: Visit) -> Response:
        """Issue codes, and show them this once."""
        sent = sent_of(request)
        known = await know(request, visit, current_moment())
        reader, seed = Reader(sent), _seed_in(request)
        kind = reader.choice("kind", KINDS, needed=True)
        count = 1 if known.row.mode == "institutional" else reader.whole("count", 1, MOST_AT_ONCE, needed=True)

        async def make(transaction: Transaction) -> tuple[str, Issued]:
            if reader.problems or count is None:
                raise InputInvalid(reader.problems)
            made = await issue_invitation(
                transaction,
                deed_in(visit),
                known.row.id,
                perspective=sent.one("perspective") or None,
                kind="open" if kind == "open" else "personal",
                count=count,
                chance=_chance_in(seed),
            )
            return _path_of(known, made), made

        try:
            path, issued = await once(request, visit, make)
        except InputInvalid as invalid:
            words = self._site.words(visit)
            faults = told(invalid.problems, words.inviting.fields, words.manage, visit.spoken)
            return await self._page(request, visit, known, sent, faults)
        except Conflict as conflict:
            why = conflict.problem.message(visit.spoken)
            return await self._page(request, visit, known, sent, NOTHING, conflict=why)
        return self._codes(request, visit, known, issued or await _again(request, known, path, seed))

    async def revoke_code(self, request: Request, visit: Visit) -> Response:
        """Take back one code; whether it was good is not told."""
        sent, words = sent_of(request), self._site.words(visit)
        known = await know(request, visit, current_moment())
        try:
            async with context_of(request.scope).database.transaction() as transaction:
                await revoke_one_code(transaction, deed_in(visit), known.row.id, sent.one("code"))
        except InputInvalid as invalid:
            faults = told(invalid.problems, words.inviting.fields, words.manage, visit.spoken)
            return await self._page(request, visit, known, sent, faults)
        return self._site.see(visit, f"{known.path}/invitations", done="code")

    async def slips(self, request: Request, visit: Visit) -> Response:
        """Give slips with codes as PDF. The codes come from the page that shows them; here they are kept nowhere."""
        sent = sent_of(request)
        known = await know(request, visit, current_moment())
        codes = [code for each in sent.one("codes").split()[:MOST_AT_ONCE] if (code := read_code(each)) is not None]
        if not codes:
            return self._site.see(visit, f"{known.path}/invitations")
        reader = Reader(sent)
        good_for = reader.whole("count", 1, MOST_AT_ONCE, needed=True)
        if good_for is None:
            raise InputInvalid(reader.problems)
        title = str(known.titles.get(sent.one("perspective"), ""))
        invited = Invited(
            title=known.row.title,
            municipality=known.municipality,
            perspective=title,
            closes=moment_here(known.row.closes_at, visit),
            mode=known.row.mode,
            good_for=good_for,
            day=day_here(current_moment()),
        )
        shown_codes = [show_code(each) for each in codes]
        # For a thousand codes it takes a while to draw them, and others are served meanwhile.
        job = await asyncio.to_thread(
            invitation_slips_job, invited, shown_codes, address_from_here(request, _ANSWER), visit.spoken
        )
        name = "zugangscodes.pdf" if visit.spoken == "de" else "access-codes.pdf"
        return file_of(await make_pdf_aside(job), "application/pdf", name, language=visit.spoken)

    async def letters(self, request: Request, visit: Visit) -> Response:
        """Show what to write to people: the invitation, reminders and thanks, to be copied."""
        context = context_of(request.scope)
        known = await know(request, visit, current_moment())
        kind: InvitationKind = "open" if request.query_params.get("kind") == "open" else "personal"
        found = await texts_of(
            context.database, context.plans, visit.principal.reach, known.row.id, invitation=kind, minutes=None
        )
        asked = request.query_params.get("in", "")
        languages = ("de", "de-simple", "en")
        language = asked if asked in languages else visit.spoken
        names = [(each, own_name(each)) for each in languages]
        return self._site.page(
            "manage/letters.html",
            visit,
            known=known,
            kind=kind,
            kinds=KINDS,
            letters=[(each.key, *self._filled(request, visit, each, language)) for each in found.letters],
            address=address_of(request, _ANSWER),
            language=language,
            languages=names,
        )

    async def ask_revoke(self, request: Request, visit: Visit) -> Response:
        """Say what taking back means, and whether as many are to be issued anew."""
        known = await know(request, visit, current_moment())
        return await self._revocation(request, visit, known)

    async def revoke(self, request: Request, visit: Visit) -> Response:
        """Take back what is left of an invitation; where that is wished, issue as many anew and show them."""
        known = await know(request, visit, current_moment())
        invitation_id: UUID = request.path_params["invitation_id"]
        sent = sent_of(request)
        anew, seed = sent.one("step") == "reissue", _seed_in(request)

        async def make(transaction: Transaction) -> tuple[str, Issued | None]:
            deed, path = deed_in(visit), f"{known.path}/invitations"
            if anew:
                chance = _chance_in(seed)
                made = await reissue_invitation(transaction, deed, known.row.id, invitation_id, chance=chance)
                return _path_of(known, made), made
            await revoke_invitation(transaction, deed, known.row.id, invitation_id)
            return path, None

        try:
            path, issued = await once(request, visit, make)
        except Conflict as conflict:
            why = conflict.problem.message(visit.spoken)
            return await self._revocation(request, visit, known, conflict=why)
        if anew:
            return self._codes(request, visit, known, issued or await _again(request, known, path, seed))
        return self._site.see(visit, path, done="revoked")

    async def _page(
        self,
        request: Request,
        visit: Visit,
        known: Known,
        sent: Sent,
        faults: Told,
        *,
        conflict: str | None = None,
    ) -> Response:
        after = dated_after(request.query_params.get("after"))
        async with context_of(request.scope).database.reading() as transaction:
            row = known.row
            found = await list_invitations(transaction, row.municipality_id, row.id, after=after, limit=_LISTED + 1)
        last = found[_LISTED - 1] if len(found) > _LISTED else None
        return self._site.page(
            "manage/invitations.html",
            visit,
            status=_INVALID if faults.summary else 200 if conflict is None else _CONFLICT,
            known=known,
            lines=[(each, moment_here(each.created_at, visit)) for each in found[:_LISTED]],
            typed={name: shown(sent.one(name)) for name in ("perspective", "kind", "count", "code")},
            done=request.query_params.get("done"),
            faults=faults,
            conflict=conflict,
            is_later=after is not None,
            following=None if last is None else place_of(last.created_at, last.id),
            once=sent.one(ONCE) or new_chance(),
        )

    async def _revocation(
        self, request: Request, visit: Visit, known: Known, *, conflict: str | None = None
    ) -> Response:
        row = known.row
        async with context_of(request.scope).database.reading() as transaction:
            found = await get_invitation(transaction, row.municipality_id, row.id, request.path_params["invitation_id"])
        return self._site.page(
            "manage/revocation.html",
            visit,
            status=200 if conflict is None else _CONFLICT,
            known=known,
            invitation=found,
            made=moment_here(found.created_at, visit),
            conflict=conflict,
            once=new_chance(),
        )

    def _filled(self, request: Request, visit: Visit, letter: Reminder, language: str) -> tuple[str, str]:
        """Return subject and body of a letter with the address, and with brackets where the code is to be put in."""
        words = self._site.words(visit).inviting
        body = letter.body.in_language(language)
        body = body.replace(PLACEHOLDERS["link"], address_from_here(request, _ANSWER))
        return letter.subject.in_language(language), body.replace(
            PLACEHOLDERS["code"], words.put_in["en" if language == "en" else "de"]
        )

    def _codes(self, request: Request, visit: Visit, known: Known, issued: Issued | None) -> Response:
        """Return the page with new codes, or the page that says that they are gone."""
        address = address_of(request, _ANSWER)
        codes = [] if issued is None else [show_code(each) for each in issued.codes]
        response = self._site.page(
            "manage/codes.html",
            visit,
            known=known,
            issued=None if issued is None else issued.invitation,
            codes=codes,
            slips=[(each, _picture(address.url, each)) for each in codes[:MOST_SLIPS]],
            address=address,
            closes=moment_here(known.row.closes_at, visit),
        )
        response.headers[HOLDS_SECRET] = "yes"
        return response


def _path_of(known: Known, issued: Issued) -> str:
    """Return the path of a new invitation, by which a form that comes twice finds what it has made."""
    return f"{known.path}/invitations/{issued.invitation.id}"


def _seed_in(request: Request) -> str:
    """Return what codes follow from: of a form that says something else others, so that none is issued twice."""
    return seed_of(request) if is_seed(sent_of(request).one(ONCE)) else ""


def _chance_in(seed: str) -> Callable[[int], int]:
    return chance_of(seed) if is_seed(seed) else secrets.randbelow


async def _again(request: Request, known: Known, path: str, seed: str) -> Issued | None:
    """Return codes that the same form has issued before, made of its seed anew; None where none of them is left.

    A browser that sends a form twice shows the second answer only, and nobody would ever see the codes.
    """
    row = known.row
    async with context_of(request.scope).database.reading() as transaction:
        found = await get_invitation(transaction, row.municipality_id, row.id, id_in(path))
    if not is_seed(seed) or found.revoked >= found.issued:
        return None
    chance = chance_of(seed)
    return Issued(found, tuple(make_code(chance) for _ in range(1 if found.kind == "open" else found.issued)))


def _picture(page: str, code: str) -> Markup:
    """Return the QR code of a slip, as SVG to stand in a page."""
    return Markup(qr_code(f"{page}#{code}"))  # noqa: S704 - squares, and nothing of the text
