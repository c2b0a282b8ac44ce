"""Keys as text: recognisable, checkable, and never the same twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.edge.api_keys import create_key, find_key


def test_a_new_key_is_recognised_by_its_text():
    key = create_key()
    shown = find_key(key.text)
    assert shown is not None
    assert shown.id == key.id
    assert shown.matches(key.secret_hash)
    assert key.text.startswith("sck_live_")


def test_no_two_keys_are_the_same():
    keys = [create_key() for _ in range(1000)]
    assert len({key.id for key in keys}) == len({key.secret_hash for key in keys}) == 1000


def test_the_secret_is_neither_in_the_id_nor_in_the_hash():
    key = create_key()
    secret = key.text.split("_")[3]
    assert len(secret) == 32
    assert secret not in key.id
    assert secret.encode() not in key.secret_hash


@given(st.integers(0, 60), st.characters(codec="ascii"))
def test_a_slip_of_the_pen_is_noticed(place, letter):
    text = create_key().text
    place %= len(text)
    changed = text[:place] + letter + text[place + 1 :]
    assert changed == text or find_key(changed) is None


@pytest.mark.parametrize("text", ["", "sck_live_", "sck_live_a_b_c", "x" * 10_000])
def test_anything_else_is_no_key(text):
    assert find_key(text) is None


def test_one_secret_does_not_match_another():
    shown = find_key(create_key().text)
    assert shown is not None
    assert not shown.matches(create_key().secret_hash)
