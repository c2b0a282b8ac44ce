"""The pages beside the fields: patterns, sources, bridges to other frameworks."""

from collections.abc import Iterator
from typing import get_args

from selfcheck_service.core.definition.crosswalks import Crosswalk, CrosswalkLink
from selfcheck_service.core.definition.model import Source
from selfcheck_service.core.definition.values import OVERALL, Pattern
from selfcheck_service.reports.questionnaire.conditions import labelled_condition
from selfcheck_service.reports.questionnaire.markdown import bullets, escaped, heading, named, table
from selfcheck_service.reports.questionnaire.speaker import Speaker
from selfcheck_service.reports.questionnaire.suggestions import one_suggestion, sources_in_words, suggestion_link


def pattern_blocks(speaker: Speaker) -> Iterator[str]:
    """Yield what stands out in one response, and what in several, with the suggestions for it."""
    yield heading(1, speaker.word("patterns"))
    yield speaker.word("patterns.lead")
    if speaker.questionnaire.flags:
        yield heading(2, speaker.word("flags"))
    for flag in speaker.questionnaire.flags:
        yield heading(3, speaker.say(flag.title), f"flag-{flag.key}")
        yield labelled_condition("holds_when", flag.when, speaker)
    found = [(field, each) for _, field, each in speaker.structure.suggestions() if each.pattern is not None]
    if found:
        yield heading(2, speaker.word("round_patterns"))
    for pattern in get_args(Pattern):
        shown = [(field, each) for field, each in found if each.pattern == pattern]
        if shown:
            yield heading(3, speaker.word(f"pattern.{pattern}"), f"pattern-{pattern}")
        for field, suggestion in shown:
            blocks = list(one_suggestion(suggestion, speaker))
            where = speaker.word("any_field") if field is None else speaker.field(field)
            yield from [*blocks[:2], speaker.labelled("in_field", where), *blocks[2:]]


def source_blocks(speaker: Speaker) -> Iterator[str]:
    """Yield the sources, each with its date and with what names it."""
    yield heading(1, speaker.word("sources"))
    yield speaker.word("sources.lead")
    yield bullets(_one_source(source, speaker) for source in speaker.questionnaire.sources)


def _one_source(source: Source, speaker: Speaker) -> str:
    """Return a source with its address and date, and below it what names it."""
    dated = speaker.word("as_of", date=speaker.day(source.as_of))
    if source.url is not None:
        host = source.url.split("/")[2].removeprefix("www.")
        dated = f"[{escaped(host)}](<{source.url}>), {dated}"
    naming = " · ".join(_naming(source.key, speaker))
    said = f"\n  - {speaker.word('cited_by')}: {naming}" if naming else ""
    return f"{named(f'source-{source.key}')}{speaker.say(source.title)} ({dated}){said}"


def _naming(key: str, speaker: Speaker) -> Iterator[str]:
    """Yield links to what names a source."""
    for _, _, suggestion in speaker.structure.suggestions():
        if key in suggestion.sources:
            yield suggestion_link(suggestion.key, speaker)
    for procedure in speaker.questionnaire.procedures:
        if key in procedure.sources:
            yield speaker.link(f"procedure-{procedure.key}", speaker.say(procedure.title))
    for crosswalk in speaker.questionnaire.crosswalks:
        if key == crosswalk.source:
            yield speaker.link(f"crosswalk-{crosswalk.key}", speaker.say(crosswalk.title))


def crosswalk_blocks(speaker: Speaker) -> Iterator[str]:
    """Yield where subjects of other frames of reference are spoken of here."""
    yield heading(1, speaker.word("crosswalks"))
    yield speaker.word("crosswalks.lead")
    for crosswalk in speaker.questionnaire.crosswalks:
        yield from _one_crosswalk(crosswalk, speaker)


def _one_crosswalk(crosswalk: Crosswalk, speaker: Speaker) -> Iterator[str]:
    yield heading(2, speaker.say(crosswalk.title), f"crosswalk-{crosswalk.key}")
    yield speaker.tell(crosswalk.note)
    rows = []
    for target in crosswalk.targets:
        here = [_linked(link, speaker) for link in crosswalk.links if target.key in link.to]
        listed = "<br>".join(f"• {each}" for each in here) if len(here) > 1 else "".join(here)
        rows.append((speaker.say(target.title), listed or f"*{speaker.word('nothing_here')}*"))
    yield table((speaker.word("there"), speaker.word("here")), rows)
    linked = {link.field for link in crosswalk.links}
    missing = [each.key for each in speaker.questionnaire.fields if each.items and each.key not in linked]
    if OVERALL not in linked and any(link.field for link in crosswalk.links):
        yield speaker.labelled("without_target", ", ".join(speaker.field(key) for key in missing))
    yield speaker.labelled("sources", sources_in_words([crosswalk.source] if crosswalk.source else [], speaker))


def _linked(link: CrosswalkLink, speaker: Speaker) -> str:
    return speaker.field(link.field) if link.field is not None else speaker.item(link.item or "")
