"""Version folders that come packed in one file (ZIP): unpacked for a moment, checked, and gone again."""

import io
import stat
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from selfcheck_service.catalogue.budget import LARGEST_FILE, LARGEST_FOLDER, MOST_FILES
from selfcheck_service.catalogue.checking import Checked, check_folder
from selfcheck_service.catalogue.folder import FRAME
from selfcheck_service.catalogue.places import FileRefused, LocatedProblem, Place

# What every ZIP file begins with, an empty one too.
_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
# All that reading one can raise: damage, encryption, other ways of packing, a file where another one has a folder.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
# Names that are this long, or lie this deep, belong to no version folder.
_LONGEST_NAME, _DEEPEST = 200, 6


def is_archive(octets: bytes) -> bool:
    """Tell whether the bytes of a file are those of a ZIP file."""
    return octets.startswith(_BEGINNINGS)


def check_archive(octets: bytes, file: str, *, today: date | None = None) -> Checked:
    """Return the definition in a packed version folder with every fault, by the names that its files have inside.

    Only YAML and JSON files are unpacked, into a folder that nobody else can read and that is deleted before this
    returns. Never raises for what is in the archive, however hostile. Without a day nothing is too old.
    """
    with TemporaryDirectory() as folder:
        try:
            root = _unpack(octets, file, Path(folder).resolve())
        except FileRefused as refused:
            return Checked((refused.located,), None)
        checked = check_folder(root, today=today)
        return replace(checked, problems=tuple(_inside(each, f"{root}") for each in checked.problems))


def _unpack(octets: bytes, file: str, folder: Path) -> Path:
    """Unpack what may belong to a definition; return the folder in which its frame lies."""
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            members = [each for each in archive.infolist() if _is_wanted(each)]
            _require_bearable(members, file)
            for each in members:
                target = folder / PurePosixPath(each.filename)
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(each) as stream:
                    # One more than is taken, so that whoever reads the file finds it too large.
                    target.write_bytes(stream.read(LARGEST_FILE + 1))
    except _UNREADABLE:
        raise FileRefused(Place(file), "archive_unreadable") from None
    frames = sorted(folder.rglob(FRAME), key=lambda each: (len(each.parts), each))
    if not frames:
        raise FileRefused(Place(file), "file_missing", name=FRAME)
    # What lies in the folder of a frame belongs to it: translations may have files of the same name.
    frames = [frames[0], *(each for each in frames if not each.is_relative_to(frames[0].parent))]
    if len(frames) > 1:
        names = ", ".join(str(each.relative_to(folder)) for each in frames[:3])
        raise FileRefused(Place(file), "archive_several", found=names)
    return frames[0].parent


def _require_bearable(members: list[zipfile.ZipInfo], file: str) -> None:
    if len(members) > MOST_FILES:
        raise FileRefused(Place(file), "too_many_files", limit=MOST_FILES)
    # What an archive says of its sizes is true as far as it is read: no more than that comes out.
    if sum(each.file_size for each in members) > LARGEST_FOLDER:
        raise FileRefused(Place(file), "archive_too_large", limit=LARGEST_FOLDER)


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in member.filename
    short = len(member.filename) <= _LONGEST_NAME and len(path.parts) <= _DEEPEST
    link = stat.S_ISLNK(member.external_attr >> 16)
    # Hidden files, and what some systems put beside every file.
    own = not any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return inside and short and own and not link and path.suffix.lower() in (".yaml", ".yml", ".json")


def _inside(located: LocatedProblem, root: str) -> LocatedProblem:
    """Return a problem by the names inside the archive, not by those of the folder it was unpacked into."""
    problem = located.problem
    parameters = {name: _without(value, root) for name, value in problem.parameters.items()}
    place = located.place._replace(file=str(_without(located.place.file, root)))
    return LocatedProblem(place, replace(problem, parameters=parameters))


def _without(value: object, root: str) -> object:
    return value.replace(f"{root}/", "") if isinstance(value, str) else value
