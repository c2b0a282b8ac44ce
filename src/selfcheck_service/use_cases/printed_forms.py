"""Printed forms of versions: anybody may ask for them, and printing one takes long, so the last ones are kept."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form as PDF: its bytes, their SHA-256, a name for the file, and the language."""

    content: bytes
    digest: str
    file_name: str
    language: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which form: of which definition (its hash), the key of the form (None where it has none), and the language."""

    definition_hash: str
    form: str | None
    language: str


class PrintedForms:
    """The most recently used forms. A published version never changes, so what is kept stays right."""

    def __init__(self, *, size: int) -> None:
        """`size` is how many forms are kept at most."""
        self._size = size
        self._kept: OrderedDict[Wanted, PrintedForm] = OrderedDict()

    async def get(self, wanted: Wanted, make: Callable[[], Awaitable[PrintedForm]]) -> PrintedForm:
        """Return the form that is wanted; `make` prints it where it is not at hand. What `make` raises is not kept."""
        form = self._kept.get(wanted)
        if form is None:
            form = await make()
        self._kept[wanted] = form
        self._kept.move_to_end(wanted)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return form
