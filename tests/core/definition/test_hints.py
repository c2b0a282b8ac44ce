"""What was probably meant by a name that nobody knows."""

import pytest

from selfcheck_service.core.definition.problems import hint


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("staff", ["staf"], " (staf?)"),
        ("population", ["budget", "population_65"], " (population_65?)"),
        ("population", ["budget"], ""),
        ("population", [], ""),
        # It is known, but not where it stands.
        ("range", ["range"], ""),
    ],
)
def test_what_was_meant_is_what_is_written_alike(name, known, expected):
    assert hint(name, known) == expected


def test_what_was_meant_is_found_among_very_many_names():
    assert hint("participation", [*(f"a{number}" for number in range(2000)), "participatoin"]) == " (participatoin?)"


def test_where_many_names_are_wrong_nobody_looks_for_what_was_meant():
    assert hint("staff", ["staf"], 19) == " (staf?)"
    assert hint("staff", ["staf"], 20) == ""
