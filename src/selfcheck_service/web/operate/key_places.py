"""Which municipalities a key is for: chosen by name from those that are there, or typed as official keys and ids."""

from collections.abc import Sequence
from dataclasses import dataclass

from selfcheck_service.storage import Transaction
from selfcheck_service.storage.municipalities import Municipality, list_municipalities, names_of
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.web.operate.searching import find_called, id_in
from selfcheck_service.web.sent import Sent, shown

# Where there are no more, all of them stand on the page; of more, those that fit what is looked for.
_LISTED = 20
# The button that looks for municipalities says so under this name; it makes no key.
STEP, SEARCH = "step", "search"


@dataclass(frozen=True, slots=True)
class Offered:
    """What a form offers: `options` are values, names and official keys (or None), those that are chosen first.

    `is_searched`: there are too many to list, so they are looked for by name. `outcome` says what came of that, as a
    name of words, None where nothing was looked for or all that fits stands there.
    """

    options: tuple[tuple[str, str, str | None], ...]
    chosen: tuple[str, ...]
    is_searched: bool
    outcome: str | None


def places_in(sent: Sent) -> tuple[str, ...]:
    """Return ids and official keys as `KeyWish` takes them: those that were chosen, then those that were typed."""
    typed = sent.one("municipalities").lower().replace(",", " ").split()
    return tuple(dict.fromkeys((*(each.lower() for each in sent.all("chosen")), *typed)))


def place_fault(sent: Sent) -> tuple[str, str] | None:
    """Return at which field something is wrong, and the name of the words for it; None where nothing is.

    No municipality means all of them; what somebody has typed or looked for must not come to mean that.
    """
    if places_in(sent):
        return None
    if sent.one("municipalities"):
        return "municipalities", "municipalities"
    return (SEARCH, "search") if sent.one(SEARCH).strip() else None


async def offered_for(transaction: Transaction, sent: Sent) -> Offered:
    """Return what the form offers after what was sent."""
    chosen = tuple(dict.fromkeys(shown(each.lower()) for each in sent.all("chosen")))
    found = await list_municipalities(transaction, EVERYWHERE, limit=_LISTED + 1)
    is_searched, outcome = len(found) > _LISTED, None
    if is_searched:
        found, outcome = await _search(transaction, sent)
    options = [(str(each.id), each.name, each.official_key) for each in found]
    if is_searched:
        named = await _named(transaction, chosen)
        fitting = {value: key for value, _, key in options}
        first = [(each, named.get(each, each), fitting.get(each)) for each in chosen]
        options = [*first, *(each for each in options if each[0] not in chosen)]
    return Offered(tuple(options), chosen, is_searched, outcome)


async def _search(transaction: Transaction, sent: Sent) -> tuple[Sequence[Municipality], str | None]:
    text = sent.one(SEARCH).strip()
    if not text and sent.one(STEP) != SEARCH:
        return (), None
    found = await find_called(transaction, EVERYWHERE, text, limit=_LISTED + 1)
    return found[:_LISTED], "nobody" if not found else "more" if len(found) > _LISTED else None


async def _named(transaction: Transaction, chosen: tuple[str, ...]) -> dict[str, str]:
    names = await names_of(transaction, {found for each in chosen if (found := id_in(each)) is not None})
    return {str(each): name for each, name in names.items()}
