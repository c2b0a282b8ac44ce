"""Finding the round that an access code is for, on both databases."""

import uuid
from datetime import UTC, datetime

from selfcheck_service.core.rounds.access_codes import code_hash, make_code, read_code
from selfcheck_service.storage import responses
from selfcheck_service.use_cases.arriving import find_round_by_code
from tests.answering import invite_people, make_round


async def test_a_code_finds_its_round_among_others(database, monkeypatch):
    monkeypatch.setattr(responses, "_AT_ONCE", 2)
    made = [await make_round(database) for _ in range(5)]
    people = [(await invite_people(database, each))[0] for each in made]
    for each, person in zip(made, people, strict=True):
        code = read_code(person.code)
        assert code is not None
        assert await find_round_by_code(database, code) == each.id


async def test_a_code_that_is_nobodys_finds_nothing(database):
    assert await find_round_by_code(database, make_code(lambda _: 7)) is None
    person = (await invite_people(database, await make_round(database)))[0]
    assert await find_round_by_code(database, make_code(lambda _: 7)) is None
    spent = read_code(person.code)
    assert spent is not None
    new = responses.NewResponse(
        person.round.municipality_id,
        person.round.id,
        uuid.uuid4(),
        person.round.terms_hash,
        "office",
        b"x" * 32,
        None,
        None,
        None,
        b"{}",
        datetime.now(UTC).date(),
    )
    assert await responses.enter(database, new, code_hash(person.round.id.bytes, spent), now=datetime.now(UTC))
    assert await find_round_by_code(database, spent) is None


async def test_a_sealed_round_takes_no_code(database):
    sealed = await make_round(database, sealed_at=datetime.now(UTC))
    person = (await invite_people(database, sealed))[0]
    code = read_code(person.code)
    assert code is not None
    assert await find_round_by_code(database, code) is None
