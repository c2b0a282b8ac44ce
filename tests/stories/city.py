"""A city of six perspectives, as its facilitator meets the service: by HTTP, and with a clock that moves."""

import json
import secrets
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import httpx

from tests.checkout import CHECKOUT

QUESTIONNAIRE = json.loads((CHECKOUT / "docs" / "tour" / "questionnaire.json").read_text(encoding="utf-8"))
WAYS, NEIGHBOURS = ([item["key"] for item in field["items"]] for field in QUESTIONNAIRE["fields"])


class Ahead(datetime):
    """The clock of the service, so far ahead of the real one."""

    by: ClassVar[timedelta] = timedelta(0)

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime.now(tz) + cls.by


class Desk:
    """The facilitator's desk: requests with a key, each with the status that is expected."""

    def __init__(self, client: httpx.AsyncClient, headers: Mapping[str, str]) -> None:
        self._client, self._headers = client, {**headers, "accept-language": "en"}

    async def ask(self, method: str, path: str, body: Any = None, *, status: int = 200, **headers: str) -> Any:
        """Send a request; return the document of the answer, or its bytes where it is none."""
        sent = {**self._headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        response = await self._client.request(
            method, f"/v1{path}", headers=sent, **({} if body is None else {"json": body})
        )
        assert response.status_code == status, f"{method} {path}\n{response.text[:2000]}"
        return response.json() if "json" in response.headers["content-type"] else response.content

    async def tag_of(self, path: str) -> str:
        return (await self._client.get(f"/v1{path}", headers=self._headers)).headers["etag"]

    async def open_round(self, city: str, title: str) -> str:
        now = Ahead.now(UTC)
        made = {
            "municipality": city,
            "title": title,
            "questionnaire": QUESTIONNAIRE["key"],
            "version": QUESTIONNAIRE["version"],
            "perspectives": [each["key"] for each in QUESTIONNAIRE["perspectives"]],
            "opens_at": (now - timedelta(minutes=1)).isoformat(),
            "closes_at": (now + timedelta(days=20)).isoformat(),
        }
        return str((await self.ask("POST", "/rounds", made, status=201))["id"])

    async def hold_round(self, city: str, title: str, people: Mapping[str, int], levels: tuple[int, int]) -> str:
        """Open a round, let people answer around these levels of the two fields, close and seal it; return its id."""
        round_id = await self.open_round(city, title)
        for perspective, count in people.items():
            wish = {"perspective": perspective, "kind": "personal", "count": count}
            issued = await self.ask("POST", f"/rounds/{round_id}/invitations", wish, status=201)
            for place, code in enumerate(issued["codes"]):
                await self._answer(round_id, code, dict(said(levels, place)))
        await self.ask("PATCH", f"/rounds/{round_id}", {"state": "closed"})
        await self.ask("POST", f"/rounds/{round_id}/releases", status=201)
        return round_id

    async def vote(self, ballot: str, code: str, field: str) -> None:
        """Put a dot on a field, as somebody does who has no key but the code of the ballot."""
        path, headers = f"/v1{ballot}/votes/{uuid.uuid4()}", {"selfcheck-ballot-code": code}
        response = await self._client.put(path, json={"dots": {field: 1}}, headers=headers)
        assert response.status_code == 201, response.text

    async def _answer(self, round_id: str, code: str, answers: Mapping[str, Any]) -> None:
        headers = {"selfcheck-access-code": code, "selfcheck-response-secret": secrets.token_urlsafe(24)}
        path = f"/v1/rounds/{round_id}/responses/{uuid.uuid4()}"
        response = await self._client.put(path, json={"answers": answers}, headers=headers)
        assert response.status_code == 201, response.text


def said(levels: tuple[int, int], place: int) -> Iterator[tuple[str, Any]]:
    """Yield what a person answers: mostly the level, every third one step beside it, a few items not at all."""
    for keys, level in zip((WAYS, NEIGHBOURS), levels, strict=True):
        for at, key in enumerate(keys):
            aside = 0 if (place + at) % 3 else (-1 if place % 2 else 1)
            known = (place + 3 * at) % 17 != 0
            yield key, min(4, max(0, level + aside)) if known else {"no_answer": "dont_know"}
