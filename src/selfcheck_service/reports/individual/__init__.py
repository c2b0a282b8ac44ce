"""The evaluation of one person on paper, for that person alone."""

from selfcheck_service.reports.individual.sheet import IndividualSheet, Readers, individual_sheet

__all__ = ["IndividualSheet", "Readers", "individual_sheet"]
