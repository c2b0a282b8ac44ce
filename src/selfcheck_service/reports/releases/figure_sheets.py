"""The sheets of what a group of people said together: fields, items, counts, and how far blocks are apart."""

from collections.abc import Iterator, Sequence

from selfcheck_service.core.releases.document import BlockFigures, Figure, ItemFigures, Number
from selfcheck_service.reports.releases.sheet import Book, Cell, Column, Kind
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker

# Narrower scales are read with two decimals; the release rounds them so.
_WIDE = 20


def add_fields(book: Book, speaker: ReleaseSpeaker) -> None:
    """Add the fields: with their values where there are blocks, else with their quarters."""
    if speaker.release.mode == "institutional":
        return
    sheet = book.sheet(speaker.word("sheet.fields"), speaker.word("sheet.fields"), speaker.word("note.fields"))
    if speaker.release.total is None:
        columns, rows = _quarter_columns(speaker), list(_quarter_rows(speaker))
    else:
        columns, rows = _field_columns(speaker), list(_field_rows(speaker))
    sheet.table(columns, rows, held=2, empty=speaker.word("nothing"))


def _field_columns(speaker: ReleaseSpeaker) -> list[Column]:
    return [
        Column(speaker.word("who"), 26),
        Column(speaker.word("field"), 30),
        *_ends(speaker, speaker.word("figure.value"), digits_for(speaker)),
        Column(speaker.word("scale"), 9),
        Column(speaker.word("rests_on"), 10),
        Column(speaker.word("figure.pattern"), 32),
        Column(speaker.word("figure.quadrant"), 32),
        *_ends(speaker, speaker.word("urgency"), "share"),
        Column(speaker.word("figure.urgent"), 20),
        Column(speaker.word("reason"), 34),
    ]


def _field_rows(speaker: ReleaseSpeaker) -> Iterator[list[Cell]]:
    for block in speaker.shown_blocks():
        who = speaker.people(block.perspectives)
        for field in block.fields:
            urgency = field.urgency or Figure(None, None, None)
            missing = _missing(speaker, field.value.reason, field.pattern_reason, urgency.reason)
            yield [
                who,
                indented(speaker, field.key),
                *_both(field.value),
                scale_words(speaker, field.scale),
                rests_on(speaker, field.items),
                speaker.text(f"pattern.{field.pattern}"),
                speaker.text(f"quadrant.{field.quadrant}"),
                *_both(urgency),
                "" if field.urgent is None else speaker.text(f"urgent.{field.urgent}"),
                missing,
            ]


def _quarter_columns(speaker: ReleaseSpeaker) -> list[Column]:
    return [
        Column(speaker.word("who"), 26),
        Column(speaker.word("field"), 40),
        Column(speaker.word("figure.quarter"), 28),
        *_ends(speaker, speaker.word("figure.value"), digits_for(speaker)),
        Column(speaker.word("reason"), 60),
    ]


def _quarter_rows(speaker: ReleaseSpeaker) -> Iterator[list[Cell]]:
    for group in speaker.release.groups:
        who = speaker.people(group.perspectives)
        for field in group.fields:
            words = speaker.quarter(field), field.lowest, field.highest, speaker.reason(field.reason)
            yield [who, indented(speaker, field.key), *words]


def add_items(book: Book, speaker: ReleaseSpeaker) -> None:
    """Add the items with what their cells come to; where no block is, there is no such sheet."""
    if speaker.release.total is None or speaker.release.mode == "institutional":
        return
    note = speaker.word("note.items", sheet=speaker.word("sheet.counts"))
    sheet = book.sheet(speaker.word("sheet.items"), speaker.word("sheet.items"), note)
    columns = [
        Column(speaker.word("who"), 22),
        Column(speaker.word("item"), 46),
        Column(speaker.word("field"), 20),
        Column(speaker.word("asked"), 9, "whole"),
        *_ends(speaker, speaker.word("mean.head"), "share", width=11),
        *_ends(speaker, speaker.word("no_answer"), "share", width=11),
        *_ends(speaker, speaker.word("agreement"), "fine", width=10),
        *_ends(speaker, speaker.word("consensus"), "fine", width=10),
        Column(speaker.word("figure.pattern"), 30),
        Column(speaker.word("reason"), 30),
    ]
    sheet.table(columns, _item_rows(speaker), held=2, empty=speaker.word("nothing"))


def _item_rows(speaker: ReleaseSpeaker) -> Iterator[list[Cell]]:
    for block, item in _items(speaker):
        figures = (item.mean, item.no_answer, item.agreement, item.consensus)
        reasons = (item.reason, *(figure.reason for figure in figures), item.pattern_reason)
        yield [
            speaker.people(block.perspectives),
            speaker.item(item.key),
            speaker.field(item.field),
            item.n if item.cells else None,
            *(end for figure in figures for end in _both(figure)),
            speaker.text(f"pattern.{item.pattern}") if item.cells else "",
            _missing(speaker, *reasons),
        ]


def add_counts(book: Book, speaker: ReleaseSpeaker) -> None:
    """Add how often each option was chosen; where no block is, there is no such sheet."""
    if speaker.release.total is None or speaker.release.mode == "institutional":
        return
    sheet = book.sheet(speaker.word("sheet.counts"), speaker.word("sheet.counts"), speaker.word("note.counts"))
    columns = [
        Column(speaker.word("item"), 50),
        Column(speaker.word("option"), 30),
        *(Column(_sized(speaker, block), 24, "whole", left=True) for block in speaker.shown_blocks()),
    ]
    sheet.table(columns, _count_rows(speaker), held=2, empty=speaker.word("nothing"))


def _sized(speaker: ReleaseSpeaker, block: BlockFigures) -> str:
    return speaker.word("sized", people=speaker.people(block.perspectives), size=speaker.people_count(block.n))


def _count_rows(speaker: ReleaseSpeaker) -> Iterator[list[Cell]]:
    """Yield a row for each option of each item that has cells somewhere, with a cell for each block."""
    for items in zip(*(block.items for block in speaker.shown_blocks()), strict=True):
        options = next((item.cells for item in items if item.cells), ())
        for place, option in enumerate(options):
            silent = option.option is None
            title = speaker.text("cell.no_answer") if silent else speaker.option(items[0].key, option.option)
            yield [speaker.item(items[0].key), title, *(_count(speaker, item, place) for item in items)]


def _count(speaker: ReleaseSpeaker, item: ItemFigures, place: int) -> Cell:
    """Return how many chose an option: a number where only one is possible, else words; why not, where it is hidden."""
    if not item.cells:
        return speaker.reason(item.reason)
    cell = item.cells[place]
    if cell.lowest == cell.highest:
        return cell.lowest
    words = speaker.cell(cell)
    ends = {"at_most": (0, cell.count), "at_least": (cell.count, item.n)}.get(cell.code)
    if ends is None or ends == (cell.lowest, cell.highest):
        return words
    return speaker.word("count.narrowed", words=words, low=cell.lowest, high=cell.highest)


def add_gaps(book: Book, speaker: ReleaseSpeaker) -> None:
    """Add how far each two blocks are apart; where fewer than two blocks are, there is no such sheet."""
    if not speaker.release.gaps:
        return
    sheet = book.sheet(speaker.word("sheet.gaps"), speaker.word("sheet.gaps"), speaker.word("note.gaps"))
    columns = [
        Column(speaker.word("field"), 32),
        Column(speaker.word("first"), 24),
        Column(speaker.word("second"), 24),
        *_ends(speaker, speaker.word("figure.difference"), digits_for(speaker)),
        Column(speaker.word("figure.gap"), 50),
        Column(speaker.word("rests_on"), 12),
        Column(speaker.word("reason"), 36),
    ]
    sheet.table(columns, _gap_rows(speaker), held=1, empty=speaker.word("nothing"))


def _gap_rows(speaker: ReleaseSpeaker) -> Iterator[list[Cell]]:
    for gap in speaker.release.gaps:
        yield [
            speaker.field(gap.field),
            speaker.people(gap.first),
            speaker.people(gap.second),
            *_both(gap.difference),
            speaker.gap(gap),
            rests_on(speaker, gap.items),
            _missing(speaker, gap.difference.reason),
        ]


def _items(speaker: ReleaseSpeaker) -> Iterator[tuple[BlockFigures, ItemFigures]]:
    for block in speaker.shown_blocks():
        for item in block.items:
            yield block, item


def _ends(speaker: ReleaseSpeaker, what: str, kind: Kind, width: int = 13) -> tuple[Column, Column]:
    """Return the two columns of an interval."""
    low, high = speaker.word("lowest", what=what), speaker.word("highest", what=what)
    return Column(low, width, kind), Column(high, width, kind)


def _both(figure: Figure) -> tuple[Number | None, Number | None]:
    return figure.lowest, figure.highest


def _missing(speaker: ReleaseSpeaker, *reasons: str | None) -> str:
    """Return why something is not said, each reason once."""
    return " ".join(speaker.reason(reason) for reason in dict.fromkeys(reasons) if reason is not None)


def indented(speaker: ReleaseSpeaker, field: str) -> str:
    """Return the title of a field; one that is nested in another stands further right."""
    return "\u2003" * speaker.depth(field) + speaker.field(field)


def rests_on(speaker: ReleaseSpeaker, items: Sequence[str]) -> str:
    """Return on how many items a figure rests; nothing where there is no figure."""
    if not items:
        return ""
    return speaker.word("rests_on.one" if len(items) == 1 else "rests_on.count", count=len(items))


def scale_words(speaker: ReleaseSpeaker, scale: tuple[Number, Number]) -> str:
    """Return a scale in words: `0–100`."""
    return "–".join(map(speaker.number, scale))


def digits_for(speaker: ReleaseSpeaker) -> Kind:
    """Return how the values of fields are shown: with two decimals where one of their scales is narrow."""
    scales = [field.scale for field in speaker.plan.fields]
    return "fine" if any(abs(high - low) < _WIDE for low, high in scales) else "number"
