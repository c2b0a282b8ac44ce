"""Rounds on the running service: the same events as in the small, over HTTP, each beside a twin of other opinions."""

import secrets
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count as counting
from random import Random
from typing import Any

from attack.algebra import Seen
from attack.assault import Assault
from attack.builds import Build
from attack.outcome import Outcome
from attack.people import Crowd, Person
from attack.polling import Places, Read, Reader, canaries, differences, is_release, read_all
from attack.published import read_published
from attack.rounds import ONE_SHIPPED_IN, Book, Event, Round, make_round, parsed
from attack.service import Headers, Service, running
from attack.shapes import SMALL, document_of
from selfcheck_service.core.releases import Sealing, aggregate_confidential, canonical_release
from selfcheck_service.use_cases.days import day_here

# Most rounds are small, because each event takes two requests and many readings.
_SMALL_ONES = range(1, 12)
# One in five has two blocks with cells; some of those who submit are gone before the seal.
_LARGE_ONES, _ONE_LARGE_IN, _MOST_LEAVE = range(12, 26), 5, 4
# Once so many have submitted, what others can read is read after one in six submissions, and after all other events.
_READ_AFTER_EACH, _ONE_READ_IN = 3, 6
# In one of so many rounds everybody reads everywhere, once before the seal and once after it.
_ONE_WIDELY_IN = 12
# So many of them may be late or erased before the seal.
_MOST_ERASED = 3


@dataclass(slots=True)
class Client:
    """What a respondent holds: an id, a secret, a code, and what they saw last of their own."""

    code: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    etag: str | None = None
    evaluation: bytes = b""

    @property
    def headers(self) -> Headers:
        """Return what is shown with every request."""
        return {"selfcheck-response-secret": self.secret}


async def attack_served(
    seed: int, numbers: Sequence[int], weaken: Callable[[Service], Service] | None = None
) -> Outcome:
    """Attack these rounds on a service of their own; `weaken` makes it tell more than it should."""
    outcome = Outcome()
    async with running() as real:
        service = real if weaken is None else weaken(real)
        for key in SMALL:
            await service.make(f"/v1/questionnaires/{key}/versions", service.author, document_of(key))
        for at, number in enumerate(numbers):
            outcome.add(await _Served(service, make_round(seed, number), widely=at % _ONE_WIDELY_IN == 0).run())
    return outcome


def served_numbers(seed: int, count: int) -> list[int]:
    """Return the first rounds that serve: one in five has two blocks, three have enough people for a release.

    The first three are one of each kind.
    """
    large, enough, few = (_rounds(seed, which) for which in (_has_two_blocks, _has_enough, _has_few))
    kinds = (enough, few, large, enough, enough)
    return [next(kinds[at % _ONE_LARGE_IN]) for at in range(count)]


def _rounds(seed: int, which: Callable[[Round], bool]) -> Iterator[int]:
    return (number for number in counting() if which(make_round(seed, number)))


def _is_possible(of: Round) -> bool:
    """Tell whether the service takes it: it wants the perspectives of a questionnaire that has some."""
    return bool((of.number + 1) % ONE_SHIPPED_IN and (of.sealing.terms.perspectives or not of.shape.perspectives))


def _submitted(of: Round) -> int:
    return sum(event.deed == "submit" for event in of.events)


def _has_enough(of: Round) -> bool:
    least = _MOST_ERASED + (of.sealing.terms.minimum_group_size or 0)
    return _is_possible(of) and _submitted(of) in _SMALL_ONES and _submitted(of) > least


def _has_few(of: Round) -> bool:
    return _is_possible(of) and _submitted(of) in _SMALL_ONES and not _has_enough(of)


def _has_two_blocks(of: Round) -> bool:
    if not _is_possible(of) or not _LARGE_ONES[0] <= _submitted(of) <= _LARGE_ONES[-1] + _MOST_LEAVE:
        return False
    book = Book(of)
    for event in of.events:
        book.take(event)
        if event.deed == "seal":
            break
    release = aggregate_confidential(of.sealing, book.responses())
    return release is not None and len(book.present) in _LARGE_ONES and len(release.blocks) > 1


class _Side:
    """One of two rounds that differ in opinions: its events as they reach the service."""

    def __init__(self, service: Service, of: Round) -> None:
        self.service, self.round = service, of
        self.book = Book(of)
        self.clients: dict[int, Client] = {}
        self.places = Places("", "", str(uuid.uuid4()))
        self.status = 0
        self.closed_on: date | None = None

    async def open(self, now: datetime) -> None:
        """Make the round and hand out its codes."""
        service, terms = self.service, self.round.sealing.terms
        town = await service.make(
            "/v1/municipalities", service.facilitator, {"name": "Musterstadt", "type": "municipality_in_district"}
        )
        body: dict[str, Any] = {
            "municipality": town["id"],
            "title": "Attacked",
            "questionnaire": terms.questionnaire,
            "version": terms.version,
            "mode": "confidential",
            "perspectives": list(terms.perspectives),
            "minimum_group_size": terms.minimum_group_size,
            "free_texts": True,
            "opens_at": (now - timedelta(minutes=1)).isoformat(),
            "closes_at": (now + timedelta(days=1)).isoformat(),
        }
        made = await service.make("/v1/rounds", service.facilitator, body)
        self.places = Places(town["id"], made["id"], self.places.response)
        people = [event.person for event in self.round.events if event.deed == "submit" and event.person is not None]
        single = list({person.number: person for person in people}.values())
        codes: dict[str | None, list[str]] = {}
        for name, count in Counter(person.perspective for person in single).items():
            wanted = {"kind": "personal", "count": count, **({} if name is None else {"perspective": name})}
            issued = await service.make(f"{self.path}/invitations", service.facilitator, wanted)
            codes[name] = issued["codes"]
        self.clients = {person.number: Client(codes[person.perspective].pop()) for person in single}

    @property
    def path(self) -> str:
        """Return where the round lies."""
        return f"/v1/rounds/{self.places.round}"

    async def take(self, event: Event) -> None:
        """Let an event happen on the service, and note what became of it."""
        taken = self.book.take(event)
        if event.deed == "close":
            status = (
                await self.service.ask("PATCH", self.path, self.service.facilitator, {"state": "closed"})
            ).status_code
            self.closed_on = day_here(datetime.now(UTC))
        elif event.deed == "seal":
            status = (await self.service.ask("POST", f"{self.path}/releases", self.service.facilitator)).status_code
        elif event.person is not None:
            status = await self._of_person(event, event.person)
            # To send again what is there is no correction.
            same = self.book.present.get(event.person.number)
            again = status == 200 and same is not None and same.answers == event.person.answers
            if taken != (status < 300) and not again:
                raise RuntimeError(f"{event} was answered with {status}")
        else:
            raise RuntimeError(f"{event} is nobody's")
        self.status = status

    async def _of_person(self, event: Event, person: Person) -> int:
        client = self.clients[person.number]
        where = f"{self.path}/responses/{client.id}"
        if event.deed == "erase":
            return (await self.service.ask("DELETE", where, client.headers)).status_code
        shown = {**client.headers, "selfcheck-access-code": client.code}
        if client.etag is not None:
            shown = {**client.headers, "if-match": client.etag}
        body: dict[str, object] = {"answers": dict(person.answers)}
        if event.deed == "submit" and client.etag is None:
            body["perspective"] = person.perspective
        reply = await self.service.ask("PUT", where, shown, body)
        if reply.status_code < 300:
            client.etag = reply.headers.get("etag")
            client.evaluation = reply.content
            # From now on the first one who answered is the one who looks at the round from inside.
            if not self.places.response or len(self.book.present) == 1:
                self.places = Places(self.places.municipality, self.places.round, client.id)
        return reply.status_code

    async def read(self, *, everything: bool) -> list[Read]:
        """Return what others can read of this round."""
        service = self.service
        keys = [Reader("the facilitator", service.facilitator)]
        if everything:
            # Another respondent has a secret of their own and the id of the first one.
            others = [client for client in self.clients.values() if client.etag and client.id != self.places.response]
            keys += [Reader("a stranger", {}), Reader("the operator", service.operator)]
            keys += [Reader("another respondent", client.headers) for client in others[-1:]]
        return await read_all(service, keys, self.places, everything=everything)

    async def release(self) -> bytes | None:
        """Return the release as the facilitator reads it, None where there is none."""
        reply = await self.service.ask("GET", f"{self.path}/releases/1", self.service.facilitator)
        return reply.content if reply.status_code == 200 else None


class _Served:
    """One round and its twin, attacked on the service."""

    def __init__(self, service: Service, of: Round, *, widely: bool) -> None:
        self.service, self.round, self.widely = service, of, widely
        self.assault = Assault(of, Build(of), thorough=False)
        # Every rendering of the release, as it was read first.
        self.published: dict[str, bytes] = {}

    async def run(self) -> Outcome:
        """Let everything happen twice, once with other opinions, and read what others can."""
        one, twin = _Side(self.service, self.round), _Side(self.service, twin_of(self.round))
        now = datetime.now(UTC)
        await one.open(now)
        await twin.open(now)
        seen: list[Seen] = []
        for at, event in enumerate(self.round.events):
            await one.take(event)
            await twin.take(twin.round.events[at])
            if event.deed != "submit" or one.book.closed or self._is_read_after(len(one.book.present)):
                await self._compare(one, twin, event, everything=self.widely and event.deed in ("close", "seal"))
            document = await one.release()
            if document is not None and (not seen or seen[-1].document != document):
                published = read_published(document, self.round.shape.name, self.round.sealing.terms.perspectives)
                seen.append(Seen(str(event), dict(one.book.present), document, published))
        self._settle(one, seen)
        return self.assault.outcome

    @staticmethod
    def _is_read_after(submitted: int) -> bool:
        return submitted <= _READ_AFTER_EACH or submitted % _ONE_READ_IN == 0

    async def _compare(self, one: _Side, twin: _Side, event: Event, *, everything: bool) -> None:
        reads, others = await one.read(everything=everything), await twin.read(everything=everything)
        self.assault.outcome.tried["polls"] += len(reads) + len(others)
        if event.person is None and one.status != twin.status:
            self.assault.find("poll", f"after {event}", f"{one.status} tells it from {twin.status}")
        for read in filter(is_release, reads):
            if self.published.setdefault(read.path, read.raw) != read.raw:
                self.assault.find("byte", f"after {event}", f"{read.path} is not what it was")
        for sentence in (*differences(reads, others), *canaries([*reads, *others])):
            self.assault.find("poll", f"after {event}", sentence)

    def _settle(self, one: _Side, seen: Sequence[Seen]) -> None:
        """Attack what was released, and hold it against what the pure function makes of the same responses."""
        self.assault.outcome.tried["served rounds"] += 1
        self.assault.outcome.tried["served releases"] += len(seen)
        self.assault.outcome.tried["served blocks"] += sum(len(each.published.blocks) for each in seen)
        self.assault.conclude(seen)
        for each in seen[1:]:
            self.assault.find("byte", f"the release after {each.after}", "it is another one than at the seal")
        for each in seen[:1]:
            terms, plan = self.round.sealing.terms, self.round.sealing.plan
            terms = type(terms)(
                **{**{name: getattr(terms, name) for name in type(terms).__slots__}, "free_texts": True}
            )
            closed_on = one.closed_on or date.min
            sealing = Sealing(one.places.round, closed_on, terms, plan, {})
            release = aggregate_confidential(sealing, parsed(self.round, list(each.present.values())))
            if release is None or canonical_release(release) != each.document:
                self.assault.find("byte", f"the release after {each.after}", "the service publishes other bytes")


def twin_of(of: Round) -> Round:
    """Return the same round with the same people, who do the same and answer otherwise."""
    chance = Random(f"{of.seed} {of.number} twin")
    crowd = Crowd(of.shape, of.sealing.terms.perspectives, chance)
    said: dict[int, Person] = {}
    events = []
    for event in of.events:
        person = event.person
        if person is not None and (event.deed == "correct" or person.number not in said):
            said[person.number] = crowd.person(person.number, person.perspective)
        events.append(Event(event.deed, None if person is None else said[person.number]))
    return Round(of.seed, of.number, of.shape, of.sealing, tuple(events), of.issued)
