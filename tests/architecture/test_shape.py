"""The house stays small, and every exception to a rule says why it is one."""

import ast
import re

from tests.architecture.package import PACKAGE, functions, lines_without_docstring, modules
from tests.checkout import CHECKOUT, text_files

LINES_OF_A_FUNCTION = 40
LINES_OF_A_FILE = 400
LINES_OF_CONFTEST = 100
# What is slow to load and not needed by every start. tests/cli/test_start.py says what that spares.
LATE = {
    "selfcheck_service/cli/__init__.py",
    "selfcheck_service/storage/erasures.py",
    "selfcheck_service/storage/idempotency.py",
    "selfcheck_service/storage/migrate.py",
    "selfcheck_service/storage/questionnaires.py",
    "selfcheck_service/storage/types.py",
    "selfcheck_service/use_cases/exporting.py",
    "selfcheck_service/use_cases/reporting.py",
}

# An exception names its rule and then its reason, in three words at least.
EXCEPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no (?:cover|branch))(.*)")
EXPLAINED = re.compile(r"(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[\w, -]+\])?[\s#–-]+\w+(\W+\w+){2,}")


def test_functions_are_short():
    long = {
        f"{path}:{function.lineno} {function.name}": lines_without_docstring(function)
        for path, tree in modules().items()
        for function in functions(tree)
        if lines_without_docstring(function) > LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_files_are_short():
    lengths = {path: len((PACKAGE.parent / path).read_text().splitlines()) for path in modules()}
    assert {str(path): length for path, length in lengths.items() if length > LINES_OF_A_FILE} == {}


def test_the_fixtures_of_the_tests_stay_few():
    assert len((CHECKOUT / "tests" / "conftest.py").read_text().splitlines()) < LINES_OF_CONFTEST


def test_imports_stand_at_the_top():
    hidden = {
        str(path)
        for path, tree in modules().items()
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert hidden == LATE


def test_every_exception_to_a_rule_says_which_and_why():
    unexplained = [
        f"{path.relative_to(CHECKOUT)}:{number} {line.strip()}"
        for path in text_files()
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        for exception in EXCEPTION.finditer(line)
        if "re.compile" not in line and not EXPLAINED.match(exception[1])
    ]
    assert unexplained == []


def test_nothing_happens_at_import():
    """A module defines; it opens, configures and starts nothing. Calls at the top are few, known and harmless."""
    doers = {"basicConfig", "configure", "create_app", "create_async_engine", "create_engine", "run", "Settings"}
    called = [
        f"{path}:{node.lineno} {name}"
        for path, tree in modules().items()
        for statement in tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and (name := getattr(node.func, "attr", getattr(node.func, "id", ""))) in doers
    ]
    assert called == []
