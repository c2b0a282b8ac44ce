"""Rounds in storage: found as far as a key reaches, by an index, and frozen by the database itself."""

import asyncio
import contextlib
import dataclasses
import json
import uuid
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, insert, text

from selfcheck_service.api import examples
from selfcheck_service.core.definition.problems import Conflict, NotFound
from selfcheck_service.core.rounds.states import RoundState
from selfcheck_service.core.rounds.terms import terms_hash
from selfcheck_service.storage.reach import EVERYWHERE, Reach
from selfcheck_service.storage.rounds import RoundFilter, add_round, find_round, get_round, list_rounds, set_round
from selfcheck_service.storage.tables import responses, rounds
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.rounds import A_DAY, LAST_YEAR, a_round, add_municipality, add_programme, add_response

NOW = LAST_YEAR + A_DAY


@pytest.fixture
async def town(database):
    await publish_questionnaire(database, examples.DEFINITION, now=LAST_YEAR)
    return await add_municipality(database)


async def store(database, *made):
    async with database.transaction() as transaction:
        for each in made:
            await add_round(transaction, each)


def retained(row, days):
    """The round with other terms."""
    changed = dataclasses.replace(row, retention_days=days)
    return dataclasses.replace(changed, terms_hash=terms_hash(changed.terms))


class TestFinding:
    async def test_a_round_is_found_again_as_it_was_added(self, database, town):
        programme = await add_programme(database, town)
        made = a_round(town, programme_id=programme, profile={"size": 3}, perspectives=("a", "b"), erase_on=NOW.date())
        await store(database, made)
        async with database.reading() as transaction:
            assert await get_round(transaction, EVERYWHERE, made.id) == made
            assert await find_round(transaction, made.id) == made
            assert await find_round(transaction, uuid.uuid4()) is None

    async def test_out_of_reach_is_not_there(self, database, town):
        made = a_round(town)
        await store(database, made)
        async with database.reading() as transaction:
            assert (await get_round(transaction, Reach.of(frozenset({str(town)})), made.id)).id == made.id
            for reach in (Reach.of(frozenset({str(uuid.uuid4())})), Reach.of(frozenset())):
                with pytest.raises(NotFound):
                    await get_round(transaction, reach, made.id)
                assert await list_rounds(transaction, reach, RoundFilter(NOW), after=None, limit=9) == []

    async def test_rounds_of_one_moment_are_listed_once_each(self, database, town):
        made = [a_round(town) for _ in range(5)]
        await store(database, *made)
        listed, after = [], None
        async with database.reading() as transaction:
            while page := await list_rounds(transaction, EVERYWHERE, RoundFilter(NOW), after=after, limit=2):
                listed += [each.id for each in page]
                after = (page[-1].created_at, page[-1].id)
        assert listed == sorted((each.id for each in made), reverse=True)

    async def test_the_state_is_that_of_the_moment_asked_about(self, database, town):
        made = a_round(town)
        await store(database, made)
        moments: dict[RoundState, datetime] = {
            "planned": made.opens_at - A_DAY,
            "open": made.opens_at,
            "closed": made.closes_at,
        }
        async with database.reading() as transaction:
            for now_it_is, moment in moments.items():
                for state in moments:
                    wanted = RoundFilter(moment, state=state)
                    found = await list_rounds(transaction, EVERYWHERE, wanted, after=None, limit=9)
                    assert bool(found) == (state == now_it_is), (state, now_it_is)


class TestFreezing:
    async def test_terms_change_until_there_is_a_response(self, database, town):
        made = a_round(town)
        await store(database, made)
        changed = retained(made, 30)
        async with database.transaction() as transaction:
            await set_round(transaction, changed, changing=["retention_days"])
        async with database.transaction() as transaction:
            await add_response(transaction, changed)
        with pytest.raises(Conflict) as refused:
            async with database.transaction() as transaction:
                await set_round(transaction, made, changing=["retention_days"])
        assert refused.value.problem.parameters == {"names": "retention_days"}
        async with database.reading() as transaction:
            assert await get_round(transaction, EVERYWHERE, made.id) == dataclasses.replace(changed, frozen=True)

    async def test_what_is_no_term_changes_all_the_same(self, database, town):
        made = a_round(town)
        await store(database, made)
        async with database.transaction() as transaction:
            await add_response(transaction, made)
            await set_round(transaction, dataclasses.replace(made, title="Neu"), changing=[])

    async def test_an_erased_response_freezes_as_well(self, database, town):
        made = a_round(town)
        await store(database, made)
        gone = {"perspective": None, "secret_hash": None, "entered_on": None, "erased_on": NOW.date()}
        async with database.transaction() as transaction:
            await add_response(transaction, made, **gone)
        with pytest.raises(Conflict):
            async with database.transaction() as transaction:
                await set_round(transaction, retained(made, 30), changing=["retention_days"])

    @pytest.mark.parametrize("first", ["terms", "response"])
    async def test_of_new_terms_and_a_response_at_the_same_moment_one_wins(self, database, town, first):
        """Each of the two has read the round before the other commits; the later one must fail, whichever it is."""
        if database.is_sqlite:
            return  # SQLite has one writer, so there is no such moment
        made = a_round(town)
        await store(database, made)
        both_have_begun, outcomes = asyncio.Barrier(2), {}

        async def act(name, deed):
            try:
                async with database.transaction() as transaction:
                    assert not (await get_round(transaction, EVERYWHERE, made.id)).frozen
                    await both_have_begun.wait()
                    if name != first:
                        await asyncio.sleep(0.1)
                    await deed(transaction)
                    await asyncio.sleep(0.3)
            except Exception as error:  # noqa: BLE001 which of the two it is, is asked below
                outcomes[name] = type(error).__name__

        await asyncio.gather(
            act("terms", lambda it: set_round(it, retained(made, 30), changing=["retention_days"])),
            act("response", lambda it: add_response(it, made)),
        )
        assert outcomes == ({"terms": "Conflict"} if first == "response" else {"response": "IntegrityError"})

    async def test_whoever_changes_a_round_holds_up_nobody_who_answers(self, database, town):
        if database.is_sqlite:
            return  # SQLite has one writer, which is held up by any other
        made = a_round(town)
        await store(database, made)
        async with database.transaction() as changing:
            await get_round(changing, EVERYWHERE, made.id, to_change=True)
            async with asyncio.timeout(2), database.transaction() as answering:
                await add_response(answering, made)


class TestPlans:
    """With 100,000 responses, a page of rounds and a round cost as much as with none: each is found by an index."""

    @pytest.fixture
    async def crowd(self, database, town):
        """A thousand rounds; one of them has very many responses."""
        made = [a_round(town, created_at=LAST_YEAR + timedelta(seconds=number)) for number in range(1000)]
        shared = {"municipality_id": town, "round_id": made[0].id, "terms_hash": made[0].terms_hash}
        rest = {"perspective": "", "secret_hash": b"s" * 32, "entered_on": LAST_YEAR.date()}
        async with database.transaction() as transaction:
            members = [column.name for column in rounds.c]
            values = [{name: getattr(each, name) for name in members} for each in made]
            values = [{**each, "perspectives": [], "languages": ["de"]} for each in values]
            await transaction.connection.execute(insert(rounds), values)
            many = [{**shared, **rest, "id": uuid.uuid4()} for _ in range(3000)]
            await transaction.connection.execute(insert(responses), many)
        # With statistics the planners know that nearly all responses belong to one round.
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("ANALYZE"))
        return made

    async def nodes(self, database, ask):
        """Return what PostgreSQL does for the last statement that `ask` sends: kind of step → table or index."""
        statements = []

        def sent(*arguments):
            statements.append(arguments[2:4])

        with contextlib.ExitStack() as stack:
            engine = database.engine.sync_engine
            event.listen(engine, "before_cursor_execute", sent)
            stack.callback(event.remove, engine, "before_cursor_execute", sent)
            async with database.reading() as transaction:
                await ask(transaction)
        statement, parameters = statements[-1]
        async with database.reading() as transaction:
            raw = await transaction.connection.get_raw_connection()
            row = await raw.driver_connection.fetchval(f"EXPLAIN (FORMAT JSON) {statement}", *parameters)
        found, left = [], [(json.loads(row) if isinstance(row, str) else row)[0]["Plan"]]
        while left:
            step = left.pop()
            found.append((step["Node Type"], step.get("Index Name", step.get("Relation Name"))))
            left += step.get("Plans", [])
        return found

    async def test_every_way_to_look_for_rounds_has_its_index(self, database, town, crowd):
        if database.is_sqlite:
            return  # its planner is asked below
        programme, reach = uuid.uuid4(), Reach.of(frozenset({str(town)}))
        after = (LAST_YEAR + timedelta(seconds=500), uuid.uuid4())
        for wanted, by_reach, index in (
            (RoundFilter(NOW), EVERYWHERE, "ix_rounds_created_at_id"),
            (RoundFilter(NOW), reach, None),
            (RoundFilter(NOW, municipality_id=town), EVERYWHERE, None),
            (RoundFilter(NOW, programme_id=programme), EVERYWHERE, "ix_rounds_programme_id_created_at_id"),
        ):

            async def ask(transaction, wanted=wanted, by_reach=by_reach):
                await list_rounds(transaction, by_reach, wanted, after=after, limit=50)

            steps = await self.nodes(database, ask)
            names = {name for _, name in steps}
            assert "Seq Scan" not in {kind for kind, _ in steps}, (wanted, steps)
            assert "pk_responses" in names
            assert index is None or index in names, steps

    async def test_one_round_is_found_by_its_id(self, database, town, crowd):
        if database.is_sqlite:
            return  # its planner is asked below

        async def ask(transaction):
            await get_round(transaction, EVERYWHERE, crowd[5].id)

        steps = await self.nodes(database, ask)
        assert "Seq Scan" not in {kind for kind, _ in steps}, steps
        assert {"uq_rounds_id", "pk_responses"} <= {name for _, name in steps}

    async def test_sqlite_scans_no_table_either(self, database, town, crowd):
        if not database.is_sqlite:
            return  # PostgreSQL's planner is asked above
        statements = []

        def sent(*arguments):
            if arguments[2].startswith("SELECT"):
                statements.append(arguments[2:4])

        event.listen(database.engine.sync_engine, "before_cursor_execute", sent)
        async with database.reading() as transaction:
            await get_round(transaction, EVERYWHERE, crowd[5].id)
            await list_rounds(transaction, EVERYWHERE, RoundFilter(NOW), after=(NOW, crowd[5].id), limit=50)
        event.remove(database.engine.sync_engine, "before_cursor_execute", sent)
        async with database.reading() as transaction:
            for statement, parameters in statements:
                asked = await transaction.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                steps = [row[3] for row in asked]
                assert not [step for step in steps if step.startswith("SCAN") and "USING INDEX" not in step], steps
                assert not [step for step in steps if "TEMP B-TREE" in step], steps
