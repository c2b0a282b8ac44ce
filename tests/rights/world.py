"""A small world to be kept apart: two municipalities with all that is in them, and everybody who may come by."""

import dataclasses
import secrets
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec
from sqlalchemy import Table, delete, insert, select, update

from selfcheck_service.api import examples
from selfcheck_service.core.releases import canonical_release, read_release, release_hash
from selfcheck_service.storage import Database
from selfcheck_service.storage.ballot_tables import (
    ballot_slips,
    ballots,
    matrix_positions,
    metadata,
    votes,
)
from selfcheck_service.storage.releases import add_release, find_release
from selfcheck_service.storage.rounds import RoundRow, add_round
from selfcheck_service.storage.tables import (
    consensus,
    focus_fields,
    invitations,
    measures,
    municipalities,
    releases,
    responses,
    reviews,
    rounds,
    tickets,
)
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import QUESTIONNAIRE, Person, invite_people, make_round
from tests.fixtures import MakeKey
from tests.rounds import add_programme

# Whoever asks for everything at once would otherwise only learn that this is too often.
UNLIMITED: dict[str, Any] = {"key_rate": 0, "guest_rate": 0, "refused_rate": 0}
NAMES = {"O": "Eigenstadt", "F": "Fremdstadt"}
HOLDER = "Ada"
OFFICIAL_KEYS = {"O": "05313000", "F": "05314000"}
# What requests change. After each that changed something the world is put together again from a copy of these.
_CHANGING = (
    *(rounds, invitations, tickets, responses, releases, focus_fields, consensus, measures, reviews),
    *(ballots, ballot_slips, votes, matrix_positions),
)
_PERIOD = timedelta(hours=1)
A_MEASURE = {"title": "Sprechstunde"}
A_DRAFT = {"answers": {}, "perspective": "office"}
_NEVER = {"authorization": f"Bearer sck_live_{'a' * 12}_{'b' * 32}_00000000"}

Headers = dict[str, str]
# What is in each table.
Rows = dict[Table, list[dict[str, Any]]]


@dataclasses.dataclass(frozen=True)
class Side:
    """One municipality with a programme, a round, an invitation to it, and three who have answered in it."""

    municipality: uuid.UUID
    official_key: str
    programme: uuid.UUID
    round: RoundRow
    invitation: uuid.UUID
    guest: Person
    holder: Person
    other: Person
    erased: Person

    @property
    def marks(self) -> tuple[str, ...]:
        """What nobody may read who has no right to this side."""
        people = (self.guest, self.holder, self.other, self.erased)
        ids = (self.municipality, self.programme, self.round.id, self.invitation, *(each.id for each in people))
        return (*map(str, ids), self.round.title, self.official_key)


@dataclasses.dataclass(frozen=True)
class World:
    """Our own side (O) and a foreign one (F), and what each role shows."""

    sides: Mapping[str, Side]
    shown: Mapping[str, Headers]
    kept: Mapping[Table, list[dict[str, Any]]]
    beside: Mapping[str, uuid.UUID] = dataclasses.field(default_factory=dict)
    measures: Mapping[str, str] = dataclasses.field(default_factory=dict)
    ballots: Mapping[str, uuid.UUID] = dataclasses.field(default_factory=dict)

    def parameter(self, name: str, letter: str) -> str:
        """Return a value of a parameter: our own (O), a foreign one (F), an erased one (E), or one of nothing (N)."""
        if name == "official_key":
            return OFFICIAL_KEYS[letter]
        if letter == "N":
            return _NOTHING.get(name) or str(uuid.uuid4())
        if name in _PUBLIC:
            return _PUBLIC[name]
        whose = "F" if letter == "F" else "O"
        side = self.sides[whose]
        found = {
            "municipality": side.municipality,
            "municipality_id": side.municipality,
            "programme": side.programme,
            "programme_id": side.programme,
            "round_id": side.round.id,
            "earlier_round": self.beside.get(whose),
            "later_round": self.beside.get(whose),
            "measure_id": self.measures.get(whose),
            "invitation_id": side.invitation,
            "ballot_id": self.ballots.get(whose),
            "vote_id": _VOTES[whose],
            "response_id": side.erased.id if letter == "E" else side.holder.id,
        }
        return str(found[name])

    async def restore(self, database: Database) -> None:
        """Put back what requests have spent, changed or erased."""
        async with database.transaction() as transaction:
            for table in reversed(_CHANGING):
                await transaction.connection.execute(delete(table))
            for table in _CHANGING:
                if self.kept[table]:
                    await transaction.connection.execute(insert(table), self.kept[table])


# Parameters of what belongs to no municipality.
_PUBLIC: dict[str, str] = {
    "key": QUESTIONNAIRE["key"],
    "version": QUESTIONNAIRE["version"],
    "name": "not-found",
    "number": "1",
    "paper": "staff-council-sheet",
    "perspective": "office",
    "kind": "item",
    "subject": "leadership",
    "card": "round_table",
}
_NOTHING = {
    "key": "gibt-es-nicht",
    "version": "9.9.9",
    "name": "no-problem",
    "number": "2",
    "paper": "no-paper",
    "perspective": "mayor",
    "kind": "field",
    "subject": "no_subject",
    "card": "no-card",
}
# No vote is anybody's to be seen; these are ids that a phone could have made.
_VOTES = {letter: uuid.uuid4() for letter in "OF"}


async def make_world(database: Database, client: httpx.AsyncClient, make_key: MakeKey) -> World:
    """Make it in a database through the running service: rounds of the mode in which most is to be seen."""
    await publish_questionnaire(database, examples.DEFINITION, now=datetime.now(UTC))
    sides = {letter: await _make_side(database, client, letter) for letter in "OF"}
    return World(sides, {**await _keys(make_key, sides), **_people(sides)}, await _copies(database))


async def close(database: Database, world: World) -> World:
    """Close both rounds a while ago; members may read each other's ratings from then on."""
    async with database.transaction() as transaction:
        for side in world.sides.values():
            closing = update(rounds).where(rounds.c.id == side.round.id).values(closes_at=side.round.opens_at + _PERIOD)
            await transaction.connection.execute(closing)
    return dataclasses.replace(world, kept=await _copies(database))


async def seal(client: httpx.AsyncClient, world: World) -> None:
    """Seal both rounds, which are closed."""
    for side in world.sides.values():
        sealed = await client.post(f"/v1/rounds/{side.round.id}/releases", headers=world.shown["facilitator"])
        assert sealed.status_code == 201, sealed.text


async def decide(database: Database, client: httpx.AsyncClient, world: World) -> World:
    """Let both rooms, whose rounds are sealed, agree on something and note a measure; return the world with these."""
    made = {}
    for letter, side in world.sides.items():
        path, headers = f"/v1/rounds/{side.round.id}", world.shown["facilitator"]
        agreed = {"outcome": "value", "value": 1, "reason": "Gemeinsames Bild"}
        noted = await client.put(f"{path}/consensus/item/leadership", json=agreed, headers=headers)
        added = await client.post(f"{path}/measures", json=A_MEASURE, headers=headers)
        assert (noted.status_code, added.status_code) == (201, 201), noted.text + added.text
        review = {"status": "idea", "next_step": "Weiter"}
        found = await client.post(f"{path}/measures/{added.json()['id']}/reviews", json=review, headers=headers)
        assert found.status_code == 201, found.text
        made[letter] = added.json()["id"]
    return dataclasses.replace(world, measures=made, kept=await _copies(database))


async def ask_beside(database: Database, world: World, closed_on: str) -> World:
    """Give both sides another round, which closed on a day, with the same release; return the world with these."""
    beside = {}
    async with database.transaction() as transaction:
        for letter, side in world.sides.items():
            other = dataclasses.replace(side.round, id=uuid.uuid4())
            stored = await find_release(transaction, side.round.id, 1)
            assert stored is not None
            said = msgspec.structs.replace(read_release(stored.document), round=str(other.id), closed_on=closed_on)
            document = canonical_release(said)
            await add_round(transaction, other)
            await add_release(
                transaction,
                dataclasses.replace(stored, round_id=other.id, document=document, release_hash=release_hash(document)),
            )
            beside[letter] = other.id
    return dataclasses.replace(world, beside=beside)


async def gather(database: Database, client: httpx.AsyncClient, world: World) -> World:
    """Bring both sides into the room: their rounds are sealed, and each has opened a ballot."""
    await seal(client, world)
    opened = {}
    options = [{"title": "A"}, {"title": "B"}]
    body = {"kind": "own", "title": "Was?", "people": 5, "options": options, "code_kind": "slips"}
    for letter, side in world.sides.items():
        path = f"/v1/rounds/{side.round.id}/ballots"
        response = await client.post(path, json=body, headers=world.shown["facilitator"])
        assert response.status_code == 201, response.text
        opened[letter] = uuid.UUID(response.json()["id"])
    return dataclasses.replace(world, ballots=opened, kept=await _copies(database))


async def hide(database: Database, world: World) -> World:
    """Make both rounds confidential ones, as open ones have no paper."""
    sides = {}
    for letter, side in world.sides.items():
        # The hash of the terms stays, as responses are bound to it.
        changed: dict[str, Any] = {"mode": "confidential", "minimum_group_size": 5}
        async with database.transaction() as transaction:
            its_own = rounds.c.id == side.round.id
            await transaction.connection.execute(update(rounds).where(its_own).values(**changed))
        sides[letter] = dataclasses.replace(side, round=dataclasses.replace(side.round, **changed))
    return dataclasses.replace(world, sides=sides, kept=await _copies(database))


async def empty(database: Database, world: World) -> World:
    """Take everything out of both rounds, so that they may be deleted; return what there is then."""
    left = {table: world.kept[table] if table is rounds else [] for table in _CHANGING}
    without = dataclasses.replace(world, kept=left)
    await without.restore(database)
    return without


async def all_rows(database: Database) -> Rows:
    """Return everything that is in a database, to be put into an empty one."""
    return await _copies(database, metadata.sorted_tables)


async def fill(database: Database, rows: Rows) -> None:
    """Put rows into an empty database."""
    async with database.transaction() as transaction:
        for table in metadata.sorted_tables:
            if rows[table]:
                await transaction.connection.execute(insert(table), rows[table])


async def _copies(database: Database, tables: Sequence[Table] = _CHANGING) -> Rows:
    async with database.reading() as transaction:
        found = {table: await transaction.connection.execute(select(table)) for table in tables}
        return {table: [dict(row) for row in rows.mappings()] for table, rows in found.items()}


async def _make_side(database: Database, client: httpx.AsyncClient, letter: str) -> Side:
    made = await make_round(database, opens_in=-3, mode="open", title=f"Durchgang {letter}{secrets.token_hex(4)}")
    programme = await add_programme(database, made.municipality_id)
    guest, holder, other, erased = await invite_people(database, made, 4)
    for name, person in zip((HOLDER, "Bela", "Cleo"), (holder, other, erased), strict=True):
        assert (await person.submit(client, display_name=name)).status_code == 201
    correcting = holder.own | {"if-match": "*"}
    assert (await client.put(holder.draft_path, json=A_DRAFT, headers=correcting)).status_code == 204
    assert (await client.delete(erased.path, headers=erased.own)).status_code == 204
    named = {"name": NAMES[letter], "official_key": OFFICIAL_KEYS[letter], "official_key_on": datetime.now(UTC).date()}
    async with database.transaction() as transaction:
        its_own = municipalities.c.id == made.municipality_id
        await transaction.connection.execute(update(municipalities).where(its_own).values(**named))
        wanted = select(invitations.c.id).where(invitations.c.round_id == made.id)
        invitation: uuid.UUID = (await transaction.connection.execute(wanted)).scalar_one()
    return Side(made.municipality_id, OFFICIAL_KEYS[letter], programme, made, invitation, guest, holder, other, erased)


async def _keys(make_key: MakeKey, sides: Mapping[str, Side]) -> dict[str, Headers]:
    now = datetime.now(UTC)
    own, foreign = (frozenset({str(sides[letter].municipality)}) for letter in "OF")
    return {
        "nobody": {},
        "author": await make_key("author"),
        "service": await make_key("service"),
        "facilitator": await make_key("facilitator"),
        "facilitator-own": await make_key("facilitator", municipalities=own),
        "facilitator-by-key": await make_key("facilitator", municipalities=frozenset({OFFICIAL_KEYS["O"]})),
        "facilitator-elsewhere": await make_key("facilitator", municipalities=foreign),
        "operator": await make_key("operator"),
        "operator-own": await make_key("operator", municipalities=own),
        "revoked": await make_key("author", "service", "facilitator", "operator", revoked_at=now),
        "expired": await make_key("author", "service", "facilitator", "operator", expires_at=now - _PERIOD),
        "garbled": _NEVER,
    }


def _people(sides: Mapping[str, Side]) -> dict[str, Headers]:
    own, foreign = sides["O"], sides["F"]
    return {
        "invited": own.guest.invited,
        "invited-elsewhere": foreign.guest.invited,
        "holder": own.holder.own,
        "other-holder": own.other.own,
        "holder-elsewhere": foreign.holder.own,
        "erased-holder": own.erased.own,
    }
