"""Packed version folders: checked by the names inside, and nothing hostile gets out of the folder."""

import io
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest

from selfcheck_service.catalogue import check, check_archive, is_archive
from selfcheck_service.catalogue.budget import LARGEST_FOLDER, MOST_FILES
from tests.checkout import CHECKOUT

REAL = CHECKOUT / "questionnaires" / "dialogbereitschaft" / "1.0.0"
FRAME = "questionnaire.yaml"


def pack(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def folder(root: Path, inside: str) -> bytes:
    files = sorted(each for each in root.rglob("*") if each.is_file())
    return pack(*((f"{inside}{each.relative_to(root)}", each.read_bytes()) for each in files))


def codes(octets: bytes) -> list[str]:
    return [each.problem.code for each in check_archive(octets, "x.zip").problems]


@pytest.fixture(autouse=True)
def leaves_nothing(tmp_path, monkeypatch):
    """Whatever is unpacked is gone afterwards, and nothing lies beside it."""
    own = tmp_path / "unpacked"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    yield
    assert list(own.iterdir()) == []
    assert list(tmp_path.iterdir()) == [own]


@pytest.mark.parametrize("inside", ["", "1.0.0/", "dialogbereitschaft/1.0.0/"])
def test_a_packed_folder_says_what_the_folder_says(inside):
    octets = folder(REAL, inside)
    assert is_archive(octets)
    checked = check_archive(octets, "x.zip")
    assert checked.questionnaire is not None
    assert checked.questionnaire.key == "dialogbereitschaft"
    assert [each.problem for each in checked.problems] == [each.problem for each in check(REAL)]


def test_faults_are_named_by_the_files_inside():
    octets = pack((f"deep/{FRAME}", b"format: 1\nformat: 2\nfields: [a]\n"), ("deep/fields/a.yaml", b"key: [\n"))
    problems = check_archive(octets, "x.zip").problems
    assert {each.place.file for each in problems} == {FRAME, "fields/a.yaml"}
    (twice,) = [each.problem for each in problems if each.problem.code == "duplicate_key"]
    assert twice.parameters["earlier"] == f"{FRAME}:1:1"


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"PK\x03\x04 and nothing", "archive_unreadable"),
        (pack(), "file_missing"),
        (pack(("readme.txt", b"x")), "file_missing"),
        (pack((f"a/{FRAME}", b"x: 1"), (f"b/{FRAME}", b"x: 1")), "archive_several"),
        (pack(("a.yaml/b.yaml", b"x: 1"), ("a.yaml", b"x: 1"), (FRAME, b"x: 1")), "archive_unreadable"),
    ],
)
def test_what_is_no_version_folder_is_refused_once(octets, code):
    assert codes(octets) == [code]


def test_what_leads_outside_is_not_unpacked():
    link = zipfile.ZipInfo("fields/link.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../outside.yaml", "x: 1")
        archive.writestr("/tmp/outside.yaml", "x: 1")
        archive.writestr(link, "/etc/passwd")
        archive.writestr(FRAME, "fields: [link]\n")
    found = check_archive(made.getvalue(), "x.zip")
    assert "field_file_missing" in [each.problem.code for each in found.problems]


def test_a_bomb_is_not_unpacked():
    assert codes(pack((FRAME, b"x: 1"), ("a.yaml", b" " * (LARGEST_FOLDER + 1)))) == ["archive_too_large"]


def test_too_many_files_are_refused():
    files = [(f"{number}.yaml", b"") for number in range(MOST_FILES + 1)]
    assert codes(pack(*files)) == ["too_many_files"]


def test_a_password_is_said_to_be_in_the_way():
    octets = bytearray(pack((FRAME, b"x: 1")))
    # The flag of encryption, in the file itself and in the directory.
    octets[6] |= 1
    octets[octets.index(b"PK\x01\x02") + 8] |= 1
    assert codes(bytes(octets)) == ["archive_unreadable"]
