"""Between what a page sends and what a draft keeps: answers as the API takes them, and nothing lost on the way.

What cannot be said in an answer, such as a number that can be read in two ways, is kept as it was typed under `typed`;
nobody can submit it, and the page shows it again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from selfcheck_service.core.definition import AnswersInvalid, Problem
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.scoring import Plan, parse_answers
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.web.controls import CONTROLS, NONE_OF_THESE, encode_value
from selfcheck_service.web.respond.place import Place
from selfcheck_service.web.sent import Sent, body_of

TYPED, BESIDE = "typed", "beside"
_CLOCK = re.compile(r"PT(\d+)H(\d+)M")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page asks: its items, and the fields among its own that are repeated for units."""

    items: tuple[ItemPlan, ...]
    units: frozenset[str]

    def owns(self, name: str) -> bool:
        """Tell whether an answer under this name belongs to the page; items of units are named `item.number`."""
        base = name.partition(".")[0]
        return base in self.units or any(item.key.partition(".")[0] == base for item in self.items)

    def part(self, answers: Mapping[str, object]) -> dict[str, object]:
        """Return those of the answers that belong to the page."""
        return {name: value for name, value in answers.items() if self.owns(name)}

    def says_something(self, answers: Mapping[str, object]) -> bool:
        """Tell whether anything is answered on the page; how many units there are is no answer."""
        return any(name not in self.units for name in self.part(answers))


def read_page(plan: Plan, sheet: Sheet, sent: Sent, place: Place) -> tuple[dict[str, object], list[Problem]]:
    """Return the answers of a page as they are to be kept, and every fault in them."""
    before = place.standing.answers
    body, problems = body_of(plan, sent, sheet.items)
    given = body["answers"]
    said = sheet.part(given) if isinstance(given, dict) else {}
    known = {item.key for item in sheet.items} | sheet.units
    said = {name: _unless_same(before.get(name), value) for name, value in said.items() if name in known}
    found = problems + faults_of(plan, said, place)
    for problem in problems:
        key = problem.location.split("/")[-1]
        if key in known:
            said[key] = {TYPED: sent.all(f"answer.{key}"), BESIDE: sent.all(f"no_answer.{key}")}
    return said, found


def faults_of(plan: Plan, answers: Mapping[str, object], place: Place) -> list[Problem]:
    """Return what is wrong with answers, each at its place."""
    perspective = place.standing.perspective or None
    body = {"answers": answers, "profile": place.opening.round.profile, "perspective": perspective}
    try:
        parse_answers(plan, body)
    except AnswersInvalid as error:
        return list(error.problems)
    return []


def pairs_of(plan: Plan, answers: Mapping[str, object], spoken: str) -> Iterator[tuple[str, str]]:
    """Yield answers that are kept as a page would send them."""
    flat = dict(_flat(plan, answers))
    for item in plan.items:
        if item.key in flat:
            yield from _pairs(item, flat[item.key], spoken)


def with_units_of(plan: Plan, answers: Mapping[str, object]) -> dict[str, object]:
    """Return answers with as many units as a plan has."""
    fitting: dict[str, object] = dict(answers)
    for key, count in zip(plan.structure.units, plan.unit_counts, strict=True):
        kept = answers.get(key)
        if isinstance(kept, list):
            fitting[key] = [*kept[:count], *({} for _ in range(count - len(kept)))]
    return fitting


def _unless_same(before: object, value: object) -> object:
    """Return what was kept where a page says the same of it: a reason that another client has sent stays."""
    if isinstance(before, dict) and isinstance(value, dict) and before.get("no_answer") == value.get("no_answer"):
        return before
    is_number = isinstance(before, int | Decimal) and not isinstance(before, bool)
    return before if is_number and str(before) == value else value


def _flat(plan: Plan, answers: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in answers.items():
        if name not in plan.structure.units:
            yield name, value
        elif isinstance(value, list):
            # Another client may have put the answers of a unit into its place in the list.
            for number, unit in enumerate(value, start=1):
                for key, answer in unit.items() if isinstance(unit, dict) else ():
                    yield f"{key}.{number}", answer


def _pairs(item: ItemPlan, value: object, spoken: str) -> Iterable[tuple[str, str]]:
    control = CONTROLS[item.definition.type]
    name = f"answer.{item.key}"
    if isinstance(value, dict):
        if "no_answer" in value:
            return [(f"no_{name}" if control.typed else name, str(value["no_answer"]))]
        return [
            *((name, str(each)) for each in _list(value.get(TYPED))),
            *((f"no_{name}", str(each)) for each in _list(value.get(BESIDE))),
        ]
    if control.many:
        chosen = _list(value)
        return [(name, encode_value(each)) for each in chosen] or [(name, NONE_OF_THESE)]
    if control.typed:
        return [(name, _typed(value, control.input, spoken))]
    return [(name, encode_value(value))] if isinstance(value, int | str) else []


def _typed(value: object, kind: str, spoken: str) -> str:
    text = str(value)
    if kind != "number":
        return text
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        return f"{clock[1]}:{int(clock[2]):02}"
    return text.replace(".", ",") if is_german(spoken) else text


def _list(value: object) -> list[int | str]:
    return [each for each in value if isinstance(each, int | str)] if isinstance(value, list) else []
