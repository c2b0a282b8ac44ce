"""A version of a questionnaire as pages of Markdown that people read, link and compare."""

from selfcheck_service.reports.questionnaire.pages import MADE_OF, questionnaire_pages

__all__ = ["MADE_OF", "questionnaire_pages"]
