"""Weakened: whoever looks sees the aggregate of all who have answered so far, from the fifth on."""

from attack.builds import Build
from attack.rounds import Book, Event


class Live(Build):
    """A dashboard before the closing: two looks, one before and one after a response, tell of one person."""

    name = "live"
    without = "one release at the closing"

    def read(self, book: Book, event: Event) -> bytes | None:
        """Return the aggregate as it is now."""
        del event
        return self.seal(list(book.present.values()))
