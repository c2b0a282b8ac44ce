"""Names of files: what every system and every mail program takes, whatever people call their town."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.reports.file_names import file_name, in_plain_letters


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Große Kreisstadt Bad Tölz", "grosse-kreisstadt-bad-toelz"),
        ("Wo stehen wir?", "wo-stehen-wir"),
        ("  Łódź & Århus  ", "lodz-arhus"),
        ("Gemu\u0308se", "gemuese"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"b\r\nx: y', "a-b-x-y"),
        ("東京", ""),
        ("", ""),
    ],
)
def test_a_text_is_written_in_small_letters(text, written):
    assert in_plain_letters(text) == written


@given(st.text())
def test_nothing_else_is_ever_in_it(text):
    found = in_plain_letters(text)
    assert re.fullmatch("(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", found)
    assert len(found) <= 40
    assert in_plain_letters(found) == found


def test_a_part_of_which_nothing_is_left_leaves_no_gap():
    assert file_name("", "東京", "2026-11-22", "1", ending="csv") == "2026-11-22-1.csv"
