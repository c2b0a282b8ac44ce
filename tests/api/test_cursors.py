"""A cursor that no page of ours gave is refused before it reaches the database, whichever that is."""

import base64
from collections.abc import Mapping

import pytest

from tests.sealing.answered import a_sealer, closed_round


def cursor(hidden: bytes) -> str:
    return base64.urlsafe_b64encode(hidden).decode().rstrip("=")


async def refused(client, path: str, headers: Mapping[str, str] | None = None) -> None:
    response = await client.get(path, headers=headers)
    assert response.status_code == 422, response.text
    assert [(each["code"], each["parameter"]) for each in response.json()["errors"]] == [("malformed", "cursor")]


@pytest.mark.parametrize(
    "hidden",
    [b"99999999999999999999999.0.0", b"1_0.0.0", b"-1.0.0", b" 1.0.0", b"1.0.0\n", b"1.0", b"01.0.0", b"beispiel"],
)
async def test_a_cursor_of_versions_hides_a_version(client, published, hidden):
    await refused(client, f"/v1/questionnaires/beispiel?cursor={cursor(hidden)}")


@pytest.mark.parametrize("hidden", [b"\0", b"a\0b", b"UPPER", b"a" * 65, b"\xff", "ä".encode(), b"a\n", b"-"])
async def test_a_cursor_of_questionnaires_hides_a_key(client, published, hidden):
    await refused(client, f"/v1/questionnaires?cursor={cursor(hidden)}")


@pytest.mark.parametrize("written", ["AA", "", "A", "YWJj!", "YWJj=", "YW%0AJj", "%00", "YW+j"])
async def test_a_cursor_is_written_in_the_letters_of_ours(client, published, written):
    await refused(client, f"/v1/questionnaires?cursor={written}")


@pytest.mark.parametrize(
    "hidden",
    [
        b"field/a\0b",
        b"field/\0",
        b"field/",
        b"field",
        b"form/a",
        b"item/A",
        b"item/a-b",
        b"item/a\n",
        b"item/" + b"a" * 65,
    ],
)
async def test_a_cursor_of_consensus_hides_a_field_or_an_item(client, app, make_key, hidden):
    database = app.state.context.database
    round_, _ = await closed_round(database)
    await a_sealer(database).seal(round_.id)
    path = f"/v1/rounds/{round_.id}/consensus"
    key = await make_key("facilitator")
    await refused(client, f"{path}?cursor={cursor(hidden)}", key)
    fine = await client.get(f"{path}?cursor={cursor(b'item/' + b'a' * 64)}", headers=key)
    assert (fine.status_code, fine.json()["items"]) == (200, [])
