"""A made-up programme: municipalities with their rounds and all answers, for looking at, trying out and measuring.

Nothing in it is anybody's: no place, no person, no answer. The same seed makes the same programme, byte for byte, on
every machine. docs/demo.md explains the model.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from selfcheck_service.core.definition.model import ProfileAttribute
from selfcheck_service.core.rounds.terms import Mode
from selfcheck_service.core.scoring import Plan
from selfcheck_service.simulation.candidates import numbers_of_attribute
from selfcheck_service.simulation.chance import chance_of
from selfcheck_service.simulation.programme_asking import Asked, read_asked
from selfcheck_service.simulation.programme_draws import draw_between, draw_one, draw_some, draw_whole
from selfcheck_service.simulation.programme_model import Standing, draw_before, draw_ground, draw_standing, size_step
from selfcheck_service.simulation.programme_people import answer_all, draw_language, draw_people
from selfcheck_service.simulation.programme_places import MADE_UP, Place, make_up_places
from selfcheck_service.simulation.respondents import Body

PROGRAMME = f"Beispielprogramm {MADE_UP}"
MUNICIPALITIES = 35
FEWEST, MOST = 5, 50
# How many people take part, from and to, by the steps of size from the smallest municipalities to the largest.
_TAKING_PART = {-3: (5, 9), -2: (5, 12), -1: (8, 20), 0: (12, 30), 1: (18, 40), 2: (26, 50), 3: (38, 50)}
# Of the municipalities: those whose round is still open, those that look at each other's ratings, those that gave one
# joint answer before, and those that have planned the next round.
_STILL_OPEN, _OPEN_MODE, _JOINT, _PLANNED = 9, 3, 3, 5
# So many of the larger ones have asked eleven months before, too, so that there is something to compare. Their newer
# round has been closed for just so long that it is sealed, and took two weeks: a round is open for a year at most, and
# whoever fills a database has each of them open until it is filled.
_AGAIN, _LARGER, _BEFORE, _LONG_CLOSED, _TWO_WEEKS = 4, 12, 325, (21, 24), 14
# For each further questionnaire, so many municipalities have tried it.
_TRYING = 4
# The values of options for sizes, such as `ab_20000`.
_FROM = re.compile("ab_([0-9]{1,9})")
_TYPES = {
    "municipality_in_district": "kreisangehoerige_gemeinde",
    "independent_city": "kreisfreie_stadt",
    "district": "landkreis",
    "association": "verband",
}


@dataclass(frozen=True, slots=True)
class Given:
    """One response: from where, in which language, what, and how long after the opening, as a share of the time."""

    perspective: str | None
    language: str
    answers: Body
    when: float


@dataclass(frozen=True, slots=True)
class MadeUpRound:
    """One round. Days count from today, below 0 before it; `invited` says how many codes each perspective gets."""

    questionnaire: str
    version: str
    title: str
    mode: Mode
    perspectives: tuple[str, ...]
    free_texts: bool
    profile: Mapping[str, object]
    opens_day: int
    closes_day: int
    invited: Mapping[str, int]
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class MadeUpMunicipality:
    """One municipality: what it is, where it stands in the main questionnaire, and its rounds, the main one first."""

    place: Place
    standing: Standing
    rounds: tuple[MadeUpRound, ...]


@dataclass(frozen=True, slots=True)
class MadeUpProgramme:
    """All of it."""

    name: str
    municipalities: tuple[MadeUpMunicipality, ...]


def make_up_programme(main: Plan, further: Sequence[Plan] = (), *, seed: int = 1) -> MadeUpProgramme:
    """Return a programme in which all municipalities answer the main questionnaire, and some a further one, too."""
    rng = chance_of(seed)
    asked = [read_asked(plan, rng) for plan in (main, *further)]
    grounds = [draw_ground(each, rng) for each in asked]
    places = list(make_up_places(rng, MUNICIPALITIES))
    by_size = sorted(range(MUNICIPALITIES), key=lambda at: places[at].inhabitants)
    cast = _Cast(
        still_open=tuple(draw_some(rng, range(MUNICIPALITIES), _STILL_OPEN)),
        open_mode=tuple(draw_some(rng, by_size[: _OPEN_MODE * 2], _OPEN_MODE)),
        joint=tuple(draw_some(rng, range(MUNICIPALITIES), _JOINT)),
        planned=tuple(draw_some(rng, range(MUNICIPALITIES), _PLANNED)),
        trying=tuple(tuple(draw_some(rng, range(MUNICIPALITIES), _TRYING)) for _ in further),
    )
    again = [at for at in reversed(by_size) if at not in (*cast.still_open, *cast.open_mode)][:_LARGER]
    # Each has chance of its own, so that what one is like changes nothing about the others.
    seeds = [rng.getrandbits(64) for _ in places]
    cast = replace(cast, again=tuple(draw_some(rng, again, _AGAIN)))
    made = (
        _Maker(place, asked, grounds, chance_of(own)).municipality(at, cast)
        for at, (place, own) in enumerate(zip(places, seeds, strict=True))
    )
    return MadeUpProgramme(PROGRAMME, tuple(made))


@dataclass(frozen=True, slots=True)
class _Cast:
    """Which municipalities play which part."""

    still_open: tuple[int, ...]
    open_mode: tuple[int, ...]
    joint: tuple[int, ...]
    planned: tuple[int, ...]
    trying: tuple[tuple[int, ...], ...]
    again: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes up one municipality."""

    place: Place
    asked: Sequence[Asked]
    grounds: Sequence[tuple[float, ...]]
    rng: Random

    def municipality(self, at: int, cast: _Cast) -> MadeUpMunicipality:
        main, rng = self.asked[0], self.rng
        standing = draw_standing(main, self.place, self.grounds[0], rng)
        is_open, together = at in cast.still_open, at in cast.open_mode
        low, high = (FEWEST, 9) if together else _TAKING_PART[size_step(self.place)]
        days = self.running() if is_open else self.past()
        if at in cast.again:
            closes = -draw_whole(rng, *_LONG_CLOSED)
            days = closes - _TWO_WEEKS, closes
        rounds = [self.round(main, standing, "open" if together else "confidential", draw_whole(rng, low, high), days)]
        if at in cast.joint:
            rounds.append(self.round(main, standing, "institutional", 1, (days[0] - 60, days[0] - 40)))
        if at in cast.planned:
            start = draw_whole(rng, 20, 60)
            rounds.append(self.round(main, standing, "confidential", 0, (start, start + 28)))
        for number, trying in enumerate(cast.trying, start=1):
            if at in trying:
                rounds.append(self.further_round(number, trying.index(at)))
        if at in cast.again:
            before = draw_before(standing, rng)
            then = days[0] - _BEFORE, days[1] - _BEFORE
            rounds.append(self.round(main, before, "confidential", draw_whole(rng, low, high), then))
        return MadeUpMunicipality(self.place, standing, tuple(rounds))

    def further_round(self, number: int, turn: int) -> MadeUpRound:
        """Return a round of one of the further questionnaires; they take turns in the mode."""
        asked = self.asked[number]
        standing = draw_standing(asked, self.place, self.grounds[number], self.rng)
        modes: tuple[Mode, ...] = ("open", "institutional", "confidential")
        mode = modes[turn % len(modes)]
        count = 1 if mode == "institutional" else draw_whole(self.rng, FEWEST, 2 * FEWEST)
        return self.round(asked, standing, mode, count, self.running() if turn == 0 else self.past())

    def running(self) -> tuple[int, int]:
        """Return the days of a round that is open now."""
        return -draw_whole(self.rng, 4, 14), draw_whole(self.rng, 7, 21)

    def past(self) -> tuple[int, int]:
        """Return the days of a round that is closed."""
        closes = -draw_whole(self.rng, 3, 75)
        return closes - draw_whole(self.rng, 14, 35), closes

    def round(self, asked: Asked, standing: Standing, mode: Mode, count: int, days: tuple[int, int]) -> MadeUpRound:
        questionnaire, rng = asked.plan.questionnaire, self.rng
        among = {"confidential": asked.perspectives, "open": asked.inside, "institutional": asked.inside[:1]}[mode]
        profile = {each.key: self.attribute(each) for each in questionnaire.profile}
        # Where people have agreed that everybody reads what they write, they are asked for words, too.
        texts = mode != "confidential"
        people = list(draw_people(asked, standing, among, count, rng))
        given = tuple(
            Given(
                perspective=person.perspective,
                language=draw_language(asked.plan.languages, rng),
                answers=answer_all(asked, standing, person, {"profile": profile}, rng, texts=texts),
                when=draw_between(rng, 0.02, 0.98),
            )
            for person in people
        )
        # Where there are no perspectives, codes are issued for none.
        counted = {name: sum(each.perspective == (name or None) for each in given) for name in among or ("",)}
        title = questionnaire.title.get("de") or next(iter(questionnaire.title.values()))
        return MadeUpRound(
            questionnaire=asked.plan.key,
            version=asked.plan.version,
            title=f"{title} {MADE_UP}",
            mode=mode,
            perspectives=among,
            free_texts=texts,
            profile=profile,
            opens_day=days[0],
            closes_day=days[1],
            invited={name: self.invited(number, mode) for name, number in counted.items()} if count else {},
            given=given,
        )

    def invited(self, count: int, mode: Mode) -> int:
        """Return how many were invited where so many answered."""
        if mode == "institutional":
            return 1
        return max(2, int(count / draw_between(self.rng, 0.55, 0.9)))

    def attribute(self, attribute: ProfileAttribute) -> object:
        """Return what the municipality is where a questionnaire asks for it: as it was made up, else by chance."""
        if attribute.number is not None:
            return draw_one(self.rng, numbers_of_attribute(attribute.number, ()))
        values = [option.value for option in attribute.options]
        own = _TYPES.get(self.place.type)
        return own if own in values else self.by_size(values) or draw_one(self.rng, values)

    def by_size(self, values: Sequence[object]) -> object:
        """Return the option whose value names a number of inhabitants that fits, such as `ab_20000`."""
        read = ((_FROM.fullmatch(str(value)), value) for value in values)
        bounds = [(int(found[1]), value) for found, value in read if found is not None]
        below = [value for value in values if str(value).startswith("unter_")]
        fitting = [
            value for bound, value in sorted(bounds, key=lambda each: each[0]) if self.place.inhabitants >= bound
        ]
        return next(iter([*reversed(fitting), *below]), None) if bounds else None
