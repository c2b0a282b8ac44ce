"""The terms of a round in a form: read from what was sent, and offered with what was typed or stored."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, cast, get_args

from selfcheck_service.core.definition import Problem, Questionnaire
from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.rounds.own_words import asks_own_words
from selfcheck_service.core.rounds.terms import LARGEST_GROUP_SIZE, SMALLEST_GROUP_SIZE, Mode
from selfcheck_service.core.scoring import Plan
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.use_cases.wishes import RoundMembers, Wish
from selfcheck_service.web.asking import Asking
from selfcheck_service.web.controls import encode_value
from selfcheck_service.web.forms import Reader, Told
from selfcheck_service.web.numbers import AmbiguousNumber, read_number
from selfcheck_service.web.routing import Site
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import Sent, profile_of
from selfcheck_service.web.visit import Visit

MODES: tuple[Mode, ...] = get_args(Mode)
# The field for the perspective of a joint answer.
JOINT = "joint_perspective"


def terms_in(reader: Reader, plan: Plan) -> dict[str, Any]:
    """Return what a form says of the terms, by the members of a round; the reader's problems grow.

    What is left empty of the profile is None, so that it is taken back where it was stored.
    """
    sent = reader.sent
    mode = reader.choice("mode", MODES, needed=True)
    profile = dict.fromkeys(each.key for each in plan.questionnaire.profile)
    return {
        "mode": mode,
        "perspectives": _perspectives(reader, mode, [each.key for each in plan.questionnaire.perspectives]),
        "minimum_group_size": reader.whole("minimum_group_size") if mode == "confidential" else None,
        "retention_days": reader.whole("retention_days", needed=True),
        # Where no form has room for a text, nobody is asked; what is stored then stays.
        **({"free_texts": sent.one("free_texts") == "yes"} if _may_take_texts(plan) else {}),
        "profile": {**profile, **profile_of(plan, sent, reader.problems)},
    }


def _perspectives(reader: Reader, mode: str | None, offered: Collection[str]) -> tuple[str, ...]:
    """Return the perspectives that were chosen; a joint answer has its own field for the one that it has."""
    joint = reader.choice(JOINT, offered) if mode == "institutional" else None
    return tuple(reader.sent.all("perspectives")) if joint is None else (joint,)


def moved_in(sent: Sent, plan: Plan) -> dict[str, str]:
    """Return in which fields of the form members of a round stand that have no field of their name."""
    is_joint = sent.one("mode") == "institutional" and len(plan.questionnaire.perspectives) > 1
    return {"opens_at": "opens_on", "closes_at": "closes_on"} | ({"perspectives": JOINT} if is_joint else {})


def languages_in(reader: Reader) -> tuple[str, ...]:
    """Return the languages that were chosen; at least one has to be."""
    chosen = tuple(reader.sent.all("languages"))
    if not chosen:
        reader.problems.append(Problem("/languages", "missing", {"name": "languages"}))
    return chosen


def wish_of(said: Mapping[str, Any], reader: Reader) -> Wish:
    """Return what is said without what cannot be understood, and why that cannot be."""
    faulty = {problem.location.split("/")[1] for problem in reader.problems}
    kept = {name: value for name, value in said.items() if name not in faulty}
    return Wish(cast("RoundMembers", kept), tuple(reader.problems))


def fields_of_terms(row: RoundRow, plan: Plan) -> list[tuple[str, str]]:
    """Return the terms of a round as a form holds them."""
    return [
        ("mode", row.mode),
        *(("perspectives", each) for each in row.perspectives),
        *((JOINT, each) for each in row.perspectives if row.mode == "institutional"),
        ("minimum_group_size", str(row.minimum_group_size or "")),
        *([("free_texts", "yes" if row.free_texts else "no")] if _may_take_texts(plan) else []),
        ("retention_days", str(row.retention_days)),
        *fields_of_profile(row, plan),
    ]


def fields_of_profile(row: RoundRow, plan: Plan) -> list[tuple[str, str]]:
    """Return what a round says of its municipality as a form with this plan holds it, without what that has not."""
    numbers = {each.key: each.number is not None for each in plan.questionnaire.profile}
    return [
        (f"profile.{key}", _number(value) if numbers[key] else encode_value(cast("int | str", value)))
        for key, value in row.profile.items()
        if key in numbers
    ]


def offered_terms(
    site: Site, visit: Visit, plan: Plan, sent: Sent, faults: Told, *, is_district: bool
) -> dict[str, Any]:
    """Return what the part of a page needs on which terms are chosen (`manage/terms.html`).

    `is_district`: a Landkreis, which has no council but a Kreistag.
    """
    by_place = {f"/{name.replace('.', '/', 1)}": (text,) for name, text in faults.by_field.items()}
    language = visit.language_of(plan.questionnaire.spoken)
    asking = Asking(plan, sent, site.words(visit), visit.spoken, language, None, by_place)
    return {
        "is_district": is_district,
        "modes": MODES,
        "may_take_texts": _may_take_texts(plan),
        "sizes": range(SMALLEST_GROUP_SIZE, LARGEST_GROUP_SIZE + 1),
        "perspectives": [(each.key, Said.of(each.title, language)) for each in plan.questionnaire.perspectives],
        "languages": [(each, own_name(each), None) for each in plan.questionnaire.spoken],
        "profile": asking.profile(),
    }


def profile_titles(questionnaire: Questionnaire, visit: Visit) -> dict[str, str]:
    """Return what the fields of a profile are called, by their names in a form."""
    language = visit.language_of(questionnaire.spoken)
    return {f"profile.{each.key}": str(Said.of(each.title, language)) for each in questionnaire.profile}


def _may_take_texts(plan: Plan) -> bool:
    """Tell whether any perspective of a questionnaire could write a text."""
    questionnaire = plan.questionnaire
    return asks_own_words(questionnaire, [each.key for each in questionnaire.perspectives] or ("",))


def _number(value: object) -> str:
    """Return a number of a profile as somebody would type it."""
    text = f"{Decimal(str(value)):f}"
    try:
        read_number(text)
    except AmbiguousNumber:
        # With one digit more it cannot be taken for thousands.
        return f"{text}0"
    return text
