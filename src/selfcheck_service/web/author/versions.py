"""The versions of questionnaires: all of them with their state, one of them with what can be done, and retiring it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.edge.names import is_key, is_version
from selfcheck_service.storage.questionnaires import (
    QuestionnaireVersion,
    get_questionnaire,
    list_keys,
    list_versions,
    semantic,
)
from selfcheck_service.use_cases.publishing import compare_with_published, retire_questionnaire
from selfcheck_service.web.author.comparing import ShownComparison, show_comparison
from selfcheck_service.web.author.speaking import in_own_words
from selfcheck_service.web.routing import Site
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit

_LISTED = 20
# Of each questionnaire so many versions stand on the first page.
_NEWEST = 3
# Versions to compare with; whoever wants an older one has the command line.
_OFFERED = 50
PATH = "/author/questionnaires/{key}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A questionnaire in the list: its newest versions, and whether there are more."""

    key: str
    title: Said
    versions: tuple[QuestionnaireVersion, ...]
    more: bool


class VersionPages:
    """The pages of what is published."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        one = f"{PATH}/{{version}}"
        return [
            self._site.route("/author", get=in_own_words(self.overview), needs="author"),
            self._site.route(PATH, get=in_own_words(self.versions), needs="author"),
            self._site.route(one, get=in_own_words(self.version), needs="author"),
            self._site.route(
                f"{one}/retire", get=in_own_words(self.ask), post=in_own_words(self.retire), needs="author"
            ),
        ]

    async def overview(self, request: Request, visit: Visit) -> Response:
        """Show every questionnaire with its newest versions."""
        after = request.query_params.get("after") or None
        if after is not None and not is_key(after):
            raise NotFound("unknown_path")
        async with context_of(request.scope).database.reading() as transaction:
            keys = await list_keys(transaction, after=after, limit=_LISTED + 1)
            found = [
                (key, await list_versions(transaction, key, before=None, limit=_NEWEST + 1)) for key in keys[:_LISTED]
            ]
        listed = [
            Listed(key, _title(versions[0], visit), tuple(versions[:_NEWEST]), len(versions) > _NEWEST)
            for key, versions in found
        ]
        following = keys[_LISTED - 1] if len(keys) > _LISTED else None
        return self._site.page("author/overview.html", visit, listed=listed, following=following, is_first=not after)

    async def versions(self, request: Request, visit: Visit) -> Response:
        """Show the versions of one questionnaire, newest first."""
        key, after = request.path_params["key"], request.query_params.get("after") or None
        if not is_key(key) or (after is not None and not is_version(after)):
            raise NotFound("unknown_path")
        before = None if after is None else semantic(after)
        async with context_of(request.scope).database.reading() as transaction:
            found = await list_versions(transaction, key, before=before, limit=_LISTED + 1)
        if not found:
            raise NotFound("unknown_questionnaire", questionnaire=key)
        following = found[_LISTED - 1].version if len(found) > _LISTED else None
        return self._site.page(
            "author/versions.html",
            visit,
            key=key,
            title=_title(found[0], visit),
            versions=found[:_LISTED],
            following=following,
            is_first=after is None,
        )

    async def version(self, request: Request, visit: Visit) -> Response:
        """Show one version: its state, and the ways to read and to try it in each language."""
        return await self._show(request, visit, retiring=False)

    async def ask(self, request: Request, visit: Visit) -> Response:
        """Ask whether a version shall be retired."""
        return await self._show(request, visit, retiring=True)

    async def retire(self, request: Request, visit: Visit) -> Response:
        """Retire a version, once that was confirmed."""
        key, version = _named(request)
        if sent_of(request).one("confirmed") != "yes":
            return await self._show(request, visit, retiring=True)
        database = context_of(request.scope).database
        await retire_questionnaire(database, key, version, now=current_moment(), actor=visit.principal.caller)
        return self._site.see(visit, f"/author/questionnaires/{key}/{version}", done="retired")

    async def _show(self, request: Request, visit: Visit, *, retiring: bool) -> Response:
        key, version = _named(request)
        async with context_of(request.scope).database.reading() as transaction:
            found = await get_questionnaire(transaction, key, version)
            offered = await list_versions(transaction, key, before=None, limit=_OFFERED)
        plan = await context_of(request.scope).plans.get(key, version)
        language = visit.language_of(plan.languages)
        done = request.query_params.get("done", "")
        against = request.query_params.get("against")
        return self._site.page(
            "author/version.html",
            visit,
            found=found,
            title=_title(found, visit),
            languages=[(tag, own_name(tag)) for tag in plan.languages],
            forms=[Said.of(each.title, language) for each in plan.questionnaire.perspectives],
            items=len(plan.items),
            fields=len(plan.questionnaire.fields),
            others=[each.version for each in offered if each.version != version],
            against=against,
            comparison=None if against is None else await _compared(request, visit, (version, against)),
            retiring=retiring and found.status == "published",
            done=done if done in ("published", "unchanged", "retired") else None,
        )


async def _compared(request: Request, visit: Visit, pair: tuple[str, str]) -> ShownComparison:
    """Return what differs between two versions of a questionnaire, from the older one to the newer one.

    Raises `NotFound` where one of them was never published.
    """
    context, key = context_of(request.scope), request.path_params["key"]
    if not all(map(is_version, pair)):
        raise NotFound("unknown_path")
    old, new = sorted(pair, key=semantic)
    plan = await context.plans.get(key, new)
    found = await compare_with_published(context.database, plan.questionnaire, key, old)
    language = visit.language_of(found.after.languages)
    return show_comparison(found.diff, (found.after, found.before), visit.spoken, language)


def _named(request: Request) -> tuple[str, str]:
    key, version = request.path_params["key"], request.path_params["version"]
    if not is_key(key) or not is_version(version):
        raise NotFound("unknown_path")
    return key, version


def _title(version: QuestionnaireVersion, visit: Visit) -> Said:
    return Said.of(version.title, visit.language_of(version.languages))
