"""Rounds to be released, made of histograms: so a test says what it wants to see counted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from selfcheck_service.core.releases import Release, Sealing, aggregate_confidential
from selfcheck_service.core.releases.cells import Histogram, code_cells
from selfcheck_service.core.releases.document import BlockFigures, FieldFigures, Figure, ItemFigures
from selfcheck_service.core.releases.fitting import Fits, fits_of, list_fits
from selfcheck_service.core.rounds.terms import Mode, Terms
from selfcheck_service.core.scoring import Answers, Plan, parse_answers
from tests.builders import Data, a_field, a_plan, an_item, no_answer

NAMES = ("head", "staff", "council", "club")
# What is given in place of an option where nobody gave an answer.
SILENT = no_answer("dont_know")


def some_perspectives(*names: str, **forms: str) -> list[Data]:
    return [{"key": key, "title": key.title(), **({"form": forms[key]} if key in forms else {})} for key in names]


def a_round_of(plan: Plan, *, mode: Mode = "confidential", minimum: int = 5, **profile: Any) -> Sealing:
    """A round of all perspectives of the questionnaire, in their order."""
    names = tuple(perspective.key for perspective in plan.questionnaire.perspectives)
    size = minimum if mode == "confidential" else None
    terms = Terms(mode, size, names, 90, False, plan.key, plan.version, profile)
    return Sealing("round-1", date(2026, 11, 22), terms, plan, profile)


def a_response(plan: Plan, answers: Mapping[str, Any], perspective: str | None = None) -> Answers:
    return parse_answers(plan, {"answers": dict(answers), "perspective": perspective})


def responses_of(plan: Plan, counted: Mapping[str, Sequence[int]], perspective: str | None = None) -> list[Answers]:
    """As many responses as the histograms count: each has per option how many chose it, and last how many none."""
    columns = [list(_said(histogram)) for histogram in counted.values()]
    rows = zip_longest(*columns, fillvalue=SILENT)
    return [a_response(plan, dict(zip(counted, row, strict=True)), perspective) for row in rows]


def _said(histogram: Sequence[int]) -> Iterator[Any]:
    for place, count in enumerate(histogram):
        yield from [place if place < len(histogram) - 1 else SILENT] * count


def one_item_plan(**overrides: Any) -> Plan:
    return a_plan(a_field("f", an_item("a")), **overrides)


def released(plan: Plan, responses: Sequence[Answers], **terms: Any) -> Release:
    found = aggregate_confidential(a_round_of(plan, **terms), responses)
    assert found is not None
    return found


def total_of(release: Release) -> BlockFigures:
    assert release.total is not None
    return release.total


def item_in(block: BlockFigures, key: str = "a") -> ItemFigures:
    return next(item for item in block.items if item.key == key)


def field_in(block: BlockFigures, key: str = "f") -> FieldFigures:
    return next(field for field in block.fields if field.key == key)


def ends_of(figure: Figure | None) -> tuple[float, float]:
    """The ends of an interval that is there."""
    assert figure is not None
    assert figure.lowest is not None
    assert figure.highest is not None
    return figure.lowest, figure.highest


def reason_of(figure: Figure | None) -> str | None:
    """Why there is no interval."""
    assert figure is not None
    return figure.reason


def listed(*blocks: Fits) -> set[Histogram]:
    """All histograms that fit, which are not too many to list."""
    found = list_fits(blocks)
    assert found is not None
    return set(found)


def fitting(histogram: Sequence[int]) -> list[Histogram]:
    """All histograms with the same code as this one, in order."""
    return sorted(listed(fits_of(sum(histogram), code_cells(histogram))))
