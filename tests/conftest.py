"""What every test may ask for, and how much of the suite runs."""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres import start_postgres

# Everything about the server: databases, the running service, callers.
pytest_plugins = ["tests.fixtures", "tests.measuring"]

# What each effort leaves out. The expensive forms of a test ask the fixture `effort` or carry the marker `long`.
LEFT_OUT = {
    "quick": {"attack", "browser", "fault", "install", "long", "process"},
    "normal": {"long"},
    "long": set(),
}
# Folders that the quick form leaves out as a whole: what repeats, draws or sets on paper what is tried elsewhere too.
QUICK_WITHOUT = ("bench", "contracts", "oracle", "reports/pdf", "rights", "simulation")
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
    left_out = LEFT_OUT[config.getoption("--effort")]
    deselected = [item for item in items if any(mark.name in left_out for mark in item.iter_markers())]
    if config.getoption("--effort") == "quick":
        deselected += [item for item in items if _stands_in(item, QUICK_WITHOUT) or _is_http_on_postgres(item)]
        deselected += _further_cases([item for item in items if _is_http(item) and not _is_http_on_postgres(item)])
    elif config.getoption("--effort") == "normal":
        deselected += _further_cases(
            [item for item in items if _stands_in(item, ("api",)) and _is_http_on_postgres(item)]
        )
    if deselected:
        gone = set(deselected)
        config.hook.pytest_deselected(items=list(gone))
        items[:] = [item for item in items if item not in gone]
    # Files that wait for processes come first, so that nobody is left alone with one at the end.
    waiting = {item.path for item in items if any(mark.name in LEFT_OUT["quick"] for mark in item.iter_markers())}
    items.sort(key=lambda item: item.path not in waiting)


def pytest_collection_finish() -> None:
    """Leave what the tests are made of out of every collection of garbage: it stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _further_cases(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return what asks the service the same as an earlier case of the same test, with other values.

    Of the API's tests PostgreSQL sees one case each: cases differ in what is said and refused, which happens before
    either database, and SQLite sees them all. Bodies that a database could choke on: tests/contracts.
    """
    further, seen = [], set()
    for item in items:
        test = item.path, getattr(item, "cls", None), getattr(item, "originalname", item.name)
        if test in seen:
            further.append(item)
        seen.add(test)
    return further


def _stands_in(item: pytest.Item, folders: tuple[str, ...]) -> bool:
    """Tell whether a test stands in one of the folders below tests."""
    return any(item.path.is_relative_to(item.config.rootpath / "tests" / folder) for folder in folders)


def _is_http(item: pytest.Item) -> bool:
    return "client" in getattr(item, "fixturenames", ())


def _is_http_on_postgres(item: pytest.Item) -> bool:
    """Tell whether a test sends requests to a service on PostgreSQL; storage itself is tried on both in every form."""
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    return "postgres" in parameters.values() and _is_http(item)


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
