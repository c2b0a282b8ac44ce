"""What the service is measured against answers what the service answers."""

import asyncio
import json

import pytest

from bench.asgi import answer_of, call_of
from bench.comparators.echo import create_echo
from bench.definition import bench_definition, request_bodies
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan, evaluate_to_json, parse_answers


@pytest.mark.parametrize("kind", ["few", "middle", "many"])
def test_the_echo_answers_an_evaluation_whole(kind):
    """A model that lacks a member would leave it out, and be measured with less to send."""
    plan = compile_plan(parse_definition(bench_definition()))
    body = request_bodies(kind)[0]
    content, _ = evaluate_to_json(parse_answers(plan, body), language="de", explanation="none")
    call = call_of(json.dumps(body).encode(), b"none")
    assert json.loads(asyncio.run(answer_of(create_echo(content), call))) == json.loads(content)
