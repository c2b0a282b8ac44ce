"""The package as text and as syntax trees, for the tests that look at its shape."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.checkout import CHECKOUT

PACKAGE = CHECKOUT / "src" / "selfcheck_service"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[Path, ast.Module]:
    """Return the syntax tree of every module of the package, by its path from `src` on."""
    return {path.relative_to(PACKAGE.parent): ast.parse(path.read_text()) for path in sorted(PACKAGE.rglob("*.py"))}


def functions(tree: ast.AST) -> Iterator[Function]:
    """Yield every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def lines_without_docstring(function: Function) -> int:
    """Return how long a function is; explaining it does not make it longer, nor do its decorators."""
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length
