"""The workshop brief as a file: one page that needs no network, to print and to project."""

from selfcheck_service.reports.workshop.page import workshop_page

__all__ = ["workshop_page"]
