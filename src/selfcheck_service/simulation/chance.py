"""Chance that can be had again: the same seed leads to the same respondents, on every machine."""

from random import Random


def chance_of(seed: int) -> Random:
    """Return a generator for this seed."""
    return Random(seed)  # noqa: S311 - nothing secret hangs on it
