"""The files of a round to take along: the same ones that the interface for programs gives, for who has signed in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from starlette.responses import Response
from starlette.routing import Route

from selfcheck_service.core.definition import NotFound
from selfcheck_service.core.workshop import PreparedWorkshop
from selfcheck_service.edge.context import is_head
from selfcheck_service.reports.pdf import PrintJob
from selfcheck_service.reports.pdf.brief import brief_job
from selfcheck_service.reports.pdf.room import ballots_job, cards_job, measure_sheets_job
from selfcheck_service.reports.planning.html import POLICY
from selfcheck_service.reports.workshop import workshop_page
from selfcheck_service.use_cases.briefing import BriefWish, brief_workshop
from selfcheck_service.use_cases.exporting import Export, ExportWish, export_release
from selfcheck_service.use_cases.exporting import Form as ReleaseForm
from selfcheck_service.use_cases.reporting import ReportForm, ReportName, ReportWish, write_report
from selfcheck_service.web.files import file_of
from selfcheck_service.web.manage_results.calls import Call, Rooms
from selfcheck_service.web.manage_results.preparing import preparation_in
from selfcheck_service.web.manage_results.results import stored_in
from selfcheck_service.web.routing import Site

_MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}
# What is written after a workshop; all but the action plan to read and to print only.
REPORTS: Mapping[ReportName, tuple[ReportForm, ...]] = {
    "action-plan": ("pdf", "xlsx", "csv", "ics", "html", "json"),
    "minutes": ("pdf", "html"),
    "council-paper": ("pdf", "html"),
    "public-version": ("pdf", "html"),
}


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper for the workshop: how it is made, its ending, and what the trail calls it."""

    write: Callable[[PreparedWorkshop], bytes | PrintJob]
    form: str
    exported: str


def _printed(job: Callable[..., PrintJob]) -> Callable[[PreparedWorkshop], PrintJob]:
    return lambda prepared: job(prepared.brief, made_up=prepared.about is not None and prepared.about.made_up)


# By the name of the file in its address.
PAPERS: Mapping[str, _Paper] = {
    "brief.html": _Paper(workshop_page, "html", "brief_html"),
    "brief.pdf": _Paper(brief_job, "pdf", "brief_pdf"),
    "cards.pdf": _Paper(_printed(cards_job), "pdf", "brief_cards"),
    "ballots.pdf": _Paper(_printed(ballots_job), "pdf", "brief_ballots"),
    "measure-sheets.pdf": _Paper(_printed(measure_sheets_job), "pdf", "brief_measure_sheets"),
}


class FilePages:
    """The files of a round."""

    def __init__(self, site: Site) -> None:
        self._rooms = Rooms(site)

    def routes(self) -> list[Route]:
        """Return the routes of the files."""
        return [
            self._rooms.route("/releases/{number}/file.{form}", get=self.release),
            self._rooms.route("/workshop/papers/{name}", get=self.paper),
            self._rooms.route("/measures/papers/{name}.{form}", get=self.report),
        ]

    async def release(self, call: Call) -> Response:
        """Give a release as a workbook, as CSV, or as it is stored."""
        stored = await stored_in(call)
        form = call.request.path_params["form"]
        if form == "json":
            name = f"release-{str(call.row.id)[-8:]}-{stored.number}.json"
            return _sent(stored.document, name, "json", call.visit.spoken)
        if form not in get_args(ReleaseForm):
            raise NotFound("unknown_path")
        # German Excel takes a CSV apart by semicolons, and knows by its mark that it is UTF-8.
        german = call.visit.spoken == "de"
        wish = ExportWish(
            call.row.id,
            stored.number,
            form,
            self._speak(call),
            never,
            ";" if german else ",",
            byte_order_mark=True,
            made_up=call.context.demo,
            is_looked_at=is_head(call.request.scope),
        )
        return exported(await export_release(call.context.database, call.context.plans, call.deed, wish), form)

    async def paper(self, call: Call) -> Response:
        """Give a paper for the workshop."""
        paper = PAPERS.get(call.request.path_params["name"])
        if paper is None:
            raise NotFound("unknown_path")
        if call.ground.newest is None:
            return self._rooms.withdrawn(call)
        asked = preparation_in(call.asked("kind"), call.asked("people"))
        if asked.faults:
            # The page says what does not fit, with what was asked for still in its fields.
            return self._rooms.see(call, "/workshop", kind=call.asked("kind"), people=call.asked("people"))
        wish = BriefWish(
            call.row.id,
            call.ground.newest.number,
            asked.kind,
            asked.people,
            speak=self._speak(call),
            write=paper.write,
            has=never,
            made_up=call.context.demo,
            is_looked_at=is_head(call.request.scope),
            exported=paper.exported,
        )
        made = await brief_workshop(call.context.database, call.context.plans, call.deed, wish)
        stem = call.request.path_params["name"].partition(".")[0]
        name = f"{made.file_name}-{stem}.{paper.form}"
        response = _sent(made.content or b"", name, paper.form, made.language)
        if paper.form == "html" and not call.asked("download"):
            # The file lets in its own script by its hash, and stands apart from our pages and their cookies.
            response.headers["content-security-policy"] = "sandbox allow-scripts; frame-ancestors 'none'"
            response.headers["content-disposition"] = f'inline; filename="{name}"'
        return response

    async def report(self, call: Call) -> Response:
        """Give what is written after the workshop."""
        name, form = call.request.path_params["name"], call.request.path_params["form"]
        if form not in REPORTS.get(name, ()):
            raise NotFound("unknown_path")
        if call.ground.newest is None and name != "action-plan":
            return self._rooms.withdrawn(call)
        german = call.visit.spoken == "de"
        wish = ReportWish(
            call.row.id,
            name,
            form,
            call.visit.spoken,
            never,
            ";" if german else ",",
            byte_order_mark=True,
            made_up=call.context.demo,
            is_looked_at=is_head(call.request.scope),
        )
        return exported(await write_report(call.context.database, call.context.plans, call.deed, wish), form)

    @staticmethod
    def _speak(call: Call) -> Callable[[Sequence[str]], str]:
        return lambda languages: call.visit.language_of(tuple(languages))


def never(digest: str) -> bool:
    """Tell that the browser does not have the file yet."""
    del digest
    return False


def exported(export: Export, form: str) -> Response:
    """Return the answer with a file."""
    return _sent(export.content or b"", export.file_name, form, export.language)


def _sent(content: bytes, name: str, form: str, language: str) -> Response:
    response = file_of(content, _MEDIA_TYPES[form], name, language=language)
    if form == "html":
        response.headers["content-security-policy"] = POLICY
    return response
