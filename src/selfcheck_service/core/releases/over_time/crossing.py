"""From one version to a much later one: the bridges on the way are put together into one.

A bridge leads from one version to the next. Who asks again after a year has often passed several. Only major versions
rename anything, so their bridges are all that is needed.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from selfcheck_service.core.comparison import Diff, check_bridge_to, compare_along_bridge
from selfcheck_service.core.definition import Questionnaire, build_structure
from selfcheck_service.core.definition.bridge import Bridge, BridgedContinuation, BridgeStep

_ONE_TO_ONE = ("same", "reworded")
_FEWEST_MERGED = 2
# What two versions call the same thing, and which turned out to mean something else.
_Untrue = set[tuple[object, object]]


@dataclass(frozen=True, slots=True)
class _Thread:
    """How some keys of the earlier version go on; `to` is where they have got to."""

    becomes: BridgedContinuation
    origins: tuple[str, ...]
    to: tuple[str, ...]


def compare_across(earlier: Questionnaire, later: Questionnaire, between: Sequence[Questionnaire]) -> Diff:
    """Return the comparison of two versions along all bridges that lead from the one to the other.

    `between` are the versions between the two, oldest first; those without a bridge may be left out. What bridges call
    the same and what is not the same over the whole way counts as gone and new.
    """
    bridges = [version.bridge for version in (*between, later) if version.bridge is not None]
    if bridges in ([], [later.bridge]) and not check_bridge_to(earlier, later):
        return compare_along_bridge(earlier, later)
    untrue: _Untrue = set()
    while True:
        joined = later.model_copy(update={"bridge": _joined(earlier, later, bridges, untrue)})
        problems = [problem for problem in check_bridge_to(earlier, joined) if problem.code == "bridge_differs"]
        if not problems:
            return compare_along_bridge(earlier, joined)
        untrue |= {(problem.parameters["old"], problem.parameters["new"]) for problem in problems}


def _joined(earlier: Questionnaire, later: Questionnaire, bridges: Sequence[Bridge], untrue: _Untrue) -> Bridge:
    before, after = build_structure(earlier), build_structure(later)
    items = _follow(before.items, after.items, [bridge.items for bridge in bridges], untrue)
    fields = _follow(before.nodes, after.nodes, [bridge.fields for bridge in bridges], untrue)
    # All keys come from checked documents; only how many one line may name is another matter here.
    return Bridge.model_construct(origin=earlier.version, items=tuple(items), fields=tuple(fields))


def _follow(
    before: Collection[str], after: Collection[str], bridges: Sequence[Sequence[BridgeStep]], untrue: _Untrue
) -> Iterator[BridgeStep]:
    """Yield how the keys of the earlier version go on in the later one, and which went and came."""
    threads = [_Thread("same", (key,), (key,)) for key in before]
    for steps in bridges:
        threads = list(_along(threads, steps))
    origins: set[str] = set()
    targets: set[str] = set()
    stayed = {thread.to[0] for thread in threads if thread.origins == thread.to}
    for thread in threads:
        stays = thread.origins == thread.to
        if not stays and set(thread.to) <= set(after) and (thread.origins[0], thread.to[0]) not in untrue:
            origins.update(thread.origins)
            targets.update(thread.to)
            yield BridgeStep.model_construct(becomes=thread.becomes, origins=thread.origins, to=thread.to)
    # A key that both have, and that does not lead from the one to the other, stands for two things.
    gone = tuple(key for key in before if key not in origins and not (key in after and key in stayed))
    come = tuple(key for key in after if key not in targets and not (key in before and key in stayed))
    yield BridgeStep.model_construct(becomes="removed", origins=gone, to=())
    yield BridgeStep.model_construct(becomes="new", origins=(), to=come)


def _along(threads: Sequence[_Thread], steps: Sequence[BridgeStep]) -> Iterator[_Thread]:
    """Yield the threads behind one more bridge. What was split or merged goes on only as long as nothing else happens.

    What is removed ends, and so does what would lead from several keys to several.
    """
    lines = {key: step for step in steps for key in step.origins}
    merged: dict[tuple[str, ...], list[str]] = {}
    for thread in threads:
        met = [lines.get(key) for key in thread.to]
        first = met[0]
        if all(step is None or step.becomes in _ONE_TO_ONE for step in met):
            yield _moved(thread, met)
        elif first is not None and thread.becomes in _ONE_TO_ONE:
            if first.becomes == "split":
                yield _Thread("split", thread.origins, first.to)
            elif first.becomes == "merged":
                merged.setdefault(first.to, []).extend(thread.origins)
    for to, origins in merged.items():
        if len(origins) >= _FEWEST_MERGED:
            yield _Thread("merged", tuple(origins), to)


def _moved(thread: _Thread, met: Sequence[BridgeStep | None]) -> _Thread:
    to = tuple(key if step is None else step.to[0] for key, step in zip(thread.to, met, strict=True))
    reworded = any(step is not None and step.becomes == "reworded" for step in met)
    return _Thread("reworded" if reworded and thread.becomes == "same" else thread.becomes, thread.origins, to)
