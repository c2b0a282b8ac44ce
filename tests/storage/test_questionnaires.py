"""Published questionnaires are found again byte for byte, and nothing changes them."""

import asyncio
import dataclasses
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.storage.questionnaires import (
    QuestionnaireVersion,
    add_questionnaire,
    find_questionnaire,
    get_definition,
    get_questionnaire,
    list_keys,
    list_questionnaires,
    list_versions,
    set_retired,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def a_version(key="weltoffen", version="1.0.0", **changes) -> QuestionnaireVersion:
    made = QuestionnaireVersion(
        key=key,
        version=version,
        definition_hash="a" * 64,
        title={"de": "Weltoffen", "en": "Open"},
        languages=("de", "en"),
        status="published",
        published_at=NOON,
        retired_at=None,
    )
    return dataclasses.replace(made, **changes)


async def add(database, *versions, definition=b"{}"):
    async with database.transaction() as transaction:
        return [await add_questionnaire(transaction, version, definition) for version in versions]


async def test_a_version_is_found_again_as_it_was_added(database):
    version = a_version(published_at=datetime(2026, 11, 21, 13, tzinfo=timezone(timedelta(hours=1))))
    assert await add(database, version, definition=b'{"key":"\xc3\xa4"}') == [True]
    async with database.reading() as transaction:
        assert await get_questionnaire(transaction, "weltoffen", "1.0.0") == version
        found = await get_definition(transaction, "weltoffen", "1.0.0")
    assert (found.definition, found.definition_hash) == (b'{"key":"\xc3\xa4"}', "a" * 64)


async def test_what_was_never_published_is_not_found(database):
    async with database.reading() as transaction:
        assert await find_questionnaire(transaction, "weltoffen", "1.0.0") is None
        with pytest.raises(NotFound):
            await get_questionnaire(transaction, "weltoffen", "1.0.0")
        with pytest.raises(NotFound):
            await get_definition(transaction, "weltoffen", "1.0.0")


async def test_a_second_row_for_a_version_is_left_out(database):
    assert await add(database, a_version(), a_version(definition_hash="b" * 64)) == [True, False]
    async with database.reading() as transaction:
        assert (await get_questionnaire(transaction, "weltoffen", "1.0.0")).definition_hash == "a" * 64


async def test_of_many_who_publish_the_same_version_at_once_one_adds_it(database):
    added = await asyncio.gather(*(add(database, a_version()) for _ in range(20)))
    assert sorted(one for (one,) in added) == [False] * 19 + [True]


async def test_versions_are_listed_newest_first_by_number_and_page_by_page(database):
    numbers = ["1.0.0", "1.10.0", "1.9.0", "0.1.0", "1.9.1"]
    await add(database, *(a_version(version=number) for number in numbers), a_version(key="other"))
    async with database.reading() as transaction:
        first = await list_versions(transaction, "weltoffen", before=None, limit=2)
        rest = await list_versions(transaction, "weltoffen", before=(1, 9, 1), limit=9)
    assert [found.version for found in first] == ["1.10.0", "1.9.1"]
    assert [found.version for found in rest] == ["1.9.0", "1.0.0", "0.1.0"]


async def test_of_each_questionnaire_the_newest_published_version_is_listed(database):
    await add(database, *(a_version(version=number) for number in ("1.9.0", "1.10.0", "2.0.0")))
    await add(database, a_version(key="another"), a_version(key="retired"))
    async with database.transaction() as transaction:
        await set_retired(transaction, "weltoffen", "2.0.0", at=NOON)
        await set_retired(transaction, "retired", "1.0.0", at=NOON)
    async with database.reading() as transaction:
        found = await list_questionnaires(transaction, after=None, limit=10)
        behind = await list_questionnaires(transaction, after="another", limit=10)
    assert [(each.key, each.version) for each in found] == [("another", "1.0.0"), ("weltoffen", "1.10.0")]
    assert [each.key for each in behind] == ["weltoffen"]


async def test_the_keys_of_all_questionnaires_are_listed_once(database):
    await add(database, a_version(), a_version(version="1.1.0"), a_version(key="another"), a_version(key="third"))
    async with database.transaction() as transaction:
        await set_retired(transaction, "another", "1.0.0", at=NOON)
        assert await list_keys(transaction, after=None, limit=2) == ["another", "third"]
        assert await list_keys(transaction, after="third", limit=2) == ["weltoffen"]


async def test_a_version_is_retired_once(database):
    await add(database, a_version())
    async with database.transaction() as transaction:
        await set_retired(transaction, "weltoffen", "1.0.0", at=NOON)
        await set_retired(transaction, "weltoffen", "1.0.0", at=NOON + timedelta(days=1))
        found = await get_questionnaire(transaction, "weltoffen", "1.0.0")
    assert (found.status, found.retired_at) == ("retired", NOON)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE questionnaires SET key = 'other'",
        "UPDATE questionnaires SET version = '1.0.1'",
        "UPDATE questionnaires SET major = 7",
        "UPDATE questionnaires SET minor = 7",
        "UPDATE questionnaires SET patch = 7",
        "UPDATE questionnaires SET definition = ''",
        "UPDATE questionnaires SET definition_hash = 'b'",
        "UPDATE questionnaires SET title = '{}'",
        "UPDATE questionnaires SET languages = '[]'",
        "UPDATE questionnaires SET published_at = '2020-01-01 00:00:00'",
        "UPDATE questionnaires SET status = 'draft'",
        "UPDATE questionnaires SET status = 'retired'",
        "DELETE FROM questionnaires",
        (
            "INSERT INTO questionnaires SELECT * FROM questionnaires WHERE true"
            " ON CONFLICT (key, version) DO UPDATE SET definition = ''"
        ),
    ],
)
async def test_the_database_itself_refuses_to_change_what_was_published(database, tampering):
    await add(database, a_version())
    with pytest.raises(IntegrityError):
        async with database.transaction() as transaction:
            await transaction.connection.execute(text(tampering))
    async with database.reading() as transaction:
        assert await get_questionnaire(transaction, "weltoffen", "1.0.0") == a_version()


async def test_sqlite_refuses_to_replace_a_row(database):
    if not database.is_sqlite:
        return  # PostgreSQL has no such statement
    await add(database, a_version())
    with pytest.raises(IntegrityError):
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("REPLACE INTO questionnaires SELECT * FROM questionnaires"))


async def test_postgres_refuses_to_empty_the_table(database):
    if database.is_sqlite:
        return  # SQLite has no such statement
    await add(database, a_version())
    with pytest.raises(IntegrityError):
        async with database.transaction() as transaction:
            await transaction.connection.execute(text("TRUNCATE questionnaires CASCADE"))


async def test_a_moment_without_a_time_zone_is_refused(database):
    with pytest.raises(Exception, match="time zone"):
        await add(database, a_version(published_at=datetime(2026, 1, 1)))  # noqa: DTZ001 the naive one is the case
