"""A constraint solver over all figures of a release together: is there a world in which somebody answered otherwise?

A world has a histogram for each item of each block. It must fit the cells and figures of that item, the totals, the
values and urgencies of fields in blocks and in the total, and the gaps. Agreement, consensus and patterns of a total
are held where few histograms come into question; where many do, the bytes of other worlds alone speak of them.

What is certain holds in every world. The judge knows one world, the true one; so the solver is asked only where nobody
in that one answered otherwise.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor, lcm, prod

from ortools.sat.python import cp_model

from attack.counting import At
from attack.inference import Code, fits_of, has_figures
from attack.measures import Histogram, mean_of, subjects_of, urgency_items
from attack.published import Published, Span
from attack.weighing import weighing_of

# Means are counted in millionths of a per cent, which is far finer than anything that is published.
FINE = 10**6
# Where the place of a block stands, the total has this.
TOTAL = -1
# Totals of so many combinations of histograms are looked at one by one.
_MOST_TOTALS = 1500


class Joint:
    """The model of one release."""

    def __init__(self, shape: str, published: Published, code: Code) -> None:
        self.shape, self.published, self.subjects = shape, published, subjects_of(shape)
        self.model = cp_model.CpModel()
        self.fits: dict[At, tuple[Histogram, ...]] = {}
        self.counts: dict[At, list[cp_model.IntVar]] = {}
        self.means: dict[At, cp_model.IntVar] = {}
        # The first thing that cannot be fulfilled at all: then the release says something that is not true.
        self.impossible: str | None = None
        for at, block in enumerate(published.blocks):
            for key, item in block.items.items():
                self._add_item((at, key), fits_of(item, self.subjects[key], code))
        self._add_totals()
        self._add_fields()
        self._add_gaps()

    def _add_item(self, at: At, fits: tuple[Histogram, ...]) -> None:
        self.fits[at] = fits
        if not fits:
            self.impossible = self.impossible or f"no histogram fits what is said of {at[1]}"
            return
        name = f"{at[0]} {at[1]}"
        columns = list(zip(*fits, strict=True))
        counts = [
            self.model.new_int_var(min(column), max(column), f"{name} {place}") for place, column in enumerate(columns)
        ]
        points = self.subjects[at[1]].points
        means = [None if points is None else mean_of(found, points) for found in fits]
        rows: list[tuple[int, ...]] = list(fits)
        self.counts[at] = counts
        if None not in means:
            self.means[at] = self.model.new_int_var(0, 100 * FINE, f"{name} mean")
            counts = [*counts, self.means[at]]
            rows = [(*found, round(mean * FINE)) for found, mean in zip(fits, means, strict=True) if mean is not None]
        self.model.add_allowed_assignments(counts, rows)

    def _add_totals(self) -> None:
        total = self.published.total
        for key, item in {} if total is None else total.items.items():
            parts = [at for at in self.counts if at[1] == key]
            if len(parts) < 2:
                # Then it is that of the one block.
                self.means.update(((TOTAL, key), self.means[at]) for at in parts if at in self.means)
                continue
            spans = [(cell.lowest, cell.highest) for cell in item.cells]
            sums = [self.model.new_int_var(low, high, f"total {key}") for low, high in spans]
            for place, whole in enumerate(sums):
                self.model.add(whole == sum(self.counts[at][place] for at in parts))
            self._add_mean_of_total(sums, self.subjects[key].points, item.mean)
            self._add_total(key, sums, self.subjects[key].points)
            if prod(len(self.fits[at]) for at in parts) <= _MOST_TOTALS:
                rows = {
                    tuple(map(sum, zip(*found, strict=True))) for found in product(*[self.fits[at] for at in parts])
                }
                fitting = [row for row in rows if has_figures(item, self.subjects[key], row)]
                # Where all of them have the figures, these say no more than the blocks do.
                if len(fitting) < len(rows):
                    self.model.add_allowed_assignments(sums, sorted(fitting))

    def _add_mean_of_total(
        self, sums: Sequence[cp_model.IntVar], points: tuple[Fraction, ...] | None, mean: Span
    ) -> None:
        """A mean is a quotient of counts, so an interval of it is two linear inequalities."""
        if mean is None or points is None:
            return
        low, width = min(points), max(points) - min(points)
        for side, end in enumerate(mean):
            # Per cent are rounded outwards to what is published; a single number as floats are.
            limit = end + (Fraction(1, FINE) if side else -Fraction(1, FINE))
            factors = [100 * (worth - low) / width - limit for worth in points]
            self._add_linear(
                list(zip(sums, factors, strict=False)), (None, Fraction(0)) if side else (Fraction(0), None)
            )

    def _add_total(self, key: str, sums: Sequence[cp_model.IntVar], points: tuple[Fraction, ...] | None) -> None:
        """Add the mean over everybody, on which values of the total rest: times those who answered it is their sum."""
        if points is None or max(points) == min(points) or not self._is_of_value(key):
            return
        low, width = min(points), max(points) - min(points)
        mean = self.model.new_int_var(0, 100 * FINE, f"total {key} mean")
        answered = self.model.new_int_var(0, 10**4, f"total {key} answered")
        product = self.model.new_int_var(0, 10**6 * FINE, f"total {key} sum")
        self.model.add(answered == sum(sums[:-1]))
        self.model.add_multiplication_equality(product, [mean, answered])
        # Rounding moves the mean by less than one, and so the product by less than those who answered.
        terms = [(each, -100 * FINE * (worth - low) / width) for each, worth in zip(sums, points, strict=False)]
        self._add_linear([(product, Fraction(1)), (answered, Fraction(1)), *terms], (Fraction(0), None))
        self._add_linear([(product, Fraction(1)), (answered, Fraction(-1)), *terms], (None, Fraction(0)))
        self.means[TOTAL, key] = mean

    def _is_of_value(self, key: str) -> bool:
        """Tell whether a value or the urgency of the total rests on an item: all others need no mean of it."""
        total, asked = self.published.total, urgency_items(self.shape)
        return total is not None and any(
            (key in field.items and field.value is not None)
            or (asked.get(field.key) == key and field.urgency is not None)
            for field in total.fields
        )

    def _add_fields(self) -> None:
        asked = urgency_items(self.shape)
        everybody = [] if self.published.total is None else [(TOTAL, self.published.total)]
        for at, block in (*enumerate(self.published.blocks), *everybody):
            for field in block.fields:
                self._add_value(field.key, field.items, field.value, [(at, 1)])
                urgency = self.means.get((at, asked.get(field.key, "")))
                if urgency is not None:
                    self._add_between([(urgency, Fraction(1))], field.urgency)

    def _add_gaps(self) -> None:
        at = {block.names: place for place, block in enumerate(self.published.blocks)}
        for gap in self.published.gaps:
            self._add_value(gap.field, gap.items, gap.difference, [(at[gap.first], 1), (at[gap.second], -1)])

    def _add_value(self, field: str, items: tuple[str, ...], span: Span, blocks: Sequence[tuple[int, int]]) -> None:
        """Hold the value of a field to its interval, or the difference of two blocks: a weighed sum of means."""
        weighing = weighing_of(self.shape, field, items) if span is not None else None
        if span is None or weighing is None:
            return
        if not all((block, key) in self.means for block, _ in blocks for key in items):
            return
        base = sum(sign for _, sign in blocks) * weighing.base
        terms = [(self.means[block, key], sign * weighing.added[key] / 100) for block, sign in blocks for key in items]
        self._add_between(terms, (span[0] - base, span[1] - base))

    def _add_between(self, terms: Sequence[tuple[cp_model.IntVar, Fraction]], span: Span) -> None:
        if span is not None:
            slack = 1 + sum(abs(factor) for _, factor in terms)
            self._add_linear(terms, (span[0] * FINE - slack, span[1] * FINE + slack))

    def _add_linear(
        self,
        terms: Sequence[tuple[cp_model.IntVar, Fraction]],
        span: tuple[Fraction | None, Fraction | None],
    ) -> None:
        bottom = lcm(*[factor.denominator for _, factor in terms])
        whole = sum(variable * int(factor * bottom) for variable, factor in terms)
        if span[0] is not None:
            self.model.add(whole >= floor(span[0] * bottom))
        if span[1] is not None:
            self.model.add(whole <= ceil(span[1] * bottom))
