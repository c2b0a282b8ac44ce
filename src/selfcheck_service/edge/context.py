"""What every request needs of the running service: one object, made by create_app."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from selfcheck_service.edge.principals import KeyRing
from selfcheck_service.storage import Database
from selfcheck_service.telemetry import Log, Metrics
from selfcheck_service.use_cases import Plans

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
    keys: KeyRing
    metrics: Metrics
    log: Log
    limits: Limits
    anonymous_evaluations: bool
    default_language: str
    root_path: str
    exposes_metrics: bool


def context_of(scope: Scope) -> Context:
    """Return the context of the service that answers this request."""
    context: Context = scope["app"].state.context
    return context


def header_of(scope: Scope, name: bytes) -> str | None:
    """Return the first header of this name (in small letters), or None."""
    for each, value in scope["headers"]:
        if each == name:
            return str(value.decode("latin-1"))
    return None
