"""What somebody who answers or votes holds: an id and its secret, in a cookie that only their own pages see.

There is no session on the server. The cookie goes to the pages of one round (or one ballot) and to nobody else; neither
id nor secret ever stands in a path, a query or a log line.
"""

import re
import uuid
from dataclasses import dataclass
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from selfcheck_service.edge.context import header_of
from selfcheck_service.edge.cookies import ANSWER_COOKIE, VOTE_COOKIE, clear_cookie, read_cookies, set_cookie
from selfcheck_service.web.visit import Visit

Area = Literal["answer", "vote"]
_COOKIES: dict[Area, str] = {"answer": ANSWER_COOKIE, "vote": VOTE_COOKIE}
_HELD = re.compile(
    r"([0-9a-f]{32})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{1,128})(?:\.([0-9A-Z]{12})(?:\.([0-9a-f]{1,64}))?)?(\.~)?"
)
# Stands at the end of the cookie as long as nobody has been shown the key; no form need fit it.
KEY_UNSEEN = ".~"
# As long as anybody can still use it: a round that is open longer asks for the access code or the secret again.
LONGEST_DAYS = 90
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Held:
    """A response and the secret that opens it; of a vote, its id and the code of the ballot.

    As long as nothing is kept of a response, `code` is the access code that its first answer spends, and `terms` are
    those of the round that somebody has read, by their hash, once they have begun. Afterwards both are None.
    `key_unseen`: the first answer is kept, and the key by which to come back has not been shown yet.
    """

    id: uuid.UUID
    secret: str
    code: str | None = None
    terms: str | None = None
    key_unseen: bool = False


def held_of(request: Request, area: Area, of: uuid.UUID) -> Held | None:
    """Return what the browser holds of a round or a ballot, or None where it holds nothing of it."""
    header = header_of(request.scope, b"cookie")
    value = read_cookies(None if header is None else header.encode("latin-1")).get(_COOKIES[area], "")
    read = _HELD.fullmatch(value)
    if read is None or read[1] != of.hex:
        return None
    return Held(uuid.UUID(read[2]), read[3], read[4], read[5], key_unseen=read[6] is not None)


def hold(response: Response, visit: Visit, area: Area, of: uuid.UUID, held: Held, *, days: int = LONGEST_DAYS) -> None:
    """Let the browser hold it for so many days, under `/{area}/{of}` only."""
    value = value_of(of, held) + (KEY_UNSEEN if held.key_unseen else "")
    seconds = min(days, LONGEST_DAYS) * _DAY
    path = _path(visit, area, of)
    set_cookie(response, _COOKIES[area], value, path=path, seconds=seconds, secure=visit.secure)


def let_go(response: Response, visit: Visit, area: Area, of: uuid.UUID) -> None:
    """Let the browser forget what it holds, as after erasing, or on a device that others use too."""
    clear_cookie(response, _COOKIES[area], path=_path(visit, area, of), secure=visit.secure)


def value_of(of: uuid.UUID, held: Held) -> str:
    """Return what the cookie says of who holds it: also the `proof` of a page that sets it, so that its forms fit.

    Raises `ValueError` where the secret has other characters than secrets and codes have.
    """
    value = ".".join(part for part in (of.hex, held.id.hex, held.secret, held.code, held.terms) if part is not None)
    if _HELD.fullmatch(value) is None:
        raise ValueError("there are characters in it that no secret, code or hash has")
    return value


def _path(visit: Visit, area: Area, of: uuid.UUID) -> str:
    return f"{visit.prefix}/{area}/{of}"
