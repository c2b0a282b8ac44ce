"""What the bench measures of printing can be measured: few exports, once, no number judged."""

import pytest

from bench.printing import Size, measure_printing
from bench.results import as_text

pytestmark = pytest.mark.usefixtures("server_of_the_tests")


def test_printing_can_be_measured():
    rows = measure_printing(1, Size(exports=4, first=2, at_once=4, responses=12, sweeps=1, calm=0.5, codes=2_000))
    assert [row.floor for row in rows] == [5, None, 1.1, 1.1, 3]
    assert "while 4 PDF are made" in as_text(rows)
