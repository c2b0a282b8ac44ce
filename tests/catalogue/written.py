"""Documents written as YAML and as JSON by a writer of our own, which knows where it puts each value."""

import json
from dataclasses import dataclass, field
from decimal import Decimal

from selfcheck_service.core.definition.problems import pointer

Path = tuple[str | int, ...]


@dataclass
class Written:
    """A text while it is written; `places` says where each value and each name begins, by JSON pointer."""

    text: str = ""
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    names: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def here(self) -> tuple[int, int]:
        """Line and column of the next character."""
        return self.text.count("\n") + 1, len(self.text) - (self.text.rfind("\n") + 1) + 1


def scalar(value: object) -> str:
    """Write a scalar: JSON is YAML there, but for pairs of surrogates, which we do not write."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)


def as_json(value: object, gap: str = " ") -> Written:
    """Write JSON with this white space around everything."""
    written = Written(gap)
    _json(value, (), written, gap)
    written.text += gap
    return written


def _json(value: object, path: Path, written: Written, gap: str) -> None:
    written.places[pointer(*path)] = written.here
    if isinstance(value, dict):
        written.text += "{" + gap
        for number, (name, member) in enumerate(value.items()):
            written.text += ("," + gap) if number else ""
            written.names[pointer(*path, name)] = written.here
            written.text += scalar(name) + gap + ":" + gap
            _json(member, (*path, name), written, gap)
        written.text += gap + "}"
    elif isinstance(value, list):
        written.text += "[" + gap
        for number, entry in enumerate(value):
            written.text += ("," + gap) if number else ""
            _json(entry, (*path, number), written, gap)
        written.text += gap + "]"
    else:
        written.text += scalar(value)


def as_yaml(value: object) -> Written:
    """Write YAML in block style, with a comment at the top."""
    written = Written("# ä comment\n")
    _yaml(value, (), written, 0)
    written.text += "\n"
    return written


def _yaml(value: object, path: Path, written: Written, indent: int) -> None:
    written.places[pointer(*path)] = written.here
    if isinstance(value, dict) and value:
        for number, (name, member) in enumerate(value.items()):
            written.text += ("\n" + " " * indent) if number else ""
            written.names[pointer(*path, name)] = written.here
            written.text += ("? " if len(scalar(name)) > 100 else "") + scalar(name)
            written.text += ("\n" + " " * indent if len(scalar(name)) > 100 else "") + ":"
            _nested(member, (*path, name), written, indent + 2)
    elif isinstance(value, list) and value:
        for number, entry in enumerate(value):
            written.text += ("\n" + " " * indent) if number else ""
            written.text += "- "
            _yaml(entry, (*path, number), written, indent + 2)
    else:
        written.text += "{}" if value == {} else "[]" if value == [] else scalar(value)


def _nested(value: object, path: Path, written: Written, indent: int) -> None:
    written.text += "\n" + " " * indent if isinstance(value, dict | list) and value else " "
    _yaml(value, path, written, indent)
