"""The catalogue: questionnaire files on disk, read strictly, with the place of every fault."""

from selfcheck_service.catalogue.answers import ParsedAnswers, parse_document, read_answers
from selfcheck_service.catalogue.checking import Reading, check, read_questionnaire
from selfcheck_service.catalogue.document import Document, find_definitions, read_document
from selfcheck_service.catalogue.locating import FileInvalid, locate
from selfcheck_service.catalogue.places import LocatedProblem, Place, Positions

__all__ = [
    "Document",
    "FileInvalid",
    "LocatedProblem",
    "ParsedAnswers",
    "Place",
    "Positions",
    "Reading",
    "check",
    "find_definitions",
    "locate",
    "parse_document",
    "read_answers",
    "read_document",
    "read_questionnaire",
]
