"""Where things stand: every value of a document remembers its file, line and column.

A document is read into a tree of nodes. The tree keeps the places and the spelling that plain data lose; `plain` gives
the data, `Positions` answers where the value at a JSON pointer stands.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from selfcheck_service.core.definition.problems import Problem, Severity

Scalar = str | int | bool | Decimal | None


class Place(NamedTuple):
    """A character in a file: lines and columns count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return the form that editors jump to."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(slots=True, eq=False)
class Node:
    """A value and where it begins.

    `spelling` is how a plain YAML scalar was written, None for everything in quotes: only what is not in quotes can be
    read as something else than was meant. `begins` says how far behind the place the first character of a text stands,
    None where the text is not written as it is: over several lines, or with escapes. `weight` and `characters` say how
    much the node expands to, aliases followed.
    """

    content: "Scalar | dict[str, Member] | list[Node]"
    place: Place
    spelling: str | None = None
    weight: int = 1
    characters: int = 0
    begins: int | None = None

    def __post_init__(self) -> None:
        if isinstance(self.content, str):
            self.characters = len(self.content)

    def copy(self) -> "Node":
        """Return a tree of its own that says the same, with the same places."""
        content = self.content
        if isinstance(content, dict):
            content = {name: Member(member.name_place, member.node.copy()) for name, member in content.items()}
        elif isinstance(content, list):
            content = [entry.copy() for entry in content]
        return Node(content, self.place, self.spelling, self.weight, self.characters, self.begins)


@dataclass(slots=True, eq=False)
class Member:
    """A member of a map: where its name stands, and its value."""

    name_place: Place
    node: Node


def plain(node: Node) -> object:
    """Return the data of a node as dictionaries, lists and scalars. Nesting was bounded when it was read."""
    content = node.content
    if isinstance(content, dict):
        return {name: plain(member.node) for name, member in content.items()}
    if isinstance(content, list):
        return [plain(entry) for entry in content]
    return content


class Positions:
    """Finds the place of whatever a JSON pointer leads to."""

    def __init__(self, root: Node) -> None:
        """`root` is the tree of the whole document."""
        self._root = root

    def value(self, pointer: str) -> Place:
        """Return where the value begins; where it does not exist, where the innermost value around it begins."""
        return self._follow(pointer)[-1].node.place

    def character(self, pointer: str, offset: int) -> Place:
        """Return where a character of the text at the pointer stands, or the text where that is not known."""
        node = self._follow(pointer)[-1].node
        if node.begins is None:
            return node.place
        return node.place._replace(column=node.place.column + node.begins + offset)

    def name(self, pointer: str) -> Place:
        """Return where the name of a member stands; for list entries and absent members the place of the value."""
        steps = pointer.count("/")
        members = self._follow(pointer)
        return members[-1].name_place if len(members) == steps + 1 else members[-1].node.place

    def spelling(self, pointer: str) -> str | None:
        """Return how the plain scalar at the pointer was written; None where it is in quotes or not there."""
        members = self._follow(pointer)
        return members[-1].node.spelling if len(members) == pointer.count("/") + 1 else None

    def _follow(self, pointer: str) -> list[Member]:
        members = [Member(self._root.place, self._root)]
        for part in pointer.split("/")[1:]:
            member = _step(members[-1].node, part.replace("~1", "/").replace("~0", "~"))
            if member is None:
                break
            members.append(member)
        return members


def _step(node: Node, part: str) -> Member | None:
    if isinstance(node.content, dict):
        return node.content.get(part)
    if isinstance(node.content, list) and part.isdecimal() and int(part) < len(node.content):
        entry = node.content[int(part)]
        return Member(entry.place, entry)
    return None


@dataclass(frozen=True, slots=True)
class LocatedProblem:
    """A problem and the place in a file where an author can mend it."""

    place: Place
    problem: Problem

    def render(self, language: str = "en") -> str:
        """Return the line that `selfcheck check` prints: file:line:column: severity code message."""
        problem = self.problem
        return f"{self.place}: {problem.severity} {problem.code} {problem.message(language)}"


@dataclass(slots=True)
class Report:
    """Collects what is wrong while files are read, so that one fault does not hide the next."""

    problems: list[LocatedProblem] = field(default_factory=list)

    def add(self, place: Place, code: str, severity: Severity = "error", **parameters: object) -> None:
        """Note one fault."""
        self.problems.append(LocatedProblem(place, Problem("", code, parameters, severity)))


class FileRefused(Exception):
    """A file cannot be read any further; says why and where. Never leaves the catalogue."""

    def __init__(self, place: Place, code: str, **parameters: object) -> None:
        """`code` and `parameters` are those of the problem."""
        super().__init__(code)
        self.located = LocatedProblem(place, Problem("", code, parameters))
