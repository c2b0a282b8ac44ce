"""The catalogue: questionnaire files on disk, read strictly, with the place of every fault."""

from selfcheck_service.catalogue.checking import FileInvalid, Reading, check, locate, read_questionnaire
from selfcheck_service.catalogue.document import Document, find_definitions, read_document
from selfcheck_service.catalogue.places import LocatedProblem, Place, Positions

__all__ = [
    "Document",
    "FileInvalid",
    "LocatedProblem",
    "Place",
    "Positions",
    "Reading",
    "check",
    "find_definitions",
    "locate",
    "read_document",
    "read_questionnaire",
]
