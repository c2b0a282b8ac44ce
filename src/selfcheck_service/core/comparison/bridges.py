"""Whether a bridge fits the version before, and what it adds to what the comparison finds."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from selfcheck_service.core.comparison.comparability import MovedKeys
from selfcheck_service.core.comparison.compare import compare, meanings_of
from selfcheck_service.core.comparison.difference import Comparability, Continuation, Diff, Trend, declared_bump
from selfcheck_service.core.comparison.meaning import FieldMeaning, ItemMeaning, Meaning, reduced
from selfcheck_service.core.definition import Problem, Questionnaire, pointer
from selfcheck_service.core.definition.bridge import Bridge, BridgeStep

_CLAIMS = frozenset({"same", "reworded"})


def check_bridge_to(old: Questionnaire, new: Questionnaire) -> tuple[Problem, ...]:
    """Return what is wrong with the bridge of a version towards the one before it; nothing where it has none.

    What the document alone can tell was checked when it was parsed.
    """
    bridge = new.bridge
    if bridge is None:
        return ()
    if bridge.origin != old.version:
        found = {"found": bridge.origin, "wanted": old.version}
        return (Problem(pointer("bridge", "from"), "bridge_other_version", found),)
    before, after = meanings_of(old, new)
    problems = (
        *_check_known("items", bridge.items, before.items),
        *_check_known("fields", bridge.fields, before.fields),
        *_check_claims(before, after, bridge),
    )
    if declared_bump(old.version, new.version) != "major":
        # Smaller steps lose nothing, and what they add needs no explanation.
        return problems
    return (
        *problems,
        *_check_mentioned("items", bridge.items, before.items, after.items),
        *_check_mentioned("fields", bridge.fields, _scored(before), _scored(after)),
    )


def _scored(meaning: Meaning) -> Mapping[str, FieldMeaning]:
    return {key: field for key, field in meaning.fields.items() if field.scored}


def _check_known(name: str, steps: tuple[BridgeStep, ...], known: Collection[str]) -> Iterator[Problem]:
    for index, step in enumerate(steps):
        for place, key in enumerate(step.origins):
            if key not in known:
                yield Problem(pointer("bridge", name, index, "from", place), "bridge_unknown", {"name": key})


def _check_claims(old: Meaning, new: Meaning, bridge: Bridge) -> Iterator[Problem]:
    """Whoever says that something is the same or reworded says that it still means the same."""
    renamed = _renamed(bridge.items) | _renamed(bridge.fields)
    for index, step in enumerate(bridge.items):
        if step.becomes in _CLAIMS and not _same_item(old.items.get(step.origins[0]), new.items[step.to[0]]):
            yield _differs("items", index, step)
    for index, step in enumerate(bridge.fields):
        before = old.fields.get(step.origins[0]) if step.becomes in _CLAIMS else None
        if before is not None and not _same_field(before, new.fields[step.to[0]], renamed):
            yield _differs("fields", index, step)


def _differs(name: str, index: int, step: BridgeStep) -> Problem:
    words = {"old": step.origins[0], "new": step.to[0]}
    return Problem(pointer("bridge", name, index), "bridge_differs", words)


def _renamed(steps: tuple[BridgeStep, ...]) -> dict[str, str]:
    return {step.origins[0]: step.to[0] for step in steps if step.becomes in _CLAIMS}


def _same_item(old: ItemMeaning | None, new: ItemMeaning) -> bool:
    # A key that is not there is reported as such.
    return old is None or (
        old.options == new.options
        and old.no_answers <= new.no_answers
        and (old.asked, old.span, old.block, old.rest) == (new.asked, new.span, new.block, new.rest)
    )


def _same_field(old: FieldMeaning, new: FieldMeaning, renamed: Mapping[str, str]) -> bool:
    entries = {(kind, renamed.get(key, key)): weight for (kind, key), weight in old.entries.items()}
    method = new.rule.get("method")
    return old.rule == new.rule and reduced(entries, method) == reduced(new.entries, method)


def _check_mentioned(
    name: str, steps: tuple[BridgeStep, ...], old: Collection[str], new: Collection[str]
) -> Iterator[Problem]:
    """A bridge says what becomes of every key that goes, and where every key comes from that is new."""
    origins = {key for step in steps for key in step.origins}
    targets = {key for step in steps for key in step.to}
    gone = [key for key in old if key not in new and key not in origins]
    come = [key for key in new if key not in old and key not in targets]
    for key in (*gone, *come):
        yield Problem(pointer("bridge", name), "bridge_silent", {"name": key})


def compare_along_bridge(old: Questionnaire, new: Questionnaire) -> Diff:
    """Return the comparison of two versions, with what the bridge says about split, merged and renamed keys.

    A bridge that is broken, or leads to another version, adds nothing. It never changes the bump.
    """
    if new.bridge is None or check_bridge_to(old, new):
        return compare(old, new)
    diff = compare(old, new, MovedKeys(frozenset(_moved(new.bridge.items)), frozenset(_moved(new.bridge.fields))))
    return replace(
        diff,
        items=_along(diff.items, new.bridge.items),
        fields=_along(diff.fields, new.bridge.fields),
    )


def _moved(steps: tuple[BridgeStep, ...]) -> Iterator[str]:
    """Yield the keys that do not simply stay: on the two sides they may stand for different things."""
    for step in steps:
        if not _stays(step):
            yield from (*step.origins, *step.to)


def _stays(step: BridgeStep) -> bool:
    return step.becomes in _CLAIMS and step.origins == step.to


def _along(found: tuple[Comparability, ...], steps: tuple[BridgeStep, ...]) -> tuple[Comparability, ...]:
    """Set what the bridge says in the place of what the keys say; what goes on under other keys is not `removed`."""
    by_target = {key: step for step in steps for key in step.to if step.becomes != "new"}
    gone = {key for step in by_target.values() for key in step.origins}
    moved = frozenset(_moved(steps))
    return tuple(
        _continued(one, by_target[one.key]) if one.key in by_target else _begun(one, moved)
        for one in found
        if not (one.continuation == "removed" and one.key in gone)
    )


def _begun(found: Comparability, moved: Collection[str]) -> Comparability:
    """Return what no line leads to: where its key was another thing's, which went or goes on elsewhere, it is new."""
    taken = found.continuation not in ("new", "removed") and found.key in moved
    return Comparability(found.key, "new", "broken") if taken else found


def _continued(found: Comparability, step: BridgeStep) -> Comparability:
    if found.continuation != "new" and _stays(step):
        return found
    continuation: Continuation = step.becomes
    trend: Trend = "comparable" if step.becomes in _CLAIMS else "partly"
    share = found.share if found.key in step.origins else None
    return Comparability(found.key, continuation, trend, share, step.origins)
