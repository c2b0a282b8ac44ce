"""A version of a questionnaire as a form on paper: what is printed, and which number on it stands for which item."""

from selfcheck_service.reports.forms.form import Form, Heading, form_of_sheet
from selfcheck_service.reports.forms.numbering import (
    PlaceInUnit,
    Sheet,
    key_of_number,
    places_in_units,
    room_on_paper,
    sheet_of,
)

__all__ = [
    "Form",
    "Heading",
    "PlaceInUnit",
    "Sheet",
    "form_of_sheet",
    "key_of_number",
    "places_in_units",
    "room_on_paper",
    "sheet_of",
]
