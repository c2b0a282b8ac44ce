"""What the framework refuses, in our own words: its errors become ours, so that callers meet one kind of problem."""

from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Match, Route

from selfcheck_service.core.definition.message_words import FORMS
from selfcheck_service.core.definition.problems import NotFound, Problem, SelfcheckError
from selfcheck_service.edge.problems import MethodNotAllowed, ParametersInvalid

_KINDS = {
    "int_parsing": "an integer",
    "bool_parsing": "true or false",
    "uuid_parsing": "a UUID",
}


def as_our_own(error: Exception, request: Request) -> Exception:
    """Return the error of ours that says the same; what we have no words for stays as it is."""
    match error:
        case RequestValidationError():
            return ParametersInvalid([_problem(each) for each in error.errors()])
        case HTTPException(status_code=404):
            return NotFound("unknown_path")
        case HTTPException(status_code=405):
            allowed = ", ".join(_allowed_methods(request))
            return MethodNotAllowed("method_not_allowed", method=request.method, allowed=allowed)
        case HTTPException() if isinstance(error.__cause__, SelfcheckError):
            # Reading a form failed because the body was too large or too slow.
            return error.__cause__
        case _:
            return error


def _allowed_methods(request: Request) -> list[str]:
    """Return the methods of all routes with this path; the framework names those of the first one only."""
    routes = (route for route in request.app.routes if isinstance(route, Route))
    found = (route for route in routes if route.matches(request.scope)[0] is not Match.NONE)
    methods = {method for route in found for method in route.methods or ()}
    return sorted(methods | {"HEAD"} if "GET" in methods else methods)


def _problem(details: Any) -> Problem:  # noqa: ANN401 FastAPI does not type its errors
    """Return one of the framework's complaints about a parameter as a problem of ours."""
    source, *names = details["loc"]
    name = "/".join(map(str, names))
    location = {"path": f"{{{name}}}", "header": f"@{name}"}.get(source, f"?{name}")
    code, words = _complaint(str(details["type"]), name, str(details.get("input"))[:80], details)
    return Problem(location, code, words)


def _complaint(kind: str, name: str, found: str, details: Any) -> tuple[str, dict[str, object]]:  # noqa: ANN401 FastAPI does not type its errors
    """Return the code of a problem with its words for a kind of complaint about what was found."""
    bounds = details.get("ctx", {})
    if kind == "missing":
        return "missing", {"name": name}
    if kind in _KINDS:
        return "malformed", {"found": found, "expected": _KINDS[kind]}
    if kind == "string_pattern_mismatch":
        return "malformed", {"found": found, "expected": FORMS.get(bounds["pattern"], bounds["pattern"])}
    if kind == "string_too_long":
        return "too_long", {"limit": bounds["max_length"]}
    return _not_possible(kind, found, bounds) or ("invalid", {"detail": str(details["msg"])})


def _not_possible(kind: str, found: str, bounds: Any) -> tuple[str, dict[str, object]] | None:  # noqa: ANN401 FastAPI does not type its errors
    """Return what is said where only some values are possible; None where it is something else."""
    if kind == "literal_error":
        # The framework says: 'comma' or 'semicolon'.
        allowed = str(bounds["expected"]).replace(" or ", ", ").replace("'", "")
        return "not_one_of", {"found": found, "allowed": allowed}
    if kind in ("greater_than_equal", "less_than_equal"):
        possible = f"[{bounds['ge']}, inf)" if "ge" in bounds else f"(-inf, {bounds['le']}]"
        return "out_of_range", {"found": found, "range": possible}
    return None
