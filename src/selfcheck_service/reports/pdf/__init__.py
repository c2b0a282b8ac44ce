"""Documents as PDF: one `PrintJob` says what is printed, `make_pdf` and `make_pdf_aside` print it.

A template of ours (`templates/*.typ`) is filled with data and compiled by Typst to PDF/UA-1: tagged, with language,
title and alternative texts, without which nothing is compiled. Data reach a template as JSON, never as markup, so no
text can become code. Fonts come from installed packages and never from the machine, so equal jobs are equal bytes.
"""

from selfcheck_service.reports.pdf.engine import (
    MOST_WAITING,
    PdfNotMade,
    PrintersBusy,
    PrintJob,
    make_pdf,
    make_pdf_aside,
    printers,
)

__all__ = ["MOST_WAITING", "PdfNotMade", "PrintJob", "PrintersBusy", "make_pdf", "make_pdf_aside", "printers"]
