"""The pages for authors stay true: their files are loaded, their commands are run, their codes are compared."""

import ast
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from selfcheck_service.catalogue import check, read_questionnaire
from selfcheck_service.cli.group import app
from selfcheck_service.core.definition import MESSAGES
from selfcheck_service.core.definition.round_messages import ROUND_MESSAGES
from tests.checkout import CHECKOUT

GUIDE = (CHECKOUT / "docs" / "authors.md").read_text()
CHECKS = (CHECKOUT / "docs" / "checks.md").read_text()
VERSION = "buergerbuero/0.1.0"
PACKAGE = CHECKOUT / "src" / "selfcheck_service"
CHECKED = [
    *PACKAGE.glob("catalogue/*.py"),
    *(path for path in PACKAGE.glob("core/definition/*.py") if not path.name.endswith("messages.py")),
    *PACKAGE.glob("core/scoring/answer*.py"),
]
# The slips that the guide makes before each run of a command, in this order.
SLIPS: list[list[tuple[str, str, str]]] = [
    [],
    [
        ("questionnaire.yaml", "[50, 80)", "[50, 75)"),
        ("fields/erreichbarkeit.yaml", "title: Erreichbarkeit", "titel: Erreichbarkeit"),
    ],
    [
        ("questionnaire.yaml", "[50, 80)", "[50, 75)"),
        ("texts/en/all.yaml", "      termine: ", "      termin: "),
        ("golden/noch-am-anfang.yaml", "score: 50,", "score: 55,"),
    ],
    [],
]


def blocks(kind: str) -> list[tuple[str, str]]:
    """Return the code blocks of a kind in the guide: what stands behind the kind, and the text."""
    return re.findall(rf"^```{kind} ?([^\n]*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the guide, as an author would have them."""
    for name, text in blocks("yaml"):
        path = tmp_path / VERSION / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for name, text in blocks("json"):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return tmp_path


def test_the_questionnaire_of_the_guide_has_no_fault(folder: Path):
    assert check(folder / VERSION) == ()


def test_the_guide_shows_every_file_of_its_questionnaire(folder: Path):
    listed = re.search(r"^## The files\n\n```\n(.*?)```", GUIDE, re.MULTILINE | re.DOTALL)
    assert listed
    named = {line.split()[0] for line in listed[1].splitlines()[1:]}
    assert named == {str(path.relative_to(folder / VERSION)) for path in (folder / VERSION).rglob("*.yaml")}


def test_the_commands_of_the_guide_print_what_it_shows(folder: Path):
    consoles = [text for _, text in blocks("console") if "\n" in text.strip()]
    assert len(consoles) == len(SLIPS)
    for text, slips in zip(consoles, SLIPS, strict=True):
        shutil.copytree(folder / VERSION, folder / "whole")
        for name, old, new in slips:
            path = folder / VERSION / name
            assert path.read_text().count(old) == 1
            path.write_text(path.read_text().replace(old, new))
        command, shown = text.removeprefix("$ selfcheck ").split("\n", 1)
        result = CliRunner().invoke(app, shlex.split(command))
        assert shown.strip() in result.output
        shutil.rmtree(folder / VERSION)
        (folder / "whole").rename(folder / VERSION)


def test_the_commands_that_the_guide_names_exist():
    named = set(re.findall(r"`selfcheck (\w+)", GUIDE + CHECKS)) | set(
        re.findall(r"^\$ selfcheck (\w+)", GUIDE, re.MULTILINE)
    )
    result = CliRunner().invoke(app, ["--help"])
    assert named
    assert [name for name in named if f"\n  {name} " not in result.output] == []


def test_the_golden_case_of_the_guide_is_run(folder: Path):
    case = folder / VERSION / "golden" / "noch-am-anfang.yaml"
    case.write_text(case.read_text().replace("score: 25,", "score: 26,"))
    (problem,) = check(folder / VERSION)
    assert problem.problem.code == "golden_differs"
    assert read_questionnaire(folder / VERSION).document.golden_cases


def test_every_code_of_a_check_is_explained():
    reported = {
        node.value
        for path in CHECKED
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in MESSAGES
    }
    # What only a request can do wrong stands in docs/problems.md.
    assert sorted(reported - set(ROUND_MESSAGES) - set(re.findall(r"`(\w+)`", CHECKS))) == []


def test_no_code_is_explained_that_does_not_exist():
    explained = {
        code
        for line in CHECKS.splitlines()
        if line.startswith("| `")
        for code in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert sorted(explained - set(MESSAGES)) == []
