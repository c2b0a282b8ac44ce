"""Responses at an edge: of two that differ in one thing only, one comes to something and the other does not.

Where answers are counted, as in “at least two of seven”, most answers make no difference to most responses; at the edge
each of them does.
"""

from collections.abc import Iterator

from selfcheck_service.core.scoring.units import possible_units
from selfcheck_service.simulation.observing import Goal, Observer, comes_to
from selfcheck_service.simulation.respondents import Body
from selfcheck_service.simulation.world import Seen, World

# What a response says: whose it is, of which attribute or item, and what.
_Parts = dict[tuple[str, str], object]


def edges_of(world: World, observer: Observer) -> Iterator[tuple[Goal, Seen]]:
    """Yield responses at the edge of everything that was come to, each with what it is the edge of."""
    units = possible_units(world.plan)
    for goal, here in list(observer.reached.items()):
        for there in _others(goal, observer):
            # Answers in units belong to as many units as there are.
            if all(here.body["answers"].get(key) == there.body["answers"].get(key) for key in units):
                for backwards in (False, True):
                    yield from ((goal, seen) for seen in _edge(world, goal, here, there, backwards=backwards))


def _others(goal: Goal, observer: Observer) -> Iterator[Seen]:
    """Yield responses that come to something else: to each other level of a field, to a flag that is not true."""
    kind, key, _ = goal
    if kind == "level":
        yield from (
            seen for other, seen in list(observer.reached.items()) if other[:2] == (kind, key) and other != goal
        )
        return
    found = (seen for seen in (*observer.some, *observer.reached.values()) if not comes_to(goal, seen))
    yield from (seen for seen in (next(found, None),) if seen is not None)


def _edge(world: World, goal: Goal, here: Seen, there: Seen, *, backwards: bool) -> Iterator[Seen]:
    """Yield the two sides of an edge on the way from one response to another, on which they differ ever less."""
    one, two = _parts(here.body), _parts(there.body)
    names = sorted((name for name in one | two if one.get(name) != two.get(name)), reverse=backwards)
    low, high = 0, len(names)
    inside, outside = here, there
    while high - low > 1 and not world.expired():
        middle = (low + high) // 2
        seen = world.see(_body({**one, **{name: two.get(name) for name in names[:middle]}}))
        if comes_to(goal, seen):
            low, inside = middle, seen
        else:
            high, outside = middle, seen
    yield inside
    yield outside


def _parts(body: Body) -> _Parts:
    said = {(place, key): value for place in ("answers", "profile") for key, value in body.get(place, {}).items()}
    return said | {("perspective", ""): body.get("perspective")}


def _body(parts: _Parts) -> Body:
    body: Body = {"answers": {}, "profile": {}, "perspective": parts[("perspective", "")]}
    for (place, key), value in parts.items():
        if place != "perspective" and value is not None:
            body[place][key] = value
    return body
