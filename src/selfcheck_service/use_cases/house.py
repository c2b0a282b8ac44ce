"""A whole run of housekeeping, as the command line does it and the page for operators."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import note
from selfcheck_service.storage.ballots import SWEPT
from selfcheck_service.storage.shuffling import TABLES
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.keeping import Housekeeping, Kept

_ROUNDS = ("rounds", "opened", "closed", "codes", "responses", "erased")


async def keep_house(
    run: Housekeeping,
    *,
    idle: timedelta,
    only_look: bool,
    tell: Callable[[Kept], None],
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    enough: Callable[[], bool] = lambda: False,
) -> dict[str, int]:
    """Do all that is due, or only look; return what was done by name. `tell` is called for each round with anything.

    `idle`: for how long a session may be unused. `enough` is asked behind each round: where somebody waits, the rounds
    that are left have to wait for the next run, and `progress` has said how many of all were looked at. The files of
    the database are to be swept afterwards.
    """
    found = [each async for each in run.rounds()]
    total = Counter(dict.fromkeys(_ROUNDS, 0))
    for at, each in enumerate(found, start=1):
        kept = await (run.foresee(each) if only_look else run.keep(each))
        progress(at, len(found))
        if kept.is_something:
            # At once, so that what was done is told also where the next round fails.
            tell(kept)
            total.update(rounds=1, codes=kept.codes, responses=kept.responses)
            total.update(opened=int(kept.opened), closed=int(kept.closed), erased=int(kept.erased))
        if enough():
            break
    return {
        **total,
        "ballots": await run.close_ballots(only_look=only_look),
        "replies": await run.forget_replies(only_look=only_look),
        "sessions": await run.forget_sessions(idle=idle, only_look=only_look),
    }


async def sweep_once(database: Database, *, seconds: float) -> bool:
    """Sweep traces of what was deleted out of the files of the database; return whether nothing may be left."""
    return await database.sweep((*TABLES, *SWEPT), seconds=seconds)


async def note_run(database: Database, deed: Deed, done: Mapping[str, object]) -> UUID:
    """Note in the trail that somebody has had house kept, with what was done by name; return the id of the event."""
    event = replace(deed.event("house_kept"), details=dict(done))
    async with database.transaction() as transaction:
        await note(transaction, event)
    return event.id
