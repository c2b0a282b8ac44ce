"""A definition as JSON is taken by the command line exactly where the API takes it."""

import io

import pytest

from selfcheck_service.api.dependencies import DEFINITION_JSON
from selfcheck_service.catalogue.budget import Budget
from selfcheck_service.catalogue.json_reader import read_json
from selfcheck_service.catalogue.places import FileRefused, Report
from selfcheck_service.catalogue.source import decode_source
from selfcheck_service.core.definition import InputInvalid
from selfcheck_service.core.definition.limits import DEEPEST, LARGEST_EXPONENT, LONGEST_NUMBER, MOST_VALUES
from selfcheck_service.edge.json_input import decode_json


def members(count: int) -> bytes:
    return b"{" + b",".join(b'"k%d":1' % number for number in range(count)) + b"}"


TAKEN = {
    "an empty map": b"{}",
    "a text": b'"a"',
    "as many values as may be": b"[" + b"1," * (MOST_VALUES - 2) + b"1]",
    "as many names and values as may be": b"[" + members(MOST_VALUES // 2 - 1) + b"]",
    "as deep as may be": b"[" * DEEPEST + b"]" * DEEPEST,
    "as deep as may be, in maps": b'{"a":' * DEEPEST + b"1" + b"}" * DEEPEST,
    "an integer as long as may be": b"9" * LONGEST_NUMBER,
    "a negative integer as long as may be": b"-" + b"9" * (LONGEST_NUMBER - 1),
    "a fraction as long as may be": b"0." + b"9" * (LONGEST_NUMBER - 2),
    "an exponent as large as may be": b"1e%d" % LARGEST_EXPONENT,
    "an exponent as small as may be": b"1.5E-%d" % LARGEST_EXPONENT,
    "many digits in a text": b'"' + b"9" * 500 + b'"',
    "an escape": b'{"\\u0061":1}',
    "brackets in a text": b'"' + b"[" * 100 + b'"',
}
REFUSED = {
    "nothing": b" ",
    "one value more": b"[" + b"1," * (MOST_VALUES - 1) + b"1]",
    "one name and value more": b"[" + members(MOST_VALUES // 2) + b"]",
    "one level more": b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
    "one level more, in maps": b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 1),
    "one digit more": b"9" * (LONGEST_NUMBER + 1),
    "a sign more": b"-" + b"9" * LONGEST_NUMBER,
    "one digit of a fraction more": b"0." + b"9" * (LONGEST_NUMBER - 1),
    "one digit more behind a lone escape": b'["\\u0061",' + b"9" * (LONGEST_NUMBER + 1) + b"]",
    "too large an exponent": b"1e%d" % (LARGEST_EXPONENT + 1),
    "too small an exponent": b"1E-%d" % (LARGEST_EXPONENT + 1),
    "too large an exponent of nothing": b"0e999999",
    "a name that stands twice": b'{"a":1,"a":1}',
    "a name that stands twice with an escape": b'{"a":1,"\\u0061":1}',
    "a control character": b'"\\u0007"',
    "half a character": b'"\\ud800"',
    "a character that turns the order round": '"\u202e"'.encode(),
    "no number": b"NaN",
    "without end": b"[1",
    "more behind the end": b"1 2",
    "no UTF-8": b'"\xff"',
    "a leading zero": b"01",
    "a comma too many": b"[1,]",
}


@pytest.mark.parametrize("body", TAKEN.values(), ids=TAKEN)
def test_what_the_command_line_takes_the_api_takes(body: bytes):
    assert (by_command_line(body), by_api(body)) == (True, True)


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_the_command_line_refuses_the_api_refuses(body: bytes):
    assert (by_command_line(body), by_api(body)) == (False, False)


def by_command_line(body: bytes) -> bool:
    report, budget = Report(), Budget()
    try:
        read_json(decode_source(io.BytesIO(body), "x.json", budget=budget, report=report), budget=budget, report=report)
    except FileRefused:
        return False
    return not report.problems


def by_api(body: bytes) -> bool:
    try:
        decode_json(body, DEFINITION_JSON)
    except InputInvalid:
        return False
    return True
