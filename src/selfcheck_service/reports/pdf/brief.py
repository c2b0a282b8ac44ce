"""The workshop brief with its schedule as a PDF: what a facilitator prints, and marks with a pen."""

from datetime import date

import msgspec

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.workshop import PreparedWorkshop
from selfcheck_service.reports.pdf.engine import PrintJob
from selfcheck_service.reports.workshop.words import card_words


def brief_job(prepared: PreparedWorkshop) -> PrintJob:
    """Return what prints a brief and its schedule, in the language of the brief, dated by the closing of the round."""
    brief = prepared.brief
    kind = "Workshop" if is_german(brief.language) else "workshop"
    return PrintJob(
        template="brief",
        data={**msgspec.structs.asdict(prepared), "words": card_words(brief.language)},
        language=brief.language,
        title=f"{brief.title} – {kind}",
        day=date.fromisoformat(brief.closed_on),
    )
