"""The deep check on the command line: with a time limit, a progress bar, and each finding at its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selfcheck_service.catalogue import LocatedProblem, locate, read_questionnaire
from selfcheck_service.cli.progress import expires_in, progress_bar
from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.simulation import chance_of
from selfcheck_service.simulation.deep import DeepReport, check_deep
from selfcheck_service.simulation.respondents import Body

_KINDS = {"level": ("levels", "Stufen"), "flag": ("flags", "Kennzeichen"), "suggestion": ("suggestions", "Anregungen")}


@dataclass(frozen=True, slots=True)
class LocatedReport:
    """What the deep check of one definition found: each problem at its place, with the response that shows it."""

    definition: Path
    seed: int
    report: DeepReport
    located: tuple[tuple[LocatedProblem, Body | None], ...]


def look_deep(definition: Path, *, seed: int, seconds: float) -> LocatedReport:
    """Let synthetic respondents look at a definition that has no errors; after so many seconds they stop."""
    reading = read_questionnaire(definition)
    plan = compile_plan(reading.questionnaire)
    with progress_bar(str(definition)) as progress:
        report = check_deep(plan, chance_of(seed), expired=expires_in(seconds), progress=progress)
    positions = reading.document.positions
    located = tuple((place, one.witness) for one in report.findings for place in locate([one.problem], positions))
    return LocatedReport(definition, seed, report, tuple(sorted(located, key=_order)))


def _order(found: tuple[LocatedProblem, Body | None]) -> tuple[str, int, int, str]:
    place = found[0].place
    return place.file, place.line, place.column, found[0].problem.code


def problem_row(located: LocatedProblem, language: str) -> dict[str, object]:
    """Return a problem as data."""
    place, problem = located.place, located.problem
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "code": problem.code,
        "location": problem.location,
        "message": problem.message(language),
    }


def deep_lines(found: LocatedReport, language: str) -> Iterator[str]:
    """Yield each finding as a line, below it the response that shows it."""
    for located, witness in found.located:
        yield located.render(language)
        if witness is not None:
            yield f"  {canonical_json(witness).decode()}"


def deep_row(found: LocatedReport, language: str) -> dict[str, object]:
    """Return the report as data."""
    report = found.report
    return {
        "definition": str(found.definition),
        "seed": found.seed,
        "tried": report.tried,
        "finished": report.finished,
        "proved": dict(report.proved),
        "reached": {kind: {"reached": some, "of": every} for kind, (some, every) in report.reached.items()},
        "idle": list(report.idle),
        "findings": [problem_row(located, language) | {"witness": witness} for located, witness in found.located],
    }


def deep_summary(found: LocatedReport, language: str) -> str:
    """Return what was tried, in one line."""
    german, report = is_german(language), found.report
    parts = [f"{_KINDS[kind][german]} {some}/{every}" for kind, (some, every) in report.reached.items()]
    words = "künstlich ausgefüllte Fragebögen" if german else "synthetic responses"
    if report.idle:
        parts.append(f"{'ohne Wirkung' if german else 'without effect'}: {' '.join(report.idle)}")
    line = ", ".join([f"{found.definition}: {report.tried} {words} (seed {found.seed})", *parts])
    if report.finished:
        return line
    return line + ("; die Zeit reichte nicht" if german else "; the time was over before the end")
