"""Codes, secrets and keys that a confused client has put into a path, a query or a header of another purpose.

Messages repeat what they found there, because that helps. A code or a secret they must not repeat: replies end up in
histories, screenshots and reports of faults. What looks like one is left out; ids stay, for they open nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from selfcheck_service.core.definition import Problem
from selfcheck_service.core.rounds.access_codes import read_code

HIDDEN = "…"
# Three groups of four, as codes are shown; a slip of the pen makes them no less secret.
_CODE = re.compile(r"(?<![0-9A-Za-z-])[0-9A-Za-z]{4}([- ])[0-9A-Za-z]{4}\1[0-9A-Za-z]{4}(?![0-9A-Za-z-])")
# As short as a code without dashes. Secrets and keys are twice as long.
_WORD = re.compile(r"[0-9A-Za-z_-]{12,}")
_SHORTEST_SECRET = 22
_ID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)


def hide_strays(text: str) -> str:
    """Return a text with an ellipsis in place of each word that may be an access code, a secret or a key."""
    return _WORD.sub(_hide, _CODE.sub(HIDDEN, text))


def without_strays(problem: Problem) -> Problem:
    """Return a problem as it may be told where it lies in the path, the query or a header; others stay as they are."""
    if problem.location and not problem.location.startswith(("?", "{", "@")):
        return problem
    # The name of a header is one of ours, however much it looks like chance.
    location = problem.location if problem.location.startswith("@") else hide_strays(problem.location)
    return replace(problem, location=location, parameters=_hidden(problem.parameters))


def _hidden(parameters: Mapping[str, object]) -> dict[str, object]:
    return {name: hide_strays(value) if isinstance(value, str) else value for name, value in parameters.items()}


def _hide(matched: re.Match[str]) -> str:
    word = matched[0]
    if _ID.fullmatch(word) and "-" in word:
        return word
    # Chance of this length has a digit or a capital letter; a long key of a questionnaire seldom has.
    is_chance = any(character.isdigit() or character.isupper() for character in word)
    return HIDDEN if (is_chance and len(word) >= _SHORTEST_SECRET) or read_code(word) is not None else word
