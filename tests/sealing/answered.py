"""Closed rounds that people have answered, to be sealed."""

import json
import secrets
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.storage import Database
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.plans import Plans
from selfcheck_service.use_cases.sealing import Sealer
from tests.answering import QUESTIONNAIRE, make_round
from tests.rounds import add_response

# Of the round's two perspectives: how many gave which answer to the one item that both are asked.
TWELVE: dict[str, list[Any]] = {"office": [0, 1, 1, 2, 2, 2, 2], "citizens": [0, 0, 1, 2, {"no_answer": "dont_know"}]}


# Compiled once for all tests of a process: they are many, and it always comes to the same.
_PLAN = compile_plan(parse_definition(QUESTIONNAIRE))


def a_sealer(
    database: Database,
    *,
    at: datetime | None = None,
    long_ago: bool = False,
) -> Sealer:
    deed = Deed("key", EVERYWHERE, at or datetime.now(UTC), uuid.uuid4)
    return Sealer(database, plans_of(database), deed, long_ago=long_ago)


def plans_of(database: Database) -> Plans:
    plans = Plans(database, size=10, hit=lambda: None, miss=lambda: None)
    plans._kept[_PLAN.key, _PLAN.version] = _PLAN
    return plans


async def answer(database: Database, round_: RoundRow, given: Mapping[str, list[Any]]) -> list[uuid.UUID]:
    """Store responses, in an order of chance; in an open round under a name each. Return their ids."""
    said = [(perspective, each) for perspective, answers in given.items() for each in answers]
    secrets.SystemRandom().shuffle(said)
    ids = []
    async with database.transaction() as transaction:
        for number, (perspective, each) in enumerate(said):
            name = f"{perspective} {number}" if round_.mode == "open" else None
            stored = json.dumps({"leadership": each}, separators=(",", ":")).encode()
            ids.append(
                await add_response(transaction, round_, perspective=perspective, display_name=name, answers=stored)
            )
    return ids


async def closed_round(
    database: Database, given: Mapping[str, list[Any]] = TWELVE, **changes: Any
) -> tuple[RoundRow, list[uuid.UUID]]:
    """Add a round that closed an hour ago, with responses; return it and their ids."""
    round_ = await make_round(database, opens_in=-3, closes_in=-1, **changes)
    return round_, await answer(database, round_, given)
