"""`selfcheck bundle` makes of a folder what the API takes."""

import json
from pathlib import Path

from selfcheck_service.catalogue import read_document
from selfcheck_service.core.definition import canonical_document, parse_definition
from tests.cli.running import DEFINITION, run


def test_the_bundle_is_the_canonical_document():
    ran = run("bundle", DEFINITION)
    assert ran.code == 0
    assert ran.octets == canonical_document(parse_definition(read_document(DEFINITION).data))


async def test_the_api_publishes_the_bundle_and_gives_the_same_bytes_back(client, author):
    bundled = run("bundle", DEFINITION).octets
    document = json.loads(bundled)
    path = f"/v1/questionnaires/{document['key']}/versions"
    headers = {**author, "content-type": "application/json"}
    assert (await client.post(path, content=bundled, headers=headers)).status_code == 201
    assert (await client.get(f"{path}/{document['version']}")).content == bundled


def test_faults_are_named_with_their_place_and_nothing_is_printed(tmp_path: Path):
    path = tmp_path / "faulty.yaml"
    path.write_text("format: 1\nrulse: 1\n")
    ran = run("bundle", path)
    assert (ran.code, ran.out) == (1, "")
    assert f"{path}:2:1: error unknown_member" in ran.err
