"""What the service is compared with is written down whenever it changes."""

from bench.frozen import changed_comparators


def test_the_comparators_are_those_that_are_written_down():
    assert changed_comparators() == []
