"""An individual evaluation as data for paper: strengths first, then each field with its doubts, then suggestions."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selfcheck_service.core.scoring import Evaluation, FieldResult, Plan, SuggestionResult
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.core.scoring.wording import wording_in
from selfcheck_service.reports.individual.changes import MOST_CHANGES, changes_in, nearer_fields
from selfcheck_service.reports.individual.words import word_of

Readers = Literal["oneself", "others", "nobody"]
# So many fields are named as the strongest, and as those with the most room.
_NAMED = 3
# So many suggestions are printed whole; of the others there are the titles.
_WHOLE = 8
_TEMPLATE_WORDS = (
    *("strengths", "room", "overview", "field", "score", "level", "position", "coverage", "fields", "noticed"),
    *("suggestions", "more", "nothing", "legend", "legend.span", "coverage.hint"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a score lies: `score`, `low` and `high` as shares of the scale from 0 to 1; `alt` says it in words."""

    score: float
    low: float
    high: float
    alt: str


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field: `depth` is 0 at the top. `doubts` say how far its score can be relied on, `lifts` what lifts it.

    `status` is said of a score that is provisional, and of no other. `coverage` is how much is answered with a value.
    """

    title: str
    depth: int
    score: str
    status: str | None
    level: str
    coverage: str
    place: Place | None
    texts: tuple[str, ...]
    doubts: tuple[str, ...]
    lifts_title: str
    lifts: tuple[str, ...]
    lifts_end: str | None


@dataclass(frozen=True, slots=True)
class Offered:
    """A suggestion; `facts` are names with what belongs to them, why it is offered first."""

    title: str
    field: str
    text: str | None
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class IndividualSheet:
    """A whole evaluation in one language. `words` are those of the template, by name; `stamp` names version and proof.

    `strengths` and `room` are empty where no field stands out from the others. `whole` is the coverage of a field of
    which every answer has a value.
    """

    title: str
    about: str
    notice: str | None
    strengths: tuple[str, ...]
    room: tuple[str, ...]
    fields: tuple[FieldShown, ...]
    noticed: tuple[str, ...]
    suggestions: tuple[Offered, ...]
    more: tuple[str, ...]
    whole: str
    stamp: str
    words: dict[str, str]


def individual_sheet(plan: Plan, evaluation: Evaluation, *, readers: Readers) -> IndividualSheet:
    """Return an evaluation of this plan with its explanations, for paper.

    `readers` says who is shown the answers: `oneself` alone, `others` too, or `nobody`, as they are not stored.
    """
    writer = _Writer(plan, evaluation)
    receipt = evaluation.receipt
    results = [*([evaluation.overall] if evaluation.overall else []), *evaluation.fields]
    strengths, room = writer.ends()
    return IndividualSheet(
        title=evaluation.title,
        about=writer.word(f"about.{readers}"),
        notice=evaluation.notice,
        strengths=strengths,
        room=room,
        fields=tuple(writer.field(each) for each in results),
        noticed=writer.noticed(),
        suggestions=tuple(writer.offered(each) for each in evaluation.suggestions[:_WHOLE]),
        more=tuple(f"{each.title} ({each.field_title})" for each in evaluation.suggestions[_WHOLE:]),
        whole=writer.percent(1),
        stamp=f"{receipt.questionnaire} {receipt.version} · {receipt.result_digest[:12]}",
        words={name: writer.word(name) for name in _TEMPLATE_WORDS},
    )


class _Writer:
    """Writes what stands in one evaluation."""

    def __init__(self, plan: Plan, evaluation: Evaluation) -> None:
        self._plan = plan
        self._evaluation = evaluation
        self._wording = wording_in(plan, evaluation.language)

    def word(self, name: str, /, **values: object) -> str:
        return word_of(self._evaluation.language, name, **values)

    def number(self, value: float) -> str:
        return phrases_in(self._evaluation.language).number(Fraction(value))

    def ends(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the fields at the top that reach most of their scale, and those that reach least."""
        reached = [(share, each) for each in self._top() if (share := self._reached(each)) is not None]
        count = min(_NAMED, len(reached) // 2) if len({share for share, _ in reached}) > 1 else 0
        ranked = sorted(reached, key=lambda pair: -pair[0])
        best, least = ranked[:count], ranked[len(ranked) - count :]
        # What reaches alike is not praised in one place and found wanting in the other.
        best = [pair for pair in best if pair[0] > least[-1][0]]
        least = [pair for pair in reversed(least) if pair[0] < best[-1][0]]
        return tuple(self._named(each) for _, each in best), tuple(self._named(each) for _, each in least)

    def _top(self) -> Iterator[FieldResult]:
        """Yield the fields at the top; those of a further group look at the same answers again."""
        top = [each for each in self._evaluation.fields if each.parent is None]
        first = next((each.group for each in top), None)
        yield from (each for each in top if each.group == first)

    def _named(self, found: FieldResult) -> str:
        parts = [found.title, found.level.title if found.level else "", self._score(found), self._status(found) or ""]
        return " · ".join(part for part in parts if part)

    def _reached(self, found: FieldResult) -> float | None:
        better = self._plan.fields[self._plan.field_index[found.key]].better
        if found.score is None or found.scale is None or better == "none":
            return None
        low, high = found.scale
        share = (found.score - low) / (high - low)
        return 1 - share if better == "lower" else share

    def noticed(self) -> tuple[str, ...]:
        """Return the titles of the flags that are true."""
        flags = self._evaluation.flags
        return tuple(title for key, title in self._wording.flags.items() if flags.get(key) is True)

    def field(self, found: FieldResult) -> FieldShown:
        upward = found.explanation.next_level if found.explanation else None
        steps = tuple(self._steps(found))
        lifts = [*(upward.missing if upward else ()), *steps]
        return FieldShown(
            title=found.title,
            depth=self._depth(found),
            score=self._score(found) or self.word("no_score"),
            status=self._status(found),
            level=found.level.title if found.level else "–",
            coverage="–" if found.coverage is None else self.percent(found.coverage),
            place=self._place(found),
            texts=tuple(each for each in (found.text, found.next_text) if each),
            doubts=tuple(self._doubts(found)),
            lifts_title="" if upward is None else self.word("next", level=upward.title),
            lifts=tuple(lifts),
            lifts_end=self.word("either_way") if steps else None,
        )

    def _depth(self, found: FieldResult) -> int:
        parents = {each.key: each.parent for each in self._evaluation.fields}
        depth, above = 0, found.parent
        while above in parents:
            depth, above = depth + 1, parents[above]
        return depth

    def _score(self, found: FieldResult) -> str:
        return "" if found.score is None else self.number(found.score)

    def _status(self, found: FieldResult) -> str | None:
        return self.word("provisional") if found.status == "provisional" else None

    def percent(self, share: float) -> str:
        return f"{self.number(round(share * 100))} %"

    def _doubts(self, found: FieldResult) -> Iterator[str]:
        """Yield how the score came about and how far it can be relied on, and what is near or in the way."""
        if found.explanation is not None:
            # A number stays on the line of what it counts.
            yield found.explanation.text.replace(" × ", "\u00a0×\u00a0")
        elif found.score_min is not None and found.score_max is not None and found.coverage is not None:
            low, high = self.number(found.score_min), self.number(found.score_max)
            yield self.word("span", coverage=self.percent(found.coverage), low=low, high=high)
        if found.level is not None:
            titles = self._levels(found)
            if found.level.border is not None:
                yield self.word("border", level=titles.get(found.level.border, found.level.border))
            if found.level.capped_from is not None:
                yield self.word("capped", level=titles.get(found.level.capped_from, found.level.capped_from))

    def _levels(self, found: FieldResult) -> dict[str, str]:
        words = self._wording.fields[self._plan.field_index[found.key]]
        return dict(zip(words.level_keys, words.level_sets[0].titles, strict=True)) if words.level_sets else {}

    def _place(self, found: FieldResult) -> Place | None:
        if found.score is None or found.scale is None:
            return None
        low, high = found.scale
        ends = [found.score if end is None else end for end in (found.score_min, found.score_max)]
        score, first, last = ((value - low) / (high - low) for value in (found.score, *ends))
        values = {"score": self.number(found.score), "low": self.number(low), "high": self.number(high)}
        alt = self.word("alt", title=found.title, **values)
        if ends[0] != ends[1]:
            alt = self.word("alt.span", alt=alt, from_=self.number(ends[0]), to=self.number(ends[1]))
        return Place(score, first, last, alt)

    def _steps(self, found: FieldResult) -> Iterator[str]:
        """Yield the answers that would have to change; of too many, how many, and which fields are nearer."""
        changes = changes_in(self._plan, self._evaluation, found) or ()
        if len(changes) <= MOST_CHANGES:
            for each in changes:
                yield self.word("change", prompt=each.prompt, current=each.current, target=each.target)
            return
        yield self.word("much", count=len(changes))
        near = [each.title for each in nearer_fields(self._evaluation, _NAMED) if each.key != found.key]
        if near:
            yield self.word("nearer", fields=", ".join(near))

    def offered(self, found: SuggestionResult) -> Offered:
        facts = {
            "because": " ".join(each.text for each in found.because),
            "first_step": found.first_step,
            "who": found.who,
            "lead_question": found.lead_question,
            "indicator": found.indicator,
        }
        named = tuple((self.word(name), value) for name, value in facts.items() if value)
        return Offered(found.title, found.field_title, found.text, named)
