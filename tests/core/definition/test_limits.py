"""How long a number may be written, whoever reads it."""

import pytest

from selfcheck_service.core.definition.limits import is_number_too_long


@pytest.mark.parametrize(
    ("spelling", "too_long"),
    [
        ("1", False),
        ("1" * 40, False),
        ("1" * 41, True),
        ("1e30", False),
        ("1E-30", False),
        ("1e31", True),
        ("-2.5E+31", True),
        ("1e-99999999999", True),
    ],
)
def test_numbers_beyond_use_are_too_long(spelling, too_long):
    assert is_number_too_long(spelling) is too_long
