"""The pages: start, questionnaire, evaluation, and what is shown when something goes wrong."""

import math
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from selfcheck_service.core.definition import AnswersInvalid, NotFound, Problem, SelfcheckError, parse_beside
from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.scoring import Evaluation, Plan, encode_evaluation, evaluate, parse_answers
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.edge.bodies import CallerGone
from selfcheck_service.edge.context import context_of, header_of, request_of
from selfcheck_service.edge.frame import reply_to
from selfcheck_service.edge.names import is_key, is_version
from selfcheck_service.storage.questionnaires import QuestionnaireVersion, get_questionnaire, list_questionnaires
from selfcheck_service.web.asking import Asking, items_of_form, questions_of_form
from selfcheck_service.web.compression import compressed
from selfcheck_service.web.faults import Faults
from selfcheck_service.web.procedures import procedures_in
from selfcheck_service.web.rendering import Renderer
from selfcheck_service.web.said import Said, maybe
from selfcheck_service.web.sent import Sent, body_of, read_sent
from selfcheck_service.web.showing import OPEN_SUGGESTIONS, Showing, engine_language
from selfcheck_service.web.units import count_fields, with_sent_units
from selfcheck_service.web.visit import Visit, visit_of

Answer = Callable[[Request, Visit], Awaitable[Response]]

# A page may be kept by the browser it was made for, who asks each time whether it is still right.
_FRESH = "private, no-cache"
_LISTED = 20
# Reading a statement with its anchors, thinking and choosing takes about this long; said in steps of five minutes.
_SECONDS_PER_ITEM = 25
_STEP_MINUTES = 5
# What programs call; they read problem documents.
_INTERFACE = "/v1/"
_SEE_OTHER = 303
_FORBIDDEN = 403
_INVALID = 422
_FAILED = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """A questionnaire in the list of the start page."""

    key: str
    version: str
    title: Said
    description: Said | None
    notice: Said | None
    items: int
    minutes: int
    languages: str


class _PageRoute(Route):
    """A route that names itself in the scope, so that logs and metrics can tell pages apart."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        match, child_scope = super().matches(scope)
        if match is not Match.NONE:
            child_scope["route"] = self
        return match, child_scope


class Pages:
    """All pages, with the templates they share."""

    def __init__(self) -> None:
        """Prepare the templates; nothing else is kept between requests."""
        self._renderer = Renderer()

    def routes(self) -> list[Route]:
        """Return the routes of the pages, to be mounted under `/`."""
        questionnaire = "/questionnaires/{key}/{version}"
        evaluation = f"{questionnaire}/evaluation"
        return [
            self._route("/", get=self.start),
            self._route(questionnaire, get=self.questionnaire, post=self.questionnaire_again),
            self._route(evaluation, get=self.back_to_questionnaire, post=self.evaluation),
            self._route(f"{questionnaire}/procedures", get=self.procedures),
            self._route(f"{evaluation}.json", get=self.back_to_questionnaire, post=self.download),
            self._route("/static/{name}", get=self.asset),
        ]

    async def start(self, request: Request, visit: Visit) -> Response:
        """Show what this is and which questionnaires there are."""
        context = context_of(request.scope)
        after = request.query_params.get("after") or None
        if after is not None and not is_key(after):
            raise NotFound("unknown_path")
        async with context.database.reading() as transaction:
            found = await list_questionnaires(transaction, after=after, limit=_LISTED + 1)
        listed = [_listed(await context.plans.get(each.key, each.version), visit) for each in found[:_LISTED]]
        return self._renderer.page(
            "start.html",
            visit,
            cache=_FRESH,
            listed=listed,
            more=found[_LISTED - 1].key if len(found) > _LISTED else None,
            is_open=context.anonymous_evaluations,
        )

    async def questionnaire(self, request: Request, visit: Visit) -> Response:
        """Show an empty questionnaire."""
        plan, version = await _find(request)
        return self._ask(request, visit, plan, version, Sent(), cache=_FRESH)

    async def questionnaire_again(self, request: Request, visit: Visit) -> Response:
        """Show a questionnaire with what has been filled in, to change it or to see it in another language."""
        plan, version = await _find(request)
        plan, sent = await _read(request, plan)
        note = self._renderer.words(visit).form.adapted if sent.one("step") == "adapt" else None
        return self._ask(request, visit, plan, version, sent, note=note)

    async def back_to_questionnaire(self, request: Request, visit: Visit) -> Response:
        """Lead whoever opens the address of an evaluation to its questionnaire: evaluations are not kept."""
        await _find(request)
        key, version = request.path_params["key"], request.path_params["version"]
        return RedirectResponse(visit.to(f"/questionnaires/{key}/{version}"), _SEE_OTHER)

    async def evaluation(self, request: Request, visit: Visit) -> Response:
        """Show what the answers mean, or the questionnaire again where they cannot be evaluated."""
        plan, version = await _find(request)
        if not context_of(request.scope).anonymous_evaluations:
            return self._ask(request, visit, plan, version, Sent(), status=_FORBIDDEN)
        plan, sent = await _read(request, plan)
        if sent.one("form") not in ("", form_of(plan, sent.one("perspective"))):
            # The perspective was changed after the questions were shown: other questions would be evaluated.
            note = self._renderer.words(visit).form.check_again
            return self._ask(request, visit, plan, version, sent, note=note)
        try:
            found = _evaluate(request, visit, plan, sent)
        except AnswersInvalid as error:
            return self._ask(request, visit, plan, version, sent, problems=error.problems, status=_INVALID)
        return self._renderer.page(
            "evaluation.html",
            visit,
            plan=plan,
            showing=Showing(plan, found),
            language=found.language,
            engine=engine_language(found.language),
            carried=sent.carried(),
            open_suggestions=OPEN_SUGGESTIONS,
        )

    async def procedures(self, request: Request, visit: Visit) -> Response:
        """Show how what the suggestions of a questionnaire propose is done."""
        plan, _ = await _find(request)
        language = visit.language_of(plan.languages)
        if not plan.questionnaire.procedures:
            raise NotFound("unknown_path")
        return self._renderer.page(
            "procedures.html",
            visit,
            cache=_FRESH,
            plan=plan,
            title=Said.of(plan.questionnaire.title, language),
            procedures=tuple(procedures_in(plan.questionnaire, language)),
        )

    async def download(self, request: Request, visit: Visit) -> Response:
        """Return the evaluation as the API returns it, to be kept as a file."""
        plan, version = await _find(request)
        if not context_of(request.scope).anonymous_evaluations:
            return self._ask(request, visit, plan, version, Sent(), status=_FORBIDDEN)
        plan, sent = await _read(request, plan)
        try:
            found = _evaluate(request, visit, plan, sent)
        except AnswersInvalid as error:
            return self._ask(request, visit, plan, version, sent, problems=error.problems, status=_INVALID)
        name = f"{plan.key}-{plan.version}-evaluation.json"
        headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
        return Response(encode_evaluation(found), media_type="application/json", headers=headers)

    async def asset(self, request: Request, visit: Visit) -> Response:
        """Return a style sheet, script or icon."""
        del visit
        found = self._renderer.assets.find(request.path_params["name"], request)
        if found is None:
            raise NotFound("unknown_path")
        return found

    def wanted(self, scope: Scope) -> bool:
        """Tell whether somebody who looks at pages gets to read what goes wrong with this request."""
        return "text/html" in (header_of(scope, b"accept") or "") and not scope["path"].startswith(_INTERFACE)

    def problem(self, scope: Scope, error: BaseException) -> Response:
        """Return the page that says what went wrong."""
        visit = visit_of(Request(scope))
        reply = reply_to(scope, error)
        texts = vars(self._renderer.words(visit).error)
        title, text = texts.get(str(reply.status), texts[str(_FAILED)])
        page = self._renderer.page(
            "problem.html", visit, status=reply.status, title=title, text=text, trace=request_of(scope).trace_id
        )
        for name, value in reply.headers:
            if name in (b"allow", b"connection", b"retry-after"):
                page.headers[name.decode()] = value.decode()
        return page

    def _ask(
        self,
        request: Request,
        visit: Visit,
        plan: Plan,
        version: QuestionnaireVersion,
        sent: Sent,
        *,
        problems: Sequence[Problem] = (),
        note: str | None = None,
        status: int = 200,
        cache: str = "no-store",
    ) -> Response:
        words, language = self._renderer.words(visit), visit.language_of(plan.languages)
        form = form_of(plan, sent.one("perspective"))
        faults = Faults(plan, sent, words, visit.spoken, language)
        asking = Asking(plan, sent, words, visit.spoken, language, form, faults.by_location(problems))
        asked = items_of_form(plan, form)
        return self._renderer.page(
            "questionnaire.html",
            visit,
            status=status,
            cache=cache,
            plan=plan,
            listed=_listed(plan, visit, form),
            retired=version.status == "retired",
            is_open=context_of(request.scope).anonymous_evaluations,
            asking=asking,
            fields=asking.fields(),
            kept=[*_kept(plan, sent, {item.key for item in asked}), *count_fields(plan)],
            faults=faults.summary(problems),
            note=note,
        )

    def _route(self, path: str, *, get: Answer, post: Answer | None = None) -> Route:
        """Return a route that answers every failure with a page."""

        async def endpoint(request: Request) -> Response:
            answer = post if post is not None and request.method == "POST" else get
            return await compressed(await answered(answer, request), request.headers)

        async def answered(answer: Answer, request: Request) -> Response:
            try:
                return await answer(request, visit_of(request))
            except CallerGone:
                raise
            except SelfcheckError as error:
                return self.problem(request.scope, error)
            except Exception as error:  # noqa: BLE001 whatever fails, the visitor gets a page
                structlog.get_logger().exception("page_failed")
                return self.problem(request.scope, error)

        return _PageRoute(path, endpoint, methods=["GET"] if post is None else ["GET", "POST"])


async def _find(request: Request) -> tuple[Plan, QuestionnaireVersion]:
    """Return the questionnaire that the address names; raise `NotFound` where there is none."""
    context = context_of(request.scope)
    key, version = request.path_params["key"], request.path_params["version"]
    if not is_key(key) or not is_version(version):
        raise NotFound("unknown_path")
    async with context.database.reading() as transaction:
        known = await get_questionnaire(transaction, key, version)
    return await context.plans.get(key, version), known


async def _read(request: Request, plan: Plan) -> tuple[Plan, Sent]:
    """Return what was sent, and the plan for as many units as it has."""
    sent = await read_sent(request.scope, request.receive)
    return await with_sent_units(context_of(request.scope).plans, plan, sent)


def _evaluate(request: Request, visit: Visit, plan: Plan, sent: Sent) -> Evaluation:
    """Return the evaluation of what was sent; raise `AnswersInvalid` with every fault."""
    body, problems = body_of(plan, sent, items_of_form(plan, form_of(plan, sent.one("perspective"))))
    answers = parse_beside(problems, lambda: parse_answers(plan, body))
    context_of(request.scope).metrics.evaluated(plan.key, plan.version)
    return evaluate(answers, language=visit.language_of(plan.languages), explanation="full")


def _kept(plan: Plan, sent: Sent, asked: Iterable[str]) -> list[tuple[str, str]]:
    """Return answers to items that this form does not ask: who changes the perspective back finds them again."""
    others = set(plan.item_index) - set(asked)
    names = {f"{kind}.{key}" for key in others for kind in ("answer", "no_answer")}
    return [(name, value) for name, value in sent.pairs if name in names]


def _listed(plan: Plan, visit: Visit, form: str | None = None) -> Listed:
    language = visit.language_of(plan.languages)
    count = len(questions_of_form(plan, form_of(plan, "") if form is None else form))
    minutes = math.ceil(count * _SECONDS_PER_ITEM / 60 / _STEP_MINUTES) * _STEP_MINUTES
    questionnaire = plan.questionnaire
    return Listed(
        key=plan.key,
        version=plan.version,
        title=Said.of(questionnaire.title, language),
        description=maybe(questionnaire.description, language),
        notice=maybe(questionnaire.notice, language),
        items=count,
        minutes=max(minutes, _STEP_MINUTES),
        languages=", ".join(own_name(each) for each in plan.languages),
    )
