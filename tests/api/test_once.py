"""A request with an Idempotency-Key makes one thing, however often, wherever and whenever it is sent."""

import asyncio
import contextlib
import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import select, update
from sqlalchemy.event import listen

from selfcheck_service.api.auth import Facilitator
from selfcheck_service.api.dependencies import NewIds
from selfcheck_service.api.members import Body, Name, Shown
from selfcheck_service.api.once import Created, Once
from selfcheck_service.app import create_app
from selfcheck_service.core.definition import Conflict
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.idempotency import forget_replies
from selfcheck_service.storage.municipalities import Municipality, add_municipality
from selfcheck_service.storage.tables import metadata

PATH = "/v1/municipalities"
BODY = {"name": "Aachen", "type": "independent_city"}


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
def post(client, facilitator):
    async def send(body=BODY, *, key="k1", headers=facilitator, path=PATH, to=client):
        return await to.post(path, json=body, headers=headers | {"idempotency-key": key})

    return send


async def rows(app, table):
    async with app.state.context.database.reading() as transaction:
        return (await transaction.connection.execute(select(metadata.tables[table]))).mappings().all()


def same(*responses):
    """Tell whether all of them say the same: status, place and bytes."""
    return len({(each.status_code, each.headers["location"], each.content) for each in responses}) == 1


class TestRepetition:
    async def test_the_same_request_makes_nothing_anew_and_reads_the_same(self, app, post):
        first, second = await post(), await post()
        assert (first.status_code, same(first, second)) == (201, True)
        assert "idempotency-replayed" not in first.headers
        assert second.headers["idempotency-replayed"] == "true"
        assert len(await rows(app, "municipalities")) == 1

    async def test_how_the_body_is_written_does_not_matter(self, app, client, facilitator, post):
        first = await post()
        headers = facilitator | {"idempotency-key": "k1", "content-type": "application/json"}
        content = json.dumps(dict(reversed(BODY.items())), indent=3)
        assert same(first, await client.post(PATH, content=content, headers=headers))

    async def test_another_body_or_path_under_the_same_key_is_refused(self, app, post):
        await post()
        for others in ({"body": BODY | {"name": "B"}}, {"path": "/v1/programmes", "body": {"name": "Aachen"}}):
            response = await post(**others)
            assert response.status_code == 422
            (fault,) = response.json()["errors"]
            assert (fault["code"], fault["header"]) == ("idempotency_key_reused", "Idempotency-Key")
        assert len(await rows(app, "municipalities")) == 1

    async def test_other_keys_and_other_callers_make_something_new(self, app, post, make_key):
        for others in ({}, {"key": "k2"}, {"key": "K1"}, {"headers": await make_key("facilitator")}):
            assert "idempotency-replayed" not in (await post(**others)).headers
        assert len(await rows(app, "municipalities")) == 4

    async def test_without_a_key_every_request_makes_something_new(self, app, client, facilitator):
        for _ in range(2):
            assert (await client.post(PATH, json=BODY, headers=facilitator)).status_code == 201
        assert len(await rows(app, "municipalities")) == 2
        assert await rows(app, "idempotency") == []

    async def test_other_replicas_and_later_starts_know_it_too(self, app, settings, post):
        first = await post()
        replica = create_app(settings)
        elsewhere = httpx.AsyncClient(transport=httpx.ASGITransport(replica), base_url="http://x")
        async with replica.router.lifespan_context(replica), elsewhere as other:
            assert same(first, await post(to=other))

    async def test_after_a_day_it_is_another_request(self, app, post):
        await post()
        long_ago = datetime.now(UTC) - timedelta(hours=25)
        await set_created_at(app, long_ago)
        assert "idempotency-replayed" not in (await post(BODY | {"name": "B"})).headers
        assert len(await rows(app, "municipalities")) == 2
        assert "idempotency-replayed" in (await post(BODY | {"name": "B"})).headers

    async def test_what_is_older_than_a_day_can_be_forgotten(self, app, post):
        await post()
        await post(key="k2")
        async with app.state.context.database.transaction() as transaction:
            assert await forget_replies(transaction, before=datetime.now(UTC) - timedelta(hours=24), limit=9) == 0
            assert await forget_replies(transaction, before=datetime.now(UTC) + timedelta(hours=1), limit=9) == 2
        assert await rows(app, "idempotency") == []

    async def test_a_repetition_writes_before_it_answers(self, app, post):
        """Else it could acknowledge what a failover then loses: only what writes waits for a standby."""
        await post()
        statements = []
        engine = app.state.context.database.engine.sync_engine
        listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
        await post()
        assert any("ON CONFLICT" in each and "DO UPDATE" in each for each in statements)

    @pytest.mark.parametrize("key", ["", "x" * 201, "ä", "a\tb"])
    async def test_a_key_is_up_to_200_printable_characters(self, app, client, facilitator, key):
        headers = facilitator | {"idempotency-key": key.encode("utf-8")}
        response = await client.post(PATH, json=BODY, headers=headers)
        assert response.status_code == 422
        assert [(each["code"], each["header"]) for each in response.json()["errors"]] == [
            ("malformed", "Idempotency-Key")
        ]
        assert await rows(app, "municipalities") == []

    @pytest.mark.parametrize("key", ["x" * 200, '"quoted"', "with spaces", "~!@#$%^&*()"])
    async def test_any_printable_key_is_taken(self, post, key):
        assert same(await post(key=key), await post(key=key))


async def set_created_at(app, moment):
    async with app.state.context.database.transaction() as transaction:
        await transaction.connection.execute(update(metadata.tables["idempotency"]).values(created_at=moment))


class TestTwins:
    async def test_of_fifty_at_once_one_wins_and_the_others_read_the_same(self, app, post):
        responses = await asyncio.gather(*(post() for _ in range(50)))
        assert (responses[0].status_code, same(*responses)) == (201, True)
        assert sum("idempotency-replayed" not in each.headers for each in responses) == 1
        assert len(await rows(app, "municipalities")) == 1
        assert len([each for each in await rows(app, "audit") if each["event"] == "municipality_registered"]) == 1

    async def test_many_keys_with_twins_each_make_one_thing_each(self, app, post):
        responses = await asyncio.gather(*(post(BODY | {"name": f"M{n % 8}"}, key=f"k{n % 8}") for n in range(48)))
        assert {each.status_code for each in responses} == {201}
        assert sorted(each["name"] for each in await rows(app, "municipalities")) == [f"M{n}" for n in range(8)]


class MadeUp(Shown):
    id: str
    codes: list[str] | None


class MadeUpBody(Body):
    name: Name


class Trouble:
    """What the made-up route meets, in the order of its calls; None: nothing."""

    def __init__(self):
        self.waiting: list[Exception | None] = []
        self.kept: dict[str, object] | None = {"codes": None}


@pytest.fixture
def trouble(app):
    """A route that makes a municipality, answers with codes, and fails when it is told to."""
    meets = Trouble()

    async def create_made_up(*, facilitator: Facilitator, once: Once, new_ids: NewIds):
        body = MadeUpBody(name="Made up")

        async def create(transaction: Transaction) -> Created:
            made = Municipality(new_ids(), body.name, "district", None, None, None, None, datetime.now(UTC))
            await add_municipality(transaction, made)
            error = meets.waiting.pop(0) if meets.waiting else None
            if error is not None:
                raise error
            shown = MadeUp(id=str(made.id), codes=["ABCD-EFGH-JKMN"])
            kept = None if meets.kept is None else shown.model_copy(update=meets.kept)
            return Created(f"/made-up/{made.id}", shown, kept)

        return await once(facilitator, body, create)

    app.router.add_api_route("/made-up", create_made_up, methods=["POST"], response_model=None)
    return meets


class TestFailure:
    @pytest.mark.parametrize("error", [Conflict("unknown_path"), RuntimeError("crash"), ConnectionResetError()])
    async def test_what_fails_leaves_nothing_and_may_be_tried_again(self, app, post, trouble, error):
        trouble.waiting = [error]
        assert (await post(path="/made-up")).status_code in (409, 500, 503)
        assert await rows(app, "municipalities") == await rows(app, "idempotency") == []
        assert (await post(path="/made-up")).status_code == 201
        assert len(await rows(app, "municipalities")) == 1

    async def test_of_fifty_twins_the_next_one_takes_over_where_the_first_fails(self, app, post, trouble):
        trouble.waiting = [RuntimeError("crash"), RuntimeError("crash")]
        responses = await asyncio.gather(*(post(path="/made-up") for _ in range(50)))
        made = [each for each in responses if each.status_code == 201]
        assert len(made) == 48
        assert len({each.headers["location"] for each in made}) == 1
        assert len(await rows(app, "municipalities")) == 1

    async def test_a_commit_that_fails_leaves_nothing(self, app, post, monkeypatch):
        real = app.state.context.database.transaction

        @contextlib.asynccontextmanager
        async def breaking():
            async with real() as transaction:
                yield transaction
                raise ConnectionResetError

        monkeypatch.setattr(app.state.context.database, "transaction", breaking)
        with contextlib.suppress(ConnectionResetError):
            assert (await post()).status_code in (500, 503)
        monkeypatch.undo()
        assert await rows(app, "municipalities") == await rows(app, "idempotency") == []
        assert (await post()).status_code == 201


class TestCodes:
    async def test_they_are_shown_once_and_never_stored(self, app, post, trouble):
        first, second = await post(path="/made-up"), await post(path="/made-up")
        assert first.json()["codes"] == ["ABCD-EFGH-JKMN"]
        assert second.json() == first.json() | {"codes": None}
        assert b"ABCD" not in b"".join(bytes(each["body"]) for each in await rows(app, "idempotency"))

    async def test_a_reply_that_would_keep_them_is_a_fault_of_ours_and_stores_nothing(self, app, post, trouble):
        trouble.kept = None
        assert (await post(path="/made-up")).status_code == 500
        assert await rows(app, "municipalities") == await rows(app, "idempotency") == []
