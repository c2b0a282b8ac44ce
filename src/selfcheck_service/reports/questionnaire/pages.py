"""All pages of a version: which there are, and what stands around each."""

from collections.abc import Iterable, Iterator

from selfcheck_service.core.definition import Questionnaire
from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.core.definition.values import OVERALL
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.reports.questionnaire.beside import crosswalk_blocks, pattern_blocks, source_blocks
from selfcheck_service.reports.questionnaire.fields import field_blocks
from selfcheck_service.reports.questionnaire.front import front_blocks, pages_beside
from selfcheck_service.reports.questionnaire.markdown import page_of
from selfcheck_service.reports.questionnaire.procedures import procedure_blocks
from selfcheck_service.reports.questionnaire.simple import simple_blocks
from selfcheck_service.reports.questionnaire.speaker import (
    CROSSWALKS,
    FRONT,
    OVERALL_PAGE,
    PATTERNS,
    PROCEDURES,
    SOURCES,
    Speaker,
    field_page,
    speaker_of,
)

# How every page begins, so that one that was made can be told from one that somebody wrote.
MADE_OF = "<!-- Made of "
_BESIDE = {
    PATTERNS: pattern_blocks,
    PROCEDURES: procedure_blocks,
    CROSSWALKS: crosswalk_blocks,
    SOURCES: source_blocks,
}


def questionnaire_pages(questionnaire: Questionnaire) -> dict[str, str]:
    """Return every page by its path, such as `de/fields/dialog.md`: the same bytes for the same definition.

    In a language of some texts there is one page, with what people read while they answer.
    """
    plan = compile_plan(questionnaire)
    pages: dict[str, str] = {}
    for language in questionnaire.languages:
        speaker = speaker_of(plan, language)
        for page, blocks in _pages(speaker):
            pages[f"{language}/{page}"] = page_of([*_above(speaker.on(page)), *blocks])
    for language in questionnaire.partial_languages:
        speaker = speaker_of(plan, language)
        pages[f"{language}/{FRONT}"] = page_of([*_above(speaker), *simple_blocks(speaker)])
    return pages


def _pages(speaker: Speaker) -> Iterator[tuple[str, Iterable[str]]]:
    yield FRONT, front_blocks(speaker)
    for _, field in walk_fields(speaker.questionnaire.fields, ()):
        page = field_page(field.key)
        yield page, field_blocks(field.key, speaker.on(page))
    for page, there in pages_beside(speaker).items():
        if there and page == OVERALL_PAGE:
            yield page, field_blocks(OVERALL, speaker.on(page))
        elif there:
            yield page, _BESIDE[page](speaker.on(page))


def _above(speaker: Speaker) -> Iterator[str]:
    """Yield where the page comes from, and the way to the others: to the front, and to the other languages."""
    questionnaire = speaker.questionnaire
    yield f"{MADE_OF}{questionnaire.key} {questionnaire.version} by `selfcheck document`: change it there. -->"
    links = [] if speaker.page == FRONT else [f"[{speaker.say(questionnaire.title)}]({speaker.path(FRONT)})"]
    for language in questionnaire.spoken:
        page = speaker.page if language in questionnaire.languages else FRONT
        if language != speaker.language and (speaker.page == FRONT or language in questionnaire.languages):
            links.append(f"[{own_name(language)}]({speaker.path(f'../{language}/{page}')})")
    yield " · ".join(links)
