"""Every operation of the contract, tried by everybody on everything: our own, what is another's, and what is not there.

Each cell of the table is asked for. What a role has no right to must look, byte for byte, like what does not exist, and
no reply may name anything of it.
"""

import itertools
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import httpx
import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.storage import Database
from selfcheck_service.use_cases.printing import code_of_round_form
from tests.answering import ANSWERS, QUESTIONNAIRE
from tests.fixtures import MakeKey
from tests.rights.table import Operation, Row, read_table
from tests.rights.world import (
    A_DRAFT,
    A_MEASURE,
    HOLDER,
    NAMES,
    Rows,
    World,
    all_rows,
    ask_beside,
    close,
    decide,
    empty,
    fill,
    gather,
    hide,
    make_world,
    seal,
)
from tests.rounds import a_body

CONTRACT = json.loads((Path(__file__).parents[2] / "openapi" / "selfcheck-v1.json").read_text(encoding="utf-8"))
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, methods in CONTRACT["paths"].items()
    for method, operation in methods.items()
}
TABLE = read_table()
PLAN = compile_plan(parse_definition(QUESTIONNAIRE))
# Whose things a role may know of: by place of the parameter, the letters of what it may see. Of an erased response
# everybody who knows its id learns that it is erased; who is invited learns that an id is taken, to choose another.
KNOWS = {
    "facilitator": ("OF", "OF"),
    "facilitator-own": ("O", "O"),
    "facilitator-by-key": ("O", "O"),
    "facilitator-elsewhere": ("F", "F"),
    "operator": ("OF", "OF"),
    "operator-own": ("O", "O"),
    "invited": ("O", "OE"),
    "invited-elsewhere": ("F", "FE"),
    "holder": ("O", "OE"),
    "holder-elsewhere": ("F", "FE"),
    "other-holder": ("O", "E"),
    "erased-holder": ("O", "E"),
}
# Who changes this has to say what they have seen.
SEEN = {"if-match": "*"}
KEYLESS = {"nobody", "author", "service", "revoked", "expired", "garbled"}
# What a request is about may stand in the answer to it; all else of another side may not.
PUBLIC = {"key", "version", "name", "number", "paper", "perspective", "kind", "subject", "card"}
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TRACE = re.compile(r'"trace_id":"[0-9a-f]{32}"')


def letters_of(parameter: str) -> str:
    return "ON" if parameter in PUBLIC else "OF" if parameter == "official_key" else "OFN"


def columns_of(operation: Operation) -> set[str]:
    if not operation.parameters:
        return {"-"}
    columns = {"".join(each) for each in itertools.product(*map(letters_of, operation.parameters))}
    if "response_id" not in operation.parameters:
        return columns
    return columns | {f"OE{column[2:]}" for column in columns}


class TestTable:
    """A route that nobody has thought about fails here, and so does a line about nothing."""

    def test_it_has_every_operation_and_no_other(self):
        assert {row.operation.name for row in TABLE} == set(OPERATIONS)
        assert len({row.operation for row in TABLE}) == len(TABLE)

    @pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row.operation.name))
    def test_each_has_every_role_on_everything(self, row):
        assert set(row.cells) == set(KNOWS) | KEYLESS
        assert {role for role, cells in row.cells.items() if set(cells) != columns_of(row.operation)} == set()

    @pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row.operation.name))
    def test_each_status_is_in_the_contract(self, row):
        statuses = {str(status) for cells in row.cells.values() for status in cells.values()}
        assert statuses <= set(OPERATIONS[row.operation.name]["responses"])


NO_ANSWERS = {"questionnaire": QUESTIONNAIRE["key"], "version": "1.0.0", "answers": {}}


def body_of(row: Row, asked: dict[str, str], world: World, role: str) -> Any:
    """Return a body with which the request is good: a holder says again what was said before, others are new."""
    display_name = HOLDER if role.startswith("holder") else "Dora"
    operation = row.operation
    bodies = {
        "create_evaluation": NO_ANSWERS,
        "print_evaluation_of_answers": NO_ANSWERS,
        "publish_version": QUESTIONNAIRE,
        "retire_version": {"status": "retired"},
        "register_municipality": {
            "name": "Neustadt",
            "type": "independent_city",
            "official_key": asked.get("official_key"),
            "official_key_on": "2008-12-31",
        },
        "change_municipality": {"name": "Umbenannt"},
        "register_programme": {"name": "Weltoffen", "municipalities": [asked.get("municipality")]},
        "change_programme": {"name": "Umbenannt"},
        "create_round": a_body(asked.get("municipality")),  # type: ignore[arg-type]  # an id as text
        "create_guest_round": {"questionnaire": QUESTIONNAIRE["key"]},
        "change_round": {"title": "Umbenannt"},
        "issue_invitation": {"count": 2, "perspective": "office"},
        "revoke_invitation": {},
        "revoke_code": {"code": "0000-0000-0000"},
        "submit_response": {"answers": ANSWERS, "display_name": display_name, "perspective": "office"},
        "keep_draft": A_DRAFT,
        "take_paper_response": paper_of(world, asked.get("round_id")),
        "choose_focus_fields": {"fields": []},
        "note_consensus": {"outcome": "dissent", "reason": "Zwei Sichten"},
        "add_measure": A_MEASURE,
        "change_measure": {"goal": "Mehr Menschen"},
        "add_review": {"status": "decided"},
        "open_ballot": {"kind": "own", "title": "Was?", "people": 5, "options": [{"title": "A"}, {"title": "B"}]},
        "change_ballot": {"state": "closed"},
        "cast_vote": {"dots": {}},
        "move_card": {"impact": 3, "effort": 3},
    }
    return bodies.get(OPERATIONS[operation.name]["operationId"])


def paper_of(world: World, round_id: str | None) -> dict[str, Any]:
    """Return what somebody types in from a form of a round; of one that is not there, from a form of our own."""
    side = next((each for each in world.sides.values() if str(each.round.id) == round_id), world.sides["O"])
    return {
        "form_code": code_of_round_form(PLAN, side.round, "office"),
        "access_code": side.guest.code,
        "answers": ANSWERS,
    }


class TestCells:
    @pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.operation.name} {row.operation.beside}")
    async def test_every_cell_is_as_the_table_says(self, row, client, database, make_key, effort):
        world = await the_world(database, client, make_key, stage_of(row.operation))
        differing = {}
        for role, cells in row.cells.items():
            replies: dict[tuple[str, ...], set[tuple[Any, ...]]] = defaultdict(set)
            is_person = any(name.lower().startswith("selfcheck-") for name in world.shown.get(role, {}))
            everything = is_person or database.is_sqlite or effort == "long"
            for column, status in asked_of(cells, everything=everything).items():
                asked, response = await ask(client, world, row, role, column)
                if response.status_code != status:
                    differing[role, column] = (response.status_code, response.text[:200])
                assert_no_mark(world, role, asked, response)
                if response.is_error:
                    replies[looks_like(row.operation, role, column)].add(without_ids(response))
                elif row.operation.method != "GET":
                    await world.restore(database)
            telling = {column: found for column, found in replies.items() if len(found) > 1}
            assert telling == {}, f"{role} can tell what is another's from what is not there"
        assert differing == {}

    def test_only_what_no_row_decides_is_asked_for_once_in_place_of_each_column(self):
        refused, seen = {"OO": 403, "ON": 403, "NN": 403}, {"OO": 200, "ON": 404, "NN": 404}
        assert asked_of(refused, everything=False) == {"OO": 403}
        assert asked_of(seen, everything=False) == seen
        assert asked_of(refused, everything=True) == refused


def asked_of(cells: dict[str, int], *, everything: bool) -> dict[str, int]:
    """Return the cells of a role that are asked for: all of them on one dialect, and in the long form on both.

    A key that is refused whatever it asks about is refused before anything is looked up, so one question shows it on
    the other dialect; everybody else is told apart by its rows, and so is whoever shows a code or a secret.
    """
    refused = set(cells.values()) <= {401, 403} and len(set(cells.values())) == 1
    return dict(itertools.islice(cells.items(), 1)) if refused and not everything else cells


# What was made before, with all its rows, by dialect and stage: most operations are tried on the same.
_MADE: dict[tuple[bool, str], tuple[World, Rows]] = {}
# When the round beside that of a side closed: long before it, or long after.
_CLOSED_ON = {"comparison": "2022-05-31", "recheck": "2098-05-31"}


async def the_world(database: Database, client: httpx.AsyncClient, make_key: MakeKey, stage: str) -> World:
    """Return the world at a stage, in a database that is empty so far."""
    known = _MADE.get((database.is_sqlite, stage))
    if known is not None:
        world, rows = known
        await fill(database, rows)
        return world
    world = await brought_to(stage, database, client, await make_world(database, client, make_key))
    _MADE[database.is_sqlite, stage] = world, await all_rows(database)
    return world


def stage_of(operation: Operation) -> str:
    """Return where the rounds must be for an operation to be good."""
    last = operation.path.rsplit("/", 1)[-1].partition(".")[0]
    is_release = "/releases" in operation.path
    if operation.name == "DELETE /v1/rounds/{round_id}":
        return "empty"
    if "/ballots" in operation.path or "/matrix" in operation.path:
        return "gathered"
    if operation.path.endswith(("/{round_id}/form.pdf", "/paper-responses")):
        return "hidden"
    if re.search(
        "/(focus-fields|consensus|measures|recheck|action-plan|minutes|council-paper|public-version)", operation.path
    ):
        return last if last in _CLOSED_ON else "decided"
    if is_release and operation.method == "GET":
        return last if last in _CLOSED_ON else "sealed"
    return "closed" if is_release or operation.path.endswith("/ratings") else "open"


async def brought_to(stage: str, database: Database, client: httpx.AsyncClient, world: World) -> World:
    """Bring the rounds, which are open, to a stage."""
    if stage == "open":
        return world
    if stage in {"empty", "hidden"}:
        return await (empty if stage == "empty" else hide)(database, world)
    world = await close(database, world)
    if stage == "gathered":
        return await gather(database, client, world)
    if stage == "closed":
        return world
    await seal(client, world)
    if stage in {"decided", "recheck"}:
        world = await decide(database, client, world)
    return await ask_beside(database, world, _CLOSED_ON[stage]) if stage in _CLOSED_ON else world


async def ask(
    client: httpx.AsyncClient, world: World, row: Row, role: str, column: str
) -> tuple[dict[str, str], httpx.Response]:
    """Send a request as a role; return its parameters and the response."""
    operation = row.operation
    asked = {name: world.parameter(name, letter) for name, letter in zip(operation.parameters, column, strict=False)}
    in_query = {parameter["name"] for parameter in OPERATIONS[operation.name].get("parameters", ())}
    query = {name: value for name, value in asked.items() if name in operation.beside and name in in_query}
    body = body_of(row, asked, world, role)
    return asked, await client.request(
        operation.method,
        operation.path.format(**asked),
        params=query,
        headers=world.shown[role]
        | (SEEN if operation.method == "PATCH" or operation.path.endswith(("/slips.pdf", "/{subject}")) else {}),
        **({} if body is None else {"json": body}),
    )


def looks_like(operation: Operation, role: str, column: str) -> tuple[str, ...]:
    """Return a column as the role may see it: what it may not know of is as good as not there."""
    if column == "-":
        return ()
    known = KNOWS.get(role, ("", ""))
    return tuple(
        letter if name in PUBLIC or letter in known[min(place, 1)] else "N"
        for place, (name, letter) in enumerate(zip(operation.parameters, column, strict=True))
    )


def without_ids(response: httpx.Response) -> tuple[Any, ...]:
    """Return status, headers and body of a reply, without the ids that the sender knows."""
    body = _TRACE.sub('"trace_id":"*"', _ID.sub("*", response.text))
    headers = [(name, value) for name, value in response.headers.multi_items() if name != "traceparent"]
    return response.status_code, body, tuple(headers)


def assert_no_mark(world: World, role: str, asked: dict[str, str], response: httpx.Response) -> None:
    """Fail where a reply names what its reader may not know of."""
    said = response.text + repr(response.headers.multi_items())
    forbidden = {mark for mark in marks_beyond(world, role) if mark not in asked.values() and mark in said}
    assert forbidden == set(), f"{role} reads of {asked}: {said}"


def marks_beyond(world: World, role: str) -> set[str]:
    every = {mark for side in world.sides.values() for mark in side.marks} | set(NAMES.values())
    known = set()
    for letter in KNOWS.get(role, ("",))[0]:
        side = world.sides[letter]
        people = {"invited": side.guest, "holder": side.holder, "other-holder": side.other}
        person = people.get(role.removesuffix("-elsewhere"))
        if person is None and role != "erased-holder":
            ids = {str(each.id) for each in (side.guest, side.holder, side.other, side.erased)}
            known |= {*side.marks, NAMES[letter]} - ids
        elif person is not None:
            known |= {str(person.id), str(person.round.id), person.round.title, NAMES[letter]}
    return every - known
