"""What one other answer does: whether it lowers a score that promised to rise, or changes anything at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from selfcheck_service.core.definition import OVERALL, parse_definition, plain_document
from selfcheck_service.core.definition.entries import entries_of
from selfcheck_service.core.definition.exact import exact_to_short
from selfcheck_service.core.definition.methods import method_of
from selfcheck_service.core.definition.problems import Severity
from selfcheck_service.core.scoring import Plan, compile_plan
from selfcheck_service.core.scoring.engine import start_run
from selfcheck_service.core.scoring.plan import FieldPlan, ItemPlan
from selfcheck_service.core.scoring.ratio import Scaled
from selfcheck_service.simulation.edges import edges_of
from selfcheck_service.simulation.observing import Goal, Observer
from selfcheck_service.simulation.world import Finding, Seen, World, found_at

# So many answers of one item are compared with each other at every base.
_MOST_ANSWERS = 6
# At so many edges at most an item is tried that seems to do nothing.
_MOST_EDGES = 60
_NOT_APPLICABLE = {"no_answer": "not_applicable"}


def step_through(
    world: World, observer: Observer, bases: Sequence[Seen], suspects: "list[Suspect]"
) -> Iterator[Finding]:
    """Yield where single answers break a promise, item by item in document order; each is exchanged in every base.

    `suspects` receives the items that did nothing there, or moved no score.
    """
    below = {field.key: set(field.coverage_items) for field in world.plan.fields}
    for item in (each for each in world.plan.items if each.definition.kind.asked):
        if world.expired():
            return
        # Of what is not shown to all, those responses are taken in which it was; there may be none.
        at = observer.shown.get(item.key, bases)
        fields = [field for field in world.plan.fields if item.index in below[field.key]]
        tried = [_Exchange(world, observer, item, base) for base in at]
        if tried:
            yield from _broken_promises(fields, item, [each.seen for each in tried])
            if item.key not in observer.of_groups and _fault(item, fields, tried):
                suspects.append(Suspect(item, fields, tried))


class _Exchange:
    """What other answers to an item make of a response: `seen` by rising points, `changes` among all results."""

    def __init__(self, world: World, observer: Observer, item: ItemPlan, base: Seen) -> None:
        self.seen = _exchanged(world, observer, item, base)
        others = () if item.scored else (world.with_answer(base, item.key, None),)
        self.changes = len({one.octets for one in (*self.seen, *others)}) > 1


@dataclass(frozen=True, slots=True)
class Suspect:
    """An item that did nothing, or moved no score, in the responses in which it was tried."""

    item: ItemPlan
    fields: Sequence[FieldPlan]
    tried: "Sequence[_Exchange]"


def _broken_promises(fields: Sequence[FieldPlan], item: ItemPlan, seen: Sequence[list[Seen]]) -> Iterator[Finding]:
    """Yield the fields whose score a better answer lowers, though they promise otherwise; each once."""
    for field in fields:
        if field.scoring.promises is not None and field.scoring.promises.rising:
            found = (_lowered(field, item, each) for each in seen)
            yield from next((each for each in found if each), [])


def _exchanged(world: World, observer: Observer, item: ItemPlan, base: Seen) -> list[Seen]:
    """Return the base with other answers to one item, by rising points."""
    answers = world.candidates[item.key].answers
    size = len(answers)
    places = range(size) if size <= _MOST_ANSWERS else sorted({n * (size - 1) // (_MOST_ANSWERS - 1) for n in range(6)})
    seen = [world.with_answer(base, item.key, answers[place]) for place in places]
    for one in seen:
        observer.watch(one)
    worth = [(_points(item, one), one) for one in seen]
    return [one for _, one in sorted(worth, key=lambda found: found[0])]


def _points(item: ItemPlan, seen: Seen) -> Scaled:
    """Return what an answer is worth, also where that follows from other answers."""
    points = seen.answers.points if item.late is None else start_run(seen.answers.plan, seen.answers).points
    return points[item.index] or 0


def _moves(field: FieldPlan, seen: list[Seen]) -> bool:
    scores = [seen_one.fields[field.key]["raw_score"] for seen_one in seen]
    return len(set(scores)) > 1


def _lowered(field: FieldPlan, item: ItemPlan, seen: list[Seen]) -> list[Finding]:
    """Return that a better answer lowered the score of a field that promised otherwise."""
    for one, two in pairwise(seen):
        before, after = one.score(field.key), two.score(field.key)
        if before is not None and after is not None and after < before and _points(item, one) < _points(item, two):
            scores = {"before": exact_to_short(before), "after": exact_to_short(after)}
            words = {"name": field.key, "item": item.key, **scores}
            return [found_at("answer_lowers_score", (*field.node.path, "scoring"), "error", two.body, **words)]
    return []


def without_effect(world: World, observer: Observer, suspects: Sequence[Suspect]) -> Iterator[Finding]:
    """Yield each scored item that changes nothing at all, or moves no score; note those that are not scored."""
    edges = list(edges_of(world, observer)) if suspects else []
    for suspect in suspects:
        if world.expired():
            return
        item = suspect.item
        code = _fault_among_others(world, observer, suspect, edges)
        if code is not None and item.scored:
            yield found_at(code, item.path, name=item.key)
        elif code is not None and item.definition.kind.span is not None:
            # What its author calls unscored is there to be read by people: it is listed, and is no fault.
            observer.idle.append(item.key)


def _fault_among_others(
    world: World, observer: Observer, suspect: Suspect, edges: Sequence[tuple[Goal, Seen]]
) -> str | None:
    """Return what is to be said of an item by all that is known: by those who came to something, and at the edges."""
    item, fields = suspect.item, suspect.fields
    below = {field.key for field in fields}
    near = (seen for (kind, key, _), seen in edges if kind != "level" or key in below or not item.scored)
    shown = (seen for seen in near if item.key not in seen.results["hidden"])
    code = _fault(item, fields, suspect.tried)
    # An unscored item that nobody asks for does nothing anywhere.
    asked = item.scored or item.key in observer.asked_for
    for base in chain(observer.telling(item.key), islice(shown, _MOST_EDGES)) if asked else ():
        found = _fault(item, fields, [_Exchange(world, observer, item, base)])
        if found is None:
            return None
        code = "item_saturated" if found == "item_saturated" else code
    return code


def _fault(item: ItemPlan, fields: Sequence[FieldPlan], tried: Sequence[_Exchange]) -> str | None:
    """Return what is to be said of an item by what its answers did, None where they do what they are there for."""
    if not any(each.changes for each in tried):
        return "item_without_effect"
    scores = [field for field in fields if not method_of(field.scoring.method).levels_only]
    moves = any(_moves(field, each.seen) for field in scores for each in tried)
    return "item_saturated" if item.scored and scores and not moves else None


def check_not_applicable(world: World, bases: Sequence[Seen]) -> Iterator[Finding]:
    """Yield the items whose “not applicable” makes a score worse than it would be without them.

    It is compared with the same questionnaire in which the fields leave such items out. A field that promises to be
    neutral is at fault for each of them; of one that says nothing the first is named, and of one that says it is not
    neutral, none.
    """
    promises = {field.key: _promise(field) for field in world.plan.fields}
    looked_at = [field for field in world.plan.fields if promises[field.key] is not False]
    asked = [item for item in world.plan.items if "not_applicable" in item.no_answers]
    if not looked_at or not asked:
        return
    neutral = World(_neutral(world.plan, {field.key for field in looked_at}), world.expired)
    named: set[str] = set()
    for item in asked:
        left = [field for field in looked_at if field.key not in named and item.index in field.coverage_items]
        for field, seen, words in _made_worse(world, neutral, item, left, bases):
            promised = promises[field.key] is True
            entries = entries_of(field.node, world.plan.structure)
            # Of a field of fields, the one whose item it is has been named.
            own = any(thing is item.definition for thing, _ in entries)
            if promised or (own and words["after"] != "null" and field.better != "none"):
                named.update(() if promised else (field.key,))
                severity: Severity = "error" if promised else "warning"
                path = (*field.node.path, "scoring")
                yield found_at(
                    "not_applicable_lowers", path, severity, seen.body, name=field.key, item=item.key, **words
                )
    world.tried += neutral.tried


def _promise(field: FieldPlan) -> bool | None:
    """Return whether a field promises that “not applicable” is neutral; None where it says nothing."""
    return None if field.scoring.promises is None else field.scoring.promises.not_applicable_neutral


def _made_worse(
    world: World, neutral: World, item: ItemPlan, fields: Sequence[FieldPlan], bases: Sequence[Seen]
) -> Iterator[tuple[FieldPlan, Seen, dict[str, str]]]:
    """Yield once each field whose score “not applicable” at an item makes worse, with the scores before and after."""
    left = {field.key: field for field in fields}
    for base in bases:
        if not left or world.expired():
            return
        seen = world.with_answer(base, item.key, _NOT_APPLICABLE)
        without = neutral.see(seen.body)
        for key, field in list(left.items()):
            found, wanted = seen.score(key), without.score(key)
            worse = found is None or (
                wanted is not None and (found > wanted if field.better == "lower" else found < wanted)
            )
            if wanted is not None and worse:
                del left[key]
                after = "null" if found is None else exact_to_short(found)
                yield field, seen, {"before": exact_to_short(wanted), "after": after}


def _neutral(plan: Plan, keys: set[str]) -> Plan:
    """Return the plan of the questionnaire in which these fields leave out what is not applicable."""
    document = plain_document(plan.questionnaire)
    waiting = [*document["fields"], *([document["overall"]] if document.get("overall") else [])]
    while waiting:
        found = waiting.pop()
        waiting += found.get("fields", [])
        if found.get("key", OVERALL) in keys:
            scoring = found.setdefault("scoring", {})
            scoring["no_answer"] = {**(scoring.get("no_answer") or {}), "not_applicable": "exclude"}
    return compile_plan(parse_definition(document))
