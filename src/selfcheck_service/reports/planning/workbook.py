"""The action plan as a workbook to work on: days are days, codes come from lists, and no text becomes a formula."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Literal, get_args

from xlsxwriter import Workbook

from selfcheck_service.core.planning import Measure
from selfcheck_service.core.planning.document import DecisionBody, EuroClass, Status
from selfcheck_service.reports.planning.matter import Matter
from selfcheck_service.reports.planning.speaker import PlanSpeaker
from selfcheck_service.reports.releases.sheet import Book, Cell, Column, Kind, Sheet
from selfcheck_service.reports.releases.words import word_in
from selfcheck_service.reports.releases.workbook import WORKBOOK_OPTIONS

# Head, width in characters, and what stands in the column.
_PLAN: tuple[tuple[str, int, Kind], ...] = (
    ("number", 6, "whole"),
    ("title", 32, "text"),
    ("status", 13, "text"),
    ("responsible", 22, "text"),
    ("first_step", 28, "text"),
    ("first_step_on", 13, "day"),
    ("deadline", 13, "day"),
    ("review_on", 13, "day"),
    ("fields", 24, "text"),
    ("goal", 44, "text"),
    ("type", 16, "text"),
    ("co_actors", 22, "text"),
    ("decision_body", 18, "text"),
    ("starts_on", 13, "day"),
    ("hours", 10, "whole"),
    ("euro_class", 15, "text"),
    ("funding", 20, "text"),
    ("indicator", 24, "text"),
    ("baseline", 16, "text"),
    ("target", 16, "text"),
    ("risk", 24, "text"),
    ("affected", 12, "text"),
    ("affected_groups", 20, "text"),
    ("decided_on", 13, "day"),
    ("origin", 22, "text"),
    ("reason", 28, "text"),
    ("missing", 40, "text"),
)
# Columns whose cells are picked from a list, and the codes behind it.
_Picked = Literal["status", "decision_body", "euro_class", "affected"]
_LISTS: dict[_Picked, tuple[str, ...]] = {
    "status": tuple(f"status.{code}" for code in get_args(Status)),
    "decision_body": tuple(f"body.{code}" for code in get_args(DecisionBody)),
    "euro_class": tuple(f"euro.{code}" for code in get_args(EuroClass)),
    "affected": ("yes", "no"),
}
# So many rows below the last measure take values of the lists as well, for what comes up later.
_FURTHER_ROWS = 50
_PAGES_ACROSS = 4


def action_plan_workbook(matter: Matter, language: str) -> bytes:
    """Return the action plan as an XLSX file in German (`de`) or English (`en`); the same plan makes the same bytes."""
    speaker = PlanSpeaker.of(matter, language)
    file = BytesIO()
    workbook = Workbook(file, WORKBOOK_OPTIONS)
    made = datetime.combine(matter.day, time())
    workbook.set_properties({"title": speaker.say("plan.title"), "created": made})
    made_up = word_in(language, "made_up") if matter.about.made_up else ""
    book = Book(workbook, word_in(language, "format.day"), mark=made_up)
    for add in (_add_plan, _add_left_out, _add_reviews, _add_missing):
        add(book, speaker)
    workbook.close()
    return file.getvalue()


def _sheet(book: Book, speaker: PlanSpeaker, name: str) -> Sheet:
    title = f"{speaker.say(f'sheet.{name}')}: {speaker.subtitle}"
    return book.sheet(speaker.say(f"sheet.{name}"), title, speaker.say(f"sheet.{name}.note"))


def _add_plan(book: Book, speaker: PlanSpeaker) -> None:
    sheet, planned = _sheet(book, speaker, "plan"), speaker.matter.planned
    columns = [Column(speaker.head(name), width, kind, left=kind == "day") for name, width, kind in _PLAN]
    rows = [tuple(_cell(speaker, each, name) for name, _, _ in _PLAN) for each in planned]
    sheet.table(columns, rows, held=2, empty=speaker.say("plan.none"))
    # So many columns on one page could not be read; each page has the number and the title again.
    sheet.page.fit_to_pages(_PAGES_ACROSS, 0)
    sheet.page.repeat_columns(0, 1)
    first, last = sheet.HEAD + 1, sheet.HEAD + len(planned) + _FURTHER_ROWS
    for place, (name, _, _) in enumerate(_PLAN):
        words = next((listed for picked, listed in _LISTS.items() if picked == name), ())
        if words:
            rule = {
                "validate": "list",
                "source": [speaker.say(word) for word in words],
                "error_title": speaker.say("list.title"),
                "error_message": speaker.say("list.text"),
            }
            sheet.page.data_validation(first, place, last, place, rule)


def _cell(speaker: PlanSpeaker, measure: Measure, name: str) -> Cell:
    written: dict[str, Callable[[], Cell]] = {
        "status": lambda: speaker.say(f"status.{measure.status}"),
        "fields": lambda: speaker.fields(measure),
        "type": lambda: speaker.type_title(measure),
        "co_actors": lambda: "; ".join(measure.co_actors),
        "decision_body": lambda: speaker.coded("body", measure.decision_body),
        "euro_class": lambda: speaker.coded("euro", measure.euro_class),
        "affected": lambda: speaker.truth(value=measure.affected_groups_involved),
        "origin": lambda: speaker.origin(measure),
        "missing": lambda: "\n".join(speaker.missing_of(measure)),
    }
    if name in written:
        return written[name]()
    found: Cell = getattr(measure, name)
    return found


def _add_left_out(book: Book, speaker: PlanSpeaker) -> None:
    heads = (("number", 6), ("title", 40), ("decision", 18), ("reason", 60), ("decided_on", 14))
    kinds: tuple[Kind, ...] = ("whole", "text", "text", "text", "day")
    columns = [Column(speaker.head(name), width, kind) for (name, width), kind in zip(heads, kinds, strict=True)]
    rows = [
        (
            each.number,
            each.title,
            speaker.say("decision.reject" if each.decision == "reject" else "status.dropped"),
            each.dropped_reason or each.reason,
            each.decided_on,
        )
        for each in speaker.matter.left_out
    ]
    _sheet(book, speaker, "left_out").table(columns, rows, held=2, empty=speaker.say("sheet.none"))


def _add_reviews(book: Book, speaker: PlanSpeaker) -> None:
    heads = (("number", 6), ("title", 40), ("months", 18), ("held_on", 14), ("status", 14), ("blocker", 36))
    columns = [Column(speaker.head(name), width) for name, width in (*heads, ("next_step", 36))]
    columns[0], columns[3] = Column(columns[0].head, 6, "whole"), Column(columns[3].head, 14, "day")
    _sheet(book, speaker, "reviews").table(columns, list(_reviews(speaker)), held=2, empty=speaker.say("sheet.none"))


def _reviews(speaker: PlanSpeaker) -> Iterator[Sequence[Cell]]:
    for measure in speaker.matter.measures:
        for review in speaker.matter.reviews_of(measure):
            months = "review.between" if review.months is None else "review.months"
            yield (
                measure.number,
                measure.title,
                speaker.say(months, months=review.months),
                review.held_on,
                speaker.say(f"status.{review.status}"),
                review.blocker or review.dropped_reason,
                review.next_step,
            )


def _add_missing(book: Book, speaker: PlanSpeaker) -> None:
    readiness = speaker.matter.readiness
    rows: list[Sequence[Cell]] = [(speaker.say("sheet.whole_plan"), each.text) for each in readiness.missing]
    rows += [(field.title, each.text) for field in readiness.fields for each in field.missing]
    rows += [
        (speaker.say("numbered", number=found.number, title=found.title), each.text)
        for found in readiness.measures
        for each in found.missing
    ]
    columns = [Column(speaker.say("sheet.concerns"), 44), Column(speaker.head("missing"), 90)]
    _sheet(book, speaker, "missing").table(columns, rows, held=1, empty=speaker.say("plan.nothing_missing"))
