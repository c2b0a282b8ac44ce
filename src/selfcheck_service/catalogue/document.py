"""Reading a definition from disk, whatever form it has."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from selfcheck_service.catalogue.budget import Budget
from selfcheck_service.catalogue.folder import FRAME, FolderReader
from selfcheck_service.catalogue.golden import GoldenCase, golden_case
from selfcheck_service.catalogue.json_reader import read_json
from selfcheck_service.catalogue.places import FileRefused, LocatedProblem, Node, Place, Positions, Report, plain
from selfcheck_service.catalogue.source import Source, decode_source, read_source
from selfcheck_service.catalogue.yaml_reader import read_yaml

# A folder of versions, and a folder of questionnaires with their versions.
_NEAR_FRAMES = (f"*/{FRAME}", f"*/*/{FRAME}")
_JSON_BEGINS = re.compile(r"\s*+(?:\{\s*+[\"}]|\[)")


@dataclass(frozen=True, slots=True)
class Document:
    """What stands in a file or a version folder, as data, and where each value stands.

    `problems` are the faults of the files themselves. `data` is None where nothing could be read; `incomplete` tells
    that a part is missing because its file could not be read, `lost_languages` in which languages texts are missing for
    that reason. `golden_cases` are those cases of a folder that can be read, `golden_problems` says what is wrong with
    the others; a single file has none.
    """

    data: object
    positions: Positions
    problems: tuple[LocatedProblem, ...]
    incomplete: bool = False
    lost_languages: frozenset[str] = frozenset()
    golden_cases: tuple[GoldenCase, ...] = ()
    golden_problems: tuple[LocatedProblem, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Tell whether the files have faults that are not mere warnings."""
        return any(located.problem.severity == "error" for located in self.problems)


def read_document(path: Path) -> Document:
    """Read a definition: a YAML file, a JSON file or a version folder.

    Never raises for what stands in the files, however hostile: all their faults are among the `problems`.
    """
    folder = version_folder(path)
    if folder is None:
        return read_file(path)
    report = Report()
    reader = FolderReader(folder, Budget(), report)
    document = document_of(reader.read(), str(folder), report, incomplete=reader.incomplete)
    # A case that cannot be read leaves the document whole.
    about_cases = Report()
    reader.report = about_cases
    return replace(
        document,
        lost_languages=frozenset(reader.lost_languages),
        golden_cases=tuple(golden_case(node) for node in reader.golden_cases()),
        golden_problems=tuple(about_cases.problems),
    )


def version_folder(path: Path) -> Path | None:
    """Return the version folder that a path means, None where it means a file that stands for itself.

    The frame of a folder means the folder: on its own it would only name field files that nobody reads.
    """
    if path.is_dir():
        return path
    return path.parent if path.name == FRAME and (path.parent / "fields").is_dir() else None


def find_definitions(path: Path) -> tuple[Path, ...]:
    """Return the definitions at a path: itself, or the version folders below a folder that is none."""
    if not path.is_dir() or (path / FRAME).exists():
        return (path,)
    below = sorted(frame.parent for pattern in _NEAR_FRAMES for frame in path.glob(pattern))
    return tuple(below) or (path,)


def read_file(path: Path) -> Document:
    """Read one YAML or JSON file of any content, by the same strict rules."""
    return _read(str(path), lambda budget, report: read_source(path, budget=budget, report=report))


def read_octets(stream: BinaryIO, file: str) -> Document:
    """Read the bytes of a YAML or JSON file of this name, by the same strict rules."""
    return _read(file, lambda budget, report: decode_source(stream, file, budget=budget, report=report))


def _read(file: str, find: Callable[[Budget, Report], Source]) -> Document:
    report = Report()
    budget = Budget()
    try:
        node = read_text(find(budget, report), budget=budget, report=report)
    except FileRefused as refused:
        report.problems.append(refused.located)
        return document_of(None, file, report, incomplete=True)
    return document_of(node, file, report, incomplete=False)


def read_text(source: Source, *, budget: Budget, report: Report) -> Node:
    """Return the tree of a text in YAML or JSON; raise `FileRefused` where it is neither."""
    read = read_json if _is_json(source) else read_yaml
    return read(source, budget=budget, report=report)


def _is_json(source: Source) -> bool:
    """Go by the ending of the name; without one, JSON is what begins like JSON: its first name is in quotes."""
    name = source.file.lower()
    if name.endswith((".json", ".yaml", ".yml")):
        return name.endswith(".json")
    return _JSON_BEGINS.match(source.text) is not None


def document_of(root: Node | None, file: str, report: Report, *, incomplete: bool) -> Document:
    """Return what was read of `file` as a document; `root` is None where nothing could be read."""
    tree = root or Node(None, Place(file))
    return Document(plain(tree), Positions(tree), tuple(report.problems), incomplete)
