"""The sheets of single answers: the ratings of an open round, or the joint answer and its evaluation."""

from collections.abc import Iterator

from selfcheck_service.reports.releases.evaluation import (
    evaluation_in,
    fields_in,
    level_of,
    suggestion_in,
    title_of,
    why_not,
)
from selfcheck_service.reports.releases.figure_sheets import digits_for, scale_words
from selfcheck_service.reports.releases.said import Said, list_said
from selfcheck_service.reports.releases.sheet import Book, Cell, Column
from selfcheck_service.reports.releases.speaker import ReleaseSpeaker

# So many people stand side by side; of more, each has a row.
_ABREAST = 40


def add_ratings(book: Book, speaker: ReleaseSpeaker) -> None:
    """Add who answered what: an item in each row and a person in each column, or the other way round."""
    ratings = speaker.release.ratings
    if ratings is None:
        return
    shown = "joint" if speaker.release.mode == "institutional" else "ratings"
    sheet = book.sheet(speaker.word(f"sheet.{shown}"), speaker.word(f"sheet.{shown}"), speaker.word(f"note.{shown}"))
    said = [{each.item: each for each in list_said(rating, speaker)} for rating in ratings]
    names = [_name(speaker, rating.name, rating.perspective) for rating in ratings]
    asked = {key: found for each in said for key, found in each.items()}
    keys = sorted(asked, key=lambda key: (speaker.place(key) or 0, key))
    items = [asked[key].title for key in keys]
    found = [[_cell(answers.get(key)) for answers in said] for key in keys]
    if len(names) <= _ABREAST:
        # The one answer of many hands is longer, and stands alone.
        width = 70 if shown == "joint" else 20
        heads = [Column(speaker.word("item"), 50), Column(speaker.word("field"), 24)]
        heads += [Column(name, width) for name in names]
        rows = [[asked[key].title, asked[key].field, *answers] for key, answers in zip(keys, found, strict=True)]
    else:
        heads = [Column(speaker.word("name"), 30), *(Column(item, 24) for item in items)]
        rows = [[name, *answers] for name, answers in zip(names, zip(*found, strict=True), strict=True)]
    sheet.table(heads, rows, held=1, empty=speaker.word("nothing"))


def _name(speaker: ReleaseSpeaker, name: str, perspective: str | None) -> str:
    if not name:
        return speaker.word("joint")
    return name if perspective is None else f"{name} ({speaker.perspective(perspective)})"


def _cell(said: Said | None) -> Cell:
    """Return an answer as a cell; nothing where an item was not asked or not answered."""
    return None if said is None else said.words


def add_evaluation(book: Book, speaker: ReleaseSpeaker) -> None:
    """Add the one evaluation of an institutional round, field by field."""
    found = evaluation_in(speaker)
    if found is None:
        return
    sheet = book.sheet(
        speaker.word("sheet.evaluation"), speaker.word("sheet.evaluation"), speaker.word("note.evaluation")
    )
    score, span, digits = speaker.word("figure.score"), speaker.word("figure.score_range"), digits_for(speaker)
    columns = [
        Column(speaker.word("field"), 40),
        Column(score, 10, digits),
        Column(speaker.word("scale"), 10),
        Column(speaker.word("figure.level"), 30),
        Column(speaker.word("figure.coverage"), 14, "part"),
        Column(speaker.word("lowest", what=span), 20, digits),
        Column(speaker.word("highest", what=span), 20, digits),
        Column(speaker.word("reason"), 44),
    ]
    rows: Iterator[list[Cell]] = (
        [
            title_of(field, speaker),
            field.score,
            "" if field.scale is None else scale_words(speaker, field.scale),
            level_of(field, speaker),
            field.coverage,
            field.score_min,
            field.score_max,
            why_not(field, speaker),
        ]
        for field in fields_in(found)
    )
    sheet.table(columns, rows, held=1, empty=speaker.word("nothing"))


def add_suggestions(book: Book, speaker: ReleaseSpeaker) -> None:
    """Add the suggestions of the one evaluation, most urgent first; where it has none, there is no such sheet."""
    found = evaluation_in(speaker)
    if found is None or not found.suggestions:
        return
    sheet = book.sheet(
        speaker.word("sheet.suggestions"), speaker.word("sheet.suggestions"), speaker.word("note.suggestions")
    )
    columns = [
        Column(speaker.word("field"), 30),
        Column(speaker.word("figure.suggestion"), 44),
        Column(speaker.word("type"), 20),
        Column(speaker.word("first_step"), 70),
    ]
    shown = [(each.field, suggestion_in(each, speaker)) for each in found.suggestions]
    rows: Iterator[list[Cell]] = (
        [speaker.field(field), each.title, each.type_title, each.first_step] for field, each in shown
    )
    sheet.table(columns, rows, held=2, empty=speaker.word("nothing"))
