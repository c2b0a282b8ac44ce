"""A release in forms that other programs open: CSV, and a workbook in `workbook`, which is loaded when it is needed."""

from selfcheck_service.reports.releases.comma_separated import Delimiter, release_csv
from selfcheck_service.reports.releases.speaker import About

__all__ = ["About", "Delimiter", "release_csv"]
