"""What is kept because it often comes again: never more than is bounded, the least recently used goes first."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Thing = TypeVar("_Thing")


class Kept(Generic[_Thing]):
    """Things by key, at most so many, and together at most so heavy; the newest stays however heavy it is."""

    def __init__(
        self, most: int, *, heaviest: int | None = None, weigh: Callable[[_Thing], int] = lambda _thing: 1
    ) -> None:
        self._most, self._heaviest, self._weigh = most, heaviest, weigh
        self._things: dict[Hashable, _Thing] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._things)

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether there is something under a key."""
        return key in self._things

    def keys(self) -> list[Hashable]:
        """Return their keys, the most recently used last."""
        return list(self._things)

    def get(self, key: Hashable, make: Callable[[], _Thing]) -> _Thing:
        """Return what is kept under a key; where there is nothing, make it and keep it."""
        # Several threads may do so at once: at worst something is made twice.
        found = self._things.pop(key, None)
        if found is not None:
            self._things[key] = found
            return found
        found = self._things[key] = make()
        while self._too_many():
            self._things.pop(next(iter(self._things)), None)
        return found

    def _too_many(self) -> bool:
        if len(self._things) > self._most:
            return True
        if self._heaviest is None or len(self._things) == 1:
            return False
        return sum(map(self._weigh, list(self._things.values()))) > self._heaviest
