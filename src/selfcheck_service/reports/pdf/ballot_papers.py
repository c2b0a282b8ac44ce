"""A stored ballot on paper: slips with a code each, and ballots to tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
import segno

from selfcheck_service.core.ballots.asking import Question
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.reports.pdf.engine import PrintJob
from selfcheck_service.reports.workshop.ballots import PaperBallot

# One of the eight patterns that a code may be laid under: to try all takes ten times as long, and phones read each.
_MASK = 3
# Modules of white around it, as the standard wants it.
_QUIET = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What is put to the vote, and on which day it was opened; `made_up` in a demo, whose papers say so."""

    title: str
    question: Question
    day: date
    made_up: bool = False


class VotingSlip(msgspec.Struct, frozen=True):
    """A slip: its code in two groups, and a QR code (SVG) of the address with it, where there is one."""

    code: str
    qr: str | None


def slips_job(asked: Asked, codes: Sequence[str], page: str | None, language: str) -> PrintJob:
    """Return what prints a slip for each code (`XXXX-XXXX`), ten on a page to cut.

    `page` is the address of the page where people vote. The code stands behind its "#", which browsers send to nobody,
    so that no log has it. Without an address there are no QR codes, and the slips say how to ask for it.
    """
    slips = [VotingSlip(code, None if page is None else qr_code(f"{page}#{code}")) for code in codes]
    data = {
        "question": asked.title,
        "dots": asked.question.dots,
        "options": len(asked.question.options),
        "cumulating": asked.question.cumulating,
        "page": None if page is None else page.partition("://")[2],
        "slips": slips,
        "made_up": asked.made_up,
    }
    word = "Zettel zum Abstimmen" if is_german(language) else "Slips to vote with"
    return PrintJob("slips", data, language, f"{word} – {asked.title}", asked.day)


def paper_job(asked: Asked, language: str) -> PrintJob:
    """Return what prints a ballot to tick with pen, several on a page, and a sheet to count it."""
    options = tuple(option.say(language) for option in asked.question.options)
    ballot = PaperBallot(asked.title, options, asked.question.dots, asked.question.cumulating)
    word = "Stimmzettel" if is_german(language) else "Ballots"
    return PrintJob(
        "ballots", {"ballots": [ballot], "made_up": asked.made_up}, language, f"{word} – {asked.title}", asked.day
    )


def qr_code(text: str) -> str:
    """Return a QR code (ISO/IEC 18004, level M) of a text as SVG, black on nothing, with its quiet zone."""
    made = segno.make(text, error="m", micro=False, mask=_MASK)
    return str(made.svg_inline(border=_QUIET, omitsize=True))
