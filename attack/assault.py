"""One round attacked: everything is read after every event, and all that can be inferred from it is inferred."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Self

from attack.algebra import Seen, derivable, miscounted
from attack.builds import Build
from attack.counting import answering, people_in, place_of, true_histograms
from attack.inference import breaches, certain, fits_of, two_can_tell, without
from attack.measures import Histogram, subjects_of
from attack.outcome import Finding, Kind, Outcome
from attack.people import CANARY, Person
from attack.permuting import exchanged
from attack.published import Published, read_published
from attack.quarters import Group, other_worlds, unanimous
from attack.rounds import Book, Round
from attack.solver import Joint
from attack.worlds import Goal, Known, goals_of, goals_outside, missed

# Of each block so many who took part are asked what they could find out over all items together.
_READERS = 2
# Of each small group so many worlds that the solver found are held against the bytes of the release.
_CHECKED = 2


@dataclass(slots=True)
class Assault:
    """The attack on one round of one build. `thorough` also tries what only the real one has to stand."""

    round: Round
    build: Build
    thorough: bool = True
    outcome: Outcome = field(default_factory=Outcome)

    @classmethod
    def on(cls, of: Round, build: type[Build]) -> Self:
        """Return the attack on a round of this build."""
        return cls(of, build(of), thorough=build is Build)

    def run(self) -> Outcome:
        """Attack; whatever is found stands in the outcome."""
        seen = self._watch()
        self.outcome.tried["rounds"] += 1
        self.outcome.tried["releases"] += len(seen)
        self.conclude(seen)
        return self.outcome

    def conclude(self, seen: Sequence[Seen]) -> None:
        """Infer all that can be inferred from everything that was ever read."""
        self._derive(seen)
        if seen:
            self._infer(seen[-1])

    def _watch(self) -> list[Seen]:
        """Let everything happen, and read after each event what can be read; return what was ever new."""
        book, seen = Book(self.round), list[Seen]()
        for event in self.round.events:
            book.take(event)
            document = self.build.read(book, event)
            self.outcome.tried["events"] += 1
            if document is not None and (not seen or document != seen[-1].document):
                published = read_published(document, self.round.shape.name, self.round.sealing.terms.perspectives)
                seen.append(Seen(str(event), dict(book.present), document, published))
        return seen

    def find(self, kind: Kind, where: str, follows: str) -> None:
        """Keep what was found out."""
        of = self.round
        self.outcome.findings.append(Finding(kind, of.seed, of.number, self.build.name, f"{of}, {where}", follows))

    def _derive(self, seen: Sequence[Seen]) -> None:
        """Set algebra over everything that was ever published."""
        for each in seen:
            self.outcome.tried["sets"] += len(each.published.sets)
            for sentence in miscounted(each):
                self.find("untrue", f"the release after {each.after}", sentence)
            if CANARY.encode() in each.document:
                self.find("text", f"the release after {each.after}", "it holds words of a person")
        for people in derivable(seen, self.round.sealing.terms.minimum_group_size or 1):
            after = ", ".join(f"{each.after} (n {each.published.n})" for each in seen[-3:])
            self.find("set", f"releases after {after}", f"{len(people)} can be told from all others")

    def _infer(self, seen: Seen) -> None:
        people, published = list(seen.present.values()), seen.published
        if published.blocks:
            cells = _Cells(self, people, published)
            cells.infer()
            cells.solve()
        for small in published.groups:
            if small.quarters:
                _Quarters(self, people, Group(self.round.shape.name, small, people_in(small.names, people))).infer()
        if self.thorough:
            chance = Random(f"{self.round.seed} {self.round.number} permuted")
            others = exchanged(self.round.shape.name, published, people, chance)
            self.outcome.tried["exchanged"] += 1
            self.same_bytes(others, seen.document, "who said what inside a block changes it")

    def same_bytes(self, people: Sequence[Person], document: bytes | None, what: str) -> None:
        """Hold what follows from other answers against what is published."""
        if self.thorough and self.build.seal(people) != document:
            self.find("byte", f"the release of {len(people)}", what)

    @property
    def document(self) -> bytes | None:
        """Return what is published at last."""
        return self.build.frozen


class _Cells:
    """Attacks on blocks of ten and more."""

    def __init__(self, assault: Assault, people: Sequence[Person], published: Published) -> None:
        self.assault, self.people, self.published = assault, people, published
        self.shape = assault.round.shape.name
        self.subjects = subjects_of(self.shape)
        self.true = true_histograms(self.shape, published.blocks, people)
        self.outcome = assault.outcome

    def infer(self) -> None:
        """Exact inference for each item of each block; in the open, what several learn who tell each other."""
        issuer_told = False
        for (at, key), true in self.true.items():
            item = self.published.blocks[at].items[key]
            fits = fits_of(item, self.subjects[key], self.assault.build.code)
            self.outcome.tried["items"] += 1
            self.outcome.tried["cells"] += len(item.cells)
            where = f"{key} in block {at + 1} of {item.n}"
            if true not in fits:
                self.assault.find("untrue", where, f"the true counts {true} do not fit")
                continue
            for sentence in breaches(fits, true, self.subjects[key]):
                self.assault.find("item", where, sentence)
            self.outcome.several["two", item.n] += 1
            self.outcome.told["two", item.n] += two_can_tell(fits, true)
            issuer_told = issuer_told or self._issuer_knows(at, key, fits)
        issued = sum(person.number in self.assault.round.issued for person in self.people)
        if issued > 1:
            self.outcome.several["issuer", issued] += 1
            self.outcome.told["issuer", issued] += issuer_told

    def _issuer_knows(self, at: int, key: str, fits: Sequence[Histogram]) -> bool:
        inside = people_in(self.published.blocks[at].items[key].asked, self.people)
        issued = [person for person in inside if person.number in self.assault.round.issued]
        if len(issued) < 2:
            return False
        known = [place_of(person, key, self.subjects[key].values) for person in issued]
        return certain(without(fits, known)) is not None

    def solve(self) -> None:
        """Ask the solver over all figures together: somebody outside, and some who took part."""
        joint = Joint(self.shape, self.published, self.assault.build.code)
        if joint.impossible is not None:
            self.assault.find("untrue", "all cells together", joint.impossible)
            return
        self._ask(joint, list(goals_outside(self.true)), None)
        for known in self._readers():
            self._ask(joint, list(goals_of(known, self.true)), known)

    def _readers(self) -> Iterator[Known]:
        """Yield some of each block who took part, first of all those who stand alone with an answer."""
        for at, block in enumerate(self.published.blocks):
            places: list[tuple[bool, dict[str, int]]] = []
            for person in people_in(block.names, self.people):
                own = {
                    key: place_of(person, key, self.subjects[key].values)
                    for key, item in block.items.items()
                    if person.perspective in item.asked
                }
                alone = any(
                    self.true[at, key][place] == 1 and max(self.true[at, key]) == sum(self.true[at, key]) - 1
                    for key, place in own.items()
                )
                places.append((not alone, own))
            for _, own in sorted(places, key=lambda each: each[0])[:_READERS]:
                yield Known(at, own)

    def _ask(self, joint: Joint, goals: list[Goal], known: Known | None) -> None:
        if not goals:
            return
        self.outcome.tried["solved"] += 1
        world, left = missed(joint, goals, known)
        reader = "somebody outside" if known is None else f"one who took part, of block {known.block + 1}"
        for goal, is_certain in left:
            self.assault.find("joint" if is_certain else "undecided", reader, goal.words(self.subjects[goal.at[1]]))
        if world is None:
            self.assault.find("untrue", reader, "no world has all these figures")
        elif known is None:
            changed = {
                (self.published.blocks[at].items[key].asked, key): wanted
                for (at, key), wanted in world.items()
                if wanted != self.true[at, key]
            }
            others = answering(self.shape, self.people, changed)
            self.outcome.tried["solver worlds"] += self.assault.thorough
            self.assault.same_bytes(others, self.assault.document, "other answers with the same figures change it")


class _Quarters:
    """Attacks on a group of fewer than ten."""

    def __init__(self, assault: Assault, people: Sequence[Person], group: Group) -> None:
        self.assault, self.people, self.group = assault, people, group
        self.checked = 0

    def infer(self) -> None:
        """Ask for somebody outside, and for everybody who took part; in the open, for two and for the issuer."""
        group, outcome = self.group, self.assault.outcome
        outcome.tried["quarters"] += sum(quarter.ends is not None for quarter in group.small.quarters)
        readers = [(), *((person,) for person in group.people)]
        for known in readers:
            for number, key in self._certain(known):
                reader = f"one who took part ({known[0].number})" if known else "somebody outside"
                where = f"a group of {len(group.people)}"
                self.assault.find("quarter", where, f"{reader} knows what {number} answered to {key}")
        people, issued = len(group.people), self.assault.round.issued
        if people > 2:
            outcome.several["quarter", people] += 1
            outcome.told["quarter", people] += bool(self._certain((group.people[0], group.people[-1])))
        several = tuple(person for person in group.people if person.number in issued)
        if 1 < len(several) < people:
            outcome.several["issuer", len(several)] += 1
            outcome.told["issuer", len(several)] += bool(self._certain(several))

    def _certain(self, known: tuple[Person, ...]) -> list[tuple[int, str]]:
        """Return what these people, who tell each other, know for certain: whose answer, and to which item."""
        group = Group(self.group.shape, self.group.small, self.group.people, known)
        self.assault.outcome.tried["solved"] += 1
        worlds, told = other_worlds(group, unanimous(group))
        if worlds and self.checked < _CHECKED:
            self.checked += 1
            self._check(worlds[0])
        return told

    def _check(self, world: Sequence[Person]) -> None:
        inside = {person.number: person for person in world}
        others = [inside.get(person.number, person) for person in self.people]
        self.assault.outcome.tried["solver worlds"] += self.assault.thorough
        self.assault.same_bytes(others, self.assault.document, "other answers with the same quarters change it")
