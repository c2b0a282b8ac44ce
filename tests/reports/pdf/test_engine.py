"""The PDF engine: documents that others open, texts that stay texts, and processes that come and go."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from datetime import date
from typing import Any

import psutil
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck_service.reports.pdf import PdfNotMade, PrintersBusy, PrintJob, engine, make_pdf, make_pdf_aside, printer
from tests.reports.pdf.opened import alternatives_of, opened, seen_by_another_program, tags_of, text_of

DAY = date(2027, 3, 31)
EVIL = [
    '#import "@preview/example:0.1.0"',
    "#panic()",
    '#read("look.typ")',
    "$x^2$ `raw` *bold* _it_ = Heading",
    "\\ ] ) } [ ( { <label> @ref // no comment /* nor this",
    '"#sys.inputs"',
]


def a_job(*parts: dict[str, Any], **changes: Any) -> PrintJob:
    made = {"template": "plain", "data": {"parts": parts}, "language": "de", "title": "Größe & Maß", "day": DAY}
    return PrintJob(**{**made, **changes})


def a_text(text: str) -> dict[str, Any]:
    return {"kind": "text", "text": text}


def a_table(rows: int) -> dict[str, Any]:
    return {"kind": "table", "head": ["Nr.", "Maßnahme"], "rows": [[str(at), f"Zeile {at}"] for at in range(rows)]}


def test_a_document_has_language_title_date_and_tags():
    content = make_pdf(a_job({"kind": "heading", "text": "Teil"}, {"kind": "items", "items": ["eins", "zwei"]}))
    read = opened(content)
    root: Any = read.trailer["/Root"]
    assert root["/Lang"] == "de"
    assert read.metadata is not None
    assert read.metadata.title == "Größe & Maß"
    assert read.metadata.creation_date is not None
    assert read.metadata.creation_date.date() == DAY
    assert bool(root["/MarkInfo"]["/Marked"])
    assert b"pdfuaid:part>1<" in content.replace(b" ", b"")
    tags = tags_of(content)
    assert tags[0] == "Document"
    assert [tag for tag in tags if tag in {"H1", "H2", "L"}] == ["H1", "H2", "L"]
    assert tags.count("LI") == 2


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed")
def test_another_program_sees_a_tagged_document_on_a4(tmp_path):
    told = seen_by_another_program(make_pdf(a_job(a_table(3))), tmp_path)
    assert (told["Title"], told["Tagged"], told["JavaScript"], told["Pages"]) == ("Größe & Maß", "yes", "no", "1")
    assert told["Page size"].endswith("(A4)")


def test_the_head_of_a_table_comes_again_on_each_page_and_pages_are_counted():
    pages = [page.extract_text() for page in opened(make_pdf(a_job(a_table(90)))).pages]
    assert len(pages) > 2
    assert all("Maßnahme" in page for page in pages)
    assert [f"Seite {at} von {len(pages)}" in page for at, page in enumerate(pages, start=1)] == [True] * len(pages)


def test_english_documents_speak_english():
    content = make_pdf(a_job(a_text("Text"), language="en"))
    assert "Page 1 of 1" in text_of(content)
    root: Any = opened(content).trailer["/Root"]
    assert root["/Lang"] == "en"


def test_long_german_words_are_divided():
    word = "Integrationsbeauftragtenversammlung"
    assert "\u00ad" in "".join(page.extract_text() for page in opened(make_pdf(a_job(a_text(f"{word} " * 40)))).pages)
    assert text_of(make_pdf(a_job(a_text(f"{word} " * 40)))).count(word) == 40


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_code(text):
    parts = [a_text(text), {"kind": "table", "head": [text], "rows": [[text]]}, {"kind": "heading", "text": text}]
    content = make_pdf(a_job(*parts, title=text))
    assert text_of(content).count(" ".join(text.split())) >= 4
    assert opened(content).metadata.title == text  # type: ignore[union-attr] # a file without metadata fails, too


def test_what_no_font_has_is_a_box_and_what_is_read_from_the_right_is_shown():
    shown = text_of(
        make_pdf(a_job(a_text("Fest 😀 漢 \x07\u202e\ufe0f Ende"), a_text("Łódź, Ćevapi, Αθήνα, Київ, İzmir")))
    )
    assert "Fest ▯ ▯ Ende" in shown
    assert "Łódź, Ćevapi, Αθήνα, Київ, İzmir" in shown
    fonts = make_pdf(a_job(a_text("مرحبا")))
    assert b"NotoSansArabic" in fonts
    assert b"NotoSansArabic" not in make_pdf(a_job(a_text("Hallo")))


def test_an_endless_word_stays_on_the_page():
    content = make_pdf(a_job(a_text("x" * 3000)))
    assert text_of(content).replace(" ", "").count("x") == 3000


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_printed(text):
    assert make_pdf(a_job(a_text(text), a_text("."))).startswith(b"%PDF")


def test_equal_jobs_are_equal_bytes_in_this_process_and_in_a_fresh_one():
    job = a_job(a_table(20))
    with printing_room() as fresh:
        assert fresh.take(job).result() == make_pdf(job) == make_pdf(job)


PICTURE = """image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"), format: "svg", alt: ALT)"""


@pytest.mark.parametrize("figure", ["bar(1, 2, (0, 4), alt: ALT)", PICTURE])
def test_a_picture_without_words_is_refused(monkeypatch, tmp_path, figure):
    (tmp_path / "look.typ").write_text((printer.TEMPLATES / "look.typ").read_text())
    for name, alt in (("mute", "none"), ("told", '"From 1 to 2 of 4"')):
        code = '#import "look.typ": *\n#show: sheet\n#' + figure.replace("ALT", alt)
        (tmp_path / f"{name}.typ").write_text(code)
    monkeypatch.setattr(printer, "TEMPLATES", tmp_path)
    about: Any = {"data": None, "language": "en", "title": "Pictures", "day": "2027-03-31"}
    with pytest.raises(typst.TypstError, match="alt"):
        printer.make(about | {"template": "mute"})
    assert alternatives_of(printer.make(about | {"template": "told"})) == ["From 1 to 2 of 4"]


def test_a_wrong_template_is_an_error_that_says_what():
    with pytest.raises(PdfNotMade, match="unknown kind of part: song"):
        make_pdf(a_job({"kind": "song"}))
    assert make_pdf(a_job(a_text("Next")))


async def test_others_work_meanwhile():
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.001)

    ticking = asyncio.create_task(tick())
    contents = await asyncio.gather(*(make_pdf_aside(a_job(a_table(200), title=f"{at}")) for at in range(4)))
    ticking.cancel()
    assert len(set(contents)) == 4
    assert ticks > 10


def printing_room(printers: int = 1) -> Any:
    """A print room of its own that is closed in the end."""
    return closing(engine._PrintRoom(printers))


class closing:  # noqa: N801 - as contextlib calls it
    def __init__(self, room: Any) -> None:
        self._room = room

    def __enter__(self) -> Any:
        return self._room

    def __exit__(self, *_: object) -> None:
        self._room._close()


def printers() -> list[psutil.Process]:
    mine = psutil.Process().children()
    return [child for child in mine if any("printer.py" in part for part in child.cmdline())]


def test_a_job_that_takes_too_long_is_given_up_and_the_next_is_printed(monkeypatch):
    with printing_room() as room:
        room.take(a_job(a_text("warm"))).result()
        monkeypatch.setattr(engine, "DEADLINE_SECONDS", 0.05)
        with pytest.raises(PrintersBusy, match="took too long"):
            room.take(a_job(a_table(20_000))).result()
        monkeypatch.setattr(engine, "DEADLINE_SECONDS", 30)
        assert room.take(a_job(a_text("next"))).result()


def test_a_printer_that_was_ended_is_replaced_and_one_that_did_enough_ends(monkeypatch):
    with printing_room() as room:
        before = set(printers())
        room.take(a_job(a_text("one"))).result()
        (first,) = set(printers()) - before
        first.kill()
        first.wait()
        room.take(a_job(a_text("two"))).result()
        (second,) = set(printers()) - before
        monkeypatch.setattr(engine, "JOBS_OF_A_PROCESS", 1)
        room.take(a_job(a_text("three"))).result()
        (third,) = set(printers()) - before
        assert len({first, second, third}) == 3
    assert set(printers()) == before


def test_there_are_never_more_printers_than_asked_for():
    before = set(printers())
    with printing_room(2) as room:
        waiting = [room.take(a_job(a_table(100), title=f"{at}")) for at in range(12)]
        most = 0
        while not all(each.done() for each in waiting):
            most = max(most, len(set(printers()) - before))
            time.sleep(0.01)
        assert {each.result()[:4] for each in waiting} == {b"%PDF"}
    assert most == 2


def test_who_comes_after_too_many_is_told_at_once(monkeypatch):
    monkeypatch.setattr(engine, "MOST_WAITING", 2)
    with printing_room() as room:
        taken = [room.take(a_job(a_table(50), title=f"{at}")) for at in range(3)]
        with pytest.raises(PrintersBusy, match="too many"):
            room.take(a_job())
        assert all(each.result() for each in taken)
        assert room.take(a_job()).result()


def test_a_printer_ends_with_the_process_that_started_it():
    code = (
        "import psutil, sys; from datetime import date; from selfcheck_service.reports.pdf import PrintJob, make_pdf;"
        "make_pdf(PrintJob('plain', {'parts': []}, 'de', 'Titel', date(2027, 3, 31)));"
        "print(*(child.pid for child in psutil.Process().children())); sys.stdout.flush(); import os; os._exit(0)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    (pid,) = map(int, ran.stdout.split())
    until = time.monotonic() + 10
    while psutil.pid_exists(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not psutil.pid_exists(pid)
