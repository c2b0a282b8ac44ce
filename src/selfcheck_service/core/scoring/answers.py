"""From raw input to answers: every fault at once, each with its place; numbers exact, `true` never 1."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from selfcheck_service.core.definition import AnswersInvalid, Problem, Questionnaire, pointer
from selfcheck_service.core.definition.exact import describe, shown
from selfcheck_service.core.definition.problems import hint
from selfcheck_service.core.scoring.answer_values import check_text, parse_attribute
from selfcheck_service.core.scoring.item_types import ANSWER_KINDS
from selfcheck_service.core.scoring.plan import Answers, ItemPlan, Plan, Said
from selfcheck_service.core.scoring.run import Profile
from selfcheck_service.core.scoring.states import ANSWERED
from selfcheck_service.core.scoring.units import plan_for
from selfcheck_service.core.scoring.written_out import WrittenOut

_MEMBERS = frozenset({"questionnaire", "version", "language", "answers", "profile", "perspective"})
_NO_ANSWER_MEMBERS = frozenset({"no_answer", "reason"})
_LONGEST_REASON = 2000
# Answers that are kept ready, however many different numbers and selections are sent.
_MOST_KNOWN = 20_000
_PLAIN: frozenset[type] = frozenset({int, str})
_NO_ANSWERS = ("not_applicable", "dont_know", "declined")


def parse_answers(plan: Plan, body: Mapping[str, object]) -> Answers:
    """Return the answers in a request body (members `answers`, `profile`, `perspective`).

    Raises `AnswersInvalid` with every fault; locations are JSON pointers into the body. An answer to an item that
    turns out to be hidden is checked like any other. The answers carry the plan for as many units as they name.
    """
    problems = [] if _MEMBERS.issuperset(body) else unknown_members(body)
    profile = parse_profile(plan.questionnaire, body.get("profile"), problems)
    perspective = _parse_perspective(plan, body.get("perspective"), problems)
    given = body.get("answers")
    plan = plan_for(plan, given, problems)
    said: Sequence[Said] = plan.silence
    if "answers" not in body:
        problems.append(Problem("/answers", "missing", {"name": "answers"}))
    elif not isinstance(given, Mapping):
        problems.append(Problem("/answers", "wrong_type", {"expected": "a map", "found": describe(given)}))
    elif plan.structure.origins:
        said = _parse_written_out(plan, given, problems)
    else:
        said = _parse_all(plan, given, problems)
    if problems:
        raise AnswersInvalid(problems)
    # A questionnaire of texts and no items is unusual, but none that anything forbids.
    _, states, values, points, fragments = zip(*said, strict=True) if said else ((),) * 5
    return Answers(bytearray(states), list(values), list(points), fragments, profile, perspective, plan)


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


def _parse_written_out(plan: Plan, given: Mapping[str, object], problems: list[Problem]) -> Sequence[Said]:
    """Parse answers of which some stand for several items."""
    written = WrittenOut(plan, problems)
    written.add_all(given)
    found: list[Problem] = []
    said = _parse_all(plan, written.answers, found)
    problems.extend(written.relocated(found))
    return said


def _parse_all(plan: Plan, given: Mapping[str, object], problems: list[Problem]) -> Sequence[Said]:
    said = list(plan.silence)
    known = plan.known.get
    for pair in given.items():
        # The common case, one option of a single choice, is decided here; bool is an int to Python and must not pass.
        found = known(pair if pair[1].__class__ in _PLAIN else _name_of_answer(*pair))
        if found is None:
            found = _parse_one(plan, *pair, problems)
            if found is None:
                continue
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


def _hint_of_unit(plan: Plan, name: str) -> str:
    """Return where an item is answered that is asked in each unit; nothing of others."""
    units = plan.structure.units.items()
    return next((f" ({field}: [{{{name}: …}}])" for field, found in units if name in found[0]), "")


def _parse_one(plan: Plan, key: str, answer: object, problems: list[Problem]) -> Said | None:
    """Parse one answer that the plan does not know yet."""
    if key not in plan.item_index:
        name = _name(key)
        meant = _hint_of_unit(plan, name) or hint(name, plan.item_index, len(problems))
        words = {"name": name, "hint": meant}
        problems.append(Problem(pointer("answers", name), "unknown_item", words))
        return None
    item = plan.items[plan.item_index[key]]
    if isinstance(answer, Mapping) and item.definition.kind.asked:
        return _parse_no_answer(plan, item, answer, problems)
    kind = ANSWER_KINDS[item.definition.type]
    found = kind.parse(item, answer, plan.point_denominator, problems)
    if found is None:
        return None
    value, worth, text = found
    said: Said = item.index, ANSWERED, value, worth if item.scored else None, f'"{item.key}":{text}'
    called = (key, answer) if type(answer) in _PLAIN else _name_of_answer(key, answer)
    if called and kind.kept and len(plan.known) < _MOST_KNOWN:
        plan.known[called] = said
    return said


def _parse_no_answer(plan: Plan, item: ItemPlan, answer: Mapping[str, object], problems: list[Problem]) -> Said | None:
    """Parse `{"no_answer": …, "reason"?: …}`."""
    location = ("answers", item.key)
    problems.extend(_unknown_members(answer, _NO_ANSWER_MEMBERS, *location))
    reason = answer.get("reason")
    if reason is not None:
        problems.extend(check_text(reason, _LONGEST_REASON, (*location, "reason")))
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


def parse_profile(questionnaire: Questionnaire, given: object, problems: list[Problem]) -> Profile:
    """Return the attributes of a municipality as the questionnaire declares them; add every fault to the problems.

    Locations are JSON pointers below `/profile`. Nothing given is an empty profile: no attribute has to be there.
    """
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        problems.append(Problem("/profile", "wrong_type", {"expected": "a map", "found": describe(given)}))
        return {}
    attributes = {attribute.key: attribute for attribute in questionnaire.profile}
    profile: Profile = {}
    for name, value in given.items():
        attribute = attributes.get(name)
        if attribute is None:
            words = {"name": _name(name), "hint": hint(_name(name), attributes, len(problems))}
            problems.append(Problem(pointer("profile", _name(name)), "unknown_attribute", words))
            continue
        if attribute.number is not None:
            number = parse_attribute(attribute.number, value, pointer("profile", name), problems)
            if number is not None:
                profile[name] = number
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
