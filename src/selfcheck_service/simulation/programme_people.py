"""The people of a made-up municipality: how they see it, what they know, and what they answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from selfcheck_service.core.definition.answer_rules import TextRule
from selfcheck_service.core.scoring import parse_answers
from selfcheck_service.core.scoring.engine import start_run
from selfcheck_service.core.scoring.settling import form_of, hidden_items
from selfcheck_service.simulation.programme_asking import Asked, AskedItem
from selfcheck_service.simulation.programme_draws import (
    draw_bell,
    draw_between,
    draw_one,
    draw_weighted,
    draw_whole,
    happens,
    within,
)
from selfcheck_service.simulation.programme_model import Standing, camp_of, darkness_of, level_of
from selfcheck_service.simulation.programme_places import MADE_UP
from selfcheck_service.simulation.respondents import Body

# How people differ in what they call good and in what they have seen of a field, and the chance in a single answer.
_LENIENCE, _SEEN, _NOISE = 0.11, 0.14, 0.15
# From inside things look better than from outside, and from the top best.
_INSIDE, _OUTSIDE, _TOP = 0.03, -0.04, 0.03
# How often somebody does not know, inside and outside, and how people differ in that.
_UNKNOWN_INSIDE, _UNKNOWN_OUTSIDE, _KNOWLEDGE, _MOST_UNKNOWN = 0.06, 0.16, (0.3, 1.9), 0.75
_SEES_LACKING = 0.85
_DECLINES, _LEAVES_OPEN, _LEAVES_OFF = 0.012, 0.02, 0.04
_URGENCY_MIDDLE, _URGENCY_NOISE = 0.55, 0.16
_WEIGHT_TOP, _WEIGHT_INSIDE, _WEIGHT_OUTSIDE = 1.0, 3.2, 1.2
_IN_FIRST_LANGUAGE = 0.9
_EVIDENCE = ("Beschluss und Jahresbericht", "Gespräche mit Fachleuten vor Ort", "Zahlen aus dem letzten Quartal")


@dataclass(frozen=True, slots=True)
class Person:
    """Who answers.

    `lenience` is how much better they call the same, and `seen` how much better what they have seen of each field was.
    `upper` are the fields in whose upper camp they are; `leaves_at` the field at which they stop.
    """

    perspective: str | None
    inside: bool
    lenience: float
    seen: tuple[float, ...]
    unknowing: float
    upper: tuple[int, ...]
    leaves_at: int


def draw_people(asked: Asked, standing: Standing, among: tuple[str, ...], count: int, rng: Random) -> Iterator[Person]:
    """Yield so many people from some of the perspectives; in a camp there are about as many as in the other."""
    for number in range(count):
        perspective = draw_weighted(rng, [(name, _weight(asked, name)) for name in among]) if among else None
        inside = perspective is None or perspective in asked.inside
        top = perspective is not None and asked.inside[:1] == (perspective,)
        yield Person(
            perspective=perspective,
            inside=inside,
            lenience=draw_bell(rng, _LENIENCE) + (_INSIDE if inside else _OUTSIDE) + (_TOP if top else 0.0),
            seen=tuple(draw_bell(rng, _SEEN) for _ in asked.themes),
            unknowing=(_UNKNOWN_INSIDE if inside else _UNKNOWN_OUTSIDE) * draw_between(rng, *_KNOWLEDGE),
            upper=tuple(theme for at, theme in enumerate(standing.camps) if (number + at) % 2),
            leaves_at=draw_whole(rng, 2, len(asked.themes)) if happens(rng, _LEAVES_OFF) else len(asked.themes),
        )


def answer_all(asked: Asked, standing: Standing, person: Person, body: Body, rng: Random, *, texts: bool) -> Body:
    """Return the answers of a person to everything that concerns them, without those to items that are hidden to them.

    `body` has the profile that the round says; with `texts` free text is asked for.
    """
    form = form_of(asked.plan, person.perspective)
    answers: Body = {key: [{}] * count for key, count in asked.units.items()}
    for item in asked.items:
        if form is None or form in item.plan.forms:
            # Always as many draws, or else one text more would change what all others say.
            answer = _answer(item, standing, person, rng)
            if answer is not None and (texts or item.plan.definition.kind.value != "text"):
                answers[item.key] = answer
    said = {**body, "answers": answers, "perspective": person.perspective}
    given = parse_answers(asked.plan, said)
    hidden = frozenset(hidden_items(given.plan, start_run(given.plan, given, bounds=False)))
    return {key: answer for key, answer in answers.items() if key not in hidden}


def draw_language(languages: tuple[str, ...], rng: Random) -> str:
    """Return the language in which somebody answers: mostly the first."""
    return languages[0] if len(languages) < 2 or happens(rng, _IN_FIRST_LANGUAGE) else draw_one(rng, languages[1:])


def _weight(asked: Asked, perspective: str) -> float:
    """Return how many answer from a perspective: few from the top, most from inside, some from each side outside."""
    if perspective not in asked.inside:
        return _WEIGHT_OUTSIDE
    return _WEIGHT_TOP if perspective == asked.inside[0] else _WEIGHT_INSIDE


def _answer(item: AskedItem, standing: Standing, person: Person, rng: Random) -> object:
    """Return what a person says to an item: an answer, a kind of no answer, or None for nothing."""
    level = level_of(standing, item.theme, item.key, item.ease, item.classes) + draw_bell(rng, _NOISE)
    silent, why = rng.random(), rng.random()
    if item.theme >= person.leaves_at or silent < _LEAVES_OPEN:
        return None
    no_answer = _no_answer(item, standing, person, why)
    if no_answer is not None:
        return {"no_answer": no_answer}
    if item.plan.definition.kind.value == "text":
        return _text(item, rng)
    if item.said.answers and not item.urgent and not item.plan.scored:
        return draw_one(rng, item.said.answers)
    own = person.lenience + person.seen[item.theme] + _gap(item, standing, person)
    place = level + own + camp_of(standing, item.theme, person.upper)
    if item.urgent:
        place = _urgency(item, standing, rng)
    return _at(item, 1 - place if item.falling and not item.urgent else place)


def _text(item: AskedItem, rng: Random) -> object:
    """Return a text that says of itself that it is made up, or a shorter one where that is too long."""
    text, rule = f"{draw_one(rng, _EVIDENCE)} {MADE_UP}", item.plan.definition.rule
    fits = not isinstance(rule, TextRule) or len(text) <= rule.maximum_length
    return text if fits else "–"


def _no_answer(item: AskedItem, standing: Standing, person: Person, why: float) -> str | None:
    """Return why there is no answer, None where there is one; `why` is an even draw between 0 and 1."""
    unknown = within(person.unknowing * item.obscurity * darkness_of(standing, item.theme), 0.0, _MOST_UNKNOWN)
    kinds = (
        ("not_applicable", _SEES_LACKING if item.key in standing.lacking else 0.0),
        ("dont_know", unknown / 3 if item.urgent else unknown),
        ("declined", _DECLINES),
    )
    for kind, share in kinds:
        if kind in item.said.no_answers:
            if why < share:
                return kind
            why -= share
    return None


def _gap(item: AskedItem, standing: Standing, person: Person) -> float:
    """Return what a gap between inside and outside adds for this person."""
    half = standing.gaps.get(item.theme, 0.0) / 2
    return half if person.inside else -half


def _urgency(item: AskedItem, standing: Standing, rng: Random) -> float:
    """Return how pressing a field is: more so where little is done, and as the place happens to see it."""
    wanting = 0.35 * (0.5 - standing.levels[item.theme])
    return _URGENCY_MIDDLE + wanting + standing.concerns[item.theme] + draw_bell(rng, _URGENCY_NOISE)


def _at(item: AskedItem, place: float) -> object:
    """Return the answer nearest to a place on the response scale."""
    answers = item.said.answers
    return answers[int(within(place) * (len(answers) - 1) + 0.5)] if answers else None
