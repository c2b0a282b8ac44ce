"""What a measurement comes to: rows with a ratio, the floor below which it must not fall, and the aim."""

from dataclasses import dataclass

from bench.measuring import Spread


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Without a floor it is information only.

    `lower_is_better` tells ratios of time and memory, which have a ceiling, from ratios of speed, which have a floor.
    """

    what: str
    comparator: str
    ratio: Spread
    floor: float | None = None
    aim: float | None = None
    lower_is_better: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """Return what the median of the rounds says."""
        if self.floor is None or self.aim is None:
            return "information"
        if self._reaches(self.aim):
            return "aim reached"
        return "floor held" if self._reaches(self.floor) else "MISSED"

    @property
    def is_missed(self) -> bool:
        """Return whether the floor is missed."""
        return self.verdict == "MISSED"

    def _reaches(self, mark: float) -> bool:
        return self.ratio.median <= mark if self.lower_is_better else self.ratio.median >= mark

    def cells(self) -> tuple[str, ...]:
        """Return the row as text."""
        sign = "≤ " if self.lower_is_better else ""
        found = f"{_number(self.ratio.median)} ({_number(self.ratio.p10)}–{_number(self.ratio.p90)})"
        marks = ["" if mark is None else f"{sign}{mark:g}" for mark in (self.floor, self.aim)]
        return (self.what, self.comparator, found, *marks, self.verdict)


HEAD = ("what", "comparator", "ratio: median (p10–p90)", "floor", "aim", "verdict")


def _number(value: float) -> str:
    return f"{value:.3g}" if value >= 10 else f"{value:.2f}"


def as_text(rows: list[Row]) -> str:
    """Return the table for a terminal."""
    table = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in table
    )


def as_markdown(rows: list[Row]) -> str:
    """Return the table for a document."""
    table = [HEAD, ("---",) * len(HEAD), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in table)
