"""How a command writes what it found: for people, or as data."""

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """Lines for people, or one JSON document."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="Lines for people, or one JSON document.")]
