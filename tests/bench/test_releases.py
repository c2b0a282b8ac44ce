"""What the bench measures of releases can be measured: few responses, once, no number judged."""

import pytest

from bench.briefs import measure_briefs
from bench.releases import measure_releases
from bench.results import as_text
from bench.sealing import Size, measure_sealing

pytestmark = pytest.mark.usefixtures("server_of_the_tests")


def test_reading_releases_can_be_measured():
    rows = measure_releases(1, few=12, many=24, calls=2)
    assert [row.floor for row in rows] == [1.2, 3, None]
    assert "24 responses in the round" in as_text(rows)


def test_preparing_workshops_can_be_measured():
    rows = measure_briefs(1, calls=1)
    assert [row.floor for row in rows] == [50, None]
    assert "80 items, 6 perspectives" in as_text(rows)


def test_sealing_can_be_measured():
    rows = measure_sealing(1, Size(few=12, many=100, seals=1, calm=0.5, codes=500))
    assert [row.floor for row in rows] == [3, None, 1, 1, 2]
    assert "100 responses" in as_text(rows)
