"""Whether a form that is sent is one of ours, filled in by whoever sends it: the two walls against forged requests.

The first: the browser says where the form stood (`Sec-Fetch-Site`, else `Origin`). The second, where the browser shows
a session, or what a respondent or voter holds: the form carries a token that follows from that cookie. Cookies that
other sites cannot make a browser send (SameSite) are a third.
"""

import base64
import hashlib
import hmac
import secrets
from typing import Literal
from urllib.parse import urlsplit

from starlette.datastructures import Headers

# The name of the hidden field.
TOKEN = "csrf"  # noqa: S105 - the name of a field
_LENGTH = 32

Origin = Literal["own", "foreign", "unknown"]


def origin_of(headers: Headers, public_url: str) -> Origin:
    """Return whether a form stood on our own pages, as far as the browser says."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        # "none" is a person who repeats a request by hand.
        return "own" if site in ("same-origin", "none") else "foreign"
    origin = headers.get("origin")
    if origin is None or origin == "null":
        return "unknown"
    # A proxy may speak another scheme with us than with the browser; the host says whose page it was.
    own = {headers.get("host", ""), urlsplit(public_url).netloc} - {""}
    return "own" if urlsplit(origin).netloc in own else "foreign"


def make_token(proof: str) -> str:
    """Return a token that fits a cookie; no two are alike.

    Pages are compressed, and what is compressed shows in its length how much of it repeats. So the token is crossed
    with chance: nothing that somebody else writes onto a page can repeat it.
    """
    mask = secrets.token_bytes(_LENGTH)
    return base64.urlsafe_b64encode(mask + _crossed(mask, _digest(proof))).decode()


def is_genuine(token: str, proof: str) -> bool:
    """Tell whether a token fits a cookie, in a time that does not depend on where the two differ."""
    try:
        sent = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (ValueError, UnicodeEncodeError):
        return False
    return len(sent) == 2 * _LENGTH and hmac.compare_digest(_crossed(sent[:_LENGTH], sent[_LENGTH:]), _digest(proof))


def _digest(proof: str) -> bytes:
    return hmac.digest(proof.encode(), b"selfcheck form", hashlib.sha256)


def _crossed(mask: bytes, text: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(mask, text, strict=True))
