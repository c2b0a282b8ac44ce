"""What operators see of a running service: log lines, metrics and the id that ties them to one request.

Neither logs nor metrics ever hold answers, secrets, query strings or addresses: a line names the route's template, not
the path, and a caller by the id of its key.
"""

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import walk_tb
from typing import Any, Literal

import msgspec
import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector
from structlog.typing import EventDict

LogFormat = Literal["json", "text"]

# The trace id of the request that is being answered; every log line carries it.
trace_id: ContextVar[str] = ContextVar("trace_id", default="")

# W3C Trace Context: version, trace id, parent id, flags. Zeros are invalid there.
_TRACEPARENT = re.compile(rb"[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_STDERR = 2
# A chain of errors that is longer than this repeats itself.
_LONGEST_CHAIN = 20
# Alembic says what the operator's own command says already; HTTP clients write whole addresses; drivers and parsers
# write at the level debug whatever passes through them, answers included.
_CHATTERERS = ("alembic", "httpx", "httpcore", "aiosqlite", "asyncpg", "sqlalchemy", "python_multipart", "multipart")


class Trace(msgspec.Struct, frozen=True):
    """Where a request stands in its trace: the id shared by all who serve it, and our own span."""

    trace_id: str
    header: bytes


def continue_trace(traceparent: bytes | None) -> Trace:
    """Return the trace a `traceparent` header belongs to, or a new one where it is absent or malformed."""
    chance = os.urandom(24).hex()
    matched = None
    # Version ff is forbidden by the standard.
    if traceparent is not None and not traceparent.startswith(b"ff"):
        matched = _TRACEPARENT.fullmatch(traceparent)
    identity = matched[1].decode() if matched else chance[16:]
    flags = matched[2].decode() if matched else "00"
    return Trace(identity, f"00-{identity}-{chance[:16]}-{flags}".encode())


class _AccessLine(msgspec.Struct):
    timestamp: datetime
    level: str
    event: str
    method: str
    route: str
    status: int
    milliseconds: float
    trace_id: str
    caller: str


class Log:
    """Writes lines to the standard error stream; a log that cannot be written never fails a request."""

    def __init__(self, log_format: LogFormat = "json", level: str = "info", descriptor: int = _STDERR) -> None:
        self._descriptor = descriptor
        self._level: int = getattr(logging, level.upper())
        self._as_json = log_format == "json"
        self._render = _render_json if self._as_json else _text_renderer()

    def access(self, *, method: str, route: str, status: int, seconds: float, trace: str, caller: str) -> None:
        """Write the line of one answered request."""
        if self._level > logging.INFO:
            return
        # Whole microseconds; to round to digits would go by way of a text.
        milliseconds = int(seconds * 1e6 + 0.5) / 1000
        line = _AccessLine(datetime.now(UTC), "info", "request", method, route, status, milliseconds, trace, caller)
        if self._as_json:
            self.write(_encode_line(line))
        else:
            self.write(self._render(None, "info", msgspec.structs.asdict(line)))

    def write(self, line: bytes) -> None:
        """Write one line."""
        try:
            os.write(self._descriptor, line + b"\n")
        except OSError:
            # The stream is gone or full. There is no better place to say so.
            return

    def install(self) -> None:
        """Let structlog's loggers and those of the standard library write here."""
        structlog.configure(
            processors=[
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper("iso", utc=True),
                _add_trace,
                _name_failure,
                self._render,
            ],
            wrapper_class=structlog.make_filtering_bound_logger(self._level),
            logger_factory=lambda *_: _LineLogger(self.write),
            cache_logger_on_first_use=False,
        )
        root = logging.getLogger()
        root.handlers[:] = [h for h in root.handlers if not isinstance(h, _StandardHandler)] + [_StandardHandler()]
        root.setLevel(self._level)
        for chatterer in _CHATTERERS:
            logging.getLogger(chatterer).setLevel(max(self._level, logging.WARNING))


class _LineLogger:
    """The end of structlog's chain: takes what the renderer made."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self.debug = self.info = self.warning = self.error = self.critical = self.exception = self.msg = write


class _StandardHandler(logging.Handler):
    """Hands records of the standard library (uvicorn, asyncio, Alembic) to structlog."""

    def emit(self, record: logging.LogRecord) -> None:
        logger = structlog.get_logger()
        level = record.levelname.lower() if record.levelname in ("DEBUG", "INFO", "WARNING", "ERROR") else "error"
        said = record.getMessage()
        if record.exc_info:
            # asyncio adds lines that show the failed task, and with it the message of what it failed of.
            said = said.partition("\n")[0]
        getattr(logger, level)(said, logger=record.name, exc_info=record.exc_info)


class Metrics:
    """Counters and histograms of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "selfcheck_requests", "Answered requests.", ("method", "route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "selfcheck_request_seconds",
            "Time to answer a request.",
            ("method", "route"),
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self._evaluations = Counter(
            "selfcheck_evaluations", "Evaluations made.", ("questionnaire", "version"), registry=self.registry
        )
        self._problems = Counter("selfcheck_problems", "Problems reported.", ("code",), registry=self.registry)
        self._plans = Counter(
            "selfcheck_plan_cache", "Compiled questionnaires asked for.", ("outcome",), registry=self.registry
        )
        self.in_progress = Gauge(
            "selfcheck_requests_in_progress", "Requests being answered now.", registry=self.registry
        )
        self._request_children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._evaluation_children: dict[tuple[str, str], Counter] = {}
        self.plan_hit = self._plans.labels("hit").inc
        self.plan_miss = self._plans.labels("miss").inc

    def request_ended(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        children = self._request_children.get((method, route, status))
        if children is None:
            known = method if method in _METHODS else "OTHER"
            children = (self._requests.labels(known, route, str(status)), self._seconds.labels(known, route))
            if known == method:
                self._request_children[method, route, status] = children
        children[0].inc()
        children[1].observe(seconds)

    def evaluated(self, questionnaire: str, version: str) -> None:
        """Count one evaluation; both names are those of a published version, so there are few of them."""
        child = self._evaluation_children.get((questionnaire, version))
        if child is None:
            child = self._evaluations.labels(questionnaire, version)
            self._evaluation_children[questionnaire, version] = child
        child.inc()

    def problem(self, code: str) -> None:
        """Count one reported problem."""
        self._problems.labels(code).inc()

    def exposition(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        return generate_latest(self.registry)


def _add_trace(_logger: object, _method: str, event: EventDict) -> EventDict:
    if trace := trace_id.get():
        event["trace_id"] = trace
    return event


def _name_failure(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its types and places: its message may repeat what somebody has answered."""
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_places(error))
    return event


def _places(error: BaseException) -> Iterator[str]:
    """Yield the type of an error and of those it came from, each with the frames it went through, outermost first."""
    came_from: BaseException | None = error
    for _ in range(_LONGEST_CHAIN):
        if came_from is None:
            return
        yield f"{type(came_from).__module__}.{type(came_from).__qualname__}"
        for frame, line in walk_tb(came_from.__traceback__):
            yield f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}"
        came_from = came_from.__cause__ or came_from.__context__


def _render_json(_logger: object, _method: str, event: MutableMapping[str, Any]) -> bytes:
    first = {name: event.pop(name) for name in ("timestamp", "level", "event") if name in event}
    return _encode_line(first | dict(event))


def _text_renderer() -> Callable[[object, str, MutableMapping[str, Any]], bytes]:
    render = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())

    def render_text(logger: object, method: str, event: MutableMapping[str, Any]) -> bytes:
        event["timestamp"] = str(event.get("timestamp", ""))
        return render(logger, method, event).encode()

    return render_text


# Whatever is no plain value is written as its text: a log line must never fail.
_encode_line = msgspec.json.Encoder(enc_hook=str).encode
