"""How often somebody may ask: token buckets in the memory of one process.

Somebody with a key of ours is counted by the key, a respondent by the secret of the response, everybody else by the
address. Whole town halls sit behind one address, so that what its people do rightly is never counted against it; only
what fails is, and failed guesses of keys, codes and secrets by far the soonest.

An address is kept as a hash that differs from process to process, and neither is stored or logged. The arithmetic is
short enough to be written here: the package `limits` takes ten times as long and does not bound its memory.
"""

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from ipaddress import AddressValueError, IPv6Address
from math import ceil, inf
from typing import Any

import msgspec

from selfcheck_service.core.ballots.codes import read_ballot_code
from selfcheck_service.core.rounds.access_codes import read_code
from selfcheck_service.edge.api_keys import find_bearer
from selfcheck_service.edge.cookies import COOKIE, HELD, SESSION_COOKIE, read_cookies
from selfcheck_service.edge.problems import TooManyRequests

AUTHORIZATION, ACCESS_CODE, SECRET = b"authorization", b"selfcheck-access-code", b"selfcheck-response-secret"
BALLOT_CODE = b"selfcheck-ballot-code"
# More callers than this at once are not told apart for long: whoever was not seen the longest begins anew.
MOST_BUCKETS = 10_000
# In IPv6 whoever has one address has all that begin with the same bytes.
_PREFIX = 8
# A token that is all but there is there: sums of seconds are not exact.
_NEARLY = 0.999
Scope = Mapping[str, Any]
Headers = Mapping[bytes, bytes]
_ROUNDS, _BALLOT_SHEET = "/v1/rounds/", "/v1/ballot-sheet"
_FAULT, _UNAUTHENTICATED, _NOT_FOUND, _OURS = 400, 401, 404, 500


class Buckets:
    """One bucket for each name. It holds as many tokens as flow into it in a minute, and is full at the beginning.

    Of a bucket only the moment is kept at which it will be full again; one that is full need not be kept at all.
    """

    __slots__ = ("_clock", "_depth", "_full_at", "_interval", "_size")

    def __init__(self, per_minute: int, *, clock: Callable[[], float], size: int = MOST_BUCKETS) -> None:
        """A rate of 0 `per_minute` means that there is no limit; `clock` counts seconds and never goes back."""
        self._interval = 60 / per_minute if per_minute else 0.0
        # Seconds in which an empty bucket fills up to the last token but one.
        self._depth = 60 - self._interval * _NEARLY if per_minute else inf
        self._clock = clock
        self._size = size
        self._full_at: OrderedDict[bytes, float] = OrderedDict()

    def __contains__(self, name: bytes) -> bool:
        """Tell whether there is a bucket of this name: whether something was taken from it not too long ago."""
        return name in self._full_at

    def __len__(self) -> int:
        return len(self._full_at)

    def wait(self, name: bytes) -> float:
        """Return in how many seconds there will be a token; 0 where there is one. Nothing is taken."""
        waiting = self._full_at.get(name, 0.0) - self._clock() - self._depth
        return max(waiting, 0.0)

    def take(self, name: bytes) -> float:
        """Take a token and return 0, or return in how many seconds there will be one."""
        now = self._clock()
        full_at = self._full_at.get(name, now)
        if full_at - now > self._depth:
            return full_at - now - self._depth
        self._full_at[name] = (max(now, full_at)) + self._interval
        self._full_at.move_to_end(name)
        if len(self._full_at) > self._size:
            self._full_at.popitem(last=False)
        return 0.0


class Attempt(msgspec.Struct, frozen=True):
    """A request that shows a key, a code or a secret of which we do not know yet whether it is right.

    `key` stands for a session too, `secret` for what a page of a respondent or voter shows in a cookie.
    """

    address: bytes
    key: bytes | None
    secret: bytes | None
    is_guess: bool


class Rates:
    """Who may go on, and who has to wait. A rate of 0 requests per minute means that there is no limit."""

    def __init__(self, *, key: int, guest: int, refused: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`key` and `guest` are requests per minute, `refused` failed guesses per minute and address."""
        # Keys and secrets have a bucket from the moment on at which they turned out to be right.
        self._keys = Buckets(key, clock=clock)
        self._respondents = Buckets(guest, clock=clock)
        self._guests = Buckets(guest, clock=clock)
        self._refused = Buckets(refused, clock=clock)
        self._salt = secrets.token_bytes(16)

    def admit(self, scope: Scope, headers: Headers) -> Attempt | None:
        """Count a request before anything is done for it; raise `TooManyRequests` where it is one too many.

        Returns an attempt where it shows what may turn out to be wrong: `settle` wants to know what came of it.
        """
        authorization, secret, code = headers.get(AUTHORIZATION), headers.get(SECRET), headers.get(ACCESS_CODE)
        ballot_code = headers.get(BALLOT_CODE)
        if authorization is None and secret is None and code is None and ballot_code is None:
            return self._admit_page(scope, headers)
        key_name = None if authorization is None else self._hash(authorization.partition(b" ")[2].strip())
        if key_name is not None and key_name in self._keys:
            _require(self._keys.take(key_name))
            return None
        secret_name = None if secret is None else self._hash(secret)
        if secret_name is not None and code is None and secret_name in self._respondents:
            _require(self._respondents.take(secret_name))
            return None
        is_guess = _is_guess(authorization, secret, code, ballot_code)
        attempt = Attempt(self._address_of(scope), key_name, secret_name, is_guess)
        _require(self._guests.wait(attempt.address))
        if attempt.is_guess:
            _require(self._refused.wait(attempt.address))
        return attempt

    def _admit_page(self, scope: Scope, headers: Headers) -> Attempt | None:
        """Count a request of a browser, which shows in a cookie what it has, or nothing."""
        cookies = read_cookies(headers.get(COOKIE))
        session, secret = cookies.get(SESSION_COOKIE), next((cookies[name] for name in HELD if name in cookies), None)
        for shown, buckets in ((session, self._keys), (secret, self._respondents)):
            if shown is not None and (name := self._hash(shown.encode())) in buckets:
                _require(buckets.take(name))
                return None
        address = self._address_of(scope)
        if session is None and secret is None:
            _require(self._guests.take(address))
            return None
        _require(self._guests.wait(address))
        hashes = [None if each is None else self._hash(each.encode()) for each in (session, secret)]
        # Nobody guesses a session, and a guessed code is counted by the page that reads it.
        return Attempt(address, hashes[0], hashes[1], is_guess=False)

    def require_guess(self, scope: Scope, shown: str | None = None) -> None:
        """Raise `TooManyRequests` where too many guesses from this address were wrong; for what a page has read.

        `shown` is the cookie that the browser shows: what has turned out to be right before is no guess, whatever
        others behind the same address have typed.
        """
        if shown is not None and self._hash(shown.encode()) in self._respondents:
            return
        _require(self._refused.wait(self._address_of(scope)))

    def refuse(self, scope: Scope) -> None:
        """Count a wrong guess that somebody typed on a page: a key, a code or a secret."""
        self._refused.take(self._address_of(scope))

    def settle(
        self, attempt: Attempt, scope: Scope, status: int, *, key_accepted: bool, secret_accepted: bool = False
    ) -> None:
        """Count an attempt by what came of it; of failures of ours nobody is to blame."""
        if key_accepted and attempt.key is not None:
            self._keys.take(attempt.key)
        elif secret_accepted or (status < _FAULT and _shows_rightly(scope)):
            if attempt.secret is not None:
                self._respondents.take(attempt.secret)
        elif status < _OURS:
            self._guests.take(attempt.address)
            wrong_secret = status == _NOT_FOUND and attempt.secret is not None
            if attempt.is_guess and (status == _UNAUTHENTICATED or wrong_secret):
                self._refused.take(attempt.address)

    def _address_of(self, scope: Scope) -> bytes:
        client = scope.get("client")
        # A server on a Unix socket knows no addresses; all who come by it share one bucket.
        host = "" if client is None else client[0]
        return self._hash(_prefix_of(host) if ":" in host else host.encode())

    def _hash(self, shown: bytes) -> bytes:
        return hashlib.blake2b(shown, key=self._salt, digest_size=16).digest()


def _prefix_of(host: str) -> bytes:
    try:
        address = IPv6Address(host)
    except AddressValueError:
        return host.encode()
    return address.packed[:_PREFIX] if address.ipv4_mapped is None else str(address.ipv4_mapped).encode()


def _is_guess(authorization: bytes | None, secret: bytes | None, code: bytes | None, ballot_code: bytes | None) -> bool:
    """Tell whether something is shown that could be right. A slip of the pen in a code is no guess, and never right."""
    if ballot_code is not None and read_ballot_code(ballot_code.decode("latin-1")) is not None:
        return True
    if secret is not None or (code is not None and read_code(code.decode("latin-1")) is not None):
        return True
    return authorization is not None and find_bearer(authorization.decode("latin-1")) is not None


def _shows_rightly(scope: Scope) -> bool:
    """Tell whether a request that was answered well must have shown the right code or secret.

    Nothing else at these paths is answered to somebody without a key, but for making something new.
    """
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return scope["method"] != "POST" and (path.startswith(_ROUNDS) or path == _BALLOT_SHEET)


def _require(seconds: float) -> None:
    if seconds > 0:
        raise TooManyRequests("too_many_requests", seconds=max(1, ceil(seconds)))
