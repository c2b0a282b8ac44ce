"""Published questionnaires: one row per version, immutable but for its status."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Insert, RowMapping, Select, and_, func, select, tuple_, update
from sqlalchemy.dialects import sqlite

from selfcheck_service.core.definition.problems import NotFound
from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.tables import questionnaires

Status = Literal["published", "retired"]
SemanticVersion = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class QuestionnaireVersion:
    """What is known about a published version without opening its definition."""

    key: str
    version: str
    definition_hash: str
    title: dict[str, str]
    languages: tuple[str, ...]
    status: Status
    published_at: datetime
    retired_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublishedDefinition:
    """The canonical bytes of a version, as they were hashed."""

    definition: bytes
    definition_hash: str
    status: Status


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The version that comes before another one, with its canonical bytes."""

    version: str
    definition: bytes
    definition_hash: str


_SUMMARY = (
    questionnaires.c.key,
    questionnaires.c.version,
    questionnaires.c.definition_hash,
    questionnaires.c.title,
    questionnaires.c.languages,
    questionnaires.c.status,
    questionnaires.c.published_at,
    questionnaires.c.retired_at,
)
_NUMBERS = tuple_(questionnaires.c.major, questionnaires.c.minor, questionnaires.c.patch)


def semantic(version: str) -> SemanticVersion:
    """Return MAJOR.MINOR.PATCH as numbers, by which versions sort."""
    major, minor, patch = version.split(".")
    return int(major), int(minor), int(patch)


async def add_questionnaire(transaction: Transaction, version: QuestionnaireVersion, definition: bytes) -> bool:
    """Insert a published version and return whether it is new; a version that exists already is left alone."""
    major, minor, patch = semantic(version.version)
    statement = _insert_if_new(transaction.connection.dialect.name).returning(questionnaires.c.key)
    result = await transaction.connection.execute(
        statement,
        {
            "key": version.key,
            "version": version.version,
            "major": major,
            "minor": minor,
            "patch": patch,
            "definition": definition,
            "definition_hash": version.definition_hash,
            "title": version.title,
            "languages": list(version.languages),
            "status": version.status,
            "published_at": version.published_at,
            "retired_at": version.retired_at,
        },
    )
    return result.first() is not None


async def find_questionnaire(transaction: Transaction, key: str, version: str) -> QuestionnaireVersion | None:
    """Return what is known about a version, or None where it was never published."""
    row = (await transaction.connection.execute(select(*_SUMMARY).where(_is(key, version)))).mappings().first()
    return None if row is None else _summary(row)


async def get_questionnaire(transaction: Transaction, key: str, version: str) -> QuestionnaireVersion:
    """Return what is known about a version; raise `NotFound` where it was never published."""
    found = await find_questionnaire(transaction, key, version)
    if found is None:
        raise await _not_found(transaction, key, version)
    return found


async def get_definition(transaction: Transaction, key: str, version: str) -> PublishedDefinition:
    """Return the definition of a version; raise `NotFound` where it was never published."""
    columns = (questionnaires.c.definition, questionnaires.c.definition_hash, questionnaires.c.status)
    row = (await transaction.connection.execute(select(*columns).where(_is(key, version)))).first()
    if row is None:
        raise await _not_found(transaction, key, version)
    return PublishedDefinition(bytes(row.definition), row.definition_hash, row.status)


async def find_predecessor(transaction: Transaction, key: str, version: str) -> Predecessor | None:
    """Return the highest version below this one, published or retired, or None where there is none."""
    columns = (questionnaires.c.version, questionnaires.c.definition, questionnaires.c.definition_hash)
    below = and_(questionnaires.c.key == key, tuple_(*semantic(version)) > _NUMBERS)
    statement = select(*columns).where(below).order_by(*_descending()).limit(1)
    row = (await transaction.connection.execute(statement)).first()
    return None if row is None else Predecessor(row.version, bytes(row.definition), row.definition_hash)


async def take_turn(transaction: Transaction, key: str) -> None:
    """Wait until nobody else is publishing a version of this questionnaire; the turn ends with the transaction."""
    if transaction.connection.dialect.name != "sqlite":
        # SQLite has one writer, and a transaction that may write is the one from its beginning.
        await transaction.connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(key))))


async def _not_found(transaction: Transaction, key: str, version: str) -> NotFound:
    """Return what is missing: this version, or the questionnaire altogether."""
    any_version = select(questionnaires.c.version).where(questionnaires.c.key == key).limit(1)
    if (await transaction.connection.execute(any_version)).first() is None:
        return NotFound("unknown_questionnaire", questionnaire=key)
    return NotFound("unknown_version", questionnaire=key, version=version)


async def list_questionnaires(
    transaction: Transaction, *, after: str | None, limit: int
) -> Sequence[QuestionnaireVersion]:
    """Return the newest published version of each questionnaire, by key, beginning behind the key `after`."""
    newest_first = func.row_number().over(partition_by=questionnaires.c.key, order_by=_descending())
    ranked: Select[tuple[object, ...]] = select(*_SUMMARY, newest_first.label("place")).where(
        questionnaires.c.status == "published"
    )
    if after is not None:
        ranked = ranked.where(questionnaires.c.key > after)
    each = ranked.subquery()
    statement = select(each).where(each.c.place == 1).order_by(each.c.key).limit(limit)
    return [_summary(row) for row in (await transaction.connection.execute(statement)).mappings()]


async def list_keys(transaction: Transaction, *, after: str | None, limit: int) -> Sequence[str]:
    """Return the keys of all questionnaires, those too of which every version is retired, behind the key `after`."""
    statement = select(questionnaires.c.key).distinct().order_by(questionnaires.c.key).limit(limit)
    if after is not None:
        statement = statement.where(questionnaires.c.key > after)
    return list((await transaction.connection.execute(statement)).scalars())


async def list_versions(
    transaction: Transaction, key: str, *, before: SemanticVersion | None, limit: int
) -> Sequence[QuestionnaireVersion]:
    """Return the versions of one questionnaire, newest first, beginning behind the version `before`."""
    statement = select(*_SUMMARY).where(questionnaires.c.key == key)
    if before is not None:
        statement = statement.where(tuple_(*before) > _NUMBERS)
    statement = statement.order_by(*_descending()).limit(limit)
    return [_summary(row) for row in (await transaction.connection.execute(statement)).mappings()]


async def set_retired(transaction: Transaction, key: str, version: str, *, at: datetime) -> bool:
    """Mark a version as retired and return whether it was not; one that is retired already keeps its moment."""
    statement = (
        update(questionnaires)
        .where(and_(_is(key, version), questionnaires.c.status == "published"))
        .values(status="retired", retired_at=at)
    )
    return (await transaction.connection.execute(statement)).rowcount > 0


def _insert_if_new(dialect: str) -> Insert:
    """Return the INSERT that leaves alone what is there already; each database has its own."""
    if dialect == "sqlite":
        return sqlite.insert(questionnaires).on_conflict_do_nothing()
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - large, and not needed on SQLite

    return postgresql.insert(questionnaires).on_conflict_do_nothing()


def _is(key: str, version: str) -> ColumnElement[bool]:
    return and_(questionnaires.c.key == key, questionnaires.c.version == version)


def _descending() -> tuple[ColumnElement[int], ...]:
    return (questionnaires.c.major.desc(), questionnaires.c.minor.desc(), questionnaires.c.patch.desc())


def _summary(values: RowMapping) -> QuestionnaireVersion:
    return QuestionnaireVersion(
        key=values["key"],
        version=values["version"],
        definition_hash=values["definition_hash"],
        title=values["title"],
        languages=tuple(values["languages"]),
        status=values["status"],
        published_at=values["published_at"],
        retired_at=values["retired_at"],
    )
