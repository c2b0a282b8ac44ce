"""What is watched while respondents answer: which scores, levels, flags and suggestions they come to."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, islice

from selfcheck_service.core.definition.exact import exact_to_short
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.scoring.plan import FieldPlan
from selfcheck_service.simulation.asking import items_below, things_asked
from selfcheck_service.simulation.bands import Bands
from selfcheck_service.simulation.respondents import Body
from selfcheck_service.simulation.world import Finding, Seen, World, found_at

# A thing to be reached: a level of a field, a flag that is true, a suggestion that is offered, an item that is shown.
Goal = tuple[str, str, str]
_MOST_PATTERNS = 2
_MOST_SHOWN = 3
_MOST_TELLING = 10
# Every so many responses one is kept.
_SOME_OF = 17


class Observer:
    """Keeps what was seen, and the response that showed it first."""

    def __init__(self, world: World) -> None:
        self.world, self.plan = world, world.plan
        self.bands = Bands(world.plan)
        self.reached: dict[Goal, Seen] = {}
        self.lowest: dict[str, tuple[Fraction, Body]] = {}
        self.highest: dict[str, tuple[Fraction, Body]] = {}
        self.patterns: dict[Goal, set[tuple[object, ...]]] = defaultdict(set)
        # Of each field the places of all answers on which its score rests.
        self.resting_on = {field.key: self._resting_on(field) for field in self.plan.fields}
        # Of each field the first responses in which it had a score.
        self.scored: dict[str, list[Seen]] = {field.key: [] for field in self.plan.fields}
        # What a group comes to is no result of one response, and yet its items are asked for something.
        self.of_groups = things_asked(self.plan.questionnaire.cohort, self.plan.structure).items
        # What no condition and no expression asks for enters scores, or nothing.
        self.asked_for = things_asked((self.plan.structure.questionnaire,), self.plan.structure).items
        # Some of all responses, from the beginning to the end of the first few hundred.
        self.some: list[Seen] = []
        self.watched = 0
        # Unscored items that nothing asks for.
        self.idle: list[str] = []
        # Of items that are not always shown, the first responses in which they were.
        self.shown: dict[str, list[Seen]] = {
            item.key: []
            for item in self.plan.items
            if item.definition.kind.asked and (item.shown_when or item.applies_to or len(item.forms) < self._forms())
        }

    def _resting_on(self, field: FieldPlan) -> tuple[int, ...]:
        below = items_below(field, self.plan)
        return tuple(item.index for item in self.plan.items if item.key in below and item.definition.kind.asked)

    def _forms(self) -> int:
        return len(self.plan.questionnaire.forms)

    def watch(self, seen: Seen) -> None:
        """Take note of one response."""
        if self.watched % _SOME_OF == 0 and len(self.some) < _MOST_TELLING:
            self.some.append(seen)
        self.watched += 1
        self.bands.watch(seen)
        for field in self.plan.fields:
            self._watch_field(field, seen)
        for key, value in seen.results["flags"].items():
            if value is True:
                self.reached.setdefault(("flag", key, ""), seen)
        hidden = set(seen.results["hidden"])
        for key, responses in self.shown.items():
            if key not in hidden and len(responses) < _MOST_SHOWN:
                responses.append(seen)
                self.reached.setdefault(("item", key, ""), seen)
        for key in seen.results["suggestions"]:
            self.reached.setdefault(("suggestion", key, ""), seen)

    def _watch_field(self, field: FieldPlan, seen: Seen) -> None:
        result = seen.fields[field.key]
        if result["raw_score"] is not None and len(self.scored[field.key]) < _MOST_SHOWN:
            self.scored[field.key].append(seen)
        for name in ("score", "score_min", "score_max"):
            number = seen.score(field.key, name)
            if number is None:
                continue
            if field.key not in self.lowest or number < self.lowest[field.key][0]:
                self.lowest[field.key] = number, seen.body
            if field.key not in self.highest or number > self.highest[field.key][0]:
                self.highest[field.key] = number, seen.body
        if result["level"] is not None:
            goal = ("level", field.key, str(result["level"]))
            self.reached.setdefault(goal, seen)
            patterns = self.patterns[goal]
            if len(patterns) < _MOST_PATTERNS:
                patterns.add(tuple(seen.answers.values[index] for index in self.resting_on[field.key]))

    def telling(self, key: str) -> Iterator[Seen]:
        """Yield some responses in which an item is shown: those with a score, those that came to something, others."""
        scored = chain.from_iterable(self.scored.values())
        for found in (scored, self.reached.values(), self.some):
            shown = (seen for seen in list(found) if key not in seen.results["hidden"])
            yield from islice(shown, _MOST_TELLING)

    def goals(self) -> Iterator[Goal]:
        """Yield everything that somebody should come to."""
        for field in self.plan.fields:
            for level in field.level_keys:
                yield "level", field.key, level
        for flag in self.plan.flags:
            yield "flag", flag.key, ""
        for suggestion in self.plan.suggestions:
            yield "suggestion", suggestion.key, ""
        for key in self.shown:
            yield "item", key, ""

    def missing(self) -> list[Goal]:
        """Return what nobody has come to."""
        return [goal for goal in self.goals() if goal not in self.reached]

    def scores_outside(self) -> Iterator[Finding]:
        """Yield the fields of which a score or a bound was seen outside the declared scale."""
        for field in self.plan.fields:
            low, high = field.scale
            for number, body in self._ends(field):
                if not low <= number <= high:
                    words = {"name": field.key, "found": exact_to_short(number), "range": _shown(field)}
                    yield found_at("score_leaves_scale", (*field.node.path, "scoring"), "error", body, **words)
                    break

    def _ends(self, field: FieldPlan) -> list[tuple[Fraction, Body]]:
        return [ends[field.key] for ends in (self.lowest, self.highest) if field.key in ends]

    def proved_on_scale(self) -> int:
        """Return of how many fields every score that is possible at all lies on the declared scale."""
        spans = ScoreSpans(self.plan.structure)
        found = 0
        for field in self.plan.fields:
            span = spans.of_field(field.key)
            low, high = field.scale
            found += span is not None and low <= span[0] and span[1] <= high
        return found

    def ends_missed(self) -> Iterator[Finding]:
        """Yield the fields whose best or worst possible score does not reach the end of the scale."""
        for field in self.plan.fields:
            ends = self._ends(field)
            low, high = field.scale
            if ends and (ends[0][0] > low or ends[1][0] < high):
                found = f"[{exact_to_short(ends[0][0])}, {exact_to_short(ends[1][0])}]"
                words = {"name": field.key, "found": found, "range": _shown(field)}
                yield found_at("scale_end_unreached", (*field.node.path, "scoring"), "warning", None, **words)


def comes_to(goal: Goal, seen: Seen) -> bool:
    """Tell whether a response comes to something."""
    kind, key, level = goal
    match kind:
        case "level":
            return bool(seen.fields[key]["level"] == level)
        case "flag":
            return seen.results["flags"][key] is True
        case "suggestion":
            return key in seen.results["suggestions"]
        case _:
            return key not in seen.results["hidden"]


def _shown(field: FieldPlan) -> str:
    low, high = map(exact_to_short, field.scale)
    return f"[{low}, {high}]"
