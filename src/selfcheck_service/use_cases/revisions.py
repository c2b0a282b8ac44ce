"""Which revision of something a caller has seen, so that nobody overwrites what somebody else has written meanwhile."""

import hashlib

from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.definition.problems import RevisionDiffers, RevisionMissing

_LENGTH = 32


def fingerprint(plain: object) -> str:
    """Return what differs where something differs that is canonical as JSON: 32 hexadecimal digits."""
    return short(hashlib.sha256(canonical_json(plain)).hexdigest())


def short(digest: str) -> str:
    """Return the part of a digest that stands in an `ETag`."""
    return digest[:_LENGTH]


def require_revision(revisions: frozenset[str] | None, current: str, *, demanded: bool = False) -> None:
    """Raise `RevisionDiffers` where a caller names revisions, "*" for any, and the one that is there is not among them.

    `demanded` is for what several people write at the same time: then raise `RevisionMissing` where none is named.
    """
    if revisions is None:
        if demanded:
            raise RevisionMissing("revision_missing")
        return
    if not revisions & {current, "*"}:
        raise RevisionDiffers("revision_differs")
