"""Display names: in an open round each is somebody's own, so that a result tells people apart."""

import unicodedata
from datetime import datetime

from selfcheck_service.core.definition.problems import InputInvalid, Problem
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.responses import find_response, list_other_names
from selfcheck_service.use_cases.openings import Opening
from selfcheck_service.use_cases.standing import Holder, has_ticket, hours_of, key_of, require_open


async def require_free_name(transaction: Transaction, opening: Opening, holder: Holder, name: str) -> None:
    """Raise `InputInvalid` where somebody else in the round is called that; whoever it is, is not told.

    Two who submit in the very same moment may both get a name on PostgreSQL: it is a courtesy to readers, and nothing
    rests on it.
    """
    taken = {_alike(each) for each in await list_other_names(transaction, key_of(opening, holder))}
    if _alike(name) in taken:
        raise InputInvalid([Problem("/display_name", "display_name_taken")])


async def require_free_name_on_entry(
    transaction: Transaction, opening: Opening, holder: Holder, name: str, now: datetime
) -> None:
    """Do the same for somebody who comes in with an access code; who shows none that is good learns of no name.

    Raises `Conflict` outside the hours of the round, so that nobody is sent to look for a name in vain.
    """
    # Of somebody who is in already, a late repetition must stay harmless.
    is_in = await find_response(transaction, key_of(opening, holder)) is not None
    if not is_in and await has_ticket(transaction, holder):
        require_open(await hours_of(transaction, opening, holder, now))
        await require_free_name(transaction, opening, holder, name)


def _alike(name: str) -> str:
    """Return a name as readers take it: neither case nor the width of a space tells two people apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
