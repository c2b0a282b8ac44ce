"""The end: looking through what is open, submitting, and what comes of it – to read, to take along, to erase."""

from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import InputInvalid
from selfcheck_service.core.definition.problems import RevisionDiffers
from selfcheck_service.core.scoring import encode_evaluation, evaluate
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.deeds import new_id
from selfcheck_service.use_cases.aside import aside
from selfcheck_service.use_cases.individual import print_evaluation
from selfcheck_service.use_cases.taking_along import stored_of
from selfcheck_service.use_cases.understanding import LONGEST_NAME, encode_plain
from selfcheck_service.web.addresses import address_from_here
from selfcheck_service.web.compression import HOLDS_SECRET
from selfcheck_service.web.files import file_of
from selfcheck_service.web.held import let_go
from selfcheck_service.web.respond.codes import picture_of
from selfcheck_service.web.respond.guard import fitting, placed
from selfcheck_service.web.respond.keeping import keep_members, look_again
from selfcheck_service.web.respond.place import Place, language_of, plan_of, submits_in
from selfcheck_service.web.respond.sharing import newest_for
from selfcheck_service.web.respond.sheets import field_sheets, progress_of
from selfcheck_service.web.routing import Site
from selfcheck_service.web.sent import sent_of, shown
from selfcheck_service.web.showing import OPEN_SUGGESTIONS, Showing, engine_language
from selfcheck_service.web.visit import Visit

_INVALID, _CONFLICT = 422, 409


class Finishing:
    """The pages from the review on, and the personal key."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        path, site = "/answer/{round_id:uuid}", self._site
        pages = {
            "review": self.review,
            "receipt": self.receipt,
            "key": self.key,
            "evaluation": self.evaluation,
            "evaluation.json": self.evaluation_file,
            "evaluation.pdf": self.evaluation_on_paper,
            "answers.json": self.everything,
            "erase": self.ask_to_erase,
        }
        forms = {"review": self.submit, "erase": self.erase}
        return [
            site.route(
                f"{path}/{name}",
                get=placed(site, page),
                post=placed(site, forms[name]) if name in forms else None,
                simple=True,
            )
            for name, page in pages.items()
        ]

    async def review(self, request: Request, visit: Visit, place: Place) -> Response:
        """Show for each field what is open and what is faulty."""
        if place.standing.row is None and place.held.terms is None:
            return self._site.see(visit, place.path)
        return await self._review(request, visit, place)

    async def submit(self, request: Request, visit: Visit, place: Place) -> Response:
        """Submit what is kept. What was submitted a moment ago by the same button is as good."""
        sent = sent_of(request)
        if place.is_submitted and not place.has_draft:
            return self._site.see(visit, f"{place.path}/receipt")
        name = sent.one("display_name").strip()
        if not place.standing.answers:
            return await self._review(request, visit, place, note="empty", status=_INVALID, name=shown(name))
        if sent.one("seen") != (place.standing.revision or ""):
            return await self._review(request, visit, place, note="changed", status=_CONFLICT, name=shown(name))
        if place.opening.round.mode == "open":
            if not name or len(name) > LONGEST_NAME or shown(name) != name or "\n" in name:
                return await self._review(request, visit, place, note="name", status=_INVALID, name=shown(name))
            place = await keep_members(request, place, {"display_name": name})
            request.state.place, visit = place, fitting(visit, place)
        try:
            await self._submit(request, visit, place)
        except (InputInvalid, RevisionDiffers) as error:
            note, status = (_fault(error), _INVALID) if isinstance(error, InputInvalid) else ("changed", _CONFLICT)
            place = await look_again(request, place)
            return await self._review(request, visit, place, note=note, status=status, name=name)
        request.state.place = await look_again(request, place)
        return self._site.see(visit, f"{place.path}/receipt")

    async def receipt(self, request: Request, visit: Visit, place: Place) -> Response:
        """Say what has happened, and what comes next."""
        if not place.is_submitted:
            return self._site.see(visit, place.path)
        has_result = await newest_for(request, place) is not None
        return self._site.page("respond/receipt.html", visit, place=place, has_result=has_result)

    async def key(self, request: Request, visit: Visit, place: Place) -> Response:
        """Show the personal key, to go on elsewhere: as characters and as a picture for a camera."""
        to, key = request.query_params.get("to", ""), place.key
        if place.standing.row is None or key is None:
            return self._site.see(visit, place.path)
        address = address_from_here(request, "/answer")
        page = self._site.page(
            "respond/key.html",
            visit,
            place=place,
            key=key.shown(),
            address=address,
            picture=picture_of(f"{address}#{key.shown()}"),
            to=to if to.startswith(("fields/", "review")) else "",
        )
        page.headers[HOLDS_SECRET] = "yes"
        # Nobody is led here again on the way.
        request.state.place = replace(place, held=replace(place.held, key_unseen=False))
        return page

    async def evaluation(self, request: Request, visit: Visit, place: Place) -> Response:
        """Show what the submitted answers mean."""
        if not place.is_submitted:
            return self._site.see(visit, place.path)
        answers = await context_of(request.scope).responding.recall(place.row())
        language = language_of(visit, place.opening)
        # Explaining a large questionnaire takes a while, and others are waiting to be answered.
        found = await aside(partial(evaluate, answers, language=language, explanation="full"))
        return self._site.page(
            "respond/evaluation.html",
            visit,
            place=place,
            plan=answers.plan,
            showing=Showing(answers.plan, found),
            language=found.language,
            engine=engine_language(found.language),
            carried=(),
            open_suggestions=OPEN_SUGGESTIONS,
        )

    async def evaluation_file(self, request: Request, visit: Visit, place: Place) -> Response:
        """Return the evaluation as the API returns it."""
        if not place.is_submitted:
            return self._site.see(visit, place.path)
        answers = await context_of(request.scope).responding.recall(place.row())
        language = submits_in(visit, place.opening.round.languages)
        found = await aside(partial(evaluate, answers, language=language, explanation="full"))
        return file_of(encode_evaluation(found), "application/json", f"{answers.plan.key}-evaluation.json")

    async def evaluation_on_paper(self, request: Request, visit: Visit, place: Place) -> Response:
        """Return the evaluation as PDF."""
        if not place.is_submitted:
            return self._site.see(visit, place.path)
        answers = await context_of(request.scope).responding.recall(place.row())
        made = await print_evaluation(place.row(), answers, submits_in(visit, place.opening.round.languages))
        return file_of(made.content, "application/pdf", made.file_name)

    async def everything(self, request: Request, visit: Visit, place: Place) -> Response:
        """Return everything that is stored of the response, to be kept by whom it belongs to."""
        del request
        if place.standing.row is None:
            return self._site.see(visit, place.path)
        return file_of(encode_plain(stored_of(place.row())), "application/json", "selfcheck-answers.json")

    async def ask_to_erase(self, request: Request, visit: Visit, place: Place) -> Response:
        """Ask whether everything is to be erased for good, and say so where that takes away what all can see."""
        if place.standing.row is None:
            return self._site.see(visit, place.path)
        withdraws = await newest_for(request, place) is not None
        return self._site.page("respond/erase.html", visit, place=place, withdraws=withdraws)

    async def erase(self, request: Request, visit: Visit, place: Place) -> Response:
        """Erase the response; the device forgets its key as well."""
        responding = context_of(request.scope).responding
        await responding.erase(place.holder(), note_id=new_id(), now=place.now)
        response = self._site.see(visit, "/answer/erased")
        let_go(response, visit, "answer", place.round_id)
        return response

    async def _submit(self, request: Request, visit: Visit, place: Place) -> None:
        row, languages = place.standing.row, place.opening.round.languages
        body: dict[str, object] = {"answers": place.standing.answers, "language": submits_in(visit, languages)}
        if place.opening.round.mode == "open":
            body["display_name"] = place.standing.draft.get("display_name")
        before = None if row is None else place.row().revision
        holder = place.holder(if_match=before)
        responding = context_of(request.scope).responding
        await responding.submit(holder, body, speak=lambda tags: submits_in(visit, tags), now=place.now)

    async def _review(
        self,
        request: Request,
        visit: Visit,
        place: Place,
        *,
        note: str | None = None,
        status: int = 200,
        name: str = "",
    ) -> Response:
        plan, language = await plan_of(request, place), language_of(visit, place.opening)
        sheets = field_sheets(place, plan, language, place.standing.answers)
        row = place.standing.row
        kept = place.standing.draft.get("display_name") or (row.display_name if row else None) or ""
        return self._site.page(
            "respond/review.html",
            visit,
            status=status,
            place=place,
            sheets=sheets,
            progress=progress_of(sheets),
            note=note,
            name=name or str(kept),
            seen=place.standing.revision or "",
        )


def _fault(error: InputInvalid) -> str:
    """Return the name of the note that says what was refused."""
    is_name = any(each.code == "display_name_taken" for each in error.problems)
    return "name_taken" if is_name else "faulty"
