"""Whatever the contract allows or forbids is tried against a real process: no lies, no crashes."""

import asyncio
import copy
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from tests.contracts.inside import SHOWN, lead_inside, prepare
from tests.databases import copy_in_postgres, copy_of
from tests.fixtures import NOW
from tests.service_process import Service, running

# The committed contract; that the service serves it is tested in test_openapi.py.
CONTRACT = Path(__file__).parents[2] / "openapi" / "selfcheck-v1.json"


def contract() -> dict[str, Any]:
    """Return the contract with definitions in requests described by their top level only.

    The whole schema of definitions refers to itself in so many ways that trying its corners would never end.
    Definitions are tried elsewhere: random ones by the oracle, spoilt ones by the catalogue.
    """
    document: dict[str, Any] = json.loads(CONTRACT.read_text(encoding="utf-8"))
    content = document["paths"]["/v1/questionnaires/{key}/versions"]["post"]["requestBody"]["content"]
    shallow = copy.deepcopy(document["components"]["schemas"]["QuestionnaireDefinition"])
    shallow["properties"] = {name: _kind_of(part) for name, part in shallow["properties"].items()}
    content["application/json"]["schema"] = shallow
    return document


def _kind_of(part: dict[str, Any]) -> dict[str, Any]:
    kept = ("type", "pattern", "minLength", "maxLength", "const", "enum", "minItems", "minProperties")
    return {name: value for name, value in part.items() if name in kept} or {"type": "object"}


KEY = create_key()
# The long form has more examples of everything.
EXAMPLES = 500 if settings().max_examples >= 1000 else 20
# Which cursors, languages and answers there are is said by data, not by the contract: all checks are on, but what the
# contract allows may still be refused with its faults named.
ACCEPTED = ["2xx", "3xx", 401, 403, 404, 409, 410, 412, 422]
# What the contract forbids may also be too large to be read at all.
REFUSED = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429]
OF_METHODS = ("unsupported_method", "allow_header_conformance")
CONFIG = schemathesis.Config.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ACCEPTED},
            "negative_data_rejection": {"expected-statuses": REFUSED},
        },
        "operations": [
            # Other methods of this path reach the route of one round, for which `guest` is a malformed id.
            {"include-path": "/v1/rounds/guest", "checks": {name: {"enabled": False} for name in OF_METHODS}},
            # And here the route of one measure, for which `readiness` is one.
            {
                "include-path": "/v1/rounds/{round_id}/measures/readiness",
                "checks": {name: {"enabled": False} for name in OF_METHODS},
            },
            # Either a code or a secret is enough; taken away one at a time, the other still lets in.
            {"include-path": "/v1/rounds/{round_id}/welcome", "checks": {"ignored_auth": {"enabled": False}}},
        ],
    },
)
schema = schemathesis.openapi.from_dict(contract(), config=CONFIG)


@pytest.fixture(scope="module")
def services(sqlite_template, postgres_template, tmp_path_factory) -> Iterator[tuple[Service, Service]]:
    """One service on either database: what one takes, the other may choke on."""
    embedded = copy_of(sqlite_template, tmp_path_factory.mktemp("served"))
    with copy_in_postgres(postgres_template) as served:
        for url in (embedded, served):
            asyncio.run(_add_key(url))
        with running(embedded) as first, running(served) as second:
            yield first, second


def url_for(case, services: tuple[Service, Service]) -> str:
    """Return the service that this case asks: half of them each, and the same one when the case is tried again."""
    asked = repr((case.path_parameters, case.query, case.headers, case.body)).encode("utf-8", "backslashreplace")
    return services[zlib.crc32(asked) % 2].url


async def _add_key(url: str) -> None:
    database = Database(url)
    await prepare(database)
    scopes = frozenset({"author", "service", "facilitator", "operator"})
    record = ApiKeyRecord(KEY.id, "contract", KEY.secret_hash, scopes, None, NOW, None, None, None)
    async with database.transaction() as transaction:
        await add_api_key(transaction, record)
    await database.close()


@schema.auth()
class Key:
    """A key with every scope that the contract knows so far."""

    def get(self, case, context):
        return KEY.text

    def set(self, case, data, context):
        case.headers["authorization"] = f"Bearer {data}"
        if "respondents" in (case.operation.definition.raw.get("tags") or ()):
            case.headers.update(SHOWN)


@schema.hook
def map_path_parameters(context, path_parameters):
    """Lead well-formed ids to what is there: behind the door there is more to try than before it."""
    return lead_inside(context.operation, path_parameters or {})


def drop_unknown_headers(case) -> None:
    """Leave out headers that the contract does not know.

    They are tried as if an unknown header made a request invalid, but whoever serves HTTP has to ignore those.
    """
    known = {parameter.name.lower() for parameter in case.operation.headers} | {"authorization", "content-type"}
    for name in [each for each in case.headers if each.lower() not in known | set(SHOWN)]:
        del case.headers[name]


@schema.hook
def filter_case(context, case) -> bool:
    """Leave out headers that nobody has declared: HTTP allows any, so that to refuse them would be wrong."""
    return "x-schemathesis-unknown-property" not in {name.lower() for name in case.headers or ()}


# One test for both: its cases are prepared when the tests are collected, in every process, and take seconds of each.
@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_service_keeps_its_contract(case, services):
    drop_unknown_headers(case)
    case.call_and_validate(base_url=url_for(case, services))
