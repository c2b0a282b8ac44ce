"""The catalogue: questionnaire files on disk, read strictly, with the place of every fault."""

from selfcheck_service.catalogue.answers import ParsedAnswers, parse_document, read_answers
from selfcheck_service.catalogue.archive import check_archive, is_archive
from selfcheck_service.catalogue.checking import Checked, Reading, check, check_folder, check_octets, read_questionnaire
from selfcheck_service.catalogue.document import Document, find_definitions, read_document
from selfcheck_service.catalogue.locating import FileInvalid, locate
from selfcheck_service.catalogue.places import LocatedProblem, Place, Positions

__all__ = [
    "Checked",
    "Document",
    "FileInvalid",
    "LocatedProblem",
    "ParsedAnswers",
    "Place",
    "Positions",
    "Reading",
    "check",
    "check_archive",
    "check_folder",
    "check_octets",
    "find_definitions",
    "is_archive",
    "locate",
    "parse_document",
    "read_answers",
    "read_document",
    "read_questionnaire",
]
