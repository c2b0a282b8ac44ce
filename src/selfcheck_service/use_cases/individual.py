"""One's own evaluation on paper, for whoever holds the response."""

from dataclasses import dataclass
from functools import partial

from selfcheck_service.core.scoring import Answers, evaluate
from selfcheck_service.reports.file_names import file_name
from selfcheck_service.reports.individual import IndividualSheet, individual_sheet
from selfcheck_service.reports.pdf import PrintJob, make_pdf_aside
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
    private = held.opening.round.mode == "confidential"
    # Explaining a large questionnaire takes a while, and others are waiting to be answered.
    sheet, spoken = await aside(partial(_sheet, answers, language, private))
    day = held.row.changed_on or day_here(held.opening.round.opens_at)
    content = await make_pdf_aside(PrintJob("evaluation", sheet, spoken, sheet.title, day))
    name = file_name(held.opening.round.questionnaire, "evaluation", spoken, ending="pdf")
    return PrintedEvaluation(content, name, spoken)


def _sheet(answers: Answers, language: str, private: bool) -> tuple[IndividualSheet, str]:  # noqa: FBT001 - what the round is
    evaluation = evaluate(answers, language=language)
    return individual_sheet(answers.plan, evaluation, private=private), evaluation.language
