"""Weakened: when a response is erased after the seal, the release is made again without it."""

from attack.builds import Build
from attack.rounds import Book, Event


class Recomputed(Build):
    """Well meant: what is erased shall be gone everywhere. The difference is the one who left."""

    name = "recomputed"
    without = "frozen bytes"

    def read(self, book: Book, event: Event) -> bytes | None:
        """Return the release of those who are still there."""
        if book.sealed and event.deed in ("seal", "erase"):
            self.frozen = self.seal(list(book.present.values())) or self.frozen
        return self.frozen
