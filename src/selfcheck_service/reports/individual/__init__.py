"""The evaluation of one person on paper, for that person alone."""

from selfcheck_service.reports.individual.sheet import IndividualSheet, individual_sheet

__all__ = ["IndividualSheet", "individual_sheet"]
