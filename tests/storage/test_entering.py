"""What entering a round reads: the one ticket of a code, however many there are and however little is known of them."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select, text

from selfcheck_service.core.rounds.access_codes import code_hash, read_code
from selfcheck_service.storage.responses import _ENTER
from selfcheck_service.storage.tables import responses
from tests.answering import invite_people, make_round

PEOPLE = 300


def entering(person) -> dict[str, Any]:
    now = datetime.now(UTC)
    code = read_code(person.code)
    assert code is not None
    return {
        "municipality_id": person.round.municipality_id,
        "round_id": person.round.id,
        "id": person.id,
        "terms_hash": person.round.terms_hash,
        "perspective": "office",
        "secret_hash": uuid.uuid4().bytes * 2,
        "display_name": None,
        "language": "de",
        "answers": b"{}",
        "draft": None,
        "entered_on": now.date(),
        "code_hash": code_hash(person.round.id.bytes, code),
        "now": now.strftime("%Y-%m-%d %H:%M:%S.%f"),
    }


def steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for each in plan.get("Plans", ()):
        yield from steps(each)


# Nobody has counted the rows of a database that is new.
@pytest.mark.on_disk
async def test_nobody_who_enters_goes_through_the_tickets_of_the_others(database):
    people = await invite_people(database, await make_round(database), PEOPLE)
    given = entering(people[PEOPLE // 2])
    async with database.transaction() as transaction:
        if database.is_sqlite:
            ids = {name: given[name].hex for name in ("municipality_id", "round_id", "id")}
            sqlite = {**given, **ids, "entered_on": given["entered_on"].isoformat()}
            found = [
                row.detail
                for statement in _ENTER.sqlite
                for row in await transaction.connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"), sqlite)
            ]
            searched = [each for each in found if each.startswith("SEARCH t USING")]
            assert len(searched) == 2
            assert all(each.endswith("(round_id=? AND code_hash=?)") for each in searched), found
        else:
            driver = (await transaction.connection.get_raw_connection()).driver_connection
            question = f"EXPLAIN (ANALYZE, FORMAT JSON) {_ENTER.numbered}"
            told = await driver.fetchval(question, *[given[name] for name in _ENTER.names])
            done = list(steps(told[0]["Plan"]))
            assert await transaction.connection.scalar(select(func.count()).select_from(responses)) == 1
            assert sum(each.get("Rows Removed by Filter", 0) for each in done) == 0, told
            walked = [each["Relation Name"] for each in done if each["Node Type"] == "Seq Scan"]
            assert "tickets" not in walked, told
            assert any(each.get("Index Name") == "ix_tickets_round_id_code_hash" for each in done), told
