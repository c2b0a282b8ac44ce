"""Trying a questionnaire out: start, questionnaire, evaluation, procedures. Nothing that is sent here is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from selfcheck_service.core.definition import AnswersInvalid, NotFound, Problem, parse_beside
from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.rounds.lasting import Length, length_for
from selfcheck_service.core.scoring import Evaluation, Plan, encode_evaluation, evaluate, parse_answers
from selfcheck_service.core.scoring.questions import items_of_form, questions_of_form
from selfcheck_service.core.scoring.settling import form_of
from selfcheck_service.edge.context import context_of, header_of
from selfcheck_service.edge.names import is_key, is_version
from selfcheck_service.simulation.asking import things_asked
from selfcheck_service.storage.questionnaires import QuestionnaireVersion, get_questionnaire, list_questionnaires
from selfcheck_service.use_cases.aside import aside
from selfcheck_service.web.asking import Asking
from selfcheck_service.web.faults import Faults
from selfcheck_service.web.files import file_of
from selfcheck_service.web.hiding import hidden_in, keys_of
from selfcheck_service.web.kept_pages import KeptPages
from selfcheck_service.web.procedures import procedures_in
from selfcheck_service.web.routing import Site
from selfcheck_service.web.said import Said, maybe
from selfcheck_service.web.sent import Sent, body_of, sent_of
from selfcheck_service.web.showing import OPEN_SUGGESTIONS, Showing, engine_language
from selfcheck_service.web.units import count_fields, with_sent_units
from selfcheck_service.web.visit import Visit

# A page may be kept by the browser it was made for, who asks each time whether it is still right.
_FRESH = "private, no-cache"
_LISTED = 20
# Of pages of empty questionnaires, 100 to 300 KiB each, so many are kept.
_MOST_EMPTY = 32
_SEE_OTHER = 303
_FORBIDDEN = 403
_LONGEST_ABOUT = 200
_INVALID = 422


@dataclass(frozen=True, slots=True)
class Listed:
    """A questionnaire in the list of the start page, as long as it is for the perspective that is chosen there or has
    the most to answer. `shorter`: what has the least to answer is called, and how long that is, where it is shorter.
    """

    key: str
    version: str
    title: Said
    description: Said | None
    notice: Said | None
    length: Length
    languages: str
    shorter: tuple[Said, Length] | None = None


# What people do who say nothing of a question, and what a field may make of it that takes no points from anybody.
_SILENT = ("unanswered", "dont_know", "declined")
_COST_NOTHING = (None, "exclude", "required")


class Trying:
    """The pages on which anybody tries a questionnaire out: nothing is kept between requests."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._empty = KeptPages(_MOST_EMPTY)

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        questionnaire = "/questionnaires/{key}/{version}"
        evaluation = f"{questionnaire}/evaluation"
        return [
            self._site.route("/", get=self.start, simple=True),
            self._site.route(questionnaire, get=self.questionnaire, post=self.questionnaire_again, simple=True),
            self._site.route(evaluation, get=self.back_to_questionnaire, post=self.evaluation, simple=True),
            self._site.route(f"{questionnaire}/procedures", get=self.procedures),
            self._site.route(f"{evaluation}.json", get=self.back_to_questionnaire, post=self.download, simple=True),
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
        return self._site.page(
            "start.html",
            visit,
            cache=_FRESH,
            # Whoever wants to see an evaluation first takes the shortest way to one.
            listed=sorted(listed, key=lambda each: each.length.questions),
            more=found[_LISTED - 1].key if len(found) > _LISTED else None,
            is_open=context.anonymous_evaluations,
            guests=context.guest_rounds and bool(listed),
            signed_out=request.query_params.get("done") == "signed_out",
        )

    async def questionnaire(self, request: Request, visit: Visit) -> Response:
        """Show an empty questionnaire, as it is for the perspective and the municipality that the address names."""
        plan, version = await _find(request)
        sent = Sent.of(_about(request.query_params.multi_items()))
        if sent.pairs or visit.has_session or "?" in visit.here:
            note = self._site.words(visit).form.adapted if sent.pairs else None
            return self._ask(request, visit, plan, version, sent, note=note, cache=_FRESH)
        # Without answers and without a session it looks the same for all who come with the same languages.
        name = (version.definition_hash, version.status, visit)
        page = self._empty.find(name)
        if page is None:
            made = self._ask(request, visit, plan, version, sent, cache=_FRESH)
            self._empty.keep(name, made)
            return made
        return page

    async def questionnaire_again(self, request: Request, visit: Visit) -> Response:
        """Show a questionnaire with what has been filled in, to change it or to see it in another language."""
        plan, version = await _find(request)
        plan, sent = await _read(request, plan)
        if "application/json" in (header_of(request.scope, b"accept") or ""):
            # Nothing but which questions do not count; the script asks for it while somebody fills in.
            return JSONResponse({"hidden": sorted(_hidden(plan, sent))}, headers={"cache-control": "no-store"})
        is_adapted = sent.one("step") == "adapt"
        if sent.one("step") in ("adapt", "language") and not any(
            name.startswith(("answer.", "no_answer.")) for name, _ in sent.pairs
        ):
            # A page that was opened by its address is there again on the way back; one that was sent for is not.
            address = visit.to(f"/questionnaires/{plan.key}/{plan.version}", **dict(_about(sent.pairs)))
            place = "#fields" if is_adapted else ""
            return RedirectResponse(f"{address}{place}", _SEE_OTHER, {"cache-control": "no-store"})
        note = self._site.words(visit).form.adapted if is_adapted else None
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
            note = self._site.words(visit).form.check_again
            return self._ask(request, visit, plan, version, sent, note=note, is_refused=True)
        try:
            found = await _evaluate(request, visit, plan, sent)
        except AnswersInvalid as error:
            return self._ask(request, visit, plan, version, sent, problems=error.problems, status=_INVALID)
        return self._site.page(
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
        return self._site.page(
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
            found = await _evaluate(request, visit, plan, sent)
        except AnswersInvalid as error:
            return self._ask(request, visit, plan, version, sent, problems=error.problems, status=_INVALID)
        name = f"{plan.key}-{plan.version}-evaluation.json"
        return file_of(encode_evaluation(found), "application/json", name)

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
        is_refused: bool = False,
        status: int = 200,
        cache: str = "no-store",
    ) -> Response:
        words, language = self._site.words(visit), visit.language_of(plan.languages)
        form = form_of(plan, sent.one("perspective"))
        faults = Faults(plan, sent, words, visit.spoken, language)
        asking = Asking(plan, sent, words, visit.spoken, language, form, faults.by_location(problems))
        return self._site.page(
            "questionnaire.html",
            visit,
            status=status,
            cache=cache,
            plan=plan,
            listed=_listed(plan, visit, sent.one("perspective")),
            retired=version.status == "retired",
            is_open=context_of(request.scope).anonymous_evaluations,
            asking=asking,
            fields=asking.fields(),
            forms={each: form_of(plan, each) or "" for each in ("", *(p.key for p in plan.questionnaire.perspectives))},
            lengths=_lengths(plan),
            hidden=_hidden(plan, sent),
            deciding=sorted(_deciding(plan)),
            questions=[item.key for item in questions_of_form(plan, form)],
            silence_counts=_silence_counts(plan),
            kept=[*_kept(plan, sent, {item.key for item in items_of_form(plan, form)}), *count_fields(plan)],
            faults=faults.summary(problems),
            note=note,
            is_refused=is_refused,
        )


def _silence_counts(plan: Plan) -> bool:
    """Tell whether not answering or not knowing is worth something in any field, most often the smallest value."""
    policies = [getattr(field.scoring.no_answer, state, None) for field in plan.fields for state in _SILENT]
    return any(each not in _COST_NOTHING for each in policies)


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
    sent = sent_of(request)
    return await with_sent_units(context_of(request.scope).plans, plan, sent)


async def _evaluate(request: Request, visit: Visit, plan: Plan, sent: Sent) -> Evaluation:
    """Return the evaluation of what was sent; raise `AnswersInvalid` with every fault."""
    body, problems = body_of(plan, sent, items_of_form(plan, form_of(plan, sent.one("perspective"))))
    answers = parse_beside(problems, lambda: parse_answers(plan, body))
    context_of(request.scope).metrics.evaluated(plan.key, plan.version)
    language = visit.language_of(plan.languages)
    # Explaining a large questionnaire takes a while, and others are waiting to be answered.
    return await aside(partial(evaluate, answers, language=language, explanation="full"))


def _about(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what is said of somebody before the questions; more than a form can send is none of it."""
    said = (pair for pair in pairs if pair[0] == "perspective" or pair[0].startswith("profile."))
    return [(name, value) for name, value in said if len(name) + len(value) <= _LONGEST_ABOUT]


def _hidden(plan: Plan, sent: Sent) -> frozenset[str]:
    """Return the items that do not count by what is filled in so far; what is faulty is always shown."""
    body, problems = body_of(plan, sent, items_of_form(plan, form_of(plan, sent.one("perspective"))))
    faulty = keys_of(problems)
    try:
        parse_answers(plan, body)
    except AnswersInvalid as error:
        faulty |= keys_of(error.problems)
    return hidden_in(plan, body, faulty) - faulty


def _deciding(plan: Plan) -> frozenset[str]:
    """Return the items on whose answers it hangs whether others are asked."""
    conditions = (each for item in plan.items for each in (item.definition.shown_when, item.definition.applies_to))
    return frozenset(things_asked(tuple(each for each in conditions if each is not None), plan.structure).items)


def _lengths(plan: Plan) -> dict[str, Length]:
    """Return by the key of each perspective ("": none) how long its form is; nothing where all are asked the same."""
    keys = ("", *(each.key for each in plan.questionnaire.perspectives))
    lengths = {key: length_for(plan, key) for key in keys}
    return lengths if len(set(lengths.values())) > 1 else {}


def _kept(plan: Plan, sent: Sent, asked: Iterable[str]) -> list[tuple[str, str]]:
    """Return answers to items that this form does not ask: who changes the perspective back finds them again."""
    others = set(plan.item_index) - set(asked)
    names = {f"{kind}.{key}" for key in others for kind in ("answer", "no_answer")}
    return [(name, value) for name, value in sent.pairs if name in names]


def _listed(plan: Plan, visit: Visit, perspective: str = "") -> Listed:
    language, questionnaire = visit.language_of(plan.languages), plan.questionnaire
    lengths = _lengths(plan)
    length = lengths.get(perspective) or length_for(plan, "")
    return Listed(
        key=plan.key,
        version=plan.version,
        title=Said.of(questionnaire.title, language),
        description=maybe(questionnaire.description, language),
        notice=maybe(questionnaire.notice, language),
        length=length,
        languages=", ".join(own_name(each) for each in plan.languages),
        shorter=_shorter(plan, lengths, length, language),
    )


def _shorter(plan: Plan, lengths: dict[str, Length], length: Length, language: str) -> tuple[Said, Length] | None:
    """Return what the shortest form is called, or the perspective where all have the same form, and how long that is;
    None where nothing is shorter than `length`.
    """
    if not lengths:
        return None
    whole, questionnaire = form_of(plan, ""), plan.questionnaire
    theirs = min(questionnaire.perspectives, key=lambda each: lengths[each.key].questions)
    form = next((each for each in questionnaire.forms if each.key == form_of(plan, theirs.key) != whole), None)
    title = Said.of((form or theirs).title, language)
    return (title, lengths[theirs.key]) if lengths[theirs.key].questions < length.questions else None
