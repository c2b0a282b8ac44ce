"""The pages with the results of a release: what it shows, what it keeps back and why, and beside an earlier one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.releases import read_release
from selfcheck_service.core.releases.document import FieldFigures, QuarterFigures, RatingFigures
from selfcheck_service.core.scoring import parse_profile
from selfcheck_service.core.workshop import WorkshopBrief, prepare_brief
from selfcheck_service.reports.releases.evaluation import Evaluated, evaluated
from selfcheck_service.reports.releases.said import Said, list_said
from selfcheck_service.reports.releases.speaker import About, ReleaseSpeaker, speaker_of
from selfcheck_service.reports.workshop.pictures import Grid, grid_of
from selfcheck_service.storage.releases import ReleaseEntry, StoredRelease, find_release, list_releases
from selfcheck_service.use_cases.ground import Ground
from selfcheck_service.web.manage_results.calls import Call, Rooms
from selfcheck_service.web.routing import Site

# A release gets a number of its own only where one was withdrawn; nobody withdraws so many.
_MOST_RELEASES = 1000
_LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class PeopleSeen:
    """People who are summed up together: who they are, how many, and how each field stands with them."""

    title: str
    n: int
    fields: dict[str, FieldFigures]
    quarters: dict[str, QuarterFigures]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RatingSeen:
    """What one member of an open round said under a name, or a joint answer, whose name is empty."""

    name: str
    perspective: str | None
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What the page of a release shows: the brief made of it, and what the brief leaves out."""

    stored: StoredRelease
    speaker: ReleaseSpeaker
    brief: WorkshopBrief
    grid: Grid | None
    numbers: dict[str, int]
    people: tuple[PeopleSeen, ...]
    ratings: tuple[RatingSeen, ...]
    evaluation: tuple[Evaluated, ...]


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
        """Show a release."""
        stored = await stored_in(call)
        about = About(call.row.title, call.municipality, call.context.demo)
        # A large release takes a while to read, and others are waiting to be answered.
        results = await asyncio.to_thread(partial(see_results, call.ground, stored, about, call.language))
        async with call.context.database.reading() as transaction:
            reach = call.deed.reach
            others: Sequence[ReleaseEntry] = await list_releases(
                transaction, call.row.id, reach=reach, after=0, limit=_MOST_RELEASES
            )
        return self._rooms.page("results.html", call, results=results, brief=results.brief, others=others)


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


def brief_of(ground: Ground, stored: StoredRelease, language: str) -> WorkshopBrief:
    """Return the workshop brief of a release in one of the languages of the questionnaire."""
    profile = parse_profile(ground.plan.questionnaire, ground.row.terms.profile, [])
    return prepare_brief(read_release(stored.document), ground.plan, language=language, profile=profile)


def see_results(ground: Ground, stored: StoredRelease, about: About, language: str) -> Results:
    """Return what the page of a release shows."""
    brief = brief_of(ground, stored, language)
    speaker = speaker_of(read_release(stored.document), ground.plan, about, language)
    numbers = {each.key: number for number, each in enumerate(brief.profile, start=1)}
    return Results(
        stored=stored,
        speaker=speaker,
        brief=brief,
        grid=grid_of(brief, numbers),
        numbers=numbers,
        people=_people(speaker),
        ratings=tuple(_rating(each, speaker) for each in speaker.release.ratings or ()),
        evaluation=tuple(evaluated(speaker)),
    )


def _people(speaker: ReleaseSpeaker) -> tuple[PeopleSeen, ...]:
    """Return everybody together and the blocks or, where there are none, the groups that show quarters."""
    blocks = speaker.shown_blocks()
    if blocks:
        return tuple(
            PeopleSeen(speaker.people(each.perspectives), each.n, {field.key: field for field in each.fields}, {})
            for each in blocks
        )
    return tuple(
        PeopleSeen(
            speaker.people(each.perspectives), each.n, {}, {field.key: field for field in each.fields}, each.reason
        )
        for each in speaker.release.groups
    )


def _rating(rating: RatingFigures, speaker: ReleaseSpeaker) -> RatingSeen:
    perspective = None if rating.perspective is None else speaker.perspective(rating.perspective)
    return RatingSeen(rating.name, perspective, tuple(list_said(rating, speaker)))
