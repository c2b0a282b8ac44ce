"""What every test may ask for, and how much of the suite runs."""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.efforts import LEFT_OUT, left_out
from tests.postgres import start_postgres

# Everything about the server: databases, the running service, callers.
pytest_plugins = ["tests.fixtures", "tests.measuring"]

EXAMPLES = {"quick": 10, "normal": 100, "long": 2000}

for _effort, _examples in EXAMPLES.items():
    # No deadline: the machines that run this are shared. Derandomised but for the long form, so that red is red again.
    settings.register_profile(_effort, max_examples=_examples, deadline=None, derandomize=_effort != "long")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--effort", choices=sorted(LEFT_OUT), default="normal", help="how much of the suite runs")
    parser.addoption("--all-must-run", action="store_true", help="fail where a test is skipped")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile(config.getoption("--effort"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    deselected = left_out(items, config.getoption("--effort"))
    if deselected:
        config.hook.pytest_deselected(items=list(deselected))
        items[:] = [item for item in items if item not in deselected]
    # Files that wait for processes come first, so that nobody is left alone with one at the end.
    waiting = {item.path for item in items if any(mark.name in LEFT_OUT["quick"] for mark in item.iter_markers())}
    items.sort(key=lambda item: item.path not in waiting)


def pytest_collection_finish() -> None:
    """Leave what the tests are made of out of every collection of garbage: it stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what could not run: a skipped test proves nothing."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("COULD NOT RUN", sep="!", red=True, bold=True)
        for report in skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            terminalreporter.line(f"{report.nodeid}: {reason}", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--all-must-run") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def effort(request: pytest.FixtureRequest) -> str:
    """quick, normal or long: for tests whose number of cases grows with it."""
    return str(request.config.getoption("--effort"))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a real PostgreSQL, one server for each test process."""
    with start_postgres() as url:
        yield url
