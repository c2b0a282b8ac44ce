"""From an error to what the caller reads: RFC 9457 problem documents. The only status codes for what goes wrong.

SelfcheckError
├── InputInvalid            422  every fault with its place
│   ├── BodyUnreadable      400  no JSON at all
│   └── ParametersInvalid   422  in the path or the query
├── NotFound                404
├── Conflict                409
│   ├── RevisionDiffers     412
│   └── RevisionMissing     428
├── Erased                  410
├── AccessRefused           401  an access code
│   └── BallotRefused       401  the code of a ballot
├── Unauthenticated         401  a key
├── Forbidden               403
├── MethodNotAllowed        405
├── BodyTooSlow             408
├── BodyTooLarge            413
├── BodyRefused             415
├── TooManyRequests         429
├── Overloaded              503
├── PrintersBusy            503
└── DatabaseUnavailable     503
everything else             500
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import msgspec

from selfcheck_service.core.definition.messages import Spoken, render_message
from selfcheck_service.core.definition.problems import (
    AccessRefused,
    BallotRefused,
    Conflict,
    Erased,
    InputInvalid,
    NotFound,
    Problem,
    RefusedForOneReason,
    RevisionDiffers,
    RevisionMissing,
    SelfcheckError,
)
from selfcheck_service.edge.json_input import BodyUnreadable
from selfcheck_service.edge.strays import without_strays
from selfcheck_service.reports.pdf import PrintersBusy
from selfcheck_service.storage import DatabaseUnavailable

LANGUAGES = ("de", "en")
MEDIA_TYPE = b"application/problem+json"
RETRY_SECONDS = 1

Headers = list[tuple[bytes, bytes]]


class RequestRefused(RefusedForOneReason):
    """A request was refused before anybody looked at what it asks for."""

    headers: ClassVar[tuple[tuple[bytes, bytes], ...]] = ()


class Unauthenticated(RequestRefused):
    """There is no key, or none that is accepted."""

    headers = ((b"www-authenticate", b'Bearer realm="selfcheck"'),)


class Forbidden(RequestRefused):
    """The key is accepted, but not for this."""


class MethodNotAllowed(RequestRefused):
    """The path exists, the method does not."""


class BodyTooSlow(RequestRefused):
    """The body did not arrive in time."""

    headers = ((b"connection", b"close"),)


class BodyTooLarge(RequestRefused):
    """The body is larger than what this path takes."""

    # Reading on only to throw it away would be what the sender of a huge body wants.
    headers = ((b"connection", b"close"),)


class BodyRefused(RequestRefused):
    """The body is of a type or an encoding that this path does not take."""

    headers = ((b"accept-encoding", b"identity"), (b"connection", b"close"))


class TooManyRequests(RequestRefused):
    """The caller asks more often than a person or a well-behaved program would."""

    def __init__(self, code: str, *, seconds: int, **parameters: object) -> None:
        """`seconds` is after how long trying again is worth while, at least 1."""
        super().__init__(code, seconds=seconds, **parameters)
        self.seconds = seconds


class Overloaded(RequestRefused):
    """There are more requests under way than this process takes on."""

    headers = ((b"retry-after", str(RETRY_SECONDS).encode()),)


class ParametersInvalid(InputInvalid):
    """Parameters of the path, the query or a header were refused.

    The location of each problem is `?name`, `{name}` or `@Header-Name`.
    """


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: what the caller can do about it is the same for all of the kind."""

    name: str
    status: int
    title: dict[str, str]


def _type(name: str, status: int, german: str, english: str) -> ProblemType:
    return ProblemType(name, status, {"de": german, "en": english})


INVALID_INPUT = _type("invalid-input", 422, "Die Eingabe hat Fehler", "The input has faults")
INTERNAL = _type("internal", 500, "Unerwarteter Fehler", "Unexpected failure")
_UNAVAILABLE = _type("unavailable", 503, "Vorübergehend nicht verfügbar", "Temporarily unavailable")

TYPES: dict[type[SelfcheckError], ProblemType] = {
    BodyUnreadable: _type("unreadable-body", 400, "Der Inhalt ist kein JSON", "The body is no JSON"),
    Unauthenticated: _type("unauthenticated", 401, "Kein gültiger Schlüssel", "No valid key"),
    AccessRefused: _type("access-refused", 401, "Kein gültiger Zugangscode", "No valid access code"),
    Forbidden: _type("forbidden", 403, "Der Schlüssel reicht dafür nicht", "The key does not suffice"),
    NotFound: _type("not-found", 404, "Nicht gefunden", "Not found"),
    MethodNotAllowed: _type("method-not-allowed", 405, "Methode nicht möglich", "Method not possible"),
    BodyTooSlow: _type("body-too-slow", 408, "Der Inhalt kam zu langsam", "The body came too slowly"),
    Conflict: _type("conflict", 409, "Widerspruch zu Vorhandenem", "Contradicts what is there"),
    Erased: _type("erased", 410, "Gelöscht", "Erased"),
    RevisionDiffers: _type("revision-differs", 412, "Inzwischen geändert", "Changed meanwhile"),
    BodyTooLarge: _type("body-too-large", 413, "Der Inhalt ist zu groß", "The body is too large"),
    BodyRefused: _type("body-refused", 415, "Inhalt dieser Art nicht möglich", "A body of this kind is not possible"),
    InputInvalid: INVALID_INPUT,
    RevisionMissing: _type("revision-missing", 428, "Stand fehlt", "Revision missing"),
    TooManyRequests: _type("too-many-requests", 429, "Zu viele Anfragen", "Too many requests"),
    Overloaded: _UNAVAILABLE,
    PrintersBusy: _UNAVAILABLE,
    DatabaseUnavailable: _UNAVAILABLE,
}
ALL_TYPES = tuple(sorted({each.name: each for each in (*TYPES.values(), INTERNAL)}.values(), key=lambda t: t.status))


class Fault(msgspec.Struct, omit_defaults=True):
    """One fault in the input: where it is, its stable code, and what it is in words.

    `pointer` is a JSON pointer into the body; a fault in the path or the query names the `parameter` instead, one in a
    header the `header`. A `severity` of `warning` says that this alone would not have stopped the request.
    """

    code: str
    message: str
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None
    severity: Literal["error", "warning"] = "error"


class ProblemDocument(msgspec.Struct):
    """A problem as RFC 9457 describes it.

    `type`, `code` and the codes in `errors` are stable and the same in every language; `title`, `detail` and messages
    are for people. `trace_id` finds the request in the operator's logs. Where `detail` tells when a round opens or
    closes, or its responses are deleted, the moment or day stands in a member of its own, too.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[Fault]
    trace_id: str
    opens_at: str | msgspec.UnsetType = msgspec.UNSET
    closes_at: str | msgspec.UnsetType = msgspec.UNSET
    expires_on: str | msgspec.UnsetType = msgspec.UNSET


# The members by which programs read when something is possible.
_TIMES = ("opens_at", "closes_at", "expires_on")


@dataclass(frozen=True, slots=True)
class ProblemReply:
    """A problem ready to be sent."""

    status: int
    headers: Headers
    body: bytes
    codes: tuple[str, ...]


def type_of(error: BaseException) -> ProblemType:
    """Return the kind of problem an error is."""
    return next((TYPES[each] for each in type(error).__mro__ if each in TYPES), INTERNAL)


def problem_reply(error: BaseException, *, language: str, trace_id: str, root_path: str = "") -> ProblemReply:
    """Return what the caller gets to read about an error. Of an unexpected one it reads nothing but its trace id."""
    kind = type_of(error)
    problems = _problems(error)
    is_input = isinstance(error, InputInvalid)
    code = "invalid_input" if is_input and kind is INVALID_INPUT else problems[0].code
    summary = {"count": len(problems)} if code == "invalid_input" else problems[0].parameters
    document = ProblemDocument(
        type=f"{root_path}/problems/{kind.name}",
        title=kind.title[language],
        status=kind.status,
        detail=_clean(render_message(code, summary, language)),
        code=code,
        errors=[fault_of(problem, language) for problem in problems] if is_input else [],
        trace_id=trace_id,
        **_moments(summary),
    )
    body = _encode(document)
    headers = [
        (b"content-type", MEDIA_TYPE),
        (b"content-language", language.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"vary", b"accept-language"),
        *_extra_headers(error),
    ]
    return ProblemReply(kind.status, headers, body, tuple(dict.fromkeys(problem.code for problem in problems)))


_encode = msgspec.json.Encoder().encode


def _moments(parameters: Mapping[str, object]) -> dict[str, str]:
    # What else each language says in its own way is for people, and stands in the message.
    said = ((name, parameters.get(name)) for name in _TIMES)
    return {name: value.plain for name, value in said if isinstance(value, Spoken)}


def _problems(error: BaseException) -> Sequence[Problem]:
    match error:
        case InputInvalid():
            return [without_strays(problem) for problem in error.problems]
        case NotFound() | RequestRefused():
            return (without_strays(error.problem),)
        case RefusedForOneReason():
            return (error.problem,)
        case PrintersBusy():
            return (Problem("", "overloaded"),)
        case DatabaseUnavailable():
            return (Problem("", "database_unavailable"),)
        case _:
            return (Problem("", "internal"),)


def _extra_headers(error: BaseException) -> Iterable[tuple[bytes, bytes]]:
    if isinstance(error, MethodNotAllowed):
        return ((b"allow", str(error.problem.parameters["allowed"]).encode()),)
    if isinstance(error, DatabaseUnavailable | PrintersBusy):
        return Overloaded.headers
    if isinstance(error, TooManyRequests):
        return ((b"retry-after", str(error.seconds).encode()),)
    if isinstance(error, BallotRefused):
        return ((b"www-authenticate", b'Selfcheck-Ballot-Code realm="selfcheck"'),)
    if isinstance(error, AccessRefused):
        return ((b"www-authenticate", b'Selfcheck-Access-Code realm="selfcheck"'),)
    return error.headers if isinstance(error, RequestRefused) else ()


def fault_of(problem: Problem, language: str) -> Fault:
    """Return a problem as callers read it."""
    message = _clean(problem.message(language))
    if problem.location.startswith(("?", "{")):
        return Fault(problem.code, message, parameter=_clean(problem.location.strip("?{}")))
    if problem.location.startswith("@"):
        return Fault(problem.code, message, header=problem.location[1:])
    return Fault(problem.code, message, pointer=_clean(problem.location), severity=problem.severity)


def _clean(text: str) -> str:
    """Return the text without lone surrogates, which a caller may have sent and no JSON may hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
