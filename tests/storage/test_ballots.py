"""Votes and slips where they are stored: tied to nobody, and gone with their ballot and their round."""

import dataclasses
import uuid
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from selfcheck_service.core.ballots.asking import BallotOption, Question
from selfcheck_service.core.ballots.counting import Tally
from selfcheck_service.core.ballots.matrix import Position
from selfcheck_service.storage.audit import Event, note
from selfcheck_service.storage.ballot_tables import ballot_slips, ballots, matrix_positions, votes
from selfcheck_service.storage.ballots import (
    BallotRow,
    add_ballot,
    add_vote,
    find_ballot,
    find_slip,
    find_vote,
    list_ballots,
    renew_slips,
    set_counts,
    take_votes,
    use_slip,
)
from selfcheck_service.storage.matrix import CardPlace, list_positions, set_position
from selfcheck_service.storage.reach import Reach
from selfcheck_service.storage.tables import rounds
from tests.answering import make_round

QUESTION = Question((BallotOption("a", {"de": "Eins"}), BallotOption("b", {"": "Zwei"})), 1, cumulating=False)


async def a_ballot(database, slips=()):
    round_ = await make_round(database)
    made = BallotRow(
        municipality_id=round_.municipality_id,
        round_id=round_.id,
        id=uuid.uuid4(),
        release_hash="0" * 64,
        kind="own",
        title="Was?",
        question=QUESTION,
        codes="slips" if slips else "shared",
        people=5,
        code_hash=None if slips else b"c" * 32,
        created_at=datetime(2026, 5, 1, 9, tzinfo=UTC),
        closed_at=None,
        phones=None,
        paper=Tally(0, {"a": 0, "b": 0}),
    )
    async with database.transaction() as transaction:
        await add_ballot(transaction, made, slips)
    return made


async def test_a_ballot_is_read_as_it_was_written_and_only_in_reach(database):
    made = await a_ballot(database)
    async with database.reading() as transaction:
        assert await find_ballot(transaction, made.round_id, made.id) == made
        nowhere = Reach.of(frozenset())
        assert await find_ballot(transaction, made.round_id, made.id, reach=nowhere) is None
        assert await find_ballot(transaction, uuid.uuid4(), made.id) is None


async def test_votes_have_no_column_that_could_say_who_or_when(database):
    assert set(votes.c.keys()) == {"municipality_id", "round_id", "ballot_id", "id", "dots"}
    assert set(ballot_slips.c.keys()) == {"municipality_id", "round_id", "ballot_id", "code_hash", "used"}


async def test_votes_lie_in_the_order_of_their_ids_of_chance(database):
    made = await a_ballot(database)
    ids = sorted(uuid.uuid4() for _ in range(20))
    async with database.transaction() as transaction:
        for vote in reversed(ids):
            await add_vote(transaction, made, vote, {"a": 1})
    if database.is_sqlite:
        async with database.reading() as transaction:
            # Without rows that are numbered one after the other, their place in the file says nothing either.
            with pytest.raises(Exception, match="rowid"):
                await transaction.connection.exec_driver_sql("SELECT rowid FROM votes")
    async with database.transaction() as transaction:
        assert await take_votes(transaction, made) == [{"a": 1}] * 20
        assert await find_vote(transaction, made, ids[0]) is None


async def test_a_vote_is_there_once(database):
    made, vote = await a_ballot(database), uuid.uuid4()
    async with database.transaction() as transaction:
        await add_vote(transaction, made, vote, {})
    with pytest.raises(IntegrityError):
        async with database.transaction() as transaction:
            await add_vote(transaction, made, vote, {"a": 1})


async def test_slips_know_only_whether_they_were_used(database):
    made = await a_ballot(database, slips=[b"1" * 32, b"2" * 32])
    async with database.transaction() as transaction:
        await use_slip(transaction, made, b"1" * 32)
        found = [await find_slip(transaction, made, code * 32) for code in (b"1", b"2", b"3")]
    assert found == [True, False, None]


async def test_slips_that_are_renewed_no_longer_say_which_were_used(database):
    made = await a_ballot(database, slips=[b"1" * 32, b"2" * 32, b"3" * 32])
    other = await a_ballot(database, slips=[b"4" * 32])
    async with database.transaction() as transaction:
        await use_slip(transaction, made, b"2" * 32)
        await renew_slips(transaction, made)
    async with database.reading() as transaction:
        statement = select(ballot_slips.c.code_hash).where(ballot_slips.c.used)
        assert set(await transaction.connection.scalars(statement)) == {code * 32 for code in (b"1", b"2", b"3")}
        assert await find_slip(transaction, other, b"4" * 32) is False


async def test_all_goes_with_the_round(database):
    made = await a_ballot(database, slips=[b"1" * 32])
    async with database.transaction() as transaction:
        await add_vote(transaction, made, uuid.uuid4(), {})
        place = CardPlace(made.municipality_id, made.round_id, "card")
        await set_position(transaction, place, "0" * 64, Position(1, 2), is_new=True)
        await set_position(transaction, place, "1" * 64, Position(3, 4), is_new=False)
        assert await list_positions(transaction, made.round_id) == {"card": Position(3, 4)}
        await transaction.connection.execute(delete(rounds).where(rounds.c.id == made.round_id))
    async with database.reading() as transaction:
        for table in (ballots, ballot_slips, votes, matrix_positions):
            assert await transaction.connection.scalar(select(func.count()).select_from(table)) == 0


async def test_only_a_ballot_whose_paper_came_after_its_end_says_so(database):
    first = await a_ballot(database)
    second = dataclasses.replace(first, id=uuid.uuid4())
    closed = [
        dataclasses.replace(each, closed_at=each.created_at, phones=Tally(0, {"a": 0, "b": 0}))
        for each in (first, second)
    ]
    changed = Event(uuid.uuid4(), first.created_at, "cli", "ballot_changed", first.municipality_id, first.round_id)
    async with database.transaction() as transaction:
        await add_ballot(transaction, second)
        for each in closed:
            await set_counts(transaction, each)
        await note(transaction, dataclasses.replace(changed, details={"ballot": str(second.id), "people": 5}))
        late = {"ballot": str(first.id), "paper_ballots": 1, "after_end": True}
        await note(transaction, dataclasses.replace(changed, id=uuid.uuid4(), details=late))
    async with database.reading() as transaction:
        found = [await find_ballot(transaction, each.round_id, each.id) for each in closed]
        listed = await list_ballots(transaction, first.round_id, after=None, limit=9)
    assert [each and each.paper_late for each in found] == [True, False]
    assert {each.id: each.paper_late for each in listed} == {first.id: True, second.id: False}
