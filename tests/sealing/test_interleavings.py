"""What others do in the middle of a seal: held there by hand, until it is seen that the seal waits for them."""

import asyncio
import contextlib
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Uuid, select, text, update

from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.releases import read_release
from selfcheck_service.core.rounds.access_codes import code_hash
from selfcheck_service.storage import Database
from selfcheck_service.storage import database as database_module
from selfcheck_service.storage import responses as response_storage
from selfcheck_service.storage.responses import ResponseKey, erase, find_response
from selfcheck_service.storage.rounds import find_round
from selfcheck_service.storage.shuffling import TABLES, move
from selfcheck_service.storage.tables import responses, rounds
from selfcheck_service.use_cases import sealing as module
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.responding import Responding
from selfcheck_service.use_cases.standing import Holder
from tests.answering import invite_people, make_round
from tests.rounds import add_response
from tests.sealing.answered import a_sealer, answer, closed_round, plans_of
from tests.storage.rows import count_rows

SECRET = b"s" * 32
# What takes longer than so many seconds does not come any more.
PATIENCE = 4.0
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


class Held(Database):
    """A PostgreSQL on which a transaction that writes has done everything and is not committed until it is let go."""

    def __init__(self, url):
        super().__init__(url)
        self.is_done, self.may_commit = asyncio.Event(), asyncio.Event()

    @contextlib.asynccontextmanager
    async def transaction(self):
        async with super().transaction() as transaction:
            yield transaction
            self.is_done.set()
            await self.may_commit.wait()

    async def run(self, alone, arguments):
        async with self.transaction() as transaction:
            # From the first statement on this is a transaction.
            await transaction.connection.execute(select(1))
            driver = (await transaction.connection.get_raw_connection()).driver_connection
            status = await driver.execute(alone.numbered, *[arguments[name] for name in alone.names])
            return not status.endswith(" 0")


@contextlib.asynccontextmanager
async def uncommitted(database, deed):
    """Do what a respondent does, and commit it at the end of the block."""
    held = Held(database.url)
    task = asyncio.create_task(deed(Responding(held, plans_of(held))))
    reached = asyncio.create_task(held.is_done.wait())
    await asyncio.wait([task, reached], timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    assert held.is_done.is_set(), task
    try:
        yield
    finally:
        held.may_commit.set()
        await task
        await held.close()


def submitting(holder, **body):
    given = {"perspective": "office", **body}
    return lambda responding: responding.submit(
        holder, given, speak=lambda languages: languages[0], now=datetime.now(UTC)
    )


def erasing(round_, response_id):
    holder = Holder(round_.id, response_id, SECRET)
    return lambda responding: responding.erase(holder, note_id=uuid.uuid4(), now=datetime.now(UTC))


async def waits_of(database, *tasks, count=1):
    """The tables for whose rows somebody waits, as soon as so many do; fewer where a task is done without waiting."""
    statement = text(
        "SELECT relname FROM pg_locks waiting JOIN pg_stat_activity USING (pid)"
        " JOIN pg_locks row_lock ON row_lock.pid = waiting.pid AND row_lock.locktype = 'tuple'"
        " JOIN pg_class ON pg_class.oid = row_lock.relation"
        " WHERE NOT waiting.granted AND datname = current_database() ORDER BY relname"
    )
    ends_at = asyncio.get_running_loop().time() + PATIENCE
    found = []
    while not any(each.done() for each in tasks) and asyncio.get_running_loop().time() < ends_at:
        async with database.reading() as transaction:
            found = list(await transaction.connection.scalars(statement))
        if len(found) >= count:
            break
        await asyncio.sleep(0.005)
    return found


def hold_before(sealer, step, monkeypatch):
    """Let a sealer stop before a step; return an event that says it is there, and one that lets it go on."""
    unchanged = getattr(sealer, step)
    is_there, may_go_on = asyncio.Event(), asyncio.Event()

    async def held(*arguments):
        is_there.set()
        await may_go_on.wait()
        return await unchanged(*arguments)

    monkeypatch.setattr(sealer, step, held)
    return is_there, may_go_on


def after(barrier, step):
    """A step that begins when all have come to the barrier."""

    async def held(*arguments):
        async with asyncio.timeout(PATIENCE):
            await barrier.wait()
        return await step(*arguments)

    return held


async def close(database, round_):
    async with database.transaction() as transaction:
        past = datetime.now(UTC) - timedelta(hours=1)
        await transaction.connection.execute(update(rounds).where(rounds.c.id == round_.id).values(closes_at=past))


async def sealed_at_of(database, round_):
    async with database.reading() as transaction:
        found = await find_round(transaction, round_.id)
    assert found is not None
    return found.sealed_at


async def erase_one(database, round_, response_id):
    async with database.transaction() as transaction:
        key = ResponseKey(round_.municipality_id, round_.id, response_id)
        await erase(transaction, key, on=datetime.now(UTC).date())


def ratings_in(sealed):
    return sorted(each.answers["leadership"] for each in read_release(sealed.release.document).ratings or ())


@on_postgres
class TestRespondents:
    """The seal waits for whoever was in time, or is erasing, before it looks at what is there."""

    async def test_who_entered_in_time_is_waited_for_and_counts(self, database):
        round_ = await make_round(database, opens_in=-3)
        await answer(database, round_, {"office": [0, 1, 2, 2]})
        (person,) = await invite_people(database, round_)
        hashed = code_hash(round_.id.bytes, person.code.replace("-", ""))
        fifth = submitting(Holder(round_.id, person.id, SECRET, hashed), answers={"leadership": 1})
        async with uncommitted(database, fifth):
            await close(database, round_)
            seal = asyncio.create_task(a_sealer(database).seal(round_.id))
            waits = await waits_of(database, seal)
        assert read_release((await seal).release.document).n == 5
        assert waits == ["rounds"]

    async def test_what_was_corrected_in_time_is_waited_for_and_holds(self, database):
        round_ = await make_round(database, opens_in=-3, mode="open")
        (response_id,) = await answer(database, round_, {"office": [2]})
        holder = Holder(round_.id, response_id, SECRET, if_match=frozenset("*"))
        async with uncommitted(database, submitting(holder, answers={"leadership": 0}, display_name="Ada")):
            await close(database, round_)
            seal = asyncio.create_task(a_sealer(database).seal(round_.id))
            waits = await waits_of(database, seal)
        assert ratings_in(await seal) == [0]
        assert waits == ["rounds"]

    async def test_who_is_erasing_is_waited_for_before_anything_is_counted(self, database):
        round_, ids = await closed_round(database)
        async with uncommitted(database, erasing(round_, ids[0])):
            seal = asyncio.create_task(a_sealer(database).seal(round_.id))
            waits = await waits_of(database, seal)
            is_sealed = await sealed_at_of(database, round_) is not None
        assert read_release((await seal).release.document).n == 11
        assert (waits, is_sealed) == (["rounds"], False)

    async def test_who_is_erasing_is_waited_for_before_anything_is_published(self, database, monkeypatch):
        round_, ids = await closed_round(database)
        sealer = a_sealer(database)
        is_there, may_go_on = hold_before(sealer, "_publish", monkeypatch)
        seal = asyncio.create_task(sealer.seal(round_.id))
        await asyncio.wait_for(is_there.wait(), PATIENCE)
        async with uncommitted(database, erasing(round_, ids[0])):
            may_go_on.set()
            waits = await waits_of(database, seal)
            assert await count_rows(database, "releases") == 0
        assert read_release((await seal).release.document).n == 11
        assert waits == ["rounds"]

    async def test_who_waits_for_a_row_that_is_put_elsewhere_finds_it_there(self, database):
        round_, ids = await closed_round(database, {"office": [1] * 5})
        again = submitting(Holder(round_.id, ids[0], SECRET), answers={"leadership": 1})
        async with database.transaction() as transaction:
            await move(transaction, round_.municipality_id, round_.id, after=None, limit=10)
            sending = asyncio.create_task(again(Responding(database, plans_of(database))))
            waits = await waits_of(database, sending)
        assert (await sending).outcome == "repeated"
        assert waits == ["responses"]


class TestOtherSealers:
    async def test_a_seal_that_was_taken_back_and_set_anew_is_another_one(self, database, monkeypatch):
        """As many have answered as before, and others: what was counted under the first seal is not published."""
        round_, ids = await closed_round(database, {"office": [2]}, mode="open")
        slow = a_sealer(database)
        is_there, may_go_on = hold_before(slow, "_publish", monkeypatch)
        seal = asyncio.create_task(slow.seal(round_.id))
        await asyncio.wait_for(is_there.wait(), PATIENCE)
        first = await sealed_at_of(database, round_)
        await erase_one(database, round_, ids[0])
        with pytest.raises(Conflict, match="Nobody has answered"):
            await a_sealer(database).seal(round_.id)
        assert await sealed_at_of(database, round_) is None
        await answer(database, round_, {"office": [0]})
        await a_sealer(database)._close_for_good(round_.id)
        assert await sealed_at_of(database, round_) not in {None, first}
        may_go_on.set()
        assert ratings_in(await seal) == [0]

    @on_postgres
    async def test_only_one_at_a_time_writes_the_rows_of_a_round_anew(self, database, monkeypatch):
        round_, ids = await closed_round(database)
        both = asyncio.Barrier(2)
        seals = []
        async with database.transaction() as transaction:
            await find_response(transaction, ResponseKey(round_.municipality_id, round_.id, ids[0]), lock=True)
            for sealer in (a_sealer(database), a_sealer(database)):
                monkeypatch.setattr(sealer, "_count", after(both, sealer._count))
                seals.append(asyncio.create_task(sealer.seal(round_.id)))
            waits = await waits_of(database, *seals, count=2)
        done = await asyncio.gather(*seals)
        assert sorted(each.created for each in done) == [False, True]
        # One waits for the row, and the other for the first one to be done with the round.
        assert waits == ["responses", "rounds"]

    @on_postgres
    async def test_what_is_acknowledged_again_is_written_again(self, database):
        round_, _ = await closed_round(database)
        statement = text("SELECT xmin::text FROM rounds")
        written_by = []
        for _ in range(3):
            await a_sealer(database).seal(round_.id)
            async with database.reading() as transaction:
                written_by.append(await transaction.connection.scalar(statement))
        assert len(set(written_by)) == 3


class TestOrder:
    # A table that many tests have used is swept by the server itself, be it in the middle of a seal.
    @pytest.mark.on_disk
    async def test_rows_lie_in_the_order_of_their_ids_over_several_batches(self, database, monkeypatch):
        """The ids are chance: where a row lies says nothing about when it came, or with which others."""
        monkeypatch.setattr(module, "_BATCH", 5)
        monkeypatch.setattr(module, "_SQLITE_BATCH", 5)
        monkeypatch.setattr(module, "_POLITE_BATCH", 5)
        round_, ids = await closed_round(database)
        await a_sealer(database).seal(round_.id)
        statement = select(responses.c.id).order_by(text("rowid" if database.is_sqlite else "ctid"))
        async with database.reading() as transaction:
            assert list(await transaction.connection.scalars(statement)) == sorted(ids)
        if not database.is_sqlite:
            ordered = sorted(ids)
            batches = [ordered[:5], ordered[5:10], ordered[10:]]
            assert await written_together(database) == [set(each) for each in batches]


class TestPace:
    """Whoever seals steps aside while others are there, and not for ever."""

    async def test_nobody_there_is_no_reason_to_wait(self, database):
        pace = module._Pace(database)
        for _ in range(2):
            with pace:
                await self.use(database)
            assert (pace.batch, pace.pause) == (pace._usual, 0.0)

    async def test_others_get_small_batches_and_pauses_until_they_are_gone(self, database, monkeypatch):
        monkeypatch.setattr(module, "_QUIET_SECONDS", 0.2)
        pace = module._Pace(database)
        with pace:
            await self.use(database)
        await self.use(database)
        for _ in range(2):
            with pace:
                await self.use(database)
            assert pace.batch == module._POLITE_BATCH
            assert 0 < pace.pause < 0.2
        await asyncio.sleep(0.25)
        with pace:
            await self.use(database)
        assert (pace.batch, pace.pause) == (pace._usual, 0.0)

    async def test_the_one_who_waits_for_the_release_is_somebody_too(self, database, monkeypatch):
        monkeypatch.setattr(module, "_POLITE_SECONDS", 0.0)
        pace = module._Pace(database)
        await self.use(database)
        with pace:
            await self.use(database)
        assert (pace.batch, pace.pause) == (pace._usual, 0.0)

    async def use(self, database):
        async with database.reading() as transaction:
            await transaction.connection.execute(select(1))


async def written_together(database):
    statement = text("SELECT xmin::text::bigint AS number, id FROM responses ORDER BY number").columns(id=Uuid())
    batches: dict[int, set[uuid.UUID]] = {}
    async with database.reading() as transaction:
        for number, response_id in await transaction.connection.execute(statement):
            batches.setdefault(number, set()).add(response_id)
    return list(batches.values())


@on_sqlite
class TestAnywhere:
    @pytest.mark.parametrize(("days", "is_refused"), [(0, True), (1, False)])
    async def test_a_guest_round_is_not_sealed_on_the_day_on_which_it_goes(self, database, days, is_refused):
        now = datetime.now(UTC)
        round_, _ = await closed_round(database, erase_on=day_here(now) + timedelta(days=days))
        expected = pytest.raises(Conflict, match="were to be deleted") if is_refused else contextlib.nullcontext()
        with expected:
            await a_sealer(database, at=now).seal(round_.id)
        assert await count_rows(database, "releases") == 1 - is_refused

    @pytest.mark.parametrize("stored", [b"{", b'{"leadership":99}'])
    async def test_nothing_is_published_past_a_response_that_cannot_be_read(self, database, stored):
        round_, _ = await closed_round(database)
        async with database.transaction() as transaction:
            broken = await add_response(transaction, round_, perspective="office", answers=stored)
        with pytest.raises((RuntimeError, ValueError)):
            await a_sealer(database).seal(round_.id)
        assert await count_rows(database, "releases") == 0
        await erase_one(database, round_, broken)
        assert read_release((await a_sealer(database).seal(round_.id)).release.document).n == 12


class TestSweeping:
    async def test_whoever_is_in_its_way_holds_up_no_seal(self, database, monkeypatch):
        """What rows have left behind cannot be swept away then; housekeeping does it."""
        monkeypatch.setattr(database_module, "_SCRUB_MILLISECONDS", 20)
        monkeypatch.setattr(module, "_SWEEP_SECONDS", 0.1)
        round_, _ = await closed_round(database)
        busy = select(responses.c.id) if database.is_sqlite else text("LOCK responses IN SHARE UPDATE EXCLUSIVE MODE")
        begin = database.reading if database.is_sqlite else database.transaction
        async with begin() as transaction:
            await transaction.connection.execute(busy)
            assert (await a_sealer(database).seal(round_.id)).created
            assert not await database.sweep(TABLES, seconds=0.1)
        assert await database.sweep(TABLES, seconds=PATIENCE)


@on_postgres
async def test_whoever_sends_again_and_the_seal_do_not_wait_for_each_other(database, monkeypatch):
    round_, ids = await closed_round(database, {"office": [1] * 5})
    find = response_storage.find_response
    is_there, may_go_on = asyncio.Event(), asyncio.Event()

    async def held(transaction, key, *, lock=False):
        row = await find(transaction, key, lock=lock)
        is_there.set()
        await may_go_on.wait()
        return row

    monkeypatch.setattr(response_storage, "find_response", held)
    again = submitting(Holder(round_.id, ids[0], SECRET), answers={"leadership": 1})
    sending = asyncio.create_task(again(Responding(database, plans_of(database))))
    await asyncio.wait_for(is_there.wait(), PATIENCE)
    seal = asyncio.create_task(a_sealer(database).seal(round_.id))
    waits = await waits_of(database, seal)
    may_go_on.set()
    assert ((await sending).outcome, (await seal).created, waits) == ("repeated", True, ["rounds"])
