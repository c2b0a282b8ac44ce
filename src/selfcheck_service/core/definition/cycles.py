"""Things that depend on each other: in which order they come, and which depend on themselves.

Nothing here recurses, because a chain may be longer than the stack.
"""

from collections.abc import Iterator, Mapping, Sequence

Edges = Mapping[str, Sequence[str]]


def on_cycles(edges: Edges) -> frozenset[str]:
    """Return the names that can be reached from themselves; time grows with the number of edges only.

    Kosaraju's way: taken in the reverse order in which a walk leaves them, the names that a walk against the edges
    reaches anew from a name are those that lie on cycles with it.
    """
    backwards: dict[str, list[str]] = {name: [] for name in edges}
    for name, following in edges.items():
        for other in following:
            if other in backwards:
                backwards[other].append(name)
    left: set[str] = set()
    order = [name for start in edges for name in postorder(start, edges, left)]
    found: set[str] = set()
    left.clear()
    for start in reversed(order):
        together = list(postorder(start, backwards, left))
        if len(together) > 1 or start in edges[start]:
            found.update(together)
    return frozenset(found)


def postorder(start: str, edges: Edges, seen: set[str]) -> Iterator[str]:
    """Yield each name that is reached for the first time, after all that are reached from it."""
    if start in seen:
        return
    seen.add(start)
    waiting = [(start, iter(edges[start]))]
    while waiting:
        name, following = waiting[-1]
        other = next((other for other in following if other in edges and other not in seen), None)
        if other is None:
            waiting.pop()
            yield name
        else:
            seen.add(other)
            waiting.append((other, iter(edges[other])))
