"""Whether sources are named somewhere, and looked at not too long ago."""

from collections.abc import Iterator
from datetime import date

from selfcheck_service.core.definition.content.standard import Content
from selfcheck_service.core.definition.named_sources import sources_named
from selfcheck_service.core.definition.problems import Problem, pointer

_MONTHS = 12


def check_sources(content: Content, today: date | None) -> Iterator[Problem]:
    """Yield the sources that nothing names, and warn of those that are old."""
    rules = content.rules.sources
    if rules is None:
        return
    named = sources_named(content.structure) if rules.used else set()
    for index, source in enumerate(content.questionnaire.sources):
        if rules.used and source.key not in named:
            yield Problem(pointer("sources", index), "content_source_unused", {"name": source.key})
        if rules.months is not None and today is not None and _months_since(source.as_of, today) > rules.months:
            words = {"name": source.key, "found": source.as_of, "limit": rules.months}
            yield Problem(pointer("sources", index, "as_of"), "content_source_old", words, "warning")


def _months_since(as_of: str, today: date) -> int:
    """Return how many months have begun since; a year alone is taken for its last month."""
    year, *rest = map(int, as_of.split("-"))
    return (today.year - year) * _MONTHS + today.month - (rest[0] if rest else _MONTHS)
