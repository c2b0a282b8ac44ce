"""The package as text and as syntax trees, for the tests that look at its shape."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
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


@cache
def tracked_files() -> list[Path]:
    """Return the text files of the project: those that git knows, or all of a copy that has no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=False)
    if listed.returncode == 0:
        paths = [CHECKOUT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in CHECKOUT.rglob("*") if not any(part.startswith(".venv") for part in path.parts)]
    return [path for path in paths if path.is_file() and path.suffix not in {".png", ".woff2", ".ttf"}]
