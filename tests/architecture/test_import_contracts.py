"""The import contracts hold, and they would notice: each of a list of violations breaks the contract it should."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import CHECKOUT

# contract, the module that imports what it must not, what it imports
VIOLATIONS = [
    ("core-layers", "core.definition", "selfcheck_service.core.scoring"),
    ("core-layers", "core.scoring", "selfcheck_service.core.comparison"),
    ("core-layers", "core.comparison", "selfcheck_service.core.rounds"),
    ("pure-core", "core.scoring", "sqlalchemy"),
    ("pure-core", "core.definition", "time"),
    ("pure-core", "core.scoring", "pathlib"),
    ("layers", "core.definition", "selfcheck_service.storage"),
    ("layers", "storage", "selfcheck_service.catalogue"),
    ("layers", "simulation", "selfcheck_service.storage"),
    ("simulation-on-core", "simulation", "typer"),
    ("layers", "edge", "selfcheck_service.api"),
    ("layers", "api", "selfcheck_service.web"),
    ("layers", "web", "selfcheck_service.api"),
    ("layers", "storage", "selfcheck_service.settings"),
    ("expressions", "core.definition.expressions.syntax", "selfcheck_service.core.definition.structure"),
    ("routes", "api.health", "selfcheck_service.api.questionnaires"),
    ("storage", "storage.tables", "selfcheck_service.storage.questionnaires"),
    ("catalogue-on-core", "catalogue", "sqlalchemy"),
    ("web-at-the-edge", "storage", "fastapi"),
    *(
        ("web-at-the-edge", module, "fastapi")
        for module in ("core.scoring", "catalogue", "settings", "telemetry", "use_cases")
    ),
    ("sql-in-storage", "api.health", "sqlalchemy"),
    ("sql-in-storage", "edge", "asyncpg"),
    *(
        ("sql-in-storage", module, "sqlalchemy")
        for module in (
            "app",
            "catalogue",
            "cli.keys",
            "core.scoring",
            "settings",
            "telemetry",
            "use_cases",
            "web.trying",
        )
    ),
    ("rooms", "web.visit", "selfcheck_service.web.trying"),
    ("settings-at-the-edge", "edge", "selfcheck_service.settings"),
    ("private-tables", "api.health", "selfcheck_service.storage.tables"),
]


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each broken contract says once all violations are in a copy: one run is enough for all of them."""
    house = _copy_to(tmp_path_factory.mktemp("house"))
    for _, importer, imported in VIOLATIONS:
        module = _file_of(house, importer)
        module.write_text(f"{module.read_text()}\nimport {imported}\n")
    # Each section of the report is headed by the name of its contract, underlined.
    heading = re.compile(r"^(.+)\n-{3,}$", re.MULTILINE)
    _, *sections = heading.split(_lint(house).stdout)
    return {name: re.sub(r"\s+", " ", text) for name, text in zip(sections[::2], sections[1::2], strict=True)}


def test_the_contracts_hold():
    checked = _lint(CHECKOUT)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(("contract", "importer", "imported"), VIOLATIONS)
def test_a_violation_breaks_its_contract(complaints, contract, importer, imported):
    found = complaints.get(_name_of(contract), "")
    assert re.search(rf"selfcheck_service\.{re.escape(importer)} -> {re.escape(imported)} \(", found), found


def test_a_module_that_no_layer_names_breaks_the_contract(tmp_path):
    house = _copy_to(tmp_path)
    (house / "src" / "selfcheck_service" / "utils.py").write_text('"""Whatever."""\n')
    checked = _lint(house)
    assert checked.returncode == 1
    assert "utils" in checked.stdout


def _copy_to(house: Path) -> Path:
    shutil.copytree(CHECKOUT / "src", house / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "pyproject.toml", house)
    return house


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    # The copy's package must be found before the installed one.
    code = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command as c; c()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def _file_of(house: Path, module: str) -> Path:
    path = house / "src" / "selfcheck_service" / Path(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _name_of(contract: str) -> str:
    text = (CHECKOUT / "pyproject.toml").read_text()
    found = re.search(rf'^id = "{contract}"\nname = "(.+)"$', text, re.MULTILINE)
    assert found, f"no contract {contract}"
    return found[1]
