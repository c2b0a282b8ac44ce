"""What respondents send, understood: answers under the terms of their round, every fault at once."""

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal

import msgspec

from selfcheck_service.core.definition import InputInvalid, Problem, parse_beside, pointer
from selfcheck_service.core.definition.exact import describe, shown
from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.core.scoring import Answers, Plan, parse_answers
from selfcheck_service.core.scoring.units import counts_in
from selfcheck_service.use_cases.openings import Opening
from selfcheck_service.use_cases.plans import Plans

# What the column holds.
LONGEST_NAME = 80
LONGEST_PLACE = 200
LONGEST_HASH = 64
_MEMBERS = frozenset({"answers", "perspective", "language", "display_name", "version", "terms_hash"})
_DRAFT_MEMBERS = frozenset({"answers", "perspective", "language", "display_name", "place", "terms_hash"})
_MAY_HOLD_TEXT: frozenset[type] = frozenset({str, dict, list})
# A name or a place is one line.
_BREAKS = frozenset("\n\t")
_encode = msgspec.json.Encoder(order="deterministic", decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


class Understood(msgspec.Struct, frozen=True):
    """A body that may be submitted. `stored` are the answers as they are kept; `revision` tells them from others."""

    answers: Answers
    stored: bytes
    display_name: str | None
    language: str
    revision: str


async def understand(opening: Opening, plans: Plans, body: object, *, perspective: str, language: str) -> Understood:
    """Return what a body submits from a perspective ("" where there are none).

    `language` is used where the body names none. Raises `InputInvalid` with every fault.
    """
    members = _map_of(body)
    plan = await plans.with_units(opening.plan, counts_in(opening.plan, members.get("answers"), []))
    problems = [
        *_unknown(members, _MEMBERS),
        *_language_problems(members, opening.round.languages),
        *_name_problems(members, opening.round.mode),
        *_short_text_problems(members, "terms_hash", LONGEST_HASH),
        *([] if opening.round.free_texts else _text_problems(members.get("answers"), opening.texts, ("answers",))),
    ]
    answers = _answers_in(plan, opening, members, perspective, problems)
    stored = _encode(members["answers"])
    name = _text_in(members, "display_name")
    return Understood(answers, stored, name, _text_in(members, "language") or language, revision_of(stored, name))


async def recall(opening: Opening, plans: Plans, stored: bytes, perspective: str) -> Answers:
    """Return stored answers as they were understood when they were submitted."""
    given = _decode(stored)
    plan = await plans.with_units(opening.plan, counts_in(opening.plan, given, []))
    return parse_answers(plan, _body(opening, given, perspective))


def revision_of(stored: bytes, display_name: str | None = None) -> str:
    """Return the revision of what is stored: 32 hexadecimal digits that depend on nothing but the content."""
    return hashlib.sha256(stored + b"\0" + (display_name or "").encode()).hexdigest()[:32]


def plain(stored: bytes) -> object:
    """Return stored answers or a stored draft as plain data, numbers exact."""
    return _decode(stored)


def plain_answers(stored: bytes) -> dict[str, object]:
    """Return stored answers as plain data, numbers exact; nothing where they are no answers."""
    found = _decode(stored)
    return found if isinstance(found, dict) else {}


def encode_plain(document: object) -> bytes:
    """Return plain data as JSON, numbers exact."""
    return _encode(document)


def understand_draft(body: object, opening: Opening) -> bytes:
    """Return a draft as it is kept.

    What is half done need not make sense: answers are kept as they are, but for free texts where people were told that
    none are asked for. Raises `InputInvalid` where the draft itself is not a draft.
    """
    members = _map_of(body)
    problems = [*_unknown(members, _DRAFT_MEMBERS)]
    if "answers" not in members:
        problems.append(Problem("/answers", "missing", {"name": "answers"}))
    elif not isinstance(members["answers"], dict):
        problems.append(Problem("/answers", "wrong_type", {"expected": "a map", "found": describe(members["answers"])}))
    for name, limit in (
        ("language", 35),
        ("display_name", LONGEST_NAME),
        ("place", LONGEST_PLACE),
        ("terms_hash", LONGEST_HASH),
    ):
        problems += _short_text_problems(members, name, limit)
    problems += _perspective_problems(members, opening.round.perspectives)
    if not opening.round.free_texts:
        problems += _text_problems(members.get("answers"), opening.texts, ("answers",))
    if problems:
        raise InputInvalid(problems)
    return _encode(members)


def knows_terms(opening: Opening, body: object) -> bool:
    """Tell whether a body names the terms of the round that its sender has read, or names none."""
    named = body.get("terms_hash") if isinstance(body, dict) else None
    # What is no text at all is a fault of the body, and said with its others.
    return not isinstance(named, str) or named == opening.round.terms_hash


def named_perspective(body: object, perspectives: tuple[str, ...]) -> str | None:
    """Return the perspective that a body is sent from: the one it names, or the only one; None where it is open.

    A name that is not one of the round's is an open one too; `understand` says so.
    """
    named = body.get("perspective") if isinstance(body, dict) else None
    if isinstance(named, str) and named in perspectives:
        return named
    if named is None and len(perspectives) < 2:
        return perspectives[0] if perspectives else ""
    return None


def other_perspective(named: str, holder: str) -> InputInvalid:
    """Return what is wrong where a body names another perspective than its access code is for."""
    return InputInvalid([Problem("/perspective", "not_one_of", {"found": shown(named), "allowed": holder or "–"})])


def _map_of(body: object) -> Mapping[str, object]:
    if not isinstance(body, dict):
        raise InputInvalid([Problem("", "wrong_type", {"expected": "a map", "found": describe(body)})])
    return body


def _text_in(members: Mapping[str, object], name: str) -> str | None:
    found = members.get(name)
    return found if isinstance(found, str) else None


def _answers_in(
    plan: Plan, opening: Opening, members: Mapping[str, object], perspective: str, problems: list[Problem]
) -> Answers:
    named = members.get("perspective")
    if named is not None and named != perspective:
        allowed = ", ".join(opening.round.perspectives) or "–"
        problems.append(Problem("/perspective", "unknown_perspective", {"name": shown(named), "allowed": allowed}))
    version = members.get("version")
    if version is not None and version != opening.round.version:
        words = {"found": shown(version), "allowed": opening.round.version}
        problems.append(Problem("/version", "not_one_of", words))
    body = _body(opening, members.get("answers"), perspective)
    if "answers" not in members:
        del body["answers"]
    return parse_beside(problems, lambda: parse_answers(plan, body))


def _body(opening: Opening, answers: object, perspective: str) -> dict[str, object]:
    return {"answers": answers, "perspective": perspective or None, "profile": opening.round.profile}


def _unknown(members: Mapping[str, object], known: frozenset[str]) -> Iterator[Problem]:
    for name in members:
        if name not in known:
            yield Problem(pointer(shown(name, 80)), "unknown_member", {"name": shown(name, 80), "hint": ""})


def _language_problems(members: Mapping[str, object], languages: tuple[str, ...]) -> Iterator[Problem]:
    asked = members.get("language")
    if asked is None:
        return
    if not isinstance(asked, str):
        yield Problem("/language", "wrong_type", {"expected": "text", "found": describe(asked)})
    elif asked not in languages:
        words = {"name": shown(asked, 40), "allowed": ", ".join(languages)}
        yield Problem("/language", "unknown_language_asked", words)


def _name_problems(members: Mapping[str, object], mode: str) -> Iterator[Problem]:
    """Yield what is wrong with the display name: an open round needs one, in all others it would name a person."""
    if mode != "open":
        if members.get("display_name") is not None:
            yield Problem("/display_name", "not_in_mode", {"name": "display_name", "mode": mode})
    elif members.get("display_name") is None:
        yield Problem("/display_name", "missing", {"name": "display_name"})
    else:
        yield from _short_text_problems(members, "display_name", LONGEST_NAME)


def _short_text_problems(members: Mapping[str, object], name: str, limit: int) -> Iterator[Problem]:
    found = members.get(name)
    if found is None:
        return
    if not isinstance(found, str):
        yield Problem(pointer(name), "wrong_type", {"expected": "text", "found": describe(found)})
    elif not found.strip():
        yield Problem(pointer(name), "too_short", {"limit": "1 characters"})
    elif len(found) > limit:
        yield Problem(pointer(name), "too_long", {"limit": f"{limit} characters"})
    elif (unclean := next(iter(_BREAKS.intersection(found)), None) or unclean_character(found)) is not None:
        yield Problem(pointer(name), "text_not_clean", {"codepoint": f"{ord(unclean):04X}"})


def _perspective_problems(members: Mapping[str, object], perspectives: tuple[str, ...]) -> Iterator[Problem]:
    named = members.get("perspective")
    if named is not None and named not in perspectives:
        words = {"name": shown(named), "allowed": ", ".join(perspectives) or "–"}
        yield Problem("/perspective", "unknown_perspective", words)


def _text_problems(given: object, texts: frozenset[str], path: tuple[str | int, ...]) -> Iterator[Problem]:
    """Yield a problem for every free text, the reasons of no answer included; units hold answers of their own."""
    if not isinstance(given, dict):
        return
    # Most answers are plain numbers or kinds of no answer, passed over fast: this runs on every submit.
    for name, value in [each for each in given.items() if each[1].__class__ is not int]:
        if value.__class__ in _MAY_HOLD_TEXT and not (value.__class__ is dict and "reason" not in value):
            yield from _text_problems_of(name, value, texts, (*path, shown(str(name), 80)))


def _text_problems_of(
    name: object, value: object, texts: frozenset[str], here: tuple[str | int, ...]
) -> Iterator[Problem]:
    # The items of a unit may be named by keys of their own: `words.2`.
    if isinstance(value, str) and str(name).partition(".")[0] in texts:
        yield Problem(pointer(*here), "free_texts_off", {"item": name})
    elif isinstance(value, dict) and value.get("reason") is not None:
        yield Problem(pointer(*here, "reason"), "free_texts_off", {"item": name})
    elif isinstance(value, list):
        for at, unit in enumerate(value):
            if isinstance(unit, dict):
                yield from _text_problems(unit, texts, (*here, at))
