"""Whether days lie where they can lie."""

from collections.abc import Iterator
from datetime import date

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.rounds.spoken import told_day


def check_day(
    name: str, day: date | None, *, earliest: date | None = None, latest: date | None = None
) -> Iterator[Problem]:
    """Yield a problem at the member of this name where its day lies outside; None is anywhere, and so is no day."""
    if day is None:
        return
    if earliest is not None and day < earliest:
        yield Problem(pointer(name), "day_too_early", {"found": told_day(day), "earliest": told_day(earliest)})
    if latest is not None and day > latest:
        yield Problem(pointer(name), "day_too_late", {"found": told_day(day), "latest": told_day(latest)})
