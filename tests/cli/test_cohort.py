"""`selfcheck cohort`: files in, the values of the group out, and who was left out of them."""

import json
from pathlib import Path

import pytest

from tests.builders import a_field, a_number, a_questionnaire
from tests.cli.running import run


@pytest.fixture
def definition(tmp_path: Path) -> Path:
    nps = "100 * (count_true(all.rate >= 9) - count_true(all.rate <= 6)) / count(all.rate)"
    cohort = [
        {"key": "nps", "title": {"en": "Net Promoter Score", "de": "Weiterempfehlung"}, "value": nps},
        {"key": "mean", "title": {"any": "M"}, "value": "mean(all.rate)", "minimum_answered": 5},
        {"key": "gap", "title": {"any": "G"}, "value": "1 / (mean(all.rate) - mean(all.rate))"},
    ]
    path = tmp_path / "definition.json"
    path.write_text(json.dumps(a_questionnaire(a_field("f", a_number("rate", "[0, 10]")), cohort=cohort)))
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    folder = tmp_path / "answers"
    folder.mkdir()
    for place, rate in enumerate((10, 9, 3, None)):
        body = {"answers": {} if rate is None else {"rate": rate}}
        (folder / f"{place}.json").write_text(json.dumps(body))
    (folder / "notes.txt").write_text("no answers")
    return folder


def test_values_with_the_number_of_people_behind_them(definition: Path, answers: Path):
    ran = run("cohort", definition, answers)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Net Promoter Score: 33.33 (from 3 of 4, 1 without a value left out) [nps]",
        "M: no value: 5 are needed (from 3 of 4, 1 without a value left out) [mean]",
        "G: no value: the formula has none (from 3 of 4, 1 without a value left out) [gap]",
    ]


def test_a_number_that_is_too_long_to_read_is_said_nearly(tmp_path: Path, answers: Path):
    cohort = [{"key": "huge", "title": {"any": "Huge"}, "value": "10 ^ 290 * 10 ^ 290 * count(all.rate)"}]
    path = tmp_path / "huge.json"
    path.write_text(json.dumps(a_questionnaire(a_field("f", a_number("rate", "[0, 10]")), cohort=cohort)))
    ran = run("cohort", path, answers)
    assert (ran.code, ran.out.split(" (")[0]) == (0, "Huge: 3.000000000 · 10^580")


def test_it_speaks_german_and_takes_single_files(definition: Path, answers: Path):
    ran = run("cohort", definition, answers / "0.json", answers / "2.json", "--language", "de")
    assert ran.out.splitlines() == [
        "Weiterempfehlung: 0 (aus 2 von 2) [nps]",
        "M: kein Wert: 5 werden gebraucht (aus 2 von 2) [mean]",
        "G: kein Wert: Die Formel hat keinen (aus 2 von 2) [gap]",
    ]


def test_the_values_as_data_are_exact(definition: Path, answers: Path):
    first, second, _ = json.loads(run("cohort", definition, answers, "--format", "json").out)["cohort"]
    assert first == {
        "key": "nps",
        "title": "Net Promoter Score",
        "value": pytest.approx(33.3333333333),
        "exact": "100/3",
        "people": 3,
        "left_out": 1,
        "reason": None,
    }
    assert (second["value"], second["exact"], second["reason"]) == (None, None, "minimum_answered")


def test_every_fault_of_every_file_is_named_and_then_there_is_no_value(definition: Path, answers: Path):
    (answers / "5.json").write_text(json.dumps({"answers": {"rate": 11}}))
    (answers / "6.json").write_text(json.dumps({"answers": {"nothing": 1}}))
    ran = run("cohort", definition, answers)
    assert (ran.code, ran.out) == (1, "")
    assert [line.split(": ")[1].split()[1] for line in ran.err.splitlines()] == ["out_of_range", "unknown_item"]


def test_a_folder_that_is_not_there_is_wrong_usage(definition: Path, tmp_path: Path):
    assert run("cohort", definition, tmp_path / "nothing").code == 2
