"""Sealing: one release for good, whoever tries, and nothing before there may be one."""

import asyncio
import hashlib
import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Uuid, delete, text, update
from sqlalchemy.exc import DBAPIError

from selfcheck_service.core.definition.problems import Conflict, NotFound
from selfcheck_service.core.releases import read_release
from selfcheck_service.core.rounds.access_codes import code_hash
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.erasures import Erasure
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.releases import find_newest, find_release, withdraw_named
from selfcheck_service.storage.responses import NewResponse, ResponseKey, change, enter, erase, find_response
from selfcheck_service.storage.rounds import find_round
from selfcheck_service.storage.tables import responses, rounds
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.erasures import apply_erasures
from tests.answering import invite_people, make_round
from tests.rights.test_unlinkability import spearman
from tests.rounds import add_response
from tests.sealing.answered import TWELVE, a_sealer, answer, closed_round
from tests.storage.rows import count_rows

FOUR = {"office": [0, 1, 2, 2]}
ONE = {"office": [2]}


async def refusal_of(database, round_, **arguments):
    with pytest.raises(Conflict) as refused:
        await a_sealer(database, **arguments).seal(round_.id)
    return refused.value.problem.code


async def sealed_at_of(database, round_):
    async with database.reading() as transaction:
        found = await find_round(transaction, round_.id)
    assert found is not None
    return found.sealed_at


async def erase_one(database, round_, response_id):
    async with database.transaction() as transaction:
        key = ResponseKey(round_.municipality_id, round_.id, response_id)
        await erase(transaction, key, on=datetime.now(UTC).date())


class TestOnce:
    async def test_the_release_says_what_was_answered_and_is_what_its_hash_says(self, database):
        round_, _ = await closed_round(database)
        sealed = await a_sealer(database).seal(round_.id)
        stored = sealed.release
        assert (sealed.created, stored.number, stored.round_id) == (True, 1, round_.id)
        assert stored.release_hash == hashlib.sha256(stored.document).hexdigest()
        release = read_release(stored.document)
        assert (release.n, release.mode, release.round) == (12, "confidential", str(round_.id))
        assert (release.terms_hash, release.closed_on) == (round_.terms_hash, str(round_.closes_at.date()))
        async with database.reading() as transaction:
            assert await find_release(transaction, round_.id, 1) == stored

    async def test_again_is_the_same_and_says_so(self, database):
        round_, _ = await closed_round(database)
        first = await a_sealer(database).seal(round_.id)
        second = await a_sealer(database).seal(round_.id)
        assert (second.created, second.release) == (False, first.release)
        assert await count_rows(database, "releases") == 1

    async def test_many_at_once_publish_one(self, database):
        round_, _ = await closed_round(database)
        found = await asyncio.gather(*(a_sealer(database).seal(round_.id) for _ in range(5)))
        assert sorted(each.created for each in found) == [False] * 4 + [True]
        assert len({each.release.document for each in found}) == 1
        assert await count_rows(database, "releases") == 1
        async with database.reading() as transaction:
            events = await list_events(transaction, EVERYWHERE, limit=10)
        (event,) = [each for each in events if each.event == "round_released"]
        assert dict(event.details) == {"number": 1, "release_hash": found[0].release.release_hash}

    async def test_who_answered_first_changes_no_byte(self, database):
        documents = set()
        for _ in range(3):
            round_, _ = await closed_round(database)
            document = (await a_sealer(database).seal(round_.id)).release.document
            documents.add(document.replace(str(round_.id).encode(), b"*"))
        assert len(documents) == 1

    async def test_the_database_itself_keeps_it(self, database):
        round_, _ = await closed_round(database)
        await a_sealer(database).seal(round_.id)
        for statement in (
            "UPDATE releases SET document = document",
            "UPDATE releases SET number = 2",
            "DELETE FROM releases",
            *(() if database.is_sqlite else ("TRUNCATE releases",)),
        ):
            with pytest.raises(DBAPIError, match="a release never changes"):
                async with database.transaction() as transaction:
                    await transaction.connection.execute(text(statement))
        assert await count_rows(database, "releases") == 1

    async def test_it_goes_with_its_round(self, database):
        """A guest round is erased with everything in it."""
        round_, _ = await closed_round(database)
        beside, _ = await closed_round(database)
        for each in (round_, beside):
            await a_sealer(database).seal(each.id)
        async with database.transaction() as transaction:
            await transaction.connection.execute(delete(responses).where(responses.c.round_id == round_.id))
            await transaction.connection.execute(delete(rounds).where(rounds.c.id == round_.id))
        assert await count_rows(database, "releases") == 1


class TestTexts:
    """What people write is for themselves in a confidential round, and for its members in an open one."""

    async def written_in(self, database, mode):
        round_, _ = await closed_round(database, mode=mode, free_texts=True)
        written = {"leadership": {"no_answer": "declined", "reason": "Kanarienvogel"}, "pride": "Zaunkönig"}
        stored = json.dumps(written, ensure_ascii=False).encode()
        async with database.transaction() as transaction:
            await add_response(transaction, round_, perspective="office", display_name="Ada", answers=stored)
        return (await a_sealer(database).seal(round_.id)).release.document.decode()

    async def test_of_a_confidential_round_none_is_published(self, database):
        document = await self.written_in(database, "confidential")
        assert read_release(document.encode()).n == 13
        for word in ("Kanarienvogel", "Zaunkönig", "pride", "Ada"):
            assert (word in document) == (word == "pride"), word

    async def test_of_an_open_one_they_stand_under_their_name(self, database):
        document = await self.written_in(database, "open")
        assert all(word in document for word in ("Kanarienvogel", "Zaunkönig", "Ada"))


class TestOtherModes:
    async def test_an_open_round_shows_all_ratings(self, database):
        round_, _ = await closed_round(database, {"office": [0, 2], "citizens": [1]}, mode="open")
        release = read_release((await a_sealer(database).seal(round_.id)).release.document)
        assert (release.n, release.mode, release.minimum_group_size) == (3, "open", None)
        ratings = release.ratings or ()
        assert {each.answers["leadership"] for each in ratings} == {0, 1, 2}
        assert {each.name.split()[0] for each in ratings} == {"office", "citizens"}

    async def test_an_institutional_one_the_joint_answer_and_its_evaluation(self, database):
        round_, _ = await closed_round(database, ONE, mode="institutional")
        release = read_release((await a_sealer(database).seal(round_.id)).release.document)
        assert release.n == 1
        assert release.ratings is not None
        ((name, answers),) = [(each.name, each.answers) for each in release.ratings]
        assert (name, answers["leadership"]) == ("", 2)
        assert release.evaluation is not None
        assert release.evaluation["questionnaire"] == round_.questionnaire

    @pytest.mark.parametrize("mode", ["open", "institutional"])
    async def test_nobody_is_too_few_for_any(self, database, mode):
        round_, _ = await closed_round(database, {}, mode=mode)
        assert await refusal_of(database, round_) == "nobody_answered"


class TestNotYet:
    async def test_not_before_the_closing(self, database):
        round_ = await make_round(database)
        await answer(database, round_, TWELVE)
        assert await refusal_of(database, round_) == "round_still_open"
        assert await sealed_at_of(database, round_) is None

    async def test_not_with_fewer_than_the_minimum_and_then_the_closing_may_move(self, database):
        round_, _ = await closed_round(database, FOUR)
        assert await refusal_of(database, round_) == "too_few_responses"
        assert await sealed_at_of(database, round_) is None
        await answer(database, round_, ONE)
        assert (await a_sealer(database).seal(round_.id)).created

    async def test_the_minimum_is_that_of_the_terms(self, database):
        round_, _ = await closed_round(database, minimum_group_size=13)
        assert await refusal_of(database, round_) == "too_few_responses"

    async def test_what_is_only_begun_or_erased_does_not_count(self, database):
        round_, ids = await closed_round(database, {"office": [0, 1, 2, 2, 1]})
        async with database.transaction() as transaction:
            await change(transaction, ResponseKey(round_.municipality_id, round_.id, ids[0]), {"answers": None})
        assert await refusal_of(database, round_) == "too_few_responses"
        await answer(database, round_, ONE)
        await erase_one(database, round_, ids[1])
        assert await refusal_of(database, round_) == "too_few_responses"

    async def test_not_once_the_responses_were_to_be_deleted(self, database):
        round_, _ = await closed_round(database)
        late = datetime.now(UTC) + timedelta(days=91)
        if not database.is_sqlite:
            # The server's own clock decides.
            async with database.transaction() as transaction:
                past = {"opens_at": late - timedelta(days=200), "closes_at": datetime.now(UTC) - timedelta(days=91)}
                await transaction.connection.execute(update(rounds).values(**past))
        assert await refusal_of(database, round_, at=late) == "responses_gone"

    async def test_no_round_at_all(self, database):
        with pytest.raises(NotFound):
            await a_sealer(database).seal(uuid.uuid4())

    async def test_a_seal_that_was_broken_off_is_taken_back_where_too_many_have_erased_theirs(self, database):
        round_, ids = await closed_round(database, {"office": [0, 1, 2, 2, 1]})
        async with database.transaction() as transaction:
            await transaction.connection.execute(update(rounds).values(sealed_at=datetime.now(UTC)))
        await erase_one(database, round_, ids[0])
        assert await refusal_of(database, round_) == "too_few_responses"
        assert await sealed_at_of(database, round_) is None


class TestUnreadable:
    async def test_what_cannot_be_read_any_more_tells_nobody_what_it_is(self, database):
        round_, _ = await closed_round(database)
        async with database.transaction() as transaction:
            await add_response(transaction, round_, perspective="office", answers=b'{"leadership":99}')
        with pytest.raises(RuntimeError) as failed:
            await a_sealer(database).seal(round_.id)
        assert "99" not in repr(failed.value)
        assert failed.value.__suppress_context__
        assert await count_rows(database, "releases") == 0

    async def test_nothing_is_made_of_what_housekeeping_has_left(self, database, monkeypatch):
        round_, _ = await closed_round(database)
        sealer = a_sealer(database)
        unchanged = sealer._count

        async def until_its_day_has_come(*arguments):
            counted = await unchanged(*arguments)
            long_ago = datetime.now(UTC) - timedelta(days=92)
            async with database.transaction() as transaction:
                past = {"opens_at": long_ago - timedelta(days=9), "closes_at": long_ago}
                await transaction.connection.execute(update(rounds).values(**past))
            return counted

        monkeypatch.setattr(sealer, "_count", until_its_day_has_come)
        with pytest.raises(Conflict) as refused:
            await sealer.seal(round_.id)
        assert refused.value.problem.code == "responses_gone"
        assert await count_rows(database, "releases") == 0


class TestErasing:
    """What is erased before the release is not in it; afterwards the response goes, and the release stays."""

    @pytest.mark.parametrize("moment", ["before", "after"])
    async def test_whoever_erases_while_it_is_made_is_not_in_it(self, database, moment, monkeypatch):
        round_, ids = await closed_round(database)
        sealer = a_sealer(database)
        unchanged = sealer._count
        erased = iter(ids[:1])

        async def while_somebody_erases(*arguments):
            counted = await unchanged(*arguments) if moment == "after" else None
            for response_id in erased:
                await erase_one(database, round_, response_id)
            return counted or await unchanged(*arguments)

        monkeypatch.setattr(sealer, "_count", while_somebody_erases)
        sealed = await sealer.seal(round_.id)
        assert read_release(sealed.release.document).n == 11

    async def test_if_too_few_are_left_then_nothing_is_shown(self, database, monkeypatch):
        round_, ids = await closed_round(database, {"office": [0, 1, 2, 2, 1]})
        sealer = a_sealer(database)
        unchanged = sealer._count

        async def after_somebody_erased(*arguments):
            await erase_one(database, round_, ids[0])
            return await unchanged(*arguments)

        monkeypatch.setattr(sealer, "_count", after_somebody_erased)
        with pytest.raises(Conflict) as refused:
            await sealer.seal(round_.id)
        assert refused.value.problem.code == "too_few_responses"
        assert await sealed_at_of(database, round_) is None
        assert await count_rows(database, "releases") == 0

    async def test_erasing_afterwards_changes_no_byte(self, database):
        round_, ids = await closed_round(database)
        first = (await a_sealer(database).seal(round_.id)).release
        for each in ids:
            await erase_one(database, round_, each)
        assert (await a_sealer(database).seal(round_.id)).release == first

    async def test_who_waits_for_a_row_that_is_put_elsewhere_finds_it(self, database):
        """Rows are deleted and inserted; on PostgreSQL who waits for one would be told that there is none."""
        round_, ids = await closed_round(database)
        sealer = a_sealer(database)

        async def erase_slowly(response_id):
            async with database.transaction() as transaction:
                key = ResponseKey(round_.municipality_id, round_.id, response_id)
                found = await find_response(transaction, key, lock=True)
                assert found is not None
                await asyncio.sleep(0.01)

        await asyncio.gather(sealer.seal(round_.id), *(erase_slowly(each) for each in ids))


class TestWithdrawing:
    """In an open round people stand under names, and were told that what they erase is gone."""

    async def test_it_is_gone_with_what_somebody_erases_and_the_next_has_a_new_number(self, database):
        round_, ids = await closed_round(database, {"office": [0, 2], "citizens": [1]}, mode="open")
        first = (await a_sealer(database).seal(round_.id)).release
        async with database.transaction() as transaction:
            assert await withdraw_named(transaction, [round_.id]) == 1
        await erase_one(database, round_, ids[0])
        second = (await a_sealer(database).seal(round_.id)).release
        assert (first.number, second.number) == (1, 2)
        assert read_release(second.document).n == 2
        async with database.reading() as transaction:
            assert await find_release(transaction, round_.id, 1) is None
            assert (await find_newest(transaction, round_.id)) == second
        assert not (await a_sealer(database).seal(round_.id)).created

    @pytest.mark.parametrize("mode", ["confidential", "open"])
    async def test_erasures_that_are_applied_to_a_restored_database_do_it_too(self, database, mode):
        round_, ids = await closed_round(database, mode=mode)
        await a_sealer(database).seal(round_.id)
        deed = Deed("cli", EVERYWHERE, datetime.now(UTC), uuid.uuid4)
        applied = await apply_erasures(database, deed, [Erasure(round_.id, ids[0], datetime.now(UTC).date())])
        assert applied.erased == 1
        assert await count_rows(database, "releases") == (0 if mode == "open" else 1)

    @pytest.mark.parametrize("mode", ["confidential", "institutional"])
    async def test_no_other_is_ever_withdrawn(self, database, mode):
        round_, _ = await closed_round(database, ONE if mode == "institutional" else TWELVE, mode=mode)
        await a_sealer(database).seal(round_.id)
        async with database.transaction() as transaction:
            assert await withdraw_named(transaction, [round_.id]) == 0
        assert await count_rows(database, "releases") == 1


@pytest.mark.on_disk
class TestCuttingTies:
    async def test_the_place_on_disk_says_nothing_of_the_order_in_which_people_came(self, database):
        round_ = await make_round(database, opens_in=-3, closes_in=-1)
        many = [number % 3 for number in range(1000)]
        came = await answer(database, round_, {"office": many})
        before = await order_on_disk(database)
        assert spearman(came, before) > 0.99
        await a_sealer(database).seal(round_.id)
        assert abs(spearman(came, await order_on_disk(database))) < 0.12

    async def test_nothing_is_changed_by_it(self, database):
        round_, _ = await closed_round(database)
        before = await everything(database)
        await a_sealer(database).seal(round_.id)
        assert await everything(database) == before

    async def test_on_postgres_no_transaction_ties_a_response_to_a_ticket(self, database):
        if database.is_sqlite:
            return
        round_ = await make_round(database, minimum_group_size=5)
        for person in await invite_people(database, round_, 6):
            hashed = code_hash(round_.id.bytes, person.code.replace("-", ""))
            new = NewResponse(
                round_.municipality_id, round_.id, person.id, round_.terms_hash, "office", b"s" * 32, None, "de",
                b'{"leadership":1}', None, round_.created_at.date(),
            )  # fmt: skip
            assert await enter(database, new, hashed, now=round_.created_at)
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("CREATE EXTENSION pageinspect"))
            await transaction.connection.execute(update(rounds).values(closes_at=datetime.now(UTC)))
        entered = await transactions_on_disk(database, "responses", "t_xmin")
        assert len(entered & await transactions_on_disk(database, "tickets", "t_xmax")) == 6
        await a_sealer(database).seal(round_.id)
        assert entered.isdisjoint(await transactions_on_disk(database, "responses", "t_xmin"))
        assert entered.isdisjoint(await transactions_on_disk(database, "tickets", "t_xmax"))


async def transactions_on_disk(database, table, which):
    """The numbers of transactions in all rows there are in the pages of a table, dead ones too."""
    statement = f"""
        SELECT DISTINCT {which}::text FROM generate_series(0, pg_relation_size('{table}') / 8192 - 1) AS page,
        heap_page_items(get_raw_page('{table}', page::int)) WHERE {which} IS NOT NULL
    """  # noqa: S608 - names of our own
    async with database.reading() as transaction:
        return set(await transaction.connection.scalars(text(statement))) - {"0"}


async def order_on_disk(database):
    physical = "rowid" if database.is_sqlite else "ctid"
    async with database.reading() as transaction:
        statement = text(f"SELECT id FROM responses ORDER BY {physical}").columns(id=Uuid())  # noqa: S608 - one of two
        return list((await transaction.connection.scalars(statement)).all())


async def everything(database):
    async with database.reading() as transaction:
        rows = (await transaction.connection.execute(responses.select().order_by(responses.c.id))).all()
        return json.dumps([list(row) for row in rows], default=str)
