"""Secrets, codes, keys, answers and names are found nowhere but where they belong.

Everything is sent in every wrong place that came to mind. Then all that was said and stored is searched: replies, log
lines at the most talkative level, metrics, and all tables.
"""

import itertools
import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from selfcheck_service.settings import Settings
from tests.answering import ANSWERS, Person, invite_people, make_round
from tests.rights.canaries import Found, a_word, dump, find, forms_of
from tests.rights.world import UNLIMITED

ADDRESS, BROWSER = "203.0.113.77", "Kanarienbrowser/7.7"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")


@pytest.fixture
def settings(database_url) -> Settings:
    """The log says as much as it ever does."""
    return Settings.load(database_url=database_url, log_level="debug", anonymous_evaluations=True, **UNLIMITED)


@pytest.fixture
async def client(app):
    """A caller whose address and browser are canaries, too. A failure of the service is a reply to look at."""
    transport = httpx.ASGITransport(app, client=(ADDRESS, 4711), raise_app_exceptions=False)
    headers = {
        "accept-language": "en",
        "user-agent": BROWSER,
        "x-forwarded-for": ADDRESS,
        "forwarded": f"for={ADDRESS}",
    }
    async with httpx.AsyncClient(transport=transport, base_url="http://selfcheck", headers=headers) as opened:
        yield opened


@dataclass
class Said:
    """What the service has said so far."""

    replies: list[str] = field(default_factory=list)

    def hear(self, response: httpx.Response) -> httpx.Response:
        self.replies.append(f"{response.status_code} {response.headers.multi_items()!r} {response.text}")
        return response

    def find(self, canaries: set[str]) -> list[Found]:
        return [found for reply in self.replies for found in find(canaries, "a reply", reply)]


async def metrics_of(client: httpx.AsyncClient) -> str:
    return (await client.get("/metrics")).text


async def elsewhere(client: httpx.AsyncClient, database: Any, capfd: Any, canaries: set[str]) -> list[Found]:
    """Return what of the canaries is in metrics, log and tables."""
    places = {"metrics": await metrics_of(client), "log": "".join(capfd.readouterr()), **await dump(database)}
    assert "request" in places["log"]
    return [found for place, said in places.items() for found in find(canaries, place, said)]


def stray_requests(
    stray: str, round_id: uuid.UUID, response_id: uuid.UUID
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield requests of clients that put something where it does not belong: in the path, the query, or a header."""
    paths = [
        f"/{stray}",
        f"/v1/{stray}",
        f"/v1/rounds/{stray}",
        f"/v1/rounds/{stray}/responses/{response_id}",
        f"/v1/rounds/{round_id}/responses/{stray}",
        f"/v1/rounds/{round_id}/responses/{stray}/evaluation",
        f"/v1/rounds/{round_id}/drafts/{stray}",
        f"/v1/rounds/{round_id}/{stray}",
        f"/v1/rounds/{stray}/welcome",
        f"/v1/rounds/{round_id}/invitations/{stray}/revocation",
        f"/v1/municipalities/{stray}",
        f"/v1/programmes/{stray}",
        f"/v1/questionnaires/{stray}",
        f"/v1/questionnaires/{stray.lower()}",
        f"/v1/questionnaires/beispiel/versions/{stray}",
        f"/problems/{stray}",
        f"/questionnaires/{stray}",
        f"/v1/rounds/{round_id}/welcome?code={stray}",
        f"/v1/rounds/{round_id}/welcome?response_id={stray}",
        f"/v1/rounds/{round_id}/welcome?{stray}",
        f"/v1/rounds/{round_id}/welcome?{stray}=1&{stray}=2",
        f"/v1/rounds/{round_id}/responses/{response_id}?explanation={stray}",
        f"/v1/rounds/{round_id}/responses/{response_id}?secret={stray}",
        f"/v1/rounds/{round_id}/responses/{response_id}/evaluation?language={stray}",
        f"/v1/rounds/{round_id}/responses/{response_id}/evaluation?explanation={stray}",
        f"/v1/rounds/{round_id}/responses/{response_id}/ratings?cursor={stray}",
        f"/v1/rounds?cursor={stray}",
        f"/v1/rounds?state={stray}",
        f"/v1/rounds?municipality={stray}",
        f"/v1/audit?municipality={stray}",
        f"/v1/evaluations?explanation={stray}",
        f"/v1/questionnaires?limit={stray}",
        f"/v1/questionnaires?cursor={stray}",
        f"/v1/questionnaires/beispiel/versions/1.0.0?language={stray}",
    ]
    for method, path in itertools.product(METHODS, paths):
        yield method, path, {}
    headers = (
        "accept", "accept-language", "authorization", "content-encoding", "content-type", "cookie", "expect", "from",
        "idempotency-key", "if-match", "if-none-match", "origin", "referer", "selfcheck-access-code",
        "selfcheck-response-secret", "traceparent", "x-request-id",
    )  # fmt: skip
    for name, method in itertools.product(headers, ("PUT", "GET", "POST", "OPTIONS")):
        for path in (
            f"/v1/rounds/{round_id}/responses/{response_id}",
            f"/v1/rounds/{round_id}/welcome",
            "/v1/rounds",
            "/v1/evaluations",
        ):
            yield method, path, {name: stray}


class TestStrays:
    async def test_what_came_to_the_wrong_place_is_repeated_nowhere(self, client, database, make_key, capfd):
        round_ = await make_round(database)
        (person,) = await invite_people(database, round_)
        key = await make_key("facilitator", "operator", "author")
        strays = [person.code, person.code.lower(), person.code.replace("-", ""), person.secret]
        strays += [key["authorization"].removeprefix("Bearer "), secrets.token_hex(16), secrets.token_urlsafe(96)[:128]]
        said = Said()
        for stray in strays:
            for method, path, headers in stray_requests(stray, round_.id, person.id):
                shown = {**key, **person.own, **headers}
                content = b"{}" if method in ("POST", "PUT", "PATCH") else None
                typed = {"content-type": "application/json", **shown}
                said.hear(await client.request(method, path, headers=typed, content=content))
        assert not [reply[:300] for reply in said.replies if reply.startswith("500")]
        canaries = {form for stray in strays for form in forms_of(stray)}
        assert said.find(canaries) == []
        assert await elsewhere(client, database, capfd, canaries | {ADDRESS, BROWSER}) == []


async def take_part(client: httpx.AsyncClient, person: Person, said: Said, words: dict[str, str]) -> None:
    """Do everything a respondent does, well and badly, with words that nobody else says."""
    answers = {**ANSWERS, "pride": words["text"]}
    draft = {"answers": {"pride": words["draft"]}, "place": words["draft"], "display_name": words["name"]}
    body = {"answers": answers, "display_name": words["name"], "perspective": "office"}
    wrong = {**person.own, "selfcheck-response-secret": secrets.token_urlsafe(24)}
    for path in (person.draft_path, person.path):
        sent = draft if path == person.draft_path else body
        for headers in (person.invited, person.own, wrong, {**person.own, "if-match": '"0"'}, {}):
            said.hear(await client.put(path, json=sent, headers=headers))
        said.hear(await client.put(path, json={**sent, "answers": {}}, headers=person.own))
        said.hear(await client.put(path, content=b'{"answers": ', headers=person.own))
        said.hear(await client.put(path, json={**sent, "language": "xx", "version": "9.9.9"}, headers=person.invited))
        for method in METHODS:
            said.hear(await client.request(method, path, headers=wrong))
            said.hear(await client.request(method, path, headers={**wrong, "origin": "https://elsewhere.example"}))


class TestAnswers:
    async def test_they_are_in_responses_and_in_what_their_holder_reads(self, client, database, make_key, capfd):
        round_ = await make_round(database, mode="open", free_texts=True)
        person, witness = await invite_people(database, round_, 2)
        words = {name: a_word() for name in ("text", "draft", "name")}
        said = Said()
        await take_part(client, person, said, words)
        stored = await person.submit(client, {**ANSWERS, "pride": words["text"]}, display_name=words["name"])
        assert stored.status_code == 200
        correcting = person.own | {"if-match": "*"}
        again = await client.put(person.draft_path, json={"answers": {"pride": words["draft"]}}, headers=correcting)
        assert again.status_code == 204
        own = await client.get(person.path, headers=person.own)
        assert all(word in own.text for word in words.values())
        facilitator, operator = await make_key("facilitator"), await make_key("operator")
        for key, path in itertools.product(
            (facilitator, operator, witness.own),
            (
                "/v1/rounds",
                f"/v1/rounds/{round_.id}",
                f"/v1/rounds/{round_.id}/participation",
                "/v1/audit",
                person.path,
            ),
        ):
            said.hear(await client.get(path, headers=key))
        hidden = {form for each in (person.code, person.secret) for form in forms_of(each)}
        assert said.find(hidden | set(words.values())) == []
        # Where the holder may read them, secrets are not.
        assert list(find(hidden, "own", own.text + stored.text)) == []
        found = await elsewhere(client, database, capfd, hidden | set(words.values()) | {ADDRESS, BROWSER})
        assert {each.place for each in found} == {"responses.answers", "responses.draft", "responses.display_name"}
        assert (await client.delete(person.path, headers=person.own)).status_code == 204
        assert not [each for name, each in (await dump(database)).items() if list(find(words.values(), name, each))]


class TestKeysAndCodes:
    async def test_they_are_shown_once_and_kept_nowhere(self, client, database, make_key, capfd):
        round_ = await make_round(database)
        facilitator, operator = await make_key("facilitator"), await make_key("operator")
        once = secrets.token_urlsafe(24)
        said = Said()
        path = f"/v1/rounds/{round_.id}"
        shown: list[str] = []
        for body in ({"count": 3, "perspective": "office"}, {"count": 3, "perspective": "office", "kind": "open"}):
            headers = {**facilitator, "idempotency-key": f"{once}{body['count']}{body.get('kind')}"}
            made = await client.post(f"{path}/invitations", json=body, headers=headers)
            assert made.status_code == 201
            shown += made.json()["codes"]
            said.hear(await client.post(f"{path}/invitations", json=body, headers=headers))
            said.hear(await client.post(f"{path}/invitations", json=body | {"count": 4}, headers=headers))
            revocation = f"{path}/invitations/{made.json()['id']}/revocation"
            reissued = await client.post(revocation, json={"reissue": True}, headers=facilitator)
            shown += reissued.json()["reissued"]["codes"]
        for code, sent in itertools.product(shown, ("code", "Code", "count")):
            said.hear(await client.post(f"{path}/revocations", json={sent: code}, headers=facilitator))
        for code in (*shown, "0000-0000-0001"):
            said.hear(await client.get(f"{path}/welcome", headers={"selfcheck-access-code": code}))
        for where in ("/v1/rounds", path, f"{path}/invitations", f"{path}/participation", "/v1/audit"):
            for key in (facilitator, operator):
                said.hear(await client.get(where, headers=key))
        keys = [each["authorization"].removeprefix("Bearer ") for each in (facilitator, operator)]
        canaries = {form for each in (*shown, *keys, once) for form in forms_of(each)}
        # The id of a key is its public part: it names who did something.
        canaries -= {form for each in keys for form in (each[:12], each[:12].lower())}
        assert said.find(canaries) == []
        assert await elsewhere(client, database, capfd, canaries | {ADDRESS, BROWSER}) == []


class TestFailures:
    @pytest.mark.parametrize("broken", ["responses", "tickets", "rounds"])
    async def test_what_breaks_says_no_more_than_where(self, client, database, make_key, capfd, broken):
        """A table is gone in the middle of the work: the errors of drivers quote statements with all they hold."""
        round_ = await make_round(database, free_texts=True)
        person, late = await invite_people(database, round_, 2)
        words = {name: a_word() for name in ("text", "draft", "name")}
        said = Said()
        assert (await person.submit(client, {**ANSWERS, "pride": words["text"]})).status_code == 201
        async with database.transaction() as transaction:
            await transaction.connection.execute(text(f"ALTER TABLE {broken} RENAME TO gone"))
        await take_part(client, late, said, words)
        await take_part(client, person, said, words)
        assert any(reply.startswith("503") for reply in said.replies)
        async with database.transaction() as transaction:
            await transaction.connection.execute(text(f"ALTER TABLE gone RENAME TO {broken}"))
        people = {form for each in (person, late) for form in (*forms_of(each.code), *forms_of(each.secret))}
        assert said.find(people | set(words.values())) == []
        found = await elsewhere(client, database, capfd, people | set(words.values()) | {ADDRESS, BROWSER})
        assert {each.place for each in found} <= {"responses.answers", "responses.draft"}

    @pytest.mark.parametrize(
        "where",
        [
            "selfcheck_service.storage.responses.enter",
            "selfcheck_service.use_cases.responding.understand",
            "selfcheck_service.api.submitting.evaluate_to_json",
        ],
    )
    async def test_an_error_that_quotes_everything_is_not_repeated(self, client, database, monkeypatch, capfd, where):
        round_ = await make_round(database)
        (person,) = await invite_people(database, round_)

        def fail(*given: object, **named: object) -> None:
            raise RuntimeError(f"{given!r} {named!r} {person.code} {person.secret}")

        monkeypatch.setattr(where, fail)
        response = await person.submit(client)
        assert response.status_code == 500
        canaries = {form for each in (person.code, person.secret) for form in forms_of(each)}
        assert list(find(canaries, "a reply", response.text + repr(response.headers))) == []
        assert await elsewhere(client, database, capfd, canaries) == []
