"""What every operation says in the OpenAPI document about its failures."""

from typing import Any

Responses = dict[int | str, dict[str, Any]]

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}

_DESCRIPTIONS = {
    400: "The body is no JSON.",
    401: "There is no key, access code or secret, or none that is accepted.",
    403: "The key is accepted, but lacks the scope.",
    404: "Not found, or not the caller's to see.",
    408: "The body did not arrive in time.",
    409: "It contradicts what is there already.",
    410: "It was erased for good.",
    412: "`If-Match` names another revision than the one that is there.",
    413: "The body is too large.",
    415: "The body is not JSON, or is compressed.",
    422: "At least one parameter or part of the body is faulty; `errors` names every fault with its place.",
    428: "Others may have changed this since; send the `ETag` of what you have read as `If-Match`.",
    429: "Too many requests; try again after `Retry-After` seconds.",
    500: "Unexpected failure; the operator finds it by the trace id.",
    503: "Too much to do, or the database does not answer; try again after `Retry-After` seconds.",
}
_BODY = (400, 408, 413, 415)
_KEY = (401, 403)


def failures(*statuses: int, body: bool = False, key: bool = False) -> Responses:
    """Return the documentation of an operation's failures; every operation may fail with 422, 429, 500 and 503."""
    every = {*statuses, 422, 429, 500, 503, *(_BODY if body else ()), *(_KEY if key else ())}
    return {status: {"description": _DESCRIPTIONS[status], "content": PROBLEM} for status in sorted(every)}


def request_body(schema: str, media_type: str = "application/json") -> dict[str, Any]:
    """Return the documentation of a body that the route reads by itself; `schema` is one of the document's schemas."""
    content = {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"requestBody": {"required": True, "content": content}}
