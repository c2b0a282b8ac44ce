"""A draft on its way to being published: checking, looking at it, comparing, a dry run, publishing."""

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.comparison import Diff
from selfcheck_service.core.definition import (
    Conflict,
    DefinitionInvalid,
    NotFound,
    Problem,
    Questionnaire,
)
from selfcheck_service.core.scoring import Plan, compile_plan
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.core.scoring.units import with_units
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.edge.names import is_version
from selfcheck_service.edge.problems import fault_of
from selfcheck_service.storage.questionnaires import list_versions
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.publishing import (
    compare_with_published,
    preview_publication,
    publish_questionnaire,
)
from selfcheck_service.web.asking import Asking
from selfcheck_service.web.author.comparing import ShownComparison, show_comparison
from selfcheck_service.web.author.drafts import Draft, draft_of
from selfcheck_service.web.author.speaking import in_own_words
from selfcheck_service.web.routing import Site
from selfcheck_service.web.said import Said, maybe
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.units import count_fields, with_sent_units
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.words import voice_of

PATH = "/author/draft"
_INVALID, _CONFLICT, _MISSING = 422, 409, 404
# Versions to compare with; whoever wants an older one has the command line.
_OFFERED = 50


class DraftPages:
    """The pages of a draft. Each brings the draft along: the service keeps nothing of it before it is published."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        return [
            self._site.route(
                PATH, get=in_own_words(self.empty), post=in_own_words(self.look), needs="author", files=True
            ),
            self._site.route(f"{PATH}/preview", get=self.back, post=self.preview, needs="author", files=True),
            self._site.route(
                f"{PATH}/publish", get=self.back, post=in_own_words(self.publish), needs="author", files=True
            ),
        ]

    async def empty(self, request: Request, visit: Visit) -> Response:
        """Show the form for a draft."""
        return await self._show(request, visit, None)

    async def back(self, request: Request, visit: Visit) -> Response:
        """Lead whoever opens the address of a draft to the form: drafts are not kept."""
        del request
        return self._site.see(visit, PATH)

    async def look(self, request: Request, visit: Visit) -> Response:
        """Check a draft and, as the button says, compare it with a published version."""
        sent = sent_of(request)
        draft = await draft_of(sent, day_here(current_moment()))
        if draft is None:
            return await self._show(request, visit, None, missing=True, status=_INVALID)
        against = sent.one("against")
        if sent.one("step") != "compare" or draft.questionnaire is None or not is_version(against):
            status = _INVALID if draft.checked.has_errors else 200
            return await self._show(request, visit, draft, status=status)
        database = context_of(request.scope).database
        try:
            found = await compare_with_published(database, draft.questionnaire, draft.questionnaire.key, against)
        except NotFound as error:
            return await self._show(request, visit, draft, problems=[error.problem], status=_MISSING)
        language = visit.language_of(found.after.languages)
        comparison = show_comparison(found.diff, (found.after, found.before), visit.spoken, language)
        return await self._show(request, visit, draft, comparison=comparison)

    async def preview(self, request: Request, visit: Visit) -> Response:
        """Show a draft as those see it who are asked, in each language and form."""
        sent = sent_of(request)
        draft = await draft_of(sent, day_here(current_moment()))
        if draft is None or draft.questionnaire is None:
            return await self.look(request, visit)
        plan = await asyncio.to_thread(compile_plan, draft.questionnaire)
        plan, sent = await with_sent_units(_DraftPlans(), plan, sent)
        words, language = self._site.words(visit), visit.language_of(plan.languages)
        form = form_of(plan, sent.one("perspective"))
        asking = Asking(plan, sent, words, voice_of(visit.spoken), language, form)
        return self._site.page(
            "author/preview.html",
            visit,
            draft=draft,
            plan=plan,
            asking=asking,
            fields=asking.fields(),
            title=Said.of(plan.questionnaire.title, language),
            description=maybe(plan.questionnaire.description, language),
            counts=count_fields(plan),
        )

    async def publish(self, request: Request, visit: Visit) -> Response:
        """Say what publishing would do or, once that was confirmed, publish."""
        sent, now = sent_of(request), current_moment()
        draft = await draft_of(sent, day_here(now))
        if draft is None or draft.questionnaire is None or not draft.is_publishable:
            return await self.look(request, visit)
        database, document = context_of(request.scope).database, draft.checked.document
        try:
            if sent.one("confirmed") == "yes":
                done = await publish_questionnaire(database, document, now=now, actor=visit.principal.caller)
                path = f"/author/questionnaires/{done.version.key}/{done.version.version}"
                return self._site.see(visit, path, done=done.outcome)
            publication = await preview_publication(database, document, now=now)
        except (Conflict, DefinitionInvalid) as error:
            return await self._refused(request, visit, draft, error)
        comparison = await self._compared(request, visit, publication.comparison, draft.questionnaire)
        title = Said.of(draft.questionnaire.title, visit.language_of(draft.questionnaire.spoken))
        return self._site.page(
            "author/publish.html", visit, draft=draft, publication=publication, comparison=comparison, title=title
        )

    async def _refused(
        self, request: Request, visit: Visit, draft: Draft, error: Conflict | DefinitionInvalid
    ) -> Response:
        """Show the draft again with the reasons why it cannot be published."""
        if isinstance(error, Conflict):
            return await self._show(request, visit, draft, problems=[error.problem], status=_CONFLICT)
        return await self._show(request, visit, draft, problems=error.problems, status=_INVALID)

    async def _compared(
        self, request: Request, visit: Visit, diff: Diff | None, questionnaire: Questionnaire
    ) -> ShownComparison | None:
        if diff is None:
            return None
        before = await context_of(request.scope).plans.get(diff.questionnaire, diff.old)
        after = await asyncio.to_thread(compile_plan, questionnaire)
        return show_comparison(diff, (after, before), visit.spoken, visit.language_of(after.languages))

    async def _show(
        self,
        request: Request,
        visit: Visit,
        draft: Draft | None,
        *,
        comparison: ShownComparison | None = None,
        problems: Sequence[Problem] = (),
        missing: bool = False,
        status: int = 200,
    ) -> Response:
        offered: list[str] = []
        if draft is not None and draft.questionnaire is not None:
            async with context_of(request.scope).database.reading() as transaction:
                found = await list_versions(transaction, draft.questionnaire.key, before=None, limit=_OFFERED)
            offered = [each.version for each in found]
        return self._site.page(
            "author/draft.html",
            visit,
            status=status,
            draft=draft,
            findings=[] if draft is None else list(draft.findings(visit.spoken)),
            comparison=comparison,
            reasons=[fault_of(each, visit.spoken).message for each in problems],
            missing=missing,
            offered=offered,
            against=sent_of(request).one("against"),
        )


class _DraftPlans:
    """Plans of drafts for so many units. None is kept: another draft may have the same key and version."""

    async def with_units(self, plan: Plan, counts: tuple[int, ...]) -> Plan:
        """Return the plan of the same draft for so many units, which must be possible ones."""
        return await asyncio.to_thread(with_units, plan, counts)
