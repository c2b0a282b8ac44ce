"""Figures of a release in the words of a page, and pictures of them in numbers that the template draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from selfcheck_service.core.releases import cell_text, release_text
from selfcheck_service.core.releases.document import CellFigure, Figure, Number
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.core.workshop.document import FieldAtAGlance
from selfcheck_service.reports.workshop.pictures import Bar, bar_of, bar_of_cell, bar_of_field
from selfcheck_service.reports.workshop.words import date_in, word_in
from selfcheck_service.web.results.rows import labelled_rows

_AN_HOUR = 60
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Teller:
    """Says figures in the language of the page; nothing is 0 that is not known."""

    spoken: str

    def say(self, name: str, **values: object) -> str:
        """Return a word of the workshop brief, so that page and paper call everything by the same name."""
        return word_in(self.spoken, name, **values)

    def number(self, number: Number) -> str:
        """Return a number in words."""
        return phrases_in(self.spoken).number(Fraction(str(number))).replace("-", "−")

    def figure(self, figure: Figure | None) -> str:
        """Return an interval in words, one number where only that fits; a dash where nothing can be said."""
        if figure is None or figure.lowest is None or figure.highest is None:
            return NOTHING
        ends = self.number(figure.lowest), self.number(figure.highest)
        return ends[0] if ends[0] == ends[1] else self.say("between", lowest=ends[0], highest=ends[1])

    def value(self, seen: FieldAtAGlance) -> str:
        """Return where a field stands: its value with the scale, or its quarter."""
        if seen.quarter is not None:
            return self.say("quarter", quarter=seen.quarter, quarters=seen.quarters)
        return self.figure(seen.value)

    def scale(self, scale: tuple[Number, Number]) -> str:
        """Return both ends of a scale."""
        return self.say("on_scale", low=self.number(scale[0]), high=self.number(scale[1]))

    def cell(self, cell: CellFigure) -> str:
        """Return how many chose an option."""
        return cell_text(cell, self.spoken)

    def reason(self, key: str | None) -> str:
        """Return why something is not said; nothing for nothing."""
        return "" if key is None else release_text(f"reason.{key}", self.spoken)

    def pattern(self, key: str) -> str:
        """Return what the pattern of an item means."""
        return release_text(f"pattern.{key}", self.spoken)

    def day(self, iso: object) -> str:
        """Return a day in words."""
        return date_in(self.spoken, str(iso))

    def clock(self, minutes: int) -> str:
        """Return minutes as hours and minutes, such as 1:15."""
        return f"{minutes // _AN_HOUR}:{minutes % _AN_HOUR:02}"

    def rows(self, rows: Markup, heads: Sequence[object]) -> Markup:
        """Return rows of a table whose cells say what they are where there is no room for columns."""
        return labelled_rows(rows, heads)

    def bar(self, figure: Figure | None, scale: tuple[Number, Number]) -> Bar:
        """Return the bar of an interval on its scale."""
        return Bar(None, None) if figure is None else bar_of(figure, scale)

    def field_bar(self, seen: FieldAtAGlance) -> Bar:
        """Return the bar of a field at a glance."""
        return bar_of_field(seen)

    def cell_bar(self, cell: CellFigure, longest: int) -> Bar:
        """Return the bar of an option, where `longest` is the count of the whole width."""
        return bar_of_cell(cell, longest)
