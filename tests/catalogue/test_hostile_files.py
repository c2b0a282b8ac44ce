"""Files that try to cost time or memory, or to reach what they must not: refused within a second, and named."""

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from selfcheck_service.catalogue import LocatedProblem, check
from selfcheck_service.catalogue.budget import LARGEST_FILE, MOST_FILES
from selfcheck_service.core.definition.limits import MOST_VALUES
from tests.catalogue.faults_in_folders import FOLDER

MEBIBYTE = 1024 * 1024
# What an attacker may have of one core. The figure is generous: most of these take a few milliseconds. While coverage
# counts lines, everything takes much longer.
SECONDS = 1.0 if sys.gettrace() is None else 10.0

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
TEXTS = {
    "nested lists in one line": ("[" * 100_000, "too_deep"),
    "nested maps in one line": ('{"a":' * 100_000, "too_deep"),
    "nested maps as names": ("{" * 100_000, "name_not_text"),
    "nested entries": ("- " * 100_000, "too_deep"),
    "nested names": ("? " * 100_000, "name_not_text"),
    "nested blocks": ("".join(" " * depth + "a:\n" for depth in range(1500)), "too_deep"),
    "a billion laughs": (LAUGHS, "too_many_values"),
    "a long text many times": ("a: &a " + "x" * MEBIBYTE + "\nb: [" + "*a, " * 10_000 + "]", "too_large"),
    "an alias to itself": ("&a [*a]", "alias_to_itself"),
    "an alias to what is around it": ("a: &a\n  b: {c: [*a]}\n", "alias_to_itself"),
    "many values": ("[" + "1," * 1_500_000 + "]", "too_many_values"),
    "many members": ("".join(f"k{number}: v\n" for number in range(250_000)), "too_many_values"),
    "many anchors": ("".join(f"- &a{number} x\n" for number in range(200_000)), "too_many_values"),
    "many members of one name": ("{" + "a," * 1_500_000, "too_many_problems"),
    "many traps": ("[" + "no," * 1_000_000, "too_many_problems"),
    "many tags": ("[" + "!x a," * 500_000, "too_many_problems"),
    "many directives": (
        "".join(f"%TAG !a{number}! tag:x\n" for number in range(100_000)) + "--- a\n",
        "yaml_directive",
    ),
    "directives after an end": ("a\n...\n" + "".join(f"%TAG !a{n}! tag:x\n" for n in range(100_000)), "yaml_directive"),
    "many documents": ("--- a\n" * 500_000, "several_documents"),
    "a name without end": ("x" * 4_000_000 + ": 1", "yaml_syntax"),
    "a long name": ("? " + "x" * 4_000_000, "name_too_long"),
    "a quote without end": ("'" + "x" * 4_000_000, "yaml_syntax"),
    "a tag without end": ("a: !<" + "x" * 4_000_000, "yaml_syntax"),
    "an anchor without end": ("&" + "a" * 4_000_000, "empty_value"),
    "spaces without end": (" " * 4_000_000, "empty_file"),
    "line breaks without end": ("a: [" + "\n" * 4_000_000, "yaml_syntax"),
    "comments without end": ("# x\n" * 1_000_000, "empty_file"),
    "digits without end": ("a: " + "9" * 4_000_000, "number_too_long"),
    "an exponent without end": ("a: 1e" + "9" * 4_000_000, "number_too_long"),
    "an exploding exponent": ("a: 1e999999999999", "number_too_long"),
    "an exploding exponent of nothing": ("a: 0e999999999999", "number_too_long"),
    "colons without end": ("a: " + "1:" * 2_000_000, "yaml_syntax"),
    "control characters without end": ("\x01" * 4_000_000, "text_not_clean"),
    "dashes without end": ("-" * 4_000_000, "wrong_type"),
    "unknown members without end": ("".join(f"k{number}: 1\n" for number in range(40_000)), "unknown_member"),
}
JSON_TEXTS = {
    "nested lists": ("[" * 100_000, "too_deep"),
    "nested maps": ('{"a":' * 100_000, "too_deep"),
    "many values": ("[" + "1," * 1_500_000, "too_many_values"),
    "many members of one name": ("{" + '"a":1,' * 600_000, "too_many_problems"),
    "escapes without end": ('"' + "\\n" * 2_000_000, "json_text"),
    "escapes with an end": ('["' + "\\u0041" * 600_000 + '"]', "wrong_type"),
    "digits without end": ('{"a": ' + "9" * 4_000_000 + "}", "number_too_long"),
    "an exploding exponent": ('{"a": 1e999999999}', "number_too_long"),
    "spaces without end": ("[" + " " * 4_000_000, "not_json"),
    "letters without end": ("t" * 4_000_000, "not_json"),
    "not a number": ('{"a": NaN}', "not_json"),
    "infinity": ('{"a": -Infinity}', "not_json"),
    "a comment": ('{"a": 1} // b', "json_goes_on"),
}


def codes(problems: tuple[LocatedProblem, ...]) -> set[str]:
    return {one.problem.code for one in problems}


def check_quickly(path: Path) -> tuple[LocatedProblem, ...]:
    """Check a file, which must be quick; a machine that does much else gets a second and a third try."""
    # What other tests left in memory is not to be looked through at the expense of this file.
    gc.freeze()
    try:
        for _ in range(3):
            begun = time.process_time()
            problems = check(path)
            if time.process_time() - begun <= SECONDS:
                return problems
    finally:
        gc.unfreeze()
    pytest.fail(f"took longer than {SECONDS} s, three times")


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_yaml_file_is_refused_within_a_second(name: str, tmp_path: Path):
    text, code = TEXTS[name]
    path = tmp_path / "hostile.yaml"
    path.write_text(text)
    assert code in codes(check_quickly(path))


@pytest.mark.parametrize("name", JSON_TEXTS)
def test_a_hostile_json_file_is_refused_within_a_second(name: str, tmp_path: Path):
    text, code = JSON_TEXTS[name]
    path = tmp_path / "hostile.json"
    path.write_text(text)
    assert code in codes(check_quickly(path))


def test_a_large_file_is_refused_unread(tmp_path: Path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(50 * MEBIBYTE)
    (problem,) = check_quickly(path)
    assert problem.problem.code == "too_large"


def test_a_folder_that_is_too_large_as_a_whole_is_refused(tmp_path: Path):
    (tmp_path / "questionnaire.yaml").write_text("format: 1\n")
    for number in range(5):
        (tmp_path / f"part{number}.yaml").write_text(f"notice{number}: {'x' * (LARGEST_FILE - 100)}\n")
    assert "too_large" in codes(check_quickly(tmp_path))


# Just what one document may hold: whoever comes next finds nothing left.
GREEDY = "key: [" + "1, " * (MOST_VALUES - 60) + "]\n"


@pytest.mark.parametrize("content", [LAUGHS, GREEDY], ids=["more than all", "nearly all"])
@pytest.mark.parametrize("guilty", ["aaa.yaml", "fields/meet.yaml", "zzz.yaml", "texts/en/start.yaml"])
def test_only_the_file_that_takes_too_much_is_named(guilty: str, content: str, tmp_path: Path):
    folder = tmp_path / "definition"
    for name, text in (FOLDER | {guilty: content}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    found = [(one.place.file, one.problem.code) for one in check_quickly(folder) if one.problem.severity == "error"]
    assert (str(folder / guilty), "too_many_values") in found
    assert {file for file, _ in found} == {str(folder / guilty)}


def test_many_files_are_refused(tmp_path: Path):
    (tmp_path / "questionnaire.yaml").write_text("format: 1\n")
    for number in range(MOST_FILES + 1):
        (tmp_path / f"part{number}.yaml").touch()
    assert "too_many_files" in codes(check_quickly(tmp_path))


def test_many_files_in_many_folders_are_refused(tmp_path: Path):
    (tmp_path / "questionnaire.yaml").write_text("languages: [de, en, fr]\n")
    for language in ("en", "fr"):
        (tmp_path / "texts" / language).mkdir(parents=True)
        for number in range(MOST_FILES // 2 + 1):
            (tmp_path / "texts" / language / f"part{number}.yaml").write_text("title: x\n")
    assert "too_many_files" in codes(check_quickly(tmp_path))


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: \xff\n", (1, 4)),
        (b"a: b\nc: \xc3\x28\n", (2, 4)),
        (b"\xff\xfea\x00:\x00", (1, 1)),
        (b"a: \xed\xa0\x80", (1, 4)),
        (b"a: \xc0\xaf", (1, 4)),
        ("title: ä".encode("latin-1"), (1, 8)),
    ],
)
def test_what_is_not_utf8_is_refused_where_it_begins(content: bytes, place: tuple[int, int], tmp_path: Path):
    path = tmp_path / "file.yaml"
    path.write_bytes(content)
    (problem,) = check(path)
    assert (problem.problem.code, problem.place[1:]) == ("not_utf8", place)


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _outside(path: Path) -> None:
    (path.parents[2] / "secret.yaml").write_text("key: secret\n")
    path.symlink_to(path.parents[2] / "secret.yaml")


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent / "gone.yaml")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_fifo, "not_a_file"),
        (_device, "outside_folder"),
        (_loop, "file_unreadable"),
        (_outside, "outside_folder"),
        (_dangling, "file_missing"),
        (_folder, "folder_not_read"),
    ],
)
def test_a_field_file_that_is_no_file_of_the_folder_is_refused(make: Callable[[Path], None], code: str, tmp_path: Path):
    folder = tmp_path / "version"
    (folder / "fields").mkdir(parents=True)
    (folder / "questionnaire.yaml").write_text("fields: [start]\n")
    make(folder / "fields" / "start.yaml")
    problems = check_quickly(folder)
    assert code in codes(problems)
    assert not any("secret" in one.render() for one in problems)


def test_a_folder_that_leads_outside_is_refused(tmp_path: Path):
    folder = tmp_path / "version"
    folder.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "start.yaml").write_text("key: start\n")
    (folder / "questionnaire.yaml").write_text("fields: [start]\n")
    (folder / "fields").symlink_to(tmp_path / "elsewhere")
    assert "outside_folder" in codes(check_quickly(folder))


def test_a_link_inside_the_folder_is_followed(tmp_path: Path):
    (tmp_path / "fields").mkdir()
    (tmp_path / "questionnaire.yaml").write_text("fields: [start]\n")
    (tmp_path / "shared.txt").write_text("key: start\n")
    (tmp_path / "fields" / "start.yaml").symlink_to(tmp_path / "shared.txt")
    assert codes(check(tmp_path)) == {"missing"}
