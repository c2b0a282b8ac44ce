"""Golden cases: answers with the results that an author worked out for them, compared exactly."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import yaml
from pydantic_core import PydanticCustomError

from selfcheck_service.catalogue.locating import locate
from selfcheck_service.catalogue.places import LocatedProblem, Node, Positions, plain
from selfcheck_service.core.definition import AnswersInvalid, Problem, exact_to_json, parse_exact, pointer
from selfcheck_service.core.definition.exact import describe
from selfcheck_service.core.definition.problems import hint
from selfcheck_service.core.scoring import Plan, canonical_results, parse_answers

_MEMBERS = ("title", "profile", "perspective", "answers", "expect", "reviewed")
_BODY = ("answers", "profile", "perspective")
# What the canonical results say beside the results themselves.
_NOT_RESULTS = ("definition_hash", "rules")
# Longer integers than this have 16 digits, and not every reader of YAML keeps them all.
_LARGEST_PLAIN = 10**15
_NUMBERS = frozenset({"score", "raw_score", "score_min", "score_max", "coverage", "points"})


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """One file of `golden/`: answers, and what they must come to."""

    data: Mapping[str, object]
    positions: Positions

    @property
    def body(self) -> dict[str, object]:
        """What would be sent for an evaluation."""
        return {name: self.data[name] for name in _BODY if name in self.data}


def golden_case(node: Node) -> GoldenCase:
    """Return the case that a file holds; `node` is a map."""
    data = plain(node)
    return GoldenCase(data if isinstance(data, dict) else {}, Positions(node))


def check_case(case: GoldenCase, plan: Plan) -> Iterator[LocatedProblem]:
    """Yield what is wrong with a case, and every result that differs from what the case expects."""
    yield from locate((*_check_shape(case), *_check_results(case, plan)), case.positions)


def _check_shape(case: GoldenCase) -> Iterator[Problem]:
    for name in case.data:
        if name not in _MEMBERS:
            yield Problem(pointer(name), "unknown_member", {"name": name, "hint": hint(name, _MEMBERS)})
    if case.data.get("reviewed") is False:
        # What a machine wrote down proves nothing until somebody has looked at it.
        yield Problem("/reviewed", "golden_not_reviewed", {}, "warning")
    expected = case.data.get("expect")
    if "expect" not in case.data:
        yield Problem("/expect", "missing", {"name": "expect"})
    elif not isinstance(expected, Mapping):
        yield Problem("/expect", "wrong_type", {"expected": "a map", "found": describe(expected)})


def _check_results(case: GoldenCase, plan: Plan) -> Iterator[Problem]:
    expected = case.data.get("expect")
    try:
        answers = parse_answers(plan, case.body)
    except AnswersInvalid as invalid:
        yield from invalid.problems
        return
    if isinstance(expected, Mapping):
        computed = json.loads(canonical_results(answers))
        results = {name: value for name, value in computed.items() if name not in _NOT_RESULTS}
        yield from _compare(expected, results, ("expect",))


def record_case(plan: Plan, title: str, body: Mapping[str, object]) -> str:
    """Return the text of a case with everything that these answers come to, not yet reviewed.

    Raises `AnswersInvalid` where the questionnaire does not accept the body.
    """
    computed = json.loads(canonical_results(parse_answers(plan, body)))
    said = {name: _written(body[name]) for name in _BODY if body.get(name) is not None}
    expected = {name: _readable(name, value) for name, value in computed.items() if name not in _NOT_RESULTS}
    case = {"title": title, "reviewed": False, **said, "expect": expected}
    return yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)


def _written(value: object) -> object:
    """Return an answer as YAML can hold it, exactly."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = _plain(Fraction(value))
        return f"{Decimal(value):f}" if number is None else number
    if isinstance(value, Mapping):
        return {str(name): _written(entry) for name, entry in value.items()}
    return [_written(entry) for entry in value] if isinstance(value, list) else value


def _readable(name: str, value: object) -> object:
    """Return a result with its numbers as people write them, and as the canonical text where that is no number."""
    if isinstance(value, dict):
        return {key: _readable(key, entry) for key, entry in value.items()}
    if name not in _NUMBERS or not isinstance(value, str):
        return value
    number = _plain(Fraction(value))
    return value if number is None or not _same_number(number, value) else number


def _plain(number: Fraction) -> int | float | None:
    """Return the number where a YAML file can hold it exactly and everybody reads the same; None where it cannot."""
    written = exact_to_json(number)
    if isinstance(written, str) or "e" in str(written):
        return None
    return written if abs(written) < _LARGEST_PLAIN else None


def _compare(wanted: Mapping[str, object], computed: Mapping[str, object], path: tuple[str, ...]) -> Iterator[Problem]:
    for name, value in wanted.items():
        here = (*path, name)
        if name not in computed:
            yield Problem(pointer(*here), "golden_unknown", {"name": name, "hint": hint(name, computed)})
            continue
        found = computed[name]
        if isinstance(value, Mapping) and isinstance(found, Mapping):
            yield from _compare(value, found, here)
        elif not _same(value, found) and not (name in _NUMBERS and _same_number(value, found)):
            parameters = {"wanted": _shown(value), "computed": _computed(name, found)}
            yield Problem(pointer(*here), "golden_differs", parameters)


def _same(wanted: object, computed: object) -> bool:
    """Compare what is no number; true is not 1."""
    return type(wanted) is type(computed) and wanted == computed


def _same_number(wanted: object, computed: object) -> bool:
    try:
        return isinstance(computed, str) and parse_exact(wanted) == Fraction(computed)
    except PydanticCustomError:
        return False


def _computed(name: str, found: object) -> str:
    return str(exact_to_json(Fraction(found))) if name in _NUMBERS and isinstance(found, str) else _shown(found)


def _shown(value: object) -> str:
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, default=str)
