"""Publishing and retiring versions of questionnaires."""

import asyncio
import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from selfcheck_service.core.comparison import Diff, check_bridge_to, compare_along_bridge, describe_difference
from selfcheck_service.core.definition import (
    Conflict,
    DefinitionInvalid,
    Problem,
    Questionnaire,
    canonical_document,
    definition_hash,
    lint,
    parse_definition,
)
from selfcheck_service.core.definition.messages import Spoken
from selfcheck_service.core.scoring import Plan, compile_plan
from selfcheck_service.simulation import chance_of, try_to_refute
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import CLI, Event, EventName, note
from selfcheck_service.storage.questionnaires import (
    Predecessor,
    PublishedDefinition,
    QuestionnaireVersion,
    add_questionnaire,
    find_predecessor,
    find_questionnaire,
    get_definition,
    get_questionnaire,
    set_retired,
    take_turn,
)
from selfcheck_service.use_cases.plans import read_canonical

# Synthetic responses that try to refute the bump of a version, and for how long at most; others are waiting.
_TRIES = 200
_SECONDS = 10.0
_SEED = 1
Outcome = Literal["published", "unchanged"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing a definition came to: a new version, or one that was there with the same content already.

    `comparison` is that of a new version with the one before it, where there is one.
    """

    outcome: Outcome
    version: QuestionnaireVersion
    warnings: tuple[Problem, ...]
    comparison: Diff | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    questionnaire: Questionnaire
    definition: bytes
    definition_hash: str
    plan: Plan
    warnings: tuple[Problem, ...]


async def publish_questionnaire(
    database: Database, document: object, *, now: datetime, actor: str = CLI
) -> Publication:
    """Publish the version that a definition document describes; doing so again with the same content is harmless.

    `actor` is who does it, for the audit trail: the id of an API key, or the command line.

    Raises `DefinitionInvalid` with every fault, those of a bridge to the version before included, and `Conflict` where
    the version exists with other content or its number promises more than holds.
    """
    prepared = await asyncio.to_thread(_prepare, document)
    version = _version_of(prepared, now)
    while True:
        judged = await _judge(database, prepared, version)
        if judged.there is not None:
            return _publication(prepared, judged.there, "unchanged")
        async with database.transaction() as transaction:
            await take_turn(transaction, version.key)
            if await find_predecessor(transaction, version.key, version.version) != judged.predecessor:
                # Somebody has published a version between the two meanwhile; the promise is made to that one.
                continue
            added = await add_questionnaire(transaction, version, prepared.definition)
            if added:
                await note(transaction, _event("questionnaire_published", version.key, version.version, now, actor))
            there = await get_questionnaire(transaction, version.key, version.version)
        return _publication(prepared, there, "published" if added else "unchanged", judged.comparison)


async def preview_publication(database: Database, document: object, *, now: datetime) -> Publication:
    """Return what `publish_questionnaire` would return or raise, and store nothing."""
    prepared = await asyncio.to_thread(_prepare, document)
    version = _version_of(prepared, now)
    judged = await _judge(database, prepared, version)
    outcome: Outcome = "unchanged" if judged.there else "published"
    return _publication(prepared, judged.there or version, outcome, judged.comparison)


@dataclass(frozen=True, slots=True)
class Compared:
    """A draft beside a published version: what differs, and both of them to look up what keys mean."""

    diff: Diff
    before: Plan
    after: Plan


async def compare_with_published(database: Database, draft: Questionnaire, key: str, version: str) -> Compared:
    """Return what differs between a published version and a draft, which need not have a version number of its own.

    Raises `NotFound` where the version was never published.
    """
    async with database.reading() as transaction:
        stored = await get_definition(transaction, key, version)
    return await asyncio.to_thread(_compare_draft, stored, draft)


def _compare_draft(stored: PublishedDefinition, draft: Questionnaire) -> Compared:
    old = parse_definition(read_canonical(stored.definition))
    plans = compile_plan(old, definition_hash=stored.definition_hash), compile_plan(draft)
    return Compared(_refute(compare_along_bridge(old, draft), *plans), *plans)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is there already, or else what the version is compared with and what came of it."""

    there: QuestionnaireVersion | None
    predecessor: Predecessor | None = None
    comparison: Diff | None = None


async def _judge(database: Database, prepared: _Prepared, version: QuestionnaireVersion) -> _Judged:
    """Compare a version that is not there yet with its predecessor; raise `Conflict` where it promises too much."""
    async with database.reading() as transaction:
        there = await find_questionnaire(transaction, version.key, version.version)
        before = None if there else await find_predecessor(transaction, version.key, version.version)
    if before is None:
        return _Judged(there)
    # Nobody else waits for this: it takes a second where a questionnaire is long.
    comparison = await asyncio.to_thread(_compare, before, prepared)
    if not comparison.honest:
        raise _too_small(comparison)
    return _Judged(None, before, comparison)


def _compare(before: Predecessor, prepared: _Prepared) -> Diff:
    old = parse_definition(read_canonical(before.definition))
    plans = compile_plan(old, definition_hash=before.definition_hash), prepared.plan
    broken = check_bridge_to(old, prepared.questionnaire)
    if broken:
        raise DefinitionInvalid(broken)
    return _refute(compare_along_bridge(old, prepared.questionnaire), *plans)


def _refute(compared: Diff, before: Plan, after: Plan) -> Diff:
    end = time.monotonic() + _SECONDS
    return try_to_refute(compared, before, after, chance_of(_SEED), _TRIES, expired=lambda: time.monotonic() > end)


def _too_small(comparison: Diff) -> Conflict:
    reason = next(found for found in comparison.differences if found.bump == comparison.bump)
    return Conflict(
        "bump_too_small",
        version=comparison.new,
        predecessor=comparison.old,
        declared=comparison.declared,
        needed=comparison.bump,
        reason=Spoken(reason.kind, describe_difference(reason, "de"), describe_difference(reason, "en")),
    )


async def retire_questionnaire(
    database: Database, key: str, version: str, *, now: datetime, actor: str = CLI
) -> QuestionnaireVersion:
    """Retire a version: new rounds cannot use it, what was answered under it stays as it is.

    Raises `NotFound` where it was never published. Retiring it again changes nothing.
    """
    async with database.transaction() as transaction:
        await get_questionnaire(transaction, key, version)
        if await set_retired(transaction, key, version, at=now):
            await note(transaction, _event("questionnaire_retired", key, version, now, actor))
        return await get_questionnaire(transaction, key, version)


def _event(name: EventName, key: str, version: str, now: datetime, actor: str) -> Event:
    # A version is published once and retired once, so that the event's id follows from it.
    event_id = uuid.uuid5(uuid.NAMESPACE_URL, f"selfcheck:{name}:{key}:{version}")
    return Event(event_id, now, actor, name, details={"questionnaire": key, "version": version})


def _prepare(document: object) -> _Prepared:
    questionnaire = parse_definition(document)
    found = lint(questionnaire)
    if any(problem.severity == "error" for problem in found):
        raise DefinitionInvalid(found)
    definition = canonical_document(questionnaire)
    identity = definition_hash(definition)
    # What is published stays for ever, so nothing is published that could not be evaluated.
    plan = compile_plan(questionnaire, definition_hash=identity)
    return _Prepared(questionnaire, definition, identity, plan, found)


def _version_of(prepared: _Prepared, now: datetime) -> QuestionnaireVersion:
    questionnaire = prepared.questionnaire
    return QuestionnaireVersion(
        key=questionnaire.key,
        version=questionnaire.version,
        definition_hash=prepared.definition_hash,
        title=dict(questionnaire.title),
        languages=questionnaire.spoken,
        status="published",
        published_at=now,
        retired_at=None,
    )


def _publication(
    prepared: _Prepared, there: QuestionnaireVersion, outcome: Outcome, comparison: Diff | None = None
) -> Publication:
    if there.definition_hash != prepared.definition_hash:
        raise Conflict("version_taken", questionnaire=there.key, version=there.version)
    return Publication(outcome, there, prepared.warnings, comparison)
