"""The published JSON Schema: it takes what the parser takes, and refuses the faults of shape that it can say."""

import json
from copy import deepcopy
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from selfcheck_service.core.definition import definition_schema, parse_definition, plain_document
from tests.core.definition.test_parse import whole
from tests.core.faults import faults_of, put
from tests.oracle.random_definitions import random_document


@pytest.fixture(scope="module")
def validator():
    schema = definition_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def plain_json(document):
    """The document as a JSON reader without exact numbers sees it."""
    return json.loads(
        json.dumps(document, default=lambda number: float(number) if isinstance(number, Decimal) else str(number))
    )


def test_it_says_what_it_is():
    schema = definition_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Questionnaire definition, format 1"
    assert schema["additionalProperties"] is False


def test_every_valid_document_validates(validator, effort):
    for seed in range({"quick": 5, "normal": 12, "long": 1000}[effort]):
        document = random_document(seed)
        assert list(validator.iter_errors(plain_json(document))) == []
        assert list(validator.iter_errors(plain_document(parse_definition(document)))) == []


def test_a_document_with_every_part_validates(validator):
    assert list(validator.iter_errors(whole())) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("/format", 2),
        ("/key", "Big"),
        ("/version", "1.0"),
        ("/languages", []),
        ("/title", {}),
        ("/title", 5),
        ("/titel", "x"),
        ("/fields", []),
        ("/fields/0/key", "9a"),
        ("/fields/0/weight", "heavy"),
        ("/fields/0/weight", True),
        ("/fields/0/items/0/type", "choice"),
        ("/fields/0/items/0/options", []),
        ("/fields/0/items/0/options/0/value", 1.5),
        ("/fields/0/items/0/options/0/value", ""),
        ("/fields/0/items/0/options/0/value", 10**10),
        ("/fields/0/items/0/no_answers", ["later"]),
        ("/fields/0/items/2/number/range", "0 to 5"),
        ("/fields/0/scoring/method", "mode"),
        ("/fields/0/scoring/scale", [0]),
        ("/fields/0/scoring/of", "everything"),
        ("/fields/0/scoring/no_answer/hidden", "zero"),
        ("/fields/0/scoring/rounding", {"digits": 10}),
        ("/fields/0/suggestions/0/impact", 4),
        ("/sources/0/as_of", "August"),
        ("/flags/0/when", {"item": "a", "equals": 1}),
        ("/flags/0/when", {"nothing": 1}),
    ],
)
def test_faults_of_shape_are_refused_by_both(validator, place, value):
    document = deepcopy(whole())
    put(document, place, value)
    assert faults_of(document)
    assert list(validator.iter_errors(document))
