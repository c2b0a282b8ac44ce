"""Which revision somebody would replace (`If-Match`), and which they have already (`If-None-Match`)."""

import re

from selfcheck_service.core.definition import Problem
from selfcheck_service.edge.context import Scope, header_of
from selfcheck_service.edge.problems import ParametersInvalid

# Proxies that compress call an ETag weak; it names the same revision.
_ETAGS = re.compile(r'\s*(?:W/)?"([^"]*)"\s*|\s*(\*)\s*')


def read_if_match(scope: Scope) -> frozenset[str] | None:
    """Return the revisions that `If-Match` names, "*" for any; None where there is no such header.

    Raises `ParametersInvalid` where it is not well formed: to ignore it could overwrite what somebody else has sent.
    """
    header = header_of(scope, b"if-match")
    if header is None:
        return None
    tags = [_ETAGS.fullmatch(part) for part in header.split(",")]
    if None in tags:
        words = {"found": header[:40], "expected": "an ETag in quotation marks"}
        raise ParametersInvalid([Problem("@If-Match", "malformed", words)])
    return frozenset(tag[1] or tag[2] or "" for tag in tags if tag is not None)


def has_already(if_none_match: str | None, tag: str) -> bool:
    """Tell whether the header `If-None-Match` names a tag, so that it need not be sent again."""
    if if_none_match is None:
        return False
    given = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return "*" in given or f'"{tag}"' in given
