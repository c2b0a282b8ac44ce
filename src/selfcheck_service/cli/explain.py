"""An evaluation as a table that a person can read and recompute, at most 100 columns wide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from textwrap import wrap

from selfcheck_service.catalogue import Positions
from selfcheck_service.cli.explain_data import data_of
from selfcheck_service.cli.explain_words import Words, words_in
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.scoring import Answers, Evaluation, FieldResult, SuggestionResult
from selfcheck_service.core.scoring.evaluation import AnswerChange, Contribution, NextLevel
from selfcheck_service.core.scoring.phrases import Phrases, phrases_in

WIDTH = 100
# The columns of a calculation. An item stands in the file of its field, so that its line is enough.
_COLUMNS = {"item": (22, 40, 18, 12), "field": (22, 15, 20, 35)}


@dataclass(frozen=True, slots=True)
class _Table:
    """What the lines need beside the evaluation: words, the answers, and where the definition says what.

    `said` is what was answered to the items of the calculations, in words.
    """

    words: Words
    phrases: Phrases
    language: str
    answers: Answers
    said: dict[str, str]
    positions: Positions
    folder: Path
    margin: str = ""

    def wrapped(self, text: str, first: str, following: str) -> list[str]:
        """Return a text as lines that begin at the margin."""
        return _wrapped(text, self.margin + first, self.margin + following)

    def number(self, number: float) -> str:
        """Return a number of the evaluation as the formula has it: the shortest one that means the same double."""
        return self.phrases.number(Fraction(str(number)))

    def title(self, text: Mapping[str, str]) -> str:
        """Return a text in the language of the evaluation."""
        return Text(text).in_language(self.language, self.answers.plan.questionnaire.languages[0])

    def answer(self, key: str, value: object) -> str:
        """Return an answer in words: titles of options, a number, a text."""
        structure = self.answers.plan.structure
        options = structure.options_of(structure.items[key])
        titles: dict[object, str] = {option.value: self.title(option.title) for option in options}
        return ", ".join(
            titles.get(part) or (self.number(part) if isinstance(part, int | float) else str(part))
            for part in (value if isinstance(value, list | tuple) else [value])
        )

    def level(self, field: str, key: str) -> str:
        """Return the title of a level that a field may have."""
        structure = self.answers.plan.structure
        sets = (structure.level_sets[case.set] for case in structure.level_sets_of(structure.nodes[field]))
        return next(self.title(level.title) for found in sets for level in found.levels if level.key == key)

    def place(self, pointer: str | None) -> str:
        """Return file and line of a part of the definition, the file as seen from the version folder."""
        if pointer is None:
            return ""
        place = self.positions.value(pointer)
        path = Path(place.file)
        shown = path.relative_to(self.folder) if path.is_relative_to(self.folder) else Path(path.name)
        return f"{shown}:{place.line}"


def explain_lines(evaluation: Evaluation, answers: Answers, positions: Positions, definition: Path) -> Iterator[str]:
    """Yield the lines of the table. `definition` is the path that the evaluated definition was read from."""
    folder = definition if definition.is_dir() else definition.parent
    language = evaluation.language
    words = words_in(language)
    table = _Table(words, phrases_in(language), language, answers, _said(evaluation, words), positions, folder)
    yield from wrap(f"{evaluation.title} · {evaluation.questionnaire} {evaluation.version}", WIDTH)
    yield from _profile(table)
    results = [*evaluation.fields, *([evaluation.overall] if evaluation.overall else [])]
    for result in results:
        yield ""
        # A unit stands below the field that it belongs to.
        of_unit = result.key in answers.plan.structure.origins
        yield from _field(result, replace(table, margin="  ") if of_unit else table)
        for item in evaluation.items:
            if item.field == result.key and item.level is not None:
                yield from _two_columns(f"  {item.key}", f"{table.number(item.points or 0)} {item.level.title}")
    yield from _flags(evaluation, table.words)
    if evaluation.hidden:
        yield ""
        yield from _wrapped(f"{table.words.hidden}: {', '.join(evaluation.hidden)}", "", "  ")
    for number, suggestion in enumerate(evaluation.suggestions, start=1):
        yield ""
        yield from _suggestion(number, suggestion, table)
    yield ""
    yield f"{table.words.receipt}: {evaluation.receipt.definition_hash}"
    yield f"  {table.words.answers} {evaluation.receipt.answers_digest}"
    yield f"  {table.words.results} {evaluation.receipt.result_digest}"


def _said(evaluation: Evaluation, words: Words) -> dict[str, str]:
    """Return what was said to each item that enters a score."""
    lines = (line for found in evaluation.fields if found.explanation for line in found.explanation.contributions or ())
    return {line.key: _answer(line, words) for line in lines if line.kind == "item"}


def _profile(table: _Table) -> Iterator[str]:
    plan = table.answers.plan
    said = []
    for attribute in plan.questionnaire.profile:
        value = table.answers.profile.get(attribute.key)
        if isinstance(value, Fraction):
            unit = attribute.number and attribute.number.unit
            shown = f"{table.phrases.number(value)} {table.title(unit) if unit else ''}".rstrip()
        else:
            shown = next((table.title(one.title) for one in attribute.options if one.value == value), "")
        said += [f"{table.title(attribute.title)} {shown}"] if shown else []
    if said:
        yield from _wrapped(f"{table.words.profile}: {' · '.join(said)}", "", "  ")


def _field(result: FieldResult, table: _Table) -> Iterator[str]:
    words, explanation = table.words, result.explanation
    yield from _two_columns(f"{table.margin}{result.title} ({result.key})", _score(result, table))
    if explanation is None:
        return
    place = table.place(explanation.definition)
    yield from table.wrapped(f"{place}  {explanation.text}" if place else explanation.text, "  ", "  ")
    for contribution in explanation.contributions or ():
        yield _contribution(contribution, table, place.rpartition(":")[0])
        if contribution.calculation is not None:
            yield from table.wrapped(contribution.calculation, "      ", "        ")
    if explanation.formula:
        yield from table.wrapped(f"= {explanation.formula}", "  ", "    ")
    yield from _data(result.key, table, place.rpartition(":")[0])
    if result.level is not None and result.level.capped_from is not None:
        held = words.held.format(level=table.level(result.key, result.level.capped_from))
        yield from table.wrapped(held, "  ", "  ")
    if explanation.next_level is not None:
        yield from _next_level(explanation.next_level, table)


def _data(field: str, table: _Table, file: str) -> Iterator[str]:
    """Yield the constants and tables that a calculation names, and where they stand."""
    structure = table.answers.plan.structure
    for kind, key, pointer in data_of(field, structure):
        value = f" = {table.phrases.brief(structure.constants[key])}" if kind == "constant" else ""
        word = table.words.constant if kind == "constant" else table.words.table
        yield from table.wrapped(f"{word} {key}{value}  {table.place(pointer).removeprefix(file)}", "  ", "    ")


def _score(result: FieldResult, table: _Table) -> str:
    words = table.words
    if result.scale is None:
        return words.not_scored if result.level is None else result.level.title
    low, high = (table.number(end) for end in result.scale)
    if result.score is None:
        return f"{words.statuses[result.status]} ({low}–{high})"
    shown = f"{table.number(result.score)} ({low}–{high})"
    if result.level is not None:
        shown += f" {result.level.title}"
    return shown if result.status == "valid" else f"{shown}, {words.statuses[result.status]}"


def _contribution(contribution: Contribution, table: _Table, file: str) -> str:
    """Return one line of the calculation: what, answer, points (× weight), and where the definition says so."""
    words = table.words
    answer = _answer(contribution, words)
    if contribution.points is None:
        worth = words.treatments.get(contribution.treatment, contribution.treatment)
    else:
        worth = table.number(contribution.points)
        if contribution.weight is not None and contribution.weighted is not None:
            worth += f" × {table.number(contribution.weight)} = {table.number(contribution.weighted)}"
    key, said, calculation, where = _COLUMNS[contribution.kind]
    cells = (
        _cell(contribution.key, key),
        # Numbers are never cut; a long calculation takes its room from the answer.
        _cell(answer, said - max(0, len(worth) - calculation) - len(table.margin)),
        worth.ljust(calculation),
        _cell(table.place(contribution.definition).removeprefix(file), where, keep_end=True),
    )
    return f"{table.margin}  {'  '.join(cells)}".rstrip()


def _answer(contribution: Contribution, words: Words) -> str:
    return contribution.answer_text or words.states.get(contribution.state, contribution.state)


def _next_level(following: NextLevel, table: _Table) -> Iterator[str]:
    words = table.words
    yield from table.wrapped(f"→ {following.title}: {' '.join(following.missing)}", "  ", "    ")
    for change in following.changes or ():
        yield from table.wrapped(_change(change, table), "    ", "      ")
    if following.changes is None:
        yield f"{table.margin}    {words.no_change_found}"
    elif not following.exact and len(following.changes) > 1:
        yield f"{table.margin}    {words.not_exact}"


def _change(change: AnswerChange, table: _Table) -> str:
    current = table.said.get(change.item) or (
        table.words.states["unanswered"] if change.current is None else table.answer(change.item, change.current)
    )
    return f"{change.item}: {current} → {table.answer(change.item, change.target)}"


def _flags(evaluation: Evaluation, words: Words) -> Iterator[str]:
    if evaluation.flags:
        yield ""
        shown = ", ".join(f"{key}: {words.truths[value]}" for key, value in evaluation.flags.items())
        yield from _wrapped(f"{words.flags}: {shown}", "", "  ")


def _suggestion(number: int, suggestion: SuggestionResult, table: _Table) -> Iterator[str]:
    words = table.words
    yield from _wrapped(f"{number}. {suggestion.title} ({suggestion.key})", "", "   ")
    facts = (
        suggestion.type_title,
        suggestion.field_title,
        f"{words.effort} {suggestion.effort}",
        f"{words.horizon} {suggestion.horizon}",
        f"{words.impact} {suggestion.impact}",
        f"{words.priority} {table.number(suggestion.priority)}",
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
