"""The re-check as a page: measures beside two rounds, with a table for its chart, and no word of a cause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from selfcheck_service.core.recheck import recheck_text
from selfcheck_service.core.recheck.spoken import LISTS
from selfcheck_service.core.rounds.spoken import spoken_day
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.reports.planning.page import Chart, Drawing, Page, Section, Span, Table
from selfcheck_service.reports.planning.speaker import sentence
from selfcheck_service.reports.planning.words import plan_word
from selfcheck_service.reports.releases.words import word_in

_Plain = Mapping[str, Any]
_SIDES = ("earlier", "later")
# More titles in one cell nobody reads; each measure has a section of its own.
_MOST_NAMED = 3
_SHORTEST_RUN = 3
# Whose values stand for all: as in the re-check, joint answers, everybody together, or a small group with quarters.
_ALL = ("joint", "total", "quarters")


@dataclass(frozen=True, slots=True)
class RecheckAbout:
    """What a re-check does not name: municipality, titles of questionnaire and rounds, and of perspectives by key.

    The earlier round is the first. `made_up`: the service is a demo, and all that it says is invented.
    """

    municipality: str
    questionnaire: str
    rounds: tuple[str, str]
    perspectives: Mapping[str, str]
    made_up: bool = False


def recheck_page(found: _Plain, about: RecheckAbout) -> Page:
    """Return the page of a re-check; `found` is what `spoken_recheck` returns, in German or in English."""
    return _Writer(found, about, found["language"]).page()


@dataclass(frozen=True, slots=True)
class _Writer:
    found: _Plain
    about: RecheckAbout
    language: str

    def page(self) -> Page:
        days = {side: self.day(self.found[side]["closed_on"]) for side in _SIDES}
        return Page(
            name="recheck",
            language=self.language,
            title=self.say("title"),
            subtitle=f"{self.about.municipality} · {self.about.rounds[0]}",
            mark=word_in(self.language, "made_up.text") if self.about.made_up else "",
            sections=(
                self.rounds(),
                *self.further_notes(),
                self.instrument(),
                self.moved(),
                self.progress(),
                self.each(),
            ),
            foot=self.say("foot", questionnaire=self.about.questionnaire, **days),
        )

    def say(self, name: str, /, **values: object) -> str:
        return plan_word(self.language, f"recheck.{name}", **values)

    def heads(self, *names: str) -> tuple[str, ...]:
        return tuple(map(self.say, names))

    def day(self, iso: str | None) -> str:
        return "–" if iso is None else spoken_day(date.fromisoformat(iso), self.language)

    def notes(self, *about: str) -> Iterator[str]:
        yield from (note["text"] for note in self.found["notes"] if note["about"] in about)

    def further_notes(self) -> Iterator[Section]:
        """Yield the notes on people, on time and on reading behind the first, where there are some."""
        _, *others = self.notes("people", "time", "reading")
        points = tuple(others)
        if points:
            yield Section(self.say("notes"), points=points)

    def rounds(self) -> Section:
        """Return what the two rounds are, behind the first note: that nothing here names a cause."""
        earlier, later = (self.found[side] for side in _SIDES)
        rows = (
            (self.say("name"), *self.about.rounds),
            (self.say("closed"), self.day(earlier["closed_on"]), self.day(later["closed_on"])),
            (self.say("people"), str(earlier["n"]), str(later["n"])),
            (self.say("mode"), earlier["mode_text"], later["mode_text"]),
            (self.say("version"), earlier["version"], later["version"]),
        )
        table = Table(self.say("rounds.table"), self.heads("what", *_SIDES), rows, (26, 37, 37))
        return Section(self.say("rounds"), tuple(self.notes("reading"))[:1], table=table)

    def instrument(self) -> Section:
        """Return what differs in how it was asked, apart from everything that moved."""
        differing = [aim for aim in self.aims() if aim["instrument"] != "unchanged"]
        points = tuple(self.notes("instrument"))
        if not differing:
            return Section(self.say("instrument"), (self.say("instrument.same"),), points)
        rows = tuple((aim["title"], self.measures(self.naming(aim)), aim["instrument_text"]) for aim in differing)
        table = Table(self.say("instrument.table"), self.heads("aim", "measures", "differs"), rows, (34, 26, 40))
        return Section(self.say("instrument"), points=points, table=table)

    def moved(self) -> Section:
        """Return the values of everybody as a chart and as a table, and the lists that have something."""
        pairs = [(aim, reading) for aim in self.aims() if (reading := _of_all(aim)) is not None]
        parts = tuple(self.listed(name) for name in LISTS if self.found[name]["entries"])
        if not pairs:
            return Section(self.say("moved"), () if parts else (self.say("nothing"),), parts=parts)
        drawings = (Drawing(self.on_scale(aim, reading), tuple(self.spans(reading))) for aim, reading in pairs)
        drawn = tuple(each for each in drawings if each.spans)
        rows = tuple(
            (aim["title"], self.scale(reading), *self.both_figures(reading), self.difference(reading))
            for aim, reading in pairs
        )
        heads = self.heads("aim", "scale", *_SIDES, "difference")
        table = Table(self.say("table"), heads, rows, (32, 14, 18, 18, 18))
        chart = Chart(self.say("chart"), drawn) if drawn else None
        two_values = any(reading[f"{side}_published"] for _, reading in pairs for side in _SIDES)
        why = (self.say("two_values"),) if two_values else ()
        return Section(self.say("moved"), why, chart=chart, table=table, parts=parts)

    def listed(self, name: str) -> Section:
        found = self.found[name]
        entries = found["entries"]
        if not any(each["measures"] for each in entries):
            plain = tuple((each["title"], each["text"]) for each in entries)
            return Section(found["text"], table=Table(found["text"], self.heads("aim", "shown"), plain, (50, 50)))
        rows = tuple((each["title"], self.measures(each["measures"]), each["text"]) for each in entries)
        table = Table(found["text"], self.heads("aim", "measures", "shown"), rows, (34, 26, 40))
        return Section(found["text"], table=table)

    def progress(self) -> Section:
        counts = self.found["progress"]
        rows = tuple((recheck_text(f"status.{name}", self.language), str(count)) for name, count in counts.items())
        table = Table(self.say("progress.table"), self.heads("status", "count"), rows, (70, 30))
        return Section(self.say("progress"), (self.say("progress.lead"),), table=table)

    def each(self) -> Section:
        measures = self.found["measures"]
        none = () if measures else (self.say("none"),)
        return Section(self.say("each"), none, parts=tuple(map(self.measure, measures)))

    def measure(self, found: _Plain) -> Section:
        facts = [
            (plan_word(self.language, f"head.{name}"), self.day(found[name]))
            for name in ("decided_on", "deadline")
            if found[name] is not None
        ]
        if found["last_review"] is not None:
            facts.append((self.say("last_review"), self.reviewed(found["last_review"])))
        rows = tuple(row for aim in found["aims"] for row in self.rows(aim))
        heads = self.heads("aim", "who", *_SIDES, "shown")
        table = Table(self.say("each.table"), heads, rows, (23, 18, 13, 13, 33)) if rows else None
        heading = plan_word(self.language, "numbered", number=found["number"], title=found["title"])
        return Section(heading, (found["text"],), facts=tuple(facts), table=table)

    def reviewed(self, review: _Plain) -> str:
        """Return what the last review found, as the action plan says it."""
        blocker, step = review["blocker"] or review["dropped_reason"], review["next_step"]
        return plan_word(
            self.language,
            "plan.reviewed",
            day=self.day(review["held_on"]),
            status=recheck_text(f"status.{review['status']}", self.language),
            blocker=plan_word(self.language, "plan.blocker", text=sentence(blocker)) if blocker else "",
            next_step=plan_word(self.language, "plan.next_step", text=sentence(step)) if step else "",
        )

    def rows(self, aim: _Plain) -> Iterator[tuple[str, ...]]:
        """Yield a row for each part that both releases have; of what cannot be compared, one that says why."""
        changed = "" if aim["instrument"] == "unchanged" else f"\n{aim['instrument_text']}"
        if not aim["readings"]:
            yield aim["title"] + changed, "–", "–", "–", aim["text"]
        for reading in aim["readings"]:
            worked_out = reading["basis"] not in (None, "published")
            text = f"{reading['text']} {reading['basis_text']}" if worked_out else reading["text"]
            yield self.on_scale(aim, reading) + changed, self.who(reading), *self.both_figures(reading), text

    def who(self, reading: _Plain) -> str:
        if reading["part"] == "block":
            return ", ".join(self.about.perspectives.get(key, key) for key in reading["perspectives"])
        return self.say(f"part.{reading['part']}")

    def both_figures(self, reading: _Plain) -> tuple[str, str]:
        """Return what is compared, the earlier one first, each with what its release says where that differs."""
        earlier, later = (self.figure(reading, side) + self.published(reading, side) for side in _SIDES)
        return earlier, later

    def published(self, reading: _Plain, side: str) -> str:
        """Return a line with what a release says itself; nothing where that is what is compared."""
        found = reading[f"{side}_published"]
        if found is None:
            return ""
        said = self.range(found["value"])
        if tuple(found["scale"]) != tuple(reading["scale"]):
            said = self.say("on_scale", title=said, scale=self.scale(found))
        return "\n" + self.say("published", value=said)

    def figure(self, reading: _Plain, side: str) -> str:
        """Return what is compared of one side: figures, a quarter, or why there is nothing."""
        quarter, figure = reading[f"{side}_quarter"], reading[side]
        if quarter is not None:
            return self.say("quarter", quarter=quarter, quarters=reading["quarters"])
        if figure is None:
            return "–"
        if figure["lowest"] is None:
            return figure["reason_text"] or "–"
        return self.range(figure)

    def scale(self, reading: _Plain) -> str:
        """Return from where to where values can lie; a dash for quarters."""
        if reading["scale"] is None:
            return "–"
        lowest, highest = map(self.number, reading["scale"])
        return self.say("range", lowest=lowest, highest=highest)

    def on_scale(self, aim: _Plain, reading: _Plain) -> str:
        """Return what was aimed at with the scale on which it is drawn."""
        scale = self.scale(reading)
        return aim["title"] if reading["scale"] is None else self.say("on_scale", title=aim["title"], scale=scale)

    def difference(self, reading: _Plain) -> str:
        figure = reading["difference"]
        if figure is None or figure["lowest"] is None:
            return reading["text"] if figure is None else figure["reason_text"] or "–"
        return self.range(figure, signed=True)

    def range(self, figure: _Plain, *, signed: bool = False) -> str:
        lowest, highest = (self.number(figure[end], signed=signed) for end in ("lowest", "highest"))
        return lowest if lowest == highest else self.say("range", lowest=lowest, highest=highest)

    def number(self, number: float, *, signed: bool = False) -> str:
        said = phrases_in(self.language).number(Fraction(str(number))).replace("-", "−")
        return f"+{said}" if signed and number > 0 else said

    def spans(self, reading: _Plain) -> Iterator[Span]:
        """Yield where the value lies on its scale, then and now; nothing where there is no value."""
        for side in _SIDES:
            ends = _ends(reading, side)
            if ends is not None:
                yield Span(self.say(side), *ends, self.figure(reading, side))

    def aims(self) -> Sequence[_Plain]:
        """Return everything that measures aimed at, each once, in the order of the measures."""
        found = {(aim["kind"], aim["key"]): aim for each in self.found["measures"] for aim in each["aims"]}
        return tuple(found.values())

    def naming(self, aim: _Plain) -> tuple[str, ...]:
        """Return the ids of the measures that aim at the same."""
        subject = aim["kind"], aim["key"]
        measures = self.found["measures"]
        return tuple(
            each["id"] for each in measures if any((other["kind"], other["key"]) == subject for other in each["aims"])
        )

    def measures(self, ids: Sequence[str]) -> str:
        """Return measures by number and title, each in a line; of many only the numbers."""
        known = set(ids)
        named = [each for each in self.found["measures"] if each["id"] in known]
        if len(named) > _MOST_NAMED:
            return self.say("numbers", numbers=_runs([each["number"] for each in named]))
        return "\n".join(map(self.named, named))

    def named(self, measure: _Plain) -> str:
        """Return number and title, and where it was agreed on too late to show in the later round, that it was."""
        said = plan_word(self.language, "numbered", number=measure["number"], title=measure["title"])
        return self.say("named_later", measure=said) if measure["decided_later"] else said


def _runs(numbers: Sequence[int]) -> str:
    """Return ascending numbers, three and more that follow each other as a run."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) >= _SHORTEST_RUN else ", ".join(map(str, run)) for run in runs)


def _of_all(aim: _Plain) -> _Plain | None:
    """Return the reading that stands for everybody; None where there is none."""
    for part in _ALL:
        for reading in aim["readings"]:
            if reading["part"] == part:
                return dict(reading)
    return None


def _ends(reading: _Plain, side: str) -> tuple[float, float] | None:
    """Return from where to where a value lies on its scale, as shares of it; None where there is no value."""
    quarter, figure, scale = reading[f"{side}_quarter"], reading[side], reading["scale"]
    if quarter is not None:
        return (quarter - 1) / reading["quarters"], quarter / reading["quarters"]
    if figure is None or figure["lowest"] is None or scale[0] == scale[1]:
        return None
    low, high = scale
    first, last = ((figure[end] - low) / (high - low) for end in ("lowest", "highest"))
    return first, last
