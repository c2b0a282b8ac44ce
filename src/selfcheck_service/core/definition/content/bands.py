"""Whether everybody who lands in a band of levels is offered enough.

A suggestion whose conditions are true whatever else is answered is offered for certain; one whose conditions are not
false may be. Where those that are certain suffice, it is proved; where even those that are possible do not, it is a
fault. In between nobody knows: synthetic respondents try (`simulation.bands`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from selfcheck_service.core.definition.content.profiles import Known, Profile, profiles_of, spoken
from selfcheck_service.core.definition.content.standard import Content
from selfcheck_service.core.definition.model import Suggestion, ThematicField
from selfcheck_service.core.definition.problems import Path, Problem, pointer


@dataclass(frozen=True, slots=True)
class Landing:
    """Somebody of a profile whom a field puts at a level of a band, and how much they are offered there."""

    path: Path
    field: str
    band: str
    level: str
    profile: Profile
    certain: int
    possible: int


def check_bands(content: Content) -> Iterator[Problem]:
    """Yield the levels of fields at which too little can be offered, each with the first such profile."""
    least = _least(content)
    seen: set[tuple[str, str]] = set()
    for found in landings(content) if least else ():
        place = found.field, found.level
        if found.possible < least and place not in seen:
            seen.add(place)
            yield too_little(found, found.possible, least)


def too_little(found: Landing, count: int, least: int) -> Problem:
    """Return the fault of a level at which too little is offered."""
    words = {"name": found.field, "band": found.band, "level": found.level, "count": count, "limit": least}
    return Problem(pointer(*found.path), "content_band", {**words, "profile": spoken(found.profile) or "–"})


def unproved(content: Content) -> Iterator[Landing]:
    """Yield where it is not known whether enough is offered."""
    least = _least(content)
    return (found for found in landings(content) if found.certain < least <= found.possible) if least else iter(())


def landings(content: Content) -> Iterator[Landing]:
    """Yield every level of every band in every field, for every profile that a condition of the field asks for."""
    rules = content.rules.suggestions
    bands = {} if rules is None else rules.bands
    for path, field in content.fields:
        offered = list(content.offered_in(field))
        levels = content.levels_of(field)
        asked = [condition for each in offered for condition in (each.when, each.applies_to)]
        times = sum(map(len, bands.values()))
        for profile in profiles_of(asked, content.structure, most_tests=content.most_tests, times=times):
            for band, names in bands.items():
                for level in (name for name in names if name in levels):
                    known = Known(content.structure, profile, field.key, level)
                    yield _landing((*path, "suggestions"), field, band, known, offered)


def _landing(path: Path, field: ThematicField, band: str, known: Known, offered: list[Suggestion]) -> Landing:
    found = [(known.truth(each.when), known.truth(each.applies_to)) for each in offered]
    certain = sum(when is True and applies is True for when, applies in found)
    possible = sum(when is not False and applies is not False for when, applies in found)
    return Landing(path, field.key, band, known.level or "", known.profile, certain, possible)


def _least(content: Content) -> int:
    rules = content.rules.suggestions
    return 0 if rules is None else rules.each_band or 0
