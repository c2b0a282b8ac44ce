"""Every fault is named at its place, once, whatever else is wrong."""

from pathlib import Path

import pytest

from selfcheck_service.catalogue import LocatedProblem, check
from tests.catalogue.faults_in_files import SPOILT, WHOLE, Spoilt
from tests.catalogue.faults_in_folders import FOLDER, SPOILT_FOLDERS, SpoiltFolder


def found(problems: tuple[LocatedProblem, ...]) -> tuple[tuple[int, int, str], ...]:
    return tuple((one.place.line, one.place.column, one.problem.code) for one in problems)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_the_whole_definition_has_no_fault(tmp_path: Path):
    path = tmp_path / "definition.yaml"
    path.write_text(WHOLE)
    assert check(path) == ()


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
def test_a_fault_in_a_file_is_found_where_it_stands(spoilt: Spoilt, tmp_path: Path):
    path = tmp_path / "definition.yaml"
    path.write_text(spoilt.text)
    problems = check(path)
    assert found(problems) == spoilt.found
    assert {one.place.file for one in problems} == {str(path)}


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda spoilt: spoilt.name)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_problem_reads_as_a_whole_line(spoilt: Spoilt, language: str, tmp_path: Path):
    path = tmp_path / "definition.yaml"
    path.write_text(spoilt.text)
    for problem in check(path):
        line = problem.render(language)
        assert line.startswith(f"{path}:{problem.place.line}:{problem.place.column}: {problem.problem.severity} ")
        assert "\n" not in line
        assert "  " not in line


def test_faults_of_different_kinds_are_all_named_at_once(tmp_path: Path):
    text = WHOLE.replace("impact: 2", "impact: 02").replace("effort: S", "effort: XL").replace("key: kurz\n", "")
    text = text.replace("Erstens.", "Erst\u202eens.").replace("{de: ganz,", "{de: yes,")
    path = tmp_path / "definition.yaml"
    path.write_text(text)
    assert found(check(path)) == (
        (1, 1, "missing"),
        (10, 32, "ambiguous_text"),
        (32, 26, "text_not_clean"),
        (44, 17, "not_one_of"),
        (46, 17, "ambiguous_number"),
    )


def test_the_whole_folder_has_no_fault(tmp_path: Path):
    assert check(write(tmp_path, FOLDER)) == ()


def test_the_frame_of_a_folder_means_the_folder(tmp_path: Path):
    write(tmp_path, FOLDER | {"fields/extra.yaml": "key: extra\n"})
    assert check(tmp_path / "questionnaire.yaml") == check(tmp_path)


@pytest.mark.parametrize("spoilt", SPOILT_FOLDERS, ids=lambda spoilt: spoilt.name)
def test_a_fault_in_a_folder_is_found_where_it_stands(spoilt: SpoiltFolder, tmp_path: Path):
    folder = write(tmp_path, spoilt.files)
    problems = check(folder)
    places = tuple(
        (str(Path(one.place.file).relative_to(folder)), one.place.line, one.place.column, one.problem.code)
        for one in problems
    )
    assert places == spoilt.found
