"""How much a document may hold. Beyond these sizes a file is a mistake or an attack, and is refused at once."""

from dataclasses import dataclass

from selfcheck_service.catalogue.places import FileRefused, Place
from selfcheck_service.core.definition.limits import MOST_VALUES

LARGEST_FILE = 4 * 1024 * 1024
LARGEST_FOLDER = 16 * 1024 * 1024
MOST_FILES = 2000
MOST_PROBLEMS = 1000
MOST_CHARACTERS = 16 * 1024 * 1024


@dataclass(slots=True)
class Budget:
    """What is left to read; names of members are values here.

    One budget serves all files of a document, so that many files are no way around it.

    Aliases are charged with everything they expand to: a few lines could otherwise become more than memory holds.
    """

    values: int = MOST_VALUES
    characters: int = MOST_CHARACTERS
    octets: int = LARGEST_FOLDER
    files: int = MOST_FILES

    def spend(self, place: Place, *, values: int, characters: int) -> None:
        """Take from what is left; raise `FileRefused` where nothing is."""
        self.values -= values
        self.characters -= characters
        if self.values < 0:
            raise FileRefused(place, "too_many_values", limit=MOST_VALUES)
        if self.characters < 0:
            raise FileRefused(place, "too_large", limit=f"{MOST_CHARACTERS} characters")

    def spend_file(self, place: Place, size: int) -> None:
        """Take one file of so many bytes; raise `FileRefused` where it is too large or one too many."""
        self.files -= 1
        self.octets -= size
        if self.files < 0:
            raise FileRefused(place, "too_many_files", limit=MOST_FILES)
        if size > LARGEST_FILE:
            raise FileRefused(place, "too_large", limit=f"{LARGEST_FILE // 1024 // 1024} MiB")
        if self.octets < 0:
            raise FileRefused(place, "too_large", limit=f"{LARGEST_FOLDER // 1024 // 1024} MiB")
