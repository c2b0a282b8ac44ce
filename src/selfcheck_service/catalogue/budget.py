"""How much a document may hold. Beyond these sizes a file is a mistake or an attack, and is refused at once."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from selfcheck_service.catalogue.places import FileRefused, Place
from selfcheck_service.core.definition.limits import MOST_VALUES

LARGEST_FILE = 4 * 1024 * 1024
LARGEST_FOLDER = 16 * 1024 * 1024
MOST_FILES = 2000
MOST_PROBLEMS = 1000
MOST_CHARACTERS = 16 * 1024 * 1024


Taken = Literal["values", "characters", "octets"]


class _Left(NamedTuple):
    """What was left when a file was begun."""

    values: int
    characters: int
    octets: int


@dataclass(slots=True)
class Budget:
    """What is left to read; names of members are values here.

    One budget serves all files of a document, so that many files are no way around it. Once it is `exhausted` the files
    that are left cannot be read, whatever stands in them.

    Aliases are charged with everything they expand to: a few lines could otherwise become more than memory holds.
    """

    values: int = MOST_VALUES
    characters: int = MOST_CHARACTERS
    octets: int = LARGEST_FOLDER
    files: int = MOST_FILES
    exhausted: bool = False
    _left: dict[str, _Left] = field(default_factory=dict)

    def spend(self, place: Place, *, values: int, characters: int) -> None:
        """Take from what is left; raise `FileRefused` where nothing is."""
        self.values -= values
        self.characters -= characters
        if self.values < 0:
            raise self._exhaust("values", place, "too_many_values", MOST_VALUES)
        if self.characters < 0:
            raise self._exhaust("characters", place, "too_large", f"{MOST_CHARACTERS} characters")

    def spend_file(self, place: Place, size: int) -> None:
        """Take one file of so many bytes; raise `FileRefused` where it is too large or one too many."""
        self._left[place.file] = _Left(self.values, self.characters, self.octets)
        self.files -= 1
        self.octets -= size
        if self.files < 0:
            self.exhausted = True
            raise FileRefused(place, "too_many_files", limit=MOST_FILES)
        if size > LARGEST_FILE:
            raise FileRefused(place, "too_large", limit=f"{LARGEST_FILE // 1024 // 1024} MiB")
        if self.octets < 0:
            raise self._exhaust("octets", place, "too_large", f"{LARGEST_FOLDER // 1024 // 1024} MiB")

    def _exhaust(self, what: Taken, place: Place, code: str, limit: object) -> FileRefused:
        """Return the refusal that names the file which took most; the one that found nothing left may be innocent."""
        self.exhausted = True
        greediest = self._greediest(what)
        return FileRefused(place if greediest in (None, place.file) else Place(str(greediest)), code, limit=limit)

    def _greediest(self, what: Taken) -> str | None:
        left = [*(getattr(each, what) for each in self._left.values()), getattr(self, what)]
        taken = {file: before - after for file, (before, after) in zip(self._left, pairwise(left), strict=True)}
        return max(taken, key=lambda file: taken[file], default=None)
