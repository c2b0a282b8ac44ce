"""Which papers there are."""

from collections.abc import Callable, Mapping

from selfcheck_service.reports.privacy.notice import privacy_notice
from selfcheck_service.reports.privacy.paper import Matter, Paper, Teller
from selfcheck_service.reports.privacy.record import record_of_processing
from selfcheck_service.reports.privacy.sheet import staff_council_sheet

PAPERS: Mapping[str, Callable[[Teller], Paper]] = {
    "staff-council-sheet": staff_council_sheet,
    "privacy-notice": privacy_notice,
    "record-of-processing": record_of_processing,
}


def write_paper(name: str, matter: Matter, language: str) -> Paper:
    """Return a paper of a round in German (`de`) or English (`en`); the same matter makes the same paper.

    `name` is one of `PAPERS`.
    """
    return PAPERS[name](Teller(matter, language))
