"""The folder of one version: its files become one document.

- `questionnaire.yaml`: the frame
- `<anything>.yaml`: more top-level members
- `fields/<name>.yaml`: one field each
- `texts/<language>/<anything>.yaml`: translations
- `golden/<case>.yaml`: cases
- everything else is not read, and said so where it looks like data
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from selfcheck_service.catalogue.budget import MOST_FILES, Budget
from selfcheck_service.catalogue.overlay import Overlay
from selfcheck_service.catalogue.places import FileRefused, Member, Node, Place, Report
from selfcheck_service.catalogue.source import read_source
from selfcheck_service.catalogue.text_shapes import questionnaire_shape
from selfcheck_service.catalogue.yaml_reader import read_yaml

FRAME = "questionnaire.yaml"
_FIELDS, _TEXTS, GOLDEN = "fields", "texts", "golden"
_LOOKS_LIKE_DATA = (".yaml", ".yml", ".json")
_FIELD_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(slots=True)
class FolderReader:
    """Reads the files of one folder; a file that cannot be read becomes a problem and the others are read on.

    `incomplete` tells afterwards that something is missing from the document because a file could not be read,
    `lost_languages` in which languages texts are missing for that reason.
    """

    folder: Path
    budget: Budget
    report: Report
    incomplete: bool = False
    lost_languages: set[str] = field(default_factory=set)

    def read(self) -> Node | None:
        """Return the whole document, or None where there is no frame to hold it."""
        frame = self._read_map(self.folder / FRAME)
        if frame is None:
            # The fields are looked at all the same: their faults are there whatever becomes of the frame.
            for path in self._files(self.folder / _FIELDS):
                self._read_map(path)
            return None
        self._add_members(frame)
        self._add_fields(frame)
        self._add_texts(frame)
        return frame

    def golden_cases(self) -> Iterator[Node]:
        """Yield the golden cases that can be read."""
        for path in self._files(self.folder / GOLDEN):
            case = self._read_map(path)
            if case is not None:
                yield case

    def _read_map(self, path: Path) -> Node | None:
        """Return the map that a file holds, or None where it holds none; the fault is reported."""
        if self.budget.exhausted:
            # That nothing is left was said where it was used up.
            self.incomplete = True
            return None
        try:
            return self._map(path)
        except FileRefused as refused:
            self.report.problems.append(refused.located)
            self.incomplete = True
            return None

    def _map(self, path: Path) -> Node:
        if self._leads_outside(path):
            raise FileRefused(Place(str(path)), "outside_folder")
        source = read_source(path, budget=self.budget, report=self.report)
        node = read_yaml(source, budget=self.budget, report=self.report)
        if not isinstance(node.content, dict):
            raise FileRefused(node.place, "not_a_map")
        return node

    def _add_members(self, frame: Node) -> None:
        """Add the members of the other files at the top of the folder."""
        members = _members(frame)
        for path in self._files(self.folder):
            if path.name == FRAME:
                continue
            node = self._read_map(path)
            for name, member in _members(node).items():
                if name in members:
                    first = str(members[name].name_place)
                    self.report.add(member.name_place, "duplicate_key", name=name, earlier=first)
                else:
                    members[name] = member

    def _add_fields(self, frame: Node) -> None:
        """Put the field files in the places where the frame lists their names."""
        files = {path.stem: path for path in self._files(self.folder / _FIELDS)}
        names = _members(frame).get("fields")
        listed: dict[str, Place] = {}
        listing = names is not None and isinstance(names.node.content, list)
        if names is not None and isinstance(names.node.content, list):
            read = [self._field(entry, files, listed) for entry in names.node.content]
            names.node.content = [node for node in read if node is not None]
        for name, path in files.items():
            if name not in listed:
                if listing:
                    self.report.add(Place(str(path)), "field_not_listed", name=name)
                self._read_map(path)

    def _field(self, entry: Node, files: dict[str, Path], listed: dict[str, Place]) -> Node | None:
        """Return the field that an entry of `fields` names; an entry that is no name is left to later checks."""
        name = entry.content
        if not isinstance(name, str):
            return entry
        if name in listed:
            self.report.add(entry.place, "field_listed_twice", name=name, first=str(listed[name]))
            return None
        listed[name] = entry.place
        if name in files:
            return self._read_map(files[name])
        self.incomplete = True
        near = get_close_matches(name.removesuffix(".yaml"), files, n=1)
        if near:
            # The name is wrong; that this file is not listed is the same fault.
            listed.setdefault(near[0], entry.place)
        code = "field_file_missing" if _FIELD_NAME.fullmatch(name) else "field_file_name"
        self.report.add(entry.place, code, name=name[:80], hint="".join(f" ({one}?)" for one in near))
        return None

    def _add_texts(self, frame: Node) -> None:
        languages = _languages(frame)
        for folder in self._folders(self.folder / _TEXTS):
            language = folder.name
            if not languages or language not in languages:
                self.report.add(Place(str(folder)), "text_language_unknown", name=language)
            elif language == languages[0]:
                self.report.add(Place(str(folder)), "text_language_source", name=language)
            else:
                overlay = Overlay(language, languages[0], self.report, incomplete=self.incomplete)
                for path in self._files(folder):
                    self._add_translation(frame, path, overlay)

    def _add_translation(self, frame: Node, path: Path, overlay: Overlay) -> None:
        incomplete = self.incomplete
        texts = self._read_map(path)
        if texts is not None:
            overlay.apply(frame, texts, questionnaire_shape())
        if texts is None or overlay.lost:
            self.lost_languages.add(overlay.language)
        # A translation that cannot be read leaves the document itself whole.
        self.incomplete = incomplete

    def _files(self, folder: Path) -> list[Path]:
        """Return the YAML files of a folder by name; a file that looks like data and is none is reported."""
        files = []
        for path in self._entries(folder):
            if path.is_dir():
                if folder != self.folder or path.name not in (_FIELDS, _TEXTS, GOLDEN):
                    self.report.add(Place(str(path)), "folder_not_read", "warning", name=path.name)
            elif path.suffix == ".yaml":
                files.append(path)
            elif path.suffix.lower() in _LOOKS_LIKE_DATA:
                self.report.add(Place(str(path)), "file_not_read", "warning", name=path.name)
        return files

    def _folders(self, folder: Path) -> list[Path]:
        folders = []
        for path in self._entries(folder):
            if path.is_dir():
                folders.append(path)
            elif path.suffix.lower() in _LOOKS_LIKE_DATA:
                self.report.add(Place(str(path)), "file_not_read", "warning", name=path.name)
        return folders

    def _entries(self, folder: Path) -> list[Path]:
        """Return what a folder holds, by name; nothing where there is no such folder, hidden files left out."""
        try:
            if self._leads_outside(folder):
                self.report.add(Place(str(folder)), "outside_folder")
                return []
            entries = list(islice(folder.iterdir(), MOST_FILES + 1))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            detail = error.strerror or type(error).__name__
            self.report.add(Place(str(folder)), "file_unreadable", detail=detail)
            return []
        if len(entries) > MOST_FILES:
            self.report.add(Place(str(folder)), "too_many_files", limit=MOST_FILES)
            return []
        return sorted(path for path in entries if not path.name.startswith("."))

    def _leads_outside(self, path: Path) -> bool:
        try:
            return not path.resolve().is_relative_to(self.folder.resolve())
        except (OSError, RuntimeError):
            # Links that lead in a circle lead nowhere; whoever opens the file is told so.
            return False


def _members(node: Node | None) -> dict[str, Member]:
    """Return the members of a map, none where there is no map."""
    return node.content if node is not None and isinstance(node.content, dict) else {}


def _languages(frame: Node) -> list[str]:
    """Return the languages in which texts may stand, the source language first."""
    found = (_members(frame).get(name) for name in ("languages", "partial_languages"))
    listed = [[] if member is None else member.node.content for member in found]
    return [str(entry.content) for entries in listed if isinstance(entries, list) for entry in entries]
