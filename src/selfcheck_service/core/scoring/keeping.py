"""By what the numbers of a field are found again, where these depend on little and so come again.

Nothing else may decide about them: not the profile, not other items or fields.
"""

from collections.abc import Callable, Sequence
from operator import mul

from selfcheck_service.core.scoring.run import Pick, Predicate, Run

# A field of six items with five options has some thirty sums, and some more for each way of leaving out an answer. More
# would be found a little more often. Results in words and as JSON are kept with them (`Derived`): with 15 fields these
# take up to three megabytes for each language and form that people use.
MOST_KEPT = 48

FoundBy = Callable[[Run], object]


def by_sum(entries: Pick, weights: Sequence[int]) -> FoundBy:
    """Find by the sum of the weighted points, where answers are missing together with the states."""

    def found_by(run: Run) -> object:
        points = entries(run.points)
        if None in points:
            taken = zip(weights, points, strict=True)
            return sum([weight * worth for weight, worth in taken if worth is not None]), bytes(entries(run.states))
        return sum(map(mul, weights, points))

    return found_by


def by_answers(entries: Pick) -> FoundBy:
    """Find by what was said to each entry: for a few items with few options."""
    return lambda run: (bytes(entries(run.states)), tuple(entries(run.values)))


def by_choice_too(found_by: FoundBy, requires: Predicate | None, level_set: FoundBy) -> FoundBy:
    """Find also by whether there may be a score, and by the level set that serves."""
    return lambda run: (found_by(run), requires is None or requires(run) is True, level_set(run))
