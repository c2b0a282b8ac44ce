"""Slips to cut: what stands on one never runs over its edge, however long its names are."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from selfcheck_service.reports.pdf import make_pdf
from selfcheck_service.reports.pdf.invitation_slips import Invited, invitation_slips_job

POINTS_PER_CM = 72 / 2.54
# Where the first row of slips begins and ends, from the top of the paper.
TOP, HEIGHT = 1.1 * POINTS_PER_CM, 5.2 * POINTS_PER_CM
LONG = Invited(
    title="Weltoffene Kommune: Standortbestimmung der Verwaltung und der Zivilgesellschaft",
    municipality="Verbandsgemeinde Musterhausen-Oberlumzel-Niederlumzeltal",
    perspective="Ämter und Einrichtungen der Verwaltung, auch Beauftragte",
    closes="13. Dezember 2026, 19:15 Uhr",
    mode="open",
    good_for=20,
    day=date(2026, 11, 23),
)
PAGE = "https://selbstcheck-weltoffen.landkreis-musterhausen.example/selbstcheck/answer"


@pytest.mark.parametrize("page", [PAGE, None])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_longest_names_stay_on_their_slip(language, page):
    content = make_pdf(invitation_slips_job(LONG, ["ABCD-EFGH-JKMN"], page, language))
    (paper,) = PdfReader(io.BytesIO(content)).pages
    lines = []
    paper.extract_text(visitor_text=lambda text, cm, tm, *_: lines.append((text.strip(), cm[3] * tm[5] + cm[5])))
    end = float(paper.mediabox.height) - TOP - HEIGHT
    assert any(text.startswith("Weltoffene Kommune") and height > end for text, height in lines)
    foot = ("Seite", "Page")
    over = [text for text, height in lines if text and height < end and not text.startswith(foot)]
    assert over == []
