"""What was typed and comes along to another page: what of it people want to see, and what nobody may see beside it."""

import re
from collections.abc import Iterable
from typing import Final

Pairs = Iterable[tuple[str, str]]

# The field that says why a page says no, where it is asked for in another language only.
WHY = "again.why"
# The field by which the choice of a language says that it only wants to see the page.
LOOKS = "again.looks"
# Why a page says no to a code or a key that might be right.
NOT_ACCEPTED: Final = "not_accepted"
# The most that is carried; what people type by hand is far below.
_MOST_CARRIED = 128 * 1024
# Before the names of fields that a page carries along for another one.
_CARRIED = "typed."
# What pages put into their forms themselves; to whoever has filled them in it says nothing.
_OWN = frozenset({"asked", "first", "form", "met", "once", "onward", "revision", "seen", "step", "terms", "to"})
_OWN_PREFIXES = ("again.", "choice.", "revision.", "shown.", "units.")
# What is typed where nobody reads it, or was never typed at all.
_UNSEEN = frozenset({"codes", "key"})
# The pages of one round or ballot for those who answer or vote in it.
_OWN_PAGES = re.compile(r"/(?:answer|vote)/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![^/?])")
# What takes a form and has no page of its own; the form stands on the page above.
_WITHOUT_PAGE = re.compile(
    r"(/manage/rounds/[^/]+/(?:invitations|ballots/[^/]+))/(?:code|slips|slips\.pdf|paper|change)"
)
# What opens something: a page with it must not tell by its length what it is.
_SECRETS = _UNSEEN | {"access_code", "code"}


def is_long(pairs: Pairs) -> bool:
    """Tell whether it is too much to be carried along; then it is shown to be copied."""
    return sum(len(name) + len(value) for name, value in pairs) > _MOST_CARRIED


def is_secret(pairs: Pairs) -> bool:
    """Tell whether there is a key or a code among it."""
    return any(name.removeprefix(_CARRIED) in _SECRETS for name, _ in pairs)


def to_be_seen(pairs: Pairs) -> list[tuple[str, str]]:
    """Return what somebody has typed or chosen, without what the form held itself and without secrets."""
    return [(name, value) for name, value in pairs if _is_seen(name.removeprefix(_CARRIED))]


def way_back(to: str) -> str | None:
    """Return where somebody who answers or votes comes from, by the path of a form; None where it is none of theirs."""
    found = _OWN_PAGES.match(to)
    return None if found is None else found[0]


def page_of(to: str) -> str:
    """Return the page on which the form stands that is sent to a path."""
    above = _WITHOUT_PAGE.fullmatch(to)
    return way_back(to) or (to if above is None else above[1])


def is_draft(to: str) -> bool:
    """Tell whether what is sent to this path is kept in a draft; nothing is submitted by it."""
    found = _OWN_PAGES.match(to)
    return found is not None and to.removeprefix(found[0]).startswith("/fields/")


def shown_again(why: str, to: str, pairs: Pairs) -> list[tuple[str, str]]:
    """Return what asks for the page of a refusal in another language, and for nothing else to be done.

    `why` is the name of its words or its status, `to` the path to which its button sends.
    """
    return [(WHY, why), ("again.to", to), *((f"{_CARRIED}{name}", value) for name, value in pairs)]


def looked_at(sent: Pairs, fault: str | None) -> list[tuple[str, str]]:
    """Return what asks for a page that has not accepted a code once more, in another language: that tries no code."""
    return [*((name, value) for name, value in sent if name != WHY), *([(WHY, fault)] if fault == NOT_ACCEPTED else [])]


def _is_seen(name: str) -> bool:
    return name not in _OWN | _UNSEEN and not name.startswith(_OWN_PREFIXES)
