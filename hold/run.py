"""One run: set up, let people answer while everything fails, and check what is there against what they were told."""

import asyncio
import contextlib
import random
import shutil
import statistics
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hold.calling import Caller, Patience, Watch
from hold.checker import Findings, check
from hold.clients import Participant
from hold.cluster import Cluster
from hold.faults import Fault, Stage
from hold.history import History
from hold.processes import Keeper, kept
from hold.replica import SERVICE, Replica
from hold.setting import Round, Setting, set_up
from tests.postgres import made_cluster

# Whoever has to wait for longer than this after a fault does not call it recovered.
RECOVERY_SECONDS = 30.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a run is; times in seconds."""

    # So many people answer in each wave, which lasts so long; each wave has a round of its own.
    participants: int
    wave_seconds: float
    waves: int
    # Rounds for as long as faults are still to come after the last wave.
    spare_waves: int
    faults: tuple[Fault, ...]
    # How often each kind of fault happens at least, how long it lasts, and how long all is well afterwards.
    times: int
    fault_seconds: float
    calm_seconds: float
    patience: Patience
    # How long somebody may wait who comes back long after.
    long_after: float
    # What the service is told.
    database_seconds: float
    # After so long nobody comes any more and nothing fails any more; after so long the run ends itself.
    load_seconds: float
    deadline: float
    # With fewer acknowledged submissions, a greater share of operations that are never answered, or more attempts for
    # an operation on average, the run proves too little. A short one has no calm in which everybody gets through.
    fewest_acknowledged: int
    most_unknown: float
    most_attempts: float
    module: str = SERVICE
    # So many processes of the service, started at once.
    replicas: int = 2
    seed: int = 1


@dataclass(slots=True)
class Outcome:
    """What a run found and how it went."""

    findings: Findings
    watch: Watch
    # For each kind of fault the seconds until an attempt begun after it was answered; None: too long.
    recoveries: dict[str, list[float | None]]
    participants: int
    seconds: float
    # Lines of the service's logs that speak of an unexpected failure.
    failures: list[str] = field(default_factory=list)

    @property
    def faults(self) -> Counter[str]:
        """How often each kind of fault happened."""
        return Counter({name: len(found) for name, found in self.recoveries.items()})

    @property
    def seconds_to_recover(self) -> list[float]:
        """All times of recovery, shortest first."""
        return sorted(one for found in self.recoveries.values() for one in found if one is not None)

    @property
    def median(self) -> float:
        """The median time of recovery, 0 where nothing failed."""
        return statistics.median(self.seconds_to_recover or [0.0])

    @property
    def worst(self) -> float:
        """The longest time of recovery; infinite where one took too long."""
        if any(one is None for found in self.recoveries.values() for one in found):
            return float("inf")
        return max(self.seconds_to_recover, default=0.0)


@dataclass(frozen=True, slots=True)
class Site:
    """Where runs take place: a cluster that is up, a folder, and who ends what is left behind."""

    cluster: Cluster
    folder: Path
    keeper: Keeper


@contextlib.asynccontextmanager
async def open_site(*, keep: Path | None = None) -> AsyncGenerator[Site]:
    """Start a cluster in a folder of its own; both are gone afterwards. `keep` gets copies of histories and logs."""
    with made_cluster() as made, kept(made.folder) as keeper:
        cluster = Cluster(keeper, made)
        try:
            await cluster.start()
            yield Site(cluster, made.folder, keeper)
        finally:
            await cluster.stop()
            if keep is not None:
                await asyncio.to_thread(_copy_witnesses, made.folder, keep)


async def run(site: Site, scale: Scale, say: Say, database: str = "hold") -> Outcome:
    """Run once, in a database of this name.

    Raises `TimeoutError` after the deadline and `RuntimeError` where something does not start.
    """
    began = time.monotonic()
    history = History(site.folder / f"{database}.jsonl")
    try:
        async with asyncio.timeout(scale.deadline):
            await site.cluster.create_database(database)
            async with _replicas(site, scale, database) as replicas:
                say("setting up")
                setting = await set_up(replicas[0], rounds=scale.waves + scale.spare_waves, seats=scale.participants)
                watch, chance = Watch(), random.Random(scale.seed)
                stage = Stage(site.cluster, replicas, database, scale.fault_seconds, chance, watch)
                load = _Load(scale, setting, Caller(_doors(replicas), scale.patience, watch), history, say)
                recoveries = await load.run(stage)
                say("checking")
                findings = await check(history.path, site.cluster, database, replicas, setting)
    finally:
        history.close()
    failures = [line for one in replicas for line in one.said().splitlines() if '"request_failed"' in line]
    seconds = time.monotonic() - began
    return Outcome(findings, watch, recoveries, load.participants, seconds, failures)


def _copy_witnesses(folder: Path, keep: Path) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    for path in (*folder.glob("*.log"), *folder.glob("*.jsonl"), folder / "log"):
        shutil.copy(path, keep)


@contextlib.asynccontextmanager
async def _replicas(site: Site, scale: Scale, database: str) -> AsyncGenerator[list[Replica]]:
    """Start all replicas at once on an empty database: one of them migrates, and the others wait."""
    settings = {
        "SELFCHECK_DATABASE_SECONDS": str(scale.database_seconds),
        "SELFCHECK_SHUTDOWN_SECONDS": "5",
        # Everybody comes from one address, and whoever comes second with a code looks as if guessing.
        **dict.fromkeys(("SELFCHECK_KEY_RATE", "SELFCHECK_GUEST_RATE", "SELFCHECK_REFUSED_RATE"), "0"),
    }
    replicas = [
        Replica(
            f"{database}-{number}",
            site.keeper,
            site.cluster,
            database,
            module=scale.module,
            folder=site.folder,
            **settings,
        )
        for number in range(1, scale.replicas + 1)
    ]
    try:
        for replica in replicas:
            await replica.open()
        await asyncio.gather(*(replica.start() for replica in replicas))
        yield replicas
    finally:
        for replica in replicas:
            await replica.close()


def _doors(replicas: Sequence[Replica]) -> Callable[[], list[int]]:
    return lambda: [replica.door.port for replica in replicas]


@dataclass(slots=True)
class _Load:
    """People who come one after the other, whatever happens meanwhile: nobody waits for the answer to somebody else.

    Only the next wave waits until half of the last one is through, so that a slow machine takes longer and proves the
    same.
    """

    scale: Scale
    setting: Setting
    caller: Caller
    history: History
    say: Say
    participants: int = 0
    _under_way: int = 0
    _done: bool = False
    _faults: int = 0

    async def run(self, stage: Stage) -> dict[str, list[float | None]]:
        """Let everybody come while one fault follows the other; return the times of recovery."""
        async with asyncio.TaskGroup() as group:
            failing = group.create_task(self._fail(stage))
            people = group.create_task(self._come(failing))
            await people
            self._done = True
        for replica in stage.replicas:
            await replica.start()
        return failing.result()

    async def _come(self, failing: asyncio.Task[dict[str, list[float | None]]]) -> None:
        began = time.monotonic()
        async with asyncio.TaskGroup() as people:
            for number, one in enumerate(self.setting.rounds):
                is_over = time.monotonic() > began + self.scale.load_seconds
                if is_over or (number >= self.scale.waves and failing.done()):
                    break
                while self._under_way > self.scale.participants // 2:  # noqa: ASYNC110 - a moment more does not matter
                    await asyncio.sleep(0.1)
                await self._wave(one, people)
                self.say(
                    f"wave {number + 1}: {self.participants} people, {self._faults} faults, "
                    f"{self.caller.watch.operations} operations in {self.caller.watch.attempts} attempts"
                )

    async def _wave(self, one: Round, people: asyncio.TaskGroup) -> None:
        chance = random.Random(f"{self.scale.seed} {self.participants}")
        seats = chance.sample(one.seats, len(one.seats))
        began = time.monotonic()
        for moment, seat in zip(sorted(chance.uniform(0, self.scale.wave_seconds) for _ in seats), seats, strict=True):
            await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
            self.participants += 1
            person = Participant(
                seat,
                self.setting.items[seat.perspective],
                self.caller,
                self.history,
                random.Random(chance.random()),
                self.scale.long_after,
            )
            people.create_task(self._act(person))
        await asyncio.sleep(max(0.0, began + self.scale.wave_seconds - time.monotonic()))

    def _is_over(self) -> bool:
        return self._done

    async def _act(self, person: Participant) -> None:
        self._under_way += 1
        await person.act()
        self._under_way -= 1

    async def _fail(self, stage: Stage) -> dict[str, list[float | None]]:
        """Let each kind of fault happen so often, in an order of chance, with a calm after each."""
        recoveries: dict[str, list[float | None]] = {fault.__name__: [] for fault in self.scale.faults}
        for _ in range(self.scale.times):
            for fault in stage.chance.sample(self.scale.faults, len(self.scale.faults)):
                await asyncio.sleep(self.scale.calm_seconds)
                if self._is_over():
                    return recoveries
                await fault(stage)
                recovered = await self.caller.watch.recovered(RECOVERY_SECONDS)
                if recovered is None and self._is_over():
                    return recoveries
                recoveries[fault.__name__].append(recovered)
                self._faults += 1
        return recoveries
