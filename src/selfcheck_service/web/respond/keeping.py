"""Keeping what a page sends: in the draft, beside what other pages have kept, and over nobody else's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request

from selfcheck_service.core.definition.problems import Conflict, RevisionDiffers
from selfcheck_service.core.scoring import Plan
from selfcheck_service.edge.context import context_of
from selfcheck_service.web.held import Held
from selfcheck_service.web.respond.merging import Window, merge
from selfcheck_service.web.respond.place import Place, find_place
from selfcheck_service.web.respond.written import Sheet

# How often it is tried again where another window was faster.
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of it. `open` has by question the names of the answers that were changed here and elsewhere: of those
    nothing was kept.
    """

    place: Place
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """What one page of the questionnaire sends: under which plan, as which field, and out of which window."""

    plan: Plan
    sheet: Sheet
    key: str
    window: Window


async def keep_part(request: Request, place: Place, page: Page, said: Mapping[str, object]) -> Kept:
    """Keep the answers of one page, beside what was changed on it elsewhere; the field is where one goes on.

    Nothing is written where nothing has changed, nor where nothing was said yet: looking spends no code. Raises what
    keeping a draft raises.
    """
    for _ in range(_TRIES):
        answers, sheet = place.standing.answers, page.sheet
        part = sheet.part(answers)
        merged = merge(page.plan, said, part, page.window)
        whole = {name: value for name, value in answers.items() if not sheet.owns(name)} | merged.answers
        is_silent = place.standing.row is None and not sheet.says_something(merged.answers)
        is_there = not place.has_draft or place.standing.draft.get("place") == page.key
        if is_silent or (part == merged.answers and (is_there or merged.open)):
            return Kept(place, merged.open)
        try:
            return Kept(await keep_members(request, place, {"answers": whole, "place": page.key}), merged.open)
        except RevisionDiffers:
            place = await look_again(request, place)
        except Conflict as conflict:
            if conflict.problem.code != "response_differs":
                raise
            place = await look_again(request, place)
    raise RevisionDiffers("revision_differs")


async def keep_members(request: Request, place: Place, members: Mapping[str, object]) -> Place:
    """Keep a draft with these members in place of those that are kept; return where one stands then."""
    row = place.standing.row
    named = {} if row is None or row.display_name is None else {"display_name": row.display_name}
    agreed = {"terms_hash": place.held.terms} if place.held.terms is not None and row is None else {}
    body = {**named, **place.standing.draft, **agreed, "answers": place.standing.answers, **members}
    holder = place.holder(if_match=place.standing.revision)
    await context_of(request.scope).responding.keep_draft(holder, body, now=place.now)
    return await look_again(request, place)


async def look_again(request: Request, place: Place) -> Place:
    """Return where one stands now; the code of a response that has begun is spent, and nobody needs it any more."""
    found = await find_place(request, place.held) or place
    if found.standing.row is None or found.held.code is None:
        return found
    spent = Held(found.held.id, found.held.secret, key_unseen=True)
    return await find_place(request, spent) or found
