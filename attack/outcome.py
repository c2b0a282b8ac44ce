"""What attacks came to: findings as stories that can be repeated, and counts of what was tried."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["set", "item", "joint", "quarter", "untrue", "byte", "text", "poll", "undecided"]
KINDS: dict[Kind, str] = {
    "set": "a set of people smaller than the minimum can be derived",
    "item": "the figures of one item give somebody away",
    "joint": "the figures of a release together give somebody away",
    "quarter": "the quarters of a small group give somebody away",
    "untrue": "something is published that is not so",
    "byte": "the bytes depend on more than they should",
    "text": "a text that somebody wrote has come out",
    "poll": "somebody can tell from outside what was answered",
    "undecided": "the solver came to no end",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found out: in which round of which build, what was read, and what follows from it."""

    kind: Kind
    seed: int
    number: int
    build: str
    where: str
    follows: str

    def __str__(self) -> str:
        # Whatever is in the round can be seen again with the same two numbers.
        again = f"script/attack --seed {self.seed} --only {self.number}"
        if self.build != "real":
            again += f" --build {self.build}"
        if self.kind == "poll":
            again += " --served"
        return f"{KINDS[self.kind]}: {self.where}: {self.follows} ({again})"


@dataclass(slots=True)
class Outcome:
    """What was tried, and what came of it. `tried` counts; `told` says how often several who tell each other know.

    The keys of `several` and `told` are what is asked ("two", "issuer", "quarter") and how many people it is about.
    """

    findings: list[Finding] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)
    several: Counter[tuple[str, int]] = field(default_factory=Counter)
    told: Counter[tuple[str, int]] = field(default_factory=Counter)

    def add(self, other: "Outcome") -> None:
        """Take in what came of other rounds."""
        self.findings += other.findings
        self.tried.update(other.tried)
        self.several.update(other.several)
        self.told.update(other.told)
