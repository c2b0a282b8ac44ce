"""All measures of a round as CSV (RFC 4180), one on each line: for programs, and for spreadsheets that run nothing."""

from collections.abc import Callable
from datetime import date
from typing import cast

from selfcheck_service.core.planning import Measure
from selfcheck_service.reports.planning.matter import Matter
from selfcheck_service.reports.planning.speaker import PlanSpeaker
from selfcheck_service.reports.releases.comma_separated import BYTE_ORDER_MARK, CsvWriter, Delimiter
from selfcheck_service.reports.releases.rows import Cell

_Read = Callable[[PlanSpeaker, Measure], object]
_MEMBERS = (
    *("number", "title", "status", "decision", "reason", "dropped_reason", "origin", "suggestion", "fields", "items"),
    *("goal", "type", "first_step", "first_step_on", "responsible", "co_actors", "decision_body", "starts_on"),
    *("deadline", "hours", "euro_class", "funding", "indicator", "baseline", "target", "risk"),
    *("affected_groups_involved", "affected_groups", "review_on", "decided_on", "id", "release_hash"),
)
_WORDS: dict[str, _Read] = {
    "fields_title": lambda speaker, measure: speaker.fields(measure),
    "items_title": lambda speaker, measure: speaker.items(measure),
    "status_in_words": lambda speaker, measure: speaker.say(f"status.{measure.status}"),
    "decision_in_words": lambda speaker, measure: speaker.say(f"decision.{measure.decision}"),
    "decision_body_in_words": lambda speaker, measure: speaker.coded("body", measure.decision_body),
    "euro_class_in_words": lambda speaker, measure: speaker.coded("euro", measure.euro_class),
    "missing_in_words": lambda speaker, measure: "\n".join(speaker.missing_of(measure)),
    "type_title": lambda speaker, measure: speaker.type_title(measure) or "",
    # Of a demo each line says so, because lines are sorted, filtered and copied.
    "made_up_in_words": lambda speaker, _measure: speaker.mark(),
}
COLUMNS = (*_MEMBERS, *_WORDS)


def action_plan_csv(
    matter: Matter, language: str, *, delimiter: Delimiter = ",", byte_order_mark: bool = False
) -> bytes:
    """Return the measures in UTF-8, what was rejected or dropped among them.

    Days are written as 2027-03-31, keys have blanks between them, and what is not known is empty.
    """
    speaker, writer = PlanSpeaker.of(matter, language), CsvWriter(delimiter)
    lines = [writer.line(COLUMNS), *(writer.line(_cells(speaker, each)) for each in matter.measures)]
    return ((BYTE_ORDER_MARK if byte_order_mark else "") + "".join(lines)).encode()


def _cells(speaker: PlanSpeaker, measure: Measure) -> list[Cell]:
    members = [_cell(getattr(measure, name), name) for name in _MEMBERS]
    return [*members, *(str(read(speaker, measure)) or None for read in _WORDS.values())]


def _cell(found: object, name: str) -> Cell:
    if found is None or isinstance(found, str):
        return found or None
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, int):
        return found
    if isinstance(found, date):
        return found.isoformat()
    # Keys have no blanks; functions of people do.
    return ("; " if name == "co_actors" else " ").join(cast("tuple[str, ...]", found)) or None
