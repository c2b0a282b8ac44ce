"""Coverage is measured only while the tests of the core run: measuring makes what it watches three times as slow."""

import os
import sys
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import is_hypothesis_test

# By what the core must be covered: direct tests, golden files and the failures of peers. That random definitions and
# whole services come along there as well proves nothing about the line.
MEASURED = ("core", "golden", "peer_failures")


def pytest_configure(config: pytest.Config) -> None:
    """Take over the measuring that `coverage run` began with this process, if it did."""
    coverage = sys.modules.get("coverage")
    running = None if coverage is None else coverage.Coverage.current()
    if running is not None:
        config.pluginmanager.register(_Measuring(running))


def is_measured(item: pytest.Item) -> bool:
    """Tell whether a test counts: it stands in a folder above, and knows beforehand which cases it looks at.

    What Hypothesis draws takes long and proves nothing about a line that no other test goes down. `unmeasured` leaves
    out what takes long in lines that others have been down.
    """
    folder = item.path.relative_to(item.config.rootpath / "tests").parts[0]
    drawn = is_hypothesis_test(getattr(item, "obj", None))
    return folder in MEASURED and not drawn and item.get_closest_marker("unmeasured") is None


class _Measuring:
    """Stops for every test that does not count, and goes on for every one that does."""

    def __init__(self, coverage: Any) -> None:
        self.coverage = coverage
        self.running = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        # What tests start is not measured either.
        os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
        wanted = is_measured(item)
        if wanted is not self.running:
            (self.coverage.start if wanted else self.coverage.stop)()
            self.running = wanted
        return (yield)
