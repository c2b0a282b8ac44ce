"""What must and what may be in the database, by nothing but what the clients wrote down."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hold.history import Record

ABSENT, SEAT, ERASED = "absent", "seat", "erased"
# A submission's state is the digest of the body that was sent.
State = str


@dataclass(slots=True)
class Story:
    """One response as its client tells it."""

    id: str
    round: str
    perspective: str
    secret: str
    who: int
    single: bool
    # What it may be now. Whoever never learnt what became of a request leaves two possibilities.
    states: frozenset[State] = frozenset({ABSENT})
    bodies: dict[str, dict[str, Any]] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    # Digests of the evaluation that each acknowledgement of a body carried.
    evaluations: dict[str, set[str]] = field(default_factory=dict)
    acknowledged: bool = False

    @property
    def answers(self) -> dict[str, Any] | None:
        """The answers it must have, or None where it need not have any that are known."""
        return self.bodies[next(iter(self.states))] if self.is_submitted else None

    @property
    def is_submitted(self) -> bool:
        """Whether there is no doubt that it is submitted, and with which answers."""
        return len(self.states) == 1 and not self.states & {ABSENT, SEAT, ERASED}

    @property
    def is_erased(self) -> bool:
        """Whether its erasure was acknowledged."""
        return self.states == {ERASED}


@dataclass(slots=True)
class Told:
    """All that the history says."""

    stories: dict[str, Story] = field(default_factory=dict)
    # Definite answers that nobody with these rights should have got, as sentences.
    refusals: list[str] = field(default_factory=list)
    acknowledged: int = 0
    unknown: int = 0


def tell(history: Iterable[Record]) -> Told:
    """Follow the history from its beginning to its end."""
    told = Told()
    invoked: dict[int, Record] = {}
    for record in history:
        if record["event"] == "began":
            names = ("round", "perspective", "secret", "who", "single")
            told.stories[record["response"]] = Story(record["response"], **{name: record[name] for name in names})
        elif record["event"] == "invoke":
            invoked[record["operation"]] = record
        else:
            _conclude(told, invoked.pop(record["operation"]), record)
    # Whoever was interrupted knows as little as whoever got no answer.
    for record in invoked.values():
        _conclude(told, record, {"event": "unknown"})
    return told


def _conclude(told: Told, invoked: Record, outcome: Record) -> None:
    story = told.stories[invoked["response"]]
    aim = _aim(invoked)
    if aim is not None and aim == invoked["body"]:
        story.bodies[aim] = invoked["answers"]
    if outcome["event"] == "unknown":
        told.unknown += 1
        if aim is not None and not story.is_erased:
            story.states |= {aim}
    elif outcome["event"] == "ok":
        told.refusals += _settle(story, invoked, outcome, aim)
        told.acknowledged += invoked["what"] in ("submit", "correct", "replay")
    elif not (invoked["what"] == "submit" and outcome["status"] == 401 and story.single):
        told.refusals.append(
            f"{invoked['what']} of {story.id} was answered with {outcome['status']} {outcome.get('code')}"
        )


def _settle(story: Story, invoked: Record, outcome: Record, aim: State | None) -> Iterator[str]:
    """Take an acknowledgement at its word; yield where it contradicts an earlier one."""
    if aim is None:
        return
    if story.is_erased and aim != ERASED:
        yield f"{invoked['what']} of {story.id} was acknowledged after its erasure"
        return
    story.states = frozenset({aim})
    if aim not in story.bodies:
        return
    story.acknowledged = True
    if story.etags.setdefault(aim, outcome["etag"]) != outcome["etag"]:
        yield f"{story.id} had two ETags for the same answers"
    seen = story.evaluations.setdefault(aim, set())
    seen.add(outcome["evaluation"])
    if len(seen) > 1:
        yield f"{story.id} had two evaluations for the same answers"


def _aim(invoked: Record) -> State | None:
    """Return the state that an operation leads to, or None where it is meant to change nothing."""
    match invoked["what"]:
        case "submit" | "correct" | "replay":
            return str(invoked["body"])
        case "draft" | "discard":
            return SEAT
        case "erase":
            return ERASED
        case _:
            return None
