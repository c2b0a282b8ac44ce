"""Finding municipalities by what operators type of them."""

from collections.abc import Sequence
from uuid import UUID

from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.municipalities import Municipality, list_municipalities
from selfcheck_service.storage.reach import Reach

_LONGEST = 200


async def find_called(transaction: Transaction, reach: Reach, text: str, *, limit: int) -> Sequence[Municipality]:
    """Return the municipality whose official key a text is, else those in whose names it stands, at most `limit`.

    Of an empty text that is any municipality; of what cannot stand in a name, none.
    """
    if unclean_character(text) is not None or len(text) > _LONGEST:
        return ()
    by_key = await list_municipalities(transaction, reach, official_key=text, limit=1)
    return by_key or await list_municipalities(transaction, reach, search=text or None, limit=limit)


def id_in(text: str) -> UUID | None:
    """Return the id that a text is; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
