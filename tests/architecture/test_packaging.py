"""The lock files hold what the project declares, and the project declares what it uses."""

import ast
import re
import sys
import tomllib
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.package import modules
from tests.checkout import CHECKOUT

# Needed without being imported.
USED_BY_NAME = {
    "aiosqlite": "SQLAlchemy loads it for sqlite+aiosqlite URLs",
    "asyncpg": "SQLAlchemy loads it for postgresql+asyncpg URLs",
    "httptools": "uvicorn parses HTTP with it",
    "python-multipart": "Starlette reads forms with it",
    "tzdata": "zoneinfo reads it where the machine has no time zones",
    "uvloop": "uvicorn runs on it",
}
IMPORTED_AS = {
    "fontpkg-fira-sans": "fontpkg_fira_sans",
    "fontpkg-noto-sans-arabic": "fontpkg_noto_sans_arabic",
    "fonttools": "fontTools",
    "prometheus-client": "prometheus_client",
    "pydantic-settings": "pydantic_settings",
    "pyyaml": "yaml",
}
BROUGHT_ALONG = {
    "click": "Typer is made of it, and its exceptions reach us",
    "markupsafe": "Jinja is made of it, and what is no text to escape is of its type",
    "pydantic_core": "Pydantic is made of it, and its errors reach us",
    "starlette": "FastAPI is made of it and hands its objects out",
}
LOCKED = re.compile(
    r"^([\w.\[\]-]+)==([^\s;\\]+)(?: ; ([^\\]+))? \\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)", re.MULTILINE
)


@cache
def project() -> dict:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text())


def declared(*groups: str) -> list[Requirement]:
    """Return the requirements of the runtime, or of groups with those that they include."""
    lists = [project()["dependency-groups"][group] for group in groups] or [project()["project"]["dependencies"]]
    found = []
    for entry in (entry for entries in lists for entry in entries):
        found += declared(entry["include-group"]) if isinstance(entry, dict) else [Requirement(entry)]
    return found


def locked(name: str) -> dict[str, set[str]]:
    """Return the locked versions of each package; most have one, some have one for each Python."""
    versions: dict[str, set[str]] = {}
    for package, version, _, _ in LOCKED.findall((CHECKOUT / name).read_text()):
        versions.setdefault(canonicalize_name(package.split("[")[0]), set()).add(version)
    return versions


def imported() -> set[str]:
    """Return the first name of everything that the package imports."""
    names = {
        name
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize(
    ("file", "groups"),
    [
        ("requirements.txt", [()]),
        ("requirements-build.txt", [("build",)]),
        ("requirements-dev.txt", [(), ("dev",)]),
    ],
)
def test_the_lock_holds_what_is_declared(file, groups):
    versions = locked(file)
    unmet = [
        str(requirement)
        for group in groups
        for requirement in declared(*group)
        if not any(map(requirement.specifier.contains, versions.get(canonicalize_name(requirement.name), set())))
    ]
    assert unmet == [], "run script/lock"


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-build.txt", "requirements-dev.txt"])
def test_every_line_of_a_lock_is_a_version_with_hashes_and_without_an_address(file):
    rest = LOCKED.sub("", (CHECKOUT / file).read_text())
    assert [line for line in rest.splitlines() if line and not line.lstrip().startswith("#")] == []
    assert "://" not in (CHECKOUT / file).read_text()


def test_what_is_developed_with_is_what_runs():
    developed = locked("requirements-dev.txt")
    assert {name: developed.get(name) for name in locked("requirements.txt")} == locked("requirements.txt")


def test_every_runtime_requirement_is_used():
    used = {IMPORTED_AS.get(requirement.name, requirement.name) for requirement in declared()}
    assert used - imported() - set(USED_BY_NAME) == set()


def test_every_import_is_a_runtime_requirement():
    """What comes along with something else may stay away with its next version."""
    known = {IMPORTED_AS.get(requirement.name, requirement.name) for requirement in declared()} | set(BROUGHT_ALONG)
    assert imported() - known - sys.stdlib_module_names - {"selfcheck_service"} == set()


def test_the_licence_is_said_by_its_identifier_only():
    assert project()["project"]["license"] == "EUPL-1.2"
    assert list(CHECKOUT.glob("LICEN[CS]E*")) == []
