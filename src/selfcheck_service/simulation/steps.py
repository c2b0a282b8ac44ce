"""What one other answer does: whether it lowers a score that promised to rise, or changes anything at all."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from selfcheck_service.core.definition import parse_definition, plain_document
from selfcheck_service.core.scoring import Plan, compile_plan
from selfcheck_service.core.scoring.plan import FieldPlan, ItemPlan
from selfcheck_service.core.scoring.ratio import Scaled
from selfcheck_service.simulation.observing import Observer
from selfcheck_service.simulation.world import Finding, Seen, World, finding

# So many answers of one item are compared with each other at every base.
_MOST_ANSWERS = 6
_NOT_APPLICABLE = {"no_answer": "not_applicable"}


def step_through(world: World, observer: Observer, bases: Sequence[Seen]) -> Iterator[Finding]:
    """Yield what single answers show, item by item in document order; each is exchanged in every base."""
    promised = [field for field in world.plan.fields if field.scoring.promises and field.scoring.promises.rising]
    below = {field.key: set(field.coverage_items) for field in world.plan.fields}
    broken: set[tuple[str, str]] = set()
    for item in world.plan.items:
        if world.expired():
            return
        changes = moves = False
        for base in bases:
            seen = _exchanged(world, observer, item, base)
            changes = changes or len({one.octets for one in seen}) > 1
            moves = moves or any(_moves(field, seen) for field in world.plan.fields if item.index in below[field.key])
            for field in promised:
                if item.index in below[field.key] and (field.key, item.key) not in broken:
                    found = _lowered(field, item, seen)
                    broken.update({(field.key, item.key)} if found else ())
                    yield from found
        yield from _without_effect(world.plan, item, changes=changes, moves=moves)


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
    return seen.answers.points[item.index] or 0


def _moves(field: FieldPlan, seen: list[Seen]) -> bool:
    scores = [seen_one.fields[field.key]["raw_score"] for seen_one in seen]
    return len(set(scores)) > 1


def _lowered(field: FieldPlan, item: ItemPlan, seen: list[Seen]) -> list[Finding]:
    """Return that a better answer lowered the score of a field that promised otherwise."""
    for one, two in pairwise(seen):
        before, after = one.score(field.key), two.score(field.key)
        if before is not None and after is not None and after < before and _points(item, one) < _points(item, two):
            words = {"name": field.key, "item": item.key, "before": str(before), "after": str(after)}
            return [finding("answer_lowers_score", (*field.node.path, "scoring"), "error", two.body, **words)]
    return []


def _without_effect(plan: Plan, item: ItemPlan, *, changes: bool, moves: bool) -> Iterator[Finding]:
    """Yield an item that changes nothing at all, or one that is scored and moves no score."""
    if not item.scored and not changes:
        # What its author calls unscored is there to be read by people, as free text is.
        return
    if not changes:
        yield finding("item_without_effect", item.path, name=item.key)
    elif item.scored and not moves and any(item.index in field.coverage_items for field in plan.fields):
        yield finding("item_saturated", item.path, name=item.key)


def check_not_applicable(world: World, bases: Sequence[Seen]) -> Iterator[Finding]:
    """Yield the items whose “not applicable” makes a score worse that promised to be neutral about it.

    It is compared with the same questionnaire in which the promised fields leave such items out.
    """
    promised = [
        field
        for field in world.plan.fields
        if field.scoring.promises is not None and field.scoring.promises.not_applicable_neutral
    ]
    if not promised:
        return
    neutral = World(_neutral(world.plan, {field.key for field in promised}), world.expired)
    for item in world.plan.items:
        if "not_applicable" in item.no_answers and not world.expired():
            yield from _compare_with_neutral(world, neutral, item, promised, bases)
    world.tried += neutral.tried


def _compare_with_neutral(
    world: World, neutral: World, item: ItemPlan, promised: Sequence[FieldPlan], bases: Sequence[Seen]
) -> Iterator[Finding]:
    left = {field.key: field for field in promised if item.index in field.coverage_items}
    for base in bases if left else ():
        seen = world.with_answer(base, item.key, _NOT_APPLICABLE)
        without = neutral.see(seen.body)
        for key, field in list(left.items()):
            found, wanted = seen.score(key), without.score(key)
            worse = found is None or (
                wanted is not None and (found > wanted if field.better == "lower" else found < wanted)
            )
            if wanted is not None and worse:
                del left[key]
                words = {"name": key, "item": item.key, "before": str(wanted), "after": str(found)}
                yield finding("not_applicable_lowers", (*field.node.path, "scoring"), "error", seen.body, **words)


def _neutral(plan: Plan, keys: set[str]) -> Plan:
    """Return the plan of the questionnaire in which these fields leave out what is not applicable."""
    document = plain_document(plan.questionnaire)
    waiting = [*document["fields"], *([document["overall"] | {"key": "overall"}] if document.get("overall") else [])]
    while waiting:
        found = waiting.pop()
        waiting += found.get("fields", [])
        if found["key"] in keys:
            scoring = found.setdefault("scoring", {})
            scoring["no_answer"] = {**(scoring.get("no_answer") or {}), "not_applicable": "exclude"}
    return compile_plan(parse_definition(document))
