"""What everything after the workshop is made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from selfcheck_service.core.ballots.matrix import PlacedCard
from selfcheck_service.core.planning import Consensus, FocusFields, Measure, Original, Readiness, Review, Withdrawn
from selfcheck_service.core.releases import Release
from selfcheck_service.core.rounds.terms import SMALLEST_GROUP_SIZE
from selfcheck_service.core.scoring import Plan
from selfcheck_service.reports.releases.speaker import About


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the room said of a field or an item, beside what the release says of it."""

    consensus: Consensus
    original: Original


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """An option of a ballot: its dots, and its place from 1; equals share a place."""

    key: str
    title: str
    dots: int
    place: int


@dataclass(frozen=True, slots=True)
class BallotSeen:
    """A ballot that is closed: what was asked, how many voted, what each option came to, and all of it in sentences."""

    id: str
    title: str
    voters: int
    options: tuple[OptionSeen, ...]
    words: tuple[str, ...]

    @property
    def has_few_votes(self) -> bool:
        """Tell whether so few voted that the dots would show how single people did."""
        return self.voters < SMALLEST_GROUP_SIZE


@dataclass(frozen=True, slots=True)
class Matter:
    """A round after its workshop, and nothing else.

    `release` is the one that the room worked with, `plan` that of the version which it names. `originals` has by its
    key what the release says of each focus field and of each that a measure aims at, `agreed` the last entry of each
    subject that was not withdrawn, `measures` all of them by their numbers, `reviews` all of them by measure and
    number. `readiness` is in the language that is spoken. `strengths` are titles of fields that surely are strengths.
    `cards` are those of the matrix that were moved, or that a measure came from or names. `changes` says how often a
    measure was changed, by its id, and `withdrawn` which days it has no longer; one that is not there was not changed,
    or never lost a day.
    """

    release: Release
    release_hash: str
    plan: Plan
    about: About
    focus: FocusFields | None
    originals: Mapping[str, Original]
    agreed: tuple[Agreed, ...]
    measures: tuple[Measure, ...]
    reviews: tuple[Review, ...]
    readiness: Readiness
    ballots: tuple[BallotSeen, ...]
    strengths: tuple[str, ...]
    cards: tuple[PlacedCard, ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the title of the round."""
        return self.about.title

    @property
    def municipality(self) -> str:
        """Return the name of the municipality."""
        return self.about.municipality

    @property
    def planned(self) -> tuple[Measure, ...]:
        """Return the measures of the action plan."""
        return tuple(each for each in self.measures if each.is_planned)

    @property
    def left_out(self) -> tuple[Measure, ...]:
        """Return what was rejected or dropped."""
        return tuple(each for each in self.measures if not each.is_planned)

    @property
    def held_on(self) -> tuple[date, ...]:
        """Return the days on which something was decided, the first one first."""
        return tuple(sorted(set(self._days())))

    @property
    def has_few_answers(self) -> bool:
        """Tell whether it is an open round that so few answered that its figures are nearly those of single people."""
        return self.release.mode == "open" and self.release.n < SMALLEST_GROUP_SIZE

    @property
    def day(self) -> date:
        """Return the date of what is written: the last decision, else when the round closed."""
        return (self.held_on or (date.fromisoformat(self.release.closed_on),))[-1]

    def reviews_of(self, measure: Measure) -> tuple[Review, ...]:
        """Return the reviews of a measure, the first one first."""
        return tuple(each for each in self.reviews if each.measure == measure.id)

    def _days(self) -> Iterator[date]:
        if self.focus is not None:
            yield self.focus.chosen_on
        for agreed in self.agreed:
            yield agreed.consensus.decided_on
        for measure in self.measures:
            yield measure.decided_on
