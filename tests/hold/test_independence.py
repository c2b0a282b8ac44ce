"""The proof knows the service by its contract only; what is broken on purpose has to know it."""

import ast

from tests.checkout import CHECKOUT

SERVICE = "selfcheck_service"


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_clients_and_checker_share_no_code_with_the_service():
    modules = list((CHECKOUT / "hold").glob("*.py"))
    assert {"checker.py", "clients.py", "expectation.py"} <= {path.name for path in modules}
    assert [path.name for path in modules for name in imported(path) if name.split(".")[0] == SERVICE] == []


def test_nobody_gets_there_by_a_detour():
    """What the proof takes from the tests knows nothing of the service either."""
    modules = (CHECKOUT / "hold").glob("*.py")
    borrowed = {name for path in modules for name in imported(path) if name.split(".")[0] == "tests"}
    assert borrowed == {"tests.postgres"}
    assert SERVICE not in (CHECKOUT / "tests" / "postgres.py").read_text()
