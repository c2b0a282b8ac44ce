"""Rooms to vote in: a round with a release, a ballot on it, and phones."""

import dataclasses
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Table, func, select

from selfcheck_service.storage import Database
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import QUESTIONNAIRE
from tests.sealing.answered import a_sealer, closed_round

# The ids of ballot and vote come from chance, as a phone would make them.
THREE = [{"title": "Lotsenstelle"}, {"title": "Sprachcafé"}, {"title": "Leitbild"}]


@dataclasses.dataclass(frozen=True)
class Room:
    """A ballot that is open, as the facilitator has got it."""

    path: str
    opened: dict[str, Any]

    @property
    def code(self) -> dict[str, str]:
        """What every phone shows where the room shares a code."""
        return {"selfcheck-ballot-code": self.opened["code"]}

    def slip(self, number: int) -> dict[str, str]:
        """What one phone shows where everybody has a slip."""
        return {"selfcheck-ballot-code": self.opened["slips"][number]}

    async def vote(
        self,
        client: httpx.AsyncClient,
        dots: dict[str, Any],
        *,
        vote: uuid.UUID | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """Put dots from a phone."""
        path = f"{self.path}/votes/{vote or uuid.uuid4()}"
        return await client.put(path, json={"dots": dots}, headers=self.code if headers is None else headers)

    async def change(
        self, client: httpx.AsyncClient, facilitator: dict[str, str], body: dict[str, Any]
    ) -> httpx.Response:
        """Change the ballot as it is now."""
        found = await client.get(self.path, headers=facilitator)
        headers = {**facilitator, "if-match": found.headers["etag"]}
        return await client.patch(self.path, json=body, headers=headers)

    async def sheet(self, client: httpx.AsyncClient, headers: dict[str, str] | None = None) -> httpx.Response:
        """Read as a voter."""
        return await client.get(f"{self.path}/sheet", headers=self.code if headers is None else headers)


async def released_round(database: Database, **changes: Any) -> RoundRow:
    """A round of which twelve people's answers are released."""
    round_, _ = await closed_round(database, **changes)
    await a_sealer(database).seal(round_.id)
    return round_


async def round_of_three_fields(database: Database) -> RoundRow:
    """A round with a release: of `steering` something was said, `further` and `third` have a suggestion for anybody."""
    (field,) = QUESTIONNAIRE["fields"]
    (known,) = field["suggestions"]
    others = [
        {
            **field,
            "key": key,
            "title": {"de": german, "en": english},
            "items": [{**field["items"][0], "key": f"{key}_item"}],
            "suggestions": [
                {
                    **known,
                    "key": f"of_{key}",
                    "title": {"de": f"Anregung für {german}", "en": f"Suggestion for {english}"},
                    "when": {"item": f"{key}_item", "points": {"at_least": 0}},
                }
            ],
        }
        for key, german, english in (("further", "Weiteres", "Further"), ("third", "Drittes", "Third"))
    ]
    asked = {**QUESTIONNAIRE, "version": "1.3.0", "fields": [field, *others]}
    await publish_questionnaire(database, asked, now=datetime.now(UTC))
    return await released_round(database, version="1.3.0")


async def open_room(client: httpx.AsyncClient, round_: RoundRow, facilitator: dict[str, str], **changes: Any) -> Room:
    """Open a ballot on three ideas of the room's own, two dots for each of ten people."""
    body = {"kind": "own", "title": "Was zuerst?", "options": THREE, "people": 10, **changes}
    path = f"/v1/rounds/{round_.id}/ballots"
    response = await client.post(path, json=body, headers=facilitator)
    assert response.status_code == 201, response.text
    opened = response.json()
    assert response.headers["location"].endswith(f"{path}/{opened['id']}")
    return Room(f"{path}/{opened['id']}", opened)


CLOSE = {"state": "closed"}


def told(response: httpx.Response) -> tuple[int, str]:
    """What was refused, and why."""
    return response.status_code, response.json()["code"]


def faults(response: httpx.Response) -> list[tuple[str, str]]:
    """What is wrong with a request, each with its place."""
    assert response.status_code == 422, response.text
    return [
        (each.get("pointer", each.get("header", each.get("parameter"))), each["code"])
        for each in response.json()["errors"]
    ]


async def count(database: Database, table: Table) -> int:
    """How many rows a table has."""
    async with database.reading() as transaction:
        return await transaction.connection.scalar(select(func.count()).select_from(table)) or 0


async def close(client: httpx.AsyncClient, room: Room, facilitator: dict[str, str]) -> Any:
    """Close a ballot and return its result."""
    response = await room.change(client, facilitator, CLOSE)
    assert response.status_code == 200, response.text
    return response.json()["result"]


def counted(result: Any) -> dict[str, tuple[int | None, int | None, int, int]]:
    """The result by option: phones, paper, together, and the place."""
    return {each["key"]: (each["phones"], each["paper"], each["dots"], each["place"]) for each in result["options"]}


def holding(database: Database, ids: Iterable[uuid.UUID]) -> list[str]:
    """The files of an embedded database that hold one of these ids."""
    path = Path(str(database.url.database))
    files = [each for each in path.parent.iterdir() if each.name.startswith(path.name)]
    held = {each.name: each.read_bytes() for each in files}
    return [
        name for name, content in held.items() for each in ids if each.bytes in content or each.hex.encode() in content
    ]
