"""The table of rights: which status each role gets from each operation, on what is its own, foreign or not there.

matrix.txt is written for people. A block begins with the operations it is about and what they answer where all is well;
then come the columns, and a line for each group of roles. A column has a letter for each parameter in braces, in their
order: O our own, F a foreign one, E an erased one, N one that does not exist; `-` where there are none. Parameters that
stand behind the path belong to the query or the body.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("matrix.txt")


@dataclass(frozen=True)
class Operation:
    """One operation of the contract, and the parameters that stand behind its path."""

    method: str
    path: str
    beside: tuple[str, ...]
    good: int

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def parameters(self) -> tuple[str, ...]:
        return (*re.findall(r"\{(\w+)\}", self.path), *self.beside)


@dataclass(frozen=True)
class Row:
    """What one operation answers: role → column → status."""

    operation: Operation
    cells: dict[str, dict[str, int]]


def read_table() -> list[Row]:
    """Return all rows. Fails where a block names a role twice, or columns and statuses are not equally many."""
    text = "\n".join(line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [row for block in re.split(r"\n\n+", text.strip()) for row in _read_block(block.splitlines())]


def _read_block(lines: list[str]) -> list[Row]:
    heads = [line for line in lines if not line.startswith(" ")]
    columns, *groups = [line for line in lines if line.startswith(" ")]
    by_role: dict[str, list[str]] = {}
    for group in groups:
        roles, statuses = group.split(":")
        for role in roles.split():
            assert role not in by_role, f"{heads[0]} names {role} twice"
            by_role[role] = statuses.split()
    return [_read_row(head, columns.split(), by_role) for head in heads]


def _read_row(head: str, columns: list[str], by_role: dict[str, list[str]]) -> Row:
    method, path, *beside, good = head.split()
    operation = Operation(method, path, tuple(name.strip("{}") for name in beside), int(good))
    cells = {
        role: {
            column: operation.good if status == "ok" else int(status)
            for column, status in zip(columns, statuses, strict=True)
        }
        for role, statuses in by_role.items()
    }
    return Row(operation, cells)
