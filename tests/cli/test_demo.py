"""A demo: the made-up programme in a database of its own, by the steps that people take."""

import asyncio
import contextlib
import re
import secrets
import sqlite3
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from selfcheck_service.api import examples
from selfcheck_service.catalogue import find_definitions, read_document
from selfcheck_service.edge.api_keys import create_key
from selfcheck_service.storage import Database
from selfcheck_service.storage.api_keys import ApiKeyRecord, add_api_key
from selfcheck_service.storage.audit import CLI
from selfcheck_service.storage.invitations import count_submitted, list_participation
from selfcheck_service.storage.municipalities import list_municipalities
from selfcheck_service.storage.programmes import list_members, list_programmes
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import RoundFilter, RoundRow, add_round, list_rounds
from selfcheck_service.use_cases.comparing import Named, compare_releases
from selfcheck_service.use_cases.filling import (
    Chance,
    DatabaseOccupied,
    Filled,
    fill_with_made_up_programme,
    is_filled,
)
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.publishing import publish_questionnaire
from selfcheck_service.use_cases.responding import Responding
from selfcheck_service.use_cases.standing import Holder
from tests.checkout import CHECKOUT
from tests.cli.running import run
from tests.cli.test_start import COMMAND, home
from tests.databases import copy_in_postgres, copy_of
from tests.install.server import serving
from tests.rounds import a_round, add_municipality
from tests.storage.rows import count_rows

SMALL = CHECKOUT / "questionnaires" / "schutz-im-amt" / "1.0.0"
CHANCE = Chance(uuid.uuid4, secrets.randbelow, secrets.token_urlsafe)
# Others may be at work on this machine.
SECONDS = 240


async def filled(database: Database, progress: Callable[[int, int], object] = lambda _done, _whole: None) -> Filled:
    now = datetime.now(UTC)
    await publish_questionnaire(database, read_document(SMALL).data, now=now)
    return await fill_with_made_up_programme(database, now=now, actor=CLI, chance=CHANCE, progress=progress)


@dataclass(frozen=True, slots=True)
class Template:
    """Databases that were filled once, to be copied: a file, and one on the server; what was filled in, of each."""

    file: Path
    server: str
    filled: dict[str, Filled]


@pytest.fixture(scope="module")
def demo_template(
    sqlite_template: Path, postgres_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Template]:
    async def fill(url: str) -> Filled:
        database = Database(url)
        try:
            assert not await is_filled(database)
            return await filled(database)
        finally:
            await database.close()

    url = copy_of(sqlite_template, tmp_path_factory.mktemp("demo"))
    with copy_in_postgres(postgres_template) as other:
        made = {name: asyncio.run(fill(each)) for name, each in (("sqlite", url), ("postgres", other))}
        yield Template(Path(url.partition("///")[2]), other, made)


@contextlib.contextmanager
def copied_in_postgres(template: Template) -> Iterator[str]:
    with copy_in_postgres(template.server, urlsplit(template.server).path.removeprefix("/")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def demo_url(request: pytest.FixtureRequest, demo_template: Template, tmp_path: Path) -> Iterator[tuple[str, Filled]]:
    """The URL of a filled database of the test's own, and what was filled in."""
    with contextlib.ExitStack() as stack:
        if request.param == "sqlite":
            url = copy_of(demo_template.file, tmp_path)
        else:
            url = stack.enter_context(copied_in_postgres(demo_template))
        yield url, demo_template.filled[request.param]


@pytest.fixture
async def demo(demo_url: tuple[str, Filled]) -> AsyncIterator[tuple[Database, Filled]]:
    """The same database, opened."""
    database = Database(demo_url[0])
    yield database, demo_url[1]
    await database.close()


def pairs_of(rounds: Sequence[RoundRow]) -> Iterator[tuple[RoundRow, RoundRow]]:
    """Sealed confidential rounds of a municipality, eleven months apart by the same version, the earlier one first."""
    sealed = [each for each in rounds if each.sealed_at is not None and each.mode == "confidential"]
    for earlier, later in permutations(sealed, 2):
        same = earlier.municipality_id == later.municipality_id and earlier.version == later.version
        if same and timedelta(days=320) < later.closes_at - earlier.closes_at < timedelta(days=330):
            yield earlier, later


async def movements_of(database: Database, earlier: RoundRow, later: RoundRow) -> set[str]:
    """What a comparison says of the fields of everybody."""
    plans = Plans(database, size=9, hit=lambda: None, miss=lambda: None)
    names, now = (Named(earlier.id, 1), Named(later.id, 1)), datetime.now(UTC)
    found = await compare_releases(database, plans, EVERYWHERE, names, now=now, show=lambda compared: compared)
    assert found.over_time.total is not None
    assert {field.basis for field in found.over_time.total.fields} >= {"published"}
    return {field.movement for field in found.over_time.total.fields}


class TestFilling:
    async def test_everything_is_there_as_people_would_have_brought_it_about(self, demo: tuple[Database, Filled]):
        database, made = demo
        assert await is_filled(database)
        async with database.reading() as transaction:
            (programme,) = await list_programmes(transaction, EVERYWHERE, limit=9)
            members = await list_members(transaction, EVERYWHERE, programme.id)
            municipalities = await list_municipalities(transaction, EVERYWHERE, limit=99)
            states = {
                state: await list_rounds(
                    transaction, EVERYWHERE, RoundFilter(datetime.now(UTC), state=state), after=None, limit=99
                )
                for state in ("planned", "open", "closed")
            }
            for each in made.rounds:
                where = each.round.municipality_id, each.round.id
                counted = await list_participation(transaction, *where)
                assert await count_submitted(transaction, *where) == len(each.responses)
                assert sum(found.redeemed for found in counted) == len(each.responses)
                assert sum(found.left for found in counted) == sum(map(len, each.codes.values()))
        assert (programme.name, programme.id) == ("Beispielprogramm (erfunden)", made.programme_id)
        assert {member.id for member in members} == {each.id for each in municipalities}
        assert len(municipalities) == 35
        assert all(each.name.endswith("(erfunden)") and each.official_key is None for each in municipalities)
        assert min(map(len, states.values())) >= 5
        # Most closed rounds are sealed, and some wait for it.
        sealed = [each for each in states["closed"] if each.sealed_at is not None]
        assert 0 < len(states["closed"]) - len(sealed) < len(sealed) == await count_rows(database, "releases")
        # Whoever holds a secret reads the evaluation.
        responding = Responding(database, Plans(database, size=9, hit=lambda: None, miss=lambda: None))
        for each in [found for found in made.rounds if found.responses][:5]:
            response_id, secret = each.responses[0]
            held = await responding.hold(Holder(each.round.id, response_id, sha256(secret.encode()).digest()))
            assert (await responding.recall(held)).plan.key == "schutz-im-amt"
        # Some have asked twice, and what moved can be seen.
        movements = [await movements_of(database, *pair) for pair in pairs_of(states["closed"])]
        assert len(movements) >= 3
        assert sum(bool(each & {"higher", "tendency_higher", "lower", "tendency_lower"}) for each in movements) >= 3
        # What visitors add makes it no other: this name comes first.
        await add_municipality(database, name="Aach")
        assert await is_filled(database)

    async def test_what_is_not_made_up_is_left_alone(self, database: Database):
        await add_municipality(database)
        with pytest.raises(DatabaseOccupied, match="one of its own"):
            await is_filled(database)

    async def test_whoever_holds_a_key_is_left_alone(self, database: Database):
        key = create_key()
        kept = ApiKeyRecord(
            id=key.id,
            name="archive",
            secret_hash=key.secret_hash,
            scopes=frozenset({"service"}),
            municipalities=None,
            created_at=datetime.now(UTC),
            expires_at=None,
            last_used_on=None,
            revoked_at=None,
        )
        async with database.transaction() as transaction:
            await add_api_key(transaction, kept)
        with pytest.raises(DatabaseOccupied, match="one of its own"):
            await is_filled(database)

    async def test_guest_rounds_of_others_are_left_alone(self, database: Database):
        await publish_questionnaire(database, examples.DEFINITION, now=datetime.now(UTC))
        guest = await add_municipality(database, type="guest")
        async with database.transaction() as transaction:
            await add_round(transaction, a_round(guest, erase_on=date(2999, 1, 1)))
        with pytest.raises(DatabaseOccupied, match="one of its own"):
            await is_filled(database)

    async def test_what_was_not_filled_to_its_end_is_no_demo(self, database: Database):
        def stop(done: int, whole: int) -> None:
            if 20 * done > whole:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            await filled(database, stop)
        with pytest.raises(DatabaseOccupied, match="empty"):
            await is_filled(database)


def key_in(log: str) -> dict[str, str]:
    return {"authorization": "Bearer " + re.findall(r"sck_live_\w+", log)[-1]}


def called(header: str, value: str, address: str) -> str:
    """Return which list the answer has that is not empty."""
    found = httpx.get(address, headers={header: value}).raise_for_status().json()
    return next(name for name in ("items", "statements") if found.get(name))


@pytest.mark.process
class TestServing:
    def test_it_is_served_from_a_file_of_its_own_and_is_the_same_after_another_start(self, tmp_path: Path):
        own = tmp_path / "operators.db"
        surroundings = home(tmp_path, SELFCHECK_DATABASE_URL=f"sqlite:///{own}")
        command, log = [*COMMAND, "serve", "--demo"], tmp_path / "log"
        seen, told, listed = [], [], []
        for _ in ("new", "known"):
            with serving(command, folder=tmp_path, environment=surroundings, seconds=SECONDS) as address:
                said = log.read_text()
                found = httpx.get(f"{address}/v1/programmes", headers=key_in(said))
                listed = httpx.get(f"{address}/v1/questionnaires").json()["items"]
                seen.append(found.json()["items"])
                assert found.headers["selfcheck-demo"] == "made-up"
                assert "made up" in said
                told.append([called(*each) for each in re.findall(r"curl -s -H '([\w-]+): ([^']+)' (\S+)", said)])
        assert seen[0] == seen[1] != []
        assert {each["key"] for each in listed} == {
            path.parent.name for path in find_definitions(CHECKOUT / "questionnaires")
        }
        # What it says can be called, and the code of a round is shown only once.
        assert told == [["items"] * 3 + ["statements"], ["items"] * 3]
        assert not own.exists()
        assert [path.name for path in (tmp_path / ".local" / "share" / "selfcheck").iterdir()] == ["demo.db"]

    def test_on_postgres_it_is_served_from_the_database_that_is_named(self, tmp_path: Path, postgres_template: str):
        # An empty one: it is the service that fills it.
        with copy_in_postgres(postgres_template) as url:
            surroundings = home(
                tmp_path, SELFCHECK_DATABASE_URL=url, SELFCHECK_DEMO="true", SELFCHECK_QUESTIONNAIRES=str(SMALL)
            )
            with serving([*COMMAND, "serve"], folder=tmp_path, environment=surroundings, seconds=SECONDS) as address:
                keys = key_in((tmp_path / "log").read_text())
                found = httpx.get(f"{address}/v1/rounds?state=closed", headers=keys).json()["items"]
        assert {each["questionnaire"] for each in found} == {"schutz-im-amt"}

    def test_a_database_that_holds_something_else_is_refused_and_stays_as_it_is(self, tmp_path: Path):
        environment = {"SELFCHECK_DATABASE_URL": f"sqlite:///{tmp_path}/own.db", "SELFCHECK_DEMO": "true"}
        assert run("db", "upgrade", environment=environment).code == 0
        with sqlite3.connect(tmp_path / "own.db") as connection:
            values = (uuid.uuid4().hex, "Musterstadt", "district", "2026-01-01 00:00:00.000000")
            connection.execute("INSERT INTO municipalities (id, name, type, created_at) VALUES (?, ?, ?, ?)", values)
        refused = run("serve", "--port", "0", environment=environment)
        assert (refused.code, refused.out) == (3, "")
        assert "one of its own" in refused.err
        with sqlite3.connect(tmp_path / "own.db") as connection:
            assert connection.execute("SELECT count(*) FROM questionnaires").fetchone() == (0,)

    def test_an_interrupted_start_leaves_no_half_of_it_behind(self, tmp_path: Path):
        (tmp_path / "faulty").mkdir()
        environment = {
            "HOME": str(tmp_path),
            "XDG_DATA_HOME": "",
            "SELFCHECK_DEMO": "true",
            "SELFCHECK_DATABASE_URL": f"sqlite:///{tmp_path}/new/demo.db",
            "SELFCHECK_QUESTIONNAIRES": str(tmp_path / "faulty"),
        }
        refused = run("serve", "--port", "0", environment=environment)
        assert (refused.code, "no questionnaire is published" in refused.err) == (3, True)
        assert list((tmp_path / "new").iterdir()) == []
