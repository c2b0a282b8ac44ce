"""The workshop brief with its schedule as one HTML file: no network, no cookie, the same bytes every time.

Whatever people have written is escaped. The policy in its head lets in one style sheet and one script, by their
hashes, and nothing else; without the script everything still works.
"""

import base64
import hashlib
from collections.abc import Iterator
from fractions import Fraction
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.releases import cell_text
from selfcheck_service.core.releases.document import CellFigure, Figure, Number
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.core.workshop import PreparedWorkshop
from selfcheck_service.reports.planning.plan_words import PLAN_WORDS
from selfcheck_service.reports.workshop.ballots import ballots_of
from selfcheck_service.reports.workshop.pictures import bar_of, bar_of_cell, bar_of_field, grid_of
from selfcheck_service.reports.workshop.words import date_in, word_in

_TEMPLATES = Path(__file__).parent / "templates"
_AN_HOUR = 60
# So many items of a part are shown with all their answers, which is what a room can talk about.
MOST_ITEMS = 5
# The lines of a measure sheet, under the names that the action plan has for them; True where a decision needs it.
_MEASURE_LINES = (
    ("title", True),
    ("fields", True),
    ("goal", False),
    ("type", False),
    ("first_step", True),
    ("first_step_on", True),
    ("responsible", True),
    ("co_actors", False),
    ("decision_body", False),
    ("starts_on", False),
    ("deadline", True),
    ("hours", False),
    ("euro_class", False),
    ("funding", False),
    ("indicator", True),
    ("baseline", True),
    ("target", True),
    ("risk", False),
    ("affected", False),
    ("affected_groups", False),
    ("review_on", True),
    ("origin", False),
)


def workshop_page(prepared: PreparedWorkshop) -> bytes:
    """Return the page, in UTF-8 and in the language of the brief; where that is neither German nor English, English."""
    brief = prepared.brief
    language = brief.language if is_german(brief.language) or _is_english(brief.language) else "en"
    style, script = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    fields = {each.key: each for each in (*brief.profile, *brief.views)}
    numbers = {each.key: number for number, each in enumerate(brief.profile, start=1)}
    screens = tuple(_screens(prepared, language))
    page = _environment().get_template("page.html")
    return page.render(
        brief=brief,
        schedule=prepared.schedule,
        about=prepared.about,
        language=language,
        foreign=None if language == brief.language else brief.language,
        say=partial(word_in, language),
        number=partial(_number, language),
        figure=partial(_figure, language),
        cell=partial(_cell, language),
        date=partial(date_in, language),
        style=style,
        script=script,
        policy=_policy(style, script),
        fields=fields,
        numbers=numbers,
        grid=grid_of(brief, numbers),
        ballots=tuple(ballots_of(brief)),
        measure_lines=tuple(_measure_lines(language)),
        screens=screens,
        turns=_turns(screens),
    ).encode()


def _is_english(language: str) -> bool:
    return language.partition("-")[0] == "en"


@cache
def _environment() -> Environment:
    """Return the templates; they take long to read."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        bar_of=bar_of, bar_of_cell=bar_of_cell, bar_of_field=bar_of_field, clock=_clock, most_items=MOST_ITEMS
    )
    return made


def _policy(style: str, script: str) -> str:
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; base-uri 'none'; "
        "form-action 'none'"
    )


def _screens(prepared: PreparedWorkshop, language: str) -> Iterator[tuple[str, str]]:
    """Yield the id and the title of all that is shown on a screen of its own, in order."""
    brief = prepared.brief
    yield "start", word_in(language, "start")
    yield "schedule", word_in(language, "schedule")
    for part in brief.parts:
        yield f"part-{part.number}", f"{part.number} {part.title}"
        if part.key == "priorities":
            for at, each in enumerate(brief.priorities, start=1):
                yield f"priority-{at}", each.title
        if part.key == "procedures":
            for at, sheet in enumerate(brief.procedures, start=1):
                yield f"procedure-{at}", sheet.title
    yield "ballot", word_in(language, "ballot")
    yield "measure", word_in(language, "measure")


def _measure_lines(language: str) -> Iterator[str]:
    """Yield the names of the lines of a measure sheet; a star stands where a decision needs the line."""
    for name, needed in _MEASURE_LINES:
        german, english = PLAN_WORDS[f"head.{name}"]
        yield f"{german if is_german(language) else english}{' *' if needed else ''}"


_Screen = tuple[str, str]


def _turns(screens: tuple[_Screen, ...]) -> dict[str, tuple[_Screen | None, _Screen | None]]:
    """Return what comes before and after each screen."""
    before = (None, *screens)
    after = (*screens[1:], None)
    return {name: (before[at], after[at]) for at, (name, _) in enumerate(screens)}


def _number(language: str, number: Number) -> str:
    return phrases_in(language).number(Fraction(str(number)))


def _figure(language: str, figure: Figure) -> str:
    """Return a figure in words; nothing where it says nothing."""
    if figure.lowest is None or figure.highest is None:
        return ""
    ends = [_number(language, end).replace("-", "−") for end in (figure.lowest, figure.highest)]
    if ends[0] == ends[1]:
        return ends[0]
    return word_in(language, "between", lowest=ends[0], highest=ends[1])


def _cell(language: str, cell: CellFigure) -> str:
    return cell_text(cell, language)


def _clock(minutes: int) -> str:
    """Return minutes as hours and minutes, such as 1:15."""
    return f"{minutes // _AN_HOUR}:{minutes % _AN_HOUR:02}"
