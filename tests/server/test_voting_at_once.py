"""A room votes at once: two hundred phones within ten seconds, each sending again what it got no answer to."""

import asyncio
import time
import uuid
from collections import Counter

import pytest

from selfcheck_service.settings import Settings
from tests.voting import THREE, open_room, released_round

PHONES, SECONDS = 200, 10


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


async def send(client, room, headers, vote, dots):
    """Send a vote until it is answered, as a phone does: where it is told to try again later, it does."""
    while True:
        response = await room.vote(client, dots, vote=vote, headers=headers)
        if response.status_code != 503:
            return response
        await asyncio.sleep(float(response.headers["retry-after"]))


@pytest.mark.parametrize("code_kind", ["shared", "slips"])
async def test_two_hundred_phones_within_ten_seconds_lose_nothing(client, database, facilitator, code_kind):
    round_ = await released_round(database)
    room = await open_room(client, round_, facilitator, people=PHONES, code_kind=code_kind, options=THREE)
    ids = [uuid.uuid4() for _ in range(PHONES)]
    dots = [{f"own-{1 + number % 3}": 1} for number in range(PHONES)]
    shown = [room.code if code_kind == "shared" else room.slip(number) for number in range(PHONES)]
    began = time.monotonic()
    first = await asyncio.gather(*(send(client, room, *each) for each in zip(shown, ids, dots, strict=True)))
    took = time.monotonic() - began
    assert Counter(each.status_code for each in first) == {201: PHONES}
    # Half of them got no answer, and send the same again, all at once.
    half = list(zip(shown, ids, dots, strict=True))[: PHONES // 2]
    second = await asyncio.gather(*(send(client, room, *each) for each in half))
    assert Counter(each.status_code for each in second) == {200: PHONES // 2}
    again = await send(client, room, shown[0], ids[0], dots[0])
    assert again.json()["outcome"] == "repeated"
    stranger = await send(client, room, shown[0], uuid.uuid4(), dots[0])
    assert stranger.json()["code"] == ("ballot_full" if code_kind == "shared" else "slip_used")
    closed = await room.change(client, facilitator, {"state": "closed"})
    result = closed.json()["result"]
    assert result["phone_ballots"] == PHONES
    assert {each["key"]: each["dots"] for each in result["options"]} == {"own-1": 67, "own-2": 67, "own-3": 66}
    assert took < SECONDS
