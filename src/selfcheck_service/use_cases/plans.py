"""Questionnaires ready to evaluate answers: compiled once per version and kept."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from decimal import Decimal

import msgspec

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import Plan, compile_plan
from selfcheck_service.core.scoring.units import with_units
from selfcheck_service.storage import Database
from selfcheck_service.storage.questionnaires import PublishedDefinition, get_definition


class Plans:
    """Compiled questionnaires, the most recently used ones kept.

    A published version never changes, so what is kept stays right.
    """

    def __init__(self, database: Database, *, size: int, hit: Callable[[], object], miss: Callable[[], object]) -> None:
        """`hit` and `miss` are called each time, to be counted."""
        self._database = database
        self._size = size
        self._hit = hit
        self._miss = miss
        self._kept: OrderedDict[tuple[str, str], Plan] = OrderedDict()
        self._coming: dict[Hashable, asyncio.Task[Plan]] = {}

    def find(self, key: str, version: str) -> Plan | None:
        """Return the plan of a version where it is at hand."""
        plan = self._kept.get((key, version))
        if plan is not None:
            self._kept.move_to_end((key, version))
            self._hit()
        return plan

    async def get(self, key: str, version: str) -> Plan:
        """Return the plan of a version; many who ask at once wait for one compilation.

        Raises `NotFound` where the version was never published.
        """
        plan = self.find(key, version)
        if plan is not None:
            return plan
        self._miss()
        return await self._once((key, version), lambda: self._load(key, version))

    async def with_units(self, plan: Plan, counts: tuple[int, ...]) -> Plan:
        """Return the plan of the same version for so many units, which must be possible ones.

        Others are served while it is compiled, and many who ask at once wait for one compilation.
        """
        if counts == plan.unit_counts or counts in plan.family:
            return with_units(plan, counts)
        return await self._once((plan.key, plan.version, counts), lambda: asyncio.to_thread(with_units, plan, counts))

    async def _once(self, name: Hashable, make: Callable[[], Coroutine[None, None, Plan]]) -> Plan:
        """Return what is made under a name; who asks while it is being made waits for it."""
        task = self._coming.get(name)
        if task is None:
            task = asyncio.create_task(make())
            self._coming[name] = task
            task.add_done_callback(lambda done: self._arrived(name, done))
        # Whoever gives up waiting must not take the plan away from the others.
        return await asyncio.shield(task)

    def _arrived(self, name: Hashable, task: asyncio.Task[Plan]) -> None:
        del self._coming[name]
        if not task.cancelled():
            # Where everybody has stopped waiting, nobody else takes note of a failure.
            task.exception()

    async def _load(self, key: str, version: str) -> Plan:
        async with self._database.reading() as transaction:
            stored = await get_definition(transaction, key, version)
        plan = await asyncio.to_thread(_compile, stored)
        self._kept[key, version] = plan
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return plan


def _compile(stored: PublishedDefinition) -> Plan:
    questionnaire = parse_definition(read_canonical(stored.definition))
    return compile_plan(questionnaire, definition_hash=stored.definition_hash)


def read_canonical(definition: bytes) -> object:
    """Return the document in canonical bytes, with exact numbers."""
    return _DECODER.decode(definition)


_DECODER = msgspec.json.Decoder(float_hook=Decimal)
