"""How questionnaires and their versions are named, checked before a name goes anywhere near the database.

A database is no judge of names: PostgreSQL fails on a NUL that SQLite takes, and both on numbers that are too large.
"""

import re

KEY_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_KEY = 64
VERSION_PATTERN = r"^(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})$"

_KEY = re.compile(KEY_PATTERN)
_VERSION = re.compile(VERSION_PATTERN)


def is_key(text: str) -> bool:
    """Tell whether a questionnaire can have this key."""
    return len(text) <= LONGEST_KEY and _KEY.fullmatch(text) is not None


def is_version(text: str) -> bool:
    """Tell whether this is a version: MAJOR.MINOR.PATCH."""
    return _VERSION.fullmatch(text) is not None
