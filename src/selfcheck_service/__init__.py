"""Self-checks for municipalities: questionnaire definitions in, scored and explained evaluations out."""

__version__ = "0.1.0"
