"""A stored ballot on paper: a slip for each code, and ballots to tick, readable with any title."""

import re
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from selfcheck_service.core.ballots.asking import BallotOption, Question
from selfcheck_service.reports.pdf import make_pdf
from selfcheck_service.reports.pdf.ballot_papers import Asked, paper_job, qr_code, slips_job
from tests.reports.pdf.opened import alternatives_of, opened, text_of

PAGE = "https://check.example/selbst/vote"
DAY = date(2026, 5, 1)
EVIL = '#panic() $x$ \\ ] "quoted" <b> 😀 ' + "x" * 160


def asked(title="Was zuerst?", *, dots=2, cumulating=False, options=3):
    made = tuple(BallotOption(f"own-{at}", {"": f"Idee {at}"}) for at in range(options))
    return Asked(title, Question(made, dots, cumulating), DAY)


def codes(count):
    return [f"AB{at:02d}-CDEF" for at in range(count)]


def plain(text):
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


def test_each_code_has_a_slip_with_a_picture_that_says_what_it_is():
    content = make_pdf(slips_job(asked(), codes(11), PAGE, "de"))
    assert len(opened(content).pages) == 2
    shown = plain(text_of(content))
    assert [code for code in codes(11) if plain(code) not in shown] == []
    assert shown.count("check.example/selbst/vote") == 11
    told = [each for each in alternatives_of(content) if each.startswith("QR-Code")]
    assert told == [f"QR-Code zum Abstimmen mit dem Code {code}" for code in codes(11)]


def test_the_code_stands_behind_the_hash_of_the_address():
    data = msgspec.to_builtins(slips_job(asked(), codes(2), PAGE, "en").data)
    assert [each["qr"] for each in data["slips"]] == [qr_code(f"{PAGE}#{code}") for code in codes(2)]
    assert len({each["qr"] for each in data["slips"]}) == 2


def test_without_an_address_there_is_no_picture_and_the_slip_says_whom_to_ask():
    content = make_pdf(slips_job(asked(), codes(3), None, "en"))
    assert [each for each in alternatives_of(content) if "QR" in each] == []
    assert plain(text_of(content)).count("Themoderatortellsyoutheaddress.") == 3


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (asked(dots=1), "Ein Punkt."),
        (asked(dots=3, cumulating=True), "3 Punkte, mehrere auf einer Zeile sind erlaubt."),
        (asked(dots=2), "2 Punkte, höchstens einer je Zeile."),
    ],
)
def test_it_says_how_many_dots_there_are(said, rule):
    assert plain(rule) in plain(text_of(make_pdf(slips_job(said, codes(1), PAGE, "de"))))


@pytest.mark.parametrize("title", [EVIL, "W" * 200, "ein " * 50])
def test_any_title_leaves_each_slip_its_code(title):
    content = make_pdf(slips_job(asked(title), codes(10), PAGE, "de"))
    assert len(opened(content).pages) == 1
    shown = plain(text_of(content))
    assert all(plain(code) in shown for code in codes(10))
    assert shown.count("…") == 10


def test_papers_of_a_demo_say_so():
    real, demo = asked(), replace(asked(), made_up=True)
    for job in (lambda each: slips_job(each, codes(1), PAGE, "de"), lambda each: paper_job(each, "de")):
        said = [set(text_of(make_pdf(job(each))).split()) for each in (real, demo)]
        assert said[1] > said[0]


def test_the_same_slips_are_the_same_bytes():
    job = slips_job(asked(), codes(2), PAGE, "de")
    assert make_pdf(job) == make_pdf(job)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("options", [2, 60])
def test_a_ballot_to_tick_has_every_option_and_is_counted(language, options):
    content = make_pdf(paper_job(asked(options=options), language))
    shown = text_of(content)
    assert [at for at in range(options) if f"Idee {at}" not in shown] == []
    assert ("Auszählen" if language == "de" else "Counting") in shown
    # What is to be voted on is settled, so nothing can be written that could not be entered.
    assert "Eigene Idee" not in shown
    assert "Own idea" not in shown
