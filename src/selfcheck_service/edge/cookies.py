"""The cookies of the pages: their names, how they are read, and how one is set and taken back.

The API takes none of them. Each is HttpOnly, so that no script reads it, and SameSite=Lax, so that no other site makes
a browser send it along with something that changes anything.
"""

from collections.abc import Mapping

from starlette.responses import Response

COOKIE = b"cookie"
SESSION_COOKIE = "selfcheck_session"
ANSWER_COOKIE, VOTE_COOKIE = "selfcheck_answer", "selfcheck_vote"
# The code of a room, with whoever has opened the ballot: the service keeps nothing of it but its hash.
ROOM_COOKIE = "selfcheck_room"
# What respondents and voters hold; nobody else needs it, and the service keeps nothing of it but hashes.
HELD = (ANSWER_COOKIE, VOTE_COOKIE)


def read_cookies(header: bytes | None) -> Mapping[str, str]:
    """Return the cookies of a `Cookie` header by name; of a name that stands twice the first, most exact one counts."""
    found: dict[str, str] = {}
    for part in (header or b"").decode("latin-1").split(";"):
        name, equals, value = part.partition("=")
        if equals:
            found.setdefault(name.strip(), value.strip())
    return found


def set_cookie(response: Response, name: str, value: str, *, path: str, seconds: int, secure: bool) -> None:
    """Let the browser keep a cookie for so many seconds and show it under a path. `secure`: over https only."""
    response.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="lax")


def clear_cookie(response: Response, name: str, *, path: str, secure: bool) -> None:
    """Let the browser forget a cookie."""
    response.delete_cookie(name, path=path, secure=secure, httponly=True, samesite="lax")
