"""What goes wrong during a run: one function for each kind of fault.

Each lets it go wrong, keeps it so for some seconds, notes when the cause has gone, and returns when all is as before.
"""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass

from hold.calling import Watch
from hold.cluster import Cluster
from hold.processes import PATIENCE
from hold.proxy import FAITHFUL, Manner, Proxy
from hold.replica import Replica


@dataclass(slots=True)
class Stage:
    """Everything that can be made to fail, and how long it is to."""

    cluster: Cluster
    replicas: Sequence[Replica]
    database: str
    seconds: float
    chance: random.Random
    watch: Watch

    def note_gone(self) -> None:
        """Note that the cause is gone: a restart was told, a process let go on, a network mended."""
        self.watch.mark()

    async def wait(self) -> None:
        """Let it be wrong for a while."""
        await asyncio.sleep(self.seconds)

    def one(self) -> Replica:
        """Return any replica."""
        return self.chance.choice(self.replicas)


Fault = Callable[[Stage], Awaitable[None]]


async def replica_killed(stage: Stage) -> None:
    """One replica is killed in whatever it was doing."""
    await _restarted(stage, [stage.one()], Replica.kill)


async def all_replicas_killed(stage: Stage) -> None:
    """All replicas are killed at once."""
    await _restarted(stage, stage.replicas, Replica.kill)


async def all_replicas_killed_upon_an_answer(stage: Stage) -> None:
    """All replicas are killed at the moment at which somebody learns that a request was successful."""
    stage.watch.mark()
    await stage.watch.recovered(PATIENCE)
    await all_replicas_killed(stage)


async def replica_stopped(stage: Stage) -> None:
    """One replica is told to stop, as in a rolling upgrade."""
    await _restarted(stage, [stage.one()], Replica.stop)


async def replica_paused(stage: Stage) -> None:
    """One replica stands still and goes on as if nothing had been."""
    await _paused(stage, [stage.one()])


async def all_replicas_paused(stage: Stage) -> None:
    """All replicas stand still at once."""
    await _paused(stage, stage.replicas)


async def database_killed(stage: Stage) -> None:
    """The postmaster is killed, and PostgreSQL recovers from its log at the next start."""
    await stage.cluster.kill()
    await _database_back(stage)


async def database_stopped_at_once(stage: Stage) -> None:
    """PostgreSQL is stopped in mode `immediate`."""
    await stage.cluster.stop(immediately=True)
    await _database_back(stage)


async def database_restarted(stage: Stage) -> None:
    """PostgreSQL is stopped in mode `fast`, which rolls back what is under way, and started again."""
    await stage.cluster.stop()
    await _database_back(stage)


async def database_paused(stage: Stage) -> None:
    """PostgreSQL stands still; connections stay open and nothing is answered."""
    stage.cluster.pause()
    try:
        await stage.wait()
    finally:
        stage.cluster.resume()
        stage.note_gone()


async def backends_terminated(stage: Stage) -> None:
    """An operator ends all connections of the service."""
    await stage.cluster.terminate_backends()
    stage.note_gone()


async def backend_killed(stage: Stage) -> None:
    """The process of one connection is killed; PostgreSQL ends all others and recovers."""
    await stage.cluster.kill_backend()
    stage.note_gone()
    await stage.cluster.start()


async def responses_locked(stage: Stage) -> None:
    """Somebody holds a lock on the responses, so that every statement waits."""
    async with stage.cluster.locked(stage.database, "responses"):
        await stage.wait()
    stage.note_gone()


async def callers_cut_off(stage: Stage) -> None:
    """Connections of callers are cut, and new ones closed at once."""
    await _network(stage, _doors(stage), Manner(refuses=True), cut=True)


async def callers_delayed(stage: Stage) -> None:
    """Everything between callers and service takes its time."""
    await _network(stage, _doors(stage), Manner(delay=min(0.5, stage.seconds / 3)))


async def callers_swallowed(stage: Stage) -> None:
    """What callers send goes nowhere, and nobody is told."""
    await _network(stage, _doors(stage), Manner(swallows=True))


async def requests_cut(stage: Stage) -> None:
    """Requests break off half-way."""
    await _network(stage, _doors(stage), Manner(cuts_requests=True))


async def answers_severed(stage: Stage) -> None:
    """Requests arrive and take effect, and the answers are lost."""
    await _network(stage, _doors(stage), Manner(severs_answers=(b"HTTP/1.1 ",)))


async def callers_sliced(stage: Stage) -> None:
    """Requests and answers come byte by byte."""
    await _network(stage, _doors(stage), Manner(slices=True))


async def database_cut_off(stage: Stage) -> None:
    """Connections to PostgreSQL are cut, and new ones closed at once."""
    await _network(stage, _links(stage), Manner(refuses=True), cut=True)


async def database_delayed(stage: Stage) -> None:
    """Everything between service and PostgreSQL takes its time."""
    await _network(stage, _links(stage), Manner(delay=min(0.1, stage.seconds / 20)))


async def database_swallowed(stage: Stage) -> None:
    """What the service sends to PostgreSQL goes nowhere, and nobody is told."""
    await _network(stage, _links(stage), Manner(swallows=True))


async def commits_severed(stage: Stage) -> None:
    """Commits arrive and take effect, and the service never learns of it."""
    await _network(stage, _links(stage), Manner(severs_answers=(b"COMMIT", b"INSERT 0 1")))


async def statements_cut(stage: Stage) -> None:
    """What the service sends to PostgreSQL breaks off half-way."""
    await _network(stage, _links(stage), Manner(cuts_requests=True))


async def database_sliced(stage: Stage) -> None:
    """What PostgreSQL and the service say to each other comes byte by byte."""
    await _network(stage, _links(stage), Manner(slices=True))


FAULTS: tuple[Fault, ...] = (
    replica_killed,
    all_replicas_killed,
    replica_stopped,
    replica_paused,
    all_replicas_paused,
    database_killed,
    database_stopped_at_once,
    database_restarted,
    database_paused,
    backends_terminated,
    backend_killed,
    responses_locked,
    callers_cut_off,
    callers_delayed,
    callers_swallowed,
    requests_cut,
    answers_severed,
    callers_sliced,
    database_cut_off,
    database_delayed,
    database_swallowed,
    commits_severed,
    statements_cut,
    database_sliced,
)

# What a minute has time for: of each side the worst.
GRAVEST: tuple[Fault, ...] = (
    replica_killed,
    all_replicas_killed,
    all_replicas_paused,
    database_killed,
    database_stopped_at_once,
    database_paused,
    callers_cut_off,
    requests_cut,
    answers_severed,
    database_cut_off,
    commits_severed,
    statements_cut,
)


async def _restarted(stage: Stage, replicas: Sequence[Replica], end: Callable[[Replica], Awaitable[None]]) -> None:
    await asyncio.gather(*(end(replica) for replica in replicas))
    stage.note_gone()
    await asyncio.gather(*(replica.start() for replica in replicas))


async def _paused(stage: Stage, replicas: Sequence[Replica]) -> None:
    for replica in replicas:
        replica.pause()
    try:
        await stage.wait()
    finally:
        for replica in replicas:
            replica.resume()
        stage.note_gone()


async def _database_back(stage: Stage) -> None:
    await asyncio.sleep(stage.seconds / 4)
    stage.note_gone()
    await stage.cluster.start()


async def _network(stage: Stage, proxies: Sequence[Proxy], manner: Manner, *, cut: bool = False) -> None:
    with _behaving(proxies, manner):
        for proxy in proxies if cut else ():
            proxy.cut()
        await stage.wait()
    stage.note_gone()


@contextlib.contextmanager
def _behaving(proxies: Sequence[Proxy], manner: Manner) -> Iterator[None]:
    for proxy in proxies:
        proxy.manner = manner
    try:
        yield
    finally:
        for proxy in proxies:
            proxy.manner = FAITHFUL


def _doors(stage: Stage) -> list[Proxy]:
    return [replica.door for replica in stage.replicas]


def _links(stage: Stage) -> list[Proxy]:
    return [replica.link for replica in stage.replicas]
