"""How much an evaluation explains: `?explanation=none|short|full`."""

from typing import Annotated, Literal

from fastapi import Query
from starlette.datastructures import QueryParams

from selfcheck_service.api.dependencies import check_parameters
from selfcheck_service.core.definition import Problem
from selfcheck_service.edge.problems import ParametersInvalid

Detail = Literal["none", "short", "full"]

_DETAILS: dict[bytes, Detail] = {
    b"": "short",
    b"explanation=none": "none",
    b"explanation=short": "short",
    b"explanation=full": "full",
}
DetailParameter = Annotated[
    Detail,
    Query(
        description="`none`: scores, levels, texts and suggestions. `short`: with a sentence for each field and "
        "what is missing for the next level. `full`: with every contribution, to recompute each number by hand."
    ),
]


def detail_of(query: bytes) -> Detail:
    """Return the detail that a query string asks for; raise `ParametersInvalid` where it says anything else."""
    return _DETAILS.get(query) or _unusual(query)


def _unusual(query: bytes) -> Detail:
    """Return the detail asked for in an unusual query string; raise `ParametersInvalid` where it says anything else."""
    parameters = QueryParams(query)
    check_parameters([name for name, _ in parameters.multi_items()], frozenset({"explanation"}))
    found = parameters["explanation"]
    for detail in _DETAILS.values():
        if found == detail:
            return detail
    allowed = {"found": found[:40], "allowed": "none, short, full"}
    raise ParametersInvalid([Problem("?explanation", "not_one_of", allowed)])
