"""An evaluation as a table that a person can read and recompute, at most 100 columns wide."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from selfcheck_service.catalogue import Positions
from selfcheck_service.cli.explain_words import Words, words_in
from selfcheck_service.core.scoring import Evaluation, FieldResult, SuggestionResult
from selfcheck_service.core.scoring.evaluation import AnswerChange, Contribution, NextLevel

WIDTH = 100
# The columns of a calculation. An item stands in the file of its field, so that its line is enough.
_COLUMNS = {"item": (22, 40, 18, 12), "field": (22, 15, 20, 35)}


@dataclass(frozen=True, slots=True)
class _Table:
    """What the lines need beside the evaluation: words, and where the definition says what."""

    words: Words
    positions: Positions
    folder: Path

    def place(self, pointer: str | None) -> str:
        """Return file and line of a part of the definition, the file as seen from the version folder."""
        if pointer is None:
            return ""
        place = self.positions.value(pointer)
        path = Path(place.file)
        shown = path.relative_to(self.folder) if path.is_relative_to(self.folder) else Path(path.name)
        return f"{shown}:{place.line}"


def explain_lines(evaluation: Evaluation, positions: Positions, definition: Path) -> Iterator[str]:
    """Yield the lines of the table. `definition` is the path that the evaluated definition was read from."""
    folder = definition if definition.is_dir() else definition.parent
    table = _Table(words_in(evaluation.language), positions, folder)
    yield from wrap(f"{evaluation.title} · {evaluation.questionnaire} {evaluation.version}", WIDTH)
    results = [*evaluation.fields, *([evaluation.overall] if evaluation.overall else [])]
    for result in results:
        yield ""
        yield from _field(result, table)
        for item in evaluation.items:
            if item.field == result.key and item.level is not None:
                yield from _two_columns(f"  {item.key}", f"{table.words.number(item.points or 0)} {item.level.title}")
    yield from _flags(evaluation, table.words)
    if evaluation.hidden:
        yield ""
        yield from _wrapped(f"{table.words.hidden}: {', '.join(evaluation.hidden)}", "", "  ")
    for number, suggestion in enumerate(evaluation.suggestions, start=1):
        yield ""
        yield from _suggestion(number, suggestion, table.words)
    yield ""
    yield f"{table.words.receipt}: {evaluation.receipt.definition_hash}"
    yield f"  {table.words.answers} {evaluation.receipt.answers_digest}"
    yield f"  {table.words.results} {evaluation.receipt.result_digest}"


def _field(result: FieldResult, table: _Table) -> Iterator[str]:
    words, explanation = table.words, result.explanation
    yield from _two_columns(f"{result.title} ({result.key})", _score(result, words))
    if explanation is None:
        return
    place = table.place(explanation.definition)
    yield from _wrapped(f"{place}  {explanation.text}" if place else explanation.text, "  ", "  ")
    for contribution in explanation.contributions or ():
        yield _contribution(contribution, table, place.rpartition(":")[0])
        if contribution.calculation is not None:
            yield from _wrapped(contribution.calculation, "      ", "        ")
    if explanation.formula:
        yield from _wrapped(f"= {explanation.formula}", "  ", "    ")
    if result.level is not None and result.level.capped_from is not None:
        following = explanation.next_level
        capped_from = result.level.capped_from
        title = following.title if following is not None and following.key == capped_from else capped_from
        yield from _wrapped(words.held.format(level=title), "  ", "  ")
    if explanation.next_level is not None:
        yield from _next_level(explanation.next_level, words)


def _score(result: FieldResult, words: Words) -> str:
    if result.scale is None:
        return words.not_scored if result.level is None else result.level.title
    low, high = (words.number(end) for end in result.scale)
    if result.score is None:
        return f"{words.statuses[result.status]} ({low}–{high})"
    shown = f"{words.number(result.score)} ({low}–{high})"
    if result.level is not None:
        shown += f" {result.level.title}"
    return shown if result.status == "valid" else f"{shown}, {words.statuses[result.status]}"


def _contribution(contribution: Contribution, table: _Table, file: str) -> str:
    """Return one line of the calculation: what, answer, points × weight, and where the definition says so."""
    words = table.words
    answer = contribution.answer_text or words.states.get(contribution.state, contribution.state)
    if contribution.points is None or contribution.weight is None or contribution.weighted is None:
        worth = words.treatments.get(contribution.treatment, contribution.treatment)
    else:
        points, weight = words.number(contribution.points), words.number(contribution.weight)
        worth = f"{points} × {weight} = {words.number(contribution.weighted)}"
    key, said, calculation, where = _COLUMNS[contribution.kind]
    cells = (
        _cell(contribution.key, key),
        _cell(answer, said),
        _cell(worth, calculation),
        _cell(table.place(contribution.definition).removeprefix(file), where, keep_end=True),
    )
    return ("  " + "  ".join(cells)).rstrip()


def _next_level(following: NextLevel, words: Words) -> Iterator[str]:
    yield from _wrapped(f"→ {following.title}: {' '.join(following.missing)}", "  ", "    ")
    for change in following.changes or ():
        yield from _wrapped(_change(change, words), "    ", "      ")
    if following.changes is None:
        yield f"    {words.no_change_found}"
    elif not following.exact and len(following.changes) > 1:
        yield f"    {words.not_exact}"


def _change(change: AnswerChange, words: Words) -> str:
    current = words.states["unanswered"] if change.current is None else words.value(change.current)
    return f"{change.item}: {current} → {words.value(change.target)}"


def _flags(evaluation: Evaluation, words: Words) -> Iterator[str]:
    if evaluation.flags:
        yield ""
        shown = ", ".join(f"{key}: {words.truths[value]}" for key, value in evaluation.flags.items())
        yield from _wrapped(f"{words.flags}: {shown}", "", "  ")


def _suggestion(number: int, suggestion: SuggestionResult, words: Words) -> Iterator[str]:
    yield from _wrapped(f"{number}. {suggestion.title} ({suggestion.key})", "", "   ")
    facts = (
        suggestion.type_title,
        suggestion.field_title,
        f"{words.effort} {suggestion.effort}",
        f"{words.horizon} {suggestion.horizon}",
        f"{words.impact} {suggestion.impact}",
        f"{words.priority} {words.number(suggestion.priority)}",
    )
    yield from _wrapped(" · ".join(facts), "   ", "   ")
    for reason in suggestion.because:
        yield from _wrapped(f"{words.because}: {reason.text}", "   ", "     ")
    if suggestion.after:
        yield from _wrapped(f"{words.after}: {', '.join(suggestion.after)}", "   ", "     ")
    yield from _wrapped(f"{words.first_step}: {suggestion.first_step}", "   ", "     ")


def _cell(text: str, width: int, *, keep_end: bool = False) -> str:
    """Return the text in a column; what is too long is cut, a path at its beginning."""
    if len(text) <= width:
        return text.ljust(width)
    return "…" + text[len(text) - width + 1 :] if keep_end else text[: width - 1] + "…"


def _two_columns(left: str, right: str) -> Iterable[str]:
    if len(left) + len(right) + 2 <= WIDTH:
        return [left + right.rjust(WIDTH - len(left))]
    return [*wrap(left, WIDTH), *_wrapped(right, "  ", "  ")]


def _wrapped(text: str, first: str, following: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=following)
