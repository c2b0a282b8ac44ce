"""`selfcheck golden`: recorded by the machine, reviewed by people; and the commands of the guide for repositories."""

import re
import shutil
from pathlib import Path

import pytest

from tests.checkout import CHECKOUT
from tests.cli.running import DEFINITION, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "questionnaires" / "alles" / "1.0.0"
    shutil.copytree(DEFINITION, path)
    (tmp_path / "answers.json").write_text('{"answers": {"eins": 1}}')
    return path


def record(folder: Path, *more: object):
    answers = folder.parents[2] / "answers.json"
    return run("golden", "record", folder, "--answers", answers, "--name", "one", *more)


def test_what_is_recorded_is_right_and_waits_for_its_review(folder: Path):
    ran = record(folder, "--title", "Eins")
    path = folder / "golden" / "one.yaml"
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert path.read_text().startswith("title: Eins\nreviewed: false\nanswers: {eins: 1}\n")
    checked = run("check", folder)
    assert checked.code == 0
    assert " warning golden_not_reviewed " in checked.out
    assert "golden_differs" not in checked.out


def test_a_review_shows_the_calculation_and_writes_the_day(folder: Path):
    record(folder)
    refused = run("golden", "review", folder, stdin="n\n")
    assert refused.code == 1
    assert "= " in refused.out
    assert run("golden", "review", folder, "--yes").code == 0
    assert re.search(r'^reviewed: "\d{4}-\d\d-\d\d"$', (folder / "golden" / "one.yaml").read_text(), re.MULTILINE)
    assert run("check", folder).out == ""
    assert run("golden", "review", folder).out == ""


def test_a_case_that_is_misspelt_is_wrong_usage(folder: Path):
    record(folder)
    for name in ("two", "*", "../golden/one"):
        ran = run("golden", "review", folder, name, "--yes")
        assert (ran.code, "there is no case" in ran.err) == (2, True)
    assert run("golden", "review", folder, "one", "--yes").code == 0


def test_not_reviewed_may_be_spelt_in_any_way_and_all_else_stays(folder: Path):
    record(folder)
    path = folder / "golden" / "one.yaml"
    path.write_text(path.read_text().replace("reviewed: false", "reviewed:   false  # who looks at it?"))
    assert run("golden", "review", folder, "--yes").code == 0
    assert re.search(r'^reviewed:   "[-\d]{10}"  # who looks at it\?$', path.read_text(), re.MULTILINE)


def test_a_case_that_comes_to_something_else_now_is_not_confirmed(folder: Path):
    record(folder)
    path = folder / "golden" / "one.yaml"
    path.write_text(path.read_text().replace("status: provisional", "status: valid"))
    ran = run("golden", "review", folder, "--yes")
    assert (ran.code, " error golden_differs " in ran.err) == (1, True)
    assert "reviewed: false" in path.read_text()


def test_recording_again_shows_what_differs_and_writes_only_where_it_is_told_to(folder: Path):
    record(folder)
    run("golden", "review", folder, "--yes")
    assert record(folder).code == 0
    (folder.parents[2] / "answers.json").write_text('{"answers": {"eins": 2}}')
    ran = record(folder)
    assert (ran.code, "golden_there: " in ran.err) == (1, True)
    assert "+answers: {eins: 2}" in ran.err
    assert record(folder, "--replace").code == 0
    assert "reviewed: false" in (folder / "golden" / "one.yaml").read_text()


def test_a_name_that_is_none_and_answers_that_do_not_fit_are_refused(folder: Path):
    answers = folder.parents[2] / "answers.json"
    assert run("golden", "record", folder, "--answers", answers, "--name", "../x").code == 2
    answers.write_text('{"answers": {"nothing": 2}}')
    assert record(folder).code == 1


def test_the_commands_for_a_repository_of_questionnaires_run(folder: Path, monkeypatch: pytest.MonkeyPatch):
    page = (CHECKOUT / "docs" / "ci-questionnaires.md").read_text()
    (script,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    newer = folder.parent / "1.0.1"
    shutil.copytree(folder, newer)
    frame = newer / "questionnaire.yaml"
    frame.write_text(frame.read_text().replace('version: "1.0.0"', 'version: "1.0.1"'))
    monkeypatch.chdir(folder.parents[2])
    commands = [line.split()[1:] for line in script.splitlines() if line.startswith("selfcheck ")]
    assert [command[0] for command in commands] == ["check", "diff"]
    names = {"questionnaires/buergerbuero/0.1.0": folder, "questionnaires/buergerbuero/0.1.1": newer}
    for command in commands:
        ran = run(*(names.get(part, part) for part in command))
        assert ran.code == 0, ran.err
