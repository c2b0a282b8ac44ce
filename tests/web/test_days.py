"""A day is understood as browsers send it and as people write it, and nothing else is taken for one."""

from datetime import date

import pytest

from selfcheck_service.web.days import read_day


@pytest.mark.parametrize("text", ["2027-03-01", "2027-3-1", "1.3.2027", "01.03.2027", "1. 3. 2027"])
def test_a_day_is_a_day_however_it_is_written(text):
    assert read_day(text) == date(2027, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.3.27",
        "2027-13-01",
        "30.2.2027",
        "0.1.2027",
        "1/3/2027",
        "2027-03-01T10:00",
        "\u0662\u0660\u0662\u0667-\u0660\u0663-\u0660\u0661",
    ],
)
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None
