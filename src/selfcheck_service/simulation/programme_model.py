"""The latent model of a made-up municipality: how far it is in each field, and what is peculiar about it.

Everything is a share of the response scale, from 0 (nothing yet) to 1 (fully established). docs/demo.md explains the
model and its numbers; whoever changes one changes both.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from selfcheck_service.simulation.programme_asking import Asked
from selfcheck_service.simulation.programme_draws import draw_bell, draw_between, draw_one, draw_some, happens, within
from selfcheck_service.simulation.programme_places import Place

MIDDLE = 0.47
# The parts of a level, as standard deviations: of the whole municipality, of neighbouring fields, of a single field.
_GENERAL, _NEIGHBOURS, _OWN = 0.14, 0.07, 0.11
_NEIGHBOURHOOD = 3
# Some fields are further on everywhere, others nowhere.
_FIELD = 0.05
# What one size class more than the middle one is worth.
_PER_SIZE = 0.025
_SIZES = (5_000, 10_000, 20_000, 50_000, 100_000, 500_000)
# A level apart in single items, whatever the field.
_ITEM = 0.07

_WITH_PATTERN, _PATTERN = 0.5, 0.26
_WITH_CAMPS, _CAMP = 0.3, 0.4
_WITH_GAP, _GAP = 0.3, (0.28, 0.42)
_REVERSED = 0.2
_WITH_DARK, _DARK = 0.3, 4.0
_LACKING = 0.25
# What has moved since an earlier round: so many fields upwards, fewer downwards, by so much of the scale; no others.
_MOVED_UP, _MOVED_DOWN, _MOVED = 0.5, 0.15, (0.12, 0.22)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a municipality stands in one version of a questionnaire.

    `levels` and `concerns` (how pressing the field is here) stand in the order of the fields. `camps` are the fields in
    which people are of two minds; `gaps` those that look better from inside by so much; `dark` those of which few know.
    `strong` and `weak` are item classes. `lacking` are items that do not concern it. `single` holds what is peculiar to
    each item.
    """

    levels: tuple[float, ...]
    concerns: tuple[float, ...]
    camps: tuple[int, ...]
    gaps: Mapping[int, float]
    dark: tuple[int, ...]
    strong: str | None
    weak: str | None
    lacking: tuple[str, ...]
    single: Mapping[str, float]


def draw_ground(asked: Asked, rng: Random) -> tuple[float, ...]:
    """Return how far the fields are everywhere, apart from what municipalities make of them."""
    return tuple(draw_bell(rng, _FIELD) for _ in asked.themes)


def draw_standing(asked: Asked, place: Place, ground: tuple[float, ...], rng: Random) -> Standing:
    """Return where a municipality stands."""
    camps = _some_fields(asked, rng, _WITH_CAMPS, 2)
    gaps = {
        theme: draw_between(rng, *_GAP) * (-1 if happens(rng, _REVERSED) else 1)
        for theme in _some_fields(asked, rng, _WITH_GAP, 2)
        if theme not in camps
    }
    levels = _levels(asked, place, ground, rng)
    strong, weak = _pattern(asked, rng)
    return Standing(
        # Who is of two minds stands in the middle, or else one of the camps would lie beyond the scale.
        levels=tuple(within(level, 0.4, 0.6) if at in camps else level for at, level in enumerate(levels)),
        concerns=tuple(draw_bell(rng, 0.2) for _ in asked.themes),
        camps=camps,
        gaps=gaps,
        dark=_some_fields(asked, rng, _WITH_DARK, 1),
        strong=strong,
        weak=weak,
        lacking=tuple(
            item.key for item in asked.items if "not_applicable" in item.said.no_answers and happens(rng, _LACKING)
        ),
        single={item.key: draw_bell(rng, _ITEM) for item in asked.items},
    )


def draw_before(standing: Standing, rng: Random) -> Standing:
    """Return where a municipality stood at an earlier round: some levels differ, and what is peculiar is the same."""
    return replace(standing, levels=tuple(level - _moved(rng) for level in standing.levels))


def _moved(rng: Random) -> float:
    """Return how far a field came since an earlier round; below 0 where it fell back."""
    way = rng.random()
    if way >= _MOVED_UP + _MOVED_DOWN:
        return 0.0
    return draw_between(rng, *_MOVED) * (1 if way < _MOVED_UP else -1)


def level_of(standing: Standing, theme: int, key: str, ease: float, classes: tuple[str, ...]) -> float:
    """Return how far the municipality is in one item."""
    pattern = _PATTERN * ((standing.strong in classes) - (standing.weak in classes))
    return standing.levels[theme] + ease + standing.single[key] + pattern


def camp_of(standing: Standing, theme: int, upper: tuple[int, ...]) -> float:
    """Return how far from the level of a field somebody stands who is in these upper camps."""
    if theme not in standing.camps:
        return 0.0
    return _CAMP if theme in upper else -_CAMP


def darkness_of(standing: Standing, theme: int) -> float:
    """Return by how much it is harder here to know about a field."""
    return _DARK if theme in standing.dark else 1.0


def size_step(place: Place) -> int:
    """Return how many size classes a municipality lies above the middle one, below 0 where it is smaller."""
    return sum(place.inhabitants >= bound for bound in _SIZES) - len(_SIZES) // 2


def _levels(asked: Asked, place: Place, ground: tuple[float, ...], rng: Random) -> list[float]:
    general = draw_bell(rng, _GENERAL) + _PER_SIZE * size_step(place)
    near = [draw_bell(rng, _NEIGHBOURS) for _ in range(math.ceil(len(asked.themes) / _NEIGHBOURHOOD))]
    return [
        MIDDLE + general + near[at // _NEIGHBOURHOOD] + draw_bell(rng, _OWN) + ground[at]
        for at in range(len(asked.themes))
    ]


def _some_fields(asked: Asked, rng: Random, share: float, most: int) -> tuple[int, ...]:
    """Return no field, or in this share of all cases one or more."""
    if not happens(rng, share):
        return ()
    return tuple(draw_some(rng, range(len(asked.themes)), 1 + int(rng.random() * most)))


def _pattern(asked: Asked, rng: Random) -> tuple[str | None, str | None]:
    """Return an item class in which the municipality is strong and one in which it is weak, or none."""
    if len(asked.classes) < 2 or not happens(rng, _WITH_PATTERN):
        return None, None
    strong = draw_one(rng, asked.classes)
    return strong, draw_one(rng, [name for name in asked.classes if name != strong])
