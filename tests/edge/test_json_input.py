"""Strict JSON: what is accepted is what the standard library reads, exactly; what is not is named with its place."""

import contextlib
import json
import sys
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition import InputInvalid
from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.edge.json_input import BodyUnreadable, JsonLimits, decode_json

LIMITS = JsonLimits(depth=16, values=5000)

clean = st.text(max_size=20).filter(lambda text: unclean_character(text) is None)
scalars = st.none() | st.booleans() | st.integers() | clean | st.decimals(-1000, 1000, places=3)
values = st.recursive(scalars, lambda each: st.lists(each) | st.dictionaries(clean, each), max_leaves=40)


def encode(value: object) -> bytes:
    """Write JSON with exact decimals, which the standard library does not."""
    match value:
        case dict():
            return b"{" + b",".join(encode(name) + b":" + encode(each) for name, each in value.items()) + b"}"
        case list():
            return b"[" + b",".join(encode(each) for each in value) + b"]"
        case Decimal():
            return str(value).encode()
        case _:
            return json.dumps(value, ensure_ascii=False).encode()


def faults(body: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InputInvalid) as refused:
        decode_json(body, LIMITS)
    return [(problem.code, problem.location) for problem in refused.value.problems]


@given(values)
def test_what_is_well_formed_is_read_exactly(value):
    assert decode_json(encode(value), LIMITS) == value


@given(values)
def test_both_ways_of_reading_agree(value):
    body = encode(value)
    # An escape makes the reader look closely.
    assert decode_json(b'{"\\u0061":' + body + b"}", LIMITS) == {"a": decode_json(body, LIMITS)}


@given(st.binary(max_size=200))
def test_no_bytes_break_it(body):
    with contextlib.suppress(InputInvalid):
        decode_json(body, LIMITS)


@given(st.lists(clean, min_size=1, max_size=5), st.data())
def test_a_key_that_stands_twice_is_always_found(names, data):
    twice = data.draw(st.sampled_from(names))
    body = b"{" + b",".join(encode(name) + b":1" for name in [*dict.fromkeys(names), twice]) + b"}"
    assert ("duplicate_key", f"/{twice.replace('~', '~0').replace('/', '~1')}") in faults(body)


def test_every_character_is_either_read_or_refused(effort):
    step = 1 if effort == "long" else 251
    for point in range(0, sys.maxunicode + 1, step):
        text = chr(point)
        escaped = json.dumps(text).encode()
        if unclean_character(text) is None:
            assert decode_json(escaped, LIMITS) == text
            assert decode_json(encode(text), LIMITS) == text
        else:
            assert faults(escaped) == [("text_not_clean", "")]


def test_plain_marks_of_direction_are_read_and_overrides_are_not():
    said = "\u200eA\u200f"
    for written in (encode(said), json.dumps(said).encode()):
        assert decode_json(written, LIMITS) == said
    for written in (encode("a\u202eb"), json.dumps("a\u2067b\u2069").encode(), encode("a\u2067b\u2069")):
        assert faults(written) == [("text_not_clean", "")]


@pytest.mark.parametrize("text", ["0.1", "1.10", "-0.000", "1e2", "1E-3", "12345678901234567890.123456789"])
def test_numbers_are_exact(text):
    found = decode_json(text.encode(), LIMITS)
    assert isinstance(found, Decimal)
    assert found == Decimal(text)


def test_true_is_not_one():
    assert decode_json(b"[true, 1]", LIMITS) == [True, 1]
    assert decode_json(b"[true]", LIMITS)[0] is True  # type: ignore[index]  # a list, as written


@pytest.mark.parametrize(
    "body", [b'"' + b'\\"' * 130_000, b"[" * 260_000, b'{"a":' * 50_000, b"[" + b'"\\"",' * 50_000]
)
def test_hostile_bodies_are_refused_quickly(body):
    started = time.monotonic()
    with pytest.raises(InputInvalid):
        decode_json(body, LIMITS)
    assert time.monotonic() - started < 1


def test_sixteen_levels_are_enough_and_seventeen_too_many():
    assert decode_json(b"[" * 16 + b"]" * 16, LIMITS)
    assert faults(b"[" * 17 + b"]" * 17) == [("too_deep", "")]


def test_five_thousand_values_are_enough_and_one_more_too_many():
    assert decode_json(b"[" + b"1," * 4998 + b"1]", LIMITS)
    assert faults(b"[" + b"1," * 4999 + b"1]") == [("too_many_values", "")]


def test_what_is_no_json_says_where():
    with pytest.raises(BodyUnreadable, match=r"line 2, column 8"):
        decode_json(b'{\n  "a": x}', LIMITS)
