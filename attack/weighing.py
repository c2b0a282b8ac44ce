"""How the score of a field follows from answers: found out as anybody may, by having made-up responses evaluated."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from attack.measures import subjects_of
from attack.shapes import shape_of
from selfcheck_service.core.scoring import parse_answers
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.ratio import as_fraction


@dataclass(frozen=True, slots=True)
class Weighing:
    """A score as a sum: `base` with every item at its lowest, and for each item what its highest adds to that."""

    base: Fraction
    added: Mapping[str, Fraction]


def exact_scores(shape: str, answers: Mapping[str, object], perspective: str | None) -> dict[str, Fraction | None]:
    """Return the exact scores of one response, by the keys of the fields, as their evaluation is worked out."""
    plan = shape_of(shape).plan
    run = compute(parse_answers(plan, {"answers": dict(answers), "perspective": perspective}))
    return {
        field.key: None if found.exact is None else as_fraction(found.exact)
        for field, found in zip(plan.fields, run.fields, strict=True)
    }


@cache
def weighing_of(shape: str, field: str, items: tuple[str, ...], perspective: str | None = None) -> Weighing | None:
    """Return how a field is weighed in which these items are answered; None where it has no score then."""
    subjects = subjects_of(shape)
    ends: dict[str, tuple[object, object]] = {}
    for key in items:
        subject = subjects[key]
        if subject.points is None:
            return None
        by_points = sorted(range(len(subject.values)), key=subject.points.__getitem__)
        ends[key] = subject.values[by_points[0]], subject.values[by_points[-1]]
    lowest: dict[str, object] = {key: low for key, (low, _) in ends.items()}
    base = exact_scores(shape, lowest, perspective)[field]
    added = {}
    for key, (_, high) in ends.items():
        score = exact_scores(shape, {**lowest, key: high}, perspective)[field]
        if base is None or score is None:
            return None
        added[key] = score - base
    return None if base is None else Weighing(base, added)
