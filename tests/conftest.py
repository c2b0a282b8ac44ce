"""What every test may ask for, and how much of the suite runs."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from selfcheck_service.storage import Database
from tests.databases import copy_in_postgres, copy_of, migrated_postgres, migrated_sqlite
from tests.postgres import start_postgres

# What each effort leaves out. The expensive forms of a test ask the fixture `effort` or carry the marker `long`.
LEFT_OUT = {
    "quick": {"attack", "browser", "fault", "install", "long"},
    "normal": {"long"},
    "long": set(),
}
EXAMPLES = {"quick": 25, "normal": 100, "long": 2000}

for _effort, _examples in EXAMPLES.items():
    # No deadline: the machines that run this are shared. Derandomised but for the long form, so that red is red again.
    settings.register_profile(_effort, max_examples=_examples, deadline=None, derandomize=_effort != "long")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--effort", choices=sorted(LEFT_OUT), default="normal", help="how much of the suite runs")
    parser.addoption("--all-must-run", action="store_true", help="fail where a test is skipped")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile(config.getoption("--effort"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = LEFT_OUT[config.getoption("--effort")]
    deselected = [item for item in items if any(mark.name in left_out for mark in item.iter_markers())]
    if deselected:
        config.hook.pytest_deselected(items=deselected)
        items[:] = [item for item in items if item not in set(deselected)]


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


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_sqlite(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> str:
    return migrated_postgres(postgres_url)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh database with the newest schema, on each of the two dialects."""
    if request.param == "sqlite":
        yield copy_of(request.getfixturevalue("sqlite_template"), tmp_path)
    else:
        with copy_in_postgres(request.getfixturevalue("postgres_template")) as url:
            yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()
