"""The service as an attacker meets it, in the small: what can be read of a round after each event."""

from collections.abc import Sequence

from attack.inference import Code
from attack.measures import code
from attack.people import Person
from attack.rounds import Book, Event, Round, parsed
from selfcheck_service.core.releases import Release, aggregate_confidential, canonical_release


class Build:
    """The real one: sealed once, after the closing, and frozen.

    A weakened build overrides one of these methods and takes one promise out. `without` says which.
    """

    name = "real"
    without = "nothing"

    def __init__(self, of: Round) -> None:
        self.round = of
        self.frozen: bytes | None = None

    def read(self, book: Book, event: Event) -> bytes | None:
        """Return what can be read after this event; None where nothing is released."""
        if event.deed == "seal" and self.frozen is None:
            self.frozen = self.seal(list(book.present.values()))
        return self.frozen

    def seal(self, people: Sequence[Person]) -> bytes | None:
        """Return the bytes of the release of these people; None where they are too few."""
        release = self.release(people)
        return None if release is None else canonical_release(release)

    def release(self, people: Sequence[Person]) -> Release | None:
        """Return the release of these people."""
        return aggregate_confidential(self.round.sealing, parsed(self.round, people))

    @property
    def code(self) -> Code:
        """Return how the documentation of this build says that histograms are coded."""
        return code
