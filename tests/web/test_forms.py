"""Forms behind the sign-in: one reader and one set of words for what is wrong, in every room."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.web.forms import LONGEST_NAME, LONGEST_WORDS, Reader, told
from selfcheck_service.web.sent import Sent
from selfcheck_service.web.words import words_in

ID = "6c6edc01-bce3-451a-8411-ace4cfe80786"


def reader(**fields: str) -> Reader:
    return Reader(Sent.of(fields.items()))


def read(call: str, *arguments: object, **fields: str) -> tuple[object, list[str]]:
    made = reader(**fields)
    value = getattr(made, call)(*arguments)
    return value, [problem.code for problem in made.problems]


@pytest.mark.parametrize(
    ("call", "arguments", "typed", "value", "codes"),
    [
        ("words", (), " Zeile 1\nZeile 2 ", "Zeile 1\nZeile 2", []),
        ("words", (), "u\u0308", "ü", []),
        ("words", (), "\u202e", None, ["text_not_clean"]),
        ("words", (), "x" * (LONGEST_WORDS + 1), None, ["too_long"]),
        ("name", (), "Bad\n  Musterstadt", "Bad Musterstadt", []),
        ("name", (), "x" * (LONGEST_NAME + 1), None, ["too_long"]),
        ("names", (), "A\n\n B  C \nA", ("A", "B C"), []),
        ("names", (), "x" * (LONGEST_NAME + 1), ("x" * (LONGEST_NAME + 1),), ["too_long"]),
        ("choice", (("a", "b"),), "b", "b", []),
        ("choice", (("a", "b"),), "c", None, ["not_one_of"]),
        ("whole", (1, 9), "9", 9, []),
        ("whole", (1, 9), "10", None, ["out_of_range"]),
        ("whole", (1, 9), "٣", None, ["not_an_integer"]),
        ("whole", (), "-1", None, ["not_an_integer"]),
        ("some_id", (), ID, UUID(ID), []),
        ("some_id", (), "x", None, ["malformed"]),
        ("day", (), "1. 3. 2027", date(2027, 3, 1), []),
        ("day", (), "31.2.2027", None, ["malformed"]),
    ],
)
def test_a_field_is_read_or_its_fault_named(call, arguments, typed, value, codes):
    assert read(call, "field", *arguments, field=typed) == (value, codes)
    assert read(call, "field", *arguments) == (() if call == "names" else None, [])


@pytest.mark.parametrize(("call", "arguments"), [("name", ()), ("choice", (("a",),)), ("whole", ())])
def test_what_is_needed_is_missing_once(call, arguments):
    made = reader()
    assert getattr(made, call)("field", *arguments, needed=True) is None
    made.need("field", None)
    assert [(each.location, each.code) for each in made.problems] == [("/field", "missing")]
    with pytest.raises(InputInvalid):
        made.require()


@pytest.mark.parametrize(
    ("day", "clock", "moment", "codes"),
    [
        ("2027-01-31", "18:00", datetime(2027, 1, 31, 17, tzinfo=UTC), []),
        ("31.7.2027", "18.30", datetime(2027, 7, 31, 16, 30, tzinfo=UTC), []),
        ("2027-01-31", "", None, ["missing"]),
        ("morgen", "18:00", None, ["malformed"]),
        ("2027-01-31", "25:00", None, ["malformed"]),
        ("2027-03-28", "02:30", None, ["no_such_hour"]),
    ],
)
def test_a_moment_is_one_in_germany(day, clock, moment, codes):
    assert read("moment", "at", "day", "clock", day=day, clock=clock) == (moment, codes)


@pytest.mark.parametrize(
    ("language", "day", "length", "missing"),
    [
        (
            "de",
            "„x“ ist nicht zu verstehen. Bitte so schreiben: 2027-03-01, 1.3.2027.",
            "Das ist zu lang: höchstens 200 Zeichen.",
            "„Name“ fehlt.",
        ),
        (
            "en",
            "“x” cannot be understood. Please write it like this: 2027-03-01, 1.3.2027.",
            "This is too long: at most 200 characters.",
            "“Name” is missing.",
        ),
    ],
)
def test_faults_are_told_at_their_fields_in_the_order_of_the_form(language, day, length, missing):
    made = reader(on="x", name="x" * 201)
    made.day("on")
    made.name("name")
    # As programs are told it, and of a field that stands elsewhere.
    problems = [*made.problems, Problem("/name/0", "too_long", {"limit": "200 characters"})]
    problems.append(Problem("/elsewhere", "missing", {"name": "name"}))
    words = words_in(language).manage
    found = told(problems, {"name": "Name", "day": "Tag"}, words, language, on="day")
    assert found.summary == (("name", "Name", length), ("day", "Tag", day), (None, "", missing))
    assert (found.get("day"), found.get("other")) == (day, None)
