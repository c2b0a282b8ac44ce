"""What routes ask for by name: the running service, the time, a page of a list, a checked set of parameters."""

import base64
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from selfcheck_service.core.definition import Problem
from selfcheck_service.core.definition.limits import DEEPEST, MOST_VALUES
from selfcheck_service.edge.context import Context, context_of
from selfcheck_service.edge.json_input import JsonLimits
from selfcheck_service.edge.problems import ParametersInvalid

# An evaluation is flat; a definition is a document.
EVALUATION_JSON = JsonLimits(depth=16, values=5000)
DEFINITION_JSON = JsonLimits(depth=DEEPEST, values=MOST_VALUES, like_files=True)
_LONGEST_CURSOR = 400


# None of these waits for anything. FastAPI would all the same hand a function without `async` to a thread.
async def _context(request: Request) -> Context:
    return context_of(request.scope)


async def _now() -> datetime:
    return datetime.now(UTC)


ContextDep = Annotated[Context, Depends(_context)]
Now = Annotated[datetime, Depends(_now)]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for: up to `limit` entries behind the one that `cursor` names."""

    limit: int
    cursor: str | None

    def behind(self, is_name: Callable[[str], bool]) -> str | None:
        """Return the name behind which the page begins, or None for the first page.

        Raises `ParametersInvalid` for a cursor that no page of ours gave: what it hides is not `is_name`.
        """
        if self.cursor is None:
            return None
        try:
            name = base64.urlsafe_b64decode(self.cursor + "=" * (-len(self.cursor) % 4)).decode()
        except ValueError:
            raise _bad_cursor(self.cursor) from None
        if not is_name(name):
            raise _bad_cursor(self.cursor)
        return name


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


class ContractRoute(APIRoute):
    """A route that refuses query parameters it does not know, and known ones that stand twice."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return FastAPI's function for this route behind our check."""
        answer = super().get_route_handler()
        known = query_parameters(self.dependant)

        async def checked(request: Request) -> Response:
            check_parameters([name for name, _ in request.query_params.multi_items()], known)
            return await answer(request)

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
