"""The page about versions: its commands print what it shows, and its bridge is one that is understood."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from selfcheck_service.core.definition.bridge import Bridge
from tests.checkout import CHECKOUT
from tests.cli.running import run

PAGE = (CHECKOUT / "docs" / "versions.md").read_text()
GUIDE = (CHECKOUT / "docs" / "authors.md").read_text()
WORDING = ("texts/en/all.yaml", "gets an appointment", "is seen")


def blocks(page: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the code blocks of a kind: what stands behind the kind, and the text."""
    yield from re.findall(rf"^```{kind} ?([^\n]*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


@pytest.fixture
def two_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The questionnaire of the guide for authors, and a version of it in which a question is worded otherwise."""
    for version in ("0.1.0", "0.1.1"):
        for name, text in blocks(GUIDE, "yaml"):
            path = tmp_path / "buergerbuero" / version / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace('version: "0.1.0"', f'version: "{version}"'))
    name, old, new = WORDING
    path = tmp_path / "buergerbuero" / "0.1.1" / name
    assert path.read_text().count(old) == 1
    path.write_text(path.read_text().replace(old, new))
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("two_versions")
def test_the_comparison_prints_what_the_page_shows():
    ((_, text),) = blocks(PAGE, "console")
    command, shown = text.removeprefix("$ selfcheck ").split("\n", 1)
    ran = run(*shlex.split(command), environment={"LC_ALL": "en_GB.UTF-8"})
    assert (ran.code, (ran.out + ran.err).splitlines()) == (0, shown.splitlines())


@pytest.mark.usefixtures("two_versions")
def test_the_comparison_as_data_is_what_the_page_shows():
    ((_, text),) = blocks(PAGE, "json")
    ran = run("diff", "buergerbuero/0.1.0", "buergerbuero/0.1.1", "--format", "json")
    found = json.loads(ran.out)
    for difference in found["differences"]:
        difference["text"] = "…"
    for name in ("items", "fields"):
        found[name] = [one for one in found[name] if one["continuation"] != "same"]
    assert found == json.loads(text)


@pytest.mark.usefixtures("two_versions")
@pytest.mark.parametrize("step", ["patch", "minor"])
def test_a_branch_for_wording_can_be_held_to_it(step: str):
    versions = ("buergerbuero/0.1.0", "buergerbuero/0.1.1")
    assert run("diff", *versions, "--require", step, "--tries", "0").code == 0
    path = Path("buergerbuero/0.1.1/fields/erreichbarkeit.yaml")
    path.write_text(path.read_text() + "weight: 2\n")
    assert run("diff", *versions, "--require", step, "--tries", "0").code == 1


def test_the_bridge_of_the_page_is_understood():
    ((_, text),) = blocks(PAGE, "yaml")
    bridge = Bridge.model_validate(yaml.safe_load(text)["bridge"])
    assert [step.becomes for step in bridge.items] == ["same", "split", "merged", "new", "removed"]
