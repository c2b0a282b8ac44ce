"""Whole evaluations, explained in full in both languages, keep their bytes on every supported Python."""

import json
from pathlib import Path

import pytest

from tests.golden.cases import DEFINITIONS, plan_of
from tests.golden.record_evaluations import EVALUATIONS, bodies_of, computed, record

CASES = [(folder, case) for folder in sorted(EVALUATIONS.iterdir()) for case in bodies_of(folder)]


@pytest.mark.parametrize(("folder", "case"), CASES, ids=[f"{folder.name}/{case}" for folder, case in CASES])
def test_an_evaluation_keeps_its_bytes(folder: Path, case):
    assert computed(plan_of(folder.name), bodies_of(folder)[case]) == (folder / f"{case}.json").read_bytes()


def test_every_file_belongs_to_a_case_of_a_frozen_definition():
    recorded = {path for path in EVALUATIONS.glob("*/*.json") if path.stem != "bodies"}
    assert recorded == {folder / f"{case}.json" for folder, case in CASES}
    assert all((DEFINITIONS / f"{folder.name}.json").exists() for folder, _ in CASES)
    assert len(CASES) >= 5


def test_recording_leaves_alone_what_differs(tmp_path):
    source, folder = CASES[0][0], tmp_path / CASES[0][0].name
    folder.mkdir()
    (folder / "bodies.json").write_bytes((source / "bodies.json").read_bytes())
    case = CASES[0][1]
    old = folder / f"{case}.json"
    old.write_text("old")
    assert record(folder, overwrite=False) == [f"{folder.name}/{case}.json"]
    assert old.read_text() == "old"
    assert record(folder, overwrite=True) == []
    assert set(json.loads(old.read_bytes())) == {"de", "en"}
    assert record(folder, overwrite=False) == []
