"""Strict JSON: exact numbers, no duplicate keys, no unclean text, no depth and no mass that nobody asked for.

The usual body is decoded in C and only measured here. Whatever is in the least suspicious is decoded again, slowly,
so that every fault is named with its place.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NoReturn

import msgspec

from selfcheck_service.core.definition.limits import LONGEST_NUMBER, is_number_too_long
from selfcheck_service.core.definition.problems import InputInvalid, Problem, pointer
from selfcheck_service.core.definition.texts import unclean_character

# Digits that may belong to a number that is too long; in a text they cost a second reading and nothing else.
_MANY_DIGITS = re.compile(rb"[0-9.]{%d}" % LONGEST_NUMBER)
# Escapes that can hide a character which no text may contain.
_HIDING_ESCAPE = re.compile(rb"\\[bfru]")
# Controls, and characters that turn the order of their neighbours round; written out, because this runs on every body.
_UNCLEAN = re.compile("[\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069]")
# Strings, so that brackets inside them do not count. The closing quote may be missing: then the string is the rest.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


class BodyUnreadable(InputInvalid):
    """The body is no JSON at all."""


class BodyFaulty(InputInvalid):
    """The body is JSON with faults; `value` is what could be read of it, to look for further ones.

    Where a number cannot be accepted stands a thing that is no JSON value.
    """

    def __init__(self, problems: list[Problem], value: object) -> None:
        """Keep both."""
        super().__init__(problems)
        self.value = value


@dataclass(frozen=True, slots=True)
class JsonLimits:
    """How deep a body may be nested and how many values it may hold.

    With `like_files` names count as values and integers are bounded, as in the files of a definition. An evaluation
    does without: its items bound its integers, and looking for long ones would take time from every request.
    """

    depth: int
    values: int
    like_files: bool = False

    def spent(self, members: int, values: int) -> int:
        """Return how many values so many members of maps and values count for."""
        return members + values if self.like_files else values


def decode_json(body: bytes, limits: JsonLimits) -> object:
    """Return the value of a JSON text; numbers with a point are `Decimal`.

    Raises `BodyUnreadable` where it is no JSON, `BodyFaulty` with every fault where it is JSON that we do not accept,
    and `InputInvalid` where it is too deep or too large to be looked at.
    """
    if not _is_clean(body) or (limits.like_files and _MANY_DIGITS.search(body)):
        return _decode_slowly(body, limits)
    try:
        value = _DECODER.decode(body)
    except (ValueError, RecursionError):
        return _decode_slowly(body, limits)
    members, values, depth = _measure(value, limits.values)
    # A member has one colon. Where there are more colons than members, a key stood twice, or a text holds a colon.
    if members != body.count(b":") or limits.spent(members, values) > limits.values or depth > limits.depth:
        return _decode_slowly(body, limits)
    return value


def _is_clean(body: bytes) -> bool:
    if b"\\" in body and _HIDING_ESCAPE.search(body):
        return False
    if body.isascii():
        return b"\x7f" not in body
    try:
        return _UNCLEAN.search(body.decode()) is None
    except UnicodeDecodeError:
        return False


def _exact(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER or "e" in text or "E" in text:
        raise ValueError("to be looked at more closely")
    return Decimal(text)


class _Repeated(dict[str, object]):
    """A map in which at least one key stood twice."""

    names: tuple[str, ...] = ()


_CONTAINERS: frozenset[type] = frozenset({dict, list, _Repeated})
_DECODER = msgspec.json.Decoder(float_hook=_exact)


def _measure(value: object, most: int) -> tuple[int, int, int]:
    """Return the number of members of maps, the number of values and the depth; stops soon after `most` values."""
    members, values, depth = 0, 1, 0
    level: list[Any] = [value]
    while level and values <= most:
        below: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                members += len(each)
                values += len(each)
                below += [child for child in each.values() if child.__class__ in _CONTAINERS]
            elif isinstance(each, list):
                values += len(each)
                below += [child for child in each if child.__class__ in _CONTAINERS]
            else:
                return members, values, depth
        depth += 1
        level = below
    return members, values, depth


def _decode_slowly(body: bytes, limits: JsonLimits) -> object:
    text = _text_of(body)
    if _is_deeper(text, limits.depth):
        raise InputInvalid([Problem("", "too_deep", {"limit": limits.depth})])
    try:
        value = json.loads(
            text,
            object_pairs_hook=_members,
            parse_float=_float,
            parse_int=_short if limits.like_files else _int,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        _refuse(f"{error.msg} (line {error.lineno}, column {error.colno})")
    members, values, _ = _measure(value, limits.values)
    if limits.spent(members, values) > limits.values:
        raise InputInvalid([Problem("", "too_many_values", {"limit": limits.values})])
    problems = list(_faults(value))
    if problems:
        raise BodyFaulty(problems, value)
    return value


def _refuse(detail: str) -> NoReturn:
    raise BodyUnreadable([Problem("", "not_json", {"detail": detail})]) from None


def _text_of(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse(f"not UTF-8 (byte {error.start})")


def _is_deeper(text: str, most: int) -> bool:
    """Return whether brackets nest deeper than that, without following them any further."""
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth > most:
                return True
        elif found[0] in "]}":
            depth -= 1
    return False


@dataclass(frozen=True, slots=True)
class _Unusable:
    """Stands where a number was that cannot be accepted."""

    code: str
    parameters: dict[str, object] = field(default_factory=dict)


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    counts = Counter(name for name, _ in pairs)
    repeated = _Repeated(members)
    repeated.names = tuple(name for name, count in counts.items() if count > 1)
    return repeated


def _float(text: str) -> object:
    return _Unusable("number_too_long", {"found": text[:20]}) if is_number_too_long(text) else Decimal(text)


def _short(text: str) -> object:
    return _Unusable("number_too_long", {"found": text[:20]}) if is_number_too_long(text) else int(text)


def _int(text: str) -> object:
    if len(text) > sys.int_info.default_max_str_digits:
        return _Unusable("number_too_long", {"found": text[:20]})
    return int(text)


def _constant(text: str) -> object:
    return _Unusable("number_not_finite", {"found": text})


def _faults(document: object) -> Iterator[Problem]:
    """Yield what is wrong with a value, in the order of the document."""
    waiting: list[tuple[str, object]] = [("", document)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, _Unusable):
            yield Problem(place, value.code, value.parameters)
        elif isinstance(value, str):
            yield from _unclean(place, value)
        elif isinstance(value, list):
            waiting += [(f"{place}/{index}", each) for index, each in reversed(list(enumerate(value)))]
        elif isinstance(value, dict):
            for name in value:
                yield from _unclean(place + pointer(name), name)
            for name in getattr(value, "names", ()):
                yield Problem(place + pointer(name), "duplicate_key", {"name": name})
            waiting += [(place + pointer(name), each) for name, each in reversed(list(value.items()))]


def _unclean(place: str, text: str) -> Iterator[Problem]:
    character = unclean_character(text)
    if character is not None:
        yield Problem(place, "text_not_clean", {"codepoint": f"{ord(character):04X}"})
