"""Rounds to answer in: a questionnaire asked from two sides, a round of it in any mode, and people with codes."""

import dataclasses
import secrets
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from selfcheck_service.api import examples
from selfcheck_service.core.rounds.access_codes import code_hash, make_code, show_code
from selfcheck_service.core.rounds.terms import terms_hash
from selfcheck_service.storage import Database
from selfcheck_service.storage.invitations import InvitationKind, InvitationRow, Ticket, add_invitation
from selfcheck_service.storage.municipalities import Municipality, add_municipality
from selfcheck_service.storage.rounds import RoundRow, add_round
from selfcheck_service.use_cases.publishing import publish_questionnaire

_LEADERSHIP, *_OTHERS = examples.DEFINITION["fields"][0]["items"]
QUESTIONNAIRE: dict[str, Any] = {
    **examples.DEFINITION,
    "key": "zwei-seiten",
    "forms": [
        {"key": "full", "title": {"de": "Alle Fragen", "en": "All"}},
        {"key": "short", "title": {"de": "Kurz", "en": "Short"}},
    ],
    "perspectives": [
        {"key": "office", "title": {"de": "Verwaltung", "en": "Administration"}, "form": "full"},
        {"key": "citizens", "title": {"de": "Einwohner*innen", "en": "Residents"}, "form": "short"},
    ],
    "fields": [
        {
            **examples.DEFINITION["fields"][0],
            "items": [
                {**_LEADERSHIP, "forms": {"short": {}}},
                *_OTHERS,
                {
                    "key": "pride",
                    "type": "text",
                    "prompt": {"de": "Worauf sind Sie stolz?", "en": "What are you proud of?"},
                },
            ],
        },
        *examples.DEFINITION["fields"][1:],
    ],
}
_WITH_WORDS = QUESTIONNAIRE["fields"][0]
# The same without the question that is answered in one's own words.
WITHOUT_WORDS: dict[str, Any] = {
    **QUESTIONNAIRE,
    "key": "ohne-worte",
    "fields": [{**_WITH_WORDS, "items": _WITH_WORDS["items"][:-1]}, *QUESTIONNAIRE["fields"][1:]],
}
ANSWERS = {"leadership": 2}
OTHER_ANSWERS = {"leadership": 1}


@dataclasses.dataclass(frozen=True)
class Person:
    """Somebody with an access code, and the id and secret that their client has made."""

    round: RoundRow
    code: str
    id: uuid.UUID
    secret: str

    @property
    def path(self) -> str:
        return f"/v1/rounds/{self.round.id}/responses/{self.id}"

    @property
    def draft_path(self) -> str:
        return f"/v1/rounds/{self.round.id}/drafts/{self.id}"

    @property
    def invited(self) -> dict[str, str]:
        """The headers of the first request."""
        return {"selfcheck-access-code": self.code, **self.own}

    @property
    def own(self) -> dict[str, str]:
        """The headers of every further request."""
        return {"selfcheck-response-secret": self.secret}

    async def submit(
        self, client: httpx.AsyncClient, answers: Any = None, *, headers: dict[str, str] | None = None, **body: Any
    ) -> httpx.Response:
        given = {"answers": ANSWERS if answers is None else answers, **body}
        return await client.put(self.path, json=given, headers=self.invited if headers is None else headers)


async def make_round(database: Database, *, opens_in: int = -1, closes_in: int = 24, **changes: Any) -> RoundRow:
    """Add a round of the questionnaire, with everything it stands on; it opens and closes in so many hours."""
    now = datetime.now(UTC)
    await publish_questionnaire(database, QUESTIONNAIRE, now=now)
    municipality = Municipality(uuid.uuid4(), "Musterstadt", "independent_city", None, None, None, None, now)
    mode = changes.get("mode", "confidential")
    values: dict[str, Any] = {
        "municipality_id": municipality.id,
        "id": uuid.uuid4(),
        "programme_id": None,
        "title": "Wo stehen wir?",
        "questionnaire": QUESTIONNAIRE["key"],
        "version": QUESTIONNAIRE["version"],
        "mode": mode,
        "perspectives": ("office",) if mode == "institutional" else ("office", "citizens"),
        "minimum_group_size": 5 if mode == "confidential" else None,
        "retention_days": 90,
        "free_texts": False,
        "profile": {},
        "terms_hash": "",
        "languages": ("de", "en"),
        "opens_at": now + timedelta(hours=opens_in),
        "closes_at": now + timedelta(hours=closes_in),
        "erase_on": None,
        "created_at": now,
        **changes,
    }
    made = RoundRow(**values)
    made = dataclasses.replace(made, terms_hash=terms_hash(made.terms))
    async with database.transaction() as transaction:
        await add_municipality(transaction, municipality)
        await add_round(transaction, made)
    return made


async def invite(
    database: Database,
    round_: RoundRow,
    count: int = 1,
    *,
    kind: InvitationKind = "personal",
    perspective: str = "office",
) -> list[str]:
    """Issue codes; an open invitation has one code for `count` people."""
    codes = [make_code(secrets.randbelow) for _ in range(count if kind == "personal" else 1)]
    hashes = [code_hash(round_.id.bytes, code) for code in codes] * (1 if kind == "personal" else count)
    added = InvitationRow(
        round_.municipality_id, round_.id, uuid.uuid4(), perspective, kind, count, 0, datetime.now(UTC)
    )
    async with database.transaction() as transaction:
        await add_invitation(transaction, added, [Ticket(uuid.uuid4(), each) for each in hashes])
    return [show_code(code) for code in codes]


async def invite_people(database: Database, round_: RoundRow, count: int = 1, **changes: Any) -> list[Person]:
    """Invite so many people, each with a code of their own."""
    codes = await invite(database, round_, count, **changes)
    return [Person(round_, code, uuid.uuid4(), secrets.token_urlsafe(24)) for code in codes]
