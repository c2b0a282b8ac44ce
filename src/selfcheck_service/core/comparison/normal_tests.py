"""The normal form of a test in an expression: equal forms are true, false and null for the same answers."""

from selfcheck_service.core.comparison.plain import Plain, ordered
from selfcheck_service.core.definition import canonical_json

_TURNED = {">": "<", ">=": "<="}
_OPPOSITES = {"<": "<=", "<=": "<"}
_JOINED = {"and": "or", "or": "and"}


def normal_test(name: str, arguments: list[Plain], *, lifted: bool) -> Plain:
    """Return the form of a test: comparisons one way round, negations at the comparisons, rows flat and sorted."""
    found: Plain = [name, *arguments]
    match name:
        case "and" | "or" if not lifted:
            found = _row(name, arguments)
        case "not":
            found = _not(arguments[0])
        case ">" | ">=":
            found = [_TURNED[name], *reversed(arguments)]
        case "=" | "!=":
            equal = ["=", *sorted(arguments, key=canonical_json)]
            found = equal if name == "=" else ["not", equal]
        case "in" if arguments[1][:1] == ["list"]:
            found = ["in", arguments[0], ["list", *ordered(arguments[1][1:])]]
    return found


def _row(name: str, parts: list[Plain]) -> Plain:
    neutral = name == "and"
    spread: list[Plain] = []
    for part in parts:
        spread += part[1:] if isinstance(part, list) and part[:1] == [name] else [part]
    left = ordered([part for part in spread if part is not neutral])
    if any(part is (not neutral) for part in left):
        return not neutral
    return neutral if not left else left[0] if len(left) == 1 else [name, *left]


def _not(part: Plain) -> Plain:
    match part:
        case bool():
            return not part
        case ["not", inner]:
            return inner
        case ["<" | "<=" as name, one, two]:
            return [_OPPOSITES[name], two, one]
        case ["and" | "or" as name, *parts]:
            return _row(_JOINED[name], [_not(each) for each in parts])
        case _:
            return ["not", part]
