"""`selfcheck check`: lines for editors, JSON for machines, exit codes for CI."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import DEFINITION, run

IDLE = "{key: size, type: number, prompt: {de: Wie groß?, en: How large?}, number: {range: '[0, 9]'}, scored: false}"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "alles" / "1.0.0"
    shutil.copytree(DEFINITION, path)
    field = path / "fields" / "haus.yaml"
    field.write_text(field.read_text().replace("title: Drinnen", "title: 12").replace("effort: S", "effort: XL"))
    return path


def test_a_definition_without_fault_leaves_with_0():
    ran = run("check", DEFINITION)
    assert (ran.code, ran.out, ran.err) == (0, "", "definitions: 1, errors: 0, warnings: 0\n")


def test_each_fault_is_one_line_with_its_place(faulty: Path):
    ran = run("check", faulty)
    assert ran.code == 1
    first, second = ran.out.splitlines()
    assert first == f'{faulty}/fields/haus.yaml:6:12: error unquoted_text 12 without quotes is not text; write "12".'
    assert second.startswith(f"{faulty}/fields/haus.yaml:22:17: error not_one_of “XL”")
    assert ran.err == "definitions: 1, errors: 2, warnings: 0\n"


@pytest.mark.parametrize("environment", [{"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": None, "LANG": "de"}])
def test_messages_are_german_where_the_surroundings_are(faulty: Path, environment: dict[str, str | None]):
    assert "ist ohne Anführungszeichen kein Text" in run("check", faulty, environment=environment).out


def test_the_language_of_messages_can_be_chosen(faulty: Path):
    assert "Anführungszeichen" in run("check", "--language", "de", faulty).out
    assert "quotes" in run("check", faulty, "--language=en", environment={"LC_ALL": "de_DE.UTF-8"}).out
    assert run("check", "--language", "fr", faulty).code == 2


def test_faults_as_json_have_all_their_parts(faulty: Path):
    ran = run("check", faulty, "--format", "json")
    assert ran.code == 1
    assert json.loads(ran.out)["problems"][0] == {
        "file": f"{faulty}/fields/haus.yaml",
        "line": 6,
        "column": 12,
        "severity": "error",
        "code": "unquoted_text",
        "location": "/fields/0/fields/0/title",
        "message": '12 without quotes is not text; write "12".',
    }
    assert json.loads(run("check", DEFINITION, "--format", "json").out) == {"problems": []}


def test_warnings_alone_leave_with_0(tmp_path: Path):
    shutil.copytree(DEFINITION, tmp_path / "version")
    (tmp_path / "version" / "notes.yml").touch()
    ran = run("check", tmp_path / "version")
    assert (ran.code, ran.err) == (0, "definitions: 1, errors: 0, warnings: 1\n")
    assert " warning file_not_read " in ran.out


def test_a_folder_of_versions_and_several_files_are_checked(faulty: Path, tmp_path: Path):
    assert run("check", tmp_path, DEFINITION).err == "definitions: 2, errors: 2, warnings: 0\n"
    assert run("check", faulty.parent).err == "definitions: 1, errors: 2, warnings: 0\n"


def test_a_folder_without_a_definition_is_a_fault(tmp_path: Path):
    ran = run("check", tmp_path)
    assert (ran.code, ran.out) == (
        1,
        f"{tmp_path}/questionnaire.yaml:1:1: error file_missing There is no file “questionnaire.yaml”.\n",
    )


@pytest.mark.parametrize("arguments", [["check"], ["check", "nowhere"], ["chek"], ["check", "--format", "xml", "."]])
def test_wrong_usage_leaves_with_2_and_says_why(arguments: list[str]):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err
    assert "Traceback" not in ran.err


def test_a_misspelt_command_is_recognised():
    assert "Did you mean “check”?" in run("chek").err


class TestDeep:
    def test_synthetic_respondents_look_at_what_has_no_errors(self, faulty: Path):
        ran = run("check", "--deep", DEFINITION, faulty)
        assert ran.code == 1
        assert f"{DEFINITION}: " in ran.err
        assert "synthetic responses (seed 1), levels" in ran.err
        assert f"{faulty}: " not in ran.err

    def test_the_report_as_data_has_all_its_parts_and_is_the_same_again(self):
        first, second = (run("check", "--deep", "--seed", 7, "--format", "json", DEFINITION).out for _ in range(2))
        assert first == second
        (report,) = json.loads(first)["deep"]
        assert set(report) == {"definition", "seed", "tried", "finished", "proved", "reached", "idle", "findings"}
        assert (report["seed"], report["finished"]) == (7, True)
        for finding in report["findings"]:
            assert {"file", "line", "column", "severity", "code", "location", "message", "witness"} == set(finding)

    def test_a_promise_that_is_broken_is_an_error_with_its_place_and_a_witness(self, tmp_path: Path):
        shutil.copytree(DEFINITION, tmp_path / "version")
        frame = tmp_path / "version" / "questionnaire.yaml"
        frame.write_text(
            frame.read_text().replace("rescale_from: [0, 1]", "rescale_from: [1, 0]\n    promises: {rising: true}")
        )
        ran = run("check", "--deep", "--language", "de", tmp_path / "version")
        assert ran.code == 1
        (place,) = [at for at, line in enumerate(ran.out.splitlines()) if " error answer_lowers_score Mehr" in line][:1]
        assert ran.out.splitlines()[place + 1].startswith('  {"answers":')
        assert "künstlich ausgefüllte Fragebögen" in ran.err

    def test_unscored_items_without_effect_are_named_in_the_summary(self, tmp_path: Path):
        shutil.copytree(DEFINITION, tmp_path / "version")
        field = tmp_path / "version" / "fields" / "haus.yaml"
        field.write_text(field.read_text().replace("    items:\n", f"    items:\n      - {IDLE}\n", 1))
        assert run("check", "--deep", tmp_path / "version").err.count("without effect: size") == 1
        assert "ohne Wirkung: size" in run("check", "--deep", "--language", "de", tmp_path / "version").err

    def test_when_the_time_is_over_it_says_so(self, monkeypatch: pytest.MonkeyPatch):
        clock = iter(range(0, 10**9, 1000))
        monkeypatch.setattr("selfcheck_service.cli.progress.time.monotonic", lambda: next(clock))
        assert "the time was over before the end" in run("check", "--deep", DEFINITION).err

    def test_no_bar_is_drawn_where_nobody_watches(self):
        ran = run("check", "--deep", DEFINITION)
        assert "%" not in ran.err + ran.out
