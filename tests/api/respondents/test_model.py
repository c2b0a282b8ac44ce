"""Whatever people do with a round and in whatever order: it is what a model of it in a few lines says.

The model knows tickets, secrets and answers, and nothing about databases. After every step everything that was
acknowledged is there exactly once, and the numbers of participation are what they must be.
"""

import asyncio
import dataclasses
from collections.abc import Coroutine
from typing import Any

import httpx
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from selfcheck_service.app import create_app
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.settings import Settings
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from tests.answering import Person, invite_people, make_round
from tests.databases import copy_in_postgres, copy_of
from tests.fixtures import NOW

PEOPLE = st.integers(min_value=0, max_value=3)
VALUES = st.sampled_from([0, 1, 2])


@dataclasses.dataclass
class Respondent:
    """What the model knows of one person: a ticket or none, and what is stored of them."""

    has_ticket: bool = True
    value: int | None = None
    draft: int | None = None
    etag: str = ""
    entered: bool = False
    erased: bool = False

    def submit(self, value: int, *, is_open: bool, matches: bool) -> int:
        """Return the status that submitting must have, and take note of it."""
        if self.erased:
            return 410
        if not self.entered and not self.has_ticket:
            return 401
        if self.entered and self.value == value:
            return 200
        if not is_open:
            return 409
        # What is not there cannot be replaced.
        if (self.value is None and self.etag) or (self.value is not None and not matches):
            return 412 if self.etag else 409
        status = 201 if self.value is None else 200
        self.entered, self.has_ticket, self.value, self.draft = True, False, value, None
        return status

    def keep(self, draft: int, *, is_open: bool) -> int:
        """Return the status that keeping a draft must have, and take note of it."""
        if self.erased:
            return 410
        if not self.entered and not self.has_ticket:
            return 401
        if self.entered and self.draft == draft:
            return 204
        if not is_open or self.draft is not None or self.value is not None:
            return 409
        self.entered, self.has_ticket, self.draft = True, False, draft
        return 204

    def held(self, good: int) -> int:
        """Return the status of what only the holder of a response may do."""
        return 410 if self.erased else good if self.entered else 404


class Round(RuleBasedStateMachine):
    """One round with four people, and everything they and its facilitator may do."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.is_open, self.issued, self.revoked = True, 4, 0
        self.model = [Respondent() for _ in range(4)]

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(coroutine)

    @initialize()
    def begin(self) -> None:
        self.run(self._begin())

    async def _begin(self) -> None:
        loaded = Settings.load(database_url=self.url, key_rate=0, guest_rate=0, refused_rate=0, log_level="error")
        app = create_app(loaded)
        self.life = app.router.lifespan_context(app)
        await self.life.__aenter__()
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://selfcheck")
        database, key = app.state.context.database, create_key()
        self.round = await make_round(database)
        self.people: list[Person] = await invite_people(database, self.round, 4)
        record = ApiKeyRecord(key.id, "model", key.secret_hash, frozenset({"facilitator"}), None, NOW, None, None, None)
        async with database.transaction() as transaction:
            await add_api_key(transaction, record)
        self.key = {"authorization": f"Bearer {key.text}"}

    def teardown(self) -> None:
        if hasattr(self, "client"):
            self.run(self.client.aclose())
            self.run(self.life.__aexit__(None, None, None))
        self.loop.close()

    def ask(self, method: str, path: str, headers: dict[str, str], body: Any = None) -> httpx.Response:
        content = {} if body is None else {"json": body}
        response: httpx.Response = self.run(self.client.request(method, path, headers=headers, **content))
        return response

    def staff(self, method: str, path: str, body: Any = None) -> httpx.Response:
        response = self.ask(method, f"/v1/rounds/{self.round.id}{path}", self.key, body)
        assert response.is_success, response.text
        return response

    @rule(who=PEOPLE, value=VALUES, match=st.sampled_from(["none", "right", "stale"]))
    def submit(self, who: int, value: int, match: str) -> None:
        person, known = self.people[who], self.model[who]
        tags = {"none": {}, "right": {"if-match": known.etag or '"0"'}, "stale": {"if-match": '"0"'}}[match]
        twin = dataclasses.replace(known, etag="" if match == "none" else "tagged")
        expected = twin.submit(value, is_open=self.is_open, matches=match == "right")
        response = self.ask("PUT", person.path, {**person.invited, **tags}, {"answers": {"leadership": value}})
        assert response.status_code == expected, response.text
        twin.etag = response.headers["etag"] if response.is_success else known.etag
        self.model[who] = twin

    @rule(who=PEOPLE, value=VALUES)
    def submit_twice_at_once(self, who: int, value: int) -> None:
        person, known = self.people[who], self.model[who]
        twin = dataclasses.replace(known, etag="")
        first = twin.submit(value, is_open=self.is_open, matches=False)
        second = twin.submit(value, is_open=self.is_open, matches=False)

        async def both() -> list[httpx.Response]:
            body = {"answers": {"leadership": value}}
            sent = [self.client.put(person.path, json=body, headers=person.invited) for _ in range(2)]
            return list(await asyncio.gather(*sent))

        replies = self.run(both())
        assert sorted(each.status_code for each in replies) == sorted([first, second])
        twin.etag = replies[0].headers["etag"] if replies[0].is_success else known.etag
        self.model[who] = twin

    @rule(who=PEOPLE, draft=VALUES)
    def keep_draft(self, who: int, draft: int) -> None:
        person = self.people[who]
        expected = self.model[who].keep(draft, is_open=self.is_open)
        response = self.ask("PUT", person.draft_path, person.invited, {"answers": {"leadership": draft}})
        assert response.status_code == expected, response.text

    @rule(who=PEOPLE)
    def discard_draft(self, who: int) -> None:
        person, known = self.people[who], self.model[who]
        assert self.ask("DELETE", person.draft_path, person.own).status_code == known.held(204)
        known.draft = None

    @rule(who=PEOPLE)
    def erase(self, who: int) -> None:
        person, known = self.people[who], self.model[who]
        assert self.ask("DELETE", person.path, person.own).status_code == known.held(204)
        if known.entered:
            self.model[who] = Respondent(has_ticket=False, entered=True, erased=True)

    @rule(who=PEOPLE)
    def be_welcome(self, who: int) -> None:
        person, known = self.people[who], self.model[who]
        path = f"/v1/rounds/{self.round.id}/welcome?response_id={person.id}"
        expected = 200 if known.has_ticket or (known.entered and not known.erased) else 401
        assert self.ask("GET", path, person.invited).status_code == expected

    @precondition(lambda self: self.is_open)
    @rule()
    def close(self) -> None:
        self.staff("PATCH", "", {"state": "closed"})
        self.is_open = False

    @rule()
    def open_again(self) -> None:
        self.staff("PATCH", "", {"closes_at": self.round.closes_at.isoformat()})
        self.is_open = True

    @rule(who=PEOPLE)
    def revoke_a_code(self, who: int) -> None:
        self.staff("POST", "/revocations", {"code": self.people[who].code})
        self.revoked += self.model[who].has_ticket
        self.model[who].has_ticket = False

    @precondition(lambda self: self.is_open)
    @rule()
    def issue_anew(self) -> None:
        """What is left of every invitation is taken back, and issued again to the same people."""
        left = [place for place, known in enumerate(self.model) if known.has_ticket]
        codes: list[str] = []
        for invitation in self.staff("GET", "/invitations").json()["items"]:
            path = f"/v1/rounds/{self.round.id}/invitations/{invitation['id']}/revocation"
            answer = self.ask("POST", path, self.key, {"reissue": True})
            # An invitation of which nothing is left cannot be issued anew.
            assert answer.status_code in {200, 409}, answer.text
            codes += answer.json()["reissued"]["codes"] if answer.is_success else []
        assert len(codes) == len(left)
        for place, code in zip(left, codes, strict=True):
            self.people[place] = dataclasses.replace(self.people[place], code=code)
        self.issued, self.revoked = self.issued + len(left), self.revoked + len(left)

    @invariant()
    def everything_acknowledged_is_there_once(self) -> None:
        if not hasattr(self, "client"):
            return
        for person, known in zip(self.people, self.model, strict=True):
            response = self.ask("GET", person.path, person.own)
            assert response.status_code == known.held(200)
            if response.status_code == 200:
                stored = response.json()
                assert stored["answers"] == (None if known.value is None else {"leadership": known.value})
                assert (stored["draft"] or {}).get("answers") == (
                    None if known.draft is None else {"leadership": known.draft}
                )

    @invariant()
    def the_numbers_are_right(self) -> None:
        if not hasattr(self, "client"):
            return
        counted = self.staff("GET", "/participation").json()
        entered = sum(known.entered for known in self.model)
        (office,) = (each for each in counted["perspectives"] if each["perspective"] == "office")
        left = sum(known.has_ticket for known in self.model)
        assert (office["issued"], office["revoked"], office["left"]) == (self.issued, self.revoked, left)
        assert office["redeemed"] == office["issued"] - office["revoked"] - office["left"] == entered
        assert counted["submitted"] == sum(known.value is not None for known in self.model)
        found = self.staff("GET", "").json()
        assert found["frozen"] == (entered > 0)
        assert found["state"] == ("open" if self.is_open else "closed")


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_round_is_what_the_model_says(request, tmp_path, effort, engine):
    many = {"quick": 3, "normal": 20, "long": 500}[effort]
    if engine == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        machine = type("OnSqlite", (Round,), {"url": copy_of(template, tmp_path)})
        examples = many
    else:
        served = copy_in_postgres(request.getfixturevalue("postgres_template"))
        url = served.__enter__()
        request.addfinalizer(lambda: served.__exit__(None, None, None))
        machine = type("OnPostgres", (Round,), {"url": url})
        examples = max(many // 4, 2)
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=20, deadline=None))
