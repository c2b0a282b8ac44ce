"""Backup and restore, rehearsed on both databases with the commands of the guide for operators."""

import asyncio
import contextlib
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import Event, list_events
from selfcheck_service.storage.migrate import current_revision, head_revision
from selfcheck_service.storage.reach import EVERYWHERE
from tests.answering import ANSWERS, OTHER_ANSWERS, Person, invite_people, make_round
from tests.checkout import CHECKOUT
from tests.databases import copy_in_postgres, copy_of
from tests.keeping.past import lines_of
from tests.postgres import drop_database, programs
from tests.service_process import running

pytestmark = [pytest.mark.process, pytest.mark.fault]

# Everybody comes from one address here.
UNCOUNTED = dict.fromkeys(("SELFCHECK_KEY_RATE", "SELFCHECK_GUEST_RATE", "SELFCHECK_REFUSED_RATE"), "0")
GUIDE = (CHECKOUT / "docs" / "operators.md").read_text(encoding="utf-8")


def commands(begin: str) -> str:
    """Return the commands of the guide that begin like this."""
    (found,) = [each for each in re.findall(r"```sh\n(.*?)```", GUIDE, flags=re.DOTALL) if each.startswith(begin)]
    return str(found)


@dataclass
class Site:
    """A database to be lost, one to be restored, and what the commands of the guide need to know of them."""

    url: str
    restored_url: str
    backs_up: str
    restores: str
    environment: dict[str, str]
    losing: Any = field(repr=False)

    def run(self, script: str, *, restored: bool = False) -> str:
        url = self.restored_url if restored else self.url
        environment = {**os.environ, **self.environment, "SELFCHECK_DATABASE_URL": url}
        done = subprocess.run(["sh", "-eu"], input=script, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    backups = tmp_path / "backups"
    backups.mkdir()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    places = {"BACKUP": f"{backups}/2026-11-22", "ERASURES": f"{backups}/erasures.jsonl", "PATH": path}
    if request.param == "sqlite":
        url = copy_of(request.getfixturevalue("sqlite_template"), tmp_path)
        file = url.partition("///")[2]

        def lose() -> None:
            # Only the log is left, of another time: the guide says to remove it.
            Path(file).unlink()
            Path(f"{file}-wal").write_bytes(b"left over")

        environment = {**places, "DATABASE": file}
        yield Site(url, url, commands("selfcheck db backup"), commands("rm -f"), environment, lose)
        return
    server = request.getfixturevalue("postgres_template")
    with copy_in_postgres(server) as url:
        name = urlsplit(url).path.removeprefix("/")
        restored = f"{name}_restored"
        environment = {
            **places,
            "PATH": f"{programs()}{os.pathsep}{path}",
            "PGHOST": parse_qs(urlsplit(url).query)["host"][0],
            "PGUSER": "postgres",
            "PGDATABASE": name,
            "RESTORED": restored,
        }
        restored_url = urlsplit(url)._replace(path=f"/{restored}").geturl()
        lose = lambda: asyncio.run(drop_database(server, name))  # noqa: E731 - one line each
        yield Site(url, restored_url, commands("pg_dump"), commands("createdb"), environment, lose)
        asyncio.run(drop_database(server, restored))


@dataclass
class Crowd:
    """People who answer, by what becomes of their responses."""

    early: list[Person]
    corrected: Person
    erased_early: Person
    erased_late: Person
    drafting: Person
    late: Person
    late_and_erased: Person


@dataclass
class Seen:
    """What the service showed before the backup."""

    people: list[Person]
    shown: list[tuple[bytes, Any]]
    trail: list[Event]


async def invite(url: str) -> Crowd:
    database = Database(url)
    round_ = await make_round(database)
    people = await invite_people(database, round_, 14)
    await database.close()
    return Crowd(people[6:], *people[:6])


@contextlib.asynccontextmanager
async def calling(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=url, headers={"accept-language": "de"}, timeout=20) as client:
        yield client


async def expect(status: int, *calls: Any) -> list[httpx.Response]:
    found = list(await asyncio.gather(*calls))
    assert [each.status_code for each in found] == [status] * len(found), [each.text for each in found]
    return found


async def fill(url: str, crowd: Crowd) -> None:
    async with calling(url) as client:
        at_first = [*crowd.early, crowd.corrected, crowd.erased_early, crowd.erased_late]
        await expect(201, *(person.submit(client) for person in at_first))
        draft = {"answers": OTHER_ANSWERS}
        await expect(204, client.put(crowd.drafting.draft_path, json=draft, headers=crowd.drafting.invited))
        await expect(204, client.delete(crowd.erased_early.path, headers=crowd.erased_early.own))


async def look(url: str, people: Sequence[Person]) -> list[tuple[bytes, Any]]:
    """Return the evaluation of each of the people, byte for byte, and the answers in their own export."""
    async with calling(url) as client:
        evaluations = (client.get(f"{person.path}/evaluation", headers=person.own) for person in people)
        exports = (client.get(person.path, headers=person.own) for person in people)
        found = await expect(200, *evaluations, *exports)
    half = len(people)
    return [(one.content, other.json()["answers"]) for one, other in zip(found[:half], found[half:], strict=True)]


async def read_inside(url: str) -> tuple[list[Event], str | None]:
    """Return the audit trail, and the revision of the schema."""
    database = Database(url)
    async with database.reading() as transaction:
        trail = list(await list_events(transaction, EVERYWHERE, limit=1000))
    revision = await current_revision(database)
    await database.close()
    return trail, revision


async def go_on(url: str, crowd: Crowd) -> None:
    """What happens after the backup, and is lost with the database but for the erasures."""
    async with calling(url) as client:
        await expect(201, crowd.late.submit(client), crowd.late_and_erased.submit(client))
        match = crowd.corrected.own | {"if-match": "*"}
        await expect(200, crowd.corrected.submit(client, OTHER_ANSWERS, headers=match))
        erased = [crowd.erased_late, crowd.late_and_erased]
        await expect(204, *(client.delete(person.path, headers=person.own) for person in erased))
        await expect(410, crowd.erased_late.submit(client))


async def write_on(url: str, people: Sequence[Person], stop: asyncio.Event) -> int:
    """Submit the same again and again, so that the backup is made of a database that is in use."""
    count = 0
    async with calling(url) as client:
        while not stop.is_set():
            await expect(200, *(person.submit(client) for person in people))
            count += 1
            await asyncio.sleep(0.02)
    return count


async def back_up_in_use(site: Site, url: str, crowd: Crowd) -> None:
    stop = asyncio.Event()
    writing = asyncio.create_task(write_on(url, crowd.early[:3], stop))
    await asyncio.sleep(0.3)
    await asyncio.to_thread(site.run, site.backs_up)
    stop.set()
    assert await writing > 0


async def check_restored(url: str, crowd: Crowd, seen: Seen) -> None:
    assert await look(url, seen.people) == seen.shown
    async with calling(url) as client:
        erased = [crowd.erased_early, crowd.erased_late, crowd.late_and_erased]
        for headers in ("invited", "own"):
            await expect(410, *(person.submit(client, headers=getattr(person, headers)) for person in erased))
        # Repeating is harmless, and brings back what was lost; a draft goes on.
        await expect(200, *(person.submit(client) for person in crowd.early))
        await expect(201, crowd.late.submit(client), crowd.drafting.submit(client, headers=crowd.drafting.own))
        match = crowd.corrected.own | {"if-match": "*"}
        await expect(200, crowd.corrected.submit(client, OTHER_ANSWERS, headers=match))


def test_what_was_acknowledged_before_a_backup_is_there_after_a_restore_but_for_what_was_erased(site):
    crowd = asyncio.run(invite(site.url))
    with running(site.url, **UNCOUNTED) as service:
        asyncio.run(fill(service.url, crowd))
        people = [*crowd.early, crowd.corrected]
        seen = Seen(people, asyncio.run(look(service.url, people)), asyncio.run(read_inside(site.url))[0])
        asyncio.run(back_up_in_use(site, service.url, crowd))
        asyncio.run(go_on(service.url, crowd))
        site.run(commands("selfcheck erasures export"))
    assert seen.shown[-1][1] == ANSWERS
    site.losing()

    site.run(site.restores)
    out = lines_of(site.run(commands("selfcheck db upgrade"), restored=True))
    assert out[0] == {"erased": 1, "shut_out": 1, "erased_before": 1, "unknown_rounds": {}}
    trail, revision = asyncio.run(read_inside(site.restored_url))
    assert revision == head_revision()
    assert [each for each in trail if each in seen.trail] == seen.trail
    with running(site.restored_url, **UNCOUNTED) as service:
        asyncio.run(check_restored(service.url, crowd, seen))
