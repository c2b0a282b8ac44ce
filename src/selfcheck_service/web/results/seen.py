"""What the page of a release shows, in numbers and words that the templates of this room draw."""

from collections.abc import Sequence
from dataclasses import dataclass

from selfcheck_service.core.releases import read_release
from selfcheck_service.core.releases.document import FieldFigures, QuarterFigures, RatingFigures
from selfcheck_service.core.scoring import parse_profile
from selfcheck_service.core.workshop import WorkshopBrief, prepare_brief
from selfcheck_service.reports.releases.evaluation import Evaluated, evaluated
from selfcheck_service.reports.releases.said import Said, list_said
from selfcheck_service.reports.releases.speaker import About, ReleaseSpeaker, speaker_of
from selfcheck_service.reports.workshop.pictures import Grid, grid_of
from selfcheck_service.storage.releases import StoredRelease
from selfcheck_service.use_cases.ground import Ground
from selfcheck_service.web.results.item_tables import FieldItems, item_tables


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
    every_item: tuple[FieldItems, ...]


def brief_of(ground: Ground, stored: StoredRelease, language: str, *, chosen: Sequence[str] = ()) -> WorkshopBrief:
    """Return the workshop brief of a release in one of the languages of the questionnaire.

    Its priorities are the fields that were `chosen`, by their keys; without any those that it proposes itself.
    """
    profile = parse_profile(ground.plan.questionnaire, ground.row.terms.profile, [])
    return prepare_brief(read_release(stored.document), ground.plan, language=language, profile=profile, chosen=chosen)


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
        every_item=item_tables(speaker.release.total.items if speaker.release.total else (), speaker),
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
