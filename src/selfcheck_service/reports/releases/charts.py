"""The picture of the fields: bars from the lowest to the highest value, drawn by the program that opens the file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter.chart_bar import ChartBar

from selfcheck_service.core.definition.exact import exact_to_number
from selfcheck_service.core.releases.document import Number
from selfcheck_service.reports.releases.figure_sheets import digits_for
from selfcheck_service.reports.releases.sheet import FONT, Book, Kind, Sheet, height_of
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker

Scale = tuple[Number, Number]
_PER_CENT: Scale = (0, 100)
# In pixels: a row of a sheet, a bar with its distance to the next, and what a chart has around its bars.
_ROW, _BAR, _AROUND = 20, 30, 120
_WIDTH = 760
# In characters: the column with the titles of fields.
_TITLES = 44
_FIRST_CHART = 5


@dataclass(frozen=True, slots=True)
class _Bar:
    title: str
    low: Number
    high: Number
    scale: Scale


@dataclass(frozen=True, slots=True)
class _Picture:
    """The bars of some people, all on one scale."""

    people: str
    bars: Sequence[_Bar]
    scale: Scale
    shares: bool


def add_charts(book: Book, speaker: ReleaseSpeaker) -> None:
    """Add one chart for everybody and, where there are several, one for each block; none where there is no value."""
    pictures = list(_pictures(speaker))
    if not pictures:
        return
    sheet = book.sheet(speaker.word("sheet.charts"), speaker.word("sheet.charts"), speaker.word("note.charts"))
    page = sheet.page
    page.set_column(0, 0, _TITLES)
    page.set_column(1, 3, 12)
    row, ends = Sheet.HEAD, []
    for picture in pictures:
        row = _add(sheet, speaker, picture, row)
        ends.append(row)
    page.set_h_pagebreaks(ends[:-1])


def _pictures(speaker: ReleaseSpeaker) -> Iterator[_Picture]:
    for people, bars in _people(speaker):
        if not bars:
            continue
        shares = len({bar.scale for bar in bars}) > 1
        shown = [_share(bar) for bar in bars] if shares else bars
        ends = [*shown[0].scale, *(end for bar in shown for end in (bar.low, bar.high))]
        yield _Picture(people, shown, (min(ends), max(ends)), shares)


def _people(speaker: ReleaseSpeaker) -> Iterator[tuple[str, list[_Bar]]]:
    """Yield who is summed up together with the fields that have an interval: values, or else quarters."""
    if speaker.release.mode == "institutional":
        return
    for block in speaker.shown_blocks():
        figures = [(field.key, field.value.lowest, field.value.highest, field.scale) for field in block.fields]
        yield speaker.people(block.perspectives), list(_bars(speaker, figures))
    for group in speaker.release.groups:
        quarters = [(field.key, field.lowest, field.highest, _scale(speaker, field.key)) for field in group.fields]
        yield speaker.people(group.perspectives), list(_bars(speaker, quarters))


def _scale(speaker: ReleaseSpeaker, field: str) -> Scale:
    low, high = speaker.plan.fields[speaker.plan.field_index[field]].scale
    return exact_to_number(low), exact_to_number(high)


def _bars(
    speaker: ReleaseSpeaker, figures: Iterable[tuple[str, Number | None, Number | None, Scale]]
) -> Iterator[_Bar]:
    for field, low, high, scale in figures:
        if low is not None and high is not None:
            yield _Bar(speaker.field(field), low, high, scale)


def _share(bar: _Bar) -> _Bar:
    """Return a bar in per cent of its own scale, so that it can stand beside bars of others."""
    start, end = bar.scale
    shares = sorted(100 * (number - start) / ((end - start) or 1) for number in (bar.low, bar.high))
    return _Bar(bar.title, shares[0], shares[1], _PER_CENT)


def _add(sheet: Sheet, speaker: ReleaseSpeaker, picture: _Picture, row: int) -> int:
    """Write the numbers of a picture and its chart beside them; return the row after both."""
    book, page = sheet.book, sheet.page
    kind: Kind = "share" if picture.shares else digits_for(speaker)
    value = speaker.word("figure.value")
    ends = (speaker.word("lowest", what=value), speaker.word("highest", what=value))
    page.write_string(row, 0, picture.people, book.strong)
    head = row + 1
    book.write_heads(page, head, (speaker.word("field"), *ends, speaker.word("span")))
    for place, bar in enumerate(picture.bars, start=head + 1):
        for column, cell in enumerate((bar.title, bar.low, bar.high, bar.high - bar.low)):
            book.write(page, place, column, cell, kind if column else "text")
        page.set_row(place, height_of([(bar.title, _TITLES)]))
    height = _AROUND + _BAR * len(picture.bars)
    chart = _chart(book, speaker, picture, (page.get_name(), head + 1, head + len(picture.bars)))
    chart.set_size({"width": _WIDTH, "height": height})
    count = len(picture.bars)
    alt = speaker.word("chart.alt.one" if count == 1 else "chart.alt", count=count)
    page.insert_chart(row, _FIRST_CHART, chart, {"description": alt, "object_position": 3})
    return row + max(len(picture.bars) + 2, height // _ROW + 1) + 2


def _chart(book: Book, speaker: ReleaseSpeaker, picture: _Picture, place: tuple[str, int, int]) -> ChartBar:
    """Return the chart of rows of a sheet: an invisible bar up to the lowest value, and a grey one from there on."""
    name, first, last = place
    chart: ChartBar = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    titles = [name, first, 0, last, 0]
    invisible = {"fill": {"none": True}, "border": {"none": True}}
    # An exact value is a bar without a width: its border is what is seen of it.
    seen = {"fill": {"color": "#A6A6A6"}, "border": {"color": "#262626", "width": 1.5}}
    for column, style in ((1, invisible), (3, seen)):
        values = [name, first, column, last, column]
        chart.add_series({"categories": titles, "values": values, "gap": 60, **style})
    low, high = picture.scale
    words = "chart.axis.share" if picture.shares else "chart.axis.scale"
    axis = speaker.word(words, low=speaker.number(low), high=speaker.number(high))
    font = {"name": FONT, "size": 9}
    chart.set_title(
        {"name": speaker.word("chart.title", people=picture.people), "name_font": {"name": FONT, "size": 12}}
    )
    chart.set_y_axis({"reverse": True, "crossing": "max", "num_font": font, "line": {"color": "#262626"}})
    chart.set_x_axis(
        {
            "name": axis,
            "name_font": {**font, "bold": False},
            "num_font": font,
            "min": low,
            "max": high,
            "major_gridlines": {"visible": True, "line": {"color": "#BFBFBF", "width": 0.75}},
            "num_format": "General",
        }
    )
    chart.set_legend({"none": True})
    return chart
