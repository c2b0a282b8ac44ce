"""The first sheet: what this is, who is summed up in it, and how to read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from selfcheck_service.core.releases import canonical_release, release_hash
from selfcheck_service.reports.releases.sheet import Book, Cell, Kind, height_of
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker

_LABELS, _WORDS = 34, 100


@dataclass(frozen=True, slots=True)
class _Line:
    """A label with what stands behind it, and a note on the cell."""

    label: str
    value: Cell
    kind: Kind = "text"
    note: str = ""


def add_overview(book: Book, speaker: ReleaseSpeaker) -> None:
    """Add the sheet."""
    page = book.sheet(speaker.word("sheet.overview"), speaker.title, "").page
    page.set_column(0, 0, _LABELS)
    page.set_column(1, 1, _WORDS)
    row = 2
    for head, lines in (
        ("what", _what(speaker)),
        ("summed", _summed(speaker)),
        ("merged", _merged(speaker)),
        ("reading", _reading(speaker)),
    ):
        row = _part(book, page, row, speaker.word(head), list(lines))


def _part(book: Book, page: Worksheet, row: int, head: str, lines: list[_Line]) -> int:
    """Write a part below a head, where it has lines; return the row after it."""
    if not lines:
        return row
    page.write_string(row, 0, head, book.strong)
    for place, line in enumerate(lines, start=row + 1):
        book.write(page, place, 0, line.label)
        book.write(page, place, 1, line.value, line.kind, left=True)
        page.set_row(place, height_of([(line.label, _LABELS), (line.value, _WORDS)]))
        if line.note:
            page.write_comment(place, 0, line.note, {"x_scale": 3})
    return row + len(lines) + 2


def _what(speaker: ReleaseSpeaker) -> Iterator[_Line]:
    release = speaker.release
    joint = release.mode == "institutional"
    if speaker.about.made_up:
        yield _Line(speaker.word("made_up"), speaker.word("made_up.text"))
    yield _Line("", speaker.word("what.joint" if joint else "what.text"))
    yield _Line(speaker.word("figure.municipality"), speaker.about.municipality)
    yield _Line(speaker.word("figure.round_title"), speaker.about.title)
    yield _Line(
        speaker.word("figure.version"),
        speaker.word("of_version", questionnaire=release.questionnaire, version=release.version),
    )
    yield _Line(speaker.word("figure.closed_on"), speaker.closed_on, "day")
    if not joint:
        yield _Line(speaker.word("figure.people"), release.n, "whole")
    yield _Line(speaker.word("figure.mode"), speaker.word(f"mode.{release.mode}"))
    if release.minimum_group_size is not None:
        yield _Line(speaker.word("figure.minimum_group_size"), release.minimum_group_size, "whole")
    yield _Line(speaker.word("figure.policy"), release.policy, "whole")
    yield _Line(speaker.word("figure.round"), release.round)
    yield _Line(speaker.word("figure.release_hash"), release_hash(canonical_release(release)))
    yield _Line(speaker.word("figure.definition_hash"), release.definition_hash)
    yield _Line(speaker.word("figure.terms_hash"), release.terms_hash)


def _summed(speaker: ReleaseSpeaker) -> Iterator[_Line]:
    release = speaker.release
    if release.mode == "institutional":
        return
    groups = {group.perspectives for group in release.groups}
    for group in release.groups:
        shown = speaker.reason(group.reason) or speaker.text(f"rule.{group.rule}")
        yield _people(speaker, group.perspectives, group.n, shown)
    for block in release.blocks:
        if block.perspectives not in groups:
            yield _people(speaker, block.perspectives, block.n, speaker.text(f"rule.{block.rule}"))


def _people(speaker: ReleaseSpeaker, perspectives: tuple[str, ...], count: int, shown: str) -> _Line:
    """Return who is summed up together and what is shown of them; a note says who was merged."""
    merged = len(perspectives) > 1
    note = speaker.word("merged.note", names=speaker.listed(perspectives)) if merged else ""
    return _Line(speaker.people(perspectives), f"{speaker.people_count(count)}. {shown}", note=note)


def _merged(speaker: ReleaseSpeaker) -> Iterator[_Line]:
    """Yield the merge log, step by step; in rounds that merge nobody there is none."""
    if not speaker.merging:
        return
    for step, merge in enumerate(speaker.release.merges, start=1):
        yield _Line(speaker.word("merged.step", number=step), speaker.merge(merge))
    if not speaker.release.merges:
        yield _Line("", speaker.word("merged.none"))


def _reading(speaker: ReleaseSpeaker) -> Iterator[_Line]:
    if speaker.release.mode != "institutional":
        yield _Line(speaker.word("reading.range"), speaker.word("reading.range.text"))
        yield _Line(speaker.word("figure.mean"), speaker.word("reading.mean"))
        yield _Line(speaker.word("reading.agreement"), speaker.word("reading.agreement.text"))
    # On the sheet of ratings no reason stands beside an empty cell.
    name = "reading.missing.ratings" if speaker.release.mode == "open" else "reading.missing.text"
    yield _Line(speaker.word("reading.missing"), speaker.word(name))
