"""What routes ask for by name: the running service, the time, a page of a list, a checked set of parameters."""

import base64
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID, uuid4

from fastapi import Depends, Query, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from selfcheck_service.core.definition import InputInvalid, Problem
from selfcheck_service.core.definition.exact import describe
from selfcheck_service.core.definition.limits import DEEPEST, MOST_VALUES
from selfcheck_service.core.definition.shapes import Shape, parse_shape
from selfcheck_service.edge.bodies import read_json
from selfcheck_service.edge.context import Context, context_of
from selfcheck_service.edge.json_input import BodyFaulty, JsonLimits
from selfcheck_service.edge.moments import current_moment
from selfcheck_service.edge.problems import ParametersInvalid

Place = TypeVar("Place")
Entry = TypeVar("Entry")

# An evaluation is flat; a definition is a document.
EVALUATION_JSON = JsonLimits(depth=16, values=5000)
DEFINITION_JSON = JsonLimits(depth=DEEPEST, values=MOST_VALUES, like_files=True)
# Of the longest name, each of its letters four bytes.
_LONGEST_CURSOR = 1200


# None of these waits for anything. FastAPI would all the same hand a function without `async` to a thread.
async def _context(request: Request) -> Context:
    return context_of(request.scope)


async def _now() -> datetime:
    return current_moment()


async def _new_ids() -> Callable[[], UUID]:
    return uuid4


ContextDep = Annotated[Context, Depends(_context)]
Now = Annotated[datetime, Depends(_now)]
# Gives a new id, by chance, each time it is called.
NewIds = Annotated[Callable[[], UUID], Depends(_new_ids)]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for: up to `limit` entries behind the one that `cursor` names."""

    limit: int
    cursor: str | None

    def behind(self, is_name: Callable[[str], bool]) -> str | None:
        """Return the name behind which the page begins, or None for the first page.

        Raises `ParametersInvalid` for a cursor that no page of ours gave: what it hides is not `is_name`.
        """

        def read(text: str) -> str:
            if not is_name(text):
                raise ValueError("no name")
            return text

        return self.place(read)

    def place(self, read: Callable[[str], Place]) -> Place | None:
        """Return the place behind which the page begins, read from what the cursor hides; None for the first page.

        Raises `ParametersInvalid` for a cursor that no page of ours gave: `read` raises `ValueError` for what it hides.
        """
        if self.cursor is None:
            return None
        try:
            return read(base64.urlsafe_b64decode(self.cursor + "=" * (-len(self.cursor) % 4)).decode())
        except ValueError:
            raise _bad_cursor(self.cursor) from None

    @property
    def one_more(self) -> int:
        """Return how many entries to look up: one more than is shown tells whether there is another page."""
        return self.limit + 1

    def cut(self, found: Sequence[Entry], name: Callable[[Entry], str]) -> tuple[Sequence[Entry], str | None]:
        """Return what is shown of the entries that were looked up, and the cursor of the next page, or None.

        `name` returns what the next page begins behind.
        """
        shown = found[: self.limit]
        return shown, cursor_behind(name(shown[-1])) if len(found) > self.limit else None


async def _page(
    limit: Annotated[int, Query(ge=1, le=100, description="How many entries at most.")] = 50,
    cursor: Annotated[
        str | None,
        Query(
            pattern=r"^[A-Za-z0-9_-]+$",
            max_length=_LONGEST_CURSOR,
            description="`next` of the page before; absent for the first.",
        ),
    ] = None,
) -> Page:
    return Page(limit, cursor)


PageDep = Annotated[Page, Depends(_page)]


def cursor_behind(last: str) -> str:
    """Return the cursor of the page behind an entry. Callers must not read anything into it."""
    return base64.urlsafe_b64encode(last.encode()).decode().rstrip("=")


def _bad_cursor(cursor: str) -> ParametersInvalid:
    parameters = {"found": cursor[:40], "expected": "`next` of the page before"}
    return ParametersInvalid([Problem("?cursor", "malformed", parameters)])


def has_body(request: Request) -> bool:
    """Tell whether a request comes with a body, for a route that can do without."""
    return request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers


async def read_shape(request: Request, model: type[Shape], limits: JsonLimits = EVALUATION_JSON) -> Shape:
    """Return what the body of a request says. Raises `InputInvalid` with every fault of it, wherever it was found."""
    try:
        return parse_shape(model, await read_json(request.scope, request.receive, limits))
    except BodyFaulty as faulty:
        raise InputInvalid([*faulty.problems, *_further_problems(faulty, model)]) from None


def _further_problems(faulty: BodyFaulty, model: type[Shape]) -> list[Problem]:
    known = {problem.location for problem in faulty.problems}
    try:
        parse_shape(model, faulty.value)
    except InputInvalid as error:
        return [problem for problem in error.problems if problem.location not in known]
    return []


async def read_patch(request: Request) -> dict[str, object]:
    """Return the members that a JSON merge patch (RFC 7396) changes; null stands for those that it removes."""
    body = await read_json(request.scope, request.receive, EVALUATION_JSON)
    if not isinstance(body, dict):
        raise InputInvalid([Problem("", "wrong_type", {"expected": "a map", "found": describe(body)})])
    return body


def merged(stored: dict[str, object], patch: dict[str, object]) -> dict[str, object]:
    """Return what is stored, which names every member there may be, with a patch applied.

    Members are replaced as a whole. One that may not be there at all stays in, so that it can be refused.
    """
    return {name: value for name, value in {**stored, **patch}.items() if value is not None or name not in stored}


class ContractRoute(APIRoute):
    """A route that refuses query parameters it does not know, and known ones that stand twice.

    What is answered to the holder of a key is kept by no cache, unless the route says otherwise.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return FastAPI's function for this route behind our check."""
        answer = super().get_route_handler()
        known = query_parameters(self.dependant)

        async def checked(request: Request) -> Response:
            check_parameters([name for name, _ in request.query_params.multi_items()], known)
            response = await answer(request)
            if "authorization" in request.headers:
                response.headers.setdefault("cache-control", "private, no-store")
            return response

        return checked


def query_parameters(dependant: Dependant) -> frozenset[str]:
    """Return the names of the query parameters a route and its dependencies know."""
    names = {field.alias for field in dependant.query_params}
    return frozenset(names).union(*(query_parameters(each) for each in dependant.dependencies))


def check_parameters(given: list[str], known: frozenset[str]) -> None:
    """Raise `ParametersInvalid` for parameters that are unknown or stand twice."""
    problems = []
    for name in dict.fromkeys(given):
        if name not in known:
            problems.append(Problem(f"?{name[:40]}", "unknown_parameter", {"name": name[:40]}))
        elif given.count(name) > 1:
            problems.append(Problem(f"?{name}", "duplicate_parameter", {"name": name}))
    if problems:
        raise ParametersInvalid(problems)
