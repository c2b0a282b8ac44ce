"""Questionnaires: what is published, the definitions as data, publishing and retiring."""

import asyncio
from datetime import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Path, Query, Request, Response

from selfcheck_service.api.auth import Author, anyone
from selfcheck_service.api.dependencies import (
    DEFINITION_JSON,
    EVALUATION_JSON,
    ContextDep,
    ContractRoute,
    Now,
    PageDep,
)
from selfcheck_service.api.failures import failures
from selfcheck_service.api.schemas import (
    Finding,
    PublicationReport,
    QuestionnairePage,
    QuestionnaireSummary,
    VersionComparison,
    VersionDifference,
    VersionPage,
    VersionSummary,
)
from selfcheck_service.core.comparison import Diff, describe_difference
from selfcheck_service.core.definition import (
    Conflict,
    DefinitionInvalid,
    InputInvalid,
    NotFound,
    Problem,
    canonical_json,
    localise_document,
    pointer,
)
from selfcheck_service.core.definition.exact import describe
from selfcheck_service.edge.bodies import read_json
from selfcheck_service.edge.context import Context, header_of
from selfcheck_service.edge.languages import negotiate_language
from selfcheck_service.edge.names import KEY_PATTERN, LONGEST_KEY, VERSION_PATTERN, is_key, is_version
from selfcheck_service.edge.problems import LANGUAGES, ParametersInvalid, fault_of
from selfcheck_service.edge.revisions import has_already
from selfcheck_service.storage import questionnaires as storage
from selfcheck_service.use_cases.publishing import (
    Publication,
    preview_publication,
    publish_questionnaire,
    retire_questionnaire,
)

router = APIRouter(prefix="/v1/questionnaires", tags=["questionnaires"], route_class=ContractRoute)

KeyPath = Annotated[
    str,
    Path(pattern=KEY_PATTERN, max_length=LONGEST_KEY, description="Key of the questionnaire.", examples=["beispiel"]),
]
VersionPath = Annotated[
    str, Path(pattern=VERSION_PATTERN, description="Exact version: MAJOR.MINOR.PATCH.", examples=["1.0.0"])
]
# A published version never changes. That it was retired is said elsewhere, but caches should not keep it for ever.
_CACHE = {"published": "public, max-age=31536000, immutable", "retired": "public, max-age=3600"}
_DEFINITION = {"application/json": {"schema": {"$ref": "#/components/schemas/QuestionnaireDefinition"}}}


@router.get(
    "",
    operation_id="list_questionnaires",
    summary="List questionnaires",
    response_description="One page of the list.",
    dependencies=[anyone],
    responses=failures(),
)
async def list_questionnaires(*, context: ContextDep, page: PageDep) -> QuestionnairePage:
    """Lists the questionnaires of which a version is published, each as its newest published version names it."""
    after = page.behind(is_key)
    async with context.database.reading() as transaction:
        found = await storage.list_questionnaires(transaction, after=after, limit=page.one_more)
    shown, following = page.cut(found, lambda each: each.key)
    return QuestionnairePage(
        items=[QuestionnaireSummary.model_validate(each) for each in shown],
        next=following,
    )


@router.get(
    "/{key}",
    operation_id="list_versions",
    summary="List the versions of a questionnaire",
    response_description="One page of the list.",
    dependencies=[anyone],
    responses=failures(404),
)
async def list_versions(*, context: ContextDep, page: PageDep, key: KeyPath) -> VersionPage:
    """Lists all versions of one questionnaire, newest first, retired ones too."""
    after = page.behind(is_version)
    before = None if after is None else storage.semantic(after)
    async with context.database.reading() as transaction:
        found = await storage.list_versions(transaction, key, before=before, limit=page.one_more)
    if not found and before is None:
        raise NotFound("unknown_questionnaire", questionnaire=key)
    shown, following = page.cut(found, lambda each: each.version)
    return VersionPage(
        key=key,
        items=[VersionSummary.model_validate(each) for each in shown],
        next=following,
    )


@router.get(
    "/{key}/versions/{version}",
    operation_id="get_definition",
    summary="Read a definition",
    dependencies=[anyone],
    response_class=Response,
    responses={
        200: {"description": "The definition.", "content": _DEFINITION},
        304: {"description": "The caller has it already (`If-None-Match`)."},
        **failures(404),
    },
)
async def get_definition(
    *,
    context: ContextDep,
    key: KeyPath,
    version: VersionPath,
    language: Annotated[
        str | None,
        Query(max_length=35, description="Texts in this language only, instead of maps of languages.", examples=["de"]),
    ] = None,
    if_none_match: Annotated[str | None, Header(description="ETags of what the caller has already.")] = None,
) -> Response:
    """Returns the definition as data: the very bytes whose SHA-256 is the definition hash.

    With `language` every text is given in that language alone, in the source language where a translation is missing.
    """
    async with context.database.reading() as transaction:
        stored = await storage.get_definition(transaction, key, version)
    body, tag = stored.definition, stored.definition_hash
    if language is not None:
        # A large definition takes a while to take apart, and others are waiting to be answered.
        body, tag = await asyncio.to_thread(_localised, stored, language)
    headers = {"etag": f'"{tag}"', "cache-control": _CACHE[stored.status], "vary": "accept-language"}
    if language is not None:
        headers["content-language"] = language
    if has_already(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _localised(stored: storage.PublishedDefinition, language: str) -> tuple[bytes, str]:
    document = msgspec.json.decode(stored.definition)
    languages = [*document["languages"], *document.get("partial_languages", ())]
    if language not in languages:
        parameters = {"name": language, "allowed": ", ".join(languages)}
        raise ParametersInvalid([Problem("?language", "unknown_language_asked", parameters)])
    return canonical_json(localise_document(document, language)), f"{stored.definition_hash}.{language}"


def _location(description: str) -> dict[str, object]:
    return {"Location": {"description": description, "schema": {"type": "string"}}}


@router.post(
    "/{key}/versions",
    operation_id="publish_version",
    summary="Publish a version",
    status_code=201,
    responses={
        200: {
            "description": "It was published before with the same content; or with `dry_run` it could be published.",
            "model": PublicationReport,
            "headers": _location("Where the definition is; left out where it is not published."),
        },
        201: {"description": "Published.", "headers": _location("Where the definition is.")},
        **failures(409, body=True, key=True),
    },
    openapi_extra={"requestBody": {"required": True, "content": _DEFINITION}},
)
async def publish_version(
    *,
    context: ContextDep,
    request: Request,
    response: Response,
    author: Author,
    now: Now,
    key: KeyPath,
    dry_run: Annotated[bool, Query(description="Answer as if it were published, and store nothing.")] = False,
) -> PublicationReport:
    """Publishes the definition in the body. From then on it never changes; sending it again is harmless.

    A version whose number promises more than holds, compared with the highest version below it, is refused.
    A definition with faults is refused with all of them. Warnings do not stop it; the report names them. With
    `dry_run` nothing is stored and the answer is the same, but for the status 200 instead of 201; a version that is not
    published has no `published_at` and no `Location`.
    """
    document = await read_json(request.scope, request.receive, DEFINITION_JSON)
    language = negotiate_language(header_of(request.scope, b"accept-language"), LANGUAGES, context.default_language)
    response.headers.update({"cache-control": "no-store", "content-language": language, "vary": "accept-language"})
    await _require_key(context, key, document, now)
    if dry_run:
        publication = await preview_publication(context.database, document, now=now)
        response.status_code = 200
    else:
        publication = await publish_questionnaire(context.database, document, now=now, actor=author.caller)
        response.status_code = 201 if publication.outcome == "published" else 200
    version = publication.version
    if _is_there(publication, dry_run=dry_run):
        response.headers["location"] = f"{context.root_path}/v1/questionnaires/{version.key}/versions/{version.version}"
    return _report(publication, dry_run=dry_run, language=language)


async def _require_key(context: Context, key: str, document: object, now: datetime) -> None:
    """Raise `DefinitionInvalid` where the body names another key than the path; its other faults are named too."""
    found = document.get("key") if isinstance(document, dict) else None
    if not isinstance(found, str) or found == key:
        return
    problems = [Problem("/key", "key_differs", {"expected": key, "found": found[:80]})]
    try:
        await preview_publication(context.database, document, now=now)
    except DefinitionInvalid as error:
        problems += error.problems
    except Conflict:
        # What the other questionnaire holds is not asked here.
        pass
    raise DefinitionInvalid(problems)


def _is_there(publication: Publication, *, dry_run: bool) -> bool:
    """Tell whether the version is published now; a dry run may find that it was published before."""
    return not dry_run or publication.outcome == "unchanged"


def _report(publication: Publication, *, dry_run: bool, language: str) -> PublicationReport:
    version = publication.version
    return PublicationReport(
        outcome=publication.outcome,
        dry_run=dry_run,
        key=version.key,
        version=version.version,
        definition_hash=version.definition_hash,
        published_at=version.published_at if _is_there(publication, dry_run=dry_run) else None,
        warnings=[_finding(each, language) for each in publication.warnings],
        comparison=None if publication.comparison is None else _comparison(publication.comparison, language),
    )


def _comparison(diff: Diff, language: str) -> VersionComparison:
    return VersionComparison(
        predecessor=diff.old,
        declared=diff.declared,
        needed=diff.bump,
        differences=[
            VersionDifference(
                kind=found.kind,
                bump=found.bump,
                subject=found.subject,
                message=describe_difference(found, language),
                pointer=found.new,
            )
            for found in diff.differences
        ],
    )


def _finding(problem: Problem, language: str) -> Finding:
    fault = fault_of(problem, language)
    return Finding(code=fault.code, message=fault.message, pointer=fault.pointer or "")


@router.patch(
    "/{key}/versions/{version}",
    operation_id="retire_version",
    summary="Retire a version",
    response_description="The version as it is now.",
    responses=failures(404, body=True, key=True),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Retirement"}}},
        }
    },
)
async def retire_version(
    *,
    context: ContextDep,
    request: Request,
    author: Author,
    now: Now,
    key: KeyPath,
    version: VersionPath,
) -> VersionSummary:
    """Retires a version: new rounds cannot use it. Its definition and all evaluations under it stay as they are."""
    body = await read_json(request.scope, request.receive, EVALUATION_JSON)
    _require_retirement(body)
    retired = await retire_questionnaire(context.database, key, version, now=now, actor=author.caller)
    return VersionSummary.model_validate(retired)


def _require_retirement(body: object) -> None:
    if not isinstance(body, dict):
        raise InputInvalid([Problem("", "wrong_type", {"expected": "a map", "found": describe(body)})])
    problems = [
        Problem(pointer(name), "unknown_member", {"name": name, "hint": ""}) for name in body if name != "status"
    ]
    if "status" not in body:
        problems.append(Problem("/status", "missing", {"name": "status"}))
    elif body["status"] != "retired":
        problems.append(Problem("/status", "not_one_of", {"found": str(body["status"])[:40], "allowed": "retired"}))
    if problems:
        raise InputInvalid(problems)
