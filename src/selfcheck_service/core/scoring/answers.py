"""From raw input to answers: every fault at once, each with its place; numbers exact, `true` never 1."""

import difflib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from selfcheck_service.core.definition import AnswersInvalid, Problem, pointer
from selfcheck_service.core.definition.exact import describe, shown
from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.core.scoring.plan import ItemPlan, Plan, Said
from selfcheck_service.core.scoring.ratio import Scaled
from selfcheck_service.core.scoring.run import Answers
from selfcheck_service.core.scoring.states import ANSWERED

_MEMBERS = frozenset({"questionnaire", "version", "language", "answers", "profile", "perspective"})
_NO_ANSWER_MEMBERS = frozenset({"no_answer", "reason"})
# Exact arithmetic has no limit of its own; a number beyond these many digits is a slip or an attack.
_MOST_DIGITS = 30
_LARGEST = 10**_MOST_DIGITS
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_LONGEST_REASON = 2000
# Answers that are kept ready, however many different numbers and selections are sent.
_MOST_KNOWN = 20_000
_PLAIN: frozenset[type] = frozenset({int, str})
# Looking for what was meant takes time; a body with more unknown names is not a slip of the pen.
_MOST_HINTS = 20
_NO_ANSWERS = ("not_applicable", "dont_know", "declined")


def parse_answers(plan: Plan, body: Mapping[str, object]) -> Answers:
    """Return the answers in a request body (members `answers`, `profile`, `perspective`).

    Raises `AnswersInvalid` with every fault; locations are JSON pointers into the body. An answer to an item that
    turns out to be hidden is checked like any other.
    """
    problems = [] if _MEMBERS.issuperset(body) else unknown_members(body)
    profile = _parse_profile(plan, body.get("profile"), problems)
    perspective = _parse_perspective(plan, body.get("perspective"), problems)
    given = body.get("answers")
    said: Sequence[Said] = plan.silence
    if "answers" not in body:
        problems.append(Problem("/answers", "missing", {"name": "answers"}))
    elif not isinstance(given, Mapping):
        problems.append(Problem("/answers", "wrong_type", {"expected": "a map", "found": describe(given)}))
    else:
        said = _parse_all(plan, given, problems)
    if problems:
        raise AnswersInvalid(problems)
    # A questionnaire of texts and no items is unusual, but none that anything forbids.
    _, states, values, points, fragments = zip(*said, strict=True) if said else ((),) * 5
    return Answers(bytearray(states), list(values), list(points), fragments, profile, perspective)


def unknown_members(body: Iterable[object]) -> list[Problem]:
    """Return a problem for each member of a request body that no request has, in the order of the body."""
    return list(_unknown_members(body, _MEMBERS))


def _unknown_members(given: Iterable[object], known: frozenset[str], *path: str) -> Iterator[Problem]:
    for name in given:
        if name not in known:
            yield Problem(pointer(*path, _name(name)), "unknown_member", {"name": _name(name), "hint": ""})


def _name(name: object) -> str:
    """Return the name of a member as it can be shown."""
    return shown(str(name), 80)


def _hint(name: str, known: Iterable[str], problems: list[Problem]) -> str:
    """Return the known name that was probably meant, in brackets."""
    if len(problems) >= _MOST_HINTS:
        return ""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.75)
    return f" ({close[0]}?)" if close else ""


def _parse_all(plan: Plan, given: Mapping[str, object], problems: list[Problem]) -> Sequence[Said]:
    said = list(plan.silence)
    known = plan.known
    for pair in given.items():
        # The common case, one option of a single choice, is decided here; bool is an int to Python and must not pass.
        kind = type(pair[1])
        found = known.get(pair if kind is int or kind is str else _name_of_answer(*pair))
        if found is None:
            found = _parse_one(plan, *pair, problems)
        if found is not None:
            said[found[0]] = found
    return said


def _name_of_answer(key: str, answer: object) -> tuple[object, ...]:
    """Return under which name the plan may know an answer. Equal names mean the same; some answers have none."""
    if type(answer) is dict and len(answer) == 1:
        state = answer.get("no_answer")
        return (key, "no_answer", state) if type(state) is str else ()
    if type(answer) is list and _PLAIN.issuperset(map(type, answer)):
        return key, tuple(answer)
    return ()


def _parse_one(plan: Plan, key: str, answer: object, problems: list[Problem]) -> Said | None:
    """Parse one answer that the plan does not know yet."""
    if key not in plan.item_index:
        name = _name(key)
        words = {"name": name, "hint": _hint(name, plan.item_index, problems)}
        problems.append(Problem(pointer("answers", name), "unknown_item", words))
        return None
    item = plan.items[plan.item_index[key]]
    if isinstance(answer, Mapping):
        return _parse_no_answer(plan, item, answer, problems)
    said = _parse_answer(plan, item, answer, problems)
    called = (key, answer) if type(answer) in _PLAIN else _name_of_answer(key, answer)
    if said is not None and called and item.definition.type != "text" and len(plan.known) < _MOST_KNOWN:
        plan.known[called] = said
    return said


def _parse_answer(plan: Plan, item: ItemPlan, answer: object, problems: list[Problem]) -> Said | None:
    found: tuple[object, Scaled | None, str] | None
    if item.definition.type == "single_choice":
        found = _parse_choice(item, answer, problems)
    elif item.definition.type == "multiple_choice":
        found = _parse_selection(plan, item, answer, problems)
    elif item.definition.type == "number":
        found = _parse_number(plan, item, answer, problems)
    else:
        found = _parse_text(item, answer, problems)
    if found is None:
        return None
    value, worth, said = found
    return item.index, ANSWERED, value, worth if item.scored else None, f'"{item.key}":{said}'


def _parse_choice(
    item: ItemPlan,
    answer: object,
    problems: list[Problem],
) -> tuple[object, Scaled | None, str] | None:
    """Parse the choice of one option in an uncommon form: 2.0 is the same number as 2."""
    value = _as_value(answer)
    choice = item.choices.get(value) if value is not None else None
    if choice is None:
        problems.append(_not_an_option(item, answer, ()))
        return None
    return value, *choice


def _as_value(answer: object) -> int | str | None:
    """Return an option's value, a whole number in any spelling as an integer; None for what cannot be one."""
    if isinstance(answer, bool):
        return None
    if isinstance(answer, int | str):
        return answer
    number = _exact_number(answer)
    return number.numerator if number is not None and number.denominator == 1 else None


def _not_an_option(item: ItemPlan, answer: object, path: tuple[int, ...]) -> Problem:
    location = pointer("answers", item.key, *path)
    if isinstance(answer, bool) or not isinstance(answer, int | str):
        expected = "an integer" if all(isinstance(value, int) for value in item.choices) else "text"
        return Problem(location, "wrong_type", {"expected": expected, "found": describe(answer)})
    allowed = ", ".join(str(value) for value in item.choices)
    return Problem(location, "unknown_option", {"found": shown(answer), "item": item.key, "allowed": allowed})


def _parse_no_answer(plan: Plan, item: ItemPlan, answer: Mapping[str, object], problems: list[Problem]) -> Said | None:
    """Parse `{"no_answer": …, "reason"?: …}`."""
    location = ("answers", item.key)
    problems.extend(_unknown_members(answer, _NO_ANSWER_MEMBERS, *location))
    reason = answer.get("reason")
    if reason is not None:
        problems.extend(_check_text(reason, _LONGEST_REASON, (*location, "reason")))
    state = answer.get("no_answer")
    if "no_answer" not in answer:
        problems.append(Problem(pointer(*location, "no_answer"), "missing", {"name": "no_answer"}))
    elif not isinstance(state, str) or state not in _NO_ANSWERS:
        words = {"found": shown(state), "allowed": ", ".join(_NO_ANSWERS)}
        problems.append(Problem(pointer(*location, "no_answer"), "not_one_of", words))
    elif state not in item.no_answers:
        allowed = ", ".join(sorted(item.no_answers)) or "–"
        words = {"found": state, "item": item.key, "allowed": allowed}
        problems.append(Problem(pointer(*location, "no_answer"), "no_answer_not_allowed", words))
    else:
        return plan.known[item.key, "no_answer", state]
    return None


def _parse_selection(
    plan: Plan,
    item: ItemPlan,
    answer: object,
    problems: list[Problem],
) -> tuple[object, Scaled | None, str] | None:
    """Parse the ticked options of a multiple choice; the order in which they were ticked means nothing."""
    if not isinstance(answer, list | tuple):
        location = pointer("answers", item.key)
        problems.append(Problem(location, "wrong_type", {"expected": "a list", "found": describe(answer)}))
        return None
    before = len(problems)
    ticked: dict[int | str, None] = {}
    for at, said in enumerate(answer):
        value = _as_value(said)
        if value is None or value not in item.choices:
            problems.append(_not_an_option(item, said, (at,)))
        elif value in ticked:
            problems.append(Problem(pointer("answers", item.key, at), "option_twice", {"found": shown(value)}))
        else:
            ticked[value] = None
    if len(problems) == before:
        problems.extend(_check_selection(item, ticked))
    if len(problems) > before:
        return None
    chosen = tuple(value for value in item.choices if value in ticked)
    rule = item.definition.multiple_choice
    if rule is not None and rule.points_from == "count":
        worth: Scaled = len(chosen) * plan.point_denominator
    else:
        worth = sum(item.choices[value][0] or 0 for value in chosen)
    return chosen, worth, f"[{','.join(item.choices[value][1] for value in chosen)}]"


def _check_selection(item: ItemPlan, ticked: Collection[int | str]) -> Iterator[Problem]:
    rule = item.definition.multiple_choice
    fewest = rule.minimum_selected if rule is not None else 0
    most = rule.maximum_selected if rule is not None and rule.maximum_selected is not None else len(item.choices)
    if not fewest <= len(ticked) <= most:
        words = {"count": len(ticked), "minimum": fewest, "maximum": most}
        yield Problem(pointer("answers", item.key), "selection_size", words)
    if len(ticked) > 1 and not item.exclusive.isdisjoint(ticked):
        exclusive = next(value for value in item.choices if value in item.exclusive and value in ticked)
        yield Problem(pointer("answers", item.key), "exclusive_option", {"found": str(exclusive)})


def _parse_number(
    plan: Plan,
    item: ItemPlan,
    answer: object,
    problems: list[Problem],
) -> tuple[object, Scaled | None, str] | None:
    number = _exact_number(answer)
    problem = _number_problem(item, answer, number)
    if problem is not None:
        problems.append(problem)
    if problem is not None or number is None:
        return None
    if item.bins:
        return number, next(points for part, points in item.bins if number in part), f'"{number}"'
    scaled = number * plan.point_denominator
    return number, scaled.numerator if scaled.denominator == 1 else scaled, f'"{number}"'


def _number_problem(item: ItemPlan, answer: object, number: Fraction | None) -> Problem | None:
    """Return what is wrong with the answer to a number item, of which `number` is the exact value, or None."""
    rule = item.definition.number
    if number is None or rule is None:
        code, words = "wrong_type", {"expected": "a number", "found": describe(answer)}
        if isinstance(answer, str | int | float | Decimal | Fraction) and not isinstance(answer, bool):
            code, words = "malformed", {"found": shown(answer), "expected": "12, 12.5"}
    elif number not in rule.range:
        code, words = "out_of_range", {"found": shown(answer), "range": str(rule.range)}
    elif rule.integer and number.denominator != 1:
        code, words = "not_an_integer", {"found": shown(answer)}
    else:
        return None
    return Problem(pointer("answers", item.key), code, words)


def _exact_number(answer: object) -> Fraction | None:
    """Return the exact number, or None where the answer is none (or one too long to be meant)."""
    if isinstance(answer, bool):
        return None
    if isinstance(answer, str):
        return Fraction(answer) if _NUMBER.fullmatch(answer) else None
    if isinstance(answer, int | Fraction):
        return Fraction(answer) if abs(answer) < _LARGEST and answer.denominator <= _LARGEST else None
    if isinstance(answer, float | Decimal):
        number = Decimal(str(answer))
        if number == 0:
            return Fraction(0)
        fits = (
            number.is_finite() and number.adjusted() < _MOST_DIGITS and int(number.as_tuple().exponent) >= -_MOST_DIGITS
        )
        return Fraction(number) if fits else None
    return None


def _parse_text(item: ItemPlan, answer: object, problems: list[Problem]) -> tuple[object, None, str] | None:
    rule = item.definition.text
    found = list(_check_text(answer, rule.maximum_length if rule is not None else 2000, ("answers", item.key)))
    problems.extend(found)
    return None if found or not isinstance(answer, str) else (answer, None, json.dumps(answer, ensure_ascii=False))


def _check_text(answer: object, longest: int, path: tuple[str, ...]) -> Iterator[Problem]:
    if not isinstance(answer, str):
        yield Problem(pointer(*path), "wrong_type", {"expected": "text", "found": describe(answer)})
        return
    if len(answer) > longest:
        yield Problem(pointer(*path), "too_long", {"limit": longest})
    character = unclean_character(answer.replace("\r\n", "\n"))
    if character is not None:
        yield Problem(pointer(*path), "text_not_clean", {"codepoint": f"{ord(character):04X}"})


def _parse_profile(plan: Plan, given: object, problems: list[Problem]) -> dict[str, int | str]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        problems.append(Problem("/profile", "wrong_type", {"expected": "a map", "found": describe(given)}))
        return {}
    attributes = {attribute.key: attribute for attribute in plan.questionnaire.profile}
    profile: dict[str, int | str] = {}
    for name, value in given.items():
        attribute = attributes.get(name)
        if attribute is None:
            words = {"name": _name(name), "hint": _hint(_name(name), attributes, problems)}
            problems.append(Problem(pointer("profile", _name(name)), "unknown_attribute", words))
            continue
        values = [option.value for option in attribute.options]
        if type(value) in (int, str) and value in values:
            profile[name] = value
        else:
            allowed = ", ".join(str(known) for known in values)
            words = {"found": shown(value), "item": name, "allowed": allowed}
            problems.append(Problem(pointer("profile", name), "unknown_option", words))
    return profile


def _parse_perspective(plan: Plan, given: object, problems: list[Problem]) -> str | None:
    if given is None:
        return None
    known = [perspective.key for perspective in plan.questionnaire.perspectives]
    if isinstance(given, str) and given in known:
        return given
    words = {"name": shown(given), "allowed": ", ".join(known) or "–"}
    problems.append(Problem("/perspective", "unknown_perspective", words))
    return None
