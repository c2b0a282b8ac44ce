"""Coverage is measured only while the tests of the core run: measuring makes what it watches three times as slow."""

import os
import sys
from collections.abc import Generator
from typing import Any

import pytest

# By what the core must be covered: direct tests, golden files and the failures of peers. That random definitions and
# whole services come along there as well proves nothing about the line.
MEASURED = ("core", "golden", "peer_failures")


def pytest_configure(config: pytest.Config) -> None:
    """Take over the measuring that `coverage run` began with this process, if it did."""
    coverage = sys.modules.get("coverage")
    running = None if coverage is None else coverage.Coverage.current()
    if running is not None:
        config.pluginmanager.register(_Measuring(running))


class _Measuring:
    """Stops for every test outside the folders above, and goes on for every test in them."""

    def __init__(self, coverage: Any) -> None:
        self.coverage = coverage
        self.running = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        # What tests start is not measured either.
        os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
        wanted = item.path.relative_to(item.config.rootpath / "tests").parts[0] in MEASURED
        if wanted is not self.running:
            (self.coverage.start if wanted else self.coverage.stop)()
            self.running = wanted
        return (yield)
