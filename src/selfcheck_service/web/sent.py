"""What a visitor's browser sends: the fields of a page, and the request body that the core takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Receive

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.core.scoring.plan import ItemPlan, Plan
from selfcheck_service.edge.bodies import read_body
from selfcheck_service.edge.context import Scope, header_of
from selfcheck_service.edge.problems import BodyRefused
from selfcheck_service.web.controls import CONTROLS, NONE_OF_THESE, decode_value
from selfcheck_service.web.genuine import TOKEN
from selfcheck_service.web.numbers import AmbiguousNumber, read_number
from selfcheck_service.web.parts import FILE_FORM_TYPE, SentFile, read_parts

FORM_TYPE = "application/x-www-form-urlencoded"
NO_ANSWERS = ("dont_know", "not_applicable", "declined")
# Far above what the largest questionnaire has, far below what would take long.
_MOST_FIELDS = 20_000
# What of a page is an answer, or decides which questions are asked; nothing else is carried along.
_CARRIED = ("answer.", "no_answer.", "profile.", "units.")


@dataclass(frozen=True, slots=True)
class Sent:
    """The filled fields of a page, in their order; what was left empty is left out."""

    pairs: tuple[tuple[str, str], ...] = ()
    # What shows that the form is one of ours; nothing that anybody typed.
    token: str = ""
    _by_name: dict[str, list[str]] = field(default_factory=dict)
    # What was chosen, by the names of the fields; nothing of it is carried along.
    files: Mapping[str, SentFile] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Sent":
        """Return the fields that hold something; a value twice under one name counts once."""
        kept = tuple(dict.fromkeys((name, value) for name, value in pairs if value.strip()))
        by_name: dict[str, list[str]] = {}
        for name, value in kept:
            by_name.setdefault(name, []).append(value)
        return cls(tuple(pair for pair in kept if pair[0] != TOKEN), next(iter(by_name.pop(TOKEN, ())), ""), by_name)

    def without(self, name: str) -> "Sent":
        """Return the same without the fields of a name."""
        kept = Sent.of((*(pair for pair in self.pairs if pair[0] != name), (TOKEN, self.token)))
        return replace(kept, files=self.files)

    def all(self, name: str) -> list[str]:
        """Return all values of a name."""
        return self._by_name.get(name, [])

    def one(self, name: str) -> str:
        """Return the first value of a name, or ""."""
        return next(iter(self.all(name)), "")

    def carried(self) -> list[tuple[str, str]]:
        """Return what has to go along to the next page."""
        return [(name, value) for name, value in self.pairs if name == "perspective" or name.startswith(_CARRIED)]


def sent_of(request: Request) -> Sent:
    """Return what the form of this request has sent; of a request without one, nothing."""
    found: Sent = getattr(request.state, "sent", Sent())
    return found


async def read_sent(scope: Scope, receive: Receive, *, files: bool = False) -> Sent:
    """Return what a form sent. Raises `BodyRefused` where it is no form in UTF-8. `files`: it may hold some."""
    declared = header_of(scope, b"content-type") or ""
    if files and declared.partition(";")[0].strip().lower() == FILE_FORM_TYPE:
        found, chosen = await read_parts(Headers(scope=scope), await read_body(receive))
        return replace(Sent.of((name, _one_line_end(value)) for name, value in found), files=chosen)
    if declared.partition(";")[0].strip().lower() != FORM_TYPE:
        raise BodyRefused("content_type", expected=FORM_TYPE, found=declared[:80])
    body = await read_body(receive)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise BodyRefused("content_type", expected=f"{FORM_TYPE}; charset=utf-8", found=declared[:80]) from None
    return Sent.of((name, _one_line_end(value)) for name, value in pairs)


def _one_line_end(text: str) -> str:
    # Forms send lines with two characters at their end, which nobody typed.
    return text.replace("\r\n", "\n")


def shown(text: str) -> str:
    """Return what was sent as a page may show it again."""
    if unclean_character(text) is None:
        return text
    return "".join(each if unclean_character(each) is None else "\ufffd" for each in text)


def body_of(plan: Plan, sent: Sent, asked: Iterable[ItemPlan]) -> tuple[dict[str, object], list[Problem]]:
    """Return the body for `parse_answers`, and what cannot be said in one.

    Only items that are asked count; answers to names that no item has go along, so that they are refused by name.
    """
    problems: list[Problem] = []
    answers: dict[str, object] = {}
    for item in asked:
        _add_answer(item, sent, answers, problems)
    for name, value in sent.pairs:
        key = name.removeprefix("answer.")
        if key != name and key not in plan.item_index:
            answers[shown(key)] = value
    # The page names every item by its own key; what is left to say is how many units there are.
    answers |= {key: [{}] * count for key, count in zip(plan.structure.units, plan.unit_counts, strict=True)}
    body: dict[str, object] = {"answers": answers, "profile": profile_of(plan, sent, problems)}
    if sent.one("perspective"):
        body["perspective"] = sent.one("perspective")
    return body, problems


def profile_of(plan: Plan, sent: Sent, problems: list[Problem]) -> dict[str, object]:
    """Return what a form says of the municipality, as a body does; what cannot be read is added to the problems."""
    known = {attribute.key: attribute for attribute in plan.questionnaire.profile}
    profile: dict[str, object] = {}
    for name, value in sent.pairs:
        key = name.removeprefix("profile.")
        if key == name:
            continue
        if key in known and known[key].number is not None:
            try:
                profile[key] = read_number(value)
            except AmbiguousNumber:
                problems.append(Problem(pointer("profile", key), "ambiguous_number", {"found": value[:40]}))
            continue
        values = [option.value for option in known[key].options] if key in known else []
        profile[shown(key)] = decode_value(value, values)
    return profile


def _add_answer(item: ItemPlan, sent: Sent, answers: dict[str, object], problems: list[Problem]) -> None:
    given, instead = sent.all(f"answer.{item.key}"), sent.all(f"no_answer.{item.key}")
    control = CONTROLS[item.definition.type]
    if control.typed:
        said, states = given, instead
    else:
        states = [value for value in given if value in NO_ANSWERS]
        said = [value for value in given if value not in NO_ANSWERS]
    if not said and not states:
        return
    location = pointer("answers", item.key)
    if said and states:
        problems.append(Problem(location, "answer_and_no_answer", {"state": states[0]}))
    elif len(states) > 1 or (len(said) > 1 and not control.many):
        problems.append(Problem(location, "given_twice"))
    elif states:
        answers[item.key] = {"no_answer": states[0]}
    elif control.many and NONE_OF_THESE in said and len(said) > 1:
        problems.append(Problem(location, "none_and_more"))
    else:
        try:
            answers[item.key] = control.read(item, said)
        except AmbiguousNumber:
            problems.append(Problem(location, "ambiguous_number", {"found": said[0][:40]}))
