"""One's own evaluation on paper, for whoever holds the response."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from selfcheck_service.core.scoring import Answers, evaluate
from selfcheck_service.reports.file_names import file_name
from selfcheck_service.reports.individual import IndividualSheet, Readers, individual_sheet
from selfcheck_service.reports.pdf import PrintJob, make_pdf_aside
from selfcheck_service.storage import Database
from selfcheck_service.storage.questionnaires import get_questionnaire
from selfcheck_service.use_cases.aside import aside
from selfcheck_service.use_cases.days import day_here
from selfcheck_service.use_cases.responding import Held


@dataclass(frozen=True, slots=True)
class PrintedEvaluation:
    """An evaluation as PDF: its bytes, a name for the file, and the language."""

    content: bytes
    file_name: str
    language: str


async def print_evaluation(held: Held, answers: Answers, language: str) -> PrintedEvaluation:
    """Return the evaluation of a response as PDF; equal answers give equal bytes. Raises `PdfNotMade`."""
    readers: Readers = "oneself" if held.opening.round.mode == "confidential" else "others"
    day = held.row.changed_on or day_here(held.opening.round.opens_at)
    return await _printed(answers, language, readers, day)


async def print_answers(database: Database, answers: Answers, language: str) -> PrintedEvaluation:
    """Return the evaluation of answers that are not stored as PDF, dated by the publishing of their version.

    Equal answers give equal bytes. Raises `PdfNotMade`.
    """
    async with database.reading() as transaction:
        published = await get_questionnaire(transaction, answers.plan.key, answers.plan.version)
    return await _printed(answers, language, "nobody", day_here(published.published_at))


async def _printed(answers: Answers, language: str, readers: Readers, day: date) -> PrintedEvaluation:
    # Explaining a large questionnaire takes a while, and others are waiting to be answered.
    sheet, spoken = await aside(partial(_sheet, answers, language, readers))
    content = await make_pdf_aside(PrintJob("evaluation", sheet, spoken, sheet.title, day))
    return PrintedEvaluation(content, file_name(answers.plan.key, "evaluation", spoken, ending="pdf"), spoken)


def _sheet(answers: Answers, language: str, readers: Readers) -> tuple[IndividualSheet, str]:
    evaluation = evaluate(answers, language=language, explanation="full")
    return individual_sheet(answers.plan, evaluation, readers=readers), evaluation.language
