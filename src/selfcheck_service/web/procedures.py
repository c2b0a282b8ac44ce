"""The page of procedures: how what suggestions propose is done, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass

from selfcheck_service.core.definition.model import Questionnaire, Source
from selfcheck_service.core.definition.procedures import Procedure
from selfcheck_service.web.said import Said, maybe


@dataclass(frozen=True, slots=True)
class ShownRole:
    """Who is needed, and what for."""

    title: Said
    text: Said | None


@dataclass(frozen=True, slots=True)
class ShownStep:
    """What is done, and for how many minutes."""

    title: Said
    text: Said | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A dated reference."""

    title: Said
    url: str | None
    as_of: str


@dataclass(frozen=True, slots=True)
class ShownProcedure:
    """A procedure in the visitor's language; `people` is the smallest and the largest number of them."""

    key: str
    type: Said
    title: Said
    purpose: Said
    people: tuple[int, int] | None
    minutes: int | None
    preparation: Said | None
    room: Said | None
    roles: tuple[ShownRole, ...]
    steps: tuple[ShownStep, ...]
    material: Said | None
    watch: Said | None
    sources: tuple[ShownSource, ...]


def procedures_in(questionnaire: Questionnaire, language: str) -> Iterator[ShownProcedure]:
    """Yield the procedures of a questionnaire in the order of the document."""
    types = {kind.key: Said.of(kind.title, language) for kind in questionnaire.suggestion_types}
    sources = {source.key: source for source in questionnaire.sources}
    for found in questionnaire.procedures:
        yield ShownProcedure(
            key=found.key,
            type=types[found.type],
            title=Said.of(found.title, language),
            purpose=Said.of(found.purpose, language),
            people=_people(found),
            minutes=found.minutes,
            preparation=maybe(found.preparation, language),
            room=maybe(found.room, language),
            roles=tuple(ShownRole(Said.of(role.title, language), maybe(role.text, language)) for role in found.roles),
            steps=tuple(
                ShownStep(Said.of(step.title, language), maybe(step.text, language), step.minutes)
                for step in found.steps
            ),
            material=maybe(found.material, language),
            watch=maybe(found.watch, language),
            sources=tuple(_source(sources[key], language) for key in found.sources),
        )


def _people(found: Procedure) -> tuple[int, int] | None:
    size = found.group_size
    return None if size is None or size.low is None or size.high is None else (int(size.low), int(size.high))


def _source(found: Source, language: str) -> ShownSource:
    return ShownSource(Said.of(found.title, language), found.url, found.as_of)
