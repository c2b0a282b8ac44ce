"""`selfcheck diff` in words, as data, and by its exit code."""

import json
import shutil
from pathlib import Path

import pytest

from tests.builders import a_field, a_questionnaire, an_item
from tests.cli.running import DEFINITION, run


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The definition under the next patch version, with another title."""
    path = tmp_path / "newer"
    shutil.copytree(DEFINITION, path)
    frame = path / "questionnaire.yaml"
    frame.write_text(frame.read_text().replace('version: "1.0.0"', 'version: "1.0.1"'))
    field = path / "fields" / "haus.yaml"
    field.write_text(field.read_text().replace("title: Drinnen", "title: Innen"))
    return path


def widened(newer: Path) -> Path:
    field = newer / "fields" / "haus.yaml"
    field.write_text(field.read_text().replace("effort: S", "effort: M"))
    return newer


def test_other_words_are_a_patch(newer: Path):
    ran = run("diff", DEFINITION, newer, "--tries", 50)
    assert ran.code == 0
    assert "Smallest honest bump: patch: only words changed" in ran.out
    assert "[field_reworded, proved]" in ran.out
    assert "Tried with 50 synthetic responses; none speaks against it." in ran.out
    assert ran.err == "allowed: patch, needed: patch\n"


def test_it_speaks_german(newer: Path):
    ran = run("diff", DEFINITION, newer, "--tries", 10, "--language", "de")
    assert "Kleinste ehrliche Änderung der Nummer: patch: nur Wörter wurden geändert" in ran.out
    assert "künstlich ausgefüllten Fragebögen" in ran.out


def test_what_happened_alike_to_many_items_is_said_once(newer: Path):
    options = [{"value": value, "title": str(value), "points": value} for value in (0, 1)]
    shared = {"response_scales": [{"key": "scale", "options": options}]}
    items = [an_item(key, scale="scale") for key in ("one", "two", "three")]
    for one in items:
        del one["options"]
    document = a_questionnaire(a_field("f", *items), **shared)
    old, new = newer / "old.json", newer / "new.json"
    old.write_text(json.dumps(document))
    options.insert(1, {"value": 5, "title": "5", "points": 0})
    new.write_text(json.dumps(document))
    lines = [line for line in run("diff", old, new, "--tries", 0).out.splitlines() if "[option_added" in line]
    (line,) = lines
    words = "Item “one”, “two”, “three” has a new option: value 5, points 0, exclusive false."
    assert line == f"  minor  {words} [option_added, proved] /fields/0/items/0"


def test_trying_stops_when_the_time_is_over_and_says_so(newer: Path):
    ran = run("diff", DEFINITION, newer, "--tries", 1_000_000, "--seconds", 1)
    assert ", then the time was over; none speaks against it." in ran.out
    assert "Smallest honest bump: patch" in ran.out


def test_a_number_that_promises_too_much_leaves_with_1(newer: Path):
    ran = run("diff", DEFINITION, widened(newer), "--tries", 0)
    assert (ran.code, ran.err) == (1, "! allowed: patch, needed: minor\n")


@pytest.mark.parametrize(("require", "code"), [("patch", 1), ("minor", 0)])
def test_a_branch_can_be_held_to_a_bump(newer: Path, require: str, code: int):
    assert run("diff", DEFINITION, widened(newer), "--tries", 0, "--require", require).code == code


def test_drafts_of_one_version_may_differ(newer: Path):
    frame = widened(newer) / "questionnaire.yaml"
    frame.write_text(frame.read_text().replace('version: "1.0.1"', 'version: "1.0.0"'))
    assert run("diff", DEFINITION, newer, "--tries", 0).code == 0


def test_the_comparison_as_data_has_all_its_parts(newer: Path):
    frame = newer / "questionnaire.yaml"
    frame.write_text(frame.read_text().replace("points: 0", "points: 1"))
    ran = run("diff", DEFINITION, newer, "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)
    assert set(found) == {
        *("questionnaire", "old", "new", "bump", "declared", "honest", "differences", "items", "fields", "tried"),
        *("finished", "witness"),
    }
    assert (found["bump"], found["declared"], found["honest"]) == ("major", "patch", False)
    assert set(found["witness"]) == {"body", "place", "before", "after"}
    assert {"kind", "bump", "subject", "proof", "old", "new", "before", "after", "text"} == set(found["differences"][0])
    assert set(found["fields"][0]) == {"key", "continuation", "trend", "share", "partners"}
    lines = run("diff", DEFINITION, newer).out
    assert "not comparable" in lines or "partly comparable" in lines
    assert found["witness"]["place"] in lines


def test_a_file_that_is_not_there_is_wrong_usage():
    ran = run("diff", DEFINITION, "nowhere")
    assert ran.code == 2
    assert "path 'nowhere' does not exist" in ran.err


def test_published_versions_are_compared_by_their_names(tmp_path: Path, newer: Path, database_url: str):
    environment = {"SELFCHECK_DATABASE_URL": database_url}
    assert run("publish", DEFINITION, newer, environment=environment).code == 0
    key = next(
        line.split(":")[1].strip()
        for line in (DEFINITION / "questionnaire.yaml").read_text().splitlines()
        if line.startswith("key:")
    )
    ran = run("diff", f"{key}@1.0.0", f"{key}@1.0.1", "--tries", 5, environment=environment)
    assert (ran.code, ran.err) == (0, "allowed: patch, needed: patch\n")
    assert run("diff", f"{key}@9.0.0", newer, environment=environment).code == 1
