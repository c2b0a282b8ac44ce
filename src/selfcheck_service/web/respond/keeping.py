"""Keeping what a page sends: in the draft, beside what other pages have kept, and over nobody else's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from selfcheck_service.core.definition.problems import Conflict, RevisionDiffers
from selfcheck_service.edge.context import context_of
from selfcheck_service.web.held import Held
from selfcheck_service.web.respond.place import Place, find_place
from selfcheck_service.web.respond.written import Sheet, seen_of

# How often it is tried again where another window was faster.
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of it. `differs`: the answers of this page were changed elsewhere meanwhile, and nothing was kept."""

    place: Place
    differs: bool = False


async def keep_part(
    request: Request, place: Place, sheet: Sheet, said: Mapping[str, object], *, seen: str, field: str
) -> Kept:
    """Keep the answers of one page. `seen` tells which answers the page has shown; `field` is where one goes on.

    Nothing is written where nothing has changed, nor where nothing was said yet: looking spends no code. Raises what
    keeping a draft raises.
    """
    for _ in range(_TRIES):
        answers = place.standing.answers
        part = sheet.part(answers)
        if part != said and seen != seen_of(part):
            return Kept(place, differs=True)
        whole = {name: value for name, value in answers.items() if not sheet.owns(name)} | dict(said)
        is_silent = place.standing.row is None and not sheet.says_something(said)
        is_unchanged = part == said and (not place.has_draft or place.standing.draft.get("place") == field)
        if is_silent or is_unchanged:
            return Kept(place)
        try:
            return Kept(await keep_members(request, place, {"answers": whole, "place": field}))
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
