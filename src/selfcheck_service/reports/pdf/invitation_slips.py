"""Invitations to a round on paper: a slip for each access code, to cut out and to hand out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.rounds.terms import Mode
from selfcheck_service.reports.pdf.ballot_papers import qr_code
from selfcheck_service.reports.pdf.engine import PrintJob


@dataclass(frozen=True, slots=True)
class Invited:
    """To what people are invited: `closes` in words of the language, `good_for` how many responses each code takes.

    `perspective` is empty where there is none, or where a slip is not to show it. `day` dates the document.
    """

    title: str
    municipality: str
    perspective: str
    closes: str
    mode: Mode
    good_for: int
    day: date


class InvitationSlip(msgspec.Struct, frozen=True):
    """A slip: its code in three groups, and a QR code (SVG) of the address with it, where there is one."""

    code: str
    qr: str | None


def invitation_slips_job(invited: Invited, codes: Sequence[str], page: str | None, language: str) -> PrintJob:
    """Return what prints a slip for each code (`XXXX-XXXX-XXXX`), ten on a page to cut.

    `page` is the address of the page where people answer. The code stands behind its "#", which browsers send to
    nobody, so that no log has it. Without an address there are no QR codes.
    """
    slips = [InvitationSlip(code, None if page is None else qr_code(f"{page}#{code}")) for code in codes]
    data = {
        "round": invited.title,
        "municipality": invited.municipality,
        "perspective": invited.perspective,
        "closes": invited.closes,
        "mode": invited.mode,
        "good_for": invited.good_for,
        "page": None if page is None else page.partition("://")[2],
        "slips": slips,
    }
    word = "Zugangscodes" if is_german(language) else "Access codes"
    return PrintJob("invitation-slips", data, language, f"{word} – {invited.title}", invited.day)
