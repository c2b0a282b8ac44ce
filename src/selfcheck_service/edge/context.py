"""What every request needs of the running service: one object, made by create_app."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from selfcheck_service.edge.principals import KeyRing
from selfcheck_service.edge.rates import Rates
from selfcheck_service.edge.sessions import Sessions
from selfcheck_service.storage import Database
from selfcheck_service.telemetry import Log, Metrics
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.printed_forms import PrintedForms
from selfcheck_service.use_cases.responding import Responding

Scope = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a body is taken, how long is waited for it, and how many requests are under way at once."""

    evaluation_bytes: int
    publish_bytes: int
    body_seconds: float
    concurrent_requests: int


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of the running service."""

    database: Database
    plans: Plans
    printed_forms: PrintedForms
    responding: Responding
    keys: KeyRing
    sessions: Sessions
    rates: Rates
    metrics: Metrics
    log: Log
    limits: Limits
    anonymous_evaluations: bool
    default_language: str
    root_path: str
    # Scheme and host that people reach the service by, without a slash at the end; empty where nobody said.
    public_url: str
    guest_rounds: bool
    exposes_metrics: bool
    # An address of mail or of a page for questions about barriers and data protection; empty where nobody gave one.
    contact: str
    # Everything in the service is made up, and it says so.
    demo: bool


@dataclass(slots=True)
class Request:
    """What is known about one request outside its body. `caller` is for the log: the id of a key, never a name.

    `key_accepted` tells that the caller shows a key, or a session of a key, that is one of ours, whatever it permits;
    `secret_accepted` that somebody who answers or votes shows on a page what a route of theirs has accepted. `is_head`
    tells that of the answer only the head is asked for.
    """

    context: Context
    headers: dict[bytes, bytes]
    trace_id: str = ""
    caller: str = ""
    key_accepted: bool = False
    secret_accepted: bool = False
    is_head: bool = False


def enter(scope: Scope, context: Context) -> Request:
    """Put into the scope of a request what the functions below find in it, and return it."""
    # Of a header that stands twice the first one counts.
    request = Request(context, dict(reversed(scope["headers"])))
    scope["selfcheck"] = request
    return request


def request_of(scope: Scope) -> Request:
    """Return what is known about the request with this scope."""
    request: Request = scope["selfcheck"]
    return request


def context_of(scope: Scope) -> Context:
    """Return the context of the service that answers this request."""
    return request_of(scope).context


def is_head(scope: Scope) -> bool:
    """Tell whether only the head of the answer is asked for; to routes it looks like a GET."""
    return request_of(scope).is_head


def header_of(scope: Scope, name: bytes) -> str | None:
    """Return the header of this name (in small letters), or None."""
    found = request_of(scope).headers.get(name)
    return None if found is None else found.decode("latin-1")
