"""What a reader may meet is explained: settings, problem codes, and what the documents point at."""

import re
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from selfcheck_service.cli.group import COMMANDS, app
from selfcheck_service.core.definition.messages import MESSAGES
from selfcheck_service.settings import PREFIX, Settings
from tests.checkout import CHECKOUT, text_files

DOCUMENTS = [path for path in text_files() if path.suffix == ".md"]


def test_every_setting_is_explained_to_operators():
    guide = (CHECKOUT / "docs" / "operators.md").read_text()
    variables = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    assert [variable for variable in variables if f"`{variable}`" not in guide] == []


def test_operators_are_told_of_no_setting_that_does_not_exist():
    guide = (CHECKOUT / "docs" / "operators.md").read_text()
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    named = {name.removesuffix("_FILE") for name in re.findall(rf"`({PREFIX}[A-Z_]*[A-Z])`", guide)}
    assert sorted(named - known) == []


def test_every_problem_code_is_explained():
    explained = set(re.findall(r"`(\w+)`", (CHECKOUT / "docs" / "problems.md").read_text()))
    assert sorted(set(MESSAGES) - explained) == []


def commands() -> list[str]:
    """Every command with its subcommands, as one would type them: "keys create"."""
    group = get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    names = []
    for name in COMMANDS:
        parts = getattr(group.get_command(typer.Context(group), name), "commands", {})
        names += [f"{name} {part}" for part in parts] or [name]
    return names


@pytest.mark.parametrize("command", commands())
def test_every_command_is_explained_in_a_guide(command: str):
    guides = [(CHECKOUT / "docs" / name).read_text() for name in ("authors.md", "operators.md")]
    assert any(re.search(rf"^\|.*`selfcheck {command}\b", guide, re.MULTILINE) for guide in guides)


@pytest.mark.parametrize("command", sorted({part for command in commands() for part in command.split()}))
def test_every_command_is_named_to_those_who_ask_what_there_is(command: str):
    assert re.search(rf"`(?:selfcheck )?{command}`", (CHECKOUT / "CHANGELOG.md").read_text())


def test_guides_name_no_command_that_does_not_exist():
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"(?:`|^\$ |^|\.venv/bin/)selfcheck ([a-z]+)", document.read_text(), re.MULTILINE)
    }
    assert sorted(named - set(COMMANDS)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_document_points_only_at_files_that_are_there(document: Path):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text())
    local = [target for target in targets if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in local if not (document.parent / target).exists()] == []


def headings(document: Path) -> set[str]:
    """Return what a link can point at in a document: its headings in lower case, with hyphens, and its anchors."""
    lines = re.sub(r"^```.*?^```$", "", document.read_text(), flags=re.MULTILINE | re.DOTALL)
    found = re.findall(r"^#+ (.+)$", lines, re.MULTILINE)
    anchors = re.findall(r'<a id="([\w-]+)"></a>', lines)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found} | set(anchors)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_document_points_only_at_headings_that_are_there(document: Path):
    targets = re.findall(r"\]\(([\w./-]*)#([\w-]+)\)", document.read_text())
    missing = [
        f"{path}#{heading}"
        for path, heading in targets
        if heading not in headings(document.parent / path if path else document)
    ]
    assert missing == []


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (CHECKOUT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
